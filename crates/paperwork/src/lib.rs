//! Papers in and out: official documents, spreadsheets, QR codes and charts.
//!
//! One [`document::Document`] is rendered to DOCX ([`docx`]) and to a print-ready HTML fragment ([`html`]), laid out
//! after Nghị định 30/2020/NĐ-CP, Phụ lục I. [`sheet`] reads what people upload and writes what they download,
//! [`qr`] and [`chart`] draw SVG that lives under a strict content security policy (no inline style, no script).
//!
//! Everything here is a plain function over plain data: no clock, no database, no network, no file system.

pub mod archive;
pub mod chart;
pub mod document;
pub mod docx;
pub mod error;
pub mod html;
mod layout;
mod metrics;
pub mod qr;
pub mod sheet;

pub use error::PaperworkError;
