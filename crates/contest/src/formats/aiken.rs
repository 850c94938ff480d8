//! Aiken: one line of stem, lines `A.` or `A)`, one line `ANSWER: B`.

use super::collect::Collector;
use super::draft::Draft;
use super::field::parse_letters;
use super::text::{GUARD, excerpt, letter, letter_index, prepare};
use super::{FaultCode, Format, Import, ImportRefusal, Limits, Place};
use crate::question::{Kind, QuestionText};

/// Why a question has no place in an Aiken file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOutReason {
    /// Aiken knows one right answer only.
    Multiple,
}

impl LeftOutReason {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Multiple => "formats-left-out-multiple",
        }
    }
}

/// A question that was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Zero-based place in the list given.
    pub index: usize,
    pub reason: LeftOutReason,
}

/// An Aiken file. Only stem, choices and the right letter fit in; everything else stays behind by nature of the format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AikenFile {
    pub text: String,
    pub left_out: Vec<LeftOut>,
}

/// Reads a whole file; any string will do.
pub fn read(text: &str, limits: &Limits) -> Result<Import, ImportRefusal> {
    let text = prepare(text);
    let mut collector = Collector::new(Format::Aiken, limits);
    let mut open: Option<Open> = None;
    for (index, line) in text.split('\n').enumerate() {
        let place = Place::line(u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1));
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let chars = line.chars().count();
        if chars > limits.piece {
            let current = open.get_or_insert_with(|| Open::new(place.clone()));
            current.draft.fault(
                &place,
                FaultCode::PieceTooLong {
                    chars,
                    limit: limits.piece,
                },
            );
            continue;
        }
        if let Some(answer) = answer(line) {
            match open.take() {
                Some(current) => collector.push(current.close(answer, &place))?,
                None => collector.note(place, FaultCode::AikenStrayLine { text: excerpt(line) }),
            }
            continue;
        }
        match (option(line), &mut open) {
            (Some((found, choice)), Some(current)) => current.option(found, choice, &place),
            (Some(_), None) => {
                // Options without a stem: gather them, so that the fault names the question once.
                let mut current = Open::new(place.clone());
                if let Some((found, choice)) = option(line) {
                    current.option(found, choice, &place);
                }
                open = Some(current);
            }
            (None, Some(current)) if current.draft.choices.is_empty() => {
                // A second line of stem: other programs would stumble over it, and a lost "A." looks the same.
                current.draft.fault(&place, FaultCode::AikenStemLines);
            }
            (None, Some(_)) => {
                // The answer line of the question before is missing.
                if let Some(current) = open.take() {
                    collector.push(current.unanswered())?;
                }
                open = Some(Open::with_stem(place, line));
            }
            (None, None) => open = Some(Open::with_stem(place, line)),
        }
    }
    if let Some(current) = open {
        collector.push(current.unanswered())?;
    }
    collector.finish()
}

/// A question whose answer line has not come yet.
struct Open {
    draft: Draft,
}

impl Open {
    fn new(place: Place) -> Self {
        Self {
            draft: Draft::new(place),
        }
    }

    fn with_stem(place: Place, stem: &str) -> Self {
        let mut open = Self::new(place);
        stem.clone_into(&mut open.draft.stem);
        open
    }

    fn option(&mut self, found: usize, choice: &str, place: &Place) {
        let expected = self.draft.choices.len();
        if found != expected {
            let code = FaultCode::OptionOutOfOrder {
                found: letter(found),
                expected: letter(expected),
            };
            self.draft.fault(place, code);
        }
        self.draft.choice(choice, false);
    }

    fn unanswered(mut self) -> Draft {
        let place = self.draft.place.clone();
        self.draft.fault(&place, FaultCode::AikenNoAnswerLine);
        self.draft
    }

    fn close(mut self, answer: &str, place: &Place) -> Draft {
        match parse_letters(answer) {
            Some(letters) => self.draft.mark_right(&letters, place),
            None => self
                .draft
                .fault(place, FaultCode::AnswerUnclear { text: excerpt(answer) }),
        }
        self.draft
    }
}

/// The letters of `ANSWER: B`.
pub(super) fn answer(line: &str) -> Option<&str> {
    let (word, rest) = line.split_at_checked("ANSWER".len())?;
    let rest = rest.trim_start();
    if word.eq_ignore_ascii_case("ANSWER") {
        rest.strip_prefix(':').map(str::trim)
    } else {
        None
    }
}

/// `A. text`, `A) text`: letter (zero-based) and text. The space is required: "H.264" is text.
fn option(line: &str) -> Option<(usize, &str)> {
    let mut chars = line.chars();
    let found = chars.next().filter(char::is_ascii_uppercase)?;
    let sign = chars.next()?;
    let rest = chars.as_str();
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    if matches!(sign, '.' | ')') && spaced {
        Some((letter_index(found)?, rest.trim()))
    } else {
        None
    }
}

/// Writes what fits and lists what does not.
pub fn write(questions: &[QuestionText]) -> AikenFile {
    let mut file = AikenFile {
        text: String::new(),
        left_out: Vec::new(),
    };
    for (index, question) in questions.iter().enumerate() {
        let right = question.choices.iter().position(|choice| choice.correct);
        let (Kind::Single | Kind::TrueFalse, Some(right)) = (question.kind, right) else {
            file.left_out.push(LeftOut {
                index,
                reason: LeftOutReason::Multiple,
            });
            continue;
        };
        let stem = question.stem.replace('\n', " ");
        if option(&stem).is_some() || answer(&stem).is_some() {
            file.text.push(GUARD);
        }
        file.text.push_str(&stem);
        file.text.push('\n');
        for (at, choice) in question.choices.iter().enumerate() {
            file.text.push(letter(at));
            file.text.push_str(". ");
            file.text.push_str(&choice.text);
            file.text.push('\n');
        }
        file.text.push_str("ANSWER: ");
        file.text.push(letter(right));
        file.text.push_str("\n\n");
    }
    file
}
