//! Puts a plan into the database, whole.

use jiff::civil::Date;
use kernel::actor::Actor;
use kernel::clock::Millis;
use kernel::ids::{self, Entropy};
use platform::audit;
use platform::db::{self, Tx};
use sea_orm::{DbErr, FromQueryResult, Value};
use serde::Serialize;
use uuid::Uuid;

use super::write_activity::activity;
use crate::plan::{NewPlan, ParentProgramme, Words};

/// Why a plan could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another plan has this address.
    #[error("there is a plan with the address {0:?}")]
    SlugTaken(String),
    #[error(transparent)]
    Database(#[from] DbErr),
    /// A part could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// Acts on plans that the record keeps.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum PlanEvent<'a> {
    Recorded {
        plan: Uuid,
        slug: &'a str,
        number: String,
        history: bool,
        activities: usize,
    },
}

impl audit::Event for PlanEvent<'_> {
    fn act(&self) -> &'static str {
        match self {
            Self::Recorded { .. } => "plan-recorded",
        }
    }

    fn subject(&self) -> String {
        match self {
            Self::Recorded { slug, number, .. } => format!("{number} {slug}").trim().to_owned(),
        }
    }
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// A day as ISO text.
pub(super) fn day(date: Option<Date>) -> Value {
    date.map(|d| d.to_string()).into()
}

/// Places count from 1.
pub(super) fn position(index: usize) -> Value {
    i64::try_from(index + 1).unwrap_or(i64::MAX).into()
}

/// Inserts a row of as many columns as values.
pub(super) async fn put(tx: &Tx, table: &str, columns: &str, values: Vec<Value>) -> Result<(), DbErr> {
    let sql = format!(
        "INSERT INTO {table} ({columns}) VALUES {}",
        db::value_rows(1, values.len())
    );
    db::exec(&**tx, &sql, values).await?;
    Ok(())
}

/// The programme with this address, made when it is not there yet; the one that is there stays as it is.
async fn programme(tx: &Tx, fresh: Uuid, new: &ParentProgramme) -> Result<Uuid, DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO programme (id, slug, number_text, title_vi, title_en, signed_on, from_year, to_year, demo)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (slug) DO NOTHING",
        vec![
            fresh.into(),
            new.slug.clone().into(),
            new.number.clone().into(),
            new.title.vi.clone().into(),
            new.title.en.clone().into(),
            day(new.signed_on),
            new.from_year.map(i64::from).into(),
            new.to_year.map(i64::from).into(),
            new.demo.into(),
        ],
    )
    .await?;
    let kept: Option<Id> = db::row(
        &**tx,
        "SELECT id FROM programme WHERE slug = $1",
        vec![new.slug.clone().into()],
    )
    .await?;
    Ok(kept.map_or(fresh, |row| row.id))
}

/// The document around the activities: parties, bases, sections.
async fn front(tx: &Tx, id: Uuid, new: &NewPlan) -> Result<(), StoreError> {
    for (i, party) in new.parties.iter().enumerate() {
        put(
            tx,
            "plan_party",
            "plan_id, side, position, kind, role, code, unit_code, name_vi, name_en, short_vi, short_en",
            vec![
                id.into(),
                party.side.code().into(),
                position(i),
                party.kind.code().into(),
                party.role.code().into(),
                party.code.clone().into(),
                party.unit_code.clone().into(),
                party.name.vi.clone().into(),
                party.name.en.clone().into(),
                party.short.vi.clone().into(),
                party.short.en.clone().into(),
            ],
        )
        .await?;
    }
    for (i, basis) in new.bases.iter().enumerate() {
        put(
            tx,
            "plan_basis",
            "plan_id, position, number_text, title_vi, title_en, signed_on, parent",
            vec![
                id.into(),
                position(i),
                basis.number.clone().into(),
                basis.title.vi.clone().into(),
                basis.title.en.clone().into(),
                day(basis.signed_on),
                basis.parent.into(),
            ],
        )
        .await?;
    }
    for (i, section) in new.sections.iter().enumerate() {
        put(
            tx,
            "plan_section",
            "plan_id, path, position, heading_vi, heading_en",
            vec![
                id.into(),
                section.path.clone().into(),
                position(i),
                section.heading.vi.clone().into(),
                section.heading.en.clone().into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// The end of the document: signatures and recipients; and the notes on it.
async fn back(tx: &Tx, id: Uuid, new: &NewPlan) -> Result<(), StoreError> {
    for (i, one) in new.signatures.iter().enumerate() {
        put(
            tx,
            "plan_signature",
            "plan_id, position, side, formula_vi, formula_en, post_vi, post_en, organ_vi, organ_en, name_vi, name_en, \
             demo, aliases",
            vec![
                id.into(),
                position(i),
                one.side.code().into(),
                one.formula.vi.clone().into(),
                one.formula.en.clone().into(),
                one.post.vi.clone().into(),
                one.post.en.clone().into(),
                one.organ.vi.clone().into(),
                one.organ.en.clone().into(),
                one.name.vi.clone().into(),
                one.name.en.clone().into(),
                one.demo.into(),
                serde_json::to_string(&one.aliases)?.into(),
            ],
        )
        .await?;
    }
    for (i, one) in new.recipients.iter().enumerate() {
        put(
            tx,
            "plan_recipient",
            "plan_id, position, name_vi, name_en, why_vi, why_en, archive",
            vec![
                id.into(),
                position(i),
                one.name.vi.clone().into(),
                one.name.en.clone().into(),
                one.why.vi.clone().into(),
                one.why.en.clone().into(),
                one.archive.into(),
            ],
        )
        .await?;
    }
    for (i, note) in new.notes.iter().enumerate() {
        let quotes =
            |lang: fn(&Words) -> &String| serde_json::to_string(&note.quotes.iter().map(lang).collect::<Vec<_>>());
        put(
            tx,
            "plan_note",
            "plan_id, position, kind, activity_code, about, quotes_vi, quotes_en, words_vi, words_en",
            vec![
                id.into(),
                position(i),
                note.kind.code().into(),
                note.activity.clone().into(),
                serde_json::to_string(&note.about)?.into(),
                quotes(|w| &w.vi)?.into(),
                quotes(|w| &w.en)?.into(),
                note.text.vi.clone().into(),
                note.text.en.clone().into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Puts a plan into the database; the record of acts says who did it (`by` is nothing for the program itself).
pub async fn insert_plan(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    by: Option<&Actor>,
    new: &NewPlan,
) -> Result<Uuid, StoreError> {
    let id = ids::uuid_at(now, entropy);
    let parent = match &new.programme {
        Some(parent) => Some(programme(tx, ids::uuid_at(now, entropy), parent).await?),
        None => None,
    };
    let number = new.number.as_ref().map(ToString::to_string);
    put(
        tx,
        "plan",
        "id, slug, programme_id, year, kind_vi, kind_en, number_text, title_vi, title_en, place_vi, place_en, \
         signed_on, first_day, last_day, state, history, demo, recorded_at",
        vec![
            id.into(),
            new.slug.clone().into(),
            parent.into(),
            i64::from(new.year).into(),
            new.kind.vi.clone().into(),
            new.kind.en.clone().into(),
            number.clone().into(),
            new.title.vi.clone().into(),
            new.title.en.clone().into(),
            new.place.vi.clone().into(),
            new.place.en.clone().into(),
            day(new.signed_on),
            new.first_day.to_string().into(),
            new.last_day.to_string().into(),
            new.state.code().into(),
            new.history.into(),
            new.demo.into(),
            now.into(),
        ],
    )
    .await
    .map_err(|error| {
        if db::is_unique_violation(&error) {
            StoreError::SlugTaken(new.slug.clone())
        } else {
            StoreError::Database(error)
        }
    })?;
    front(tx, id, new).await?;
    for (i, one) in new.activities.iter().enumerate() {
        activity(tx, ids::uuid_at(now, entropy), id, i, one).await?;
    }
    back(tx, id, new).await?;
    let event = PlanEvent::Recorded {
        plan: id,
        slug: &new.slug,
        number: number.unwrap_or_default(),
        history: new.history,
        activities: new.activities.len(),
    };
    audit::append(tx, now, by, &event).await?;
    Ok(id)
}
