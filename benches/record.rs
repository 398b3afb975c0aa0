//! A record of a million answers: what a candidate waits for after two years of daily practice.
//!
//! `cargo bench --bench record` makes the record once, about as long as a coffee takes, and keeps it under `target/`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench that cannot be set up has nothing to say"
)]

mod made_record;

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

use divan::Bencher;
use jiff::tz::TimeZone;
use practicum::coach::Coach;
use practicum::coach::drill::DrillOrder;
use practicum::exam::blueprint::CodeEntry;
use practicum::exam::{Certainty, Command, Length, Logged, Timing, drill};
use practicum::library::Library;
use practicum::shelf::Shelf;
use practicum::store::{DATABASE, Store};
use practicum::study::picker::{Scope, Selection, Wish};
use practicum::tui::Effect;
use practicum::tui::app::{Msg, Now};
use practicum::tui::desk::{Desk, Order};
use tempfile::TempDir;

use made_record::{AFTER, Size};

/// What makes the record when it is started again by itself, so that its memory is not counted here.
const BUILD: &str = "--build-record";

fn main() {
    let asked: Vec<String> = std::env::args().collect();
    // Run as a test it only has to run.
    let size = if asked.iter().any(|word| word == "--bench" || word == BUILD) { Size::FULL } else { Size::SMALL };
    let kept = made_record::place(size);
    if asked.iter().any(|word| word == BUILD) {
        return made_record::build(size, &kept);
    }
    if !kept.join(DATABASE).exists() {
        if size == Size::SMALL {
            made_record::build(size, &kept);
        } else {
            let made = std::process::Command::new(std::env::current_exe().unwrap()).arg(BUILD).status().unwrap();
            assert!(made.success());
        }
    }
    KEPT.set(kept).unwrap();
    describe();
    divan::main();
}

static KEPT: OnceLock<PathBuf> = OnceLock::new();

/// A copy to be written to; it goes when the bench ends.
fn copy() -> TempDir {
    let copy = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    fs::copy(KEPT.get().unwrap().join(DATABASE), copy.path().join(DATABASE)).unwrap();
    copy
}

/// What is measured once: sizes, memory, making everything anew.
fn describe() {
    let copy = copy();
    let size = fs::metadata(copy.path().join(DATABASE)).unwrap().len();
    println!("record: {} MB", size / 1_000_000);
    let mut desk = desk(copy.path());
    println!("memory at the start: {} MB", peak_memory_mb());
    for (what, effect) in [
        ("home", Effect::LoadHome),
        ("history", Effect::LoadHistory),
        ("the page of a credential", Effect::LoadReady { credential: "rhit".to_owned() }),
    ] {
        let started = now();
        desk.perform(effect, at(0)).unwrap();
        println!("{what} at first: {:.1?}; memory so far: {} MB", started.elapsed(), peak_memory_mb());
    }
    drop(desk);
    let mut store = Store::open(copy.path()).unwrap();
    let started = now();
    let rebuilt = store.rebuild().unwrap();
    println!("rebuild: {:.1?}, {rebuilt:?}; memory so far: {} MB", started.elapsed(), peak_memory_mb());
}

#[expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
fn now() -> Instant {
    Instant::now()
}

/// The most memory that this process has held, where the system tells.
fn peak_memory_mb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1000
}

fn desk(dir: &Path) -> Desk {
    desk_of(Store::open(dir).unwrap())
}

fn desk_of(store: Store) -> Desk {
    let mut next = 0;
    let random = Box::new(move || {
        next += 1;
        next
    });
    Desk::new(
        store,
        Library::with_folders(Vec::new()),
        Shelf::new(Path::new("/nowhere")),
        TimeZone::UTC,
        Some(7),
        random,
    )
}

/// So many days after the last answer.
fn at(days: i64) -> Now {
    Now { wall_ms: AFTER + days * 86_400_000, ..Now::default() }
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn home_kept(bencher: Bencher<'_, '_>) {
    let copy = copy();
    let mut desk = desk(copy.path());
    desk.perform(Effect::LoadHome, at(0));
    bencher.bench_local(|| desk.perform(Effect::LoadHome, at(0)));
}

/// As after an answer: what home shows is made anew, from a bank that was read.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn home_made_anew(bencher: Bencher<'_, '_>) {
    let copy = copy();
    let mut desk = desk(copy.path());
    let mut day = 0;
    bencher.bench_local(|| {
        day += 1;
        desk.perform(Effect::LoadHome, at(day % 5))
    });
}

/// As when the program is opened on a new day: the record opened, the bank read, home made anew.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn home_from_cold(bencher: Bencher<'_, '_>) {
    let copy = copy();
    bencher.bench_local(|| {
        let store = Store::open_read_only(copy.path(), "a bench".to_owned()).unwrap();
        desk_of(store).perform(Effect::LoadHome, at(30))
    });
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn history(bencher: Bencher<'_, '_>) {
    let copy = copy();
    let mut desk = desk(copy.path());
    desk.perform(Effect::LoadHistory, at(0));
    bencher.bench_local(|| desk.perform(Effect::LoadHistory, at(0)));
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn list_of_sittings(bencher: Bencher<'_, '_>) {
    let store = Store::open_read_only(KEPT.get().unwrap(), "a bench".to_owned()).unwrap();
    bencher.bench_local(|| store.sittings(None).unwrap().len());
}

fn coached<T>(bencher: Bencher<'_, '_>, ask: impl Fn(&Coach<'_>) -> T) {
    let store = Store::open_read_only(KEPT.get().unwrap(), "a bench".to_owned()).unwrap();
    let shelf = Library::with_folders(Vec::new()).open("rhit").unwrap();
    let coach = Coach { store: &store, shelf: &shelf, now_ms: AFTER, zone: &TimeZone::UTC };
    bencher.bench_local(|| ask(&coach));
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn ready(bencher: Bencher<'_, '_>) {
    coached(bencher, |coach| coach.standing().unwrap());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn trend(bencher: Bencher<'_, '_>) {
    coached(bencher, |coach| coach.trend(16).unwrap());
}

/// One answer of a drill, from the key to the disk and what is known of the item then.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn drill_answer(bencher: Bencher<'_, '_>) {
    let copy = copy();
    let desk = RefCell::new(desk(copy.path()));
    let wish = Wish { selection: Selection::Weak, scope: Scope::default(), count: 200 };
    let order = DrillOrder { credential: "rhit".to_owned(), wish, minutes: None, seed: Some(1) };
    let Some(Msg::Drill(opened)) = desk.borrow_mut().perform(Effect::BeginDrill(Box::new(order)), at(0)) else {
        panic!("no drill")
    };
    let (id, mut drill, mut seq) = (opened.id, opened.drill, 0);
    let mut next = |command: drill::Command| {
        let before = Box::new(drill.clone());
        let event = drill.decide(command).unwrap();
        let events = vec![Logged { active_ms: seq as u64 * 20_000, wall_ms: AFTER + seq as i64 * 20_000, event }];
        drill.apply(&events[0]);
        seq += 1;
        let choose = usize::from(drill.slot(drill.current()).unwrap().choose);
        (Effect::AppendDrill { id, drill: before, seq: seq - 1, events }, choose)
    };
    let answer = || {
        let (show, choose) = next(drill::Command::Show);
        desk.borrow_mut().perform(show, at(0)).unwrap();
        next(drill::Command::Lock {
            given: (0..choose).collect::<practicum::bank::OptionSet>().into(),
            certainty: Certainty::Sure,
        })
        .0
    };
    bencher.with_inputs(answer).bench_local_values(|lock| desk.borrow_mut().perform(lock, at(0)));
}

/// The end of a mock of 150 items: its answers, what is known of each item, what may be said of readiness.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn end_of_a_mock(bencher: Bencher<'_, '_>) {
    let copy = copy();
    let desk = RefCell::new(desk(copy.path()));
    let mut day = 0;
    let sat = || {
        day += 1;
        sit(&mut desk.borrow_mut(), at(day))
    };
    bencher.with_inputs(sat).bench_local_values(|end| desk.borrow_mut().perform(end, at(0)));
}

/// Sits a mock, and gives what ends it.
fn sit(desk: &mut Desk, begun: Now) -> Effect {
    let order = Order {
        book: false,
        entry: CodeEntry::Typed,
        credential: "rhit".to_owned(),
        outline: None,
        length: Length::Full,
        domains: Vec::new(),
        timing: Timing::Exam,
        minutes: None,
        seed: Some(3),
    };
    let Some(Msg::Sitting(opened)) = desk.perform(Effect::Begin(Box::new(order)), begun) else { panic!("no mock") };
    let (id, mut sitting, mut events) = (opened.id, opened.sitting, Vec::new());
    let before = Box::new(sitting.clone());
    for place in 0..sitting.form().slots.len() {
        let choose = usize::from(sitting.form().slots[place].choose);
        for command in std::iter::once(Command::Show(place)).chain((0..choose).map(Command::Choose)) {
            let active_ms = events.len() as u64 * 20_000;
            let event = sitting.decide(command).unwrap();
            let logged = Logged { active_ms, wall_ms: begun.wall_ms + active_ms.cast_signed(), event };
            sitting.apply(&logged);
            events.push(logged);
        }
    }
    let (seq, active_ms) = (events.len(), sitting.active_ms());
    desk.perform(Effect::Append { id, sitting: before, seq: 0, events }, begun).unwrap();
    let event = sitting.decide(Command::End).unwrap();
    Effect::End {
        id,
        sitting: Box::new(sitting),
        seq,
        typed: None,
        ended: Logged { active_ms, wall_ms: begun.wall_ms + active_ms.cast_signed(), event },
    }
}
