//! Moving people to another unit, or out of the union's units: what an order can do, and whom it cannot move.

use jiff::civil::Date;
use uuid::Uuid;

use crate::scope::Scope;
use crate::tree::Tree;

/// Why people leave a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Ordered to another place by the organisation.
    Assigned,
    /// Moved at one's own wish or by agreement.
    Moved,
    /// The units were merged or arranged anew, and the people go with their work.
    Reorganised,
    Retired,
    /// Left the job.
    Resigned,
    /// In the words that come with it.
    Other,
}

impl Reason {
    /// In the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Assigned,
        Self::Moved,
        Self::Reorganised,
        Self::Retired,
        Self::Resigned,
        Self::Other,
    ];

    /// As kept in the database; its words are `org-transfer-reason-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Moved => "moved",
            Self::Reorganised => "reorganised",
            Self::Retired => "retired",
            Self::Resigned => "resigned",
            Self::Other => "other",
        }
    }

    /// Reads what [`Reason::code`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Whether whoever leaves goes to no other unit.
    pub const fn leaves(self) -> bool {
        matches!(self, Self::Retired | Self::Resigned)
    }

    /// Whether there must be a unit to go to. Other reasons come with one or without.
    pub const fn needs_target(self) -> bool {
        matches!(self, Self::Assigned | Self::Moved | Self::Reorganised)
    }
}

/// What is asked: these people, from this unit (with everything below it), to that one, on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub from: Uuid,
    /// None: they leave and go nowhere. Never for a reason that [`Reason::needs_target`].
    pub to: Option<Uuid>,
    pub on: Date,
    pub reason: Reason,
    /// Number of the decision; may be empty.
    pub act_number: String,
    /// The reason in words; empty unless [`Reason::Other`].
    pub note: String,
    pub people: Vec<Uuid>,
    /// Posts held elsewhere than in the unit to go to end on the same day.
    pub end_posts: bool,
}

/// Somebody as found on the day of the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub id: Uuid,
    pub name: String,
    pub number: String,
    pub merged: bool,
    pub unit: Option<Uuid>,
    /// First day in that unit, ISO text.
    pub since: Option<String>,
    /// First day of a stay that begins after the order, or on which the stay of that day is on record to end.
    pub later: Option<String>,
}

/// Why somebody cannot be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blocked {
    /// The entry goes on under another one.
    Merged,
    /// Not in the unit that the order takes people from on that day, or outside what the actor may change.
    NotThere,
    /// Already where the order leads.
    AlreadyThere,
    /// A later move, or that the person leaves, is already on record.
    MovesLater,
}

impl Blocked {
    /// Each once, for the test that every one has words.
    pub const ALL: [Self; 4] = [Self::Merged, Self::NotThere, Self::AlreadyThere, Self::MovesLater];

    /// The Fluent key of the sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Merged => "org-transfer-blocked-merged",
            Self::NotThere => "org-transfer-blocked-not-there",
            Self::AlreadyThere => "org-transfer-blocked-already-there",
            Self::MovesLater => "org-transfer-blocked-moves-later",
        }
    }
}

/// What the order would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub moved: Vec<Standing>,
    pub blocked: Vec<(Standing, Blocked)>,
}

fn blocked(order: &Order, tree: &Tree, acting: &Scope, source: &[Uuid], person: &Standing) -> Option<Blocked> {
    if person.merged {
        return Some(Blocked::Merged);
    }
    let Some(unit) = person.unit.filter(|unit| source.contains(unit) && acting.covers(*unit)) else {
        return Some(Blocked::NotThere);
    };
    if order.to.is_some() && tree.home(unit).map(|node| node.id) == order.to {
        return Some(Blocked::AlreadyThere);
    }
    person.later.as_ref().map(|_| Blocked::MovesLater)
}

/// Sorts people into those the order moves and those it cannot. `tree` is that of today, which says what each unit
/// answers for.
pub fn plan(order: &Order, tree: &Tree, acting: &Scope, people: Vec<Standing>) -> Plan {
    let source = tree.reach(order.from);
    let mut plan = Plan::default();
    for person in people {
        match blocked(order, tree, acting, &source, &person) {
            Some(why) => plan.blocked.push((person, why)),
            None => plan.moved.push(person),
        }
    }
    plan
}
