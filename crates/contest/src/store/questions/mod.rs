//! The question bank as kept: questions, their versions, the signed steps of each, imports that wait for a yes.
//!
//! Permission is checked here once more, whatever the route said: texts are handed out only against a [`Reading`],
//! and every act checks the role of who acts before the state machine of [`crate::state`] is asked.

mod access;
mod acts;
mod event;
mod imports;
mod lock;
mod may;
mod read;
mod waiting;
mod write;

use kernel::actor::{Actor, Side};
use kernel::clock::Millis;
use kernel::ids::{self, Entropy};
use platform::db::Tx;
use sea_orm::DbErr;
use uuid::Uuid;

pub use access::{Reading, side_of};
pub use acts::{Awaiting, approve, approve_all, awaiting, give_back, retire, review, submit, submit_mine};
pub use event::BankEvent;
pub use imports::{
    KeptFault, KeptImport, KeptQuestion, Phrase, PhraseArg, drop_import, import, keep_import, take_import,
};
pub use lock::{ApprovedBy, LockError, Signed, bank_of_period, import_approved, lock_for_period};
pub use may::{May, may};
pub use read::{
    Filter, Listed, QuestionRow, StepRow, Topic, Total, VersionRow, by_number, list, stems, steps, texts, topics,
    totals, versions,
};
pub use waiting::{Waiting, next_to_review, waiting};
pub use write::{edit, insert};

use crate::question::{Difficulty, QuestionText};
use crate::state::{self, QuestionState, Refusal};

/// Who writes, when, in which transaction.
#[derive(Clone, Copy)]
pub struct Acting<'a> {
    pub tx: &'a Tx,
    pub now: Millis,
    pub actor: &'a Actor,
    pub entropy: &'a dyn Entropy,
}

impl std::fmt::Debug for Acting<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Acting")
            .field("actor", &self.actor.account)
            .finish_non_exhaustive()
    }
}

impl Acting<'_> {
    fn fresh_id(&self) -> Uuid {
        ids::uuid_at(self.now, self.entropy)
    }
}

/// Why the bank refuses an act.
#[derive(Debug, thiserror::Error)]
pub enum BankRefusal {
    #[error(transparent)]
    Db(#[from] DbErr),
    /// There is no such question, or the person may not know that there is.
    #[error("no such question")]
    NotFound,
    /// The role does not allow it.
    #[error("not entitled")]
    NotYours,
    /// Somebody wrote a newer version than the one seen.
    #[error("a newer version exists")]
    Stale,
    /// The set of questions is not the one that was read.
    #[error("the set of questions has changed")]
    Changed,
    /// The other side's approval was given by the same person.
    #[error("one person cannot approve for both sides")]
    BothSides,
    /// No topic of this contest is set.
    #[error("no topic of this contest is set")]
    TopicMissing,
    /// There is nothing to do it to.
    #[error("nothing to do")]
    Nothing,
    /// The state machine says no.
    #[error(transparent)]
    State(#[from] Refusal),
}

impl BankRefusal {
    /// Fluent key of the words for the person; the same in every language.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Db(_) => "failure-internal",
            Self::NotFound => "failure-not-found",
            Self::NotYours => "bank-refused-not-yours",
            Self::Stale => "bank-refused-stale",
            Self::Changed => "bank-refused-changed",
            Self::BothSides => "bank-refused-both-sides",
            Self::TopicMissing => "bank-refused-topic",
            Self::Nothing => "bank-refused-nothing",
            Self::State(Refusal::ReasonMissing) => "bank-refused-reason",
            Self::State(Refusal::OwnQuestion) => "bank-refused-own",
            Self::State(Refusal::ReviewerApproves) => "bank-refused-reviewer",
            Self::State(Refusal::SideApproved) => "bank-refused-side-approved",
            Self::State(_) => "bank-refused-state",
        }
    }
}

/// All states, in the order in which a question passes them.
pub const STATES: [QuestionState; 8] = [
    QuestionState::Draft,
    QuestionState::InReview,
    QuestionState::Reviewed,
    QuestionState::ApprovedA,
    QuestionState::ApprovedB,
    QuestionState::Approved,
    QuestionState::Locked,
    QuestionState::Retired,
];

/// As kept.
pub const fn state_code(state: QuestionState) -> &'static str {
    match state {
        QuestionState::Draft => "draft",
        QuestionState::InReview => "in_review",
        QuestionState::Reviewed => "reviewed",
        QuestionState::ApprovedA => "approved_a",
        QuestionState::ApprovedB => "approved_b",
        QuestionState::Approved => "approved",
        QuestionState::Locked => "locked",
        QuestionState::Retired => "retired",
    }
}

/// Reads what [`state_code`] wrote.
pub fn parse_state(code: &str) -> Option<QuestionState> {
    STATES.into_iter().find(|state| state_code(*state) == code)
}

/// All levels, from easy to hard.
pub const DIFFICULTIES: [Difficulty; 3] = [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard];

/// As kept.
pub const fn difficulty_code(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Easy => "easy",
        Difficulty::Medium => "medium",
        Difficulty::Hard => "hard",
    }
}

/// Reads what [`difficulty_code`] wrote.
pub fn parse_difficulty(code: &str) -> Option<Difficulty> {
    DIFFICULTIES
        .into_iter()
        .find(|difficulty| difficulty_code(*difficulty) == code)
}

/// The side as the state machine knows it.
const fn machine_side(side: Side) -> state::Side {
    match side {
        Side::A => state::Side::A,
        Side::B => state::Side::B,
    }
}

/// Bytes as lower-case hexadecimal digits.
fn hex<'a>(bytes: impl Iterator<Item = &'a u8>) -> String {
    bytes
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// A damaged row is our fault, not the visitor's.
fn damaged(what: &str) -> DbErr {
    DbErr::Custom(format!("question bank: damaged {what}"))
}

fn content_of(text: &QuestionText) -> Result<String, DbErr> {
    serde_json::to_string(text).map_err(|e| DbErr::Custom(e.to_string()))
}

fn text_of(content: &str) -> Result<QuestionText, DbErr> {
    serde_json::from_str(content).map_err(|_| damaged("content"))
}

/// What a search looks through: the stem on the first line, everything else on the second, both folded.
fn folded(text: &QuestionText) -> String {
    let mut rest = String::new();
    for choice in &text.choices {
        rest.push_str(&choice.text);
        rest.push(' ');
    }
    if let Some(citation) = &text.citation {
        rest.push_str(&citation.document);
        rest.push(' ');
        rest.push_str(&citation.article);
        rest.push(' ');
    }
    rest.push_str(&text.explanation);
    format!(
        "{}\n{}",
        vietnamese::fold::fold(&text.stem),
        vietnamese::fold::fold(&rest)
    )
}

fn version_number(version: i64) -> Result<u32, DbErr> {
    u32::try_from(version).map_err(|_| damaged("version"))
}
