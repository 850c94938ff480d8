//! What can be wrong with a row, as data; the words are `org-fault-…` and, for the way out, `org-fault-…-fix`.

use vietnamese::dates::DateError;
use vietnamese::identity::PhoneError;

/// Where in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As Excel numbers it, from 1.
    pub row: usize,
    /// From 0; none when the file lacks the column.
    pub column: Option<usize>,
    /// As the file writes it; the template's key when the file lacks the column.
    pub heading: String,
}

/// A cell that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    /// What stands there.
    pub found: String,
    pub kind: FaultKind,
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    Missing,
    /// A number that Excel turned into a power of ten: its last digits are lost.
    Scientific,
    NumberShape,
    NumberTwice {
        first: usize,
    },
    /// The number belongs to somebody in a unit that is not the actor's.
    NumberElsewhere,
    /// The entry with this number has been merged into another.
    NumberMerged,
    NameLetter(char),
    NameTooLong,
    GivenNotInName,
    Sex,
    DateShape,
    DateYear,
    DateMonth,
    DateDay,
    DateFuture,
    DateOld,
    /// Nothing begins on such a day: long before any unit of today, or more than two years ahead.
    DayOutside {
        last: i16,
    },
    PhoneShape,
    PhoneForeign,
    PhoneUnknown,
    Email,
    TooLong,
    UnitUnknown,
    UnitOutside,
    CodeTwice {
        first: usize,
    },
    ParentUnknown,
    ParentRing,
    ParentOutside,
    KindUnknown,
    LevelUnknown,
    CountShape,
    CountPart,
}

impl FaultKind {
    /// One of each, for the test that every fault has words in both languages.
    pub fn samples() -> Vec<Self> {
        vec![
            Self::Missing,
            Self::Scientific,
            Self::NumberShape,
            Self::NumberTwice { first: 2 },
            Self::NumberElsewhere,
            Self::NumberMerged,
            Self::NameLetter('@'),
            Self::NameTooLong,
            Self::GivenNotInName,
            Self::Sex,
            Self::DateShape,
            Self::DateYear,
            Self::DateMonth,
            Self::DateDay,
            Self::DateFuture,
            Self::DateOld,
            Self::DayOutside { last: 2_028 },
            Self::PhoneShape,
            Self::PhoneForeign,
            Self::PhoneUnknown,
            Self::Email,
            Self::TooLong,
            Self::UnitUnknown,
            Self::UnitOutside,
            Self::CodeTwice { first: 2 },
            Self::ParentUnknown,
            Self::ParentRing,
            Self::ParentOutside,
            Self::KindUnknown,
            Self::LevelUnknown,
            Self::CountShape,
            Self::CountPart,
        ]
    }

    /// The Fluent key of the reason.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Missing => "org-fault-missing",
            Self::Scientific => "org-fault-scientific",
            Self::NumberShape => "org-fault-number-shape",
            Self::NumberTwice { .. } => "org-fault-number-twice",
            Self::NumberElsewhere => "org-fault-number-elsewhere",
            Self::NumberMerged => "org-fault-number-merged",
            Self::NameLetter(_) => "org-fault-name-letter",
            Self::NameTooLong => "org-fault-name-too-long",
            Self::GivenNotInName => "org-fault-given-not-in-name",
            Self::Sex => "org-fault-sex",
            Self::DateShape => "org-fault-date-shape",
            Self::DateYear => "org-fault-date-year",
            Self::DateMonth => "org-fault-date-month",
            Self::DateDay => "org-fault-date-day",
            Self::DateFuture => "org-fault-date-future",
            Self::DateOld => "org-fault-date-old",
            Self::DayOutside { .. } => "org-fault-day-outside",
            Self::PhoneShape => "org-fault-phone-shape",
            Self::PhoneForeign => "org-fault-phone-foreign",
            Self::PhoneUnknown => "org-fault-phone-unknown",
            Self::Email => "org-fault-email",
            Self::TooLong => "org-fault-too-long",
            Self::UnitUnknown => "org-fault-unit-unknown",
            Self::UnitOutside => "org-fault-unit-outside",
            Self::CodeTwice { .. } => "org-fault-code-twice",
            Self::ParentUnknown => "org-fault-parent-unknown",
            Self::ParentRing => "org-fault-parent-ring",
            Self::ParentOutside => "org-fault-parent-outside",
            Self::KindUnknown => "org-fault-kind-unknown",
            Self::LevelUnknown => "org-fault-level-unknown",
            Self::CountShape => "org-fault-count-shape",
            Self::CountPart => "org-fault-count-part",
        }
    }

    /// What the sentence names: `$x`.
    pub fn named(&self) -> String {
        match self {
            Self::NumberTwice { first } | Self::CodeTwice { first } => first.to_string(),
            Self::NameLetter(letter) => letter.to_string(),
            Self::DayOutside { last } => format!("{}–{last}", crate::days::FIRST_YEAR),
            _ => String::new(),
        }
    }
}

impl From<PhoneError> for FaultKind {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::Empty => Self::Missing,
            PhoneError::Scientific => Self::Scientific,
            PhoneError::NotDigits => Self::PhoneShape,
            PhoneError::Foreign => Self::PhoneForeign,
            PhoneError::Unknown { .. } => Self::PhoneUnknown,
        }
    }
}

impl From<DateError> for FaultKind {
    fn from(error: DateError) -> Self {
        match error {
            DateError::Shape => Self::DateShape,
            DateError::Month(_) => Self::DateMonth,
            DateError::Day(_) => Self::DateDay,
        }
    }
}
