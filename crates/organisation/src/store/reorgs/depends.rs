//! What stands on a re-organisation, so that it can no longer be undone.

use std::collections::HashSet;

use platform::db;
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::super::id_list;
use super::Reorg;
use crate::history::fold;
use crate::state::Organisation;
use crate::store::histories::Present;
use crate::unit::code_key;

/// Something that would hang in the air.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dependant {
    /// A later act builds on it.
    Act { reorg: Uuid, title: String },
    /// Members entered in a unit that it founded.
    Members { unit: Uuid, count: i64 },
    /// Headcounts confirmed for a unit that it founded.
    Headcounts { unit: Uuid, count: i64 },
    /// Officers of a unit that it founded.
    Officers { unit: Uuid, count: i64 },
    /// What a feature keeps under a unit that it founded, in words.
    Kept { unit: Uuid, what: String, count: i64 },
}

#[derive(FromQueryResult)]
struct Count {
    unit_id: Uuid,
    n: i64,
}

/// Everything that depends on a re-organisation on record.
pub async fn dependants(org: &Organisation, reorg: &Reorg, present: &Present) -> Result<Vec<Dependant>, DbErr> {
    let mut out = Vec::new();
    if let Err(refusal) = fold(&present.log.without(reorg.id)) {
        let head = present.log.heads.get(&refusal.by);
        out.push(Dependant::Act {
            reorg: refusal.by,
            title: head.map_or_else(String::new, |head| head.title.clone()),
        });
    }
    let founded: Vec<Uuid> = reorg.plan.founded().map(|founding| founding.unit).collect();
    if founded.is_empty() {
        return Ok(out);
    }
    let on = org.app.db.read();
    let list = id_list(org.app.db.engine(), &founded);
    let count = async |table: &str, also: &str| -> Result<Vec<Count>, DbErr> {
        db::rows(
            on,
            &format!("SELECT unit_id, COUNT(*) AS n FROM {table} WHERE unit_id IN ({list}){also} GROUP BY unit_id"),
            vec![],
        )
        .await
    };
    for row in count("membership", " AND retired_at IS NULL").await? {
        out.push(Dependant::Members {
            unit: row.unit_id,
            count: row.n,
        });
    }
    for row in count("headcount", "").await? {
        out.push(Dependant::Headcounts {
            unit: row.unit_id,
            count: row.n,
        });
    }
    for row in count("account_grant", " AND valid_to IS NULL").await? {
        out.push(Dependant::Officers {
            unit: row.unit_id,
            count: row.n,
        });
    }
    let mut held = present.history.held(&founded, reorg.paper.effective_on);
    // What names a code that was borne before goes on to mean the unit of before: nothing hangs in the air.
    let eve = reorg.paper.effective_on.yesterday().unwrap_or(reorg.paper.effective_on);
    let lives = present.history.lives().filter_map(|(_, life)| life.version(eve));
    let borne: HashSet<String> = lives.map(|version| code_key(&version.traits.code)).collect();
    for unit in held.iter_mut().filter(|unit| borne.contains(&code_key(&unit.code))) {
        unit.code.clear();
    }
    for holding in org.held_by(&held).await? {
        out.push(Dependant::Kept {
            unit: holding.unit,
            what: holding.what,
            count: holding.count,
        });
    }
    Ok(out)
}
