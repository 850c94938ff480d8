//! Tables: the borderless ones that hold columns of text, and the ruled one of the body.

use super::style::{Look, Shape, TEXT_WIDTH, paragraph};
use super::xml::Xml;
use crate::document::{Align, Table};
use crate::layout;

/// Opens a table without lines.
pub fn open_plain_table(xml: &mut Xml, widths: &[u32]) {
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    let total: u32 = widths.iter().sum();
    xml.empty("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")]);
    xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
    xml.empty("w:tblLayout", &[("w:type", "fixed")]);
    close_table_properties(xml, widths, "0");
}

fn close_table_properties(xml: &mut Xml, widths: &[u32], margin: &str) {
    xml.open("w:tblCellMar", &[]);
    xml.empty("w:left", &[("w:w", margin), ("w:type", "dxa")]);
    xml.empty("w:right", &[("w:w", margin), ("w:type", "dxa")]);
    xml.close("w:tblCellMar");
    xml.close("w:tblPr");
    xml.open("w:tblGrid", &[]);
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close("w:tblGrid");
}

pub fn open_row(xml: &mut Xml, head: bool) {
    xml.open("w:tr", &[]);
    xml.open("w:trPr", &[]);
    xml.empty("w:cantSplit", &[]);
    if head {
        xml.empty("w:tblHeader", &[]);
    }
    xml.close("w:trPr");
}

pub fn open_cell(xml: &mut Xml, width: u32, middle: bool) {
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    if middle {
        xml.value("w:vAlign", "center");
    }
    xml.close("w:tcPr");
}

/// The ruled table of the body; its head repeats on every page and no row is torn.
pub fn ruled_table(xml: &mut Xml, table: &Table, keep_next: bool) {
    let widths = layout::column_widths(table, TEXT_WIDTH);
    if widths.is_empty() {
        return;
    }
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblW", &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")]);
    xml.open("w:tblBorders", &[]);
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.empty(
            side,
            &[
                ("w:val", "single"),
                ("w:sz", "4"),
                ("w:space", "0"),
                ("w:color", "000000"),
            ],
        );
    }
    xml.close("w:tblBorders");
    xml.empty("w:tblLayout", &[("w:type", "fixed")]);
    close_table_properties(xml, &widths, "85");
    if !table.head.is_empty() {
        open_row(xml, true);
        for (index, width) in widths.iter().enumerate() {
            open_cell(xml, *width, true);
            let words = table.head.get(index).map_or("", String::as_str);
            let shape = Shape {
                style: "TableText",
                keep_next: true,
                align: "center",
                ..Shape::default()
            };
            paragraph(xml, words, Look::default().bold(), &shape);
            xml.close("w:tc");
        }
        xml.close("w:tr");
    }
    for row in &table.rows {
        open_row(xml, false);
        for (index, width) in widths.iter().enumerate() {
            open_cell(xml, *width, true);
            let align = match table.align.get(index).copied().unwrap_or_default() {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
            };
            let words = row.get(index).map_or("", String::as_str);
            paragraph(
                xml,
                words,
                Look::default(),
                &Shape {
                    style: "TableText",
                    align,
                    ..Shape::default()
                },
            );
            xml.close("w:tc");
        }
        xml.close("w:tr");
    }
    xml.close("w:tbl");
    // A table needs a paragraph after it, or the next one would grow into it.
    let shape = Shape {
        keep_next,
        exact_line: Some(160),
        ..Shape::default()
    };
    paragraph(xml, "", Look::default(), &shape);
}
