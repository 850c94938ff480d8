//! Why a set of acts makes no history.

use jiff::civil::Date;
use uuid::Uuid;

use super::step::Hierarchy;

/// What does not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The unit does not exist on that day.
    NotThere { unit: Uuid },
    /// The unit to be founded or restored exists already.
    AlreadyThere { unit: Uuid },
    /// The unit above does not exist on that day.
    NoParent { unit: Uuid, parent: Uuid },
    /// A unit that should take over does not exist on that day.
    NoHeir { unit: Uuid, heir: Uuid },
    /// A unit that something needs on that day ends that same day.
    EndsSameDay { unit: Uuid },
    /// Two acts end the same unit.
    EndsTwice { unit: Uuid },
    /// Two acts of one day give the same attribute different values.
    SetTwice { unit: Uuid },
    /// Two acts of one day put the unit under different parents.
    PlacedTwice { unit: Uuid, hierarchy: Hierarchy },
    /// Units below would stand under nobody.
    ChildrenLeft { unit: Uuid, children: Vec<Uuid> },
    /// The unit would stand above itself.
    Ring { unit: Uuid, hierarchy: Hierarchy },
    /// Another unit bears the code that day.
    CodeTaken { unit: Uuid, by: Uuid, code: String },
    /// The parts are more than the whole, or all are given and do not make the whole.
    Shares { unit: Uuid },
    /// More than one default heir, a heir twice, or the unit as its own heir.
    Heirs { unit: Uuid },
}

impl Fault {
    /// Name of the fault; the words are `org-fault-<code>`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotThere { .. } => "not-there",
            Self::AlreadyThere { .. } => "already-there",
            Self::NoParent { .. } => "no-parent",
            Self::NoHeir { .. } => "no-heir",
            Self::EndsSameDay { .. } => "ends-same-day",
            Self::EndsTwice { .. } => "ends-twice",
            Self::SetTwice { .. } => "set-twice",
            Self::PlacedTwice { .. } => "placed-twice",
            Self::ChildrenLeft { .. } => "children-left",
            Self::Ring { .. } => "ring",
            Self::CodeTaken { .. } => "code-taken",
            Self::Shares { .. } => "shares",
            Self::Heirs { .. } => "heirs",
        }
    }

    /// Every code, for the test of the catalogues.
    pub const CODES: [&'static str; 13] = [
        "not-there",
        "already-there",
        "no-parent",
        "no-heir",
        "ends-same-day",
        "ends-twice",
        "set-twice",
        "placed-twice",
        "children-left",
        "ring",
        "code-taken",
        "shares",
        "heirs",
    ];

    /// The unit it is about.
    pub const fn unit(&self) -> Uuid {
        match self {
            Self::NotThere { unit }
            | Self::AlreadyThere { unit }
            | Self::NoParent { unit, .. }
            | Self::NoHeir { unit, .. }
            | Self::EndsSameDay { unit }
            | Self::EndsTwice { unit }
            | Self::SetTwice { unit }
            | Self::PlacedTwice { unit, .. }
            | Self::ChildrenLeft { unit, .. }
            | Self::Ring { unit, .. }
            | Self::CodeTaken { unit, .. }
            | Self::Shares { unit }
            | Self::Heirs { unit } => *unit,
        }
    }

    /// The second unit it is about, if any.
    pub const fn other(&self) -> Option<Uuid> {
        match self {
            Self::NoParent { parent, .. } => Some(*parent),
            Self::NoHeir { heir, .. } => Some(*heir),
            Self::CodeTaken { by, .. } => Some(*by),
            _ => None,
        }
    }
}

/// The act that cannot stand, and the one it contradicts where that is one act.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} on {on}", fault.code())]
pub struct Refusal {
    pub fault: Fault,
    pub on: Date,
    /// The act whose step does not go.
    pub by: Uuid,
    /// The act that stands against it.
    pub against: Option<Uuid>,
}
