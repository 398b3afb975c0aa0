//! How the time of a mock went: each item against what its words lead to expect, and which answers were rapid guesses.
//!
//! A reading of the report, which holds what it needs; nothing is marked anew.

use serde::Serialize;

use super::pace::{Effort, Pace, Taken, expected_seconds, is_rapid_guess};
use crate::exam::report::{ItemReport, Outcome, Report};

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tempo {
    /// In the order of the form.
    pub items: Vec<ItemTempo>,
    pub effort: Effort,
    /// How many times the expected seconds this candidate took; none without an answer that was no guess.
    pub factor: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ItemTempo {
    /// From 1.
    pub position: u32,
    pub shown: bool,
    pub seconds: f64,
    pub expected_seconds: f64,
    /// Answered faster than it can be read.
    pub rapid: bool,
}

impl Tempo {
    pub fn of(report: &Report) -> Self {
        let items: Vec<ItemTempo> = report.items.iter().map(item).collect();
        let answered = || report.items.iter().zip(&items).filter(|(item, _)| is_answered(item)).map(|(_, tempo)| tempo);
        let rapid = answered().filter(|tempo| tempo.rapid).count() as u32;
        let effort = Effort { answers: answered().count() as u32, rapid };
        // A record is read for as long as it takes: codes say nothing of the pace with other items.
        let chosen = report.items.iter().zip(&items).filter(|(item, _)| is_answered(item) && item.coding.is_none());
        let taken = chosen.map(|(_, tempo)| tempo).filter(|tempo| !tempo.rapid);
        let taken: Vec<Taken> =
            taken.map(|tempo| Taken { expected_seconds: tempo.expected_seconds, seconds: tempo.seconds }).collect();
        let factor = (!taken.is_empty()).then(|| Pace::of(&taken).factor());
        Self { items, effort, factor }
    }

    /// Whether so many answers were rapid guesses that the mock says too little of what the candidate knows.
    pub fn is_rushed(&self) -> bool {
        self.effort.answers > 0 && !self.effort.counts()
    }

    /// The items that took longest, the slowest first.
    pub fn slowest(&self, count: usize) -> Vec<&ItemTempo> {
        let mut shown: Vec<&ItemTempo> = self.items.iter().filter(|item| item.shown).collect();
        shown.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
        shown.truncate(count);
        shown
    }
}

/// As the log of answers has it: complete, and its wording is known.
fn is_answered(item: &ItemReport) -> bool {
    item.outcome != Outcome::Unanswered && (!item.options.is_empty() || item.coding.is_some())
}

fn item(item: &ItemReport) -> ItemTempo {
    let expected_seconds = expected_seconds(item.words, 0.0);
    ItemTempo {
        position: item.position,
        shown: item.shown,
        seconds: item.seconds,
        expected_seconds,
        rapid: is_answered(item) && is_rapid_guess(item.seconds, item.words, expected_seconds),
    }
}
