//! The result of a dry run: what would happen, what is wrong, what was put right. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Field;
use super::fault::{Fault, FaultKind, Place};

/// What was put right in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepairKind {
    /// Text typed for the TCVN3 or VNI fonts.
    OldFont,
    /// Letters and their marks kept apart (NFD).
    Composed,
    /// No-break spaces and invisible characters.
    Spaces,
    /// Zeros in front that a number cell lost.
    LeadingZeros,
    /// A phone's zero, or the beginning of before 2018.
    Phone,
    /// A day written in another way, or as the number by which Excel keeps it.
    Date,
}

impl RepairKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::OldFont,
        Self::Composed,
        Self::Spaces,
        Self::LeadingZeros,
        Self::Phone,
        Self::Date,
    ];

    /// The Fluent key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OldFont => "org-repair-old-font",
            Self::Composed => "org-repair-composed",
            Self::Spaces => "org-repair-spaces",
            Self::LeadingZeros => "org-repair-leading-zeros",
            Self::Phone => "org-repair-phone",
            Self::Date => "org-repair-date",
        }
    }
}

/// A cell before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    pub place: Place,
    pub before: String,
    pub after: String,
    pub kind: RepairKind,
}

/// How many examples of repairs, warnings and changes are kept for the page; all are counted.
pub const SHOWN: usize = 200;

/// Repairs: all counted, the first ones kept.
#[derive(Clone, Debug, Default)]
pub struct Repairs {
    pub counts: BTreeMap<RepairKind, u64>,
    pub first: Vec<Repair>,
}

impl Repairs {
    /// Notes one.
    pub fn note(&mut self, repair: Repair) {
        let count = self.counts.entry(repair.kind).or_default();
        *count = count.saturating_add(1);
        // A hundred letters put together must not hide the one zero put back.
        if self.first.len() < SHOWN && *count <= 60 {
            self.first.push(repair);
        }
    }

    /// How many in all.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }
}

/// Something to know that does not stop the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub place: Place,
    pub found: String,
    pub kind: WarningKind,
}

/// What there is to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// The same phone or e-mail stands in an earlier row.
    Twice { first: usize },
    /// Phone or e-mail of somebody whose account holds a role: it stays as it is, the rest of the row counts.
    HoldsRole,
}

impl WarningKind {
    /// One of each, for the test that every one has words in both languages.
    pub const SAMPLES: [Self; 2] = [Self::Twice { first: 2 }, Self::HoldsRole];

    /// The Fluent key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Twice { .. } => "org-warning-twice",
            Self::HoldsRole => "org-warning-holds-role",
        }
    }

    /// What the sentence names: `$x`.
    pub fn named(self) -> String {
        match self {
            Self::Twice { first } => first.to_string(),
            Self::HoldsRole => String::new(),
        }
    }
}

/// A cell that differs from what is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Tells how to show before and after: they are as kept, not as printed.
    pub field: Field,
    pub heading: String,
    pub before: String,
    pub after: String,
}

/// A row whose person or unit is known, and differs.
#[derive(Clone, Debug)]
pub struct Changed<T> {
    pub row: usize,
    /// Whom or what it is about.
    pub title: String,
    pub differences: Vec<Difference>,
    /// What would be on record afterwards.
    pub after: T,
}

/// Everything a dry run found out.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The sheet that was read; empty for CSV.
    pub sheet: String,
    /// Rows with something in them below the headings.
    pub rows_read: usize,
    /// Rows to be added, with their number in the file.
    pub new: Vec<(usize, T)>,
    /// Rows that say exactly what is on record.
    pub same: usize,
    pub changed: Vec<Changed<T>>,
    pub faults: Vec<Fault>,
    pub repairs: Repairs,
    pub warnings: Vec<Warning>,
    /// Headings that mean nothing here; their columns are left out.
    pub ignored: Vec<String>,
}

impl<T> Checked<T> {
    /// How many rows have a fault.
    pub fn faulty_rows(&self) -> usize {
        self.faults
            .iter()
            .map(|fault| fault.place.row)
            .collect::<BTreeSet<_>>()
            .len()
    }

    /// Whether the dry run found a fault of this kind in this row; for tests and logs.
    pub fn has_fault(&self, row: usize, kind: &FaultKind) -> bool {
        self.faults
            .iter()
            .any(|fault| fault.place.row == row && fault.kind == *kind)
    }
}
