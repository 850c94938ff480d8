//! Dated facts from law and regulations. A figure without a source and a date does not exist here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A figure or condition that some regulation sets, with the days on which it is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalFact<T> {
    pub value: T,
    /// In force from this day (inclusive) …
    pub valid_from: Date,
    /// … to this day (exclusive); `None` while in force.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Document and article, as cited.
    pub source: String,
    /// Checked against the official gazette. What is not checked is shown with that remark.
    #[serde(default)]
    pub verified: bool,
}

impl<T> LegalFact<T> {
    /// Whether the fact is in force on `day`.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }
}
