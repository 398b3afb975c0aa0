//! A drill: one item, its answer, then the key and every reason.
//!
//! Owns what is chosen and not yet answered, the drill's clock, and what lies over the item (calculator, a note,
//! leaving). Answers stand as given, and flags and notes as kept, only when the word comes back that they are on disk:
//! until then the screen shows what it showed before.

mod draft;
mod feedback;
mod keys;
mod leave;
mod number;
mod order;
mod question;

use std::collections::HashMap;

use crate::bank::{Item, ItemId};
use crate::exam::calculator::Calculator;
use crate::exam::clock::{ActiveClock, Step};
use crate::exam::drill::{Command, Event, Turn as Place};
use crate::exam::form::{Asks, Slot};
use crate::exam::{Drill, Ending, Logged};
use crate::store::{Mark, SittingId};
use crate::tui::app::{Effect, Now, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::{DrillOpened, DrillWritten, Known};
use crate::tui::keymap::Context;
use crate::tui::widgets::input::Input;

use self::draft::Draft;
use self::leave::LeaveDialog;
use super::calculator;
use super::exam::PULSE_MS;

#[derive(Debug)]
pub struct DrillScreen {
    id: SittingId,
    drill: Drill,
    items: Vec<Option<Item>>,
    known: HashMap<ItemId, Known>,
    marks: HashMap<ItemId, Mark>,
    /// Events on disk.
    seq: usize,
    clock: ActiveClock,
    saved_at: u64,
    view: View,
    draft: Draft,
    scroll: usize,
    /// Whether the text scrolls along with the cursor.
    follow: bool,
    calculator: Calculator,
    /// What the candidate should know of this drill before the first key.
    opening: Option<String>,
    /// A flag or a note that is on its way to the disk.
    pending: Option<(ItemId, Mark)>,
}

#[derive(Debug)]
enum View {
    Item,
    Calculator,
    Note(Input),
    Leave(LeaveDialog),
}

impl DrillScreen {
    /// Takes a drill on: what has to be written first comes back.
    pub fn open(opened: DrillOpened, now: Now) -> (Self, Vec<Effect>) {
        let items = opened.items.len();
        let fewer = opened.wished.filter(|wished| *wished > items);
        let mut screen = Self {
            id: opened.id,
            drill: opened.drill,
            items: opened.items,
            known: opened.known,
            marks: opened.marks,
            seq: opened.seq,
            clock: ActiveClock::standing_at(opened.active_ms),
            saved_at: opened.active_ms,
            view: View::Item,
            draft: Draft::default(),
            scroll: 0,
            follow: true,
            calculator: Calculator::default(),
            opening: fewer.map(|wished| fewer_than(wished, items)),
            pending: None,
        };
        screen.clock.read(now);
        let stays = screen.is_answered() && !opened.closed;
        if !stays && screen.drill.left() == 0 {
            let end = screen.end(Ending::Candidate, now);
            return (screen, end.effects);
        }
        let mut events = Vec::new();
        if let Some(away_ms) = opened.away_ms {
            events.push(screen.logged(Event::Interrupted { away_ms: Some(away_ms) }, now));
        }
        let shown = if stays { None } else { screen.drill.decide(Command::Show).ok() };
        events.extend(shown.map(|event| screen.logged(event, now)));
        let effects = if events.is_empty() { Vec::new() } else { vec![screen.append(events)] };
        (screen, effects)
    }

    pub fn context(&self) -> Context {
        match &self.view {
            View::Leave(_) => Context::DrillLeave,
            View::Note(_) => Context::Input,
            View::Calculator => Context::Calculator,
            View::Item if self.is_done() => Context::DrillAnswered,
            View::Item => match self.asks() {
                Asks::Number => Context::DrillNumber,
                Asks::Order => Context::DrillOrder,
                Asks::Options | Asks::Codes => Context::Drill,
            },
        }
    }

    /// The turn on the screen; a drill without items has none.
    fn place(&self) -> Option<&Place> {
        self.drill.turn()
    }

    fn is_done(&self) -> bool {
        self.place().is_none_or(Place::is_done)
    }

    /// What the item on the screen asks for.
    fn asks(&self) -> Asks {
        let slot = self.drill.slot(self.drill.current()).filter(|_| self.item().is_some());
        slot.map_or(Asks::Options, Slot::asks)
    }

    /// Whether keys go to the item, and to nothing over it.
    fn has_the_keys(&self) -> bool {
        !matches!(self.view, View::Leave(_))
    }

    fn is_answered(&self) -> bool {
        self.place().is_some_and(|place| place.answer.is_some())
    }

    /// The item on the screen, in the wording that the drill holds.
    fn item(&self) -> Option<&Item> {
        self.items.get(self.place()?.slot)?.as_ref()
    }

    fn known(&self) -> Option<&Known> {
        self.known.get(&self.item()?.id)
    }

    fn mark(&self) -> Option<&Mark> {
        self.marks.get(&self.item()?.id)
    }

    fn is_flagged(&self) -> bool {
        self.mark().is_some_and(|mark| mark.flagged)
    }

    /// Whether a turn was answered rightly.
    fn is_right(&self, place: &Place) -> bool {
        let item = self.items.get(place.slot).and_then(Option::as_ref);
        item.zip(place.answer.as_ref()).is_some_and(|(item, answer)| item.is_right(&answer.given) == Some(true))
    }

    fn right(&self) -> usize {
        self.drill.turns().iter().filter(|place| self.is_right(place)).count()
    }

    fn is_time_over(&self) -> bool {
        self.drill.form().limit_ms().is_some_and(|limit| self.clock.active_ms() >= limit)
    }

    /// Whether enter ends the drill, because nothing is left or the time is over.
    fn is_at_the_end(&self) -> bool {
        self.is_time_over() || self.drill.left() == 0
    }

    /// Whether the item on the screen stands in the queue once more.
    fn comes_again(&self) -> bool {
        let Some(now) = self.place() else { return false };
        self.drill.turns().iter().any(|place| place.slot == now.slot && !place.is_done())
    }

    fn logged(&self, event: Event, now: Now) -> Logged<Event> {
        Logged { active_ms: self.clock.active_ms(), wall_ms: now.wall_ms, event }
    }

    fn append(&self, events: Vec<Logged<Event>>) -> Effect {
        Effect::AppendDrill { id: self.id, drill: Box::new(self.drill.clone()), seq: self.seq, events }
    }

    fn end(&self, how: Ending, now: Now) -> Turn {
        let ended = self.logged(Event::Ended { how }, now);
        Turn::effect(Effect::EndDrill { id: self.id, drill: Box::new(self.drill.clone()), seq: self.seq, ended })
    }

    /// Takes events in that are on disk now.
    pub fn written(&mut self, written: DrillWritten, _now: Now) -> Vec<Effect> {
        self.seq += written.events.len();
        for logged in &written.events {
            let before = self.drill.current();
            self.drill.apply(logged);
            self.saved_at = logged.active_ms;
            match logged.event {
                // Where its coming was written late, something may be chosen already.
                Event::Shown { turn } if turn != before => {
                    (self.draft, self.scroll, self.follow) = (Draft::default(), 0, true);
                }
                Event::Answered { .. } | Event::Typed { .. } | Event::Ordered { .. } => {
                    (self.scroll, self.follow) = (0, false);
                }
                _ => {}
            }
        }
        self.known.extend(written.known);
        Vec::new()
    }

    /// A flag or a note is on disk now. A new note comes into sight: it stands at the end of a long text.
    pub fn kept(&mut self) {
        let Some((item, mark)) = self.pending.take() else { return };
        let before = self.marks.insert(item, mark.clone()).unwrap_or_default();
        if self.is_done() && before.note != mark.note && !mark.note.is_empty() {
            self.scroll = usize::MAX;
        }
    }

    /// Something could not be written: the drill stands as it did, and what was chosen is still chosen.
    pub fn not_written(&mut self) {
        self.pending = None;
        self.saved_at = self.clock.active_ms();
    }

    /// Reads the clock: gaps, signs of life, the end of the time. An answer is never cut off: the drill ends after it.
    pub fn tick(&mut self, now: Now) -> Turn {
        if self.drill.ended().is_some() {
            return Turn::none();
        }
        let was_over = self.is_time_over();
        if let Step::Gap { away_ms } = self.clock.read(now) {
            let events = vec![self.logged(Event::Interrupted { away_ms: Some(away_ms) }, now)];
            let notice = Some("The program stood still for a while; that time was not counted.".to_owned());
            return Turn { effects: vec![self.append(events)], notice, back: false };
        }
        let mut turn = Turn::none();
        if self.clock.active_ms() >= self.saved_at + PULSE_MS {
            self.saved_at = self.clock.active_ms();
            turn.effects.push(self.sign_of_life(now));
        }
        if self.is_time_over() && !was_over {
            let text = if self.is_done() {
                "The time is over: enter ends the drill."
            } else {
                "The time is over. Answer this item in peace: the drill ends after it."
            };
            turn.notice = Some(text.to_owned());
        }
        turn
    }

    fn sign_of_life(&self, now: Now) -> Effect {
        Effect::Pulse { id: self.id, active_ms: self.clock.active_ms(), wall_ms: now.wall_ms }
    }

    /// The clock as it stands, when a signal ends the program.
    pub fn last_words(&mut self, now: Now) -> Vec<Effect> {
        self.clock.read(now);
        vec![self.sign_of_life(now)]
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, notice: Option<&str>) {
        let under = if matches!(self.view, View::Leave(_)) { None } else { notice };
        if self.is_done() {
            feedback::draw(self, canvas, under);
        } else {
            question::draw(self, canvas, under);
        }
        match &self.view {
            View::Item => {}
            View::Calculator => calculator::draw(&self.calculator, canvas),
            View::Note(input) => input.draw(canvas, "A note of your own", "An empty note takes it away."),
            View::Leave(dialog) => dialog.draw(self, canvas, notice),
        }
    }

    /// What the drawing found out about scrolling.
    pub fn drawn(&mut self, scroll: usize) {
        if matches!(self.view, View::Item) {
            self.scroll = scroll;
        }
    }
}

fn fewer_than(wished: usize, items: usize) -> String {
    match items {
        1 => format!("There is 1 item of this choice, so the drill holds 1 and not {wished}."),
        items => format!("There are {items} items of this choice, so the drill holds {items} and not {wished}."),
    }
}
