//! One item of a report: what was asked, answered and right; the answer marked.

use serde::Serialize;

use super::coding::CodingReport;
use super::given::{NumberReport, StepReport};
use super::{Change, change, seconds};
use crate::bank::case::{Case, Document};
use crate::bank::item::Source;
use crate::bank::marks::mark;
use crate::bank::{Item, ItemId, Level, OptionSet};
use crate::exam::form::{Form, Slot};
use crate::exam::score::Points;
use crate::exam::sitting::Response;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemReport {
    /// From 1, as the candidate saw it.
    pub position: u32,
    pub item: ItemId,
    pub domain: String,
    pub task: String,
    pub topic: String,
    pub level: Level,
    pub scored: bool,
    pub outcome: Outcome,
    pub flagged: bool,
    pub shown: bool,
    pub seconds: f64,
    /// Words in stem and options: what the time that it was expected to take is made of.
    pub words: u32,
    /// The case it was asked on, by its id.
    pub case: Option<String>,
    pub choose: u32,
    pub stem: String,
    pub options: Vec<OptionReport>,
    /// In place of options, where a number is typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberReport>,
    /// In place of options, where steps are put in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepReport>,
    /// In place of options, where codes are typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coding: Option<CodingReport>,
    pub rationale: String,
    pub sources: Vec<SourceReport>,
    /// Letters of the first complete answer, where it was another one.
    pub first_answer: Option<String>,
    pub change: Option<Change>,
}

impl ItemReport {
    /// What it earned of the one item that it counts.
    pub fn points(&self) -> Points {
        match &self.coding {
            Some(coding) => (coding.marks / coding.maximum.max(1.0)).into(),
            None => u32::from(self.outcome == Outcome::Right).into(),
        }
    }

    /// Letters of the answer that stands; empty for none.
    pub fn last_answer(&self) -> String {
        self.options.iter().filter(|option| option.chosen).map(|option| option.letter).collect()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseReport {
    pub id: String,
    pub title: String,
    pub setting: Option<String>,
    pub policy: Option<String>,
    pub documents: Vec<Document>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Right,
    Wrong,
    Unanswered,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionReport {
    pub letter: char,
    pub text: String,
    pub key: bool,
    pub chosen: bool,
    pub struck: bool,
    pub why: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceReport {
    pub cite: String,
    pub checked: Option<String>,
    pub url: Option<String>,
}

impl CaseReport {
    pub(super) fn of(case: &Case) -> Self {
        let Case { id, title, setting, policy, documents, .. } = case.clone();
        Self { id, title, setting, policy, documents }
    }
}

pub(super) fn is_right(item: Option<&Item>, answer: OptionSet) -> bool {
    item.and_then(Item::choice).is_some_and(|choice| choice.is_right(answer))
}

/// An answer, marked.
pub(super) struct Answer {
    pub(super) complete: bool,
    right: bool,
    /// What it earned of the one item that it counts.
    pub(super) points: Points,
    coding: Option<CodingReport>,
}

impl Answer {
    pub(super) fn of(item: Option<&Item>, response: &Response, slot: &Slot) -> Self {
        let complete = response.is_complete(slot);
        let Some(codes) = item.and_then(Item::codes) else {
            let right = is_right(item, response.answer);
            return Self { complete, right, points: u32::from(right).into(), coding: None };
        };
        let marking = mark(codes, &response.codes);
        let (right, points) = (complete && marking.is_right(), marking.share().into());
        Self { complete, right, points, coding: Some(CodingReport::of(codes, &response.codes)) }
    }

    fn outcome(&self) -> Outcome {
        match (self.complete, self.right) {
            (_, true) => Outcome::Right,
            (true, false) => Outcome::Wrong,
            (false, false) => Outcome::Unanswered,
        }
    }
}

pub(super) fn item_reports(
    form: &Form,
    responses: &[Response],
    items: &[Option<Item>],
    answers: Vec<Answer>,
) -> Vec<ItemReport> {
    let places = form.slots.iter().zip(responses).zip(items).zip(answers).enumerate();
    let report =
        |(at, (((slot, response), item), answer))| item_report(at, slot, response, Option::as_ref(item), answer);
    places.map(report).collect()
}

fn item_report(at: usize, slot: &Slot, response: &Response, item: Option<&Item>, answer: Answer) -> ItemReport {
    let first = response.first.filter(|first| *first != response.answer);
    let text = |of: fn(&Item) -> &String| item.map(of).cloned().unwrap_or_default();
    ItemReport {
        position: at as u32 + 1,
        item: slot.item.clone(),
        domain: slot.domain.clone(),
        task: slot.task.clone(),
        topic: text(|item| &item.topic),
        level: item.map_or(Level::Recall, |item| item.level),
        scored: slot.scored,
        outcome: answer.outcome(),
        flagged: response.flagged,
        shown: response.shown,
        seconds: seconds(response.active_ms),
        words: u32::from(slot.words),
        case: None,
        choose: u32::from(slot.choose),
        stem: text(|item| &item.stem),
        options: options(item, &slot.options, response.answer, response.struck),
        number: None,
        steps: Vec::new(),
        coding: answer.coding,
        rationale: text(|item| &item.rationale),
        sources: item.map(sources).unwrap_or_default(),
        first_answer: first.map(|first| letters(first, &slot.options)),
        change: first.map(|first| change(first, item, answer.right)),
    }
}

/// Options as they were shown, with key, answer and reason.
pub fn options(item: Option<&Item>, order: &[u8], answer: OptionSet, struck: OptionSet) -> Vec<OptionReport> {
    let Some(choice) = item.and_then(Item::choice) else { return Vec::new() };
    let shown = order.iter().enumerate().filter_map(|(place, &stored)| {
        let stored = usize::from(stored);
        Some((place, stored, choice.options.get(stored)?))
    });
    let report = shown.map(|(place, stored, option)| OptionReport {
        letter: letter(place),
        text: option.text.clone(),
        key: option.is_key,
        chosen: answer.contains(stored),
        struck: struck.contains(stored),
        why: option.why.clone(),
    });
    report.collect()
}

pub fn sources(item: &Item) -> Vec<SourceReport> {
    let source = |source: &Source| SourceReport {
        cite: source.cite.clone(),
        checked: source.checked.clone(),
        url: source.url.clone(),
    };
    item.sources.iter().map(source).collect()
}

/// The letters under which these options were shown.
pub fn letters(answer: OptionSet, order: &[u8]) -> String {
    let shown = order.iter().enumerate().filter(|(_, stored)| answer.contains(usize::from(**stored)));
    shown.map(|(place, _)| letter(place)).collect()
}

/// The letter under which the option in that place was shown.
pub fn letter(place: usize) -> char {
    char::from(b'A' + u8::try_from(place.min(25)).unwrap_or(25))
}
