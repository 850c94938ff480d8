//! Re-organisations on their way, and on record.

mod act;
mod all;
mod deeds;
mod depends;
pub mod holdings;
mod renew;

use jiff::civil::Date;
use kernel::clock::Millis;
use platform::db;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

pub use act::{Deed, ReorgError, advance, apply, create, edit, fits, left_alone, officers, undo};
pub use all::{Draft, recent};
pub use all::{create_all, every};
pub use deeds::{Taken, revised_since, taken};
pub use depends::{Dependant, dependants};
pub use renew::{renew, renewals};

use super::read_day;
use crate::plan::Plan;
use crate::stage::Stage;

/// The act on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is about, in words.
    pub title: String,
    /// Number and notation: "202/2025/QH15".
    pub number: String,
    /// Who issued it.
    pub organ: String,
    pub signer: String,
    pub signed_on: Option<Date>,
    /// First day on which it holds.
    pub effective_on: Date,
    /// Where the text can be found.
    pub source: String,
    /// Checked against the official text.
    pub verified: bool,
    pub note: String,
}

/// A re-organisation.
#[derive(Clone, Debug)]
pub struct Reorg {
    pub id: Uuid,
    pub stage: Stage,
    pub paper: Paper,
    pub plan: Plan,
    /// Grows with every edit; an edit of an older revision is refused, so two tabs never overwrite each other.
    pub revision: i64,
    pub created_at: Millis,
    pub created_by: Option<Uuid>,
    pub created_by_name: String,
    pub submitted_at: Option<Millis>,
    pub submitted_by_name: String,
    pub approved_at: Option<Millis>,
    pub approved_by_name: String,
    pub returned_reason: String,
    pub recorded_at: Option<Millis>,
    pub applied_by_name: String,
    pub undone_at: Option<Millis>,
    pub undone_by_name: String,
    pub undo_reason: String,
    /// The act that was undone and is drafted anew by this one.
    pub renews: Option<Uuid>,
    /// What tells it from other acts of its day in a file, where it has no number.
    pub key: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    state: String,
    title: String,
    act_number: String,
    organ: String,
    signer: String,
    signed_on: Option<String>,
    effective_on: String,
    source: String,
    verified: bool,
    note: String,
    plan: String,
    revision: i64,
    created_at: i64,
    created_by: Option<Uuid>,
    created_by_name: String,
    submitted_at: Option<i64>,
    submitted_by_name: Option<String>,
    approved_at: Option<i64>,
    approved_by_name: Option<String>,
    returned_reason: Option<String>,
    recorded_at: Option<i64>,
    applied_by_name: Option<String>,
    undone_at: Option<i64>,
    undone_by_name: Option<String>,
    undo_reason: Option<String>,
    renews: Option<Uuid>,
    act_key: Option<String>,
}

const COLUMNS: &str = "id, state, title, act_number, organ, signer, signed_on, effective_on, source, verified, note,
    plan, revision, created_at, created_by, created_by_name, submitted_at, submitted_by_name, approved_at,
    approved_by_name, returned_reason, recorded_at, applied_by_name, undone_at, undone_by_name, undo_reason, renews,
    act_key";

fn read(row: Row) -> Result<Reorg, DbErr> {
    let plan = if row.plan.is_empty() {
        Plan::default()
    } else {
        serde_json::from_str(&row.plan).map_err(|error| DbErr::Custom(format!("plan of {}: {error}", row.id)))?
    };
    Ok(Reorg {
        id: row.id,
        stage: Stage::parse(&row.state),
        paper: Paper {
            title: row.title,
            number: row.act_number,
            organ: row.organ,
            signer: row.signer,
            signed_on: row.signed_on.as_deref().map(read_day).transpose()?,
            effective_on: read_day(&row.effective_on)?,
            source: row.source,
            verified: row.verified,
            note: row.note,
        },
        plan,
        revision: row.revision,
        created_at: row.created_at,
        created_by: row.created_by,
        created_by_name: row.created_by_name,
        submitted_at: row.submitted_at,
        submitted_by_name: row.submitted_by_name.unwrap_or_default(),
        approved_at: row.approved_at,
        approved_by_name: row.approved_by_name.unwrap_or_default(),
        returned_reason: row.returned_reason.unwrap_or_default(),
        recorded_at: row.recorded_at,
        applied_by_name: row.applied_by_name.unwrap_or_default(),
        undone_at: row.undone_at,
        undone_by_name: row.undone_by_name.unwrap_or_default(),
        undo_reason: row.undo_reason.unwrap_or_default(),
        renews: row.renews,
        key: row.act_key.unwrap_or_default(),
    })
}

/// One re-organisation.
pub async fn find<C: ConnectionTrait>(on: &C, id: Uuid) -> Result<Option<Reorg>, DbErr> {
    let row: Option<Row> = db::row(
        on,
        &format!("SELECT {COLUMNS} FROM reorg WHERE id = $1 AND kind = 'act'"),
        vec![id.into()],
    )
    .await?;
    row.map(read).transpose()
}

/// Every re-organisation that was not dropped: what waits for somebody first, then the newest.
pub async fn list<C: ConnectionTrait>(on: &C) -> Result<Vec<Reorg>, DbErr> {
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT {COLUMNS} FROM reorg WHERE kind = 'act' AND state <> 'dropped'
             ORDER BY CASE WHEN recorded_at IS NULL THEN 0 ELSE 1 END, effective_on DESC, created_at DESC LIMIT 500"
        ),
        vec![],
    )
    .await?;
    rows.into_iter().map(read).collect()
}
