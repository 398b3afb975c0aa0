//! What an item points to is there: its domain and task, its enemies.

use super::super::finding::Fault;
use super::super::outline::Credential;
use super::super::stats::{Read, Reading};
use super::{Around, Report};

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

pub(super) fn ids(around: Around<'_>, reading: &Reading<'_>, report: &mut Report<'_>) {
    for Read { entry, item } in &reading.items {
        for enemy in &item.enemies {
            if *enemy == item.id {
                report.item(entry, Fault::error("enemies", "enemies", "an item is its own enemy", "take it out"));
            } else if !around.knows(reading.bank, enemy) {
                let hint = "name an item of this bank, or take it out";
                report.item(entry, Fault::error("enemies", "enemies", format!("there is no item {enemy}"), hint));
            }
        }
    }
}
