//! What drills and the page of an item look like.

use super::scenes_drill as scenes;
use super::snapshots::{looks, looks_after};

looks! {
    a_drill_is_set_up_before_the_first_answer = "drill-setup", setup;
    a_drill_is_set_up_after_a_mock = "drill-setup-known", setup_known;
    a_drill_when_nothing_can_be_written = "drill-setup-read-only", setup_read_only;
    a_topic_is_typed = "drill-setup-topic", typing_topic;
    a_drill_begins_with_fewer_items_than_asked_for = "drill-question", question;
    an_item_of_a_drill_with_a_sure_answer = "drill-sure", sure;
    an_item_of_a_drill_that_asks_for_two = "drill-multi", multi;
    a_drill_of_ten_minutes = "drill-minutes", minutes;
    a_drill_whose_time_is_over = "drill-time-over", time_over;
    a_right_answer_in_a_drill = "drill-right", right;
    a_wrong_answer_in_a_drill_that_was_sure = "drill-wrong", wrong;
    an_item_that_comes_again = "drill-again", again;
    the_calculator_in_a_drill = "drill-calculator", calculator;
    a_note_is_typed = "drill-note", typing_note;
    leaving_a_drill = "drill-leave", leave;
    the_last_item_of_a_drill = "drill-last", last;
    what_a_drill_came_to = "drill-end", end;
    a_drill_that_was_ended_at_once = "drill-end-nothing", end_nothing;
    a_wrong_answer_on_a_real_bank = "drill-built-in", built_in;
    help_over_a_drill = "help-drill", help;
}

#[test]
fn the_reasons_and_the_rule_of_a_wrong_answer() {
    looks_after("drill-wrong-end", scenes::wrong, "pagedown pagedown");
}

#[test]
fn the_page_of_an_item() {
    looks_after("item-page", scenes::item_page, "");
}

#[test]
fn the_answers_on_the_page_of_an_item() {
    looks_after("item-page-answers", scenes::item_page, "pagedown pagedown pagedown");
}
