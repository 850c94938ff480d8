//! DOCX: writing a [`Document`] as an editable Word file, and reading paragraphs of one that somebody sent.

mod body;
mod parts;
mod read;
mod signatures;
mod style;
mod styles_of;
mod table;
mod xml;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub use self::read::{Paragraph, read_paragraphs};
pub use crate::archive::Limits;
use crate::document::Document;
use crate::error::PaperworkError;

/// Writes the document as a DOCX file. The same document always gives the same bytes.
pub fn render(document: &Document) -> Result<Vec<u8>, PaperworkError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let files = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::package_relations()),
        ("docProps/core.xml", parts::core(document)),
        ("docProps/app.xml", parts::app()),
        ("word/document.xml", body::document(document)),
        ("word/_rels/document.xml.rels", parts::document_relations()),
        ("word/styles.xml", parts::styles()),
        ("word/settings.xml", parts::settings()),
        ("word/header1.xml", parts::header(document, parts::Page::Later)),
        ("word/header2.xml", parts::header(document, parts::Page::First)),
        ("word/footer1.xml", parts::footer(document)),
    ];
    for (name, xml) in files {
        let bytes = xml.finish(name)?;
        zip.start_file(name, SimpleFileOptions::default())
            .map_err(|_| PaperworkError::writing(name))?;
        zip.write_all(&bytes).map_err(|_| PaperworkError::writing(name))?;
    }
    Ok(zip.finish().map_err(|_| PaperworkError::writing("zip"))?.into_inner())
}
