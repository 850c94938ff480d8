//! The XLSX/CSV template: one question a row. Columns are found by their names, in any order, with or without marks.

use super::collect::Collector;
use super::draft::Draft;
use super::field::{Field, kind_text};
use super::text::{clean_line, excerpt, fold, letter, longer_than};
use super::{FaultCode, Format, Import, ImportRefusal, Limits, Place, meaning};
use crate::question::{Kind, QuestionText};

/// One sheet as rows of cell texts; row 1 of the file is the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Name of the sheet; empty for CSV.
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

/// Rows above the heading (a title, a note) that are looked through.
const HEADING_WITHIN: usize = 15;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Stem,
    /// Zero-based.
    Choice(usize),
    Field(Field),
    /// "STT" and the like.
    Ignored,
}

/// Reading order of the template; the choices A–H stand between type and answer.
const FIELDS: [Field; 10] = [
    Field::Answer,
    Field::Points,
    Field::Topic,
    Field::Difficulty,
    Field::Document,
    Field::Article,
    Field::ValidFrom,
    Field::ValidTo,
    Field::Explanation,
    Field::Pins,
];

pub(super) const STEM: &str = "Câu hỏi";

/// Headings of the template, in writing order.
pub fn headings() -> Vec<String> {
    let choices = (0..8).map(|at| format!("Phương án {}", letter(at)));
    [STEM.to_owned(), Field::Kind.label().to_owned()]
        .into_iter()
        .chain(choices)
        .chain(FIELDS.iter().map(|field| field.label().to_owned()))
        .collect()
}

/// The heading row and one row per question, all as text.
pub fn write(questions: &[QuestionText]) -> Vec<Vec<String>> {
    let row = |question: &QuestionText| {
        let mut row = vec![question.stem.clone(), kind_text(question.kind).to_owned()];
        row.extend((0..8).map(|at| {
            question
                .choices
                .get(at)
                .map(|choice| choice.text.clone())
                .unwrap_or_default()
        }));
        row.extend(FIELDS.iter().map(|field| match field {
            // Written out, so that the officer sees what may be changed.
            Field::Points => super::field::points_text(question.points),
            Field::Difficulty => super::field::difficulty_text(question.difficulty).to_owned(),
            _ => field.value_of(question),
        }));
        row
    };
    std::iter::once(headings()).chain(questions.iter().map(row)).collect()
}

/// Reads all sheets. Sheets without the heading are passed over with a note, unless none has it.
pub fn read(sheets: &[Rows], limits: &Limits) -> Result<Import, ImportRefusal> {
    let mut collector = Collector::new(Format::Table, limits);
    let mut found = false;
    for sheet in sheets {
        if sheet
            .rows
            .iter()
            .all(|row| row.iter().all(|cell| cell.trim().is_empty()))
        {
            continue;
        }
        let heading = sheet
            .rows
            .iter()
            .take(HEADING_WITHIN)
            .enumerate()
            .map(|(at, row)| (at, row.iter().map(|cell| column(cell)).collect::<Vec<_>>()))
            .find(|(_, columns)| columns.contains(&Some(Column::Stem)) && columns.iter().flatten().count() >= 2);
        let Some((at, columns)) = heading else {
            collector.note(Place::sheet(&sheet.name), FaultCode::HeaderMissing);
            continue;
        };
        found = true;
        read_sheet(sheet, at, columns, &mut collector)?;
    }
    if !found {
        return Err(ImportRefusal::NoHeader);
    }
    collector.finish()
}

fn read_sheet(
    sheet: &Rows,
    heading: usize,
    mut columns: Vec<Option<Column>>,
    collector: &mut Collector<'_>,
) -> Result<(), ImportRefusal> {
    let place_of = |index: usize| Place::row(&sheet.name, u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1));
    let names = sheet.rows.get(heading).map(Vec::as_slice).unwrap_or_default();
    let place = place_of(heading);
    for index in 0..columns.len() {
        let name = names.get(index).map(String::as_str).unwrap_or_default();
        let (before, rest) = columns.split_at_mut(index);
        match rest.first_mut() {
            Some(None) if !name.trim().is_empty() => {
                collector.note(place.column(index), FaultCode::ColumnUnknown { text: excerpt(name) });
            }
            Some(slot @ Some(_)) if *slot != Some(Column::Ignored) && before.contains(slot) => {
                // The first one counts.
                *slot = None;
                collector.note(place.column(index), FaultCode::ColumnTwice { text: excerpt(name) });
            }
            _ => {}
        }
    }
    let mut complete = true;
    for (needed, name) in [
        (Column::Choice(0), "Phương án A"),
        (Column::Choice(1), "Phương án B"),
        (Column::Field(Field::Answer), Field::Answer.label()),
    ] {
        if !columns.contains(&Some(needed)) {
            collector.note(place.clone(), FaultCode::ColumnMissing { text: name.to_owned() });
            complete = false;
        }
    }
    for (index, row) in sheet.rows.iter().enumerate().skip(heading + 1) {
        let known = || {
            row.iter()
                .zip(&columns)
                .filter(|(_, column)| column.is_some_and(|c| c != Column::Ignored))
        };
        if known().all(|(cell, _)| cell.trim().is_empty()) {
            continue;
        }
        let draft = read_row(row, &columns, &place_of(index), collector.limits());
        if complete {
            collector.push(draft)?;
        } else {
            // The missing column says why; counting keeps "no questions" apart from "no column".
            collector.reject(draft.place, FaultCode::NoRightAnswer)?;
            break;
        }
    }
    Ok(())
}

fn read_row(row: &[String], columns: &[Option<Column>], place: &Place, limits: &Limits) -> Draft {
    let mut draft = Draft::new(place.clone());
    let mut choices: [Option<&str>; 8] = Default::default();
    let mut answer = None;
    for (index, (cell, column)) in row.iter().zip(columns).enumerate() {
        let (Some(column), false) = (column, cell.trim().is_empty()) else {
            continue;
        };
        let own = place.column(index);
        if let Some(chars) = longer_than(cell, limits.piece) {
            draft.fault(
                &own,
                FaultCode::PieceTooLong {
                    chars,
                    limit: limits.piece,
                },
            );
            continue;
        }
        match column {
            Column::Stem => cell.clone_into(&mut draft.stem),
            Column::Choice(at) => {
                if let Some(slot) = choices.get_mut(*at) {
                    *slot = Some(cell);
                }
            }
            Column::Field(Field::Answer) => answer = Some((cell, own)),
            Column::Field(field) => draft.set(*field, &clean_unless_lines(*field, cell), &own),
            Column::Ignored => {}
        }
    }
    let count = choices.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    for (at, choice) in choices.iter().take(count).enumerate() {
        if let Some(text) = choice {
            draft.choice(*text, false);
            continue;
        }
        // Letters must keep their meaning, so a gap is not closed up.
        draft.choice("", false);
        let column = columns.iter().position(|column| *column == Some(Column::Choice(at)));
        let own = column.map_or_else(|| place.clone(), |index| place.column(index));
        draft.fault(&own, FaultCode::ChoiceEmpty { letter: letter(at) });
    }
    let by_word = answer
        .as_ref()
        .is_some_and(|(value, _)| meaning::truth(value).is_some());
    if draft.choices.is_empty() && (draft.kind == Some(Kind::TrueFalse) || by_word) {
        // For true/false the two choices need not be written out.
        draft.choice("Đúng", false);
        draft.choice("Sai", false);
    }
    if let Some((value, own)) = answer {
        draft.set(Field::Answer, value, &own);
    }
    draft
}

/// Explanations keep their lines; other cells are one line.
fn clean_unless_lines(field: Field, cell: &str) -> String {
    if field == Field::Explanation {
        cell.to_owned()
    } else {
        clean_line(cell).text
    }
}

fn column(cell: &str) -> Option<Column> {
    if cell.len() > 120 {
        return None;
    }
    let folded = fold(cell);
    // "Điểm (*)", "Câu hỏi:" and the like: what stands in brackets and the signs around do not count.
    let name = folded
        .split('(')
        .next()
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphanumeric());
    if matches!(name, "stt" | "tt" | "so tt" | "so thu tu" | "ma" | "ma cau hoi") {
        return Some(Column::Ignored);
    }
    if matches!(name, "cau hoi" | "noi dung cau hoi" | "noi dung" | "cau dan") {
        return Some(Column::Stem);
    }
    let choice = ["phuong an ", "lua chon ", "dap an ", ""].iter().find_map(|prefix| {
        let mut letters = name.strip_prefix(prefix)?.chars();
        let letter = letters.next()?;
        let at = ('a'..='h').position(|candidate| candidate == letter)?;
        letters.next().is_none().then_some(at)
    });
    choice
        .map(Column::Choice)
        .or_else(|| Field::by_name(name).map(Column::Field))
}
