//! Cases: their items, their documents, their days.
#![cfg(test)]

use serde_json::{Value, json};

use super::{findings, lines, single, with};
use crate::made;

/// A sound case of one document.
fn case() -> Value {
    json!({
        "id": "made-case", "title": "A stay", "items": ["made-1"], "code_set": "FY2026",
        "encounter": { "admitted": "2026-02-03", "discharged": "2026-02-09" },
        "documents": [
            { "id": "note", "title": "A note", "date": "2026-02-03", "text": "word ".repeat(100) },
            { "id": "summary", "title": "A summary", "date": "2026-02-09", "text": "word ".repeat(50) },
        ],
    })
}

fn of_case(id: &str) -> Value {
    with(made::item(id, "1.1"), [("/case", json!("made-case"))])
}

fn check(case: &Value, items: &[Value]) -> String {
    let file = json!({ "format": 1, "credential": "made", "items": items, "cases": [case] }).to_string();
    lines(&findings(&[("made.json", file)])).join("\n").replace("made.json:1: error: ", "")
}

/// The case after changes, with its item.
#[track_caller]
fn breaks<const N: usize>(changes: [(&str, Value); N], expected: &str) {
    assert_eq!(check(&with(case(), changes), &[of_case("made-1")]), expected);
}

#[test]
fn a_case_and_its_items_name_each_other() {
    assert_eq!(check(&case(), &[of_case("made-1")]), "");
    breaks([("/items", json!(["made-1", "made-2"]))], "made-case: items: there is no item made-2 [case]");
    assert_eq!(
        check(&case(), &[single()]),
        "made-1: case: case made-case lists this item, the item does not name the case [case]"
    );
    assert_eq!(
        check(&case(), &[of_case("made-1"), of_case("made-2")]),
        "made-2: case: case made-case does not list this item [case]"
    );
    assert_eq!(
        check(&case(), &[of_case("made-1"), with(of_case("made-2"), [("/case", json!("other"))])]),
        "made-2: case: there is no case other [case]"
    );
}

#[test]
fn a_case_has_documents_of_a_readable_length() {
    breaks(
        [("/documents", json!([]))],
        "made-case: documents: no document [case]\nmade-1: case: there is no case made-case [case]",
    );
    breaks(
        [("/documents/0/text", Value::Null), ("/docs", json!([]))],
        "made-case: docs: unknown field `docs` [unknown-field]\n\
         made-case: documents[0].text: missing [missing-field]\n\
         made-1: case: there is no case made-case [case]",
    );
    breaks([("/documents/1/id", json!("note"))], "made-case: documents[1].id: a document before has this id [case]");
    let words = |count: usize| [("/documents/0/text", json!("word ".repeat(count)))];
    breaks(words(850), "");
    breaks(words(99), "made-case: documents: 149 words in all documents, not 150 to 900 [case-words]");
    breaks(words(851), "made-case: documents: 901 words in all documents, not 150 to 900 [case-words]");
    assert_eq!(
        check(
            &with(case(), [("/documents/0/text", json!("word")), ("/accept", json!({ "case-words": "one slip" }))]),
            &[of_case("made-1")]
        ),
        ""
    );
}

#[test]
fn the_days_of_a_case_are_in_order_and_in_the_year_of_its_codes() {
    breaks([("/documents/0/date", json!("3 Feb"))], "made-case: documents[0].date: '3 Feb' is no date [case-date]");
    breaks(
        [("/documents/0/date", json!("2026-02-10"))],
        "made-case: documents[1].date: 2026-02-09 comes after 2026-02-10 [case-date]",
    );
    breaks(
        [("/documents/0/date", json!("2026-02-10")), ("/code_set", Value::Null)],
        "made.json:1: advice: made-case: documents[1].date: 2026-02-09 comes after 2026-02-10 [case-date]",
    );
    breaks([("/documents/0/date", json!("2026-02-09T08:15"))], "");
    breaks(
        [("/encounter/discharged", json!("2026-02-02"))],
        "made-case: encounter.discharged: discharged on 2026-02-02, before the admission on 2026-02-03 [case-date]",
    );
    breaks([("/encounter/admitted", json!("2025-09-28"))], "");
    breaks(
        [("/encounter/discharged", json!("2026-10-01"))],
        "made-case: code_set: 2026-10-01 lies outside FY2026, whose codes it is for [case-date]",
    );
    breaks([("/encounter", json!({ "date": "2026-09-30" }))], "");
}

#[test]
fn items_wait_for_items_of_their_case_and_not_in_a_circle() {
    let two = with(case(), [("/items", json!(["made-1", "made-2"]))]);
    let waits = |id: &str, after: &str| with(of_case(id), [("/after", json!([after]))]);
    assert_eq!(check(&two, &[of_case("made-1"), waits("made-2", "made-1")]), "");
    assert_eq!(
        check(&two, &[of_case("made-1"), waits("made-2", "made-3"), made::item("made-3", "1.1")]),
        "made-2: after: made-3 is no item of the same case [after]"
    );
    assert_eq!(
        check(&two, &[waits("made-1", "made-2"), waits("made-2", "made-1")]),
        "made-1: after: the item waits for itself [after]\nmade-2: after: the item waits for itself [after]"
    );
}

#[test]
fn a_fault_of_a_case_is_named_where_the_case_stands() {
    let file = |id: &str| {
        let case = with(case(), [("/id", json!(id)), ("/items", json!(["made-9"]))]);
        format!("{{\"format\": 1, \"credential\": \"made\", \"cases\": [\n{case}\n]}}")
    };
    let files = [("a.json", made::file(&[single()])), ("b.json", file("stay")), ("c.json", file("stay"))];
    assert_eq!(
        lines(&findings(&files)),
        [
            "b.json:2: error: stay: items: there is no item made-9 [case]",
            "c.json:2: error: stay: id: a case before has this id [case]",
            "c.json:2: error: stay: items: there is no item made-9 [case]",
        ]
    );
}
