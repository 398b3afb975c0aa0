//! What `bank check` looks at beyond a single item's structure: one file per family of rules.
//!
//! Rules look at items one by one, at cases, and at what items say of each other. What a whole bank shows is measured
//! in [`super::stats`] and held to its bounds by [`whole`].

mod accept;
mod case;
mod clue;
mod codes;
mod coding;
mod computed;
mod drg;
mod drilled;
mod duplicate;
mod letters;
mod notes;
mod options;
mod query;
mod reference;
mod shortage;
mod source;
mod text;
mod title;
mod whole;
mod wording;

pub use accept::Accepted;
pub use whole::{Strictness, whole};

use super::finding::{Fault, Finding};
use super::item::{Item, ItemId};
use super::load::{Bank, Entry};
use super::outline::Credential;
use super::stats::{Read, Reading};
use crate::codebook::{Codebook, FiscalYear};

/// What is known around the bank that is checked.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    pub credential: Option<&'a Credential>,
    /// Another bank whose items may be named, where only some files are checked.
    pub elsewhere: Option<&'a Bank>,
    pub codebook: &'a Codebook,
}

impl Around<'_> {
    fn knows(&self, bank: &Bank, id: &ItemId) -> bool {
        bank.entry(id).is_some() || self.elsewhere.is_some_and(|bank| bank.entry(id).is_some())
    }
}

/// What was found, and what was found and is meant to be so.
#[derive(Debug, Default)]
pub struct Checked {
    pub findings: Vec<Finding>,
    pub accepted: Vec<Accepted>,
}

/// What a family of rules sees: an item, or a case, and what to report about it.
struct Report<'a> {
    bank: &'a Bank,
    findings: Vec<Finding>,
}

impl Report<'_> {
    fn item(&mut self, entry: &Entry, fault: Fault) {
        let finding = Finding::in_file(self.bank.file(entry), fault);
        self.findings.push(Finding { line: self.bank.line(entry), item: Some(entry.id.to_string()), ..finding });
    }

    fn case(&mut self, case: usize, fault: Fault) {
        let (file, line) = self.bank.case_place(case);
        let item = Some(self.bank.cases[case].id.clone());
        self.findings.push(Finding { line, item, ..Finding::in_file(file, fault) });
    }

    fn outline(&mut self, fault: Fault) {
        self.findings.push(Finding::in_file("outline.json", fault));
    }
}

/// The rules that look at one item by itself.
const OF_AN_ITEM: [fn(&Item) -> Vec<Fault>; 12] = [
    computed::keys,
    drilled::numbers,
    wording::counts,
    wording::negative,
    options::twice,
    options::about_others,
    options::order,
    clue::absolutes,
    clue::length_and_echo,
    source::primary,
    text::lengths,
    query::built,
];

/// Every finding on the items and cases of a loaded bank, in no particular order.
pub fn items(around: Around<'_>, reading: &Reading<'_>) -> Checked {
    let mut report = Report { bank: reading.bank, findings: Vec::new() };
    if let Some(credential) = around.credential {
        reference::codes(credential, &mut report);
    }
    reference::ids(around, reading, &mut report);
    case::cases(around, reading, &mut report);
    coding::items(around, reading, &mut report);
    duplicate::wordings(reading, &mut report);
    letters::runs(reading, &mut report);
    for Read { entry, item } in &reading.items {
        for fault in OF_AN_ITEM.into_iter().flat_map(|rule| rule(item)) {
            report.item(entry, fault);
        }
        let code_set = code_set(reading.bank, item);
        for fault in codes::quoted(around.codebook, item, code_set) {
            report.item(entry, fault);
        }
        let year = code_set.and_then(FiscalYear::named).unwrap_or(FiscalYear::BUILT_IN);
        for fault in drg::asserted(around.codebook, reading.bank.json(entry), item, year) {
            report.item(entry, fault);
        }
    }
    accept::apart(reading, report.findings)
}

/// The year of an item's codes: its own, or its case's.
fn code_set<'a>(bank: &'a Bank, item: &'a Item) -> Option<&'a str> {
    let of_case = || {
        let named = item.case.as_ref()?;
        bank.cases.iter().find(|case| case.id == *named)?.code_set.as_deref()
    };
    item.code_set.as_deref().or_else(of_case)
}

/// Whether a whole bank has enough for the forms of its credential.
pub fn forms(credential: &Credential, bank: &Bank) -> Vec<Finding> {
    let mut report = Report { bank, findings: Vec::new() };
    shortage::forms(credential, &mut report);
    report.findings
}
