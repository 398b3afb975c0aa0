//! No two items ask the same question in the same words.

use std::collections::HashMap;

use super::super::finding::Fault;
use super::super::item::Item;
use super::Report;

pub(super) fn wordings(report: &mut Report<'_>) {
    let bank = report.bank;
    let mut stems: HashMap<String, &str> = HashMap::new();
    for entry in &bank.entries {
        let Some(item) = bank.item(entry) else { continue };
        options(entry, &item, report);
        // Several items of one case, or of a `codes` kind, share a short instruction; what differs is elsewhere.
        if !entry.drawable {
            continue;
        }
        if let Some(first) = stems.insert(plain(&item), entry.id.as_str()) {
            let reason = format!("the same words as {first}");
            report.item(entry, Fault::error("duplicate", "stem", reason, "keep one of the two"));
        }
    }
}

fn options(entry: &super::Entry, item: &Item, report: &mut Report<'_>) {
    let Some(choice) = item.choice() else { return };
    for (index, option) in choice.options.iter().enumerate() {
        let same = |other: &&super::super::item::AnswerOption| letters(&other.text) == letters(&option.text);
        if choice.options[..index].iter().any(|other| same(&other)) {
            let place = format!("options[{index}].text");
            report.item(entry, Fault::error("duplicate", place, "an option stands twice", "write another distractor"));
        }
    }
}

fn letters(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Stem and options in small letters, without what does not carry meaning.
fn plain(item: &Item) -> String {
    let mut options: Vec<String> =
        item.choice().into_iter().flat_map(|choice| &choice.options).map(|option| letters(&option.text)).collect();
    options.sort();
    format!("{}|{}", letters(&item.stem), options.join("|"))
}
