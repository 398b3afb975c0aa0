//! What the words of an item must say: a multi-select says how many.

use super::super::finding::Fault;
use super::super::item::Item;
use super::super::load::Entry;
use super::Report;

const COUNTS: [&str; 7] = ["", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"];

pub(super) fn counts(entry: &Entry, item: &Item, report: &mut Report<'_>) {
    let Some(choice) = item.choice().filter(|choice| choice.choose > 1) else { return };
    let count = COUNTS.get(choice.choose).copied().unwrap_or_default();
    let said = item.stem.split(|c: char| !c.is_alphanumeric()).filter(|word| *word == count).count();
    match said {
        1 => {}
        0 => {
            let reason = format!("the stem does not say {count}");
            report
                .item(entry, Fault::error("choose", "stem", reason, "ask for the number in capitals, as in Which TWO"));
        }
        _ => {
            let reason = format!("the stem says {count} {said} times");
            report.item(entry, Fault::advice("choose", "stem", reason, "say it once"));
        }
    }
}
