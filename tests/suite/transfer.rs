//! The record out and in again: a union that ends the same in any order, and no document that does half of anything.
#![cfg(test)]

use std::fs;
use std::sync::LazyLock;

use practicum::exam::Certainty;
use practicum::store::{DOCUMENT_VERSION, Store, TransferError};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::machine::{Deed, Machine, deed};

mod commands;
mod fixtures;

/// A record with something of everything in it.
fn full(name: &str) -> Machine {
    let mut machine = Machine::new(name);
    let deeds = [
        Deed::Mock { answers: vec![0, 1, 0, 3, 0], ends: true },
        Deed::Drill {
            answers: vec![(0, Certainty::Sure), (1, Certainty::NotSaid), (2, Certainty::Unsure)],
            ends: true,
        },
        Deed::Drill { answers: vec![(0, Certainty::NotSaid)], ends: false },
        Deed::Mock { answers: vec![1], ends: false },
        Deed::Describe { sitting: 3, label: "the first one".to_owned() },
        Deed::Delete { sitting: 2, deleted: true },
        Deed::Flag { item: 1, on: true },
        Deed::Note { item: 2, note: "look this up".to_owned() },
        Deed::ExamDay(Some(20)),
        Deed::Result { number: 1, passed: true, removed: false },
        Deed::Result { number: 2, passed: false, removed: false },
        Deed::Result { number: 2, passed: false, removed: true },
        Deed::Predict(1),
        Deed::Build { item: 0, percent: 90 },
        Deed::Bookmark { code: 1, kept: true },
        Deed::Bookmark { code: 2, kept: true },
        Deed::Bookmark { code: 2, kept: false },
    ];
    deeds.iter().for_each(|deed| machine.does(deed));
    machine
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| full("there").document());

#[test]
fn what_went_out_comes_in_again() {
    let from = full("there");
    let mut to = Machine::new("here");
    let imported = to.import(&from.document()).unwrap();
    assert_eq!((imported.new, imported.replaced, imported.unchanged), (4, 0, 0));
    assert_eq!(imported.others, 9);
    assert_eq!(to.document(), from.document());
    let rows = |machine: &Machine| {
        let rows = machine.store.sittings(None).unwrap().into_iter();
        rows.map(|row| (row.uid, row.kind, row.summary, row.label, row.active_ms)).collect::<Vec<_>>()
    };
    assert_eq!(rows(&to), rows(&from));
    assert_eq!(to.store.exposure("made").unwrap(), from.store.exposure("made").unwrap());
    assert_eq!(to.store.recollections("made").unwrap(), from.store.recollections("made").unwrap());
    assert_eq!(to.store.marks("made").unwrap(), from.store.marks("made").unwrap());
    assert_eq!(to.store.results("made").unwrap(), from.store.results("made").unwrap());
    assert_eq!(to.store.exam_day("made").unwrap().as_deref(), Some("2026-12-20"));
    assert_eq!(to.store.builds("made").unwrap(), from.store.builds("made").unwrap());
    assert_eq!(to.store.builds("made").unwrap()[0].percent, 90);
    let kept = to.store.bookmarks().unwrap();
    assert_eq!((kept.len(), kept[0].code.as_str()), (1, "E111"));
    assert_eq!(to.store.closed_items("made").unwrap(), from.store.closed_items("made").unwrap());

    let again = to.import(&from.document()).unwrap();
    assert_eq!((again.new, again.replaced, again.unchanged, again.others), (0, 0, 4, 0));
}

#[test]
fn a_document_says_what_it_is_and_holds_a_part_a_line() {
    let lines: Vec<&str> = DOCUMENT.lines().collect();
    assert_eq!(lines[0], format!("{{\"document\":\"practicum-export\",\"version\":{DOCUMENT_VERSION},"));
    let document: Value = serde_json::from_str(&DOCUMENT).unwrap();
    let count = |list: &str| document[list].as_array().unwrap().len();
    let lists = ["sittings", "wordings", "marks", "goals", "results", "predictions", "builds", "bookmarks"];
    assert_eq!(lists.map(count), [4, 6, 2, 1, 2, 1, 1, 2]);
    // A head, a foot, and a line before and after the parts of each list.
    assert_eq!(lines.len(), 1 + lists.iter().map(|list| count(list) + 2).sum::<usize>() + 1);
    let empty = Machine::new("empty").document();
    let parsed: Value = serde_json::from_str(&empty).unwrap();
    assert_eq!(parsed["sittings"], json!([]));
    assert_eq!(Machine::new("other").import(&empty).unwrap().new, 0);
}

#[test]
fn a_document_of_version_1_comes_in() {
    let mut value: Value = serde_json::from_str(&DOCUMENT).unwrap();
    value["version"] = json!(1);
    for later in ["builds", "bookmarks"] {
        value.as_object_mut().unwrap().remove(later);
    }
    let mut to = Machine::new("here");
    assert_eq!(to.import(&value.to_string()).unwrap().others, 6);
    assert!(to.store.builds("made").unwrap().is_empty());
}

#[test]
fn a_document_that_others_have_written_anew_is_the_same() {
    let value: Value = serde_json::from_str(&DOCUMENT).unwrap();
    let mut to = Machine::new("here");
    to.takes(&format!("\u{feff}{value:#}\n"));
    assert_eq!(to.document(), *DOCUMENT);
}

#[test]
fn a_sitting_that_was_carried_on_replaces_the_one_that_was_left() {
    let (mut here, mut there) = (Machine::new("here"), Machine::new("there"));
    here.does(&Deed::Drill { answers: vec![(0, Certainty::Sure)], ends: false });
    let left = here.document();
    there.takes(&left).does(&Deed::GoOn { answers: vec![1, 2], ends: true });
    let imported = here.import(&there.document()).unwrap();
    assert_eq!((imported.new, imported.replaced, imported.unchanged), (0, 1, 0));
    assert_eq!(here.document(), there.document());
    let imported = there.import(&left).unwrap();
    assert_eq!((imported.new, imported.replaced, imported.unchanged), (0, 0, 1));
}

#[test]
fn the_later_word_stands_even_where_a_clock_is_late() {
    let (mut here, mut there) = (Machine::new("here"), Machine::new("there"));
    here.does(&Deed::Mock { answers: vec![0], ends: true });
    here.does(&Deed::Note { item: 0, note: "first".to_owned() });
    here.does(&Deed::Describe { sitting: 0, label: "first".to_owned() });
    there.takes(&here.document());
    there.wall_ms -= 86_400_000;
    there.does(&Deed::Note { item: 0, note: "second".to_owned() });
    there.does(&Deed::Describe { sitting: 0, label: "second".to_owned() });
    here.takes(&there.document());
    assert_eq!(here.store.sittings(None).unwrap()[0].label, "second");
    assert_eq!(here.store.marks("made").unwrap().values().next().unwrap().note, "second");
}

/// The words with which a changed document is refused; the record stays as it was.
#[track_caller]
fn is_refused(document: &str, words: &str) {
    let mut machine = full("here");
    let before = machine.document();
    let error = machine.import(document).unwrap_err();
    assert_eq!(error.to_string(), words);
    assert!(error.hint().contains("nothing was taken in"), "{}", error.hint());
    assert_eq!(machine.document(), before);
}

fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(&DOCUMENT).unwrap();
    change(&mut value);
    value.to_string()
}

#[test]
fn a_document_that_is_not_whole_is_refused_with_its_line() {
    let lines: Vec<&str> = DOCUMENT.lines().collect();
    is_refused("", "the document is no sound JSON: EOF while parsing a value at line 1 column 0");
    let (line, column) = (4, lines[3].len());
    let cut = lines[..4].join("\n");
    let words = format!("the document is no sound JSON: EOF while parsing a value at line {line} column {column}");
    is_refused(&cut, &words);
    let broken = lines[..5].join("\n") + "x";
    let words = "the document is no sound JSON: expected value at line 5 column";
    let error = full("here").import(&broken).unwrap_err().to_string();
    assert!(error.starts_with(words), "{error}");
    is_refused("{\"a\": 1}", "this is no document of practicum data export");
    is_refused("[]", "this is no document of practicum data export");
    is_refused(&DOCUMENT.replacen("practicum-export", "report", 1), "this is no document of practicum data export");
    let newer = DOCUMENT.replacen("\"version\":2", "\"version\":3", 1);
    is_refused(&newer, "the document was written by a newer practicum (document version 3, this program reads 2)");
    let mut bytes = DOCUMENT.clone().into_bytes();
    let place = bytes.iter().position(|&byte| byte == b'\n').unwrap() + 5;
    bytes[place] = 0xff;
    let error = full("here").store.import(&bytes).unwrap_err();
    assert!(matches!(error, TransferError::NotUtf8 { line: 2 }), "{error}");
}

#[test]
fn a_fault_is_named_with_its_part_and_field() {
    type Change = fn(&mut Value);
    let cases: [(Change, &str); 14] = [
        (|all| all["sittings"][0]["log"][1]["event"] = json!("guessed"), "log[1]"),
        (|all| all["sittings"][0]["form"]["slots"][2]["angoff"] = json!(1.5), "form.slots[2].angoff"),
        (|all| all["sittings"][0]["form"]["slots"][2]["options"] = json!([0, 0, 1, 2]), "form.slots[2].options"),
        (|all| all["sittings"][0]["form"]["version"] = json!(3), "form.version"),
        (|all| all["sittings"][0]["form"]["slots"][2]["case"] = json!(0), "form.slots[2].case"),
        (|all| all["sittings"][0]["form"]["slots"][2]["after"] = json!([2]), "form.slots[2].after"),
        (|all| all["sittings"][0]["summary"] = json!(null), "summary"),
        (|all| all["sittings"][0]["started_ms"] = json!(i64::MAX), "started_ms"),
        (|all| all["sittings"][0]["items"] = json!(6), "items"),
        (|all| all["wordings"][0]["item"]["stem"] = json!("Another question?"), "item"),
        (|all| all["wordings"] = json!([]), "form.slots[0].content"),
        (|all| all["marks"][0]["note"] = json!(3), "note"),
        (|all| all["goals"][0]["exam_day"] = json!("soon"), "exam_day"),
        (|all| all["predictions"][0]["readiness"] = json!("good"), "readiness"),
    ];
    for (change, place) in cases {
        let mut machine = Machine::new("here");
        let Err(TransferError::Refused(refusal)) = machine.import(&changed(change)) else {
            panic!("taken in with another {place}")
        };
        assert!(refusal.place.starts_with(place), "{refusal}");
        assert_eq!(machine.document(), Machine::new("here").document());
    }
    let twice = changed(|all| {
        let first = all["sittings"][0].clone();
        all["sittings"].as_array_mut().unwrap().push(first);
    });
    is_refused(&twice, "line 1, sitting 5: uid: 'there-1' stands twice");
}

/// Every object in a document, by its path.
fn objects(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(path.to_owned());
            fields.iter().for_each(|(name, field)| objects(field, &format!("{path}/{name}"), found));
        }
        Value::Array(parts) => {
            parts.iter().enumerate().for_each(|(at, part)| objects(part, &format!("{path}/{at}"), found));
        }
        _ => {}
    }
}

#[test]
fn no_field_can_be_missing_and_none_added() {
    let whole: Value = serde_json::from_str(&DOCUMENT).unwrap();
    let mut paths = Vec::new();
    objects(&whole, "", &mut paths);
    // What was said of readiness is handed on as it is.
    paths.retain(|path| !path.contains("/readiness"));
    assert!(paths.len() > 50);
    let mut machine = Machine::new("here");
    let before = machine.document();
    for path in paths {
        let names: Vec<String> = whole.pointer(&path).unwrap().as_object().unwrap().keys().cloned().collect();
        for name in names {
            let without = changed(|all| drop(all.pointer_mut(&path).unwrap().as_object_mut().unwrap().remove(&name)));
            assert!(machine.import(&without).is_err(), "taken in without {path}/{name}");
        }
        let with = changed(|all| all.pointer_mut(&path).unwrap()["novelty"] = json!(1));
        assert!(machine.import(&with).is_err(), "taken in with {path}/novelty");
    }
    assert_eq!(machine.document(), before);
}

#[test]
fn a_copy_of_the_record_is_made_before_a_document_changes_it() {
    let home = tempfile::tempdir().unwrap();
    let mut machine = Machine::with(Store::open(home.path()).unwrap(), "here");
    machine.does(&Deed::Mock { answers: vec![0], ends: true });
    let before = machine.document();
    let copy = machine.import(&DOCUMENT).unwrap().copy.unwrap();
    assert_eq!(copy, home.path().join("practicum-before-import.db"));
    assert_eq!(machine.import(&DOCUMENT).unwrap().copy, None);
    let kept = tempfile::tempdir().unwrap();
    fs::copy(copy, kept.path().join(practicum::store::DATABASE)).unwrap();
    assert_eq!(Machine::with(Store::open(kept.path()).unwrap(), "kept").document(), before);
}

#[derive(Clone, Debug)]
enum Step {
    Does(usize, Deed),
    Takes { from: usize, to: usize },
}

const MACHINES: usize = 3;

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..MACHINES, deed()).prop_map(|(machine, deed)| Step::Does(machine, deed)),
        1 => (0..MACHINES, 0..MACHINES).prop_map(|(from, to)| Step::Takes { from, to }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_sequence_of_sittings_exports_and_imports_ends_in_the_same_state(
        steps in vec(step(), 1..30),
        orders in vec(vec(0..MACHINES, 0..6), 2),
    ) {
        let mut machines: Vec<Machine> = (0..MACHINES).map(|at| Machine::new(&format!("m{at}"))).collect();
        for step in &steps {
            match step {
                Step::Does(machine, deed) => machines[*machine].does(deed),
                Step::Takes { from, to } => {
                    let document = machines[*from].document();
                    machines[*to].takes(&document);
                }
            }
        }
        let documents: Vec<String> = machines.iter().map(Machine::document).collect();
        for machine in &mut machines {
            for document in &documents {
                machine.takes(document);
            }
        }
        let end = machines[0].document();
        for order in orders {
            // In any order, any of them twice, and all of them at last.
            let mut fresh = Machine::new("fresh");
            for &at in order.iter().chain(&[2, 1, 0]) {
                fresh.takes(&documents[at]);
            }
            machines.push(fresh);
        }
        for machine in &mut machines {
            prop_assert_eq!(&machine.document(), &end);
            prop_assert!(machine.store.rebuild().unwrap().same);
            let again = machine.import(&end).unwrap();
            prop_assert_eq!((again.new, again.replaced, again.others), (0, 0, 0));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_mutilated_document_changes_nothing_or_comes_in_whole(
        edits in vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 1..4),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let mut bytes = DOCUMENT.clone().into_bytes();
        let digits: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()).collect();
        for (place, byte, anywhere) in edits {
            if anywhere {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            } else {
                // A number that is another one keeps the JSON sound.
                bytes[digits[place.index(digits.len())]] = b'0' + byte % 10;
            }
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        let mut machine = full("here");
        let before = machine.document();
        match machine.store.import(&bytes) {
            Err(_) => prop_assert_eq!(machine.document(), before),
            Ok(_) => {
                let again = machine.store.import(&bytes).unwrap();
                prop_assert_eq!((again.new, again.replaced, again.others), (0, 0, 0));
                let document = machine.document();
                prop_assert_eq!(&Machine::new("other").takes(&document).document(), &document);
            }
        }
        prop_assert!(machine.store.rebuild().unwrap().same);
    }
}
