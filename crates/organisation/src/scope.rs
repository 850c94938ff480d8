//! How far a person's roles reach among the units. The route asks which role; the store asks here which unit.

use std::collections::HashSet;

use kernel::actor::{Actor, Role};
use uuid::Uuid;

use crate::error::OrganisationError;
use crate::tree::Tree;

/// The units that somebody may see or act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every unit, also those that have ended, and people without a unit.
    All,
    /// These units and no other; already with everything below them.
    Units(Vec<Uuid>),
}

impl Scope {
    /// Whether the unit lies inside.
    pub fn covers(&self, unit: Uuid) -> bool {
        match self {
            Self::All => true,
            Self::Units(units) => units.contains(&unit),
        }
    }

    /// Like [`Scope::covers`], as a refusal.
    pub fn require(&self, unit: Uuid) -> Result<(), OrganisationError> {
        if self.covers(unit) {
            Ok(())
        } else {
            Err(OrganisationError::OutOfScope)
        }
    }

    /// The part of this scope that is `unit` and everything below it.
    pub fn narrow(&self, tree: &Tree, unit: Uuid) -> Result<Self, OrganisationError> {
        self.require(unit)?;
        tree.get(unit).ok_or(OrganisationError::NoUnit(unit))?;
        let inside = tree.reach(unit);
        Ok(match self {
            Self::All => Self::Units(inside),
            Self::Units(own) => {
                let own: HashSet<&Uuid> = own.iter().collect();
                Self::Units(inside.into_iter().filter(|id| own.contains(id)).collect())
            }
        })
    }
}

/// Roles that read every unit.
pub const EVERYWHERE: [Role; 4] = [Role::Administrator, Role::Organiser, Role::Leader, Role::Auditor];

/// Rights follow the heir: an officer of a unit that has merged is an officer of the one that took over. What a unit
/// left behind is in the scope of whoever has the heir, so nothing on record is reachable by nobody.
///
/// What an actor may see: administrator, organiser, leader and auditor everything; an officer the own units and
/// everything below them on the day of the tree; anybody else nothing.
pub fn scope_of(actor: &Actor, tree: &Tree) -> Scope {
    if actor.has_any(&EVERYWHERE) {
        Scope::All
    } else {
        officer_scope(actor, tree)
    }
}

/// What an actor may change (import, confirm, hand out codes): an administrator everything, an officer the own units
/// and everything below them; anybody else nothing, however much they may read.
pub fn acting_scope(actor: &Actor, tree: &Tree) -> Scope {
    if actor.has(Role::Administrator) {
        Scope::All
    } else {
        officer_scope(actor, tree)
    }
}

fn officer_scope(actor: &Actor, tree: &Tree) -> Scope {
    let mut seen = HashSet::new();
    Scope::Units(
        actor
            .officer_units()
            .filter_map(|unit| tree.keeper(unit))
            .flat_map(|node| tree.reach(node.id))
            .filter(|unit| seen.insert(*unit))
            .collect(),
    )
}
