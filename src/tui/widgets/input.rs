//! A line that is typed, with its cursor.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::dialog::Dialog;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;

/// Longer texts are no lines any more.
const LONGEST: usize = 500;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// Letters before the cursor.
    cursor: usize,
}

/// What a key made of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    On,
    Kept(String),
    Left,
}

impl Input {
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.chars().count() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn act(&mut self, action: Action) -> Typed {
        let letters = self.text.chars().count();
        match action {
            Action::Key(c) if !c.is_control() && letters < LONGEST => {
                self.text.insert(self.place(), c);
                self.cursor += 1;
            }
            Action::Erase if self.cursor > 0 => {
                self.cursor -= 1;
                self.text.remove(self.place());
            }
            Action::Left => self.cursor = self.cursor.saturating_sub(1),
            Action::Right => self.cursor = (self.cursor + 1).min(letters),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = letters,
            Action::Accept => return Typed::Kept(self.text.trim().to_owned()),
            Action::Back => return Typed::Left,
            _ => {}
        }
        Typed::On
    }

    /// The byte at which the cursor stands.
    fn place(&self) -> usize {
        self.text.char_indices().nth(self.cursor).map_or(self.text.len(), |(place, _)| place)
    }

    /// The line with its cursor in `width` columns: the part around the cursor where not all fits.
    pub fn line(&self, canvas: &Canvas<'_>, width: usize) -> Line<'static> {
        let room = width.saturating_sub(1).max(1);
        let mut before: Vec<char> = self.text[..self.place()].chars().collect();
        while before.iter().map(|c| c.width().unwrap_or(0)).sum::<usize>() > room {
            before.remove(0);
        }
        let before: String = before.into_iter().collect();
        let mut after = String::new();
        for c in self.text[self.place()..].chars() {
            if before.width() + after.width() + c.width().unwrap_or(0) > room {
                break;
            }
            after.push(c);
        }
        let text = canvas.style(Role::Text);
        Line::from(vec![Span::styled(before, text), canvas.span("▏", Role::Accent), Span::styled(after, text)])
    }

    /// A box in the middle of the screen: what is asked, the line, and what stands under it.
    pub fn draw(&self, canvas: &mut Canvas<'_>, title: &str, hint: &str) {
        let text = vec![String::new(), hint.to_owned()];
        let Rect { x, y, width, .. } = Dialog { title, text, choices: &[], cursor: 0 }.draw(canvas);
        let line = self.line(canvas, usize::from(width));
        canvas.clear(Rect { x, y: y + 2, width, height: 1 });
        canvas.line(x, y + 2, width, &line);
        canvas.footer(Context::Input);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_typed_and_erased_where_the_cursor_stands() {
        let mut input = Input::default();
        for c in "Cafx note".chars() {
            input.act(Action::Key(c));
        }
        for action in [Action::First, Action::Right, Action::Right, Action::Right, Action::Right, Action::Erase] {
            assert_eq!(input.act(action), Typed::On);
        }
        assert_eq!(input.act(Action::Key('é')), Typed::On);
        assert_eq!(input.act(Action::Accept), Typed::Kept("Café note".into()));
        assert_eq!(input.act(Action::Back), Typed::Left);
    }

    proptest::proptest! {
        #[test]
        fn no_keys_break_it(keys in proptest::collection::vec((0usize..8, proptest::char::any()), 0..80)) {
            let mut input = Input::default();
            for (key, c) in keys {
                let actions = [
                    Action::Key(c), Action::Erase, Action::Left, Action::Right, Action::First, Action::Last,
                    Action::Key('\n'), Action::Up,
                ];
                input.act(actions[key]);
                proptest::prop_assert!(input.cursor <= input.text.chars().count());
                proptest::prop_assert!(!input.text.contains('\n'));
            }
        }
    }
}
