//! A question sheet as paragraphs: the stem in bold with "Câu n.", the choices under it, the key apart.

use super::super::field::{Field, extras, right_letters};
use super::super::text::{GUARD, letter};
use super::line::{Line, choices, classify};
use crate::question::QuestionText;

/// A part of a paragraph in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutRun {
    pub text: String,
    pub bold: bool,
    pub underline: bool,
}

/// What a paragraph is, so that the document can set indents and keep lines together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Keep with the next paragraph.
    Stem,
    /// Keep with the next paragraph, except the last of its question.
    Choice,
    /// A labelled line for authors and reviewers; never on a sheet for participants.
    Detail,
    End,
    KeyHeading,
    /// "1-A"; may be set as a table from [`answer_table`] instead.
    Key,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutParagraph {
    pub role: Role,
    pub runs: Vec<OutRun>,
}

impl OutParagraph {
    fn new(role: Role, text: String, bold: bool) -> Self {
        Self {
            role,
            runs: vec![OutRun {
                text,
                bold,
                underline: false,
            }],
        }
    }

    /// The text without its style.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// How the right answers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Not at all: the sheet handed out.
    Hidden,
    /// The letter of the right choice underlined.
    Underlined,
    /// Listed after the end.
    Listed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    pub answers: Answers,
    /// Level, source, points and explanation under each question, for reviewers and for reading back in.
    pub details: bool,
}

/// Number of the question (from 1) and its letters ("A", "AC").
pub fn answer_table(questions: &[QuestionText]) -> Vec<(usize, String)> {
    questions
        .iter()
        .enumerate()
        .map(|(index, question)| (index + 1, right_letters(question, "")))
        .collect()
}

/// The paragraphs of a sheet; with `details` and shown answers [`super::read`] gives the same questions back.
pub fn write(questions: &[QuestionText], options: WriteOptions) -> Vec<OutParagraph> {
    let mut out = Vec::new();
    for (index, question) in questions.iter().enumerate() {
        stem(index + 1, question, &mut out);
        for (at, choice) in question.choices.iter().enumerate() {
            let underline = options.answers == Answers::Underlined && choice.correct;
            out.push(OutParagraph {
                role: Role::Choice,
                runs: vec![
                    OutRun {
                        text: letter(at).to_string(),
                        bold: false,
                        underline,
                    },
                    OutRun {
                        text: format!(". {}", choice.text),
                        bold: false,
                        underline: false,
                    },
                ],
            });
        }
        if options.details {
            details(question, options.answers, &mut out);
        }
    }
    out.push(OutParagraph::new(Role::End, "HẾT".to_owned(), true));
    if options.answers == Answers::Listed {
        out.push(OutParagraph::new(Role::KeyHeading, "ĐÁP ÁN".to_owned(), true));
        for (number, letters) in answer_table(questions) {
            out.push(OutParagraph::new(Role::Key, format!("{number}-{letters}"), false));
        }
    }
    out
}

fn stem(number: usize, question: &QuestionText, out: &mut Vec<OutParagraph>) {
    let mut lines = question.stem.lines();
    out.push(OutParagraph {
        role: Role::Stem,
        runs: vec![
            OutRun {
                text: format!("Câu {number}. "),
                bold: true,
                underline: false,
            },
            OutRun {
                text: lines.next().unwrap_or_default().to_owned(),
                bold: true,
                underline: false,
            },
        ],
    });
    out.extend(lines.map(|line| OutParagraph::new(Role::Stem, guarded(line), true)));
}

fn details(question: &QuestionText, answers: Answers, out: &mut Vec<OutParagraph>) {
    let mut label = |field: Field, value: &str| {
        out.push(OutParagraph::new(
            Role::Detail,
            format!("{}: {value}", field.label()),
            false,
        ));
    };
    for (field, value) in extras(question) {
        label(field, &value);
    }
    // Underlining every choice would read as a style.
    if answers == Answers::Underlined && question.choices.iter().all(|choice| choice.correct) {
        label(Field::Answer, &right_letters(question, ", "));
    }
    let mut lines = question.explanation.lines();
    if let Some(first) = lines.next() {
        label(Field::Explanation, first);
    }
    out.extend(lines.map(|line| OutParagraph::new(Role::Detail, guarded(line), false)));
}

/// Puts the invisible mark before a line that would be read as something else than text.
fn guarded(line: &str) -> String {
    let structure = !matches!(classify(line), Line::Text(_)) || choices(line, &[], 0).is_some();
    if structure {
        format!("{GUARD}{line}")
    } else {
        line.to_owned()
    }
}
