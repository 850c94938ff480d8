//! The lives of a period and of a question. Stores keep the state and write the event to the audit trail; what may
//! follow what is decided here and nowhere else.

pub use kernel::actor::Side;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a period stands.
///
/// ```mermaid
/// stateDiagram-v2
///   [*] --> Draft
///   Draft --> Scheduled: Schedule
///   Scheduled --> Draft: Withdraw
///   Scheduled --> Open: Open (from the opening instant)
///   Open --> Closed: Close (from the closing instant)
///   Closed --> Open: Extend (with a reason)
///   Open --> Open: Extend (with a reason)
///   Closed --> Sealed: Seal (when no paper can change)
///   Sealed --> Provisional: Compute
///   Provisional --> Provisional: Recompute (with a reason)
///   Provisional --> Verified: Verify
///   Verified --> Provisional: Recompute (with a reason)
///   Verified --> Announced: Announce
///   Announced --> Provisional: Recompute (with a reason)
///   Announced --> Final: Finalise (no open complaint)
///   Final --> [*]
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum PeriodState {
    /// Being prepared; everything may change.
    Draft,
    /// Rules and bank are sealed; waits for its opening instant.
    Scheduled,
    /// Papers may be started.
    Open,
    /// No paper may be started; papers in work may still be finished if the rules say so.
    Closed,
    /// The log position is fixed; no answer changes any more.
    Sealed,
    /// Marked and ranked by the machine, seen by the organisers only.
    Provisional,
    /// Checked by people.
    Verified,
    /// Published; complaints are taken.
    Announced,
    /// Nothing changes any more.
    Final,
}

/// What happens to a period. Instants are ms UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodEvent {
    Schedule {
        rules_sealed: bool,
        bank_sealed: bool,
    },
    Withdraw,
    Open {
        now_ms: i64,
        open_ms: i64,
    },
    Close {
        now_ms: i64,
        close_ms: i64,
    },
    /// A new closing instant; after an outage also when it has just closed.
    Extend {
        now_ms: i64,
        close_ms: i64,
        new_close_ms: i64,
        reason: String,
    },
    /// `seal_ms`: from when no paper can change, see `Quiz::seal_at`.
    Seal {
        now_ms: i64,
        seal_ms: i64,
    },
    Compute,
    /// A question was voided, a key changed, an attempt restored: a new version of the result.
    Recompute {
        reason: String,
    },
    Verify,
    Announce {
        approvals_missing: u32,
    },
    Finalise {
        open_complaints: u32,
        complaints_until_ms: i64,
        now_ms: i64,
    },
}

/// Why an event is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("not possible in this state")]
    WrongState,
    #[error("too early, possible from {from_ms}")]
    TooEarly { from_ms: i64 },
    #[error("the rules are not sealed")]
    RulesNotSealed,
    #[error("the question bank is not sealed")]
    BankNotSealed,
    #[error("a reason is needed")]
    ReasonMissing,
    #[error("the new end must lie after the old one and in the future")]
    EndNotLater,
    #[error("{missing} approvals are missing")]
    ApprovalsMissing { missing: u32 },
    #[error("{open} complaints are not answered")]
    ComplaintsOpen { open: u32 },
    #[error("authors do not review their own questions")]
    OwnQuestion,
    #[error("who reviewed a question does not approve it")]
    ReviewerApproves,
    #[error("this side has approved already")]
    SideApproved,
}

fn with_reason<S>(reason: &str, state: S) -> Result<S, Refusal> {
    if reason.trim().is_empty() {
        Err(Refusal::ReasonMissing)
    } else {
        Ok(state)
    }
}

fn not_before<S>(now_ms: i64, from_ms: i64, state: S) -> Result<S, Refusal> {
    if now_ms < from_ms {
        Err(Refusal::TooEarly { from_ms })
    } else {
        Ok(state)
    }
}

impl PeriodState {
    /// The state after `event`, or why it cannot happen now.
    pub fn apply(self, event: &PeriodEvent) -> Result<Self, Refusal> {
        match (self, event) {
            (
                Self::Draft,
                PeriodEvent::Schedule {
                    rules_sealed: false, ..
                },
            ) => Err(Refusal::RulesNotSealed),
            (Self::Draft, PeriodEvent::Schedule { bank_sealed: false, .. }) => Err(Refusal::BankNotSealed),
            (Self::Draft, PeriodEvent::Schedule { .. }) => Ok(Self::Scheduled),
            (Self::Scheduled, PeriodEvent::Withdraw) => Ok(Self::Draft),
            (Self::Scheduled, PeriodEvent::Open { now_ms, open_ms }) => not_before(*now_ms, *open_ms, Self::Open),
            (Self::Open, PeriodEvent::Close { now_ms, close_ms }) => not_before(*now_ms, *close_ms, Self::Closed),
            (
                Self::Open | Self::Closed,
                PeriodEvent::Extend {
                    now_ms,
                    close_ms,
                    new_close_ms,
                    reason,
                },
            ) => {
                if new_close_ms <= close_ms || new_close_ms <= now_ms {
                    return Err(Refusal::EndNotLater);
                }
                with_reason(reason, Self::Open)
            }
            (Self::Closed, PeriodEvent::Seal { now_ms, seal_ms }) => not_before(*now_ms, *seal_ms, Self::Sealed),
            (Self::Sealed, PeriodEvent::Compute) => Ok(Self::Provisional),
            (Self::Provisional | Self::Verified | Self::Announced, PeriodEvent::Recompute { reason }) => {
                with_reason(reason, Self::Provisional)
            }
            (Self::Provisional, PeriodEvent::Verify) => Ok(Self::Verified),
            (Self::Verified, PeriodEvent::Announce { approvals_missing: 0 }) => Ok(Self::Announced),
            (Self::Verified, PeriodEvent::Announce { approvals_missing }) => Err(Refusal::ApprovalsMissing {
                missing: *approvals_missing,
            }),
            (
                Self::Announced,
                PeriodEvent::Finalise {
                    open_complaints,
                    complaints_until_ms,
                    now_ms,
                },
            ) => {
                if *open_complaints > 0 {
                    return Err(Refusal::ComplaintsOpen { open: *open_complaints });
                }
                not_before(*now_ms, *complaints_until_ms, Self::Final)
            }
            _ => Err(Refusal::WrongState),
        }
    }

    /// Whether results exist that people outside the organisers may see.
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Announced | Self::Final)
    }
}

/// Where a question stands.
///
/// ```mermaid
/// stateDiagram-v2
///   [*] --> Draft
///   Draft --> InReview: Submit
///   InReview --> Reviewed: Review (not by the author)
///   Reviewed --> ApprovedA: Approve by side A
///   Reviewed --> ApprovedB: Approve by side B
///   ApprovedA --> Approved: Approve by side B
///   ApprovedB --> Approved: Approve by side A
///   Approved --> Locked: Lock (the bank is sealed)
///   Locked --> Retired: Retire (with a reason)
///   Approved --> Retired: Retire (with a reason)
///   InReview --> Draft: Return (with a reason), Edit
///   Reviewed --> Draft: Return (with a reason), Edit
///   ApprovedA --> Draft: Return (with a reason), Edit
///   ApprovedB --> Draft: Return (with a reason), Edit
///   Approved --> Draft: Return (with a reason), Edit
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionState {
    Draft,
    InReview,
    Reviewed,
    /// Approved by the first organising body only.
    ApprovedA,
    /// Approved by the second organising body only.
    ApprovedB,
    Approved,
    /// In a sealed bank; the text cannot change, a new version can be written.
    Locked,
    Retired,
}

/// Who had a hand in the question so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionPeople {
    pub author: Uuid,
    /// Set once reviewed; cleared when it goes back to draft.
    pub reviewer: Option<Uuid>,
}

/// What happens to a question; `by` acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionEvent {
    /// Text, choices, key or source changed: every review and approval is void.
    Edit {
        by: Uuid,
    },
    Submit {
        by: Uuid,
    },
    Review {
        by: Uuid,
    },
    Approve {
        by: Uuid,
        side: Side,
    },
    Return {
        by: Uuid,
        reason: String,
    },
    Lock,
    Retire {
        by: Uuid,
        reason: String,
    },
}

impl QuestionState {
    /// The state after `event`, or why it cannot happen now. After `Edit` and `Return` the store forgets the reviewer.
    pub fn apply(self, event: &QuestionEvent, people: &QuestionPeople) -> Result<Self, Refusal> {
        match (self, event) {
            (Self::Locked | Self::Retired, QuestionEvent::Edit { .. }) => Err(Refusal::WrongState),
            (_, QuestionEvent::Edit { .. }) => Ok(Self::Draft),
            (Self::Draft, QuestionEvent::Submit { .. }) => Ok(Self::InReview),
            (Self::InReview, QuestionEvent::Review { by }) => {
                if *by == people.author {
                    Err(Refusal::OwnQuestion)
                } else {
                    Ok(Self::Reviewed)
                }
            }
            (Self::Reviewed | Self::ApprovedA | Self::ApprovedB, QuestionEvent::Approve { by, side }) => {
                if *by == people.author {
                    return Err(Refusal::OwnQuestion);
                }
                if Some(*by) == people.reviewer {
                    return Err(Refusal::ReviewerApproves);
                }
                match (self, side) {
                    (Self::Reviewed, Side::A) => Ok(Self::ApprovedA),
                    (Self::Reviewed, Side::B) => Ok(Self::ApprovedB),
                    (Self::ApprovedA, Side::B) | (Self::ApprovedB, Side::A) => Ok(Self::Approved),
                    _ => Err(Refusal::SideApproved),
                }
            }
            (
                Self::InReview | Self::Reviewed | Self::ApprovedA | Self::ApprovedB | Self::Approved,
                QuestionEvent::Return { reason, .. },
            ) => with_reason(reason, Self::Draft),
            (Self::Approved, QuestionEvent::Lock) => Ok(Self::Locked),
            (Self::Approved | Self::Locked, QuestionEvent::Retire { reason, .. }) => with_reason(reason, Self::Retired),
            _ => Err(Refusal::WrongState),
        }
    }
}
