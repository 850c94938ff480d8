//! Fonts and weight that a paragraph inherits from the styles of the file it came in.
//!
//! Old Vietnamese files often name their font (".VnTime") only in a style; without it nobody can tell which encoding
//! the letters are in.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::read::{Source, attribute, switched_on};
use crate::error::PaperworkError;

#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<String>,
    font: Option<String>,
    bold: Option<bool>,
}

/// The styles of one file.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    default_id: Option<String>,
    default_font: Option<String>,
}

/// A chain of styles longer than this is a loop.
const DEEPEST: usize = 20;

impl Styles {
    pub fn parse(xml: &[u8]) -> Result<Self, PaperworkError> {
        let mut styles = Self::default();
        let mut source = Source::new(xml, "word/styles.xml")?;
        let mut open: Option<(String, Style)> = None;
        let mut in_defaults = false;
        loop {
            match source.next()? {
                Event::Start(tag) | Event::Empty(tag) => {
                    if tag.name().as_ref() == "w:docDefaults" {
                        in_defaults = true;
                    }
                    styles.tag(&tag, &mut open, in_defaults);
                }
                Event::End(tag) => match tag.name().as_ref() {
                    "w:docDefaults" => in_defaults = false,
                    "w:style" => {
                        if let Some((id, style)) = open.take() {
                            styles.by_id.insert(id, style);
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    fn tag(&mut self, tag: &BytesStart<'_>, open: &mut Option<(String, Style)>, in_defaults: bool) {
        match tag.name().as_ref() {
            "w:style" => {
                let id = attribute(tag, "w:styleId").unwrap_or_default();
                let default = attribute(tag, "w:default").is_some_and(|value| value == "1" || value == "true");
                if default && attribute(tag, "w:type").as_deref() == Some("paragraph") {
                    self.default_id = Some(id.clone());
                }
                *open = Some((id, Style::default()));
            }
            "w:rFonts" => {
                let font = attribute(tag, "w:ascii").or_else(|| attribute(tag, "w:hAnsi"));
                if let Some((_, style)) = open {
                    style.font = font;
                } else if in_defaults {
                    self.default_font = font;
                }
            }
            "w:basedOn" => {
                if let Some((_, style)) = open {
                    style.based_on = attribute(tag, "w:val");
                }
            }
            "w:b" => {
                if let Some((_, style)) = open {
                    style.bold = Some(switched_on(tag));
                }
            }
            _ => {}
        }
    }

    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let mut next = id;
        let step = move || {
            let style = self.by_id.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        };
        std::iter::from_fn(step).take(DEEPEST)
    }

    /// The font a run of this style has when it names none itself.
    pub fn font(&self, id: Option<&str>) -> Option<String> {
        let id = id.or(self.default_id.as_deref());
        self.chain(id)
            .find_map(|style| style.font.clone())
            .or_else(|| self.default_font.clone())
    }

    /// Whether a run of this style is bold when it does not say.
    pub fn bold(&self, id: Option<&str>) -> bool {
        let id = id.or(self.default_id.as_deref());
        self.chain(id).find_map(|style| style.bold).unwrap_or(false)
    }
}
