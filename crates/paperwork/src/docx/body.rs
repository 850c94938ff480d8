//! The text of the document: head, title, bases, body, signatures.

use super::parts::{RELATIONS, WORD};
use super::signatures::signatures;
use super::style::{
    HEAD_DISTANCE, Look, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, PAGE, SIZE_BODY_NAME, SIZE_MOTTO,
    SIZE_NATION, SIZE_NUMBER, SIZE_TEXT, Shape, TEXT_WIDTH, centred, open_paragraph, paragraph, rule, run,
};
use super::table::{open_cell, open_plain_table, open_row, ruled_table};
use super::xml::Xml;
use crate::document::{Block, Document};
use crate::layout;
use crate::metrics;

/// The name of the State in 12 pt takes 88 mm; the bodies have the rest, less a gap of 5 mm.
const HEAD_RIGHT: u32 = 5_060;
const HEAD_LEFT: u32 = TEXT_WIDTH - HEAD_RIGHT;
const HEAD_GAP: u32 = 284;

pub fn document(document: &Document) -> Xml {
    let mut xml = Xml::new();
    xml.open("w:document", &[("xmlns:w", WORD), ("xmlns:r", RELATIONS)]);
    xml.open("w:body", &[]);
    head(&mut xml, document);
    title(&mut xml, document);
    for line in layout::punctuated(&document.bases) {
        paragraph(
            &mut xml,
            &line,
            Look::default().italic(),
            &Shape {
                style: "Basis",
                ..Shape::default()
            },
        );
    }
    for (index, block) in document.blocks.iter().enumerate() {
        // The signatures must not stand alone on a page: the last line of text goes with them.
        let last = index.saturating_add(1) == document.blocks.len() && !document.signatures.is_empty();
        body_block(&mut xml, block, last);
    }
    signatures(&mut xml, document);
    section(&mut xml);
    xml.close("w:body");
    xml.close("w:document");
    xml
}

/// Width of a bold text in twips.
fn twips(text: &str, half_points: u32) -> u32 {
    metrics::bold_serif(text).saturating_mul(half_points) / 100
}

fn head(xml: &mut Xml, document: &Document) {
    open_plain_table(xml, &[HEAD_LEFT, HEAD_RIGHT]);
    open_row(xml, false);
    open_cell(xml, HEAD_LEFT, false);
    let fits = |line: &str| twips(line, SIZE_BODY_NAME) <= HEAD_LEFT - HEAD_GAP;
    let shape = Shape {
        side_indents: Some((0, HEAD_GAP)),
        ..centred()
    };
    if let Some(parent) = layout::parent(document) {
        let lines = layout::name_lines(&[parent], fits).join("\n");
        paragraph(xml, &lines, Look::size(SIZE_BODY_NAME), &shape);
    }
    let lines = layout::name_lines(&layout::bodies(document), fits);
    paragraph(xml, &lines.join("\n"), Look::size(SIZE_BODY_NAME).bold(), &shape);
    let widest = lines.iter().map(|line| twips(line, SIZE_BODY_NAME)).max().unwrap_or(0);
    if widest > 0 {
        // A third to a half of the name: four tenths.
        rule(xml, widest.saturating_mul(2) / 5, HEAD_LEFT - HEAD_GAP, 0);
    } else {
        paragraph(xml, "", Look::default(), &centred());
    }
    xml.close("w:tc");
    open_cell(xml, HEAD_RIGHT, false);
    paragraph(xml, layout::NATION, Look::size(SIZE_NATION).bold(), &centred());
    paragraph(xml, layout::MOTTO, Look::size(SIZE_MOTTO).bold(), &centred());
    rule(xml, twips(layout::MOTTO, SIZE_MOTTO), HEAD_RIGHT, 0);
    xml.close("w:tc");
    xml.close("w:tr");
    let number = layout::number(document);
    if number.is_some() || !document.header.place_date.is_empty() {
        let shape = Shape {
            before: Some(140),
            ..centred()
        };
        open_row(xml, false);
        open_cell(xml, HEAD_LEFT, false);
        let left = Shape {
            side_indents: Some((0, HEAD_GAP)),
            ..shape
        };
        paragraph(xml, number.as_deref().unwrap_or(""), Look::size(SIZE_NUMBER), &left);
        xml.close("w:tc");
        open_cell(xml, HEAD_RIGHT, false);
        paragraph(
            xml,
            &document.header.place_date,
            Look::size(SIZE_NUMBER).italic(),
            &shape,
        );
        xml.close("w:tc");
        xml.close("w:tr");
    }
    xml.close("w:tbl");
}

fn title(xml: &mut Xml, document: &Document) {
    let kind = document.title_kind.to_uppercase();
    paragraph(
        xml,
        &kind,
        Look::default().bold(),
        &Shape {
            style: "Title",
            ..Shape::default()
        },
    );
    if !document.subject.is_empty() {
        let shape = Shape {
            style: "Subject",
            side_indents: Some((FIRST_SIDE, FIRST_SIDE)),
            ..Shape::default()
        };
        paragraph(xml, &document.subject, Look::default().bold(), &shape);
    }
    let measured = if document.subject.is_empty() {
        &kind
    } else {
        &document.subject
    };
    let width = measured.lines().map(|line| twips(line, SIZE_TEXT)).max().unwrap_or(0);
    rule(
        xml,
        width.min(TEXT_WIDTH - 2 * FIRST_SIDE).saturating_mul(2) / 5,
        TEXT_WIDTH,
        240,
    );
}

/// The subject keeps 10 mm off both margins, so that a long one breaks into even lines.
const FIRST_SIDE: u32 = 567;

fn body_block(xml: &mut Xml, block: &Block, keep_next: bool) {
    let text = Shape {
        style: "BodyText",
        keep_next,
        ..Shape::default()
    };
    match block {
        Block::Heading { level, text } => {
            let style = match level {
                0 | 1 => "Heading1",
                2 => "Heading2",
                _ => "Heading3",
            };
            let look = Look {
                bold: true,
                italic: *level > 2,
                size: 0,
            };
            paragraph(
                xml,
                text,
                look,
                &Shape {
                    style,
                    ..Shape::default()
                },
            );
        }
        Block::Paragraph(runs) => {
            open_paragraph(xml, &text);
            for piece in runs {
                run(
                    xml,
                    &piece.text,
                    Look {
                        bold: piece.bold,
                        italic: piece.italic,
                        size: 0,
                    },
                );
            }
            xml.close("w:p");
        }
        Block::Item { marker, text: words } => paragraph(xml, &format!("{marker} {words}"), Look::default(), &text),
        Block::Table(table) => ruled_table(xml, table, keep_next),
        Block::Spacer => paragraph(
            xml,
            "",
            Look::default(),
            &Shape {
                keep_next,
                ..Shape::default()
            },
        ),
    }
}

fn section(xml: &mut Xml) {
    xml.open("w:sectPr", &[]);
    xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rId3")]);
    xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", "rId4")]);
    xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId5")]);
    xml.empty("w:footerReference", &[("w:type", "first"), ("r:id", "rId5")]);
    xml.empty("w:pgSz", &[("w:w", &PAGE.0.to_string()), ("w:h", &PAGE.1.to_string())]);
    let margins = [
        ("w:top", &*MARGIN_TOP.to_string()),
        ("w:right", &*MARGIN_RIGHT.to_string()),
        ("w:bottom", &*MARGIN_BOTTOM.to_string()),
        ("w:left", &*MARGIN_LEFT.to_string()),
        ("w:header", &*HEAD_DISTANCE.to_string()),
        ("w:footer", &*HEAD_DISTANCE.to_string()),
        ("w:gutter", "0"),
    ];
    xml.empty("w:pgMar", &margins);
    xml.empty("w:pgNumType", &[("w:start", "1")]);
    xml.empty("w:titlePg", &[]);
    xml.close("w:sectPr");
}
