//! Words in a text that is laid out already: where they stand, whatever line they are broken over, and how they are lit.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::input::Input;
use super::markdown;
use crate::tui::keymap::Action;

/// Where lines of no screen are broken: what is counted does not depend on the window.
const WIDE: usize = 400;

/// A search that is open: what is typed, and which of the places found is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    pub input: Input,
    /// Among the places of all documents, in their order.
    pub at: usize,
}

impl Find {
    /// Takes a key; `counts` are the places in each document, `open` the one on the screen. False when it is closed.
    pub fn act(&mut self, action: Action, counts: impl Fn(&str) -> Vec<usize>, open: usize) -> bool {
        let before = self.input.text().to_owned();
        match action {
            Action::Back => return false,
            Action::Accept | Action::Down => self.at = self.at.saturating_add(1),
            Action::Up => {
                let all: usize = counts(&before).iter().sum();
                self.at = self.at.checked_sub(1).unwrap_or(all.saturating_sub(1));
            }
            action => drop(self.input.act(action)),
        }
        let counts = counts(self.input.text());
        let all: usize = counts.iter().sum();
        if self.input.text() != before {
            // The first place from the open document on.
            self.at = counts.iter().take(open).sum();
        }
        self.at = if all == 0 { 0 } else { self.at % all };
        true
    }
}

/// Places of each of these texts in which the words stand.
pub fn counts<'a>(texts: impl Iterator<Item = &'a str>, words: &str) -> Vec<usize> {
    texts.map(|text| places(&markdown::document(text, WIDE, Style::default()), words).len()).collect()
}

/// A place, as cells of lines: more than one where it goes over the end of a line.
pub type Place = Vec<(usize, usize)>;

/// Every place in which the words stand, in small letters or capitals; a line's end is a blank like any other.
pub fn places(lines: &[Line<'_>], words: &str) -> Vec<Place> {
    let words: Vec<char> = small(words.trim()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut letters: Vec<(char, Option<(usize, usize)>)> = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        let text = line.spans.iter().flat_map(|span| span.content.chars());
        for (column, letter) in text.enumerate() {
            let blank_before = letters.last().is_none_or(|(before, _)| *before == ' ');
            if letter != ' ' || !blank_before {
                letters.push((small_letter(letter), Some((row, column))));
            }
        }
        if letters.last().is_some_and(|(before, _)| *before != ' ') {
            letters.push((' ', None));
        }
    }
    let mut places = Vec::new();
    let mut from = 0;
    while from + words.len() <= letters.len() {
        let here = &letters[from..from + words.len()];
        if here.iter().map(|(letter, _)| letter).eq(&words) {
            places.push(here.iter().filter_map(|(_, cell)| *cell).collect());
            from += words.len();
        } else {
            from += 1;
        }
    }
    places
}

fn small(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(small_letter)
}

/// One letter stays one letter.
fn small_letter(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// The lines with their places lit, the one that is looked at more than the others.
pub fn lit(lines: Vec<Line<'static>>, places: &[Place], at: Option<usize>) -> Vec<Line<'static>> {
    let on = |row: usize, column: usize| {
        places.iter().position(|place| place.contains(&(row, column))).map(|place| Some(place) == at)
    };
    let line = |(row, line): (usize, Line<'static>)| {
        if !places.iter().flatten().any(|(lit, _)| *lit == row) {
            return line;
        }
        let mut column = 0;
        let mut spans: Vec<Span<'static>> = Vec::new();
        for span in line.spans {
            for letter in span.content.chars() {
                let style = match on(row, column) {
                    Some(true) => span.style.add_modifier(Modifier::REVERSED | Modifier::BOLD),
                    Some(false) => span.style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
                    None => span.style,
                };
                match spans.last_mut().filter(|last| last.style == style) {
                    Some(last) => last.content.to_mut().push(letter),
                    None => spans.push(Span::styled(letter.to_string(), style)),
                }
                column += 1;
            }
        }
        Line::from(spans).style(line.style)
    };
    lines.into_iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &[&str]) -> Vec<Line<'static>> {
        lines.iter().map(|line| Line::from((*line).to_owned())).collect()
    }

    #[test]
    fn words_are_found_over_the_end_of_a_line_and_in_any_letters() {
        let lines = text(&["No acute kidney", "  injury. Acute Kidney Injury", "ruled out"]);
        let found = places(&lines, "acute kidney injury");
        assert_eq!(found.len(), 2);
        assert_eq!((found[0][0], *found[0].last().unwrap()), ((0, 3), (1, 7)));
        assert_eq!((places(&lines, "").len(), places(&lines, " out ").len(), places(&lines, "gout").len()), (0, 1, 0));
    }

    #[test]
    fn what_is_found_is_lit_and_the_rest_stands() {
        let lit = lit(text(&["an AKI, no AKI"]), &places(&text(&["an AKI, no AKI"]), "aki"), Some(1));
        let spans: Vec<(&str, Modifier)> =
            lit[0].spans.iter().map(|span| (span.content.as_ref(), span.style.add_modifier)).collect();
        let bold = Modifier::BOLD;
        let none = Modifier::empty();
        let expected = [("an ", none), ("AKI", Modifier::UNDERLINED | bold), (", no ", none)];
        assert_eq!(spans[..3], expected);
        assert_eq!(spans[3], ("AKI", Modifier::REVERSED | bold));
    }

    #[test]
    fn the_next_place_follows_and_after_the_last_comes_the_first() {
        let mut find = Find::default();
        let documents = ["sepsis", "no sepsis, sepsis", "none"];
        let counts = |words: &str| counts(documents.into_iter(), words);
        for letter in "sepsis".chars() {
            assert!(find.act(Action::Key(letter), counts, 1));
        }
        assert_eq!(find.at, 1, "from the open document on");
        let mut goes = |action| {
            find.act(action, counts, 1);
            find.at
        };
        assert_eq!([Action::Accept, Action::Down, Action::Up, Action::Up].map(&mut goes), [2, 0, 2, 1]);
        assert!(!find.act(Action::Back, counts, 1));
    }
}
