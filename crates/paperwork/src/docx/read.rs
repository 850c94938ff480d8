//! Reading the paragraphs of a DOCX that somebody sent: question banks, lists, old plans.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::styles_of::Styles;
use crate::archive::{Archive, Limits};
use crate::error::PaperworkError;

const TEXT: &str = "word/document.xml";

/// One paragraph as it stands in the file. The text is not normalised: no-break spaces and decomposed letters stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Text without its automatic number; line breaks are `\n`, tabs `\t`.
    pub text: String,
    /// All of the visible text is bold, by itself or by its style.
    pub bold: bool,
    /// Font of the first visible text, from the run or its styles; tells old encodings (".VnTime", "VNI-Times").
    pub font: Option<String>,
    /// Some of the visible text is underlined, bold or highlighted by hand (not by the paragraph's style).
    pub correct_mark: bool,
    /// The text that carries the mark; tells "**A.** answer" (a bold label) from "**A. answer**".
    pub marked: String,
    /// Word numbers this paragraph by itself; the number is not part of `text`.
    pub numbered: bool,
    /// The paragraph stands in a table cell.
    pub in_table: bool,
}

/// All paragraphs of the text in reading order, those of tables and text boxes too.
///
/// The archive is held to `limits` before anything is parsed. A document type declaration is refused, so no entity
/// can be defined or fetched. Deleted text of tracked changes is left out, inserted text is taken.
pub fn read_paragraphs(bytes: &[u8], limits: &Limits) -> Result<Vec<Paragraph>, PaperworkError> {
    let mut archive = Archive::open(bytes, limits)?;
    let text = archive.file(TEXT)?.ok_or(PaperworkError::NotADocument)?;
    let styles = match archive.file("word/styles.xml")? {
        Some(xml) => Styles::parse(&xml)?,
        None => Styles::default(),
    };
    let mut source = Source::new(&text, TEXT)?;
    let mut state = State {
        styles: &styles,
        done: Vec::new(),
        open: Vec::new(),
        tables: 0,
        run: None,
        text: false,
    };
    // Inside these nothing is read: old versions, removed text, pictures' fallbacks, properties of former days.
    let mut skipping: usize = 0;
    loop {
        let event = source.next()?;
        if skipping > 0 {
            match event {
                Event::Start(_) => skipping = skipping.saturating_add(1),
                Event::End(_) => skipping = skipping.saturating_sub(1),
                Event::Eof => return Err(PaperworkError::malformed(TEXT)),
                _ => {}
            }
            continue;
        }
        match event {
            Event::Start(tag) if skipped(tag.name().as_ref()) => skipping = 1,
            Event::Start(tag) => state.start(&tag),
            Event::Empty(tag) if skipped(tag.name().as_ref()) => {}
            Event::Empty(tag) => {
                state.start(&tag);
                state.end(tag.name().as_ref());
            }
            Event::End(tag) => state.end(tag.name().as_ref()),
            Event::Text(words) => state.words(&words.xml10_content()),
            Event::CData(words) => state.words(&words.xml10_content()),
            Event::GeneralRef(reference) => state.words(&entity(&reference)?),
            Event::Eof => break,
            _ => {}
        }
    }
    if state.open.is_empty() {
        Ok(state.done)
    } else {
        Err(PaperworkError::malformed(TEXT))
    }
}

fn skipped(name: &str) -> bool {
    matches!(
        name,
        "mc:Fallback" | "w:del" | "w:moveFrom" | "w:pPrChange" | "w:rPrChange" | "w:sectPr" | "w:tblPr" | "w:instrText"
    )
}

/// The five entities of XML itself and numbers; any other would have to come from a declaration.
fn entity(reference: &quick_xml::events::BytesRef<'_>) -> Result<String, PaperworkError> {
    let number = reference
        .resolve_char_ref()
        .map_err(|_| PaperworkError::malformed(TEXT))?;
    let sign = match (number, reference.as_ref()) {
        (Some(c), _) => c,
        (None, "lt") => '<',
        (None, "gt") => '>',
        (None, "amp") => '&',
        (None, "quot") => '"',
        (None, "apos") => '\'',
        (None, _) => return Err(PaperworkError::malformed(TEXT)),
    };
    Ok(sign.to_string())
}

/// A part of a package being read: UTF-8, without a document type.
pub struct Source<'a> {
    reader: Reader<&'a [u8]>,
    part: &'static str,
}

impl<'a> Source<'a> {
    pub fn new(xml: &'a [u8], part: &'static str) -> Result<Self, PaperworkError> {
        let text = std::str::from_utf8(xml).map_err(|_| PaperworkError::malformed(part))?;
        Ok(Self {
            reader: Reader::from_str(text.trim_start_matches('\u{feff}')),
            part,
        })
    }

    pub fn next(&mut self) -> Result<Event<'a>, PaperworkError> {
        match self.reader.read_event() {
            Ok(Event::DocType(_)) | Err(_) => Err(PaperworkError::malformed(self.part)),
            Ok(event) => Ok(event),
        }
    }
}

pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    attribute
        .normalized_value(quick_xml::XmlVersion::Explicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// A property that is on unless its value says off.
pub fn switched_on(tag: &BytesStart<'_>) -> bool {
    !attribute(tag, "w:val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

#[derive(Debug, Default)]
struct OpenRun {
    font: Option<String>,
    bold: Option<bool>,
    style: Option<String>,
    marked: bool,
}

#[derive(Debug, Default)]
struct OpenParagraph {
    made: Paragraph,
    style: Option<String>,
    light: bool,
    visible: bool,
    in_properties: bool,
}

struct State<'s> {
    styles: &'s Styles,
    done: Vec<Paragraph>,
    /// A text box holds paragraphs inside a paragraph, so the open ones are a stack; each remembers its place.
    open: Vec<(usize, OpenParagraph)>,
    tables: usize,
    run: Option<OpenRun>,
    text: bool,
}

impl State<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "w:tbl" => self.tables = self.tables.saturating_add(1),
            "w:p" => {
                let made = Paragraph {
                    in_table: self.tables > 0,
                    ..Paragraph::default()
                };
                self.open.push((
                    self.done.len(),
                    OpenParagraph {
                        made,
                        ..OpenParagraph::default()
                    },
                ));
                self.done.push(Paragraph::default());
                self.run = None;
            }
            "w:r" => self.run = Some(OpenRun::default()),
            "w:t" => self.text = true,
            "w:tab" if self.run.is_some() => self.add("\t"),
            "w:br" | "w:cr" => self.add("\n"),
            "w:noBreakHyphen" => self.add("\u{2011}"),
            "w:softHyphen" => self.add("\u{ad}"),
            _ => self.property(tag),
        }
    }

    fn property(&mut self, tag: &BytesStart<'_>) {
        let Some((_, paragraph)) = self.open.last_mut() else {
            return;
        };
        match (tag.name().as_ref(), self.run.as_mut()) {
            ("w:pPr", _) => paragraph.in_properties = true,
            ("w:pStyle", _) => paragraph.style = attribute(tag, "w:val"),
            // Numbering "0" is Word's way to switch a style's numbering off.
            ("w:numId", _) => paragraph.made.numbered = attribute(tag, "w:val").is_some_and(|id| id != "0"),
            // Run properties inside paragraph properties belong to the paragraph mark, not to the text.
            (_, Some(run)) if !paragraph.in_properties => match tag.name().as_ref() {
                "w:rFonts" => run.font = attribute(tag, "w:ascii").or_else(|| attribute(tag, "w:hAnsi")),
                "w:rStyle" => run.style = attribute(tag, "w:val"),
                "w:b" => {
                    run.bold = Some(switched_on(tag));
                    run.marked |= switched_on(tag);
                }
                "w:u" | "w:highlight" => run.marked |= switched_on(tag),
                "w:shd" => {
                    let fill = attribute(tag, "w:fill").unwrap_or_default();
                    run.marked |= !matches!(fill.to_ascii_lowercase().as_str(), "" | "auto" | "ffffff");
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:tbl" => self.tables = self.tables.saturating_sub(1),
            "w:pPr" => {
                if let Some((_, paragraph)) = self.open.last_mut() {
                    paragraph.in_properties = false;
                }
            }
            "w:r" => self.run = None,
            "w:t" => self.text = false,
            "w:p" => {
                if let Some((place, mut paragraph)) = self.open.pop() {
                    paragraph.made.bold = paragraph.visible && !paragraph.light;
                    if let Some(slot) = self.done.get_mut(place) {
                        *slot = paragraph.made;
                    }
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.text {
            self.add(words);
        }
    }

    fn add(&mut self, words: &str) {
        let Some((_, paragraph)) = self.open.last_mut() else {
            return;
        };
        paragraph.made.text.push_str(words);
        let run = self.run.get_or_insert_default();
        if run.marked {
            paragraph.made.marked.push_str(words);
        }
        if words.trim().is_empty() {
            return;
        }
        let of_style = |style: &Option<String>| style.as_deref().is_some_and(|id| self.styles.bold(Some(id)));
        let bold = run
            .bold
            .unwrap_or_else(|| of_style(&run.style) || self.styles.bold(paragraph.style.as_deref()));
        paragraph.light |= !bold;
        paragraph.made.correct_mark |= run.marked;
        if !paragraph.visible {
            paragraph.visible = true;
            let of_run = || run.style.as_deref().and_then(|id| self.styles.font(Some(id)));
            let of_paragraph = || self.styles.font(paragraph.style.as_deref());
            paragraph.made.font = run.font.clone().or_else(of_run).or_else(of_paragraph);
        }
    }
}
