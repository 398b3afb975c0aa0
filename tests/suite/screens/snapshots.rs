//! What every screen looks like; a change shows in one file for each.

use insta::{Settings, assert_snapshot};
use practicum::tui::Palette;

use super::driver::Driver;
use super::scenes::{self, Scene};

/// The usual terminal, a wide one, and the smallest in which an exam can be sat.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (60, 15)];

pub(super) fn kept(name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(format!("screen-{name}"), text));
}

pub(super) fn looks(name: &str, scene: Scene) {
    looks_after(name, scene, "");
}

/// Keys whose effect hangs on the size are pressed at each size.
pub(super) fn looks_after(name: &str, scene: Scene, keys: &str) {
    let screens = SIZES.map(|(width, height)| scene().resize(width, height).keys(keys).screen(width, height));
    kept(name, &screens.join("\n"));
}

fn is_painted(name: &str, palette: Palette) {
    let mut driver = Driver::painted(palette);
    scenes::exam(&mut driver).keys("x down down x up b m");
    kept(name, &driver.styled());
}

looks! {
    about_a_credential = "about", about;
    home_before_the_first_sitting = "home-empty", home_empty;
    home_with_something_to_resume_and_past_mocks = "home-resume", home_resume;
    home_when_there_is_nothing_to_resume = "home-notice", home_notice;
    home_when_nothing_can_be_written = "home-read-only", home_read_only;
    setup_when_nothing_can_be_written = "setup-read-only", setup_read_only;
    setup_as_it_stands = "setup", setup;
    setup_with_domains_chosen_one_by_one = "setup-domains", setup_domains;
    setup_with_more_items_typed_than_there_are = "setup-typed", setup_typed;
    outline_and_its_source = "outline", outline;
    an_item_with_an_answer = "exam-single", exam_single;
    an_item_that_asks_for_two_and_has_them = "exam-multi-full", exam_multi_full;
    an_item_struck_and_flagged = "exam-struck-flagged", exam_struck_flagged;
    an_item_with_a_table = "exam-table", exam_table;
    a_long_item = "exam-long", exam_long;
    thirty_minutes_are_left = "exam-30-minutes", exam_30_minutes;
    the_clock_is_hidden = "exam-hidden-clock", exam_hidden_clock;
    a_relaxed_sitting_paused = "paused", paused;
    all_items_at_a_glance = "navigator", navigator;
    items_to_complete = "navigator-incomplete", navigator_incomplete;
    all_items_of_a_full_exam = "navigator-built-in", navigator_built_in;
    twelve_over_seven_in_the_calculator = "calculator", calculator;
    ending_the_exam = "end", end;
    ending_the_exam_for_good = "end-sure", end_sure;
    report_of_a_mock_that_was_passed = "report-passed", report_passed;
    report_of_a_mock_that_was_failed = "report-failed", report_failed;
    how_the_score_is_made = "report-how-made", report_how_made;
    the_wrong_items_of_a_report = "items-wrong", items_wrong;
    all_items_of_a_report = "items-all", items_all;
    an_item_afterwards = "item-wrong", item_wrong;
    an_item_of_six_options_afterwards = "item-multi", item_multi;
    sittings_so_far = "history", history;
    no_sitting_so_far = "history-empty", history_empty;
    help_over_the_exam = "help-exam", help_exam;
}

#[test]
fn a_long_item_scrolled() {
    looks_after("exam-long-scrolled", scenes::exam_long, "pagedown");
}

#[test]
fn a_terminal_that_is_too_small() {
    let screens = [(59, 24), (80, 14), (30, 6)].map(|(width, height)| scenes::exam_single().screen(width, height));
    kept("too-small", &screens.join("\n"));
}

#[test]
fn an_item_on_a_dark_terminal() {
    is_painted("exam-dark", Palette::Dark);
}

#[test]
fn an_item_on_a_light_terminal() {
    is_painted("exam-light", Palette::Light);
}

#[test]
fn an_item_without_colours() {
    is_painted("exam-plain", Palette::Plain);
}
