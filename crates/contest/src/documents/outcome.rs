//! The result of a period with the names put in: everything that minutes and workbooks print.

use std::collections::HashMap;

use kernel::clock::Millis;
use organisation::Tree;
use organisation::people::Named;
use platform::text::Tr;
use uuid::Uuid;

use super::say;
use crate::collective::{Figures, Headcount, UnitUnranked};
use crate::explain::{PersonAnswer, UnitAnswer};
use crate::ranking;
use crate::result::{GivenTable, PeriodResult, Totals};
use crate::ruleset::{Metric, PredictionMetric, PrizeScope, Quiz, RuleSet};
use crate::sheet::Sheet;
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
        PredictionMetric::Participants | PredictionMetric::PeopleAllCorrect => {
            tr.x("organise-people", tr.number(truth))
        }
        PredictionMetric::Attempts | PredictionMetric::AttemptsAllCorrect => {
            tr.x("organise-attempts", tr.number(truth))
        }
    }
}

struct Namer<'a> {
    parts: Parts<'a>,
    lang: &'a str,
}

impl Namer<'_> {
    fn unit(&self, id: Option<Uuid>) -> String {
        id.and_then(|id| self.parts.tree.get(id)).map_or_else(String::new, |node| node.name.clone())
    }

    /// The competing unit above: directly below the top of the tree.
    fn competing(&self, id: Option<Uuid>) -> String {
        let Some(id) = id else { return String::new() };
        let tree = self.parts.tree;
        match tree.ancestors(id).as_slice() {
            [] => String::new(),
            [_root] => self.unit(Some(id)),
            [.., top, _root] => top.name.clone(),
        }
    }

    fn person(&self, id: Uuid) -> (String, String) {
        self.parts
            .names
            .get(&id)
            .map_or_else(Default::default, |named| (named.member_number.clone(), named.full_name.clone()))
    }

    /// A person's name, or a unit's.
    fn either(&self, id: Uuid) -> String {
        self.parts.names.get(&id).map_or_else(|| self.unit(Some(id)), |named| named.full_name.clone())
    }

    fn prize(&self, id: Uuid) -> String {
        let place = self.parts.result.prize_of(id).and_then(|(table, place)| table.places.get(place));
        place.map_or_else(String::new, |place| place.name.get(self.lang).to_owned())
    }
}

/// Puts an outcome together in the language of `tr`.
pub fn outcome(tr: &Tr, parts: Parts<'_>) -> Outcome {
    let lang = tr.lang.code();
    let namer = Namer { parts, lang };
    let rules = &parts.contest.rules;
    let attempts = attempts(&namer);
    let blocks = blocks(tr, &namer);
    let taking_part = blocks.iter().flat_map(|block| &block.units).filter(|unit| unit.figures.people > 0).count();
    let without_headcount =
        parts.version.units.iter().filter(|unit| unit.headcount == Headcount::NotConfirmed).count();
    Outcome {
        contest: rules.titles.official.get(lang).to_owned(),
        bodies: rules.organisers.iter().map(|body| body.name.get(lang).to_owned()).collect(),
        period: period_name(rules, parts.period, lang),
        open_at: parts.period.open_at,
        close_at: parts.period.close_at,
        sealed_at: parts.period.sealed_at,
        seal_position: parts.period.seal_position,
        seal_hash: parts.period.seal_hash.clone().unwrap_or_default(),
        rules_hash: parts.contest.rules_hash.clone().unwrap_or_default(),
        version: parts.version.version,
        computed_at: parts.version.computed_at,
        reason: parts.version.reason.clone(),
        result_hash: parts.version.hash.clone(),
        demo: parts.contest.demo,
        state: parts.period.state,
        stage: parts.period.stage.clone(),
        decided: parts.version.decided.iter().map(|id| namer.either(*id)).collect(),
        totals: parts.result.totals,
        truth: parts
            .quiz
            .prediction
            .as_ref()
            .zip(parts.result.truth)
            .map(|(prediction, truth)| truth_words(tr, prediction.metric, truth)),
        questions: parts.quiz.blueprint.questions,
        competing: parts.version.units.len(),
        taking_part,
        without_headcount,
        people: people(tr, &namer, &attempts),
        prizes: parts.result.persons.iter().chain(&parts.result.collectives).map(|given| table(tr, &namer, given)).collect(),
        blocks,
        grassroots: grassroots(&namer),
        attempts,
        steps: parts.steps.to_vec(),
        rules: rules.clone(),
    }
}

/// The name of a period as the rules call it.
pub fn period_name(rules: &RuleSet, period: &PeriodRow, lang: &str) -> String {
    rules
        .quiz(&period.stage)
        .and_then(|quiz| quiz.period(&period.code))
        .map_or_else(|| period.code.clone(), |named| named.name.get(lang).to_owned())
}

fn attempts(namer: &Namer<'_>) -> Vec<AttemptLine> {
    let parts = namer.parts;
    let sheets: HashMap<i64, &SheetRecord> = parts.sheets.iter().map(|sheet| (sheet.attempt_id, sheet)).collect();
    let counted: std::collections::HashSet<i64> =
        parts.result.standings.people.iter().map(|person| person.attempt).collect();
    let mut lines = Vec::with_capacity(parts.attempts.len());
    for record in parts.attempts {
        let Some(kept) = sheets.get(&record.id) else { continue };
        let mark = parts.result.marks.get(&record.id).copied().unwrap_or_default();
        let (number, name) = namer.person(record.member_id);
        lines.push(AttemptLine {
            id: record.id,
            number,
            name,
            unit: namer.unit(Some(record.unit_id)),
            attempt: record.number,
            opened_at: record.opened_at,
            finished_at: kept.finished_at,
            handed_in: record.submitted_at.is_some(),
            score: i64::from(mark.score),
            correct: mark.correct,
            total: mark.total,
            prediction: Sheet::unpack(&kept.packed).ok().and_then(|sheet| sheet.prediction),
            counted: counted.contains(&record.id),
            fast: parts.quiz.attempts.implausibly_fast(kept.finished_at - record.opened_at),
            standing: record.standing,
        });
    }
    lines
}

fn people(tr: &Tr, namer: &Namer<'_>, attempts: &[AttemptLine]) -> Vec<PersonLine> {
    let parts = namer.parts;
    let by_id: HashMap<i64, &AttemptLine> = attempts.iter().map(|line| (line.id, line)).collect();
    let truth = parts.result.truth;
    let line = |member: Uuid, unit: Option<Uuid>, attempt: i64| {
        let (number, name) = namer.person(member);
        let kept = by_id.get(&attempt);
        let guess = kept.and_then(|line| line.prediction);
        let distance = match (&parts.quiz.prediction, guess, truth) {
            (Some(rule), Some(guess), Some(truth)) => ranking::distance(rule.distance, guess, truth),
            _ => None,
        };
        PersonLine {
            id: member,
            rank: None,
            sharing: 1,
            number,
            name,
            unit: namer.unit(unit),
            competing: namer.competing(unit),
            score: kept.map_or(0, |line| line.score),
            correct: kept.map_or(0, |line| line.correct),
            total: kept.map_or(0, |line| line.total),
            prediction: guess,
            distance,
            working_ms: kept.map_or(0, |line| line.finished_at - line.opened_at),
            finished_at: kept.map_or(0, |line| line.finished_at),
            attempts: 1,
            prize: namer.prize(member),
            note: String::new(),
        }
    };
    let standings = &parts.result.standings;
    let ranked = standings.people.iter().map(|person| PersonLine {
        rank: Some(person.rank),
        sharing: person.sharing,
        attempts: person.attempts,
        ..line(person.member, person.unit, person.attempt)
    });
    let unranked = standings.unranked.iter().map(|person| {
        let why = PersonAnswer::Unranked(person.reason).sentences();
        let note = why.iter().map(|sentence| say::say(tr, sentence)).collect::<Vec<_>>().join(" ");
        PersonLine { note, ..line(person.member, person.unit, person.attempt) }
    });
    ranked.chain(unranked).collect()
}

fn table(tr: &Tr, namer: &Namer<'_>, given: &GivenTable) -> PrizeTable {
    let places = &given.table.places;
    let place = |at: usize| places.get(at).map_or_else(String::new, |place| place.name.get(namer.lang).to_owned());
    let of_person = given.table.scope == PrizeScope::Person;
    let homes: HashMap<Uuid, Option<Uuid>> = if of_person {
        namer.parts.result.standings.people.iter().map(|person| (person.member, person.unit)).collect()
    } else {
        HashMap::new()
    };
    let name = |id: Uuid| if of_person { namer.person(id).1 } else { namer.unit(Some(id)) };
    let lines = given.allotment.awards.iter().map(|award| PrizeLine {
        id: award.id,
        place: place(award.place),
        name: name(award.id),
        number: if of_person { namer.person(award.id).0 } else { String::new() },
        unit: namer.unit(homes.get(&award.id).copied().flatten()),
        amount: award.amount,
        rank: award.rank,
        sharing: award.sharing,
    });
    PrizeTable {
        scope: given.table.scope,
        block: block_name(tr, namer.parts.quiz, given.block.as_deref()),
        lines: lines.collect(),
        empty: given.allotment.empty.iter().map(|at| place(*at)).collect(),
        skipped: given.allotment.skips.iter().map(|skip| (name(skip.id), skip_key(skip.reason))).collect(),
        undivided: given.allotment.undivided,
    }
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

fn blocks(tr: &Tr, namer: &Namer<'_>) -> Vec<Block> {
    let parts = namer.parts;
    let block = |standings: &crate::collective::UnitStandings| {
        let ranked = standings.ranked.iter().map(|unit| UnitLine {
            id: unit.unit,
            rank: Some(unit.rank),
            name: namer.unit(Some(unit.unit)),
            headcount: unit.headcount,
            figures: unit.figures,
            score_milli: Some(unit.score_milli),
            prize: namer.prize(unit.unit),
            note: String::new(),
        });
        let unranked = standings.unranked.iter().map(|unit| UnitLine {
            id: unit.unit,
            rank: None,
            name: namer.unit(Some(unit.unit)),
            headcount: unit.headcount,
            figures: unit.figures,
            score_milli: None,
            prize: String::new(),
            note: unranked_words(tr, unit.reason),
        });
        Block {
            name: block_name(tr, parts.quiz, standings.block.as_deref()),
            units: ranked.chain(unranked).collect(),
        }
    };
    parts.result.units.iter().map(block).collect()
}

fn unranked_words(tr: &Tr, reason: UnitUnranked) -> String {
    let why = UnitAnswer::Unranked(reason).sentences();
    why.iter().map(|sentence| say::say(tr, sentence)).collect::<Vec<_>>().join(" ")
}

fn grassroots(namer: &Namer<'_>) -> Vec<GrassrootsLine> {
    let of = &namer.parts.result.by_unit;
    // In the order of protocol; units that are not in the tree of that day come last.
    let nodes = namer.parts.tree.nodes();
    let known = nodes.iter().filter_map(|node| Some((node.id, *of.get(&node.id)?)));
    let gone = of.iter().filter(|(id, _)| namer.parts.tree.get(**id).is_none()).map(|(id, counts)| (*id, *counts));
    known
        .chain(gone)
        .map(|(id, (people, attempts))| GrassrootsLine {
            unit: namer.unit(Some(id)),
            competing: namer.competing(Some(id)),
            people,
            attempts,
        })
        .collect()
}

impl Outcome {
    /// Money of all prizes given, đồng; none when the sum leaves 64 bits.
    pub fn money(&self) -> Option<i64> {
        self.prizes.iter().flat_map(|table| &table.lines).try_fold(0_i64, |sum, line| sum.checked_add(line.amount))
    }

    /// Number of prizes given for a scope.
    pub fn given(&self, scope: PrizeScope) -> usize {
        self.prizes.iter().filter(|table| table.scope == scope).map(|table| table.lines.len()).sum()
    }

    /// The steps signed for the present version: computing it again voids what was signed before.
    pub fn present_steps(&self) -> impl Iterator<Item = &StepRow> {
        let from = self.steps.iter().rposition(|step| step.act == "computed").map_or(0, |place| place + 1);
        self.steps.iter().skip(from)
    }

    /// A person's line.
    pub fn person(&self, id: Uuid) -> Option<&PersonLine> {
        self.people.iter().find(|line| line.id == id)
    }

    /// A unit's line.
    pub fn unit(&self, id: Uuid) -> Option<&UnitLine> {
        self.blocks.iter().flat_map(|block| &block.units).find(|line| line.id == id)
    }

    /// The metrics by which units are compared, in the order of the rules.
    pub fn metrics(&self) -> Vec<Metric> {
        let collective = self.rules.quiz(&self.stage).and_then(|quiz| quiz.collective.as_ref());
        collective.map_or_else(Vec::new, |c| c.metrics.iter().map(|weighted| weighted.metric).collect())
    }
}
