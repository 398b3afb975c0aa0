//! One file a subcommand: each joins banks, exam, record and terminal, and prints.

mod about;
mod bank;
mod code;
mod data;
mod drill;
mod exam;
mod history;
mod query;
mod ready;
mod report;
mod shell;

use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::bank::{Credential, Finding};
use crate::cli::{Cli, Command, Global};
use crate::coach::Coach;
use crate::env::{self, Env};
use crate::exam::Shortage;
use crate::library::{Library, Shelf};
use crate::store::{Store, StoreError, TransferError};
use crate::tui::app::{App, Effect, Now};
use crate::tui::desk::Desk;
use crate::tui::run::{self, Exit};
use crate::tui::{Palette, Theme};

/// Why a command did not do what it was asked, and what to do about it.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    message: String,
    hint: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The user's input or files.
    Input,
    Usage,
    /// A fault of ours.
    Fault,
}

impl Failure {
    fn input(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind: Kind::Input, message: message.into(), hint: hint.into() }
    }

    fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind: Kind::Usage, ..Self::input(message, hint) }
    }

    fn fault(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind: Kind::Fault, ..Self::input(message, hint) }
    }

    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self.kind {
            Kind::Input => 1,
            Kind::Usage => 2,
            Kind::Fault => 70,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  {}", self.message, self.hint)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::input(error.to_string(), error.hint())
    }
}

impl From<TransferError> for Failure {
    fn from(error: TransferError) -> Self {
        Self::input(error.to_string(), error.hint())
    }
}

impl From<Shortage> for Failure {
    fn from(shortage: Shortage) -> Self {
        Self::input(shortage.to_string(), "ask for fewer items or other domains, or add items with --bank-dir")
    }
}

impl From<Vec<Finding>> for Failure {
    fn from(findings: Vec<Finding>) -> Self {
        let message: Vec<String> = findings.iter().map(|f| format!("{}:{}: {}", f.file, f.line, f.reason)).collect();
        let hint = findings.first().map_or("practicum bank check says more", |finding| finding.hint.as_str());
        Self::input(message.join("\n  "), hint)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::fault(error.to_string(), "if this comes again, please report it with what you did before")
    }
}

type Done = Result<ExitCode, Failure>;

pub fn run(cli: Cli, env: &Env) -> Done {
    let Cli { global, command } = cli;
    let Some(command) = command else { return open_terminal(&global, env, vec![Effect::LoadHome]) };
    match command {
        Command::About { credential, json } => self::about::run(&credential, json, &global),
        Command::Exam(exam) => self::exam::run(&exam, &global, env),
        Command::Drill(drill) => self::drill::run(&drill, &global, env),
        Command::Query(query) => self::query::run(query, &global, env),
        Command::Ready(ready) => self::ready::run(&ready, &global, env),
        Command::Goal(goal) => self::ready::goal(&goal, &global, env),
        Command::Result(result) => self::ready::result(&result, &global, env),
        Command::Resume { id } => self::exam::resume(id, &global, env),
        Command::History(history) => self::history::run(&history, &global, env),
        Command::Report(report) => self::report::run(&report, &global, env),
        Command::Bank { command } => self::bank::run(command, &global),
        Command::Code(code) => self::code::run(&code, &global),
        Command::Data { command } => self::data::run(&command, &global, env),
        Command::Completions { shell } => self::shell::completions(shell),
        Command::Man => self::shell::man(),
    }
}

fn data_dir(global: &Global) -> Result<PathBuf, Failure> {
    let dir = global.data_dir.clone().or_else(env::default_data_dir);
    dir.ok_or_else(|| Failure::input("no home folder was found to keep sittings in", "name one with --data-dir"))
}

/// Built-in banks, the user's own in the data folder, and those of `--bank-dir`.
fn library(global: &Global) -> Result<Library, Failure> {
    for dir in &global.bank_dir {
        if !dir.is_dir() {
            let hint = "--bank-dir takes a folder that holds a folder for each credential";
            return Err(Failure::input(format!("{} is no folder", dir.display()), hint));
        }
    }
    let own = data_dir(global)?.join("banks");
    let folders = own.is_dir().then_some(own).into_iter().chain(global.bank_dir.iter().cloned());
    Ok(Library::with_folders(folders.collect()))
}

/// The record, for commands that only look.
fn record(global: &Global) -> Result<Store, Failure> {
    Ok(Store::open_read_only(&data_dir(global)?, "this command only looks".to_owned())?)
}

/// The record, for a command that changes it: refused while another practicum writes.
fn writable_record(global: &Global) -> Result<Store, Failure> {
    let store = Store::open(&data_dir(global)?)?;
    match store.read_only() {
        Some(reason) => Err(StoreError::ReadOnly { reason: reason.to_owned() }.into()),
        None => Ok(store),
    }
}

fn coach<'a>(store: &'a Store, shelf: &'a Shelf, env: &'a Env) -> Coach<'a> {
    Coach { store, shelf, now_ms: env.wall().as_millisecond(), zone: &env.zone }
}

fn known_domains(domains: &[String], credential: &Credential) -> Result<(), Failure> {
    let Some(unknown) = domains.iter().find(|domain| credential.domain(domain).is_none()) else { return Ok(()) };
    let known: Vec<&str> = credential.domains.iter().map(|domain| domain.code.as_str()).collect();
    let hint = format!("its domains are {}", known.join(", "));
    Err(Failure::input(format!("{} has no domain '{unknown}'", credential.short), hint))
}

fn theme(global: &Global) -> Theme {
    let palette = match global.theme {
        _ if global.plain => Palette::Plain,
        Some(palette) => palette,
        None if env::no_color() => Palette::Plain,
        None if env::light_background() => Palette::Light,
        None => Palette::Dark,
    };
    Theme::new(palette)
}

/// Opens the terminal program at the screen that `first` leads to.
fn open_terminal(global: &Global, env: &Env, first: Vec<Effect>) -> Done {
    use std::io::IsTerminal;
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        let hint =
            "run it in a terminal; for scripts there are exam --plan, report --json, history --json and bank check";
        return Err(Failure::usage("this is drawn on a terminal, and input or output is none", hint));
    }
    let store = Store::open(&data_dir(global)?)?;
    let books = crate::shelf::Shelf::new(&data_dir(global)?);
    let desk = Desk::new(store, library(global)?, books, env.zone.clone(), global.seed, Box::new(env::random));
    let now = Now { monotonic_ms: env.monotonic_ms(), wall_ms: env.wall().as_millisecond() };
    let app = App::new(theme(global), env.zone.clone(), now, desk.read_only());
    match run::run(app, desk, env, first)? {
        Exit::Quit => Ok(ExitCode::SUCCESS),
        Exit::Signal(signal) => Ok(ExitCode::from(u8::try_from(128 + signal).unwrap_or(1))),
    }
}

/// Prints to standard output; a reader that went away is no fault.
fn print(text: &str) -> Done {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn print_json(value: &serde_json::Value) -> Done {
    print(&format!("{value:#}\n"))
}
