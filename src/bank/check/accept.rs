//! Findings that an item or case says are meant to be so.

use std::collections::HashMap;

use serde::Serialize;

use super::super::finding::{Fault, Finding};
use super::super::item::Accept;
use super::super::stats::Reading;
use super::Checked;

/// A finding that was looked at and is meant to be so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Accepted {
    pub finding: Finding,
    pub why: String,
}

/// Parts findings from accepted ones. What keeps an item from loading is not among them and cannot be accepted.
pub(super) fn apart(reading: &Reading<'_>, found: Vec<Finding>) -> Checked {
    let bank = reading.bank;
    let mut places: Vec<(&str, &[Accept], (&str, usize))> = Vec::new();
    for read in reading.items.iter().filter(|read| !read.item.accept.is_empty()) {
        let place = (bank.file(read.entry), bank.line(read.entry));
        places.push((read.item.id.as_str(), &read.item.accept, place));
    }
    for (index, case) in bank.cases.iter().enumerate().filter(|(_, case)| !case.accept.is_empty()) {
        places.push((&case.id, &case.accept, bank.case_place(index)));
    }
    let by_id: HashMap<&str, &[Accept]> = places.iter().map(|(id, accept, _)| (*id, *accept)).collect();
    let mut checked = Checked::default();
    for finding in found {
        let accepts = finding.item.as_deref().and_then(|id| by_id.get(id)).copied().unwrap_or_default();
        match accepts.iter().find(|accept| accept.rule == finding.rule) {
            Some(accept) => checked.accepted.push(Accepted { finding, why: accept.why.clone() }),
            None => checked.findings.push(finding),
        }
    }
    for (id, accepts, (file, line)) in places {
        for accept in accepts {
            let of_this = |one: &&Accepted| one.finding.item.as_deref() == Some(id) && one.finding.rule == accept.rule;
            if checked.accepted.iter().find(of_this).is_none() {
                let place = format!("accept.{}", accept.rule);
                let fault = Fault::advice("accept", place, "nothing of this rule is found here", "take it out");
                let item = Some(id.to_owned());
                checked.findings.push(Finding { line, item, ..Finding::in_file(file, fault) });
            }
        }
    }
    checked
}
