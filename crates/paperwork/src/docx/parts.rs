//! The parts of a DOCX package around the text: types, relations, styles, settings, page head and foot.

use super::style::{
    FIRST_LINE, FONT, Look, SIZE_NOTICE, SIZE_TABLE, SIZE_TEXT, Shape, TEXT_WIDTH, open_paragraph, paragraph,
};
use super::xml::Xml;
use crate::document::Document;
use crate::metrics;

pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Which page a head belongs to: the number is not shown on the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    First,
    Later,
}

pub fn content_types() -> Xml {
    let mut xml = Xml::new();
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
    xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
    let parts = [
        ("/word/document.xml", "document.main"),
        ("/word/styles.xml", "styles"),
        ("/word/settings.xml", "settings"),
        ("/word/header1.xml", "header"),
        ("/word/header2.xml", "header"),
        ("/word/footer1.xml", "footer"),
    ];
    for (part, kind) in parts {
        xml.empty(
            "Override",
            &[("PartName", part), ("ContentType", &format!("{TYPE}.{kind}+xml"))],
        );
    }
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    xml.empty("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", core)]);
    let app = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    xml.empty("Override", &[("PartName", "/docProps/app.xml"), ("ContentType", app)]);
    xml.close("Types");
    xml
}

fn relations(entries: &[(&str, &str, &str)]) -> Xml {
    let mut xml = Xml::new();
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
    for (id, kind, target) in entries {
        xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    xml.close("Relationships");
    xml
}

pub fn package_relations() -> Xml {
    relations(&[
        ("rId1", &format!("{RELATIONS}/officeDocument"), "word/document.xml"),
        (
            "rId2",
            &format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
        ("rId3", &format!("{RELATIONS}/extended-properties"), "docProps/app.xml"),
    ])
}

pub fn document_relations() -> Xml {
    relations(&[
        ("rId1", &format!("{RELATIONS}/styles"), "styles.xml"),
        ("rId2", &format!("{RELATIONS}/settings"), "settings.xml"),
        ("rId3", &format!("{RELATIONS}/header"), "header1.xml"),
        ("rId4", &format!("{RELATIONS}/header"), "header2.xml"),
        ("rId5", &format!("{RELATIONS}/footer"), "footer1.xml"),
    ])
}

/// Title and language; no times and no author, so that the same document gives the same file.
pub fn core(document: &Document) -> Xml {
    let mut xml = Xml::new();
    let terms = "http://purl.org/dc/elements/1.1/";
    let spaces = [
        ("xmlns:cp", &*format!("{PACKAGE}/metadata/core-properties")),
        ("xmlns:dc", terms),
    ];
    xml.open("cp:coreProperties", &spaces);
    let title = [document.title_kind.as_str(), document.subject.as_str()].join(" ");
    xml.leaf("dc:title", &[], title.trim());
    xml.leaf("dc:language", &[], "vi-VN");
    xml.close("cp:coreProperties");
    xml
}

pub fn app() -> Xml {
    let mut xml = Xml::new();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", space)]);
    xml.leaf("Application", &[], "Dong Hanh");
    xml.close("Properties");
    xml
}

pub fn settings() -> Xml {
    let mut xml = Xml::new();
    xml.open("w:settings", &[("xmlns:w", WORD)]);
    xml.empty("w:zoom", &[("w:percent", "100")]);
    xml.value("w:defaultTabStop", "720");
    xml.value("w:characterSpacingControl", "doNotCompress");
    xml.open("w:compat", &[]);
    let uri = "http://schemas.microsoft.com/office/word";
    xml.empty(
        "w:compatSetting",
        &[("w:name", "compatibilityMode"), ("w:uri", uri), ("w:val", "15")],
    );
    xml.close("w:compat");
    xml.close("w:settings");
    xml
}

struct StyleSheet {
    id: &'static str,
    name: &'static str,
    look: Look,
    align: &'static str,
    before: u32,
    after: u32,
    /// In 240ths of a line.
    line: u32,
    first_line: u32,
    keep_next: bool,
    outline: Option<&'static str>,
}

/// The paragraph styles. Names of built-in styles are Word's own, so that its navigation pane works.
fn style_sheets() -> Vec<StyleSheet> {
    let text = StyleSheet {
        id: "BodyText",
        name: "Body Text",
        look: Look::size(SIZE_TEXT),
        align: "both",
        before: 0,
        after: 120,
        line: 264,
        first_line: FIRST_LINE,
        keep_next: false,
        outline: None,
    };
    let heading = |id, name, look, outline| StyleSheet {
        id,
        name,
        look,
        before: 60,
        keep_next: true,
        outline: Some(outline),
        ..text
    };
    let bold = Look::size(SIZE_TEXT).bold();
    let centred = StyleSheet {
        align: "center",
        first_line: 0,
        after: 0,
        line: 240,
        look: bold,
        ..text
    };
    vec![
        heading("Heading1", "heading 1", bold, "0"),
        heading("Heading2", "heading 2", bold, "1"),
        heading("Heading3", "heading 3", bold.italic(), "2"),
        StyleSheet {
            id: "Title",
            name: "Title",
            keep_next: true,
            before: 360,
            ..centred
        },
        StyleSheet {
            id: "Subject",
            name: "Subject",
            keep_next: true,
            ..centred
        },
        StyleSheet {
            id: "Basis",
            name: "Basis",
            look: Look::size(SIZE_TEXT).italic(),
            ..text
        },
        StyleSheet {
            id: "TableText",
            name: "Table Text",
            look: Look::size(SIZE_TABLE),
            align: "left",
            before: 40,
            after: 40,
            line: 240,
            first_line: 0,
            ..text
        },
        text,
    ]
}

pub fn styles() -> Xml {
    let mut xml = Xml::new();
    xml.open("w:styles", &[("xmlns:w", WORD)]);
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    xml.empty(
        "w:rFonts",
        &[
            ("w:ascii", FONT),
            ("w:hAnsi", FONT),
            ("w:eastAsia", FONT),
            ("w:cs", FONT),
        ],
    );
    let size = SIZE_TEXT.to_string();
    xml.value("w:sz", &size);
    xml.value("w:szCs", &size);
    xml.empty(
        "w:lang",
        &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")],
    );
    xml.close("w:rPr");
    xml.close("w:rPrDefault");
    xml.open("w:pPrDefault", &[]);
    xml.open("w:pPr", &[]);
    xml.empty(
        "w:spacing",
        &[
            ("w:before", "0"),
            ("w:after", "0"),
            ("w:line", "240"),
            ("w:lineRule", "auto"),
        ],
    );
    xml.close("w:pPr");
    xml.close("w:pPrDefault");
    xml.close("w:docDefaults");
    xml.open(
        "w:style",
        &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")],
    );
    xml.value("w:name", "Normal");
    xml.empty("w:qFormat", &[]);
    xml.close("w:style");
    for sheet in style_sheets() {
        style(&mut xml, &sheet);
    }
    xml.close("w:styles");
    xml
}

fn style(xml: &mut Xml, sheet: &StyleSheet) {
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", sheet.id)]);
    xml.value("w:name", sheet.name);
    xml.value("w:basedOn", "Normal");
    xml.empty("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    if sheet.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    let (before, after, line) = (
        sheet.before.to_string(),
        sheet.after.to_string(),
        sheet.line.to_string(),
    );
    let spacing = [
        ("w:before", &*before),
        ("w:after", &*after),
        ("w:line", &*line),
        ("w:lineRule", "auto"),
    ];
    xml.empty("w:spacing", &spacing);
    xml.empty("w:ind", &[("w:firstLine", &sheet.first_line.to_string())]);
    xml.value("w:jc", sheet.align);
    if let Some(level) = sheet.outline {
        xml.value("w:outlineLvl", level);
    }
    xml.close("w:pPr");
    xml.open("w:rPr", &[]);
    if sheet.look.bold {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    }
    if sheet.look.italic {
        xml.empty("w:i", &[]);
        xml.empty("w:iCs", &[]);
    }
    let size = sheet.look.size.to_string();
    xml.value("w:sz", &size);
    xml.value("w:szCs", &size);
    xml.close("w:rPr");
    xml.close("w:style");
}

/// Page head: the number centred in the top margin from page two on; on page one only the notice, if any.
pub fn header(document: &Document, page: Page) -> Xml {
    let mut xml = Xml::new();
    xml.open("w:hdr", &[("xmlns:w", WORD), ("xmlns:r", RELATIONS)]);
    match (page, &document.notice) {
        (Page::First, Some(text)) => notice(&mut xml, text),
        (Page::First, None) => paragraph(&mut xml, "", Look::default(), &Shape::default()),
        (Page::Later, _) => {
            open_paragraph(
                &mut xml,
                &Shape {
                    align: "center",
                    ..Shape::default()
                },
            );
            xml.open("w:fldSimple", &[("w:instr", " PAGE ")]);
            super::style::run(&mut xml, "2", Look::size(SIZE_TEXT));
            xml.close("w:fldSimple");
            xml.close("w:p");
        }
    }
    xml.close("w:hdr");
    xml
}

/// Page foot: the notice again, on every page.
pub fn footer(document: &Document) -> Xml {
    let mut xml = Xml::new();
    xml.open("w:ftr", &[("xmlns:w", WORD), ("xmlns:r", RELATIONS)]);
    match &document.notice {
        Some(text) => notice(&mut xml, text),
        None => paragraph(&mut xml, "", Look::default(), &Shape::default()),
    }
    xml.close("w:ftr");
    xml
}

fn notice(xml: &mut Xml, text: &str) {
    // Twips: thousandths of the type size × (half points × 10) / 1000, plus air on both sides.
    let width = metrics::bold_serif(text).saturating_mul(SIZE_NOTICE) / 100 + 200;
    let side = TEXT_WIDTH.saturating_sub(width) / 2;
    let shape = Shape {
        boxed: true,
        align: "center",
        side_indents: Some((side, side)),
        ..Shape::default()
    };
    paragraph(xml, text, Look::size(SIZE_NOTICE).bold(), &shape);
}
