//! `code show`, `search`, `drg` and `books` end to end.

use serde_json::{Value, json};

use crate::commands::home;

#[track_caller]
fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|found| found.trim() == *line), "no line {line:?} in\n{text}");
    }
}

#[test]
fn a_code_is_shown_with_what_it_inherits() {
    let text = home().prints("code show e11.9");
    assert!(text.starts_with("E11.9  Type 2 diabetes mellitus without complications\n  Can be reported; valid since 1 October 2015. Neither CC nor MCC in MS-DRG v43"));
    has(&text, &["E11        Type 2 diabetes mellitus", "From E11", "Excludes1", "gestational diabetes (O24.4-)"]);
    assert!(text.lines().all(|line| line.chars().count() <= 88));

    let document = home().json("code show E11.9 --json");
    assert_eq!(
        (&document["kind"], &document["year"], &document["severity"]),
        (&json!("code"), &json!("FY2026"), &Value::Null)
    );
    let note =
        document["notes"].as_array().unwrap().iter().find(|note| note["text"] == "gestational diabetes (O24.4-)");
    let codes = json!([{ "code": "O24.4", "until": null, "start": 22, "end": 28 }]);
    let expected = json!({ "kind": "excludes1", "text": "gestational diabetes (O24.4-)", "stands_at": "E11", "inherited": true, "codes": codes });
    assert_eq!(note, Some(&expected));
}

#[test]
fn procedures_are_shown_as_codes_tables_and_beginnings() {
    let home = home();
    has(
        &home.prints("code show 0DTN4ZZ"),
        &["Body Part    N  Sigmoid Colon", "Approach     4  Percutaneous Endoscopic"],
    );
    has(
        &home.prints("code show 0DT"),
        &[
            "Operation    T  Resection",
            "Row 1 of 4",
            "F  Via Natural or Artificial Opening With Percutaneous Endoscopic Assistance",
        ],
    );
    has(&home.prints("code show 0DTN"), &["Approach can be", "0  Open"]);
    // F07 is both.
    assert!(
        home.prints("code show F07").ends_with("\nF07 is a table of ICD-10-PCS too: practicum code show F07 --table\n")
    );
    has(&home.prints("code show F07 --table"), &["Type                  7  Motor Treatment"]);
    let document = home.json("code show 0DTN --json");
    assert_eq!(document["next"]["axis"], "Approach");
    assert_eq!(document["next"]["values"][0], json!({ "value": "0", "label": "Open", "derived": false }));
    assert_eq!(home.json("code show 0DT --json")["rows"][0].as_array().unwrap().len(), 4);
    assert_eq!(home.json("code show 0DTN4ZZ --json")["operation"]["name"], "Resection");
}

#[test]
fn what_is_no_code_is_told_with_what_comes_nearest() {
    let home = home();
    let near = "practicum: FY2026 has no code 'E11.99'\n  what comes nearest is E11.9; practicum code search finds codes by words";
    home.fails("code show E11.99", 1, near);
    home.fails("code show !!", 1, "practicum: FY2026 has no code '!!'\n  practicum code search finds codes by words");
    let none = "practicum: there is no code book for FY2031\n  practicum code books lists what there is; practicum code update takes a new year in";
    home.fails("code --year FY2031 show E11.9", 1, none);
}

#[test]
fn a_code_is_judged_by_the_year_that_is_asked_for() {
    let home = home();
    // N18.3 was a code until 2020, and is a category since.
    assert!(home.prints("code show N18.3 --year fy2020").contains("Can be reported; valid from"));
    has(&home.prints("code show N18.3"), &["N18.30  Chronic kidney disease, stage 3 unspecified"]);
    assert_eq!(home.json("code --year FY2020 show N18.32 --json")["valid"], false);
}

#[test]
fn words_find_codes_and_say_as_what() {
    let home = home();
    assert!(home.prints("code search CHF --limit 1").starts_with("I50.9  Heart failure, unspecified"));
    let document = home.json("code search diabetis ketoacid --limit 3 --json");
    assert_eq!(
        (document["search"].as_str(), document["hits"].as_array().unwrap().len()),
        (Some("diabetis ketoacid"), 3)
    );
    let hits = home.json("code search acute kidney injury nontraumatic --json")["hits"].take();
    assert_eq!(hits[0]["code"], "N17.9");
    assert_eq!(home.prints("code search 0sr --limit 1"), "0SR  Replacement, Lower Joints [table]\n");
    assert_eq!(home.prints("code search zzzzqqqq"), "Nothing in FY2026 is found by 'zzzzqqqq'.\n");
}

#[test]
fn an_ms_drg_is_shown_with_levels_of_diagnoses() {
    let home = home();
    let text = home.prints("code drg 291 I50.23 E11.9");
    has(&text, &["MS-DRG 291  HEART FAILURE AND SHOCK WITH MCC", "MDC 05, medical; v43, FY2026"]);
    has(&text, &["I50.23    MCC  Acute on chronic systolic (congestive) heart failure"]);
    let document = home.json("code drg 291 N17.9 --json");
    assert_eq!((&document["drg"]["mdc"], &document["codes"][0]["severity"]), (&json!("05"), &json!("CC")));
    home.fails(
        "code drg 7777",
        1,
        "practicum: there is no MS-DRG 7777\n  MS-DRGs are numbers from 1 to 999, with gaps",
    );
    home.fails("code drg 291 I50", 1, "practicum: I50 is a category\n  practicum code show I50 lists the codes below");
}

#[test]
fn the_book_that_comes_along_is_listed() {
    assert!(home().prints("code books").starts_with("FY2026  comes with practicum\n"));
    assert_eq!(home().json("code books --json")["books"][0]["built_in"], true);
}
