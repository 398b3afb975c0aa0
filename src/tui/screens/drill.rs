//! A drill: one item, its answer, then the key and every reason.
//!
//! Owns what is chosen and not yet answered, the drill's clock, and what lies over the item (calculator, a note,
//! leaving). Answers stand as given, and flags and notes as kept, only when the word comes back that they are on disk:
//! until then the screen shows what it showed before.

use std::collections::HashMap;

use crate::bank::{Item, ItemId};
use crate::exam::calculator::Calculator;
use crate::exam::clock::{ActiveClock, Step};
use crate::exam::drill::{Command, Event, Refusal, Turn as Place};
use crate::exam::{Certainty, Drill, Ending, Logged};
use crate::store::{Mark, SittingId};
use crate::tui::app::{Effect, Now, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::{DrillOpened, DrillWritten, Known};
use crate::tui::keymap::{Action, Context};
use crate::tui::widgets::input::{Input, Typed};

use super::drill_draft::{Draft, Full};
use super::drill_leave::{Choice, LeaveDialog};
use super::exam::PULSE_MS;
use super::{calculator, drill_feedback, drill_question};

#[derive(Debug)]
pub struct DrillScreen {
    id: SittingId,
    pub(super) drill: Drill,
    items: Vec<Option<Item>>,
    known: HashMap<ItemId, Known>,
    marks: HashMap<ItemId, Mark>,
    /// Events on disk.
    seq: usize,
    pub(super) clock: ActiveClock,
    saved_at: u64,
    view: View,
    pub(super) draft: Draft,
    pub(super) scroll: usize,
    /// Whether the text scrolls along with the cursor.
    pub(super) follow: bool,
    calculator: Calculator,
    /// What the candidate should know of this drill before the first key.
    pub(super) opening: Option<String>,
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
            View::Item => Context::Drill,
        }
    }

    /// The turn on the screen; a drill without items has none.
    pub(super) fn place(&self) -> Option<&Place> {
        self.drill.turn()
    }

    pub(super) fn is_done(&self) -> bool {
        self.place().is_none_or(Place::is_done)
    }

    /// Whether keys go to the item, and to nothing over it.
    pub(super) fn has_the_keys(&self) -> bool {
        !matches!(self.view, View::Leave(_))
    }

    fn is_answered(&self) -> bool {
        self.place().is_some_and(|place| place.answer.is_some())
    }

    /// The item on the screen, in the wording that the drill holds.
    pub(super) fn item(&self) -> Option<&Item> {
        self.items.get(self.place()?.slot)?.as_ref()
    }

    pub(super) fn known(&self) -> Option<&Known> {
        self.known.get(&self.item()?.id)
    }

    pub(super) fn mark(&self) -> Option<&Mark> {
        self.marks.get(&self.item()?.id)
    }

    pub(super) fn is_flagged(&self) -> bool {
        self.mark().is_some_and(|mark| mark.flagged)
    }

    /// Whether a turn was answered rightly.
    pub(super) fn is_right(&self, place: &Place) -> bool {
        let choice = self.items.get(place.slot).and_then(Option::as_ref).and_then(Item::choice);
        choice.zip(place.answer.as_ref()).is_some_and(|(choice, answer)| choice.is_right(answer.options))
    }

    pub(super) fn right(&self) -> usize {
        self.drill.turns().iter().filter(|place| self.is_right(place)).count()
    }

    pub(super) fn is_time_over(&self) -> bool {
        self.drill.form().limit_ms().is_some_and(|limit| self.clock.active_ms() >= limit)
    }

    /// Whether enter ends the drill, because nothing is left or the time is over.
    pub(super) fn is_at_the_end(&self) -> bool {
        self.is_time_over() || self.drill.left() == 0
    }

    /// Whether the item on the screen stands in the queue once more.
    pub(super) fn comes_again(&self) -> bool {
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
            self.drill.apply(logged);
            self.saved_at = logged.active_ms;
            match logged.event {
                Event::Shown { .. } => (self.draft, self.scroll, self.follow) = (Draft::default(), 0, true),
                Event::Answered { .. } => (self.scroll, self.follow) = (0, false),
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

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        self.opening = None;
        let is_done = self.is_done();
        match &mut self.view {
            View::Leave(dialog) => match dialog.act(action) {
                Choice::Stay => Turn::none(),
                Choice::Back => self.show(View::Item),
                Choice::Leave => {
                    Turn { effects: vec![self.sign_of_life(around.now), Effect::LoadHome], ..Turn::none() }
                }
                Choice::End => {
                    self.view = View::Item;
                    self.end(Ending::Candidate, around.now)
                }
            },
            View::Note(input) => match input.act(action) {
                Typed::On => Turn::none(),
                Typed::Left => self.show(View::Item),
                Typed::Kept(note) => {
                    self.view = View::Item;
                    self.keep(|mark| mark.note = note)
                }
            },
            View::Calculator if action == Action::Back => self.show(View::Item),
            View::Calculator => {
                calculator::press(&mut self.calculator, action);
                Turn::none()
            }
            View::Item if action == Action::End => self.show(View::Leave(LeaveDialog::default())),
            View::Item if action == Action::Flag => self.keep(|mark| mark.flagged = !mark.flagged),
            View::Item if is_done => self.act_answered(action, around),
            View::Item => self.act_asked(action, around),
        }
    }

    fn show(&mut self, view: View) -> Turn {
        self.view = view;
        Turn::none()
    }

    /// While the item is asked.
    fn act_asked(&mut self, action: Action, around: &Surroundings) -> Turn {
        let last = self.place().map_or(0, |place| place.options.len().saturating_sub(1));
        let under_cursor = self.stored(self.draft.cursor);
        match action {
            Action::Letter(place) | Action::Pick(place) => return self.choose(place),
            Action::Choose => return self.choose(self.draft.cursor),
            Action::Accept => return self.lock(around.now),
            Action::Strike => under_cursor.into_iter().for_each(|option| self.draft.strike(option)),
            Action::Sure => self.draft.say(Certainty::Sure),
            Action::Unsure => self.draft.say(Certainty::Unsure),
            Action::Calculator => self.view = View::Calculator,
            Action::Up => (self.draft.cursor, self.follow) = (self.draft.cursor.saturating_sub(1), true),
            Action::Down => (self.draft.cursor, self.follow) = ((self.draft.cursor + 1).min(last), true),
            _ => self.scroll_by(action, around),
        }
        Turn::none()
    }

    /// The option in that place on the screen.
    fn choose(&mut self, place: usize) -> Turn {
        let Some(option) = self.stored(place) else { return Turn::none() };
        let choose = self.drill.slot(self.drill.current()).map_or(1, |slot| usize::from(slot.choose));
        (self.draft.cursor, self.follow) = (place, true);
        match self.draft.choose(option, choose) {
            Ok(()) => Turn::none(),
            Err(Full) => Turn::notice(format!("choose {choose}: take one back first")),
        }
    }

    /// The stored place of the option in that place on the screen.
    fn stored(&self, place: usize) -> Option<usize> {
        self.item()?;
        self.place()?.options.get(place).map(|&option| usize::from(option))
    }

    fn lock(&self, now: Now) -> Turn {
        if self.item().is_none() {
            return self.pass(now);
        }
        match self.drill.decide(Command::Lock { options: self.draft.chosen, certainty: self.draft.certainty }) {
            Ok(event) => Turn::effect(self.append(vec![self.logged(event, now)])),
            Err(Refusal::Incomplete { choose: 1 }) => Turn::notice("Choose an option first, by its letter."),
            Err(Refusal::Incomplete { choose }) => {
                let chosen = self.draft.chosen.len();
                Turn::notice(format!("This item asks for {choose} options; {chosen} chosen so far."))
            }
            Err(refusal) => Turn::notice(refusal.to_string()),
        }
    }

    /// Past an item that cannot be asked.
    fn pass(&self, now: Now) -> Turn {
        let Ok(passed) = self.drill.decide(Command::Pass) else { return Turn::none() };
        let mut events = vec![self.logged(passed, now)];
        let mut after = self.drill.clone();
        after.apply(&events[0]);
        events.extend(after.decide(Command::Show).ok().map(|event| self.logged(event, now)));
        Turn::effect(self.append(events))
    }

    /// Once the key is shown.
    fn act_answered(&mut self, action: Action, around: &Surroundings) -> Turn {
        match action {
            Action::Next => return self.next(around.now),
            Action::Unsure => return self.doubt(around.now),
            Action::Again => return self.again(around.now),
            Action::Note if self.item().is_some() => {
                let note = self.mark().map_or("", |mark| mark.note.as_str());
                self.view = View::Note(Input::new(note));
            }
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Down => self.scroll = self.scroll.saturating_add(1).min(around.feedback.most_scroll),
            _ => self.scroll_by(action, around),
        }
        Turn::none()
    }

    fn next(&self, now: Now) -> Turn {
        if self.is_time_over() {
            return self.end(Ending::TimeUp, now);
        }
        match self.drill.decide(Command::Show) {
            Ok(event) => Turn::effect(self.append(vec![self.logged(event, now)])),
            Err(_) => self.end(Ending::Candidate, now),
        }
    }

    fn doubt(&self, now: Now) -> Turn {
        if !self.place().is_some_and(|place| self.is_right(place)) {
            return Turn::notice("It comes back soon: that is so for every wrong answer.");
        }
        self.command(Command::Doubt, now)
    }

    fn again(&self, now: Now) -> Turn {
        let slot = self.drill.slot(self.drill.current());
        let Some((slot, item)) = slot.zip(self.item()) else { return Turn::none() };
        let options = self.drill.form().options_again(slot, self.drill.turns().len(), item);
        self.command(Command::Again { options }, now)
    }

    fn command(&self, command: Command, now: Now) -> Turn {
        match self.drill.decide(command) {
            Ok(event) => Turn::effect(self.append(vec![self.logged(event, now)])),
            Err(Refusal::Idle) => Turn::none(),
            Err(refusal) => Turn::notice(refusal.to_string()),
        }
    }

    /// Sends a changed flag or note to the disk; the screen shows it when it is there.
    fn keep(&mut self, change: impl FnOnce(&mut Mark)) -> Turn {
        let Some(item) = self.item().map(|item| item.id.clone()) else { return Turn::none() };
        let before = self.marks.get(&item).cloned().unwrap_or_default();
        let mut mark = before.clone();
        change(&mut mark);
        let credential = self.drill.form().credential.clone();
        let effect = if mark.flagged == before.flagged {
            Effect::SetNote { credential, item: item.clone(), note: mark.note.clone() }
        } else {
            Effect::SetFlag { credential, item: item.clone(), on: mark.flagged }
        };
        self.pending = Some((item, mark));
        Turn::effect(effect)
    }

    fn scroll_by(&mut self, action: Action, around: &Surroundings) {
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        let scroll = match action {
            Action::PageUp => self.scroll.saturating_sub(page),
            Action::PageDown => self.scroll.saturating_add(page).min(most),
            _ => return,
        };
        (self.scroll, self.follow) = (scroll, false);
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, notice: Option<&str>) {
        let under = if matches!(self.view, View::Leave(_)) { None } else { notice };
        if self.is_done() {
            drill_feedback::draw(self, canvas, under);
        } else {
            drill_question::draw(self, canvas, under);
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
