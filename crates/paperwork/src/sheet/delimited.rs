//! Reading CSV and TSV: which encoding, which delimiter, then the cells.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};

use super::{Budget, Cell, Limits, Sheet, TextEncoding, Workbook};
use crate::error::PaperworkError;

/// How many lines the delimiter is guessed from.
const SAMPLE_LINES: usize = 20;

pub fn read(bytes: &[u8], extension: &str, limits: &Limits) -> Result<Workbook, PaperworkError> {
    let (text, encoding) = decode(bytes)?;
    let start = text.trim_start();
    // Web programs like to call an HTML table ".xls"; other pages and papers are sent by mistake.
    let foreign = ["<", "%PDF-", "{\\rtf"].iter().any(|mark| start.starts_with(mark));
    if foreign || text.contains('\0') {
        return Err(PaperworkError::NotASpreadsheet);
    }
    let (text, told) = told_delimiter(&text);
    let delimiter = match (told, extension) {
        (Some(delimiter), _) => delimiter,
        (None, "tsv" | "tab") => b'\t',
        (None, _) => guessed_delimiter(text),
    };
    let sheet = records(text, delimiter, limits)?;
    Ok(Workbook {
        sheets: vec![sheet],
        encoding,
    })
}

/// UTF-8 or UTF-16 by their marks; else UTF-8 if the bytes are that; else windows-1258, the Vietnamese code page of
/// Windows, which is what old Excel writes.
fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, TextEncoding), PaperworkError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        let text = strict(encoding, body).ok_or_else(|| bad_line(encoding, body))?;
        return Ok((text, TextEncoding::Declared));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), TextEncoding::Utf8));
    }
    let text = strict(WINDOWS_1258, bytes).ok_or_else(|| bad_line(WINDOWS_1258, bytes))?;
    // Every byte sequence is some windows-1258; control characters tell that this one never was a text.
    if let Some(place) = text.find(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        return Err(PaperworkError::Encoding {
            line: line_of(text.get(..place).unwrap_or_default()),
        });
    }
    Ok((text, TextEncoding::Windows1258))
}

fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn line_of(before: &str) -> usize {
    before.matches('\n').count().saturating_add(1)
}

/// The first line that does not decode.
fn bad_line(encoding: &'static Encoding, bytes: &[u8]) -> PaperworkError {
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    let line = if wide {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        line_of(text.split('\u{fffd}').next().unwrap_or_default())
    } else {
        let bad = |line: &[u8]| strict(encoding, line).is_none();
        bytes
            .split(|byte| *byte == b'\n')
            .position(bad)
            .unwrap_or(0)
            .saturating_add(1)
    };
    debug_assert!(wide || encoding == UTF_8 || encoding == WINDOWS_1258);
    PaperworkError::Encoding { line }
}

/// Excel's own first line "sep=;".
fn told_delimiter(text: &str) -> (&str, Option<u8>) {
    let Some(rest) = text.strip_prefix("sep=") else {
        return (text, None);
    };
    match rest.split_once('\n') {
        Some((sign, rest)) => match sign.trim_end_matches('\r').as_bytes() {
            [delimiter @ (b',' | b';' | b'\t' | b'|')] => (rest, Some(*delimiter)),
            _ => (text, None),
        },
        None => (text, None),
    }
}

/// The sign that cuts the most lines into the same number of cells as the first one, and into more than one.
fn guessed_delimiter(text: &str) -> u8 {
    let lines = logical_lines(text);
    let score = |delimiter: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| cuts(line, delimiter)).collect();
        let first = counts.first().copied().unwrap_or(0);
        let alike = if first == 0 {
            0
        } else {
            counts.iter().filter(|count| **count == first).count()
        };
        (alike, first)
    };
    // In a draw the later one wins: a tab is never inside a number or a sentence, a comma often is.
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|delimiter| score(*delimiter))
        .unwrap_or(b',')
}

/// The first lines, a quoted line feed not counted as an end.
fn logical_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut quoted = false;
    let mut start = 0;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                lines.push(text.get(start..place).unwrap_or_default());
                start = place.saturating_add(1);
                if lines.len() == SAMPLE_LINES {
                    return lines;
                }
            }
            _ => {}
        }
    }
    lines.push(text.get(start..).unwrap_or_default());
    lines.retain(|line| !line.trim().is_empty());
    lines
}

fn cuts(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    let mut count: usize = 0;
    for byte in line.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if byte == delimiter && !quoted {
            count = count.saturating_add(1);
        }
    }
    count
}

fn records(text: &str, delimiter: u8, limits: &Limits) -> Result<Sheet, PaperworkError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut budget = Budget::new(limits);
    let mut sheet = Sheet::default();
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let more = reader
            .read_record(&mut record)
            .map_err(|_| PaperworkError::malformed("csv"))?;
        if !more {
            return Ok(sheet);
        }
        // The parser skips empty lines; they are kept here, so that row numbers stay those of the file.
        let row = sheet.rows.len().saturating_add(empty_lines(text, start));
        for (column, field) in record.iter().enumerate() {
            budget.place(
                &mut sheet,
                row,
                column,
                Cell {
                    text: field.to_owned(),
                    ..Cell::default()
                },
            )?;
        }
    }
}

/// Empty lines of `text` from `start` on. The end of the record before may have left the second half of its `\r\n`.
fn empty_lines(text: &str, start: usize) -> usize {
    let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    let rest = if before.ends_with('\r') {
        rest.strip_prefix('\n').unwrap_or(rest)
    } else {
        rest
    };
    let run = rest.len().saturating_sub(rest.trim_start_matches(['\r', '\n']).len());
    rest.get(..run).unwrap_or_default().replace("\r\n", "\n").len()
}
