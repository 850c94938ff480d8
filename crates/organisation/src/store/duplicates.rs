//! Reading what the search for people entered twice looks at, and what somebody said about a pair.

use std::collections::HashSet;

use jiff::civil::Date;
use kernel::clock::Millis;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::stays::people_changed;
use super::{day, within};
use crate::duplicates::{Entry, ordered};
use crate::scope::Scope;
use crate::tree::Tree;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    full_name: String,
    folded: String,
    sex: Option<String>,
    birth_date: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    unit_id: Option<Uuid>,
}

async fn read<C: ConnectionTrait>(
    on: &C,
    scope: &Scope,
    tree: &Tree,
    wanted: &str,
    values: Vec<Value>,
) -> Result<Vec<Entry>, DbErr> {
    let kind = if *scope == Scope::All { "LEFT JOIN" } else { "JOIN" };
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT p.id, p.full_name, a.folded, p.sex, p.birth_date, p.phone, p.email, m.unit_id
             FROM person p JOIN account a ON a.id = p.id
             {kind} membership m ON m.person_id = p.id AND m.retired_at IS NULL AND m.valid_from <= $1
                  AND (m.valid_to IS NULL OR m.valid_to > $1)
             WHERE p.merged_into IS NULL AND {} AND {wanted}",
            within(db::engine_of(on), "m.unit_id", scope)
        ),
        values,
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            id: row.id,
            name: row.full_name,
            folded: row.folded,
            sex: row.sex,
            birth_date: row.birth_date,
            phone: row.phone,
            email: row.email,
            unit: row.unit_id.map(|unit| tree.home(unit).map_or(unit, |home| home.id)),
        })
        .collect())
}

/// Everybody of the scope, as far as entries are compared.
pub async fn entries<C: ConnectionTrait>(on: &C, scope: &Scope, tree: &Tree, date: Date) -> Result<Vec<Entry>, DbErr> {
    read(on, scope, tree, "1 = 1", vec![day(date).into()]).await
}

/// The entry of one person, and whoever of the scope shares the name without marks, the phone or the e-mail: all that
/// could be the same human being.
pub async fn entries_like<C: ConnectionTrait>(
    on: &C,
    scope: &Scope,
    tree: &Tree,
    date: Date,
    person: Uuid,
) -> Result<Vec<Entry>, DbErr> {
    // Through the indexes of names, phones and addresses; one condition with OR would read everybody.
    let wanted = "p.id IN (SELECT o.id FROM account o WHERE o.folded = (SELECT folded FROM account WHERE id = $2)
                   UNION SELECT o.id FROM person o WHERE o.phone = (SELECT phone FROM person WHERE id = $2)
                   UNION SELECT o.id FROM person o WHERE o.email = (SELECT email FROM person WHERE id = $2))";
    read(on, scope, tree, wanted, vec![day(date).into(), person.into()]).await
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
    people_changed(tx).await?;
    let (a, b) = ordered(one, other);
    db::exec(
        &**tx,
        "INSERT INTO person_distinct (a, b, by_name, at) VALUES ($1, $2, $3, $4) ON CONFLICT (a, b) DO NOTHING",
        vec![a.into(), b.into(), by_name.into(), now.into()],
    )
    .await?;
    Ok(())
}
