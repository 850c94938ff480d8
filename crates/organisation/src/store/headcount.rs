//! How many people a unit counts, confirmed by somebody on a day. No row: nobody confirmed. Zero: confirmed none.
//! Not applicable: confirmed that the figure makes no sense for the unit. A correction is a new row.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::{day, read_day, within};
use crate::error::OrganisationError;
use crate::scope::Scope;
pub use crate::signature::Signer;
use crate::signature::{self, Content};

/// The numbers of a confirmation, in people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Civil servants, public employees and workers.
    pub staff: i64,
    /// Union members.
    pub members: i64,
    /// Women among them; `None` is "not reported", not zero.
    pub women_staff: Option<i64>,
    pub women_members: Option<i64>,
}

impl Figures {
    /// No negative number, no part larger than its whole.
    pub fn add_up(self) -> bool {
        let part = |part: Option<i64>, whole: i64| part.is_none_or(|part| (0..=whole).contains(&part));
        self.staff >= 0
            && (0..=self.staff).contains(&self.members)
            && part(self.women_staff, self.staff)
            && part(self.women_members, self.members)
    }
}

/// What somebody confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Confirmed(Figures),
    NotApplicable,
}

/// A confirmation on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headcount {
    pub unit: Uuid,
    pub on: Date,
    pub said: Said,
    pub source: String,
    pub confirmed_by: Option<Uuid>,
    pub confirmed_at: Millis,
    /// Who signed, and the signature.
    pub signed: Option<Signed>,
}

/// A signature on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub by: Signer,
    pub signature: Vec<u8>,
}

impl Headcount {
    /// Whether the row still says what was signed. Nothing was signed: nothing to doubt, and nothing to show.
    pub fn verify(&self, secret: &[u8; 32]) -> bool {
        let (state, figures) = kept(self.said);
        self.signed.as_ref().is_some_and(|signed| {
            let content = Content {
                unit: self.unit,
                on: &day(self.on),
                state,
                figures,
                source: &self.source,
                signer: &signed.by,
                account: self.confirmed_by,
                at: self.confirmed_at,
            };
            signature::verify(secret, &content, &signed.signature)
        })
    }

    /// Members, when there is a number.
    pub const fn members(&self) -> Option<i64> {
        match self.said {
            Said::Confirmed(figures) => Some(figures.members),
            Said::NotApplicable => None,
        }
    }
}

/// The three things that must not be taken for one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has confirmed a figure.
    NotConfirmed,
    /// Confirmed; zero is a number like any other.
    Confirmed(Figures),
    /// Confirmed that there is no such figure.
    NotApplicable,
}

/// The state of a unit's figure among those of [`confirmed`].
pub fn state_of(confirmed: &HashMap<Uuid, Headcount>, unit: Uuid) -> State {
    match confirmed.get(&unit).map(|headcount| headcount.said) {
        None => State::NotConfirmed,
        Some(Said::Confirmed(figures)) => State::Confirmed(figures),
        Some(Said::NotApplicable) => State::NotApplicable,
    }
}

/// A confirmation to be recorded.
#[derive(Clone, Debug)]
pub struct Confirmation {
    pub unit: Uuid,
    /// The day the figure speaks of.
    pub on: Date,
    pub said: Said,
    /// Where it comes from, in words.
    pub source: String,
    pub by: Option<Uuid>,
}

/// State and figures as columns.
fn kept(said: Said) -> (&'static str, [Option<i64>; 4]) {
    match said {
        Said::Confirmed(f) => (
            "confirmed",
            [Some(f.staff), Some(f.members), f.women_staff, f.women_members],
        ),
        Said::NotApplicable => ("not_applicable", [None; 4]),
    }
}

/// Within this time the same words are the same act.
const AGAIN: Millis = 10 * kernel::time::MINUTE;

/// Records a confirmation. Refused outside the scope and when the numbers do not add up. Whether it is new: the same
/// said again by the same person right after is one confirmation, so that pressing twice writes once.
pub async fn confirm(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    given: &Confirmation,
) -> Result<bool, OrganisationError> {
    record(tx, now, entropy, scope, given, None).await
}

/// Like [`confirm`], with the name of who answers for it and a signature over everything.
pub async fn confirm_signed(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    given: &Confirmation,
    (by, secret): (&Signer, &[u8; 32]),
) -> Result<bool, OrganisationError> {
    let (state, figures) = kept(given.said);
    let content = Content {
        unit: given.unit,
        on: &day(given.on),
        state,
        figures,
        source: &given.source,
        signer: by,
        account: given.by,
        at: now,
    };
    let signed = Signed {
        by: by.clone(),
        signature: signature::sign(secret, &content),
    };
    record(tx, now, entropy, scope, given, Some(signed)).await
}

async fn record(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    given: &Confirmation,
    signed: Option<Signed>,
) -> Result<bool, OrganisationError> {
    scope.require(given.unit)?;
    if matches!(given.said, Said::Confirmed(figures) if !figures.add_up()) {
        return Err(OrganisationError::Headcount);
    }
    // First, so that two confirmations come one after the other.
    db::exec(
        &**tx,
        "UPDATE unit_change SET generation = generation + 1 WHERE id = 3",
        vec![],
    )
    .await?;
    let last = last_about(tx, given.unit, given.on).await?;
    let signer = signed.as_ref().map(|signed| &signed.by);
    if last.is_some_and(|last| {
        last.said == given.said
            && last.source == given.source
            && last.confirmed_by == given.by
            && last.signed.as_ref().map(|signed| &signed.by) == signer
            && now.saturating_sub(last.confirmed_at) < AGAIN
    }) {
        return Ok(false);
    }
    let (state, [staff, members, women_staff, women_members]) = kept(given.said);
    let (by, signature) = signed.map(|signed| (signed.by, signed.signature)).unzip();
    let (signed_name, signed_post) = by.map(|by| (by.name, by.post)).unzip();
    db::exec(
        &**tx,
        "INSERT INTO headcount (id, unit_id, on_date, state, staff, members, women_staff, women_members, source,
                                confirmed_by, confirmed_at, signed_name, signed_post, signature)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        vec![
            uuid_at(now, entropy).into(),
            given.unit.into(),
            day(given.on).into(),
            state.into(),
            staff.into(),
            members.into(),
            women_staff.into(),
            women_members.into(),
            given.source.clone().into(),
            given.by.into(),
            now.into(),
            signed_name.into(),
            signed_post.into(),
            signature.into(),
        ],
    )
    .await?;
    Ok(true)
}

/// Named one by one: see the test of the house that looks for stars.
const COLUMNS: &str = "unit_id, on_date, state, staff, members, women_staff, women_members, source, confirmed_by,
    confirmed_at, signed_name, signed_post, signature";

#[derive(FromQueryResult)]
struct Row {
    unit_id: Uuid,
    on_date: String,
    state: String,
    staff: Option<i64>,
    members: Option<i64>,
    women_staff: Option<i64>,
    women_members: Option<i64>,
    source: String,
    confirmed_by: Option<Uuid>,
    confirmed_at: i64,
    signed_name: Option<String>,
    signed_post: Option<String>,
    signature: Option<Vec<u8>>,
}

fn read(row: Row) -> Result<Headcount, DbErr> {
    let said = match (row.state.as_str(), row.staff, row.members) {
        ("confirmed", Some(staff), Some(members)) => Said::Confirmed(Figures {
            staff,
            members,
            women_staff: row.women_staff,
            women_members: row.women_members,
        }),
        _ => Said::NotApplicable,
    };
    Ok(Headcount {
        unit: row.unit_id,
        on: read_day(&row.on_date)?,
        said,
        source: row.source,
        confirmed_by: row.confirmed_by,
        confirmed_at: row.confirmed_at,
        signed: row.signed_name.zip(row.signature).map(|(name, signature)| Signed {
            by: Signer {
                name,
                post: row.signed_post.unwrap_or_default(),
            },
            signature,
        }),
    })
}

/// The last confirmation about a day.
async fn last_about(tx: &Tx, unit: Uuid, on: Date) -> Result<Option<Headcount>, DbErr> {
    let row: Option<Row> = db::row(
        &**tx,
        &format!(
            "SELECT {COLUMNS} FROM headcount WHERE unit_id = $1 AND on_date = $2
             ORDER BY confirmed_at DESC, id DESC LIMIT 1"
        ),
        vec![unit.into(), day(on).into()],
    )
    .await?;
    row.map(read).transpose()
}

/// For each unit the confirmation that holds on `date`: the latest day spoken of that is not later, and of several
/// about one day the last one given.
pub async fn confirmed<C: ConnectionTrait>(on: &C, date: Date) -> Result<HashMap<Uuid, Headcount>, DbErr> {
    confirmed_within(on, &Scope::All, date, None).await
}

/// Like [`confirmed`] for the units of a scope; with an instant, as known then: what was confirmed later is left out.
pub async fn confirmed_within<C: ConnectionTrait>(
    on: &C,
    scope: &Scope,
    date: Date,
    known: Option<Millis>,
) -> Result<HashMap<Uuid, Headcount>, DbErr> {
    let columns = COLUMNS
        .split(',')
        .map(|column| format!("h.{}", column.trim()))
        .collect::<Vec<_>>()
        .join(", ");
    // One look into the index for each unit: a nation's six years of confirmations are not read to find the last ones.
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT {columns} FROM unit u JOIN headcount h ON h.id = (
                 SELECT last.id FROM headcount last
                 WHERE last.unit_id = u.id AND last.on_date <= $1 AND last.confirmed_at <= $2
                 ORDER BY last.on_date DESC, last.confirmed_at DESC, last.id DESC LIMIT 1)
             WHERE {}",
            within(db::engine_of(on), "u.id", scope)
        ),
        vec![day(date).into(), known.unwrap_or(Millis::MAX).into()],
    )
    .await?;
    rows.into_iter()
        .map(|row| read(row).map(|headcount| (headcount.unit, headcount)))
        .collect()
}

/// How often headcounts have changed: what was computed from them holds as long as this stays the same.
pub async fn generation<C: ConnectionTrait>(on: &C) -> Result<i64, DbErr> {
    db::number(on, "SELECT generation AS n FROM unit_change WHERE id = 3", vec![]).await
}

#[derive(FromQueryResult)]
struct Spoke {
    unit_id: Uuid,
    on_date: String,
}

/// Which units have spoken of which of the days [from, to); with an instant, as known then.
pub async fn spoke<C: ConnectionTrait>(
    on: &C,
    (from, to): (Date, Date),
    known: Option<Millis>,
) -> Result<Vec<(Uuid, Date)>, DbErr> {
    let rows: Vec<Spoke> = db::rows(
        on,
        "SELECT DISTINCT unit_id, on_date FROM headcount WHERE on_date >= $1 AND on_date < $2 AND confirmed_at <= $3",
        vec![day(from).into(), day(to).into(), known.unwrap_or(Millis::MAX).into()],
    )
    .await?;
    rows.into_iter()
        .map(|row| Ok((row.unit_id, read_day(&row.on_date)?)))
        .collect()
}

/// Every confirmation of a unit, newest first.
pub async fn history<C: ConnectionTrait>(on: &C, unit: Uuid) -> Result<Vec<Headcount>, DbErr> {
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT {COLUMNS} FROM headcount WHERE unit_id = $1
             ORDER BY on_date DESC, confirmed_at DESC, id DESC LIMIT 50"
        ),
        vec![unit.into()],
    )
    .await?;
    rows.into_iter().map(read).collect()
}
