//! MS-DRGs that an item asserts: the group is there, its codes can be reported, and the option that it proves names it.
//!
//! Which group a stay falls into is a grouper's to say, and there is none here: who writes the item groups it by hand.

use serde::Deserialize;

use super::super::coding::{Code, CodeRole, Codes, KeyCode};
use super::super::finding::Fault;
use super::super::item::Item;
use crate::codebook::{Codebook, FiscalYear, System};

/// The major version of the groups in the code book.
const VERSION: &str = "43";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grouped {
    proves: String,
    version: String,
    #[serde(rename = "age")]
    _age: u32,
    #[serde(rename = "sex")]
    _sex: String,
    #[serde(rename = "discharge_status")]
    _status: serde_json::Value,
    principal: Diagnosis,
    secondary: Vec<Diagnosis>,
    procedures: Vec<String>,
    ms_drg: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Diagnosis {
    code: String,
    #[serde(rename = "poa", default)]
    _poa: Option<String>,
}

/// `json` is the item as its file has it.
pub(super) fn asserted(book: &Codebook, json: &str, item: &Item, year: FiscalYear) -> Vec<Fault> {
    #[derive(Deserialize)]
    struct Holder {
        drg: Option<Vec<serde_json::Value>>,
    }
    let groups = serde_json::from_str::<Holder>(json).ok().and_then(|holder| holder.drg).unwrap_or_default();
    let of_one = |(index, value): (usize, serde_json::Value)| {
        let place = format!("drg[{index}]");
        match serde_json::from_value::<Grouped>(value) {
            Ok(grouped) => check(book, &place, &grouped, item, year),
            Err(error) => {
                let hint = "docs/bank-format.md has the fields of drg";
                vec![Fault::error("drg", place, error.to_string(), hint)]
            }
        }
    };
    groups.into_iter().enumerate().flat_map(of_one).collect()
}

fn check(book: &Codebook, place: &str, grouped: &Grouped, item: &Item, year: FiscalYear) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut say = |part: &str, reason: String, hint: &str| {
        faults.push(Fault::error("drg", format!("{place}.{part}"), reason, hint));
    };
    if grouped.version.split('.').next() != Some(VERSION) {
        say("version", format!("version {} is not of the code book", grouped.version), "the book has version 43");
    }
    if book.drg(grouped.ms_drg).is_none() {
        say("ms_drg", format!("there is no MS-DRG {:03}", grouped.ms_drg), "look it up with practicum code drg");
    }
    let diagnoses = std::iter::once(&grouped.principal).chain(&grouped.secondary);
    let diagnoses = diagnoses.map(|diagnosis| (System::Icd10Cm, diagnosis.code.as_str()));
    let procedures = grouped.procedures.iter().map(|code| (System::Icd10Pcs, code.as_str()));
    for (system, text) in diagnoses.chain(procedures) {
        let entry = Code::read(text).and_then(|code| book.table(system).find(code.as_str()));
        if !entry.is_some_and(|entry| entry.is_billable() && entry.is_valid_in(year)) {
            say("principal", format!("{text} cannot be reported in {year}"), "look it up in the year's code book");
        }
    }
    if let (Some(codes), "key") = (item.codes(), grouped.proves.as_str()) {
        for code in unlike(codes, grouped) {
            say("proves", format!("{code} is of the key and not grouped"), "group the codes of the key");
        }
    } else if let Some(text) = proved(&grouped.proves, item) {
        let numbers = numbers(&text);
        if !numbers.is_empty() && !numbers.contains(&grouped.ms_drg) {
            let reason = format!("the option names {numbers:?}, and the group is {:03}", grouped.ms_drg);
            say("proves", reason, "the option and the group that proves it agree");
        }
    } else if !matches!(grouped.proves.as_str(), "stem" | "working") {
        say("proves", format!("'{}' is nothing of this item", grouped.proves), "stem, working, key or option:2");
    }
    faults
}

/// Codes of a typed key that the group was made without: its principal diagnosis and its procedures.
fn unlike(codes: &Codes, grouped: &Grouped) -> Vec<String> {
    let principal = |key: &&KeyCode| key.role == CodeRole::Principal && !is(key, &grouped.principal.code);
    let procedure =
        |key: &&KeyCode| key.role == CodeRole::Procedure && !grouped.procedures.iter().any(|code| is(key, code));
    let unlike = codes.key.iter().filter(|key| principal(key) || procedure(key));
    unlike.map(|key| key.code.written(key.role.system())).collect()
}

fn is(key: &KeyCode, text: &str) -> bool {
    Code::read(text).as_ref() == Some(&key.code)
}

/// The option that is proved, where it is one.
fn proved(proves: &str, item: &Item) -> Option<String> {
    let options = &item.choice()?.options;
    let option = match proves.strip_prefix("option:") {
        Some(number) => options.get(number.parse::<usize>().ok()?)?,
        None if proves == "key" => options.iter().find(|option| option.is_key)?,
        None => return None,
    };
    Some(option.text.clone())
}

/// Numbers of three places, as MS-DRGs are written.
fn numbers(text: &str) -> Vec<u16> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != ',');
    let plain = words.map(|word| word.trim_end_matches(['.', ','])).filter(|word| word.len() == 3);
    plain.filter_map(|word| word.parse().ok()).collect()
}
