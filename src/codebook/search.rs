//! Search by words or by the beginning of a code, best first.
//!
//! A typed word finds itself, its plural, words that begin with it, words of its family and, where there are none of
//! these, words it may be a misspelling of. What a coder writes short ([`shorthand`]) is searched as it stands and
//! spelled out. A text is the better the more of the search it holds and the less else it says; entries that can be
//! reported come before headings, and those that are usually meant before rare ones.

pub mod index;
pub mod shorthand;
pub mod words;

use std::collections::HashSet;

use super::table::Entry;
use super::year::FiscalYear;
use super::{Codebook, Standing, System, bare};
use index::Index;

/// How many candidates are looked at for each result that is wanted.
const CANDIDATES: usize = 12;
/// Spellings of a search that are tried.
const SPELLINGS: usize = 4;

#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub system: System,
    /// Without a dot; three characters of ICD-10-PCS are a table.
    pub code: String,
    pub title: String,
    pub is_billable: bool,
    /// The inclusion term that was found, where it was not the title.
    pub found_as: Option<String>,
}

/// Searches one book in one year.
#[derive(Debug)]
pub(super) struct Search<'a> {
    pub(super) book: &'a Codebook,
    pub(super) year: FiscalYear,
}

impl Search<'_> {
    pub(super) fn run(&self, typed: &str, limit: usize) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut seen: HashSet<(&'static str, String)> = HashSet::new();
        let mut add = |hit: Hit| {
            if hits.len() < limit && seen.insert((hit.system.name(), hit.code.clone())) {
                hits.push(hit);
            }
            hits.len() < limit
        };
        let leads = shorthand::leads(typed).into_iter().filter_map(|code| self.at(&code));
        if !leads.chain(self.coded(typed, limit)).all(&mut add) {
            return hits;
        }
        let Some(index) = self.book.index() else { return hits };
        for text in ranked(index, typed, limit * CANDIDATES) {
            if let Some(hit) = self.hit(index, text)
                && !add(hit)
            {
                break;
            }
        }
        hits
    }

    /// Entries whose code is typed, or begins as typed.
    fn coded(&self, typed: &str, limit: usize) -> Vec<Hit> {
        let code = bare(typed);
        let is_code = !typed.trim().contains(char::is_whitespace) && code.is_ascii() && (2..=7).contains(&code.len());
        if !is_code || !code.bytes().any(|byte| byte.is_ascii_digit()) && code.len() < 3 {
            return Vec::new();
        }
        let mut hits = Vec::new();
        for system in [System::Icd10Cm, System::Icd10Pcs] {
            let entries = self.book.table(system).below(&code);
            let entries = entries.filter_map(|entry| self.entry(system, entry)).take(limit);
            hits.push(entries.collect::<Vec<Hit>>());
        }
        // Three characters can be a category and a table: both come first.
        let category = hits[0].iter().position(|hit| hit.code == code).map(|place| hits[0].remove(place));
        let table = (code.len() == 3).then(|| self.table(&code)).flatten();
        category.into_iter().chain(table).chain(hits.into_iter().flatten()).collect()
    }

    fn at(&self, code: &str) -> Option<Hit> {
        if code.len() == 3
            && let Some(table) = self.table(code)
        {
            return Some(table);
        }
        let (system, entry) = self.book.find(code)?;
        self.entry(system, entry)
    }

    /// An entry of the year.
    fn entry(&self, system: System, entry: Entry) -> Option<Hit> {
        let standing = self.book.standing(system, &entry, self.year);
        let is_billable = standing == Standing::Reported;
        let Entry { code, title, .. } = entry;
        (standing != Standing::Gone).then_some(Hit { system, code, title, is_billable, found_as: None })
    }

    /// A three-character table of ICD-10-PCS.
    fn table(&self, three: &str) -> Option<Hit> {
        let procedures = self.book.procedures(self.year);
        let is_one = three.bytes().all(|byte| byte.is_ascii_alphanumeric()) && procedures.is_begun(three);
        is_one.then(|| {
            let title = table_title(&procedures.places(three));
            Hit { system: System::Icd10Pcs, code: three.to_owned(), title, is_billable: false, found_as: None }
        })
    }

    fn hit(&self, index: &Index, text: usize) -> Option<Hit> {
        let diagnoses = self.book.table(System::Icd10Cm);
        let procedures = self.book.table(System::Icd10Pcs);
        let (tables, inclusions) = (diagnoses.len() + procedures.len(), index.tables.len());
        let (entry, nth) = match text.checked_sub(tables + inclusions) {
            Some(inclusion) => index.inclusions.get(inclusion).map(|(entry, nth)| (*entry as usize, Some(*nth)))?,
            None => (text, None),
        };
        if let Some(table) = entry.checked_sub(tables) {
            return self.table(index.tables.get(table)?);
        }
        let (system, entry) = match entry.checked_sub(diagnoses.len()) {
            Some(place) => (System::Icd10Pcs, procedures.at(place)?),
            None => (System::Icd10Cm, diagnoses.at(entry)?),
        };
        let found_as =
            nth.and_then(|nth| self.book.tabular().inclusion_terms(&entry.code).nth(nth.into()).map(str::to_owned));
        Some(Hit { found_as, ..self.entry(system, entry)? })
    }
}

/// What a table is called: its operation and its body system.
pub(super) fn table_title(head: &[super::pcs::Value]) -> String {
    match head {
        [section, system, operation] if section.value == '0' => format!("{}, {}", operation.label, system.label),
        [section, system, operation] => format!("{}, {}, {}", operation.label, system.label, section.label),
        _ => String::new(),
    }
}

/// Texts that fit, the best first.
fn ranked(index: &Index, typed: &str, limit: usize) -> Vec<usize> {
    let is_open = typed.chars().last().is_some_and(char::is_alphanumeric);
    let mut best: Vec<(f32, usize)> = Vec::new();
    for (place, spelling) in shorthand::spellings(&words::split(typed), SPELLINGS).iter().enumerate() {
        // What is written short is more often the short form than a word that happens to look like it.
        let trust = if place == 0 { 1.0 } else { 1.05 };
        best.extend(scored(index, spelling, is_open).into_iter().map(|(score, text)| (score * trust, text)));
    }
    let order = |one: &(f32, usize), other: &(f32, usize)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
    if best.len() > limit {
        best.select_nth_unstable_by(limit, order);
        best.truncate(limit);
    }
    best.sort_unstable_by(order);
    best.into_iter().map(|(_, text)| text).collect()
}

/// What is known of a text while words are looked up.
#[derive(Clone, Copy, Default)]
struct Score {
    /// Of the search that is held.
    held: f32,
    /// Of the text that was searched for.
    matched: f32,
    /// Of the word that is being looked up, plus one; and what it has given so far.
    word: u32,
    quality: f32,
    amount: f32,
}

fn scored(index: &Index, words: &[String], is_open: bool) -> Vec<(f32, usize)> {
    let mut scores = vec![Score::default(); index.texts];
    let mut touched: Vec<usize> = Vec::new();
    let mut whole = 0.0;
    let is_filled = words.iter().any(|word| !words::is_empty(word));
    for (place, word) in words.iter().enumerate() {
        let is_last = is_open && place + 1 == words.len();
        if is_filled && words::is_empty(word) || is_last && place > 0 && word.len() < 2 && !word.is_ascii() {
            continue;
        }
        let matches = matches(index, word, is_last);
        let holding = matches.iter().filter(|found| found.1 >= 0.5).map(|found| index.holding(found.0)).sum();
        let weight = index.rarity(holding) * if words::is_weak(word) { 0.5 } else { 1.0 };
        if matches.is_empty() && is_last && word.len() < 3 && place > 0 {
            continue;
        }
        whole += weight;
        for (term, quality) in matches {
            let amount = index.rarity(index.holding(term)) * quality;
            let word = place as u32 + 1;
            index.each(term, |text| {
                let score = &mut scores[text];
                if score.word != word {
                    if score.word == 0 {
                        touched.push(text);
                    }
                    (score.word, score.quality, score.amount) = (word, 0.0, 0.0);
                }
                if quality > score.quality {
                    score.held += weight * (quality - score.quality);
                    score.matched += amount - score.amount;
                    (score.quality, score.amount) = (quality, amount);
                }
            });
        }
    }
    let score = |text: usize| {
        let held = scores[text].held / whole;
        let fitting = (scores[text].matched / index.weight(text)).min(1.0);
        held * held * (0.55 + 0.45 * fitting) + index.prior(text)
    };
    touched.into_iter().map(|text| (score(text), text)).collect()
}

/// Terms that a typed word may mean, and how surely.
fn matches(index: &Index, word: &str, is_last: bool) -> Vec<(usize, f32)> {
    let bytes = word.as_bytes();
    let exact = |word: &str| {
        let place = index.beginning(word.as_bytes()).start;
        (place < index.terms() && index.term(place) == word.as_bytes()).then_some(place)
    };
    let mut found: Vec<(usize, f32)> = exact(word).map(|term| (term, 1.0)).into_iter().collect();
    found.extend(words::forms(word).iter().filter_map(|form| Some((exact(form)?, 0.95))));
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    if bytes.len() < 2 || is_number {
        return found;
    }
    // A word that is still being typed may become any that begins so.
    let base = if is_last { 0.95 } else { 0.8 };
    // "with" is the beginning of its contrary.
    if (is_last || bytes.len() > 3) && word != "with" {
        let longer = index.beginning(bytes).filter(|term| index.term(*term) != bytes);
        let share = |term: usize| bytes.len() as f32 / index.term(term).len() as f32;
        found.extend(longer.map(|term| (term, base * (0.6 + 0.4 * share(term)))));
    }
    if let Some(stem) = words::family(word) {
        let family = index.beginning(stem.as_bytes()).filter(|term| index.term(*term).len() <= bytes.len() + 4);
        found.extend(family.map(|term| (term, 0.6)));
    }
    if found.is_empty() || found.iter().all(|(_, quality)| *quality < 0.65) {
        let most = match bytes.len() {
            0..=3 => 0,
            4..=5 => 1,
            _ => 2,
        };
        if most > 0 {
            let near = index.near(bytes, most, false);
            found.extend(near.iter().map(|(term, edits)| (*term, if *edits < 2 { 0.8 } else { 0.6 })));
            if is_last && near.is_empty() {
                let near = index.near(bytes, most, true);
                found.extend(near.iter().map(|(term, edits)| (*term, if *edits < 2 { 0.7 } else { 0.5 })));
            }
        }
    }
    found
}
