//! `code update`: a new year's book from the files that NCHS and CMS publish.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Done, Failure, Shelf, print};
use crate::codebook::FiscalYear;
use crate::codebook::make::renew::{Change, Renewal};
use crate::codebook::published::{self, Published};

pub(super) fn run(shelf: &Shelf, year: Option<FiscalYear>, files: &[PathBuf]) -> Done {
    let mut read: Vec<(&Path, Published)> = Vec::new();
    for path in files {
        read.push((path, read_one(path)?));
    }
    let year = year_of(year, &read)?;
    // Parts that are not among the files stay as they are in the year's book so far, or in the one before.
    let own = shelf.own().into_iter().rev().find(|own| *own <= year);
    let before = shelf.open(own.unwrap_or(FiscalYear::BUILT_IN))?;
    let mut renewal = Renewal::new(&before, year);
    let mut changes = Vec::new();
    for (path, published) in read {
        let change = renewal.take(published).map_err(|reason| refused(path, &reason.to_string()))?;
        changes.push((path, change));
    }
    let severity = renewal.severity().to_owned();
    let path = shelf.put(year, &renewal.packed())?;
    let mut text = String::new();
    for (from, change) in &changes {
        let _ = writeln!(text, "{}: {}", from.display(), said(change));
    }
    let _ = writeln!(text, "{} is the book of {year} now.", path.display());
    let _ = writeln!(text, "CC and MCC levels are in none of these files: they stay those of {severity}.");
    print(&text)
}

fn read_one(path: &Path) -> Result<Published, Failure> {
    let bytes = fs::read(path).map_err(|error| refused(path, &error.to_string()))?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        // Titles of older files have Latin letters with accents.
        Err(error) => error.into_bytes().iter().map(|byte| char::from(*byte)).collect(),
    };
    published::read(&text).map_err(|refused_at| {
        Failure::input(
            format!("{}:{}: {}", path.display(), refused_at.line, refused_at.reason),
            "nothing was changed; practicum code update takes the files as CMS and NCHS publish them, unpacked",
        )
    })
}

fn refused(path: &Path, reason: &str) -> Failure {
    Failure::input(format!("{}: {reason}", path.display()), "nothing was changed")
}

/// The year that was asked for, or that the files name.
fn year_of(asked: Option<FiscalYear>, read: &[(&Path, Published)]) -> Result<FiscalYear, Failure> {
    let named = |path: &Path, published: &Published| match published {
        Published::Tabular(list) => list.year.and_then(FiscalYear::numbered),
        _ => in_name(path),
    };
    let mut year = asked;
    for (path, published) in read {
        if let Some(of_file) = named(path, published) {
            let year = *year.get_or_insert(of_file);
            if year != of_file {
                return Err(refused(path, &format!("the file is of {of_file} and not of {year}")));
            }
        }
    }
    let hint = "name it: practicum code --year FY2027 update FILE...";
    year.ok_or_else(|| Failure::usage("the files do not say of which year they are", hint))
}

/// `icd10cm-codes-2027.txt` and `FY2027 Table 5.txt` are of FY2027.
fn in_name(path: &Path) -> Option<FiscalYear> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let numbers = name.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.filter_map(|number| FiscalYear::numbered(number.parse().ok()?)).next_back()
}

fn said(change: &Change) -> String {
    match change {
        Change::Codes { system, codes, new, ended } => {
            format!("{codes} codes of {}, {new} new, {ended} ended", system.name())
        }
        Change::Notes { entries } => format!("the tabular list, {entries} entries"),
        Change::Drgs { count } => format!("{count} MS-DRGs"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_say_the_year() {
        let year = |name: &str| in_name(Path::new(name)).map(|year| year.to_string());
        assert_eq!(year("x/icd10cm-codes-2027.txt").as_deref(), Some("FY2027"));
        assert_eq!(year("CMS-1833-F Table 5 FY 2027.txt").as_deref(), Some("FY2027"));
        assert_eq!(year("table5.txt"), None);
    }
}
