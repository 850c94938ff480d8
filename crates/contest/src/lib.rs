//! Contests: rules as data, papers nobody stores, results anyone can recompute.
//!
//! The rules are plain functions over plain data: no I/O, no clock, no randomness except a seed that is passed in.
//! Only [`store`] knows SQL, only [`pages`] knows HTTP. [`desk`] is the path of an answer; [`service`] moves contests
//! through their states.

pub mod bank;
pub mod blueprint;
pub mod collective;
pub mod desk;
pub mod documents;
pub mod entries;
pub mod explain;
pub mod formats;
pub mod lint;
pub mod marking;
pub mod pages;
pub mod paper;
pub mod printed;
pub mod prize;
pub mod qualifier;
pub mod question;
pub mod ranking;
pub mod result;
pub mod ruleset;
pub mod service;
pub mod sheet;
pub mod state;
pub mod store;
pub mod wording;

pub use service::Contests;

/// This crate's schema.
pub const MIGRATIONS: &[platform::migrate::Migration] = &[platform::migrate::Migration {
    id: "0004_contest",
    sql: include_str!("../migrations/0004_contest.sql"),
}];

/// This crate's words, one file for each group of pages.
pub const TEXTS: [platform::text::Source; 5] = [
    (
        "rules",
        include_str!("../locales/rules.vi.ftl"),
        include_str!("../locales/rules.en.ftl"),
    ),
    (
        "formats",
        include_str!("../locales/formats.vi.ftl"),
        include_str!("../locales/formats.en.ftl"),
    ),
    (
        "bank",
        include_str!("../locales/bank.vi.ftl"),
        include_str!("../locales/bank.en.ftl"),
    ),
    (
        "take",
        include_str!("../locales/take.vi.ftl"),
        include_str!("../locales/take.en.ftl"),
    ),
    (
        "organise",
        include_str!("../locales/organise.vi.ftl"),
        include_str!("../locales/organise.en.ftl"),
    ),
];
