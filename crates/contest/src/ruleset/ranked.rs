//! The prediction question and the order of contestants.

use serde::{Deserialize, Serialize};

/// The question that usually decides the prizes: guess a number that is only known after the close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    pub metric: PredictionMetric,
    pub scope: PredictionScope,
    pub population: Population,
    pub distance: DistanceRule,
    pub asked: Asked,
}

/// The number to be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PredictionMetric {
    /// People with at least one submitted attempt (người).
    Participants,
    /// Submitted attempts (lượt).
    Attempts,
    /// People with at least one attempt that has every question right.
    PeopleAllCorrect,
    /// Attempts that have every question right.
    AttemptsAllCorrect,
    /// People all correct ÷ participants, in percent with so many decimals (0 to 6), rounded half up.
    /// Guess and truth are scaled integers: 12.34567 % with 5 decimals is 1234567.
    PercentAllCorrect { decimals: u8 },
}

/// Over which attempts the number is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PredictionScope {
    Period,
    Stage,
}

/// Whose attempts count for the true value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Population {
    /// Everything submitted, as it stood when the round was sealed.
    AsSealed,
    /// Without attempts the organisers voided afterwards.
    AfterVoid,
    /// Only attempts of people who are ranked.
    RankedOnly,
}

/// How a guess is compared with the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistanceRule {
    /// Above and below count alike.
    Absolute,
    /// A guess above the truth stands behind every guess that is not.
    NotOver,
}

/// When the guess is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// On the last page of the paper.
    InPaper,
    /// After the paper is submitted.
    AfterSubmitting,
}

/// Who is ranked and in which order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// All must hold for the counted attempt.
    #[serde(default)]
    pub filters: Vec<RankFilter>,
    /// Compared in this order; people equal in all of them share the rank. At most eight, each kind once.
    pub keys: Vec<RankKey>,
}

/// A condition for being ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankFilter {
    /// Every question right.
    AllCorrect,
    /// At least this score, hundredths of a point.
    MinScore { score: i32 },
    /// The person's identity has been confirmed by the unit.
    Verified,
    /// The prediction question was answered.
    HasPrediction,
}

/// A key of the ranking order. Its direction is part of its meaning: what is better is fixed here, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankKey {
    /// Higher score first.
    Score,
    /// Smaller distance between guess and truth first; no guess comes last.
    PredictionDistance,
    /// Shorter working time first, compared in steps of `resolution_ms` (1000 = whole seconds).
    WorkingTime { resolution_ms: i64 },
    /// Earlier submission first.
    SubmittedAt { resolution_ms: i64 },
    /// Earlier start first.
    StartedAt { resolution_ms: i64 },
    /// Fewer attempts first.
    FewerAttempts,
    /// More attempts with every question right first.
    MorePerfectAttempts,
    /// A lot drawn from a seed that is published with the result: never equal for two people.
    Lot,
}

impl RankKey {
    /// The same key apart from its settings.
    pub fn same_kind(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}
