//! What items say of each other, and what is accepted of them.
#![cfg(test)]

use serde_json::{Value, json};

use super::{breaks, check_all, findings, keeps, lines, single, with};
use crate::made;

fn found(items: &[Value]) -> String {
    lines(&findings(&[("made.json", made::file(items))])).join("\n")
}

#[test]
fn domains_and_tasks_are_those_of_the_outline() {
    keeps(&made::item("made-1", "2.3"));
    breaks(&made::item("made-1", "3.1"), "domain: MADE has no domain 3 [domain]");
    breaks(&made::item("made-1", "1.4"), "task: MADE has no task 1.4 [task]");
    breaks(&with(single(), [("/task", json!("2.1"))]), "task: task 2.1 is not a task of domain 1 [task]");
}

#[test]
fn enemies_are_other_items_that_are_there() {
    breaks(&with(single(), [("/enemies", json!(["made-9"]))]), "enemies: there is no item made-9 [enemies]");
    breaks(&with(single(), [("/enemies", json!(["made-1"]))]), "enemies: an item is its own enemy [enemies]");
    assert_eq!(found(&[with(single(), [("/enemies", json!(["made-2"]))]), made::item("made-2", "2.1")]), "");
}

#[test]
fn the_same_words_are_found_whatever_their_case_and_spaces() {
    let stem = single()["stem"].as_str().unwrap().to_uppercase().replace(' ', "  ");
    let same = with(made::item("made-2", "1.2"), [("/stem", json!(stem))]);
    assert_eq!(found(&[single(), same]), "made.json:3: error: made-2: stem: the same words as made-1 [duplicate]");
}

/// An item that has this many of the twenty words of its stem in common with `single`.
fn close(common: usize) -> Value {
    let stem = single()["stem"].as_str().unwrap().to_owned();
    let words = stem.split(' ').enumerate().map(|(place, word)| match place {
        place if place < common => word.to_owned(),
        place => format!("other{place}"),
    });
    with(made::item("made-2", "1.2"), [("/stem", json!(words.collect::<Vec<_>>().join(" ")))])
}

#[test]
fn nearly_the_same_words_are_a_duplicate_and_close_ones_are_enemies() {
    let others: Vec<Value> = (10..30).map(|number| made::item(&format!("made-{number}"), "2.1")).collect();
    let turned = |items: &[Value]| {
        let mut all = items.to_vec();
        all.extend(others.iter().enumerate().map(|(place, item)| made::turned(item.clone(), place)));
        found(&all)
    };
    let nearly = turned(&[single(), close(21)]);
    assert!(
        nearly.starts_with("made.json:3: error: made-2: stem: nearly the same words as made-1 (cosine 0.9"),
        "{nearly}"
    );
    let near = turned(&[single(), close(18)]);
    assert!(near.starts_with("made.json:3: error: made-2: stem: close to made-1 (cosine 0."), "{near}");
    assert!(near.ends_with("and a form could hold both [similar]"), "{near}");
    for (first, second) in [
        (single(), with(close(18), [("/enemies", json!(["made-1"]))])),
        (with(single(), [("/enemies", json!(["made-2"]))]), close(18)),
        (single(), close(8)),
    ] {
        assert_eq!(turned(&[first, second]), "");
    }
}

#[test]
fn a_key_stands_not_six_times_in_the_same_place() {
    let items = |count: usize| (0..count).map(|n| made::item(&format!("made-{n}"), "1.1")).collect::<Vec<_>>();
    assert_eq!(found(&items(5)), "");
    let expected = "error: made-5: options: the key stands in the same place for the 6th time in a row [key-run]";
    assert_eq!(found(&items(6)), format!("made.json:7: {expected}"));
    assert_eq!(found(&items(8)), format!("made.json:7: {expected}"));
    // A run ends with its file.
    let eight = items(8);
    let files = [("a.json", made::file(&eight[..4])), ("b.json", made::file(&eight[4..]))];
    assert_eq!(lines(&findings(&files)), [""; 0]);
}

#[test]
fn a_finding_can_be_accepted_with_its_reason() {
    let negative = with(single(), [("/stem", json!("Of ten acts of a clerk, which one is not hers to do?"))]);
    assert!(found(std::slice::from_ref(&negative)).ends_with("[negative]"));
    let accepted = with(negative, [("/accept", json!({ "negative": "it is the rule's own wording" }))]);
    keeps(&accepted);
    let checked = check_all(&made::credential(&[60, 40], 1, 0), &made::bank(&[accepted]));
    let accepted: Vec<(&str, &str)> =
        checked.accepted.iter().map(|accepted| (accepted.finding.rule, accepted.why.as_str())).collect();
    assert_eq!(accepted, [("negative", "it is the rule's own wording")]);
}

#[test]
fn nothing_is_accepted_that_is_not_found_and_nothing_without_a_reason() {
    let accepting = |accept: Value| with(single(), [("/accept", accept)]);
    breaks(
        &accepting(json!({ "negative": "it is meant so" })),
        "advice: accept.negative: nothing of this rule is found here [accept]",
    );
    breaks(&accepting(json!({ "negative": "" })), "accept.negative: empty [missing-field]");
    // What keeps an item from loading stays an error.
    breaks(
        &with(accepting(json!({ "level": "as hard as that" })), [("/level", json!("hard"))]),
        "level: 'hard' is no level [level]",
    );
    let duplicate = with(single(), [("/options/2/text", json!("The opposite"))]);
    keeps(&with(duplicate, [("/accept", json!({ "duplicate": "a test of the check itself" }))]));
}

#[test]
fn a_pair_that_is_accepted_is_no_pair_of_the_bank() {
    use practicum::bank::stats::{Reading, measure};
    let stem = json!({ "duplicate": "two readings of one rule" });
    let same = |accept: bool| {
        let item = with(made::item("made-2", "1.2"), [("/stem", single()["stem"].clone())]);
        if accept { with(item, [("/accept", stem.clone())]) } else { item }
    };
    for (accept, pairs) in [(false, 1.0), (true, 0.0)] {
        let bank = made::bank(&[single(), same(accept)]);
        let stats = measure(None, &Reading::new(&bank));
        let measure = stats.whole().unwrap().measures.iter().find(|measure| measure.name == "bank-duplicates").unwrap();
        assert!((measure.value - pairs).abs() < 1e-9);
    }
}
