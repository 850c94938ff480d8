//! How many people, counted from the list and never typed: by unit, by sex, by age.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::clock::Millis;
use platform::db;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::stays::{live, unmerged};
use super::{day, past, within};
use crate::scope::Scope;

/// Ages in whole years on the day of the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBand {
    Under30,
    From30,
    From40,
    From50,
    From60,
    /// No birth date on record.
    Unknown,
}

impl AgeBand {
    /// In the order of tables.
    pub const ALL: [Self; 6] = [
        Self::Under30,
        Self::From30,
        Self::From40,
        Self::From50,
        Self::From60,
        Self::Unknown,
    ];

    /// Part of the key of its words: `org-age-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Under30 => "under-30",
            Self::From30 => "30-39",
            Self::From40 => "40-49",
            Self::From50 => "50-59",
            Self::From60 => "60",
            Self::Unknown => "unknown",
        }
    }

    fn parse(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|band| band.code() == code)
            .unwrap_or(Self::Unknown)
    }

    /// The band of somebody born on `birth` (ISO text) on a day; what the database counts by.
    pub fn of(birth: Option<&str>, on: Date) -> Self {
        let Some(birth) = birth.filter(|birth| !birth.is_empty()) else {
            return Self::Unknown;
        };
        YOUNGER
            .into_iter()
            .find(|(years, _)| birth > cut(on, *years).as_str())
            .map_or(Self::From60, |(_, band)| band)
    }
}

/// Whoever is younger than so many years is in the band, unless in one before.
const YOUNGER: [(i64, AgeBand); 4] = [
    (30, AgeBand::Under30),
    (40, AgeBand::From30),
    (50, AgeBand::From40),
    (60, AgeBand::From50),
];

/// Whoever was born after this day is younger than `years` on `on`.
fn cut(on: Date, years: i64) -> String {
    day(on.checked_sub(years.years()).unwrap_or(Date::MIN))
}

/// How many people of one unit, sex and age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composition {
    /// The unit of the membership, which may have ended since: bring it home by the tree.
    pub unit_id: Uuid,
    /// "male", "female".
    pub sex: Option<String>,
    pub band: AgeBand,
    pub n: i64,
}

#[derive(FromQueryResult)]
struct Row {
    unit_id: Uuid,
    of_sex: Option<String>,
    band: String,
    n: i64,
}

/// The members of each unit itself by sex and age on a day, in one statement; with an instant, as known then, also
/// what was known of sex and birth date. People merged into another entry are left out.
pub async fn composition<C: ConnectionTrait>(
    on: &C,
    scope: &Scope,
    date: Date,
    known: Option<Millis>,
) -> Result<Vec<Composition>, DbErr> {
    let past::AsKnown {
        join: said,
        sex,
        birth_date: birth,
        ..
    } = past::as_known(known);
    let mut bands = format!(
        "CASE WHEN {birth} IS NULL OR {birth} = '' THEN '{}'",
        AgeBand::Unknown.code()
    );
    for (years, band) in YOUNGER {
        bands.push_str(&format!(
            " WHEN {birth} > '{}' THEN '{}'",
            cut(date, years),
            band.code()
        ));
    }
    bands.push_str(&format!(" ELSE '{}' END", AgeBand::From60.code()));
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT m.unit_id, {sex} AS of_sex, {bands} AS band, COUNT(*) AS n
             FROM membership m JOIN person p ON p.id = m.person_id {said}
             WHERE m.valid_from <= $1 AND (m.valid_to IS NULL OR m.valid_to > $1) AND {} AND {} AND {}
             GROUP BY m.unit_id, of_sex, band",
            live("m", known),
            unmerged("m.person_id", known),
            within(db::engine_of(on), "m.unit_id", scope),
        ),
        vec![day(date).into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Composition {
            unit_id: row.unit_id,
            sex: row.of_sex,
            band: AgeBand::parse(&row.band),
            n: row.n,
        })
        .collect())
}

/// Number of members of each unit itself (not of those below), in one query. Units without members are not listed.
pub async fn count_members<C: ConnectionTrait>(on: &C, scope: &Scope, date: Date) -> Result<HashMap<Uuid, i64>, DbErr> {
    count_members_as_known(on, scope, date, None).await
}

/// Like [`count_members`]; with an instant, as known then, whatever was learned later.
pub async fn count_members_as_known<C: ConnectionTrait>(
    on: &C,
    scope: &Scope,
    date: Date,
    known: Option<Millis>,
) -> Result<HashMap<Uuid, i64>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        unit_id: Uuid,
        n: i64,
    }
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT m.unit_id, COUNT(*) AS n FROM membership m WHERE m.valid_from <= $1
             AND (m.valid_to IS NULL OR m.valid_to > $1) AND {} AND {} AND {} GROUP BY m.unit_id",
            live("m", known),
            unmerged("m.person_id", known),
            within(db::engine_of(on), "m.unit_id", scope),
        ),
        vec![day(date).into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| (row.unit_id, row.n)).collect())
}

/// Person → unit for everybody on a day, in one query; for ranking. Also those whose entry has been merged into another:
/// what they did stands under that entry (see [`super::merges::aliases`]).
pub async fn units_of_all<C: ConnectionTrait>(on: &C, date: Date) -> Result<HashMap<Uuid, Uuid>, DbErr> {
    units_of_all_as_known(on, date, None).await
}

/// Like [`units_of_all`]; with an instant, as known then.
pub async fn units_of_all_as_known<C: ConnectionTrait>(
    on: &C,
    date: Date,
    known: Option<Millis>,
) -> Result<HashMap<Uuid, Uuid>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
        unit_id: Uuid,
    }
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT m.person_id, m.unit_id FROM membership m WHERE m.valid_from <= $1
             AND (m.valid_to IS NULL OR m.valid_to > $1) AND {} ORDER BY m.valid_from",
            live("m", known)
        ),
        vec![day(date).into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.unit_id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_band_begins_on_the_birthday() {
        let on = date(2026, 11, 2);
        for (birth, band) in [
            ("1996-11-03", AgeBand::Under30),
            ("1996-11-02", AgeBand::From30),
            ("1986-11-03", AgeBand::From30),
            ("1986-11-02", AgeBand::From40),
            ("1966-11-03", AgeBand::From50),
            ("1966-11-02", AgeBand::From60),
            ("1900-01-01", AgeBand::From60),
        ] {
            assert_eq!(AgeBand::of(Some(birth), on), band, "{birth}");
        }
        assert_eq!(AgeBand::of(None, on), AgeBand::Unknown);
        assert_eq!(AgeBand::of(Some("1996-02-29"), date(2026, 2, 28)), AgeBand::Under30);
    }
}
