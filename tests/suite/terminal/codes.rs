//! A case typed in a real terminal: killed in the middle of a row, taken up again, finished, and told afterwards.

use std::path::Path;

use portable_pty::CommandBuilder;

use super::pty::{Home, Terminal};
use super::{DOWN, ENTER, ESCAPE, RIGHT};

/// The last row of the screen while codes are typed, and outside the table: drawn last, it says that the rest is there.
const TYPING: &str = "⏎ next field   tab record   ↑↓ row   + add   esc leave the table   ? help";
const ITEM: &str = "⏎ type codes   ←→ move   tab record   m flag   g navigator   q end   ? help";

fn with_the_ward(home: &Home) -> CommandBuilder {
    let mut command = home.practicum();
    let banks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/coding-banks");
    command.args(["--bank-dir", &banks.display().to_string()]);
    command
}

#[track_caller]
fn wait_for_all(terminal: &Terminal, text: &str, last: &str) {
    terminal.wait_until(text, |rows| {
        rows.iter().any(|row| row.contains(text)) && rows.last().is_some_and(|row| row.trim() == last)
    });
}

/// Types a code and its indicator, and waits until the row stands with its title.
#[track_caller]
fn row(terminal: &mut Terminal, code: &str, poa: &str, title: &str) {
    terminal.press(code);
    wait_for_all(terminal, title, TYPING);
    terminal.press(ENTER);
    terminal.press(poa);
    terminal.press(ENTER);
}

/// The last row of the book's search, and of one of its pages.
const SEARCH: &str = "a-z 0-9 search   ↑↓ move   ⏎ open   del clear   esc close   ? help";
const PAGE: &str = "t puts this code into your row";
const BOOK: &str = "\x02";
const DELETE: &str = "\x1b[3~";

/// Looks a code up by words, takes it into the row, and gives its indicator.
#[track_caller]
fn look_up(terminal: &mut Terminal, words: &str, code: &str, poa: &str) {
    terminal.press(BOOK);
    // The book keeps its place: on the page of the code before.
    let rows = terminal.wait_until("the book", |rows| rows.iter().any(|row| row.contains("code book")));
    if !rows.iter().any(|row| row.contains("Search")) {
        terminal.press("/");
    }
    wait_for_all(terminal, "Search", SEARCH);
    terminal.press(DELETE);
    wait_for_all(terminal, "Type words", SEARCH);
    terminal.press(words);
    terminal.wait_until(code, |rows| rows.iter().any(|row| row.contains(&format!("▌ {code} "))));
    terminal.press(ENTER);
    terminal.wait_for(PAGE);
    terminal.press("t");
    wait_for_all(terminal, code, TYPING);
    terminal.press(ENTER);
    if !poa.is_empty() {
        terminal.press(poa);
        terminal.press(ENTER);
    }
}

/// In the first row of the item that asks for codes.
fn at_the_codes(home: &Home) -> Terminal {
    let mut command = with_the_ward(home);
    command.args(["exam", "ward", "--items", "4"]);
    let mut terminal = Terminal::start(command, 80, 24);
    for _ in 0..2 {
        terminal.wait_for("a-f answer");
        terminal.press(RIGHT);
    }
    wait_for_all(&terminal, "Principal diagnosis", ITEM);
    terminal.press(ENTER);
    wait_for_all(&terminal, "Type a code.", TYPING);
    terminal
}

#[test]
fn a_whole_case_is_typed_from_the_code_book() {
    let home = Home::new();
    let mut terminal = at_the_codes(&home);
    look_up(&mut terminal, "calculus gallbladder acute cholecystitis", "K80.00", "y");
    look_up(&mut terminal, "t2dm with ckd", "E11.22", "y");
    look_up(&mut terminal, "ckd stage 3a", "N18.31", "y");
    look_up(&mut terminal, "hypokalemia", "E87.6", "n");
    look_up(&mut terminal, "long term insulin", "Z79.4", "1");
    terminal.press(DOWN);
    wait_for_all(&terminal, "Type a code.", TYPING);
    look_up(&mut terminal, "lap chole", "0FT44ZZ", "");
    terminal.press(ESCAPE);
    wait_for_all(&terminal, "0FT44ZZ", ITEM);
    terminal.press("q");
    terminal.wait_for("End the exam?");
    for key in [DOWN, DOWN, ENTER, DOWN, ENTER] {
        terminal.press(key);
    }
    terminal.wait_for("6 right; 9 of 9 marks");
    terminal.press(ESCAPE);
    terminal.wait_for("quit");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}

#[test]
fn a_killed_case_goes_on_with_every_code_and_is_told_at_the_end() {
    let home = Home::new();
    let mut terminal = at_the_codes(&home);
    row(&mut terminal, "k80.00", "y", "Calculus of gallbladder with acute cholecystitis");
    row(&mut terminal, "e1122", "y", "Type 2 diabetes mellitus with diabetic chronic kidney");
    wait_for_all(&terminal, "1 answered", TYPING);
    terminal.press("e87.6");
    terminal.wait_for("Hypokalemia");
    terminal.signal("KILL");
    terminal.wait_for_end();

    let mut terminal = Terminal::start(with_the_ward(&home), 80, 24);
    terminal.wait_for("Resume WARD");
    terminal.press("r");
    wait_for_all(&terminal, "E11.22", ITEM);
    let rows = terminal.wait_for("1 answered");
    assert!(!rows.iter().any(|row| row.contains("E87.6")), "the row that was typed is not given: {rows:#?}");
    terminal.press(ENTER);
    terminal.press(DOWN);
    terminal.press(DOWN);
    wait_for_all(&terminal, "Type a code.", TYPING);
    row(&mut terminal, "e87.6", "n", "Hypokalemia");
    terminal.press("z794");
    wait_for_all(&terminal, "Long term (current) use of insulin", TYPING);
    terminal.signal("TERM");
    assert_eq!(terminal.wait_for_end().exit_code(), 143);
    assert!(terminal.is_given_back());

    let mut terminal = Terminal::start(with_the_ward(&home), 80, 24);
    terminal.wait_for("Resume WARD");
    terminal.press("r");
    wait_for_all(&terminal, "Z79.4", ITEM);
    terminal.press("q");
    terminal.wait_for("End the exam?");
    for key in [DOWN, DOWN, ENTER, DOWN, ENTER] {
        terminal.press(key);
    }
    terminal.wait_for("4 right, 2 missed; 6 of 9 marks");
    terminal.press(ESCAPE);
    terminal.wait_for("quit");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);

    let report = home.json(&["report", "--json"]);
    let items = report["report"]["items"].as_array().unwrap();
    let coding = items.iter().find_map(|item| item.get("coding")).unwrap();
    assert_eq!((&coding["marks"], &coding["maximum"]), (&6.0.into(), &9.0.into()), "{coding}");
}
