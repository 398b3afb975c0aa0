//! A record of two years of daily practice, made as a document and taken in by the record's own import.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use practicum::bank::{Entry, Item, OptionSet};
use practicum::coach::outcome;
use practicum::exam::form::DrillBlueprint;
use practicum::exam::report::Report;
use practicum::exam::{
    Blueprint, Certainty, Drill, Ending, Event, Exposure, Form, Length, Logged, Sitting, Timing, drill,
};
use practicum::library::{Library, Shelf};
use practicum::store::{DOCUMENT, DOCUMENT_VERSION, Store, Summary};
use practicum::tui::desk::summary;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

/// 22 November 2024, and two years later.
const BEFORE: i64 = 1_732_233_600_000;
pub(crate) const AFTER: i64 = BEFORE + 730 * 86_400_000;

/// How many sittings there are; every third is a mock of 150 items, the others are drills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    mocks: u32,
    drills: u32,
}

impl Size {
    /// 2,000 times 150 and 4,000 times 175 answers: a million.
    pub(crate) const FULL: Self = Self { mocks: 2_000, drills: 4_000 };
    pub(crate) const SMALL: Self = Self { mocks: 4, drills: 8 };
}

const DRILL_ITEMS: usize = 175;

pub(crate) fn place(size: Size) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("record-of-{}", size.mocks + size.drills))
}

pub(crate) fn build(size: Size, place: &Path) {
    let document = document(size);
    println!("document: {} MB", document.len() / 1_000_000);
    let making = place.with_extension("making");
    let _ = fs::remove_dir_all(&making);
    let mut store = Store::open(&making).unwrap();
    let started = super::now();
    let imported = store.import(document.as_bytes()).unwrap();
    println!("import: {:.1?}, {imported:?}; memory so far: {} MB", started.elapsed(), super::peak_memory_mb());
    drop(document);
    let started = super::now();
    let exported = store.export(&mut std::io::sink()).unwrap();
    println!("export: {:.1?}, {exported:?}", started.elapsed());
    drop(store);
    let _ = fs::remove_dir_all(place);
    fs::rename(making, place).unwrap();
}

fn document(size: Size) -> String {
    let shelf = Library::with_folders(Vec::new()).open("rhit").unwrap();
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let mut text = format!("{{\"document\":\"{DOCUMENT}\",\"version\":{DOCUMENT_VERSION},\"sittings\":[");
    let sittings = size.mocks + size.drills;
    for number in 1..=sittings {
        let started_ms = BEFORE + i64::from(number) * ((AFTER - BEFORE) / i64::from(sittings + 1));
        let comma = if number == 1 { "\n" } else { ",\n" };
        let sitting = if number % 3 == 0 {
            mock(&shelf, number, started_ms, &mut chance)
        } else {
            drilled(&shelf, number, started_ms, &mut chance)
        };
        let _ = write!(text, "{comma}{sitting}");
    }
    let bank = &shelf.bank;
    let items = bank.entries.iter().map(|entry| bank.json(entry));
    let cases = (0..bank.cases.len()).map(|case| bank.case_json(case));
    let wordings = items.chain(cases).map(|json| {
        let item = practicum::bank::load::canonical(json);
        format!("{{\"content\":\"{}\",\"item\":{item}}}", practicum::bank::ContentHash::of(&item).as_str())
    });
    let wordings = wordings.collect::<Vec<_>>().join(",\n");
    text + "],\"wordings\":[\n" + &wordings + "],\"marks\":[],\"goals\":[],\"results\":[],\"predictions\":[]}"
}

/// Three answers of four are right; they take half a minute or more.
fn answer(item: &Item, chance: &mut impl Rng) -> OptionSet {
    let choice = item.choice().unwrap();
    if chance.random_range(0..4) > 0 { choice.keys() } else { (0..choice.choose).collect() }
}

fn mock(shelf: &Shelf, number: u32, started_ms: i64, chance: &mut impl Rng) -> String {
    let outline = shelf.credential.outline(None).unwrap();
    let blueprint = Blueprint::new(&shelf.credential, outline, Length::Full, &[], Timing::Exam, None);
    let exposure = Exposure { forms: number - 1, ..Exposure::default() };
    let (form, _) = Form::assemble(&blueprint, &shelf.bank, &exposure, u64::from(number)).unwrap();
    let items = items(shelf, &form);
    let mut log = Log::new(started_ms);
    for (at, item) in items.iter().enumerate() {
        log.push(0, Event::Shown { at });
        log.push(25_000, Event::Answered { at, options: answer(item, chance) });
    }
    log.push(1_000, Event::Ended { how: Ending::Candidate });
    let sitting = Sitting::replay(form, &log.events);
    let summary = summary(&Report::of(&sitting, |at| items.get(at).cloned()));
    log.sitting("mock", number, sitting.form(), &summary)
}

fn drilled(shelf: &Shelf, number: u32, started_ms: i64, chance: &mut impl Rng) -> String {
    let blueprint = DrillBlueprint {
        credential: &shelf.credential,
        outline: shelf.credential.outline(None).unwrap(),
        name: "weak drill",
        minutes: None,
        number,
        seed: u64::from(number),
    };
    let entries: Vec<&Entry> = shelf.bank.entries.iter().filter(|entry| entry.drawable).collect();
    let entries: Vec<&Entry> =
        (0..DRILL_ITEMS).map(|at| entries[(number as usize * DRILL_ITEMS + at) % entries.len()]).collect();
    let (form, _) = Form::of_drill(&blueprint, &shelf.bank, &entries);
    let items = items(shelf, &form);
    let mut log = Log::new(started_ms);
    for (turn, item) in items.iter().enumerate() {
        let certainty = [Certainty::NotSaid, Certainty::Sure, Certainty::Unsure][chance.random_range(0..3)];
        log.push(0, drill::Event::Shown { turn });
        log.push(20_000, drill::Event::Answered { turn, options: answer(item, chance), certainty });
    }
    log.push(1_000, drill::Event::Ended { how: Ending::Candidate });
    let drill = Drill::replay(form, &log.events);
    let items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
    let summary = outcome::summary(&drill, &items);
    log.sitting("drill", number, drill.form(), &summary)
}

fn items(shelf: &Shelf, form: &Form) -> Vec<Item> {
    let item = |slot: &practicum::exam::form::Slot| shelf.bank.item(shelf.bank.entry(&slot.item)?);
    form.slots.iter().map(|slot| item(slot).unwrap()).collect()
}

struct Log<E> {
    started_ms: i64,
    active_ms: u64,
    events: Vec<Logged<E>>,
}

impl<E: Serialize> Log<E> {
    fn new(started_ms: i64) -> Self {
        Self { started_ms, active_ms: 0, events: Vec::new() }
    }

    fn push(&mut self, spent_ms: u64, event: E) {
        self.active_ms += spent_ms;
        let wall_ms = self.started_ms + self.active_ms.cast_signed();
        self.events.push(Logged { active_ms: self.active_ms, wall_ms, event });
    }

    fn sitting(&self, kind: &str, number: u32, form: &Form, summary: &Summary) -> String {
        let ended_ms = self.started_ms + self.active_ms.cast_signed();
        let part = Part {
            uid: format!("made-{number}"),
            credential: &form.credential,
            kind,
            number,
            name: &form.name,
            items: form.slots.len(),
            started_ms: self.started_ms,
            active_ms: self.active_ms,
            alive_ms: ended_ms,
            ended_ms,
            summary,
            label: "",
            note: "",
            deleted: false,
            edited_ms: 0,
            form,
            log: &self.events,
        };
        serde_json::to_string(&part).unwrap()
    }
}

/// A sitting as documents hold it.
#[derive(Serialize)]
struct Part<'a, E> {
    uid: String,
    credential: &'a str,
    kind: &'a str,
    number: u32,
    name: &'a str,
    items: usize,
    started_ms: i64,
    active_ms: u64,
    alive_ms: i64,
    ended_ms: i64,
    summary: &'a Summary,
    label: &'a str,
    note: &'a str,
    deleted: bool,
    edited_ms: i64,
    form: &'a Form,
    log: &'a [Logged<E>],
}
