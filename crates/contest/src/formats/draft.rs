//! A question under construction, and the checks that every format shares.

use jiff::civil::Date;

use super::field::{Field, parse_date, parse_difficulty, parse_kind, parse_letters, parse_points};
use super::text::{Clean, clean_block, clean_line, excerpt, letter, longer_than, same};
use super::{Fault, FaultCode, Limits, Place, meaning};
use crate::question::{Choice, Citation, Difficulty, Kind, QuestionText};

/// Fewest and most choices under a stem.
const CHOICES: std::ops::RangeInclusive<usize> = 2..=8;

/// A question as far as it has been read. `stem`, `choices` and the notes are raw text.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub place: Place,
    /// `None`: told from the choices and the number of right ones.
    pub kind: Option<Kind>,
    pub stem: String,
    pub choices: Vec<Choice>,
    /// `None`: told from the words of the choices.
    pub pins: Option<Vec<usize>>,
    pub points: i32,
    pub topic: String,
    pub difficulty: Difficulty,
    pub document: String,
    pub article: String,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub explanation: String,
    /// Faults and warnings so far.
    pub faults: Vec<Fault>,
}

impl Draft {
    pub(super) fn new(place: Place) -> Self {
        Self {
            place,
            kind: None,
            stem: String::new(),
            choices: Vec::new(),
            pins: None,
            points: 100,
            topic: String::new(),
            difficulty: Difficulty::Medium,
            document: String::new(),
            article: String::new(),
            valid_from: None,
            valid_to: None,
            explanation: String::new(),
            faults: Vec::new(),
        }
    }

    pub(super) fn fault(&mut self, place: &Place, code: FaultCode) {
        // The same remark twice at one place helps nobody.
        if self.faults.len() < 100
            && !self
                .faults
                .iter()
                .any(|fault| fault.place == *place && fault.code == code)
        {
            self.faults.push(Fault {
                place: place.clone(),
                code,
            });
        }
    }

    pub(super) fn choice(&mut self, text: impl Into<String>, correct: bool) {
        self.choices.push(Choice {
            text: text.into(),
            correct,
            pinned: false,
        });
    }

    /// Takes a labelled value; an empty one changes nothing. `Answer` needs the choices to be there already.
    pub(super) fn set(&mut self, field: Field, value: &str, place: &Place) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let result = match field {
            Field::Kind => parse_kind(value).map(|kind| self.kind = Some(kind)),
            Field::Answer => self.answer(value, place),
            Field::Points => parse_points(value).map(|points| self.points = points),
            Field::Difficulty => parse_difficulty(value).map(|difficulty| self.difficulty = difficulty),
            Field::ValidFrom => parse_date(value).map(|date| self.valid_from = Some(date)),
            // The file names the last day in force; the model stores the first day after it.
            Field::ValidTo => parse_date(value).map(|date| self.valid_to = date.tomorrow().ok()),
            Field::Pins if value == "-" => {
                self.pins = Some(Vec::new());
                Ok(())
            }
            Field::Pins => parse_letters(value)
                .ok_or_else(|| FaultCode::AnswerUnclear { text: excerpt(value) })
                .map(|pins| self.pins = Some(pins)),
            Field::Topic => {
                value.clone_into(&mut self.topic);
                Ok(())
            }
            Field::Document => {
                join(&mut self.document, "; ", value);
                Ok(())
            }
            Field::Article => {
                value.clone_into(&mut self.article);
                Ok(())
            }
            Field::Explanation => {
                join(&mut self.explanation, "\n", value);
                Ok(())
            }
        };
        if let Err(code) = result {
            self.fault(place, code);
        }
    }

    fn answer(&mut self, value: &str, place: &Place) -> Result<(), FaultCode> {
        if let Some(truth) = meaning::truth(value) {
            let mut found = false;
            for choice in &mut self.choices {
                if meaning::truth(&choice.text) == Some(truth) {
                    choice.correct = true;
                    found = true;
                }
            }
            if found {
                return Ok(());
            }
        }
        let letters = parse_letters(value).ok_or_else(|| FaultCode::AnswerUnclear { text: excerpt(value) })?;
        self.mark_right(&letters, place);
        Ok(())
    }

    /// Marks the choices with these zero-based places as right.
    pub(super) fn mark_right(&mut self, letters: &[usize], place: &Place) {
        for &index in letters {
            let count = self.choices.len();
            match self.choices.get_mut(index) {
                Some(choice) => choice.correct = true,
                None => self.fault(
                    place,
                    FaultCode::AnswerOutOfRange {
                        letter: letter(index),
                        count,
                    },
                ),
            }
        }
    }

    /// Cleans all texts, works out kind and pins, and checks what all formats must keep. Faults are in `self.faults`.
    pub(super) fn finish(mut self, limits: &Limits) -> (QuestionText, Vec<Fault>) {
        let place = self.place.clone();
        let mut raw = std::mem::take(&mut self.faults);
        let mut check = Check {
            place: &place,
            faults: &mut raw,
        };
        let stem = check.text(clean_block(&self.stem));
        let explanation = check.text(clean_block(&self.explanation));
        let topic = check.text(clean_line(&self.topic));
        let document = check.text(clean_line(&self.document));
        let article = check.text(clean_line(&self.article));
        for choice in &mut self.choices {
            choice.text = check.text(clean_line(&choice.text));
        }
        if stem.is_empty() {
            check.code(FaultCode::StemEmpty);
        }
        if let Some(chars) = longer_than(&stem, limits.stem) {
            check.code(FaultCode::StemTooLong {
                chars,
                limit: limits.stem,
            });
        }
        if let Some(chars) = longer_than(&explanation, limits.explanation) {
            check.code(FaultCode::ExplanationTooLong {
                chars,
                limit: limits.explanation,
            });
        }
        for note in [&topic, &document, &article] {
            if let Some(chars) = longer_than(note, limits.note) {
                check.code(FaultCode::NoteTooLong {
                    text: excerpt(note),
                    chars,
                    limit: limits.note,
                });
            }
        }
        check.choices(&self.choices, limits);
        let kind = check.kind(self.kind, &mut self.choices);
        check.pins(kind, self.pins.as_deref(), &mut self.choices);
        if document.is_empty() && (!article.is_empty() || self.valid_from.is_some() || self.valid_to.is_some()) {
            check.code(FaultCode::ArticleWithoutDocument);
        }
        if self.valid_from.zip(self.valid_to).is_some_and(|(from, to)| from >= to) {
            check.code(FaultCode::DatesReversed);
        }
        let citation = (!document.is_empty()).then_some(Citation {
            document,
            article,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        });
        let text = QuestionText {
            kind,
            stem,
            choices: self.choices,
            points: self.points,
            topic,
            difficulty: self.difficulty,
            citation,
            explanation,
        };
        (text, raw)
    }
}

/// Adds a piece of text to one that may be empty.
pub(super) fn join(text: &mut String, between: &str, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push_str(between);
    }
    text.push_str(more);
}

struct Check<'a> {
    place: &'a Place,
    faults: &'a mut Vec<Fault>,
}

impl Check<'_> {
    fn code(&mut self, code: FaultCode) {
        if !self
            .faults
            .iter()
            .any(|fault| fault.code == code && fault.place == *self.place)
        {
            self.faults.push(Fault {
                place: self.place.clone(),
                code,
            });
        }
    }

    fn text(&mut self, clean: Clean) -> String {
        if clean.controls {
            self.code(FaultCode::ControlCharacters);
        }
        if clean.damaged {
            self.code(FaultCode::DamagedCharacters);
        }
        clean.text
    }

    fn choices(&mut self, choices: &[Choice], limits: &Limits) {
        let count = choices.len();
        if count < *CHOICES.start() {
            self.code(FaultCode::TooFewChoices { count });
        }
        if count > *CHOICES.end() {
            // Thousands of choices are one fault, not thousands.
            self.code(FaultCode::TooManyChoices { count });
            return;
        }
        let mut seen: Vec<String> = Vec::new();
        for (index, choice) in choices.iter().enumerate() {
            let own = letter(index);
            if choice.text.is_empty() {
                self.code(FaultCode::ChoiceEmpty { letter: own });
            } else if let Some(chars) = longer_than(&choice.text, limits.choice) {
                self.code(FaultCode::ChoiceTooLong {
                    letter: own,
                    chars,
                    limit: limits.choice,
                });
            }
            let key = same(&choice.text);
            if let Some(first) = seen.iter().position(|other| *other == key)
                && !key.is_empty()
            {
                self.code(FaultCode::SameChoices {
                    first: letter(first),
                    second: own,
                });
            }
            seen.push(key);
        }
    }

    fn kind(&mut self, told: Option<Kind>, choices: &mut Vec<Choice>) -> Kind {
        let right = choices.iter().filter(|choice| choice.correct).count();
        let explained = self.faults.iter().any(|fault| fault.code.explains_no_answer());
        if right == 0 && !choices.is_empty() && !explained {
            self.code(FaultCode::NoRightAnswer);
        }
        let kind = told.unwrap_or_else(|| {
            if meaning::is_true_false(choices) && right == 1 {
                Kind::TrueFalse
            } else if right > 1 {
                self.code(FaultCode::ReadAsMultiple { count: right });
                Kind::Multiple
            } else {
                Kind::Single
            }
        });
        if kind != Kind::Multiple && right > 1 {
            self.code(FaultCode::SeveralRightAnswers { count: right });
        }
        if kind == Kind::TrueFalse {
            let truths: Vec<_> = choices
                .iter()
                .map(|choice| (meaning::truth(&choice.text), choice.correct))
                .collect();
            match truths.as_slice() {
                [(Some(first), first_right), (Some(second), second_right)] if first != second => {
                    let yes = if *first { *first_right } else { *second_right };
                    *choices = true_false(yes);
                }
                _ => self.code(FaultCode::TrueFalseWords),
            }
        }
        kind
    }

    fn pins(&mut self, kind: Kind, told: Option<&[usize]>, choices: &mut [Choice]) {
        let count = choices.len();
        if let Some(index) = told.and_then(|told| told.iter().find(|index| **index >= count)) {
            self.code(FaultCode::AnswerOutOfRange {
                letter: letter(*index),
                count,
            });
        }
        for (index, choice) in choices.iter_mut().enumerate() {
            if kind != Kind::TrueFalse {
                choice.pinned = told.map_or_else(|| meaning::is_pinned(&choice.text), |told| told.contains(&index));
            }
            if choice.pinned && meaning::names_letters(&choice.text) {
                self.code(FaultCode::PinNamesLetters { letter: letter(index) });
            }
        }
    }
}

/// The two choices of a true/false question.
pub(super) fn true_false(yes: bool) -> Vec<Choice> {
    vec![
        Choice {
            text: "Đúng".to_owned(),
            correct: yes,
            pinned: true,
        },
        Choice {
            text: "Sai".to_owned(),
            correct: !yes,
            pinned: true,
        },
    ]
}
