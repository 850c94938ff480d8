//! The printed rules (thể lệ), generated from the same data the program runs on. Nothing here is words: every sentence
//! is a Fluent key with arguments, so the Vietnamese and the English text cannot say different things.

mod awards;
mod quiz;

use crate::ruleset::{Disclosure, LegalDocument, LiveCounters, NameMask, RuleSet, Stage, StageFormat, UnitTable};
use crate::wording::{Arg, Sentence};

pub use awards::metric_key;
pub use quiz::difficulty_key;

/// A numbered article of the printed rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// From 1, without gaps.
    pub number: u16,
    /// Fluent message of the heading.
    pub heading_key: &'static str,
    /// Arguments of the heading (the name of the stage where several stages have the same article).
    pub heading_args: Vec<(&'static str, Arg)>,
    pub sentences: Vec<Sentence>,
}

/// The whole printed rules in order. Articles with nothing to say are left out.
pub fn clauses(rules: &RuleSet) -> Vec<Clause> {
    let mut book = Book::default();
    book.add("rules-heading-general", None, general(rules));
    for stage in &rules.stages {
        let StageFormat::Quiz(quiz) = &stage.format;
        let named = Some(stage);
        book.add("rules-heading-who", named, quiz::who(quiz));
        book.add("rules-heading-when", named, quiz::when(quiz, &rules.time_zone));
        book.add("rules-heading-paper", named, quiz::paper(quiz));
        book.add("rules-heading-attempts", named, quiz::attempts(quiz));
        book.add("rules-heading-prediction", named, quiz::prediction(quiz));
        book.add("rules-heading-ranking", named, quiz::ranking(quiz));
        book.add("rules-heading-collective", named, awards::collective(quiz));
        book.add("rules-heading-prizes", named, awards::prizes(quiz));
        book.add("rules-heading-qualifier", named, awards::qualifier(quiz));
    }
    book.add("rules-heading-disclosure", None, disclosure(&rules.disclosure));
    book.add("rules-heading-complaints", None, complaints(rules));
    book.clauses
}

#[derive(Default)]
struct Book {
    clauses: Vec<Clause>,
}

impl Book {
    fn add(&mut self, heading_key: &'static str, stage: Option<&Stage>, sentences: Vec<Sentence>) {
        if sentences.is_empty() {
            return;
        }
        let number = u16::try_from(self.clauses.len() + 1).unwrap_or(u16::MAX);
        let heading_args = stage
            .map(|stage| ("stage", Arg::local(&stage.name)))
            .into_iter()
            .collect();
        self.clauses.push(Clause {
            number,
            heading_key,
            heading_args,
            sentences,
        });
    }
}

fn general(rules: &RuleSet) -> Vec<Sentence> {
    let mut out = vec![Sentence::new(
        "rules-title",
        [("title", Arg::local(&rules.titles.official))],
    )];
    for alias in &rules.titles.aliases {
        out.push(Sentence::new("rules-title-alias", [("alias", Arg::text(alias))]));
    }
    for organiser in &rules.organisers {
        out.push(Sentence::new(
            "rules-organiser",
            [("name", Arg::local(&organiser.name))],
        ));
    }
    out.extend(rules.basis.iter().map(basis));
    for (stage, n) in rules.stages.iter().zip(1_i64..) {
        out.push(Sentence::new(
            "rules-stage",
            [("n", Arg::Count(n)), ("name", Arg::local(&stage.name))],
        ));
    }
    out
}

fn basis(document: &LegalDocument) -> Sentence {
    let citation = ("citation", Arg::text(&document.citation));
    match document.date {
        Some(date) => Sentence::new("rules-basis-dated", [citation, ("date", Arg::Date(date))]),
        None => Sentence::new("rules-basis", [citation]),
    }
}

fn disclosure(disclosure: &Disclosure) -> Vec<Sentence> {
    vec![
        Sentence::plain(match disclosure.names {
            NameMask::FullName => "rules-names-full",
            NameMask::Initials => "rules-names-initials",
            NameMask::UnitOnly => "rules-names-unit-only",
        }),
        match disclosure.live_counters {
            LiveCounters::Public => Sentence::plain("rules-counters-public"),
            LiveCounters::Rounded { step } => Sentence::new("rules-counters-rounded", [("step", Arg::count(step))]),
            LiveCounters::HiddenUntilClose => Sentence::plain("rules-counters-hidden"),
        },
        Sentence::plain(match disclosure.unit_table {
            UnitTable::Daily => "rules-units-daily",
            UnitTable::AfterClose => "rules-units-after-close",
            UnitTable::OwnRowOnly => "rules-units-own-row",
        }),
    ]
}

fn complaints(rules: &RuleSet) -> Vec<Sentence> {
    let complaints = &rules.complaints;
    vec![
        Sentence::new(
            "rules-complaints-within",
            [("days", Arg::count(complaints.within_days))],
        ),
        Sentence::new(
            "rules-complaints-answer",
            [("days", Arg::count(complaints.answer_within_days))],
        ),
        Sentence::plain("rules-complaints-final"),
        Sentence::plain("rules-amendments"),
    ]
}
