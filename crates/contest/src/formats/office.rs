//! Questions handed to `paperwork`: blocks for a printed sheet, a table for a workbook or an empty template.

use paperwork::document::{Align, Block, Run, Table};
use paperwork::sheet::{self, Column, ColumnKind, Value};

use super::field::{Field, difficulty_text, kind_text};
use super::table;
use super::word::{Answers, OutParagraph, Role, WriteOptions, answer_table, write};
use crate::question::{Difficulty, Kind, QuestionText};

/// The body of a question sheet. The document model knows no underline, so a right letter is set in bold; listed
/// answers become a ruled table after the end.
pub fn blocks(questions: &[QuestionText], options: WriteOptions) -> Vec<Block> {
    let mut blocks: Vec<Block> = write(questions, options)
        .iter()
        .filter(|paragraph| paragraph.role != Role::Key)
        .map(block)
        .collect();
    if options.answers == Answers::Listed {
        blocks.push(Block::Table(Table {
            head: vec!["Câu".to_owned(), Field::Answer.label().to_owned()],
            rows: answer_table(questions)
                .into_iter()
                .map(|(number, letters)| vec![number.to_string(), letters])
                .collect(),
            align: vec![Align::Center, Align::Center],
            widths: vec![1, 2],
        }));
    }
    blocks
}

fn block(paragraph: &OutParagraph) -> Block {
    let runs = paragraph.runs.iter().map(|run| {
        if run.bold || run.underline {
            Run::bold(&run.text)
        } else {
            Run::plain(&run.text)
        }
    });
    Block::Paragraph(runs.collect())
}

/// One sheet with the template's columns; no questions and some blank rows make the empty template. Every column is
/// text, so that a choice "01" or "1/2" stays what it is.
pub fn sheet(questions: &[QuestionText], blank_rows: u32) -> sheet::Table {
    let mut rows = table::write(questions).into_iter();
    let headings = rows.next().unwrap_or_default();
    let columns = headings.into_iter().map(|heading| {
        let wide = heading == table::STEM || heading == Field::Explanation.label();
        let column = Column::new(heading.clone(), ColumnKind::Text, if wide { 60 } else { 18 });
        if heading == Field::Kind.label() {
            column.choices(
                [Kind::Single, Kind::Multiple, Kind::TrueFalse]
                    .map(|kind| kind_text(kind).to_owned())
                    .to_vec(),
            )
        } else if heading == Field::Difficulty.label() {
            let levels = [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard];
            column.choices(levels.map(|level| difficulty_text(level).to_owned()).to_vec())
        } else {
            column
        }
    });
    sheet::Table {
        name: table::STEM.to_owned(),
        columns: columns.collect(),
        rows: rows.map(|row| row.into_iter().map(value).collect()).collect(),
        blank_rows,
        bottom: None,
        ..sheet::Table::default()
    }
}

fn value(text: String) -> Value {
    if text.is_empty() {
        Value::Empty
    } else {
        Value::Text(text)
    }
}
