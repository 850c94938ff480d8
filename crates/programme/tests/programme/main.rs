//! Plans from file to page, on both engines. One binary; each file is about one thing.

mod common;
mod holdings;
mod pages;
mod reading;
mod store;
