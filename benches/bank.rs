//! What writers of banks wait for: `cargo bench --bench bank`. Every check over 10,000 items is to take under 2 seconds.

#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to say")]

use std::borrow::Cow;
use std::collections::HashMap;

use divan::{Bencher, black_box};
use practicum::bank::check::{Around, Strictness};
use practicum::bank::load::{BankText, load};
use practicum::bank::stats::{Reading, measure};
use practicum::bank::{Bank, Credential, check};
use practicum::codebook::Codebook;
use practicum::library::Library;
use serde_json::json;

fn main() {
    divan::main();
}

/// A bank made of the built-in one: every text goes on from a word as the built-in texts do, so that words are as
/// common and items as long as real ones.
struct Babble {
    after: HashMap<String, Vec<String>>,
    starts: Vec<String>,
    seed: u64,
}

impl Babble {
    fn new(bank: &Bank) -> Self {
        let (mut after, mut starts): (HashMap<String, Vec<String>>, Vec<String>) = (HashMap::new(), Vec::new());
        for item in bank.entries.iter().filter_map(|entry| bank.item(entry)) {
            let options = item.choice().into_iter().flat_map(|choice| &choice.options);
            for text in std::iter::once(&item.stem).chain(options.map(|option| &option.text)) {
                let words: Vec<&str> = text.split_whitespace().collect();
                starts.extend(words.first().map(|word| (*word).to_owned()));
                for pair in words.windows(2) {
                    after.entry(pair[0].to_owned()).or_default().push(pair[1].to_owned());
                }
            }
        }
        Self { after, starts, seed: 1 }
    }

    fn number(&mut self, below: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) as usize % below
    }

    fn text(&mut self, words: usize) -> String {
        let mut text: Vec<String> = Vec::new();
        while text.len() < words {
            let next = text.last().and_then(|word| self.after.get(word)).cloned();
            let choices = next.unwrap_or_else(|| self.starts.clone());
            let place = self.number(choices.len());
            text.push(choices[place].clone());
        }
        text.join(" ")
    }
}

/// The text of a file of so many items, every tenth with codes.
fn file(credential: &Credential, count: usize) -> String {
    let mut babble = Babble::new(&Library::with_folders(Vec::new()).open("rhit").unwrap().bank);
    let tasks: Vec<&str> = credential.domains.iter().flat_map(|d| &d.tasks).map(|task| task.code.as_str()).collect();
    let items: Vec<_> = (0..count)
        .map(|number| {
            let task = tasks[number % tasks.len()];
            let options: Vec<_> = (0..4)
                .map(|place| {
                    let (text, why) = (format!("{} {place}", babble.text(8)), babble.text(13));
                    json!({ "text": text, "why": why, "key": place == number % 4 })
                })
                .collect();
            let codes = if number % 10 == 0 { " N39.0, A41.51 (Sepsis due to E. coli), MS-DRG 690" } else { "" };
            let level = ["recall", "application", "application", "analysis"][number % 4];
            let (stem, rationale) = (babble.text(45), babble.text(32) + codes);
            json!({
                "id": format!("made-{number}"), "domain": task.split('.').next(), "task": task, "options": options,
                "topic": format!("topic {}", number % 997), "kind": "single", "angoff": 0.65, "stem": stem,
                "level": level, "rationale": rationale,
                "code_set": "FY2026", "sources": [{ "cite": "45 CFR 164.524(b)(2)" }],
            })
        })
        .collect();
    json!({ "format": 1, "credential": "rhit", "items": items }).to_string()
}

fn made(credential: &Credential, count: usize) -> Bank {
    let (bank, findings) = load("rhit", vec![text(file(credential, count))]);
    assert!(findings.is_empty(), "{findings:?}");
    bank
}

fn text(text: String) -> BankText {
    BankText { name: "made.json".into(), text: Cow::Owned(text) }
}

fn rhit() -> Credential {
    Library::with_folders(Vec::new()).credential("rhit").unwrap()
}

/// Loading, every rule, every measure: what `bank check` does.
#[divan::bench(args = [500, 10_000], sample_count = 5)]
fn check_all(bencher: Bencher<'_, '_>, count: usize) {
    let credential = rhit();
    let file = file(&credential, count);
    let around = Around { credential: Some(&credential), elsewhere: None, codebook: Codebook::built_in() };
    bencher.with_inputs(|| vec![text(file.clone())]).bench_values(|texts| {
        let (bank, _) = load("rhit", texts);
        let reading = Reading::new(&bank);
        let found = check::items(around, &reading).findings.len();
        found + check::whole(&measure(Some(&credential), &reading), Strictness::BuiltIn).len()
    });
}

/// Reading every item, and pairs that say nearly the same.
#[divan::bench(args = [10_000], sample_count = 5)]
fn near_duplicates(bencher: Bencher<'_, '_>, count: usize) {
    let bank = made(&rhit(), count);
    bencher.bench_local(|| Reading::new(black_box(&bank)).similar.len());
}

/// The same where every item is a copy of a few.
#[divan::bench(args = [10_000], sample_count = 5)]
fn near_duplicates_of_copies(bencher: Bencher<'_, '_>, count: usize) {
    let credential = rhit();
    let mut items: serde_json::Value = serde_json::from_str(&file(&credential, 20)).unwrap();
    let few = items["items"].as_array().unwrap().clone();
    let copies = (0..count).map(|number| {
        let mut item = few[number % few.len()].clone();
        item["id"] = json!(format!("copy-{number}"));
        item
    });
    items["items"] = copies.collect();
    let (bank, _) = load("rhit", vec![text(items.to_string())]);
    bencher.bench_local(|| Reading::new(black_box(&bank)).similar.len());
}

#[divan::bench(args = [10_000], sample_count = 5)]
fn measures(bencher: Bencher<'_, '_>, count: usize) {
    let credential = rhit();
    let bank = made(&credential, count);
    let reading = Reading::new(&bank);
    bencher.bench_local(|| measure(Some(&credential), black_box(&reading)).scopes.len());
}
