//! The files that people fill in: columns of text, drop-down lists, a sheet of explanations.

use jiff::Timestamp;
use paperwork::PaperworkError;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::text::Tr;

use super::Kind;
use super::columns::Field;
use crate::tree::Node;
use crate::unit::{UnitKind, UnitLevel};

/// Rows kept ready with their drop-down lists.
const READY: u32 = 1_000;

fn choices(field: Field, tr: &Tr) -> Vec<String> {
    match field {
        Field::Sex => vec![tr.t("org-sex-female"), tr.t("org-sex-male")],
        Field::KindOf => UnitKind::ALL
            .iter()
            .map(|kind| tr.t(&format!("org-kind-{}", kind.code())))
            .collect(),
        Field::Level => UnitLevel::ALL
            .iter()
            .map(|level| tr.t(&format!("org-level-{}", level.code())))
            .collect(),
        _ => Vec::new(),
    }
}

const fn width(field: Field) -> u16 {
    match field {
        Field::Name => 52,
        Field::FullName | Field::Email | Field::KindOf | Field::Level => 30,
        Field::ShortName | Field::Post => 26,
        _ => 16,
    }
}

/// An empty file for a kind of list, with the codes of the units that the person may use.
pub fn build(kind: Kind, tr: &Tr, units: &[&Node], created: Timestamp) -> Result<Vec<u8>, PaperworkError> {
    let columns: Vec<Column> = Field::all(kind)
        .iter()
        // Text, also for numbers and days: nothing is rounded, no zero is lost, no day changes places with its month.
        .map(|field| Column::new(tr.t(field.key()), ColumnKind::Text, width(*field)).choices(choices(*field, tr)))
        .collect();
    let mut notes = vec![tr.t(&format!("org-template-{}-title", kind.code())), String::new()];
    for field in Field::all(kind) {
        let needed = if field.is_required() {
            "org-template-needed"
        } else {
            "org-template-optional"
        };
        notes.push(tr.xyz(
            "org-template-column",
            tr.t(field.key()),
            tr.t(needed),
            tr.t(&format!("{}-note", field.key())),
        ));
    }
    notes.extend([String::new(), tr.t("org-template-repeat")]);
    let mut book = Builder::new(created);
    book.table(&Table {
        name: tr.t(&format!("org-sheet-{}", kind.code())),
        columns,
        blank_rows: READY,
        ..Table::default()
    })?;
    book.notes(&tr.t("org-sheet-notes"), &notes)?;
    if !units.is_empty() {
        book.table(&Table {
            name: tr.t("org-sheet-codes"),
            columns: vec![
                Column::new(tr.t("org-codes-code"), ColumnKind::Text, 18),
                Column::new(tr.t("org-codes-name"), ColumnKind::Text, 70),
            ],
            rows: units
                .iter()
                .map(|node| vec![Value::from(node.code.as_str()), Value::from(node.name.as_str())])
                .collect(),
            ..Table::default()
        })?;
    }
    book.finish()
}
