//! Rooms keep their doors: which module may name which.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(room: &str) -> Vec<(PathBuf, String)> {
    fn collect(path: &Path, found: &mut Vec<PathBuf>) {
        if path.is_dir() {
            let entries = fs::read_dir(path).unwrap();
            entries.for_each(|entry| collect(&entry.unwrap().path(), found));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path.to_owned());
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root.join(room), &mut found);
    collect(&root.join(format!("{room}.rs")), &mut found);
    found.retain(|path| path.exists());
    assert!(!found.is_empty(), "no room {room}");
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[track_caller]
fn never_names(room: &str, words: &[&str]) {
    for (path, text) in sources(room) {
        for word in words {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn the_bank_knows_nothing_of_the_exam_the_record_or_the_terminal() {
    never_names(
        "bank",
        &["crate::exam", "crate::store", "crate::tui", "crate::library", "crate::env", "crate::cmd", "crate::coach"],
    );
}

#[test]
fn the_code_book_knows_no_other_room() {
    let rooms = ["bank", "exam", "study", "store", "tui", "library", "env", "cmd", "cli"];
    never_names("codebook", &rooms.map(|room| format!("crate::{room}")).each_ref().map(String::as_str));
}

#[test]
fn the_exam_knows_nothing_of_the_record_or_the_terminal() {
    never_names("exam", &["crate::store", "crate::tui", "crate::library", "crate::env", "crate::cmd", "crate::coach"]);
}

#[test]
fn study_knows_nothing_of_the_record_or_the_terminal() {
    never_names("study", &["crate::store", "crate::tui", "crate::library", "crate::env", "crate::cmd", "crate::coach"]);
}

#[test]
fn the_middle_touches_no_file_clock_environment_or_terminal() {
    for room in ["bank", "codebook", "exam", "study", "apportion"] {
        never_names(room, &["std::fs", "std::env", "std::time", "std::io", "crossterm", "ratatui", "rusqlite"]);
    }
}

#[test]
fn the_record_never_names_the_terminal_nor_the_terminal_the_database() {
    never_names("store", &["ratatui", "crossterm", "crate::tui", "crate::coach"]);
    never_names("tui", &["rusqlite"]);
}

#[test]
fn the_coach_reads_and_neither_writes_nor_draws() {
    never_names("coach", &["rusqlite", "ratatui", "crossterm", "crate::tui", "crate::cmd", "std::fs", "&mut Store"]);
}

#[test]
fn printed_reports_know_no_file_database_or_terminal() {
    never_names(
        "print",
        &["std::fs", "std::io", "rusqlite", "store::Store", "ratatui", "crossterm", "crate::tui", "crate::cmd"],
    );
}

#[test]
fn only_the_environment_room_asks_the_system_for_time_and_chance() {
    for room in ["bank", "codebook", "exam", "study", "coach", "store", "print", "tui", "cmd", "library"] {
        never_names(
            room,
            &["Instant::now", "SystemTime::now", "Timestamp::now", "TimeZone::system", "SysRng", "env::var"],
        );
    }
}

#[test]
fn main_stays_small() {
    let main = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs")).unwrap();
    assert!(main.lines().count() < 40);
}
