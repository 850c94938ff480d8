//! Stays of people in units. A row is never rewritten: a stay ends by retiring its row and writing a copy with the last
//! day and the reason, so that what was known at any instant can be asked again.

use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::{day, id_list, row_list};

/// Rows of a statement.
const ROWS: usize = 100;

/// Says that memberships, persons or merges changed. Called inside the transaction of every such change; it also makes
/// two such changes wait for one another.
pub async fn people_changed(tx: &Tx) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE unit_change SET generation = generation + 1 WHERE id = 2",
        vec![],
    )
    .await?;
    Ok(())
}

/// How often people have changed: what was computed from them holds as long as this stays the same.
pub async fn generation<C: ConnectionTrait>(on: &C) -> Result<i64, DbErr> {
    db::number(on, "SELECT generation AS n FROM unit_change WHERE id = 2", vec![]).await
}

/// The condition on a membership row (or a post) that it holds; with an instant, that it held as known then.
pub(crate) fn live(alias: &str, known: Option<Millis>) -> String {
    match known {
        None => format!("{alias}.retired_at IS NULL"),
        Some(known) => {
            format!("{alias}.recorded_at <= {known} AND ({alias}.retired_at IS NULL OR {alias}.retired_at > {known})")
        }
    }
}

/// The condition on a column of people that the entry has not been merged into another.
pub(crate) fn unmerged(column: &str, known: Option<Millis>) -> String {
    match known {
        None => format!("{column} NOT IN (SELECT id FROM person WHERE merged_into IS NOT NULL)"),
        Some(known) => format!(
            "{column} NOT IN (SELECT gone FROM person_merge WHERE at <= {known}
             AND (undone_at IS NULL OR undone_at > {known}))"
        ),
    }
}

/// Why stays end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ending {
    pub reason: String,
    pub act_number: String,
    pub note: String,
}

fn maybe(text: &str) -> Value {
    Some(text).filter(|text| !text.is_empty()).map(str::to_owned).into()
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    unit_id: Uuid,
    valid_from: String,
}

/// Nobody of these people is in any unit from `on` on. A stay that would have begun on that day or later is retired
/// without a copy: it never was.
pub(crate) async fn end(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    people: &[Uuid],
    on: Date,
    why: &Ending,
) -> Result<(), DbErr> {
    let engine = db::engine_of(&**tx);
    let to = day(on);
    for part in people.chunks(ROWS) {
        let rows: Vec<Row> = db::rows(
            &**tx,
            &format!(
                "SELECT id, person_id, unit_id, valid_from FROM membership WHERE person_id IN ({})
                 AND retired_at IS NULL AND (valid_to IS NULL OR valid_to > $1) ORDER BY valid_from, id",
                id_list(engine, part)
            ),
            vec![to.clone().into()],
        )
        .await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        if ids.is_empty() {
            continue;
        }
        db::exec(
            &**tx,
            &format!(
                "UPDATE membership SET retired_at = $1 WHERE id IN ({})",
                id_list(engine, &ids)
            ),
            vec![now.into()],
        )
        .await?;
        let copies: Vec<&Row> = rows.iter().filter(|row| row.valid_from < to).collect();
        for copies in copies.chunks(ROWS) {
            let list = row_list(copies.len(), &format!("($,$,$,$,$,$,$,$,{now})"));
            let values = copies
                .iter()
                .flat_map(|row| {
                    [
                        uuid_at(now, entropy).into(),
                        row.person_id.into(),
                        row.unit_id.into(),
                        row.valid_from.clone().into(),
                        to.clone().into(),
                        why.reason.clone().into(),
                        maybe(&why.act_number),
                        maybe(&why.note),
                    ]
                })
                .collect();
            let sql = format!(
                "INSERT INTO membership (id, person_id, unit_id, valid_from, valid_to, reason, act_number, note,
                                         recorded_at) VALUES {list}"
            );
            db::exec(&**tx, &sql, values).await?;
        }
    }
    Ok(())
}

/// People begin in units.
pub(crate) async fn begin(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    stays: impl Iterator<Item = (Uuid, Uuid, Date)>,
) -> Result<(), DbErr> {
    let stays: Vec<_> = stays.collect();
    for part in stays.chunks(ROWS) {
        let rows = row_list(part.len(), &format!("($,$,$,$,'',{now})"));
        let values = part
            .iter()
            .flat_map(|(person, unit, from)| {
                [
                    uuid_at(now, entropy).into(),
                    (*person).into(),
                    (*unit).into(),
                    day(*from).into(),
                ]
            })
            .collect();
        let sql =
            format!("INSERT INTO membership (id, person_id, unit_id, valid_from, reason, recorded_at) VALUES {rows}");
        db::exec(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// A stay of a person in a unit.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Stay {
    /// The entry it stands under.
    pub person_id: Uuid,
    pub unit_id: Uuid,
    pub valid_from: String,
    pub valid_to: Option<String>,
    /// Why it ended; see [`crate::transfer::Reason`]. Empty for what an import moved.
    pub reason: String,
    pub act_number: Option<String>,
    pub note: Option<String>,
}

/// Every unit a person belonged to, newest first.
pub async fn stays<C: ConnectionTrait>(on: &C, person: Uuid) -> Result<Vec<Stay>, DbErr> {
    stays_of(on, &[person]).await
}

/// Every unit that these entries belonged to, newest first.
pub async fn stays_of<C: ConnectionTrait>(on: &C, entries: &[Uuid]) -> Result<Vec<Stay>, DbErr> {
    db::rows(
        on,
        &format!(
            "SELECT person_id, unit_id, valid_from, valid_to, reason, act_number, note FROM membership
             WHERE person_id IN ({}) AND retired_at IS NULL AND (valid_to IS NULL OR valid_to > valid_from)
             ORDER BY valid_from DESC, person_id",
            id_list(db::engine_of(on), entries)
        ),
        vec![],
    )
    .await
}
