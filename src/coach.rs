//! The coach joins record, bank and study: where a candidate stands, what to do next, which items a drill asks.
//!
//! It reads the record and never writes it, draws nothing and prints nothing. Screens, commands and printed reports
//! show what it finds.

pub mod days;
pub mod drill;
pub mod foresight;
pub mod outcome;
pub mod pages;
pub mod standing;
pub mod trend;

use std::collections::HashMap;

use jiff::tz::TimeZone;

use crate::bank::{Entry, Outline};
use crate::library::Shelf;
use crate::store::{Evident, Store, StoreError};
use crate::study::belief::{Answer, Setting};
use crate::study::recollection::DAY_MS;
use crate::study::target::{BankItem, DomainItems, guess_chance};
use crate::study::{Readiness, Target};

/// A credential's record and bank, at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Coach<'a> {
    pub store: &'a Store,
    pub shelf: &'a Shelf,
    pub now_ms: i64,
    pub zone: &'a TimeZone,
}

impl<'a> Coach<'a> {
    pub fn credential(&self) -> &'a str {
        &self.shelf.credential.credential
    }

    fn outline(&self) -> Option<&'a Outline> {
        self.shelf.credential.outlines.first()
    }

    /// Items that a form can hold by themselves: what the exam is measured by.
    fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.shelf.bank.entries.iter().filter(|entry| entry.drawable)
    }

    /// Those, and the items that drills alone ask.
    fn drilled(&self) -> impl Iterator<Item = &'a Entry> {
        self.shelf.bank.entries.iter().filter(|entry| entry.drilled)
    }

    /// The exam, as the outline and the bank give it; none where a domain has no items.
    fn target(&self) -> Option<Target> {
        let outline = self.outline()?;
        let items = |code: &str| -> Vec<BankItem> {
            let entries = self.entries().filter(|entry| *entry.domain == *code);
            entries
                .map(|entry| BankItem {
                    angoff: f64::from(entry.angoff),
                    guess: guess_chance(usize::from(entry.options), usize::from(entry.choose)),
                })
                .collect()
        };
        let domains = self.shelf.credential.domains.iter().map(|domain| DomainItems {
            weight: self.weight(&domain.code),
            tasks: domain.tasks.len(),
            items: items(&domain.code),
        });
        Target::new(&domains.collect::<Vec<_>>(), outline.scored).ok()
    }

    fn weight(&self, domain: &str) -> f64 {
        let weights = self.outline().map(|outline| outline.weights.as_slice()).unwrap_or_default();
        weights.iter().find(|weight| weight.domain == domain).map_or(0.0, crate::bank::outline::Weight::middle)
    }

    /// What the answers up to a time say, as they would have been seen then.
    fn readiness(&self, target: &Target, until_ms: i64) -> Result<Option<Readiness>, StoreError> {
        let Some(started_ms) = self.store.started_ms(self.credential())? else { return Ok(None) };
        let evidence = self.store.evidence(self.credential(), until_ms)?;
        let places = self.places();
        let days = |at_ms: i64| (at_ms - started_ms).max(0) as f64 / DAY_MS as f64;
        let answers: Vec<Answer> = evidence.iter().filter_map(|one| answer(one, &places, days(one.at_ms))).collect();
        Ok(Some(Readiness::of(target, &answers, days(until_ms))))
    }

    /// Each task's place in the outline: of its domain, and in that of itself.
    fn places(&self) -> HashMap<&'a str, (usize, usize)> {
        let domains = self.shelf.credential.domains.iter().enumerate();
        let tasks = domains.flat_map(|(place, domain)| {
            domain.tasks.iter().enumerate().map(move |(task, title)| (title.code.as_str(), (place, task)))
        });
        tasks.collect()
    }
}

fn answer(one: &Evident, places: &HashMap<&str, (usize, usize)>, time: f64) -> Option<Answer> {
    let (domain, task) = *places.get(one.task.as_str())?;
    Some(Answer {
        domain,
        task,
        angoff: one.angoff,
        guess: guess_chance(usize::from(one.options), usize::from(one.choose)),
        time,
        setting: if one.timed { Setting::TimedMock } else { Setting::Practice },
        seen_before: one.seen,
        right: one.right,
    })
}
