//! The items of a drill that were answered, as a report gives the items of a mock.

use serde::Serialize;

use super::drill::{Answer, Certainty, Drill, Turn};
use super::form::Slot;
use super::report::{ItemReport, OptionReport, Outcome, SourceReport, letter};
use crate::bank::{Choice, Item};

/// An answered turn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drilled {
    #[serde(flatten)]
    pub report: ItemReport,
    pub certainty: Certainty,
    /// Whether the candidate had asked for it to come again.
    pub again: bool,
}

/// In the order in which they were asked; `items` are the wordings of the form's slots.
pub fn drilled(drill: &Drill, items: &[Option<Item>]) -> Vec<Drilled> {
    let turns = drill.turns().iter().enumerate();
    let answered = turns.filter_map(|(place, turn)| {
        let slot = drill.form().slots.get(turn.slot)?;
        let item = items.get(turn.slot)?.as_ref()?;
        let (choice, answer) = (item.choice()?, turn.answer.as_ref()?);
        let report = ItemReport { position: place as u32 + 1, ..report(turn, slot, item, choice, answer) };
        Some(Drilled { report, certainty: answer.certainty, again: turn.again })
    });
    answered.collect()
}

fn report(turn: &Turn, slot: &Slot, item: &Item, choice: &Choice, answer: &Answer) -> ItemReport {
    let sources = item.sources.iter().map(|source| SourceReport {
        cite: source.cite.clone(),
        checked: source.checked.clone(),
        url: source.url.clone(),
    });
    ItemReport {
        position: 0,
        item: slot.item.clone(),
        domain: slot.domain.clone(),
        task: slot.task.clone(),
        topic: item.topic.clone(),
        level: item.level,
        scored: slot.scored,
        outcome: if choice.is_right(answer.options) { Outcome::Right } else { Outcome::Wrong },
        flagged: false,
        shown: turn.shown,
        seconds: turn.active_ms as f64 / 1000.0,
        choose: u32::from(slot.choose),
        words: u32::from(slot.words),
        case: None,
        stem: item.stem.clone(),
        options: options(turn, choice, answer),
        coding: None,
        rationale: item.rationale.clone(),
        sources: sources.collect(),
        first_answer: None,
        change: None,
    }
}

fn options(turn: &Turn, choice: &Choice, answer: &Answer) -> Vec<OptionReport> {
    let shown = turn.options.iter().map(|&stored| usize::from(stored)).enumerate();
    let report = shown.filter_map(|(place, stored)| {
        let option = choice.options.get(stored)?;
        Some(OptionReport {
            letter: letter(place),
            text: option.text.clone(),
            key: option.is_key,
            chosen: answer.options.contains(stored),
            struck: false,
            why: option.why.clone(),
        })
    });
    report.collect()
}
