//! Reading people: lists, search without diacritics, who belongs where on a day.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::clock::Millis;
use platform::db;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;
use vietnamese::fold;
use vietnamese::identity::Phone;

pub use super::counts::{
    AgeBand, Composition, composition, count_members, count_members_as_known, units_of_all, units_of_all_as_known,
};
pub use super::merges::{aliases, aliases_as_known, entries_of};
pub use super::stays::{Stay, generation, stays, stays_of};
use super::stays::{live, unmerged};
use super::{day, past, within};
use crate::scope::Scope;

/// A person with the unit of the day asked for.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Person {
    /// Also the id of the account.
    pub id: Uuid,
    pub member_number: String,
    pub full_name: String,
    pub given_override: Option<String>,
    /// "male", "female".
    pub sex: Option<String>,
    /// ISO text.
    pub birth_date: Option<String>,
    /// E.164 where there is one, otherwise as written.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// The one held on the day asked for.
    pub post: Option<String>,
    pub demo: bool,
    pub unit_id: Option<Uuid>,
    /// First day in that unit.
    pub since: Option<String>,
    /// The entry that goes on for this one: the same human being was entered twice.
    pub merged_into: Option<Uuid>,
}

/// What is read of a person on day `$1`. A dated post begins and ends by itself; the word of a list counts while no dated
/// post tells of it.
fn columns(known: Option<Millis>) -> String {
    let said = past::as_known(known);
    let live = live("h", known);
    format!(
        "p.id, p.member_number, {name} AS full_name, p.given_override, {sex} AS sex, {birth} AS birth_date, p.phone, p.email,
         COALESCE((SELECT h.title FROM person_post h WHERE h.person_id = p.id AND {live}
                   AND h.valid_from <= $1 AND (h.valid_to IS NULL OR h.valid_to > $1)
                   ORDER BY h.valid_from DESC, h.id DESC LIMIT 1),
                  CASE WHEN NOT EXISTS (SELECT 1 FROM person_post h WHERE h.person_id = p.id AND {live}
                                        AND h.title = {post}) THEN {post} END) AS post,
         p.demo, m.unit_id, m.valid_from AS since, p.merged_into",
        name = said.full_name,
        sex = said.sex,
        birth = said.birth_date,
        post = said.post,
    )
}

/// A day, seen with what is known now, or with what was known at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub date: Date,
    pub known: Option<Millis>,
}

impl From<Date> for When {
    fn from(date: Date) -> Self {
        Self { date, known: None }
    }
}

/// Joins the membership in force on day `$1`. Who has no unit is seen only by those who see everything.
fn joined(scope: &Scope, known: Option<Millis>) -> String {
    let kind = if *scope == Scope::All { "LEFT JOIN" } else { "JOIN" };
    format!(
        "person p {kind} membership m ON m.person_id = p.id AND {} AND m.valid_from <= $1
         AND (m.valid_to IS NULL OR m.valid_to > $1) {}",
        live("m", known),
        past::as_known(known).join
    )
}

/// People on the list: not merged into another entry, and entered by the instant asked for.
fn listed(known: Option<Millis>) -> String {
    let entered = known.map_or_else(String::new, |known| format!(" AND p.created_at <= {known}"));
    format!("{}{entered}", unmerged("p.id", known))
}

/// One person, if inside the scope on that day; also one merged into another.
pub async fn by_id<C: ConnectionTrait>(on: &C, scope: &Scope, id: Uuid, date: Date) -> Result<Option<Person>, DbErr> {
    let inside = within(db::engine_of(on), "m.unit_id", scope);
    db::row(
        on,
        &format!(
            "SELECT {} FROM {} WHERE p.id = $2 AND {inside}",
            columns(None),
            joined(scope, None)
        ),
        vec![day(date).into(), id.into()],
    )
    .await
}

/// These people, as far as they lie in the scope on that day, in list order.
pub async fn many<C: ConnectionTrait>(on: &C, scope: &Scope, ids: &[Uuid], date: Date) -> Result<Vec<Person>, DbErr> {
    let engine = db::engine_of(on);
    let inside = within(engine, "m.unit_id", scope);
    db::rows(
        on,
        &format!(
            "SELECT {} FROM {} WHERE p.id IN ({}) AND {inside} ORDER BY p.sort_key, p.id",
            columns(None),
            joined(scope, None),
            super::id_list(engine, ids)
        ),
        vec![day(date).into()],
    )
    .await
}

/// The conditions of a search: each word begins some word of name or number; or the whole is that person's phone.
fn conditions(words: &str, values: &mut Vec<Value>) -> String {
    if let Some(phone) = Phone::parse(words)
        .ok()
        .and_then(|phone| phone.e164().map(str::to_owned))
    {
        values.push(phone.into());
        return format!("p.phone = ${}", values.len());
    }
    let folded = fold::fold(words);
    let mut out = Vec::new();
    for word in folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
    {
        values.push(format!("% {word}%").into());
        out.push(format!("' ' || p.folded LIKE ${}", values.len()));
    }
    if out.is_empty() {
        "1 = 1".to_owned()
    } else {
        out.join(" AND ")
    }
}

/// People of the scope in list order (given name, family name, middle name), found by words as typed: without
/// diacritics, in any order, by the beginnings of words; also by member number or whole phone number.
pub async fn search<C: ConnectionTrait>(
    on: &C,
    scope: &Scope,
    when: impl Into<When>,
    words: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<Person>, DbErr> {
    let When { date, known } = when.into();
    let mut values: Vec<Value> = vec![day(date).into(), limit.into(), offset.into()];
    let inside = within(db::engine_of(on), "m.unit_id", scope);
    let wanted = conditions(words, &mut values);
    db::rows(
        on,
        &format!(
            "SELECT {} FROM {} WHERE {} AND {inside} AND {wanted}
             ORDER BY p.sort_key, p.id LIMIT $2 OFFSET $3",
            columns(known),
            joined(scope, known),
            listed(known)
        ),
        values,
    )
    .await
}

/// How many people [`search`] finds in all.
pub async fn count_found<C: ConnectionTrait>(
    on: &C,
    scope: &Scope,
    when: impl Into<When>,
    words: &str,
) -> Result<i64, DbErr> {
    let When { date, known } = when.into();
    let mut values: Vec<Value> = vec![day(date).into()];
    let inside = within(db::engine_of(on), "m.unit_id", scope);
    let wanted = conditions(words, &mut values);
    db::number(
        on,
        &format!(
            "SELECT COUNT(*) AS n FROM {} WHERE {} AND {inside} AND {wanted}",
            joined(scope, known),
            listed(known)
        ),
        values,
    )
    .await
}

/// The members of some units in list order.
pub async fn members_of<C: ConnectionTrait>(
    on: &C,
    units: &[Uuid],
    date: Date,
    limit: i64,
    offset: i64,
) -> Result<Vec<Person>, DbErr> {
    search(on, &Scope::Units(units.to_vec()), date, "", limit, offset).await
}

/// The unit a person belongs to on a day.
pub async fn unit_of<C: ConnectionTrait>(on: &C, person: Uuid, date: Date) -> Result<Option<Uuid>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        unit_id: Uuid,
    }
    let row: Option<Row> = db::row(
        on,
        "SELECT unit_id FROM membership WHERE person_id = $2 AND retired_at IS NULL AND valid_from <= $1
         AND (valid_to IS NULL OR valid_to > $1) ORDER BY valid_from DESC LIMIT 1",
        vec![day(date).into(), person.into()],
    )
    .await?;
    Ok(row.map(|row| row.unit_id))
}

/// What a list of results prints of a person.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Named {
    pub id: Uuid,
    pub full_name: String,
    pub member_number: String,
    pub sort_key: Vec<u8>,
}

/// Names of many people; ids that are nobody's are left out.
pub async fn names_of<C: ConnectionTrait>(on: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Named>, DbErr> {
    let mut found = HashMap::with_capacity(ids.len());
    for part in ids.chunks(2_000) {
        let list = super::id_list(db::engine_of(on), part);
        let rows: Vec<Named> = db::rows(
            on,
            &format!("SELECT id, full_name, member_number, sort_key FROM person WHERE id IN ({list})"),
            vec![],
        )
        .await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// The people with these member numbers (in the spelling kept: [`crate::store::members::number_key`]), with their
/// unit on that day; by number.
pub async fn by_numbers<C: ConnectionTrait>(
    on: &C,
    numbers: &[String],
    date: Date,
) -> Result<HashMap<String, Person>, DbErr> {
    let mut found = HashMap::new();
    for part in numbers.chunks(200) {
        let mut values: Vec<Value> = vec![day(date).into()];
        let mut list = String::new();
        for number in part {
            values.push(number.clone().into());
            if !list.is_empty() {
                list.push(',');
            }
            list.push('$');
            list.push_str(&values.len().to_string());
        }
        let rows: Vec<Person> = db::rows(
            on,
            &format!(
                "SELECT {} FROM {} WHERE p.member_number IN ({list})",
                columns(None),
                joined(&Scope::All, None)
            ),
            values,
        )
        .await?;
        found.extend(rows.into_iter().map(|row| (row.member_number.clone(), row)));
    }
    Ok(found)
}

/// Somebody who has never opened the own account.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Unopened {
    pub id: Uuid,
    pub full_name: String,
    pub member_number: String,
    pub unit_id: Uuid,
}

/// The day is `$1`, now `$2`, whether those with a code count too `$3`.
fn unopened_from<C: ConnectionTrait>(on: &C, scope: &Scope) -> String {
    let inside = within(db::engine_of(on), "m.unit_id", scope);
    format!(
        "person p JOIN account a ON a.id = p.id
         JOIN membership m ON m.person_id = p.id AND m.retired_at IS NULL AND m.valid_from <= $1
              AND (m.valid_to IS NULL OR m.valid_to > $1)
         WHERE p.merged_into IS NULL AND {inside} AND a.password_hash IS NULL AND NOT a.disabled
           AND ($3 OR NOT EXISTS (SELECT 1 FROM signin_code c WHERE c.account_id = p.id AND c.expires_at > $2))
           AND NOT EXISTS (SELECT 1 FROM account_grant g WHERE g.account_id = p.id AND g.valid_from <= $2
                           AND (g.valid_to IS NULL OR g.valid_to > $2))"
    )
}

/// How many they are.
pub async fn count_unopened<C: ConnectionTrait>(
    on: &C,
    scope: &Scope,
    date: Date,
    now: i64,
    again: bool,
) -> Result<i64, DbErr> {
    let from = unopened_from(on, scope);
    let values = vec![day(date).into(), now.into(), again.into()];
    db::number(on, &format!("SELECT COUNT(*) AS n FROM {from}"), values).await
}

/// Members of the scope who have set no password yet, have no code that still works (unless `again`), and hold no
/// role: an officer must not be able to open the account of somebody with other rights.
pub async fn unopened<C: ConnectionTrait>(
    on: &C,
    scope: &Scope,
    date: Date,
    now: i64,
    again: bool,
    limit: i64,
) -> Result<Vec<Unopened>, DbErr> {
    let from = unopened_from(on, scope);
    db::rows(
        on,
        &format!("SELECT p.id, p.full_name, p.member_number, m.unit_id FROM {from} ORDER BY p.sort_key, p.id LIMIT $4"),
        vec![day(date).into(), now.into(), again.into(), limit.into()],
    )
    .await
}
