//! Keys that stand in the same place too often in a row.

use super::super::finding::Fault;
use super::super::stats::{LONGEST_RUN, Read, Reading};
use super::Report;

pub(super) fn runs(reading: &Reading<'_>, report: &mut Report<'_>) {
    let mut run: (&str, Option<usize>, usize) = ("", None, 0);
    for Read { entry, item } in &reading.items {
        let Some(choice) = item.choice().filter(|choice| choice.choose == 1) else { continue };
        let (file, key) = (reading.bank.file(entry), choice.options.iter().position(|option| option.is_key));
        run = if run.0 == file && run.1 == key { (file, key, run.2 + 1) } else { (file, key, 1) };
        if run.2 == LONGEST_RUN + 1 {
            let reason = format!("the key stands in the same place for the {}th time in a row", run.2);
            let hint = "change the places of options, here or before, or the order of the items";
            report.item(entry, Fault::error("key-run", "options", reason, hint));
        }
    }
}
