//! Items whose codes are typed.
#![cfg(test)]

use practicum::bank::load;
use serde_json::{Value, json};

use super::{findings, lines, with};
use crate::made;

/// A sound case of five documents whose first item asks for codes.
fn ward() -> Value {
    let file: Value = serde_json::from_str(include_str!("../../fixtures/coding-banks/ward/items.json")).unwrap();
    with(file, [("/credential", json!("made"))])
}

/// What is found in the file after changes, without the address.
fn check(file: &Value) -> String {
    lines(&findings(&[("made.json", file.to_string())])).join("\n").replace("made.json:1: error: ward-case-1-1: ", "")
}

#[track_caller]
fn breaks<const N: usize>(changes: [(&str, Value); N], expected: &str) {
    let changes = changes.map(|(place, new)| (format!("/items/0/{place}"), new));
    let file = with(ward(), changes.each_ref().map(|(place, new)| (place.as_str(), new.clone())));
    assert_eq!(check(&file), expected);
}

/// The same for a case item that is left out: its case and its sibling then miss it, which is not of interest here.
#[track_caller]
fn is_left_out<const N: usize>(changes: [(&str, Value); N], expected: &str) {
    let changes = changes.map(|(place, new)| (format!("/items/0/{place}"), new));
    let file = with(ward(), changes.each_ref().map(|(place, new)| (place.as_str(), new.clone())));
    let (bank, findings) = load("made", vec![made::text("made.json", file.to_string())]);
    let found: Vec<String> =
        findings.iter().map(|one| format!("{}: {} [{}]", one.place, one.reason, one.rule)).collect();
    assert_eq!(found.join("\n"), expected);
    assert_eq!(bank.entries.len(), 5);
}

#[test]
fn a_sound_item_of_codes_is_kept() {
    assert_eq!(check(&ward()), "");
}

#[test]
fn fields_are_roles_in_their_system() {
    is_left_out(
        [("fields", json!([]))],
        "fields: missing or empty [missing-field]\n\
        key[0].role: principal is no role among the fields [role]\n\
        key[1].role: secondary is no role among the fields [role]\n\
        key[2].role: secondary is no role among the fields [role]\n\
        key[3].role: secondary is no role among the fields [role]\n\
        key[4].role: secondary is no role among the fields [role]\n\
        key[5].role: procedure is no role among the fields [role]",
    );
    is_left_out(
        [("fields/0/max", json!(2))],
        "fields[0].max: missing or not possible [role]\n\
        key[0].role: principal is no role among the fields [role]",
    );
    is_left_out(
        [("fields/2/system", json!("icd10cm"))],
        "fields[2].system: 'icd10cm' is no system of this role [role]",
    );
    is_left_out(
        [("fields/2/poa", json!(true))],
        "fields[2].poa: a role without an indicator [poa]\n\
        key[5].poa: missing [poa]",
    );
    is_left_out(
        [("fields/-", json!({ "role": "first_listed", "system": "icd10cm", "max": 1 }))],
        "fields[3].role: a role that is there before [role]",
    );
    is_left_out([("fields/1/size", json!(3))], "fields[1].size: unknown field `size` [unknown-field]");
    is_left_out([("marks", json!({}))], "marks: unknown field `marks` [unknown-field]");
    is_left_out([("code_set", Value::Null)], "code_set: missing [missing-field]");
    is_left_out([("code_set", json!("2026"))], "code_set: '2026' is no year of codes [code-set]");
    is_left_out([("case", Value::Null)], "case: missing [missing-field]");
}

#[test]
fn the_key_has_one_code_first_and_an_indicator_where_one_is_asked_for() {
    is_left_out([("key/0", Value::Null)], "key: 0 codes as principal [key]");
    is_left_out([("key/1/role", json!("principal"))], "key: 2 codes as principal [key]");
    is_left_out([("fields/1/max", json!(3))], "key: 4 codes as secondary, where 3 can be typed [key]");
    is_left_out([("key/3/poa", Value::Null)], "key[3].poa: missing [poa]");
    is_left_out([("key/3/poa", json!("1"))], "key[3].poa: '1' is no indicator [poa]");
    is_left_out([("key/5/poa", json!("Y"))], "key[5].poa: an indicator where none is asked for [poa]");
    is_left_out([("key/0/code", json!("K80.00 and"))], "key[0].code: 'K80.00 and' is no code [code]");
    is_left_out([("key/0/evidence", json!([]))], "key[0].evidence: missing or empty [missing-field]");
    is_left_out([("key/0/accept/0/share", json!(1.5))], "key[0].accept[0].share: missing or not possible [key]");
    is_left_out([("neutral/0/prefix", json!("Z"))], "neutral[0]: not one of code and prefix [code]");
    is_left_out([("wrong/0/why", Value::Null)], "wrong[0].why: missing [missing-field]");
}

#[test]
fn every_code_is_one_of_the_year() {
    breaks([("key/1/code", json!("E11.2"))], "key[1].code: there is no code E11.2 to report in FY2026 [code]");
    breaks([("key/5/code", json!("0FT44ZX"))], "key[5].code: there is no code 0FT44ZX to report in FY2026 [code]");
    breaks(
        [("key/2/accept/0/code", json!("N18.3"))],
        "key[2].accept[0].code: there is no code N18.3 to report in FY2026 [code]",
    );
    breaks([("wrong/0/also/0", json!("K81.7"))], "wrong[0].also[0]: there is no code K81.7 to report in FY2026 [code]");
    breaks([("neutral/1/prefix", json!("Y9Z"))], "neutral[1].prefix: no code begins with Y9Z [code]");
}

#[test]
fn a_code_is_one_thing() {
    breaks(
        [("wrong/2/code", json!("N18.30"))],
        "wrong[2].code: N1830 stands at key[2].accept[0].code too [code-twice]",
    );
    breaks([("neutral/0/code", json!("Z79.4"))], "neutral[0].code: Z794 stands at key[4].code too [code-twice]");
    breaks([("neutral/1/prefix", json!("E8"))], "neutral[1].prefix: E8... holds the code at key[3].code [code-twice]");
}

#[test]
fn quotes_stand_in_the_record_and_a_diagnosis_rests_on_a_provider() {
    let quote = |doc: &str, quote: &str| json!([{ "doc": doc, "quote": quote }]);
    breaks([("key/3/evidence", quote("progress", "Hypokalemia\nsince this morning"))], "");
    breaks(
        [("key/3/evidence", quote("progress", "hypokalemia"))],
        "key[3].evidence[0].quote: 'hypokalemia' does not stand in document progress [quote]",
    );
    breaks(
        [("key/3/evidence", quote("letter", "Hypokalemia"))],
        "key[3].evidence[0].doc: the case has no document letter [quote]\n\
         key[3].evidence: no provider's words for E87.6 [provider]",
    );
    breaks([("key/3/evidence", quote("nursing", "AKI?"))], "key[3].evidence: no provider's words for E87.6 [provider]");
    breaks(
        [("key/3/evidence", quote("nursing", "AKI?")), ("accept", json!({ "provider": "the nurse measures it" }))],
        "",
    );
    breaks([("key/5/evidence", quote("nursing", "Back from theatre"))], "");
}

#[test]
fn the_record_tempts_to_at_least_four_codes_from_two_documents() {
    let wrong = |code: &str, doc: &str| json!({ "code": code, "doc": doc, "why": "The record does not say so." });
    let from = |docs: [&str; 7]| {
        let codes = ["K81.0", "R10.11", "E11.9", "N17.9", "J18.9", "D64.9", "0FT40ZZ"];
        json!(codes.iter().zip(docs).map(|(code, doc)| wrong(code, doc)).collect::<Vec<_>>())
    };
    breaks([("wrong", from(["admission"; 7]))], "wrong: 7 wrong codes from 1 documents [wrong-codes]");
    breaks(
        [("wrong", from(["admission", "note", "nursing", "nursing", "nursing", "nursing", "nursing"]))],
        "wrong[1].doc: the case has no document note [quote]",
    );
    breaks(
        [("wrong", json!([wrong("K81.0", "admission"), wrong("R10.11", "nursing"), wrong("E11.9", "nursing")]))],
        "key: writing down everything in the record earns 6 of 9 [simulated]\n\
         wrong: 3 wrong codes from 2 documents [wrong-codes]",
    );
}

#[test]
fn inpatients_have_a_principal_diagnosis_and_others_none() {
    let outpatient = with(ward(), [("/cases/0/setting", json!("outpatient"))]);
    assert_eq!(
        check(&outpatient),
        "fields[0].role: a principal diagnosis of no inpatient [role]\n\
         fields[0].poa: indicators where nobody was admitted [poa]\n\
         fields[1].poa: indicators where nobody was admitted [poa]"
    );
    let mut first_listed = outpatient;
    for place in ["/items/0/fields/0", "/items/0/fields/1"] {
        first_listed.pointer_mut(place).unwrap().as_object_mut().unwrap().remove("poa");
    }
    first_listed["items"][0]["fields"][0]["role"] = json!("first_listed");
    first_listed["items"][0]["key"][0]["role"] = json!("first_listed");
    for key in first_listed["items"][0]["key"].as_array_mut().unwrap() {
        key.as_object_mut().unwrap().remove("poa");
    }
    assert_eq!(check(&first_listed), "");
    assert_eq!(
        check(&with(first_listed, [("/cases/0/setting", json!("inpatient"))])),
        "fields[0].role: a first-listed diagnosis of an inpatient [role]"
    );
}

#[test]
fn a_sibling_that_quotes_the_key_waits_for_the_answer() {
    let stem = json!("The coder reported E87.6 with N for this stay. What does the coder point to when asked?");
    let quoting = |after: Value| {
        with(
            ward(),
            [("/items/1/stem", stem.clone()), ("/items/1/code_set", json!("FY2026")), ("/items/1/after", after)],
        )
    };
    assert_eq!(check(&quoting(json!(["ward-case-1-1"]))), "");
    assert_eq!(
        check(&quoting(Value::Null)),
        "made.json:1: error: ward-case-1-2: stem: E87.6 is of the key of ward-case-1-1 [after]"
    );
}

#[test]
fn no_two_codes_of_a_key_exclude_each_other() {
    breaks(
        [("key/3/code", json!("R73.9")), ("wrong/0/code", json!("E87.6"))],
        "key[3].code: R73.9 excludes E11.22 (Excludes1 at R73) [excludes1]",
    );
}

#[test]
fn no_code_comes_first_that_its_note_puts_behind_another() {
    breaks(
        [("key/0/code", json!("N18.31")), ("key/2/code", json!("K80.00"))],
        "key[0].code: E11.22 is to stand before N18.31 (Code first at N18) [code-first]",
    );
}

#[test]
fn an_ms_drg_is_there_and_its_codes_can_be_reported() {
    let drg = |change: (&str, Value)| {
        let sound = json!({
            "proves": "key", "version": "43.1", "age": 61, "sex": "F", "discharge_status": "01",
            "principal": { "code": "K80.00", "poa": "Y" }, "secondary": [{ "code": "E11.22", "poa": "Y" }],
            "procedures": ["0FT44ZZ"], "ms_drg": 419
        });
        let grouped = with(sound, [change]);
        check(&with(ward(), [("/items/0/drg", json!([grouped]))]))
    };
    assert_eq!(drg(("/age", json!(62))), "");
    assert_eq!(drg(("/ms_drg", json!(418))), "");
    assert_eq!(drg(("/ms_drg", json!(7))), "");
    assert_eq!(drg(("/ms_drg", json!(9))), "drg[0].ms_drg: there is no MS-DRG 009 [drg]");
    assert_eq!(drg(("/version", json!("42.0"))), "drg[0].version: version 42.0 is not of the code book [drg]");
    assert_eq!(
        drg(("/principal/code", json!("K80.0"))),
        "drg[0].principal: K80.0 cannot be reported in FY2026 [drg]\n\
         drg[0].proves: K80.00 is of the key and not grouped [drg]"
    );
    assert_eq!(drg(("/procedures", json!([]))), "drg[0].proves: 0FT44ZZ is of the key and not grouped [drg]");
    assert_eq!(drg(("/proves", json!("rumour"))), "drg[0].proves: 'rumour' is nothing of this item [drg]");
    assert_eq!(
        drg(("/weight", json!(1.0))),
        "drg[0]: unknown field `weight`, expected one of `proves`, `version`, `age`, `sex`, `discharge_status`, `principal`, `secondary`, `procedures`, `ms_drg` [drg]"
    );
}
