//! What can be wrong with a file of re-organisations, as data; the words are `org-reimport-…` and, for the way out,
//! the same with `-fix`.

use super::super::fault::{FaultKind, Place};

/// Something that stops the act it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The first cell it is about.
    pub place: Place,
    /// Further rows that it is about.
    pub rows: Vec<usize>,
    /// What stands in the cell.
    pub found: String,
    pub why: Why,
}

impl Fault {
    /// Whether the fault is about a row.
    pub fn is_at(&self, row: usize) -> bool {
        self.place.row == row || self.rows.contains(&row)
    }
}

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// As in any list.
    Cell(FaultKind),
    Work,
    Line,
    Share,
    /// Only a unit that is divided or cedes a part has shares.
    ShareHere,
    Default,
    /// Nothing bears this code on the eve, in any line or in the one given.
    OldUnknown {
        on: String,
    },
    NewUnknown {
        on: String,
    },
    AboveUnknown {
        on: String,
    },
    TakesUnknown {
        code: String,
    },
    /// Nothing that had ended bears this code.
    NotEnded,
    NameNeeded,
    AboveNeeded,
    /// A row says that a unit goes over into itself.
    Itself,
    NothingChanges,
    /// Rights are to end with a unit that the act does not end.
    RightsStay,
    /// Another row of the same act or the same new unit says something else.
    Differs {
        row: usize,
        value: String,
    },
    /// The act founds two units under one code.
    FoundedTwice {
        row: usize,
    },
    /// It does not go together with what is on record or with the rest of the file.
    Refused {
        code: &'static str,
        unit: String,
        other: String,
        act: String,
    },
    /// It stands on units of an act that has faults itself.
    Waits {
        act: String,
    },
    /// The file has too many days or contradictions for this act to be looked at.
    TooMany,
}

impl Why {
    /// One of each but for [`Why::Cell`], for the test that all have words.
    pub fn samples() -> Vec<Self> {
        let mut all = vec![
            Self::Work,
            Self::Line,
            Self::Share,
            Self::ShareHere,
            Self::Default,
            Self::OldUnknown { on: String::new() },
            Self::NewUnknown { on: String::new() },
            Self::AboveUnknown { on: String::new() },
            Self::TakesUnknown { code: String::new() },
            Self::NotEnded,
            Self::NameNeeded,
            Self::AboveNeeded,
            Self::Itself,
            Self::NothingChanges,
            Self::RightsStay,
            Self::Differs {
                row: 2,
                value: String::new(),
            },
            Self::FoundedTwice { row: 2 },
            Self::Waits { act: String::new() },
            Self::TooMany,
        ];
        all.extend(crate::history::Fault::CODES.into_iter().map(|code| Self::Refused {
            code,
            unit: String::new(),
            other: String::new(),
            act: String::new(),
        }));
        all
    }

    /// The Fluent key of the reason.
    pub fn key(&self) -> String {
        let name = match self {
            Self::Cell(kind) => return kind.key().to_owned(),
            Self::Work => "work",
            Self::Line => "line",
            Self::Share => "share",
            Self::ShareHere => "share-here",
            Self::Default => "default",
            Self::OldUnknown { .. } => "old-unknown",
            Self::NewUnknown { .. } => "new-unknown",
            Self::AboveUnknown { .. } => "above-unknown",
            Self::TakesUnknown { .. } => "takes-unknown",
            Self::NotEnded => "not-ended",
            Self::NameNeeded => "name-needed",
            Self::AboveNeeded => "above-needed",
            Self::Itself => "itself",
            Self::NothingChanges => "nothing-changes",
            Self::RightsStay => "rights-stay",
            Self::Differs { .. } => "differs",
            Self::FoundedTwice { .. } => "founded-twice",
            Self::Waits { .. } => "waits",
            Self::TooMany => "too-many",
            Self::Refused { code, .. } => return format!("org-reimport-fault-{code}"),
        };
        format!("org-reimport-why-{name}")
    }

    /// What the sentence names.
    pub fn named(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Cell(kind) => vec![("x", kind.named())],
            Self::OldUnknown { on } | Self::NewUnknown { on } | Self::AboveUnknown { on } => vec![("x", on.clone())],
            Self::TakesUnknown { code } => vec![("x", code.clone())],
            Self::Differs { row, value } => vec![("x", row.to_string()), ("y", value.clone())],
            Self::FoundedTwice { row } => vec![("x", row.to_string())],
            Self::Waits { act } => vec![("x", act.clone())],
            Self::Refused { unit, other, act, .. } => {
                vec![("unit", unit.clone()), ("other", other.clone()), ("act", act.clone())]
            }
            _ => Vec::new(),
        }
    }
}

/// Something to know that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub place: Place,
    pub found: String,
    pub hint: Hint,
}

/// What.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The unit found is called otherwise on that day.
    NameDiffers { name: String },
    /// Several lines have a unit with this code; the one that was taken.
    SeveralLines { name: String },
    /// The cell says nothing in a row of this kind.
    Unused,
    /// The unit that takes over exists and keeps its name.
    NotRenamed { name: String },
    /// A merger into a unit that is not there is a consolidation.
    ReadAsConsolidate,
    /// A unit is divided and nobody says where its people and its open work go.
    NoDefault,
    /// Rows without the number of an act are one act when they hold from the same day.
    NoNumber,
    /// The same act with the same content is on record; `stage` as [`crate::stage::Stage::code`].
    OnRecord { stage: &'static str },
    /// An act with this number and day is on record, with other content.
    LikeOnRecord { stage: &'static str },
}

impl Hint {
    /// One of each, for the test that all have words.
    pub fn samples() -> Vec<Self> {
        vec![
            Self::NameDiffers { name: String::new() },
            Self::SeveralLines { name: String::new() },
            Self::Unused,
            Self::NotRenamed { name: String::new() },
            Self::ReadAsConsolidate,
            Self::NoDefault,
            Self::NoNumber,
            Self::OnRecord { stage: "draft" },
            Self::LikeOnRecord { stage: "draft" },
        ]
    }

    /// The Fluent key.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NameDiffers { .. } => "org-reimport-hint-name-differs",
            Self::SeveralLines { .. } => "org-reimport-hint-several-lines",
            Self::Unused => "org-reimport-hint-unused",
            Self::NotRenamed { .. } => "org-reimport-hint-not-renamed",
            Self::ReadAsConsolidate => "org-reimport-hint-read-as-consolidate",
            Self::NoDefault => "org-reimport-hint-no-default",
            Self::NoNumber => "org-reimport-hint-no-number",
            Self::OnRecord { .. } => "org-reimport-hint-on-record",
            Self::LikeOnRecord { .. } => "org-reimport-hint-like-on-record",
        }
    }

    /// `$x` of the sentence; a stage is the key of its words.
    pub fn named(&self) -> String {
        match self {
            Self::NameDiffers { name } | Self::SeveralLines { name } | Self::NotRenamed { name } => name.clone(),
            Self::OnRecord { stage } | Self::LikeOnRecord { stage } => format!("org-reimport-stage-{stage}"),
            _ => String::new(),
        }
    }
}
