//! Spreadsheets: reading what people upload (XLSX, CSV, TSV), writing what they download (XLSX).

mod delimited;
mod table;
mod write;
mod xlsx;
mod xlsx_names;

pub use self::table::{Column, ColumnKind, Table, Value};
pub use self::write::Builder;
use crate::archive::{self, looks_like_zip, refuse_compound_file, refuse_size};
use crate::error::PaperworkError;

/// How much a spreadsheet may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file as uploaded, in bytes.
    pub max_bytes: u64,
    /// Size of everything inside when inflated, in bytes; also the cap on the text of all cells together, because one
    /// shared text can be pointed at from every cell.
    pub max_unzipped: u64,
    /// Rows per sheet, empty ones between filled ones included.
    pub max_rows: usize,
    /// Columns per sheet.
    pub max_columns: usize,
    /// Cells of the whole workbook, empty ones before filled ones included.
    pub max_cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 50_000_000,
            max_unzipped: 200_000_000,
            max_rows: 100_000,
            max_columns: 256,
            max_cells: 3_000_000,
        }
    }
}

impl Limits {
    fn archive(&self) -> archive::Limits {
        let usual = archive::Limits::default();
        archive::Limits {
            max_bytes: self.max_bytes,
            max_unzipped: self.max_unzipped,
            ..usual
        }
    }
}

/// A workbook as it was read. Texts are not normalised: no-break spaces and decomposed letters stay as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// The sheets that hold cells, in the order of the file; charts and macros are left out.
    pub sheets: Vec<Sheet>,
    /// How the text was encoded; a guess unless the file said so.
    pub encoding: TextEncoding,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name on the tab; empty for CSV.
    pub name: String,
    /// The author has hidden it (lists behind drop-downs, for example).
    pub hidden: bool,
    /// Rows from row 1 on, so that `rows[i]` is row `i + 1` of the file; each as long as its last filled cell.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The value as text: numbers with a dot and without grouping, dates as `2026-03-31` or `2026-03-31T08:30:00`.
    pub text: String,
    /// Came from a numeric cell: Excel may have eaten leading zeros or rounded after 15 digits.
    pub number_like: bool,
    /// Came from a cell that Excel shows as a date or a time.
    pub date_like: bool,
}

/// Encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// Said by the format itself (XLSX) or by a mark at the start of the file.
    Declared,
    /// UTF-8 without a mark: the bytes fit.
    Utf8,
    /// windows-1258: taken because the bytes are not UTF-8. To be shown to the user before import.
    Windows1258,
}

/// Reads an uploaded spreadsheet. The content decides what it is, the name only helps with text files.
///
/// An XLSX is held to the limits as an archive before the workbook is parsed. Formulas give their last value.
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, PaperworkError> {
    refuse_size(bytes, limits.max_bytes)?;
    refuse_compound_file(bytes)?;
    if looks_like_zip(bytes) {
        return xlsx::read(bytes, limits);
    }
    let extension = file_name
        .rsplit_once('.')
        .map(|(_, end)| end.to_lowercase())
        .unwrap_or_default();
    match extension.as_str() {
        "xlsx" | "xlsm" => Err(PaperworkError::NotAZip),
        _ => delimited::read(bytes, &extension, limits),
    }
}

/// Counts cells and text while a workbook is being read.
struct Budget<'l> {
    limits: &'l Limits,
    cells: usize,
    text: u64,
}

impl<'l> Budget<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            cells: 0,
            text: 0,
        }
    }

    /// Puts a cell at its place (from 0), if the limits allow it.
    fn place(&mut self, sheet: &mut Sheet, row: usize, column: usize, cell: Cell) -> Result<(), PaperworkError> {
        if row >= self.limits.max_rows {
            return Err(PaperworkError::TooManyRows {
                sheet: sheet.name.clone(),
                limit: self.limits.max_rows,
            });
        }
        if column >= self.limits.max_columns {
            return Err(PaperworkError::TooManyColumns {
                sheet: sheet.name.clone(),
                limit: self.limits.max_columns,
            });
        }
        if sheet.rows.len() <= row {
            sheet.rows.resize_with(row.saturating_add(1), Vec::new);
        }
        let Some(cells) = sheet.rows.get_mut(row) else {
            return Ok(());
        };
        let new = column.saturating_add(1).saturating_sub(cells.len());
        self.cells = self.cells.saturating_add(new);
        if self.cells > self.limits.max_cells {
            return Err(PaperworkError::TooManyCells {
                limit: self.limits.max_cells,
            });
        }
        let length = u64::try_from(cell.text.len()).unwrap_or(u64::MAX);
        self.text = self.text.saturating_add(length);
        if self.text > self.limits.max_unzipped {
            return Err(PaperworkError::TooLarge {
                limit: self.limits.max_unzipped,
                found: self.text,
            });
        }
        if new > 0 {
            cells.resize_with(column.saturating_add(1), Cell::default);
        }
        if let Some(slot) = cells.get_mut(column) {
            *slot = cell;
        }
        Ok(())
    }
}
