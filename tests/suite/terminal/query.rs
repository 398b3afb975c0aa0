//! A query built in a real terminal: killed once it is judged, it stands in the list and in the record all the same.

use std::path::Path;

use portable_pty::CommandBuilder;

use super::pty::{Home, Terminal};
use super::{DOWN, ENTER, ESCAPE};

fn with_queries(home: &Home, words: &[&str]) -> CommandBuilder {
    let mut command = home.practicum();
    let banks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/query-banks");
    command.args(["--bank-dir", &banks.display().to_string()]);
    command.args(words);
    command
}

#[test]
fn a_judged_query_is_on_disk_when_it_is_shown() {
    let home = Home::new();
    let mut terminal = Terminal::start(with_queries(&home, &["query", "cdi", "cdi-q-001"]), 80, 24);
    terminal.wait_for("0 chosen");
    // The first part of each slot that needs one: parts come in an order of their own, slots do not.
    let mut chosen = 0;
    for steps in [0, 3, 3, 11, 14] {
        for _ in 0..steps {
            terminal.press(DOWN);
        }
        terminal.press(" ");
        chosen += 1;
        terminal.wait_for(&format!("{chosen} chosen"));
    }
    terminal.press(ENTER);
    terminal.wait_for("r again");
    terminal.signal("KILL");
    terminal.wait_for_end();

    let mut terminal = Terminal::start(with_queries(&home, &["query", "cdi"]), 80, 24);
    let rows = terminal.wait_for("a query about present");
    let built = rows.iter().find(|row| row.contains("anemia after hip surgery")).unwrap();
    assert!(built.contains('%') && !built.contains("not yet"), "{built}");
    terminal.press(ESCAPE);
    terminal.wait_for("q quit");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);

    let document = home.json(&["data", "export", "-"]);
    let builds = document["builds"].as_array().unwrap();
    assert_eq!((builds.len(), &builds[0]["item"]), (1, &"cdi-q-001".into()), "{builds:?}");
    assert_eq!(builds[0]["parts"].as_array().map(Vec::len), Some(5));
}
