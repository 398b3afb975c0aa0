//! The exam screen: the sitting, its clock, and what lies over the item (navigator, calculator, the end).

mod keys;

use crate::bank::Item;
use crate::bank::case::Case;
use crate::exam::calculator::Calculator;
use crate::exam::clock::{ActiveClock, Step, Warning};
use crate::exam::{Command, Ending, Event, Logged, Refusal, Sitting};
use crate::store::SittingId;
use crate::tui::app::{Effect, Now, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::Opened;
use crate::tui::keymap::Context;
use crate::tui::widgets::record::RecordView;

use super::code_book::CodeBook;
use super::codes::{CodeTable, PickList};
use super::end::EndDialog;
use super::lock::LockDialog;
use super::navigator::Navigator;
use super::{calculator, question};

/// A sign of life at least this often, so that a killed process loses no more of the clock.
pub(super) const PULSE_MS: u64 = 10_000;

#[derive(Debug)]
pub struct Exam {
    pub(super) id: SittingId,
    pub(super) sitting: Sitting,
    pub(super) items: Vec<Option<Item>>,
    pub(super) cases: Vec<Option<Case>>,
    /// How each case's documents stand.
    pub(super) records: Vec<RecordView>,
    /// On a case: where scrolling goes and, on a narrow screen, what is seen.
    pub(super) pane: Pane,
    /// Events on disk.
    seq: usize,
    pub(super) clock: ActiveClock,
    pub(super) clock_hidden: bool,
    saved_at: u64,
    pub(super) view: View,
    /// The option under the cursor, by its place on the screen.
    pub(super) cursor: usize,
    pub(super) scroll: usize,
    /// Whether the text scrolls along with the cursor.
    pub(super) follow: bool,
    pub(super) calculator: Calculator,
    /// Keeps its place from item to item.
    pub(super) book: CodeBook,
    /// Where codes are typed.
    pub(super) codes: CodeTable,
}

#[derive(Debug)]
pub(super) enum View {
    Item,
    Navigator(Navigator),
    Calculator,
    Book,
    /// The list from which codes are picked.
    Picks(Box<PickList>),
    Lock(LockDialog),
    End(EndDialog),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    Item,
    Record,
}

impl Exam {
    /// Takes a sitting on: what has to be written first comes back.
    pub fn open(opened: Opened, now: Now) -> (Self, Vec<Effect>) {
        let record =
            |case: &Option<Case>| case.as_ref().map(|case| RecordView::of(&case.documents)).unwrap_or_default();
        let codes = CodeTable::of(opened.sitting.form().entry);
        let mut exam = Self {
            id: opened.id,
            sitting: opened.sitting,
            items: opened.items,
            records: opened.cases.iter().map(record).collect(),
            cases: opened.cases,
            pane: Pane::Item,
            seq: opened.seq,
            clock: ActiveClock::standing_at(opened.active_ms),
            clock_hidden: false,
            saved_at: opened.active_ms,
            view: View::Item,
            cursor: 0,
            scroll: 0,
            follow: true,
            calculator: Calculator::default(),
            book: CodeBook::default(),
            codes,
        };
        exam.clock.read(now);
        let mut events = Vec::new();
        if let Some(away_ms) = opened.away_ms {
            events.push(exam.logged(Event::Interrupted { away_ms: Some(away_ms) }, now));
        }
        let at = exam.sitting.current();
        if !exam.sitting.response(at).shown {
            events.push(exam.logged(Event::Shown { at }, now));
        }
        exam.cursor = exam.place_of_answer();
        let effects = if events.is_empty() { Vec::new() } else { vec![exam.append(events)] };
        (exam, effects)
    }

    pub fn context(&self) -> Context {
        match &self.view {
            View::End(_) => Context::End,
            _ if self.sitting.is_paused() => Context::Paused,
            View::Item if self.is_finding() => Context::Find,
            View::Item if self.is_coded() => self.codes.context(),
            View::Item if self.has_book() => Context::ExamWithBook,
            View::Item => Context::Exam,
            View::Navigator(_) => Context::Navigator,
            View::Calculator => Context::Calculator,
            View::Book => self.book.context(),
            View::Picks(_) => Context::Picks,
            View::Lock(_) => Context::Lock,
        }
    }

    /// The case that the item on the screen is asked on, and how its documents stand.
    pub(super) fn case(&self) -> Option<(&Case, &RecordView)> {
        let place = self.sitting.form().slots.get(self.sitting.current())?.case?;
        Some((self.cases.get(place)?.as_ref()?, self.records.get(place)?))
    }

    fn record(&mut self) -> Option<&mut RecordView> {
        let place = self.sitting.form().slots.get(self.sitting.current())?.case?;
        self.records.get_mut(place)
    }

    fn logged(&self, event: Event, now: Now) -> Logged {
        Logged { active_ms: self.clock.active_ms(), wall_ms: now.wall_ms, event }
    }

    fn append(&self, events: Vec<Logged>) -> Effect {
        Effect::Append { id: self.id, sitting: Box::new(self.sitting.clone()), seq: self.seq, events }
    }

    /// Takes events in that are on disk now.
    pub fn written(&mut self, events: &[Logged]) {
        self.seq += events.len();
        for logged in events {
            let before = self.sitting.current();
            self.sitting.apply(logged);
            self.saved_at = logged.active_ms;
            if self.sitting.current() != before || matches!(logged.event, Event::Shown { .. }) {
                self.cursor = self.place_of_answer();
                self.scroll = 0;
                self.follow = true;
                self.pane = Pane::Item;
                self.codes = CodeTable::of(self.sitting.form().entry);
            }
            match logged.event {
                Event::Coded { .. } => self.codes_written(),
                Event::Paused => self.clock.stand(),
                Event::Answered { .. } | Event::Undone { .. } => self.follow = true,
                _ => {}
            }
        }
    }

    /// Events could not be written: the sitting stands as it did.
    pub fn not_written(&mut self) {
        self.codes.not_written();
        self.saved_at = self.clock.active_ms();
    }

    /// What the drawing found out about scrolling.
    pub fn drawn(&mut self, scroll: usize) {
        match (&self.view, self.pane) {
            (View::Item, Pane::Record) if self.case().is_some() => {
                if let Some(record) = self.record() {
                    record.set_scroll(scroll);
                }
            }
            (View::Item, _) => self.scroll = scroll,
            (View::Book, _) => self.book.drawn(scroll),
            _ => {}
        }
    }

    /// Reads the clock: warnings, gaps, signs of life, the end of the time.
    pub fn tick(&mut self, now: Now) -> Turn {
        if self.sitting.is_paused() || self.sitting.ended().is_some() {
            return Turn::none();
        }
        let before = self.clock.active_ms();
        if let Step::Gap { away_ms } = self.clock.read(now) {
            let events = vec![self.logged(Event::Interrupted { away_ms: Some(away_ms) }, now)];
            return Turn {
                effects: vec![self.append(events)],
                notice: Some("The program stood still for a while; that time was not counted.".to_owned()),
                back: false,
            };
        }
        let active = self.clock.active_ms();
        let Some(limit) = self.sitting.form().limit_ms() else { return self.pulse(active, now) };
        if active >= limit {
            return self.end(Ending::TimeUp, now);
        }
        let mut turn = self.pulse(active, now);
        match Warning::between(before, active, limit) {
            Some(Warning::ThirtyMinutes) => turn.notice = Some("30 minutes are left.".to_owned()),
            Some(Warning::FiveMinutes) => {
                self.clock_hidden = false;
                turn.notice = Some("5 minutes are left.".to_owned());
            }
            None => {}
        }
        turn
    }

    fn pulse(&mut self, active_ms: u64, now: Now) -> Turn {
        if active_ms < self.saved_at + PULSE_MS {
            return Turn::none();
        }
        self.saved_at = active_ms;
        Turn::effect(Effect::Pulse { id: self.id, active_ms, wall_ms: now.wall_ms })
    }

    fn end(&self, how: Ending, now: Now) -> Turn {
        let active_ms = match (how, self.sitting.form().limit_ms()) {
            (Ending::TimeUp, Some(limit)) => limit,
            _ => self.clock.active_ms(),
        };
        let logged = |event| Logged { active_ms, wall_ms: now.wall_ms, event };
        let (typed, ended) = (self.draft().map(logged), logged(Event::Ended { how }));
        let sitting = Box::new(self.sitting.clone());
        Turn::effect(Effect::End { id: self.id, sitting, seq: self.seq, typed, ended })
    }

    pub(super) fn command(&mut self, command: Command, now: Now) -> Turn {
        match self.sitting.decide(command) {
            Ok(event) => Turn::effect(self.append(vec![self.logged(event, now)])),
            Err(Refusal::Locks { item }) => {
                self.view = View::Lock(LockDialog::new(item));
                Turn::none()
            }
            Err(Refusal::Idle | Refusal::Nowhere) => Turn::none(),
            Err(refusal) => Turn::notice(refusal.to_string()),
        }
    }

    /// Locks what comes before an item and opens it: all of it is on disk, or none.
    fn lock_and_open(&self, item: usize, now: Now) -> Turn {
        let locked = self.sitting.to_lock(item).map(|at| Event::Locked { at });
        let events = locked.chain(std::iter::once(Event::Shown { at: item }));
        Turn::effect(self.append(events.map(|event| self.logged(event, now)).collect()))
    }

    /// Away for now: what is typed and the clock are written down, home comes up.
    fn leave(&mut self, now: Now) -> Turn {
        let mut effects = self.last_words(now);
        effects.push(Effect::LoadHome);
        Turn { effects, ..Turn::none() }
    }

    /// The clock as it stands, when a signal ends the program.
    pub fn last_words(&mut self, now: Now) -> Vec<Effect> {
        self.clock.read(now);
        let typed = self.draft().map(|event| self.append(vec![self.logged(event, now)]));
        typed.into_iter().chain([self.sign_of_life(now)]).collect()
    }

    fn sign_of_life(&self, now: Now) -> Effect {
        Effect::Pulse { id: self.id, active_ms: self.clock.active_ms(), wall_ms: now.wall_ms }
    }

    /// The cursor begins on the answer, where there is one.
    fn place_of_answer(&self) -> usize {
        let at = self.sitting.current();
        let answer = self.sitting.response(at).answer;
        let options = &self.sitting.form().slots[at].options;
        options.iter().position(|&option| answer.contains(usize::from(option))).unwrap_or(0)
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, notice: Option<&str>) {
        match &self.view {
            View::Navigator(navigator) if !self.sitting.is_paused() => navigator.draw(self, canvas, notice),
            View::Item | View::Calculator | View::Book | View::Picks(_) | View::Navigator(_) | View::Lock(_)
                if self.sitting.is_paused() =>
            {
                question::draw_paused(self, canvas);
            }
            View::Item | View::Navigator(_) => question::draw(self, canvas, notice),
            View::Calculator => {
                question::draw(self, canvas, notice);
                calculator::draw(&self.calculator, canvas);
            }
            View::Book => {
                question::header(self, canvas, "code book");
                let foot = self.is_typing().then_some("t puts this code into your row");
                self.book.draw(canvas, notice, foot);
            }
            View::Picks(list) => {
                question::header(self, canvas, "codes to pick from");
                list.draw(canvas);
            }
            View::Lock(dialog) => {
                question::draw(self, canvas, None);
                dialog.draw(self, canvas);
            }
            View::End(dialog) => {
                if self.sitting.is_paused() {
                    question::draw_paused(self, canvas);
                } else {
                    question::draw(self, canvas, None);
                }
                dialog.draw(self, canvas, notice);
            }
        }
    }
}
