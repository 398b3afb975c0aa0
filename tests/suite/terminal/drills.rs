//! A drill in a real terminal: killed among the reasons and before an answer, it goes on and has lost nothing.

use super::pty::{Home, Terminal};
use super::{DOWN, ENTER, answer};

/// The last rows of the two screens: drawn last, they say that the rest is there.
const ASKED: &str = "a-f choose   ⏎ answer   s sure   u unsure   m flag   esc leave   ? help";
const ANSWERED: &str = "⏎ next   u was unsure   r again later   m flag   o note   esc leave   ? help";

#[track_caller]
fn wait_for_all(terminal: &Terminal, text: &str, last: &str) -> Vec<String> {
    terminal.wait_until(text, |rows| {
        rows.iter().any(|row| row.contains(text)) && rows.last().is_some_and(|row| row.trim() == last)
    })
}

/// Chooses that option and answers with it; gives the screen with the reasons.
#[track_caller]
fn lock(terminal: &mut Terminal, letter: char) -> Vec<String> {
    answer(terminal, letter);
    terminal.press(ENTER);
    wait_for_all(terminal, "Your answer.", ANSWERED)
}

#[track_caller]
fn resume(home: &Home) -> Terminal {
    let mut terminal = home.open();
    terminal.wait_for("Resume RHIT");
    terminal.press("r");
    terminal
}

#[test]
fn a_killed_drill_goes_on_where_it_stood_and_has_every_answer() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.wait_for("no mock sat yet");
    terminal.press(DOWN);
    terminal.press(DOWN);
    terminal.wait_for("▌ RHIT");
    terminal.press("d");
    terminal.wait_for("⏎ begin");
    terminal.press(ENTER);
    terminal.wait_for("1 of 25");
    let reasons = lock(&mut terminal, 'b');
    terminal.signal("KILL");
    terminal.wait_for_end();

    let mut terminal = resume(&home);
    assert_eq!(wait_for_all(&terminal, "Your answer.", ANSWERED), reasons);
    terminal.press(ENTER);
    terminal.wait_for("2 of 25");
    lock(&mut terminal, 'a');
    terminal.press("r");
    terminal.wait_for("comes again at the end");
    terminal.press(ENTER);
    terminal.wait_for("3 of 26");
    answer(&mut terminal, 'c');
    terminal.signal("KILL");
    terminal.wait_for_end();

    let mut terminal = resume(&home);
    let asked = wait_for_all(&terminal, "3 of 26", ASKED);
    assert!(asked.iter().any(|row| row.contains("of 2 right")), "{asked:#?}");
    assert!(!asked.iter().any(|row| row.contains("● C")), "what was not answered is not kept: {asked:#?}");
    terminal.press("q");
    terminal.wait_for("Leave the drill?");
    terminal.press(DOWN);
    terminal.press(DOWN);
    terminal.press(ENTER);
    terminal.wait_for("items were not asked any more.");
    terminal.press("q");
    terminal.wait_for("answers in drills, no mock yet");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);

    let history = home.json(&["history", "--json"]);
    let drill = &history["sittings"][0];
    assert_eq!((&drill["kind"], &drill["summary"]["scored"]), (&"drill".into(), &2.into()), "{history}");
}

#[test]
fn a_terminated_drill_gives_the_terminal_back_and_can_go_on() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.wait_for("no mock sat yet");
    terminal.press(DOWN);
    terminal.press(DOWN);
    terminal.wait_for("▌ RHIT");
    terminal.press("d");
    terminal.wait_for("⏎ begin");
    terminal.press(ENTER);
    terminal.wait_for("1 of 25");
    terminal.signal("TERM");
    assert_eq!(terminal.wait_for_end().exit_code(), 143);
    assert!(terminal.is_given_back());
    resume(&home).wait_for("1 of 25");
}
