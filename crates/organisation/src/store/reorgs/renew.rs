//! An act that was undone, drafted anew from itself.

use platform::db;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::act::insert;
use super::{Deed, Draft, Reorg, ReorgError};
use crate::stage::{NotNow, Stage};

/// A draft with the same paper and operations. What it founds are other units: the old ones never were. Where there is
/// one already on its way or in force it is that one, so that pressing twice drafts once.
pub async fn renew(deed: Deed<'_>, reorg: &Reorg) -> Result<Uuid, ReorgError> {
    if reorg.stage != Stage::Undone {
        return Err(NotNow::WrongStage.into());
    }
    let plan = reorg.plan.anew(|| deed.org.app.fresh_id());
    let draft = Draft {
        paper: &reorg.paper,
        plan: &plan,
        key: &reorg.key,
        renews: Some(reorg.id),
    };
    let tx = deed.org.app.db.begin().await?;
    // Locks the row, so that of two who press at once the second one sees the draft of the first.
    let held = db::exec(
        &*tx,
        "UPDATE reorg SET revision = revision WHERE id = $1 AND state = 'undone'",
        vec![reorg.id.into()],
    )
    .await?;
    if held != 1 {
        return Err(ReorgError::Edited);
    }
    let already: Option<Already> = db::row(
        &*tx,
        "SELECT id FROM reorg WHERE renews = $1 AND state NOT IN ('dropped', 'undone') ORDER BY created_at, id LIMIT 1",
        vec![reorg.id.into()],
    )
    .await?;
    if let Some(already) = already {
        tx.rollback().await?;
        return Ok(already.id);
    }
    let id = insert(deed, &tx, draft).await?;
    tx.commit().await?;
    Ok(id)
}

#[derive(FromQueryResult)]
struct Already {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
}

/// The acts that were drafted anew from one, with their titles, the oldest first.
pub async fn renewals<C: ConnectionTrait>(on: &C, of: Uuid) -> Result<Vec<(Uuid, String)>, DbErr> {
    let rows: Vec<Row> = db::rows(
        on,
        "SELECT id, title FROM reorg WHERE renews = $1 AND state <> 'dropped' ORDER BY created_at, id",
        vec![of.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title)).collect())
}
