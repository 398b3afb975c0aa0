//! `code`: the code book on the command line.

mod document;
mod page;
mod update;

use crate::cli::{Code, CodeArguments, Global};
use crate::codebook::{Codebook, Drg, Entry, FiscalYear, Hit, Severity, Shown, System, dotted};
use crate::shelf::{Book, Shelf, ShelfError};

use super::{Done, Failure, data_dir, print, print_json};

impl From<ShelfError> for Failure {
    fn from(error: ShelfError) -> Self {
        let hint = match &error {
            ShelfError::None(_) => {
                "practicum code books lists what there is; practicum code update takes a new year in"
            }
            ShelfError::Broken { .. } => "put the book there anew with practicum code update, or remove the file",
            ShelfError::Disk { .. } => "look at the folder's rights and space, or name another with --data-dir",
        };
        Self::input(error.to_string(), hint)
    }
}

pub(super) fn run(arguments: &CodeArguments, global: &Global) -> Done {
    let shelf = Shelf::new(&data_dir(global)?);
    let year = arguments.year.unwrap_or(FiscalYear::BUILT_IN);
    let open = || -> Result<Book, Failure> { Ok(shelf.open(year)?) };
    match &arguments.command {
        Code::Show { code, table, json } => show(&*open()?, year, code, *table, *json),
        Code::Search { words, limit, json } => search(&*open()?, year, &words.join(" "), *limit as usize, *json),
        Code::Drg { number, codes, json } => drg(&*open()?, year, *number, codes, *json),
        Code::Books { json } => books(&shelf, *json),
        Code::Update { files } => update::run(&shelf, arguments.year, files),
    }
}

fn show(book: &Codebook, year: FiscalYear, code: &str, table: bool, json: bool) -> Done {
    let shown = if table { book.show_in(System::Icd10Pcs, code, year) } else { book.show(code, year) };
    let Some(shown) = shown else { return Err(unknown(book, year, code)) };
    if json {
        return print_json(&document::shown(book, year, code, &shown));
    }
    let mut text = page::shown(book, year, code, &shown);
    if let (Shown::Page(page), Some(Shown::Table(_))) = (&shown, book.show_in(System::Icd10Pcs, code, year))
        && page.system == System::Icd10Cm
    {
        let code = &page.entry.code;
        text += &format!("\n{code} is a table of ICD-10-PCS too: practicum code show {code} --table\n");
    }
    print(&text)
}

/// Says what comes nearest to a code that is none.
fn unknown(book: &Codebook, year: FiscalYear, code: &str) -> Failure {
    let bare = crate::codebook::bare(code);
    let shorter = (2..bare.len()).rev().filter_map(|end| bare.get(..end));
    let nearest = shorter.filter(|code| book.show(code, year).is_some()).map(written).next();
    let hint = match nearest {
        Some(nearest) => format!("what comes nearest is {nearest}; practicum code search finds codes by words"),
        None => "practicum code search finds codes by words".to_owned(),
    };
    Failure::input(format!("{year} has no code '{}'", code.trim()), hint)
}

fn search(book: &Codebook, year: FiscalYear, words: &str, limit: usize, json: bool) -> Done {
    let hits = book.search(words, year, limit);
    if json {
        return print_json(&document::hits(year, words, &hits));
    }
    if hits.is_empty() {
        return print(&format!("Nothing in {year} is found by '{words}'.\n"));
    }
    print(&page::hits(&hits))
}

fn drg(book: &Codebook, year: FiscalYear, number: u16, codes: &[String], json: bool) -> Done {
    let Some(drg) = book.drg(number) else {
        let hint = "MS-DRGs are numbers from 1 to 999, with gaps";
        return Err(Failure::input(format!("there is no MS-DRG {number:03}"), hint));
    };
    let mut entries = Vec::new();
    for code in codes {
        match book.find(code) {
            Some((System::Icd10Cm, entry)) if entry.is_billable() => entries.push(entry),
            Some((System::Icd10Cm, _)) => {
                let hint = format!("practicum code show {code} lists the codes below");
                return Err(Failure::input(format!("{code} is a category"), hint));
            }
            Some(_) => {
                return Err(Failure::input(format!("{code} is a procedure"), "diagnoses have a CC or MCC level"));
            }
            None => return Err(unknown(book, year, code)),
        }
    }
    if json {
        return print_json(&document::drg(year, drg, &entries));
    }
    print(&page::drg(book, drg, &entries))
}

fn books(shelf: &Shelf, json: bool) -> Done {
    let mut years = shelf.own();
    if !years.contains(&FiscalYear::BUILT_IN) {
        years.insert(0, FiscalYear::BUILT_IN);
        years.sort_unstable();
    }
    let mut books = Vec::new();
    for year in years {
        books.push((year, shelf.open(year)?));
    }
    if json {
        return print_json(&document::books(&books));
    }
    print(&page::books(&books))
}

/// A code as people write it.
fn written(code: &str) -> String {
    if crate::codebook::shape::is_icd10cm(code) && !(code.len() == 7 && code.ends_with('Z')) {
        dotted(code)
    } else {
        code.to_owned()
    }
}

fn written_in(system: System, code: &str) -> String {
    if system == System::Icd10Cm { dotted(code) } else { code.to_owned() }
}

fn severity(entry: &Entry) -> Option<&'static str> {
    match entry.severity() {
        Severity::None => None,
        Severity::Cc => Some("CC"),
        Severity::Mcc => Some("MCC"),
    }
}

/// Medical, surgical, or neither.
fn kind(drg: &Drg) -> Option<&'static str> {
    match drg.mdc.as_str() {
        "" | "**" => None,
        _ if drg.is_surgical => Some("surgical"),
        _ => Some("medical"),
    }
}

fn hit_kind(hit: &Hit) -> &'static str {
    match (hit.is_billable, hit.system) {
        (true, _) => "code",
        (false, System::Icd10Cm) => "category",
        (false, System::Icd10Pcs) => "table",
    }
}
