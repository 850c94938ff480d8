//! The plan of the year, in its first form: read, keep and show what two bodies signed, line by line, with live
//! figures where a line runs in the program.
//!
//! Rules are plain functions at the root (`state`, `progress`, `funding`, `parse`); `store` knows the tables, `pages`
//! the addresses. What comes out of an activity is asked through `kernel::evidence`.

pub mod activity;
mod code;
pub mod funding;
pub mod holdings;
pub mod live;
mod pages;
mod parse;
pub mod plan;
pub mod progress;
pub mod state;
pub mod store;

use std::sync::Arc;

use kernel::evidence::Evidence;
use platform::app::App;
use platform::migrate::Migration;
use platform::text::Source;

pub use activity::{
    Activity, ActivityKind, Assignment, Count, EvidenceKey, FundingShare, FundingSource, Item, Size, Stage,
};
pub use pages::routes;
pub use parse::{ContestDays, Fault, Frame, ParseError, parse};
pub use plan::{
    Alias, LegalBasis, NewPlan, Note, NoteKind, ParentProgramme, Party, PartyKind, Plan, Recipient, Role, Section,
    Sides, Signature, Words,
};
pub use state::{ActivityState, PlanState};
pub use store::{StoreError, insert_plan};

/// This crate's schema.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "0003_programme",
    sql: include_str!("../migrations/0003_programme.sql"),
}];

/// This crate's words.
pub const TEXTS: Source = (
    "programme",
    include_str!("../locales/vi.ftl"),
    include_str!("../locales/en.ftl"),
);

/// What the pages of plans need.
#[derive(Clone)]
pub struct Programme {
    pub app: App,
    /// Who answers for live activities, one for each kind.
    pub evidence: Arc<Vec<Arc<dyn Evidence>>>,
}

impl std::fmt::Debug for Programme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kinds: Vec<&str> = self.evidence.iter().map(|source| source.kind()).collect();
        f.debug_struct("Programme")
            .field("evidence", &kinds)
            .finish_non_exhaustive()
    }
}
