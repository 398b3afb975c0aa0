//! What an item of the kind `query` asks for, out of its JSON.

mod rule;

use super::super::coding::Evidence;
use super::super::finding::Fault;
use super::super::query::{Flag, Form, Model, ModelParts, Nature, Need, Part, Query, Role, Slot, SlotName};
use super::super::raw::{RawDocument, RawModel, RawModelParts, RawPart, RawRule, RawSlot, Text};
use super::case::read_document;
use super::{SEE_FORMAT, listed, owned, required};

pub(super) struct RawQuery<'a> {
    pub(super) need: Option<Text<'a>>,
    pub(super) setting: Option<Text<'a>>,
    pub(super) documents: Option<Vec<RawDocument<'a>>>,
    pub(super) slots: Option<Vec<RawSlot<'a>>>,
    pub(super) rules: Option<Vec<RawRule<'a>>>,
    pub(super) models: Option<Vec<RawModel<'a>>>,
}

/// More parts in one slot are looked through by nobody.
const MOST: u64 = 99;
/// Slots without which nothing is asked.
const NEEDED: [SlotName; 2] = [SlotName::Indicators, SlotName::Question];

pub(super) fn read(raw: RawQuery<'_>, faults: &mut Vec<Fault>) -> Option<Query> {
    let before = faults.len();
    let need =
        required(raw.need, "need", faults).and_then(|name| one_of(Need::named, Need::ALL, &name, "need", faults));
    let documents = listed(raw.documents, "documents", faults).enumerate();
    let documents: Vec<_> = documents.filter_map(|(index, raw)| read_document(index, raw, faults)).collect();
    let slots: Vec<Slot> = listed(raw.slots, "slots", faults)
        .enumerate()
        .filter_map(|(index, raw)| read_slot(&format!("slots[{index}]"), raw, faults))
        .collect();
    let rules: Vec<_> = listed(raw.rules, "rules", faults)
        .enumerate()
        .filter_map(|(index, raw)| rule::read(&format!("rules[{index}]"), raw, faults))
        .collect();
    let models: Vec<Model> = listed(raw.models, "models", faults)
        .enumerate()
        .filter_map(|(index, raw)| read_model(&format!("models[{index}]"), raw, faults))
        .collect();
    (faults.len() == before).then_some(())?;
    let query = Query { need: need?, setting: raw.setting.map(owned), documents, slots, rules, models };
    // What could not be read may be what is missed, so this is looked at in sound items only.
    faults.extend(unresolved(&query));
    (faults.len() == before).then_some(query)
}

/// A value of an enum by its name in the format.
fn one_of<T: Copy + Named>(
    named: fn(&str) -> Option<T>,
    all: &[T],
    name: &str,
    place: &str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let value = named(name);
    if value.is_none() {
        let names: Vec<&str> = all.iter().map(Named::written).collect();
        let hint = format!("use one of {}", names.join(", "));
        faults.push(Fault::error("query", place, format!("there is no '{name}' here"), hint));
    }
    value
}

/// What has a name in the format.
trait Named {
    fn written(&self) -> &'static str;
}

macro_rules! written {
    ($($type:ident),+) => {
        $(impl Named for $type {
            fn written(&self) -> &'static str {
                self.name()
            }
        })+
    };
}

written!(Need, SlotName, Flag, Form, Role);

fn flags(raw: Option<Vec<Text<'_>>>, place: &str, faults: &mut Vec<Fault>) -> Vec<Flag> {
    let raw = raw.unwrap_or_default().into_iter().enumerate();
    raw.filter_map(|(index, Text(name))| one_of(Flag::named, Flag::ALL, &name, &format!("{place}[{index}]"), faults))
        .collect()
}

fn forms(raw: Vec<Text<'_>>, place: &str, faults: &mut Vec<Fault>) -> Vec<Form> {
    let raw = raw.into_iter().enumerate();
    raw.filter_map(|(index, Text(name))| one_of(Form::named, Form::ALL, &name, &format!("{place}[{index}]"), faults))
        .collect()
}

fn texts(raw: Option<Vec<Text<'_>>>) -> Vec<String> {
    raw.unwrap_or_default().into_iter().map(owned).collect()
}

/// A number that has to be there and be possible.
fn count(raw: Option<u64>, least: u64, place: String, faults: &mut Vec<Fault>) -> Option<usize> {
    let count = raw.filter(|count| (least..=MOST).contains(count)).and_then(|count| usize::try_from(count).ok());
    if count.is_none() && !faults.iter().any(|fault| fault.place == place) {
        let hint = format!("give a number from {least} to {MOST}");
        faults.push(Fault::error("query", place, "missing or not possible", hint));
    }
    count
}

fn read_slot(place: &str, raw: RawSlot<'_>, faults: &mut Vec<Fault>) -> Option<Slot> {
    let at = format!("{place}.id");
    let name =
        required(raw.id, &at, faults).and_then(|name| one_of(SlotName::named, SlotName::ALL, &name, &at, faults));
    let label = required(raw.label, &format!("{place}.label"), faults);
    let min = count(raw.min, 0, format!("{place}.min"), faults);
    let max = count(raw.max, 1, format!("{place}.max"), faults);
    let raw = listed(raw.parts, &format!("{place}.parts"), faults).enumerate();
    let all = raw.len();
    let parts: Vec<Part> =
        raw.filter_map(|(index, raw)| read_part(&format!("{place}.parts[{index}]"), raw, name?, faults)).collect();
    let (name, label, min, max) = (name?, label?, min?, max?);
    if min > max || min > all {
        let hint = "at least so many are chosen as min says, and no more than max or than there are";
        faults.push(Fault::error("query", format!("{place}.min"), format!("{min} of at most {max}"), hint));
    }
    if name == SlotName::Question && max != 1 {
        let hint = "a query asks one question";
        faults.push(Fault::error("query", format!("{place}.max"), format!("{max} questions"), hint));
    }
    Some(Slot { name, label, min, max, parts })
}

fn read_part(place: &str, raw: RawPart<'_>, slot: SlotName, faults: &mut Vec<Fault>) -> Option<Part> {
    let id = required(raw.id, &format!("{place}.id"), faults);
    let text = required(raw.text, &format!("{place}.text"), faults);
    let why = required(raw.why, &format!("{place}.why"), faults);
    let flags = flags(raw.flags, &format!("{place}.flags"), faults);
    let mut elsewhere = |there: bool, field: &str| {
        if there {
            let hint = format!("take it out: parts of '{}' have no {field}", slot.name());
            faults.push(Fault::error("query", format!("{place}.{field}"), "stands in another slot", hint));
        }
    };
    elsewhere(raw.form.is_some() && slot != SlotName::Question, "form");
    elsewhere(raw.role.is_some() && slot != SlotName::Choices, "role");
    elsewhere(raw.supported_by.is_some() && slot != SlotName::Choices, "supported_by");
    elsewhere(raw.doc.is_some() && slot != SlotName::Indicators, "doc");
    elsewhere(raw.quote.is_some() && slot != SlotName::Indicators, "quote");
    let nature = match slot {
        SlotName::Indicators => Some(Nature::Indicator(read_evidence(place, raw.doc, raw.quote, faults))),
        SlotName::Question => {
            let at = format!("{place}.form");
            let name = required(raw.form, &at, faults);
            name.and_then(|name| one_of(Form::named, Form::ALL, &name, &at, faults)).map(Nature::Question)
        }
        SlotName::Choices => {
            let at = format!("{place}.role");
            let name = required(raw.role, &at, faults);
            let role = name.and_then(|name| one_of(Role::named, Role::ALL, &name, &at, faults));
            role.map(|role| Nature::Choice { role, supported_by: texts(raw.supported_by) })
        }
        SlotName::To | SlotName::Title | SlotName::Closing => Some(Nature::Line),
    };
    Some(Part { id: id?, text: text?, why: why?, flags, nature: nature? })
}

/// A quote and its document, or neither.
fn read_evidence(
    place: &str,
    doc: Option<Text<'_>>,
    quote: Option<Text<'_>>,
    faults: &mut Vec<Fault>,
) -> Option<Evidence> {
    // The document alone says where a misquoted finding is thought to stand.
    let quote = required(Some(quote?), &format!("{place}.quote"), faults);
    let document = required(doc, &format!("{place}.doc"), faults);
    Some(Evidence { document: document?, quote: quote? })
}

fn read_model(place: &str, raw: RawModel<'_>, faults: &mut Vec<Fault>) -> Option<Model> {
    let name = required(raw.name, &format!("{place}.name"), faults);
    let parts = match raw.parts {
        Some(RawModelParts::Listed(parts)) => Some(ModelParts::Listed(texts(Some(parts)))),
        Some(RawModelParts::All(Text(all))) if all == "ALL" => Some(ModelParts::All),
        None if faults.iter().any(|fault| fault.place.starts_with(&format!("{place}.parts"))) => None,
        _ => {
            let hint = "list ids of parts, or write \"ALL\"";
            faults.push(Fault::error("query", format!("{place}.parts"), "neither a list nor ALL", hint));
            None
        }
    };
    if raw.compliant.is_none() && !faults.iter().any(|fault| fault.place == format!("{place}.compliant")) {
        faults.push(Fault::error("missing-field", format!("{place}.compliant"), "missing", SEE_FORMAT));
    }
    let percent = raw.percent.map(|percent| u32::try_from(percent).unwrap_or(u32::MAX));
    let fails = raw.fails.map(|fails| texts(Some(fails)));
    Some(Model { name: name?, parts: parts?, compliant: raw.compliant?, fails, percent })
}

/// Ids that stand twice, or point nowhere; slots that are not there.
fn unresolved(query: &Query) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |place: String, reason: String, hint: &str| faults.push(Fault::error("query", place, reason, hint));
    let mut seen: Vec<&str> = Vec::new();
    for (at, slot) in query.slots.iter().enumerate() {
        if query.slots[..at].iter().any(|other| other.name == slot.name) {
            let hint = "put its parts into one slot";
            fault(format!("slots[{at}].id"), format!("a slot '{}' is there before", slot.name.name()), hint);
        }
        for (index, part) in slot.parts.iter().enumerate() {
            let place = format!("slots[{at}].parts[{index}]");
            if seen.contains(&part.id.as_str()) {
                let reason = format!("a part before has the id '{}'", part.id);
                fault(format!("{place}.id"), reason, "give it an id of its own");
            }
            seen.push(&part.id);
            if let Nature::Choice { supported_by, .. } = &part.nature {
                let indicators = query.slot(SlotName::Indicators);
                let known = |id: &&String| indicators.is_some_and(|slot| slot.parts.iter().any(|part| part.id == **id));
                for id in supported_by.iter().filter(|id| !known(id)) {
                    let reason = format!("there is no indicator '{id}'");
                    fault(format!("{place}.supported_by"), reason, "name parts of the slot 'indicators'");
                }
            }
        }
    }
    for name in NEEDED.into_iter().filter(|name| query.slot(*name).is_none()) {
        fault("slots".to_owned(), format!("no slot '{}'", name.name()), "a query shows findings and asks a question");
    }
    faults.extend(rule::unresolved(query));
    faults.extend(models(query));
    faults
}

/// Models name parts and rules of the item.
fn models(query: &Query) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, model) in query.models.iter().enumerate() {
        let mut fault = |field: &str, reason: String, hint| {
            faults.push(Fault::error("query", format!("models[{index}].{field}"), reason, hint));
        };
        if let ModelParts::Listed(parts) = &model.parts {
            for id in parts.iter().filter(|id| query.part(id).is_none()) {
                fault("parts", format!("there is no part '{id}'"), "name parts of this item");
            }
        }
        for id in model.fails.iter().flatten().filter(|id| query.rule(id).is_none()) {
            fault("fails", format!("there is no rule '{id}'"), "name rules of this item");
        }
    }
    faults
}
