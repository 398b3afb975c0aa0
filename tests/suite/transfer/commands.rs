//! `data` on the command line: what it prints, what it refuses, and what stands on the disk then.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use practicum::store::{DATABASE, Store};
use tempfile::TempDir;

use super::{DOCUMENT, full};
use crate::machine::Machine;

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A home whose record is that of [`full`].
    fn filled() -> Self {
        let home = Self::new();
        Machine::with(home.store(), "here").takes(&DOCUMENT);
        fs::remove_file(home.data().join("practicum-before-import.db")).unwrap();
        home
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn data(&self) -> PathBuf {
        self.path("data")
    }

    fn store(&self) -> Store {
        Store::open(&self.data()).unwrap()
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_practicum"));
        command.args(line.split_whitespace()).current_dir(self.0.path()).env_clear().stdin(Stdio::null());
        command.env("HOME", self.0.path()).env("TZ", "UTC").env("PRACTICUM_DATA_DIR", self.data());
        command
    }

    fn run(&self, line: &str) -> (i32, String, String) {
        let output = assert_cmd::Command::from_std(self.command(line)).output().unwrap();
        let home = self.0.path().display().to_string();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&home, "HOME");
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    #[track_caller]
    fn prints(&self, line: &str) -> String {
        let (code, out, err) = self.run(line);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        out
    }

    #[track_caller]
    fn fails(&self, line: &str, message: &str) {
        let (code, out, err) = self.run(line);
        assert_eq!((code, out.as_str(), err.trim_end()), (1, "", format!("practicum: {message}").as_str()));
    }

    fn files(&self, folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn a_record_moves_from_one_machine_to_another() {
    let (from, to) = (Home::filled(), Home::new());
    assert_eq!(from.prints("data export moved.json"), "moved.json: 4 sittings\n");
    assert_eq!(from.prints("data export -"), *DOCUMENT);
    assert_eq!(fs::read_to_string(from.path("moved.json")).unwrap(), *DOCUMENT);
    assert_eq!(from.files(from.0.path()), ["data", "moved.json"]);
    fs::copy(from.path("moved.json"), to.path("moved.json")).unwrap();
    assert_eq!(
        to.prints("data import moved.json"),
        "Sittings: 4 new, 0 replaced, 0 unchanged.\n\
         Flags, notes, exam days, results, predictions, queries and bookmarks: 9 new or changed.\n\
         The record as it was before stands in HOME/data/practicum-before-import.db.\n"
    );
    assert_eq!(to.prints("data import moved.json"), "Sittings: 0 new, 0 replaced, 4 unchanged.\n");
    assert_eq!(to.prints("data export -"), *DOCUMENT);
    let piped = assert_cmd::Command::from_std(to.command("data import -")).write_stdin(DOCUMENT.as_bytes()).output();
    assert_eq!(piped.unwrap().stdout, b"Sittings: 0 new, 0 replaced, 4 unchanged.\n");
}

#[test]
fn an_export_takes_the_place_of_an_earlier_one_and_of_nothing_else() {
    let home = Home::filled();
    home.prints("data export moved.json");
    home.prints("data export moved.json");
    fs::write(home.path("letter.txt"), "Dear all").unwrap();
    home.fails(
        "data export letter.txt",
        "letter.txt is there already\n  only an earlier document of data export is written over; name another file",
    );
    assert_eq!(fs::read_to_string(home.path("letter.txt")).unwrap(), "Dear all");
    let words = "practicum: folder/moved.json could not be written: No such file or directory (os error 2)";
    let (code, _, err) = home.run("data export folder/moved.json");
    assert_eq!((code, err.lines().next()), (1, Some(words)));
    let named = home.prints("data export");
    assert!(named.starts_with("practicum-export-20") && named.ends_with(".json: 4 sittings\n"), "{named}");
    assert_eq!(home.files(home.0.path()).len(), 4);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_leaves_nothing_half_done() {
    let home = Home::filled();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = home.command("data export -").stdout(full).stderr(Stdio::piped()).output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(words.starts_with("practicum: the document could not be written: No space left on device"), "{words}");
}

#[test]
fn a_document_that_is_not_taken_in_says_why_and_what_to_do() {
    let home = Home::filled();
    home.fails(
        "data import nowhere.json",
        "nowhere.json cannot be read: No such file or directory (os error 2)\n  check the path and its permissions",
    );
    fs::write(home.path("newer.json"), DOCUMENT.replacen("\"version\":2", "\"version\":7", 1)).unwrap();
    home.fails(
        "data import newer.json",
        "the document was written by a newer practicum (document version 7, this program reads 2)\n  \
         install the newer practicum here; nothing was taken in",
    );
    fs::write(home.path("changed.json"), DOCUMENT.replacen("\"note\":\"\"", "\"notes\":\"\"", 1)).unwrap();
    home.fails(
        "data import changed.json",
        "line 3, sitting there-1: missing field `note`\n  \
         it was changed since it was written: export it again; nothing was taken in",
    );
    assert_eq!(home.prints("data export -"), *DOCUMENT);
    assert!(!home.data().join("practicum-before-import.db").exists());
}

#[test]
fn a_second_program_looks_and_does_not_write() {
    let home = Home::filled();
    fs::write(home.path("moved.json"), full("other").document()).unwrap();
    let first = home.store();
    let words = "the record of your sittings was opened for reading only: practicum is open in another terminal\n  \
                 close the other terminal or make the folder writable, then start practicum again";
    home.fails("data import moved.json", words);
    home.fails("data rebuild", words);
    assert_eq!(home.prints("data export -"), *DOCUMENT);
    home.prints("data backup kept.db");
    drop(first);
    home.prints("data import moved.json");
}

#[test]
fn a_backup_is_a_record_of_its_own_and_is_never_written_over() {
    let home = Home::filled();
    assert_eq!(home.prints("data backup kept.db"), "kept.db\n");
    home.fails("data backup kept.db", "kept.db is there already\n  name another file; nothing is written over");
    let dated = home.prints("data backup");
    assert!(dated.starts_with("HOME/data/practicum-20") && dated.ends_with(".db\n"), "{dated}");
    let other = Home::new();
    other.fails(
        "data backup",
        "there is nothing to copy: HOME/data/practicum.db is not there yet\n  \
         a first mock or drill makes it; --data-dir names another folder",
    );
    fs::create_dir(other.data()).unwrap();
    fs::copy(home.path("kept.db"), other.data().join(DATABASE)).unwrap();
    assert_eq!(other.prints("data export -"), *DOCUMENT);
    let (code, _, err) = home.run("data backup nowhere/kept.db");
    assert_eq!(code, 1);
    assert!(err.starts_with("practicum: no copy could be written to nowhere/kept.db: "), "{err}");
    assert_eq!(home.files(home.0.path()), ["data", "kept.db"]);
}

#[test]
fn rebuild_says_whether_it_gives_the_same() {
    let home = Home::filled();
    let made = "3 sittings, 6 answers and what is known of 5 items were made anew from the log.\n";
    assert_eq!(home.prints("data rebuild"), format!("{made}Everything is as it was before.\n"));
    let connection = rusqlite::Connection::open(home.data().join(DATABASE)).unwrap();
    connection.execute("UPDATE answer SET right = 1 - right WHERE position = 0", []).unwrap();
    drop(connection);
    let differs = "It is not what was there before: the record now holds what the log says.\n";
    assert_eq!(home.prints("data rebuild"), format!("{made}{differs}"));
    assert_eq!(home.prints("data rebuild"), format!("{made}Everything is as it was before.\n"));
}
