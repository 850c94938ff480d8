//! Who won what in a period, named as the rules allow.

use std::collections::{HashMap, HashSet};

use organisation::store::people::Named;
use organisation::tree::Tree;
use platform::text::Tr;
use uuid::Uuid;

use super::words::{decimal, duration, local, masked};
use super::{Place, block_name, competing, unit_name};
use crate::ranking::{KeyValue, PersonRank, Standings};
use crate::result::{GivenTable, PeriodResult};
use crate::ruleset::{PredictionMetric, Quiz};

/// A prize and its holder.
#[derive(Clone, Debug)]
pub(super) struct Winner {
    pub place: String,
    /// From 1; chooses the medal.
    pub rank: u32,
    pub name: String,
    /// The unit, marks, distance, time.
    pub what: String,
    pub amount: String,
    /// Address of the page that says why; units only, a person's page is not public.
    pub why: String,
}

/// A table as given.
#[derive(Clone, Debug)]
pub(super) struct Winners {
    pub heading: String,
    pub rows: Vec<Winner>,
    /// Prizes nobody got, and groups that wait for the organisers.
    pub note: String,
}

/// The value of the prediction as people read it.
pub(super) fn prediction_words(tr: &Tr, quiz: &Quiz, value: i64) -> String {
    match quiz.prediction.as_ref().map(|prediction| prediction.metric) {
        Some(PredictionMetric::PercentAllCorrect { decimals }) => {
            format!("{}\u{a0}%", decimal(tr, value, u32::from(decimals)))
        }
        _ => tr.number(value),
    }
}

/// "20/20 câu đúng · dự đoán lệch 12 · 6 phút 41 giây".
pub(super) fn facts(tr: &Tr, quiz: &Quiz, standings: &Standings, person: &PersonRank) -> String {
    let mut parts = vec![tr.xy("result-correct-of", person.mark.correct, person.mark.total)];
    for place in 0..standings.keys.len() {
        match standings.value(person, place) {
            Some(KeyValue::Distance(Some(off))) => parts.push(tr.x("result-off-by", prediction_words(tr, quiz, off))),
            Some(KeyValue::Distance(None)) => parts.push(tr.t("rules-why-no-guess")),
            Some(KeyValue::DurationMs(ms)) => parts.push(duration(ms, tr.lang)),
            _ => {}
        }
    }
    parts.join(" · ")
}

/// Everybody who is named on the page.
pub(super) fn named(result: &PeriodResult) -> Vec<Uuid> {
    result
        .persons
        .iter()
        .flat_map(|given| &given.allotment.awards)
        .map(|award| award.id)
        .collect()
}

fn rows_of(standings: &Standings, wanted: &[Uuid]) -> HashMap<Uuid, PersonRank> {
    let wanted: HashSet<&Uuid> = wanted.iter().collect();
    standings
        .people
        .iter()
        .filter(|p| wanted.contains(&p.member))
        .map(|p| (p.member, *p))
        .collect()
}

fn note(tr: &Tr, given: &GivenTable) -> String {
    let allotment = &given.allotment;
    let mut parts = Vec::new();
    if !allotment.undecided.is_empty() {
        parts.push(tr.t("result-undecided"));
    }
    if !allotment.empty.is_empty() {
        parts.push(tr.n(
            "result-not-given",
            i64::try_from(allotment.empty.len()).unwrap_or(i64::MAX),
        ));
    }
    parts.join(" ")
}

fn place_name(tr: &Tr, given: &GivenTable, place: usize) -> String {
    given
        .table
        .places
        .get(place)
        .map_or_else(String::new, |place| local(tr, &place.name).to_owned())
}

fn medal(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1)
}

/// The prizes for people.
pub(super) fn persons(
    tr: &Tr,
    place: &Place,
    tree: &Tree,
    names: &HashMap<Uuid, Named>,
    result: &PeriodResult,
) -> Vec<Winners> {
    let ranked = rows_of(&result.standings, &named(result));
    let mask = place.contest.rules.disclosure.names;
    let winner = |given: &GivenTable, award: &crate::prize::Award| {
        let person = ranked.get(&award.id);
        let full = names
            .get(&award.id)
            .map_or_else(|| tr.t("result-person-gone"), |named| named.full_name.clone());
        let unit = person
            .and_then(|p| p.unit)
            .and_then(|unit| competing(tree, unit).or(Some(unit)));
        let mut what = unit.map_or_else(Vec::new, |unit| vec![unit_name(tr, tree, unit)]);
        what.extend(person.map(|person| facts(tr, &place.quiz, &result.standings, person)));
        Winner {
            place: place_name(tr, given, award.place),
            rank: medal(award.place),
            name: masked(tr, mask, &full, person.map_or(0, |p| p.attempt)),
            what: what.join(" · "),
            amount: tr.dong(award.amount),
            why: String::new(),
        }
    };
    result
        .persons
        .iter()
        .map(|given| Winners {
            heading: given
                .table
                .division
                .as_ref()
                .map_or_else(String::new, |code| division(tr, &place.quiz, code)),
            rows: given
                .allotment
                .awards
                .iter()
                .map(|award| winner(given, award))
                .collect(),
            note: note(tr, given),
        })
        .collect()
}

fn division(tr: &Tr, quiz: &Quiz, code: &str) -> String {
    let found = quiz.divisions.iter().find(|division| division.code == code);
    found.map_or_else(|| code.to_owned(), |division| local(tr, &division.name).to_owned())
}

/// The prizes for units, block by block.
pub(super) fn units(tr: &Tr, place: &Place, tree: &Tree, result: &PeriodResult) -> Vec<Winners> {
    let score: HashMap<Uuid, i64> = result
        .units
        .iter()
        .flat_map(|block| &block.ranked)
        .map(|unit| (unit.unit, unit.score_milli))
        .collect();
    result
        .collectives
        .iter()
        .map(|given| Winners {
            heading: block_name(tr, &place.quiz, given.block.as_deref()),
            rows: given
                .allotment
                .awards
                .iter()
                .map(|award| Winner {
                    place: place_name(tr, given, award.place),
                    rank: medal(award.place),
                    name: unit_name(tr, tree, award.id),
                    what: score.get(&award.id).map_or_else(String::new, |s| {
                        tr.x("result-unit-points", super::words::hundredths(tr, *s))
                    }),
                    amount: tr.dong(award.amount),
                    why: format!("{}/don-vi/{}", place.result_address(), award.id),
                })
                .collect(),
            note: note(tr, given),
        })
        .collect()
}
