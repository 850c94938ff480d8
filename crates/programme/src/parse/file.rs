//! The shape of a plan file (format 1). Unknown fields are refused: a misspelt one would be lost without a word.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::activity::{ActivityKind, FundingSource};
use crate::plan::{NoteKind, PartyKind, Role, Sides};
use crate::state::{ActivityState, PlanState};

pub(super) type Span = Range<usize>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub format: Spanned<i64>,
    pub plan: Plan,
    pub programme: Option<Programme>,
    #[serde(default)]
    pub party: Vec<Party>,
    #[serde(default)]
    pub legal_basis: Vec<Basis>,
    #[serde(default)]
    pub section: Vec<Section>,
    #[serde(default)]
    pub activity: Vec<Activity>,
    #[serde(default)]
    pub signature: Vec<Signature>,
    #[serde(default)]
    pub recipient: Vec<Recipient>,
    #[serde(default)]
    pub note: Vec<Note>,
}

/// A year as a number, or as text that a placeholder stood in.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Year {
    Number(i16),
    Text(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub slug: Spanned<String>,
    pub year: Spanned<Year>,
    #[serde(default)]
    pub demo: bool,
    #[serde(default)]
    pub history: bool,
    pub state: PlanState,
    pub document_kind: String,
    #[serde(default)]
    pub document_kind_en: String,
    pub number: Option<u32>,
    pub notation: Option<String>,
    pub number_text: Option<Spanned<String>>,
    pub signed_on: Option<Spanned<String>>,
    pub signed_offset_days: Option<Spanned<i64>>,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub place_en: String,
    pub title: String,
    #[serde(default)]
    pub title_en: String,
    pub from: Spanned<String>,
    pub to: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Programme {
    pub slug: Spanned<String>,
    #[serde(default)]
    pub demo: bool,
    #[serde(default)]
    pub number_text: String,
    pub signed_on: Option<Spanned<String>>,
    pub signed_offset_days: Option<Spanned<i64>>,
    pub title: String,
    #[serde(default)]
    pub title_en: String,
    pub from_year: Option<i16>,
    pub to_year: Option<i16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Party {
    pub side: Spanned<Sides>,
    pub order: i64,
    pub kind: PartyKind,
    pub code: String,
    pub unit: Option<String>,
    pub name: String,
    #[serde(default)]
    pub name_en: String,
    #[serde(default)]
    pub short: String,
    #[serde(default)]
    pub short_en: String,
    pub role: Role,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Basis {
    pub title: String,
    #[serde(default)]
    pub title_en: String,
    #[serde(default)]
    pub number_text: String,
    pub signed_on: Option<Spanned<String>>,
    #[serde(default)]
    pub parent: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    pub path: Spanned<String>,
    pub order: i64,
    pub heading: String,
    #[serde(default)]
    pub heading_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Activity {
    pub code: Spanned<String>,
    pub section: Spanned<String>,
    pub order: i64,
    pub kind: ActivityKind,
    pub slug: Option<Spanned<String>>,
    pub contest_slug: Option<String>,
    pub contest_stage: Option<u32>,
    pub state: ActivityState,
    #[serde(default)]
    pub source: String,
    pub title: String,
    #[serde(default)]
    pub title_en: String,
    #[serde(default)]
    pub aims: String,
    #[serde(default)]
    pub aims_en: String,
    pub when: Spanned<When>,
    pub place: Option<Said>,
    pub size: Option<Size>,
    pub count: Option<Count>,
    #[serde(default)]
    pub units: Vec<String>,
    #[serde(default)]
    pub audience: Vec<Item>,
    #[serde(default)]
    pub topics: Vec<Item>,
    #[serde(default)]
    pub products: Vec<Item>,
    pub total_of: Option<TotalOf>,
    #[serde(default)]
    pub stage: Vec<Stage>,
    #[serde(default)]
    pub assignment: Vec<Assignment>,
    #[serde(default)]
    pub money: Vec<Money>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum TotalOf {
    Activities,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum WhenKind {
    ContestRunning,
    Days,
    Months,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct When {
    pub kind: Option<WhenKind>,
    pub words: String,
    #[serde(default)]
    pub words_en: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub offset_days_from: Option<i64>,
    pub offset_days_to: Option<i64>,
    #[serde(default)]
    pub expected: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    pub words: String,
    #[serde(default)]
    pub words_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Size {
    pub words: String,
    #[serde(default)]
    pub words_en: String,
    pub min: Option<u32>,
    pub max: Option<u32>,
    pub approx: Option<u32>,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub unit_en: String,
    #[serde(default)]
    pub per: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    pub words: String,
    #[serde(default)]
    pub words_en: String,
    pub n: Option<u32>,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub unit_en: String,
    pub duration_days: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    #[serde(default)]
    pub mark: String,
    pub text: String,
    #[serde(default)]
    pub text_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stage {
    pub order: i64,
    pub state: Option<ActivityState>,
    pub title: String,
    #[serde(default)]
    pub title_en: String,
    pub when: Spanned<When>,
    pub place: Option<Said>,
    pub size: Option<Size>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Assignment {
    pub side: Sides,
    pub role: Role,
    pub unit: String,
    #[serde(default)]
    pub unit_en: String,
    #[serde(default)]
    pub duty: String,
    #[serde(default)]
    pub duty_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Money {
    pub side: Spanned<Sides>,
    pub source: FundingSource,
    pub words: String,
    #[serde(default)]
    pub words_en: String,
    pub amount: Option<Spanned<i64>>,
    pub spent: Option<Spanned<i64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alias {
    pub text: String,
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub note_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signature {
    pub side: Spanned<Sides>,
    pub order: i64,
    pub formula: String,
    #[serde(default)]
    pub formula_en: String,
    pub post: String,
    #[serde(default)]
    pub post_en: String,
    pub organ: String,
    #[serde(default)]
    pub organ_en: String,
    pub name: String,
    #[serde(default)]
    pub name_en: String,
    #[serde(default)]
    pub demo: bool,
    #[serde(default)]
    pub aliases: Vec<Alias>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recipient {
    pub order: i64,
    pub name: String,
    #[serde(default)]
    pub name_en: String,
    #[serde(default)]
    pub why: String,
    #[serde(default)]
    pub why_en: String,
    #[serde(default)]
    pub archive: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub kind: NoteKind,
    pub activity: Option<Spanned<String>>,
    #[serde(default)]
    pub about: Vec<String>,
    #[serde(default)]
    pub quotes: Vec<String>,
    #[serde(default)]
    pub quotes_en: Vec<String>,
    pub text: String,
    #[serde(default)]
    pub text_en: String,
}
