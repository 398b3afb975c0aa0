//! What items that only drills ask are made of, out of their JSON: `numeric` and `order`.

use super::super::drilled::{Numeric, Step, Steps, WrongNumber};
use super::super::finding::Fault;
use super::super::item::Body;
use super::super::number::{MOST_DECIMALS, Number};
use super::super::raw::{RawOption, RawWrong, Text};
use super::{SEE_FORMAT, read_option, required};

pub(super) struct RawNumeric<'a> {
    pub(super) answer: Option<Text<'a>>,
    pub(super) unit: Option<Text<'a>>,
    pub(super) round: Option<u32>,
    pub(super) tolerance: Option<f64>,
    pub(super) wrong: Option<Vec<RawWrong<'a>>>,
    pub(super) has_calc: bool,
}

const NOT_A_NUMBER: &str = "write digits with a point and no commas, as in \"1240.50\"; the unit stands in unit";
const STEPS: std::ops::RangeInclusive<usize> = 4..=6;

pub(super) fn numeric(raw: RawNumeric<'_>, case: Option<&Text<'_>>, faults: &mut Vec<Fault>) -> Option<Body> {
    let before = faults.len();
    stands_alone(case, faults);
    let round = raw.round.unwrap_or(0);
    if round > MOST_DECIMALS {
        let hint = "round to 0 to 9 decimals";
        faults.push(Fault::error("answer", "round", format!("more than {MOST_DECIMALS} decimals"), hint));
    }
    let answer = read_number(raw.answer, "answer", round, faults);
    let tolerance = read_tolerance(raw.tolerance, faults);
    let unit = raw.unit.and_then(|unit| required(Some(unit), "unit", faults));
    if !raw.has_calc && !faults.iter().any(|fault| fault.place.starts_with("calc")) {
        let hint = "say how the answer is computed";
        faults.push(Fault::error("missing-field", "calc", "missing", hint));
    }
    let wrong = raw.wrong.unwrap_or_default().into_iter().enumerate();
    let wrong: Vec<WrongNumber> =
        wrong.filter_map(|(index, raw)| read_wrong(&format!("wrong[{index}]"), raw, round, faults)).collect();
    (faults.len() == before).then_some(())?;
    Some(Body::Numeric(Numeric { answer: answer?, unit, tolerance: tolerance?, round, wrong }))
}

pub(super) fn order(
    options: Option<Vec<RawOption<'_>>>,
    case: Option<&Text<'_>>,
    faults: &mut Vec<Fault>,
) -> Option<Body> {
    let before = faults.len();
    stands_alone(case, faults);
    let Some(options) = options else {
        if !faults.iter().any(|fault| fault.place.starts_with("options")) {
            faults.push(Fault::error("missing-field", "options", "missing", SEE_FORMAT));
        }
        return None;
    };
    if !STEPS.contains(&options.len()) {
        let reason = format!("{} options, not four to six", options.len());
        let hint = "an order item has four to six steps, stored in the right order";
        faults.push(Fault::error("options", "options", reason, hint));
    }
    let mut steps = Vec::with_capacity(options.len());
    for (index, raw) in options.into_iter().enumerate() {
        if raw.key.is_some() {
            let hint = "take key out: the order in which the steps are stored is the key";
            faults.push(Fault::error("key", format!("options[{index}].key"), "a key among steps", hint));
        }
        let option = read_option(index, raw, faults);
        steps.extend(option.map(|option| Step { text: option.text, why: option.why }));
    }
    (faults.len() == before).then_some(Body::Order(Steps { steps }))
}

/// No drill asks items of cases, and no form asks these kinds.
pub(super) fn stands_alone(case: Option<&Text<'_>>, faults: &mut Vec<Fault>) {
    if case.is_some() {
        let hint = "take case out: only choices and typed codes are asked on cases";
        faults.push(Fault::error("kind", "case", "a kind that stands alone", hint));
    }
}

/// A number with just the decimals that the item asks for.
fn read_number(text: Option<Text<'_>>, place: &str, round: u32, faults: &mut Vec<Fault>) -> Option<Number> {
    let text = required(text, place, faults)?;
    let Some(number) = Number::written(&text) else {
        faults.push(Fault::error("answer", place, format!("'{text}' is no number"), NOT_A_NUMBER));
        return None;
    };
    if number.decimals() != round && round <= MOST_DECIMALS {
        let reason = format!("{text} has {} decimals, round says {round}", number.decimals());
        faults.push(Fault::error("answer", place, reason, "write it as it is asked for, with its last zeros"));
    }
    Some(number)
}

fn read_tolerance(tolerance: Option<f64>, faults: &mut Vec<Fault>) -> Option<Number> {
    let tolerance = tolerance.unwrap_or(0.0);
    // Shortest text that gives the same value: 0.05 is five hundredths, not the binary number next to it.
    let exact = Number::written(&tolerance.to_string()).filter(|number| !number.is_negative());
    if exact.is_none() {
        let reason = format!("{tolerance} is no tolerance");
        let hint = "say how far from the answer a number may lie, as 0.1, or take it out";
        faults.push(Fault::error("answer", "tolerance", reason, hint));
    }
    exact
}

fn read_wrong(place: &str, raw: RawWrong<'_>, round: u32, faults: &mut Vec<Fault>) -> Option<WrongNumber> {
    let others = [("code", raw.code.is_some()), ("also", raw.also.is_some()), ("doc", raw.doc.is_some())];
    for (field, _) in others.iter().filter(|(_, is_there)| *is_there) {
        let hint = "a wrong number has answer and why";
        let reason = format!("{field} belongs to codes");
        faults.push(Fault::error("unknown-field", format!("{place}.{field}"), reason, hint));
    }
    let answer = read_number(raw.answer, &format!("{place}.answer"), round, faults);
    let why = required(raw.why, &format!("{place}.why"), faults);
    Some(WrongNumber { answer: answer?, why: why? })
}
