//! Setting a drill up: what it asks, how long it is, which topic and domains; ready to go as it stands.

mod page;

use crate::coach::drill::DrillOrder;
use crate::coach::standing::{Counts, DRILL_ITEMS};
use crate::study::picker::{Scope, Selection, Wish};
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::DrillSetupData;
use crate::tui::keymap::{Action, Context};
use crate::tui::widgets::input::{Input, Typed};

const MOST_ITEMS: u32 = 999;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Items(u32),
    Typed,
    Minutes(u32),
}

const LENGTHS: [Length; 6] = [
    Length::Items(10),
    Length::Items(DRILL_ITEMS),
    Length::Items(50),
    Length::Typed,
    Length::Minutes(10),
    Length::Minutes(20),
];

/// The lines of the page that the cursor stands on; below them each domain, where they are chosen one by one.
const WHAT_ROW: usize = 0;
const LENGTH_ROW: usize = 1;
const TOPIC_ROW: usize = 2;
const DOMAINS_ROW: usize = 3;

/// What a click picks, by its number: kinds from 0, then lengths, the topic, all or chosen domains, the domains.
const PICK_LENGTH: usize = 10;
const PICK_TOPIC: usize = 20;
const PICK_ALL: usize = 21;
const PICK_CHOOSE: usize = 22;
const PICK_DOMAIN: usize = 30;

#[derive(Debug)]
pub struct DrillSetup {
    data: DrillSetupData,
    cursor: usize,
    selection: Selection,
    length: Length,
    /// Items that were typed.
    typed: u32,
    topic: String,
    /// Whether domains are chosen one by one.
    choosing: bool,
    chosen: Vec<bool>,
    /// The topic while it is typed.
    input: Option<Input>,
}

impl DrillSetup {
    pub fn new(data: DrillSetupData) -> Self {
        let chosen = vec![true; data.standing.domains.len()];
        Self {
            data,
            cursor: WHAT_ROW,
            selection: Selection::Weak,
            length: Length::Items(DRILL_ITEMS),
            typed: 0,
            topic: String::new(),
            choosing: false,
            chosen,
            input: None,
        }
    }

    pub fn context(&self) -> Context {
        if self.input.is_some() { Context::Input } else { Context::DrillSetup }
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        if let Some(input) = &mut self.input {
            match input.act(action) {
                Typed::On => {}
                Typed::Left => self.input = None,
                Typed::Kept(topic) => (self.input, self.topic) = (None, topic),
            }
            return Turn::none();
        }
        let last = DOMAINS_ROW + if self.choosing { self.chosen.len() } else { 0 };
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::Left => self.change(-1),
            Action::Right => self.change(1),
            Action::Choose => self.toggle(),
            Action::Topic => self.type_topic(),
            Action::Pick(index) => self.pick(index),
            Action::Digit(digit) if self.cursor == LENGTH_ROW => self.digit(u32::from(digit)),
            Action::Erase => self.erase(),
            Action::Back => return Turn::back(),
            Action::Accept => return self.begin(around),
            _ => {}
        }
        Turn::none()
    }

    fn begin(&self, around: &Surroundings) -> Turn {
        if let Some(reason) = &around.read_only {
            return Turn::notice(format!("{reason}: a drill cannot be begun here, nothing could be saved"));
        }
        if self.length == Length::Typed && self.typed == 0 {
            return Turn::notice("type how many items");
        }
        if self.choosing && !self.chosen.contains(&true) {
            return Turn::notice("choose at least one domain");
        }
        Turn::effect(Effect::BeginDrill(Box::new(self.order())))
    }

    fn order(&self) -> DrillOrder {
        let minutes = match self.length {
            Length::Minutes(minutes) => Some(minutes),
            Length::Items(_) | Length::Typed => None,
        };
        let topic = (!self.topic.is_empty()).then(|| self.topic.clone());
        let scope = Scope { domains: self.domains(), tasks: Vec::new(), topic };
        let count = self.items().unwrap_or(DRILL_ITEMS) as usize;
        DrillOrder {
            credential: self.data.credential.credential.clone(),
            wish: Wish { selection: self.selection, scope, count },
            minutes,
            seed: self.data.seed,
        }
    }

    /// The number of items that is asked for, unless it is a time.
    fn items(&self) -> Option<u32> {
        match self.length {
            Length::Items(items) => Some(items),
            Length::Typed => Some(self.typed),
            Length::Minutes(_) => None,
        }
    }

    /// Codes of the chosen domains; none for all of them.
    fn domains(&self) -> Vec<String> {
        if !self.choosing || !self.chosen.contains(&false) {
            return Vec::new();
        }
        let domains = self.data.standing.domains.iter().zip(&self.chosen);
        domains.filter(|(_, chosen)| **chosen).map(|(domain, _)| domain.code.clone()).collect()
    }

    /// Items of the chosen domains, by how the candidate stands with them.
    fn counts(&self) -> Counts {
        if !self.choosing {
            return self.data.standing.counts;
        }
        let chosen = self.data.standing.domains.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen);
        chosen.fold(Counts::default(), |sum, (domain, _)| Counts {
            items: sum.items + domain.counts.items,
            unseen: sum.unseen + domain.counts.unseen,
            due: sum.due + domain.counts.due,
            missed: sum.missed + domain.counts.missed,
            flagged: sum.flagged + domain.counts.flagged,
            misconceptions: sum.misconceptions + domain.counts.misconceptions,
        })
    }

    fn change(&mut self, step: isize) {
        match self.cursor {
            WHAT_ROW => self.selection = stepped(&Selection::ALL, self.selection, step),
            LENGTH_ROW => self.length = stepped(&LENGTHS, self.length, step),
            TOPIC_ROW => {}
            DOMAINS_ROW => self.choosing = !self.choosing,
            _ => self.toggle(),
        }
    }

    fn toggle(&mut self) {
        match self.cursor.checked_sub(DOMAINS_ROW + 1) {
            Some(domain) if self.choosing => {
                if let Some(chosen) = self.chosen.get_mut(domain) {
                    *chosen = !*chosen;
                }
            }
            _ if self.cursor == TOPIC_ROW => self.type_topic(),
            _ => self.change(1),
        }
    }

    fn type_topic(&mut self) {
        self.cursor = TOPIC_ROW;
        self.input = Some(Input::new(&self.topic));
    }

    fn pick(&mut self, index: usize) {
        match index {
            PICK_TOPIC => self.type_topic(),
            PICK_ALL | PICK_CHOOSE => (self.cursor, self.choosing) = (DOMAINS_ROW, index == PICK_CHOOSE),
            PICK_DOMAIN.. if self.choosing && index - PICK_DOMAIN < self.chosen.len() => {
                self.cursor = DOMAINS_ROW + 1 + index - PICK_DOMAIN;
                self.toggle();
            }
            PICK_LENGTH.. => {
                if let Some(length) = LENGTHS.get(index - PICK_LENGTH) {
                    (self.cursor, self.length) = (LENGTH_ROW, *length);
                }
            }
            _ => {
                if let Some(selection) = Selection::ALL.get(index) {
                    (self.cursor, self.selection) = (WHAT_ROW, *selection);
                }
            }
        }
    }

    fn digit(&mut self, digit: u32) {
        let before = if self.length == Length::Typed { self.typed } else { 0 };
        let items = before * 10 + digit;
        if (1..=MOST_ITEMS).contains(&items) {
            (self.length, self.typed) = (Length::Typed, items);
        }
    }

    fn erase(&mut self) {
        match self.cursor {
            LENGTH_ROW if self.length == Length::Typed => self.typed /= 10,
            TOPIC_ROW => self.topic.clear(),
            _ => {}
        }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, notice: Option<&str>) {
        page::draw(self, canvas, notice);
        match &self.input {
            Some(input) => input.draw(canvas, "A word of the topics you want", "Nothing typed: any topic."),
            None => canvas.footer(Context::DrillSetup),
        }
    }
}

fn stepped<T: Copy + PartialEq>(all: &[T], now: T, step: isize) -> T {
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    all[at.saturating_add_signed(step).min(all.len() - 1)]
}
