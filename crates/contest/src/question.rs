//! A question as it is written, imported, reviewed and drawn. Plain data; no I/O.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a question is answered and marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Exactly one choice is right.
    Single,
    /// Several choices may be right; full points only for exactly the right set.
    Multiple,
    /// Two pinned choices, "Đúng" and "Sai".
    TrueFalse,
}

/// The level of thinking a question asks for; the blueprint draws by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    /// Nhận biết.
    Easy,
    /// Thông hiểu.
    Medium,
    /// Vận dụng.
    Hard,
}

/// One option under the stem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub text: String,
    #[serde(default)]
    pub correct: bool,
    /// Keeps its place at the end when options are shuffled ("Tất cả các phương án trên").
    #[serde(default)]
    pub pinned: bool,
}

/// Where the right answer is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Title and number of the document, as cited: "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ".
    pub document: String,
    /// "Điều 4", "Mục II.1"; empty when the whole document is meant.
    #[serde(default)]
    pub article: String,
    /// In force from (inclusive) and to (exclusive), where known.
    #[serde(default)]
    pub valid_from: Option<Date>,
    #[serde(default)]
    pub valid_to: Option<Date>,
}

/// The content of one version of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionText {
    pub kind: Kind,
    pub stem: String,
    /// 2 to 8 choices, in the order written.
    pub choices: Vec<Choice>,
    /// Points in hundredths (100 = one point).
    #[serde(default = "one_point")]
    pub points: i32,
    /// Topic code of the bank ("cchc", "luat-cbcc", …); empty when not tagged yet.
    #[serde(default)]
    pub topic: String,
    #[serde(default = "medium")]
    pub difficulty: Difficulty,
    #[serde(default)]
    pub citation: Option<Citation>,
    /// Shown with the key after the results are out.
    #[serde(default)]
    pub explanation: String,
}

const fn one_point() -> i32 {
    100
}

const fn medium() -> Difficulty {
    Difficulty::Medium
}
