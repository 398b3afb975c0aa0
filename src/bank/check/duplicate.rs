//! No two items ask the same question, in the same words or nearly the same.

use std::collections::{HashMap, HashSet};

use super::super::finding::Fault;
use super::super::item::Item;
use super::super::similar::Pair;
use super::super::stats::{Read, Reading};
use super::Report;

pub(super) fn wordings(reading: &Reading<'_>, report: &mut Report<'_>) {
    let mut stems: HashMap<String, usize> = HashMap::new();
    let mut the_same: HashSet<usize> = HashSet::new();
    for (place, Read { entry, item }) in reading.items.iter().enumerate().filter(|(_, read)| read.entry.drilled) {
        if let Some(first) = stems.insert(plain(item), place) {
            the_same.insert(place);
            let reason = format!("the same words as {}", reading.items[first].item.id);
            report.item(entry, Fault::error("duplicate", "stem", reason, "keep one of the two"));
        }
    }
    let said = |pair: &&Pair| !the_same.contains(&pair.later);
    for pair in reading.duplicates().filter(said) {
        let reason = format!("nearly the same words as {}{}", reading.items[pair.earlier].item.id, cosine(pair));
        let hint = "keep one of the two, or ask something else";
        report.item(reading.items[pair.later].entry, Fault::error("duplicate", "stem", reason, hint));
    }
    for pair in reading.near() {
        let other = &reading.items[pair.earlier].item.id;
        let reason = format!("close to {other}{}, and a form could hold both", cosine(pair));
        let hint = format!("ask from another side, or write \"enemies\": [\"{other}\"]");
        report.item(reading.items[pair.later].entry, Fault::error("similar", "stem", reason, hint));
    }
}

fn cosine(pair: &Pair) -> String {
    format!(" (cosine {:.2})", pair.cosine)
}

fn letters(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Stem and options in small letters, without what does not carry meaning.
fn plain(item: &Item) -> String {
    let mut options: Vec<String> = item.option_texts().map(letters).collect();
    options.sort();
    format!("{}|{}", letters(&item.stem), options.join("|"))
}
