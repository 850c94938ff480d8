//! Reads what a result on paper needs, and computes an earlier version again to compare it with the present one.

use std::sync::Arc;

use organisation::{Tree, people};
use platform::failure::Failure;
use platform::text::Tr;
use uuid::Uuid;

use super::Here;
use crate::documents::outcome::{self, Outcome, Parts};
use crate::prize::{Ledger, PriorWin};
use crate::result::{self, Input, PeriodResult};
use crate::service::Contests;
use crate::service::outcome::competing_above;
use crate::state::PeriodState;
use crate::store::results::VersionRow;
use crate::store::{contests, log};

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

/// Prizes won in the earlier periods of the stage.
async fn ledger(contests: &Contests, here: &Here, decided: &[Uuid]) -> Result<Ledger, Failure> {
    let mut ledger = Ledger {
        decided: decided.to_vec(),
        ..Ledger::default()
    };
    for earlier in contests::periods(contests.app.db.read(), here.contest.id).await? {
        let before = earlier.stage == here.period.stage && earlier.position < here.period.position;
        if !before || earlier.state < PeriodState::Provisional {
            continue;
        }
        let Some((_, result)) = contests.result(&earlier).await? else {
            continue;
        };
        for given in result.persons.iter().chain(&result.collectives) {
            for award in &given.allotment.awards {
                ledger.won_here.entry(award.id).or_default().push(PriorWin {
                    table: given.table.code.clone(),
                    period: Some(earlier.code.clone()),
                    place: award.place,
                    amount: award.amount,
                });
            }
        }
    }
    Ok(ledger)
}

/// An earlier version of the result, computed again from the sealed data.
pub(super) async fn earlier(contests: &Contests, here: &Here, row: &VersionRow) -> Result<PeriodResult, Failure> {
    let on = contests.app.db.read();
    let round = contests.round(&here.period).await?;
    let attempts = log::attempts(on, here.period.id).await?;
    let sheets = log::sheets(on, here.period.id).await?;
    let ledger = ledger(contests, here, &row.decided).await?;
    let tree = contests.period_tree(&here.period, Some(row.computed_at)).await?;
    let above = competing_above(&tree);
    let (lot_seed, repairs, units) = (here.contest.lot_seed, row.repairs.clone(), row.units.clone());
    let computed = tokio::task::spawn_blocking(move || {
        result::compute(&Input {
            round: &round,
            lot_seed: &lot_seed,
            attempts: &attempts,
            sheets: &sheets,
            repairs: &repairs,
            above: &above,
            units: &units,
            ledger: &ledger,
        })
    })
    .await
    .map_err(Failure::internal)?;
    computed.map_err(Failure::internal)
}
