//! Fuzzy dates, sizes and places of a signed plan: the words as signed, and what a machine may conclude from them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// When something is to happen: "tháng 5 - 6/2022, dự kiến".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FuzzyPeriod {
    /// The words as signed.
    pub words: String,
    #[serde(default)]
    pub words_en: String,
    /// First day that the words allow, and the day after the last one.
    #[serde(default)]
    pub from: Option<Date>,
    #[serde(default)]
    pub to: Option<Date>,
    /// "dự kiến": the text itself calls it an expectation.
    #[serde(default)]
    pub expected: bool,
}

/// How many: "khoảng 70 đại biểu", "150 - 200".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FuzzySize {
    pub words: String,
    #[serde(default)]
    pub words_en: String,
    #[serde(default)]
    pub min: Option<u32>,
    #[serde(default)]
    pub max: Option<u32>,
    /// "khoảng": the number is not exact.
    #[serde(default)]
    pub approx: bool,
}
