//! Units begin, change by a new version, and end. Nothing is rewritten.

use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::day;
use super::tree::{UNION, changed};
use crate::error::OrganisationError;
use crate::scope::Scope;
use crate::unit::{UnitKind, UnitLevel, code_key};

/// A unit to be founded, or the new version of one.
#[derive(Clone, Debug)]
pub struct NewUnit {
    /// Lasting id, made by the caller from clock and entropy.
    pub id: Uuid,
    pub code: String,
    pub name: String,
    /// May be empty.
    pub short_name: String,
    pub kind: UnitKind,
    pub level: UnitLevel,
    /// The unit above in the union's hierarchy.
    pub parent: Option<Uuid>,
    /// Place in the order of protocol.
    pub position: i64,
    /// First day.
    pub from: Date,
    /// Made up for the demo year.
    pub demo: bool,
}

async fn code_is_free(tx: &Tx, unit: &NewUnit) -> Result<(), OrganisationError> {
    #[derive(FromQueryResult)]
    struct Bearer {
        unit_id: Uuid,
        code: String,
    }
    // LOWER knows only ASCII on SQLite, so the comparison is made here.
    let bearers: Vec<Bearer> = db::rows(
        &**tx,
        "SELECT unit_id, code FROM unit_version
         WHERE LENGTH(code) = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)",
        vec![
            i64::try_from(unit.code.chars().count()).unwrap_or_default().into(),
            day(unit.from).into(),
        ],
    )
    .await?;
    let key = code_key(&unit.code);
    if bearers.iter().any(|b| b.unit_id != unit.id && code_key(&b.code) == key) {
        return Err(OrganisationError::CodeTaken(unit.code.clone()));
    }
    Ok(())
}

async fn insert_version(tx: &Tx, now: Millis, entropy: &dyn Entropy, unit: &NewUnit) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO unit_version (id, unit_id, name, short_name, code, kind, level, position, demo, valid_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        vec![
            uuid_at(now, entropy).into(),
            unit.id.into(),
            unit.name.clone().into(),
            unit.short_name.clone().into(),
            unit.code.clone().into(),
            unit.kind.code().into(),
            unit.level.code().into(),
            unit.position.into(),
            unit.demo.into(),
            day(unit.from).into(),
        ],
    )
    .await?;
    Ok(())
}

async fn insert_edge(tx: &Tx, unit: &NewUnit) -> Result<(), DbErr> {
    if let Some(parent) = unit.parent {
        db::exec(
            &**tx,
            "INSERT INTO unit_edge (hierarchy, parent_id, child_id, valid_from) VALUES ($1, $2, $3, $4)",
            vec![UNION.into(), parent.into(), unit.id.into(), day(unit.from).into()],
        )
        .await?;
    }
    Ok(())
}

fn may_hang(scope: &Scope, unit: &NewUnit) -> Result<(), OrganisationError> {
    match (scope, unit.parent) {
        (Scope::All, _) => Ok(()),
        (_, Some(parent)) => scope.require(parent),
        (Scope::Units(_), None) => Err(OrganisationError::OutOfScope),
    }
}

/// Founds a unit: its lasting id, its first version, its first place. An officer only below the own units.
pub async fn create(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    unit: &NewUnit,
) -> Result<(), OrganisationError> {
    may_hang(scope, unit)?;
    code_is_free(tx, unit).await?;
    db::exec(
        &**tx,
        "INSERT INTO unit (id, created_at) VALUES ($1, $2)",
        vec![unit.id.into(), now.into()],
    )
    .await?;
    insert_version(tx, now, entropy, unit).await?;
    insert_edge(tx, unit).await?;
    changed(tx).await?;
    Ok(())
}

/// Ends the version and, when the parent differs, the edge in force on `unit.from`, and begins new ones that day.
pub async fn change(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    unit: &NewUnit,
) -> Result<(), OrganisationError> {
    scope.require(unit.id)?;
    code_is_free(tx, unit).await?;
    end_versions(tx, unit.id, unit.from).await?;
    insert_version(tx, now, entropy, unit).await?;
    #[derive(FromQueryResult)]
    struct Above {
        parent_id: Uuid,
    }
    let above: Option<Above> = db::row(
        &**tx,
        "SELECT parent_id FROM unit_edge WHERE hierarchy = $1 AND child_id = $2 AND valid_from <= $3
         AND (valid_to IS NULL OR valid_to > $3)",
        vec![UNION.into(), unit.id.into(), day(unit.from).into()],
    )
    .await?;
    if above.map(|edge| edge.parent_id) != unit.parent {
        may_hang(scope, unit)?;
        end_edges(tx, unit.id, unit.from).await?;
        insert_edge(tx, unit).await?;
    }
    changed(tx).await?;
    Ok(())
}

/// Ends a unit on `to`: the first day on which it is no longer there. Its id, versions and facts stay.
pub async fn end(tx: &Tx, scope: &Scope, unit: Uuid, to: Date) -> Result<(), OrganisationError> {
    scope.require(unit)?;
    end_versions(tx, unit, to).await?;
    end_edges(tx, unit, to).await?;
    changed(tx).await?;
    Ok(())
}

async fn end_versions(tx: &Tx, unit: Uuid, to: Date) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE unit_version SET valid_to = $2
         WHERE unit_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)",
        vec![unit.into(), day(to).into()],
    )
    .await?;
    Ok(())
}

async fn end_edges(tx: &Tx, unit: Uuid, to: Date) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE unit_edge SET valid_to = $3
         WHERE hierarchy = $1 AND child_id = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3)",
        vec![UNION.into(), unit.into(), day(to).into()],
    )
    .await?;
    Ok(())
}

/// One version of a unit, for its history.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Version {
    pub name: String,
    pub code: String,
    pub valid_from: String,
    pub valid_to: Option<String>,
}

/// Every version that a unit had on at least one day, oldest first.
pub async fn versions<C: ConnectionTrait>(on: &C, unit: Uuid) -> Result<Vec<Version>, DbErr> {
    db::rows(
        on,
        "SELECT name, code, valid_from, valid_to FROM unit_version
         WHERE unit_id = $1 AND (valid_to IS NULL OR valid_to > valid_from) ORDER BY valid_from",
        vec![unit.into()],
    )
    .await
}

/// Somebody in charge of a unit.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Officer {
    pub account_id: Uuid,
    pub name: String,
}

/// The officers of a unit itself (not of those above it) at an instant.
pub async fn officers<C: ConnectionTrait>(on: &C, unit: Uuid, now: Millis) -> Result<Vec<Officer>, DbErr> {
    db::rows(
        on,
        "SELECT DISTINCT a.id AS account_id, a.name FROM account_grant g JOIN account a ON a.id = g.account_id
         WHERE g.role = 'unit_officer' AND g.unit_id = $1 AND g.valid_from <= $2
           AND (g.valid_to IS NULL OR g.valid_to > $2) ORDER BY a.name",
        vec![unit.into(), now.into()],
    )
    .await
}
