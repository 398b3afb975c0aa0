//! One rule of a query: named from the library, of the item's own, or both, where the item's word stands.

use super::super::super::finding::Fault;
use super::super::super::query::library::{Draft, Op, Where, shared};
use super::super::super::query::{Query, Rule, Set, SlotName, Test};
use super::super::super::raw::{RawRule, RawSet, RawTest, Text};
use super::super::{listed, owned, required};
use super::{count, flags, forms, one_of, texts};

const MOST_POINTS: u64 = 9;

pub(super) fn read(place: &str, raw: RawRule<'_>, faults: &mut Vec<Fault>) -> Option<Rule> {
    let id = required(raw.id, &format!("{place}.id"), faults)?;
    let known = shared(&id);
    if known.is_none() && raw.text.is_none() && raw.test.is_none() {
        let hint = "name a rule of the library, or say a whole rule: text, points, fatal, test, fail and source";
        faults.push(Fault::error("query", format!("{place}.id"), format!("the library has no rule '{id}'"), hint));
        return None;
    }
    let mut said = |raw: Option<Text<'_>>, field: &str, known: Option<&str>| match (raw, known) {
        (None, Some(known)) => Some(known.to_owned()),
        (raw, _) => required(raw, &format!("{place}.{field}"), faults),
    };
    let text = said(raw.text, "text", known.as_ref().map(|rule| rule.text));
    let fail = said(raw.fail, "fail", known.as_ref().map(|rule| rule.fail));
    let source = said(raw.source, "source", known.as_ref().map(|rule| rule.source));
    let points = match (raw.points, &known) {
        (None, Some(known)) => Some(known.points),
        (raw, _) => {
            let points = raw.filter(|points| (1..=MOST_POINTS).contains(points));
            count(points, 1, format!("{place}.points"), faults).and_then(|points| u32::try_from(points).ok())
        }
    };
    let is_fatal = raw.fatal.or(known.as_ref().map(|rule| rule.fatal));
    if is_fatal.is_none() && !faults.iter().any(|fault| fault.place == format!("{place}.fatal")) {
        let hint = "say whether a query that breaks the rule is still compliant";
        faults.push(Fault::error("missing-field", format!("{place}.fatal"), "missing", hint));
    }
    let when = match raw.when {
        None => known.as_ref().and_then(|rule| rule.when.clone()),
        Some(when) => {
            let at = format!("{place}.when.form");
            let raw: Vec<Text<'_>> = listed(when.form, &at, faults).collect();
            Some(forms(raw, &at, faults))
        }
    };
    // What is said on the rule itself stands over the library, and what is said in its test over both.
    let mut test = known.map(|rule| rule.test).unwrap_or_default();
    let short = RawTest { of: raw.of, min: raw.min, sets: raw.sets, allowed: raw.allowed, ..RawTest::default() };
    lay_over(&mut test, short, place, faults);
    if let Some(own) = raw.test {
        lay_over(&mut test, own, &format!("{place}.test"), faults);
    }
    let test = complete(test, place, faults);
    Some(Rule { id, text: text?, points: points?, fatal: is_fatal?, test: test?, fail: fail?, source: source?, when })
}

fn lay_over(test: &mut Draft, raw: RawTest<'_>, place: &str, faults: &mut Vec<Fault>) {
    if let Some(Text(name)) = raw.op {
        test.op = Op::named(&name);
        if test.op.is_none() {
            let names: Vec<&str> = Op::NAMES.into_iter().map(|(name, _)| name).collect();
            let hint = format!("use one of {}", names.join(", "));
            faults.push(Fault::error("query", format!("{place}.op"), format!("there is no '{name}' here"), hint));
        }
    }
    if let Some(Text(name)) = raw.slot {
        let mut slot = || one_of(SlotName::named, SlotName::ALL, &name, &format!("{place}.slot"), faults);
        test.slot = if name == "*" { Some(Where::Everywhere) } else { slot().map(Where::Slot) };
    }
    if raw.of.is_some() {
        test.of = Some(texts(raw.of));
    }
    if raw.min.is_some() {
        test.min = count(raw.min, 0, format!("{place}.min"), faults);
    }
    if let Some(sets) = raw.sets {
        let read = |(index, raw)| read_set(&format!("{place}.sets[{index}]"), raw, faults);
        test.sets = Some(sets.into_iter().enumerate().filter_map(read).collect());
    }
    if let Some(allowed) = raw.allowed {
        test.allowed = Some(forms(allowed, &format!("{place}.allowed"), faults));
    }
    if raw.flags.is_some() {
        test.flags = Some(flags(raw.flags, &format!("{place}.flags"), faults));
    }
    if raw.none_flag.is_some() {
        test.none_flag = Some(flags(raw.none_flag, &format!("{place}.none_flag"), faults));
    }
}

fn read_set(place: &str, raw: RawSet<'_>, faults: &mut Vec<Fault>) -> Option<Set> {
    let label = required(raw.label, &format!("{place}.label"), faults);
    let of: Vec<String> = listed(raw.of, &format!("{place}.of"), faults).map(owned).collect();
    let min = count(raw.min, 1, format!("{place}.min"), faults);
    Some(Set { label: label?, of, min: min? })
}

/// A test with all that its kind asks for.
fn complete(draft: Draft, place: &str, faults: &mut Vec<Fault>) -> Option<Test> {
    let mut missing = |field: &str| {
        let at = [format!("{place}.{field}"), format!("{place}.test.{field}")];
        if !faults.iter().any(|fault| at.iter().any(|at| fault.place.starts_with(at.as_str()))) {
            let hint = "say on the rule what its test asks for; docs/bank-format.md names the tests";
            faults.push(Fault::error("missing-field", format!("{place}.{field}"), "missing", hint));
        }
    };
    let slot = match draft.slot {
        Some(Where::Slot(slot)) => Some(slot),
        _ => None,
    };
    let mut need = |there: bool, field: &str| {
        if !there {
            missing(field);
        }
    };
    match draft.op {
        None => need(false, "test"),
        Some(Op::Cites) => {
            need(slot.is_some(), "slot");
            need(draft.min.is_some(), "min");
        }
        Some(Op::CitesEach) => {
            need(slot.is_some(), "slot");
            need(draft.sets.as_ref().is_some_and(|sets| !sets.is_empty()), "sets");
        }
        Some(Op::Clean) => {
            need(draft.slot.is_some(), "slot");
            need(draft.flags.is_some(), "flags");
        }
        Some(Op::FormIn) => need(draft.allowed.as_ref().is_some_and(|allowed| !allowed.is_empty()), "allowed"),
        Some(Op::Supported) => need(draft.min.is_some(), "min"),
        Some(Op::ChoicesFit) => {}
    }
    let none_flag = draft.none_flag.unwrap_or_default();
    Some(match draft.op? {
        Op::Cites => Test::Cites { slot: slot?, of: draft.of, min: draft.min?, none_flag },
        Op::CitesEach => Test::CitesEach { slot: slot?, sets: draft.sets? },
        Op::Clean => Test::Clean { slot, flags: draft.flags? },
        Op::FormIn => Test::FormIn { allowed: draft.allowed? },
        Op::ChoicesFit => Test::ChoicesFit,
        Op::Supported => Test::Supported { min: draft.min? },
    })
}

/// Rules that stand twice, and what they name that is not there.
pub(super) fn unresolved(query: &Query) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, rule) in query.rules.iter().enumerate() {
        let mut fault = |field: &str, reason: String, hint: &str| {
            faults.push(Fault::error("query", format!("rules[{index}].{field}"), reason, hint));
        };
        if query.rules[..index].iter().any(|other| other.id == rule.id) {
            fault("id", format!("a rule before has the id '{}'", rule.id), "name a rule once");
        }
        let (slot, named): (Option<SlotName>, Vec<&String>) = match &rule.test {
            Test::Cites { slot, of, .. } => (Some(*slot), of.iter().flatten().collect()),
            Test::CitesEach { slot, sets } => (Some(*slot), sets.iter().flat_map(|set| &set.of).collect()),
            Test::Clean { slot, .. } => (*slot, Vec::new()),
            Test::FormIn { .. } | Test::ChoicesFit | Test::Supported { .. } => (None, Vec::new()),
        };
        let Some(name) = slot else { continue };
        let Some(slot) = query.slot(name) else {
            fault("id", format!("there is no slot '{}'", name.name()), "add the slot, or take the rule out");
            continue;
        };
        for id in named.into_iter().filter(|id| !slot.parts.iter().any(|part| part.id == **id)) {
            let hint = "name parts of the slot that the rule is about";
            fault("of", format!("there is no part '{id}' in '{}'", name.name()), hint);
        }
    }
    faults
}
