//! A question, a state and a phrase as the pages show them.

use jiff::civil::Date;
use kernel::time;
use platform::text::Tr;

use super::typed;
use crate::question::{Difficulty, Kind, QuestionText};
use crate::state::QuestionState;
use crate::store::questions::{Phrase, PhraseArg, Topic, difficulty_code, state_code};

/// The words of a phrase in the reader's language.
pub(super) fn phrase(tr: &Tr, phrase: &Phrase) -> String {
    let args: Vec<(&str, String)> = phrase
        .args
        .iter()
        .map(|(name, value)| {
            let words = match value {
                PhraseArg::Text(text) => text.clone(),
                PhraseArg::Number(number) => tr.number(*number),
            };
            (name.as_str(), words)
        })
        .collect();
    tr.with(&phrase.key, &args)
}

/// The name of a topic; its code when the contest does not know it.
pub(super) fn topic_name(tr: &Tr, topics: &[Topic], code: &str) -> String {
    if code.is_empty() {
        return tr.t("bank-topic-none");
    }
    topics.iter().find(|topic| topic.code == code).map_or_else(
        || code.to_owned(),
        |topic| tr.lang.pick(&topic.name_vi, &topic.name_en).to_owned(),
    )
}

/// The name of a level.
pub(super) fn difficulty_name(tr: &Tr, difficulty: Difficulty) -> String {
    tr.t(&format!("bank-difficulty-{}", difficulty_code(difficulty)))
}

/// A state as a chip.
#[derive(Clone, Debug)]
pub(super) struct StateShown {
    pub words: String,
    pub class: &'static str,
}

impl StateShown {
    pub(super) fn new(tr: &Tr, state: QuestionState) -> Self {
        let class = match state {
            QuestionState::Draft => "chip-draft",
            QuestionState::InReview => "chip-open",
            QuestionState::Reviewed | QuestionState::ApprovedA | QuestionState::ApprovedB => "chip-waiting",
            QuestionState::Approved | QuestionState::Locked => "chip-done",
            QuestionState::Retired => "chip-stopped",
        };
        Self {
            words: tr.t(&state_key("bank-state", state)),
            class,
        }
    }
}

/// "bank-state-in-review" and the like.
pub(super) fn state_key(head: &str, state: QuestionState) -> String {
    format!("{head}-{}", state_code(state).replace('_', "-"))
}

/// One option.
pub(super) struct ChoiceShown {
    pub text: String,
    pub correct: bool,
    pub pinned: bool,
}

/// A whole question.
pub(super) struct QuestionShown {
    /// Lines.
    pub stem: Vec<String>,
    pub choices: Vec<ChoiceShown>,
    /// "Một lựa chọn · Thông hiểu · 1 điểm".
    pub kind: String,
    pub topic: String,
    pub difficulty: String,
    pub points: String,
    pub citation: String,
    /// Lines.
    pub explanation: Vec<String>,
    /// Things to look at, in words.
    pub warnings: Vec<String>,
}

pub(super) fn letter(index: usize) -> char {
    u8::try_from(index)
        .ok()
        .filter(|index| *index < 26)
        .map_or('?', |index| char::from(b'A' + index))
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// "Nghị quyết …, Mục II, có hiệu lực từ …".
pub(super) fn citation(tr: &Tr, text: &QuestionText) -> String {
    let Some(citation) = &text.citation else {
        return String::new();
    };
    let mut words = citation.document.clone();
    if !citation.article.is_empty() {
        words = format!("{words}, {}", citation.article);
    }
    if let Some(from) = citation.valid_from {
        words = format!("{words}; {}", tr.x("bank-valid-from", time::date(from, tr.lang)));
    }
    if let Some(last) = citation.valid_to.and_then(|to| to.yesterday().ok()) {
        words = format!("{words}; {}", tr.x("bank-valid-to", time::date(last, tr.lang)));
    }
    words
}

pub(super) fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "bank-kind-single",
        Kind::Multiple => "bank-kind-multiple",
        Kind::TrueFalse => "bank-kind-true-false",
    }
}

/// Hundredths as "1" or "0,5".
pub(super) fn points(tr: &Tr, hundredths: i32) -> String {
    let text = tr.decimal(i64::from(hundredths), 2);
    text.trim_end_matches('0').trim_end_matches([',', '.']).to_owned()
}

/// The law of this question is not in force on `today`.
pub(super) fn out_of_force(text: &QuestionText, today: Date) -> bool {
    text.citation.as_ref().is_some_and(|citation| {
        citation.valid_to.is_some_and(|to| to <= today) || citation.valid_from.is_some_and(|from| from > today)
    })
}

impl QuestionShown {
    /// As it will look, with what is worth a look on `today`.
    pub(super) fn new(tr: &Tr, topics: &[Topic], text: &QuestionText, today: Date) -> Self {
        let mut warnings: Vec<String> = typed::warnings(text)
            .iter()
            .map(|warning| phrase(tr, warning))
            .collect();
        if text.citation.is_none() {
            warnings.push(tr.t("bank-warning-no-citation"));
        }
        if out_of_force(text, today) {
            warnings.push(tr.t("bank-warning-out-of-force"));
        }
        if !topics.iter().any(|topic| topic.code == text.topic) {
            warnings.push(tr.t("bank-warning-no-topic"));
        }
        Self {
            warnings,
            ..Self::plain(tr, topics, text)
        }
    }

    /// As it will look.
    pub(super) fn plain(tr: &Tr, topics: &[Topic], text: &QuestionText) -> Self {
        Self {
            stem: lines(&text.stem),
            choices: text
                .choices
                .iter()
                .map(|choice| ChoiceShown {
                    text: choice.text.clone(),
                    correct: choice.correct,
                    pinned: choice.pinned && text.kind != Kind::TrueFalse,
                })
                .collect(),
            kind: tr.t(kind_key(text.kind)),
            topic: topic_name(tr, topics, &text.topic),
            difficulty: difficulty_name(tr, text.difficulty),
            points: tr.x("bank-points", points(tr, text.points)),
            citation: citation(tr, text),
            explanation: lines(&text.explanation),
            warnings: Vec::new(),
        }
    }
}

/// The beginning of a stem for a list.
pub(super) fn excerpt(stem: &str) -> String {
    let line = stem.replace('\n', " ");
    if line.chars().count() <= 160 {
        return line;
    }
    let cut: String = line.chars().take(150).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{whole}…")
}
