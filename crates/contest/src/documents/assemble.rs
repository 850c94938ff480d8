//! Puts names, marks and words to a computed result.

use std::collections::HashMap;

use platform::text::Tr;
use uuid::Uuid;

use super::outcome::{
    AttemptLine, Block, GrassrootsLine, Outcome, Parts, PersonLine, PrizeLine, PrizeTable, UnitLine, block_name,
    period_name, skip_key, truth_words,
};
use super::say;
use crate::collective::{Headcount, UnitUnranked};
use crate::explain::{PersonAnswer, UnitAnswer};
use crate::ranking;
use crate::result::GivenTable;
use crate::ruleset::PrizeScope;
use crate::sheet::Sheet;
use crate::store::log::SheetRecord;

struct Namer<'a> {
    parts: Parts<'a>,
    lang: &'a str,
}

impl Namer<'_> {
    fn unit(&self, id: Option<Uuid>) -> String {
        id.and_then(|id| self.parts.tree.get(id))
            .map_or_else(String::new, |node| node.name.clone())
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
        self.parts.names.get(&id).map_or_else(Default::default, |named| {
            (named.member_number.clone(), named.full_name.clone())
        })
    }

    /// A person's name, or a unit's.
    fn either(&self, id: Uuid) -> String {
        self.parts
            .names
            .get(&id)
            .map_or_else(|| self.unit(Some(id)), |named| named.full_name.clone())
    }

    fn prize(&self, id: Uuid) -> String {
        let place = self
            .parts
            .result
            .prize_of(id)
            .and_then(|(table, place)| table.places.get(place));
        place.map_or_else(String::new, |place| place.name.get(self.lang).to_owned())
    }
}

/// Puts an outcome together in the language of `tr`.
pub(super) fn outcome(tr: &Tr, parts: Parts<'_>) -> Outcome {
    let lang = tr.lang.code();
    let namer = Namer { parts, lang };
    let rules = &parts.contest.rules;
    let attempts = attempts(&namer);
    let blocks = blocks(tr, &namer);
    let taking_part = blocks
        .iter()
        .flat_map(|block| &block.units)
        .filter(|unit| unit.figures.people > 0)
        .count();
    let without_headcount = parts
        .version
        .units
        .iter()
        .filter(|unit| unit.headcount == Headcount::NotConfirmed)
        .count();
    Outcome {
        contest: rules.titles.official.get(lang).to_owned(),
        bodies: rules
            .organisers
            .iter()
            .map(|body| body.name.get(lang).to_owned())
            .collect(),
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
        prizes: parts
            .result
            .persons
            .iter()
            .chain(&parts.result.collectives)
            .map(|given| table(tr, &namer, given))
            .collect(),
        blocks,
        grassroots: grassroots(&namer),
        attempts,
        steps: parts.steps.to_vec(),
        rules: rules.clone(),
    }
}

fn attempts(namer: &Namer<'_>) -> Vec<AttemptLine> {
    let parts = namer.parts;
    let sheets: HashMap<i64, &SheetRecord> = parts.sheets.iter().map(|sheet| (sheet.attempt_id, sheet)).collect();
    let counted: std::collections::HashSet<i64> = parts
        .result
        .standings
        .people
        .iter()
        .map(|person| person.attempt)
        .collect();
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
            fast: parts
                .quiz
                .attempts
                .implausibly_fast(kept.finished_at - record.opened_at),
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
        let note = why
            .iter()
            .map(|sentence| say::say(tr, sentence))
            .collect::<Vec<_>>()
            .join(" ");
        PersonLine {
            note,
            ..line(person.member, person.unit, person.attempt)
        }
    });
    ranked.chain(unranked).collect()
}

fn table(tr: &Tr, namer: &Namer<'_>, given: &GivenTable) -> PrizeTable {
    let places = &given.table.places;
    let place = |at: usize| {
        places
            .get(at)
            .map_or_else(String::new, |place| place.name.get(namer.lang).to_owned())
    };
    let of_person = given.table.scope == PrizeScope::Person;
    let homes: HashMap<Uuid, Option<Uuid>> = if of_person {
        namer
            .parts
            .result
            .standings
            .people
            .iter()
            .map(|person| (person.member, person.unit))
            .collect()
    } else {
        HashMap::new()
    };
    let name = |id: Uuid| {
        if of_person {
            namer.person(id).1
        } else {
            namer.unit(Some(id))
        }
    };
    let lines = given.allotment.awards.iter().map(|award| PrizeLine {
        id: award.id,
        place: place(award.place),
        name: name(award.id),
        number: if of_person {
            namer.person(award.id).0
        } else {
            String::new()
        },
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
        skipped: given
            .allotment
            .skips
            .iter()
            .map(|skip| (name(skip.id), skip_key(skip.reason)))
            .collect(),
        undivided: given.allotment.undivided,
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
    why.iter()
        .map(|sentence| say::say(tr, sentence))
        .collect::<Vec<_>>()
        .join(" ")
}

fn grassroots(namer: &Namer<'_>) -> Vec<GrassrootsLine> {
    let of = &namer.parts.result.by_unit;
    // In the order of protocol; units that are not in the tree of that day come last.
    let nodes = namer.parts.tree.nodes();
    let known = nodes.iter().filter_map(|node| Some((node.id, *of.get(&node.id)?)));
    let gone = of
        .iter()
        .filter(|(id, _)| namer.parts.tree.get(**id).is_none())
        .map(|(id, counts)| (*id, *counts));
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
