//! Parses the command line, runs the command, turns its end into an exit code.

use std::process::ExitCode;

use clap::Parser;
use practicum::cli::Cli;
use practicum::cmd;
use practicum::env::Env;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cmd::run(cli, &Env::of_this_process()) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("practicum: {failure}");
            failure.code()
        }
    }
}
