//! Records of earlier versions: upgraded after a copy, and read the same forever.
#![cfg(test)]

use std::fs;
use std::path::Path;

use practicum::bank::{ItemId, OptionSet};
use practicum::exam::report::Report;
use practicum::exam::{Certainty, Drill, Ending, Event, Exposure, Sitting, drill};
use practicum::store::{DATABASE, Kind, SittingId, Store};
use practicum::study::recollection::DAY_MS;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::machine::{MORNING, Machine};

/// A home with a record that an earlier program wrote.
fn home(fixture: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
    fs::copy(path, home.path().join(DATABASE)).unwrap();
    home
}

fn version(path: &Path) -> i64 {
    let connection = Connection::open(path).unwrap();
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

#[test]
fn an_upgrade_leaves_a_copy_of_the_record_as_it_was() {
    let home = home("record-v1.db");
    let copy = home.path().join("practicum-before-version-3.db");
    // What a copy left that was cut off.
    fs::write(home.path().join("practicum-before-version-3.db.unfinished"), "half a copy").unwrap();
    let store = Store::open(home.path()).unwrap();
    assert_eq!(store.read_only(), None);
    drop(store);
    assert_eq!((version(&copy), version(&home.path().join(DATABASE))), (1, 3));
    let left: Vec<String> =
        fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.ends_with(".unfinished")), "{left:?}");

    // The copy is a record of its own: put back, it is upgraded again, with the copy still in its place.
    fs::copy(&copy, home.path().join(DATABASE)).unwrap();
    let store = Store::open(home.path()).unwrap();
    assert_eq!((store.read_only(), store.sittings(None).unwrap().len()), (None, 2));
    assert_eq!(version(&copy), 1);
}

#[test]
fn an_older_record_is_looked_at_without_being_touched() {
    let home = home("record-v1.db");
    let before = fs::read(home.path().join(DATABASE)).unwrap();
    let looking = Store::open_read_only(home.path(), "only looking".to_owned()).unwrap();
    let mut out = Vec::new();
    assert_eq!(looking.export(&mut out).unwrap().sittings, 2);
    assert!(fs::read(home.path().join(DATABASE)).unwrap() == before);
    let upgraded = Machine::with(Store::open(home.path()).unwrap(), "here");
    assert_eq!(String::from_utf8(out).unwrap(), upgraded.document());
    assert_eq!(upgraded.store.recollections("made").unwrap().len(), 1);
}

/// `tests/fixtures/record-v2.db`: written by version 2 of the record, never to be written again.
#[track_caller]
fn reads_as_version_2_was_written(store: &Store) {
    let rows = store.sittings(None).unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.id.0, row.kind, row.uid.as_str(), row.title(), row.items)).collect();
    assert_eq!(told, [(2, Kind::Drill, "here-2", "weak drill", 6), (1, Kind::Mock, "here-1", "the first one", 5)]);
    assert!(rows.iter().all(|row| row.ended_ms.is_some()) && store.unfinished().unwrap().is_empty());

    let mock = store.sitting(SittingId(1)).unwrap();
    assert_eq!(mock.log.len(), 13);
    assert_eq!(mock.log[0].event, Event::Shown { at: 0 });
    assert_eq!(mock.log[12].event, Event::Ended { how: Ending::Candidate });
    assert_eq!((mock.log[0].active_ms, mock.log[0].wall_ms), (20_000, MORNING + 20_000));
    let items: Vec<_> = mock.items.into_iter().map(Option::unwrap).collect();
    let report = Report::of(&Sitting::replay(mock.form, &mock.log), |at| items.get(at).cloned());
    let summary = rows[1].summary.as_ref().unwrap();
    assert_eq!((report.score.raw, report.unanswered), (summary.raw, summary.unanswered));
    assert_eq!((summary.raw, summary.scored, summary.scaled, summary.passed), (2.into(), 4, Some(253), Some(false)));

    let drilled = store.drill(SittingId(2)).unwrap();
    let drill = Drill::replay(drilled.form, &drilled.log);
    assert_eq!((drill.answered(), drill.left(), drill.ended()), (3, 4, Some(Ending::Candidate)));
    assert!(drilled.log.iter().any(|logged| matches!(logged.event, drill::Event::Doubted { turn: 0 })));
    let answer = drill.turns()[0].answer.as_ref().unwrap();
    assert_eq!((answer.given.options(), answer.certainty), ([0].into_iter().collect::<OptionSet>(), Certainty::Unsure));

    let known = store.recollections("made").unwrap();
    let first = known[&ItemId::new("made-1")].recollection;
    assert_eq!((first.answers, first.right, first.misconception), (2, 1, false));
    assert!((first.last_ms - MORNING) < DAY_MS);
    let marks = store.marks("made").unwrap();
    assert!(marks[&ItemId::new("made-2")].flagged);
    assert_eq!(marks[&ItemId::new("made-3")].note, "look this up");
    assert_eq!(store.exam_day("made").unwrap().as_deref(), Some("2026-12-20"));
    assert_eq!(store.results("made").unwrap()[0].day, "2026-12-20");
    assert_eq!(store.predictions("made").unwrap().len(), 1);
    let Exposure { shown, forms, .. } = store.exposure("made").unwrap();
    assert_eq!((shown.len(), forms), (5, 2));
}

#[test]
fn a_record_of_version_2_reads_the_same_forever() {
    let home = home("record-v2.db");
    let looking = Store::open_read_only(home.path(), "only looking".to_owned()).unwrap();
    reads_as_version_2_was_written(&looking);
    drop(looking);
    let mut store = Store::open(home.path()).unwrap();
    reads_as_version_2_was_written(&store);
    assert_eq!(store.rebuild().unwrap().unreadable, 0);
    reads_as_version_2_was_written(&store);
}
