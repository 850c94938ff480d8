//! What of the re-organisations belongs on somebody's page of the day: what waits for this person, and what has changed
//! for the units this person answers for.

use std::collections::HashSet;

use kernel::actor::{Actor, Role};
use kernel::clock::Millis;
use kernel::time;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::history::Hierarchy;
use crate::scope;
use crate::stage::Stage;
use crate::state::Organisation;
use crate::store::histories::Present;
use crate::store::reorgs::{self, Reorg};

/// How long a change is news.
pub const NEWS: Millis = 14 * time::DAY;

/// Why it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Submitted: this person may approve it.
    Approve,
    /// Approved: this person may apply it.
    Apply,
    /// Returned to this person, who drafted it.
    Mend,
    /// Applied lately, and it concerns a unit of this person.
    MyUnit,
    /// Applied lately; a leader sees every one.
    Leading,
}

/// What waits for somebody, whatever units it is about; nothing for those who only look.
fn waits(reorg: &Reorg, actor: &Actor) -> Option<Matter> {
    let own = reorg.created_by == Some(actor.account);
    match reorg.stage {
        Stage::Draft if own && !reorg.returned_reason.is_empty() => Some(Matter::Mend),
        // Nobody approves the own draft.
        Stage::Submitted if !own && actor.has_any(&[Role::Leader, Role::Administrator]) => Some(Matter::Approve),
        Stage::Approved if actor.has_any(&[Role::Administrator, Role::Organiser]) => Some(Matter::Apply),
        _ => None,
    }
}

/// Whether an act on record changed something for an officer: a unit of the own ones, or one that they stood under.
fn concerns(present: &Present, reorg: &Reorg, own: &[Uuid], reach: &HashSet<Uuid>) -> Result<bool, DbErr> {
    let mentioned = reorg.plan.mentions();
    if mentioned.iter().any(|unit| own.contains(unit) || reach.contains(unit)) {
        return Ok(true);
    }
    let on = reorg.paper.effective_on;
    let eve = present.tree(Hierarchy::Union, on.yesterday().unwrap_or(on), None)?;
    let ending = reorg.plan.ending();
    let within = |unit: &Uuid| ending.iter().any(|ended| eve.is_within(*unit, *ended));
    Ok(own.iter().any(within))
}

/// Everything about re-organisations that somebody should see today, in the order in which it holds.
pub async fn matters(org: &Organisation, actor: &Actor) -> Result<Vec<(Matter, Reorg)>, DbErr> {
    let since = org.app.now().saturating_sub(NEWS);
    let recent = reorgs::recent(org.app.db.read(), since).await?;
    if recent.is_empty() {
        return Ok(Vec::new());
    }
    let own: Vec<Uuid> = actor.officer_units().collect();
    let present = org.present().await?;
    let reach = if own.is_empty() {
        HashSet::new()
    } else {
        scope::reached(&*org.tree(org.today()).await?, &own)
    };
    let mut out = Vec::new();
    for reorg in recent {
        let matter = if reorg.stage != Stage::Applied {
            waits(&reorg, actor)
        } else if !own.is_empty() && concerns(&present, &reorg, &own, &reach)? {
            Some(Matter::MyUnit)
        } else {
            actor.has(Role::Leader).then_some(Matter::Leading)
        };
        out.extend(matter.map(|matter| (matter, reorg)));
    }
    Ok(out)
}
