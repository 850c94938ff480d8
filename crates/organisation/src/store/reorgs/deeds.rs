//! Every step that people took with an act.

use kernel::clock::Millis;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use crate::revision::Revised;

/// One step: drafted, renewed, edited, submitted, returned, approved, applied, undone, dropped.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Taken {
    pub act: String,
    pub at: Millis,
    pub by_name: String,
    pub reason: String,
}

/// A step to be written; `revision` is that of the act after it.
#[derive(Debug)]
pub(super) struct Step<'s> {
    pub act: &'static str,
    pub at: Millis,
    pub by_name: String,
    pub reason: &'s str,
    pub revision: i64,
    pub revised: Option<Revised>,
}

/// Writes a step, in the transaction that takes it. The row of the act is locked by then, so steps come one by one.
pub(super) async fn take(tx: &Tx, reorg: Uuid, step: Step<'_>) -> Result<(), DbErr> {
    let revised = step.revised.as_ref().map(serde_json::to_string).transpose();
    db::exec(
        &**tx,
        "INSERT INTO reorg_deed (reorg_id, seq, act, at, by_name, reason, revision, revised)
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7 FROM reorg_deed WHERE reorg_id = $1",
        vec![
            reorg.into(),
            step.act.into(),
            step.at.into(),
            step.by_name.into(),
            step.reason.into(),
            step.revision.into(),
            revised.map_err(|error| DbErr::Custom(error.to_string()))?.into(),
        ],
    )
    .await?;
    Ok(())
}

/// What was done with an act, in order.
pub async fn taken<C: ConnectionTrait>(on: &C, reorg: Uuid) -> Result<Vec<Taken>, DbErr> {
    db::rows(
        on,
        "SELECT act, at, by_name, reason FROM reorg_deed WHERE reorg_id = $1 ORDER BY seq",
        vec![reorg.into()],
    )
    .await
}

/// What has changed in an act since a revision.
pub async fn revised_since<C: ConnectionTrait>(on: &C, reorg: Uuid, revision: i64) -> Result<Revised, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        revised: String,
    }
    let rows: Vec<Row> = db::rows(
        on,
        "SELECT revised FROM reorg_deed WHERE reorg_id = $1 AND revision > $2 AND revised IS NOT NULL ORDER BY seq",
        vec![reorg.into(), revision.into()],
    )
    .await?;
    let mut out = Revised::default();
    for row in rows {
        let next = serde_json::from_str(&row.revised)
            .map_err(|error| DbErr::Custom(format!("an edit of {reorg}: {error}")))?;
        out = out.then(next);
    }
    Ok(out)
}
