//! What `bank check` looks at beyond a single item's structure: one file per family of rules.

mod computed;
mod duplicate;
mod reference;
mod shortage;
mod wording;

use super::finding::{Fault, Finding};
use super::load::{Bank, Entry};
use super::outline::Credential;

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

/// Every finding on the items and cases of a loaded bank, in no particular order.
pub fn items(credential: Option<&Credential>, bank: &Bank) -> Vec<Finding> {
    let mut report = Report { bank, findings: Vec::new() };
    if let Some(credential) = credential {
        reference::codes(credential, &mut report);
    }
    reference::ids(&mut report);
    duplicate::wordings(&mut report);
    for entry in &bank.entries {
        let Some(item) = bank.item(entry) else { continue };
        computed::keys(entry, &item, &mut report);
        wording::counts(entry, &item, &mut report);
    }
    report.findings
}

/// Whether a whole bank has enough for the forms of its credential.
pub fn forms(credential: &Credential, bank: &Bank) -> Vec<Finding> {
    let mut report = Report { bank, findings: Vec::new() };
    shortage::forms(credential, &mut report);
    report.findings
}
