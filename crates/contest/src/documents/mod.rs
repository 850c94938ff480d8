//! Papers about a contest, built from plain data: the minutes of a result and the workbooks. No database, no clock.
//!
//! The minutes are an official document in Vietnamese whatever the language of the page; a workbook speaks the language
//! of the page it is downloaded from.

mod assemble;
pub mod minutes;
mod minutes_results;
pub mod outcome;
pub mod say;
pub mod units;
pub mod workbook;
