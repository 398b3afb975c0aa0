//! Tests of the whole program; one binary, one module a subject.

#![expect(clippy::unwrap_used, clippy::panic, reason = "in a test a panic is the finding")]

mod bank_check;
mod code;
mod commands;
mod forms;
mod made;
mod record;
mod screens;
mod sittings;
mod terminal;
mod tidy;
