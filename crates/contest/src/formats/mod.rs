//! Question files in and out: GIFT, Aiken, the Word convention of Vietnamese schools, the XLSX/CSV template.
//!
//! Every reader works on plain strings, rows or paragraphs and never stops at a bad question: what is right comes
//! through, what is wrong comes back as a [`Fault`] with its place. [`read`] is the thin front that looks at the
//! bytes, picks the format and asks `paperwork` to open the office files.
//!
//! The words of every fault and refusal live in `locales/formats.{vi,en}.ftl`.

pub mod aiken;
mod code;
mod collect;
mod draft;
mod fault;
mod field;
mod front;
pub mod gift;
mod meaning;
pub mod office;
mod refusal;
pub mod table;
pub mod text;
pub mod word;

pub use code::{FaultCode, GiftKind};
pub use fault::{Arg, At, Fault, Place};
pub use front::{read, read_text};
pub use refusal::{ImportRefusal, Suggestion};

use crate::question::QuestionText;

/// No file above this many bytes is ever opened, whatever the limits of the caller say.
pub const HARD_BYTES: usize = 50 * 1024 * 1024;

/// How much an import may bring. Lengths are in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes; never above [`HARD_BYTES`].
    pub bytes: usize,
    /// Questions read in one file, good and bad together.
    pub questions: usize,
    /// One line, one block of GIFT, one paragraph or one cell.
    pub piece: usize,
    pub stem: usize,
    pub choice: usize,
    pub explanation: usize,
    /// Topic, document and article, each.
    pub note: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 10 * 1024 * 1024,
            questions: 5_000,
            piece: 20_000,
            stem: 4_000,
            choice: 2_000,
            explanation: 8_000,
            note: 500,
        }
    }
}

/// Which convention a file follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Gift,
    Aiken,
    Word,
    Table,
}

impl Format {
    /// Fluent key of the name shown to the officer.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Gift => "formats-name-gift",
            Self::Aiken => "formats-name-aiken",
            Self::Word => "formats-name-word",
            Self::Table => "formats-name-table",
        }
    }
}

/// One question that can be taken over as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    pub place: Place,
    pub text: QuestionText,
    /// Things to look at before approving; none of them keeps the question out.
    pub warnings: Vec<Fault>,
}

/// What came out of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub format: Format,
    /// In the order of the file.
    pub questions: Vec<Parsed>,
    /// Why the other questions were left out, and notes on the file as a whole.
    pub faults: Vec<Fault>,
}
