//! Queries that are built out of parts.
#![cfg(test)]

use practicum::bank::load;
use practicum::bank::stats::{Reading, measure};
use serde_json::{Value, json};

use super::{findings, lines, with};
use crate::made;

/// A file of two sound queries and an item that stands alone.
fn cdi() -> Value {
    let file: Value = serde_json::from_str(include_str!("../../fixtures/query-banks/cdi/items.json")).unwrap();
    with(file, [("/credential", json!("made"))])
}

fn changed<const N: usize>(changes: [(&str, Value); N]) -> Value {
    let changes = changes.map(|(place, new)| (format!("/items/0/{place}"), new));
    with(cdi(), changes.each_ref().map(|(place, new)| (place.as_str(), new.clone())))
}

#[track_caller]
fn breaks<const N: usize>(changes: [(&str, Value); N], expected: &str) {
    let found = lines(&findings(&[("made.json", changed(changes).to_string())])).join("\n");
    assert_eq!(found.replace("made.json:1: error: cdi-q-001: ", ""), expected);
}

#[track_caller]
fn is_left_out<const N: usize>(changes: [(&str, Value); N], expected: &str) {
    let (bank, findings) = load("made", vec![made::text("made.json", changed(changes).to_string())]);
    let found: Vec<String> =
        findings.iter().map(|one| format!("{}: {} [{}]", one.place, one.reason, one.rule)).collect();
    assert_eq!(found.join("\n"), expected);
    assert_eq!(bank.entries.len(), 2);
}

#[test]
fn a_sound_query_is_kept_and_on_no_form() {
    breaks([], "");
    let (bank, _) = load("made", vec![made::text("made.json", cdi().to_string())]);
    let kinds: Vec<(&str, bool)> = bank.entries.iter().map(|entry| (entry.kind, entry.drawable)).collect();
    assert_eq!(kinds, [("query", false), ("query", false), ("single", true)]);
}

#[test]
fn a_query_stands_alone_and_only_findings_have_documents() {
    is_left_out([("case", json!("a-case"))], "case: a kind that stands alone [kind]");
    breaks([("slots/0/parts/0/doc", json!("nowhere"))], "slots[0].parts[0].doc: stands in another slot [query]");
}

#[test]
fn names_are_those_of_the_format() {
    is_left_out([("need", json!("money"))], "need: there is no 'money' here [query]");
    is_left_out([("slots/0/id", json!("from"))], "slots[0].id: there is no 'from' here [query]");
    is_left_out(
        [("slots/0/parts/1/flags/0", json!("odd"))],
        "slots[0].parts[1].flags[0]: there is no 'odd' here [query]",
    );
    is_left_out([("slots/3/parts/0/form", json!("list"))], "slots[3].parts[0].form: there is no 'list' here [query]");
    is_left_out([("slots/4/parts/0/role", json!("cause"))], "slots[4].parts[0].role: there is no 'cause' here [query]");
    is_left_out([("rules/8/allowed/0", json!("any"))], "rules[8].allowed[0]: there is no 'any' here [query]");
    is_left_out([("rules/13/test/op", json!("weighs"))], "rules[13].test.op: there is no 'weighs' here [query]");
    is_left_out([("colour", json!("red"))], "colour: unknown field `colour` [unknown-field]");
    is_left_out([("rules/0/weight", json!(2))], "rules[0].weight: unknown field `weight` [unknown-field]");
}

#[test]
fn what_a_query_needs_is_there() {
    is_left_out([("documents", json!([]))], "documents: missing or empty [missing-field]");
    is_left_out([("slots/0/parts/0/why", Value::Null)], "slots[0].parts[0].why: missing [missing-field]");
    is_left_out([("slots/3/parts/0/form", Value::Null)], "slots[3].parts[0].form: missing [missing-field]");
    is_left_out([("slots/4/parts/0/role", Value::Null)], "slots[4].parts[0].role: missing [missing-field]");
    is_left_out([("slots/2/parts/0/doc", Value::Null)], "slots[2].parts[0].doc: missing [missing-field]");
    is_left_out([("slots/2/min", Value::Null)], "slots[2].min: missing or not possible [query]");
    is_left_out([("slots/2/min", json!(9))], "slots[2].min: 9 of at most 7 [query]");
    is_left_out([("slots/3/max", json!(2))], "slots[3].max: 2 questions [query]");
    is_left_out([("models/0/compliant", Value::Null)], "models[0].compliant: missing [missing-field]");
    is_left_out([("models/0/parts", json!("SOME"))], "models[0].parts: neither a list nor ALL [query]");
    is_left_out([("rules/3/min", Value::Null)], "rules[3].min: missing [missing-field]");
    is_left_out([("rules/4/sets", Value::Null)], "rules[4].sets: missing [missing-field]");
    is_left_out([("rules/8/allowed", Value::Null)], "rules[8].allowed: missing [missing-field]");
    is_left_out([("rules/13/fatal", Value::Null)], "rules[13].fatal: missing [missing-field]");
    is_left_out([("rules/13/points", json!(0))], "rules[13].points: missing or not possible [query]");
    is_left_out([("slots/0/parts/0/quote", json!("words"))], "slots[0].parts[0].quote: stands in another slot [query]");
}

#[test]
fn ids_resolve() {
    is_left_out(
        [("slots/1/parts/0/id", json!("to1"))],
        "slots[1].parts[0].id: a part before has the id 'to1' [query]\n\
         models[0].parts: there is no part 't1' [query]\nmodels[1].parts: there is no part 't1' [query]\n\
         models[2].parts: there is no part 't1' [query]\nmodels[4].parts: there is no part 't1' [query]\n\
         models[5].parts: there is no part 't1' [query]\nmodels[6].parts: there is no part 't1' [query]\n\
         models[7].parts: there is no part 't1' [query]\nmodels[8].parts: there is no part 't1' [query]\n\
         models[9].parts: there is no part 't1' [query]\nmodels[10].parts: there is no part 't1' [query]\n\
         models[11].parts: there is no part 't1' [query]\nmodels[12].parts: there is no part 't1' [query]\n\
         models[13].parts: there is no part 't1' [query]\nmodels[14].parts: there is no part 't1' [query]\n\
         models[15].parts: there is no part 't1' [query]",
    );
    is_left_out([("rules/2/of/0", json!("c1"))], "rules[2].of: there is no part 'c1' in 'indicators' [query]");
    is_left_out([("rules/0/id", json!("adressee"))], "rules[0].id: the library has no rule 'adressee' [query]");
    is_left_out(
        [("rules/1/id", json!("addressee"))],
        "rules[1].id: a rule before has the id 'addressee' [query]\nmodels[3].fails: there is no rule 'title' [query]",
    );
    is_left_out(
        [("slots/4/parts/0/supported_by/0", json!("i99"))],
        "slots[4].parts[0].supported_by: there is no indicator 'i99' [query]",
    );
    is_left_out([("models/2/fails/0", json!("none"))], "models[2].fails: there is no rule 'none' [query]");
}

#[test]
fn findings_are_quoted_word_for_word_or_flagged() {
    breaks(
        [("slots/2/parts/0/quote", json!("hemoglobin 10.8"))],
        "slots[2].parts[0].quote: 'hemoglobin 10.8' does not stand in document labs [quote]",
    );
    breaks([("slots/2/parts/0/doc", json!("lab"))], "slots[2].parts[0].doc: there is no document lab [quote]");
    breaks(
        [("slots/2/parts/0/quote", Value::Null)],
        "slots[2].parts[0].quote: a finding without its words in the record [quote]",
    );
}

#[test]
fn a_record_is_of_a_readable_length() {
    let text = "hemoglobin 10.9 g/dL hemoglobin 7.6 g/dL potassium 4.1";
    breaks(
        [("documents/2/text", json!(format!("{text} {}", "word ".repeat(480))))],
        "documents: 588 words in all documents, not 100 to 500 [query-words]",
    );
}

#[test]
fn models_come_to_what_they_say() {
    breaks([("models/0/percent", json!(90))], "models[0].percent: 'full marks, choice' comes to 100% [model]");
    breaks([("models/1/compliant", json!(false))], "models[1].compliant: 'full marks, open' is compliant [model]");
    breaks([("models/1/fails/-", json!("title"))], "models[1].fails: 'full marks, open' breaks no rule [model]");
    breaks(
        [("models/1/parts/-", json!("n2"))],
        "models[1].compliant: 'full marks, open' is not compliant [model]\n\
         models[1].fails: 'full marks, open' breaks no_impact [model]\n\
         models[1].percent: 'full marks, open' comes to 35% [model]\n\
         models[1].parts: 'full marks, open' has 2 parts of 'closing', not 1 to 1 [model]",
    );
}

#[test]
fn every_rule_is_broken_alone_by_some_model() {
    breaks([("models/3", Value::Null)], "rules[1]: no model breaks 'title' alone [rule-alone]");
}

#[test]
fn choosing_everything_or_by_chance_gets_nowhere() {
    let lax = json!([{ "id": "addressee" }, { "id": "subject", "of": ["i5"] }]);
    let models = json!([
        { "name": "right", "parts": ["to1", "t1", "i5", "q2", "n1"], "compliant": true, "percent": 100 },
        { "name": "another", "parts": ["to2", "t1", "i5", "q2", "n1"], "compliant": true, "fails": ["addressee"] },
        { "name": "no entry", "parts": ["to1", "t1", "i1", "q2", "n1"], "compliant": true, "fails": ["subject"] },
    ]);
    breaks(
        [("rules", lax), ("models", models)],
        "slots: everything chosen makes a compliant query [everything]\n\
         slots: builds by chance earn 33% on average [by-chance]",
    );
}

#[test]
fn queries_count_among_items_and_have_no_part_in_measures() {
    let measured = |items: Value| {
        let file = with(cdi(), [("/items", items)]);
        let (bank, _) = load("made", vec![made::text("made.json", file.to_string())]);
        let stats = measure(None, &Reading::new(&bank));
        let pairs = ["bank-duplicates", "bank-near-duplicates"];
        let measures = stats.scopes[0].measures.iter().filter(|measure| !pairs.contains(&measure.name));
        (stats.items, measures.map(|measure| format!("{measure:?}")).collect::<Vec<_>>())
    };
    let (all, with_queries) = measured(cdi()["items"].clone());
    let (one, without) = measured(json!([cdi()["items"][2]]));
    assert_eq!((all, one), (3, 1));
    assert_eq!(with_queries, without);
}
