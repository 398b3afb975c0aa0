//! What keys make of a drill: of the item while it is asked, of its reasons, of what lies over it.

use crate::bank::{Given, Item};
use crate::exam::drill::{Command, Refusal};
use crate::exam::form::Asks;
use crate::exam::{Certainty, Ending};
use crate::store::Mark;
use crate::tui::app::{Effect, Now, Surroundings, Turn};
use crate::tui::keymap::Action;
use crate::tui::screens::calculator;
use crate::tui::widgets::input::{Input, Typed};

use super::draft::Full;
use super::leave::{Choice, LeaveDialog};
use super::{DrillScreen, View, number};

impl DrillScreen {
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
            View::Calculator if action == Action::End => self.show(View::Leave(LeaveDialog::default())),
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
        match self.asks() {
            Asks::Number => return self.act_number(action, around),
            Asks::Order => return self.act_order(action, around),
            Asks::Options | Asks::Codes => {}
        }
        let last = self.last_row();
        let under_cursor = self.stored(self.draft.cursor);
        match action {
            Action::Letter(place) | Action::Pick(place) => return self.choose(place),
            Action::Choose => return self.choose(self.draft.cursor),
            Action::Accept => return self.lock(around.now),
            Action::Strike => under_cursor.into_iter().for_each(|option| self.draft.strike(option)),
            Action::Up => (self.draft.cursor, self.follow) = (self.draft.cursor.saturating_sub(1), true),
            Action::Down => (self.draft.cursor, self.follow) = ((self.draft.cursor + 1).min(last), true),
            _ => self.act_any(action, around),
        }
        Turn::none()
    }

    /// While a number is typed.
    fn act_number(&mut self, action: Action, around: &Surroundings) -> Turn {
        match action {
            Action::Accept => return self.lock(around.now),
            Action::Clear => self.draft.clear(),
            Action::Key(_) | Action::Erase | Action::Left | Action::Right | Action::First | Action::Last => {
                (self.draft.cursor, self.follow) = (number::LINE, true);
                if let Err(notice) = number::type_key(&mut self.draft.number, action) {
                    return Turn::notice(notice);
                }
            }
            Action::Up => (self.scroll, self.follow) = (self.scroll.saturating_sub(1), false),
            Action::Down => {
                (self.scroll, self.follow) = (self.scroll.saturating_add(1).min(around.feedback.most_scroll), false);
            }
            _ => self.act_any(action, around),
        }
        Turn::none()
    }

    /// While steps are put in order.
    fn act_order(&mut self, action: Action, around: &Surroundings) -> Turn {
        let last = self.last_row();
        let to = match action {
            Action::Accept => return self.lock(around.now),
            Action::MoveUp => return self.move_step(-1),
            Action::MoveDown => return self.move_step(1),
            Action::Pick(place) => place.min(last),
            Action::Up => self.draft.cursor.saturating_sub(1),
            Action::Down => (self.draft.cursor + 1).min(last),
            Action::First => 0,
            Action::Last => last,
            Action::Clear => {
                self.draft.clear();
                return Turn::none();
            }
            _ => {
                self.act_any(action, around);
                return Turn::none();
            }
        };
        (self.draft.cursor, self.follow) = (to, true);
        Turn::none()
    }

    fn move_step(&mut self, by: isize) -> Turn {
        if let Some(place) = self.drill.turn() {
            self.draft.move_step(place, by);
            self.follow = true;
        }
        Turn::none()
    }

    /// What keys do whatever is asked.
    fn act_any(&mut self, action: Action, around: &Surroundings) {
        match action {
            Action::Sure => self.draft.say(Certainty::Sure),
            Action::Unsure => self.draft.say(Certainty::Unsure),
            Action::Calculator => self.view = View::Calculator,
            _ => self.scroll_by(action, around),
        }
    }

    /// The last option or step, by its place on the screen.
    fn last_row(&self) -> usize {
        self.place().map_or(0, |place| place.options.len().saturating_sub(1))
    }

    /// What enter would answer; or what is to be done first.
    fn given(&self) -> Result<Given, String> {
        if let Some(numeric) = self.item().and_then(Item::numeric) {
            return number::given(numeric, self.draft.number.text());
        }
        let steps = self.place().filter(|_| self.asks() == Asks::Order);
        match steps {
            Some(_) if !self.draft.is_moved() => {
                Err("Put the steps in order first: < and > move the one under the cursor.".to_owned())
            }
            Some(place) => Ok(Given::Steps(self.draft.order(place).to_vec())),
            None => Ok(Given::Options(self.draft.chosen)),
        }
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
        if self.place().is_some_and(|place| !place.shown) {
            // Its coming could not be written before: without it there is no time that the answer took.
            return self.command(Command::Show, now);
        }
        let given = match self.given() {
            Ok(given) => given,
            Err(first) => return Turn::notice(first),
        };
        match self.drill.decide(Command::Lock { given, certainty: self.draft.certainty }) {
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
}
