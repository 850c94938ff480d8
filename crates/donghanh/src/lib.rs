//! The front door: command line, configuration, wiring, demo year. The binary is `main.rs`; everything stands here so
//! that tests can reach it.

pub mod bench;
pub mod cli;
pub mod commands;
pub mod config;
pub mod demo;
pub mod operations;
pub mod pages;
pub mod serve;
pub mod wire;
pub mod words;
