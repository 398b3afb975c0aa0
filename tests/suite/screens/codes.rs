//! Codes are typed into a table over the case: keys, what reaches the disk, and how it looks before and after.

use practicum::tui::Palette;

use super::driver::Driver;
use super::scenes_codes::{self as scenes, row};
use super::snapshots::{looks, looks_after};

looks! {
    an_item_whose_codes_are_typed = "codes-item", item;
    a_code_in_the_middle = "codes-typing", typing;
    codes_that_there_are_not = "codes-unknown", unknown;
    at_an_indicator = "codes-poa", poa;
    a_table_that_is_filled = "codes-filled", filled;
    an_answer_of_codes_that_is_locked = "codes-locked", locked;
    the_report_of_a_form_with_codes = "codes-summary", summary;
    codes_afterwards = "codes-afterwards", afterwards;
    help_over_the_table = "help-codes", help;
    setting_an_exam_with_codes_up = "setup-codes", setup;
    codes_to_pick_from = "codes-picks", picks;
    codes_that_were_picked = "codes-picked", picked;
}

#[test]
fn the_documents_beside_the_table() {
    looks_after("codes-documents", scenes::filled, "tab ] ]");
}

#[test]
fn the_last_codes_afterwards() {
    looks_after("codes-afterwards-end", scenes::afterwards, "pagedown pagedown pagedown pagedown");
}

#[test]
fn a_table_without_colours() {
    let mut driver = scenes::begun(Palette::Plain);
    row(driver.keys("enter"), "k8000", "y").types("e87x").keys("down").types("d62");
    super::snapshots::kept("codes-plain", &driver.styled());
}

#[test]
fn a_row_that_is_complete_or_left_is_an_answer() {
    let mut driver = scenes::typing();
    driver.sees("0 answered");
    driver.keys("0 enter").sees("1 answered").keys("y enter").types("e876").sees("1 answered").keys("esc");
    driver.sees("⏎ type codes").sees("Hypokalemia");
    driver.keys("u u").sees_no("Hypokalemia").sees("K80.00").keys("u u u").sees("nothing to undo here");
}

#[test]
fn letters_are_made_capitals_and_the_dot_comes_by_itself() {
    let mut driver = scenes::item();
    driver.keys("enter").types("e11.22").sees("E11.22▏").sees("Type 2 diabetes mellitus with diabetic chronic kidney");
    driver.keys("backspace").sees("E11.2▏").keys("backspace").sees("E11▏");
}

#[test]
fn arrows_go_to_other_items_once_the_table_is_left() {
    let mut driver = scenes::filled();
    driver.keys("left left").sees("0FT44ZZ");
    driver.keys("esc left").sees_no("K80.00").keys("right").sees("K80.00").sees("⏎ type codes");
    driver.keys("m").sees("⚑ flagged").keys("g").sees("all items");
}

#[test]
fn a_locked_table_stands() {
    let mut driver = scenes::locked();
    driver.sees("This answer is locked.").keys("enter").sees("an item after it is open").keys("x").sees("K80.00");
    driver.keys("u").sees("locked");
}

#[test]
fn rows_are_added_removed_and_moved() {
    let mut driver = scenes::filled();
    driver.keys("up up").sees("▌ Z90.49").keys("<").sees("▌ Z90.49").keys("delete").sees_no("Z90.49");
    driver.keys("home >").sees("▌ K80.00");
    let lines = driver.words();
    assert!(lines.find("E11.22").unwrap() < lines.find("K80.00").unwrap(), "the second came first:\n{lines}");
    driver.keys("+").types("d62").sees("Acute posthemorrhagic anemia");
}

#[test]
fn a_click_takes_a_row() {
    let mut driver = scenes::item();
    driver.click("Secondary diagnoses");
    driver.sees("⏎ type codes");
    driver.keys("enter").types("k8000").keys("esc").click("Calculus of gallbladder").sees("▌ K80.00▏");
}

#[test]
fn what_cannot_be_written_stays_typed() {
    let mut driver = scenes::item();
    driver.keys("enter").types("k8000").disk_is_full(true).keys("down").sees("the disk is full").sees("▌ K80.00▏");
    driver.disk_is_full(false).keys("down").sees("1 answered").sees_no("▌ K80.00");
}

#[test]
fn nothing_is_typed_into_a_table_out_of_sight() {
    let mut driver = scenes::typing();
    driver.resize(80, 24).keys("tab").sees("insulin glargine").keys("5").sees("K80.0");
    driver.sees_no("K80.05").keys("0").sees("K80.00");
    driver.resize(120, 40).keys("tab ]").sees("four trocars").keys("backspace").sees("K80.0▏").sees("four trocars");
}

#[test]
fn what_is_typed_when_the_time_is_over_counts() {
    let mut driver = scenes::typing();
    driver.keys("0").wait(1_200).sees("time ran out").sees("1 wrong POA").keys("a down down enter").sees("K80.00");
}

#[test]
fn ctrl_c_asks_and_keeps_what_was_typed() {
    let mut driver = scenes::typing();
    driver.keys("0 ctrl-c").sees("End the exam?").keys("esc").sees("1 answered").sees("K80.00");
}

#[test]
fn what_is_typed_is_there_after_the_exam_was_left_over_the_book() {
    let mut driver = scenes::typing();
    driver.keys("0 ctrl-b ctrl-c").sees("End the exam?").keys("down enter").sees("Resume");
    driver.keys("r").sees("1 answered").sees("K80.00");
}

#[test]
fn a_typed_answer_is_there_when_the_sitting_is_taken_up() {
    let mut driver: Driver = scenes::filled();
    driver.keys("esc q down enter").keys("r").sees("Z90.49").sees("⏎ type codes");
    driver.keys("pagedown").sees("0FT44ZZ");
}

#[test]
fn a_code_is_picked_from_the_list_of_its_row() {
    let mut driver = scenes::picks();
    driver.sees("Principal diagnosis: pick one of").keys("k").sees("▌   K80.00").keys("enter").sees_no("pick one of");
    driver.sees("1 answered").sees("Calculus of gallbladder with acute cholecystitis").keys("y enter");
    driver.keys("enter").sees("● K80.00").keys("esc").sees("Enter: the codes to pick from.");
    driver.keys("up backspace").sees_no("K80.00").sees("0 answered");
}

#[test]
fn another_code_is_picked_in_the_place_of_one_and_nothing_is_typed() {
    let mut driver = scenes::picked();
    driver.keys("home a").sees("▌ ● K80.00").keys("down enter").sees_no("K80.00");
    driver.keys("esc u").sees("K80.00");
}

#[test]
fn the_report_says_that_picked_codes_make_the_score_a_little_high() {
    let mut driver = scenes::picked();
    driver.keys("esc q down down enter down enter").sees("Codes were picked from lists.").sees("a little high");
}

#[test]
fn the_book_is_open_and_gives_no_code_to_a_row_that_is_picked() {
    let mut driver = scenes::picked();
    driver.keys("ctrl-b").types("hypokalemia").keys("enter t").sees("picked from the list here");
}
