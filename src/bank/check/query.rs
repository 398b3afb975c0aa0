//! Queries that are built: their findings stand in the record, their models come to what they say, every rule can be
//! broken alone, and neither chance nor choosing everything gets far.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand::{Rng, RngExt};
use rand_chacha::ChaCha8Rng;

use super::super::finding::Fault;
use super::super::item::Item;
use super::super::query::{Chosen, Flag, Model, ModelParts, Nature, Query, Rule, judge};

/// Words of all documents.
const WORDS: std::ops::RangeInclusive<usize> = 100..=500;
/// The most that builds by chance may earn on average.
const BY_CHANCE: f64 = 0.30;
/// Builds by chance, always the same ones.
const BUILDS: usize = 1000;
const SEED: u64 = 1;
/// Findings that nobody wrote have no words to quote.
const NOT_QUOTED: [Flag; 2] = [Flag::Misquoted, Flag::Interpretation];

pub(super) fn built(item: &Item) -> Vec<Fault> {
    let Some(query) = item.query() else { return Vec::new() };
    let mut faults = documents(query);
    faults.extend(quotes(query));
    for (index, model) in query.models.iter().enumerate() {
        faults.extend(modelled(query, index, model));
    }
    faults.extend(alone(query));
    faults.extend(everything(query));
    faults.extend(by_chance(query));
    faults
}

fn documents(query: &Query) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, document) in query.documents.iter().enumerate() {
        if query.documents[..index].iter().any(|other| other.id == document.id) {
            let place = format!("documents[{index}].id");
            faults.push(Fault::error("quote", place, "a document before has this id", "give it an id of its own"));
        }
    }
    let words: usize = query.documents.iter().map(|document| document.text.split_whitespace().count()).sum();
    if !WORDS.contains(&words) {
        let reason = format!("{words} words in all documents, not {} to {}", WORDS.start(), WORDS.end());
        let hint = "a record to be read in a few minutes, with the noise that records have";
        faults.push(Fault::error("query-words", "documents", reason, hint));
    }
    faults
}

/// Every finding that can be quoted is, word for word.
fn quotes(query: &Query) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, slot) in query.slots.iter().enumerate() {
        for (index, part) in slot.parts.iter().enumerate() {
            let Nature::Indicator(evidence) = &part.nature else { continue };
            let place = format!("slots[{at}].parts[{index}]");
            let mut fault = |field: &str, reason: String, hint| {
                faults.push(Fault::error("quote", format!("{place}.{field}"), reason, hint));
            };
            let Some(evidence) = evidence else {
                if !part.flags.iter().any(|flag| NOT_QUOTED.contains(flag)) {
                    let hint = "quote its words, or flag the part as misquoted or as an interpretation";
                    fault("quote", "a finding without its words in the record".to_owned(), hint);
                }
                continue;
            };
            match query.documents.iter().find(|document| document.id == evidence.document) {
                None => {
                    let reason = format!("there is no document {}", evidence.document);
                    fault("doc", reason, "name a document of this item by its id");
                }
                Some(document) if !document.text.contains(&evidence.quote) => {
                    let reason = format!("'{}' does not stand in document {}", evidence.quote, document.id);
                    fault("quote", reason, "quote the document word for word, its signs of emphasis too");
                }
                Some(_) => {}
            }
        }
    }
    faults
}

/// A model comes to what it says, and could be built.
fn modelled(query: &Query, index: usize, model: &Model) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, reason: String| {
        let hint = "correct the model, or the rule that judges it otherwise";
        faults.push(Fault::error("model", format!("models[{index}].{field}"), reason, hint));
    };
    let chosen = query.model(model);
    let judged = judge(query, &chosen);
    let word = |compliant: bool| if compliant { "compliant" } else { "not compliant" };
    if judged.compliant != model.compliant {
        fault("compliant", format!("'{}' is {}", model.name, word(judged.compliant)));
    }
    let broken = sorted(judged.fails().collect());
    if model.fails.as_ref().is_some_and(|fails| sorted(fails.iter().map(String::as_str).collect()) != broken) {
        let broken = if broken.is_empty() { "no rule".to_owned() } else { broken.join(", ") };
        fault("fails", format!("'{}' breaks {broken}", model.name));
    }
    if model.percent.is_some_and(|percent| percent != judged.percent) {
        fault("percent", format!("'{}' comes to {}%", model.name, judged.percent));
    }
    for slot in &query.slots {
        let count = slot.count(&chosen);
        if model.parts != ModelParts::All && !(slot.min..=slot.max).contains(&count) {
            let range = format!("{} to {}", slot.min, slot.max);
            fault("parts", format!("'{}' has {count} parts of '{}', not {range}", model.name, slot.name.name()));
        }
    }
    faults
}

fn sorted(mut ids: Vec<&str>) -> Vec<&str> {
    ids.sort_unstable();
    ids
}

/// For every rule there is a model that breaks it and no other, so that it says something of its own.
fn alone(query: &Query) -> Vec<Fault> {
    let broken = |model: &Model| {
        let judged = judge(query, &query.model(model));
        let mut fails = judged.fails();
        let first = fails.next().map(str::to_owned);
        first.filter(|_| fails.next().is_none())
    };
    let alone: Vec<String> = query.models.iter().filter_map(broken).collect();
    let unbroken = query.rules.iter().enumerate().filter(|(_, rule)| !alone.contains(&rule.id));
    let fault = |(index, rule): (usize, &Rule)| {
        let reason = format!("no model breaks '{}' alone", rule.id);
        let hint = "add a model that keeps every other rule, so that this one is seen to decide something";
        Fault::error("rule-alone", format!("rules[{index}]"), reason, hint)
    };
    unbroken.map(fault).collect()
}

fn everything(query: &Query) -> Option<Fault> {
    let all: Chosen = query.parts().map(|part| part.id.clone()).collect();
    judge(query, &all).compliant.then(|| {
        let hint = "flag the parts that no compliant query has";
        Fault::error("everything", "slots", "everything chosen makes a compliant query", hint)
    })
}

fn by_chance(query: &Query) -> Option<Fault> {
    let mut chance = ChaCha8Rng::seed_from_u64(SEED);
    let total: f64 = (0..BUILDS).map(|_| f64::from(judge(query, &random(query, &mut chance)).percent)).sum();
    let mean = total / (100.0 * BUILDS as f64);
    (mean > BY_CHANCE).then(|| {
        let reason = format!("builds by chance earn {:.0}% on average", mean * 100.0);
        let hint = "more parts that break a rule, or rules that ask for more: 30% at most";
        Fault::error("by-chance", "slots", reason, hint)
    })
}

/// As many parts of each slot as chance says, between its least and its most.
fn random(query: &Query, chance: &mut impl Rng) -> Chosen {
    let mut chosen = Chosen::new();
    for slot in &query.slots {
        let most = slot.max.min(slot.parts.len());
        let count = chance.random_range(slot.min.min(most)..=most);
        let mut places: Vec<usize> = (0..slot.parts.len()).collect();
        places.shuffle(chance);
        chosen.extend(places.into_iter().take(count).map(|place| slot.parts[place].id.clone()));
    }
    chosen
}
