//! What keys make of the exam, by what lies over the item.

use super::{Exam, Pane, View};
use crate::exam::{Command, Ending, Timing};
use crate::tui::app::{Now, Surroundings, Turn};
use crate::tui::keymap::Action;
use crate::tui::screens::{calculator, end, lock, navigator};

impl Exam {
    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let (typing, has_book, finding) = (self.is_typing(), self.has_book(), self.is_finding());
        match &mut self.view {
            View::End(dialog) => match dialog.act(action) {
                end::Choice::Stay => Turn::none(),
                end::Choice::Back => {
                    self.view = View::Item;
                    Turn::none()
                }
                end::Choice::Leave => self.leave(around.now),
                end::Choice::End => {
                    self.view = View::Item;
                    self.end(Ending::Candidate, around.now)
                }
            },
            View::Lock(dialog) => {
                let item = dialog.item;
                let choice = dialog.act(action);
                if choice != lock::Choice::Stay {
                    self.view = View::Item;
                }
                if choice == lock::Choice::Lock { self.lock_and_open(item, around.now) } else { Turn::none() }
            }
            View::Item if finding && action != Action::End => self.act_find(action),
            View::Item if action == Action::Find => self.find(),
            View::Item if action == Action::Book && has_book => self.open_book(),
            View::Item if typing => self.act_codes(action, around).unwrap_or_default(),
            _ if action == Action::End => {
                self.open_end();
                Turn::none()
            }
            _ if self.sitting.is_paused() => self.act_paused(action, around.now),
            View::Item => self.act_item(action, around),
            View::Calculator => {
                if action == Action::Back {
                    self.view = View::Item;
                }
                calculator::press(&mut self.calculator, action);
                Turn::none()
            }
            View::Book => self.act_book(action, around),
            View::Picks(_) => self.act_picks(action, around),
            View::Navigator(navigator) => match navigator.act(action, &self.sitting, around) {
                navigator::Choice::Stay => Turn::none(),
                navigator::Choice::Back => {
                    self.view = View::Item;
                    Turn::none()
                }
                navigator::Choice::Go(at) => {
                    self.view = View::Item;
                    self.command(Command::Show(at), around.now)
                }
            },
        }
    }

    pub(in crate::tui::screens) fn open_end(&mut self) {
        self.view = View::End(end::EndDialog::default());
    }

    fn act_paused(&mut self, action: Action, now: Now) -> Turn {
        if action != Action::Pause {
            return Turn::none();
        }
        self.clock.stand();
        self.clock.read(now);
        self.command(Command::Resume, now)
    }

    pub(super) fn is_finding(&self) -> bool {
        self.pane == Pane::Record && self.case().is_some_and(|(_, record)| record.is_finding())
    }

    fn find(&mut self) -> Turn {
        let Some(record) = self.record() else { return Turn::notice("There is no record to look through.") };
        record.find();
        self.pane = Pane::Record;
        Turn::none()
    }

    fn act_find(&mut self, action: Action) -> Turn {
        let Some(place) = self.sitting.form().slots[self.sitting.current()].case else { return Turn::none() };
        if let (Some(Some(case)), Some(record)) = (self.cases.get(place), self.records.get_mut(place)) {
            record.act_find(action, &case.documents);
        }
        Turn::none()
    }

    /// What the documents of a case make of an action, if it is for them.
    pub(in crate::tui::screens) fn act_record(&mut self, action: Action, around: &Surroundings) -> bool {
        if self.case().is_none() {
            return false;
        }
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        let hidden = !around.feedback.side_by_side;
        let reading = self.pane == Pane::Record;
        let Some(record) = self.record() else { return false };
        let scroll = record.scroll();
        match action {
            Action::Pane => self.pane = if reading { Pane::Item } else { Pane::Record },
            Action::PreviousDocument | Action::NextDocument | Action::Document(_) => {
                record.act(action);
                self.pane = Pane::Record;
            }
            Action::Up if reading => record.set_scroll(scroll.saturating_sub(1)),
            Action::Down if reading => record.set_scroll((scroll + 1).min(most)),
            Action::PageUp if reading => record.set_scroll(scroll.saturating_sub(page)),
            Action::PageDown if reading => record.set_scroll((scroll + page).min(most)),
            // An answer is never given to an item that is out of sight.
            Action::Letter(_) | Action::Choose | Action::Strike | Action::Clear | Action::Undo if reading && hidden => {
                self.pane = Pane::Item;
            }
            Action::Letter(_) | Action::Pick(_) if reading => {
                self.pane = Pane::Item;
                return false;
            }
            _ => return false,
        }
        true
    }

    fn act_item(&mut self, action: Action, around: &Surroundings) -> Turn {
        if let Some(turn) = self.act_codes(action, around) {
            return turn;
        }
        if self.act_record(action, around) {
            return Turn::none();
        }
        let at = self.sitting.current();
        let last = self.sitting.responses().len() - 1;
        let slot = &self.sitting.form().slots[at];
        let options = slot.options.len();
        let stored = |place: usize| slot.options.get(place).map(|&option| usize::from(option));
        let command = match action {
            Action::Letter(place) | Action::Pick(place) => {
                let Some(option) = stored(place) else { return Turn::none() };
                self.cursor = place;
                Command::Choose(option)
            }
            Action::Choose => match stored(self.cursor) {
                Some(option) => Command::Choose(option),
                None => return Turn::none(),
            },
            Action::Strike => match stored(self.cursor) {
                Some(option) => Command::Strike(option),
                None => return Turn::none(),
            },
            Action::Next if at == last => {
                return Turn::notice("This is the last item: g shows all of them, q ends the exam.");
            }
            Action::Next => Command::Show(at + 1),
            Action::Previous if at == 0 => return Turn::notice("This is the first item."),
            Action::Previous => Command::Show(at - 1),
            Action::First => Command::Show(0),
            Action::Last => Command::Show(last),
            Action::Flag => Command::Flag,
            Action::Clear => Command::Clear,
            Action::Undo => Command::Undo,
            Action::Pause if self.sitting.form().timing == Timing::Untimed => {
                return Turn::notice("There is no clock to pause: leave with q and go on at any time.");
            }
            Action::Pause => Command::Pause,
            view => {
                self.act_view(view, options, around);
                return Turn::none();
            }
        };
        self.command(command, around.now)
    }

    /// What changes only what is seen.
    pub(in crate::tui::screens) fn act_view(&mut self, action: Action, options: usize, around: &Surroundings) {
        let feedback = &around.feedback;
        match action {
            Action::Up => {
                (self.cursor, self.follow) = (self.cursor.saturating_sub(1), true);
            }
            Action::Down => {
                (self.cursor, self.follow) = ((self.cursor + 1).min(options.saturating_sub(1)), true);
            }
            Action::PageUp => {
                (self.scroll, self.follow) = (self.scroll.saturating_sub(feedback.page), false);
            }
            Action::PageDown => {
                (self.scroll, self.follow) = ((self.scroll + feedback.page).min(feedback.most_scroll), false);
            }
            Action::Clock => self.clock_hidden = !self.clock_hidden,
            Action::Navigator => self.view = View::Navigator(navigator::Navigator::at(self.sitting.current())),
            Action::Calculator => self.view = View::Calculator,
            _ => {}
        }
    }
}
