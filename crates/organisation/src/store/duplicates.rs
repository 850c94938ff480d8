//! Reading what the search for people entered twice looks at, and what somebody said about a pair.

use std::collections::HashSet;

use jiff::civil::Date;
use kernel::clock::Millis;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::{day, within};
use crate::duplicates::{Entry, ordered};
use crate::scope::Scope;
use crate::tree::Tree;

/// Everybody of the scope, as far as entries are compared.
pub async fn entries<C: ConnectionTrait>(on: &C, scope: &Scope, tree: &Tree, date: Date) -> Result<Vec<Entry>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        full_name: String,
        sex: Option<String>,
        birth_date: Option<String>,
        phone: Option<String>,
        email: Option<String>,
        unit_id: Option<Uuid>,
    }
    let kind = if *scope == Scope::All { "LEFT JOIN" } else { "JOIN" };
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT p.id, p.full_name, p.sex, p.birth_date, p.phone, p.email, m.unit_id
             FROM person p {kind} membership m ON m.person_id = p.id AND m.retired_at IS NULL AND m.valid_from <= $1
                  AND (m.valid_to IS NULL OR m.valid_to > $1)
             WHERE p.merged_into IS NULL AND {}",
            within(db::engine_of(on), "m.unit_id", scope)
        ),
        vec![day(date).into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            id: row.id,
            name: row.full_name,
            sex: row.sex,
            birth_date: row.birth_date,
            phone: row.phone,
            email: row.email,
            unit: row.unit_id.map(|unit| tree.home(unit).map_or(unit, |home| home.id)),
        })
        .collect())
}

/// Pairs that somebody has found to be two people.
pub async fn distinct<C: ConnectionTrait>(on: &C) -> Result<HashSet<(Uuid, Uuid)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        a: Uuid,
        b: Uuid,
    }
    let rows: Vec<Row> = db::rows(on, "SELECT a, b FROM person_distinct", vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.a, row.b)).collect())
}

/// Keeps that these are two people.
pub async fn tell_apart(tx: &Tx, now: Millis, by_name: &str, one: Uuid, other: Uuid) -> Result<(), DbErr> {
    let (a, b) = ordered(one, other);
    db::exec(
        &**tx,
        "INSERT INTO person_distinct (a, b, by_name, at) VALUES ($1, $2, $3, $4) ON CONFLICT (a, b) DO NOTHING",
        vec![a.into(), b.into(), by_name.into(), now.into()],
    )
    .await?;
    Ok(())
}
