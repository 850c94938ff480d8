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

    /// [`Scope::covers`] for asking about every unit of a tree: the units are sorted in once, not searched each time.
    pub fn lookup(&self) -> impl Fn(Uuid) -> bool + use<> {
        let units: Option<HashSet<Uuid>> = match self {
            Self::All => None,
            Self::Units(units) => Some(units.iter().copied().collect()),
        };
        move |unit| units.as_ref().is_none_or(|units| units.contains(&unit))
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

/// Rights follow the heir: an officer of a unit that has merged is an officer of the one that took over, unless the act
/// says that the rights end. What a unit left behind is in the scope of whoever has the heir or the unit above, so
/// nothing on record is reachable by nobody.
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

/// The units that the officers of some units reach together.
pub fn reached(tree: &Tree, officers: &[Uuid]) -> HashSet<Uuid> {
    let seats: HashSet<Uuid> = officers
        .iter()
        .filter_map(|unit| tree.seat(*unit))
        .map(|n| n.id)
        .collect();
    // What stands below another seat is reached with that one.
    let tops = seats
        .iter()
        .filter(|seat| !tree.ancestors(**seat).iter().any(|above| seats.contains(&above.id)));
    tops.flat_map(|seat| tree.reach(*seat)).collect()
}

/// The units that an officer could act on if all rights followed the heirs, and none can when those end that the act
/// ends; of a unit and what stands below it only the unit.
pub fn left_alone(follow: &Tree, end: &Tree, officers: &[Uuid]) -> Vec<Uuid> {
    let (before, after) = (reached(follow, officers), reached(end, officers));
    let lost = |unit: Uuid| before.contains(&unit) && !after.contains(&unit);
    let living = end.nodes().iter().filter(|node| lost(node.id));
    let tops = living.filter(|node| !node.parent.is_some_and(lost)).map(|node| node.id);
    tops.collect()
}

fn officer_scope(actor: &Actor, tree: &Tree) -> Scope {
    let mut seen = HashSet::new();
    Scope::Units(
        actor
            .officer_units()
            .filter_map(|unit| tree.seat(unit))
            .flat_map(|node| tree.reach(node.id))
            .filter(|unit| seen.insert(*unit))
            .collect(),
    )
}
