//! A checked file waits here between the dry run and the decision, so that nobody has to send it twice.

use kernel::clock::Millis;
use platform::db::{self, Db, Tx};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

/// How long a file waits: a working day and the night after.
pub const LASTS: Millis = kernel::time::DAY;

/// A file that waits.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Draft {
    pub id: Uuid,
    pub owner: Uuid,
    pub kind: String,
    pub file_name: String,
    pub content: Vec<u8>,
    pub created_at: i64,
}

/// Keeps a file; older ones of the same person and those whose time is over go.
pub async fn keep(tx: &Tx, draft: &Draft) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "DELETE FROM import_draft WHERE expires_at <= $1 OR (owner = $2 AND kind = $3)",
        vec![draft.created_at.into(), draft.owner.into(), draft.kind.clone().into()],
    )
    .await?;
    db::exec(
        &**tx,
        "INSERT INTO import_draft (id, owner, kind, file_name, content, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        vec![
            draft.id.into(),
            draft.owner.into(),
            draft.kind.clone().into(),
            draft.file_name.clone().into(),
            draft.content.clone().into(),
            draft.created_at.into(),
            draft.created_at.saturating_add(LASTS).into(),
        ],
    )
    .await?;
    Ok(())
}

/// The file, if it is this person's and its time is not over.
pub async fn find(db: &Db, now: Millis, owner: Uuid, id: Uuid) -> Result<Option<Draft>, DbErr> {
    db::row(
        db.read(),
        "SELECT id, owner, kind, file_name, content, created_at FROM import_draft
         WHERE id = $1 AND owner = $2 AND expires_at > $3",
        vec![id.into(), owner.into(), now.into()],
    )
    .await
}

/// Takes the file away; `false` when it was already gone, so that pressing twice imports once.
pub async fn take(tx: &Tx, owner: Uuid, id: Uuid) -> Result<bool, DbErr> {
    let touched = db::exec(
        &**tx,
        "DELETE FROM import_draft WHERE id = $1 AND owner = $2",
        vec![id.into(), owner.into()],
    )
    .await?;
    Ok(touched == 1)
}
