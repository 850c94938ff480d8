//! What an act does, one elementary step at a time.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::share::Share;
use crate::unit::{UnitKind, UnitLevel};

/// A line of command or belonging. A unit has at most one parent in each on any day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hierarchy {
    /// The union itself, from the top to the grassroots.
    Union,
    /// Ministries and agencies, and the unions in them.
    Ministry,
    /// Emulation blocks and their members.
    Block,
    /// The country and its provinces, and the unions in them.
    Territory,
}

impl Hierarchy {
    /// Every hierarchy, in the order it is offered.
    pub const ALL: [Self; 4] = [Self::Union, Self::Ministry, Self::Block, Self::Territory];

    /// As kept in the database; the words are `org-line-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Union => "union",
            Self::Ministry => "ministry",
            Self::Block => "block",
            Self::Territory => "territory",
        }
    }

    /// Reads what [`Hierarchy::code`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.code() == code)
    }

    pub(super) const fn slot(self) -> usize {
        match self {
            Self::Union => 0,
            Self::Ministry => 1,
            Self::Block => 2,
            Self::Territory => 3,
        }
    }
}

/// What a unit is called and is on a day. Attributes, never identity: of 3,316 commune codes kept in 2025, 55 % carry
/// another name now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits {
    pub name: String,
    #[serde(default)]
    pub short_name: String,
    /// As in document numbers: "CĐVCVN".
    #[serde(default)]
    pub abbreviation: String,
    #[serde(default)]
    pub code: String,
    pub kind: UnitKind,
    pub level: UnitLevel,
    /// The words on its seal.
    #[serde(default)]
    pub seal: String,
    #[serde(default)]
    pub address: String,
    /// Place in the order of protocol among its sisters.
    #[serde(default)]
    pub position: i64,
    /// Made up for the demo year.
    #[serde(default)]
    pub demo: bool,
}

/// The attributes that an act sets; the others stay as they are that day, whatever acts are known later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TraitsChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<UnitKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<UnitLevel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
}

/// Calls a macro for every attribute that an act may set.
macro_rules! each_trait {
    ($call:ident) => {
        $call!(
            name,
            short_name,
            abbreviation,
            code,
            kind,
            level,
            seal,
            address,
            position
        )
    };
}

impl Traits {
    /// What has to be set to get from these to others.
    pub fn change_to(&self, after: &Self) -> TraitsChange {
        macro_rules! set {
            ($($field:ident),*) => {
                TraitsChange { $($field: (self.$field != after.$field).then(|| after.$field.clone()),)* }
            };
        }
        each_trait!(set)
    }

    /// These with a change.
    #[must_use]
    pub fn with(&self, change: &TraitsChange) -> Self {
        let mut after = self.clone();
        macro_rules! set {
            ($($field:ident),*) => { $(if let Some(value) = &change.$field { after.$field = value.clone(); })* };
        }
        each_trait!(set);
        after
    }
}

impl TraitsChange {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether two changes of one day set the same attribute to different values.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        macro_rules! differ {
            ($($field:ident),*) => {
                $(matches!((&self.$field, &other.$field), (Some(left), Some(right)) if left != right))||*
            };
        }
        each_trait!(differ)
    }
}

/// Why a unit is no longer there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Sáp nhập vào một đơn vị có sẵn.
    Merged,
    /// Hợp nhất thành một đơn vị mới.
    Consolidated,
    /// Chia thành nhiều đơn vị.
    Split,
    /// Giải thể.
    Dissolved,
    /// Kết thúc hoạt động.
    Ended,
}

impl Ending {
    /// The words are `org-ending-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Consolidated => "consolidated",
            Self::Split => "split",
            Self::Dissolved => "dissolved",
            Self::Ended => "ended",
        }
    }
}

/// What becomes of the rights of a unit's officers when it ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rights {
    /// They go on in the default heir.
    #[default]
    Follow,
    /// They end on that day.
    End,
}

/// A unit that takes over from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heir {
    pub unit: Uuid,
    /// Which part of the other unit's own figures goes here; `None` is "nobody has said", never a guess.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// Where people, rights, open work and documents go when nothing else is said.
    #[serde(default)]
    pub default: bool,
}

impl Heir {
    /// The one heir of everything.
    pub const fn whole(unit: Uuid) -> Self {
        Self {
            unit,
            share: Some(Share::WHOLE),
            default: true,
        }
    }
}

/// One elementary step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A unit comes into being.
    Begin { unit: Uuid, traits: Box<Traits> },
    /// Attributes change.
    Alter { unit: Uuid, change: Box<TraitsChange> },
    /// The unit stands under another parent from this day on, or under none.
    Place {
        unit: Uuid,
        hierarchy: Hierarchy,
        parent: Option<Uuid>,
    },
    /// Part of the unit goes to others; the unit itself stays.
    Cede { unit: Uuid, heirs: Vec<Heir> },
    /// The unit is no longer there from this day on.
    Cease {
        unit: Uuid,
        how: Ending,
        heirs: Vec<Heir>,
        rights: Rights,
    },
    /// A unit that had ended is there again, as it last was.
    Revive { unit: Uuid },
}

impl Step {
    /// The unit that the step is about.
    pub const fn unit(&self) -> Uuid {
        match self {
            Self::Begin { unit, .. }
            | Self::Alter { unit, .. }
            | Self::Place { unit, .. }
            | Self::Cede { unit, .. }
            | Self::Cease { unit, .. }
            | Self::Revive { unit } => *unit,
        }
    }
}

/// A step on its day, with the act it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub reorg: Uuid,
    /// First day on which the step holds.
    pub on: Date,
    pub step: Step,
}
