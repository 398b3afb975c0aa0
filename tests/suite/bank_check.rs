//! What loading and checking a bank find: each rule broken once, and just kept once.
#![cfg(test)]

use std::fs;

use practicum::bank::load::in_file_order;
use practicum::bank::{Credential, Finding, check, load};
use practicum::library;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made;

/// Everything there is to find in these files, as `bank check` sorts it.
fn findings(files: &[(&str, String)]) -> Vec<Finding> {
    let credential = made::credential(&[60, 40], 1, 0);
    let names: Vec<String> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let texts = files.iter().map(|(name, text)| made::text(name, text.clone())).collect();
    let (bank, mut findings) = load("made", texts);
    findings.extend(check::items(Some(&credential), &bank));
    in_file_order(&mut findings, &names);
    for finding in &findings {
        assert!(!finding.hint.is_empty(), "no hint: {finding}");
    }
    findings
}

fn lines(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| finding.to_string().lines().next().unwrap().to_owned()).collect()
}

/// The findings of one item, without its address.
fn check(item: &Value) -> Vec<String> {
    let findings = findings(&[("made.json", made::file(std::slice::from_ref(item)))]);
    let start = format!("made.json:2: error: {}", item["id"].as_str().map_or_else(String::new, |id| format!("{id}: ")));
    lines(&findings).into_iter().map(|line| line.strip_prefix(&start).unwrap_or(&line).to_owned()).collect()
}

#[track_caller]
fn breaks(item: &Value, expected: &str) {
    assert_eq!(check(item).join("\n"), expected);
}

#[track_caller]
fn keeps(item: &Value) {
    assert_eq!(check(item).join("\n"), "");
}

fn single() -> Value {
    made::item("made-1", "1.1")
}

fn multi() -> Value {
    made::multi("made-1", "1.1")
}

/// A sound item with other values in some places, each a JSON pointer and what stands there; null takes it out.
fn with<const N: usize>(mut item: Value, changes: [(&str, Value); N]) -> Value {
    for (pointer, new) in changes {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = item.pointer_mut(parent).unwrap();
        match (parent, new) {
            (Value::Object(fields), Value::Null) => drop(fields.remove(name)),
            (Value::Object(fields), new) => drop(fields.insert(name.to_owned(), new)),
            (Value::Array(list), Value::Null) => drop(list.remove(name.parse::<usize>().unwrap())),
            (Value::Array(list), new) if name == "-" => list.push(new),
            (parent, new) => parent[name.parse::<usize>().unwrap()] = new,
        }
    }
    item
}

fn option(text: &str) -> Value {
    json!({ "text": text, "why": "It is no answer." })
}

#[test]
fn sound_items_have_no_finding() {
    keeps(&single());
    keeps(&multi());
}

#[test]
fn a_field_that_is_missing_or_empty_is_named() {
    for field in ["id", "domain", "task", "topic", "kind", "level", "stem", "rationale"] {
        let pointer = format!("/{field}");
        breaks(&with(single(), [(&pointer, Value::Null)]), &format!("{field}: missing [missing-field]"));
        if field != "id" {
            breaks(&with(single(), [(&pointer, json!(" "))]), &format!("{field}: empty [missing-field]"));
        }
    }
    breaks(&with(single(), [("/angoff", Value::Null)]), "angoff: missing [missing-field]");
    breaks(&with(single(), [("/options", Value::Null)]), "options: missing [missing-field]");
    breaks(&with(multi(), [("/choose", Value::Null)]), "choose: missing [missing-field]");
    breaks(&with(single(), [("/options/2/why", Value::Null)]), "options[2].why: missing [missing-field]");
    breaks(&with(single(), [("/options/0/text", json!(""))]), "options[0].text: empty [missing-field]");
    breaks(&with(single(), [("/sources/0/cite", Value::Null)]), "sources[0].cite: missing [missing-field]");
}

#[test]
fn a_value_of_the_wrong_type_is_named_with_its_place() {
    breaks(
        &with(single(), [("/angoff", json!("high"))]),
        "angoff: invalid type: string \"high\", expected f64 [field-type]",
    );
    breaks(&with(single(), [("/stem", json!(7))]), "stem: invalid type: integer `7`, expected a string [field-type]");
    breaks(
        &with(single(), [("/options", json!("none"))]),
        "options: invalid type: string \"none\", expected a sequence [field-type]",
    );
    breaks(
        &with(single(), [("/options/1/why", json!(["a", "b"]))]),
        "options[1].why: invalid type: sequence, expected a string [field-type]",
    );
    breaks(&with(multi(), [("/choose", json!(-2))]), "choose: invalid value: integer `-2`, expected u64 [field-type]");
}

#[test]
fn what_cannot_be_read_is_one_fault_and_not_the_cause_of_more() {
    breaks(&json!("an item"), "not a JSON object [field-type]");
    let places = [("/options/0", json!(1)), ("/options/2", json!(2))];
    breaks(&with(single(), places), "options[0]: invalid type: integer `1`, expected struct RawOption [field-type]");
    breaks(
        &with(single(), [("/options/0/key", json!("yes"))]),
        "options[0].key: invalid type: string \"yes\", expected a boolean [field-type]",
    );
}

#[test]
fn a_field_that_stands_twice_is_named() {
    let twice = made::file(&[single()]).replace("\"angoff\":0.65", "\"angoff\":0.65,\"angoff\":0.7");
    assert_eq!(
        lines(&findings(&[("made.json", twice)])),
        ["made.json:2: error: made-1: duplicate field `angoff` [duplicate-field]"]
    );
}

#[test]
fn a_field_with_an_unknown_name_is_named_with_its_place() {
    breaks(&with(single(), [("/angof", json!(0.5))]), "angof: unknown field `angof` [unknown-field]");
    breaks(
        &with(single(), [("/options/3/reason", json!("It is no answer."))]),
        "options[3].reason: unknown field `reason` [unknown-field]",
    );
    breaks(&with(single(), [("/sources/0/page", json!(4))]), "sources[0].page: unknown field `page` [unknown-field]");
}

#[test]
fn one_fault_does_not_hide_the_next() {
    breaks(
        &with(
            single(),
            [("/level", json!("hard")), ("/angoff", json!(2)), ("/options/1/why", Value::Null), ("/note", json!("x"))],
        ),
        "note: unknown field `note` [unknown-field]\n\
         level: 'hard' is no level [level]\n\
         angoff: 2 lies outside 0.25 to 0.95 [angoff]\n\
         options[1].why: missing [missing-field]",
    );
    breaks(
        &with(single(), [("/topic", json!(1)), ("/stem", json!([])), ("/sources", json!([]))]),
        "stem: invalid type: sequence, expected a string [field-type]\n\
         topic: invalid type: integer `1`, expected a string [field-type]\n\
         sources: no source [source]",
    );
}

#[test]
fn an_id_has_letters_digits_and_three_signs() {
    keeps(&with(single(), [("/id", json!("Made_1.a-b"))]));
    keeps(&with(single(), [("/id", json!("x".repeat(80)))]));
    breaks(&with(single(), [("/id", json!("made 1"))]), "id: 'made 1' is no id [id]");
    breaks(&with(single(), [("/id", json!("größe"))]), "id: 'größe' is no id [id]");
    let long = "x".repeat(81);
    let finding = check(&with(single(), [("/id", json!(long))])).join("\n");
    assert!(finding.ends_with(&format!("id: '{long}' is no id [id]")), "{finding}");
}

#[test]
fn a_level_and_a_kind_have_known_names() {
    keeps(&with(single(), [("/level", json!("recall"))]));
    breaks(&with(single(), [("/level", json!("Recall"))]), "level: 'Recall' is no level [level]");
    breaks(&with(single(), [("/kind", json!("essay"))]), "kind: 'essay' is no kind [kind]");
    for reserved in ["codes", "query", "numeric", "order"] {
        keeps(&with(single(), [("/kind", json!(reserved))]));
    }
}

#[test]
fn a_rating_lies_between_a_quarter_and_nineteen_twentieths() {
    keeps(&with(single(), [("/angoff", json!(0.25))]));
    keeps(&with(single(), [("/angoff", json!(0.95))]));
    breaks(&with(single(), [("/angoff", json!(0.24))]), "angoff: 0.24 lies outside 0.25 to 0.95 [angoff]");
    breaks(&with(single(), [("/angoff", json!(0.96))]), "angoff: 0.96 lies outside 0.25 to 0.95 [angoff]");
    breaks(&with(single(), [("/angoff", json!(65))]), "angoff: 65 lies outside 0.25 to 0.95 [angoff]");
}

#[test]
fn a_single_has_four_options_and_a_multi_five_or_six() {
    breaks(&with(single(), [("/options/3", Value::Null)]), "options: 3 options, not four [options]");
    breaks(&with(single(), [("/options/-", option("A fifth"))]), "options: 5 options, not four [options]");
    keeps(&with(multi(), [("/options/-", option("A sixth"))]));
    breaks(&with(multi(), [("/options/4", Value::Null)]), "options: 4 options, not five or six [options]");
    breaks(
        &with(multi(), [("/options/-", option("A sixth")), ("/options/-", option("A seventh"))]),
        "options: 7 options, not five or six [options]",
    );
    let nine: Vec<Value> = (0..9).map(|number| option(&number.to_string())).collect();
    breaks(&with(single(), [("/options", json!(nine))]), "options: 9 options, not four [options]");
}

#[test]
fn there_are_as_many_keys_as_are_to_be_chosen() {
    breaks(&with(single(), [("/options/0/key", json!(false))]), "options: 0 keys where 1 are to be chosen [key]");
    breaks(&with(single(), [("/options/1/key", json!(true))]), "options: 2 keys where 1 are to be chosen [key]");
    keeps(&with(single(), [("/options/1/key", json!(false)), ("/choose", json!(1))]));
    breaks(&with(single(), [("/choose", json!(2))]), "choose: a single item has one key [choose]");
    breaks(&with(multi(), [("/choose", json!(3))]), "options: 2 keys where 3 are to be chosen [key]");
    breaks(
        &with(multi(), [("/choose", json!(1)), ("/options/1/key", json!(false))]),
        "options: 1 keys of 5 options [key]",
    );
    let all_right = [2, 3, 4].map(|index| format!("/options/{index}/key"));
    let [third, fourth, fifth] = all_right.each_ref().map(|pointer| (pointer.as_str(), json!(true)));
    breaks(&with(multi(), [("/choose", json!(5)), third, fourth, fifth]), "options: 5 keys of 5 options [key]");
}

#[test]
fn the_stem_of_a_multi_says_how_many() {
    keeps(&with(multi(), [("/stem", json!("Which TWO are right?"))]));
    breaks(&with(multi(), [("/stem", json!("Which two are right?"))]), "stem: the stem does not say TWO [choose]");
    breaks(
        &with(multi(), [("/stem", json!("Of TWO clerks, which TWO are right?"))]),
        "made.json:2: advice: made-1: stem: the stem says TWO 2 times [choose]",
    );
}

#[test]
fn an_order_is_natural_or_not_given() {
    keeps(&with(single(), [("/order", json!("natural"))]));
    breaks(&with(single(), [("/order", json!("fixed"))]), "order: 'fixed' is no order [order]");
}

#[test]
fn an_item_has_a_source_and_its_month_is_a_month() {
    breaks(&with(single(), [("/sources", Value::Null)]), "sources: no source [source]");
    breaks(&with(single(), [("/sources", json!([]))]), "sources: no source [source]");
    for sound in ["2026-01", "2026-12"] {
        keeps(&with(single(), [("/sources/0/checked", json!(sound))]));
    }
    for wrong in ["2026-13", "2026-00", "2026", "2026-1", "26-01", "2026-11-03", "2026-¹"] {
        breaks(
            &with(single(), [("/sources/0/checked", json!(wrong))]),
            &format!("sources[0].checked: '{wrong}' is no month [source]"),
        );
    }
}

/// The item with a computed key: 24 of 835 patients.
fn computed(calc: Value) -> Value {
    with(single(), [("/options/0/text", json!("2.87%")), ("/options/1/text", json!("3.68%")), ("/calc", calc)])
}

#[test]
fn a_computed_key_is_computed_again() {
    let rate = "(31 - 7) / (842 - 7) * 100";
    keeps(&computed(json!({ "expr": rate, "round": 2, "answer": "2.87%" })));
    breaks(
        &computed(json!({ "expr": rate, "round": 2, "answer": "2.88%" })),
        "calc: (31 - 7) / (842 - 7) * 100 comes to 2.87, the item says 2.88% [calc]",
    );
    breaks(
        &computed(json!({ "expr": rate, "round": 1, "answer": "2.9%" })),
        "made.json:2: advice: made-1: calc: the key does not give the computed answer 2.9% [calc]",
    );
    breaks(&computed(json!({ "expr": "24 / 0", "answer": "1" })), "calc: a division by zero [calc]");
    breaks(&computed(json!({ "expr": "24 over 7", "answer": "1" })), "calc: 'over 7' is not understood [calc]");
    breaks(&computed(json!({ "answer": "2.87%" })), "calc.expr: missing [missing-field]");
    breaks(&computed(json!({ "expr": "1", "answer": "1", "round": 10 })), "calc.round: more than 9 decimals [calc]");
}

#[test]
fn a_distractor_gives_the_answer_of_its_wrong_formula() {
    let key = json!({ "expr": "(31 - 7) / (842 - 7) * 100", "round": 2, "answer": "2.87%", "option": 0 });
    let wrong = |answer: &str| json!({ "expr": "31 / 842 * 100", "round": 2, "answer": answer, "option": 1 });
    keeps(&computed(json!([key, wrong("3.68%")])));
    breaks(
        &computed(json!([key, wrong("3.70%")])),
        "calc[1]: 31 / 842 * 100 comes to 3.68, the item says 3.70% [calc]",
    );
    let elsewhere = json!({ "expr": "2.87", "round": 2, "answer": "2.87%", "option": 3 });
    breaks(&computed(json!([key, elsewhere])), "calc[1]: option 3 says 'Something else', not 2.87% [calc]");
    breaks(&computed(json!({ "expr": "1", "answer": "1", "option": 4 })), "calc.option: there is no option 4 [calc]");
}

#[test]
fn the_largest_or_smallest_value_is_the_key() {
    let value =
        |expr: &str, option: u32, pick: &str| json!({ "expr": expr, "answer": expr, "option": option, "pick": pick });
    keeps(&computed(json!([value("9", 0, "max"), value("8", 1, "max"), value("7", 2, "max")])));
    keeps(&computed(json!([value("7", 0, "min"), value("8", 1, "min")])));
    breaks(
        &computed(json!([value("7", 0, "max"), value("8", 1, "max")])),
        "calc: option 1 has the largest value and is not the key [calc]",
    );
    breaks(
        &computed(json!([value("9", 0, "min"), value("8", 1, "min")])),
        "calc: option 1 has the smallest value and is not the key [calc]",
    );
    breaks(&computed(json!([value("9", 0, "most")])), "calc[0].pick: 'most' is neither max nor min [calc]");
    let day = |expr: &str, answer: &str, option: u32| json!({ "expr": expr, "answer": answer, "option": option, "pick": "min" });
    keeps(&computed(json!([
        day("date(2026,2,27) + 3", "2 March 2026", 0),
        day("date(2025,12,31) + 62", "March 3, 2026", 1),
    ])));
}

#[test]
fn a_date_is_computed_again() {
    let dated = |answer: &str| {
        let calc = json!({ "expr": "date(2026,3,3) + 60", "answer": answer });
        with(single(), [("/options/0/text", json!("By 2 May 2026")), ("/calc", calc)])
    };
    keeps(&dated("2 May 2026"));
    breaks(&dated("1 May 2026"), "calc: date(2026,3,3) + 60 comes to 2 May 2026, the item says 1 May 2026 [calc]");
}

#[test]
fn domains_and_tasks_are_those_of_the_outline() {
    keeps(&made::item("made-1", "2.3"));
    breaks(&made::item("made-1", "3.1"), "domain: MADE has no domain 3 [domain]");
    breaks(&made::item("made-1", "1.4"), "task: MADE has no task 1.4 [task]");
    breaks(&with(single(), [("/task", json!("2.1"))]), "task: task 2.1 is not a task of domain 1 [task]");
}

#[test]
fn enemies_and_cases_are_there() {
    breaks(&with(single(), [("/enemies", json!(["made-9"]))]), "enemies: there is no item made-9 [enemies]");
    breaks(&with(single(), [("/enemies", json!(["made-1"]))]), "enemies: an item is its own enemy [enemies]");
    breaks(&with(single(), [("/case", json!("made-case"))]), "case: there is no case made-case [case]");
    let enemy = made::file(&[with(single(), [("/enemies", json!(["made-2"]))]), made::item("made-2", "2.1")]);
    assert_eq!(lines(&findings(&[("made.json", enemy)])), [""; 0]);
}

/// A file with a case and an item of it.
fn case_file(case: &Value, item: &Value) -> String {
    json!({ "format": 1, "credential": "made", "items": [item], "cases": [case] }).to_string()
}

#[test]
fn a_case_has_documents_and_names_items_that_name_it() {
    let case = json!({
        "id": "made-case", "title": "A stay", "items": ["made-1"],
        "documents": [{ "id": "note", "title": "A note", "text": "Words." }],
    });
    let item = with(single(), [("/case", json!("made-case"))]);
    let check = |case: &Value, item: &Value| lines(&findings(&[("made.json", case_file(case, item))])).join("\n");
    assert_eq!(check(&case, &item), "");
    let start = "made.json:1: error:";
    assert_eq!(
        check(&with(case.clone(), [("/documents", json!([]))]), &single()),
        format!("{start} made-case: documents: no document [case]")
    );
    assert_eq!(
        check(&with(case.clone(), [("/items", json!(["made-1", "made-2"]))]), &item),
        format!("{start} made-case: items: there is no item made-2 [case]")
    );
    assert_eq!(
        check(&case, &single()),
        format!("{start} made-1: case: case made-case lists this item, the item does not name the case [case]")
    );
    assert_eq!(
        check(&with(case, [("/documents/0/text", Value::Null), ("/docs", json!([]))]), &single()),
        format!(
            "{start} made-case: docs: unknown field `docs` [unknown-field]\n\
             {start} made-case: documents[0].text: missing [missing-field]"
        )
    );
}

#[test]
fn a_fault_of_a_case_is_named_where_the_case_stands() {
    let case = |id: &str| {
        let document = json!({ "id": "note", "title": "A note", "text": "Words." });
        json!({ "id": id, "title": "A stay", "items": ["made-9"], "documents": [document] })
    };
    let file = |case: Value| format!("{{\"format\": 1, \"credential\": \"made\", \"cases\": [\n{case}\n]}}");
    let files = [("a.json", made::file(&[single()])), ("b.json", file(case("stay"))), ("c.json", file(case("stay")))];
    assert_eq!(
        lines(&findings(&files)),
        [
            "b.json:2: error: stay: items: there is no item made-9 [case]",
            "c.json:2: error: stay: id: a case before has this id [case]",
            "c.json:2: error: stay: items: there is no item made-9 [case]",
        ]
    );
}

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
fn the_same_words_are_found_whatever_their_case_and_spaces() {
    let same = with(made::item("made-2", "1.2"), [("/stem", json!("what does  MADE-1 ask?"))]);
    assert_eq!(
        lines(&findings(&[("made.json", made::file(&[single(), same.clone()]))])),
        ["made.json:3: error: made-2: stem: the same words as made-1 [duplicate]"]
    );
    let other_option = with(same, [("/options/3/text", json!("Another matter"))]);
    assert_eq!(lines(&findings(&[("made.json", made::file(&[single(), other_option]))])), [""; 0]);
    breaks(
        &with(single(), [("/options/2/text", json!("the  Opposite"))]),
        "options[2].text: an option stands twice [duplicate]",
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

/// Loads and checks; the point is that it comes back.
fn load_and_check(text: &str) {
    let credential = made::credential(&[60, 40], 1, 0);
    let (bank, _) = load("made", vec![made::text("made.json", text)]);
    check::items(Some(&credential), &bank);
    check::forms(&credential, &bank);
}

fn sound_file() -> String {
    let calc = json!([{ "expr": "max(1, 2) * 3", "answer": "6", "option": 0, "pick": "max" }]);
    made::file(&[computed(calc), made::multi("made-2", "2.1")])
}

/// A text with some of its bytes changed, taken out or put in.
fn edited(text: &str, edits: &[(prop::sample::Index, Option<u8>, bool)]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (place, byte, insert) in edits {
        let place = place.index(bytes.len());
        match (byte, insert) {
            (Some(byte), false) => bytes[place] = *byte,
            (Some(byte), true) => bytes.insert(place, *byte),
            (None, _) if bytes.len() > 1 => drop(bytes.remove(place)),
            (None, _) => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, Option<u8>, bool)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<Option<u8>>(), any::<bool>()), 1..6)
}

proptest! {
    #[test]
    fn no_bytes_make_a_loader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        load_and_check(&text);
        let _ = Credential::read(&text);
    }

    #[test]
    fn no_edit_of_a_sound_file_makes_a_loader_panic(edits in edits()) {
        load_and_check(&edited(&sound_file(), &edits));
        let _ = Credential::read(&edited(&made::outline(&[60, 40], 10, 2).to_string(), &edits));
    }
}

/// Every value of a document in turn replaced by each of these, none of which belongs there.
fn each_misfit(document: &Value, mut read: impl FnMut(&str)) {
    let misfits = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(u32::MAX),
        json!(u64::MAX),
        json!(1e308),
        json!(""),
        json!("\u{0}\"\\€"),
        json!("((((1"),
        json!([]),
        json!([[]]),
        json!({}),
    ];
    for pointer in pointers(document, String::new()) {
        for misfit in &misfits {
            let mut bent = document.clone();
            if let Some(place) = bent.pointer_mut(&pointer) {
                *place = misfit.clone();
            }
            read(&bent.to_string());
        }
    }
}

fn pointers(value: &Value, at: String) -> Vec<String> {
    let inside = match value {
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, value)| pointers(value, format!("{at}/{name}"))).collect()
        }
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(index, value)| pointers(value, format!("{at}/{index}"))).collect()
        }
        _ => Vec::new(),
    };
    [vec![at], inside].concat()
}

#[test]
fn no_value_in_a_wrong_place_makes_a_loader_panic() {
    each_misfit(&serde_json::from_str(&sound_file()).unwrap(), load_and_check);
    each_misfit(&made::outline(&[60, 40], 10, 2), |text| drop(Credential::read(text)));
}
