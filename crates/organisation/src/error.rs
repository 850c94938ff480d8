//! Why an act on units and people was refused.

use platform::failure::Failure;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::history::{Fault, Refusal};

/// What went wrong below the pages.
#[derive(Debug, thiserror::Error)]
pub enum OrganisationError {
    /// The unit or person lies outside the actor's units.
    #[error("outside the actor's units")]
    OutOfScope,
    /// No unit with this id on that day.
    #[error("no unit {0}")]
    NoUnit(Uuid),
    /// Another unit bears this code on that day.
    #[error("code {0} is taken")]
    CodeTaken(String),
    /// A headcount whose parts exceed the whole, or that lacks the numbers a confirmation needs.
    #[error("headcount does not add up")]
    Headcount,
    /// What was asked does not go together with what is on record.
    #[error(transparent)]
    Refused(Box<Refusal>),
    /// What was asked of people is not possible as they stand.
    #[error("{0:?}")]
    People(#[from] PeopleRefusal),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Why an act on people was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum PeopleRefusal {
    NoPerson,
    NoPost,
    PostDates,
    /// A move needs a unit to go to, unless the reason says that people leave.
    NoTarget,
    /// Somebody of the order can no longer be moved.
    NotMovable,
    AlreadyMerged,
    AlreadyUndone,
    /// The kept entry has itself been merged since.
    UndoLaterFirst,
    /// The account holds a role: only an administrator may shut it.
    HoldsRole,
    /// The account holds a role: only an administrator may change its phone or e-mail.
    GuardedAddress,
    /// One's own entry is not merged away by oneself.
    OwnEntry,
}

impl From<PeopleRefusal> for Failure {
    fn from(refusal: PeopleRefusal) -> Self {
        Self::Refused(match refusal {
            PeopleRefusal::NoPerson | PeopleRefusal::NoPost => return Self::NotFound,
            PeopleRefusal::PostDates => "org-failure-post-dates",
            PeopleRefusal::NoTarget | PeopleRefusal::NotMovable => "org-failure-not-movable",
            PeopleRefusal::AlreadyMerged => "org-failure-already-merged",
            PeopleRefusal::AlreadyUndone => "org-failure-already-undone",
            PeopleRefusal::UndoLaterFirst => "org-failure-undo-later-first",
            PeopleRefusal::HoldsRole => "org-failure-holds-role",
            PeopleRefusal::GuardedAddress => "org-failure-guarded-address",
            PeopleRefusal::OwnEntry => "org-failure-own-entry",
        })
    }
}

impl From<Refusal> for OrganisationError {
    fn from(refusal: Refusal) -> Self {
        match refusal.fault {
            Fault::CodeTaken { code, .. } => Self::CodeTaken(code),
            _ => Self::Refused(Box::new(refusal)),
        }
    }
}

impl From<OrganisationError> for Failure {
    fn from(error: OrganisationError) -> Self {
        match error {
            OrganisationError::OutOfScope => Self::Forbidden,
            OrganisationError::NoUnit(_) => Self::NotFound,
            OrganisationError::CodeTaken(_) => Self::Refused("org-failure-code-taken"),
            OrganisationError::Headcount => Self::Refused("org-failure-headcount"),
            OrganisationError::Refused(_) => Self::Refused("org-failure-refused"),
            OrganisationError::People(refusal) => refusal.into(),
            OrganisationError::Database(error) => error.into(),
        }
    }
}
