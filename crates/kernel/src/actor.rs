//! Who acts, and in which role. A role is granted for a time, to a side of the coordination or to a unit.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The two sides of a coordination. More parties join as cooperating units; approval is by these two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    A,
    B,
}

impl Side {
    /// As kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }

    /// Reads what [`Side::code`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "a" => Some(Self::A),
            "b" => Some(Self::B),
            _ => None,
        }
    }
}

/// What a person may be in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Administrator,
    Organiser,
    Author,
    Reviewer,
    Leader,
    UnitOfficer,
    Member,
    Auditor,
}

impl Role {
    /// Every role, in the order of the access table.
    pub const ALL: [Self; 8] = [
        Self::Administrator,
        Self::Organiser,
        Self::Author,
        Self::Reviewer,
        Self::Leader,
        Self::UnitOfficer,
        Self::Member,
        Self::Auditor,
    ];

    /// As kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Organiser => "organiser",
            Self::Author => "author",
            Self::Reviewer => "reviewer",
            Self::Leader => "leader",
            Self::UnitOfficer => "unit_officer",
            Self::Member => "member",
            Self::Auditor => "auditor",
        }
    }

    /// Reads what [`Role::code`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role is held for one of the two sides.
    pub const fn needs_side(self) -> bool {
        matches!(self, Self::Organiser | Self::Leader)
    }

    /// Whether the role is held for a unit and everything below it.
    pub const fn needs_unit(self) -> bool {
        matches!(self, Self::UnitOfficer)
    }
}

/// One role in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    pub side: Option<Side>,
    pub unit: Option<Uuid>,
}

/// The person behind a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account, which is also the person when the account belongs to a member.
    pub account: Uuid,
    pub name: String,
    pub grants: Vec<Grant>,
}

impl Actor {
    /// Whether any grant gives `role`.
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether any of `roles` is granted.
    pub fn has_any(&self, roles: &[Role]) -> bool {
        self.grants.iter().any(|grant| roles.contains(&grant.role))
    }

    /// The side for which `role` is held.
    pub fn side_as(&self, role: Role) -> Option<Side> {
        self.grants
            .iter()
            .find(|grant| grant.role == role)
            .and_then(|grant| grant.side)
    }

    /// Whether `role` is held for `side`.
    pub fn has_for_side(&self, role: Role, side: Side) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role == role && grant.side == Some(side))
    }

    /// The units for which the person is an officer.
    pub fn officer_units(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.grants
            .iter()
            .filter(|grant| grant.role == Role::UnitOfficer)
            .filter_map(|grant| grant.unit)
    }
}
