//! Looking at a database without changing it: whole or damaged, which steps of the schema, the record of acts.

use platform::audit::{self, Chain};
use platform::db::{self, Engine};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use sha2::{Digest as _, Sha256};

use crate::wire;

/// The schema of a database held against this program's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    pub present: Vec<&'static str>,
    /// This program's steps that the database lacks: it is older.
    pub missing: Vec<&'static str>,
    /// Steps that this program does not know: the database is newer.
    pub unknown: Vec<String>,
    /// Steps whose text differs from the one that made the database.
    pub edited: Vec<&'static str>,
}

impl Steps {
    /// Whether this program may work on the database, perhaps after `migrate`.
    pub fn are_ours(&self) -> bool {
        !self.present.is_empty() && self.unknown.is_empty() && self.edited.is_empty()
    }
}

#[derive(FromQueryResult)]
struct Applied {
    id: String,
    checksum: Vec<u8>,
}

/// Whether the database has ever been migrated by this program.
pub async fn is_ours<C: ConnectionTrait>(on: &C) -> Result<bool, DbErr> {
    let sql = match db::engine_of(on) {
        Engine::Sqlite => "SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'schema_step'",
        Engine::Postgres => {
            "SELECT COUNT(*) AS n FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name = 'schema_step'"
        }
    };
    Ok(db::number(on, sql, vec![]).await? > 0)
}

/// The steps present, missing, unknown and edited.
pub async fn steps<C: ConnectionTrait>(on: &C) -> Result<Steps, DbErr> {
    let applied: Vec<Applied> = if is_ours(on).await? {
        db::rows(on, "SELECT id, checksum FROM schema_step ORDER BY id", vec![]).await?
    } else {
        Vec::new()
    };
    let known = wire::migrations();
    let mut steps = Steps::default();
    for step in &known {
        match applied.iter().find(|row| row.id == step.id) {
            None => steps.missing.push(step.id),
            Some(row) if row.checksum == Sha256::digest(step.sql.as_bytes()).to_vec() => steps.present.push(step.id),
            Some(_) => steps.edited.push(step.id),
        }
    }
    steps.unknown = applied
        .into_iter()
        .map(|row| row.id)
        .filter(|id| known.iter().all(|step| step.id != id))
        .collect();
    Ok(steps)
}

/// What SQLite finds wrong in the file and in its references; empty when it is whole. PostgreSQL watches over its own
/// pages, so there is nothing to ask.
pub async fn damage<C: ConnectionTrait>(on: &C) -> Result<Vec<String>, DbErr> {
    if db::engine_of(on) == Engine::Postgres {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for row in db::raw(on, "PRAGMA integrity_check", vec![]).await? {
        let said: String = row.try_get_by_index(0)?;
        if said != "ok" {
            found.push(said);
        }
    }
    for row in db::raw(on, "PRAGMA foreign_key_check", vec![]).await? {
        let (table, parent): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(2)?);
        found.push(format!("{table} → {parent}"));
    }
    Ok(found)
}

/// What is wrong with a copy that is to be kept, or to be worked on again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    Damaged(String),
    /// Some other program's database, or none.
    NotOurs,
    Newer(String),
    Edited(&'static str),
    Broken(i64),
}

/// What a copy holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    pub accounts: i64,
    /// Acts on record.
    pub events: i64,
}

/// Examines a copy as a whole. A broken record comes last, because the copy is otherwise readable.
pub async fn examine<C: ConnectionTrait>(on: &C) -> Result<Result<Holds, Flaw>, DbErr> {
    if let Some(first) = damage(on).await?.into_iter().next() {
        return Ok(Err(Flaw::Damaged(first)));
    }
    let steps = steps(on).await?;
    if let Some(step) = steps.unknown.first() {
        return Ok(Err(Flaw::Newer(step.clone())));
    }
    if let Some(step) = steps.edited.first() {
        return Ok(Err(Flaw::Edited(step)));
    }
    if !steps.are_ours() {
        return Ok(Err(Flaw::NotOurs));
    }
    let accounts = db::number(on, "SELECT COUNT(*) AS n FROM account", vec![]).await?;
    match audit::verify(on).await? {
        Chain::Whole { events } => Ok(Ok(Holds { accounts, events })),
        Chain::Broken { at } => Ok(Err(Flaw::Broken(at))),
    }
}
