//! Setting up a mock: length, time, domains, and what the form will hold; ready to go as it stands.

mod draw;
mod outline;

use crate::bank::Outline;
use crate::bank::outline::Books;
use crate::exam::blueprint::{CodeEntry, Quota};
use crate::exam::{Blueprint, Length, Timing};
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::desk::{Order, SetupData};
use crate::tui::keymap::{Action, Context};

const MOST_ITEMS: u32 = 999;
const MOST_MINUTES: u32 = 999;

/// Room for the choices of a row among the places that a click can name.
const CLICKS: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LengthChoice {
    Full,
    Half,
    Quick,
    Other,
}

/// A line that the cursor can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Length,
    Time,
    /// Where it is not known whether the exam's books are open.
    Book,
    /// Where the bank asks for codes.
    Codes,
    Domains,
    Domain(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Setup,
    Outline { scroll: usize },
}

#[derive(Debug)]
pub struct Setup {
    data: SetupData,
    view: View,
    cursor: usize,
    length: LengthChoice,
    other: u32,
    timing: Timing,
    /// Minutes that were typed; none for the exam's own pace.
    minutes: Option<u32>,
    /// Whether to sit with the code book, where that is the candidate's choice.
    book: bool,
    entry: CodeEntry,
    /// Whether domains are chosen one by one.
    choosing: bool,
    chosen: Vec<bool>,
    outline: usize,
}

const LENGTHS: [LengthChoice; 4] = [LengthChoice::Full, LengthChoice::Half, LengthChoice::Quick, LengthChoice::Other];
const TIMINGS: [Timing; 3] = [Timing::Exam, Timing::Relaxed, Timing::Untimed];
const ENTRIES: [CodeEntry; 2] = [CodeEntry::Typed, CodeEntry::Picked];

impl Setup {
    pub fn new(data: SetupData) -> Self {
        let chosen = vec![true; data.credential.domains.len()];
        let setup = Self {
            view: View::Setup,
            cursor: 0,
            length: LengthChoice::Full,
            other: 20,
            timing: Timing::Exam,
            minutes: None,
            book: false,
            entry: CodeEntry::Typed,
            choosing: false,
            chosen,
            outline: 0,
            data,
        };
        setup.fitted()
    }

    /// A bank too small for a full form starts at the longest that it can fill.
    fn fitted(mut self) -> Self {
        for length in [LengthChoice::Full, LengthChoice::Half, LengthChoice::Quick] {
            self.length = length;
            if self.shortage().is_none() {
                return self;
            }
        }
        self.length = LengthChoice::Full;
        self
    }

    pub fn context(&self) -> Context {
        match self.view {
            View::Setup => Context::Setup,
            View::Outline { .. } => Context::Outline,
        }
    }

    fn outline(&self) -> &Outline {
        &self.data.credential.outlines[self.outline]
    }

    fn length(&self) -> Length {
        match self.length {
            LengthChoice::Full => Length::Full,
            LengthChoice::Half => Length::Half,
            LengthChoice::Quick => Length::Quick,
            LengthChoice::Other => Length::Items(self.other.max(1)),
        }
    }

    fn typed(&self) -> String {
        if self.other == 0 { "… items".to_owned() } else { format!("{} items", self.other) }
    }

    fn domains(&self) -> Vec<String> {
        if !self.choosing || self.chosen.iter().all(|&chosen| chosen) {
            return Vec::new();
        }
        let domains = self.data.credential.domains.iter().zip(&self.chosen);
        domains.filter(|(_, chosen)| **chosen).map(|(domain, _)| domain.code.clone()).collect()
    }

    fn order(&self) -> Order {
        Order {
            credential: self.data.credential.credential.clone(),
            outline: Some(self.outline().id.clone()),
            length: self.length(),
            domains: self.domains(),
            timing: self.timing,
            minutes: self.minutes,
            book: self.book,
            entry: self.entry,
            seed: self.data.seed,
        }
    }

    fn blueprint(&self) -> Blueprint {
        self.order().blueprint(&self.data.credential, self.outline())
    }

    fn shortage(&self) -> Option<String> {
        let blueprint = self.blueprint();
        let short = |quota: &&Quota| self.data.items.get(&quota.domain).copied().unwrap_or(0) < quota.items();
        let quota = blueprint.quotas.iter().find(short)?;
        let there = self.data.items.get(&quota.domain).copied().unwrap_or(0);
        Some(format!(
            "Too few items for this form: domain {} has {there} of {}. Choose a shorter one.",
            quota.domain,
            quota.items()
        ))
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = vec![Row::Length, Row::Time];
        rows.extend((self.outline().books == Books::Unsure).then_some(Row::Book));
        rows.extend((self.data.coded > 0).then_some(Row::Codes));
        rows.push(Row::Domains);
        if self.choosing {
            rows.extend((0..self.chosen.len()).map(Row::Domain));
        }
        rows
    }

    fn row(&self) -> Row {
        self.rows().get(self.cursor).copied().unwrap_or(Row::Length)
    }

    fn stand_on(&mut self, row: Row) {
        self.cursor = self.rows().iter().position(|one| *one == row).unwrap_or(0);
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        if let View::Outline { scroll } = &mut self.view {
            let most = around.feedback.most_scroll;
            match action {
                Action::Up => *scroll = scroll.saturating_sub(1),
                Action::Down => *scroll = (*scroll + 1).min(most),
                Action::PageUp => *scroll = scroll.saturating_sub(around.feedback.page),
                Action::PageDown => *scroll = (*scroll + around.feedback.page).min(most),
                Action::Left | Action::Right => {
                    self.outline = (self.outline + 1) % self.data.credential.outlines.len();
                    self.view = View::Outline { scroll: 0 };
                }
                Action::Back => self.view = View::Setup,
                _ => {}
            }
            return Turn::none();
        }
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(self.rows().len() - 1),
            Action::Left => self.change(-1),
            Action::Right => self.change(1),
            Action::Choose => self.change(1),
            Action::Pick(index) => self.pick(index),
            Action::Digit(digit) => self.digit(u32::from(digit)),
            Action::Erase => self.erase(),
            Action::Outline => self.view = View::Outline { scroll: 0 },
            Action::Back => return Turn::back(),
            Action::Accept => return self.begin(around),
            _ => {}
        }
        Turn::none()
    }

    fn begin(&self, around: &Surroundings) -> Turn {
        if let Some(reason) = &around.read_only {
            return Turn::notice(format!("{reason}: an exam cannot be sat here, nothing could be saved"));
        }
        if self.length == LengthChoice::Other && self.other == 0 {
            return Turn::notice("type how many items");
        }
        if self.choosing && !self.chosen.iter().any(|&chosen| chosen) {
            return Turn::notice("choose at least one domain");
        }
        if let Some(shortage) = self.shortage() {
            return Turn::notice(shortage);
        }
        Turn::effect(Effect::Begin(Box::new(self.order())))
    }

    fn change(&mut self, step: isize) {
        match self.row() {
            Row::Length => self.length = stepped(&LENGTHS, self.length, step),
            Row::Time => {
                self.timing = stepped(&TIMINGS, self.timing, step);
                self.minutes = None;
            }
            Row::Book => self.book = !self.book,
            Row::Codes => self.entry = stepped(&ENTRIES, self.entry, step),
            Row::Domains => self.choosing = !self.choosing,
            Row::Domain(domain) => self.chosen[domain] = !self.chosen[domain],
        }
    }

    /// A click: on a choice of a row, by its place, or on a domain's line.
    fn pick(&mut self, index: usize) {
        let (row, choice) = (index / CLICKS, index % CLICKS);
        let Some(&row) = self.rows().get(row) else { return };
        self.stand_on(row);
        match row {
            Row::Length => self.length = LENGTHS[choice.min(LENGTHS.len() - 1)],
            Row::Time => (self.timing, self.minutes) = (TIMINGS[choice.min(TIMINGS.len() - 1)], None),
            Row::Book => self.book = choice == 1,
            Row::Codes => self.entry = ENTRIES[choice.min(ENTRIES.len() - 1)],
            Row::Domains => self.choosing = choice == 1,
            Row::Domain(_) => self.change(1),
        }
    }

    fn digit(&mut self, digit: u32) {
        match self.row() {
            Row::Length => {
                let typed = if self.length == LengthChoice::Other { self.other } else { 0 };
                let items = appended(typed, digit, MOST_ITEMS);
                if items > 0 {
                    (self.length, self.other) = (LengthChoice::Other, items);
                }
            }
            Row::Time if self.timing != Timing::Untimed => {
                let minutes = appended(self.minutes.unwrap_or(0), digit, MOST_MINUTES);
                self.minutes = (minutes > 0).then_some(minutes);
            }
            _ => {}
        }
    }

    fn erase(&mut self) {
        match self.row() {
            Row::Length if self.length == LengthChoice::Other => self.other /= 10,
            Row::Time => self.minutes = self.minutes.map(|minutes| minutes / 10).filter(|minutes| *minutes > 0),
            _ => {}
        }
    }
}

fn stepped<T: Copy + PartialEq>(all: &[T], now: T, step: isize) -> T {
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let next = at.saturating_add_signed(step).min(all.len() - 1);
    all[next]
}

fn appended(number: u32, digit: u32, most: u32) -> u32 {
    let longer = number * 10 + digit;
    if longer > most { number } else { longer }
}
