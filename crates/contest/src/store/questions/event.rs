//! What the bank writes into the record of acts. Numbers and names only, never a word of a question: those who read
//! the record are not those who may read the bank.

use platform::audit::Event;
use serde::Serialize;

/// A typed event of the bank. `contest` is the contest's address, `question` the number in the bank.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum BankEvent {
    /// A page of questions was shown.
    Read {
        contest: String,
        shown: usize,
        first: i64,
        filter: String,
    },
    QuestionRead {
        contest: String,
        question: i64,
        version: u32,
    },
    Exported {
        contest: String,
        questions: usize,
        format: &'static str,
    },
    Imported {
        contest: String,
        questions: usize,
        left_out: usize,
        file: String,
    },
    Written {
        contest: String,
        question: i64,
        version: u32,
    },
    Submitted {
        contest: String,
        questions: usize,
    },
    Reviewed {
        contest: String,
        question: i64,
        version: u32,
    },
    /// One question, or a whole set with its fingerprint.
    Approved {
        contest: String,
        side: &'static str,
        questions: usize,
        question: Option<i64>,
        fingerprint: String,
    },
    Returned {
        contest: String,
        question: i64,
        version: u32,
        reason: String,
    },
    Retired {
        contest: String,
        question: i64,
        version: u32,
        reason: String,
    },
    Locked {
        contest: String,
        period: i64,
        questions: usize,
        hash: String,
    },
}

impl Event for BankEvent {
    fn act(&self) -> &'static str {
        match self {
            Self::Read { .. } => "bank-read",
            Self::QuestionRead { .. } => "question-read",
            Self::Exported { .. } => "bank-exported",
            Self::Imported { .. } => "bank-imported",
            Self::Written { .. } => "question-written",
            Self::Submitted { .. } => "question-submitted",
            Self::Reviewed { .. } => "question-reviewed",
            Self::Approved { .. } => "question-approved",
            Self::Returned { .. } => "question-returned",
            Self::Retired { .. } => "question-retired",
            Self::Locked { .. } => "bank-locked",
        }
    }

    fn subject(&self) -> String {
        match self {
            Self::Read { contest, .. }
            | Self::Exported { contest, .. }
            | Self::Imported { contest, .. }
            | Self::Submitted { contest, .. }
            | Self::Approved {
                contest,
                question: None,
                ..
            }
            | Self::Locked { contest, .. } => contest.clone(),
            Self::QuestionRead { contest, question, .. }
            | Self::Written { contest, question, .. }
            | Self::Reviewed { contest, question, .. }
            | Self::Approved {
                contest,
                question: Some(question),
                ..
            }
            | Self::Returned { contest, question, .. }
            | Self::Retired { contest, question, .. } => format!("{contest} #{question}"),
        }
    }
}
