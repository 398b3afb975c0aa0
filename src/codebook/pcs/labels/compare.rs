//! Finds the names of a table's values by comparing its titles.

use std::collections::{BTreeMap, HashMap};

use super::{ANY, Named, hangs_on_partner, none, partner};
use crate::codebook::pcs::axes;

/// Words that stand between the names of values.
const JOINTS: [&str; 10] = [",", "of", "with", "to", "into", "from", "in", "using", "on", "for"];

/// The names that one table's titles give away.
pub(super) fn compared(table: &str, codes: &[(&str, &str)]) -> Named {
    let titles: Vec<Title<'_>> = codes.iter().filter(|(_, title)| !title.is_empty()).map(Title::new).collect();
    let operation = axes::operation(table, table.chars().nth(2).unwrap_or('0')).unwrap_or_default();
    let operation = words(operation);
    let spans = spans(&titles);
    let mut votes = Votes::default();
    let mut add = |title: &Title<'_>, place: usize, label: &str| {
        let (value, partner) = (title.value(place), partner(title.code, place).unwrap_or(ANY));
        if !hangs_on_partner(table, place) {
            votes.add((table.to_owned(), place, value, ANY), label);
        }
        if partner != ANY {
            votes.add((table.to_owned(), place, value, partner), label);
        }
    };
    for (title, spans) in titles.iter().zip(&spans) {
        let first = if title.words.starts_with(&operation) { operation.len() } else { 0 };
        let mut extents: Spans = [None; 4];
        for place in 3..7 {
            let Some(span) = spans[place - 3] else { continue };
            // Groups of new technology differ in nearly all words.
            let is_other = |other: &usize| *other != place && !hangs_on_partner(table, other - 1);
            let others: Vec<(usize, usize)> = (3..7).filter(is_other).filter_map(|at| spans[at - 3]).collect();
            let extent = extent(&title.words, span, first, &others);
            extents[place - 3] = Some(extent);
            let (value, label) = (title.value(place), text(&title.words[extent.0..extent.1]));
            // Z is nothing in the last places, whatever else differs.
            let is_none = value == 'Z' && (place > 4 || label.is_empty());
            if axes::value(table, place, value).is_some() || label.is_empty() && !is_none {
                continue;
            }
            add(title, place, &if is_none { none(table, place, value) } else { label });
        }
        // A value that stands alone in its place differs from nothing: it is what no other place explains.
        let is_alone = |place: &usize| spans[place - 3].is_none() && title.value(*place) != 'Z';
        let alone: Vec<usize> = (3..7).filter(is_alone).filter(|place| *place != 4 || !is_approach(table)).collect();
        if let [place] = alone.as_slice()
            && axes::value(table, *place, title.value(*place)).is_none()
        {
            let label = left_over(&title.words, first, &extents);
            if !label.is_empty() && !label.ends_with("Approach") {
                add(title, *place, &label);
            }
        }
    }
    let keys: Vec<Key> = votes.0.keys().cloned().collect();
    let named = keys.iter().filter_map(|key| Some(((key.1, key.2, key.3), votes.most(key)?)));
    let named: Named = named.collect();
    let is_told =
        |key: &(usize, char, char), label: &String| key.2 == ANY || named.get(&(key.0, key.1, ANY)) != Some(label);
    named.iter().filter(|(key, label)| is_told(key, label)).map(|(key, label)| (*key, label.clone())).collect()
}

struct Title<'a> {
    code: &'a str,
    words: Vec<&'a str>,
}

impl<'a> Title<'a> {
    fn new((code, title): &(&'a str, &'a str)) -> Self {
        Self { code, words: words(title) }
    }

    fn value(&self, place: usize) -> char {
        self.code.chars().nth(place).unwrap_or('Z')
    }
}

/// Words of a title that differ from the titles of codes with another value in a place; none where there are no such.
type Spans = [Option<(usize, usize)>; 4];

fn spans(titles: &[Title<'_>]) -> Vec<Spans> {
    let mut spans: Vec<Spans> = vec![[None; 4]; titles.len()];
    for place in 3..7 {
        let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, title) in titles.iter().enumerate() {
            let others = format!("{}{}", &title.code[..place], &title.code[place + 1..]);
            alike.entry(others).or_default().push(at);
        }
        for group in alike.values().filter(|group| group.len() > 1) {
            for at in group {
                let title = &titles[*at].words;
                let others = group.iter().filter(|other| *other != at).map(|other| &titles[*other].words);
                spans[*at][place - 3] = Some(others.fold((title.len(), 0), |(start, end), other| {
                    let (front, back) = ends(title, other);
                    (start.min(front), end.max(title.len() - back))
                }));
            }
        }
    }
    spans
}

/// The longest run of words after the operation that belongs to no span.
fn left_over(title: &[&str], first: usize, spans: &Spans) -> String {
    let is_free = |at: &usize| spans.iter().flatten().all(|(start, end)| at < start || at >= end);
    let free: Vec<usize> = (first..title.len()).filter(is_free).collect();
    let runs = free.chunk_by(|one, other| one + 1 == *other);
    let longest = runs.filter_map(|run| Some((*run.first()?, *run.last()? + 1))).max_by_key(|(start, end)| end - start);
    let Some((start, end)) = longest else { return String::new() };
    let (start, end) = strip(title, (start, end));
    text(&title[start..end])
}

fn text(words: &[&str]) -> String {
    words.join(" ").replace(" ,", ",")
}

fn is_approach(table: &str) -> bool {
    table.chars().next().is_some_and(|section| axes::axes(section)[4] == "Approach")
}

/// Without the joints at both ends.
fn strip(title: &[&str], (mut start, mut end): (usize, usize)) -> (usize, usize) {
    while start < end && JOINTS.contains(&title[start]) {
        start += 1;
    }
    while start < end && JOINTS.contains(&title[end - 1]) {
        end -= 1;
    }
    (start, end)
}

/// The words that differ, with those beside them that belong to the same name and to no other place's.
fn extent(title: &[&str], span: (usize, usize), first: usize, others: &[(usize, usize)]) -> (usize, usize) {
    let (mut start, mut end) = strip(title, (span.0.max(first), span.1));
    if start >= end {
        return (start, start);
    }
    let ends = |at: usize| JOINTS.contains(&title[at]) || others.iter().any(|(start, end)| *start <= at && at < *end);
    while start > first && !ends(start - 1) {
        start -= 1;
    }
    while end < title.len() && !ends(end) {
        end += 1;
    }
    (start, end)
}

/// Words in common at both ends of two titles.
fn ends(one: &[&str], other: &[&str]) -> (usize, usize) {
    let front = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[front..], &other[front..]);
    (front, one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count())
}

fn words(title: &str) -> Vec<&str> {
    title
        .split(' ')
        .flat_map(|word| match word.strip_suffix(',') {
            Some(word) => [Some(word), Some(",")],
            None => [Some(word), None],
        })
        .flatten()
        .filter(|word| !word.is_empty())
        .collect()
}

/// Table or what it begins with, place, value and partner.
pub(super) type Key = (String, usize, char, char);

/// How often a value was called what.
#[derive(Default)]
pub(super) struct Votes(HashMap<Key, BTreeMap<String, usize>>);

impl Votes {
    pub(super) fn add(&mut self, key: Key, label: &str) {
        let labels = self.0.entry(key).or_default();
        match labels.get_mut(label) {
            Some(known) => *known += 1,
            None => drop(labels.insert(label.to_owned(), 1)),
        }
    }

    pub(super) fn most(&self, key: &Key) -> Option<String> {
        let labels = self.0.get(key)?;
        labels.iter().max_by_key(|(label, count)| (**count, label.len())).map(|(label, _)| label.clone())
    }
}
