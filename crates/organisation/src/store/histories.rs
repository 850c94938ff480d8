//! What the log says, kept in memory until somebody changes a unit.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use kernel::clock::Millis;
use platform::db::{self, Db, Tx};
use sea_orm::DbErr;

use super::log::{self, Log};
use crate::history::{Hierarchy, History, fold};
use crate::tree::Tree;

/// Says that units changed. Called inside the transaction of every change, so that every process of the program
/// notices it at its next look, without a message between them.
pub async fn changed(tx: &Tx) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE unit_change SET generation = generation + 1 WHERE id = 1",
        vec![],
    )
    .await?;
    Ok(())
}

/// Like [`changed`], but only if nobody changed units since `generation`; `false` when somebody did. What was worked
/// out from that generation then has to be worked out again.
pub async fn changed_since(tx: &Tx, generation: i64) -> Result<bool, DbErr> {
    let touched = db::exec(
        &**tx,
        "UPDATE unit_change SET generation = generation + 1 WHERE id = 1 AND generation = $1",
        vec![generation.into()],
    )
    .await?;
    Ok(touched == 1)
}

/// How many trees are remembered: today, and the few that reports of the moment look at.
const TREES: usize = 24;
/// How many earlier states of knowledge.
const KNOWN: usize = 6;

type TreeKey = (Hierarchy, Date, Date, Option<Millis>);

/// The log of one generation and what was made of it.
#[derive(Debug)]
pub struct Present {
    pub generation: i64,
    pub log: Log,
    pub history: Arc<History>,
    known: Mutex<HashMap<Millis, Arc<History>>>,
    trees: Mutex<HashMap<TreeKey, Arc<Tree>>>,
}

fn folded(log: &Log, known: Option<Millis>) -> Result<Arc<History>, DbErr> {
    let history = fold(&log.known(known)).map_err(|refusal| {
        DbErr::Custom(format!(
            "the log of acts on units contradicts itself: {refusal}, act {}",
            refusal.by
        ))
    })?;
    Ok(Arc::new(history))
}

impl Present {
    /// The history as it was known at an instant; now, without one.
    pub fn as_known(&self, known: Option<Millis>) -> Result<Arc<History>, DbErr> {
        let Some(known) = known else {
            return Ok(Arc::clone(&self.history));
        };
        // Between two acts nothing becomes known: every instant stands for the last act not later than it.
        let last = self.log.instants().into_iter().rev().find(|at| *at <= known);
        let key = last.unwrap_or(Millis::MIN);
        if let Some(kept) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(kept));
        }
        let history = folded(&self.log, Some(known))?;
        let mut kept = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KNOWN {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&history));
        Ok(history)
    }

    /// A tree over the days [from, to), as known at an instant.
    pub fn window(&self, line: Hierarchy, from: Date, to: Date, known: Option<Millis>) -> Result<Arc<Tree>, DbErr> {
        let key = (line, from, to, known);
        if let Some(kept) = self.trees.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(kept));
        }
        let tree = Arc::new(self.as_known(known)?.window(line, from, to));
        let mut kept = self.trees.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= TREES {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&tree));
        Ok(tree)
    }

    /// The tree of a day.
    pub fn tree(&self, line: Hierarchy, on: Date, known: Option<Millis>) -> Result<Arc<Tree>, DbErr> {
        self.window(line, on, on.tomorrow().unwrap_or(on), known)
    }
}

/// The newest log that this process has read. One short look at the generation tells whether it still holds.
#[derive(Clone, Debug, Default)]
pub struct Histories {
    kept: Arc<Mutex<Option<Arc<Present>>>>,
    /// Whoever finds the log old reads it; the others wait for that instead of reading it too.
    reading: Arc<tokio::sync::Mutex<()>>,
}

impl Histories {
    /// What holds now.
    pub async fn present(&self, db: &Db) -> Result<Arc<Present>, DbErr> {
        // Read first: a change that comes between this look and the load only makes the next look load again.
        if let Some(kept) = self.kept(generation(db).await?) {
            return Ok(kept);
        }
        let _turn = self.reading.lock().await;
        let generation = generation(db).await?;
        if let Some(kept) = self.kept(generation) {
            return Ok(kept);
        }
        let log = log::load(db.read()).await?;
        // A nation's log is half a second of one core: not on the threads that answer requests.
        let present = tokio::task::spawn_blocking(move || {
            Ok::<_, DbErr>(Present {
                generation,
                history: folded(&log, None)?,
                log,
                known: Mutex::default(),
                trees: Mutex::default(),
            })
        })
        .await
        .map_err(|error| DbErr::Custom(error.to_string()))??;
        let present = Arc::new(present);
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&present));
        Ok(present)
    }

    fn kept(&self, generation: i64) -> Option<Arc<Present>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|kept| kept.generation == generation).cloned()
    }
}

async fn generation(db: &Db) -> Result<i64, DbErr> {
    db::number(
        db.read(),
        "SELECT generation AS n FROM unit_change WHERE id = 1",
        vec![],
    )
    .await
}
