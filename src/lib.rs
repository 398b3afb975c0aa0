//! practicum: practice exams for the health-information certifications, in the terminal and offline.
//!
//! The rooms and which way data flows between them are in `ARCHITECTURE.md`.

pub mod apportion;
pub mod bank;
pub mod cli;
pub mod cmd;
pub mod coach;
pub mod codebook;
pub mod env;
pub mod exam;
pub mod library;
pub mod print;
pub mod shelf;
pub mod store;
pub mod study;
pub mod time;
pub mod tui;
