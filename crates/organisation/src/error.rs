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
    #[error(transparent)]
    Database(#[from] DbErr),
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
            OrganisationError::Database(error) => error.into(),
        }
    }
}
