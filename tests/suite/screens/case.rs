//! An exam with a case: its documents and its items, side by side or taking turns, and the lock before a later item.

use std::path::Path;

use practicum::library::Library;
use practicum::store::Store;
use practicum::tui::Palette;

use super::driver::Driver;
use super::snapshots::{looks, looks_after};

/// A mock of eight items, three of them on a case.
fn begun() -> Driver {
    let banks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/case-banks");
    let mut driver = Driver::with(Store::in_memory().unwrap(), Library::only(banks), Palette::Dark);
    driver.begin();
    driver
}

/// At the first item of the case.
fn case() -> Driver {
    let mut driver = begun();
    driver.leap_to("desk-case-1-1");
    driver
}

fn lock() -> Driver {
    let mut driver = case();
    driver.keys("a right right");
    driver
}

#[test]
fn a_case_and_its_item() {
    looks("exam-case", case);
}

#[test]
fn the_documents_of_a_case() {
    looks_after("exam-case-documents", case, "tab ]");
}

#[test]
fn before_an_answer_is_locked() {
    looks("exam-lock", lock);
}

#[test]
fn the_documents_keep_their_place_and_an_answer_is_not_given_out_of_sight() {
    let mut driver = case();
    driver.resize(80, 24).keys("]").sees("One volume is handed out at a time").sees_no("How many volumes");
    driver.keys("a").sees("How many volumes").sees("0 answered");
    driver.keys("a").sees("1 answered");
    driver.keys("tab").sees("One volume is handed out at a time");
    driver.keys("right").sees("Who is told of the torn page?");
    driver.keys("tab").sees("One volume is handed out at a time").keys("[").sees("both volumes of the town atlas");
}

fn finding() -> Driver {
    let mut driver = case();
    driver.keys("/").types("volume");
    driver
}

#[test]
fn words_found_in_the_record() {
    looks("exam-case-find", finding);
}

#[test]
fn a_search_goes_through_all_documents_and_leaves_the_record_where_it_is() {
    let mut driver = case();
    driver.resize(80, 24).keys("/").sees("Find").sees("in all documents");
    driver.types("torn").sees("1 of 2").types("xyz").sees("not in the record");
    driver.keys("backspace backspace backspace backspace backspace backspace backspace").types("torn").sees("1 of 2");
    driver.keys("enter").sees("2 of 2").keys("down").sees("1 of 2").keys("up").sees("2 of 2");
    driver.keys("esc").sees_no("2 of 2").keys("a").sees("0 answered").keys("a").sees("1 answered");
}

#[test]
fn on_a_wide_screen_both_are_in_sight() {
    let mut driver = case();
    driver.resize(120, 40).sees("How many volumes").sees("both volumes of the town atlas");
    driver.keys("b").sees("1 answered").click("Desk log").sees("page 7 torn").sees("How many volumes");
}

#[test]
fn a_later_item_opens_only_when_the_candidate_agrees_to_the_lock() {
    let mut driver = lock();
    driver.sees("Lock what comes before?").keys("enter").sees("Who is told of the torn page?");
    driver.keys("right down enter").sees("Volume I is back");
    driver.keys("left left").sees("This answer is locked").keys("b").sees("this answer is locked: an item after it");
    driver.keys("g").sees("locked");
}

#[test]
fn an_item_whose_forerunner_was_never_seen_does_not_open() {
    let mut driver = begun();
    driver.leap_to("desk-case-1-3").sees("opens when you have seen item").sees_no("Volume I is back");
}
