//! An answer in the making: what is chosen, struck out and said, and where the cursor stands. Nothing of it is kept.

use crate::bank::OptionSet;
use crate::exam::Certainty;
use crate::exam::drill::Turn as Place;
use crate::tui::widgets::input::Input;

use super::order::move_row;

#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Options by their stored place.
    pub(super) chosen: OptionSet,
    pub(super) struck: OptionSet,
    /// The line in which a number is typed.
    pub(super) number: Input,
    /// Steps in the order they have now; empty while they stand as they were shown.
    moved: Vec<u8>,
    pub(super) certainty: Certainty,
    /// The option under the cursor, by its place on the screen.
    pub(super) cursor: usize,
}

/// As many as are asked for are chosen already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full;

impl Draft {
    /// Chooses an option, or takes it back. Where one is asked for, the new one takes the old one's place.
    pub(super) fn choose(&mut self, option: usize, choose: usize) -> Result<(), Full> {
        self.chosen = match (self.chosen.contains(option), choose) {
            (true, _) => self.chosen.without(option),
            (false, 1) => OptionSet::EMPTY.with(option),
            (false, _) if self.chosen.len() >= choose => return Err(Full),
            (false, _) => self.chosen.with(option),
        };
        Ok(())
    }

    /// Strikes an option out, or brings it back.
    pub(super) fn strike(&mut self, option: usize) {
        let struck = self.struck;
        self.struck = if struck.contains(option) { struck.without(option) } else { struck.with(option) };
    }

    /// The steps of a place in the order they have now.
    pub(super) fn order<'a>(&'a self, place: &'a Place) -> &'a [u8] {
        if self.moved.is_empty() { &place.options } else { &self.moved }
    }

    /// Moves the step under the cursor.
    pub(super) fn move_step(&mut self, place: &Place, by: isize) {
        if self.moved.is_empty() {
            self.moved.clone_from(&place.options);
        }
        move_row(&mut self.moved, &mut self.cursor, by);
        if self.moved == place.options {
            self.moved.clear();
        }
    }

    pub(super) fn is_moved(&self) -> bool {
        !self.moved.is_empty()
    }

    /// Takes back what was typed or moved.
    pub(super) fn clear(&mut self) {
        self.number = Input::default();
        self.moved.clear();
    }

    /// Whether there is nothing that would be lost.
    pub(super) fn is_empty(&self) -> bool {
        self.chosen.is_empty() && self.number.text().is_empty() && self.moved.is_empty()
    }

    /// Said twice, it is taken back.
    pub(super) fn say(&mut self, certainty: Certainty) {
        self.certainty = if self.certainty == certainty { Certainty::NotSaid } else { certainty };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn chosen(options: &[usize], choose: usize, expected: &[usize]) {
        let mut draft = Draft::default();
        for &option in options {
            let _ = draft.choose(option, choose);
        }
        assert_eq!(draft.chosen, expected.iter().copied().collect(), "{options:?} of {choose}");
    }

    #[test]
    fn options_are_chosen_exchanged_and_taken_back() {
        chosen(&[2], 1, &[2]);
        chosen(&[2, 0], 1, &[0]);
        chosen(&[2, 2], 1, &[]);
        chosen(&[2, 0], 2, &[0, 2]);
        chosen(&[2, 0, 1], 2, &[0, 2]);
        chosen(&[2, 0, 2, 1], 2, &[0, 1]);
    }

    #[test]
    fn what_is_said_or_struck_twice_is_taken_back() {
        let mut draft = Draft::default();
        draft.say(Certainty::Sure);
        draft.say(Certainty::Unsure);
        assert_eq!(draft.certainty, Certainty::Unsure);
        draft.say(Certainty::Unsure);
        assert_eq!(draft.certainty, Certainty::NotSaid);
        draft.strike(1);
        draft.strike(3);
        draft.strike(1);
        assert_eq!(draft.struck, OptionSet::EMPTY.with(3));
    }
}
