//! Reading XLSX. Cells are taken one by one: the ready-made grid of the parser would allocate the whole rectangle
//! between two far corners before anything could be refused.

use std::io::{Cursor, Read, Seek};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Budget, Cell, Limits, Sheet, TextEncoding, Workbook};
use crate::archive::Archive;
use crate::error::PaperworkError;

const BOOK: &str = "xl/workbook.xml";

pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, PaperworkError> {
    let archive = Archive::open(bytes, &limits.archive())?;
    if archive.has("xl/workbook.bin") {
        // XLSB: a workbook, but binary; saving it as XLSX is the way out, as with the old format.
        return Err(PaperworkError::OldFormat);
    }
    if !archive.has(BOOK) {
        return Err(PaperworkError::NotASpreadsheet);
    }
    drop(archive);
    let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error, BOOK))?;
    let wanted: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::with_capacity(wanted.len());
    for (name, hidden) in wanted {
        let mut sheet = Sheet {
            name,
            hidden,
            rows: Vec::new(),
        };
        fill(&mut book, &mut sheet, &mut budget)?;
        sheets.push(sheet);
    }
    Ok(Workbook {
        sheets,
        encoding: TextEncoding::Declared,
    })
}

fn refusal(error: &XlsxError, part: &str) -> PaperworkError {
    match error {
        XlsxError::Zip(_) | XlsxError::Io(_) => PaperworkError::NotAZip,
        XlsxError::Password => PaperworkError::Encrypted,
        _ => PaperworkError::malformed(part),
    }
}

fn fill<R: Read + Seek>(book: &mut Xlsx<R>, sheet: &mut Sheet, budget: &mut Budget<'_>) -> Result<(), PaperworkError> {
    let name = sheet.name.clone();
    let broken = |error: XlsxError| refusal(&error, &name);
    let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    while let Some(found) = cells.next_cell().map_err(broken)? {
        let Some(cell) = cell(found.get_value()) else { continue };
        let (row, column) = found.get_position();
        let (row, column) = (
            usize::try_from(row).unwrap_or(usize::MAX),
            usize::try_from(column).unwrap_or(usize::MAX),
        );
        budget.place(sheet, row, column, cell)?;
    }
    Ok(())
}

/// The cell as text; `None` for one that holds only a format.
fn cell(value: &DataRef<'_>) -> Option<Cell> {
    let plain = |text: &str| {
        Some(Cell {
            text: text.to_owned(),
            ..Cell::default()
        })
    };
    let date = |text: String| {
        Some(Cell {
            text,
            number_like: false,
            date_like: true,
        })
    };
    match value {
        DataRef::Empty => None,
        DataRef::String(text) => plain(text),
        DataRef::SharedString(text) => plain(text),
        DataRef::Int(number) => Some(Cell {
            text: number.to_string(),
            number_like: true,
            date_like: false,
        }),
        DataRef::Float(number) => Some(Cell {
            text: number_text(*number),
            number_like: true,
            date_like: false,
        }),
        DataRef::Bool(value) => plain(if *value { "TRUE" } else { "FALSE" }),
        DataRef::Error(error) => plain(&error.to_string()),
        DataRef::DateTime(moment) => date(moment_text(moment)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => date(text.clone()),
    }
}

/// A number the way Excel shows it: 15 significant digits, so that 0.1 + 0.2 is 0.3, and never an exponent.
fn number_text(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded == 0.0 {
        "0".to_owned()
    } else {
        rounded.to_string()
    }
}

/// A date as `2026-03-31`, a time of day as `08:30:00`, both with a `T` between; a duration in days as a number.
fn moment_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() {
        return number_text(serial);
    }
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&serial) {
        return time;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if time == "00:00:00" {
        date
    } else {
        format!("{date}T{time}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_excel_shows_them() {
        assert_eq!(number_text(0.1 + 0.2), "0.3");
        assert_eq!(number_text(79_187_000_123.0), "79187000123");
        assert_eq!(number_text(1e21), "1000000000000000000000");
        assert_eq!(number_text(-0.0), "0");
        assert_eq!(number_text(41.25), "41.25");
    }
}
