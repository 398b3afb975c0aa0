//! What tests are made of: sound items, files, banks and a credential, each to be bent by its test.
#![cfg(test)]

use practicum::bank::load::BankText;
use practicum::bank::{Bank, Credential, load};
use serde_json::{Value, json};

/// A sound single item, its key in the first place; its domain is the one of its task.
pub(crate) fn item(id: &str, task: &str) -> Value {
    json!({
        "id": id, "domain": task.split('.').next(), "task": task, "topic": "a topic", "kind": "single",
        "level": "application", "angoff": 0.65, "stem": format!("{} What does {id} ask?", situation(id)),
        "options": [
            { "text": "The answer", "key": true, "why": "It is right." },
            { "text": "The opposite", "why": "It is wrong." },
            { "text": "Something near", "why": "It is wrong too." },
            { "text": "Something else", "why": "It is not asked." },
        ],
        "rationale": "The rule says so.",
        "sources": [{ "cite": "45 CFR 164.524(b)(2)", "checked": "2026-11" }],
    })
}

/// A sound item with five options, the first two of them right.
pub(crate) fn multi(id: &str, task: &str) -> Value {
    let mut item = item(id, task);
    item["kind"] = json!("multi");
    item["choose"] = json!(2);
    item["stem"] = json!(format!("{} Which TWO does {id} ask for?", situation(id)));
    item["options"] = json!([
        { "text": "The first answer", "key": true, "why": "It is right." },
        { "text": "The second answer", "key": true, "why": "It is right too." },
        { "text": "The opposite", "why": "It is wrong." },
        { "text": "Something near", "why": "It is wrong too." },
        { "text": "Something else", "why": "It is not asked." },
    ]);
    item
}

/// A sound item that asks for a number: 24 of 835 in percent, with a wrong formula that is known.
pub(crate) fn numeric(id: &str, task: &str) -> Value {
    let mut item = item(id, task);
    item["kind"] = json!("numeric");
    item["stem"] = json!(format!("{} What does {id} come to, in percent to two decimals?", situation(id)));
    item["answer"] = json!("2.87");
    item["unit"] = json!("%");
    item["round"] = json!(2);
    item["tolerance"] = json!(0.01);
    item["wrong"] = json!([{ "answer": "2.85", "why": "Early losses left the numerator only." }]);
    item["calc"] = json!([
        { "expr": "24 / 835 * 100", "round": 2, "answer": "2.87" },
        { "expr": "24 / 842 * 100", "round": 2, "answer": "2.85" },
    ]);
    item.as_object_mut().unwrap().remove("options");
    item
}

/// A sound item of four steps in their right order.
pub(crate) fn order(id: &str, task: &str) -> Value {
    let mut item = item(id, task);
    item["kind"] = json!("order");
    item["stem"] = json!(format!("{} In what order do the steps of {id} come?", situation(id)));
    item["options"] = json!([
        { "text": "The first step", "why": "Nothing comes before it." },
        { "text": "Another step", "why": "It needs what the first one gives." },
        { "text": "One more step", "why": "It needs the other two." },
        { "text": "What is left", "why": "It closes the matter." },
    ]);
    item
}

/// A situation in words of its own, so that no two items say nearly the same.
fn situation(id: &str) -> String {
    let mut seed = id.bytes().fold(0xcbf2_9ce4_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut syllable = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ["ba", "ke", "di", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "zi"][(seed >> 24) as usize % 12]
    };
    let mut word = || [syllable(), syllable(), syllable()].concat();
    let words: Vec<String> = (0..9).map(|_| word()).collect();
    let [a, b, c, d, e, f, g, h, i] = words.as_slice() else { panic!("nine words") };
    format!("In {a} at {b} the {c} of {d} finds {e} and {f}, then {g} by {h} with {i}.")
}

/// The item with its options moved on by some places, so that keys do not all stand in the first.
pub(crate) fn turned(mut item: Value, places: usize) -> Value {
    let options = item["options"].as_array_mut().unwrap();
    let places = places % options.len();
    options.rotate_right(places);
    item
}

/// A bank file with its header on line 1 and an item a line from line 2 on.
pub(crate) fn file(items: &[Value]) -> String {
    let items: Vec<String> = items.iter().map(Value::to_string).collect();
    format!("{{\"format\": 1, \"credential\": \"made\", \"items\": [\n{}\n]}}", items.join(",\n"))
}

pub(crate) fn text(name: &str, text: impl Into<String>) -> BankText {
    BankText { name: name.to_owned(), text: text.into().into() }
}

/// A bank of sound items, one file.
#[track_caller]
pub(crate) fn bank(items: &[Value]) -> Bank {
    let (bank, findings) = load("made", vec![text("made.json", file(items))]);
    assert!(findings.is_empty(), "{findings:?}");
    bank
}

/// An outline of domains 1, 2 and so on with these weights and three tasks each, for a form of that many items.
pub(crate) fn outline(weights: &[u32], scored: u32, pretest: u32) -> Value {
    let codes = 1..=weights.len();
    let sum: u32 = weights.iter().sum();
    let domains = codes.clone().map(|code| {
        let tasks: Vec<Value> =
            (1..=3).map(|task| json!({ "code": format!("{code}.{task}"), "title": "A task" })).collect();
        json!({ "code": code.to_string(), "title": format!("Domain {code}"), "short": "Short", "tasks": tasks })
    });
    let weights = codes.zip(weights).map(|(code, weight)| {
        let share = f64::from(*weight) / f64::from(sum) * 100.0;
        json!({ "domain": code.to_string(), "min": share, "max": share })
    });
    json!({
        "format": 1, "credential": "made", "short": "MADE", "name": "A credential made for tests",
        "domains": domains.collect::<Vec<_>>(),
        "outlines": [{
            "id": "first", "title": "The outline", "source": "A test", "confidence": "high",
            "scored": scored, "pretest": pretest, "minutes": 60,
            "scale": { "min": 100, "pass": 300, "max": 400 },
            "levels": { "recall": 25, "application": 50, "analysis": 25 },
            "weights": weights.collect::<Vec<_>>(),
        }],
    })
}

#[track_caller]
pub(crate) fn credential(weights: &[u32], scored: u32, pretest: u32) -> Credential {
    Credential::read(&outline(weights, scored, pretest).to_string()).unwrap()
}
