//! Records of made-up candidates: mocks and drills over days, written through the store as the desk does.
#![cfg(test)]

use practicum::bank::{Entry, Item, OptionSet};
use practicum::coach::outcome;
use practicum::exam::drill::Command as DrillCommand;
use practicum::exam::form::DrillBlueprint;
use practicum::exam::report::Report;
use practicum::exam::sitting::{Command, Ending, Event};
use practicum::exam::{Blueprint, Certainty, Drill, Form, Length, Logged, Sitting, Timing, drill};
use practicum::library::{Library, Shelf};
use practicum::store::{Kind, NewSitting, SittingId, Store, Summary};
use practicum::study::log::{of_mock, of_turn};
use practicum::study::pace::expected_seconds;
use practicum::tui::desk::summary;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

pub(crate) const DAY_MS: i64 = 86_400_000;

/// How the candidate goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Steady,
    /// Every fourth item is answered without reading it.
    Rushed,
}

/// A candidate who practises one credential and gets better at it.
pub(crate) struct Candidate<'a> {
    store: &'a mut Store,
    shelf: Shelf,
    random: ChaCha8Rng,
    /// When practice begins and when it is to end, for what is learned in between.
    span: (i64, i64),
}

impl<'a> Candidate<'a> {
    pub(crate) fn new(store: &'a mut Store, library: &Library, credential: &str, span: (i64, i64), seed: u64) -> Self {
        let shelf = library.open(credential).unwrap();
        Self { store, shelf, random: ChaCha8Rng::seed_from_u64(seed), span }
    }

    /// A mock every so many days, and a drill on this share of the others.
    pub(crate) fn practise(&mut self, days_between_mocks: i64, length: Length, drills: f64) {
        let (from, to) = self.span;
        for day in 0..=(to - from) / DAY_MS {
            let at_ms = from + day * DAY_MS;
            if day % days_between_mocks == days_between_mocks / 2 {
                self.mock(at_ms, length, Manner::Steady);
            } else if self.random.random::<f64>() < drills {
                let items = self.random.random_range(4..30);
                self.drill(at_ms, items);
            }
        }
    }

    fn chance(&self, entry_domain: &str, at_ms: i64) -> f64 {
        let (from, to) = self.span;
        let learned = (at_ms - from) as f64 / (to - from).max(1) as f64;
        let domains = &self.shelf.credential.domains;
        let place = domains.iter().position(|domain| domain.code == entry_domain).unwrap_or(0);
        0.48 + 0.28 * learned + [0.08, 0.0, -0.1, 0.04][place % 4]
    }

    fn normal(&mut self) -> f64 {
        let (radius, angle): (f64, f64) = (self.random.random(), self.random.random());
        (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    }

    fn seconds(&mut self, words: u16, manner: Manner, place: usize) -> f64 {
        let usual = expected_seconds(u32::from(words), 0.0) * (0.15 + 0.4 * self.normal()).exp();
        if manner == Manner::Rushed && place % 4 == 3 { 2.0 } else { usual.max(8.0) }
    }

    /// The key, or as many wrong options.
    fn answer(&mut self, item: &Item, right: bool) -> OptionSet {
        let choice = item.choice().unwrap();
        if right {
            return choice.keys();
        }
        let mut wrong: Vec<usize> = (0..choice.options.len()).filter(|&at| !choice.options[at].is_key).collect();
        wrong.shuffle(&mut self.random);
        // Where there are fewer, the answer is partly right, and wrong as a whole.
        wrong.extend(choice.keys().iter());
        wrong.into_iter().take(choice.keys().len()).fold(OptionSet::EMPTY, OptionSet::with)
    }

    fn items(&self, form: &Form) -> Vec<Option<Item>> {
        let bank = &self.shelf.bank;
        form.slots.iter().map(|slot| bank.item(bank.entry(&slot.item)?)).collect()
    }

    pub(crate) fn mock(&mut self, at_ms: i64, length: Length, manner: Manner) -> SittingId {
        let exposure = self.store.exposure(&self.shelf.credential.credential).unwrap();
        let outline = &self.shelf.credential.outlines[0];
        let blueprint = Blueprint::new(&self.shelf.credential, outline, length, &[], Timing::Exam, None);
        let (form, wordings) = Form::assemble(&blueprint, &self.shelf.bank, &exposure, self.random.random()).unwrap();
        let uid = format!("{:032x}", self.random.random::<u128>());
        let new = NewSitting { uid, kind: Kind::Mock, form: &form, wordings: &wordings, wall_ms: at_ms };
        let id = self.store.begin(&new).unwrap();
        let items = self.items(&form);
        let mut sitting = Sitting::new(form.clone());
        let mut log = Vec::new();
        let mut active_ms = 0;
        let mut take = |sitting: &mut Sitting, event: Event, active_ms: u64| {
            let logged = Logged { active_ms, wall_ms: at_ms + active_ms.cast_signed(), event };
            sitting.apply(&logged);
            log.push(logged);
        };
        for (place, slot) in form.slots.iter().enumerate() {
            let event = sitting.decide(Command::Show(place)).unwrap();
            take(&mut sitting, event, active_ms);
            active_ms += (self.seconds(slot.words, manner, place) * 1000.0) as u64;
            let item = items[place].as_ref().unwrap();
            let right = self.random.random::<f64>() < self.chance(&slot.domain, at_ms);
            let last = self.answer(item, right);
            if self.random.random::<f64>() < 0.12 {
                let was_right = self.random.random::<f64>() < 0.3;
                let options = self.answer(item, was_right);
                take(&mut sitting, Event::Answered { at: place, options }, active_ms);
                active_ms += 9_000;
            }
            take(&mut sitting, Event::Answered { at: place, options: last }, active_ms);
        }
        self.store.append(id, &form, 0, &log).unwrap();
        let ended = Logged {
            active_ms,
            wall_ms: at_ms + active_ms.cast_signed(),
            event: Event::Ended { how: Ending::Candidate },
        };
        sitting.apply(&ended);
        let item_at = |place: usize| items[place].clone();
        let marked = of_mock(&sitting, item_at);
        let rapid = marked.iter().filter(|marked| marked.rapid).count() as u32;
        let summary = Summary { rapid, ..summary(&Report::of(&sitting, item_at)) };
        self.store.end(id, &sitting, log.len(), &ended, &summary, &marked).unwrap();
        id
    }

    pub(crate) fn drill(&mut self, at_ms: i64, items: usize) -> SittingId {
        let mut entries: Vec<&Entry> = self.shelf.bank.entries.iter().filter(|entry| entry.drawable).collect();
        entries.shuffle(&mut self.random);
        entries.truncate(items);
        let credential = &self.shelf.credential;
        let blueprint = DrillBlueprint {
            credential,
            outline: &credential.outlines[0],
            name: "weak drill",
            minutes: None,
            number: 1,
            seed: self.random.random(),
        };
        let (form, wordings) = Form::of_drill(&blueprint, &self.shelf.bank, &entries);
        let uid = format!("{:032x}", self.random.random::<u128>());
        let new = NewSitting { uid, kind: Kind::Drill, form: &form, wordings: &wordings, wall_ms: at_ms };
        let id = self.store.begin(&new).unwrap();
        let items = self.items(&form);
        let mut drill = Drill::new(form.clone());
        let (mut log, mut marked, mut active_ms) = (Vec::new(), Vec::new(), 0);
        for (turn, slot) in form.slots.iter().enumerate() {
            let item = items[turn].as_ref().unwrap();
            let right = self.random.random::<f64>() < self.chance(&slot.domain, at_ms);
            let options = self.answer(item, right);
            let seconds = self.seconds(slot.words, Manner::Steady, turn);
            for (command, spent) in [
                (DrillCommand::Show, 0.0),
                (DrillCommand::Lock { given: options.into(), certainty: Certainty::NotSaid }, seconds),
            ] {
                active_ms += (spent * 1000.0) as u64;
                let event = drill.decide(command).unwrap();
                let logged = Logged { active_ms, wall_ms: at_ms + active_ms.cast_signed(), event };
                drill.apply(&logged);
                log.push(logged);
            }
            marked.extend(of_turn(&drill, turn, item));
        }
        self.store.append_drill(id, &drill, 0, &log, &marked).unwrap();
        let event = drill::Event::Ended { how: Ending::Candidate };
        let ended = Logged { active_ms, wall_ms: at_ms + active_ms.cast_signed(), event };
        drill.apply(&ended);
        self.store.end_drill(id, &drill, log.len(), &ended, &outcome::summary(&drill, &items)).unwrap();
        id
    }
}
