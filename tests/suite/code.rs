//! The code book: searches as coders type them, what must hold for every code, and the commands end to end.
#![cfg(test)]

mod commands;
mod every;
mod queries;
mod update;
