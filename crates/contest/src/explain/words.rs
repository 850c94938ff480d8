//! Explanations as sentences, in the order people read them: the result, the steps, the neighbours.

use super::{Neighbour, PersonAnswer, PersonReason, UnitAnswer, UnitNeighbour, UnitReason};
use crate::collective::{UnitSeparator, UnitUnranked};
use crate::lint::key_name;
use crate::printed::metric_key;
use crate::ranking::{KeyValue, UnrankedReason};
use crate::ruleset::{Counts, UnitKey};
use crate::wording::{Arg, Sentence};

impl PersonAnswer {
    pub fn sentences(&self) -> Vec<Sentence> {
        match self {
            Self::Ranked(reason) => ranked(reason),
            Self::Unranked(reason) => vec![unranked(*reason)],
        }
    }
}

impl UnitAnswer {
    pub fn sentences(&self) -> Vec<Sentence> {
        match self {
            Self::Ranked(reason) => unit_ranked(reason),
            Self::Unranked(reason) => vec![unit_unranked(*reason)],
        }
    }
}

fn ranked(reason: &PersonReason) -> Vec<Sentence> {
    let mut out = vec![Sentence::new(
        "rules-why-rank",
        [("rank", Arg::count(reason.rank)), ("of", Arg::len(reason.of))],
    )];
    if reason.shared_with > 0 {
        out.push(Sentence::new(
            "rules-why-shared",
            [("others", Arg::count(reason.shared_with))],
        ));
    }
    if reason.attempts > 1 {
        let key = match reason.counts {
            Counts::Best => "rules-why-counted-best",
            Counts::EarliestBest => "rules-why-counted-earliest-best",
            Counts::First => "rules-why-counted-first",
            Counts::Last => "rules-why-counted-last",
        };
        let args = [
            ("number", Arg::count(reason.attempt_number)),
            ("attempts", Arg::count(reason.attempts)),
        ];
        out.push(Sentence::new(key, args));
    }
    if let Some((guess, truth)) = reason.guess.zip(reason.truth) {
        out.push(Sentence::new(
            "rules-why-prediction",
            [("guess", Arg::Count(guess)), ("truth", Arg::Count(truth))],
        ));
    }
    for step in &reason.steps {
        let args = [
            ("key", Arg::Message(key_name(step.key))),
            ("value", value(step.value)),
            ("equal", Arg::count(step.equal_so_far)),
        ];
        out.push(Sentence::new("rules-why-step", args));
        if step.equal_so_far == 0 {
            // Nobody is left to compare with: later keys decided nothing.
            break;
        }
    }
    out.extend(reason.before.map(|other| neighbour("rules-why-before", other)));
    out.extend(reason.after.map(|other| neighbour("rules-why-after", other)));
    out
}

fn neighbour(key: &'static str, other: Neighbour) -> Sentence {
    let args = [
        ("rank", Arg::count(other.rank)),
        ("key", Arg::Message(key_name(other.key))),
        ("mine", value(other.mine)),
        ("theirs", value(other.theirs)),
    ];
    Sentence::new(key, args)
}

fn value(value: KeyValue) -> Arg {
    match value {
        KeyValue::Score(hundredths) => Arg::points(hundredths),
        KeyValue::Distance(Some(distance)) => Arg::Count(distance),
        KeyValue::Distance(None) => Arg::Message("rules-why-no-guess"),
        KeyValue::DurationMs(ms) => Arg::Duration(ms),
        KeyValue::InstantMs(ms) => Arg::Instant(ms),
        KeyValue::Count(count) | KeyValue::Lot(count) => Arg::Count(count),
    }
}

fn unranked(reason: UnrankedReason) -> Sentence {
    match reason {
        UnrankedReason::PlaysUnranked => Sentence::plain("rules-why-plays-unranked"),
        UnrankedReason::Voided => Sentence::plain("rules-why-voided"),
        UnrankedReason::NotAllCorrect { correct, total } => {
            let args = [("correct", Arg::count(correct)), ("total", Arg::count(total))];
            Sentence::new("rules-why-not-all-correct", args)
        }
        UnrankedReason::BelowMinScore { score, min } => {
            let args = [("score", Arg::points(score)), ("min", Arg::points(min))];
            Sentence::new("rules-why-below-min-score", args)
        }
        UnrankedReason::NotVerified => Sentence::plain("rules-why-not-verified"),
        UnrankedReason::NoPrediction => Sentence::plain("rules-why-no-prediction"),
    }
}

fn unit_ranked(reason: &UnitReason) -> Vec<Sentence> {
    let args = [
        ("rank", Arg::count(reason.rank)),
        ("of", Arg::len(reason.of)),
        ("score", Arg::Decimal(reason.score_milli, 3)),
    ];
    let mut out = vec![Sentence::new("rules-why-unit-rank", args)];
    if reason.shared_with > 0 {
        out.push(Sentence::new(
            "rules-why-unit-shared",
            [("others", Arg::count(reason.shared_with))],
        ));
    }
    out.extend(reason.before.map(|other| unit_neighbour(true, other)));
    out.extend(reason.after.map(|other| unit_neighbour(false, other)));
    out
}

fn unit_neighbour(before: bool, other: UnitNeighbour) -> Sentence {
    let rank = ("rank", Arg::count(other.rank));
    let Some((mine, theirs)) = other.mine.zip(other.theirs) else {
        let key = if before {
            "rules-why-unit-before-lot"
        } else {
            "rules-why-unit-after-lot"
        };
        let key = match (other.by, before) {
            (UnitSeparator::Tie(UnitKey::Lot), _) => key,
            (_, true) => "rules-why-unit-before-unknown",
            (_, false) => "rules-why-unit-after-unknown",
        };
        return Sentence::new(key, [rank]);
    };
    let (name, decimals) = match other.by {
        UnitSeparator::Score => ("rules-key-unit-score", 3),
        UnitSeparator::Tie(UnitKey::Metric { metric }) => (metric_key(metric), 3),
        UnitSeparator::Tie(UnitKey::LargerHeadcount) => ("rules-key-headcount", 0),
        UnitSeparator::Tie(UnitKey::Lot) => ("rules-key-lot", 0),
    };
    let key = if before {
        "rules-why-unit-before"
    } else {
        "rules-why-unit-after"
    };
    let value = |scaled| Arg::Decimal(scaled, decimals);
    Sentence::new(
        key,
        [
            rank,
            ("key", Arg::Message(name)),
            ("mine", value(mine)),
            ("theirs", value(theirs)),
        ],
    )
}

fn unit_unranked(reason: UnitUnranked) -> Sentence {
    match reason {
        UnitUnranked::NoParticipants => Sentence::plain("rules-why-unit-no-participants"),
        UnitUnranked::HeadcountNotConfirmed => Sentence::plain("rules-why-unit-headcount-not-confirmed"),
        UnitUnranked::HeadcountNotApplicable => Sentence::plain("rules-why-unit-headcount-not-applicable"),
        UnitUnranked::BelowMinHeadcount { headcount, min } => {
            let args = [("headcount", Arg::count(headcount)), ("min", Arg::count(min))];
            Sentence::new("rules-why-unit-below-min-headcount", args)
        }
    }
}
