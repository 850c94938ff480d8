//! A line of a plan: what is to happen, when and how large as worded, who does it, who pays.

use kernel::actor::Side;
use kernel::fuzzy::{FuzzyPeriod, FuzzySize};
use kernel::money::Dong;
use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::plan::{Role, Sides, Words};
use crate::state::ActivityState;

coded! {
    /// What an activity is. `Money` is no work but the line about funds; progress does not count it.
    ActivityKind {
        Contest = "contest",
        Seminar = "seminar",
        Class = "class",
        Survey = "survey",
        Duty = "duty",
        Money = "money",
    }
}

coded! {
    /// From which purse.
    FundingSource {
        UnionRegular = "union_regular",
        StateCommunication = "state_communication",
        StateRegular = "state_regular",
        Other = "other",
    }
}

/// How many, as worded, with the numbers a machine may use and what is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    pub how_many: FuzzySize,
    /// "đại biểu".
    pub unit: Words,
    /// "class": the number is for each class; empty when it is for the whole.
    pub per: String,
}

/// How often and how long: "02 lớp (mỗi lớp 03 ngày)".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub words: Words,
    pub n: Option<u32>,
    pub unit: Words,
    pub duration_days: Option<u32>,
}

/// A line of a list in the text, with its mark ("a", "-").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub mark: String,
    pub text: Words,
}

/// A round, a class: a part of an activity with its own time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Unknown in plans kept as history.
    pub state: Option<ActivityState>,
    pub title: Words,
    pub when: FuzzyPeriod,
    pub place: Option<Words>,
    pub size: Option<Size>,
}

/// Who does what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    pub sides: Sides,
    pub role: Role,
    pub unit: Words,
    pub duty: Words,
}

/// What one side pays from one purse. An absent amount is "not stated", which is never zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundingShare {
    pub side: Side,
    pub source: FundingSource,
    pub words: Words,
    /// đồng, as planned.
    pub amount: Option<Dong>,
    /// đồng, spent so far.
    pub spent: Option<Dong>,
}

/// Which live thing answers for an activity (see `kernel::evidence`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceKey {
    /// For a contest its slug.
    pub key: String,
    /// The round of it, when the activity is not the whole.
    pub part: Option<u32>,
}

impl EvidenceKey {
    /// What the source of evidence is asked for: the slug, and for a later round "slug/2", so that the figures of
    /// the first round never stand beside the final.
    pub fn asked(&self) -> String {
        match self.part {
            Some(part) if part > 1 => format!("{}/{part}", self.key),
            _ => self.key.clone(),
        }
    }
}

/// A line of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Unique in the plan: "III.2".
    pub code: String,
    /// Its address below the plan's.
    pub slug: String,
    /// Path of its section.
    pub section: String,
    pub kind: ActivityKind,
    /// As recorded; what the page shows also looks at the live thing and the date (`progress::standing`).
    pub state: ActivityState,
    /// Place in the document ("Mục IV.2"); empty when not recorded.
    pub source: String,
    pub title: Words,
    pub aims: Words,
    pub when: FuzzyPeriod,
    pub place: Option<Words>,
    pub size: Option<Size>,
    pub count: Option<Count>,
    pub audience: Vec<Item>,
    pub topics: Vec<Item>,
    pub products: Vec<Item>,
    /// Codes of units it happens at.
    pub units: Vec<String>,
    pub stages: Vec<Stage>,
    pub assignments: Vec<Assignment>,
    pub funding: Vec<FundingShare>,
    pub evidence: Option<EvidenceKey>,
    /// A money line that stands for the sum of all activities.
    pub totals_plan: bool,
}

impl Activity {
    /// Who leads: the units named lead, else those that lead together, else the focal points.
    pub fn leads(&self) -> Vec<&Assignment> {
        for role in [Role::Lead, Role::CoLead, Role::FocalPoint] {
            let found: Vec<&Assignment> = self.assignments.iter().filter(|a| a.role == role).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}
