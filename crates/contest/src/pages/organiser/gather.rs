//! Reads what a result on paper needs.

use std::sync::Arc;

use organisation::{Tree, people};
use platform::failure::Failure;
use platform::text::Tr;
use uuid::Uuid;

use super::Here;
use crate::documents::outcome::{self, Outcome, Parts};
use crate::service::Contests;
use crate::store::log;

/// The union over the days of the period, as known when its result was computed.
pub(super) async fn tree(contests: &Contests, here: &Here) -> Result<Arc<Tree>, Failure> {
    Ok(contests.announced_tree(&here.period).await?)
}

/// The present result with the names put in; none before it is computed.
pub(super) async fn outcome(tr: &Tr, contests: &Contests, here: &Here) -> Result<Option<Outcome>, Failure> {
    let Some((version, result)) = contests.result(&here.period).await? else {
        return Ok(None);
    };
    let on = contests.app.db.read();
    let attempts = log::attempts(on, here.period.id).await?;
    let sheets = log::sheets(on, here.period.id).await?;
    let mut ids: Vec<Uuid> = attempts.iter().map(|record| record.member_id).collect();
    // Also those under whose entry only another entry of theirs took part.
    ids.extend(result.standings.people.iter().map(|person| person.member));
    ids.extend(result.standings.unranked.iter().map(|person| person.member));
    ids.sort_unstable();
    ids.dedup();
    let names = people::names_of(on, &ids).await?;
    let tree = tree(contests, here).await?;
    Ok(Some(outcome::outcome(
        tr,
        Parts {
            contest: &here.contest,
            quiz: here.quiz()?,
            period: &here.period,
            version: &version,
            result: &result,
            attempts: &attempts,
            sheets: &sheets,
            names: &names,
            tree: &tree,
            steps: &here.steps,
        },
    )))
}
