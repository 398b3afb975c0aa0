//! What a drill came to: what went better than before, what slipped, what to do next.

use std::collections::HashMap;

use serde::Serialize;

use super::Coach;
use super::days::{last_days, streak};
use super::standing::Advice;
use crate::bank::{Item, ItemId};
use crate::exam::Drill;
use crate::exam::score::{Estimate, Points};
use crate::store::{SittingId, StoreError, Summary, SummaryDomain};
use crate::study::log::{Marked, of_turn};

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    pub answered: u32,
    pub right: Points,
    pub active_seconds: f64,
    pub domains: Vec<DomainOutcome>,
    /// Wrong the last time before this drill, right now.
    pub better: Vec<ItemOutcome>,
    /// Right the last time before this drill, wrong now.
    pub slipped: Vec<ItemOutcome>,
    /// Sure and wrong in this drill.
    pub misconceptions: Vec<ItemOutcome>,
    pub due: u32,
    pub advice: Advice,
    /// Days in a row with practice, today among them.
    pub streak: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DomainOutcome {
    pub code: String,
    pub short: String,
    pub right: Points,
    pub answered: u32,
    /// Mastery before the drill and now.
    pub before: Option<Estimate>,
    pub now: Option<Estimate>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemOutcome {
    pub item: ItemId,
    pub task: String,
    pub topic: String,
}

impl Coach<'_> {
    /// `items` are the wordings of the form's slots.
    pub fn outcome(
        &self,
        id: SittingId,
        started_ms: i64,
        drill: &Drill,
        items: &[Option<Item>],
    ) -> Result<Outcome, StoreError> {
        let summary = summary(drill, items);
        let (before, now) = match self.target() {
            Some(target) => (self.readiness(&target, started_ms - 1)?, self.readiness(&target, self.now_ms)?),
            None => (None, None),
        };
        let places: HashMap<&str, usize> =
            self.shelf.credential.domains.iter().enumerate().map(|(at, domain)| (domain.code.as_str(), at)).collect();
        let share = |readiness: &Option<crate::study::Readiness>, code: &str| {
            let readiness = readiness.as_ref().filter(|readiness| has_answers(readiness))?;
            Some(readiness.domains.get(*places.get(code)?)?.share)
        };
        let domains = summary.domains.iter().map(|domain| DomainOutcome {
            code: domain.code.clone(),
            short: domain.short.clone(),
            right: domain.right,
            answered: domain.scored,
            before: share(&before, &domain.code),
            now: share(&now, &domain.code),
        });
        let standing = self.standing()?;
        let days = last_days(self.store, Some(self.credential()), 366, self.now_ms, self.zone)?;
        let mut outcome = Outcome {
            answered: summary.scored,
            right: summary.raw,
            active_seconds: drill.active_ms() as f64 / 1000.0,
            domains: domains.collect(),
            better: Vec::new(),
            slipped: Vec::new(),
            misconceptions: Vec::new(),
            due: standing.counts.due,
            advice: standing.advice,
            streak: streak(&days),
        };
        self.compare(id, drill, items, &mut outcome)?;
        Ok(outcome)
    }

    /// Each item's first answer in the drill against the last one before it.
    fn compare(
        &self,
        id: SittingId,
        drill: &Drill,
        items: &[Option<Item>],
        outcome: &mut Outcome,
    ) -> Result<(), StoreError> {
        for (turn, place) in drill.turns().iter().enumerate().filter(|(_, place)| !place.again) {
            let Some(item) = items.get(place.slot).and_then(Option::as_ref) else { continue };
            let Some(marked) = of_turn(drill, turn, item) else { continue };
            let named = || ItemOutcome { item: item.id.clone(), task: item.task.clone(), topic: item.topic.clone() };
            if crate::study::rating::Recall::of(marked.right, marked.certainty).is_misconception() {
                outcome.misconceptions.push(named());
            }
            let answers = self.store.answers_to(self.credential(), &item.id)?;
            let earlier = answers.iter().find(|answer| answer.sitting != id && answer.at_ms <= marked.at_ms);
            match earlier.map(|answer| answer.right) {
                Some(false) if marked.right => outcome.better.push(named()),
                Some(true) if !marked.right => outcome.slipped.push(named()),
                _ => {}
            }
        }
        Ok(())
    }
}

fn has_answers(readiness: &crate::study::Readiness) -> bool {
    readiness.inputs.first_answers + readiness.inputs.repeats > 0.0
}

/// A drill's figures, as lists show them.
pub fn summary(drill: &Drill, items: &[Option<Item>]) -> Summary {
    let turns = drill.turns().iter().enumerate();
    let marked = turns.filter_map(|(turn, place)| of_turn(drill, turn, items.get(place.slot)?.as_ref()?));
    let marked: Vec<_> = marked.collect();
    let domains = drill.form().quotas.iter().map(|quota| {
        let within = marked.iter().filter(|marked| marked.domain == quota.domain);
        SummaryDomain {
            code: quota.domain.clone(),
            short: quota.short.clone(),
            right: rights(within.clone()),
            scored: within.count() as u32,
        }
    });
    Summary {
        version: 1,
        raw: rights(marked.iter()),
        scored: marked.len() as u32,
        cut: marked.iter().map(|marked| marked.angoff).sum(),
        scaled: None,
        passed: None,
        unanswered: drill.left() as u32,
        interruptions: 0,
        rapid: marked.iter().filter(|marked| marked.rapid).count() as u32,
        domains: domains.filter(|domain| domain.scored > 0).collect(),
    }
}

fn rights<'a>(marked: impl Iterator<Item = &'a Marked>) -> Points {
    Points::from(marked.filter(|marked| marked.right).count() as u32)
}
