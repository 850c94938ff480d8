//! The files that people take away: the template to fill in, and what is on record in the same columns.

use jiff::Timestamp;
use kernel::lang::Lang;
use paperwork::PaperworkError;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::text::Tr;

use super::columns::Col;
use super::export::{Cell, Cells, FORMULA};
use super::work::{LINES, Work, line_key};
use crate::unit::{UnitKind, UnitLevel};

/// Rows kept ready with their drop-down lists.
const READY: u32 = 1_000;

fn kind_words(tr: &Tr, kind: UnitKind) -> String {
    tr.t(&format!("org-kind-{}", kind.code()))
}

fn level_words(tr: &Tr, level: UnitLevel) -> String {
    tr.t(&format!("org-level-{}", level.code()))
}

/// A cell in words, as the import reads them.
fn say(cell: &Cell, tr: &Tr) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Work(work) => tr.t(work.key()),
        Cell::Line(line) => tr.t(line_key(*line)),
        Cell::Kind(kind) => kind_words(tr, *kind),
        Cell::Level(level) => level_words(tr, *level),
        Cell::Number(number) => number.to_string(),
        // The day before the month in either language: that is how it is read again.
        Cell::Day(day) => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        Cell::Share(share) => share.words(tr.lang == Lang::Vi).replace('\u{a0}', " "),
        Cell::Mark => "x".to_owned(),
        Cell::Top => tr.t("org-reimport-top"),
        Cell::Emptied => tr.t("org-reimport-emptied"),
        Cell::Stage(stage) => tr.t(&format!("org-reimport-stage-{}", stage.code())),
    }
}

fn in_order(cells: &Cells, tr: &Tr) -> Vec<String> {
    Col::ALL
        .iter()
        .map(|col| {
            let cell = cells.iter().find(|(known, _)| known == col);
            cell.map(|(_, cell)| say(cell, tr)).unwrap_or_default()
        })
        .collect()
}

const fn width(col: Col) -> u16 {
    match col {
        Col::OldName | Col::NewName | Col::Title => 44,
        Col::Organ | Col::Work | Col::KindOf | Col::Level | Col::Source | Col::Note | Col::Address => 28,
        Col::Share | Col::Default | Col::Position => 10,
        _ => 16,
    }
}

fn choices(col: Col, tr: &Tr) -> Vec<String> {
    match col {
        Col::Work => Work::ALL.iter().map(|work| tr.t(work.key())).collect(),
        Col::KindOf => UnitKind::ALL.iter().map(|kind| kind_words(tr, *kind)).collect(),
        Col::Level => UnitLevel::ALL.iter().map(|level| level_words(tr, *level)).collect(),
        Col::Line => LINES.iter().map(|line| tr.t(line_key(*line))).collect(),
        Col::Default => vec!["x".to_owned()],
        _ => Vec::new(),
    }
}

/// Text, also for codes, shares and days: no zero is lost, no third becomes a day in March.
fn columns(tr: &Tr, listed: bool) -> Vec<Column> {
    let column = |col: &Col| {
        let choices = if listed { choices(*col, tr) } else { Vec::new() };
        Column::new(tr.t(col.key()), ColumnKind::Text, width(*col)).choices(choices)
    };
    Col::ALL.iter().map(column).collect()
}

fn table(name: String, tr: &Tr, rows: &[Cells], ready: u32) -> Table {
    let value = |text: String| {
        if text.is_empty() {
            Value::Empty
        } else {
            Value::Text(text)
        }
    };
    Table {
        name,
        columns: columns(tr, ready > 0),
        rows: rows
            .iter()
            .map(|cells| in_order(cells, tr).into_iter().map(value).collect())
            .collect(),
        blank_rows: ready,
        ..Table::default()
    }
}

/// Rows as a workbook.
pub fn workbook(rows: &[Cells], tr: &Tr, created: Timestamp) -> Result<Vec<u8>, PaperworkError> {
    let mut book = Builder::new(created);
    book.table(&table(tr.t("org-reimport-sheet"), tr, rows, 0))?;
    book.finish()
}

fn quoted(text: &str) -> String {
    // A text that a program would calculate gets the mark by which Excel keeps texts.
    let safe = if text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if safe.contains([';', '"', '\n', '\r', ',', '\t']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// Rows as CSV: UTF-8 with its mark and semicolons, which Excel opens in Viet Nam without asking.
pub fn delimited(rows: &[Cells], tr: &Tr) -> Vec<u8> {
    let headings = Col::ALL.iter().map(|col| tr.t(col.key())).collect();
    let lines = [headings]
        .into_iter()
        .chain(rows.iter().map(|cells| in_order(cells, tr)));
    let mut out = String::from("\u{feff}");
    for line in lines {
        let cells: Vec<String> = line.iter().map(|text| quoted(text)).collect();
        out.push_str(&cells.join(";"));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// Made-up rows: two provinces become one, one is divided, a unit is put under another.
fn examples(tr: &Tr) -> Vec<Cells> {
    let named = |letter: &str| Cell::Text(tr.x("org-reimport-example-unit", letter));
    let text = |words: &str| Cell::Text(words.to_owned());
    let act = |mut cells: Cells| {
        cells.extend([
            (Col::Number, text("12/2026/NQ-TEST")),
            (Col::Title, Cell::Text(tr.t("org-reimport-example-title"))),
            (Col::EffectiveOn, Cell::Day(jiff::civil::date(2026, 7, 1))),
        ]);
        cells
    };
    let part = |old: &str, new: &str, share: &str| {
        vec![
            (Col::OldCode, text(old)),
            (Col::OldName, named(old)),
            (Col::Work, Cell::Work(Work::Split)),
            (Col::NewCode, text(new)),
            (Col::Share, text(share)),
        ]
    };
    let into = |old: &str| {
        vec![
            (Col::OldCode, text(old)),
            (Col::OldName, named(old)),
            (Col::Work, Cell::Work(Work::Consolidate)),
            (Col::NewCode, text("AB")),
            (Col::NewName, named("AB")),
        ]
    };
    let mut first = part("C", "AB", "60 %");
    first.push((Col::Default, Cell::Mark));
    let moved = vec![
        (Col::OldCode, text("E")),
        (Col::OldName, named("E")),
        (Col::Work, Cell::Work(Work::Move)),
        (Col::Parent, text("AB")),
        (Col::Line, Cell::Line(crate::history::Hierarchy::Territory)),
    ];
    [into("A"), into("B"), first, part("C", "D", "40 %"), moved]
        .into_iter()
        .map(act)
        .collect()
}

/// An empty file to fill in, with examples and explanations on sheets of their own.
pub fn template(tr: &Tr, created: Timestamp) -> Result<Vec<u8>, PaperworkError> {
    let mut notes = vec![tr.t("org-reimport-notes-title"), String::new()];
    for col in Col::ALL {
        let needed = if col.is_required() {
            "org-template-needed"
        } else {
            "org-template-optional"
        };
        notes.push(tr.xyz(
            "org-template-column",
            tr.t(col.key()),
            tr.t(needed),
            tr.t(&format!("{}-note", col.key())),
        ));
    }
    notes.push(String::new());
    notes.extend(Work::ALL.iter().map(|work| {
        let note = tr.t(&format!("{}-note", work.key()));
        format!("{}: {note}", tr.t(work.key()))
    }));
    let mut book = Builder::new(created);
    book.table(&table(tr.t("org-reimport-sheet"), tr, &[], READY))?;
    book.table(&table(tr.t("org-reimport-sheet-examples"), tr, &examples(tr), 0))?;
    book.notes(&tr.t("org-sheet-notes"), &notes)?;
    book.finish()
}
