//! "Vì sao?": the steps of the ranking in plain sentences. Neighbours have a rank and a value, never a name.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::actor::Role;
use organisation::store::people;
use organisation::tree::Tree;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::result::{Stat, own_unit, shell, waiting};
use super::table::{fault_words, headcount_words};
use super::words::{hundredths, local, percent, say};
use super::{INSIDERS, Place, Public, competing, seen_result, unit_name, winners};
use crate::collective::{DataFault, Figures, Headcount};
use crate::explain::{self, PersonAnswer, UnitAnswer};
use crate::printed::metric_key;
use crate::prize::SkipReason;
use crate::result::PeriodResult;
use crate::ruleset::{Metric, PredictionMetric, UnitTable};
use crate::wording::{Arg, Sentence};

/// A step, and whether it decided against a neighbour.
struct Reason {
    words: String,
    decides: bool,
}

#[derive(Template)]
#[template(path = "result_why.html")]
struct WhyPage {
    shell: Shell,
    /// "Hạng 7".
    rank: String,
    of: String,
    prize: String,
    stats: Vec<Stat>,
    why_title: String,
    reasons: Vec<Reason>,
    notes: Vec<String>,
    back: String,
    /// (address, words) of what can be looked at next.
    links: Vec<(String, String)>,
    inside: bool,
}

/// Guess, truth and distance of a percentage are scaled integers: shown with their decimals.
fn scaled(mut sentence: Sentence, place: &Place) -> Sentence {
    let Some(PredictionMetric::PercentAllCorrect { decimals }) = place.quiz.prediction.as_ref().map(|p| p.metric)
    else {
        return sentence;
    };
    let of_prediction = sentence.key == "rules-why-prediction"
        || sentence
            .args
            .iter()
            .any(|(_, arg)| *arg == Arg::Message("rules-key-prediction"));
    if of_prediction {
        for (name, arg) in &mut sentence.args {
            if let Arg::Count(value) = *arg
                && matches!(*name, "guess" | "truth" | "value" | "mine" | "theirs")
            {
                *arg = Arg::Decimal(value, decimals);
            }
        }
    }
    sentence
}

fn reasons(tr: &Tr, place: &Place, sentences: Vec<Sentence>) -> Vec<Reason> {
    sentences
        .into_iter()
        // The rank stands above, as the largest thing on the page.
        .filter(|sentence| sentence.key != "rules-why-rank")
        .map(|sentence| {
            let decides = ["-before", "-after"].iter().any(|mark| sentence.key.contains(mark));
            Reason {
                words: say(tr, &scaled(sentence, place)),
                decides,
            }
        })
        .collect()
}

fn prize_words(tr: &Tr, result: &PeriodResult, id: Uuid) -> String {
    let Some((table, place)) = result.prize_of(id) else {
        return String::new();
    };
    let award = result
        .persons
        .iter()
        .chain(&result.collectives)
        .flat_map(|given| &given.allotment.awards);
    let amount = award
        .filter(|award| award.id == id)
        .map(|award| award.amount)
        .next()
        .unwrap_or(0);
    let name = table
        .places
        .get(place)
        .map_or_else(String::new, |place| local(tr, &place.name).to_owned());
    tr.xy("why-prize", name, tr.dong(amount))
}

/// Why a prize passed by, in words.
fn skips(tr: &Tr, result: &PeriodResult, id: Uuid) -> Vec<String> {
    let skipped = result
        .persons
        .iter()
        .chain(&result.collectives)
        .flat_map(|given| &given.allotment.skips);
    skipped
        .filter(|skip| skip.id == id)
        .map(|skip| match skip.reason {
            SkipReason::CapReached { max } => tr.n("why-skip-cap", i64::from(max)),
            SkipReason::HoldsHigher { amount } => tr.x("why-skip-holds-higher", tr.dong(amount)),
            SkipReason::WonBefore => tr.t("why-skip-won-before"),
            SkipReason::UnitCapReached { max } => tr.n("why-skip-unit-cap", i64::from(max)),
            SkipReason::Rejected => tr.t("why-skip-rejected"),
            SkipReason::DecidedBehind => tr.t("why-skip-decided-behind"),
        })
        .collect()
}

/// "Hạng 7", "trong 18.204 người".
fn rank_words(tr: &Tr, rank: u32, of: usize, of_key: &str) -> (String, String) {
    (
        tr.x("why-rank", tr.number(rank)),
        tr.n(of_key, i64::try_from(of).unwrap_or(i64::MAX)),
    )
}

fn complaint(tr: &Tr, place: &Place) -> String {
    let rules = &place.contest.rules.complaints;
    tr.xy("why-complain", rules.within_days, rules.answer_within_days)
}

async fn about_person(
    state: &Public,
    visit: &Visit,
    place: &Place,
    member: Uuid,
    own: bool,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let Some((_, result)) = seen_result(state, visit, place).await? else {
        return waiting(visit, place);
    };
    let tree = state.tree(&place.row).await?;
    let answer = explain::person(&result.standings, member);
    let person = result
        .standings
        .position(member)
        .and_then(|at| result.standings.people.get(at));
    let unit = person.and_then(|p| p.unit).or_else(|| {
        result
            .standings
            .unranked
            .iter()
            .find(|p| p.member == member)
            .and_then(|p| p.unit)
    });
    let mut links = vec![(place.result_address(), tr.x("why-all-results", place.name(&tr)))];
    if let Some(unit) = unit
        .and_then(|unit| competing(&tree, unit))
        .filter(|_| place.quiz.collective.is_some())
    {
        links.push((
            format!("{}/don-vi/{unit}", place.result_address()),
            tr.x("why-of-unit", unit_name(&tr, &tree, unit)),
        ));
    }
    links.push((
        format!("/cuoc-thi/{}/the-le", place.contest.slug),
        tr.t("contest-rules-link"),
    ));
    let (rank, of) = match &answer {
        Some(PersonAnswer::Ranked(reason)) => rank_words(&tr, reason.rank, reason.of, "why-of-people"),
        Some(PersonAnswer::Unranked(_)) => (tr.t("why-unranked"), String::new()),
        None => (tr.t("why-not-taken"), String::new()),
    };
    let stats = person.map_or_else(Vec::new, |person| person_stats(&tr, place, &result, person));
    let mut notes = skips(&tr, &result, member);
    notes.push(complaint(&tr, place));
    let title = if own {
        tr.x("why-title-own", place.name(&tr))
    } else {
        let names = people::names_of(state.contests.app.db.read(), &[member]).await?;
        let name = names
            .get(&member)
            .map_or_else(|| tr.t("result-person-gone"), |named| named.full_name.clone());
        tr.xy("why-title-person", place.name(&tr), name)
    };
    visit.page(&WhyPage {
        shell: shell(visit, place, title),
        why_title: match &answer {
            Some(PersonAnswer::Ranked(reason)) => tr.x("why-rank-question", tr.number(reason.rank)),
            _ => tr.t("why-question"),
        },
        reasons: answer.map_or_else(Vec::new, |answer| reasons(&tr, place, answer.sentences())),
        rank,
        of,
        prize: prize_words(&tr, &result, member),
        stats,
        notes,
        back: place.result_address(),
        links,
        inside: !place.row.state.is_public(),
    })
}

fn person_stats(tr: &Tr, place: &Place, result: &PeriodResult, person: &crate::ranking::PersonRank) -> Vec<Stat> {
    let mut out = vec![Stat {
        label: tr.t("why-correct"),
        value: format!("{}/{}", person.mark.correct, person.mark.total),
        note: tr.x("why-points", super::words::decimal(tr, i64::from(person.mark.score), 2)),
    }];
    if let Some((guess, truth)) = person.prediction.zip(result.truth) {
        let words = |value| winners::prediction_words(tr, &place.quiz, value);
        let off = i64::try_from(guess.abs_diff(truth)).unwrap_or(i64::MAX);
        out.push(Stat {
            label: tr.t("why-off"),
            value: words(off),
            note: tr.xy("why-guess", words(guess), words(truth)),
        });
    }
    for at in 0..result.standings.keys.len() {
        if let Some(crate::ranking::KeyValue::DurationMs(ms)) = result.standings.value(person, at) {
            out.push(Stat {
                label: tr.t("why-time"),
                value: super::words::duration(ms, tr.lang),
                note: tr.xy("why-attempt", person.attempt_number, person.attempts),
            });
        }
    }
    out
}

pub(super) async fn mine(
    State(state): State<Public>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let place = state.period(&slug, &code).await?;
    let me = visit.actor()?.account;
    about_person(&state, &visit, &place, me, true).await
}

pub(super) async fn person(
    State(state): State<Public>,
    visit: Visit,
    Path((slug, code, member)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let member = super::id(&member)?;
    let own = visit.actor()?.account == member;
    // Others may not even know who took part.
    if !own && !visit.has_any(&[Role::Organiser, Role::Auditor]) {
        return Err(Failure::NotFound);
    }
    let place = state.period(&slug, &code).await?;
    about_person(&state, &visit, &place, member, own).await
}

/// A unit's figures, ranked or not.
fn unit_facts(result: &PeriodResult, unit: Uuid) -> Option<(Figures, Headcount, Option<DataFault>)> {
    result.units.iter().find_map(|block| {
        let ranked = block
            .ranked
            .iter()
            .find(|u| u.unit == unit)
            .map(|u| (u.figures, u.headcount, u.fault));
        ranked.or_else(|| {
            block
                .unranked
                .iter()
                .find(|u| u.unit == unit)
                .map(|u| (u.figures, u.headcount, u.fault))
        })
    })
}

fn unit_stats(tr: &Tr, place: &Place, figures: &Figures, headcount: Headcount) -> Vec<Stat> {
    let mut out = vec![Stat {
        label: tr.t("result-people"),
        value: tr.number(figures.people),
        note: tr.xy(
            "why-unit-people",
            tr.number(i64::try_from(figures.attempts).unwrap_or(i64::MAX)),
            headcount_words(tr, headcount),
        ),
    }];
    for weighted in place.quiz.collective.iter().flat_map(|collective| &collective.metrics) {
        let Some(value) = figures.get(weighted.metric) else {
            continue;
        };
        let words = match weighted.metric {
            Metric::Participants => continue,
            Metric::Attempts => tr.number(value / 1_000),
            Metric::Rate | Metric::PercentPerfect => percent(tr, value),
            Metric::MeanScore | Metric::WinnerPoints => hundredths(tr, value),
        };
        out.push(Stat {
            label: tr.t(metric_key(weighted.metric)),
            value: words,
            note: tr.x("why-weight", super::words::decimal(tr, i64::from(weighted.weight), 2)),
        });
    }
    out
}

async fn may_see_unit(state: &Public, visit: &Visit, place: &Place, tree: &Tree, unit: Uuid) -> Result<bool, Failure> {
    if place.contest.rules.disclosure.unit_table != UnitTable::OwnRowOnly || visit.has_any(&INSIDERS) {
        return Ok(true);
    }
    let officer = visit
        .session
        .as_ref()
        .is_some_and(|s| s.actor.officer_units().any(|own| tree.is_within(own, unit)));
    Ok(officer || own_unit(state, visit, place, tree).await? == Some(unit))
}

pub(super) async fn unit(
    State(state): State<Public>,
    visit: Visit,
    Path((slug, code, unit)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let unit = super::id(&unit)?;
    let place = state.period(&slug, &code).await?;
    super::contest::require_visible(&visit, &place.contest)?;
    let Some((_, result)) = seen_result(&state, &visit, &place).await? else {
        return waiting(&visit, &place);
    };
    let tree = state.tree(&place.row).await?;
    if !may_see_unit(&state, &visit, &place, &tree, unit).await? {
        return Err(Failure::Refused("failure-own-row-only"));
    }
    let answer = explain::unit(&result.units, unit).ok_or(Failure::NotFound)?;
    let (rank, of) = match &answer {
        UnitAnswer::Ranked(reason) => rank_words(&tr, reason.rank, reason.of, "why-of-units"),
        UnitAnswer::Unranked(_) => (tr.t("why-unranked"), String::new()),
    };
    let mut notes = skips(&tr, &result, unit);
    let mut stats = Vec::new();
    if let Some((figures, headcount, fault)) = unit_facts(&result, unit) {
        stats = unit_stats(&tr, &place, &figures, headcount);
        notes.extend(Some(fault_words(&tr, fault)).filter(|words| !words.is_empty()));
    }
    notes.push(complaint(&tr, &place));
    visit.page(&WhyPage {
        shell: shell(
            &visit,
            &place,
            tr.xy("why-title-unit", unit_name(&tr, &tree, unit), place.name(&tr)),
        ),
        why_title: match &answer {
            UnitAnswer::Ranked(reason) => tr.x("why-unit-rank-question", tr.number(reason.rank)),
            UnitAnswer::Unranked(_) => tr.t("why-question"),
        },
        reasons: reasons(&tr, &place, answer.sentences()),
        rank,
        of,
        prize: prize_words(&tr, &result, unit),
        stats,
        notes,
        back: place.result_address(),
        links: vec![
            (place.result_address(), tr.x("why-all-results", place.name(&tr))),
            (
                format!("/cuoc-thi/{}/the-le", place.contest.slug),
                tr.t("contest-rules-link"),
            ),
        ],
        inside: !place.row.state.is_public(),
    })
}
