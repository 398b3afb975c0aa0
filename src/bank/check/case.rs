//! Cases: their items and documents fit together, they are of a readable length, and their days are in order.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::super::case::Case;
use super::super::finding::{Fault, Severity};
use super::super::item::{Item, ItemId};
use super::super::load::Entry;
use super::super::stats::{Read, Reading};
use super::{Around, Report};
use crate::codebook::FiscalYear;

/// Words of all documents of a case.
const WORDS: std::ops::RangeInclusive<usize> = 150..=900;

pub(super) fn cases(around: Around<'_>, reading: &Reading<'_>, report: &mut Report<'_>) {
    let by_id: HashMap<&ItemId, &Read<'_>> = reading.items.iter().map(|read| (&read.item.id, read)).collect();
    for (index, case) in reading.bank.cases.iter().enumerate() {
        if reading.bank.cases[..index].iter().any(|other| other.id == case.id) {
            let fault = Fault::error("case", "id", "a case before has this id", "give this case an id of its own");
            report.case(index, fault);
        }
        for id in &case.items {
            match by_id.get(id) {
                None => {
                    let hint = "name an item of this bank";
                    report.case(index, Fault::error("case", "items", format!("there is no item {id}"), hint));
                }
                Some(Read { entry, item }) if item.case.as_deref() != Some(&case.id) => {
                    let reason = format!("case {} lists this item, the item does not name the case", case.id);
                    let hint = format!("write \"case\": \"{}\"", case.id);
                    report.item(entry, Fault::error("case", "case", reason, hint));
                }
                Some(_) => {}
            }
        }
        for fault in documents(case).into_iter().chain(days(case)) {
            report.case(index, fault);
        }
    }
    for Read { entry, item } in &reading.items {
        of_an_item(around, reading, (entry, item), report);
        after(&by_id, (entry, item), report);
    }
}

fn of_an_item(around: Around<'_>, reading: &Reading<'_>, read: (&Entry, &Item), report: &mut Report<'_>) {
    let (entry, item) = read;
    let Some(named) = &item.case else { return };
    let known = |cases: &[Case]| cases.iter().any(|case| case.id == *named);
    let cases = &reading.bank.cases;
    if !known(cases) && !around.elsewhere.is_some_and(|bank| known(&bank.cases)) {
        let reason = format!("there is no case {named}");
        report.item(entry, Fault::error("case", "case", reason, "name a case of this bank"));
    } else if known(cases) && !cases.iter().any(|case| case.id == *named && case.items.contains(&item.id)) {
        let reason = format!("case {named} does not list this item");
        report.item(entry, Fault::error("case", "case", reason, "list it among the items of the case"));
    }
}

/// What an item waits for is of its own case, and does not wait for it in turn.
fn after(by_id: &HashMap<&ItemId, &Read<'_>>, (entry, item): (&Entry, &Item), report: &mut Report<'_>) {
    for id in &item.after {
        let same_case = |read: &&Read<'_>| item.case.is_some() && read.item.case == item.case;
        if !by_id.get(id).copied().is_some_and(|read| same_case(&read)) {
            let reason = format!("{id} is no item of the same case");
            report.item(entry, Fault::error("after", "after", reason, "name items of this item's case"));
        }
    }
    let mut seen: HashSet<&ItemId> = HashSet::new();
    let mut open: Vec<&ItemId> = item.after.iter().collect();
    while let Some(id) = open.pop() {
        if *id == item.id {
            let hint = "let items wait in one direction";
            report.item(entry, Fault::error("after", "after", "the item waits for itself", hint));
            return;
        }
        if seen.insert(id) {
            open.extend(by_id.get(id).into_iter().flat_map(|read| &read.item.after));
        }
    }
}

fn documents(case: &Case) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, document) in case.documents.iter().enumerate() {
        if case.documents[..index].iter().any(|other| other.id == document.id) {
            let place = format!("documents[{index}].id");
            faults.push(Fault::error("case", place, "a document before has this id", "give it an id of its own"));
        }
    }
    let words: usize = case.documents.iter().map(|document| document.text.split_whitespace().count()).sum();
    if !WORDS.contains(&words) {
        let reason = format!("{words} words in all documents, not {} to {}", WORDS.start(), WORDS.end());
        let hint = "a record to be read in a few minutes, with the noise that records have";
        faults.push(Fault::error("case-words", "documents", reason, hint));
    }
    faults
}

/// The days of a case, as `2026-02-09`: in their order, and the last inside the year of its codes.
fn days(case: &Case) -> Vec<Fault> {
    let mut faults = Vec::new();
    let fault = |place: String, reason: String, hint: &str| Fault::error("case-date", place, reason, hint);
    let mut read = |place: &str, text: Option<&String>| {
        let text = text?;
        let day: Option<Date> = text.get(..10).and_then(|day| day.parse().ok());
        if day.is_none() {
            faults.push(fault(place.to_owned(), format!("'{text}' is no date"), "write it as 2026-02-09"));
        }
        day
    };
    let admitted = read("encounter.admitted", case.encounter.admitted.as_ref());
    let discharged = read("encounter.discharged", case.encounter.discharged.as_ref());
    let mut dated: Vec<(usize, Date)> = Vec::new();
    for (index, document) in case.documents.iter().enumerate() {
        let day = read(&format!("documents[{index}].date"), document.date.as_ref());
        dated.extend(day.map(|day| (index, day)));
    }
    if let (Some(admitted), Some(discharged)) = (admitted, discharged)
        && discharged < admitted
    {
        let reason = format!("discharged on {discharged}, before the admission on {admitted}");
        faults.push(fault("encounter.discharged".into(), reason, "correct one of the two"));
    }
    for pair in dated.windows(2).filter(|pair| pair[1].1 < pair[0].1) {
        let reason = format!("{} comes after {}", pair[1].1, pair[0].1);
        let fault = fault(format!("documents[{}].date", pair[1].0), reason, "put documents in the order of their days");
        // A chart that is to be coded is read by its days; a set of policies and letters need not be.
        let severity = if case.code_set.is_some() { Severity::Error } else { Severity::Advice };
        faults.push(Fault { severity, ..fault });
    }
    let year = case.code_set.as_deref().and_then(FiscalYear::named);
    let last = discharged.or_else(|| dated.iter().map(|(_, day)| *day).max());
    if let (Some(year), Some(last)) = (year, last)
        && !year.holds(last)
    {
        let reason = format!("{last} lies outside FY{}, whose codes it is for", year.number());
        faults.push(fault("code_set".into(), reason, "codes are chosen by the day of discharge"));
    }
    faults
}
