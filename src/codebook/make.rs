//! Makes a book: tables, notes, names of values and the index, packed into one file. The program's own book and a
//! user's are made by this.

pub mod renew;

use std::collections::HashMap;

use super::pack::{self, Row};
use super::pcs::labels::Labels;
use super::pcs::{Value, axes};
use super::published::TabularList;
use super::search::index::{self, Text, Texts};
use super::search::table_title;
use super::table::{CATEGORY, DERIVED};
use super::tabular::{self, NoteKind, Tabular};
use super::year::FiscalYear;
use super::{About, bare};

/// What a book is made of.
#[derive(Clone, Debug)]
pub struct Ingredients {
    pub about: About,
    /// Codes and categories, sorted by code.
    pub diagnoses: Vec<Row>,
    pub procedures: Vec<Row>,
    /// The packed text of the Tabular List's notes.
    pub tabular: String,
    pub operations: String,
    pub drgs: String,
}

impl Ingredients {
    /// Gives titles to codes that have none, marked as derived.
    pub fn compose_titles(&mut self, list: Option<&TabularList>) {
        if let Some(list) = list {
            let headings = list.headings();
            for row in self.diagnoses.iter_mut().filter(|row| row.title.is_empty()) {
                if let Some(title) = headings.composed(&row.code) {
                    (row.title, row.flags) = (title, row.flags | DERIVED);
                }
            }
        }
        let labels = self.labels();
        let titles: HashMap<String, String> =
            self.procedures.iter().map(|row| (row.code.clone(), row.title.clone())).collect();
        let titled = |code: &str| titles.get(code).map(String::as_str).filter(|title| !title.is_empty());
        for row in self.procedures.iter_mut().filter(|row| row.title.is_empty()) {
            if let Some(title) = labels.composed(&row.code, titled) {
                (row.title, row.flags) = (title, row.flags | DERIVED);
            }
        }
    }

    fn labels(&self) -> Labels {
        // A composed title would vote for the names that it was composed of.
        let published = |row: &Row| if row.flags & DERIVED == 0 { row.title.clone() } else { String::new() };
        let rows: Vec<(&str, String)> = self.procedures.iter().map(|row| (row.code.as_str(), published(row))).collect();
        Labels::derive(rows.iter().map(|(code, title)| (*code, title.as_str())))
    }

    pub fn packed(&self) -> Vec<u8> {
        pack::file(&[
            (pack::ICD10CM, pack::table(&self.diagnoses)),
            (pack::ICD10PCS, pack::table(&self.procedures)),
            (pack::MS_DRG, self.drgs.clone().into_bytes()),
            (pack::ABOUT, self.about.packed().into_bytes()),
            (pack::TABULAR, self.tabular.clone().into_bytes()),
            (pack::PCS_LABELS, self.labels().packed().into_bytes()),
            (pack::OPERATIONS, self.operations.clone().into_bytes()),
            (pack::INDEX, index::build(&self.texts())),
        ])
    }

    /// Everything that can be searched.
    pub fn texts(&self) -> Texts {
        let (year, diagnoses) = (self.about.year, &self.diagnoses);
        let priors: Vec<i8> = (0..diagnoses.len()).map(|place| prior(&diagnoses[place..], year)).collect();
        let text = |words: &str, prior: i8| Text { words: words.to_owned(), prior };
        let mut texts: Vec<Text> = diagnoses.iter().zip(&priors).map(|(row, prior)| text(&row.title, *prior)).collect();
        texts.extend(self.procedures.iter().map(|row| text(&row.title, procedure_prior(row, year))));
        let three = self.procedures.iter().filter_map(|row| row.code.get(..3));
        let mut tables: Vec<String> = three.map(str::to_owned).collect();
        tables.dedup();
        texts.extend(tables.iter().map(|table| text(&table_title(&head(table)), -4)));
        let tabular = Tabular::read(self.tabular.as_bytes());
        let mut inclusions = Vec::new();
        for (entry, row) in diagnoses.iter().enumerate() {
            for (nth, words) in tabular.inclusion_terms(&row.code).enumerate().take(255) {
                inclusions.push((entry as u32, nth as u8));
                texts.push(text(words, priors[entry]));
            }
        }
        Texts { texts, tables, inclusions }
    }
}

/// Section, body system and operation of a table.
fn head(table: &str) -> Vec<Value> {
    let characters: Vec<char> = table.chars().collect();
    let [section, system, operation] = characters.as_slice() else { return Vec::new() };
    let value = |value: char, label: Option<&str>| Value {
        value,
        label: label.unwrap_or_default().to_owned(),
        is_derived: false,
    };
    vec![
        value(*section, axes::section(*section)),
        value(*system, axes::body_system(*section, *system)),
        value(*operation, axes::operation(table, *operation)),
    ]
}

/// A day as 20251001.
pub(super) fn number(day: jiff::civil::Date) -> u32 {
    let number = i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day());
    u32::try_from(number).unwrap_or_default()
}

fn is_over(row: &Row, year: FiscalYear) -> bool {
    row.to < number(year.first()) || row.from > number(year.last())
}

/// How much more or less than others a diagnosis is wanted, in hundredths: what is unspecified is what a short search
/// asks for, a first encounter comes before later ones, and what belongs to pregnancy, birth, causes and history
/// comes after the condition itself.
///
/// Takes the row and all that come after it: a code that was divided is a category since.
fn prior(rows: &[Row], year: FiscalYear) -> i8 {
    let [row, after @ ..] = rows else { return 0 };
    let mut below = after.iter().take_while(|below| below.code.starts_with(&row.code));
    let is_category = row.flags & CATEGORY != 0 || is_over(row, year);
    if is_category && below.all(|below| below.flags & CATEGORY != 0 || is_over(below, year)) {
        return -60;
    }
    let title = row.title.to_lowercase();
    let mut prior = if is_category { -12 } else { 0 };
    if title.contains("unspecified") || title.contains("without complication") {
        prior += 6;
    }
    if title.contains("initial encounter") {
        prior += 4;
    }
    if title.contains("subsequent encounter") || title.contains("sequela") {
        prior -= 12;
    }
    prior
        + match row.code.as_bytes() {
            [b'O' | b'P', ..] => -9,
            [b'V' | b'W' | b'X' | b'Y', ..] => -8,
            [b'Q' | b'S' | b'T', ..] => -4,
            [b'Z', ..] => -3,
            [b'E', b'1', b'0', ..] => -2,
            [b'E', b'0', b'8' | b'9', ..] | [b'E', b'1', b'3', ..] => -6,
            _ => 0,
        }
}

fn procedure_prior(row: &Row, year: FiscalYear) -> i8 {
    if is_over(row, year) {
        -60
    } else if row.code.starts_with('X') {
        -8
    } else {
        -5
    }
}

/// The notes of a list, packed, and a category for each of its headings over codes.
pub fn with_headings(rows: Vec<Row>, list: &TabularList) -> (Vec<Row>, String) {
    let mut rows: std::collections::BTreeMap<String, Row> =
        rows.into_iter().map(|row| (row.code.clone(), row)).collect();
    for node in list.diagnoses() {
        let code = bare(&node.key);
        if rows.contains_key(&code) {
            continue;
        }
        let below = rows.range(code.clone()..).take_while(|(below, _)| below.starts_with(&code)).map(|(_, row)| row);
        let (from, to) = below.fold((u32::MAX, 0), |(from, to), row| (row.from.min(from), row.to.max(to)));
        if to > 0 {
            let title = node.title.clone();
            rows.insert(code.clone(), Row { code, from, to, flags: CATEGORY, title });
        }
    }
    (rows.into_values().collect(), tabular::packed(list))
}

impl Tabular {
    /// The inclusion terms at a code, in their order.
    pub fn inclusion_terms<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a str> + 'a {
        let notes = self.at(code).map(|node| node.notes.as_slice()).unwrap_or_default();
        notes.iter().filter(|(kind, _)| *kind == NoteKind::Inclusion).map(|(_, text)| text.as_str())
    }
}
