//! What loading and checking a bank find: each rule broken once, and just kept once.
#![cfg(test)]

mod across;
mod cases;
mod clues;
mod codes;
mod coding;
mod computed;
mod drilled;
mod fields;
mod files;
mod odd;
mod query;
mod whole;
mod wording;

use practicum::bank::check::{Around, Checked};
use practicum::bank::load::in_file_order;
use practicum::bank::stats::Reading;
use practicum::bank::{Bank, Credential, Finding, check, load};
use practicum::codebook::Codebook;
use serde_json::{Value, json};

use crate::made;

/// What `bank check` finds beyond loading.
fn check_all(credential: &Credential, bank: &Bank) -> Checked {
    let around = Around { credential: Some(credential), elsewhere: None, codebook: Codebook::built_in() };
    check::items(around, &Reading::new(bank))
}

/// Everything there is to find in these files, as `bank check` sorts it.
fn findings(files: &[(&str, String)]) -> Vec<Finding> {
    let credential = made::credential(&[60, 40], 1, 0);
    let names: Vec<String> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let texts = files.iter().map(|(name, text)| made::text(name, text.clone())).collect();
    let (bank, mut findings) = load("made", texts);
    findings.extend(check_all(&credential, &bank).findings);
    in_file_order(&mut findings, &names);
    for finding in &findings {
        assert!(!finding.hint.is_empty(), "no hint: {finding}");
    }
    findings
}

fn lines(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| finding.to_string().lines().next().unwrap().to_owned()).collect()
}

/// The findings of one item, without its address; those that are advice begin with it.
fn check(item: &Value) -> Vec<String> {
    let findings = findings(&[("made.json", made::file(std::slice::from_ref(item)))]);
    let id = item["id"].as_str().map_or_else(String::new, |id| format!("{id}: "));
    let plain = |line: String| {
        let line = line.strip_prefix("made.json:2: ").map_or_else(|| line.clone(), str::to_owned);
        let line = line.replacen(&id, "", 1);
        line.strip_prefix("error: ").map_or_else(|| line.clone(), str::to_owned)
    };
    lines(&findings).into_iter().map(plain).collect()
}

#[track_caller]
fn breaks(item: &Value, expected: &str) {
    assert_eq!(check(item).join("\n"), expected);
}

#[track_caller]
fn keeps(item: &Value) {
    assert_eq!(check(item).join("\n"), "");
}

fn single() -> Value {
    made::item("made-1", "1.1")
}

fn multi() -> Value {
    made::multi("made-1", "1.1")
}

/// A sound item with other values in some places, each a JSON pointer and what stands there; null takes it out.
fn with<const N: usize>(mut item: Value, changes: [(&str, Value); N]) -> Value {
    for (pointer, new) in changes {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = item.pointer_mut(parent).unwrap();
        match (parent, new) {
            (Value::Object(fields), Value::Null) => drop(fields.remove(name)),
            (Value::Object(fields), new) => drop(fields.insert(name.to_owned(), new)),
            (Value::Array(list), Value::Null) => drop(list.remove(name.parse::<usize>().unwrap())),
            (Value::Array(list), new) if name == "-" => list.push(new),
            (parent, new) => parent[name.parse::<usize>().unwrap()] = new,
        }
    }
    item
}

fn option(text: &str) -> Value {
    json!({ "text": text, "why": "It is no answer." })
}

/// A sound single item with these options, the first of them its key.
fn of_options(texts: [&str; 4]) -> Value {
    let mut item = single();
    for (place, text) in texts.into_iter().enumerate() {
        item["options"][place]["text"] = json!(text);
    }
    item
}

/// The question of a situation.
fn asked(question: &str) -> String {
    format!("A clerk at the desk of a small clinic has a request in hand. {question}")
}
