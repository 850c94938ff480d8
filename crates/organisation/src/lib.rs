//! Floor 3 of the house: units and people through time. Every feature stands on it.
//!
//! A unit is a lasting id. Its name, code, kind and level are *versions*, its place in the union is an *edge*, a
//! person's belonging is a *membership*: each with half-open dates [from, to), each only begun and ended, never
//! rewritten. Facts stay on the unit that reported them. The tree of a day is read from them ([`tree::Tree`]).
//!
//! The rules are plain functions over plain data ([`tree`], [`scope`], [`mod@unit`], [`import`] but for its last step);
//! only [`store`] knows SQL, only `pages` knows HTTP.

pub mod atlas;
pub mod bodies;
pub mod counting;
pub mod days;
pub mod directory;
pub mod duplicates;
pub mod error;
pub mod event;
pub mod history;
pub mod import;
pub mod looking;
pub mod pages;
pub mod places;
pub mod plan;
pub mod post;
pub mod preview;
pub mod report;
pub mod revision;
pub mod scope;
pub mod signature;
pub mod stage;
mod standing;
pub mod state;
pub mod store;
pub mod today;
pub mod transfer;
pub mod tree;
pub mod unit;

pub use directory::Directory;
pub use error::OrganisationError;
pub use looking::Looking;
pub use pages::routes;
pub use scope::{Scope, scope_of};
pub use state::Organisation;
pub use store::{headcount, people, reorgs, units};
pub use tree::{Node, Tree};

/// This crate's schema.
pub const MIGRATIONS: &[platform::migrate::Migration] = &[
    platform::migrate::Migration {
        id: "0002_organisation",
        sql: include_str!("../migrations/0002_organisation.sql"),
    },
    platform::migrate::Migration {
        id: "0005_reorganisation",
        sql: include_str!("../migrations/0005_reorganisation.sql"),
    },
    platform::migrate::Migration {
        id: "0006_people",
        sql: include_str!("../migrations/0006_people.sql"),
    },
    platform::migrate::Migration {
        id: "0007_people_history",
        sql: include_str!("../migrations/0007_people_history.sql"),
    },
    platform::migrate::Migration {
        id: "0008_reorg_choices",
        sql: include_str!("../migrations/0008_reorg_choices.sql"),
    },
    platform::migrate::Migration {
        id: "0009_figures",
        sql: include_str!("../migrations/0009_figures.sql"),
    },
    platform::migrate::Migration {
        id: "0010_reorg_revision",
        sql: include_str!("../migrations/0010_reorg_revision.sql"),
    },
];

/// This crate's words.
pub const TEXTS: platform::text::Source = (
    "organisation",
    concat!(
        include_str!("../locales/vi.ftl"),
        "\n",
        include_str!("../locales/people.vi.ftl"),
        "\n",
        include_str!("../locales/reorg.vi.ftl"),
        "\n",
        include_str!("../locales/report.vi.ftl"),
        "\n",
        include_str!("../locales/reorg_import.vi.ftl"),
        "\n",
        include_str!("../locales/map.vi.ftl")
    ),
    concat!(
        include_str!("../locales/en.ftl"),
        "\n",
        include_str!("../locales/people.en.ftl"),
        "\n",
        include_str!("../locales/reorg.en.ftl"),
        "\n",
        include_str!("../locales/report.en.ftl"),
        "\n",
        include_str!("../locales/reorg_import.en.ftl"),
        "\n",
        include_str!("../locales/map.en.ftl")
    ),
);
