//! Contradictions in the rules, found before they are sealed.
//!
//! An error blocks sealing; a warning is shown, and whoever seals says that it is meant. Every finding is data with the
//! place it stands at; its words are in the Fluent files.

mod awards;
mod quiz;
mod statements;
mod words;

pub(crate) use words::key_name;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::bank::SealedBank;
use crate::blueprint::BlueprintError;
use crate::question::{Citation, Difficulty};
use crate::ruleset::{LocalText, Manner, Metric, PrizeScope, Quantity, RankKey, RuleSet, StageFormat};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Warning,
    /// Blocks sealing.
    Error,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stage it stands in; none for the contest as a whole.
    pub stage: Option<String>,
    pub problem: Problem,
}

impl Finding {
    pub const fn severity(&self) -> Severity {
        self.problem.severity()
    }
}

/// A bank as used in a stage.
#[derive(Clone, Copy, Debug)]
pub struct BankInUse<'a> {
    pub stage: &'a str,
    /// None = the bank of everybody without an own one.
    pub division: Option<&'a str>,
    pub bank: &'a SealedBank,
}

/// The source of a question in a bank.
#[derive(Clone, Copy, Debug)]
pub struct CitedQuestion<'a> {
    pub question: Uuid,
    pub citation: Option<&'a Citation>,
}

/// The highest amount of one prize that some legal document allows; dated data, never part of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    pub scope: PrizeScope,
    /// đồng.
    pub amount: i64,
    /// In force from (inclusive) and to (exclusive).
    pub from: Date,
    pub to: Option<Date>,
    /// The document, as cited.
    pub source: String,
}

/// What the rules are checked against.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    pub banks: Vec<BankInUse<'a>>,
    pub questions: Vec<CitedQuestion<'a>>,
    pub ceilings: Vec<Ceiling>,
    /// Units that take part and have not confirmed their headcount.
    pub units_without_headcount: u32,
    /// The zone of the rule set, for turning instants into days; none = UTC.
    pub zone: Option<TimeZone>,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The contest has no stage.
    NoStage,
    /// A joint contest has at least two organisers.
    OneOrganiser,
    TimeZoneMissing,
    /// Two things carry the same code.
    CodeTwice {
        code: String,
    },
    /// Two documents say the same quantity differently.
    StatementsDisagree {
        quantity: Quantity,
        first: Said,
        second: Said,
    },
    /// The rules follow none of the statements about a quantity.
    RulesDiffer {
        quantity: Quantity,
        rules: i64,
        manner: Option<Manner>,
        said: Said,
    },

    NoPeriod,
    PeriodEmpty {
        period: LocalText,
    },
    PeriodsOverlap {
        first: LocalText,
        second: LocalText,
    },
    /// Time between two periods that nobody said is meant.
    GapUnstated {
        first: LocalText,
        second: LocalText,
        gap_ms: i64,
    },
    /// Papers of a period may still be worked on when the next one opens.
    FinishRunsIntoNext {
        first: LocalText,
        second: LocalText,
    },
    /// Results are due before the last paper can be finished.
    ResultsDueTooEarly {
        period: LocalText,
    },
    /// "Finish own time" without a time limit.
    FinishWithoutLimit,
    LimitNotPositive,
    AttemptLimitZero,
    /// The floor of plausible time is not below the time limit.
    PlausibleAboveLimit,
    /// Keys are published after the first period while the bank goes on being used.
    KeyPublishedEarly,

    Blueprint {
        division: Option<LocalText>,
        error: BlueprintError,
    },
    TopicUnnamed {
        code: String,
    },
    BankMissing {
        division: Option<LocalText>,
    },
    BankTooSmall {
        topic: Option<LocalText>,
        difficulty: Option<Difficulty>,
        have: u32,
        want: u32,
    },
    /// "Same questions for everybody" and "no repeats" cannot both be kept.
    RepeatsUnavoidable,
    CitationMissing {
        question: Uuid,
    },
    CitationNotInForce {
        question: Uuid,
        document: String,
        period: LocalText,
        from: Option<Date>,
        to: Option<Date>,
    },

    NoRankKey,
    TooManyRankKeys {
        max: usize,
    },
    RankKeyTwice {
        key: RankKey,
    },
    /// Keys after a lot are never reached.
    KeyAfterLot {
        key: RankKey,
    },
    ResolutionNotPositive {
        key: RankKey,
    },
    /// A key or filter uses the prediction, but none is asked.
    PredictionNotAsked,
    /// A prediction is asked and decides nothing.
    PredictionUnused,
    /// A minimum score no paper of one-point questions can reach.
    MinScoreUnreachable {
        score: i32,
        max: i32,
    },
    /// People can stay equal to the end and no rule says what then.
    TieChainOpen,
    /// Ranking by working time without a floor rewards scripts.
    TimeWithoutFloor,
    DecimalsTooMany {
        decimals: u8,
    },
    /// Live figures show what is to be guessed.
    PredictionLeaksLive,
    PredictionLeaksRounded {
        step: u32,
    },
    PredictionLeaksDaily,

    CollectiveEmpty,
    WeightNotPositive {
        metric: Metric,
    },
    /// A rate without a day on which its denominator was confirmed.
    RateWithoutHeadcount,
    HeadcountsMissing {
        units: u32,
    },
    /// The smallest units win every rate.
    RateWithoutMinimum,
    UnitTieChainOpen,
    BlocksMissing,
    UnitPrizeWithoutRanking,
    /// The prize is given for a time the unit ranking does not cover.
    UnitPrizeSpan {
        table: String,
    },
    WinnerPointsWithoutPrizes,
    DivisionUnknown {
        table: String,
        division: String,
    },
    PrizeEmpty {
        table: String,
        place: LocalText,
    },
    PrizeNegative {
        table: String,
        place: LocalText,
    },
    PrizesNotFalling {
        table: String,
        place: LocalText,
    },
    PrizeAboveCeiling {
        table: String,
        place: LocalText,
        amount: i64,
        ceiling: i64,
        source: String,
    },

    QualifierWithoutRanking,
    /// The unit ranking does not cover the time the qualifier reads.
    QualifierSpan,
    /// The source yields fewer units than the target and nothing fills the rest.
    QualifierShort {
        seats: u32,
        target: u16,
    },
    /// It yields fewer, and the rest is filled by other units than the documents may mean.
    QualifierToppedUp {
        seats: u32,
        target: u16,
    },
    /// It yields more than the target: late winners would not go on.
    QualifierOverfull {
        seats: u32,
        target: u16,
    },
    /// "First prize of the week" and "goes on" are different numbers of units.
    QualifierNotPrizes {
        places: u16,
        prizes: u32,
    },
    QuotaBlockUnknown {
        block: String,
    },
    QuotasTooTight {
        sum: u32,
        target: u16,
    },
}

/// A quantity with the place where it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub value: i64,
    pub manner: Option<Manner>,
    pub place: String,
}

impl Problem {
    pub const fn severity(&self) -> Severity {
        match self {
            Self::OneOrganiser
            | Self::StatementsDisagree { .. }
            | Self::GapUnstated { .. }
            | Self::FinishRunsIntoNext { .. }
            | Self::FinishWithoutLimit
            | Self::KeyPublishedEarly
            | Self::CitationMissing { .. }
            | Self::KeyAfterLot { .. }
            | Self::PredictionUnused
            | Self::MinScoreUnreachable { .. }
            | Self::TieChainOpen
            | Self::TimeWithoutFloor
            | Self::PredictionLeaksRounded { .. }
            | Self::PredictionLeaksDaily
            | Self::HeadcountsMissing { .. }
            | Self::RateWithoutMinimum
            | Self::UnitTieChainOpen
            | Self::WinnerPointsWithoutPrizes
            | Self::PrizesNotFalling { .. }
            | Self::PrizeAboveCeiling { .. }
            | Self::QualifierToppedUp { .. }
            | Self::QualifierOverfull { .. }
            | Self::QualifierNotPrizes { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// Checks a rule set; findings in the order of the printed rules.
pub fn lint(rules: &RuleSet, context: &Context<'_>) -> Vec<Finding> {
    let mut found = Found {
        stage: None,
        findings: Vec::new(),
    };
    if rules.stages.is_empty() {
        found.push(Problem::NoStage);
    }
    if rules.organisers.len() < 2 {
        found.push(Problem::OneOrganiser);
    }
    if rules.time_zone.trim().is_empty() {
        found.push(Problem::TimeZoneMissing);
    }
    found.codes(rules.organisers.iter().map(|organiser| organiser.code.as_str()));
    found.codes(rules.stages.iter().map(|stage| stage.code.as_str()));
    statements::check(rules, &mut found);
    for stage in &rules.stages {
        found.stage = Some(stage.code.clone());
        let StageFormat::Quiz(quiz) = &stage.format;
        quiz::check(rules, quiz, &stage.code, context, &mut found);
        awards::check(quiz, context, &mut found);
    }
    found.findings
}

/// Whether nothing blocks sealing.
pub fn may_seal(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity() < Severity::Error)
}

struct Found {
    stage: Option<String>,
    findings: Vec<Finding>,
}

impl Found {
    fn push(&mut self, problem: Problem) {
        self.findings.push(Finding {
            stage: self.stage.clone(),
            problem,
        });
    }

    fn when(&mut self, wrong: bool, problem: impl FnOnce() -> Problem) {
        if wrong {
            self.push(problem());
        }
    }

    fn codes<'a>(&mut self, codes: impl Iterator<Item = &'a str>) {
        let mut codes: Vec<&str> = codes.collect();
        codes.sort_unstable();
        let mut told = None;
        for pair in codes.windows(2) {
            if let [left, right] = pair
                && left == right
                && told != Some(*left)
            {
                told = Some(*left);
                self.push(Problem::CodeTwice {
                    code: (*left).to_owned(),
                });
            }
        }
    }
}

/// The day of an instant in the zone of the context.
fn day(context: &Context<'_>, ms: i64) -> Option<Date> {
    let instant = jiff::Timestamp::from_millisecond(ms).ok()?;
    let zone = context.zone.clone().unwrap_or(TimeZone::UTC);
    Some(instant.to_zoned(zone).date())
}
