//! A new year's book: the one before, with parts taken from published files.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Ingredients, number, with_headings};
use crate::codebook::pack::Row;
use crate::codebook::published::{Listing, Published, TabularList};
use crate::codebook::table::{CATEGORY, DERIVED};
use crate::codebook::{Codebook, FiscalYear, System};

/// A file with fewer entries than this share of the year before is thought to be cut off.
const LEAST: f64 = 0.9;

/// What a file changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Codes { system: System, codes: usize, new: usize, ended: usize },
    Notes { entries: usize },
    Drgs { count: usize },
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("it has {found} {what}, and the book before has {before}: it seems to be cut off")]
pub struct TooFew {
    what: &'static str,
    found: usize,
    before: usize,
}

#[derive(Debug)]
pub struct Renewal {
    book: Ingredients,
    list: Option<TabularList>,
}

impl Renewal {
    pub fn new(before: &Codebook, year: FiscalYear) -> Self {
        let mut book = before.ingredients();
        book.about.year = year;
        Self { book, list: None }
    }

    /// Takes a file in, in place of what the book had.
    pub fn take(&mut self, published: Published) -> Result<Change, TooFew> {
        let release = self.book.about.year.to_string();
        match published {
            Published::Listing(listing) => {
                let part = format!("{} codes", listing.system.name());
                let change = self.codes(listing)?;
                self.book.about.set(&part, &release);
                Ok(change)
            }
            Published::Tabular(list) => {
                let before = self.book.diagnoses.iter().filter(|row| row.flags & CATEGORY != 0).count();
                let entries = list.diagnoses().count();
                enough("entries", entries, before)?;
                self.book.about.set("ICD-10-CM notes", &release);
                self.list = Some(list);
                Ok(Change::Notes { entries })
            }
            Published::Drgs(lines) => {
                let count = lines.lines().count();
                enough("MS-DRGs", count, self.book.drgs.lines().count())?;
                self.book.about.set("MS-DRG", &release);
                self.book.drgs = lines;
                Ok(Change::Drgs { count })
            }
        }
    }

    /// The release that levels of diagnoses are of.
    pub fn severity(&self) -> &str {
        let parts = &self.book.about.parts;
        parts.iter().find(|(part, _)| part == "CC and MCC").map_or("the book before", |(_, release)| release.as_str())
    }

    pub fn packed(mut self) -> Vec<u8> {
        if let Some(list) = &self.list {
            let codes = self.book.diagnoses.into_iter().filter(|row| row.flags & CATEGORY == 0).collect();
            (self.book.diagnoses, self.book.tabular) = with_headings(codes, list);
        }
        self.book.compose_titles(self.list.as_ref());
        self.book.packed()
    }

    /// Codes of the file are valid through the year, and those that it lacks ended with the year before.
    fn codes(&mut self, listing: Listing) -> Result<Change, TooFew> {
        let year = self.book.about.year;
        let (first, last) = (number(year.first()), number(year.last()));
        let rows = match listing.system {
            System::Icd10Cm => &mut self.book.diagnoses,
            System::Icd10Pcs => &mut self.book.procedures,
        };
        let mut known: BTreeMap<String, Row> = rows.drain(..).map(|row| (row.code.clone(), row)).collect();
        let day_before = number(year.first().saturating_sub(jiff::Span::new().days(1)));
        let was_valid = |row: &&Row| row.flags & CATEGORY == 0 && row.from <= day_before && row.to >= day_before;
        let before = known.values().filter(was_valid).count();
        let codes = listing.codes.iter().filter(|listed| listed.is_billable).count();
        let result = enough("codes", codes, before);
        let listed: BTreeMap<&str, _> = listing.codes.iter().map(|listed| (listed.code.as_str(), listed)).collect();
        let (mut new, mut ended) = (0, 0);
        if result.is_ok() {
            // What the year before expected for this year and the file does not have was never a code.
            let is_known = |row: &Row| row.from <= day_before || row.flags & CATEGORY != 0;
            known.retain(|code, row| is_known(row) || listed.contains_key(code.as_str()));
            for row in known.values_mut().filter(|row| row.flags & CATEGORY == 0 && row.to >= first) {
                if listed.get(row.code.as_str()).is_none_or(|listed| !listed.is_billable) {
                    row.to = day_before;
                    ended += 1;
                }
            }
            for listed in listing.codes {
                let is_pcs_table = listing.system == System::Icd10Pcs && !listed.is_billable;
                if is_pcs_table {
                    continue;
                }
                let before = known.get(&listed.code).filter(|row| row.to >= day_before);
                let (from, kept) =
                    before.map_or((first, 0), |row| (row.from.min(first), row.flags & !(DERIVED | CATEGORY)));
                new += usize::from(listed.is_billable && from == first);
                let flags = if listed.is_billable { kept } else { CATEGORY };
                let row = Row { code: listed.code.clone(), from, to: last, flags, title: listed.title };
                known.insert(listed.code, row);
            }
        }
        *rows = known.into_values().collect();
        result.map(|()| Change::Codes { system: listing.system, codes, new, ended })
    }
}

fn enough(what: &'static str, found: usize, before: usize) -> Result<(), TooFew> {
    if (found as f64) < before as f64 * LEAST { Err(TooFew { what, found, before }) } else { Ok(()) }
}
