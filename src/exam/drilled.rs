//! The items of a drill that were answered, as a report gives the items of a mock.

use serde::Serialize;

use super::drill::{Answer, Certainty, Drill, Turn};
use super::form::Slot;
use super::report::given::{NumberReport, StepReport};
use super::report::{ItemReport, Outcome, options, sources};
use crate::bank::{Item, OptionSet};

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
        let answer = turn.answer.as_ref()?;
        let report = ItemReport { position: place as u32 + 1, ..report(turn, slot, item, answer)? };
        Some(Drilled { report, certainty: answer.certainty, again: turn.again })
    });
    answered.collect()
}

fn report(turn: &Turn, slot: &Slot, item: &Item, answer: &Answer) -> Option<ItemReport> {
    let given = Some(&answer.given);
    Some(ItemReport {
        position: 0,
        item: slot.item.clone(),
        domain: slot.domain.clone(),
        task: slot.task.clone(),
        topic: item.topic.clone(),
        level: item.level,
        scored: slot.scored,
        outcome: if item.is_right(&answer.given)? { Outcome::Right } else { Outcome::Wrong },
        flagged: false,
        shown: turn.shown,
        seconds: turn.active_ms as f64 / 1000.0,
        choose: u32::from(slot.choose),
        words: u32::from(slot.words),
        case: None,
        stem: item.stem.clone(),
        options: options(Some(item), &turn.options, answer.given.options(), OptionSet::EMPTY),
        number: NumberReport::of(item, given),
        steps: item.steps().map(|steps| StepReport::of(steps, given)).unwrap_or_default(),
        coding: None,
        rationale: item.rationale.clone(),
        sources: sources(item),
        first_answer: None,
        change: None,
    })
}
