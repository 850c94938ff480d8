//! One official document as plain data, independent of any file format.
//!
//! All text is data: no markup is read in it, whatever signs it holds. A line feed inside a text is a line break.
//! The layout (capitals of bodies and titles, `;` and `.` after legal bases, rules under the names) is the
//! renderers' work, after Nghị định 30/2020/NĐ-CP, Phụ lục I.

use serde::{Deserialize, Serialize};

/// A whole document, in the order in which it is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Issuing bodies, number, place and date.
    pub header: Header,
    /// Kind of document ("Biên bản"); printed in capitals.
    pub title_kind: String,
    /// Trích yếu: what the document is about; may be empty.
    pub subject: String,
    /// Căn cứ, one per line; the closing `;` and `.` are set by the renderer when missing.
    pub bases: Vec<String>,
    /// The body.
    pub blocks: Vec<Block>,
    /// Signature blocks from left to right.
    pub signatures: Vec<Signature>,
    /// Nơi nhận, without dashes; `;` and `.` are set by the renderer when missing.
    pub recipients: Vec<String>,
    /// A mark set on every page, for example "DỮ LIỆU DEMO".
    pub notice: Option<String>,
}

/// The two-column head of page one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Cơ quan chủ quản, printed upright and not bold above the issuing bodies.
    pub parent: Option<String>,
    /// Issuing bodies, leading one first. Several are a joint document: joined by hyphens.
    /// A line feed in a name breaks it there.
    pub bodies: Vec<String>,
    /// Number and notation ("05/BB-BTC"), without the word "Số:".
    pub number: Option<String>,
    /// Place and date ("Hà Nội, ngày 05 tháng 01 năm 2026"); empty to leave it out (minutes have none).
    pub place_date: String,
}

/// One piece of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading; levels other than 1 to 3 are drawn as the nearest of them.
    Heading {
        /// 1 (I.), 2 (1.) or 3 (a).
        level: u8,
        /// The text with its own numbering.
        text: String,
    },
    /// Running text.
    Paragraph(Vec<Run>),
    /// A line of a list with its own marker ("a)", "-", "1.").
    Item {
        /// The marker as printed.
        marker: String,
        /// The text after it.
        text: String,
    },
    /// A ruled table.
    Table(Table),
    /// An empty line.
    Spacer,
}

/// A ruled table whose head repeats on every page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Column headings.
    pub head: Vec<String>,
    /// Rows of cells; short rows are filled with empty cells.
    pub rows: Vec<Vec<String>>,
    /// Alignment per column; missing ones are [`Align::Left`].
    pub align: Vec<Align>,
    /// Relative column widths; missing ones, and zero, count as 1.
    pub widths: Vec<u16>,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Ordinals, dates, marks.
    Center,
    /// Numbers and money.
    Right,
}

/// A stretch of text of one look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

impl Run {
    /// Upright text of normal weight.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bold: false,
            italic: false,
        }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bold: true,
            italic: false,
        }
    }

    /// Italic text.
    pub fn italic(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bold: false,
            italic: true,
        }
    }
}

/// One signature block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Authority and post, one per line ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), printed in capitals. A line in brackets is
    /// a remark ("(Ký, ghi rõ họ tên)") and is printed as it is, in italics.
    pub authority: Vec<String>,
    /// Full name of the signer; empty to leave the place free.
    pub name: String,
}

impl Block {
    /// A paragraph of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Run::plain(text)])
    }

    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading {
            level,
            text: text.into(),
        }
    }

    /// A list line.
    pub fn item(marker: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Item {
            marker: marker.into(),
            text: text.into(),
        }
    }
}
