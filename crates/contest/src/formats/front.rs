//! The thin front: which format is this, and who opens it.

use paperwork::PaperworkError;
use paperwork::sheet::TextEncoding;

use super::word::{Count, Source};
use super::{Fault, FaultCode, HARD_BYTES, Import, ImportRefusal, Limits, Place, aiken, gift, table, text, word};

/// Reads an uploaded question file. The content decides; the name only tells tables from other text.
pub fn read(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Import, ImportRefusal> {
    let limit = limits.bytes.min(HARD_BYTES);
    if bytes.len() > limit {
        return Err(ImportRefusal::TooLarge {
            bytes: bytes.len(),
            limit,
        });
    }
    if bytes.is_empty() {
        return Err(ImportRefusal::Empty);
    }
    if bytes.starts_with(b"%PDF-") {
        return Err(ImportRefusal::Pdf);
    }
    let extension = file_name
        .rsplit_once('.')
        .map(|(_, end)| end.to_lowercase())
        .unwrap_or_default();
    let office = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    match extension.as_str() {
        "csv" | "tsv" | "tab" => read_table(file_name, bytes, limits),
        "docx" | "docm" if office => read_docx(bytes, limits),
        _ if office => match read_table(file_name, bytes, limits) {
            // Not a workbook: a .docx under another name, perhaps.
            Err(ImportRefusal::Unreadable(PaperworkError::NotASpreadsheet | PaperworkError::Malformed { .. })) => {
                read_docx(bytes, limits)
            }
            other => other,
        },
        _ => read_text(&text::decode(bytes)?, limits),
    }
}

/// Reads text of which only the content is known: a .txt file, or what somebody pasted into a form.
pub fn read_text(text: &str, limits: &Limits) -> Result<Import, ImportRefusal> {
    if text.trim().is_empty() {
        return Err(ImportRefusal::Empty);
    }
    let start = text.trim_start();
    if ["{\\rtf", "<html", "<!DOCTYPE", "<?xml"]
        .iter()
        .any(|mark| start.starts_with(mark))
    {
        return Err(ImportRefusal::NotRecognised);
    }
    let prepared = text::prepare(text);
    let lines = || prepared.split('\n').map(str::trim);
    // A stem of GIFT may begin with "Câu 1." too, but then it has its braces.
    let braces = lines().filter(|line| line.contains('{')).count();
    let heads = lines().filter(|line| word::is_head(line)).count();
    let mut import = if lines().any(|line| aiken::answer(line).is_some()) {
        aiken::read(&prepared, limits)
    } else if heads > braces {
        word::read(&word::from_text(&prepared), Count::Lines, limits)
    } else if braces > 0 || lines().any(|line| line.starts_with("$CATEGORY:")) {
        gift::read(&prepared, limits)
    } else {
        Err(ImportRefusal::NotRecognised)
    }?;
    if text::looks_legacy(&prepared) {
        import.faults.push(Fault {
            place: Place::whole(),
            code: FaultCode::LooksLegacy,
        });
    }
    Ok(import)
}

fn read_docx(bytes: &[u8], limits: &Limits) -> Result<Import, ImportRefusal> {
    let archive = paperwork::archive::Limits {
        max_bytes: byte_limit(limits),
        ..Default::default()
    };
    let paragraphs = paperwork::docx::read_paragraphs(bytes, &archive).map_err(refusal)?;
    let paragraphs: Vec<Source> = paragraphs.iter().map(Source::from_docx).collect();
    word::read(&paragraphs, Count::Paragraphs, limits)
}

fn read_table(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Import, ImportRefusal> {
    let sheet_limits = paperwork::sheet::Limits {
        max_bytes: byte_limit(limits),
        ..Default::default()
    };
    let book = paperwork::sheet::read(bytes, file_name, &sheet_limits).map_err(refusal)?;
    let sheets: Vec<table::Rows> = book
        .sheets
        .into_iter()
        // Lists behind drop-downs.
        .filter(|sheet| !sheet.hidden)
        .map(|sheet| table::Rows {
            name: sheet.name,
            rows: sheet
                .rows
                .into_iter()
                .map(|row| row.into_iter().map(|cell| cell.text).collect())
                .collect(),
        })
        .collect();
    let mut import = table::read(&sheets, limits)?;
    if book.encoding == TextEncoding::Windows1258 {
        import.faults.push(Fault {
            place: Place::whole(),
            code: FaultCode::ReadAsWindows1258,
        });
    }
    Ok(import)
}

fn byte_limit(limits: &Limits) -> u64 {
    u64::try_from(limits.bytes.min(HARD_BYTES)).unwrap_or(u64::MAX)
}

fn refusal(error: PaperworkError) -> ImportRefusal {
    match error {
        PaperworkError::OldFormat => ImportRefusal::OldOffice,
        PaperworkError::Encrypted => ImportRefusal::Encrypted,
        other => ImportRefusal::Unreadable(other),
    }
}
