//! A sitting from setup to report: its clock, leaving and coming back, what is recorded, and what is refused.

use crossterm::event::MouseEventKind;

use super::driver::Driver;
use super::scenes::{self, MULTI};

#[test]
fn keys_lead_from_screen_to_screen() {
    let leads = |keys: &str, to: &str| {
        Driver::new().keys(keys).sees(to);
    };
    leads("enter", "sit a mock");
    leads("s esc", "practicum");
    leads("s o", "Outline of 2026");
    leads("s o right", "Outline of 2020");
    leads("s o right esc", "full, 8");
    leads("h", "No sitting yet");
    leads("h esc", "practicum");
    leads("r", "no sitting was left unfinished");
    leads("?", "help · home");
    leads("? q", "practicum");
    leads("s enter", "1 of 12");
    leads("s enter q", "End the exam?");
    leads("s enter esc", "End the exam?");
    leads("s enter ctrl-c", "End the exam?");
    leads("s enter q esc", "1 of 12");
    leads("s enter q enter", "1 of 12");
    leads("s enter q down down enter", "Really end the exam?");
    leads("s enter q down down enter enter", "1 of 12");
    leads("s enter q down down enter down enter", "0 of 10 right");
    leads("s enter q down enter", "Resume");
}

#[test]
fn home_stands_on_what_was_practised_last_and_on_what_was_left() {
    let mut driver = Driver::built_in();
    driver.sees("▌ CCS").keys("down i esc").sees("▌ CDIP").keys("d esc").sees("▌ CDIP").keys("h esc").sees("▌ CDIP");
    driver.keys("s enter q down down enter down enter").sees("0 of 106 right").keys("esc").sees("▌ CDIP");
    driver
        .keys("s enter q down enter")
        .sees("▌ Resume")
        .keys("down i esc")
        .sees("▌ CCS")
        .keys("up h esc")
        .sees("▌ Resume");
}

#[test]
fn only_home_is_quit_with_q() {
    let quits = |keys: &str| Driver::new().keys(keys).quit;
    assert!(quits("q") && quits("esc") && quits("ctrl-c") && quits("h ctrl-c"));
    assert!(
        !quits("h q") && !quits("s enter q") && !quits("s enter ctrl-c") && !quits("s enter k ctrl-c") && !quits("? q")
    );
}

#[test]
fn setup_counts_what_is_typed_and_chosen() {
    let mut driver = Driver::new();
    driver.keys("s right").sees("● half, 6").sees("30 min").keys("7").sees("● 7 items").sees("35 min");
    driver.keys("backspace 1 1").sees("● 11 items").keys("down 9 0").sees("as in the exam, 1 h 30 min");
    driver.keys("backspace").sees("9 min").keys("right right").sees("● none").keys("up backspace backspace 4");
    driver.keys("down down right down space").sees("○ 1 Shelves").keys("enter").sees("mock of 4 items, domains 2, 3");
    driver.sees("1 of 4").wait(40 * 60).sees("1 of 4");
}

#[test]
fn setup_takes_clicks() {
    let mut driver = Driver::new();
    driver.keys("s").click("half").sees("● half").click("relaxed").sees("● relaxed").click("choose").sees("● choose");
    driver.click("2 Lending").sees("○ 2 Lending").click("⏎ begin").sees("1 of 6");
}

#[test]
fn a_form_without_domains_or_with_too_many_items_is_refused() {
    let mut driver = Driver::new();
    driver.keys("s 1 3 enter").sees("Too few items for this form: domain 1 has 5 of 6.");
    driver.keys("backspace backspace 3 down down right down space down space down space enter");
    driver.sees("choose at least one domain");
}

#[test]
fn the_clock_counts_down_and_warns_twice() {
    let mut driver = Driver::new();
    driver.begin().sees("1:00:00").wait(1).sees("59:59").wait(29 * 60 + 58).sees("30:01").sees_no("are left");
    driver.wait(1).sees("30:00").sees("30 minutes are left.").keys("right").sees_no("are left");
    driver.wait(25 * 60).sees("5:00").sees("5 minutes are left.");
}

#[test]
fn what_the_clock_says_outlives_the_key_that_was_pressed_at_that_moment() {
    Driver::new().begin().wait(30 * 60 - 1).pass(1).keys("b").sees("30 minutes are left.").sees("▌ ● B");
    Driver::new().begin().wait(60).pass(3600).keys("b").sees("that time was not counted").sees("▌ ● B");
}

#[test]
fn a_hidden_clock_comes_back_at_five_minutes() {
    let mut driver = Driver::new();
    driver.begin().keys("t").sees("clock hidden").wait(55 * 60 - 1).sees("clock hidden").sees_no("5:01");
    driver.wait(1).sees("5:00").sees_no("clock hidden").keys("t").sees("clock hidden").keys("t").sees("5:00");
}

#[test]
fn time_runs_out_by_itself_and_the_report_says_so() {
    let mut driver = Driver::new();
    driver.begin().keys("a right").wait(3600 - 1).sees("0:01").sees("2 of 12");
    driver.wait(1).sees("the time ran out").sees("1 h of 1 h").sees("11 unanswered");
    driver.keys("esc h").sees("1 mock, 0 drills");
}

#[test]
fn time_runs_out_over_the_navigator_the_calculator_and_the_question_whether_to_end() {
    for over in ["g", "k", "q", "q down down enter"] {
        Driver::new().begin().keys(over).wait(3600).sees("the time ran out");
    }
    Driver::new().begin().keys("?").wait(3600).keys("esc").sees("the time ran out");
}

#[test]
fn a_key_at_the_last_second_does_not_undo_the_end() {
    let mut driver = Driver::new();
    driver.begin().wait(3599).pass(2).keys("a").sees("the time ran out").sees("12 unanswered");
    driver.keys("esc").sees("last mock").sees_no("Resume");
}

#[test]
fn an_hour_of_sleep_is_not_counted_and_is_an_interruption() {
    let mut driver = Driver::new();
    driver.begin().wait(60).pass(3600).wait(1).sees("59:00").sees("that time was not counted");
    driver.wait(60).sees("58:00").keys("q down down enter down enter").sees("2 min of 1 h · 1 interruption");
}

#[test]
fn the_first_key_after_an_hour_of_sleep_is_not_lost() {
    let mut driver = Driver::new();
    driver.begin().wait(60).pass(3600).keys("b").sees("▌ ● B").sees("59:00");
    driver.keys("right").sees("2 of 12").keys("q down down enter down enter").sees("1 interruption");
}

#[test]
fn leaving_and_resuming_comes_back_to_the_same_item_and_time() {
    let mut driver = Driver::new();
    driver.begin().wait(100).keys("b right right").wait(23).keys("c m").sees("57:57");
    driver.keys("q down enter").sees("Resume  DEMO full mock · 2 min in · left today");
    driver.pass(26 * 3600).keys("h esc").sees("left yesterday").keys("enter");
    driver.sees("3 of 12").sees("57:57").sees("▌ ● C").sees("⚑ flagged").sees("2 answered");
    driver.wait(2).sees("57:55").keys("home").sees("▌ ● B");
    driver.keys("q down down enter down enter").sees("1 interruption").sees("2 min of 1 h");
}

#[test]
fn a_sitting_is_resumed_from_home_with_r_with_a_click_and_from_history() {
    let mut driver = Driver::new();
    driver.begin().keys("right q down enter").keys("r").sees("2 of 12");
    driver.keys("q down enter").click("Resume").sees("2 of 12");
    driver.keys("q down enter h").sees("0 drills, 1 unfinished").keys("enter").sees("2 of 12");
}

#[test]
fn a_paused_sitting_hides_the_item_and_stops_the_clock() {
    let mut driver = scenes::paused();
    driver.sees("paused").sees("58:50").sees_no("one shelf feels damp").wait(3600).sees("58:50");
    driver.keys("b right").sees("paused").keys("p").sees("one shelf feels damp").sees("58:50").wait(5).sees("58:45");
    driver.sees("0 answered").keys("q down down enter down enter").sees_no("interruption");
}

#[test]
fn a_paused_item_stays_out_of_sight_behind_the_question_whether_to_end() {
    let mut driver = scenes::paused();
    driver.keys("q").sees("End the exam?").sees_no("one shelf feels damp").keys("esc").sees("Press p to go on");
    driver.keys("q down enter").pass(500).keys("enter").sees("58:50").keys("p").wait(5).sees("58:45");
}

#[test]
fn an_exam_under_exam_conditions_cannot_be_paused() {
    Driver::new().begin().keys("p").sees("the clock runs on, as in the exam").wait(5).sees("59:55");
    Driver::new().keys("s down right right enter p").sees("There is no clock to pause");
}

#[test]
fn an_item_counts_as_seen_once_it_was_shown() {
    let mut driver = Driver::new();
    driver.keys("s").sees("12 items, 12 not yet seen").keys("enter right right q down enter");
    driver.keys("s").sees("12 items, 9 not yet seen");
}

#[test]
fn a_record_that_cannot_be_written_refuses_to_begin_and_says_why() {
    let mut driver = scenes::home_read_only();
    driver.sees("practicum is open in another terminal").keys("s enter");
    driver
        .sees("practicum is open in another terminal")
        .sees("cannot be sat here")
        .sees("sit a mock")
        .sees_no("1 of 12");
    driver.keys("esc r").sees("no sitting was left unfinished").keys("h").sees("No sitting yet");
}

#[test]
fn a_report_is_found_again_in_history_as_it_was() {
    let mut driver = Driver::new();
    let report = scenes::fail(&mut driver).screen(80, 24);
    driver.keys("esc h enter");
    assert_eq!(driver.screen(80, 24), report);
}

#[test]
fn a_report_counts_what_was_right_and_changed() {
    scenes::report_passed().sees("335 passed").sees("8 of 10 right, 7 needed").sees("Changed answers  none");
    let mut failed = scenes::report_failed();
    failed.sees("215 not passed").sees("1 unanswered").sees("2: wrong to right 1, right to wrong 1, wrong to wrong 0");
    failed
        .keys("u")
        .sees("1 of 12")
        .sees("a book that does not come back")
        .keys("m")
        .sees("a sentence for the council");
}

#[test]
fn items_of_a_report_are_listed_filtered_and_opened() {
    let mut driver = scenes::items_wrong();
    driver.sees("6 of 12").keys("enter").sees("2.2 · a reading week").keys("n").sees("a sentence for the council");
    driver.keys("left left").sees("what an entry says").keys("esc esc").sees("not passed");
    driver.click("3 Counting").sees("items of domain 3").click("a mean").sees("3.1 · a mean");
}

#[test]
fn the_last_item_of_a_list_says_that_it_is_the_last() {
    scenes::items_wrong().keys("end enter right").sees("the last of these items");
}

#[test]
fn an_answer_of_two_is_right_only_as_a_whole() {
    let mut driver = Driver::new();
    driver.begin().go_to(MULTI);
    let right = driver.right(MULTI).to_owned();
    driver.keys(&right).keys("q down down enter down enter").sees("1 of 10 right");
}

#[test]
fn the_wheel_scrolls_a_text_and_moves_the_cursor_of_a_list() {
    let mut driver = scenes::exam_long();
    driver.mouse(MouseEventKind::ScrollDown, 9, 9).sees("↑ more");
    driver.mouse(MouseEventKind::ScrollUp, 9, 9).sees_no("↑ more");
    let mut driver = scenes::items_all();
    driver.mouse(MouseEventKind::ScrollDown, 9, 9).sees("▌  2");
    driver.mouse(MouseEventKind::ScrollUp, 9, 9).sees("▌  1");
}

#[test]
fn the_help_names_every_screen_and_keeps_the_exam_running() {
    let mut driver = Driver::new();
    driver
        .begin()
        .keys("?")
        .sees("help · exam")
        .wait(10)
        .keys("esc")
        .sees("59:50")
        .keys("g ?")
        .sees("help · navigator");
}
