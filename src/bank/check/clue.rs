//! Signs by which the key can be told without the subject, item by item. Advice: a bank is judged as a whole.

use super::super::finding::Fault;
use super::super::item::{AnswerOption, Item};
use super::super::quantity::Quantity;
use super::super::stats::{is_bare, length};
use super::super::words::{self, Content};

/// Sweeping words that stand in distractors and in no key.
const SWEEPING: &[&str] = &[
    "always",
    "completely",
    "entirely",
    "every",
    "exclusively",
    "never",
    "nobody",
    "none",
    "nothing",
    "only",
    "solely",
];

pub(super) fn absolutes(item: &Item) -> Vec<Fault> {
    let Some(choice) = item.choice() else { return Vec::new() };
    let has = |option: &&AnswerOption| words::words(&option.text).any(|word| words::holds(SWEEPING, &word));
    let (keys, others): (Vec<&AnswerOption>, Vec<&AnswerOption>) =
        choice.options.iter().partition(|option| option.is_key);
    let sweeping = others.iter().copied().filter(has).count();
    if sweeping == 0 || keys.iter().any(has) {
        return Vec::new();
    }
    let reason = format!("sweeping words (always, never, only ...) in {sweeping} wrong options and in no right one");
    vec![Fault::advice("absolutes", "options", reason, "say them as plainly as the key, or balance them")]
}

pub(super) fn length_and_echo(item: &Item) -> Vec<Fault> {
    let Some(choice) = item.choice().filter(|choice| choice.choose == 1 && !is_bare(choice)) else {
        return Vec::new();
    };
    let (keys, others): (Vec<&AnswerOption>, Vec<&AnswerOption>) =
        choice.options.iter().partition(|option| option.is_key);
    let Some(key) = keys.first() else { return Vec::new() };
    let numeric = choice.options.iter().all(|option| Quantity::of(&option.text).is_some());
    let next = others.iter().map(|option| length(&option.text)).max().unwrap_or(0);
    let mut faults = Vec::new();
    if !numeric && length(&key.text) * 4 >= next * 5 && length(&key.text) > next {
        let reason = format!("the key has {} characters, the next longest option {next}", length(&key.text));
        let hint = "put its condition into the stem, or change the set; do not pad the others";
        faults.push(Fault::advice("key-length", "options", reason, hint));
    }
    let echoed = echo(&item.stem, key, &others);
    if !echoed.is_empty() {
        let reason = format!("of all options only the key repeats from the stem: {}", echoed.join(", "));
        let hint = "say it otherwise in the key or the stem, or let a distractor say it too";
        faults.push(Fault::advice("stem-echo", "options", reason, hint));
    }
    faults
}

/// Words of the stem that the key repeats and no other option has in any form.
fn echo(stem: &str, key: &AnswerOption, others: &[&AnswerOption]) -> Vec<String> {
    let telling =
        |word: &String| word.chars().count() > 4 && words::is_content(word) && !word.contains(char::is_numeric);
    let stem = Content::of(stem);
    let elsewhere: Vec<Content> = others.iter().map(|option| Content::of(&option.text)).collect();
    let alone = |word: &String| stem.holds(word) && !elsewhere.iter().any(|option| option.holds(word));
    let mut found: Vec<String> = words::words(&key.text).filter(telling).filter(alone).collect();
    found.sort();
    found.dedup();
    found
}
