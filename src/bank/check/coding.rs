//! Items whose codes are typed: their codes are there, their quotes stand in the record, no code means two things, and
//! answers that nobody should give earn little.

use std::collections::HashMap;

use super::super::case::Case;
use super::super::coding::{Code, CodeRole, Codes, KeyCode, NeutralCodes};
use super::super::finding::Fault;
use super::super::item::Item;
use super::super::load::Entry;
use super::super::marks::{Simulated, simulate};
use super::super::stats::{Read, Reading};
use super::{Around, Report, codes, notes};
use crate::codebook::{Codebook, System, bare};

/// Codes to fall for, and documents that they come from.
const LEAST_WRONG: usize = 4;
const LEAST_DOCUMENTS: usize = 2;
/// The most that writing down everything may earn, of the maximum.
const EVERYTHING: f64 = 0.25;
const INPATIENT: &str = "inpatient";
const PROVIDER: &str = "provider";

pub(super) fn items(around: Around<'_>, reading: &Reading<'_>, report: &mut Report<'_>) {
    for Read { entry, item } in &reading.items {
        let Some(table) = item.codes() else { continue };
        let mut faults = valid(around.codebook, table);
        faults.extend(disjoint(table));
        faults.extend(notes::kept(around.codebook, table));
        faults.extend(simulated(&simulate(table)));
        let named = |case: &&Case| item.case.as_deref() == Some(case.id.as_str());
        if let Some(case) = reading.bank.cases.iter().find(named) {
            faults.extend(setting(table, case));
            faults.extend(evidence(table, case));
            faults.extend(temptations(table, case));
        }
        faults.into_iter().for_each(|fault| report.item(entry, fault));
        siblings(reading, (item, table), report);
    }
}

/// Every code of the item with its place, and the system it is of where its role says so.
fn all_codes(table: &Codes) -> Vec<(String, Option<System>, &Code)> {
    let mut all = Vec::new();
    for (index, key) in table.key.iter().enumerate() {
        let system = Some(key.role.system());
        all.push((format!("key[{index}].code"), system, &key.code));
        let accept = key.accept.iter().enumerate();
        all.extend(accept.map(|(at, accept)| (format!("key[{index}].accept[{at}].code"), system, &accept.code)));
    }
    for (index, neutral) in table.neutral.iter().enumerate() {
        if let NeutralCodes::One(code) = &neutral.codes {
            all.push((format!("neutral[{index}].code"), None, code));
        }
    }
    for (index, wrong) in table.wrong.iter().enumerate() {
        all.push((format!("wrong[{index}].code"), None, &wrong.code));
        let also = wrong.also.iter().enumerate();
        all.extend(also.map(|(at, code)| (format!("wrong[{index}].also[{at}]"), None, code)));
    }
    all
}

fn valid(book: &Codebook, table: &Codes) -> Vec<Fault> {
    let year = table.year.number();
    let hint = "look it up in the year's code book";
    let is_valid = |system: System, code: &Code| {
        let entry = book.table(system).find(code.as_str());
        entry.is_some_and(|entry| entry.is_billable() && entry.is_valid_in(table.year))
    };
    let both = [System::Icd10Cm, System::Icd10Pcs];
    let invalid = |(place, system, code): (String, Option<System>, &Code)| {
        let valid = match system {
            Some(system) => is_valid(system, code),
            None => both.into_iter().any(|system| is_valid(system, code)),
        };
        let shown = code.written(system.unwrap_or(if place.starts_with("key") { System::Icd10Pcs } else { both[0] }));
        (!valid).then(|| Fault::error("code", place, format!("there is no code {shown} to report in FY{year}"), hint))
    };
    let mut faults: Vec<Fault> = all_codes(table).into_iter().filter_map(invalid).collect();
    for (index, neutral) in table.neutral.iter().enumerate() {
        let NeutralCodes::Beginning(prefix) = &neutral.codes else { continue };
        if !both.into_iter().any(|system| book.table(system).below(prefix.as_str()).next().is_some()) {
            let reason = format!("no code begins with {}", prefix.as_str());
            faults.push(Fault::error("code", format!("neutral[{index}].prefix"), reason, hint));
        }
    }
    faults
}

/// A code stands in one of key, accepted, neutral and wrong, and there once. The key may ask for a procedure twice, and
/// several of its codes may accept the same less specific one.
fn disjoint(table: &Codes) -> Vec<Fault> {
    let mut faults = Vec::new();
    let hint = "one code is one thing: take it out of one of the two places";
    let mut seen: HashMap<&Code, String> = HashMap::new();
    let procedures: Vec<&Code> =
        table.key.iter().filter(|key| key.role == CodeRole::Procedure).map(|key| &key.code).collect();
    for (place, _, code) in all_codes(table) {
        let both = |part: &str, first: &String| place.contains(part) && first.contains(part);
        match seen.get(code) {
            Some(first) if both("accept", first) => {}
            Some(first) if place.ends_with("].code") && both("key[", first) && procedures.contains(&code) => {}
            Some(first) => {
                let reason = format!("{} stands at {first} too", code.as_str());
                faults.push(Fault::error("code-twice", place, reason, hint));
            }
            None => drop(seen.insert(code, place)),
        }
    }
    for (index, neutral) in table.neutral.iter().enumerate() {
        let NeutralCodes::Beginning(prefix) = &neutral.codes else { continue };
        let mut held: Vec<&String> =
            seen.iter().filter(|(code, _)| neutral.holds(code)).map(|(_, place)| place).collect();
        held.sort();
        if let Some(place) = held.iter().find(|place| !place.starts_with("neutral")) {
            let reason = format!("{}... holds the code at {place}", prefix.as_str());
            faults.push(Fault::error("code-twice", format!("neutral[{index}].prefix"), reason, hint));
        }
    }
    faults
}

fn simulated(simulated: &Simulated) -> Vec<Fault> {
    let Simulated { maximum, perfect, first_wrong, everything, .. } = *simulated;
    let mut faults = Vec::new();
    let mut say = |reason: String, hint: &str| faults.push(Fault::error("simulated", "key", reason, hint));
    if perfect < maximum {
        say(format!("the key itself earns {perfect} of {maximum}"), "look for codes that stand for one another");
    }
    if let Some(marks) = first_wrong.filter(|marks| *marks > maximum / 2.0) {
        say(format!("a wrong first diagnosis earns {marks} of {maximum}"), "at most half may be earned without it");
    }
    if everything > maximum * EVERYTHING {
        let reason = format!("writing down everything in the record earns {everything} of {maximum}");
        say(reason, "name more of the codes that the record tempts to: a quarter of the marks at most should be left");
    }
    faults
}

/// Inpatients have a principal diagnosis and indicators, others a first-listed one and none.
fn setting(table: &Codes, case: &Case) -> Vec<Fault> {
    let inpatient = case.setting.as_deref() == Some(INPATIENT);
    let mut faults = Vec::new();
    for (index, field) in table.fields.iter().enumerate() {
        let mut say = |rule, place: &str, reason: &str, hint| {
            faults.push(Fault::error(rule, format!("fields[{index}].{place}"), reason, hint));
        };
        match field.role {
            CodeRole::Principal if !inpatient => {
                say("role", "role", "a principal diagnosis of no inpatient", "outpatients have a first_listed one");
            }
            CodeRole::FirstListed if inpatient => {
                say("role", "role", "a first-listed diagnosis of an inpatient", "inpatients have a principal one");
            }
            _ => {}
        }
        if field.poa && !inpatient {
            say("poa", "poa", "indicators where nobody was admitted", "the case's setting is not inpatient");
        }
    }
    faults
}

/// Every quote stands word for word in its document, and a diagnosis rests on a provider's words.
fn evidence(table: &Codes, case: &Case) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, key) in table.key.iter().enumerate() {
        for (at, evidence) in key.evidence.iter().enumerate() {
            let place = format!("key[{index}].evidence[{at}]");
            let document = case.documents.iter().find(|document| document.id == evidence.document);
            match document {
                None => faults.push(no_document(format!("{place}.doc"), &evidence.document)),
                Some(document) if !spaced(&document.text).contains(&spaced(&evidence.quote)) => {
                    let reason = format!("'{}' does not stand in document {}", evidence.quote, document.id);
                    let hint = "quote the document word for word, its signs of emphasis too";
                    faults.push(Fault::error("quote", format!("{place}.quote"), reason, hint));
                }
                Some(_) => {}
            }
        }
        faults.extend(without_provider(index, key, case));
    }
    faults
}

fn without_provider(index: usize, key: &KeyCode, case: &Case) -> Option<Fault> {
    let by_provider = |id: &str| {
        let document = case.documents.iter().find(|document| document.id == id);
        document.is_some_and(|document| document.role.as_deref() == Some(PROVIDER))
    };
    let diagnosis = key.role != CodeRole::Procedure;
    (diagnosis && !key.evidence.iter().any(|evidence| by_provider(&evidence.document))).then(|| {
        let hint = "quote a document whose role is provider; a stage or a BMI may come from others beside it";
        let reason = format!("no provider's words for {}", key.code.written(System::Icd10Cm));
        Fault::error("provider", format!("key[{index}].evidence"), reason, hint)
    })
}

fn no_document(place: String, id: &str) -> Fault {
    Fault::error("quote", place, format!("the case has no document {id}"), "name a document of the case by its id")
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn temptations(table: &Codes, case: &Case) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, wrong) in table.wrong.iter().enumerate() {
        if !case.documents.iter().any(|document| document.id == wrong.document) {
            faults.push(no_document(format!("wrong[{index}].doc"), &wrong.document));
        }
    }
    let mut documents: Vec<&str> = table.wrong.iter().map(|wrong| wrong.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let (codes, documents) = (table.wrong.len(), documents.len());
    if codes < LEAST_WRONG || documents < LEAST_DOCUMENTS.min(case.documents.len()) {
        let reason = format!("{codes} wrong codes from {documents} documents");
        let hint = "name at least four, from at least two documents: what the chart tempts to and does not support";
        faults.push(Fault::error("wrong-codes", "wrong", reason, hint));
    }
    faults
}

/// An item of the same case that quotes a code of the key opens when that answer is locked.
fn siblings(reading: &Reading<'_>, (item, table): (&Item, &Codes), report: &mut Report<'_>) {
    let key: Vec<&str> = table.key.iter().map(|key| key.code.as_str()).collect();
    let siblings = reading.items.iter().filter(|read| read.item.case == item.case && read.item.id != item.id);
    let found: Vec<(&Entry, String)> = siblings
        .filter(|read| !read.item.after.contains(&item.id))
        .filter_map(|read| Some((read.entry, quoted(&read.item, &key)?)))
        .collect();
    for (entry, code) in found {
        let reason = format!("{code} is of the key of {}", item.id);
        let hint = format!("write \"after\": [\"{}\"], so that its answer is locked first", item.id);
        report.item(entry, Fault::error("after", "stem", reason, hint));
    }
}

/// The first code among these that an item shows before it is answered.
fn quoted(item: &Item, key: &[&str]) -> Option<String> {
    let options = item.choice().into_iter().flat_map(|choice| &choice.options).map(|option| option.text.as_str());
    let mut mentions = std::iter::once(item.stem.as_str()).chain(options).flat_map(codes::mentions);
    let of_key = |code: &str| key.contains(&bare(code).as_str());
    mentions.find(|mention| of_key(mention.code)).map(|mention| mention.code.to_owned())
}
