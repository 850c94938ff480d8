//! Finding the table in a workbook and cleaning its cells.

use std::collections::HashMap;

use paperwork::PaperworkError;
use paperwork::sheet::{Cell, Sheet, Workbook};
use vietnamese::fold;
use vietnamese::legacy::{self, Encoding};

use super::Kind;
use super::check::{Repair, RepairKind, Repairs};
use super::columns::Field;
use super::fault::Place;

/// Why a file as a whole cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    #[error(transparent)]
    Unreadable(#[from] PaperworkError),
    /// No sheet has a row of headings with these columns.
    #[error("no table; missing {missing:?}")]
    NoTable { missing: Vec<Field> },
    /// Two columns bear headings that mean the same.
    #[error("two columns for {field:?}")]
    TwoColumns { field: Field, first: usize, second: usize },
    /// Headings, and nothing below.
    #[error("no rows")]
    NoRows,
}

/// A cleaned cell.
#[derive(Clone, Debug, Default)]
pub struct Value {
    pub text: String,
    /// A numeric cell: zeros in front may be lost.
    pub number_like: bool,
}

/// A row with something in it.
#[derive(Clone, Debug)]
pub struct Line {
    /// As Excel numbers it.
    pub row: usize,
    values: Vec<Value>,
}

/// The table of a file.
#[derive(Clone, Debug)]
pub struct Table {
    pub sheet: String,
    columns: Vec<(Field, usize, String)>,
    pub lines: Vec<Line>,
    pub ignored: Vec<String>,
    pub repairs: Repairs,
}

static EMPTY: Value = Value {
    text: String::new(),
    number_like: false,
};

impl Table {
    /// Whether the file has this column.
    pub fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|(known, _, _)| *known == field)
    }

    /// What stands in a column of a row; nothing when the file lacks the column.
    pub fn value<'t>(&'t self, line: &'t Line, field: Field) -> &'t Value {
        self.columns
            .iter()
            .position(|(known, _, _)| *known == field)
            .and_then(|at| line.values.get(at))
            .unwrap_or(&EMPTY)
    }

    /// Every text of a column.
    pub fn column(&self, field: Field) -> impl Iterator<Item = &Value> {
        self.lines.iter().map(move |line| self.value(line, field))
    }

    /// Where a cell stands.
    pub fn place(&self, row: usize, field: Field) -> Place {
        let known = self.columns.iter().find(|(known, _, _)| *known == field);
        Place {
            row,
            column: known.map(|(_, column, _)| *column),
            heading: known.map_or_else(|| field.key().to_owned(), |(_, _, heading)| heading.clone()),
        }
    }
}

/// How far down headings are looked for: above them stand titles, dates and signatures.
const HEADINGS_WITHIN: usize = 20;

struct Found<'b> {
    sheet: &'b Sheet,
    row: usize,
    columns: Vec<(Field, usize, String)>,
    ignored: Vec<String>,
}

fn headings(kind: Kind, sheet: &Sheet, row: usize) -> Result<Option<Found<'_>>, FileFault> {
    let cells = sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    let mut columns: Vec<(Field, usize, String)> = Vec::new();
    let mut ignored = Vec::new();
    let mut doubled = None;
    for (column, cell) in cells.iter().enumerate() {
        let heading = fold::clean(&cell.text);
        match Field::of_heading(kind, &heading) {
            Some(field) => {
                if let Some((_, first, _)) = columns.iter().find(|(known, _, _)| *known == field) {
                    doubled = Some((field, *first, column));
                } else {
                    columns.push((field, column, heading));
                }
            }
            None if heading.is_empty() => {}
            None => ignored.push(heading),
        }
    }
    let complete = Field::all(kind)
        .iter()
        .filter(|field| field.is_required())
        .all(|field| columns.iter().any(|(known, _, _)| known == field));
    match (complete, doubled) {
        (true, Some((field, first, second))) => Err(FileFault::TwoColumns { field, first, second }),
        (true, None) => Ok(Some(Found {
            sheet,
            row,
            columns,
            ignored,
        })),
        (false, _) => Ok(None),
    }
}

fn find(kind: Kind, book: &Workbook) -> Result<Found<'_>, FileFault> {
    let mut missing: Vec<Field> = Field::all(kind)
        .iter()
        .copied()
        .filter(|field| field.is_required())
        .collect();
    for sheet in book.sheets.iter().filter(|sheet| !sheet.hidden) {
        for (at, cells) in sheet.rows.iter().enumerate().take(HEADINGS_WITHIN) {
            if let Some(found) = headings(kind, sheet, at)? {
                return Ok(found);
            }
            let lacking: Vec<Field> = Field::all(kind)
                .iter()
                .copied()
                .filter(|field| field.is_required())
                .filter(|field| {
                    cells
                        .iter()
                        .all(|cell| Field::of_heading(kind, &cell.text) != Some(*field))
                })
                .collect();
            if lacking.len() < missing.len() {
                missing = lacking;
            }
        }
    }
    Err(FileFault::NoTable { missing })
}

/// Finds the table and cleans its cells: old fonts first (in TCVN3 the soft hyphen is a letter), then spaces and
/// composed letters. What was changed visibly, or would never be found again, is noted as a repair.
pub fn read(kind: Kind, book: &Workbook) -> Result<Table, FileFault> {
    let found = find(kind, book)?;
    let mut table = Table {
        sheet: found.sheet.name.clone(),
        columns: found.columns,
        lines: Vec::new(),
        ignored: found.ignored,
        repairs: Repairs::default(),
    };
    let fonts = fonts(&table.columns, found.sheet, found.row);
    for (at, cells) in found.sheet.rows.iter().enumerate().skip(found.row.saturating_add(1)) {
        let row = at.saturating_add(1);
        let mut values = Vec::with_capacity(table.columns.len());
        for (field, column, heading) in &table.columns {
            let cell = cells.get(*column).cloned().unwrap_or_default();
            let font = fonts.get(field);
            let (text, repaired) = cleaned(&cell, font);
            if let Some(kind) = repaired {
                table.repairs.note(Repair {
                    place: Place {
                        row,
                        column: Some(*column),
                        heading: heading.clone(),
                    },
                    before: cell.text.clone(),
                    after: text.clone(),
                    kind,
                });
            }
            values.push(Value {
                text,
                number_like: cell.number_like,
            });
        }
        if values.iter().any(|value| !value.text.is_empty()) {
            table.lines.push(Line { row, values });
        }
    }
    if table.lines.is_empty() {
        return Err(FileFault::NoRows);
    }
    if table.lines.len() > MOST_ROWS {
        let limit = MOST_ROWS;
        let sheet = table.sheet;
        return Err(PaperworkError::TooManyRows { sheet, limit }.into());
    }
    Ok(table)
}

/// Filled rows of one file, without the heading.
pub const MOST_ROWS: usize = 100_000;

/// A file that could not be read. The reader counts the lines above the list too; people are told of rows.
pub(super) fn told_limit(error: PaperworkError) -> FileFault {
    match error {
        PaperworkError::TooManyRows { sheet, .. } => {
            let limit = MOST_ROWS;
            PaperworkError::TooManyRows { sheet, limit }.into()
        }
        other => other.into(),
    }
}

/// The old font of a column, told by the cells that tell it plainly, and a text in it.
struct Font {
    encoding: Encoding,
    sample: String,
}

fn fonts(columns: &[(Field, usize, String)], sheet: &Sheet, head: usize) -> HashMap<Field, Font> {
    let mut found = HashMap::new();
    for (field, column, _) in columns.iter().filter(|(field, _, _)| field.is_prose()) {
        let (mut tcvn3, mut vni) = (Vec::new(), Vec::new());
        for cells in sheet.rows.iter().skip(head.saturating_add(1)) {
            let Some(cell) = cells.get(*column).filter(|cell| !cell.text.is_ascii()) else {
                continue;
            };
            match legacy::detect(&cell.text) {
                Some(Encoding::Vni) => vni.push(cell.text.as_str()),
                Some(_) => tcvn3.push(cell.text.as_str()),
                None => {}
            }
        }
        let (encoding, texts) = if tcvn3.len() >= vni.len() {
            (Encoding::Tcvn3, tcvn3)
        } else {
            (Encoding::Vni, vni)
        };
        if !texts.is_empty() {
            let sample = texts.into_iter().take(5).collect::<Vec<_>>().join(" ");
            found.insert(*field, Font { encoding, sample });
        }
    }
    found
}

fn cleaned(cell: &Cell, font: Option<&Font>) -> (String, Option<RepairKind>) {
    if cell.text.is_ascii() {
        return (fold::clean(&cell.text), None);
    }
    if let Some(font) = font {
        // A short cell may not tell by itself; next to its neighbours it does.
        let with_neighbours = format!("{} {}", cell.text, font.sample);
        if legacy::detect(&with_neighbours) == Some(font.encoding) {
            let converted = legacy::restore_lost_horn(&legacy::convert(&cell.text, font.encoding));
            if converted != cell.text {
                return (fold::clean(&converted), Some(RepairKind::OldFont));
            }
        }
    }
    let text = fold::clean(&cell.text);
    let repaired = if fold::nfc(&cell.text) != cell.text {
        Some(RepairKind::Composed)
    } else if text
        != cell
            .text
            .split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    {
        Some(RepairKind::Spaces)
    } else {
        None
    };
    (text, repaired)
}
