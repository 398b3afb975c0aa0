//! Nothing that may stand in a file makes loading, checking or measuring panic.
#![cfg(test)]

use practicum::bank::query::judge;
use practicum::bank::stats::{Reading, measure};
use practicum::bank::{Credential, check, load};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::check_all;
use super::computed::computed;
use crate::made;

/// Loads and checks; the point is that it comes back.
fn load_and_check(text: &str) {
    let credential = made::credential(&[60, 40], 1, 0);
    let (bank, _) = load("made", vec![made::text("made.json", text)]);
    check_all(&credential, &bank);
    check::forms(&credential, &bank);
    let stats = measure(Some(&credential), &Reading::new(&bank));
    check::whole(&stats, check::Strictness::BuiltIn);
}

fn sound_file() -> String {
    let calc = json!([{ "expr": "max(1, 2) * 3", "answer": "6", "option": 0, "pick": "max" }]);
    made::file(&[computed(calc), made::multi("made-2", "2.1")])
}

/// A text with some of its bytes changed, taken out or put in.
fn edited(text: &str, edits: &[(prop::sample::Index, Option<u8>, bool)]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (place, byte, insert) in edits {
        let place = place.index(bytes.len());
        match (byte, insert) {
            (Some(byte), false) => bytes[place] = *byte,
            (Some(byte), true) => bytes.insert(place, *byte),
            (None, _) if bytes.len() > 1 => drop(bytes.remove(place)),
            (None, _) => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, Option<u8>, bool)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<Option<u8>>(), any::<bool>()), 1..6)
}

proptest! {
    #[test]
    fn no_bytes_make_a_loader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        load_and_check(&text);
        let _ = Credential::read(&text);
    }

    #[test]
    fn no_edit_of_a_sound_file_makes_a_loader_panic(edits in edits()) {
        load_and_check(&edited(&sound_file(), &edits));
        let _ = Credential::read(&edited(&made::outline(&[60, 40], 10, 2).to_string(), &edits));
    }
}

/// Every value of a document in turn replaced by each of these, none of which belongs there.
fn each_misfit(document: &Value, mut read: impl FnMut(&str)) {
    let misfits = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(u32::MAX),
        json!(u64::MAX),
        json!(1e308),
        json!(""),
        json!("\u{0}\"\\€"),
        json!("((((1"),
        json!([]),
        json!([[]]),
        json!({}),
    ];
    for pointer in pointers(document, String::new()) {
        for misfit in &misfits {
            let mut bent = document.clone();
            if let Some(place) = bent.pointer_mut(&pointer) {
                *place = misfit.clone();
            }
            read(&bent.to_string());
        }
    }
}

fn pointers(value: &Value, at: String) -> Vec<String> {
    let inside = match value {
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, value)| pointers(value, format!("{at}/{name}"))).collect()
        }
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(index, value)| pointers(value, format!("{at}/{index}"))).collect()
        }
        _ => Vec::new(),
    };
    [vec![at], inside].concat()
}

#[test]
fn no_value_in_a_wrong_place_makes_a_loader_panic() {
    each_misfit(&serde_json::from_str(&sound_file()).unwrap(), load_and_check);
    each_misfit(&made::outline(&[60, 40], 10, 2), |text| drop(Credential::read(text)));
}

#[test]
fn no_value_in_a_wrong_place_makes_a_query_panic() {
    let mut file: Value = serde_json::from_str(include_str!("../../fixtures/query-banks/cdi/items.json")).unwrap();
    let query = file["items"][1].take();
    file["items"] = json!([query]);
    each_misfit(&file, |text| {
        let (bank, _) = load("cdi", vec![made::text("made.json", text)]);
        for item in bank.entries.iter().filter_map(|entry| bank.item(entry)) {
            let Some(query) = item.query() else { continue };
            for model in &query.models {
                assert!(judge(query, &query.model(model)).percent <= 100);
            }
        }
    });
}
