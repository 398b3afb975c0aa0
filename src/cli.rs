//! The command line, as types: help, completions and the man page come from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::codebook::FiscalYear;
use crate::print::InFull;
use crate::tui::Palette;

/// Practice exams for the health-information certifications, in the terminal and offline
#[derive(Debug, Parser)]
#[command(name = "practicum", version, after_help = EXIT_CODES, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXIT_CODES: &str = "Without a command the home screen opens.\n\n\
    Exit codes: 0 well, 1 something about your input or your files, 2 wrong usage, 3 findings (bank check), 70 a fault \
    of practicum.";

#[derive(Args, Debug)]
pub struct Global {
    /// Keep sittings in this folder
    #[arg(long, global = true, value_name = "DIR", env = "PRACTICUM_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Read banks from this folder too (a folder for each credential inside); may be given several times
    #[arg(long, global = true, value_name = "DIR", env = "PRACTICUM_BANK_DIR")]
    pub bank_dir: Vec<PathBuf>,
    /// Assemble forms with this seed: the same seed, bank and history give the same form
    #[arg(long, global = true, value_name = "N")]
    pub seed: Option<u64>,
    /// Colours for a dark or a light terminal, or none
    #[arg(long, global = true, value_name = "THEME")]
    pub theme: Option<Palette>,
    /// No colours (NO_COLOR does the same)
    #[arg(long, global = true)]
    pub plain: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// What there is to know of a credential: who may sit, how the exam runs, fees, renewal
    About {
        /// The credential, as rhit
        credential: String,
        #[arg(long)]
        json: bool,
    },
    /// Sit a mock exam
    Exam(Exam),
    /// Practise item by item, with the key and every reason right after the answer
    Drill(Drill),
    /// Build a query to a provider out of parts, and see rule by rule what stands
    Query(Query),
    /// Where you stand: readiness, domains, what to do next
    Ready(Ready),
    /// Set, show or take back the day of your exam
    Goal(Goal),
    /// Enter how the real exam went; it stays on this machine
    Result(Result),
    /// Go on with a sitting that was left
    Resume {
        /// The sitting's number, as history lists it; the last one without it
        id: Option<i64>,
    },
    /// List the sittings so far
    History(History),
    /// Print the report of a sitting, or make a page of it or of your progress
    Report(Report),
    /// Look at and check question banks
    Bank {
        #[command(subcommand)]
        command: Bank,
    },
    /// Look things up in the code book: ICD-10-CM, ICD-10-PCS, MS-DRG
    Code(CodeArguments),
    /// Keep, move and check what practicum records
    Data {
        #[command(subcommand)]
        command: Data,
    },
    /// Print completions for a shell
    Completions { shell: Shell },
    /// Print the man page
    Man,
}

#[derive(Args, Debug)]
pub struct Exam {
    /// The credential, as rhit
    pub credential: String,
    /// As long as the exam (the default)
    #[arg(long, group = "length")]
    pub full: bool,
    /// Half as long
    #[arg(long, group = "length")]
    pub half: bool,
    /// A quarter as long
    #[arg(long, group = "length")]
    pub quick: bool,
    /// This many items
    #[arg(long, group = "length", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999))]
    pub items: Option<u32>,
    /// Minutes, in place of the exam's own pace
    #[arg(long, group = "time", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999))]
    pub minutes: Option<u32>,
    /// No limit
    #[arg(long, group = "time")]
    pub untimed: bool,
    /// A limit, and the clock can be paused
    #[arg(long, conflicts_with = "untimed")]
    pub relaxed: bool,
    /// Only this domain; may be given several times
    #[arg(long, value_name = "D")]
    pub domain: Vec<String>,
    /// The outline to build on (bank list names them); the newest without it
    #[arg(long, value_name = "ID")]
    pub outline: Option<String>,
    /// With the code book, where it is not known whether the exam's books are open
    #[arg(long)]
    pub book: bool,
    /// Codes are picked from lists, and not typed
    #[arg(long)]
    pub pick_codes: bool,
    /// Print the form that would be sat, and sit nothing
    #[arg(long)]
    pub plan: bool,
    /// With --plan: as JSON
    #[arg(long, requires = "plan")]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Drill {
    /// The credential, as rhit
    pub credential: String,
    /// What there is most to gain from (the default)
    #[arg(long, group = "selection")]
    pub weak: bool,
    /// What is due for review
    #[arg(long, group = "selection")]
    pub due: bool,
    /// What was wrong when answered last
    #[arg(long, group = "selection")]
    pub missed: bool,
    /// What you flagged
    #[arg(long, group = "selection")]
    pub flagged: bool,
    /// What you have not seen
    #[arg(long, group = "selection")]
    pub new: bool,
    /// Only this domain; may be given several times
    #[arg(long, value_name = "D")]
    pub domain: Vec<String>,
    /// Only this task, as 2.3; may be given several times
    #[arg(long, value_name = "T")]
    pub task: Vec<String>,
    /// Only topics that hold these words
    #[arg(long, value_name = "WORDS")]
    pub topic: Option<String>,
    /// This many items (25 without it)
    #[arg(long, group = "extent", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999))]
    pub count: Option<u32>,
    /// This many minutes
    #[arg(long, group = "extent", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999))]
    pub minutes: Option<u32>,
    /// Print the items that would be asked, and ask nothing
    #[arg(long)]
    pub plan: bool,
    /// With --plan: as JSON
    #[arg(long, requires = "plan")]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Query {
    /// The credential, as cdip
    pub credential: String,
    /// The query to build; the list of all without it
    pub id: Option<String>,
}

#[derive(Args, Debug)]
pub struct Ready {
    /// Only this credential
    pub credential: Option<String>,
    /// Everything the screens show, with the model's version and inputs
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Goal {
    /// The credential, as rhit
    pub credential: String,
    /// The day, as 2026-12-20; without it the day is shown
    pub day: Option<String>,
    /// No day any more
    #[arg(long, conflicts_with = "day")]
    pub clear: bool,
}

#[derive(Args, Debug)]
pub struct Result {
    /// The credential, as rhit
    pub credential: String,
    /// How it went
    pub passed: Option<Went>,
    /// The scaled score, where you have it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999))]
    pub scaled: Option<u32>,
    /// The day of the exam, as 2026-12-20; today without it
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// Take the newest result back
    #[arg(long, conflicts_with_all = ["passed", "scaled", "on"])]
    pub remove: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Went {
    Passed,
    Failed,
}

impl Went {
    pub fn is_pass(self) -> bool {
        self == Self::Passed
    }
}

#[derive(Args, Debug)]
pub struct History {
    /// Only this credential
    pub credential: Option<String>,
    #[arg(long, group = "form")]
    pub json: bool,
    #[arg(long, group = "form")]
    pub csv: bool,
}

#[derive(Args, Debug)]
pub struct Report {
    /// The sitting's number, as history lists it; the last ended one without it
    pub id: Option<i64>,
    #[arg(long, conflicts_with = "html")]
    pub json: bool,
    /// Make one HTML file of it, to print or to hand on (- for standard output); what was in the file is replaced
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// With --html: the items that stand there with words, key and reasons (wrong without it)
    #[arg(long, value_name = "WHICH", requires = "html")]
    pub items: Option<InFull>,
    /// With --html: in place of a sitting, where you stand with this credential
    #[arg(long, value_name = "CREDENTIAL", requires = "html", conflicts_with_all = ["id", "items"])]
    pub progress: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Bank {
    /// List credentials, their outlines and how many items each domain has
    List {
        /// Credentials; all without any
        credentials: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    /// Check banks and print every finding; exit code 3 when there is an error
    Check {
        /// Credentials, files, or folders; every bank without any
        targets: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    /// Measure banks: whether keys can be guessed, how items are spread, each beside its bound
    Stats {
        /// Credentials, files, or folders; every bank without any
        targets: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    /// Print one item with its key, reasons and sources
    Show {
        /// The item's id, as rhit-2-101
        id: String,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args, Debug)]
pub struct CodeArguments {
    /// The fiscal year, as FY2026 (the default): codes valid in it, from its book
    #[arg(long, global = true, value_name = "YEAR", value_parser = fiscal_year)]
    pub year: Option<FiscalYear>,
    #[command(subcommand)]
    pub command: Code,
}

fn fiscal_year(name: &str) -> std::result::Result<FiscalYear, String> {
    FiscalYear::named(&name.to_uppercase()).ok_or_else(|| "a fiscal year is written as FY2026".to_owned())
}

#[derive(Debug, Subcommand)]
pub enum Code {
    /// Print a code with its notes and those it inherits, a category, or an ICD-10-PCS table
    Show {
        /// As E11.9, E11, 0DTN4ZZ, 0DT
        code: String,
        /// In ICD-10-PCS, where three characters are a category of diagnoses too, as F07
        #[arg(long)]
        table: bool,
        #[arg(long)]
        json: bool,
    },
    /// Find codes by words, best first; misspellings and what coders write short are understood
    Search {
        #[arg(required = true)]
        words: Vec<String>,
        /// This many results
        #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=500))]
        limit: u32,
        #[arg(long)]
        json: bool,
    },
    /// Print an MS-DRG with its weight and lengths of stay
    Drg {
        /// As 291
        number: u16,
        /// Diagnosis codes, to print the CC or MCC level of each
        codes: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    /// List the years that there are books for
    Books {
        #[arg(long)]
        json: bool,
    },
    /// Make a new year's book from files as NCHS and CMS publish them, unpacked
    Update {
        /// Tabular list (XML), codes or order files of ICD-10-CM and ICD-10-PCS, MS-DRG Table 5 (tab-separated)
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Data {
    /// Print the folder
    Path,
    /// Write everything that was recorded as one JSON document, to read elsewhere or to move to another machine
    Export {
        /// The file; - for standard output; a dated file in this folder without it
        file: Option<PathBuf>,
    },
    /// Take a document of data export in: what is not here yet is added, of two versions the later one stands
    Import {
        /// The file; - for standard input
        file: PathBuf,
    },
    /// Copy the record to a file that is not there yet
    Backup {
        /// The file; a dated one in the folder of the record without it
        file: Option<PathBuf>,
    },
    /// Make everything that follows from the log of answers anew, and say whether it is the same
    Rebuild,
}
