//! Many re-organisations at once: every one on record, and the drafts of a file.

use platform::db;
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::super::draft;
use super::act::insert;
use super::{COLUMNS, Deed, Paper, Reorg, ReorgError, Row, read};
use crate::plan::Plan;
use kernel::clock::Millis;

/// Every re-organisation, whatever became of it, in the order in which they hold.
pub async fn every<C: ConnectionTrait>(on: &C) -> Result<Vec<Reorg>, DbErr> {
    let rows: Vec<Row> = db::rows(
        on,
        &format!("SELECT {COLUMNS} FROM reorg WHERE kind = 'act' ORDER BY effective_on, created_at, id"),
        vec![],
    )
    .await?;
    rows.into_iter().map(read).collect()
}

/// What waits for somebody, then what was applied since an instant, each in the order in which it holds: one statement.
pub async fn recent<C: ConnectionTrait>(on: &C, since: Millis) -> Result<Vec<Reorg>, DbErr> {
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT {COLUMNS} FROM reorg WHERE kind = 'act' AND (state IN ('submitted', 'approved')
               OR (state = 'draft' AND returned_reason IS NOT NULL) OR (state = 'applied' AND recorded_at > $1))
             ORDER BY CASE WHEN state = 'applied' THEN 1 ELSE 0 END, effective_on, created_at, id LIMIT 500"
        ),
        vec![since.into()],
    )
    .await?;
    rows.into_iter().map(read).collect()
}

/// A draft to be written.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'d> {
    pub paper: &'d Paper,
    pub plan: &'d Plan,
    /// Empty, or what tells it from other acts of its day in a file.
    pub key: &'d str,
    /// The act that was undone and is drafted anew.
    pub renews: Option<Uuid>,
}

/// Writes first drafts, all or none. With the file they come from (and whose it is) that is taken in the same
/// transaction; `None` when it was gone.
pub async fn create_all(
    deed: Deed<'_>,
    acts: &[Draft<'_>],
    file: Option<(Uuid, Uuid)>,
) -> Result<Option<Vec<Uuid>>, ReorgError> {
    let tx = deed.org.app.db.begin().await?;
    if let Some((owner, file)) = file
        && !draft::take(&tx, owner, file).await?
    {
        return Ok(None);
    }
    let mut written = Vec::with_capacity(acts.len());
    for act in acts {
        written.push(insert(deed, &tx, *act).await?);
    }
    tx.commit().await?;
    Ok(Some(written))
}
