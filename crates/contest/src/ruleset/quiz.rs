//! One quiz stage: when it is open, who may play, what is drawn, what is shown.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AttemptPolicy, Collective, LocalText, Prediction, PrizeRules, Qualifier, Ranking, instant};
use crate::blueprint::Blueprint;

/// A stage of multiple-choice papers, taken on-line in one or more periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quiz {
    /// In time order.
    pub periods: Vec<Period>,
    /// What happens to a paper that is being worked on when the period closes.
    pub in_flight: InFlight,
    pub results: ResultsPolicy,
    /// Groups with their own paper or their own prizes; empty when everybody plays in one group.
    #[serde(default)]
    pub divisions: Vec<Division>,
    /// Groups of units that are compared with each other (khối); empty when all units are compared together.
    #[serde(default)]
    pub blocks: Vec<Block>,
    #[serde(default)]
    pub eligibility: Eligibility,
    /// What the questions are about, in the order printed; the bank tags its questions with these codes.
    #[serde(default)]
    pub topics: Vec<Topic>,
    pub blueprint: Blueprint,
    pub attempts: AttemptPolicy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prediction: Option<Prediction>,
    pub ranking: Ranking,
    #[serde(default)]
    pub prizes: PrizeRules,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collective: Option<Collective>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Qualifier>,
}

impl Quiz {
    /// A period by its code.
    pub fn period(&self, code: &str) -> Option<&Period> {
        self.periods.iter().find(|period| period.code == code)
    }

    /// The period that is open at an instant.
    pub fn open_at(&self, now_ms: i64) -> Option<&Period> {
        self.periods.iter().find(|period| period.contains(now_ms))
    }

    /// The blueprint of a division, or the one of the stage.
    pub fn blueprint_of(&self, division: Option<&str>) -> &Blueprint {
        division
            .and_then(|code| self.divisions.iter().find(|division| division.code == code))
            .and_then(|division| division.blueprint.as_ref())
            .unwrap_or(&self.blueprint)
    }

    /// When a paper started at `started_ms` in `period` stops taking answers (exclusive).
    pub fn deadline(&self, period: &Period, started_ms: i64) -> i64 {
        let own = self
            .attempts
            .time_limit_ms
            .map(|limit| started_ms.saturating_add(limit));
        match (self.in_flight, own) {
            (InFlight::CutAtClose, Some(own)) => own.min(period.close),
            (InFlight::FinishOwnTime, Some(own)) => own,
            // Without a time limit "own time" never ends; the close is the only end there is.
            (_, None) => period.close,
        }
    }

    /// From this instant on no paper of `period` can change, so the round may be sealed.
    pub fn seal_at(&self, period: &Period) -> i64 {
        match (self.in_flight, self.attempts.time_limit_ms) {
            (InFlight::FinishOwnTime, Some(limit)) => period.close.saturating_add(limit),
            _ => period.close,
        }
    }
}

/// A week, a round, a day: papers may be started in `[open, close)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    pub code: String,
    pub name: LocalText,
    /// First millisecond in which a paper may be started, UTC.
    #[serde(with = "instant")]
    pub open: i64,
    /// First millisecond in which it no longer may ("24h00 ngày 26" is 00:00 of the 27th), UTC.
    #[serde(with = "instant")]
    pub close: i64,
    /// When the results of this period are due.
    #[serde(default, with = "instant::optional", skip_serializing_if = "Option::is_none")]
    pub results_due: Option<i64>,
    /// The pause between the period before and this one is meant ("đóng 8:00, mở 8:30"); otherwise lint asks.
    #[serde(default)]
    pub pause_before: bool,
}

impl Period {
    /// Whether `now_ms` lies in `[open, close)`.
    pub const fn contains(&self, now_ms: i64) -> bool {
        self.open <= now_ms && now_ms < self.close
    }
}

/// What happens to a paper in work when its period closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InFlight {
    /// The answers saved before the close count; nothing is taken after it.
    CutAtClose,
    /// A paper started before the close may use its whole time.
    FinishOwnTime,
}

/// What the contestant sees, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultsPolicy {
    pub score: ScoreShown,
    pub key: KeyShown,
}

/// When a contestant learns the own score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreShown {
    /// With the submission.
    AtOnce,
    /// When the period has closed.
    AfterClose,
}

/// When right answers with their sources are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyShown {
    /// When the period has closed.
    AfterPeriod,
    /// When the last period of the stage has closed.
    AfterStage,
    Never,
}

/// A group of contestants (bảng) with its own ranking; the paper may differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Division {
    pub code: String,
    pub name: LocalText,
    /// Who belongs here, in words for the printed rules.
    pub who: LocalText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blueprint: Option<Blueprint>,
}

/// A subject of the contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub code: String,
    pub name: LocalText,
}

/// A group of units compared with each other (khối).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub code: String,
    pub name: LocalText,
}

/// Who may play and who is ranked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Eligibility {
    pub units: UnitScope,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_age: Option<MinAge>,
    /// Roles in the organisation of the contest, with what follows from each.
    pub roles: Vec<RoleRule>,
}

impl Eligibility {
    /// What follows for a person who holds `roles`; the hardest effect wins.
    pub fn effect(&self, roles: &[OrganiserRole]) -> Option<Effect> {
        self.roles
            .iter()
            .filter(|rule| roles.contains(&rule.role))
            .map(|rule| rule.effect)
            .max()
    }
}

/// The age a contestant must have reached on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinAge {
    pub years: u8,
    pub on: Date,
}

/// Members of which units may play.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitScope {
    /// Every unit known to the program.
    #[default]
    All,
    /// These units and all below them.
    Below { roots: Vec<UnitRef> },
}

/// A unit named in the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitRef {
    pub unit: Uuid,
    /// As printed; the unit may be renamed later, the sealed rules are not.
    pub name: LocalText,
}

/// A role and its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRule {
    pub role: OrganiserRole,
    pub effect: Effect,
}

/// A part somebody has in running the contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganiserRole {
    /// Ban tổ chức.
    Organiser,
    /// Tổ thư ký, tổ giúp việc.
    Secretariat,
    /// Tổ ra đề.
    QuestionAuthor,
    /// Tổ thẩm định câu hỏi.
    QuestionReviewer,
    /// Bộ phận kỹ thuật.
    Technician,
}

/// What a role means for taking part; ordered from mild to hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// May take the quiz, is not ranked and gets no prize.
    PlaysUnranked,
    /// May not take the quiz.
    Barred,
}
