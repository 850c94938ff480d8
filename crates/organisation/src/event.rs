//! Acts on units and people that the record keeps. No event carries a phone, a birth date or a code.

use serde::Serialize;
use uuid::Uuid;

/// What was done.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum OrganisationEvent {
    UnitsImported {
        file: String,
        new: u64,
        changed: u64,
        skipped: u64,
    },
    MembersImported {
        file: String,
        new: u64,
        changed: u64,
        skipped: u64,
    },
    HeadcountConfirmed {
        unit: Uuid,
        name: String,
        on: String,
        state: &'static str,
        members: Option<i64>,
        staff: Option<i64>,
    },
    CodesPrinted {
        unit: Uuid,
        name: String,
        accounts: Vec<Uuid>,
    },
    MembersExported {
        scope: String,
        rows: u64,
    },
    /// One act of moving people; `to` is empty for those who leave.
    PeopleTransferred {
        from: String,
        to: String,
        on: String,
        reason: &'static str,
        act_number: String,
        people: Vec<Uuid>,
        /// Posts that ended in the same act.
        posts_ended: u64,
    },
    PostAdded {
        person: Uuid,
        name: String,
        title: String,
        from: String,
    },
    PostEnded {
        person: Uuid,
        name: String,
        title: String,
        to: String,
    },
    /// Entered by mistake and taken out.
    PostRemoved {
        person: Uuid,
        name: String,
        title: String,
    },
    PersonMerged {
        kept: Uuid,
        gone: Uuid,
        name: String,
        reason: String,
    },
    PersonMergeUndone {
        kept: Uuid,
        gone: Uuid,
        name: String,
        reason: String,
    },
    PersonsToldApart {
        a: Uuid,
        b: Uuid,
        name: String,
    },
    /// `act` is what was done with it: drafted, renewed, edited, submitted, returned, approved, applied, undone, dropped.
    Reorganisation {
        act: &'static str,
        id: Uuid,
        title: String,
        number: String,
        effective: String,
        reason: String,
    },
}

impl platform::audit::Event for OrganisationEvent {
    fn act(&self) -> &'static str {
        match self {
            Self::UnitsImported { .. } => "units-imported",
            Self::MembersImported { .. } => "members-imported",
            Self::HeadcountConfirmed { .. } => "headcount-confirmed",
            Self::CodesPrinted { .. } => "codes-printed",
            Self::MembersExported { .. } => "members-exported",
            Self::PeopleTransferred { .. } => "people-transferred",
            Self::PostAdded { .. } => "post-added",
            Self::PostEnded { .. } => "post-ended",
            Self::PostRemoved { .. } => "post-removed",
            Self::PersonMerged { .. } => "person-merged",
            Self::PersonMergeUndone { .. } => "person-merge-undone",
            Self::PersonsToldApart { .. } => "persons-told-apart",
            Self::Reorganisation { act, .. } => match *act {
                "drafted" => "reorg-drafted",
                "renewed" => "reorg-renewed",
                "edited" => "reorg-edited",
                "submitted" => "reorg-submitted",
                "returned" => "reorg-returned",
                "approved" => "reorg-approved",
                "applied" => "reorg-applied",
                "undone" => "reorg-undone",
                _ => "reorg-dropped",
            },
        }
    }

    fn subject(&self) -> String {
        match self {
            Self::UnitsImported { file, .. } | Self::MembersImported { file, .. } => file.clone(),
            Self::MembersExported { scope, .. } => scope.clone(),
            Self::PeopleTransferred { from, to, .. } if to.is_empty() => from.clone(),
            Self::PeopleTransferred { from, to, .. } => format!("{from} → {to}"),
            Self::HeadcountConfirmed { name, .. }
            | Self::CodesPrinted { name, .. }
            | Self::PostAdded { name, .. }
            | Self::PostEnded { name, .. }
            | Self::PostRemoved { name, .. }
            | Self::PersonMerged { name, .. }
            | Self::PersonMergeUndone { name, .. }
            | Self::PersonsToldApart { name, .. } => name.clone(),
            Self::Reorganisation { title, .. } => title.clone(),
        }
    }
}
