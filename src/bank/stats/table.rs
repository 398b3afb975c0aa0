//! The counts behind the measures, and the items that a reader would want to look at.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::super::item::Level;
use super::super::outline::Credential;
use super::{Reading, Seen};

/// How many items have this name, task, level or topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    pub name: String,
    pub items: usize,
}

/// Items that a measure is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Named {
    pub measure: &'static str,
    pub items: Vec<String>,
    /// The cosine of a pair.
    pub value: Option<f64>,
}

fn count<'a>(names: impl Iterator<Item = &'a str>, known: impl Iterator<Item = &'a str>) -> Vec<Count> {
    let mut order: Vec<&str> = known.collect();
    let mut counts: HashMap<&str, usize> = order.iter().map(|name| (*name, 0)).collect();
    for name in names {
        let count = counts.entry(name).or_insert_with(|| {
            order.push(name);
            0
        });
        *count += 1;
    }
    order.into_iter().map(|name| Count { name: name.to_owned(), items: counts[name] }).collect()
}

pub(super) fn kinds(seen: &[&Seen<'_>]) -> Vec<Count> {
    count(seen.iter().map(|seen| seen.item.body.kind()), ["single", "multi"].into_iter())
}

pub(super) fn levels(seen: &[&Seen<'_>]) -> Vec<Count> {
    count(seen.iter().map(|seen| seen.item.level.name()), Level::ALL.into_iter().map(Level::name))
}

pub(super) fn letters(seen: &[&Seen<'_>]) -> Vec<Count> {
    const LETTERS: [&str; 4] = ["A", "B", "C", "D"];
    let keys = seen.iter().filter_map(|seen| seen.surface.as_ref()).map(|surface| LETTERS[surface.key]);
    count(keys, LETTERS.into_iter())
}

pub(super) fn tasks(credential: Option<&Credential>, seen: &[&Seen<'_>]) -> Vec<Count> {
    let domains = credential.into_iter().flat_map(|credential| &credential.domains);
    let known = domains.flat_map(|domain| &domain.tasks).map(|task| task.code.as_str());
    count(seen.iter().map(|seen| seen.item.task.as_str()), known)
}

pub(super) fn topics(seen: &[&Seen<'_>]) -> Vec<Count> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for seen in seen {
        *counts.entry(&seen.item.topic).or_default() += 1;
    }
    let mut topics: Vec<Count> =
        counts.into_iter().map(|(name, items)| Count { name: name.to_owned(), items }).collect();
    topics.sort_by_key(|count| std::cmp::Reverse(count.items));
    topics
}

pub(super) fn named(reading: &Reading<'_>, seen: &[&Seen<'_>]) -> Vec<Named> {
    let id = |place: usize| reading.items[place].item.id.to_string();
    let pair = |measure: &'static str| {
        move |pair: &super::Pair| Named {
            measure,
            items: vec![id(pair.later), id(pair.earlier)],
            value: Some(pair.cosine),
        }
    };
    let (duplicates, near) = reading.open_pairs();
    let mut named: Vec<Named> = duplicates.iter().map(pair("bank-duplicates")).collect();
    named.extend(near.iter().map(pair("bank-near-duplicates")));
    let by_far = seen.iter().filter(|seen| {
        seen.surface.as_ref().filter(|surface| surface.has_lengths).is_some_and(|surface| {
            let key = surface.length[surface.key];
            let others = (0..4).filter(|option| *option != surface.key);
            others.map(|option| surface.length[option]).all(|length| key >= 1.25 * length && key > length)
        })
    });
    let items: Vec<String> = by_far.map(|seen| seen.item.id.to_string()).collect();
    if !items.is_empty() {
        named.push(Named { measure: "bank-key-longest-by-far", items, value: None });
    }
    named
}
