//! Numbers and orders in drills: the log, the marks, what is kept of them, and what tells of them afterwards.
#![cfg(test)]

use practicum::bank::{Bank, Given, Item, Number};
use practicum::exam::drill::{Command, Event, Refusal};
use practicum::exam::drilled::drilled;
use practicum::exam::form::{Asks, DrillBlueprint, Wording};
use practicum::exam::{Blueprint, Certainty, Drill, Ending, Exposure, Form, Length, Logged, Timing};
use practicum::store::{Kind, NewSitting, SittingId, Store};
use practicum::study::log::{Marked, of_turn};
use practicum::study::target::guess_chance;
use proptest::prelude::*;

use crate::made;

const AT_MS: i64 = 1_790_000_000_000;

fn bank() -> Bank {
    let mut items = vec![made::numeric("made-1", "1.1"), made::order("made-2", "2.1"), made::item("made-3", "1.2")];
    items.extend((4..16).map(|id| made::item(&format!("made-{id}"), if id % 2 == 0 { "1.3" } else { "2.2" })));
    made::bank(&items)
}

/// The number, the order, and a choice.
fn form(seed: u64) -> (Form, Vec<Wording>, Vec<Option<Item>>) {
    let (bank, credential) = (bank(), made::credential(&[50, 50], 10, 0));
    let outline = credential.outline(None).unwrap();
    let blueprint =
        DrillBlueprint { credential: &credential, outline, name: "weak drill", minutes: None, number: 1, seed };
    let entries: Vec<_> = bank.entries.iter().take(3).collect();
    let (form, wordings) = Form::of_drill(&blueprint, &bank, &entries);
    (form, wordings, entries.iter().map(|entry| bank.item(entry)).collect())
}

fn number(text: &str) -> Given {
    Given::Number(Number::written(text).unwrap())
}

fn lock(given: Given) -> Command {
    Command::Lock { given, certainty: Certainty::Sure }
}

/// A drill to which these were given, one an item, half a minute each.
fn answered(form: Form, given: &[Given]) -> (Drill, Vec<Logged<Event>>) {
    let (mut drill, mut log) = (Drill::new(form), Vec::new());
    for (place, given) in given.iter().enumerate() {
        for (command, seconds) in [(Command::Show, 0), (lock(given.clone()), 30)] {
            let event = drill.decide(command).unwrap();
            let active_ms = (place as u64 * 30 + seconds) * 1_000;
            let logged = Logged { active_ms, wall_ms: AT_MS + active_ms.cast_signed(), event };
            drill.apply(&logged);
            log.push(logged);
        }
    }
    (drill, log)
}

#[test]
fn a_slot_says_what_it_asks_for() {
    let (form, ..) = form(7);
    let asks: Vec<Asks> = form.slots.iter().map(practicum::exam::Slot::asks).collect();
    assert_eq!(asks, [Asks::Number, Asks::Order, Asks::Options]);
    let chance = |at: usize| guess_chance(form.slots[at].options.len(), usize::from(form.slots[at].choose));
    assert!(chance(0).abs() < 1e-12 && (chance(1) - 0.8 / 24.0).abs() < 1e-12 && (chance(2) - 0.2).abs() < 1e-12);
}

#[test]
fn forms_never_hold_them() {
    let (bank, credential) = (bank(), made::credential(&[50, 50], 10, 0));
    let drawable = bank.entries.iter().filter(|entry| entry.drawable).count();
    assert_eq!((bank.entries.len(), drawable), (15, 13));
    assert!(bank.entries.iter().all(|entry| entry.drilled) && bank.case_units().is_empty());
    for seed in 0..30 {
        let outline = credential.outline(None).unwrap();
        let blueprint = Blueprint::new(&credential, outline, Length::Full, &[], Timing::Exam, None);
        let (form, _) = Form::assemble(&blueprint, &bank, &Exposure::default(), seed).unwrap();
        assert!(form.slots.iter().all(|slot| slot.asks() == Asks::Options));
    }
}

#[test]
fn an_answer_of_another_kind_is_refused_and_passed_over() {
    let (form, ..) = form(7);
    let steps = Given::Steps(vec![0, 1, 2, 3]);
    let mut drill = Drill::new(form);
    drill.apply(&Logged { active_ms: 0, wall_ms: AT_MS, event: Event::Shown { turn: 0 } });
    for given in [steps.clone(), Given::Options([0].into_iter().collect())] {
        assert_eq!(drill.decide(lock(given)), Err(Refusal::Unfit));
    }
    let before = drill.clone();
    let event = Event::Ordered { turn: 0, steps: vec![0, 1, 2, 3], certainty: Certainty::Sure };
    drill.apply(&Logged { active_ms: 0, wall_ms: AT_MS, event });
    assert_eq!(drill, before);
    drill.apply(&Logged { active_ms: 0, wall_ms: AT_MS, event: Event::Shown { turn: 1 } });
    for steps in [vec![], vec![0, 1, 2], vec![0, 1, 2, 2], vec![0, 1, 2, 4]] {
        assert_eq!(drill.decide(lock(Given::Steps(steps))), Err(Refusal::Unfit));
    }
    assert!(matches!(drill.decide(lock(steps)), Ok(Event::Ordered { turn: 1, .. })));
}

#[test]
fn events_are_written_as_people_would() {
    let json = |event: &Event| serde_json::to_string(event).unwrap();
    let Given::Number(typed) = number("2.80") else { unreachable!() };
    assert_eq!(
        json(&Event::Typed { turn: 3, number: typed, certainty: Certainty::NotSaid }),
        r#"{"event":"typed","turn":3,"number":"2.80","certainty":"not-said"}"#
    );
    assert_eq!(
        json(&Event::Ordered { turn: 4, steps: vec![1, 0, 2, 3], certainty: Certainty::Sure }),
        r#"{"event":"ordered","turn":4,"steps":[1,0,2,3],"certainty":"sure"}"#
    );
    let old = r#"{"event":"answered","turn":0,"options":2,"certainty":"unsure"}"#;
    assert!(matches!(serde_json::from_str(old).unwrap(), Event::Answered { turn: 0, .. }));
}

fn marked(given: &[Given]) -> Vec<Marked> {
    let (form, _, items) = form(7);
    let (drill, _) = answered(form, given);
    (0..given.len()).filter_map(|turn| of_turn(&drill, turn, items[turn].as_ref()?)).collect()
}

#[test]
fn answers_are_marked_and_weigh_by_what_they_can_be_guessed() {
    let right = marked(&[number("2.86"), Given::Steps(vec![0, 1, 2, 3])]);
    assert!(right.iter().all(|marked| marked.right && marked.counts));
    let wrong = marked(&[number("2.85"), Given::Steps(vec![1, 0, 2, 3])]);
    assert!(wrong.iter().all(|marked| !marked.right && marked.chosen.is_empty()));
    let shape: Vec<_> = wrong.iter().map(|marked| (marked.options, marked.choose)).collect();
    assert_eq!(shape, [(0, 1), (4, 4)]);
}

fn begun(store: &mut Store) -> (SittingId, Form, Vec<Option<Item>>) {
    let (form, wordings, items) = form(7);
    let new = NewSitting {
        uid: "00000000000000000000000000000001".to_owned(),
        kind: Kind::Drill,
        form: &form,
        wordings: &wordings,
        wall_ms: AT_MS,
    };
    (store.begin(&new).unwrap(), form, items)
}

#[test]
fn the_record_keeps_them_schedules_them_and_makes_them_again() {
    let mut store = Store::in_memory().unwrap();
    let (id, form, items) = begun(&mut store);
    let given = [number("2.85"), Given::Steps(vec![0, 1, 2, 3])];
    let (drill, log) = answered(form, &given);
    let marked: Vec<Marked> = (0..2).filter_map(|turn| of_turn(&drill, turn, items[turn].as_ref()?)).collect();
    store.append_drill(id, &drill, 0, &log, &marked).unwrap();
    let kept = store.drill(id).unwrap();
    assert_eq!(Drill::replay(kept.form, &kept.log), drill);
    let known = store.recollections("made").unwrap();
    let rights: Vec<_> = items[..2].iter().flatten().map(|item| known[&item.id].recollection.last_right).collect();
    assert_eq!(rights, [false, true]);
    assert!(store.rebuild().unwrap().same);
}

#[test]
fn they_go_out_and_come_in_again() {
    let mut store = Store::in_memory().unwrap();
    let (id, form, items) = begun(&mut store);
    let (drill, log) = answered(form, &[number("2.870"), Given::Steps(vec![1, 0, 2, 3])]);
    let marked: Vec<Marked> = (0..2).filter_map(|turn| of_turn(&drill, turn, items[turn].as_ref()?)).collect();
    store.append_drill(id, &drill, 0, &log, &marked).unwrap();
    let mut document = Vec::new();
    store.export(&mut document).unwrap();
    let mut other = Store::in_memory().unwrap();
    assert_eq!(other.import(&document).unwrap().new, 1);
    let id = other.sittings(None).unwrap()[0].id;
    let kept = other.drill(id).unwrap();
    assert_eq!(Drill::replay(kept.form, &kept.log), drill);
    let mut again = Vec::new();
    other.export(&mut again).unwrap();
    assert_eq!(again, document);
}

#[test]
fn a_report_says_what_was_given_and_what_is_right() {
    let (form, _, items) = form(7);
    let given = [number("2.85"), Given::Steps(vec![1, 0, 2, 3]), Given::Options([0].into_iter().collect())];
    let (drill, _) = answered(form, &given);
    let json = serde_json::to_value(drilled(&drill, &items)).unwrap();
    assert_eq!(
        json[0]["number"],
        serde_json::json!({
            "given": "2.85", "right": "2.87", "unit": "%", "tolerance": "0.01",
            "recognized": "Early losses left the numerator only.", "formula": "24 / 835 × 100"
        })
    );
    assert_eq!((&json[0]["outcome"], &json[0]["certainty"]), (&"wrong".into(), &"sure".into()));
    let step = &json[1]["steps"][0];
    assert_eq!((&step["place"], &step["given"], &step["text"]), (&1.into(), &2.into(), &"The first step".into()));
    assert!(json[0].get("steps").is_none() && json[1].get("number").is_none());
    assert!(json[2].get("steps").is_none() && json[2]["options"].as_array().unwrap().len() == 4);
}

proptest! {
    #[test]
    fn steps_are_never_shown_in_the_right_order(seed in any::<u64>(), turn in 0usize..40) {
        let (form, _, items) = form(seed);
        let slot = &form.slots[1];
        let mut sorted = slot.options.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, [0, 1, 2, 3]);
        prop_assert!(!slot.options.is_sorted());
        let again = form.options_again(slot, turn, items[1].as_ref().unwrap());
        prop_assert!(!again.is_sorted());
    }

    #[test]
    fn replay_is_the_drill_wherever_the_log_is_cut(
        text in "-?[0-9]{1,6}(\\.[0-9]{1,4})?", order in Just(vec![0u8, 1, 2, 3]).prop_shuffle(), ends in any::<bool>(),
    ) {
        let (form, ..) = form(7);
        let (mut drill, mut log) = answered(form.clone(), &[number(&text), Given::Steps(order)]);
        if ends {
            let event = Event::Ended { how: Ending::Candidate };
            log.push(Logged { active_ms: 99_000, wall_ms: AT_MS, event });
            drill.apply(&log[log.len() - 1]);
        }
        let written: Vec<Logged<Event>> =
            log.iter().map(|one| serde_json::from_str(&serde_json::to_string(one).unwrap()).unwrap()).collect();
        for cut in 0..=log.len() {
            let mut resumed = Drill::replay(form.clone(), &written[..cut]);
            log[cut..].iter().for_each(|one| resumed.apply(one));
            prop_assert_eq!(&resumed, &drill);
        }
    }
}
