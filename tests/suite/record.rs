//! The record on disk: what was written is read back, what is not ours is left alone, and nothing is lost by a kill.
#![cfg(test)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use practicum::bank::{ItemId, OptionSet};
use practicum::exam::form::Wording;
use practicum::exam::report::Report;
use practicum::exam::{Blueprint, Ending, Event, Exposure, Form, Length, Logged, Sitting, Timing};
use practicum::store::{DATABASE, Kind, NewSitting, SittingId, SittingRow, Store, StoreError, Summary, SummaryDomain};
use proptest::collection::vec;
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::made;

/// The wall clock of these tests: 1 November 2026, 09:00 UTC, and so many milliseconds.
const MORNING: i64 = 1_793_523_600_000;

fn form(forms_before: u32) -> (Form, Vec<Wording>) {
    let credential = made::credential(&[60, 40], 4, 1);
    let blueprint =
        Blueprint::new(&credential, credential.outline(None).unwrap(), Length::Full, &[], Timing::Relaxed, Some(10));
    let items = [
        made::item("made-1", "1.1"),
        made::item("made-2", "1.2"),
        made::multi("made-3", "1.3"),
        made::item("made-4", "2.1"),
        made::multi("made-5", "2.2"),
    ];
    let exposure = Exposure { forms: forms_before, ..Exposure::default() };
    Form::assemble(&blueprint, &made::bank(&items), &exposure, 5).unwrap()
}

fn begin(store: &mut Store, uid: &str, wall_ms: i64) -> (SittingId, Form) {
    let (form, wordings) = form(store.exposure("made").unwrap().forms);
    let new = NewSitting { uid: uid.to_owned(), kind: Kind::Mock, form: &form, wordings: &wordings, wall_ms };
    (store.begin(&new).unwrap(), form)
}

fn logged(active_ms: u64, event: Event) -> Logged {
    Logged { active_ms, wall_ms: MORNING + active_ms.cast_signed(), event }
}

fn options<const N: usize>(options: [usize; N]) -> OptionSet {
    options.into_iter().collect()
}

/// The events of a short sitting: one of every kind but the end.
fn events() -> Vec<Logged> {
    vec![
        logged(0, Event::Shown { at: 0 }),
        logged(4_000, Event::Answered { at: 0, options: options([1]) }),
        logged(6_000, Event::Undone { at: 0 }),
        logged(7_000, Event::Answered { at: 0, options: options([0]) }),
        logged(8_000, Event::Shown { at: 2 }),
        logged(8_500, Event::Struck { at: 2, options: options([2, 3]) }),
        logged(9_000, Event::Flagged { at: 2, on: true }),
        logged(9_000, Event::Paused),
        logged(9_000, Event::Resumed),
        logged(9_500, Event::Interrupted { away_ms: Some(60_000) }),
        logged(9_600, Event::Interrupted { away_ms: None }),
    ]
}

fn summary() -> Summary {
    Summary {
        version: 1,
        raw: 1.into(),
        scored: 4,
        cut: 2.6,
        scaled: Some(176),
        passed: Some(false),
        unanswered: 4,
        interruptions: 2,
        rapid: 0,
        domains: vec![
            SummaryDomain { code: "1".to_owned(), short: "Short".to_owned(), right: 1.into(), scored: 2 },
            SummaryDomain { code: "2".to_owned(), short: "Short".to_owned(), right: 0.into(), scored: 2 },
        ],
    }
}

fn ended() -> Logged {
    logged(12_000, Event::Ended { how: Ending::Candidate })
}

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn ids(rows: &[SittingRow]) -> Vec<i64> {
    rows.iter().map(|row| row.id.0).collect()
}

#[test]
fn a_sitting_is_read_back_as_it_was_written() {
    let home = home();
    let mut store = Store::open(home.path()).unwrap();
    let (id, form) = begin(&mut store, "first", MORNING);
    store.append(id, &form, 0, &events()[..3]).unwrap();
    store.append(id, &form, 3, &events()[3..]).unwrap();
    drop(store);
    let stored = Store::open(home.path()).unwrap().sitting(id).unwrap();
    assert_eq!((&stored.form, &stored.log), (&form, &events()));
    let row = &stored.row;
    assert_eq!((row.uid.as_str(), row.credential.as_str(), row.kind), ("first", "made", Kind::Mock));
    assert_eq!((row.name.as_str(), row.items), ("full mock", 5));
    assert_eq!((row.started_ms, row.active_ms, row.alive_ms), (MORNING, 9_600, MORNING + 9_600));
    assert_eq!((row.ended_ms, &row.summary), (None, &None));
    for (slot, item) in form.slots.iter().zip(&stored.items) {
        assert_eq!(item.as_ref().unwrap().id, slot.item);
    }
}

#[test]
fn the_end_and_its_scores_are_written_together() {
    let home = home();
    let mut store = Store::open(home.path()).unwrap();
    let (id, form) = begin(&mut store, "first", MORNING);
    store.append(id, &form, 0, &events()).unwrap();
    assert_eq!(ids(&store.unfinished().unwrap()), [id.0]);
    store.end(id, &Sitting::new(form.clone()), events().len(), &ended(), &summary(), &[]).unwrap();
    drop(store);
    let store = Store::open(home.path()).unwrap();
    assert!(store.unfinished().unwrap().is_empty());
    let stored = store.sitting(id).unwrap();
    assert_eq!((stored.row.ended_ms, stored.row.summary), (Some(MORNING + 12_000), Some(summary())));
    assert_eq!(stored.log.last(), Some(&ended()));
}

#[test]
fn an_append_whose_place_is_taken_changes_nothing() {
    let home = home();
    let mut store = Store::open(home.path()).unwrap();
    let (id, form) = begin(&mut store, "first", MORNING);
    store.append(id, &form, 0, &events()[..2]).unwrap();
    let before = store.sitting(id).unwrap();
    let clash = [logged(20_000, Event::Shown { at: 4 }), logged(21_000, Event::Paused)];
    store.append(id, &form, 1, &clash).unwrap_err();
    store.append(id, &form, 0, &clash).unwrap_err();
    store.end(id, &Sitting::new(form.clone()), 1, &ended(), &summary(), &[]).unwrap_err();
    let after = store.sitting(id).unwrap();
    assert_eq!((after.log, after.row), (before.log, before.row));
    assert_eq!(store.exposure("made").unwrap().shown.len(), 1);
    store.append(id, &form, 2, &clash).unwrap();
}

#[test]
fn a_sitting_with_a_name_that_is_taken_is_not_begun() {
    let home = home();
    let mut store = Store::open(home.path()).unwrap();
    begin(&mut store, "first", MORNING);
    let (form, wordings) = form(1);
    store
        .begin(&NewSitting {
            uid: "first".to_owned(),
            kind: Kind::Mock,
            form: &form,
            wordings: &wordings,
            wall_ms: MORNING,
        })
        .unwrap_err();
    assert_eq!(store.sittings(None).unwrap().len(), 1);
}

#[test]
fn a_sitting_that_is_not_there_is_named() {
    let store = Store::in_memory().unwrap();
    let error = store.sitting(SittingId(9)).unwrap_err();
    assert_eq!(error.to_string(), "there is no sitting 9");
    assert!(matches!(error, StoreError::NoSitting { .. }));
}

#[test]
fn only_items_that_were_shown_count_as_seen() {
    let mut store = Store::in_memory().unwrap();
    assert_eq!(store.exposure("made").unwrap(), Exposure::default());
    let (first, form) = begin(&mut store, "first", MORNING);
    store.append(first, &form, 0, &events()).unwrap();
    store.append(first, &form, events().len(), &[logged(9_700, Event::Shown { at: 0 })]).unwrap();
    let (second, later) = begin(&mut store, "second", MORNING + 1);
    store.append(second, &later, 0, &[logged(0, Event::Shown { at: 1 })]).unwrap();
    let exposure = store.exposure("made").unwrap();
    let mut expected = Exposure { forms: 2, ..Exposure::default() };
    let shown = [(&form.slots[0].item, 1), (&form.slots[2].item, 1), (&later.slots[1].item, 2)];
    for (item, number) in shown {
        *expected.shown.entry(item.clone()).or_default() += 1;
        expected.last_form.insert(item.clone(), number);
    }
    assert_eq!(exposure, expected);
    assert_eq!(store.exposure("other").unwrap(), Exposure::default());
}

#[test]
fn a_sign_of_life_keeps_the_time() {
    let home = home();
    let mut store = Store::open(home.path()).unwrap();
    let (id, form) = begin(&mut store, "first", MORNING);
    store.append(id, &form, 0, &events()).unwrap();
    store.pulse(id, 30_000, MORNING + 31_000).unwrap();
    drop(store);
    let stored = Store::open(home.path()).unwrap().sitting(id).unwrap();
    assert_eq!((stored.row.active_ms, stored.row.alive_ms), (30_000, MORNING + 31_000));
    assert_eq!(stored.log, events());
}

#[test]
fn the_last_one_alive_leads_the_unfinished_and_the_last_one_begun_the_list() {
    let mut store = Store::in_memory().unwrap();
    let (first, _) = begin(&mut store, "first", MORNING);
    let (second, form) = begin(&mut store, "second", MORNING + 1_000);
    let (third, _) = begin(&mut store, "third", MORNING + 2_000);
    let (fourth, _) = begin(&mut store, "fourth", MORNING + 2_000);
    store.pulse(first, 5_000, MORNING + 5_000).unwrap();
    assert_eq!(ids(&store.unfinished().unwrap()), [first.0, fourth.0, third.0, second.0]);
    store.end(second, &Sitting::new(form.clone()), 0, &ended(), &summary(), &[]).unwrap();
    assert_eq!(ids(&store.unfinished().unwrap()), [first.0, fourth.0, third.0]);
    assert_eq!(ids(&store.sittings(None).unwrap()), [fourth.0, third.0, second.0, first.0]);
    assert_eq!(store.sittings(Some("made")).unwrap().len(), 4);
    assert!(store.sittings(Some("rhit")).unwrap().is_empty());
}

#[test]
fn a_second_program_can_look_and_not_write() {
    let home = home();
    let mut first = Store::open(home.path()).unwrap();
    let (id, form) = begin(&mut first, "first", MORNING);
    first.append(id, &form, 0, &events()).unwrap();
    let mut second = Store::open(home.path()).unwrap();
    assert_eq!(second.read_only(), Some("practicum is open in another terminal"));
    assert_eq!(second.sitting(id).unwrap().log, events());
    let (other, wordings) = self::form(1);
    let new =
        NewSitting { uid: "second".to_owned(), kind: Kind::Mock, form: &other, wordings: &wordings, wall_ms: MORNING };
    let seq = events().len();
    let refused = [
        second.begin(&new).unwrap_err(),
        second.append(id, &form, seq, &[ended()]).unwrap_err(),
        second.end(id, &Sitting::new(form.clone()), seq, &ended(), &summary(), &[]).unwrap_err(),
        second.pulse(id, 1, MORNING).unwrap_err(),
    ];
    assert!(refused.iter().all(|error| matches!(error, StoreError::ReadOnly { .. })), "{refused:?}");
    first.append(id, &form, seq, &[ended()]).unwrap();
    assert_eq!(second.sitting(id).unwrap().log.len(), seq + 1);
    drop((first, second));
    assert_eq!(Store::open(home.path()).unwrap().read_only(), None);
}

#[test]
fn a_record_whose_lock_cannot_be_made_is_opened_for_reading() {
    let home = home();
    let mut store = Store::open(home.path()).unwrap();
    let (id, form) = begin(&mut store, "first", MORNING);
    store.append(id, &form, 0, &events()).unwrap();
    drop(store);
    fs::remove_file(home.path().join("practicum.lock")).unwrap();
    fs::create_dir(home.path().join("practicum.lock")).unwrap();
    let store = Store::open(home.path()).unwrap();
    assert!(store.read_only().unwrap().contains("cannot be written"), "{:?}", store.read_only());
    assert_eq!(store.sitting(id).unwrap().log, events());
}

#[test]
fn a_folder_that_cannot_be_made_gives_an_empty_record_for_reading() {
    let home = home();
    let file = home.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let mut store = Store::open(&file).unwrap();
    assert!(store.read_only().unwrap().contains("cannot be made"), "{:?}", store.read_only());
    assert!(store.sittings(None).unwrap().is_empty());
    assert!(matches!(store.pulse(SittingId(1), 0, 0), Err(StoreError::ReadOnly { .. })));
    assert_eq!(fs::read_to_string(&file).unwrap(), "not a folder");
}

#[test]
fn looking_at_no_record_makes_no_file() {
    let home = home();
    let store = Store::open_read_only(home.path(), "only looking".to_owned()).unwrap();
    assert!(store.sittings(None).unwrap().is_empty());
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

/// The bytes of a closed record with one sitting in it.
fn record() -> Vec<u8> {
    let home = home();
    let mut store = Store::open(home.path()).unwrap();
    let (id, form) = begin(&mut store, "first", MORNING);
    store.append(id, &form, 0, &events()).unwrap();
    drop(store);
    fs::read(home.path().join(DATABASE)).unwrap()
}

/// A file that is no record of ours is an error of that kind, to write and to read, and not a byte of it changes.
#[track_caller]
fn is_left_alone(bytes: &[u8], kind: fn(&StoreError) -> bool) {
    let home = home();
    let path = home.path().join(DATABASE);
    fs::write(&path, bytes).unwrap();
    let errors = [
        Store::open(home.path()).unwrap_err(),
        Store::open_read_only(home.path(), "only looking".to_owned()).unwrap_err(),
    ];
    for error in errors {
        assert!(kind(&error), "{error:?}");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
        assert!(error.hint().contains("--data-dir"), "{}", error.hint());
    }
    assert!(fs::read(&path).unwrap() == bytes, "the file was changed");
}

fn is_damaged(error: &StoreError) -> bool {
    matches!(error, StoreError::Damaged { .. })
}

/// A database with this much done to it.
fn database(sql: &str) -> Vec<u8> {
    let home = home();
    let path = home.path().join("made.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    fs::read(path).unwrap()
}

#[test]
fn a_truncated_record_is_damaged_and_left_alone() {
    let record = record();
    for length in [50, 100, 512, 4_095, 4_096, 4_097, record.len() / 2, record.len() - 4_096] {
        is_left_alone(&record[..length], is_damaged);
    }
}

#[test]
fn an_empty_file_is_a_record_that_was_about_to_be_made() {
    let home = home();
    fs::write(home.path().join(DATABASE), "").unwrap();
    let mut store = Store::open(home.path()).unwrap();
    begin(&mut store, "first", MORNING);
    assert_eq!(store.sittings(None).unwrap().len(), 1);
}

#[test]
fn a_record_of_other_bytes_is_damaged_and_left_alone() {
    let mut state = 7u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    is_left_alone(&(0..20_000).map(|_| noise()).collect::<Vec<u8>>(), is_damaged);
    is_left_alone("a letter, and no database at all\n".repeat(40).as_bytes(), is_damaged);
}

#[test]
fn a_record_whose_tables_cannot_be_read_is_damaged_and_left_alone() {
    let mut record = record();
    record[100..4_096].fill(0xff);
    is_left_alone(&record, is_damaged);
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let is_foreign = |error: &StoreError| matches!(error, StoreError::Foreign { .. });
    is_left_alone(&database("CREATE TABLE sitting (id INTEGER);"), is_foreign);
    is_left_alone(&database("PRAGMA application_id = 5; CREATE TABLE a (b);"), is_foreign);
    is_left_alone(&database("PRAGMA application_id = 5;"), is_foreign);
}

#[test]
fn a_record_of_a_newer_program_is_left_alone() {
    let is_newer = |error: &StoreError| matches!(error, StoreError::Newer { found: 99, known: 3, .. });
    let sql = "PRAGMA application_id = 0x70726163; PRAGMA user_version = 99; CREATE TABLE a (b);";
    is_left_alone(&database(sql), is_newer);
}

/// The write-ahead log beside the record.
const LOG: &str = "practicum.db-wal";

/// The record as a killed program leaves it: the file and its write-ahead log, nothing closed.
fn killed(home: &Path) -> TempDir {
    let copy = self::home();
    for name in [DATABASE, LOG] {
        fs::copy(home.join(name), copy.path().join(name)).unwrap();
    }
    copy
}

#[test]
fn what_append_wrote_outlives_a_kill() {
    let home = home();
    let mut store = Store::open(home.path()).unwrap();
    let (id, form) = begin(&mut store, "first", MORNING);
    for (seq, logged) in events().into_iter().enumerate() {
        store.append(id, &form, seq, &[logged]).unwrap();
        let copy = killed(home.path());
        let left = Store::open(copy.path()).unwrap().sitting(id).unwrap();
        assert_eq!(left.log, events()[..=seq]);
    }
}

#[test]
fn a_log_that_was_cut_short_gives_whole_appends_from_the_start() {
    let home = home();
    let mut store = Store::open(home.path()).unwrap();
    let (id, form) = begin(&mut store, "first", MORNING);
    for (append, pair) in events().chunks(2).enumerate() {
        store.append(id, &form, append * 2, pair).unwrap();
    }
    let whole = killed(home.path());
    let log = fs::read(whole.path().join(LOG)).unwrap();
    let mut before = 0;
    for part in 0..=40 {
        let copy = killed(home.path());
        fs::write(copy.path().join(LOG), &log[..log.len() * part / 40]).unwrap();
        let left = Store::open(copy.path()).unwrap();
        let Ok(stored) = left.sitting(id) else { continue };
        let kept = stored.log.len();
        assert!(kept >= before && (kept.is_multiple_of(2) || kept == events().len()), "{kept} after {before}");
        assert_eq!(stored.log, events()[..kept]);
        assert!(stored.items.iter().all(Option::is_some));
        before = kept;
    }
    assert_eq!(before, events().len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_damage_makes_the_record_panic(edits in vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        static RECORD: LazyLock<Vec<u8>> = LazyLock::new(record);
        let mut bytes = RECORD.clone();
        for (place, byte) in edits {
            bytes[place.index(RECORD.len())] = byte;
        }
        let home = home();
        fs::write(home.path().join(DATABASE), bytes).unwrap();
        if let Ok(store) = Store::open(home.path()) {
            let _ = (store.sittings(None), store.unfinished(), store.exposure("made"));
            if let Ok(stored) = store.sitting(SittingId(1)) {
                let sitting = Sitting::replay(stored.form, &stored.log);
                Report::of(&sitting, |at| stored.items.get(at).cloned().flatten());
            }
        }
    }

    #[test]
    fn any_log_is_read_back(log in vec((any::<i64>(), 0u64..1 << 40, 0usize..9, any::<Option<u64>>()), 0..30)) {
        let event = |(wall_ms, active_ms, at, away_ms): (i64, u64, usize, Option<u64>)| {
            let event = match at {
                0..=4 => Event::Shown { at },
                5..=7 => Event::Answered { at: at - 5, options: options([at - 5, at]) },
                _ => Event::Interrupted { away_ms },
            };
            Logged { active_ms, wall_ms, event }
        };
        let log: Vec<Logged> = log.into_iter().map(event).collect();
        let mut store = Store::in_memory().unwrap();
        let (id, form) = begin(&mut store, "first", MORNING);
        store.append(id, &form, 0, &log).unwrap();
        prop_assert_eq!(store.sitting(id).unwrap().log, log);
    }
}

/// `tests/fixtures/record-v1.db`: written by version 1 of the record, never to be written again.
pub(crate) fn fixture(into: &Path) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/record-v1.db");
    fs::copy(path, into.join(DATABASE)).unwrap();
}

#[track_caller]
fn reads_as_version_1_was_written(store: &Store) {
    let rows = store.sittings(None).unwrap();
    assert_eq!(ids(&rows), [2, 1]);
    assert_eq!(ids(&store.unfinished().unwrap()), [2]);
    assert_eq!((rows[1].uid.as_str(), rows[1].name.as_str(), rows[1].items), ("first", "full mock", 5));
    assert_eq!((rows[1].ended_ms, &rows[1].summary), (Some(MORNING + 12_000), &Some(summary())));
    assert_eq!((rows[0].active_ms, rows[0].alive_ms), (3_000, MORNING + 90_000));

    let first = store.sitting(SittingId(1)).unwrap();
    assert_eq!(first.log[..first.log.len() - 1], events());
    assert_eq!(first.log.last(), Some(&ended()));
    let slots = first.form.slots.iter();
    let slots: Vec<_> = slots.map(|slot| (slot.item.as_str(), slot.task.as_str(), slot.scored, slot.choose)).collect();
    let expected = [
        ("made-1", "1.1", true, 1),
        ("made-2", "1.2", false, 1),
        ("made-5", "2.2", true, 2),
        ("made-4", "2.1", true, 1),
        ("made-3", "1.3", true, 2),
    ];
    assert_eq!(slots, expected);
    assert_eq!((first.form.seed, first.form.number, first.form.minutes), (5, 1, Some(10)));
    assert_eq!((first.form.outline.id.as_str(), first.form.outline.full_items), ("first", 5));
    let items: Vec<_> = first.items.into_iter().map(Option::unwrap).collect();
    assert_eq!(items[0].stem, "What does made-1 ask?");

    let report = Report::of(&Sitting::replay(first.form, &first.log), |at| items.get(at).cloned());
    assert_eq!((report.score.raw, report.unanswered, report.interruptions.len()), (1.into(), 4, 2));
    assert!((report.score.cut - summary().cut).abs() < 1e-9);
    assert_eq!(Some(report.scaled_shown), summary().scaled);

    let second = store.sitting(SittingId(2)).unwrap();
    assert_eq!(second.log, [logged(0, Event::Shown { at: 4 })]);
    let exposure = store.exposure("made").unwrap();
    let last_forms = [("made-1", 1), ("made-5", 1), (second.form.slots[4].item.as_str(), 2)];
    let last_forms = last_forms.map(|(item, number)| (ItemId::new(item), number)).into();
    assert_eq!((exposure.forms, exposure.last_form), (2, last_forms));
}

#[test]
fn a_record_of_version_1_reads_the_same_forever() {
    let home = home();
    fixture(home.path());
    let looking = Store::open_read_only(home.path(), "only looking".to_owned()).unwrap();
    reads_as_version_1_was_written(&looking);
    drop(looking);
    let mut store = Store::open(home.path()).unwrap();
    assert_eq!(store.read_only(), None);
    reads_as_version_1_was_written(&store);
    let form = store.sitting(SittingId(2)).unwrap().form;
    store.append(SittingId(2), &form, 1, &[logged(95_000, Event::Shown { at: 3 })]).unwrap();
    let (third, _) = begin(&mut store, "third", MORNING + 100_000);
    assert_eq!(third, SittingId(3));
}
