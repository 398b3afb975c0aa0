//! The history, comparisons, and what a report tells of time and changes: how they look, and what keys make of them.

use super::driver::Driver;
use super::scenes_history as scenes;
use super::snapshots::looks;

looks! {
    sittings_of_a_week = "history-week", week;
    sittings_of_a_year = "history-year", year;
    the_mocks_alone_the_best_first = "history-mocks", mocks;
    a_sitting_with_a_name_and_a_note = "history-note", note;
    asking_before_a_sitting_is_deleted = "history-delete", delete;
    typing_a_name = "history-typing", typing;
    a_mock_that_waits_to_be_compared = "history-compare", marked;
    charts_before_the_first_answer = "charts-empty", charts_empty;
    charts_of_a_week = "charts-week", charts_week;
    charts_of_a_year = "charts-year", charts_year;
    days_of_a_year = "charts-days", charts_days;
    two_mocks_side_by_side = "compare", compare;
    items_of_two_forms = "compare-items", compare_items;
    a_mock_that_was_rushed = "report-rushed", rushed;
    the_pace_of_a_sitting = "report-pace", pace;
    answers_that_were_changed = "report-changed", changed;
}

/// The row that the cursor is on.
fn row(driver: &mut Driver) -> String {
    driver.lines().into_iter().find(|line| line.contains('▌')).unwrap_or_default()
}

#[test]
fn a_sitting_is_deleted_after_a_question_and_comes_back() {
    let mut driver = scenes::week();
    let before = driver.keys("down").lines();
    driver.keys("x").sees("Delete weak drill").keys("enter").sees_no("Delete");
    assert_eq!(driver.lines(), before);
    let gone = row(&mut driver);
    driver.keys("x down enter").sees("is deleted; u brings it back");
    assert_ne!(row(&mut driver), gone);
    driver.keys("u");
    assert_eq!(row(&mut driver), gone, "the cursor is on what came back");
    assert_eq!(driver.lines(), before);
    driver.keys("u").sees("no sitting was deleted from this list");
}

#[test]
fn a_deleted_sitting_leaves_the_figures() {
    let mut driver = scenes::charts_week();
    let answers = |driver: &mut Driver| driver.lines()[0].trim().to_owned();
    let before = answers(&mut driver);
    driver.keys("tab x down enter tab");
    assert_ne!(answers(&mut driver), before);
    driver.keys("tab u tab");
    assert_eq!(answers(&mut driver), before);
}

#[test]
fn names_and_notes_are_kept_and_taken_back() {
    let mut driver = scenes::note();
    driver.sees("First go").sees("≡ More time for loans").keys("esc h f").sees("First go");
    let erase = "backspace ".repeat(10);
    driver.keys("n").keys(&erase).keys("enter").sees_no("First go").sees("full mock").sees("≡ More time");
    driver.keys("o x esc").sees("≡ More time for loans").sees_no("loansx");
}

#[test]
fn a_row_opens_its_report_and_the_list_stands_as_it_was_left() {
    let mut driver = scenes::year();
    driver.keys("f s down");
    let before = driver.lines();
    driver.keys("enter").sees("an estimate, see i").keys("esc");
    assert_eq!(driver.lines(), before);
}

#[test]
fn charts_lead_to_the_list_and_from_credential_to_credential() {
    let mut driver = scenes::charts_two();
    driver.sees("RHIT · history in charts · 2 of 2").sees("No mock has ended yet").keys("left");
    driver.sees("DEMO · history in charts · 1 of 2").keys("tab").sees("Sitting").keys("tab").sees("1 of 2");
    driver.click("2 Lending").keys("esc").sees("practicum");
}

#[test]
fn only_two_mocks_of_a_credential_are_compared() {
    let mut driver = scenes::week();
    driver.keys("f f c").sees("only mocks that have ended can be compared");
    driver.keys("f f f c").sees("marked: now c on another mock").keys("down c").sees("two mocks compared");
    driver.keys("esc").sees("history · mocks").keys("c c").sees_no("●");
}

#[test]
fn a_rushed_mock_says_that_it_does_not_count() {
    scenes::rushed().sees("Rushed: 2 of 12 answers").sees("does not count for readiness");
    scenes::changed().keys("esc").sees_no("Rushed");
}
