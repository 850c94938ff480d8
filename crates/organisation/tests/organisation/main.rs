//! Units and people on both engines: trees of days, scopes, imports, pages.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must stop loudly")]

mod figures;
mod house;
mod import_files;
mod import_rows;
mod import_units;
mod laws;
mod lens_pages;
mod map;
mod pages;
mod partings;
mod people_merges;
mod people_moves;
mod people_pages;
mod people_signin;
mod people_time;
mod people_twins;
mod people_units;
mod persons;
mod reorg_files;
mod reorg_holdings;
mod reorg_import;
mod reorg_import_pages;
mod reorg_pages;
mod reorg_renew;
mod reorg_rights;
mod reorg_roundtrip;
mod reorg_stale;
mod slips;
mod trees;
mod upgrade;
mod words;
