//! The only place of this crate that knows SQL.

pub mod contests;
pub mod log;
pub mod questions;
pub mod results;
