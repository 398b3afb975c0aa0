//! A made-up candidate, whose record printed reports are made of.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use practicum::bank::{Item, OptionSet};
use practicum::coach::Coach;
use practicum::coach::drill::DrillOrder;
use practicum::exam::report::Report;
use practicum::exam::{Blueprint, Certainty, Drill, Ending, Event, Form, Length, Logged, Sitting, Timing, drill};
use practicum::library::Shelf;
use practicum::store::{Kind, NewSitting, SittingId, Store};
use practicum::study::log::{of_mock, of_turn};
use practicum::study::picker::{Selection, Wish};
use practicum::study::{MODEL_VERSION, Verdict};
use practicum::tui::desk::summary;

const DAY_MS: i64 = 86_400_000;

pub(crate) struct Candidate {
    pub(crate) store: Store,
    pub(crate) shelf: Shelf,
    pub(crate) now_ms: i64,
    /// Right answers in ten.
    pub(crate) skill: u64,
    pub(crate) seconds: u64,
    pub(crate) zone: TimeZone,
    chance: u64,
}

impl Candidate {
    pub(crate) fn new(store: Store, shelf: Shelf, start: &str) -> Self {
        let now_ms = start.parse::<Timestamp>().unwrap().as_millisecond();
        Self { store, shelf, now_ms, skill: 6, seconds: 55, zone: TimeZone::UTC, chance: 1 }
    }

    pub(crate) fn coach(&self) -> Coach<'_> {
        Coach { store: &self.store, shelf: &self.shelf, now_ms: self.now_ms, zone: &self.zone }
    }

    pub(crate) fn name(&self) -> String {
        self.shelf.credential.credential.clone()
    }

    pub(crate) fn days_later(&mut self, days: i64) {
        self.now_ms += days * DAY_MS;
    }

    /// Below `below`; the same on every run.
    fn chance(&mut self, below: u64) -> u64 {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.chance >> 33) % below
    }

    /// An answer as good as the skill, and how long it took.
    fn answer(&mut self, item: &Item) -> (OptionSet, OptionSet, u64) {
        let choice = item.choice().unwrap();
        let keys = choice.keys();
        let wrong = keys.without(keys.iter().next().unwrap());
        let other = (0..choice.options.len()).find(|option| !keys.contains(*option)).unwrap();
        let wrong = wrong.with(other);
        let spent = self.seconds * (400 + self.chance(1_400));
        let right = self.chance(10) < self.skill;
        if right { (keys, wrong, spent) } else { (wrong, keys, spent) }
    }

    /// Begins a mock and answers it, but for `left` items at its end; it is not ended.
    pub(crate) fn begin_mock(&mut self, length: Length, left: usize) -> (SittingId, Sitting, Vec<Logged>, Vec<Item>) {
        let credential = self.shelf.credential.clone();
        let blueprint = Blueprint::new(&credential, &credential.outlines[0], length, &[], Timing::Exam, None);
        let exposure = self.store.exposure(&credential.credential).unwrap();
        let (form, wordings) = Form::assemble(&blueprint, &self.shelf.bank, &exposure, 7).unwrap();
        let items: Vec<Item> = form.slots.iter().map(|slot| self.item(slot)).collect();
        let uid = format!("{:032x}", self.now_ms);
        let new = NewSitting { uid, kind: Kind::Mock, form: &form, wordings: &wordings, wall_ms: self.now_ms };
        let id = self.store.begin(&new).unwrap();
        let mut sitting = Sitting::new(form);
        let (mut log, mut active_ms) = (Vec::new(), 0);
        for (at, item) in items.iter().enumerate().take(items.len() - left) {
            let (answer, other, spent) = self.answer(item);
            let mut add = |active_ms: u64, event| {
                log.push(Logged { active_ms, wall_ms: self.now_ms + active_ms.cast_signed(), event });
            };
            add(active_ms, Event::Shown { at });
            if at % 13 == 5 {
                add(active_ms + spent / 2, Event::Answered { at, options: other });
                add(active_ms + spent / 2, Event::Flagged { at, on: true });
            }
            add(active_ms + spent, Event::Answered { at, options: answer });
            active_ms += spent;
        }
        log.iter().for_each(|logged| sitting.apply(logged));
        self.store.append(id, sitting.form(), 0, &log).unwrap();
        (id, sitting, log, items)
    }

    pub(crate) fn mock(&mut self, length: Length, left: usize) -> SittingId {
        let (id, mut sitting, log, items) = self.begin_mock(length, left);
        let active_ms = log.last().unwrap().active_ms + 20_000;
        let away = Logged {
            active_ms,
            wall_ms: self.now_ms + active_ms.cast_signed(),
            event: Event::Interrupted { away_ms: Some(720_000) },
        };
        self.store.append(id, sitting.form(), log.len(), std::slice::from_ref(&away)).unwrap();
        let ended = Logged { event: Event::Ended { how: Ending::Candidate }, ..away.clone() };
        [&away, &ended].into_iter().for_each(|logged| sitting.apply(logged));
        let item_at = |at: usize| items.get(at).cloned();
        let marked = of_mock(&sitting, item_at);
        let rapid = marked.iter().filter(|marked| marked.rapid).count() as u32;
        let summary = practicum::store::Summary { rapid, ..summary(&Report::of(&sitting, item_at)) };
        self.store.end(id, &sitting, log.len() + 1, &ended, &summary, &marked).unwrap();
        self.now_ms = ended.wall_ms;
        self.predict();
        id
    }

    pub(crate) fn drill(&mut self, selection: Selection, count: usize) -> SittingId {
        let wish = Wish { selection, count, ..Wish::default() };
        let order = DrillOrder { credential: self.name(), wish, minutes: None, seed: None };
        let exposure = self.store.exposure(&self.name()).unwrap();
        let (form, wordings) = self.coach().drill(&order, &exposure, self.now_ms.cast_unsigned()).unwrap().unwrap();
        let items: Vec<Item> = form.slots.iter().map(|slot| self.item(slot)).collect();
        let uid = format!("{:032x}", self.now_ms);
        let new = NewSitting { uid, kind: Kind::Drill, form: &form, wordings: &wordings, wall_ms: self.now_ms };
        let id = self.store.begin(&new).unwrap();
        let (mut drill, mut seq, mut active_ms) = (Drill::new(form), 0, 0);
        let start_ms = self.now_ms;
        let mut turn = 0;
        while turn < drill.turns().len() {
            let item = &items[drill.turns()[turn].slot];
            let (options, _, spent) = self.answer(item);
            let certainty = [Certainty::NotSaid, Certainty::Sure, Certainty::Unsure][self.chance(3) as usize];
            let at = |active_ms: u64, event| Logged { active_ms, wall_ms: start_ms + active_ms.cast_signed(), event };
            let mut events = vec![at(active_ms, drill::Event::Shown { turn })];
            active_ms += spent;
            events.push(at(active_ms, drill::Event::Answered { turn, options, certainty }));
            if turn == 2 {
                let options = drill.turns()[turn].options.clone();
                events.push(at(active_ms, drill::Event::Again { turn, options }));
            }
            events.iter().for_each(|logged| drill.apply(logged));
            let marked: Vec<_> = of_turn(&drill, turn, item).into_iter().collect();
            self.store.append_drill(id, &drill, seq, &events, &marked).unwrap();
            seq += events.len();
            turn += 1;
        }
        self.now_ms += active_ms.cast_signed();
        let ended = Logged { active_ms, wall_ms: self.now_ms, event: drill::Event::Ended { how: Ending::Candidate } };
        let items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
        let summary = practicum::coach::outcome::summary(&drill, &items);
        self.store.end_drill(id, &drill, seq, &ended, &summary).unwrap();
        self.predict();
        id
    }

    fn item(&self, slot: &practicum::exam::Slot) -> Item {
        let bank = &self.shelf.bank;
        bank.item(bank.entry(&slot.item).unwrap()).unwrap()
    }

    fn predict(&mut self) {
        let Some(readiness) = self.coach().standing().unwrap().readiness else { return };
        assert_eq!(readiness.model, MODEL_VERSION);
        if !matches!(readiness.verdict, Verdict::TooFew { .. }) {
            let json = serde_json::to_string(&readiness).unwrap();
            let (name, now_ms) = (self.name(), self.now_ms);
            self.store.predict(&name, now_ms, &json).unwrap();
        }
    }
}
