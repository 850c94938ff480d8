//! What a re-organisation is to do, in the words of the act: merge, split, move. Compiled into the elementary steps
//! of the log only when it is looked at or applied, so that a draft can wait while other acts come in.

mod compile;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::history::{Hierarchy, Share, Traits, TraitsChange};

/// A unit that comes into being by the act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founding {
    /// Lasting id, given when the draft is written.
    pub unit: Uuid,
    pub traits: Traits,
    /// The unit above in the line of its kind; `None` with `inherit` means "where the first source stood".
    #[serde(default)]
    pub parent: Option<Uuid>,
}

/// Who takes over a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    pub unit: Uuid,
    /// Set when the receiver is founded by the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founding: Option<Box<Founding>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    #[serde(default)]
    pub default: bool,
    /// Units below the source that go to this receiver.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub takes: Vec<Uuid>,
}

/// One operation of an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Operation {
    /// Thành lập.
    Found { founding: Box<Founding> },
    /// Đổi tên, đổi mã, đổi loại hình hay cấp, con dấu, địa chỉ.
    Alter { unit: Uuid, change: Box<TraitsChange> },
    /// Chuyển sang đơn vị cấp trên khác.
    Move {
        units: Vec<Uuid>,
        hierarchy: Hierarchy,
        parent: Option<Uuid>,
    },
    /// Sáp nhập vào một đơn vị có sẵn.
    Merge { sources: Vec<Uuid>, into: Uuid },
    /// Hợp nhất thành một đơn vị mới.
    Consolidate {
        sources: Vec<Uuid>,
        founding: Box<Founding>,
    },
    /// Chia thành nhiều đơn vị.
    Split { source: Uuid, receivers: Vec<Receiver> },
    /// Tách, chuyển giao một phần; đơn vị vẫn còn.
    HandOver { source: Uuid, receiver: Box<Receiver> },
    /// Giải thể; the units below go to `below_to`.
    Dissolve {
        unit: Uuid,
        #[serde(default)]
        below_to: Option<Uuid>,
    },
    /// Kết thúc hoạt động, with an heir or without.
    End {
        unit: Uuid,
        #[serde(default)]
        heir: Option<Uuid>,
        #[serde(default)]
        below_to: Option<Uuid>,
    },
    /// Khôi phục.
    Restore {
        unit: Uuid,
        #[serde(default)]
        parent: Option<Uuid>,
    },
    /// Cán bộ phụ trách của đơn vị kết thúc thôi quyền từ ngày đó; otherwise rights follow the default heir.
    EndRights { units: Vec<Uuid> },
}

/// The kinds in the order they are offered; the words are `org-op-<code>`.
pub const KINDS: [&str; 11] = [
    "merge",
    "consolidate",
    "split",
    "hand_over",
    "move",
    "alter",
    "found",
    "dissolve",
    "end",
    "restore",
    "end_rights",
];

impl Operation {
    /// The kind; the words are `org-op-<code>`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Found { .. } => "found",
            Self::Alter { .. } => "alter",
            Self::Move { .. } => "move",
            Self::Merge { .. } => "merge",
            Self::Consolidate { .. } => "consolidate",
            Self::Split { .. } => "split",
            Self::HandOver { .. } => "hand_over",
            Self::Dissolve { .. } => "dissolve",
            Self::End { .. } => "end",
            Self::Restore { .. } => "restore",
            Self::EndRights { .. } => "end_rights",
        }
    }

    /// The units that the operation changes or ends: whoever drafts it must be in charge of them.
    pub fn subjects(&self) -> Vec<Uuid> {
        match self {
            Self::Found { founding } => founding.parent.into_iter().collect(),
            Self::Alter { unit, .. } => vec![*unit],
            Self::Move { units, parent, .. } => units.iter().copied().chain(*parent).collect(),
            Self::Merge { sources, into } => sources.iter().copied().chain([*into]).collect(),
            Self::Consolidate { sources, founding } => sources.iter().copied().chain(founding.parent).collect(),
            Self::Split { source, receivers } => {
                let known = receivers.iter().filter(|receiver| receiver.founding.is_none());
                known.map(|receiver| receiver.unit).chain([*source]).collect()
            }
            Self::HandOver { source, receiver } => {
                let known = receiver.founding.is_none().then_some(receiver.unit);
                known.into_iter().chain([*source]).collect()
            }
            Self::Dissolve { unit, below_to } => [*unit].into_iter().chain(*below_to).collect(),
            Self::End { unit, heir, below_to } => [*unit].into_iter().chain(*heir).chain(*below_to).collect(),
            Self::Restore { unit, parent } => [*unit].into_iter().chain(*parent).collect(),
            Self::EndRights { units } => units.clone(),
        }
    }

    /// The units that end.
    pub fn ending(&self) -> Vec<Uuid> {
        match self {
            Self::Merge { sources, .. } | Self::Consolidate { sources, .. } => sources.clone(),
            Self::Split { source, .. } => vec![*source],
            Self::Dissolve { unit, .. } | Self::End { unit, .. } => vec![*unit],
            _ => Vec::new(),
        }
    }

    /// Every unit that the operation names, to be put in place of another.
    fn named(&mut self) -> Vec<&mut Uuid> {
        fn founding(of: &mut Founding) -> impl Iterator<Item = &mut Uuid> {
            [&mut of.unit].into_iter().chain(&mut of.parent)
        }
        fn receiver(of: &mut Receiver) -> impl Iterator<Item = &mut Uuid> {
            let founded = of.founding.as_deref_mut().into_iter().flat_map(founding);
            [&mut of.unit].into_iter().chain(founded).chain(&mut of.takes)
        }
        match self {
            Self::Found { founding: of } => founding(of).collect(),
            Self::Alter { unit, .. } => vec![unit],
            Self::Move { units, parent, .. } => units.iter_mut().chain(parent).collect(),
            Self::Merge { sources, into } => sources.iter_mut().chain([into]).collect(),
            Self::Consolidate { sources, founding: of } => sources.iter_mut().chain(founding(of)).collect(),
            Self::Split { source, receivers } => {
                let all = receivers.iter_mut().flat_map(receiver);
                [source].into_iter().chain(all).collect()
            }
            Self::HandOver { source, receiver: of } => [source].into_iter().chain(receiver(of)).collect(),
            Self::Dissolve { unit, below_to } => [unit].into_iter().chain(below_to).collect(),
            Self::End { unit, heir, below_to } => [unit].into_iter().chain(heir).chain(below_to).collect(),
            Self::Restore { unit, parent } => [unit].into_iter().chain(parent).collect(),
            Self::EndRights { units } => units.iter_mut().collect(),
        }
    }

    /// The units that begin.
    pub fn founded(&self) -> Vec<&Founding> {
        match self {
            Self::Found { founding } | Self::Consolidate { founding, .. } => vec![founding],
            Self::Split { receivers, .. } => receivers.iter().filter_map(|r| r.founding.as_deref()).collect(),
            Self::HandOver { receiver, .. } => receiver.founding.as_deref().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// Everything that one act does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub operations: Vec<Operation>,
}

impl Plan {
    /// The units that begin by the plan.
    pub fn founded(&self) -> impl Iterator<Item = &Founding> {
        self.operations.iter().flat_map(Operation::founded)
    }

    /// The units whose officers lose their rights with them.
    pub fn closed(&self) -> HashSet<Uuid> {
        let units = self.operations.iter().filter_map(|operation| match operation {
            Operation::EndRights { units } => Some(units),
            _ => None,
        });
        units.flatten().copied().collect()
    }

    /// The same plan with all rights going to the heirs.
    #[must_use]
    pub fn with_rights(&self) -> Self {
        let mut plan = self.clone();
        plan.operations
            .retain(|operation| !matches!(operation, Operation::EndRights { .. }));
        plan
    }

    /// The same plan for another act: what it founds are other units.
    #[must_use]
    pub fn anew(&self, mut fresh: impl FnMut() -> Uuid) -> Self {
        let others: HashMap<Uuid, Uuid> = self.founded().map(|founding| (founding.unit, fresh())).collect();
        let mut plan = self.clone();
        for unit in plan.operations.iter_mut().flat_map(Operation::named) {
            if let Some(other) = others.get(unit) {
                *unit = *other;
            }
        }
        plan
    }

    /// Every unit that the plan has to do with.
    pub fn mentions(&self) -> HashSet<Uuid> {
        let mut plan = self.clone();
        let named = plan.operations.iter_mut().flat_map(Operation::named);
        named.map(|unit| *unit).collect()
    }

    /// The units that end by the plan.
    pub fn ending(&self) -> Vec<Uuid> {
        self.operations.iter().flat_map(Operation::ending).collect()
    }
}
