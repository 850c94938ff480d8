//! What opens an account, sign-in names and links of single sign-on: it goes with a merge and comes back with its undoing.

use kernel::clock::Millis;
use platform::db::{self, Tx};
use sea_orm::{DbErr, FromQueryResult};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::Merge;

fn written<T: Serialize>(what: &T) -> Result<String, DbErr> {
    serde_json::to_string(what).map_err(|error| DbErr::Custom(error.to_string()))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Custom(error.to_string()))
}

#[derive(FromQueryResult)]
struct SigninName {
    name: String,
    kind: String,
}

/// Moves the sign-in names of an account; which, as text to be kept.
pub(super) async fn move_names(tx: &Tx, from: Uuid, to: Uuid) -> Result<String, DbErr> {
    let names: Vec<SigninName> = db::rows(
        &**tx,
        "SELECT name, kind FROM signin_name WHERE account_id = $1 ORDER BY name",
        vec![from.into()],
    )
    .await?;
    db::exec(
        &**tx,
        "UPDATE signin_name SET account_id = $2 WHERE account_id = $1",
        vec![from.into(), to.into()],
    )
    .await?;
    let names: Vec<(String, String)> = names.into_iter().map(|row| (row.name, row.kind)).collect();
    written(&names)
}

#[derive(FromQueryResult)]
struct Link {
    issuer: String,
    subject: String,
}

/// Moves the links of single sign-on; which, as text to be kept. Whoever signed in through one opens the kept account.
pub(super) async fn move_links(tx: &Tx, from: Uuid, to: Uuid) -> Result<String, DbErr> {
    let links: Vec<Link> = db::rows(
        &**tx,
        "SELECT issuer, subject FROM oidc_link WHERE account_id = $1 ORDER BY issuer, subject",
        vec![from.into()],
    )
    .await?;
    db::exec(
        &**tx,
        "UPDATE oidc_link SET account_id = $2 WHERE account_id = $1",
        vec![from.into(), to.into()],
    )
    .await?;
    let links: Vec<(String, String)> = links.into_iter().map(|link| (link.issuer, link.subject)).collect();
    written(&links)
}

/// The sign-in names that came to an account with the entries merged into it.
pub(crate) async fn names_brought(tx: &Tx, kept: Uuid) -> Result<Vec<String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        names: String,
    }
    let rows: Vec<Row> = db::rows(
        &**tx,
        "SELECT names FROM person_merge WHERE kept = $1 AND undone_at IS NULL",
        vec![kept.into()],
    )
    .await?;
    let mut out = Vec::new();
    for row in rows {
        let names: Vec<(String, String)> = read(&row.names)?;
        out.extend(names.into_iter().map(|(name, _)| name));
    }
    Ok(out)
}

/// The links that came with other merges into the same entry, which still hold.
async fn links_brought(tx: &Tx, merge: &Merge) -> Result<Vec<(String, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        links: String,
    }
    let rows: Vec<Row> = db::rows(
        &**tx,
        "SELECT links FROM person_merge WHERE kept = $1 AND id <> $2 AND undone_at IS NULL",
        vec![merge.kept.into(), merge.id.into()],
    )
    .await?;
    let mut out = Vec::new();
    for row in rows {
        out.extend(read::<Vec<(String, String)>>(&row.links)?);
    }
    Ok(out)
}

/// Gives names and links back to the entry that had them.
pub(super) async fn give_back(tx: &Tx, merge: &Merge) -> Result<(), DbErr> {
    let names: Vec<(String, String)> = read(&merge.names)?;
    for (name, kind) in names {
        // A list may have dropped it meanwhile, or somebody else may have it now: that one keeps it.
        db::exec(
            &**tx,
            "INSERT INTO signin_name (name, account_id, kind) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
            vec![name.clone().into(), merge.gone.into(), kind.into()],
        )
        .await?;
        db::exec(
            &**tx,
            "UPDATE signin_name SET account_id = $2 WHERE name = $1 AND account_id = $3",
            vec![name.into(), merge.gone.into(), merge.kept.into()],
        )
        .await?;
    }
    let links: Vec<(String, String)> = read(&merge.links)?;
    for (issuer, subject) in links {
        db::exec(
            &**tx,
            "UPDATE oidc_link SET account_id = $3 WHERE issuer = $1 AND subject = $2 AND account_id = $4",
            vec![issuer.into(), subject.into(), merge.gone.into(), merge.kept.into()],
        )
        .await?;
    }
    forget_made_since(tx, merge, merge.at).await
}

/// A link made while the merge held may stand for either of the two people: it says who came back, not by which
/// address. It is forgotten, and made again for the right one at the next sign-in.
async fn forget_made_since(tx: &Tx, merge: &Merge, since: Millis) -> Result<(), DbErr> {
    let made: Vec<Link> = db::rows(
        &**tx,
        "SELECT issuer, subject FROM oidc_link WHERE account_id = $1 AND linked_at >= $2",
        vec![merge.kept.into(), since.into()],
    )
    .await?;
    if made.is_empty() {
        return Ok(());
    }
    let brought = links_brought(tx, merge).await?;
    for link in made {
        let link = (link.issuer, link.subject);
        if brought.contains(&link) {
            continue;
        }
        db::exec(
            &**tx,
            "DELETE FROM oidc_link WHERE issuer = $1 AND subject = $2",
            vec![link.0.into(), link.1.into()],
        )
        .await?;
    }
    Ok(())
}
