//! The edit form. What was typed is put into a row of the XLSX template and read by its reader, so that a question is
//! held to the same rules whichever way it comes in.

use platform::form::Fields;

use super::shown::letter;
use crate::formats::{Fault, FaultCode, Limits, table};
use crate::question::{Choice, Citation, Difficulty, Kind, QuestionText};
use crate::store::questions::{Phrase, parse_difficulty};

/// Option rows of the form.
pub(super) const OPTIONS: usize = 8;

/// Template columns whose cells are taken as typed, with the fields of the form.
const AS_TYPED: [(&str, &str); 3] = [
    ("Điểm", "points"),
    ("Hiệu lực từ", "valid_from"),
    ("Hiệu lực đến", "valid_to"),
];

/// As in the form: "single", "multiple", "true_false".
pub(super) const fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
        Kind::TrueFalse => "true_false",
    }
}

fn kind_of(code: &str) -> Kind {
    match code {
        "multiple" => Kind::Multiple,
        "true_false" => Kind::TrueFalse,
        _ => Kind::Single,
    }
}

/// The form's fields as a question not yet checked; points and dates stand in the fields as typed.
fn unchecked(fields: &Fields) -> QuestionText {
    let mut choices: Vec<Choice> = (0..OPTIONS)
        .map(|index| Choice {
            text: fields.get(&format!("choice_{index}")).to_owned(),
            correct: fields.has(&format!("correct_{index}")),
            pinned: fields.has(&format!("pinned_{index}")),
        })
        .collect();
    // Empty rows at the end are no options; a gap, or a tick at an empty row, is told.
    let used = choices
        .iter()
        .rposition(|choice| !choice.text.is_empty() || choice.correct)
        .map_or(0, |last| last + 1);
    choices.truncate(used);
    let (document, article) = (fields.get("document").to_owned(), fields.get("article").to_owned());
    QuestionText {
        kind: kind_of(fields.get("kind")),
        stem: fields.get("stem").to_owned(),
        choices,
        points: 100,
        topic: fields.get("topic").to_owned(),
        difficulty: parse_difficulty(fields.get("difficulty")).unwrap_or(Difficulty::Medium),
        citation: Some(Citation {
            document,
            article,
            valid_from: None,
            valid_to: None,
        }),
        explanation: fields.get("explanation").to_owned(),
    }
}

fn check(text: QuestionText, typed: &[(&str, String)]) -> (Option<QuestionText>, Vec<Fault>) {
    let headings = table::headings();
    let mut rows = table::write(&[text]);
    if let Some(row) = rows.last_mut() {
        for (cell, heading) in row.iter_mut().zip(&headings) {
            if let Some((_, value)) = typed.iter().find(|(name, _)| name == heading) {
                value.clone_into(cell);
            }
        }
    }
    match table::read(
        &[table::Rows {
            name: String::new(),
            rows,
        }],
        &Limits::default(),
    ) {
        Ok(import) => match import.questions.into_iter().next() {
            Some(parsed) => (Some(parsed.text), parsed.warnings),
            None => (None, import.faults),
        },
        // A row that holds a kind is never empty.
        Err(_) => (None, Vec::new()),
    }
}

/// The question of a form, or what is wrong, beside which field.
pub(super) fn read(fields: &Fields) -> Result<QuestionText, Vec<(String, Phrase)>> {
    let typed: Vec<(&str, String)> = AS_TYPED
        .iter()
        .map(|(heading, field)| (*heading, fields.get(field).to_owned()))
        .collect();
    let (text, faults) = check(unchecked(fields), &typed);
    text.ok_or_else(|| {
        let mut told: Vec<(String, Phrase)> = Vec::new();
        for fault in faults.iter().filter(|fault| !fault.code.is_warning()) {
            // The reader may tell the same of the row and of its cell.
            let one = (field_of(fault), Phrase::new(fault.code.key(), fault.code.args()));
            if !told.contains(&one) {
                told.push(one);
            }
        }
        told
    })
}

/// What is worth a look in a question that is kept.
pub(super) fn warnings(text: &QuestionText) -> Vec<Phrase> {
    let (_, faults) = check(text.clone(), &[]);
    faults
        .iter()
        .map(|fault| Phrase::new(fault.code.key(), fault.code.args()))
        .collect()
}

fn choice_field(wanted: char) -> String {
    (0..OPTIONS)
        .find(|index| letter(*index) == wanted)
        .map_or_else(|| "choice_0".to_owned(), |index| format!("choice_{index}"))
}

/// The field of the form beside which a fault is told.
fn field_of(fault: &Fault) -> String {
    let named = match &fault.code {
        FaultCode::ChoiceEmpty { letter } | FaultCode::ChoiceTooLong { letter, .. } => return choice_field(*letter),
        FaultCode::SameChoices { second, .. } => return choice_field(*second),
        FaultCode::TrueFalseWords => "kind",
        FaultCode::TooFewChoices { .. }
        | FaultCode::TooManyChoices { .. }
        | FaultCode::NoRightAnswer
        | FaultCode::SeveralRightAnswers { .. }
        | FaultCode::AnswerUnclear { .. }
        | FaultCode::AnswerOutOfRange { .. } => "choice_0",
        FaultCode::ExplanationTooLong { .. } => "explanation",
        FaultCode::PointsUnclear { .. } => "points",
        FaultCode::DatesReversed => "valid_to",
        FaultCode::ArticleWithoutDocument | FaultCode::NoteTooLong { .. } => "document",
        _ => "",
    };
    if !named.is_empty() {
        return named.to_owned();
    }
    let column = table::headings()
        .into_iter()
        .enumerate()
        .find(|(index, _)| letter(*index).to_string() == fault.place.column)
        .map(|(_, heading)| heading);
    let typed = AS_TYPED.iter().find(|(heading, _)| column.as_deref() == Some(heading));
    typed.map_or("stem", |(_, field)| field).to_owned()
}

/// The fields of a question that is kept.
pub(super) fn filled(text: &QuestionText) -> Vec<(String, String)> {
    let headings = table::headings();
    let rows = table::write(std::slice::from_ref(text));
    let row = rows.last().map(Vec::as_slice).unwrap_or_default();
    let mut fields: Vec<(String, String)> = headings
        .iter()
        .zip(row)
        .filter_map(|(heading, cell)| {
            let (_, field) = AS_TYPED.iter().find(|(name, _)| name == heading)?;
            Some(((*field).to_owned(), cell.clone()))
        })
        .collect();
    let mut add = |name: &str, value: &str| fields.push((name.to_owned(), value.to_owned()));
    add("kind", kind_code(text.kind));
    add("stem", &text.stem);
    add("topic", &text.topic);
    add("difficulty", crate::store::questions::difficulty_code(text.difficulty));
    add("explanation", &text.explanation);
    if let Some(citation) = &text.citation {
        add("document", &citation.document);
        add("article", &citation.article);
    }
    for (index, choice) in text.choices.iter().enumerate() {
        add(&format!("choice_{index}"), &choice.text);
        if choice.correct {
            add(&format!("correct_{index}"), "1");
        }
        if choice.pinned {
            add(&format!("pinned_{index}"), "1");
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn a_form_is_read_by_the_rules_of_the_files_and_comes_back_the_same() {
        let typed = fields(&[
            ("kind", "single"),
            ("stem", "Dòng một\r\nDòng hai?"),
            ("choice_0", "một"),
            ("choice_1", "hai"),
            ("choice_2", "Tất cả các phương án trên"),
            ("correct_1", "1"),
            ("pinned_2", "1"),
            ("points", "0,5"),
            ("difficulty", "hard"),
            ("topic", "cchc"),
            ("document", "Nghị quyết số 76/NQ-CP"),
            ("valid_from", "1/7/2021"),
            ("valid_to", "31/12/2030"),
        ]);
        let text = read(&typed).unwrap();
        assert_eq!(text.stem, "Dòng một\nDòng hai?");
        assert_eq!(
            (text.points, text.difficulty, text.kind),
            (50, Difficulty::Hard, Kind::Single)
        );
        assert!(text.choices[1].correct && text.choices[2].pinned);
        assert_eq!(
            text.citation.as_ref().unwrap().valid_to.unwrap().to_string(),
            "2031-01-01"
        );
        assert_eq!(read(&Fields(filled(&text))).unwrap(), text);
    }

    #[test]
    fn faults_stand_beside_their_fields() {
        let wrong = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            read(&fields(pairs))
                .unwrap_err()
                .into_iter()
                .map(|(field, phrase)| (field, phrase.key))
                .collect()
        };
        let pair = |field: &str, key: &str| (field.to_owned(), key.to_owned());
        let empty = wrong(&[]);
        assert!(empty.contains(&pair("stem", "formats-stem-empty")), "{empty:?}");
        assert!(
            empty.contains(&pair("choice_0", "formats-too-few-choices")),
            "{empty:?}"
        );
        let base = [
            ("stem", "Hỏi?"),
            ("choice_0", "a"),
            ("choice_1", "b"),
            ("correct_0", "1"),
        ];
        let with = |more: &[(&str, &str)]| wrong(&[&base[..], more].concat());
        assert_eq!(with(&[("points", "nhiều")]), [pair("points", "formats-points-unclear")]);
        assert_eq!(
            with(&[("valid_to", "31/02/2026"), ("document", "x")]),
            [pair("valid_to", "formats-date-unclear")]
        );
        assert_eq!(with(&[("choice_3", "d")]), [pair("choice_2", "formats-choice-empty")]);
        assert_eq!(with(&[("choice_2", "A")]), [pair("choice_2", "formats-same-choices")]);
        assert_eq!(
            with(&[("correct_1", "1")]),
            [pair("choice_0", "formats-several-right-answers")]
        );
        assert_eq!(
            with(&[("article", "Điều 1")]),
            [pair("document", "formats-article-without-document")]
        );
        assert_eq!(
            with(&[("kind", "true_false")]),
            [pair("kind", "formats-true-false-words")]
        );
    }

    #[test]
    fn true_or_false_needs_only_a_tick() {
        let text = read(&fields(&[
            ("kind", "true_false"),
            ("stem", "Trái đất tròn."),
            ("correct_0", "1"),
        ]))
        .unwrap();
        assert_eq!(
            text.choices
                .iter()
                .map(|c| (c.text.as_str(), c.correct))
                .collect::<Vec<_>>(),
            [("Đúng", true), ("Sai", false)]
        );
    }
}
