//! The table on the exam screen: which keys are its own, and how what is typed reaches the sitting.

use super::{CodeTable, PickList, Picked, Wish};
use crate::bank::coding::{CodeRow, Field};
use crate::codebook::FiscalYear;
use crate::exam::blueprint::CodeEntry;
use crate::exam::{Command, Event};
use crate::store::Bookmark;
use crate::tui::app::{Effect, Now, Surroundings, Turn};
use crate::tui::desk::BookData;
use crate::tui::keymap::Action;
use crate::tui::screens::code_book::{Choice, NO_ROW};
use crate::tui::screens::exam::{Exam, Pane, View};

const FROM_THE_LIST: &str = "Codes are picked from the list here: enter in the row opens it.";
const LOCKED: &str = "This answer is locked: an item after it is open.";

impl Exam {
    /// Whether codes are typed on the item on the screen.
    pub(in crate::tui::screens) fn is_coded(&self) -> bool {
        let form = self.sitting.form();
        let there = self.items.get(self.sitting.current()).is_some_and(Option::is_some);
        there && form.slots.get(self.sitting.current()).is_some_and(crate::exam::Slot::is_coded)
    }

    pub(in crate::tui::screens) fn coded(&self) -> (&[Field], &[CodeRow]) {
        let at = self.sitting.current();
        (&self.sitting.form().slots[at].fields, &self.sitting.response(at).codes)
    }

    /// What the table makes of an action; none where it is not for it.
    pub(in crate::tui::screens) fn act_codes(&mut self, action: Action, around: &Surroundings) -> Option<Turn> {
        if !self.is_coded() {
            return None;
        }
        let locked = self.sitting.response(self.sitting.current()).locked;
        let typing = self.codes.has_focus();
        if typing && self.pane == Pane::Item && self.opens_list(action) {
            return Some(Turn::none());
        }
        let wish = match action {
            Action::Accept | Action::Pick(_) if locked => return Some(Turn::notice(LOCKED)),
            Action::Pick(place) if !typing => {
                self.pane = Pane::Item;
                self.with_table(|table, fields, rows| table.enter(Some(place), fields, rows))
            }
            Action::Up | Action::Down if !typing && (locked || self.pane == Pane::Record) => return None,
            Action::Accept | Action::Up | Action::Down if !typing => {
                self.pane = Pane::Item;
                self.with_table(|table, fields, rows| table.enter(None, fields, rows))
            }
            _ if !typing => return None,
            Action::Pane | Action::PreviousDocument | Action::NextDocument | Action::Document(_) | Action::End => {
                let wish = self.with_table(CodeTable::leave_row);
                let turn = self.wished(wish, around.now);
                self.act_beside_codes(action, around);
                return Some(turn);
            }
            Action::Up | Action::Down | Action::PageUp | Action::PageDown if self.pane == Pane::Record => {
                self.act_record(action, around);
                return Some(Turn::none());
            }
            Action::PageUp | Action::PageDown => {
                self.act_view(action, 0, around);
                return Some(Turn::none());
            }
            // Nothing is typed into a table that is out of sight.
            _ if self.pane == Pane::Record && !around.feedback.side_by_side => {
                self.pane = Pane::Item;
                return Some(Turn::none());
            }
            action => {
                self.pane = Pane::Item;
                self.follow = true;
                self.with_table(|table, fields, rows| table.act(action, fields, rows))
            }
        };
        self.follow = true;
        Some(self.wished(wish, around.now))
    }

    fn act_beside_codes(&mut self, action: Action, around: &Surroundings) {
        if action == Action::End {
            self.open_end();
        } else {
            self.act_record(action, around);
        }
    }

    /// Whether the exam is sat with the code book.
    pub(in crate::tui::screens) fn has_book(&self) -> bool {
        self.sitting.form().has_book()
    }

    /// Opens the book of the year that the item names, or else of the year that it stands at.
    pub(in crate::tui::screens) fn open_book(&mut self) -> Turn {
        self.view = View::Book;
        let item = self.items.get(self.sitting.current()).and_then(Option::as_ref);
        let named = item.and_then(|item| item.code_set.as_deref());
        let of_case = || self.case().and_then(|(case, _)| case.code_set.as_deref());
        let year = named.or_else(of_case).and_then(FiscalYear::named);
        Turn::effect(Effect::LoadBook { year: year.unwrap_or_else(|| self.book.year()) })
    }

    pub(in crate::tui) fn turn_book(&mut self, data: BookData) {
        self.book.turn_to(data);
    }

    pub(in crate::tui) fn mark_book(&mut self, bookmarks: Vec<Bookmark>) {
        self.book.mark(bookmarks);
    }

    /// Whether a row of codes is open, behind whatever lies over it.
    pub(in crate::tui::screens) fn is_typing(&self) -> bool {
        self.is_coded() && self.codes.has_focus()
    }

    /// What the code book makes of an action, over the item.
    pub(in crate::tui::screens) fn act_book(&mut self, action: Action, around: &Surroundings) -> Turn {
        match self.book.act(action, around) {
            Choice::Stay => Turn::none(),
            Choice::Close => {
                self.view = View::Item;
                Turn::none()
            }
            Choice::Say(text) => Turn::notice(text),
            Choice::Do(effect) => Turn::effect(effect),
            Choice::Take(..) if !self.is_typing() => Turn::notice(NO_ROW),
            Choice::Take(..) if self.sitting.form().entry == CodeEntry::Picked => Turn::notice(FROM_THE_LIST),
            Choice::Take(system, code) => {
                let wish = self.with_table(|table, fields, rows| table.put(system, &code, fields, rows));
                if wish == Wish::Nothing {
                    (self.view, self.pane, self.follow) = (View::Item, Pane::Item, true);
                }
                self.wished(wish, around.now)
            }
        }
    }

    /// Where codes are picked, a row's code comes from a list.
    fn opens_list(&mut self, action: Action) -> bool {
        let (fields, rows) = self.coded();
        let Some(place) = self.codes.to_pick(action, fields, rows) else { return false };
        let item = self.items.get(self.sitting.current()).and_then(Option::as_ref);
        let Some(codes) = item.and_then(crate::bank::Item::codes) else { return false };
        self.view = View::Picks(Box::new(PickList::new(codes, *place.field, rows, place.row)));
        true
    }

    /// What the list makes of an action: a code of it goes into the row, and the cursor on to what is next.
    pub(in crate::tui::screens) fn act_picks(&mut self, action: Action, around: &Surroundings) -> Turn {
        let View::Picks(list) = &mut self.view else { return Turn::none() };
        match list.act(action, around) {
            Picked::Stay => Turn::none(),
            Picked::Back => {
                self.view = View::Item;
                Turn::none()
            }
            Picked::Code(system, code) => {
                (self.view, self.follow) = (View::Item, true);
                let wish = self.with_table(|table, fields, rows| match table.put(system, &code, fields, rows) {
                    Wish::Nothing => table.act(Action::Accept, fields, rows),
                    said => said,
                });
                self.wished(wish, around.now)
            }
        }
    }

    fn with_table(&mut self, act: impl FnOnce(&mut CodeTable, &[Field], &[CodeRow]) -> Wish) -> Wish {
        let at = self.sitting.current();
        let fields = &self.sitting.form().slots[at].fields;
        act(&mut self.codes, fields, &self.sitting.response(at).codes)
    }

    fn wished(&mut self, wish: Wish, now: Now) -> Turn {
        match wish {
            Wish::Nothing => Turn::none(),
            Wish::Answer(rows) => self.command(Command::Code(rows), now),
            Wish::Say(text) => Turn::notice(text),
        }
    }

    /// What is typed and not yet given, as an event: nothing typed is lost when the time is over or a signal comes.
    pub(in crate::tui::screens) fn draft(&self) -> Option<Event> {
        if !self.is_coded() {
            return None;
        }
        let (fields, rows) = self.coded();
        self.sitting.decide(Command::Code(self.codes.answer(fields, rows)?)).ok()
    }

    /// The answer is on disk.
    pub(in crate::tui::screens) fn codes_written(&mut self) {
        let at = self.sitting.current();
        let fields = &self.sitting.form().slots[at].fields;
        self.codes.written(fields, &self.sitting.response(at).codes);
    }
}
