//! What whole banks show, beside their bounds.
#![cfg(test)]

use practicum::bank::check::{Strictness, whole};
use practicum::bank::stats::{Measure, Reading, Stats, Verdict, measure};
use practicum::bank::{Credential, Finding, Severity, load};
use practicum::library::Library;
use serde_json::{Value, json};

use super::{check_all, lines};
use crate::made;

fn stats(credential: &Credential, items: &[Value]) -> Stats {
    let (bank, findings) = load("made", vec![made::text("made.json", made::file(items))]);
    assert_eq!(findings, []);
    measure(Some(credential), &Reading::new(&bank))
}

fn credential() -> Credential {
    made::credential(&[60, 40], 8, 2)
}

const SAME_LENGTH: [&str; 5] = ["herons", "eagles", "robins", "swifts", "ravens"];

/// A bank spread as it should be: keys in all places, levels and kinds by their shares.
fn sound(count: usize) -> Vec<Value> {
    let item = |number: usize| {
        let task = format!("{}.{}", number % 2 + 1, number / 2 % 3 + 1);
        let id = format!("made-{number}");
        let mut item = if number % 10 == 9 { made::multi(&id, &task) } else { made::item(&id, &task) };
        item["topic"] = json!(format!("topic {}", number % 40));
        item["level"] = json!(["recall", "application", "analysis", "application"][number / 2 % 4]);
        item["angoff"] = json!([0.45, 0.6, 0.7, 0.85][number / 3 % 4]);
        made::turned(item, (number as u32).wrapping_mul(2_654_435_761) as usize >> 20)
    };
    (0..count).map(item).collect()
}

#[track_caller]
fn find<'a>(stats: &'a Stats, name: &str) -> &'a Measure {
    stats.whole().unwrap().measures.iter().find(|measure| measure.name == name).unwrap()
}

/// The measures that a bank fails.
fn outside(stats: &Stats) -> Vec<&str> {
    let measures = &stats.whole().unwrap().measures;
    measures.iter().filter(|measure| measure.verdict == Verdict::Outside).map(|measure| measure.name).collect()
}

/// The sound bank after a change of each item.
fn changed(change: impl Fn(usize, &mut Value)) -> Stats {
    let mut items = sound(240);
    items.iter_mut().enumerate().for_each(|(number, item)| change(number, item));
    stats(&credential(), &items)
}

/// Gives the options of an item these texts by whether they are the key.
fn texts(item: &mut Value, text: impl Fn(bool, usize) -> String) {
    for (place, option) in item["options"].as_array_mut().unwrap().iter_mut().enumerate() {
        let key = option["key"] == json!(true);
        option["text"] = json!(text(key, place));
    }
}

#[test]
fn a_sound_bank_holds() {
    assert_eq!(outside(&changed(|_, item| texts(item, |_, place| SAME_LENGTH[place].to_owned()))), [""; 0]);
}

#[test]
fn each_measure_is_broken_by_what_it_measures() {
    #[track_caller]
    fn breaks(names: &[&str], change: impl Fn(usize, &mut Value)) {
        let stats = changed(change);
        let outside = outside(&stats);
        for name in names {
            assert!(outside.contains(name), "{name} is not among {outside:?}");
        }
    }
    let words = |key: &'static str, other: &'static str| {
        move |_: usize, item: &mut Value| {
            texts(item, |is_key, place| format!("{} {place}", if is_key { key } else { other }));
        }
    };
    breaks(
        &[
            "bank-key-longest",
            "bank-key-longest-by-far",
            "bank-length-ratio",
            "bank-guess-longest",
            "bank-guess-not-shortest",
            "bank-guess-learned",
            "bank-guess-vote",
        ],
        |_, item| {
            texts(item, |key, place| if key { format!("a long enough answer {place}") } else { "x".repeat(8 + place) });
        },
    );
    breaks(&["bank-key-shortest", "bank-guess-shortest", "bank-guess-not-longest"], |_, item| {
        texts(item, |key, place| if key { "key".to_owned() } else { "x".repeat(8 + place) });
    });
    breaks(&["bank-guess-middle-length"], |_, item| {
        texts(item, |key, place| if key { "middling".to_owned() } else { "x".repeat([4, 12, 5, 13, 6][place]) });
    });
    breaks(&["bank-guess-hedges"], words("perhaps it may", "perhaps to do"));
    breaks(&["bank-guess-no-absolutes"], words("them or some", "them or only"));
    breaks(&["bank-guess-odd"], words("quantity", "sparrows"));
    breaks(&["bank-guess-convergence"], |_, item| {
        texts(item, |key, place| {
            if key {
                "sparrow eagle heron".into()
            } else {
                ["sparrow", "eagle", "heron", "sparrow", "eagle"][place].into()
            }
        });
    });
    breaks(&["bank-guess-echo"], |_, item| {
        item["stem"] = json!(format!("{} One mentions sparrows?", item["stem"].as_str().unwrap()));
        texts(item, |key, place| if key { format!("sparrows {place}") } else { format!("quantity {place}") });
    });
    breaks(&["bank-guess-middle-number"], |number, item| {
        item["options"].as_array_mut().unwrap().truncate(4);
        let middle = 1 + number % 2;
        item["kind"] = json!("single");
        item.as_object_mut().unwrap().remove("choose");
        for (place, option) in item["options"].as_array_mut().unwrap().iter_mut().enumerate() {
            *option =
                json!({ "text": format!("{} days", 10 * (place + 1)), "why": "So it is.", "key": place == middle });
        }
    });
    breaks(&["bank-multi-word"], |_, item| {
        texts(item, |key, place| {
            if key {
                format!("sparrow {place}")
            } else {
                format!("{} {place}", ["heron", "eagle", "robin", "swift", "finch"][place])
            }
        });
    });
}

#[test]
fn the_spread_of_a_bank_is_held_too() {
    #[track_caller]
    fn breaks(name: &str, change: impl Fn(usize, &mut Value)) {
        let stats = changed(change);
        assert!(outside(&stats).contains(&name), "{name} is not among {:?}", outside(&stats));
    }
    breaks("bank-level-recall", |_, item| item["level"] = json!("recall"));
    breaks("bank-level-application", |_, item| item["level"] = json!("recall"));
    breaks("bank-level-analysis", |_, item| item["level"] = json!("analysis"));
    breaks("bank-topic-share", |number, item| {
        if number < 10 {
            item["topic"] = json!("one topic");
        }
    });
    breaks("bank-task-items", |_, item| {
        if item["task"] == "1.3" {
            item["task"] = json!("1.1");
        }
    });
    breaks("bank-angoff-mean", |_, item| item["angoff"] = json!(0.5));
    breaks("bank-angoff-sd", |_, item| item["angoff"] = json!(0.7));
    breaks("bank-forbidden", |number, item| {
        if number == 0 {
            item["options"][0]["text"] = json!("All of the above");
        }
    });
    breaks("bank-negative", |number, item| {
        if number < 10 {
            item["stem"] = json!(format!("{} Which is NOT so?", item["stem"].as_str().unwrap()));
        }
    });
    breaks("bank-duplicates", |number, item| {
        if number < 2 {
            item["stem"] = json!("The very same words in two items of one bank, to the last.");
        }
    });
    breaks("bank-primary-source", |number, item| {
        if number == 0 {
            item["sources"][0]["cite"] = json!("A practice test");
        }
    });
    let stats =
        stats(&credential(), &sound(240).into_iter().filter(|item| item["kind"] == "single").collect::<Vec<_>>());
    assert!(outside(&stats).contains(&"bank-multi-share"));
    let first: Vec<Value> = (0..240).map(|number| made::item(&format!("made-{number}"), "1.1")).collect();
    let stats = super::whole::stats(&credential(), &first);
    assert!(["bank-key-letter", "bank-key-run"].iter().all(|name| outside(&stats).contains(name)));
}

#[test]
fn a_small_bank_is_left_open_and_an_own_one_advised() {
    let longest = |count: usize| {
        let mut items = sound(count);
        for item in &mut items {
            texts(item, |key, place| if key { format!("a long enough answer {place}") } else { "x".repeat(8 + place) });
        }
        stats(&credential(), &items)
    };
    assert_eq!(find(&longest(199), "bank-key-longest").verdict, Verdict::Few);
    assert_eq!(whole(&longest(199), Strictness::BuiltIn), []);
    let severity = |strictness| {
        let findings: Vec<Finding> = whole(&longest(200), strictness);
        findings.iter().find(|finding| finding.rule == "bank-key-longest").unwrap().severity
    };
    assert_eq!((severity(Strictness::BuiltIn), severity(Strictness::Own)), (Severity::Error, Severity::Advice));
    // No rating is changed to please a check.
    let low = changed(|_, item| item["angoff"] = json!(0.5));
    let findings = whole(&low, Strictness::BuiltIn);
    assert!(
        findings
            .iter()
            .filter(|finding| finding.rule.starts_with("bank-angoff"))
            .all(|f| f.severity == Severity::Advice)
    );
}

#[test]
fn ties_and_codes_and_numbers_say_nothing_of_length() {
    let same = changed(|_, item| texts(item, |_, place| SAME_LENGTH[place].to_owned()));
    assert_eq!(find(&same, "bank-key-longest").n, 0);
    assert!((find(&same, "bank-guess-longest").value - 0.25).abs() < 1e-9);
    let codes =
        changed(|_, item| texts(item, |_, place| ["N30.00", "T81.42XA", "A41.51", "0DTN4ZZ", "I10"][place].into()));
    assert_eq!((find(&codes, "bank-guess-longest").n, find(&codes, "bank-guess-echo").n), (0, 0));
    let numbers = changed(|_, item| texts(item, |_, place| format!("{} days", 10_usize.pow(place as u32))));
    assert_eq!(find(&numbers, "bank-guess-longest").n, 0);
    assert!(find(&numbers, "bank-guess-echo").n > 200);
}

#[test]
fn banks_of_no_item_and_of_one_are_measured_too() {
    for items in [vec![], vec![made::item("made-1", "1.1")], vec![made::multi("made-1", "1.1")]] {
        let stats = stats(&credential(), &items);
        for scope in &stats.scopes {
            assert!(scope.measures.iter().all(|measure| measure.value.is_finite()), "{scope:?}");
        }
        assert_eq!(whole(&stats, Strictness::BuiltIn).iter().filter(|f| f.severity == Severity::Error).count(), 0);
    }
}

#[test]
fn the_built_in_banks_have_no_error() {
    let library = Library::with_folders(Vec::new());
    for name in library.credentials() {
        let shelf = library.open(&name).unwrap();
        assert_eq!(lines(&shelf.findings), [""; 0]);
        let mut findings = check_all(&shelf.credential, &shelf.bank).findings;
        let stats = measure(Some(&shelf.credential), &Reading::new(&shelf.bank));
        findings.extend(whole(&stats, Strictness::BuiltIn));
        findings.retain(|finding| finding.severity == Severity::Error);
        assert_eq!(lines(&findings), [""; 0]);
    }
}
