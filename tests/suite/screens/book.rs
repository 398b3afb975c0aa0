//! The code book on the screen: what is found, where codes lead, the way back, and exams with and without it.

use practicum::tui::Palette;

use super::driver::Driver;
use super::scenes_book as scenes;
use super::scenes_codes;
use super::snapshots::{kept, looks, looks_after};

looks! {
    before_the_first_search = "book", empty;
    what_a_search_finds = "book-search", search;
    a_diagnosis_with_inherited_notes = "book-diagnosis", diagnosis;
    a_category_with_what_is_below = "book-category", category;
    a_procedure_with_its_places = "book-procedure", procedure;
    a_table_of_procedures = "book-table", table;
    the_book_over_a_row_of_codes = "book-exam", exam;
    help_over_a_page = "help-book", help;
    an_ms_drg = "book-drg", drg;
    places_that_are_kept = "book-kept", kept;
}

#[test]
fn the_end_of_a_table() {
    looks_after("book-table-end", scenes::table, "end");
}

#[test]
fn a_page_without_colours() {
    let mut driver = Driver::painted(Palette::Plain);
    kept("book-plain", &driver.keys("b").types("e119").keys("enter down").styled());
}

#[test]
fn the_list_follows_what_is_typed() {
    let mut driver = Driver::new();
    driver.keys("b").types("e11").sees("E11.10").sees("▌ E11 ").keys("down").sees("▌ E11.0");
    driver
        .types(".22")
        .sees("5 found")
        .keys("backspace")
        .sees("E11.21")
        .keys("delete")
        .sees("Type words")
        .sees_no("E11.21");
    driver.types("qqqq").sees("nothing found").keys("enter").sees("nothing found");
}

#[test]
fn codes_are_followed_and_the_way_back_leads_to_the_same_place() {
    let mut driver = Driver::new();
    driver.keys("b").types("e11.9").keys("enter down down pagedown");
    let page = driver.lines();
    assert!(page.iter().any(|line| line.starts_with("   ▌")), "a code is under the cursor:\n{}", page.join("\n"));
    driver.keys("enter");
    let next = driver.lines();
    assert_ne!(next, page);
    driver.keys("left");
    assert_eq!(driver.lines(), page);
    driver.keys("right");
    assert_eq!(driver.lines(), next);
    driver.keys("left left").sees("▌ E11.9").keys("right");
    assert_eq!(driver.lines(), page);
    driver.keys("right right").sees("no page to go forward to");
}

#[test]
fn every_code_of_a_page_can_be_reached_with_the_arrow() {
    let mut driver = scenes::category();
    let mut seen = Vec::new();
    for _ in 0..80 {
        let lines = driver.lines();
        let here = lines.iter().find(|line| line.starts_with("   ▌")).map(|line| line.trim().to_owned());
        seen.extend(here);
        driver.keys("down");
    }
    for code in ["N18.1", "N18.3", "N18.9"] {
        assert!(seen.iter().any(|line| line.contains(code)), "{code}: {seen:#?}");
    }
    driver.keys(&"up ".repeat(120)).sees("N18  Chronic kidney disease");
}

#[test]
fn a_table_leads_to_a_code_place_by_place() {
    let mut driver = scenes::table();
    driver.keys("home").resize(80, 50).click("N  Sigmoid Colon");
    driver.sees("0DTN").sees("Approach can be").sees_no("Approach can be 1").click("4  Percutaneous Endoscopic");
    driver.sees("0DTN4").keys("left left").sees("Row 1 of");
}

#[test]
fn a_click_opens_what_was_found() {
    scenes::search().click("I21.4").sees("I21.4  Non-ST elevation").click("/ search").sees("the first 100");
}

#[test]
fn it_keeps_its_place_at_home() {
    let mut driver = scenes::diagnosis();
    let page = driver.lines();
    driver.keys("esc").sees("practicum").keys("b");
    assert_eq!(driver.lines(), page);
    driver.keys("b").sees("practicum").keys("b left").sees("▌ E11.9");
}

#[test]
fn ctrl_c_quits_at_home_and_asks_in_an_exam() {
    assert!(scenes::search().keys("ctrl-c").quit);
    let mut driver = scenes::exam();
    driver.keys("ctrl-c").sees("End the exam?");
    assert!(!driver.quit);
}

#[test]
fn over_an_item_it_comes_and_goes_and_the_answer_stands() {
    let mut driver = scenes_codes::filled();
    let item = driver.lines();
    driver.keys("ctrl-b").sees("code book").types("t2dm").sees("E11").keys("down enter").sees("From E11").keys("esc");
    assert_eq!(driver.lines(), item);
    driver.keys("esc left ctrl-b").sees("From E11").keys("ctrl-b").sees_no("From E11");
}

#[test]
fn the_clock_goes_on_and_the_end_of_the_time_ends_the_exam() {
    let mut driver = scenes::exam();
    driver.sees("18:55").wait(60).sees("17:55").wait(1_200).sees("time ran out").sees_no("code book");
}

#[test]
fn a_code_is_taken_into_the_open_row() {
    let mut driver = scenes::exam();
    driver.keys("t").sees("▌ E11.22▏").keys("enter").sees("1 answered");
    driver.keys("ctrl-b left left delete").types("0dtn4zz").keys("enter t").sees("ICD-10-PCS belongs into another row");
    driver.keys("left delete").types("e11").keys("enter t").sees("Only a code that can be reported");
    driver.keys("esc").sees("E11.22").keys("esc ctrl-b left delete").types("e119").keys("enter t").sees("open row");
}

#[test]
fn an_exam_without_typed_codes_is_sat_without_it() {
    let mut driver = Driver::built_in();
    driver.on("RHIT").keys("s 5 enter");
    let item = driver.lines();
    driver.keys("ctrl-b");
    assert_eq!(driver.lines(), item);
    driver.sees_no("code book").keys("?").sees_no("code book").keys("esc b").sees_no("code book").sees("1 answered");
}

#[test]
fn an_item_of_options_beside_typed_ones_has_it() {
    let mut driver = scenes_codes::begun(Palette::Dark);
    driver.keys("left").resize(120, 40).sees("ctrl-b code book").keys("ctrl-b").sees("Type words");
}

#[test]
fn a_page_is_kept_and_found_again_under_the_empty_search() {
    let mut driver = scenes::kept();
    driver.sees("Kept with m").sees("▌ DRG 470").sees("E11.9").sees("0DT");
    driver.keys("enter").sees("MAJOR HIP AND KNEE").sees("Kept: m takes the bookmark away.");
    driver.keys("m").sees_no("Kept: m").keys("s").sees_no("470").sees("▌ 0DT");
    driver.keys("esc b").sees("Kept with m").sees("E11.9");
}

#[test]
fn an_ms_drg_leads_to_those_that_differ_in_complications() {
    let mut driver = scenes::drg();
    driver.sees("MS-DRG 194").sees("relative weight").sees("193").sees("195");
    driver.keys("enter").sees("MS-DRG 193").keys("left").sees("MS-DRG 194");
}

#[test]
fn another_year_shows_the_same_page_as_it_was_then() {
    let mut driver = scenes::empty();
    driver.types("i1a.0").keys("enter").sees("Resistant hypertension").sees("Can be reported");
    driver.keys("< < <").sees("FY2023").sees("Not valid in FY2023").keys(">").sees("FY2024").sees("Can be reported");
    driver.keys("esc b").sees("FY2024").keys("> > >").sees("no book of another year that way");
}

#[test]
fn an_item_opens_the_year_that_it_names() {
    let mut driver = scenes_codes::begun(Palette::Dark);
    driver.keys("ctrl-b").types("e11").keys("< ctrl-b ctrl-b").sees_no("Codes of").sees("E11");
}
