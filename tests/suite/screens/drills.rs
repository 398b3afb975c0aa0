//! What keys and clicks make of a drill, from its setup to what it came to; what is kept, and what is refused.

use crossterm::event::{MouseButton, MouseEventKind};
use practicum::exam::{Drill, Ending};
use proptest::prelude::*;

use super::driver::Driver;
use super::scenes::{self, MULTI};
use super::scenes_drill::{begun, rightly, surely_wrongly, wrongly};

fn driven() -> Driver {
    let mut driver = Driver::new();
    begun(&mut driver);
    driver
}

#[test]
fn keys_lead_from_screen_to_screen() {
    let leads = |keys: &str, to: &str| {
        Driver::new().keys(keys).sees(to);
    };
    leads("d", "DEMO · drill");
    leads("d esc", "practicum");
    leads("d t", "A word of the topics you want");
    leads("d t esc", "any; t types a word");
    leads("d enter", "1 of 12");
    leads("d enter q", "Leave the drill?");
    leads("d enter esc esc", "1 of 12");
    leads("d enter esc enter", "1 of 12");
    leads("d enter esc down enter", "Resume");
    leads("d enter esc down down enter", "Nothing was answered.");
    leads("d enter esc down down enter esc", "practicum");
    leads("d enter esc down down enter d", "DEMO · drill");
    leads("d enter esc down down enter d esc", "Nothing was answered.");
    leads("d enter ?", "help · drill");
    leads("d enter k", "c clear");
    leads("d enter a enter", "Your answer.");
    leads("d enter a enter o", "A note of your own");
    leads("d enter a enter o esc", "Your answer.");
    leads("d enter a enter enter", "2 of 12");
    leads("d enter a enter n", "2 of 12");
}

#[test]
fn setup_counts_what_is_typed_and_chosen() {
    let mut driver = Driver::new();
    driver.keys("d down").sees("● 25").keys("7").sees("● 7 items").keys("backspace").sees("● other");
    driver.keys("enter").sees("type how many items").keys("4 enter").sees("1 of 4");
    let mut driver = Driver::new();
    driver.keys("d down down down right down space down space down space").sees("○ new 0");
    driver.keys("enter").sees("choose at least one domain").keys("space enter").sees("weak drill, domain 3");
}

#[test]
fn setup_takes_clicks() {
    let mut driver = Driver::new();
    driver.keys("d").click("new 12").sees("● new 12").click("10 items").sees("● 10 items").click("choose");
    driver.click("2 Lending").sees("○ 2 Lending").sees("new 8").click("any;").sees("A word of the topics");
    driver.keys("esc").click("⏎ begin").sees("new drill, domains 1, 3").sees("There are 8 items of this choice");
}

#[test]
fn a_topic_narrows_the_drill_to_its_items() {
    let mut driver = Driver::new();
    driver.keys("d t p a p e r enter").sees("“paper”").keys("enter").sees("1 of 1").sees("There is 1 item");
    rightly(&mut driver).sees("care of paper");
    let mut driver = Driver::new();
    driver.may_be_refused().keys("d t z z enter enter").sees("there is no item of this choice");
    driver.keys("up up down down backspace").sees("any; t types a word");
}

#[test]
fn what_there_is_none_of_is_refused_with_a_reason() {
    let mut driver = Driver::new();
    driver.may_be_refused().keys("d right").sees("There is none now.").keys("enter").sees("nothing is due");
    driver.keys("right enter").sees("no item was wrong").keys("right enter").sees("no item is flagged");
}

#[test]
fn nothing_is_answered_before_enter_and_only_a_complete_answer_is() {
    let mut driver = driven();
    driver.keys("enter").sees("Choose an option first").keys("b b enter").sees("Choose an option first");
    driver.keys("a c");
    assert_eq!(driver.drill().answered(), 0);
    driver.sees("● C").sees_no("● A").keys("enter");
    assert_eq!(driver.drill().answered(), 1);
    driver.keys("b d enter").sees("2 of 12");
    assert_eq!(driver.drill().answered(), 1);
}

#[test]
fn an_item_that_asks_for_two_takes_two() {
    let mut driver = driven();
    while !driver.words().contains("Choose 2") {
        rightly(&mut driver).keys("enter");
    }
    driver.keys("a enter").sees("This item asks for 2 options; 1 chosen so far.").keys("b c");
    driver.sees("choose 2: take one back first").keys("b").sees("Choose 2: 1 chosen");
    rightly(driver.keys("a")).sees("✓ right");
    assert_eq!(driver.words().matches("Your answer.").count(), 2, "{MULTI}");
}

#[test]
fn a_click_chooses_and_struck_options_stay_struck() {
    let mut driver = driven();
    driver
        .click("C  Inside")
        .sees("▌ ● C")
        .click("C  Inside")
        .sees_no("●")
        .keys("x")
        .sees("▌ x C")
        .keys("x")
        .sees("▌   C");
    driver.keys("x").mouse(MouseEventKind::ScrollDown, 20, 8).sees("▌ x C").click("⏎ answer").sees("Choose an option");
}

#[test]
fn how_sure_one_was_is_said_with_the_answer_or_after_it() {
    let mut driver = driven();
    driver.keys("b s").sees("● B, sure").keys("u").sees("● B, unsure").keys("u").sees_no("sure   ━").keys("s b");
    surely_wrongly(driver.keys("s")).sees("✗ sure and wrong");
    driver.keys("u").sees("It comes back soon").sees("✗ sure and wrong");
    rightly(driver.keys("enter")).sees("✓ right").keys("u").sees("✓ right, unsure").sees("due again tomorrow");
    rightly(driver.keys("enter s")).sees("✓ sure and right");
}

#[test]
fn flags_and_notes_are_kept_for_the_next_drill() {
    let mut driver = driven();
    driver.keys("m").sees("⚑ flagged").keys("m").sees_no("flagged").keys("m");
    wrongly(driver.resize(80, 40)).sees("✗ wrong ⚑").keys("o x y z backspace enter").sees("Note    xy");
    driver.keys("o esc").sees("Note    xy").keys("esc down down enter esc d").sees("flagged 1");
    driver.keys("right right right enter").sees("flagged drill").sees("1 of 1").sees("⚑ flagged");
    rightly(&mut driver).sees("Note    xy").keys("o backspace backspace enter").sees_no("Note  ");
}

#[test]
fn an_item_comes_again_at_the_end_in_a_new_order() {
    let mut driver = driven();
    let first = driver.drill().turn().unwrap().options.clone();
    wrongly(&mut driver).keys("r").sees("comes again at the end").sees("1 of 13").keys("r").sees("comes again already");
    for _ in 1..12 {
        rightly(driver.keys("enter"));
    }
    driver.sees("12 of 13").keys("enter").sees("13 of 13").sees("once more");
    let again = driver.drill().turn().unwrap().options.clone();
    assert_ne!(first, again);
    rightly(&mut driver).sees("You: 1 of 2 here").keys("enter").sees("12 of 13 right");
    assert_eq!(driver.drill().turns().len(), 13);
}

#[test]
fn after_the_last_item_the_drill_ends_by_itself() {
    let mut driver = driven();
    for _ in 0..11 {
        rightly(&mut driver).keys("enter");
    }
    wrongly(&mut driver).sees("the last one: enter ends the drill").keys("enter");
    driver.sees("11 of 12 right in 8 min.").sees("Wrong").sees("mastery").keys("enter").sees("Your answers");
    driver.keys("esc").sees("11 of 12 right").keys("p esc").sees("11 of 12 right");
}

#[test]
fn a_drill_that_was_left_goes_on_with_all_its_answers() {
    let mut driver = driven();
    rightly(&mut driver).keys("enter");
    wrongly(&mut driver).keys("enter b esc down enter").pass(7200);
    driver.sees("Resume").keys("r").sees("3 of 12").sees_no("● B").sees("1 of 2 right");
    let active = driver.drill().active_ms();
    assert_eq!(active, 90_000, "two hours away are no time at it");
    rightly(&mut driver).sees("2 of 3 right");
}

#[test]
fn a_drill_left_among_the_reasons_comes_back_to_them() {
    let mut driver = driven();
    wrongly(&mut driver).keys("esc down enter r").sees("✗ wrong").sees("Your answer.").keys("enter").sees("2 of 12");
}

#[test]
fn the_time_before_a_sign_of_life_is_kept() {
    let mut driver = driven();
    driver.wait(45).keys("esc down enter").pass(300);
    driver.keys("r");
    let keys = driver.right_keys();
    driver.keys(&keys).keys("enter").sees("45 s");
}

#[test]
fn reading_the_reasons_is_no_gap_and_no_time_of_the_next_item() {
    let mut driver = driven();
    rightly(&mut driver).wait(600).sees_no("stood still").keys("enter").wait(30);
    let keys = driver.right_keys();
    driver.keys(&keys).keys("enter").sees("30 s");
}

#[test]
fn an_hour_of_sleep_is_said_and_not_counted() {
    let mut driver = driven();
    driver.wait(20).pass(3600).keys("b").sees("stood still").sees("● B").keys("enter").sees("20 s");
}

#[test]
fn a_drill_of_ten_minutes_ends_after_the_answer_on_the_screen() {
    let mut driver = Driver::new();
    driver.keys("d down right right right enter").sees("10:00 left");
    rightly(&mut driver).keys("enter").wait(570).sees("The time is over. Answer this item in peace").sees("0:00 left");
    let keys = driver.right_keys();
    driver.keys(&keys).keys("enter").sees("the time is over: enter ends the drill").keys("enter");
    driver.sees("2 of 2 right").sees("The time was over.");
    let mut driver = Driver::new();
    driver.keys("d down right right right enter");
    rightly(&mut driver).wait(570).sees("The time is over: enter ends the drill.");
    driver.keys("esc down enter r").sees("the time is over").keys("enter").sees("1 of 1 right");
}

#[test]
fn what_cannot_be_written_is_not_shown_as_given() {
    let mut driver = driven();
    driver
        .resize(80, 40)
        .disk_is_full(true)
        .keys("b s enter")
        .sees("the disk is full")
        .sees("● B")
        .sees_no("Your answer");
    driver.keys("m").sees("the disk is full").sees_no("flagged");
    driver.disk_is_full(false).keys("m").sees("⚑ flagged").keys("enter").sees("Your answer.").sees("sure and");
    driver.disk_is_full(true).keys("enter").sees("the disk is full").sees("1 of 12").sees("Your answer.");
    driver.keys("r").sees("1 of 12").keys("o x enter").sees("the disk is full").sees_no("Note  ");
    driver.keys("esc down down enter").sees("the disk is full").sees("Your answer.");
    driver.wait(30).disk_is_full(false).keys("o x enter").sees("Note    x").keys("enter").sees("2 of 12");
    assert_eq!((driver.drill().answered(), driver.drill().ended()), (1, None::<Ending>));
}

#[test]
fn an_item_whose_coming_could_not_be_written_is_asked_before_it_is_answered() {
    let mut driver = Driver::new();
    driver.disk_is_full(true).keys("d enter").sees("the disk is full").keys("b enter").sees("the disk is full");
    // What was chosen meanwhile is still chosen.
    driver.disk_is_full(false).keys("enter").sees_no("Your answer.").sees("● B");
    driver.wait(40).keys("enter").sees("Your answer.").sees("40 s");
}

#[test]
fn items_of_a_mock_in_progress_stay_out_of_drills_and_pages() {
    let mut driver = Driver::new();
    driver.may_be_refused().keys("s right enter q down enter d enter").sees("1 of 6");
    let on_the_drill: Vec<_> = driver.drill().form().slots.iter().map(|slot| slot.item.clone()).collect();
    assert_eq!(on_the_drill.len(), 6);
    driver.keys("esc down down enter esc s enter").sees("1 of").keys("q down enter d enter");
    driver.sees("there is no item of this choice");
}

#[test]
fn what_stands_on_a_mock_begun_meanwhile_is_passed_over_and_its_key_hidden() {
    let mut driver = driven();
    wrongly(&mut driver).keys("esc down enter s enter q down enter");
    // Every item of the demo bank stands on the mock now: nothing of the drill is left.
    driver.keys("down enter").sees("0 of 1 right").sees_no("Your answer.");
    assert_eq!(driver.drill().turns().iter().filter(|turn| turn.passed).count(), 11);
    driver.may_be_refused().keys("enter").sees("this item stands on a mock that you have not ended");
}

#[test]
fn an_item_of_a_report_leads_to_all_answers_to_it() {
    let mut driver = Driver::new();
    scenes::fail(&mut driver).keys("w enter i").sees("Your answers").sees("full mock").sees("✗ wrong");
    driver.keys("m").sees("⚑ flagged").keys("o a b enter").sees("Note    ab").keys("esc").sees("Your answer");
    driver.keys("i").sees("⚑ flagged").sees("Note    ab");
    driver.disk_is_full(true).keys("m").sees("the disk is full").sees("⚑ flagged").keys("o c enter").sees("Note    ab");
}

#[test]
fn a_finished_drill_is_found_in_history_and_leads_back_there() {
    let mut driver = driven();
    wrongly(&mut driver)
        .keys("esc down down enter esc h enter")
        .sees("0 of 1 right")
        .keys("enter esc esc")
        .sees("history");
}

/// What somebody may do in a drill.
#[derive(Clone, Debug)]
enum Deed {
    Key(&'static str),
    Answer,
    Click(u16, u16),
    Wait(u32),
    Sleep(u32),
    Full(bool),
    Size(u16, u16),
}

const KEYS: &str =
    "a b c d e k m n o r s u x q 1 t space ? enter esc backspace up down left right pageup pagedown home end";

fn deed() -> impl Strategy<Value = Deed> {
    let keys: Vec<&str> = KEYS.split_whitespace().collect();
    prop_oneof![
        10 => prop::sample::select(keys).prop_map(Deed::Key),
        6 => Just(Deed::Answer),
        3 => (0u16..90, 0u16..30).prop_map(|(column, row)| Deed::Click(column, row)),
        1 => (0u32..700).prop_map(Deed::Wait),
        1 => (0u32..9000).prop_map(Deed::Sleep),
        1 => any::<bool>().prop_map(Deed::Full),
        1 => (60u16..130, 15u16..45).prop_map(|(width, height)| Deed::Size(width, height)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing panics, a full disk loses nothing that was shown as given, and the disk has what the screen has.
    #[test]
    fn whatever_is_done_in_a_drill_it_goes_on(minutes in any::<bool>(), deeds in prop::collection::vec(deed(), 1..80)) {
        let mut driver = Driver::new();
        driver.may_be_refused().keys(if minutes { "d down right right right enter" } else { "d enter" });
        for deed in deeds {
            match deed {
                Deed::Key(key) => driver.keys(key),
                Deed::Answer => driver.wait(12).keys("b enter enter"),
                Deed::Click(column, row) => driver.mouse(MouseEventKind::Down(MouseButton::Left), column, row),
                Deed::Wait(seconds) => driver.wait(seconds),
                Deed::Sleep(seconds) => driver.pass(seconds),
                Deed::Full(full) => driver.disk_is_full(full),
                Deed::Size(width, height) => driver.resize(width, height),
            };
        }
        if let Some(kept) = driver.drill_on_disk() {
            let answers = |drill: &Drill| drill.turns().iter().map(|turn| turn.answer.clone()).collect::<Vec<_>>();
            prop_assert_eq!(answers(&kept), answers(driver.drill()));
        }
    }
}
