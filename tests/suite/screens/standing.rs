//! Home, the page of a credential and the page of a domain, as they stand after nothing, a week and half a year.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::Timestamp;
use practicum::exam::Length;
use practicum::library::Library;
use practicum::store::{ExamResult, Store};
use practicum::tui::Palette;

use super::driver::Driver;
use super::scenes::Scene;
use super::snapshots::looks;
use crate::made;
use crate::practice::{Candidate, DAY_MS};

pub(super) const ALL: [(&str, Scene); 9] = [
    ("home-band", home_band),
    ("home-number", home_number),
    ("ready-empty", ready_empty),
    ("ready-too-few", ready_too_few),
    ("ready-band", ready_band),
    ("ready-number", ready_number),
    ("ready-how-made", how_made),
    ("ready-date-typing", date_typing),
    ("domain", domain),
];

/// A bank of 180 items in three domains, enough for every verdict; written once for all tests.
static BANK: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("standing-bank");
    let made = folder.join("made");
    fs::create_dir_all(&made).unwrap();
    let items: Vec<_> = (0..180)
        .map(|number| {
            let mut item = made::item(&format!("made-{number}"), &format!("{}.{}", number % 3 + 1, number / 3 % 3 + 1));
            item["topic"] = format!("topic {}", number / 2).into();
            item["angoff"] = (0.45 + f64::from(number % 40) / 100.0).into();
            item
        })
        .collect();
    fs::write(made.join("outline.json"), made::outline(&[50, 30, 20], 36, 4).to_string()).unwrap();
    fs::write(made.join("items.json"), made::file(&items)).unwrap();
    folder
});

fn morning() -> i64 {
    "2026-11-22T08:00:00Z".parse::<Timestamp>().unwrap().as_millisecond()
}

/// A candidate after so many days, with a mock every third of them.
fn after(days: i64, length: Length) -> Driver {
    let library = Library::only(BANK.clone());
    let mut store = Store::in_memory().unwrap();
    let span = (morning() - days * DAY_MS, morning());
    if days > 0 {
        Candidate::new(&mut store, &library, "made", span, 7).practise(3, length, 0.5);
    }
    store.set_exam_day("made", Some("2026-12-26"), morning()).unwrap();
    Driver::with(store, library, Palette::Dark)
}

fn then(mut driver: Driver, keys: &str) -> Driver {
    driver.keys(keys);
    driver
}

fn home_band() -> Driver {
    after(8, Length::Full)
}

fn home_number() -> Driver {
    after(40, Length::Full)
}

fn ready_empty() -> Driver {
    let library = Library::only(BANK.clone());
    then(Driver::with(Store::in_memory().unwrap(), library, Palette::Dark), "p")
}

fn ready_too_few() -> Driver {
    then(after(2, Length::Quick), "p")
}

fn ready_band() -> Driver {
    then(home_band(), "p")
}

fn ready_number() -> Driver {
    let library = Library::only(BANK.clone());
    let mut store = Store::in_memory().unwrap();
    let span = (morning() - 40 * DAY_MS, morning());
    Candidate::new(&mut store, &library, "made", span, 7).practise(3, Length::Full, 0.5);
    let said = r#"{"model":1,"verdict":{"kind":"number","chance":{"mean":0.64,"low":0.21,"high":0.95}}}"#;
    store.predict("made", morning() - 30 * DAY_MS, said).unwrap();
    let result = ExamResult {
        uid: "first".into(),
        credential: "made".into(),
        day: "2026-10-25".into(),
        passed: false,
        scaled: Some(291),
    };
    store.add_result(&result, morning()).unwrap();
    store.set_exam_day("made", Some("2026-12-26"), morning()).unwrap();
    then(Driver::with(store, library, Palette::Dark), "p")
}

fn how_made() -> Driver {
    then(ready_number(), "i")
}

fn date_typing() -> Driver {
    then(ready_number(), "e")
}

fn domain() -> Driver {
    then(ready_number(), "down enter")
}

#[test]
fn every_page_looks_as_it_did() {
    for (name, scene) in ALL {
        looks(name, scene);
    }
}

#[test]
fn too_few_answers_give_no_verdict_and_many_a_number_with_its_range_and_condition() {
    ready_empty().sees("No answers yet").sees_no("Chance to pass");
    ready_too_few().sees("Too early to say").sees("more first answers are needed").sees_no("Chance to pass");
    ready_band().sees("A number asks for 150 first answers").sees_no("Chance to pass");
    ready_number().sees("Chance to pass").sees("between").sees("if the real exam resembles this bank");
}

#[test]
fn the_exams_day_is_typed_kept_and_taken_back() {
    let mut driver = ready_band();
    driver.sees("exam on 2026-12-26, in 34 days").sees("Plan");
    driver.keys("e").keys("backspace 4 enter").sees("exam on 2026-12-24");
    driver.keys("e").keys(&"backspace ".repeat(10)).keys("enter").sees("no exam date").sees_no("Plan ");
    driver.keys("e s o o n enter").sees("'soon' is no date").keys("esc").sees("no exam date");
}

#[test]
fn a_result_is_typed_and_taken_back() {
    let mut driver = ready_band();
    driver.keys("r").keys("p a s s e d space 3 1 2 enter").sees("2026-11-22: passed with 312");
    driver.keys("r m a y b e enter").sees("neither passed or failed").keys("esc");
    driver.keys("r enter").sees_no("passed with 312");
}

#[test]
fn a_domain_opens_its_items_and_begins_its_drill_and_esc_leads_back() {
    let mut driver = domain();
    driver.sees("Missed twice or more").keys("enter").sees("Your answers").keys("esc").sees("Missed twice or more");
    driver.keys("esc").sees("Chance to pass").keys("esc").sees("practicum");
    domain().keys("d").sees("1 of 25");
}

#[test]
fn home_keeps_what_it_shows_until_something_changes() {
    let mut driver = home_number();
    driver.sees("% (").sees("in 34 days");
    driver.keys("p e").keys(&"backspace ".repeat(10)).keys("enter esc").sees("no date").sees("% (");
}
