//! Floor 2 of the house: what every feature stands on to be a web application. Database, sessions, access, record of
//! acts, words, page shell, forms, accept loop.

pub mod account;
pub mod app;
pub mod assets;
pub mod audit;
pub mod db;
pub mod failure;
mod failure_page;
pub mod form;
pub mod guard;
pub mod limit;
pub mod migrate;
pub mod oidc;
pub mod pages;
pub mod password;
pub mod routes;
pub mod server;
pub mod session;
pub mod shell;
pub mod signin;
pub mod text;
pub mod visit;

/// This crate's schema.
pub const MIGRATIONS: &[migrate::Migration] = &[migrate::Migration {
    id: "0001_platform",
    sql: include_str!("../migrations/0001_platform.sql"),
}];

/// This crate's words.
pub const TEXTS: text::Source = (
    "platform",
    include_str!("../locales/vi.ftl"),
    include_str!("../locales/en.ftl"),
);
