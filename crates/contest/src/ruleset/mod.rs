//! The rules of one contest as data: the only source of the printed thể lệ, of what the site allows, of the ranking,
//! of the prizes and of every "vì sao".
//!
//! A `RuleSet` is written as TOML by people and kept as canonical JSON once sealed. It is laid out for growth: a new
//! kind of stage is a new variant of [`StageFormat`], a new rule is a new optional field. Unknown fields are refused,
//! because a rule that is silently ignored is worse than one that is missing.

mod attempts;
mod awards;
mod instant;
mod quiz;
mod ranked;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use attempts::{AttemptHistory, AttemptPolicy, AttemptRefusal, Counts};
pub use awards::{
    Adjustment, Approval, BlockQuota, Collective, CollectiveScope, Metric, PersonCap, Place, PreviousWinner,
    PrizeRules, PrizeScope, PrizeSpan, PrizeTable, Qualifier, QualifierSource, Repeat, SharedPlace, TopUp, Underfill,
    UnitKey, WeightedMetric,
};
pub use quiz::{
    Block, Division, Effect, Eligibility, InFlight, KeyShown, MinAge, OrganiserRole, Period, Quiz, ResultsPolicy,
    RoleRule, ScoreShown, Topic, UnitRef, UnitScope,
};
pub use ranked::{
    Asked, DistanceRule, Population, Prediction, PredictionMetric, PredictionScope, RankFilter, RankKey, Ranking,
};

use crate::blueprint::BlueprintError;

/// The schema this program writes. A file with a newer number is refused, an older one is read through migration.
pub const SCHEMA: u16 = 1;

/// The rules of one contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Version of this layout, see [`SCHEMA`].
    pub schema: u16,
    pub titles: Titles,
    /// The bodies that organise together, in the order they sign; at least two for a joint contest.
    pub organisers: Vec<Organiser>,
    /// IANA name; days, weeks and printed times are counted here. "Asia/Ho_Chi_Minh".
    pub time_zone: String,
    /// Plans and decisions this contest stands on, in the order they are cited.
    #[serde(default)]
    pub basis: Vec<LegalDocument>,
    /// What those documents say about quantities, each with its place. Changes nothing by itself: lint compares the
    /// statements with each other and with the rules.
    #[serde(default)]
    pub statements: Vec<Statement>,
    pub stages: Vec<Stage>,
    #[serde(default)]
    pub disclosure: Disclosure,
    #[serde(default)]
    pub complaints: Complaints,
}

/// Words in the two languages of the program; English falls back to Vietnamese.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalText {
    pub vi: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl LocalText {
    /// Vietnamese words only.
    pub fn vi(text: impl Into<String>) -> Self {
        Self {
            vi: text.into(),
            en: None,
        }
    }

    /// Words in both languages.
    pub fn both(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: Some(en.into()),
        }
    }

    /// The words for a language code ("vi", "en"); Vietnamese when there are none.
    pub fn get(&self, language: &str) -> &str {
        match (&self.en, language) {
            (Some(en), "en") => en,
            _ => &self.vi,
        }
    }
}

/// The name of the contest; documents and press often spell it differently, so other names are kept for searching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    pub official: LocalText,
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A body that organises the contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organiser {
    /// Short stable code inside this rule set.
    pub code: String,
    pub name: LocalText,
}

/// A document cited as the ground of the contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalDocument {
    /// As cited: "Kế hoạch phối hợp số 90/KH-CĐVCVN-BNV".
    pub citation: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// A quantity as some document states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    pub quantity: Quantity,
    pub value: i64,
    /// For [`Quantity::QualifiedUnits`]: how the document says they are chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manner: Option<Manner>,
    /// Where it is said, in words people can find: "Kế hoạch số 90, mục I.2.b".
    pub place: String,
}

/// What a [`Statement`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Units that go on to the next stage.
    QualifiedUnits,
    /// Number of periods ("4 tuần").
    Periods,
    /// Questions in one paper.
    QuestionsPerPaper,
    /// Working time in minutes.
    TimeLimitMinutes,
    /// Attempts a person may make in one period.
    AttemptsPerPeriod,
    /// All prizes for persons, over all periods.
    PersonPrizes,
    /// All prizes for units, over all periods.
    UnitPrizes,
    /// Money of all prizes, đồng.
    PrizeMoney,
}

/// How a document says qualified units are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// "đơn vị xuất sắc": the best of the whole stage.
    BestOverall,
    /// "đơn vị đạt giải nhất hàng tuần": winners of the periods.
    PeriodWinners,
    /// Every unit from some score on.
    ScoreThreshold,
}

/// One round of the contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub code: String,
    pub name: LocalText,
    pub format: StageFormat,
}

/// What happens in a stage. Staged finals, idea rounds and votes will be further variants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageFormat {
    Quiz(Box<Quiz>),
}

/// What is shown to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Disclosure {
    /// How a person is named in public lists.
    pub names: NameMask,
    /// Whether running totals are public while a period is open.
    pub live_counters: LiveCounters,
    /// Whether the participation of every unit is public.
    pub unit_table: UnitTable,
}

impl Default for Disclosure {
    fn default() -> Self {
        Self {
            names: NameMask::FullName,
            live_counters: LiveCounters::HiddenUntilClose,
            unit_table: UnitTable::AfterClose,
        }
    }
}

/// How a person is named in public lists; phone and identity numbers are never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameMask {
    FullName,
    /// Family name and initials.
    Initials,
    /// Only the unit and the number of the attempt.
    UnitOnly,
}

/// Running totals while a period is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveCounters {
    Public,
    /// Rounded down to steps, so that a prediction cannot be read off.
    Rounded {
        step: u32,
    },
    HiddenUntilClose,
}

/// Publication of the table of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitTable {
    Daily,
    AfterClose,
    /// Each unit sees its own row only.
    OwnRowOnly,
}

/// How results may be questioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Complaints {
    /// Days after the announcement in which a complaint is accepted.
    pub within_days: u16,
    /// Days the organisers have to answer.
    pub answer_within_days: u16,
}

impl Default for Complaints {
    fn default() -> Self {
        Self {
            within_days: 5,
            answer_within_days: 5,
        }
    }
}

/// Why a rule set could not be read or hashed.
#[derive(Debug, thiserror::Error)]
pub enum RuleSetError {
    #[error("rule set is not valid TOML")]
    Toml(#[from] toml::de::Error),
    #[error("rule set cannot be written as TOML")]
    TomlWrite(#[from] toml::ser::Error),
    #[error("rule set is not valid JSON")]
    Json(#[from] serde_json::Error),
    #[error("rule set schema {found} is not known (newest: {SCHEMA})")]
    Schema { found: u16 },
}

impl RuleSet {
    /// Reads the form people write.
    pub fn from_toml(text: &str) -> Result<Self, RuleSetError> {
        toml::from_str::<Self>(text)?.checked()
    }

    /// Reads the form that is stored.
    pub fn from_json(text: &str) -> Result<Self, RuleSetError> {
        serde_json::from_str::<Self>(text)?.checked()
    }

    /// The form people write.
    pub fn to_toml(&self) -> Result<String, RuleSetError> {
        Ok(toml::to_string_pretty(self)?)
    }

    /// Canonical JSON: keys sorted, no white space, absent optional values left out. Equal rules give equal text,
    /// and an optional field that a later version adds does not change the text of rules sealed before.
    pub fn canonical_json(&self) -> Result<String, RuleSetError> {
        let mut out = String::new();
        canonical(&serde_json::to_value(self)?, &mut out)?;
        Ok(out)
    }

    /// SHA-256 of [`RuleSet::canonical_json`]: what both sides seal.
    pub fn hash(&self) -> Result<[u8; 32], RuleSetError> {
        Ok(Sha256::digest(self.canonical_json()?.as_bytes()).into())
    }

    /// The quiz of a stage by its code.
    pub fn quiz(&self, stage: &str) -> Option<&Quiz> {
        self.quizzes()
            .find(|(found, _)| found.code == stage)
            .map(|(_, quiz)| quiz)
    }

    /// All quiz stages in order.
    pub fn quizzes(&self) -> impl Iterator<Item = (&Stage, &Quiz)> {
        self.stages.iter().map(|stage| match &stage.format {
            StageFormat::Quiz(quiz) => (stage, quiz.as_ref()),
        })
    }

    /// Every blueprint in use is complete in itself; the bank is checked when it is sealed.
    pub fn check_blueprints(&self) -> Result<(), BlueprintError> {
        for (_, quiz) in self.quizzes() {
            quiz.blueprint.check()?;
            for division in &quiz.divisions {
                if let Some(blueprint) = &division.blueprint {
                    blueprint.check()?;
                }
            }
        }
        Ok(())
    }

    fn checked(self) -> Result<Self, RuleSetError> {
        // Only one layout exists so far; older ones will be migrated here.
        if self.schema == SCHEMA {
            Ok(self)
        } else {
            Err(RuleSetError::Schema { found: self.schema })
        }
    }
}

fn canonical(value: &serde_json::Value, out: &mut String) -> Result<(), serde_json::Error> {
    use serde_json::Value;
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().filter(|(_, value)| !value.is_null()).collect();
            entries.sort_by(|left, right| left.0.cmp(right.0));
            out.push('{');
            for (position, (key, value)) in entries.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                out.push_str(&serde_json::to_string(key)?);
                out.push(':');
                canonical(value, out)?;
            }
            out.push('}');
        }
        Value::Array(values) => {
            out.push('[');
            for (position, value) in values.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                canonical(value, out)?;
            }
            out.push(']');
        }
        scalar => out.push_str(&serde_json::to_string(scalar)?),
    }
    Ok(())
}
