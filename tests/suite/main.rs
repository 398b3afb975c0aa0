//! Tests of the whole program; one binary, one module a subject.

#![expect(clippy::unwrap_used, clippy::panic, reason = "in a test a panic is the finding")]

mod bank_check;
mod cases;
mod code;
mod coding;
mod commands;
mod drill_kinds;
mod drills;
mod forms;
mod machine;
mod made;
mod picker;
mod practice;
mod print;
mod projection;
mod query;
mod record;
mod screens;
mod sittings;
mod tempo;
mod terminal;
mod tidy;
mod transfer;
