//! The likeliest people entered twice, kept in memory until somebody changes people or units: to find them everybody of
//! the scope is read and compared, which must not happen at each view of the list.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{duplicates, stays};
use crate::duplicates::{Found, find};
use crate::scope::Scope;
use crate::state::Organisation;

/// How many scopes are remembered: those of the officers at work.
const SCOPES: usize = 16;

#[derive(Debug)]
struct Kept {
    scope: Scope,
    date: Date,
    /// Of people and of units.
    generations: (i64, i64),
    found: Arc<Found>,
}

/// What was found last.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    kept: Arc<Mutex<Vec<Kept>>>,
    /// One search at a time: it takes a core, and whoever waits finds it done.
    finding: Arc<tokio::sync::Mutex<()>>,
}

impl Twins {
    /// The likeliest pairs of a scope, at most `most`; the same number at each call.
    pub async fn likeliest(&self, org: &Organisation, scope: &Scope, most: usize) -> Result<Arc<Found>, DbErr> {
        let date = org.today();
        if let Some(found) = self.kept(scope, date, generations(org).await?) {
            return Ok(found);
        }
        let _turn = self.finding.lock().await;
        // Read before the people: a change that comes in between only makes the next look search again.
        let generations = generations(org).await?;
        if let Some(found) = self.kept(scope, date, generations) {
            return Ok(found);
        }
        let tree = org.tree(date).await?;
        let on = org.app.db.read();
        let entries = duplicates::entries(on, scope, &tree, date).await?;
        let distinct = duplicates::distinct(on).await?;
        // A nation's list is a second of one core: not on a thread that answers others.
        let found = tokio::task::spawn_blocking(move || find(&entries, &distinct, most))
            .await
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        let found = Arc::new(found);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|kept| kept.scope != *scope);
        if kept.len() >= SCOPES {
            kept.remove(0);
        }
        kept.push(Kept {
            scope: scope.clone(),
            date,
            generations,
            found: Arc::clone(&found),
        });
        Ok(found)
    }

    fn kept(&self, scope: &Scope, date: Date, generations: (i64, i64)) -> Option<Arc<Found>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .find(|kept| kept.scope == *scope && kept.date == date && kept.generations == generations)
            .map(|kept| Arc::clone(&kept.found))
    }
}

async fn generations(org: &Organisation) -> Result<(i64, i64), DbErr> {
    let people = stays::generation(org.app.db.read()).await?;
    Ok((people, org.present().await?.generation))
}
