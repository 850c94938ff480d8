//! Many re-organisations at once: every one on record, and the drafts of a file.

use platform::db;
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::super::draft;
use super::act::insert;
use super::{COLUMNS, Deed, Paper, Reorg, ReorgError, Row, read};
use crate::plan::Plan;

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

/// Writes first drafts, all or none. With the file they come from (and whose it is) that is taken in the same
/// transaction; `None` when it was gone.
pub async fn create_all(
    deed: Deed<'_>,
    acts: &[(&Paper, &Plan)],
    file: Option<(Uuid, Uuid)>,
) -> Result<Option<Vec<Uuid>>, ReorgError> {
    let tx = deed.org.app.db.begin().await?;
    if let Some((owner, file)) = file
        && !draft::take(&tx, owner, file).await?
    {
        return Ok(None);
    }
    let mut written = Vec::with_capacity(acts.len());
    for (paper, plan) in acts {
        written.push(insert(deed, &tx, paper, plan).await?);
    }
    tx.commit().await?;
    Ok(Some(written))
}
