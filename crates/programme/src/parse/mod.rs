//! Reads a plan file: TOML, format 1, every text with its English twin (`title`, `title_en`).
//!
//! A file is taken whole or refused with the line and the reason. Days may be fixed or counted from a "today" that
//! the caller gives; `{year}` and `{prev_year}` stand for its year and the one before in every text.

mod build;
mod file;
mod when;

use jiff::civil::Date;

use crate::plan::NewPlan;

/// First and last day (both included) of a contest, for activities whose time is the contest's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestDays {
    pub slug: String,
    pub first: Date,
    pub last: Date,
}

/// What relative days of a file are counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub today: Date,
    pub contests: Vec<ContestDays>,
}

impl Frame {
    /// A frame without contests: enough for a file with fixed days.
    pub const fn on(today: Date) -> Self {
        Self {
            today,
            contests: Vec::new(),
        }
    }

    /// Adds the days of a contest.
    #[must_use]
    pub fn with_contest(mut self, slug: impl Into<String>, first: Date, last: Date) -> Self {
        self.contests.push(ContestDays {
            slug: slug.into(),
            first,
            last,
        });
        self
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No TOML, a missing or unknown field, a word outside its closed set; in the words of the TOML reader.
    #[error("{0}")]
    Syntax(String),
    /// Only format 1 is known.
    #[error("format {0} is not known")]
    Format(i64),
    /// A placeholder that nothing fills.
    #[error("nothing fills the placeholder in {0:?}")]
    Placeholder(String),
    /// Addresses take small letters, digits, "-" and ".".
    #[error("{0:?} cannot be an address")]
    Slug(String),
    #[error("{0:?} is no document number")]
    Number(String),
    /// `number` and `notation` say something else than `number_text`.
    #[error("number and notation differ from {0:?}")]
    NumberDiffers(String),
    #[error("{0:?} is no day of the calendar")]
    Day(String),
    /// Half of a time: one end only, or no offsets.
    #[error("a time needs both ends")]
    WhenIncomplete,
    #[error("the last day comes before the first")]
    Backwards,
    #[error("the days of the contest {0:?} are not known")]
    ContestUnknown(String),
    #[error("there is no section {0:?}")]
    SectionUnknown(String),
    #[error("there is no activity {0:?}")]
    ActivityUnknown(String),
    /// A code, an address or a side that must be unique.
    #[error("{0:?} stands here for the second time")]
    Twice(String),
    /// A party, a signature or a sum of money belongs to one side.
    #[error("this belongs to one side, not to both")]
    OneSide,
    #[error("an amount below zero: {0}")]
    Negative(i64),
}

impl Fault {
    /// Fluent key of the words for a person, and what to put in as `$x`.
    pub fn words(&self) -> (&'static str, String) {
        match self {
            Self::Syntax(x) => ("plan-fault-syntax", x.clone()),
            Self::Format(x) => ("plan-fault-format", x.to_string()),
            Self::Placeholder(x) => ("plan-fault-placeholder", x.clone()),
            Self::Slug(x) => ("plan-fault-slug", x.clone()),
            Self::Number(x) => ("plan-fault-number", x.clone()),
            Self::NumberDiffers(x) => ("plan-fault-number-differs", x.clone()),
            Self::Day(x) => ("plan-fault-day", x.clone()),
            Self::WhenIncomplete => ("plan-fault-when-incomplete", String::new()),
            Self::Backwards => ("plan-fault-backwards", String::new()),
            Self::ContestUnknown(x) => ("plan-fault-contest-unknown", x.clone()),
            Self::SectionUnknown(x) => ("plan-fault-section-unknown", x.clone()),
            Self::ActivityUnknown(x) => ("plan-fault-activity-unknown", x.clone()),
            Self::Twice(x) => ("plan-fault-twice", x.clone()),
            Self::OneSide => ("plan-fault-one-side", String::new()),
            Self::Negative(x) => ("plan-fault-negative", x.to_string()),
        }
    }
}

/// Why a plan file is refused, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct ParseError {
    /// Counted from 1.
    pub line: usize,
    pub fault: Fault,
}

/// The line that holds a byte of `source`, counted from 1.
fn line_of(source: &str, byte: usize) -> usize {
    let before = source.as_bytes().iter().take(byte);
    before.filter(|b| **b == b'\n').count() + 1
}

/// Placeholders that stand for days of one `when`; [`when::period`] fills them.
const LATER: [&str; 4] = ["from_date", "to_date", "from_month", "to_month"];

/// The byte of the first `{word}` that is no known placeholder, with the word.
fn unknown_placeholder(source: &str) -> Option<(usize, String)> {
    source.match_indices('{').find_map(|(at, _)| {
        let (word, _) = source.get(at + 1..)?.split_once('}')?;
        let is_word = !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        (is_word && !LATER.contains(&word)).then(|| (at, word.to_owned()))
    })
}

/// Reads a plan file.
pub fn parse(text: &str, frame: &Frame) -> Result<NewPlan, ParseError> {
    let year = frame.today.year();
    let source = vietnamese::fold::nfc(text)
        .replace("{year}", &year.to_string())
        .replace("{prev_year}", &(year - 1).to_string());
    if let Some((at, word)) = unknown_placeholder(&source) {
        return Err(ParseError {
            line: line_of(&source, at),
            fault: Fault::Placeholder(word),
        });
    }
    let file: file::File = toml::from_str(&source).map_err(|error| ParseError {
        line: line_of(&source, error.span().map_or(0, |span| span.start)),
        fault: Fault::Syntax(error.message().to_owned()),
    })?;
    build::plan(file, frame).map_err(|(span, fault)| ParseError {
        line: line_of(&source, span.start),
        fault,
    })
}
