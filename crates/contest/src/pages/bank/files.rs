//! The files of the bank: the four formats and the empty template.

use jiff::Timestamp;
use kernel::clock::Millis;
use paperwork::PaperworkError;
use paperwork::document::{Block, Document, Header, Run};
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::text::Tr;

use crate::formats::word::{Answers, WriteOptions};
use crate::formats::{aiken, gift, table, word};
use crate::question::{Difficulty, Kind, QuestionText};
use crate::store::questions::Topic;

/// Widths of the template's columns in characters: stem, kind, eight options, and the rest.
const WIDTHS: [u16; 20] = [
    60, 16, 26, 26, 26, 26, 26, 26, 26, 26, 12, 8, 24, 14, 40, 20, 14, 14, 40, 12,
];
const KIND: usize = 1;
const TOPIC: usize = 12;
const LEVEL: usize = 13;

/// Topics stand in files by their Vietnamese names, which is what people write; they are found again on import.
pub(super) fn with_topic_names(topics: &[Topic], texts: Vec<QuestionText>) -> Vec<QuestionText> {
    texts
        .into_iter()
        .map(|mut text| {
            if let Some(topic) = topics.iter().find(|topic| topic.code == text.topic) {
                text.topic.clone_from(&topic.name_vi);
            }
            text
        })
        .collect()
}

/// The code of a topic that a file names by code or by name.
pub(super) fn topic_code(topics: &[Topic], written: &str) -> Option<String> {
    let fold = vietnamese::fold::fold;
    let wanted = fold(written);
    topics
        .iter()
        .find(|topic| {
            topic.code == written
                || [&topic.code, &topic.name_vi, &topic.name_en]
                    .iter()
                    .any(|name| fold(name) == wanted)
        })
        .map(|topic| topic.code.clone())
}

fn sheet(topics: &[Topic], texts: &[QuestionText], blank_rows: u32) -> Table {
    // The words of the drop-down lists are the ones the reader knows: they come from its own writer.
    let sample = |kind: Kind, difficulty: Difficulty| {
        let text = QuestionText {
            kind,
            stem: String::new(),
            choices: Vec::new(),
            points: 100,
            topic: String::new(),
            difficulty,
            citation: None,
            explanation: String::new(),
        };
        table::write(&[text]).pop().unwrap_or_default()
    };
    let cell = |row: Vec<String>, index: usize| row.get(index).cloned().unwrap_or_default();
    let kinds =
        [Kind::Single, Kind::Multiple, Kind::TrueFalse].map(|kind| cell(sample(kind, Difficulty::Medium), KIND));
    let levels =
        [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard].map(|level| cell(sample(Kind::Single, level), LEVEL));
    let columns = table::headings()
        .into_iter()
        .zip(WIDTHS)
        .enumerate()
        .map(|(index, (heading, width))| {
            let column = Column::new(heading, ColumnKind::Text, width);
            match index {
                KIND => column.choices(kinds.to_vec()),
                TOPIC => column.choices(topics.iter().map(|topic| topic.name_vi.clone()).collect()),
                LEVEL => column.choices(levels.to_vec()),
                _ => column,
            }
        })
        .collect();
    let rows = table::write(texts)
        .into_iter()
        .skip(1)
        .map(|row| row.into_iter().map(Value::from).collect())
        .collect();
    Table {
        name: "Câu hỏi".to_owned(),
        columns,
        rows,
        blank_rows,
        bottom: None,
        ..Table::default()
    }
}

fn workbook(now: Millis, tr: &Tr, table: &Table) -> Result<Vec<u8>, PaperworkError> {
    let mut builder = Builder::new(Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH));
    builder.table(table)?;
    let notes: Vec<String> = tr.t("bank-template-notes").lines().map(str::to_owned).collect();
    builder.notes(&tr.t("bank-template-notes-title"), &notes)?;
    builder.finish()
}

/// The questions as a workbook that can be read in again.
pub(super) fn xlsx(now: Millis, tr: &Tr, topics: &[Topic], texts: &[QuestionText]) -> Result<Vec<u8>, PaperworkError> {
    workbook(now, tr, &sheet(topics, texts, 0))
}

/// The empty template with drop-down lists.
pub(super) fn template(now: Millis, tr: &Tr, topics: &[Topic]) -> Result<Vec<u8>, PaperworkError> {
    workbook(now, tr, &sheet(topics, &[], 500))
}

/// The questions on A4 in the form of Thông tư 17/2023/TT-BNV: stem, options A, B, C, D under it, the key at the end.
pub(super) fn docx(title: &str, bodies: Vec<String>, texts: &[QuestionText]) -> Result<Vec<u8>, PaperworkError> {
    let paragraphs = word::write(
        texts,
        WriteOptions {
            answers: Answers::Listed,
            details: true,
        },
    );
    let blocks = paragraphs
        .into_iter()
        .map(|paragraph| {
            let runs = paragraph.runs.into_iter().map(|run| Run {
                text: run.text,
                bold: run.bold,
                italic: false,
            });
            Block::Paragraph(runs.collect())
        })
        .collect();
    let document = Document {
        header: Header {
            bodies,
            ..Header::default()
        },
        title_kind: "Bộ câu hỏi".to_owned(),
        subject: title.to_owned(),
        blocks,
        ..Document::default()
    };
    paperwork::docx::render(&document)
}

/// GIFT, the text format of Moodle.
pub(super) fn gift(texts: &[QuestionText]) -> Vec<u8> {
    gift::write(texts).into_bytes()
}

/// Aiken; questions with several right answers have no place in it.
pub(super) fn aiken(texts: &[QuestionText]) -> Vec<u8> {
    aiken::write(texts).text.into_bytes()
}
