//! The real program in real terminals: kills, signals, closed windows, two at once, small ones, no colour, Ctrl-Z.
#![cfg(unix)]

mod codes;
mod drills;
mod kinds;
mod pty;
mod query;

use pty::{Home, Terminal};
use serde_json::Value;

const ENTER: &str = "\r";
const ESCAPE: &str = "\x1b";
const RIGHT: &str = "\x1b[C";
const DOWN: &str = "\x1b[B";
const CONTROL_Z: &str = "\x1a";
const LEAVE_ALTERNATE_SCREEN: &str = "\x1b[?1049l";
const SHOW_CURSOR: &str = "\x1b[?25h";

/// From home to the first item.
fn begin(terminal: &mut Terminal) -> Vec<String> {
    terminal.wait_for("no mock sat yet");
    terminal.press(DOWN);
    terminal.press(DOWN);
    terminal.wait_for("▌ RHIT");
    terminal.press(ENTER);
    terminal.wait_for("⏎ begin");
    terminal.press(ENTER);
    terminal.wait_for("a-f answer")
}

/// Presses an option's letter; gives the option's text, once the screen shows that it is chosen.
#[track_caller]
fn answer(terminal: &mut Terminal, letter: char) -> String {
    terminal.press(&letter.to_string());
    let sign = format!("● {}", letter.to_ascii_uppercase());
    chosen(&terminal.wait_for(&sign), &sign)
}

/// The text behind the sign of a chosen option, over all its rows.
fn chosen(rows: &[String], sign: &str) -> String {
    let mut rows = rows.iter().skip_while(|row| !row.contains(sign));
    let (before, first) = rows.next().unwrap().split_once(sign).unwrap();
    let margin = before.chars().count() + sign.chars().count();
    let more = rows.take_while(|row| !row.trim().is_empty() && row.chars().take(margin).all(char::is_whitespace));
    bare(&more.fold(first.to_owned(), |text, row| text + row))
}

/// A text without Markdown's signs and without spaces, as a screen may break it anywhere.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !r"*_`\".contains(*c)).collect()
}

/// Seconds on the clock at the end of the first row.
fn time_left(rows: &[String]) -> u32 {
    let clock = rows[0].split_whitespace().last().unwrap();
    clock.split(':').fold(0, |seconds, part| seconds * 60 + part.parse::<u32>().unwrap())
}

/// What is on the item's screen apart from the clock.
fn without_clock(rows: &[String]) -> Vec<String> {
    let header = rows[0].trim_end().rsplit_once(' ').unwrap().0.to_owned();
    std::iter::once(header).chain(rows[1..].iter().cloned()).collect()
}

/// The answers of the last report, in the order of its items.
fn answers_reported(report: &Value) -> Vec<String> {
    let items = report["report"]["items"].as_array().unwrap();
    let options = items.iter().flat_map(|item| item["options"].as_array().unwrap());
    options.filter(|option| option["chosen"] == true).map(|option| bare(option["text"].as_str().unwrap())).collect()
}

/// Begins an exam and answers its first item; gives the screen with the answer.
fn begin_and_answer(terminal: &mut Terminal) -> Vec<String> {
    begin(terminal);
    answer(terminal, 'b');
    terminal.wait_for("1 answered")
}

#[track_caller]
fn assert_goes_on_at(home: &Home, left: &[String]) {
    let mut terminal = home.open();
    terminal.wait_for("Resume RHIT");
    terminal.press("r");
    let resumed = terminal.wait_for("a-f answer");
    assert_eq!(without_clock(&resumed), without_clock(left));
}

#[test]
fn a_killed_exam_goes_on_where_it_stood_and_reports_every_answer() {
    let home = Home::new();
    let mut terminal = home.open();
    let at_first = time_left(&begin(&mut terminal));
    let mut given = vec![answer(&mut terminal, 'b')];
    terminal.press(RIGHT);
    terminal.wait_for("2 of");
    given.push(answer(&mut terminal, 'c'));
    terminal.press(RIGHT);
    terminal.wait_for("3 of");
    let running = terminal.wait_until("a clock that ran", |rows| time_left(rows) < at_first);
    given.push(answer(&mut terminal, 'a'));
    let left = terminal.wait_for("3 answered");
    terminal.signal("KILL");
    terminal.wait_for_end();

    let mut terminal = home.open();
    terminal.wait_for("Resume RHIT");
    terminal.press(ENTER);
    let resumed = terminal.wait_for("a-f answer");
    assert_eq!(without_clock(&resumed), without_clock(&left));
    // Every answer carries the clock, so the kill cannot give time back from before the last one.
    let time_on_resume = time_left(&resumed);
    assert!(time_on_resume <= time_left(&running), "{time_on_resume} s are left");
    assert!(time_on_resume + 15 >= time_left(&left), "{time_on_resume} s are left");

    terminal.press("q");
    terminal.wait_for("End the exam?");
    terminal.press(DOWN);
    terminal.press(DOWN);
    terminal.press(ENTER);
    terminal.wait_for("Really end the exam?");
    terminal.press(DOWN);
    terminal.press(ENTER);
    terminal.wait_for("an estimate, see i");
    terminal.press("q");
    terminal.wait_for("last mock");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);

    let report = home.json(&["report", "--json"]);
    assert_eq!(answers_reported(&report), given);
    assert_eq!(report["report"]["interruptions"].as_array().unwrap().len(), 1);
}

#[test]
fn a_terminated_exam_gives_the_terminal_back_and_can_go_on() {
    let home = Home::new();
    let mut terminal = home.open();
    let left = begin_and_answer(&mut terminal);
    terminal.signal("TERM");
    assert_eq!(terminal.wait_for_end().exit_code(), 143);
    assert!(terminal.is_given_back());
    let raw = terminal.raw();
    assert!(raw.ends_with(SHOW_CURSOR));
    assert!(raw.trim_end_matches(SHOW_CURSOR).ends_with(LEAVE_ALTERNATE_SCREEN));
    assert_goes_on_at(&home, &left);
}

#[test]
fn a_closed_window_ends_the_program_and_the_exam_can_go_on() {
    let home = Home::new();
    let mut terminal = home.open();
    let left = begin_and_answer(&mut terminal);
    terminal.hang_up();
    assert_eq!(terminal.wait_for_end().exit_code(), 129);
    assert_goes_on_at(&home, &left);
}

#[test]
fn a_second_terminal_only_looks_and_disturbs_nothing() {
    let home = Home::new();
    let mut first = home.open();
    begin_and_answer(&mut first);
    let mut second = home.open();
    second.wait_for("practicum is open in another terminal.");
    second.press("s");
    second.wait_for("⏎ begin");
    second.press(ENTER);
    second.wait_for("practicum is open in another terminal: an exam cannot be sat here");
    second.press(ESCAPE);
    second.wait_for("Resume RHIT");
    second.press("r");
    second.wait_for("this sitting cannot go on here");

    first.press(RIGHT);
    first.wait_for("2 of");
    answer(&mut first, 'a');
    second.press("q");
    assert_eq!(second.wait_for_end().exit_code(), 0);
    first.press("q");
    first.wait_for("End the exam?");
    first.press(DOWN);
    first.press(ENTER);
    first.wait_for("Resume RHIT");
    first.press("q");
    assert_eq!(first.wait_for_end().exit_code(), 0);
    let history = home.json(&["history", "--json"]);
    assert_eq!(history["sittings"].as_array().unwrap().len(), 1, "{history}");
}

#[test]
fn a_terminal_too_small_says_so_until_it_grows() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.wait_for("no mock sat yet");
    // A key that was answered: from here on a new size is noticed, too.
    terminal.press("?");
    terminal.wait_for("esc close");
    terminal.press(ESCAPE);
    terminal.wait_for("no mock sat yet");
    terminal.resize(50, 10);
    terminal.wait_for("50 x 10 is too small");
    terminal.resize(80, 24);
    terminal.wait_for("no mock sat yet");
}

/// Codes of SGR sequences that set a colour.
fn colours(raw: &str) -> Vec<&str> {
    let sequences = raw.split("\x1b[").skip(1);
    let styles = sequences.filter_map(|text| {
        let end = text.find(|c: char| c.is_ascii_alphabetic())?;
        text[end..].starts_with('m').then_some(&text[..end])
    });
    let is_colour = |code: &&str| {
        let code: u32 = code.parse().unwrap_or(0);
        matches!(code, 30..=38 | 40..=48 | 90..=97 | 100..=107)
    };
    styles.flat_map(|codes| codes.split(';')).filter(is_colour).collect()
}

#[test]
fn no_color_leaves_all_colours_out() {
    for (no_color, coloured) in [("", true), ("1", false)] {
        let home = Home::new();
        let mut command = home.practicum();
        command.env("NO_COLOR", no_color);
        let mut terminal = Terminal::start(command, 80, 24);
        begin_and_answer(&mut terminal);
        terminal.press("m");
        terminal.wait_for("⚑ flagged");
        terminal.signal("TERM");
        terminal.wait_for_end();
        assert_eq!(!colours(&terminal.raw()).is_empty(), coloured, "{:?}", colours(&terminal.raw()));
    }
}

#[test]
fn control_z_gives_the_terminal_to_the_shell_and_the_exam_comes_back() {
    let home = Home::new();
    let mut terminal = Terminal::start(home.practicum_in_a_shell(), 80, 24);
    let left = begin_and_answer(&mut terminal);
    terminal.press(CONTROL_Z);
    terminal.wait_for("the shell is back");
    assert!(terminal.is_given_back());
    terminal.press("\n");
    let back = terminal.wait_for("a-f answer");
    assert_eq!(without_clock(&back), without_clock(&left));
    terminal.press(RIGHT);
    terminal.wait_for("2 of");
    terminal.press("q");
    terminal.wait_for("End the exam?");
    terminal.press(DOWN);
    terminal.press(ENTER);
    terminal.wait_for("Resume RHIT");
    terminal.press("q");
    terminal.wait_for("it ended with 0");
    terminal.wait_for_end();
}
#[test]
fn a_terminal_that_grows_at_once_is_drawn_anew() {
    let home = Home::new();
    let terminal = Terminal::start(home.practicum(), 50, 10);
    terminal.wait_for("50 x 10 is too small");
    terminal.resize(80, 24);
    terminal.wait_for("no mock sat yet");
}
