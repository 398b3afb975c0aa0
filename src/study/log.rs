//! The log of all answers: what a sitting or a drill adds to it. Mastery, schedule and readiness are folds over it.
//!
//! Owns which answers there are and what is known of each. Never reads a key from a bank of today: the items handed in
//! are the wordings that were answered.

use super::belief::Setting;
use super::pace::{Effort, expected_seconds, is_rapid_guess};
use crate::bank::item::Body;
use crate::bank::marks;
use crate::bank::{Item, ItemId, OptionSet};
use crate::exam::form::{Form, Slot};
use crate::exam::sitting::Response;
use crate::exam::{Certainty, Drill, Sitting, Timing};

/// An answer, marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// Its place in the sitting: the slot of a form, the turn of a drill.
    pub position: u32,
    pub item: ItemId,
    pub domain: String,
    pub task: String,
    pub angoff: f64,
    /// How many options there were, and how many were to be chosen: see [`crate::bank::Entry`].
    pub options: u8,
    pub choose: u8,
    pub at_ms: i64,
    pub spent_ms: u64,
    pub chosen: OptionSet,
    pub certainty: Certainty,
    pub right: bool,
    /// Faster than the item can be read: stays in the score and out of mastery.
    pub rapid: bool,
    pub setting: Setting,
    /// Whether mastery and readiness take it in.
    pub counts: bool,
}

/// The answers of a mock that has ended. One without effort says too little of what the candidate knows: none of its
/// answers count. An item that was not fully answered is no answer; one whose codes are typed is right from
/// [`RIGHT_SHARE`](crate::bank::marks::RIGHT_SHARE) of its marks on.
pub fn of_mock(sitting: &Sitting, item_at: impl Fn(usize) -> Option<Item>) -> Vec<Marked> {
    let form = sitting.form();
    let setting = setting(form);
    let answered = sitting.responses().iter().zip(&form.slots).enumerate();
    let answered = answered.filter(|(_, (response, slot))| response.is_complete(slot));
    let mut marked: Vec<Marked> = answered
        .filter_map(|(place, (response, slot))| {
            let right = is_right(&item_at(place)?, response)?;
            let at_ms = response.answered_ms.unwrap_or_default();
            let given = Given { chosen: response.answer, certainty: Certainty::NotSaid, at_ms, right };
            Some(mark(place, slot, given, response.active_ms, setting))
        })
        .collect();
    if !effort(&marked).counts() {
        marked.iter_mut().for_each(|marked| marked.counts = false);
    }
    marked
}

fn is_right(item: &Item, response: &Response) -> Option<bool> {
    match &item.body {
        Body::Choice(choice) => Some(choice.is_right(response.answer)),
        Body::Codes(codes) => Some(marks::mark(codes, &response.codes).is_right()),
        // Mocks ask nothing else.
        Body::Numeric(_) | Body::Order(_) | Body::Query(_) => None,
    }
}

/// The answer of a drill's turn, where there is one.
pub fn of_turn(drill: &Drill, turn: usize, item: &Item) -> Option<Marked> {
    let slot = drill.slot(turn)?;
    let place = drill.turns().get(turn)?;
    let answer = place.answer.as_ref()?;
    let right = item.is_right(&answer.given)?;
    let given = Given { chosen: answer.given.options(), certainty: answer.certainty, at_ms: answer.wall_ms, right };
    Some(mark(turn, slot, given, place.active_ms, Setting::Practice))
}

pub fn effort(marked: &[Marked]) -> Effort {
    let rapid = marked.iter().filter(|marked| marked.rapid).count();
    Effort { answers: marked.len() as u32, rapid: rapid as u32 }
}

/// Only a mock under the exam's own clock counts fully: one that can be paused is practice.
pub fn setting(form: &Form) -> Setting {
    match form.timing {
        Timing::Exam if form.minutes.is_some() => Setting::TimedMock,
        Timing::Exam | Timing::Relaxed | Timing::Untimed => Setting::Practice,
    }
}

struct Given {
    chosen: OptionSet,
    certainty: Certainty,
    at_ms: i64,
    right: bool,
}

fn mark(position: usize, slot: &Slot, given: Given, spent_ms: u64, setting: Setting) -> Marked {
    let words = u32::from(slot.words);
    let rapid = is_rapid_guess(spent_ms as f64 / 1000.0, words, expected_seconds(words, 0.0));
    Marked {
        position: position as u32,
        item: slot.item.clone(),
        domain: slot.domain.clone(),
        task: slot.task.clone(),
        angoff: slot.angoff,
        options: slot.options.len() as u8,
        choose: slot.choose,
        at_ms: given.at_ms,
        spent_ms,
        chosen: given.chosen,
        certainty: given.certainty,
        right: given.right,
        rapid,
        setting,
        counts: !rapid,
    }
}
