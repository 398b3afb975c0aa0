//! Queries: what they look like, and what keys make of them.

use crossterm::event::{MouseButton, MouseEventKind};
use practicum::store::Store;
use practicum::tui::Palette;

use super::driver::Driver;
use super::scenes_query as scenes;
use super::snapshots::{kept, looks, looks_after};

looks! {
    the_queries_of_a_bank = "queries", list;
    the_queries_after_two_builds = "queries-built", list_built;
    a_query_before_anything_is_chosen = "query-build", begun;
    a_query_with_some_parts_chosen = "query-chosen", chosen;
    a_query_that_lacks_parts = "query-short", short;
    the_documents_of_a_query = "query-record", record;
    a_query_that_is_compliant = "query-compliant", compliant;
    a_query_that_is_not_compliant = "query-not-compliant", not_compliant;
    a_bank_without_queries = "queries-none", none;
    help_over_a_query = "help-query", help;
}

#[test]
fn the_parts_of_a_judged_query() {
    looks_after("query-not-compliant-parts", scenes::not_compliant, "pagedown pagedown");
}

#[test]
fn a_judged_query_without_colours() {
    let mut driver = Driver::with(Store::in_memory().unwrap(), scenes::library(), Palette::Plain);
    driver.keys("w enter");
    for part in ["The nurse", "Clarification", "'Anemia'", "Do you agree", "Please answer in"] {
        scenes::choose(&mut driver, part);
    }
    driver.keys("enter");
    kept("query-plain", &driver.styled());
}

#[test]
fn a_slot_for_one_part_holds_the_last_one_chosen_and_a_full_one_says_so() {
    let mut driver = scenes::begun();
    scenes::choose(&mut driver, "The nurse").sees("● The nurse").sees("1 chosen");
    scenes::choose(&mut driver, "B. Sorel").sees("● B. Sorel").sees_no("● The nurse").sees("1 chosen");
    scenes::choose(&mut driver, "B. Sorel").sees_no("● B. Sorel").sees("0 chosen");
    for part in ["Hemoglobin 10.9", "Hemoglobin 7.6", "Hemoglobin 6.7", "Estimated", "Bled", "Potassium", "CKD"] {
        scenes::choose(&mut driver, part);
    }
    scenes::choose(&mut driver, "Crystalloid").sees("There is room for 7 here").sees("7 chosen");
}

#[test]
fn help_does_not_move_what_it_covers() {
    let mut driver = scenes::not_compliant();
    driver.keys("pagedown");
    let before = driver.lines();
    driver.keys("? esc");
    assert_eq!(driver.lines(), before);
    driver.resize(40, 12).keys("m").resize(80, 24);
    assert_eq!(driver.lines(), before);
}

#[test]
fn a_part_is_chosen_with_a_click_too() {
    scenes::begun().click("B. Sorel").sees("● B. Sorel");
}

#[test]
fn a_click_on_more_turns_to_the_pane_it_stands_in() {
    let mut driver = scenes::begun();
    let lines = driver.resize(120, 16).keys("tab").lines();
    let row = lines.iter().rposition(|line| line.contains("↓ more")).unwrap();
    let column = lines[row].chars().collect::<Vec<_>>().iter().rposition(|&sign| sign == '↓').unwrap();
    driver.mouse(MouseEventKind::Down(MouseButton::Left), column as u16, row as u16).sees("14 May, the patient");
    driver.keys("pagedown").sees_no("14 May, the patient");
}

#[test]
fn nothing_is_chosen_while_the_documents_hide_it() {
    let mut driver = scenes::begun();
    driver.keys("tab space").sees("0 chosen").keys("space").sees("1 chosen");
    driver.resize(120, 40).keys("tab space").sees("0 chosen");
}

#[test]
fn queries_that_were_left_go_on_as_they_stood_and_a_new_one_begins_empty() {
    let mut driver = scenes::chosen();
    driver.keys("esc").sees("0 of 2 built compliant").keys("enter").sees("5 chosen");
    driver.keys("esc down enter").sees("0 chosen").keys("space").sees("1 chosen");
    driver.keys("esc up enter").sees("5 chosen").keys("esc down enter").sees("1 chosen");
}

#[test]
fn parts_come_in_another_order_at_every_visit() {
    let mut driver = scenes::begun();
    let orders: Vec<Vec<String>> = (0..4).map(|_| driver.keys("esc enter").lines()).collect();
    assert!(orders.iter().any(|order| *order != orders[0]));
    let mut driver = scenes::compliant();
    driver.keys("r").sees("0 chosen");
}

#[test]
fn the_best_build_stays_in_the_list() {
    let mut driver = scenes::compliant();
    driver.keys("r");
    for part in ["The nurse", "Clarification", "'Anemia'", "Do you agree", "Please answer in"] {
        scenes::choose(&mut driver, part);
    }
    driver.keys("enter").sees("✗ not compliant").keys("esc").sees("✓ 100%").sees("1 of 2 built compliant");
}

#[test]
fn a_build_that_cannot_be_written_is_not_shown_as_judged() {
    let mut driver = scenes::begun();
    for part in ["The nurse", "Clarification", "'Anemia'", "Do you agree", "Please answer in"] {
        scenes::choose(&mut driver, part);
    }
    driver.disk_is_full(true).keys("enter").sees("the disk is full").sees_no("compliant");
    driver.disk_is_full(false).keys("enter").sees("✗ not compliant");
}

#[test]
fn where_nothing_can_be_written_a_build_is_judged_and_not_kept() {
    let home = tempfile::tempdir().unwrap();
    let reason = "practicum is open in another terminal".to_owned();
    let store = Store::open_read_only(home.path(), reason).unwrap();
    let mut driver = Driver::with(store, scenes::library(), Palette::Dark);
    driver.keys("w enter");
    for part in ["The nurse", "Clarification", "'Anemia'", "Do you agree", "Please answer in"] {
        scenes::choose(&mut driver, part);
    }
    driver.keys("enter").sees("✗ not compliant").sees("This build is not kept.").keys("esc").sees_no("%");
}

#[test]
fn builds_are_no_answers() {
    let mut driver = scenes::compliant();
    driver.keys("esc esc").sees("CDI").sees_no("answers,").keys("h").sees("No sitting yet");
}

#[test]
fn the_documents_keep_their_lines_and_their_whole_titles() {
    let title = "Operative note, 12 May 2026, left hip, hemiarthroplasty";
    let mut driver = scenes::begun();
    driver.resize(60, 15).keys("]").sees(title).keys("]");
    assert!(driver.lines().iter().any(|line| line.trim() == "14 May 06:00 hemoglobin 8.9 g/dL"));
    driver.resize(80, 24).keys("[").sees(&format!("2 of 5  {title}")).sees_no("…");
}

#[test]
fn by_the_page_the_cursor_comes_to_every_part_and_back() {
    let mut driver = scenes::begun();
    let mut pages = 0;
    while !driver.words().contains("▌   Please answer") && pages < 9 {
        driver.keys("pagedown");
        assert!(driver.words().contains('▌'), "{}", driver.lines().join("\n"));
        pages += 1;
    }
    assert!((2..5).contains(&pages), "{pages}");
    for _ in 0..pages {
        driver.keys("pageup");
    }
    driver.keys("up up up").sees("Build the query to be sent").sees("Send to");
}
