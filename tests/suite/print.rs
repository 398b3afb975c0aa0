//! Printed reports: what stands on them, that nothing can break out of them, and how they are written.
#![cfg(test)]

mod candidate;
mod markup;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::Settings;
use jiff::tz::TimeZone;
use practicum::bank::{Item, ItemId};
use practicum::coach::days::last_days;
use practicum::exam::report::Report;
use practicum::exam::{Drill, Length, Sitting};
use practicum::library::Library;
use practicum::print::{DrillSheet, InFull, MockSheet, Paper, ProgressSheet};
use practicum::store::{ExamResult, Kind, SittingId, SittingRow, Store};
use practicum::study::log::{effort, of_mock};
use practicum::study::pace::Effort;
use practicum::study::picker::Selection;
use proptest::prelude::*;

use candidate::Candidate;
use markup::read;

fn library() -> Library {
    Library::only(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/banks"))
}

fn demo() -> Candidate {
    Candidate::new(Store::in_memory().unwrap(), library().open("demo").unwrap(), "2026-11-02T17:00:00Z")
}

/// With the bank of RHIT, which is large enough for a number.
fn rhit() -> Candidate {
    let shelf = Library::with_folders(Vec::new()).open("rhit").unwrap();
    Candidate::new(Store::in_memory().unwrap(), shelf, "2026-10-05T17:00:00Z")
}

fn report(candidate: &Candidate, id: SittingId) -> (Report, SittingRow, Effort) {
    let stored = candidate.store.sitting(id).unwrap();
    let sitting = Sitting::replay(stored.form, &stored.log);
    let item_at = |at: usize| -> Option<Item> { stored.items[at].clone() };
    (Report::of(&sitting, item_at), stored.row, effort(&of_mock(&sitting, item_at)))
}

fn mock_page(candidate: &Candidate, id: SittingId, in_full: InFull) -> String {
    let (report, row, effort) = report(candidate, id);
    let closed = candidate.store.closed_items(&row.credential).unwrap();
    let short = &candidate.shelf.credential.short;
    let sheet = MockSheet { short, row: &row, report: &report, effort, closed: &closed, in_full };
    sheet.html(paper(candidate))
}

fn paper(candidate: &Candidate) -> Paper<'_> {
    Paper { now_ms: candidate.now_ms, zone: &candidate.zone }
}

fn drill_page(candidate: &Candidate, id: SittingId, in_full: InFull) -> String {
    let stored = candidate.store.drill(id).unwrap();
    let drill = Drill::replay(stored.form, &stored.log);
    let (row, items) = (stored.row, stored.items);
    let outcome = candidate.coach().outcome(id, row.started_ms, &drill, &items).unwrap();
    let closed = candidate.store.closed_items(&row.credential).unwrap();
    let sheet = DrillSheet { row: &row, outcome: &outcome, drill: &drill, items: &items, closed: &closed, in_full };
    sheet.html(paper(candidate))
}

fn progress_page(candidate: &Candidate) -> String {
    let (name, coach) = (candidate.name(), candidate.coach());
    let mut mocks = candidate.store.sittings(Some(&name)).unwrap();
    mocks.retain(|row| row.kind == Kind::Mock && row.ended_ms.is_some());
    let sheet = ProgressSheet {
        standing: &coach.standing().unwrap(),
        outline: candidate.shelf.credential.outline(None),
        trend: &coach.trend(6).unwrap(),
        days: &last_days(&candidate.store, Some(&name), 371, candidate.now_ms, &TimeZone::UTC).unwrap(),
        mocks: &mocks,
        predictions: &candidate.store.predictions(&name).unwrap(),
    };
    sheet.html(paper(candidate))
}

/// The page as it is kept: its body, without the version that made it.
fn kept(name: &str, page: &str) {
    let body = &page[page.find("<body>").unwrap()..];
    let body = body.replace(&format!("practicum {}.", env!("CARGO_PKG_VERSION")), "practicum VERSION.");
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("print-{name}"), body));
}

#[test]
fn a_mock_a_drill_and_progress_look_as_they_did() {
    let mut candidate = demo();
    let mock = candidate.mock(Length::Full, 1);
    candidate.days_later(3);
    let drill = candidate.drill(Selection::Weak, 5);
    candidate.store.set_exam_day("demo", Some("2026-12-20"), candidate.now_ms).unwrap();
    for (name, page) in [
        ("mock", mock_page(&candidate, mock, InFull::Wrong)),
        ("drill", drill_page(&candidate, drill, InFull::All)),
        ("progress", progress_page(&candidate)),
    ] {
        read(&page);
        kept(name, &page);
    }
}

#[test]
fn items_stand_in_full_as_they_are_asked_for() {
    let mut candidate = demo();
    let id = candidate.mock(Length::Full, 0);
    let (report, ..) = report(&candidate, id);
    let articles = |in_full| {
        let page = read(&mock_page(&candidate, id, in_full));
        page.tags.iter().filter(|tag| *tag == "article").count()
    };
    let wrong =
        report.items.len() - report.score.raw.value() as usize - report.items.iter().filter(|i| !i.scored).count();
    assert_eq!((articles(InFull::None), articles(InFull::All)), (0, 12));
    assert!((wrong..=wrong + 2).contains(&articles(InFull::Wrong)));
}

#[test]
fn items_on_a_mock_that_has_not_ended_appear_nowhere() {
    let mut candidate = demo();
    let mock = candidate.mock(Length::Full, 0);
    candidate.days_later(1);
    let drill = candidate.drill(Selection::Weak, 5);
    candidate.days_later(1);
    // The demo bank is as large as its exam, so that every item stands on this one.
    let (_, _, _, items) = candidate.begin_mock(Length::Full, 3);
    let pages = [
        mock_page(&candidate, mock, InFull::All),
        drill_page(&candidate, drill, InFull::All),
        progress_page(&candidate),
    ];
    for page in pages.map(|page| read(&page)) {
        for item in &items {
            assert!(!page.text.contains(item.id.as_str()), "{} is there", item.id);
            assert!(!page.text.contains(&item.rationale), "the rule of {} is there", item.id);
        }
        assert!(!page.tags.iter().any(|tag| tag == "article"));
    }
    assert!(mock_page(&candidate, mock, InFull::None).contains("12 items left out"));
}

#[test]
fn a_rushed_mock_says_that_it_does_not_count() {
    let mut candidate = demo();
    candidate.seconds = 2;
    let id = candidate.mock(Length::Full, 0);
    let page = read(&mock_page(&candidate, id, InFull::None));
    assert!(page.text.contains("This mock does not count for readiness."));
    assert!(read(&progress_page(&candidate)).text.contains("rushed, does not count for readiness"));
}

/// The text of the section on readiness.
fn readiness(candidate: &Candidate) -> String {
    let text = read(&progress_page(candidate)).text;
    let (_, rest) = text.split_once("\nReadiness\n").unwrap();
    rest.split_once("\nDomains\n").unwrap().0.to_owned()
}

#[test]
fn readiness_is_said_as_far_as_the_answers_carry_it() {
    let mut candidate = rhit();
    assert!(readiness(&candidate).contains("there are no answers"));
    candidate.mock(Length::Quick, 0);
    let said = readiness(&candidate);
    assert!(said.contains("too few answers") && said.contains("22 first answers") && !said.contains('%'), "{said}");
    candidate.mock(Length::Half, 0);
    let said = readiness(&candidate);
    assert!(said.contains("● ") && !said.contains('%'), "{said}");
    candidate.mock(Length::Full, 0);
    let said = readiness(&candidate);
    assert!(said.contains("The chance to pass an exam taken now: "), "{said}");
    assert!(said.contains(" between ") && said.contains("if the real exam resembles this bank"), "{said}");
}

#[test]
fn a_result_is_held_against_what_was_said_before_it() {
    let mut candidate = rhit();
    candidate.mock(Length::Full, 0);
    candidate.mock(Length::Half, 0);
    assert!(!progress_page(&candidate).contains("Results of the real exam"));
    candidate.days_later(4);
    let result = ExamResult {
        uid: "one".to_owned(),
        credential: "rhit".to_owned(),
        day: "2026-10-08".to_owned(),
        passed: true,
        scaled: Some(312),
    };
    candidate.store.add_result(&result, candidate.now_ms).unwrap();
    let text = read(&progress_page(&candidate)).text;
    assert!(text.contains("8 Oct 2026") && text.contains("312") && text.contains("on 5 Oct 2026"), "{text}");
    assert!(text.contains("error 0.") || text.contains("it agrees") || text.contains("it was wrong"), "{text}");
}

/// Text as a hostile bank would hold it.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("</style><script>alert(1)</script>".to_owned()),
        Just("<!-- ".to_owned()),
        Just("\"; } body { background: url(http://a.b) } /*".to_owned()),
        Just("[a](javascript:alert(1)) ![b](http://a.b/c.png) <img src=x onerror=y>".to_owned()),
        Just("| a | b |\n|---|---|\n| <td> | </table> |\n\n".to_owned()),
        Just("\n\n- a\n  1. b\n\n> c\n\n```\n</code>\n```\n\n".to_owned()),
        "[<>&\"'/=a-z0-9 \n\r\t\u{0}\u{1b}\u{85}\u{ffff}\\\\*_`\\[\\]()#|!+.:-]{0,30}",
        "\\PC{0,12}",
    ];
    prop::collection::vec(part, 1..5).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_of_a_bank_breaks_out_of_a_page(texts in prop::collection::vec(hostile(), 12)) {
        let mut candidate = demo();
        let id = candidate.mock(Length::Full, 0);
        let (mut report, mut row, effort) = report(&candidate, id);
        report.outline.title.clone_from(&texts[0]);
        report.outline.source.clone_from(&texts[1]);
        row.label.clone_from(&texts[2]);
        report.domains.iter_mut().for_each(|domain| domain.title.clone_from(&texts[3]));
        for item in &mut report.items {
            item.item = ItemId::new(&texts[4]);
            item.topic.clone_from(&texts[5]);
            item.stem.clone_from(&texts[6]);
            item.rationale.clone_from(&texts[7]);
            item.task.clone_from(&texts[8]);
            for option in &mut item.options {
                option.text.clone_from(&texts[9]);
                option.why.clone_from(&texts[10]);
            }
            for source in &mut item.sources {
                source.cite.clone_from(&texts[11]);
                source.url = Some(texts[0].clone());
            }
        }
        let closed = HashSet::new();
        let sheet = MockSheet {
            short: &texts[3], row: &row, report: &report, effort, closed: &closed, in_full: InFull::All
        };
        read(&sheet.html(paper(&candidate)));
    }

    #[test]
    fn no_text_of_a_credential_breaks_out_of_progress(texts in prop::collection::vec(hostile(), 4)) {
        let mut candidate = demo();
        candidate.mock(Length::Full, 0);
        let credential = &mut candidate.shelf.credential;
        credential.name.clone_from(&texts[0]);
        for domain in &mut credential.domains {
            domain.title.clone_from(&texts[1]);
            domain.short.clone_from(&texts[2]);
            domain.tasks.iter_mut().for_each(|task| task.title.clone_from(&texts[3]));
        }
        read(&progress_page(&candidate));
    }
}

/// A record on disk with one mock that has ended, and what a command on it comes to.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        let data = home.0.path().join("data");
        fs::create_dir(&data).unwrap();
        let store = Store::open(&data).unwrap();
        let mut candidate = Candidate::new(store, library().open("demo").unwrap(), "2026-11-02T17:00:00Z");
        candidate.mock(Length::Full, 1);
        candidate.days_later(1);
        candidate.drill(Selection::Weak, 5);
        home
    }

    fn run(&self, line: &str) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_practicum"));
        command.args(line.split_whitespace()).current_dir(self.0.path()).env_clear().stdin(Stdio::null());
        command.env("TZ", "UTC").env("PRACTICUM_DATA_DIR", self.0.path().join("data"));
        command.env("PRACTICUM_BANK_DIR", Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/banks"));
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    #[track_caller]
    fn fails(&self, line: &str, code: i32, said: &str) {
        let (is, out, err) = self.run(line);
        assert_eq!((is, out.as_str()), (code, ""));
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn a_page_is_written_whole_to_the_file_that_was_named() {
    let home = Home::new();
    let said = "report.html is written; open it in a browser to read or print it\n".to_owned();
    assert_eq!(home.run("report 1 --html report.html"), (0, said.clone(), String::new()));
    read(&home.file("report.html"));
    assert!(home.file("report.html").contains("DEMO full mock"));
    assert_eq!(home.run("report --html report.html"), (0, said.clone(), String::new()));
    assert!(home.file("report.html").contains("DEMO weak drill"));
    assert_eq!(home.run("report --progress demo --html report.html"), (0, said, String::new()));
    assert!(home.file("report.html").contains("DEMO progress"));
    let names: Vec<_> = fs::read_dir(home.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "something is left beside it: {names:?}");
    let (code, out, err) = home.run("report 1 --items none --html -");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(!read(&out).tags.iter().any(|tag| tag == "article"));
}

#[test]
fn what_cannot_be_written_says_what_to_do() {
    let home = Home::new();
    home.fails("report 1 --html nowhere/report.html", 1, "there is no folder nowhere\n  make it first");
    home.fails("report 1 --html data", 1, "data is a folder\n  name a file in it, as report.html");
    fs::write(home.0.path().join("kept.html"), "kept").unwrap();
    home.fails("report 1 --html kept.html/report.html", 1, "kept.html is no folder");
    let mut rights = fs::metadata(home.0.path().join("kept.html")).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(home.0.path().join("kept.html"), rights).unwrap();
    home.fails("report 1 --html kept.html", 1, "kept.html is write-protected");
    assert_eq!(home.file("kept.html"), "kept");
    home.fails("report --progress cpa --html -", 1, "no such credential");
    home.fails("report --progress demo", 2, "--html <FILE>");
    home.fails("report 1 --items all", 2, "--html <FILE>");
    home.fails("report 1 --json --html -", 2, "cannot be used with");
    home.fails("report 1 --progress demo --html -", 2, "cannot be used with");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let home = Home::new();
    let (link, file) = (home.0.path().join("link.html"), home.0.path().join("file.html"));
    fs::write(&file, "old").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    assert_eq!(home.run("report 1 --html link.html").0, 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    read(&home.file("file.html"));
}

#[test]
fn a_drill_is_reported_as_text_and_as_json_too() {
    let home = Home::new();
    let (code, out, _) = home.run("report 2");
    assert!(code == 0 && out.contains("DEMO weak drill") && out.contains(" of 6 right"), "{out}");
    let (_, out, _) = home.run("report 2 --json");
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["outcome"]["answered"], 6);
    let items = document["items"].as_array().unwrap();
    assert_eq!((items.len(), &items[5]["again"], &items[0]["position"]), (6, &true.into(), &1.into()));
}
