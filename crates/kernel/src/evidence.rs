//! What came out of an activity? A plan asks; contest, gathering, welfare … answer. The front door wires them,
//! so that features never import each other.

use std::future::Future;
use std::pin::Pin;

use crate::lang::Lang;

/// One figure with its definition and the page that opens its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What was counted, in words ("người đã thi").
    pub label: String,
    /// The value as shown ("18.204").
    pub value: String,
    /// How it was computed, from which records, as of when.
    pub definition: String,
    /// Where its records open.
    pub href: String,
}

/// The live state of an activity, as its feature sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    NotStarted,
    Running,
    Done,
}

/// What a feature answers about one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub progress: Progress,
    /// The page that opens the live thing itself.
    pub href: String,
    pub figures: Vec<Figure>,
}

/// A boxed answer; `Err` carries a sentence for the log, the plan page then shows the line without figures.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Option<Outcome>, String>> + Send + 'a>>;

/// Answers for the activities of one kind ("contest").
pub trait Evidence: Send + Sync + 'static {
    /// The kind of activity this source knows.
    fn kind(&self) -> &'static str;

    /// The outcome of the activity named by `key` (for a contest its slug); `None` when there is no such thing.
    fn outcome<'a>(&'a self, key: &'a str, lang: Lang) -> Answer<'a>;
}
