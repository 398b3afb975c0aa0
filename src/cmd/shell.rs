//! `completions` and `man`, from the same types as the command line itself.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Done, print};
use crate::cli::Cli;

pub(super) fn completions(shell: Shell) -> Done {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "practicum", &mut text);
    print(&String::from_utf8_lossy(&text))
}

pub(super) fn man() -> Done {
    let mut text = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut text)?;
    print(&String::from_utf8_lossy(&text))
}
