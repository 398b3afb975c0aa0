//! Reasons say something and stay readable; a question fits its level.

use super::super::finding::Fault;
use super::super::item::{Body, Item, Level};

/// Words of a reason for one option, of a rationale, and of a stem.
const WHY: std::ops::RangeInclusive<usize> = 3..=60;
const RATIONALE: std::ops::RangeInclusive<usize> = 4..=120;
const LONGEST_RECALL: usize = 80;
const SHORTEST_SITUATION: usize = 10;

pub(super) fn lengths(item: &Item) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, option) in item.choice().into_iter().flat_map(|choice| &choice.options).enumerate() {
        faults.extend(outside(&option.why, &WHY, "why-length", format!("options[{index}].why")));
    }
    for (index, step) in item.steps().into_iter().flat_map(|steps| &steps.steps).enumerate() {
        faults.extend(outside(&step.why, &WHY, "why-length", format!("options[{index}].why")));
    }
    for (index, wrong) in item.numeric().into_iter().flat_map(|numeric| &numeric.wrong).enumerate() {
        faults.extend(outside(&wrong.why, &WHY, "why-length", format!("wrong[{index}].why")));
    }
    for (index, key) in item.codes().into_iter().flat_map(|table| &table.key).enumerate() {
        faults.extend(outside(&key.why, &WHY, "why-length", format!("key[{index}].why")));
    }
    for (index, wrong) in item.codes().into_iter().flat_map(|table| &table.wrong).enumerate() {
        faults.extend(outside(&wrong.why, &WHY, "why-length", format!("wrong[{index}].why")));
    }
    for (at, slot) in item.query().into_iter().flat_map(|query| &query.slots).enumerate() {
        for (index, part) in
            slot.parts.iter().enumerate().filter(|(_, part)| part.why.split_whitespace().count() > *WHY.end())
        {
            faults.extend(outside(&part.why, &WHY, "why-length", format!("slots[{at}].parts[{index}].why")));
        }
    }
    if !item.rationale.is_empty() {
        faults.extend(outside(&item.rationale, &RATIONALE, "rationale-length", "rationale".to_owned()));
    }
    faults.extend(level(item));
    faults
}

fn outside(text: &str, range: &std::ops::RangeInclusive<usize>, rule: &'static str, place: String) -> Option<Fault> {
    let words = text.split_whitespace().count();
    let hint = match () {
        () if words < *range.start() => "say what the misconception is, or what the rule asks",
        () if words > *range.end() => "keep to the one reason; the rest belongs into other items",
        () => return None,
    };
    Some(Fault::advice(rule, place, format!("{words} words"), hint))
}

fn level(item: &Item) -> Option<Fault> {
    if !matches!(item.body, Body::Choice(_) | Body::Numeric(_) | Body::Order(_)) {
        return None;
    }
    let words = item.stem.split_whitespace().count();
    let alone = item.case.is_none() && !item.stem.contains('|');
    match item.level {
        Level::Recall if alone && words > LONGEST_RECALL => {
            let reason = format!("a recall item with a stem of {words} words");
            Some(Fault::advice("level", "level", reason, "ask the fact alone, or rate it as application"))
        }
        Level::Application | Level::Analysis if alone && words < SHORTEST_SITUATION => {
            let reason = format!("no situation in the {words} words of the stem");
            Some(Fault::advice("level", "level", reason, "say who, where and what is known, or rate it as recall"))
        }
        _ => None,
    }
}
