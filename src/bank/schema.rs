//! The JSON Schemas of the bank format, made from the types that read it and held to the files in `assets`.
//!
//! To rewrite one after a change of the format, take it from the test's own message:
//!
//! ```text
//! cargo test --lib schema::the_schema_of_a_bank_file | sed -n '/^{$/,/^}$/p' > assets/bank.schema.json
//! cargo test --lib schema::the_schema_of_an_outline | sed -n '/^{$/,/^}$/p' > assets/outline.schema.json
//! ```
//!
//! A schema cannot say everything: `bank check` stays the judge.

use jsonschema::Validator;
use schemars::{JsonSchema, Schema, schema_for};
use serde_json::{Value, json};

use super::check::{self, Around};
use super::load::{BankText, load};
use super::outline::Credential;
use super::raw::RawFile;
use super::stats::Reading;
use crate::codebook::Codebook;

const BANK: &str = include_str!("../../assets/bank.schema.json");
const OUTLINE: &str = include_str!("../../assets/outline.schema.json");
const FORMAT: &str = include_str!("../../docs/bank-format.md");

/// Credential folder, file name and text of every built-in file.
static EMBEDDED: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded_banks.rs"));

/// What each kind asks for beyond the fields that all have.
pub(super) fn by_kind(item: &mut Schema) {
    let keys = |least: u32, most: u32| {
        json!({
            "contains": { "properties": { "key": { "const": true } }, "required": ["key"] },
            "minContains": least, "maxContains": most
        })
    };
    let kind = |name: &str, required: &[&str], options: [u32; 2], keys: Value, choose: Value| {
        let mut options = json!({ "type": "array", "minItems": options[0], "maxItems": options[1] });
        if let (Value::Object(options), Value::Object(keys)) = (&mut options, keys) {
            options.extend(keys);
        }
        json!({
            "if": { "properties": { "kind": { "const": name } } },
            "then": { "required": required, "properties": { "options": options, "choose": choose } }
        })
    };
    let single = kind("single", &["options", "rationale"], [4, 4], keys(1, 1), json!({ "enum": [1, null] }));
    let multi = kind(
        "multi",
        &["options", "rationale", "choose"],
        [5, 6],
        keys(2, 5),
        json!({ "type": "integer", "minimum": 2 }),
    );
    let wrong_with = |required: &[&str]| json!({ "type": ["array", "null"], "items": { "required": required } });
    let asked = ["fields", "key", "rationale", "code_set", "case"];
    let codes = json!({
        "if": { "properties": { "kind": { "const": "codes" } } },
        "then": {
            "required": asked,
            "properties": {
                "fields": { "type": "array", "minItems": 1 },
                "key": { "type": "array", "minItems": 1 },
                "wrong": wrong_with(&["code", "doc"]),
                "code_set": { "type": "string" },
                "case": { "type": "string" }
            }
        }
    });
    let numeric = json!({
        "if": { "properties": { "kind": { "const": "numeric" } } },
        "then": {
            "required": ["answer", "rationale", "calc"],
            "properties": { "answer": { "type": "string" }, "wrong": wrong_with(&["answer"]) }
        }
    });
    let order = json!({
        "if": { "properties": { "kind": { "const": "order" } } },
        "then": {
            "required": ["options", "rationale"],
            "properties": { "options": { "type": "array", "minItems": 4, "maxItems": 6 } }
        }
    });
    let list = json!({ "type": "array", "minItems": 1 });
    let query = json!({
        "if": { "properties": { "kind": { "const": "query" } } },
        "then": {
            "required": ["need", "documents", "slots", "rules", "models"],
            "properties": {
                "need": { "type": "string" }, "documents": list, "slots": list, "rules": list, "models": list
            }
        }
    });
    item.insert("allOf".to_owned(), json!([single, multi, codes, numeric, order, query]));
}

fn text_of<T: JsonSchema>() -> String {
    let schema = schema_for!(T);
    format!("{:#}\n", schema.as_value())
}

#[track_caller]
fn holds<T: JsonSchema>(kept: &str, path: &str) {
    let made = text_of::<T>();
    assert!(
        kept.replace("\r\n", "\n") == made,
        "{path} is not what the types say; src/bank/schema.rs says how to rewrite it. It should be:\n{made}"
    );
}

fn validator(schema: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

#[track_caller]
fn is_valid(validator: &Validator, name: &str, text: &str) {
    let value: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {}", errors.join("\n"));
}

/// The complete files among the examples of the format's description.
fn examples() -> Vec<&'static str> {
    let blocks = FORMAT.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.filter(|block| block.starts_with("{\n  \"format\"")).collect()
}

#[test]
fn the_schema_of_a_bank_file_is_what_the_types_say() {
    holds::<RawFile<'_>>(BANK, "assets/bank.schema.json");
}

#[test]
fn the_schema_of_an_outline_is_what_the_types_say() {
    holds::<Credential>(OUTLINE, "assets/outline.schema.json");
}

#[test]
fn every_built_in_file_is_valid() {
    let (bank, outline) = (validator(BANK), validator(OUTLINE));
    for (credential, file, text) in EMBEDDED {
        let validator = if *file == "outline.json" { &outline } else { &bank };
        is_valid(validator, &format!("{credential}/{file}"), text);
    }
}

#[test]
fn the_examples_of_the_description_are_valid_and_pass_the_check() {
    let (mut outlines, mut files) = (Vec::new(), Vec::new());
    for example in examples() {
        if example.contains("\"outlines\"") {
            is_valid(&validator(OUTLINE), "outline", example);
            outlines.push(Credential::read(example).unwrap());
        } else {
            is_valid(&validator(BANK), "bank file", example);
            files.push(BankText { name: format!("example {}", files.len()), text: example.into() });
        }
    }
    assert_eq!((outlines.len(), files.len()), (1, 2));
    let credential = &outlines[0];
    let (bank, findings) = load(&credential.credential, files);
    assert_eq!(findings, []);
    let around = Around { credential: Some(credential), elsewhere: None, codebook: Codebook::built_in() };
    assert_eq!(check::items(around, &Reading::new(&bank)).findings, []);
    let has = |kind: &str| bank.entries.iter().any(|entry| entry.kind == kind);
    assert!(["single", "multi", "numeric", "order", "query"].into_iter().all(has));
}

/// A bank file of one sound item after `change`.
fn changed(change: impl FnOnce(&mut Value)) -> Value {
    let option = |text: &str, key: bool| json!({ "text": text, "key": key, "why": "So it is." });
    let mut item = json!({
        "id": "made-1", "domain": "1", "task": "1.1", "topic": "made", "kind": "single", "level": "recall",
        "angoff": 0.6, "stem": "Which?", "rationale": "As it is.", "sources": [{ "cite": "A rule" }],
        "options": [option("One", true), option("Two", false), option("Three", false), option("Four", false)]
    });
    change(&mut item);
    json!({ "format": 1, "credential": "made", "items": [item] })
}

/// By the schema, and by the program too: the schema is never stricter than the format.
#[track_caller]
fn refused(change: impl FnOnce(&mut Value)) {
    let file = changed(change);
    assert!(!validator(BANK).is_valid(&file));
    let (bank, findings) = load("made", vec![BankText { name: "made".into(), text: file.to_string().into() }]);
    assert!(bank.entries.is_empty() && !findings.is_empty());
}

#[test]
fn broken_items_are_not_valid() {
    assert!(validator(BANK).is_valid(&changed(|_| {})));
    refused(|item| drop(item.as_object_mut().unwrap().remove("stem")));
    refused(|item| drop(item.as_object_mut().unwrap().remove("options")));
    refused(|item| drop(item["options"].as_array_mut().unwrap().pop()));
    refused(|item| drop(item["options"][0].as_object_mut().unwrap().remove("why")));
    refused(|item| item["options"][0]["key"] = json!(false));
    refused(|item| item["options"][1]["key"] = json!(true));
    refused(|item| item["kind"] = json!("multi"));
    refused(|item| item["kind"] = json!("query"));
    refused(|item| item["kind"] = json!("essay"));
    refused(|item| item["level"] = json!("hard"));
    refused(|item| item["angoff"] = json!(1.4));
    refused(|item| item["angoff"] = json!("0.6"));
    refused(|item| item["sources"] = json!([]));
    refused(|item| item["sources"][0]["checked"] = json!("November 2026"));
    refused(|item| item["order"] = json!("shuffled"));
    refused(|item| item["id"] = json!("made 1"));
    refused(|item| item["ratonale"] = json!("a slip of the pen"));
    refused(|item| item["calc"] = json!({ "expr": "1 + 1" }));
}

#[test]
fn broken_files_are_not_valid() {
    let validator = validator(BANK);
    assert!(validator.is_valid(&json!({ "format": 1, "credential": "made" })));
    assert!(!validator.is_valid(&json!({ "format": 2, "credential": "made" })));
    assert!(!validator.is_valid(&json!({ "format": 1 })));
    assert!(!validator.is_valid(&json!({ "format": 1, "credential": "made", "questions": [] })));
    assert!(!validator.is_valid(&json!([])));
}
