//! The foot of the document: signature blocks and recipients.

use super::style::{Look, SIZE_RECIPIENTS, SIZE_RECIPIENTS_HEAD, SIZE_TEXT, Shape, TEXT_WIDTH, centred, paragraph};
use super::table::{open_cell, open_plain_table, open_row};
use super::xml::Xml;
use crate::document::{Document, Signature};
use crate::layout;

/// Room for the hand signature and the seal: 26 mm.
const SIGNATURE_GAP: u32 = 1_470;

/// One signature alone stands right, with the recipients to its left; several stand side by side, recipients below.
/// Posts and names are two rows of one table, so that the names stand on one line whatever is above them.
pub fn signatures(xml: &mut Xml, document: &Document) {
    if let [only] = document.signatures.as_slice() {
        let left = TEXT_WIDTH * 9 / 20;
        open_plain_table(xml, &[left, TEXT_WIDTH - left]);
        for (row, merge) in [(Row::Posts, "restart"), (Row::Names, "continue")] {
            open_row(xml, false);
            xml.open("w:tc", &[]);
            xml.open("w:tcPr", &[]);
            xml.empty("w:tcW", &[("w:w", &left.to_string()), ("w:type", "dxa")]);
            xml.value("w:vMerge", merge);
            xml.close("w:tcPr");
            match row {
                Row::Posts => recipients(xml, document),
                Row::Names => paragraph(xml, "", Look::default(), &Shape::default()),
            }
            xml.close("w:tc");
            signature(xml, only, row, TEXT_WIDTH - left);
            xml.close("w:tr");
        }
        xml.close("w:tbl");
        tail(xml);
        return;
    }
    for blocks in layout::signature_rows(&document.signatures) {
        let columns = u32::try_from(blocks.len()).unwrap_or(1).max(1);
        let width = TEXT_WIDTH / columns;
        open_plain_table(xml, &vec![width; blocks.len()]);
        for row in [Row::Posts, Row::Names] {
            open_row(xml, false);
            for block in blocks {
                signature(xml, block, row, width);
            }
            xml.close("w:tr");
        }
        xml.close("w:tbl");
        tail(xml);
    }
    if !document.recipients.is_empty() {
        recipients(xml, document);
    }
}

/// The two rows of signature blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Posts,
    Names,
}

fn tail(xml: &mut Xml) {
    paragraph(
        xml,
        "",
        Look::default(),
        &Shape {
            exact_line: Some(120),
            ..Shape::default()
        },
    );
}

fn recipients(xml: &mut Xml, document: &Document) {
    if document.recipients.is_empty() {
        paragraph(xml, "", Look::default(), &Shape::default());
        return;
    }
    let head = Look::size(SIZE_RECIPIENTS_HEAD).bold().italic();
    paragraph(
        xml,
        layout::RECIPIENTS,
        head,
        &Shape {
            keep_next: true,
            before: Some(60),
            ..Shape::default()
        },
    );
    for line in layout::punctuated(&document.recipients) {
        paragraph(
            xml,
            &format!("- {line}"),
            Look::size(SIZE_RECIPIENTS),
            &Shape::default(),
        );
    }
}

fn signature(xml: &mut Xml, block: &Signature, row: Row, width: u32) {
    open_cell(xml, width, false);
    let lines = layout::authority(block);
    match row {
        Row::Posts => {
            for (index, (line, remark)) in lines.iter().enumerate() {
                let small = Look::size(SIZE_RECIPIENTS_HEAD).italic();
                let look = if *remark { small } else { Look::size(SIZE_TEXT).bold() };
                let before = (index == 0).then_some(120);
                paragraph(
                    xml,
                    line,
                    look,
                    &Shape {
                        keep_next: true,
                        before,
                        ..centred()
                    },
                );
            }
            if lines.is_empty() {
                paragraph(
                    xml,
                    "",
                    Look::default(),
                    &Shape {
                        keep_next: true,
                        ..centred()
                    },
                );
            }
        }
        Row::Names => {
            let shape = Shape {
                before: Some(SIGNATURE_GAP),
                ..centred()
            };
            paragraph(xml, &block.name, Look::size(SIZE_TEXT).bold(), &shape);
        }
    }
    xml.close("w:tc");
}
