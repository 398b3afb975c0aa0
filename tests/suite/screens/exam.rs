//! What keys and clicks make of an item: state, keys, state.
//!
//! A state names the options in the order shown: `▌` the cursor, `●` chosen, `x` struck out, and `⚑` a flag.

use super::driver::Driver;
use super::scenes::{self, LONG, MULTI, TABLE};

/// The options on the screen, as a state.
fn state(driver: &mut Driver) -> String {
    let lines = driver.lines();
    let mut parts: Vec<String> = lines.iter().filter_map(|line| option(line)).collect();
    if lines[0].contains("⚑ flagged") {
        parts.push("⚑".to_owned());
    }
    parts.join(" ")
}

/// `   ▌ ● B  Text of the option`, as `▌●B`.
fn option(line: &str) -> Option<String> {
    let cells: Vec<char> = line.chars().skip(3).take(7).collect();
    let &[cursor, ' ', mark, ' ', letter @ 'A'..='F', ' ', ' '] = cells.as_slice() else { return None };
    Some([cursor, mark, letter].iter().filter(|sign| **sign != ' ').collect())
}

/// Keys that bring an untouched item, with the cursor on its first option, into a state.
fn keys_to(state: &str) -> String {
    let mut keys = String::new();
    let mut cursor = 0;
    for part in state.split(' ') {
        let Some(letter) = part.chars().last().filter(|letter| *letter != '⚑') else {
            keys.push_str("m ");
            continue;
        };
        let place = letter as usize - 'A' as usize;
        let up_to = if part.contains('▌') { place } else { cursor };
        if part.contains('x') {
            keys.push_str(&format!("{}x {}", "down ".repeat(place), "up ".repeat(place)));
        }
        if part.contains('●') {
            keys.push_str(&format!("{} {}", letter.to_ascii_lowercase(), "up ".repeat(place)));
        }
        cursor = up_to;
    }
    keys + &"down ".repeat(cursor)
}

#[track_caller]
fn at(item: &str, before: &str, keys: &str, after: &str) -> Driver {
    let mut driver = Driver::new();
    driver.begin().go_to(item).keys(&keys_to(before));
    assert_eq!(state(&mut driver), before, "before {keys}");
    driver.keys(keys);
    assert_eq!(state(&mut driver), after, "after {keys}");
    driver
}

#[track_caller]
fn becomes(before: &str, keys: &str, after: &str) -> Driver {
    at(TABLE, before, keys, after)
}

#[track_caller]
fn multi_becomes(before: &str, keys: &str, after: &str) -> Driver {
    at(MULTI, before, keys, after)
}

#[test]
fn a_letter_or_a_number_answers() {
    becomes("▌A B C D", "b", "A ▌●B C D");
    becomes("▌A B C D", "3", "A B ▌●C D");
    becomes("▌A B C D", "D", "A B C ▌●D");
    becomes("▌A ●B C D", "c", "A B ▌●C D");
    becomes("▌A B C D", "f", "▌A B C D");
}

#[test]
fn the_cursor_answers_with_space_and_stays_among_the_options() {
    becomes("▌A B C D", "down down space", "A B ▌●C D");
    becomes("▌A B C D", "up", "▌A B C D");
    becomes("▌A B C D", "down down down down down", "A B C ▌D");
}

#[test]
fn the_same_answer_again_changes_nothing() {
    becomes("A ▌●B C D", "b space", "A ▌●B C D");
}

#[test]
fn an_answer_is_cleared_and_brought_back() {
    becomes("A ▌●B C D", "backspace", "A ▌B C D");
    becomes("A ▌●B C D", "backspace u", "A ▌●B C D");
    becomes("A ▌●B C D", "c u", "A ●B ▌C D");
    becomes("A ▌●B C D", "c d u u", "A ●B C ▌D");
    becomes("A ▌●B C D", "u", "A ▌B C D");
}

#[test]
fn clearing_and_undoing_nothing_says_so() {
    becomes("▌A B C D", "backspace", "▌A B C D").sees("no answer to clear here");
    becomes("▌A B C D", "u", "▌A B C D").sees("nothing to undo here");
}

#[test]
fn options_are_struck_out_and_brought_back() {
    becomes("▌A B C D", "x down x", "xA ▌xB C D");
    becomes("▌xA B C D", "x", "▌A B C D");
    becomes("▌xA B C D", "a", "▌●A B C D");
    becomes("▌xA B C D", "u", "▌xA B C D").sees("nothing to undo here");
}

#[test]
fn a_flag_is_set_and_taken_away() {
    becomes("▌A B C D", "m", "▌A B C D ⚑");
    becomes("▌A B C D ⚑", "m", "▌A B C D");
    becomes("▌A B C D ⚑", "right left", "▌A B C D ⚑");
}

#[test]
fn an_item_is_found_again_as_it_was_left_with_the_cursor_on_its_answer() {
    becomes("▌A xB ●C D ⚑", "right left", "A xB ▌●C D ⚑");
}

#[test]
fn where_two_are_asked_for_a_third_is_refused() {
    let mut refused = multi_becomes("▌A ●B C ●D E F", "e", "A ●B C ●D ▌E F");
    refused.sees("Choose 2: 2 chosen").sees("choose 2: take one back first");
    refused.keys("b").sees("Choose 2: 1 chosen").sees_no("take one back");
    assert_eq!(state(&mut refused), "A ▌B C ●D E F");
    refused.keys("e").sees("Choose 2: 2 chosen");
    assert_eq!(state(&mut refused), "A B C ●D ▌●E F");
}

#[test]
fn one_of_two_is_not_a_complete_answer() {
    multi_becomes("▌A B C D E F", "a", "▌●A B C D E F").sees("0 answered");
    multi_becomes("▌A B C D E F", "a b", "●A ▌●B C D E F").sees("1 answered");
    multi_becomes("▌●A ●B C D E F", "a u", "▌●A ●B C D E F").sees("1 answered");
}

#[test]
fn a_click_on_an_option_answers_it() {
    let mut driver = Driver::new();
    driver.begin().go_to(TABLE).click("156");
    assert_eq!(state(&mut driver), "A B ▌●C D");
    driver.click("D  1,351");
    assert_eq!(state(&mut driver), "A B C ▌●D");
}

#[test]
fn a_click_on_the_second_line_of_an_option_answers_it() {
    let mut driver = Driver::new();
    driver.begin().go_to(MULTI).click("the last year");
    assert_eq!(state(&mut driver).matches('●').count(), 1);
    driver.sees("● E  The number of readers");
}

#[test]
fn a_click_on_the_stem_does_nothing_and_one_on_a_hint_does_what_it_says() {
    let mut driver = Driver::new();
    driver.begin().go_to(TABLE).click("How many journals");
    assert_eq!(state(&mut driver), "▌A B C D");
    driver.click("m flag");
    assert_eq!(state(&mut driver), "▌A B C D ⚑");
    driver.click("g navigator").sees("all items");
}

#[test]
fn a_long_item_scrolls_by_key_click_and_wheel_and_follows_the_cursor() {
    let top = "The lending room of a small town";
    let mut driver = scenes::exam_long();
    driver.sees(top).sees("↓ more").sees_no("↑ more");
    driver.keys("pagedown").sees_no(top).sees("↑ more").keys("pageup").sees(top);
    driver.click("↓ more").sees_no(top).click("↑ more").sees(top);
    driver.keys("down down down").sees("▌   D").sees_no("↓ more");
    driver.keys("pageup pageup").sees(top).keys("c").sees("▌ ● C");
}

#[test]
fn a_click_on_an_option_of_a_scrolled_item_answers_what_stands_there() {
    let mut driver = Driver::new();
    driver.resize(60, 15).begin().go_to(LONG).keys("pagedown pagedown pagedown pagedown");
    driver.click("  C  The number of books").sees("▌ ● C  The number of books");
}

#[test]
fn keys_lead_from_item_to_item_and_stop_at_both_ends() {
    let mut driver = Driver::new();
    driver.begin().sees("1 of 12").keys("left").sees("1 of 12").sees("This is the first item.");
    driver.keys("right").sees("2 of 12").keys("enter").sees("3 of 12").keys("end").sees("12 of 12");
    driver.keys("right").sees("12 of 12").sees("This is the last item").keys("home").sees("1 of 12");
}

#[test]
fn a_click_on_a_cell_of_the_navigator_goes_there() {
    let mut driver = Driver::new();
    driver.begin().keys("g").click("8·").sees("8 of 12");
    driver.keys("g").sees("▌  8○").click("12·").sees("12 of 12");
}

#[test]
fn the_navigator_moves_filters_and_goes() {
    let mut driver = Driver::new();
    scenes::visited(&mut driver)
        .keys("g")
        .sees("● answered 4")
        .keys("m")
        .sees("flagged items")
        .sees("2●⚑")
        .sees("5○⚑")
        .sees_no("1●");
    driver.keys("home enter").sees("2 of 12").keys("g i").sees("items to complete").sees_no("2●⚑");
    driver.keys("i").sees("all items").keys("home down enter").sees("11 of 12");
    driver.keys("g end esc").sees("11 of 12");
}

#[test]
fn an_unseen_item_does_not_show_its_stem_in_the_navigator() {
    Driver::new().begin().keys("g end").sees("12 · not seen yet").sees_no("label of a new book");
}

#[test]
fn the_calculator_counts_and_leaves_the_answer_alone() {
    let mut driver = becomes("▌A B C D", "k 1 2 / 7", "▌A B C D");
    driver.sees("12 ÷").keys("enter").sees("1.714285714").keys("c 2 2 + 4 4 =").sees("66");
    driver.keys("k").sees_no("calculator ─").sees("4 of 12");
    assert_eq!(state(&mut driver), "▌A B C D");
}
