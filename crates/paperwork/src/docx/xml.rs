//! A small, safe way to write XML parts: names are ours, values and text are always escaped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::error::PaperworkError;
use crate::layout::printable;

/// One XML part being written. A failure is kept and told by [`Xml::finish`]; writing to memory does not fail in
/// practice, and two hundred question marks would hide the document's shape.
pub struct Xml {
    out: Writer<Vec<u8>>,
    failed: bool,
}

/// Attributes of one element.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    pub fn new() -> Self {
        let mut xml = Self {
            out: Writer::new(Vec::new()),
            failed: false,
        };
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    fn write(&mut self, event: Event<'_>) {
        self.failed |= self.out.write_event(event).is_err();
    }

    fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, printable(value).as_str()));
        }
        start
    }

    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Start(Self::start(name, attributes)));
    }

    pub fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Empty(Self::start(name, attributes)));
    }

    /// An element with the one attribute `w:val`, the commonest shape of this format.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    pub fn text(&mut self, text: &str) {
        self.write(Event::Text(BytesText::new(&printable(text))));
    }

    /// An element that holds only text.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    pub fn finish(self, part: &str) -> Result<Vec<u8>, PaperworkError> {
        if self.failed {
            Err(PaperworkError::writing(part))
        } else {
            Ok(self.out.into_inner())
        }
    }
}
