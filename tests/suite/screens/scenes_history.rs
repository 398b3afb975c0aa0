//! States of the history, of comparisons and of reports that need a record with a past.

use jiff::Timestamp;
use practicum::exam::Length;
use practicum::library::Library;
use practicum::store::Store;
use practicum::tui::Palette;

use super::driver::{Driver, demo_bank};
use super::scenes::Scene;
use crate::practice::{Candidate, DAY_MS, Manner};

pub(super) const ALL: [(&str, Scene); 17] = [
    ("history-week", week),
    ("history-year", year),
    ("history-mocks", mocks),
    ("history-note", note),
    ("history-delete", delete),
    ("history-typing", typing),
    ("history-compare", marked),
    ("charts-empty", charts_empty),
    ("charts-week", charts_week),
    ("charts-year", charts_year),
    ("charts-days", charts_days),
    ("charts-two", charts_two),
    ("compare", compare),
    ("compare-items", compare_items),
    ("report-rushed", rushed),
    ("report-pace", pace),
    ("report-changed", changed),
];

/// An hour before the driver's clock begins.
fn morning() -> i64 {
    "2026-11-22T08:00:00Z".parse::<Timestamp>().unwrap().as_millisecond()
}

fn demo(days: i64, practise: impl FnOnce(&mut Candidate<'_>)) -> Driver {
    let mut store = Store::in_memory().unwrap();
    let span = (morning() - days * DAY_MS, morning());
    practise(&mut Candidate::new(&mut store, &demo_bank(), "demo", span, 42));
    Driver::with(store, demo_bank(), Palette::Dark)
}

fn after(mut driver: Driver, keys: &str) -> Driver {
    driver.keys(keys);
    driver
}

fn of_a_week() -> Driver {
    demo(6, |candidate| candidate.practise(3, Length::Full, 0.6))
}

fn of_a_year() -> Driver {
    demo(360, |candidate| candidate.practise(24, Length::Full, 0.2))
}

pub(super) fn week() -> Driver {
    after(of_a_week(), "h")
}

pub(super) fn year() -> Driver {
    after(of_a_year(), "h down")
}

/// Only mocks, the best first.
pub(super) fn mocks() -> Driver {
    after(of_a_year(), "h f s")
}

/// A mock with a name and a note of its own.
pub(super) fn note() -> Driver {
    after(of_a_week(), "h f n F i r s t space g o enter o M o r e space t i m e space f o r space l o a n s enter")
}

pub(super) fn delete() -> Driver {
    after(of_a_week(), "h down x")
}

pub(super) fn typing() -> Driver {
    after(of_a_week(), "h n B e f o r e")
}

/// One mock waits to be compared.
pub(super) fn marked() -> Driver {
    after(of_a_week(), "h f c down")
}

pub(super) fn charts_empty() -> Driver {
    after(Driver::new(), "h tab")
}

pub(super) fn charts_week() -> Driver {
    after(of_a_week(), "h tab")
}

pub(super) fn charts_year() -> Driver {
    after(of_a_year(), "h tab down down")
}

/// The end of the charts' page, where the days are.
pub(super) fn charts_days() -> Driver {
    after(of_a_year(), "h tab pagedown pagedown pagedown")
}

/// Two credentials, the second with answers of one day.
pub(super) fn charts_two() -> Driver {
    let folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/banks")];
    let library = Library::with_folders(folders);
    let mut store = Store::in_memory().unwrap();
    let span = (morning() - 6 * DAY_MS, morning());
    Candidate::new(&mut store, &library, "demo", span, 42).practise(3, Length::Full, 0.6);
    Candidate::new(&mut store, &library, "rhit", (morning(), morning()), 43).drill(morning(), 12);
    after(Driver::with(store, library, Palette::Dark), "h tab right")
}

pub(super) fn compare() -> Driver {
    after(of_a_year(), "h f c end c")
}

pub(super) fn compare_items() -> Driver {
    after(of_a_year(), "h f c end c pagedown pagedown pagedown")
}

fn of_a_mock(manner: Manner) -> Driver {
    demo(1, |candidate| {
        candidate.mock(morning() - DAY_MS, Length::Full, manner);
    })
}

pub(super) fn rushed() -> Driver {
    after(of_a_mock(Manner::Rushed), "h enter")
}

pub(super) fn pace() -> Driver {
    after(of_a_mock(Manner::Rushed), "h enter p")
}

pub(super) fn changed() -> Driver {
    after(of_a_year(), "h f enter c")
}
