//! A drill of a number and one of an order in a real terminal, begun by the command line, and their reports.

use super::pty::{Home, Terminal};
use super::{DOWN, ENTER};

const BANKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/drill-banks");
/// As terminals send it.
const SHIFT_DOWN: &str = "\x1b[1;2B";

fn drill(home: &Home, topic: &str) -> Terminal {
    let mut command = home.practicum();
    command.args(["--bank-dir", BANKS, "drill", "kinds", "--topic", topic]);
    Terminal::start(command, 80, 24)
}

/// Past the reasons, out of the drill and of the program.
#[track_caller]
fn leave(mut terminal: Terminal) {
    terminal.press(ENTER);
    terminal.wait_for("0 of 1 right in");
    terminal.press("q");
    terminal.wait_for("q quit");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}

#[test]
fn a_number_and_an_order_are_answered_and_reported() {
    let home = Home::new();
    let mut terminal = drill(&home, "shelf loss");
    terminal.wait_for("▌ ▏ %");
    terminal.press("2.85");
    terminal.wait_for("▌ 2.85▏ %");
    terminal.press(ENTER);
    terminal.wait_for("The early losses left the numerator only");
    leave(terminal);
    let banks = ["--bank-dir", BANKS];
    let report = home.json(&[&["report", "--json"][..], &banks].concat());
    let number = &report["items"][0]["number"];
    assert_eq!((&number["given"], &number["right"]), (&"2.85".into(), &"2.87".into()), "{report}");
    let text = home.prints(&[&["report"][..], &banks].concat());
    assert!(text.contains("2.85, right 2.87 %, within 0.01"), "{text}");

    let mut terminal = drill(&home, "path of");
    terminal.wait_for("▌ 1 ");
    terminal.press(SHIFT_DOWN);
    terminal.wait_for("▌ 2 ");
    terminal.press(DOWN);
    terminal.wait_for("▌ 3 ");
    terminal.press(">");
    terminal.wait_for("▌ 4 ");
    terminal.press("u");
    terminal.press(ENTER);
    terminal.wait_for("The right order, and where you had each step:");
    leave(terminal);
    let report = home.json(&[&["report", "--json"][..], &banks].concat());
    let steps = report["items"][0]["steps"].as_array().unwrap();
    assert!(steps.len() == 4 && steps.iter().any(|step| step["place"] != step["given"]), "{report}");
    let html = home.prints(&[&["report", "--html", "-", "--items", "all"][..], &banks].concat());
    assert!(html.contains("put at ") && html.contains("It is ordered from the shop"), "{html}");
}
