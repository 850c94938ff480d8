//! Measures of the page and the looks of paragraphs and runs. Lengths in twips (1/20 pt), type sizes in half points.
//!
//! Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (page, margins, type sizes, indents).

use super::xml::Xml;

/// A4, portrait.
pub const PAGE: (u32, u32) = (11_906, 16_838);
/// Top and bottom 20 mm, left 30 mm, right 15 mm.
pub const MARGIN_TOP: u32 = 1_134;
pub const MARGIN_BOTTOM: u32 = 1_134;
pub const MARGIN_LEFT: u32 = 1_701;
pub const MARGIN_RIGHT: u32 = 850;
/// From the edge of the sheet to the page number in the top margin: 9 mm.
pub const HEAD_DISTANCE: u32 = 510;
/// Width left for text.
pub const TEXT_WIDTH: u32 = PAGE.0 - MARGIN_LEFT - MARGIN_RIGHT;
/// First-line indent: 1,27 cm.
pub const FIRST_LINE: u32 = 720;
pub const FONT: &str = "Times New Roman";

/// Type sizes in half points.
pub const SIZE_NATION: u32 = 24;
pub const SIZE_MOTTO: u32 = 26;
pub const SIZE_BODY_NAME: u32 = 24;
pub const SIZE_NUMBER: u32 = 26;
pub const SIZE_TEXT: u32 = 28;
pub const SIZE_TABLE: u32 = 26;
pub const SIZE_RECIPIENTS_HEAD: u32 = 24;
pub const SIZE_RECIPIENTS: u32 = 22;
pub const SIZE_NOTICE: u32 = 20;

/// Look of a run; `size` 0 leaves the size of the paragraph's style.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub size: u32,
}

impl Look {
    pub const fn size(size: u32) -> Self {
        Self {
            bold: false,
            italic: false,
            size,
        }
    }

    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }
}

/// Look of a paragraph beyond its style.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shape<'a> {
    pub style: &'a str,
    pub keep_next: bool,
    /// A rule above, for the lines under names.
    pub rule: bool,
    /// A box around, for the notice.
    pub boxed: bool,
    pub before: Option<u32>,
    pub after: Option<u32>,
    pub exact_line: Option<u32>,
    pub side_indents: Option<(u32, u32)>,
    pub align: &'a str,
}

/// Centred and nothing else.
pub fn centred<'a>() -> Shape<'a> {
    Shape {
        align: "center",
        ..Shape::default()
    }
}

/// Opens a paragraph and writes its properties in the order the schema asks for.
pub fn open_paragraph(xml: &mut Xml, shape: &Shape<'_>) {
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    if !shape.style.is_empty() {
        xml.value("w:pStyle", shape.style);
    }
    if shape.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    if shape.rule {
        xml.open("w:pBdr", &[]);
        border(xml, "w:top", "6", "0");
        xml.close("w:pBdr");
    }
    if shape.boxed {
        xml.open("w:pBdr", &[]);
        for side in ["w:top", "w:left", "w:bottom", "w:right"] {
            border(xml, side, "6", "2");
        }
        xml.close("w:pBdr");
    }
    spacing(xml, shape);
    if let Some((left, right)) = shape.side_indents {
        let (left, right) = (left.to_string(), right.to_string());
        xml.empty("w:ind", &[("w:left", &left), ("w:right", &right), ("w:firstLine", "0")]);
    }
    if !shape.align.is_empty() {
        xml.value("w:jc", shape.align);
    }
    xml.close("w:pPr");
}

fn border(xml: &mut Xml, side: &str, size: &str, space: &str) {
    xml.empty(
        side,
        &[
            ("w:val", "single"),
            ("w:sz", size),
            ("w:space", space),
            ("w:color", "000000"),
        ],
    );
}

fn spacing(xml: &mut Xml, shape: &Shape<'_>) {
    let before = shape.before.map(|twips| twips.to_string());
    let after = shape.after.map(|twips| twips.to_string());
    let line = shape.exact_line.map(|twips| twips.to_string());
    let mut attributes = Vec::new();
    if let Some(before) = &before {
        attributes.push(("w:before", before.as_str()));
    }
    if let Some(after) = &after {
        attributes.push(("w:after", after.as_str()));
    }
    if let Some(line) = &line {
        attributes.extend([("w:line", line.as_str()), ("w:lineRule", "exact")]);
    }
    if !attributes.is_empty() {
        xml.empty("w:spacing", &attributes);
    }
}

/// Writes a run; line feeds become line breaks, tabs become tabs.
pub fn run(xml: &mut Xml, text: &str, look: Look) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    if look.bold {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    }
    if look.italic {
        xml.empty("w:i", &[]);
        xml.empty("w:iCs", &[]);
    }
    if look.size > 0 {
        let size = look.size.to_string();
        xml.value("w:sz", &size);
        xml.value("w:szCs", &size);
    }
    xml.close("w:rPr");
    for (index, line) in text.replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
        if index > 0 {
            xml.empty("w:br", &[]);
        }
        for (index, piece) in line.split('\t').enumerate() {
            if index > 0 {
                xml.empty("w:tab", &[]);
            }
            if !piece.is_empty() {
                xml.leaf("w:t", &[("xml:space", "preserve")], piece);
            }
        }
    }
    xml.close("w:r");
}

/// A paragraph of one run.
pub fn paragraph(xml: &mut Xml, text: &str, look: Look, shape: &Shape<'_>) {
    open_paragraph(xml, shape);
    if !text.is_empty() {
        run(xml, text, look);
    }
    xml.close("w:p");
}

/// A centred rule `length` long inside a column `column` wide: a paragraph two points high with a line above it, which
/// stays in place when the text before it is edited.
pub fn rule(xml: &mut Xml, length: u32, column: u32, after: u32) {
    let side = column.saturating_sub(length) / 2;
    let shape = Shape {
        rule: true,
        before: Some(90),
        after: Some(after),
        exact_line: Some(40),
        side_indents: Some((side, side)),
        ..Shape::default()
    };
    paragraph(xml, "", Look::default(), &shape);
}
