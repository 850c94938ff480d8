//! Workbooks that are asked for while a period is open: participation by unit, and who has not taken part yet.

use paperwork::PaperworkError;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::text::Tr;

use super::workbook::members;
use crate::collective::Headcount;

/// Participation of one unit with everything below it.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// Steps below the competing units, which have 0.
    pub depth: usize,
    pub code: String,
    pub name: String,
    pub people: i64,
    pub attempts: i64,
    pub headcount: Headcount,
    /// Thousandths of a percent; none when it cannot be computed.
    pub rate_milli: Option<i64>,
}

/// Participation by unit, from the top down; `title` are the lines above the table.
pub fn participation(
    tr: &Tr,
    title: Vec<String>,
    rows: &[UnitRow],
    now: jiff::Timestamp,
) -> Result<Vec<u8>, PaperworkError> {
    let row = |unit: &UnitRow| {
        vec![
            Value::Number(i64::try_from(unit.depth).unwrap_or(i64::MAX).saturating_add(1)),
            Value::Text(unit.code.clone()),
            Value::Text(format!("{}{}", "    ".repeat(unit.depth), unit.name)),
            Value::Number(unit.people),
            members(tr, unit.headcount),
            unit.rate_milli.map_or(Value::Empty, Value::Number),
            Value::Number(unit.attempts),
        ]
    };
    let mut book = Builder::new(now);
    // No totals row: a unit's figures contain those of the units below it.
    book.table(&Table {
        name: tr.t("sheet-participation"),
        title,
        columns: vec![
            Column::new(tr.t("sheet-level"), ColumnKind::Integer, 7),
            Column::new(tr.t("sheet-code"), ColumnKind::Text, 14),
            Column::new(tr.t("sheet-unit"), ColumnKind::Text, 56),
            Column::new(tr.t("sheet-people"), ColumnKind::Integer, 12),
            Column::new(tr.t("sheet-members"), ColumnKind::Integer, 16),
            Column::new(tr.t("sheet-rate"), ColumnKind::Percent { places: 3 }, 11),
            Column::new(tr.t("sheet-attempts"), ColumnKind::Integer, 12),
        ],
        rows: rows.iter().map(row).collect(),
        totals_label: None,
        bottom: None,
        blank_rows: 0,
    })?;
    let lines: Vec<String> = ["sheet-people", "sheet-members", "sheet-rate", "sheet-attempts"]
        .iter()
        .map(|key| format!("{}: {}", tr.t(key), tr.t(&format!("{key}-meaning"))))
        .collect();
    book.notes(&tr.t("sheet-definitions"), &lines)?;
    book.finish()
}

/// A member on an officer's list.
#[derive(Clone, Debug)]
pub struct RosterRow {
    pub number: String,
    pub name: String,
    pub unit: String,
    pub done: bool,
}

/// An officer's list of members.
pub fn roster(
    tr: &Tr,
    title: Vec<String>,
    rows: &[RosterRow],
    now: jiff::Timestamp,
) -> Result<Vec<u8>, PaperworkError> {
    let row = |(place, member): (i64, &RosterRow)| {
        vec![
            Value::Number(place),
            Value::Text(member.number.clone()),
            Value::Text(member.name.clone()),
            Value::Text(member.unit.clone()),
            Value::Text(tr.t(if member.done { "officer-done" } else { "officer-not-yet" })),
        ]
    };
    let mut book = Builder::new(now);
    book.table(&Table {
        name: tr.t("sheet-roster"),
        title,
        columns: vec![
            Column::new(tr.t("sheet-ordinal"), ColumnKind::Integer, 7),
            Column::new(tr.t("sheet-number"), ColumnKind::Text, 14),
            Column::new(tr.t("sheet-name"), ColumnKind::Text, 30),
            Column::new(tr.t("sheet-unit"), ColumnKind::Text, 48),
            Column::new(tr.t("sheet-state"), ColumnKind::Text, 16),
        ],
        rows: (1..).zip(rows).map(row).collect(),
        totals_label: None,
        bottom: None,
        blank_rows: 0,
    })?;
    book.finish()
}
