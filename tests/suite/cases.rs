//! Cases: whole on a form or not at all, asked in their order, and what an item that waits for others does.
#![cfg(test)]

use std::collections::HashMap;
use std::path::Path;

use practicum::bank::load::BankText;
use practicum::bank::{Bank, OptionSet, load};
use practicum::exam::{Blueprint, Command, Event, Exposure, Form, Length, Logged, Refusal, Sitting, Timing};
use practicum::library::Library;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made;

/// Single items of two domains, and cases of so many items each, in one of the two.
fn bank(singles: u32, cases: &[(u32, u32)]) -> Bank {
    let alone = (1..=2).flat_map(|domain| {
        (0..singles).map(move |n| made::item(&format!("alone-{domain}-{n}"), &format!("{domain}.{}", n % 3 + 1)))
    });
    let mut items: Vec<Value> = alone.collect();
    let mut documents = Vec::new();
    for (number, (domain, count)) in cases.iter().enumerate() {
        let ids: Vec<String> = (1..=*count).map(|place| format!("case-{number}-{place}")).collect();
        for (place, id) in ids.iter().enumerate() {
            let mut item = made::item(id, &format!("{domain}.1"));
            item["case"] = json!(format!("case-{number}"));
            if place + 1 == ids.len() && place > 0 {
                item["after"] = json!([ids[0]]);
            }
            items.push(item);
        }
        documents.push(json!({
            "id": format!("case-{number}"), "title": "A case", "items": ids,
            "documents": [{ "id": "note", "title": "Note", "text": "What the note says." }],
        }));
    }
    let file = json!({ "format": 1, "credential": "made", "items": items, "cases": documents });
    let (bank, findings) = load("made", vec![BankText { name: "made.json".into(), text: file.to_string().into() }]);
    assert!(findings.is_empty(), "{findings:?}");
    bank
}

fn blueprint(items: u32) -> Blueprint {
    let credential = made::credential(&[60, 40], 24, 6);
    Blueprint::new(&credential, credential.outline(None).unwrap(), Length::Items(items), &[], Timing::Exam, None)
}

fn assemble(bank: &Bank, exposure: &Exposure, seed: u64) -> Form {
    Form::assemble(&blueprint(30), bank, exposure, seed).unwrap().0
}

/// The places of each case on a form.
fn places(form: &Form) -> HashMap<usize, Vec<usize>> {
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for (place, slot) in form.slots.iter().enumerate() {
        if let Some(case) = slot.case {
            places.entry(case).or_default().push(place);
        }
    }
    places
}

fn sit(exposure: &mut Exposure, form: &Form) {
    exposure.forms = form.number;
    for slot in &form.slots {
        *exposure.shown.entry(slot.item.clone()).or_default() += 1;
        exposure.last_form.insert(slot.item.clone(), form.number);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn cases_are_whole_together_and_in_order_and_quotas_stay_exact(
        singles in 18u32..40, cases in vec((1u32..3, 2u32..6), 0..7), seed: u64
    ) {
        let form = assemble(&bank(singles, &cases), &Exposure::default(), seed);
        for (domain, count) in form.quotas.iter().map(|quota| (&quota.domain, quota.items())) {
            prop_assert_eq!(form.slots.iter().filter(|slot| slot.domain == *domain).count() as u32, count);
        }
        prop_assert_eq!(form.scored(), 24);
        for (case, places) in places(&form) {
            let id = &form.cases[case].id;
            let items: Vec<&str> = places.iter().map(|place| form.slots[*place].item.as_str()).collect();
            let expected: Vec<String> = (1..=items.len()).map(|place| format!("{id}-{place}")).collect();
            prop_assert_eq!(items, expected);
            prop_assert_eq!(places[places.len() - 1] - places[0] + 1, places.len());
            let number: usize = id["case-".len()..].parse().unwrap();
            prop_assert_eq!(places.len(), cases[number].1 as usize);
            prop_assert!(places.iter().all(|place| form.slots[*place].scored));
        }
    }

    #[test]
    fn a_form_holds_as_many_case_items_as_the_banks_share_give_or_take_half_a_case(
        singles in 20u32..40, cases in vec((1u32..3, 3u32..5), 2..8), seed: u64
    ) {
        let form = assemble(&bank(singles, &cases), &Exposure::default(), seed);
        let in_cases: u32 = cases.iter().map(|(_, count)| count).sum();
        let share = f64::from(in_cases) / f64::from(in_cases + 2 * singles);
        let there = form.slots.iter().filter(|slot| slot.case.is_some()).count() as f64;
        prop_assert!((there - share * 30.0).abs() <= 3.0, "{there} of {}", share * 30.0);
    }
}

#[test]
fn three_forms_repeat_no_case_while_there_are_fresh_ones() {
    let bank = bank(80, &[(1, 3), (2, 3), (1, 3), (2, 3), (1, 3), (2, 3)]);
    let mut exposure = Exposure::default();
    let mut seen: Vec<String> = Vec::new();
    for seed in 0..3 {
        let form = assemble(&bank, &exposure, seed);
        assert!(!form.cases.is_empty());
        seen.extend(form.cases.iter().map(|case| case.id.clone()));
        sit(&mut exposure, &form);
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "a case came twice");
}

#[test]
fn a_stale_case_waits_while_single_items_are_fresh() {
    let bank = bank(80, &[(1, 3), (2, 3)]);
    let mut exposure = Exposure::default();
    let first = assemble(&bank, &exposure, 1);
    sit(&mut exposure, &first);
    let second = assemble(&bank, &exposure, 2);
    sit(&mut exposure, &second);
    let third = assemble(&bank, &exposure, 3);
    assert_eq!(first.cases.len() + second.cases.len(), 2);
    assert_eq!(third.cases, [], "all cases were seen, and many items were not");
}

/// A sitting on a form of one case of three items and single items around it.
fn sitting() -> (Sitting, Vec<usize>) {
    let form = assemble(&bank(20, &[(1, 3), (1, 3)]), &Exposure::default(), 5);
    let case = places(&form).remove(&0).unwrap();
    (Sitting::new(form), case)
}

#[track_caller]
fn carry_out(sitting: &mut Sitting, command: Command) {
    let event = sitting.decide(command).unwrap();
    sitting.apply(&Logged { active_ms: 0, wall_ms: 0, event });
}

#[test]
fn an_item_opens_when_what_comes_before_it_was_seen_and_is_locked() {
    let (mut sitting, case) = sitting();
    let [first, second, last] = case[..] else { panic!("{case:?}") };
    assert_eq!(sitting.decide(Command::Show(last)), Err(Refusal::Later { item: last, first }));
    carry_out(&mut sitting, Command::Show(first));
    carry_out(&mut sitting, Command::Choose(1));
    carry_out(&mut sitting, Command::Show(second));
    assert_eq!(sitting.decide(Command::Show(last)), Err(Refusal::Locks { item: last }));
    assert_eq!(sitting.to_lock(last).collect::<Vec<_>>(), [first]);
    carry_out(&mut sitting, Command::Lock(first));
    carry_out(&mut sitting, Command::Show(last));
    carry_out(&mut sitting, Command::Show(first));
    for command in [Command::Choose(0), Command::Clear, Command::Undo, Command::Strike(2)] {
        assert_eq!(sitting.decide(command), Err(Refusal::Locked));
    }
    carry_out(&mut sitting, Command::Flag);
    carry_out(&mut sitting, Command::Show(second));
    carry_out(&mut sitting, Command::Choose(2));
}

#[test]
fn a_locked_answer_stands_whatever_a_log_says_after_it() {
    let (mut sitting, case) = sitting();
    carry_out(&mut sitting, Command::Show(case[0]));
    carry_out(&mut sitting, Command::Choose(1));
    carry_out(&mut sitting, Command::Lock(case[0]));
    let options = OptionSet::EMPTY.with(0);
    for event in [Event::Answered { at: case[0], options }, Event::Undone { at: case[0] }] {
        sitting.apply(&Logged { active_ms: 0, wall_ms: 0, event });
    }
    assert_eq!(sitting.response(case[0]).answer, OptionSet::EMPTY.with(1));
}

#[test]
fn a_form_of_version_1_has_no_cases() {
    let (sitting, _) = sitting();
    let mut json = serde_json::to_value(sitting.form()).unwrap();
    json.as_object_mut().unwrap().remove("cases");
    json["version"] = json!(1);
    for slot in json["slots"].as_array_mut().unwrap() {
        slot.as_object_mut().unwrap().retain(|field, _| field != "case" && field != "after");
    }
    let form: Form = serde_json::from_value(json).unwrap();
    assert!(form.cases.is_empty() && form.slots.iter().all(|slot| slot.case.is_none()));
}

#[test]
fn the_fixture_bank_is_sound() {
    let library = Library::only(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/case-banks"));
    let shelf = library.open("desk").unwrap();
    assert!(shelf.findings.is_empty(), "{:?}", shelf.findings);
    assert_eq!(shelf.bank.case_units().len(), 1);
}
