//! Drills that ask for a number and for an order of steps: what they look like, and what keys make of them.

use std::fs;

use practicum::bank::{Given, Number};
use practicum::exam::Certainty;

use super::driver::Driver;
use super::scenes_kinds::{self as scenes, at, sort};
use super::snapshots::looks;

looks! {
    a_number_is_typed = "drill-number", number;
    the_calculator_over_a_number = "drill-number-calculator", number_calculator;
    a_number_within_the_tolerance = "drill-number-right", number_right;
    a_number_by_a_known_wrong_formula = "drill-number-recognized", number_recognized;
    steps_are_put_in_order = "drill-order", order;
    steps_in_a_wrong_order = "drill-order-wrong", order_wrong;
    steps_in_the_right_order = "drill-order-right", order_right;
    help_over_a_number = "help-drill-number", help_number;
    help_over_an_order = "help-drill-order", help_order;
}

#[track_caller]
fn gave(driver: &mut Driver, given: &Given, certainty: Certainty) {
    for drill in [driver.drill().clone(), driver.drill_on_disk().unwrap()] {
        let answer = drill.turn().unwrap().answer.as_ref().unwrap();
        assert_eq!((&answer.given, answer.certainty), (given, certainty));
    }
}

fn number(text: &str) -> Given {
    Given::Number(Number::written(text).unwrap())
}

#[test]
fn only_what_makes_a_number_is_typed_and_a_comma_is_sent_back() {
    let mut driver = at("842 books");
    driver.keys("enter").sees("Type a number first.");
    driver.keys("a 2 ,").sees("typed without commas").keys("8").sees("28▏ %");
    driver.keys("backspace . 8 . x 7 9").sees("2.879▏ %");
    driver.keys("enter").sees("This item asks for 2 decimals, and 3 are typed");
    driver.keys("backspace delete").sees_no("2.87");
    driver.keys("2 . 9 left left backspace 3 s enter").sees("sure and wrong").sees("3.9 %");
    gave(&mut driver, &number("3.9"), Certainty::Sure);
}

#[test]
fn a_right_number_says_so_and_can_be_doubted() {
    let mut driver = at("842 books");
    driver.keys("2 . 8 7 enter").sees("✓ right").sees("✓ ● 2.87 %").sees("due again");
    driver.keys("u").sees("right, unsure");
    gave(&mut driver, &number("2.87"), Certainty::Unsure);
}

#[test]
fn ctrl_c_asks_before_it_leaves_a_drill() {
    let mut driver = at("842 books");
    driver.keys("2 k ctrl-c").sees("Leave the drill?").keys("esc ctrl-c").sees("Leave the drill?");
    assert!(!driver.quit);
}

#[test]
fn the_calculator_takes_digits_and_gives_them_back_to_the_number() {
    let mut driver = at("842 books");
    driver.keys("2 k 9 9 esc . 8 7").sees("2.87▏ %");
}

#[test]
fn a_number_that_cannot_be_written_stays_in_its_line() {
    let mut driver = at("842 books");
    driver.keys("2 . 8 7").disk_is_full(true).keys("enter").sees("2.87▏ %");
    driver.disk_is_full(false).keys("enter").sees("✓ right");
}

#[test]
fn leaving_says_that_what_is_typed_or_moved_is_not_kept() {
    at("842 books").keys("2 esc").sees("and is not kept.");
    at("nobody has read").keys("> esc").sees("and is not kept.");
    at("nobody has read").keys("> < esc").sees_no("and is not kept.");
}

#[test]
fn steps_are_moved_and_only_the_whole_order_is_right() {
    let mut driver = at("nobody has read");
    driver.keys("enter").sees("Put the steps in order first");
    sort(&mut driver).keys("enter").sees("✓ right").sees("You had it here.");
    gave(&mut driver, &Given::Steps(vec![0, 1, 2, 3]), Certainty::NotSaid);
    let mut driver = at("nobody has read");
    sort(&mut driver).keys("home >").keys("u enter").sees("✗ wrong, unsure").sees("You had it at 2.");
    gave(&mut driver, &Given::Steps(vec![1, 0, 2, 3]), Certainty::Unsure);
}

#[test]
fn steps_go_back_to_where_they_were_and_a_click_moves_the_cursor() {
    let mut driver = at("nobody has read");
    let before = driver.keys("down up").lines();
    driver.keys("> > < down delete home");
    assert_eq!(driver.lines(), before);
    driver.click("3  ");
    assert!(driver.lines().iter().any(|line| line.contains("▌ 3  ")));
}

#[test]
fn an_order_that_comes_again_is_shuffled_again_and_never_right_at_once() {
    let mut driver = at("nobody has read");
    driver.keys("> enter r enter");
    while !driver.words().contains("nobody has read") {
        driver.keys("1 enter enter");
    }
    let turn = driver.drill().turn().unwrap();
    assert!(turn.again && !turn.options.is_sorted());
}

#[test]
fn under_a_long_stem_the_line_comes_into_sight_when_it_is_typed_in() {
    let banks = tempfile::tempdir().unwrap();
    let folder = banks.path().join("kinds");
    fs::create_dir(&folder).unwrap();
    for file in ["outline.json", "items.json"] {
        let text = fs::read_to_string(scenes::banks().join("kinds").join(file)).unwrap();
        let longer = format!("Seven of {}", "the shelves were counted twice by two people. ".repeat(9));
        fs::write(folder.join(file), text.replace("Seven of ", &longer)).unwrap();
    }
    let mut driver = scenes::at_in(banks.path(), "842 books");
    driver.resize(60, 15).sees("A library counts").sees_no("▌");
    driver.keys("2").sees("▌ 2▏ %");
    driver.keys("pageup").sees("A library counts");
    driver.keys(".").sees("▌ 2.▏ %");
}
