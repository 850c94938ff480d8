//! Who may read which texts.

use kernel::actor::{Actor, Role, Side};

/// How much of the texts a person may read. Nobody else reads a question before the period opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The bank's people and the auditor.
    Everything,
    /// Organisers: the questions of periods that have opened.
    Opened,
}

impl Reading {
    /// What `actor` may read; nothing for members, unit officers and administrators.
    pub fn of(actor: &Actor) -> Option<Self> {
        if actor.has_any(&[Role::Author, Role::Reviewer, Role::Leader, Role::Auditor]) {
            Some(Self::Everything)
        } else if actor.has(Role::Organiser) {
            Some(Self::Opened)
        } else {
            None
        }
    }
}

/// The side for which `actor` approves.
pub fn side_of(actor: &Actor) -> Option<Side> {
    actor
        .grants
        .iter()
        .filter(|grant| grant.role == Role::Leader)
        .find_map(|grant| grant.side)
}
