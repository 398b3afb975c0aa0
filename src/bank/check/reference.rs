//! What an item points to is there: its domain and task, its enemies, its case.

use std::collections::HashSet;

use super::super::finding::Fault;
use super::super::outline::Credential;
use super::Report;

pub(super) fn codes(credential: &Credential, report: &mut Report<'_>) {
    for entry in &report.bank.entries {
        if credential.domain(&entry.domain).is_none() {
            let reason = format!("{} has no domain {}", credential.short, entry.domain);
            let hint = "use a domain of outline.json; the item is on no form until then";
            report.item(entry, Fault::error("domain", "domain", reason, hint));
        } else if !credential.has_task(&entry.task) {
            let reason = format!("{} has no task {}", credential.short, entry.task);
            report.item(entry, Fault::error("task", "task", reason, "use a task of outline.json"));
        }
    }
}

pub(super) fn ids(report: &mut Report<'_>) {
    let bank = report.bank;
    let cases: HashSet<&str> = bank.cases.iter().map(|case| case.id.as_str()).collect();
    for entry in &bank.entries {
        for enemy in &entry.enemies {
            if bank.entry(enemy).is_none() {
                let hint = "name an item of this bank, or take it out";
                report.item(entry, Fault::error("enemies", "enemies", format!("there is no item {enemy}"), hint));
            } else if *enemy == entry.id {
                report.item(entry, Fault::error("enemies", "enemies", "an item is its own enemy", "take it out"));
            }
        }
        if entry.drawable || !bank.json(entry).contains("\"case\"") {
            continue;
        }
        if let Some(case) = bank.item(entry).and_then(|item| item.case)
            && !cases.contains(case.as_str())
        {
            let hint = "name a case of this bank";
            report.item(entry, Fault::error("case", "case", format!("there is no case {case}"), hint));
        }
    }
    for (index, case) in bank.cases.iter().enumerate() {
        if bank.cases[..index].iter().any(|other| other.id == case.id) {
            let fault = Fault::error("case", "id", "a case before has this id", "give this case an id of its own");
            report.case(index, fault);
        }
        for id in &case.items {
            match bank.entry(id) {
                None => {
                    let fault =
                        Fault::error("case", "items", format!("there is no item {id}"), "name an item of this bank");
                    report.case(index, fault);
                }
                Some(entry) => {
                    let named = bank.item(entry).and_then(|item| item.case);
                    if named.as_deref() != Some(&case.id) {
                        let reason = format!("case {} lists this item, the item does not name the case", case.id);
                        report.item(
                            entry,
                            Fault::error("case", "case", reason, format!("write \"case\": \"{}\"", case.id)),
                        );
                    }
                }
            }
        }
    }
}
