//! Sentences as data: a Fluent key and its arguments. The words are in `locales/rules.{vi,en}.ftl`; numbers, money and
//! instants are formatted by the caller for the language at hand.

use jiff::civil::Date;

use crate::ruleset::LocalText;

/// A sentence to be put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Fluent message.
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a sentence. Every variant is given to Fluent as text except [`Arg::Count`], which is also a number
/// for plural rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Already words, in whatever language they were written.
    Text(String),
    /// Words in the reader's language.
    Local(LocalText),
    Count(i64),
    /// đồng.
    Money(i64),
    /// A scaled integer with so many decimals: `Decimal(1250, 2)` is 12,5.
    Decimal(i64, u8),
    /// ms UTC, to be shown in the contest's time zone.
    Instant(i64),
    Date(Date),
    /// ms.
    Duration(i64),
    /// Another message of the same file, to be put in as words.
    Message(&'static str),
}

impl Sentence {
    pub const fn plain(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    pub fn new(key: &'static str, args: impl IntoIterator<Item = (&'static str, Arg)>) -> Self {
        Self {
            key,
            args: args.into_iter().collect(),
        }
    }
}

impl Arg {
    pub fn count(value: impl Into<i64>) -> Self {
        Self::Count(value.into())
    }

    /// A length of something in memory.
    pub fn len(value: usize) -> Self {
        Self::Count(i64::try_from(value).unwrap_or(i64::MAX))
    }

    pub fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }

    pub fn local(value: &LocalText) -> Self {
        Self::Local(value.clone())
    }

    /// Hundredths of a point as points.
    pub fn points(hundredths: impl Into<i64>) -> Self {
        Self::Decimal(hundredths.into(), 2)
    }
}
