//! Writing XLSX.
//!
//! Cells that hold text are written as strings and never as formulas. One that begins like a formula also gets
//! Excel's quote mark, so that editing it or saving it as CSV from there does not bring it to life.

use jiff::Timestamp;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

use super::table::{Column, ColumnKind, Table, Value};
use super::xlsx_names::{cell_range, sheet_name};
use crate::error::PaperworkError;

/// A workbook being written.
pub struct Builder {
    book: Workbook,
    names: Vec<String>,
    lists: Vec<Vec<String>>,
}

/// The hidden sheet with the values of drop-down lists: a list inside a cell's rule may hold only 255 characters.
const LISTS: &str = "_";
/// Excel keeps 15 digits of a number; a longer one is written as text, so that none is lost.
const MOST: u64 = 999_999_999_999_999;

fn writing(name: &str) -> impl Fn(XlsxError) -> PaperworkError + '_ {
    |_| PaperworkError::writing(name)
}

impl Builder {
    /// An empty workbook. `created` is written into the file's properties.
    pub fn new(created: Timestamp) -> Self {
        let mut book = Workbook::new();
        // A moment before 1900 cannot be written; the properties then keep their default.
        if let Ok(moment) = ExcelDateTime::from_timestamp(created.as_second()) {
            book.set_properties(&DocProperties::new().set_creation_datetime(&moment));
        }
        Self {
            book,
            names: vec![LISTS.to_owned()],
            lists: Vec::new(),
        }
    }

    /// Adds a sheet with a table: bold frozen head, filter, totals, ready for printing on A4.
    pub fn table(&mut self, table: &Table) -> Result<&mut Self, PaperworkError> {
        let name = self.free_name(&table.name);
        let mut sheet = Worksheet::new();
        sheet.set_name(&name).map_err(writing(&name))?;
        let head = write_title(&mut sheet, &table.title).map_err(writing(&name))?;
        let first = head.saturating_add(1);
        let filled = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let ready = filled.saturating_add(table.blank_rows);
        for (index, column) in numbered(&table.columns) {
            self.column(&mut sheet, index, column, head, ready)
                .map_err(writing(&name))?;
        }
        let headings = table
            .columns
            .iter()
            .map(|column| (column.heading.as_str(), column.width));
        sheet.set_row_height(head, height(headings)).map_err(writing(&name))?;
        for (row, cells) in (first..).zip(&table.rows) {
            let texts = table
                .columns
                .iter()
                .zip(cells)
                .filter_map(|(column, value)| match value {
                    Value::Text(text) if column.kind == ColumnKind::Text => Some((text.as_str(), column.width)),
                    _ => None,
                });
            let tall = height(texts);
            if tall > LINE_HEIGHT {
                sheet.set_row_height(row, tall).map_err(writing(&name))?;
            }
            for ((index, column), value) in numbered(&table.columns).zip(cells) {
                write_value(&mut sheet, (row, index), column.kind, value, false).map_err(|error| match error {
                    XlsxError::MaxStringLengthExceeded => PaperworkError::CellTooLong {
                        sheet: name.clone(),
                        row: usize::try_from(row.saturating_sub(head)).unwrap_or(usize::MAX),
                        column: usize::from(index).saturating_add(1),
                    },
                    _ => PaperworkError::writing(&name),
                })?;
            }
        }
        let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let last_row = head.saturating_add(ready);
        if !table.columns.is_empty() {
            sheet
                .autofilter(head, 0, last_row, last_column)
                .map_err(writing(&name))?;
            sheet.set_repeat_rows(head, head).map_err(writing(&name))?;
        }
        sheet.set_freeze_panes(first, 0).map_err(writing(&name))?;
        if let Some(label) = &table.totals_label {
            write_totals(&mut sheet, &name, table, (first, last_row), label)?;
        }
        if let Some(bottom) = &table.bottom {
            let row = last_row.saturating_add(1);
            for ((index, column), value) in numbered(&table.columns).zip(bottom) {
                write_value(&mut sheet, (row, index), column.kind, value, true).map_err(writing(&name))?;
            }
        }
        sheet
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
        let width: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum();
        if width > 95 {
            sheet.set_landscape();
        }
        self.book.push_worksheet(sheet);
        Ok(self)
    }

    /// Adds a sheet of remarks: what each column means, where the figures come from. One line per row.
    pub fn notes(&mut self, name: &str, lines: &[String]) -> Result<&mut Self, PaperworkError> {
        let name = self.free_name(name);
        let mut sheet = Worksheet::new();
        let format = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_num_format("@");
        sheet.set_name(&name).map_err(writing(&name))?;
        sheet.set_column_width(0, 100).map_err(writing(&name))?;
        for (row, line) in (0_u32..).zip(lines) {
            write_text(&mut sheet, (row, 0), line, &format).map_err(writing(&name))?;
        }
        sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
        self.book.push_worksheet(sheet);
        Ok(self)
    }

    /// The finished file.
    pub fn finish(mut self) -> Result<Vec<u8>, PaperworkError> {
        if self.book.worksheets().is_empty() {
            self.book.add_worksheet();
        }
        if !self.lists.is_empty() {
            let mut sheet = Worksheet::new();
            sheet.set_name(LISTS).map_err(writing(LISTS))?;
            let format = Format::new().set_num_format("@");
            for (column, list) in (0_u16..).zip(&self.lists) {
                for (row, choice) in (0_u32..).zip(list) {
                    write_text(&mut sheet, (row, column), choice, &format).map_err(writing(LISTS))?;
                }
            }
            sheet.set_hidden(true);
            self.book.push_worksheet(sheet);
        }
        self.book.save_to_buffer().map_err(writing("xlsx"))
    }

    fn free_name(&mut self, wanted: &str) -> String {
        let name = sheet_name(wanted, &self.names);
        self.names.push(name.clone());
        name
    }

    fn column(
        &mut self,
        sheet: &mut Worksheet,
        index: u16,
        column: &Column,
        head: u32,
        ready: u32,
    ) -> Result<(), XlsxError> {
        // The format of the whole column: what is typed below later is text, too, and keeps its zeros.
        sheet.set_column_format(index, &format_of(column.kind))?;
        sheet.set_column_width(index, column.width)?;
        let bold = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_background_color("#E8EEF4")
            .set_num_format("@");
        write_text(sheet, (head, index), &column.heading, &bold)?;
        if !column.choices.is_empty() && ready > 0 {
            let place = self
                .lists
                .iter()
                .position(|list| *list == column.choices)
                .unwrap_or(self.lists.len());
            if place == self.lists.len() {
                self.lists.push(column.choices.clone());
            }
            let place = u16::try_from(place).unwrap_or(u16::MAX);
            let length = u32::try_from(column.choices.len()).unwrap_or(u32::MAX);
            let range = format!("='{LISTS}'!{}", cell_range(place, 1, length, true));
            let rule = DataValidation::new().allow_list_formula(Formula::new(range));
            sheet.add_data_validation(head.saturating_add(1), index, head.saturating_add(ready), index, &rule)?;
        }
        Ok(())
    }
}

/// Height of one line of cells, in points.
const LINE_HEIGHT: u16 = 16;

/// Height of a row whose texts are wrapped in columns of the given widths: not every program finds it by itself.
fn height<'t>(texts: impl Iterator<Item = (&'t str, u16)>) -> u16 {
    let lines = |(text, width): (&str, u16)| {
        let width = usize::from(width).saturating_sub(1).max(1);
        text.split('\n')
            .map(|line| line.chars().count().div_ceil(width).max(1))
            .sum::<usize>()
    };
    let most = texts.map(lines).max().unwrap_or(1).clamp(1, 20);
    u16::try_from(most).unwrap_or(1).saturating_mul(LINE_HEIGHT)
}

fn numbered(columns: &[Column]) -> impl Iterator<Item = (u16, &Column)> {
    (0_u16..).zip(columns)
}

/// Writes the lines above the table and returns the row of its head.
fn write_title(sheet: &mut Worksheet, title: &[String]) -> Result<u32, XlsxError> {
    let large = Format::new().set_bold().set_font_size(14).set_num_format("@");
    let small = Format::new().set_italic().set_num_format("@");
    let mut row = 0;
    for line in title {
        write_text(sheet, (row, 0), line, if row == 0 { &large } else { &small })?;
        row = row.saturating_add(1);
    }
    Ok(if row == 0 { 0 } else { row.saturating_add(1) })
}

fn format_of(kind: ColumnKind) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    let decimals = |places: u8| {
        if places == 0 {
            String::new()
        } else {
            format!(".{}", "0".repeat(places.into()))
        }
    };
    match kind {
        ColumnKind::Text => format.set_num_format("@").set_text_wrap(),
        ColumnKind::DateTimeText => format.set_num_format("@").set_align(FormatAlign::Center),
        ColumnKind::Integer => format.set_num_format("#,##0"),
        ColumnKind::Decimal { places } => format.set_num_format(format!("#,##0{}", decimals(places))),
        ColumnKind::Percent { places } => format.set_num_format(format!("0{}%", decimals(places))),
    }
}

/// Power of ten between the whole number given and the number in the cell: a cell of 41,25 % holds 0.4125.
fn scale(kind: ColumnKind) -> u8 {
    match kind {
        ColumnKind::Text | ColumnKind::DateTimeText | ColumnKind::Integer => 0,
        ColumnKind::Decimal { places } => places,
        ColumnKind::Percent { places } => places.saturating_add(2),
    }
}

/// The decimal writing of a scaled number: 4125 with 2 places is "41.25".
fn decimal(number: i64, places: u8) -> String {
    let digits = format!(
        "{:0>width$}",
        number.unsigned_abs(),
        width = usize::from(places).saturating_add(1)
    );
    let (whole, rest) = digits.split_at(digits.len().saturating_sub(places.into()));
    let sign = if number < 0 { "-" } else { "" };
    if rest.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

fn write_text(sheet: &mut Worksheet, at: (u32, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
    let formula_like = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted = if formula_like {
        Some(format.clone().set_quote_prefix())
    } else {
        None
    };
    sheet.write_string_with_format(at.0, at.1, text, quoted.as_ref().unwrap_or(format))?;
    Ok(())
}

fn write_value(
    sheet: &mut Worksheet,
    at: (u32, u16),
    kind: ColumnKind,
    value: &Value,
    bold: bool,
) -> Result<(), XlsxError> {
    let look = |kind| {
        if bold {
            bold_cell(format_of(kind))
        } else {
            format_of(kind)
        }
    };
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            // Words in a column of figures ("không áp dụng") are words.
            let kind = if kind == ColumnKind::DateTimeText {
                kind
            } else {
                ColumnKind::Text
            };
            write_text(sheet, at, text, &look(kind))?;
        }
        Value::Number(number) => {
            let text = decimal(*number, scale(kind));
            let as_words = matches!(kind, ColumnKind::Text | ColumnKind::DateTimeText);
            match text.parse::<f64>() {
                Ok(parsed) if !as_words && number.unsigned_abs() <= MOST => {
                    sheet.write_number_with_format(at.0, at.1, parsed, &look(kind))?;
                }
                _ => write_text(sheet, at, &text, &look(ColumnKind::Text).set_align(FormatAlign::Right))?,
            }
        }
    }
    Ok(())
}

fn bold_cell(format: Format) -> Format {
    format
        .set_bold()
        .set_border_top(FormatBorder::Thin)
        .set_border_bottom(FormatBorder::Thin)
}

/// The totals row: a live sum over the rows that the filter shows, with the exact value stored beside it for
/// programs that do not calculate.
fn write_totals(
    sheet: &mut Worksheet,
    name: &str,
    table: &Table,
    (first, last): (u32, u32),
    label: &str,
) -> Result<(), PaperworkError> {
    let row = last.saturating_add(1);
    for (index, column) in numbered(&table.columns) {
        let format = bold_cell(format_of(column.kind));
        if !column.total || last < first {
            let words = if index == 0 { label } else { "" };
            let format = bold_cell(format_of(ColumnKind::Text));
            write_text(sheet, (row, index), words, &format).map_err(writing(name))?;
            continue;
        }
        let overflow = || PaperworkError::TotalOverflow {
            sheet: name.to_owned(),
            column: usize::from(index).saturating_add(1),
        };
        let mut numbers = table
            .rows
            .iter()
            .filter_map(|cells| match cells.get(usize::from(index)) {
                Some(Value::Number(number)) => Some(*number),
                _ => None,
            });
        let sum = numbers.try_fold(0_i64, i64::checked_add).ok_or_else(overflow)?;
        let range = cell_range(index, first.saturating_add(1), row, false);
        let formula = Formula::new(format!("=SUBTOTAL(109,{range})")).set_result(decimal(sum, scale(column.kind)));
        sheet
            .write_formula_with_format(row, index, formula, &format)
            .map_err(writing(name))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaled_numbers_are_written_exactly() {
        assert_eq!(decimal(4125, 2), "41.25");
        assert_eq!(decimal(-5, 2), "-0.05");
        assert_eq!(decimal(0, 3), "0.000");
        assert_eq!(decimal(i64::MIN, 0), "-9223372036854775808");
    }
}
