//! An item that asks for a number: the line under the stem, and what its keys make of it.

use ratatui::text::Line;

use crate::bank::{Given, Number, Numeric};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Action;
use crate::tui::screens::question::Rows;
use crate::tui::theme::Role;
use crate::tui::widgets::input::Input;
use crate::tui::widgets::markdown;
use crate::tui::widgets::text::{Indent, paragraph};

/// Which of the rows is the line: the first one is the top of the stem, where reading begins. What is typed is in sight.
pub(super) const LINE: usize = 1;

/// Digits, at most one point, a minus before them. A comma could stand for either thing, so it is sent back.
pub(super) fn type_key(line: &mut Input, action: Action) -> Result<(), &'static str> {
    let before = line.clone();
    line.act(action);
    if !may_become_a_number(line.text()) {
        *line = before;
    }
    match action {
        Action::Key(',') => Err("Numbers are typed without commas; the point is for decimals."),
        _ => Ok(()),
    }
}

fn may_become_a_number(text: &str) -> bool {
    let bare = text.strip_prefix('-').unwrap_or(text);
    !bare.starts_with('-') && (matches!(bare, "" | ".") || Number::written(bare).is_some())
}

/// What is typed, as an answer; or what is to be done first.
pub(super) fn given(numeric: &Numeric, text: &str) -> Result<Given, String> {
    if text.is_empty() {
        return Err("Type a number first.".to_owned());
    }
    let Some(number) = Number::written(text) else {
        return Err("This is no number yet: digits are missing.".to_owned());
    };
    match (number.decimals(), numeric.round) {
        (typed, 0) if typed > 0 => Err("This item asks for a whole number: round it first.".to_owned()),
        (typed, asked) if typed > asked => {
            let plural = if asked == 1 { "" } else { "s" };
            Err(format!("This item asks for {asked} decimal{plural}, and {typed} are typed: round the number first."))
        }
        _ => Ok(Given::Number(number)),
    }
}

/// The stem, what kind of number is asked for, and the line. `line` is none while something else has the keys.
pub(super) fn lines(
    stem: &str,
    numeric: &Numeric,
    line: &Input,
    has_the_keys: bool,
    canvas: &Canvas<'_>,
    width: usize,
) -> (Vec<Line<'static>>, Rows) {
    let mut lines = markdown::lines(stem, width, canvas.style(Role::Text));
    lines.push(Line::default());
    lines.extend(paragraph(&asked(numeric.round), canvas.style(Role::Muted), width, &Indent::default()));
    lines.push(Line::default());
    let unit = numeric.unit.as_deref().unwrap_or_default();
    let mut spans = vec![canvas.span(if has_the_keys { "▌ " } else { "  " }, Role::Accent)];
    if has_the_keys {
        spans.extend(line.line(canvas, width.saturating_sub(3 + unit.chars().count())).spans);
    } else {
        spans.push(canvas.span(line.text().to_owned(), Role::Text));
    }
    spans.push(canvas.span(format!(" {unit}"), Role::Muted));
    let rows = vec![(0, 1), (lines.len(), lines.len() + 1)];
    lines.push(Line::from(spans));
    (lines, rows)
}

fn asked(round: u32) -> String {
    match round {
        0 => "Type a whole number.".to_owned(),
        1 => "Type a number with one decimal.".to_owned(),
        2 => "Type a number with two decimals.".to_owned(),
        3 => "Type a number with three decimals.".to_owned(),
        more => format!("Type a number with {more} decimals."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn typed(keys: &str, text: &str) {
        let mut line = Input::default();
        for key in keys.chars() {
            assert_eq!(type_key(&mut line, Action::Key(key)).is_err(), key == ',');
        }
        assert_eq!(line.text(), text, "{keys}");
    }

    #[test]
    fn only_numbers_are_typed() {
        typed("2.87", "2.87");
        typed("1,240.5", "1240.5");
        typed("2.8.71", "2.871");
        typed("--5", "-5");
        typed("-0.5", "-0.5");
        typed("5-3", "53");
        typed(".5", ".5");
        typed("12 %abc", "12");
        typed("1234567890123", "123456789012");
    }

    #[track_caller]
    fn gives(round: u32, text: &str, number: Result<&str, &str>) {
        let number_of = |text| Number::written(text).unwrap();
        let (answer, tolerance) = (number_of("1"), number_of("0"));
        let numeric = Numeric { answer, unit: None, tolerance, round, wrong: Vec::new() };
        let number = number.map(|text| Given::Number(number_of(text))).map_err(str::to_owned);
        assert_eq!(given(&numeric, text), number);
    }

    #[test]
    fn a_number_with_more_decimals_than_asked_for_is_sent_back() {
        gives(2, "2.87", Ok("2.87"));
        gives(2, "2.9", Ok("2.9"));
        gives(2, "3", Ok("3"));
        gives(2, "2.874", Err("This item asks for 2 decimals, and 3 are typed: round the number first."));
        gives(0, "2.8", Err("This item asks for a whole number: round it first."));
        gives(0, "", Err("Type a number first."));
        gives(0, "-", Err("This is no number yet: digits are missing."));
    }
}
