//! The result of a period with the names put in: everything that minutes and workbooks print.

use std::collections::HashMap;

use kernel::clock::Millis;
use organisation::Tree;
use organisation::people::Named;
use platform::text::Tr;
use uuid::Uuid;

use crate::collective::{Figures, Headcount};
use crate::result::{PeriodResult, Totals};
use crate::ruleset::{Metric, PredictionMetric, PrizeScope, Quiz, RuleSet};
use crate::state::PeriodState;
use crate::store::contests::{ContestRow, PeriodRow, StepRow};
use crate::store::log::{AttemptRecord, SheetRecord};
use crate::store::results::VersionRow;

/// What an outcome is put together from.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    pub contest: &'a ContestRow,
    pub quiz: &'a Quiz,
    pub period: &'a PeriodRow,
    pub version: &'a VersionRow,
    pub result: &'a PeriodResult,
    pub attempts: &'a [AttemptRecord],
    pub sheets: &'a [SheetRecord],
    pub names: &'a HashMap<Uuid, Named>,
    pub tree: &'a Tree,
    pub steps: &'a [StepRow],
}

/// A result on paper.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub rules: RuleSet,
    pub contest: String,
    /// The organising bodies in the order they sign.
    pub bodies: Vec<String>,
    pub period: String,
    pub open_at: Millis,
    pub close_at: Millis,
    pub sealed_at: Option<Millis>,
    pub seal_position: Option<i64>,
    pub seal_hash: Vec<u8>,
    pub rules_hash: Vec<u8>,
    pub version: i64,
    pub computed_at: Millis,
    pub reason: String,
    pub result_hash: Vec<u8>,
    pub demo: bool,
    pub state: PeriodState,
    pub stage: String,
    /// Names in the order in which the organisers put those who share a rank.
    pub decided: Vec<String>,
    pub totals: Totals,
    /// The true value of the prediction, in words.
    pub truth: Option<String>,
    /// Questions on a paper.
    pub questions: u16,
    /// Units that took part, those that compete, those without a confirmed headcount.
    pub competing: usize,
    pub taking_part: usize,
    pub without_headcount: usize,
    pub people: Vec<PersonLine>,
    pub prizes: Vec<PrizeTable>,
    pub blocks: Vec<Block>,
    pub grassroots: Vec<GrassrootsLine>,
    pub attempts: Vec<AttemptLine>,
    /// Who verified, and who approved for which side.
    pub steps: Vec<StepRow>,
}

/// A person, ranked or not.
#[derive(Clone, Debug)]
pub struct PersonLine {
    pub id: Uuid,
    /// None when not ranked; then `note` says why.
    pub rank: Option<u32>,
    pub sharing: u32,
    pub number: String,
    pub name: String,
    pub unit: String,
    pub competing: String,
    /// Hundredths of a point.
    pub score: i64,
    pub correct: u16,
    pub total: u16,
    pub prediction: Option<i64>,
    pub distance: Option<i64>,
    /// Milliseconds between opening and finishing.
    pub working_ms: i64,
    pub finished_at: Millis,
    pub attempts: u32,
    pub prize: String,
    pub note: String,
}

/// A table of prizes as given.
#[derive(Clone, Debug)]
pub struct PrizeTable {
    pub scope: PrizeScope,
    /// Name of the block; empty when units are compared together, and for people.
    pub block: String,
    pub lines: Vec<PrizeLine>,
    /// Prizes nobody gets, by name of the place.
    pub empty: Vec<String>,
    /// Passed over, with the reason as message key.
    pub skipped: Vec<(String, &'static str)>,
    pub undivided: i64,
}

/// A prize given.
#[derive(Clone, Debug)]
pub struct PrizeLine {
    pub id: Uuid,
    pub place: String,
    pub name: String,
    /// For a person: number and unit.
    pub number: String,
    pub unit: String,
    /// đồng.
    pub amount: i64,
    pub rank: u32,
    pub sharing: u32,
}

/// The ranking of units inside a block.
#[derive(Clone, Debug)]
pub struct Block {
    pub name: String,
    pub units: Vec<UnitLine>,
}

/// A competing unit, ranked or not.
#[derive(Clone, Debug)]
pub struct UnitLine {
    pub id: Uuid,
    pub rank: Option<u32>,
    pub name: String,
    pub headcount: Headcount,
    pub figures: Figures,
    /// Thousandths of a point.
    pub score_milli: Option<i64>,
    pub prize: String,
    pub note: String,
}

/// A unit to which people belonged when they opened their papers.
#[derive(Clone, Debug)]
pub struct GrassrootsLine {
    pub unit: String,
    pub competing: String,
    pub people: u32,
    pub attempts: u32,
}

/// One attempt.
#[derive(Clone, Debug)]
pub struct AttemptLine {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub unit: String,
    pub attempt: i64,
    pub opened_at: Millis,
    pub finished_at: Millis,
    /// The button was pressed; otherwise the saved answers counted.
    pub handed_in: bool,
    pub score: i64,
    pub correct: u16,
    pub total: u16,
    pub prediction: Option<i64>,
    pub counted: bool,
    pub fast: bool,
    pub standing: i64,
}

/// The name of a block: as the rules call it, or as the organisation calls that kind of unit.
pub fn block_name(tr: &Tr, quiz: &Quiz, code: Option<&str>) -> String {
    let Some(code) = code else { return String::new() };
    if let Some(block) = quiz.blocks.iter().find(|block| block.code == code) {
        return block.name.get(tr.lang.code()).to_owned();
    }
    let key = format!("org-kind-{code}");
    if tr.has(&key) { tr.t(&key) } else { code.to_owned() }
}

/// The true value of the prediction as people read it.
pub fn truth_words(tr: &Tr, metric: PredictionMetric, truth: i64) -> String {
    match metric {
        PredictionMetric::PercentAllCorrect { decimals } => {
            format!("{} %", tr.decimal(truth, u32::from(decimals)))
        }
        PredictionMetric::Participants | PredictionMetric::PeopleAllCorrect => tr.n("organise-people", truth),
        PredictionMetric::Attempts | PredictionMetric::AttemptsAllCorrect => tr.n("organise-attempts", truth),
    }
}

/// Puts an outcome together in the language of `tr`.
pub fn outcome(tr: &Tr, parts: Parts<'_>) -> Outcome {
    super::assemble::outcome(tr, parts)
}

/// The name of a period as the rules call it.
pub fn period_name(rules: &RuleSet, period: &PeriodRow, lang: &str) -> String {
    rules
        .quiz(&period.stage)
        .and_then(|quiz| quiz.period(&period.code))
        .map_or_else(|| period.code.clone(), |named| named.name.get(lang).to_owned())
}

/// The message that says why somebody was passed over.
pub const fn skip_key(reason: crate::prize::SkipReason) -> &'static str {
    use crate::prize::SkipReason;
    match reason {
        SkipReason::CapReached { .. } => "organise-skip-cap",
        SkipReason::HoldsHigher { .. } => "organise-skip-higher",
        SkipReason::WonBefore => "organise-skip-before",
        SkipReason::UnitCapReached { .. } => "organise-skip-unit",
        SkipReason::Rejected => "organise-skip-rejected",
        SkipReason::DecidedBehind => "organise-skip-decided",
    }
}

impl Outcome {
    /// Money of all prizes given, đồng; none when the sum leaves 64 bits.
    pub fn money(&self) -> Option<i64> {
        self.prizes
            .iter()
            .flat_map(|table| &table.lines)
            .try_fold(0_i64, |sum, line| sum.checked_add(line.amount))
    }

    /// Number of prizes given for a scope.
    pub fn given(&self, scope: PrizeScope) -> usize {
        self.prizes
            .iter()
            .filter(|table| table.scope == scope)
            .map(|table| table.lines.len())
            .sum()
    }

    /// The steps signed for the present version: computing it again voids what was signed before.
    pub fn present_steps(&self) -> impl Iterator<Item = &StepRow> {
        let from = self
            .steps
            .iter()
            .rposition(|step| step.act == "computed")
            .map_or(0, |place| place + 1);
        self.steps.iter().skip(from)
    }

    /// A person's line.
    pub fn person(&self, id: Uuid) -> Option<&PersonLine> {
        self.people.iter().find(|line| line.id == id)
    }

    /// A unit's line.
    pub fn unit(&self, id: Uuid) -> Option<&UnitLine> {
        self.blocks
            .iter()
            .flat_map(|block| &block.units)
            .find(|line| line.id == id)
    }

    /// The metrics by which units are compared, in the order of the rules.
    pub fn metrics(&self) -> Vec<Metric> {
        let collective = self.rules.quiz(&self.stage).and_then(|quiz| quiz.collective.as_ref());
        collective.map_or_else(Vec::new, |c| c.metrics.iter().map(|weighted| weighted.metric).collect())
    }
}
