//! Parses the command line, runs the command, turns its end into an exit code.

use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

use clap::Parser;
use practicum::cli::Cli;
use practicum::cmd;
use practicum::env::Env;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match panic::catch_unwind(|| cmd::run(cli, &Env::of_this_process())) {
        // The panic hook has put the terminal back and said what happened.
        Err(_) => ExitCode::from(70),
        Ok(Ok(code)) => code,
        Ok(Err(failure)) => {
            // The terminal may be gone; then there is nobody to tell.
            let _ = writeln!(io::stderr(), "practicum: {failure}");
            failure.code()
        }
    }
}
