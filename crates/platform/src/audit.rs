//! The append-only record of every act of consequence. Each row carries the hash of the one before, written in the
//! transaction of the act itself; `donghanh doctor` walks the chain.

use kernel::actor::Actor;
use kernel::clock::Millis;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::db::{self, Db, Tx};

/// A typed event. Features implement it for their own enums; `act` names the Fluent message `audit-<act>`.
pub trait Event: Serialize {
    /// Short lasting name: "contest-sealed".
    fn act(&self) -> &'static str;
    /// What it was done to, in words that a person can search for.
    fn subject(&self) -> String;
}

/// Columns of a row, named one by one: see the test of the house that looks for stars.
const COLUMNS: &str = "position, at, actor_id, actor_name, act, subject, detail, previous, hash";

/// A row of the record.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Entry {
    pub position: i64,
    pub at: i64,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    pub act: String,
    pub subject: String,
    pub detail: String,
    pub previous: Vec<u8>,
    pub hash: Vec<u8>,
}

#[derive(FromQueryResult)]
struct Head {
    position: i64,
    hash: Vec<u8>,
}

fn digest(entry: &Entry) -> Vec<u8> {
    let mut hasher = Sha256::new();
    for part in [
        entry.position.to_be_bytes().as_slice(),
        &entry.at.to_be_bytes(),
        entry.actor_id.as_ref().map_or(&[][..], |id| id.as_bytes()),
        entry.actor_name.as_bytes(),
        entry.act.as_bytes(),
        entry.subject.as_bytes(),
        entry.detail.as_bytes(),
        &entry.previous,
    ] {
        hasher.update(u64::try_from(part.len()).unwrap_or_default().to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_vec()
}

/// Appends an event inside the caller's transaction. `actor` is `None` for what the program does by itself.
pub async fn append(tx: &Tx, now: Millis, actor: Option<&Actor>, event: &impl Event) -> Result<(), DbErr> {
    // Touching the head row first makes PostgreSQL's transactions queue here, so the chain never forks.
    db::exec(
        &**tx,
        "UPDATE audit_head SET position = position + 1 WHERE id = 1",
        vec![],
    )
    .await?;
    let head: Option<Head> = db::row(&**tx, "SELECT position, hash FROM audit_head WHERE id = 1", vec![]).await?;
    let head = head.ok_or_else(|| DbErr::RecordNotFound("audit_head".to_owned()))?;
    let mut entry = Entry {
        position: head.position,
        at: now,
        actor_id: actor.map(|a| a.account),
        actor_name: actor.map_or_else(String::new, |a| a.name.clone()),
        act: event.act().to_owned(),
        subject: event.subject(),
        detail: serde_json::to_string(event).map_err(|e| DbErr::Custom(e.to_string()))?,
        previous: head.hash,
        hash: Vec::new(),
    };
    entry.hash = digest(&entry);
    db::exec(
        &**tx,
        "INSERT INTO audit_event (position, at, actor_id, actor_name, act, subject, detail, previous, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        vec![
            entry.position.into(),
            entry.at.into(),
            entry.actor_id.into(),
            entry.actor_name.into(),
            entry.act.into(),
            entry.subject.into(),
            entry.detail.into(),
            entry.previous.into(),
            entry.hash.clone().into(),
        ],
    )
    .await?;
    db::exec(
        &**tx,
        "UPDATE audit_head SET hash = $1 WHERE id = 1",
        vec![entry.hash.into()],
    )
    .await?;
    Ok(())
}

/// The state of the chain.
#[derive(Debug, PartialEq, Eq)]
pub enum Chain {
    Whole {
        events: i64,
    },
    /// The first position at which the chain does not hold.
    Broken {
        at: i64,
    },
}

/// Recomputes every hash, a thousand rows at a time.
pub async fn verify<C: ConnectionTrait>(on: &C) -> Result<Chain, DbErr> {
    let (mut previous, mut position) = (Vec::new(), 0_i64);
    loop {
        let page: Vec<Entry> = db::rows(
            on,
            &format!("SELECT {COLUMNS} FROM audit_event WHERE position > $1 ORDER BY position LIMIT 1000"),
            vec![position.into()],
        )
        .await?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            if entry.position != position + 1 || entry.previous != previous || entry.hash != digest(&entry) {
                return Ok(Chain::Broken { at: position + 1 });
            }
            (position, previous) = (entry.position, entry.hash);
        }
    }
    let head: Option<Head> = db::row(on, "SELECT position, hash FROM audit_head WHERE id = 1", vec![]).await?;
    match head {
        Some(head) if head.position == position && head.hash == previous => Ok(Chain::Whole { events: position }),
        _ => Ok(Chain::Broken { at: position + 1 }),
    }
}

/// A filter over the record; empty strings mean "any".
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub act: String,
    pub words: String,
    pub before: Option<i64>,
}

/// The newest entries that fit, newest first.
pub async fn search(db: &Db, filter: &Filter, limit: i64) -> Result<Vec<Entry>, DbErr> {
    let like = format!("%{}%", filter.words.trim().replace(['%', '_'], " "));
    db::rows(
        db.read(),
        &format!(
            "SELECT {COLUMNS} FROM audit_event
             WHERE position < $1 AND ($2 = '' OR act = $2)
               AND (LOWER(subject) LIKE LOWER($3) OR LOWER(actor_name) LIKE LOWER($3) OR LOWER(detail) LIKE LOWER($3))
             ORDER BY position DESC LIMIT $4"
        ),
        vec![
            filter.before.unwrap_or(i64::MAX).into(),
            filter.act.clone().into(),
            like.into(),
            limit.into(),
        ],
    )
    .await
}
