//! `bank`: list, check, stats, show.

mod check;
mod list;
mod show;
mod stats;
mod targets;

use super::Done;
use crate::cli::{Bank as Command, Global};

pub(super) fn run(command: Command, global: &Global) -> Done {
    match command {
        Command::List { credentials, json } => list::list(&credentials, json, global),
        Command::Check { targets, json } => check::check(&targets, json, global),
        Command::Stats { targets, json } => stats::stats(&targets, json, global),
        Command::Show { id, json } => show::show(&id, json, global),
    }
}
