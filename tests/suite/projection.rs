//! What follows from the log: each change ends where making it all anew would, and a kill loses nothing.
#![cfg(test)]

use std::fs;

use practicum::bank::ItemId;
use practicum::exam::{Certainty, Drill, drill};
use practicum::store::{DATABASE, SittingId, Store};
use proptest::collection::vec;
use proptest::prelude::*;
use rusqlite::Connection;

use crate::machine::{Deed, ITEMS, Machine, deed};

/// Position, options and certainty of every answer that the record has of a sitting.
fn answers(store: &Store, id: SittingId) -> Vec<(u32, u8, Certainty)> {
    let all = ITEMS.iter().flat_map(|item| store.answers_to("made", &ItemId::new(item)).unwrap());
    let of_this = all.filter(|answer| answer.sitting == id);
    let mut answers: Vec<_> =
        of_this.map(|answer| (answer.position - 1, answer.chosen.bits(), answer.certainty)).collect();
    answers.sort_by_key(|answer| answer.0);
    answers
}

/// Every answer that a drill's log has locked.
fn locked(store: &Store, id: SittingId) -> Vec<(u32, u8, Certainty)> {
    let stored = store.drill(id).unwrap();
    let drill = Drill::replay(stored.form, &stored.log);
    let turns = drill.turns().iter().enumerate();
    turns
        .filter_map(|(turn, place)| {
            let answer = place.answer.as_ref()?;
            Some((turn as u32, answer.given.options().bits(), answer.certainty))
        })
        .collect()
}

fn commands() -> Vec<drill::Command> {
    let lock = |option: usize, certainty| drill::Command::Lock {
        given: [option].into_iter().collect::<practicum::bank::OptionSet>().into(),
        certainty,
    };
    vec![
        drill::Command::Show,
        lock(0, Certainty::Sure),
        drill::Command::Doubt,
        drill::Command::Show,
        lock(2, Certainty::NotSaid),
        drill::Command::Again { options: vec![3, 2, 1, 0] },
        drill::Command::Show,
        drill::Command::Pass,
        drill::Command::Show,
        lock(1, Certainty::Unsure),
    ]
}

#[test]
fn a_kill_at_any_point_of_a_drill_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut machine = Machine::with(Store::open(home.path()).unwrap(), "here");
    let id = machine.begin_drill();
    let stored = machine.store.drill(id).unwrap();
    let (items, mut drill) = (stored.items, Drill::new(stored.form));
    let mut seq = 0;
    for command in commands() {
        let event = drill.decide(command).unwrap();
        seq = machine.drill_event(id, &mut drill, &items, seq, event);
        // The files as a killed program leaves them.
        let copy = tempfile::tempdir().unwrap();
        for name in [DATABASE, "practicum.db-wal"] {
            fs::copy(home.path().join(name), copy.path().join(name)).unwrap();
        }
        let mut left = Store::open(copy.path()).unwrap();
        assert_eq!(left.drill(id).unwrap().log.len(), seq);
        assert_eq!(answers(&left, id), locked(&left, id));
        assert_eq!(answers(&left, id).len(), drill.answered());
        assert!(left.rebuild().unwrap().same);
        assert_eq!(left.unfinished().unwrap()[0].id, id);
    }
    assert_eq!(answers(&machine.store, id).len(), 3);
}

#[test]
fn a_log_cut_at_any_place_gives_the_answers_that_it_still_holds() {
    let home = tempfile::tempdir().unwrap();
    let mut machine = Machine::with(Store::open(home.path()).unwrap(), "here");
    let id = machine.begin_drill();
    let answers_given = [(0, Certainty::Sure), (1, Certainty::NotSaid), (2, Certainty::Unsure), (0, Certainty::Sure)];
    machine.drill(id, &answers_given, true);
    let whole = machine.store.drill(id).unwrap().log.len();
    drop(machine);
    for kept in (0..=whole).rev() {
        let connection = Connection::open(home.path().join(DATABASE)).unwrap();
        connection.execute("DELETE FROM event WHERE seq >= ?1", [kept as i64]).unwrap();
        drop(connection);
        let mut store = Store::open(home.path()).unwrap();
        let rebuilt = store.rebuild().unwrap();
        assert_eq!((rebuilt.unreadable, rebuilt.answers as usize), (0, locked(&store, id).len()));
        assert_eq!(answers(&store, id), locked(&store, id));
    }
}

#[test]
fn a_sitting_that_cannot_be_read_is_counted_and_stays() {
    let home = tempfile::tempdir().unwrap();
    let mut machine = Machine::with(Store::open(home.path()).unwrap(), "here");
    machine.does(&Deed::Drill { answers: vec![(0, Certainty::Sure)], ends: true });
    machine.does(&Deed::Mock { answers: vec![0, 1, 0, 0, 0], ends: true });
    drop(machine);
    let connection = Connection::open(home.path().join(DATABASE)).unwrap();
    connection.execute("UPDATE form SET json = '{}' WHERE sitting = 1", []).unwrap();
    drop(connection);
    let mut store = Store::open(home.path()).unwrap();
    let rebuilt = store.rebuild().unwrap();
    assert_eq!((rebuilt.sittings, rebuilt.unreadable, rebuilt.same), (2, 1, false));
    assert!(store.rebuild().unwrap().same);
    let mut out = Vec::new();
    let exported = store.export(&mut out).unwrap();
    assert_eq!(exported.sittings, 1);
    assert_eq!(exported.left_out.len(), 1, "{:?}", exported.left_out);
    assert!(exported.left_out[0].starts_with("sitting 1: form"), "{:?}", exported.left_out);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn each_change_ends_where_making_it_all_anew_would(deeds in vec(deed(), 1..25)) {
        let mut machine = Machine::new("here");
        for deed in &deeds {
            machine.does(deed);
        }
        let rebuilt = machine.store.rebuild().unwrap();
        prop_assert!(rebuilt.same, "{rebuilt:?}");
        prop_assert_eq!(rebuilt.unreadable, 0);
        prop_assert!(machine.store.rebuild().unwrap().same);
    }
}
