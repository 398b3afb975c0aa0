//! Files, ids and outlines, and in which order findings stand.
#![cfg(test)]

use std::fs;

use practicum::bank::{Credential, check, load};
use practicum::library;
use serde_json::{Value, json};

use super::{findings, lines, single, with};
use crate::made;

#[test]
fn an_id_is_used_once_in_all_files_and_the_first_place_is_named() {
    let other = |stem: &str| with(single(), [("/stem", json!(stem))]);
    let first = made::file(&[made::item("made-0", "1.1"), single(), other("Again?")]);
    let second = made::file(&[other("Once more?")]);
    assert_eq!(
        lines(&findings(&[("a.json", first), ("b.json", second)])),
        [
            "a.json:4: error: made-1: id: used before, at a.json:3 [id]",
            "b.json:2: error: made-1: id: used before, at a.json:3 [id]",
        ]
    );
}

#[test]
fn a_file_says_its_format_and_its_credential() {
    let file = |header: Value| {
        let mut file = header;
        file["items"] = json!([single()]);
        lines(&findings(&[("made.json", file.to_string())])).join("\n")
    };
    assert_eq!(file(json!({ "format": 1, "credential": "made", "about": "Ours" })), "");
    assert_eq!(
        file(json!({ "format": 2, "credential": "made" })),
        "made.json:1: error: format: format 2 is newer than this program, which reads 1 [format]"
    );
    assert_eq!(file(json!({ "credential": "made" })), "made.json:1: error: format: missing or unknown [format]");
    assert_eq!(
        file(json!({ "format": 1, "credential": "ccs" })),
        "made.json:1: error: credential: the file is for 'ccs', its folder for 'made' [credential]"
    );
    assert_eq!(
        file(json!({ "format": 0 })),
        "made.json:1: error: format: missing or unknown [format]\n\
         made.json:1: error: credential: missing [credential]"
    );
}

#[test]
fn a_file_that_is_no_json_is_named_with_its_line() {
    let broken = made::file(&[single(), single()]).replace("]}", "}");
    let sound = made::file(&[made::item("made-2", "1.1")]);
    let findings = findings(&[("broken.json", broken), ("empty.json", String::new()), ("sound.json", sound)]);
    assert_eq!(
        lines(&findings),
        [
            "broken.json:4: error: expected `,` or `]` at line 4 column 1 [json]",
            "empty.json:1: error: EOF while parsing a value at line 1 column 0 [json]",
        ]
    );
}

#[test]
fn a_byte_order_mark_is_no_fault_and_moves_no_line() {
    let text =
        format!("\u{feff}{}", made::file(&[single(), with(made::item("made-2", "1.1"), [("/angoff", json!(9))])]));
    let (bank, findings) = load("made", vec![made::text("made.json", text)]);
    assert_eq!(lines(&findings), ["made.json:3: error: made-2: angoff: 9 lies outside 0.25 to 0.95 [angoff]"]);
    assert_eq!(bank.item(&bank.entries[0]).unwrap().id.as_str(), "made-1");
    assert_eq!(bank.line(&bank.entries[0]), 2);
}

#[test]
fn a_file_that_is_not_utf_8_is_named_with_its_line_and_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latin.json");
    fs::write(&path, b"{\n\"about\": \"Gr\xf6\xdfe\"}").unwrap();
    let (texts, findings) = library::read_folder(folder.path());
    assert!(texts.is_empty());
    assert_eq!(lines(&findings), [format!("{}:2: error: not UTF-8 at byte 14 [file]", path.display())]);
}

#[test]
fn findings_stand_in_the_order_of_files_and_lines() {
    let wrong = |id: &str| with(made::item(id, "1.1"), [("/level", json!("hard"))]);
    let enemy = with(made::item("made-2", "1.1"), [("/enemies", json!(["made-9"]))]);
    let first = made::file(&[wrong("made-1"), enemy, wrong("made-3")]);
    let second = made::file(&[made::item("made-4", "1.9"), wrong("made-5")]);
    let found = findings(&[("z.json", first), ("a.json", second)]);
    let places: Vec<(&str, usize)> = found.iter().map(|finding| (finding.file.as_str(), finding.line)).collect();
    assert_eq!(places, [("z.json", 2), ("z.json", 3), ("z.json", 4), ("a.json", 2), ("a.json", 3)]);
}

#[test]
fn a_bank_too_small_for_a_full_form_gets_advice() {
    let credential = made::credential(&[60, 40], 5, 5);
    let items = |first: u32, second: u32| {
        let of = |domain: u32, count| {
            (0..count).map(move |n| made::item(&format!("made-{domain}-{n}"), &format!("{domain}.1")))
        };
        made::bank(&of(1, first).chain(of(2, second)).collect::<Vec<_>>())
    };
    assert_eq!(lines(&check::forms(&credential, &items(6, 4))), [""; 0]);
    assert_eq!(
        lines(&check::forms(&credential, &items(5, 0))),
        ["outline.json:1: advice: too few items for a full form: domain 1 has 5 of 6 (outline first); \
          domain 2 has 0 of 4 (outline first) [shortage]"]
    );
}

#[track_caller]
fn outline_breaks<const N: usize>(changes: [(&str, Value); N], expected: &str) {
    let outline = with(made::outline(&[60, 40], 10, 2), changes);
    let faults = Credential::read(&outline.to_string()).unwrap_err();
    let faults: Vec<String> = faults.iter().map(|fault| format!("{}: {}", fault.place, fault.reason)).collect();
    assert_eq!(faults.join("\n"), expected);
}

#[test]
fn an_outline_adds_up() {
    outline_breaks([("/format", json!(2))], "format: format 2 is not known");
    outline_breaks([("/outlines", json!([]))], ": no domain or no outline");
    outline_breaks([("/domains/1/tasks/0/code", json!("1.1"))], "domains[1].tasks: task 1.1 is not of domain 2");
    outline_breaks([("/outlines/0/scale/pass", json!(400))], "outlines[0].scale: 100, 400, 400 do not rise");
    outline_breaks([("/outlines/0/levels/recall", json!(26))], "outlines[0].levels: shares do not add up to 100");
    outline_breaks(
        [("/outlines/0/minutes", json!(0))],
        "outlines[0]: no scored items, no minutes, or over 1,000 of them",
    );
    outline_breaks(
        [("/outlines/0/weights/1", Value::Null)],
        "outlines[0].weights: domain 2 has not exactly one weight\n\
         outlines[0].weights: the ranges cannot add up to 100",
    );
    outline_breaks(
        [("/outlines/0/weights/0/max", json!(50))],
        "outlines[0].weights: the weight of domain 1 is not sound\noutlines[0].weights: the ranges cannot add up to 100",
    );
}
