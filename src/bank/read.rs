//! One item or case out of its JSON: every fault at once, and a value when there is no error among them.

mod case;
mod codes;
mod drilled;
mod query;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::case::Case;
use super::finding::{Fault, Severity};
use super::item::{
    Accept, AnswerOption, Body, Calc, Choice, Item, ItemId, Level, OptionOrder, OptionSet, Pick, Source,
};
use super::raw::{OneOrMany, RawCalc, RawCase, RawItem, RawOption, RawSource, Text};

/// Later faults of one item say no more than these.
const MOST_FAULTS: usize = 50;
const SEE_FORMAT: &str = "docs/bank-format.md says what belongs here";

pub fn item(json: &str) -> (Option<Item>, Vec<Fault>) {
    let mut faults = Vec::new();
    let item = match serde_json::from_str::<RawItem<'_>>(json) {
        Ok(raw) => read_item(raw, &mut faults),
        Err(_) => {
            let text = without_misfits(json, |text| misfit::<RawItem<'_>>(text), &mut faults);
            let raw = text.as_deref().and_then(|text| serde_json::from_str(text).ok());
            raw.and_then(|raw| read_item(raw, &mut faults))
        }
    };
    unless_faulty(item, faults)
}

pub fn case(json: &str) -> (Option<Case>, Vec<Fault>) {
    let mut faults = Vec::new();
    let text = without_misfits(json, |text| misfit::<RawCase<'_>>(text), &mut faults);
    let raw = text.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let case = raw.and_then(|raw| case::read(raw, &mut faults));
    unless_faulty(case, faults)
}

fn unless_faulty<T>(value: Option<T>, faults: Vec<Fault>) -> (Option<T>, Vec<Fault>) {
    let faulty = faults.iter().any(|fault| fault.severity == Severity::Error);
    (value.filter(|_| !faulty), faults)
}

/// Where a JSON text first departs from the format, and how.
struct Misfit {
    path: Vec<Step>,
    reason: String,
}

enum Step {
    Key(String),
    Index(usize),
}

fn misfit<'a, T: Deserialize<'a>>(text: &'a str) -> Result<(), Misfit> {
    let json = &mut serde_json::Deserializer::from_str(text);
    let parsed: Result<T, _> = serde_path_to_error::deserialize(json);
    parsed.map(drop).map_err(|error| {
        let reason = error.inner().to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        let mut path = steps(error.path());
        // The path of an unknown field ends at the object that holds it.
        if let Some(name) = reason.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next())
            && !matches!(path.last(), Some(Step::Key(key)) if key == name)
        {
            path.push(Step::Key(name.to_owned()));
        }
        Misfit { path, reason }
    })
}

fn steps(path: &Path) -> Vec<Step> {
    let known = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    known.collect()
}

/// Takes out what has the wrong type or an unknown name, one fault each, so that the rest can be read.
fn without_misfits(json: &str, probe: fn(&str) -> Result<(), Misfit>, faults: &mut Vec<Fault>) -> Option<String> {
    let Ok(mut value) = serde_json::from_str::<Value>(json) else {
        faults.push(Fault::error("json", "", "not valid JSON", "mend the JSON"));
        return None;
    };
    if !value.is_object() {
        faults.push(Fault::error("field-type", "", "not a JSON object", SEE_FORMAT));
        return None;
    }
    // A `Value` keeps the last of two fields of one name, so this is seen in the text alone.
    if let Err(Misfit { path, reason }) = probe(json)
        && reason.starts_with("duplicate field")
    {
        faults.push(Fault::error("duplicate-field", place(&path), reason, "keep one of the two"));
    }
    for _ in 0..MOST_FAULTS {
        let text = value.to_string();
        let Err(Misfit { path, reason }) = probe(&text) else { return Some(text) };
        let place = place(&path);
        let fault = if reason.starts_with("unknown field") {
            let reason = reason.split(',').next().unwrap_or_default().to_owned();
            Fault::error("unknown-field", place, reason, "take it out or correct its name; see docs/bank-format.md")
        } else {
            Fault::error("field-type", place, reason, SEE_FORMAT)
        };
        faults.push(fault);
        // A list that holds a misfit goes as a whole: its other places would be counted wrong.
        let field = path.iter().rposition(|step| matches!(step, Step::Key(_)))?;
        if !remove(&mut value, &path[..=field]) {
            break;
        }
    }
    None
}

fn place(path: &[Step]) -> String {
    let mut place = String::new();
    for step in path {
        match step {
            Step::Index(index) => place.push_str(&format!("[{index}]")),
            Step::Key(key) if place.is_empty() => place.push_str(key),
            Step::Key(key) => place.push_str(&format!(".{key}")),
        }
    }
    place
}

fn remove(value: &mut Value, path: &[Step]) -> bool {
    let Some((last, parents)) = path.split_last() else { return false };
    let mut at = value;
    for step in parents {
        let next = match step {
            Step::Key(key) => at.get_mut(key),
            Step::Index(index) => at.get_mut(index),
        };
        let Some(next) = next else { return false };
        at = next;
    }
    match (last, at) {
        (Step::Key(key), Value::Object(fields)) => fields.remove(key).is_some(),
        _ => false,
    }
}

fn read_item(raw: RawItem<'_>, faults: &mut Vec<Fault>) -> Option<Item> {
    let id = required(raw.id, "id", faults);
    if let Some(id) = &id {
        check_id(id, faults);
    }
    let domain = required(raw.domain, "domain", faults);
    let task = required(raw.task, "task", faults);
    if let (Some(domain), Some(task)) = (&domain, &task)
        && task.split('.').next() != Some(domain.as_str())
    {
        let reason = format!("task {task} is not a task of domain {domain}");
        faults.push(Fault::error("task", "task", reason, "a task's code begins with its domain's, as in 2.4"));
    }
    let topic = required(raw.topic, "topic", faults);
    let level = required(raw.level, "level", faults).and_then(|name| read_level(&name, faults));
    let angoff = read_angoff(raw.angoff, faults);
    let stem = required(raw.stem, "stem", faults);
    let kind = required(raw.kind, "kind", faults);
    let body = match kind.as_deref() {
        Some("codes") => {
            let table = codes::RawCodes { fields: raw.fields, key: raw.key, neutral: raw.neutral, wrong: raw.wrong };
            codes::read(table, raw.code_set.as_ref(), raw.case.as_ref(), faults).map(Body::Codes)
        }
        Some("numeric") => {
            let number = drilled::RawNumeric {
                answer: raw.answer,
                unit: raw.unit,
                round: raw.round,
                tolerance: raw.tolerance,
                wrong: raw.wrong,
                has_calc: raw.calc.is_some(),
            };
            drilled::numeric(number, raw.case.as_ref(), faults)
        }
        Some("order") => drilled::order(raw.options, raw.case.as_ref(), faults),
        Some("query") => {
            drilled::stands_alone(raw.case.as_ref(), faults);
            let (documents, slots, rules, models) = (raw.documents, raw.slots, raw.rules, raw.models);
            let parts = query::RawQuery { need: raw.need, setting: raw.setting, documents, slots, rules, models };
            query::read(parts, faults).map(Body::Query)
        }
        kind => kind.and_then(|kind| read_body(kind, raw.options, raw.choose, raw.order, faults)),
    };
    // A built query explains itself rule by rule.
    let rationale = match (&body, raw.rationale) {
        (Some(Body::Query(_)), None) => Some(String::new()),
        (_, rationale) => required(rationale, "rationale", faults),
    };
    let sources = read_sources(raw.sources, faults);
    let options = match &body {
        Some(Body::Choice(choice)) => choice.options.len(),
        _ => 0,
    };
    let calc = match raw.calc {
        None => Vec::new(),
        Some(OneOrMany::One(calc)) => read_calc(calc, "calc", options, faults).into_iter().collect(),
        Some(OneOrMany::Many(list)) => {
            let read = |(index, calc)| read_calc(calc, &format!("calc[{index}]"), options, faults);
            list.into_iter().enumerate().filter_map(read).collect()
        }
    };
    let accept = read_accept(raw.accept, faults);
    Some(Item {
        id: ItemId::new(&id?),
        domain: domain?,
        task: task?,
        topic: topic?,
        level: level?,
        angoff: angoff?,
        stem: stem?,
        body: body?,
        rationale: rationale?,
        sources,
        calc,
        code_set: raw.code_set.map(owned),
        enemies: ids(raw.enemies),
        case: raw.case.map(owned),
        after: ids(raw.after),
        accept,
    })
}

fn owned(text: Text<'_>) -> String {
    text.0.into_owned()
}

fn ids(list: Option<Vec<Text<'_>>>) -> Vec<ItemId> {
    list.unwrap_or_default().into_iter().map(|Text(id)| ItemId::new(&id)).collect()
}

fn required(text: Option<Text<'_>>, place: &str, faults: &mut Vec<Fault>) -> Option<String> {
    match text {
        Some(Text(text)) if text.trim().is_empty() => {
            faults.push(Fault::error("missing-field", place, "empty", SEE_FORMAT));
            None
        }
        Some(Text(text)) => Some(text.into_owned()),
        None if faults.iter().any(|fault| fault.place == place) => None,
        None => {
            faults.push(Fault::error("missing-field", place, "missing", SEE_FORMAT));
            None
        }
    }
}

/// A list that has to be there, and hold something.
fn listed<T>(list: Option<Vec<T>>, place: &str, faults: &mut Vec<Fault>) -> std::vec::IntoIter<T> {
    let list = list.unwrap_or_default();
    if list.is_empty() && !faults.iter().any(|fault| fault.place.starts_with(place)) {
        faults.push(Fault::error("missing-field", place, "missing or empty", SEE_FORMAT));
    }
    list.into_iter()
}

fn check_id(id: &str, faults: &mut Vec<Fault>) {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if id.len() > 80 || !id.chars().all(plain) {
        let hint = "use up to 80 letters, digits, '-', '_' and '.', as in rhit-2-014";
        faults.push(Fault::error("id", "id", format!("'{id}' is no id"), hint));
    }
}

fn read_level(name: &str, faults: &mut Vec<Fault>) -> Option<Level> {
    let level = Level::named(name);
    if level.is_none() {
        let hint = "use recall, application or analysis";
        faults.push(Fault::error("level", "level", format!("'{name}' is no level"), hint));
    }
    level
}

fn read_angoff(rating: Option<f64>, faults: &mut Vec<Fault>) -> Option<f64> {
    let hint = "give the share of minimally qualified candidates who would answer it, 0.25 to 0.95";
    match rating {
        Some(rating) if (0.25..=0.95).contains(&rating) => return Some(rating),
        Some(rating) => {
            faults.push(Fault::error("angoff", "angoff", format!("{rating} lies outside 0.25 to 0.95"), hint));
        }
        None if faults.iter().any(|fault| fault.place == "angoff") => {}
        None => faults.push(Fault::error("missing-field", "angoff", "missing", hint)),
    }
    None
}

fn read_body(
    kind: &str,
    options: Option<Vec<RawOption<'_>>>,
    choose: Option<u64>,
    order: Option<Text<'_>>,
    faults: &mut Vec<Fault>,
) -> Option<Body> {
    let range = match kind {
        "single" => 4..=4,
        "multi" => 5..=6,
        _ => {
            let hint = "use single, multi, codes, numeric, order or query";
            faults.push(Fault::error("kind", "kind", format!("'{kind}' is no kind"), hint));
            return None;
        }
    };
    let order = read_order(order, faults);
    let Some(options) = options else {
        if !faults.iter().any(|fault| fault.place.starts_with("options")) {
            faults.push(Fault::error("missing-field", "options", "missing", SEE_FORMAT));
        }
        return None;
    };
    if !range.contains(&options.len()) {
        let (reason, hint) = match kind {
            "single" => (format!("{} options, not four", options.len()), "a single item has four options"),
            _ => (format!("{} options, not five or six", options.len()), "a multi item has five or six options"),
        };
        faults.push(Fault::error("options", "options", reason, hint));
        if options.len() > OptionSet::MOST {
            return None;
        }
    }
    let options: Vec<_> =
        options.into_iter().enumerate().filter_map(|(index, raw)| read_option(index, raw, faults)).collect();
    let keys = options.iter().filter(|option| option.is_key).count();
    let choose = match (kind, choose) {
        ("single", None | Some(1)) => 1,
        ("single", Some(_)) => {
            faults.push(Fault::error("choose", "choose", "a single item has one key", "take choose out"));
            1
        }
        (_, Some(choose)) => usize::try_from(choose).unwrap_or(usize::MAX),
        (_, None) => {
            if !faults.iter().any(|fault| fault.place == "choose") {
                let hint = "say how many options are right, and say it in the stem";
                faults.push(Fault::error("missing-field", "choose", "missing", hint));
            }
            return None;
        }
    };
    // An option that could not be read may be the key.
    if faults.iter().any(|fault| fault.place.starts_with("options[")) {
        return None;
    }
    if keys != choose {
        let reason = format!("{keys} keys where {choose} are to be chosen");
        faults.push(Fault::error("key", "options", reason, "mark each right option, and no other, with \"key\": true"));
    }
    if kind == "multi" && (keys < 2 || keys >= options.len()) {
        let hint = "a multi item has at least two keys and at least one distractor; else make it single";
        faults.push(Fault::error("key", "options", format!("{keys} keys of {} options", options.len()), hint));
    }
    Some(Body::Choice(Choice { options, choose, order }))
}

fn read_order(order: Option<Text<'_>>, faults: &mut Vec<Fault>) -> OptionOrder {
    match order.as_ref().map(|Text(order)| order.as_ref()) {
        None => OptionOrder::Shuffled,
        Some("natural") => OptionOrder::Natural,
        Some(other) => {
            let hint = "use \"natural\" for numbers, dates, codes and steps, or take it out";
            faults.push(Fault::error("order", "order", format!("'{other}' is no order"), hint));
            OptionOrder::Shuffled
        }
    }
}

fn read_option(index: usize, raw: RawOption<'_>, faults: &mut Vec<Fault>) -> Option<AnswerOption> {
    let text = required(raw.text, &format!("options[{index}].text"), faults);
    let why = required(raw.why, &format!("options[{index}].why"), faults);
    Some(AnswerOption { text: text?, why: why?, is_key: raw.key.unwrap_or(false) })
}

fn read_sources(sources: Option<Vec<RawSource<'_>>>, faults: &mut Vec<Fault>) -> Vec<Source> {
    let sources = sources.unwrap_or_default();
    if sources.is_empty() && !faults.iter().any(|fault| fault.place.starts_with("sources")) {
        let hint = "name the rule, to the paragraph, that makes the key right";
        faults.push(Fault::error("source", "sources", "no source", hint));
    }
    let read = |(index, raw): (usize, RawSource<'_>)| {
        let checked = raw.checked.map(owned);
        if let Some(month) = &checked
            && !is_month(month)
        {
            let place = format!("sources[{index}].checked");
            faults.push(Fault::error("source", place, format!("'{month}' is no month"), "write it as 2026-11"));
        }
        let cite = required(raw.cite, &format!("sources[{index}].cite"), faults)?;
        Some(Source { cite, checked, url: raw.url.map(owned) })
    };
    sources.into_iter().enumerate().filter_map(read).collect()
}

fn read_accept(raw: Option<BTreeMap<Cow<'_, str>, Text<'_>>>, faults: &mut Vec<Fault>) -> Vec<Accept> {
    let read = |(rule, why): (Cow<'_, str>, Text<'_>)| {
        let why = required(Some(why), &format!("accept.{rule}"), faults)?;
        Some(Accept { rule: rule.into_owned(), why })
    };
    raw.unwrap_or_default().into_iter().filter_map(read).collect()
}

fn is_month(text: &str) -> bool {
    let Some((year, month)) = text.split_once('-') else { return false };
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month)
}

fn read_calc(raw: RawCalc<'_>, place: &str, options: usize, faults: &mut Vec<Fault>) -> Option<Calc> {
    let expr = required(raw.expr, &format!("{place}.expr"), faults);
    let answer = required(raw.answer, &format!("{place}.answer"), faults);
    let round = raw.round.unwrap_or(0);
    if round > 9 {
        faults.push(Fault::error("calc", format!("{place}.round"), "more than 9 decimals", "round to 0 to 9 decimals"));
    }
    let pick = match raw.pick.map(owned).as_deref() {
        None => None,
        Some("max") => Some(Pick::Max),
        Some("min") => Some(Pick::Min),
        Some(other) => {
            let reason = format!("'{other}' is neither max nor min");
            faults.push(Fault::error("calc", format!("{place}.pick"), reason, "use max or min"));
            None
        }
    };
    let option = raw.option.map(|option| usize::try_from(option).unwrap_or(usize::MAX));
    if let Some(option) = option
        && option >= options
    {
        let reason = format!("there is no option {option}");
        faults.push(Fault::error("calc", format!("{place}.option"), reason, "options are counted from 0"));
    }
    Some(Calc { expr: expr?, round, answer: answer?, option, pick })
}
