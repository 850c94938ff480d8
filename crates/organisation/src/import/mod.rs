//! Bringing lists of units and people in from spreadsheets.
//!
//! A file goes through five steps, each a plain function but for the two that ask the store:
//! 1. [`table::read`] finds the table by its headings, in any order, with or without diacritics;
//! 2. cells are put right where Excel, an old font or an Apple keyboard bent them; each repair is shown;
//! 3. [`members::parse`] and [`units::parse`] read values and name every fault by sheet, row and column;
//! 4. [`members::compare`] and [`units::compare`] hold the rows against what is on record;
//! 5. [`apply`] writes, all or nothing.

pub mod apply;
pub mod cell;
pub mod check;
pub mod columns;
pub mod fault;
pub mod members;
pub mod reorg;
pub mod table;
pub mod template;
pub mod units;

pub use apply::{Imported, members, units as write_units};
pub use check::Checked;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Members,
    Units,
    /// Whole re-organisations; they have pages of their own ([`reorg`]).
    Reorg,
}

impl Kind {
    /// As kept in the database and written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Members => "doan-vien",
            Self::Units => "don-vi",
            Self::Reorg => "reorg",
        }
    }

    /// Reads what [`Kind::code`] wrote, of those that `/nhap` takes.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Members, Self::Units]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}
