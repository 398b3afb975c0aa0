//! The items of a report as a list, all or filtered.

use std::cmp::Ordering;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::exam::report::coding::marks_shown;
use crate::exam::report::{Change, Changed, ItemReport, Outcome};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::report::{Filter, ReportScreen};

pub fn draw(screen: &ReportScreen, canvas: &mut Canvas<'_>) {
    let items = screen.filtered();
    let title = format!("{} · {}", screen.report.credential.to_uppercase(), screen.filter.title());
    let right = format!("{} of {}", items.len(), screen.report.items.len());
    canvas.header(Line::from(canvas.span(title, Role::Title)), Line::from(canvas.span(right, Role::Muted)));
    let body = canvas.body();
    if items.is_empty() {
        let text = match screen.filter {
            Filter::Wrong => "No item is wrong.",
            Filter::Unanswered => "Every item was answered.",
            Filter::Flagged => "No item was flagged.",
            Filter::Changed => "No answer was changed once it was complete.",
            Filter::All | Filter::Domain(_) => "There are no items.",
        };
        canvas.text(body.x, body.y, body.width, text, Role::Muted);
        canvas.footer(Context::Items);
        return;
    }
    let (body, told) = match screen.filter {
        Filter::Changed if body.width < 70 => (changes(screen, canvas, body), Told::ShortChange),
        Filter::Changed => (changes(screen, canvas, body), Told::Change),
        _ => (body, Told::Time),
    };
    let width = usize::from(body.width);
    let lines: Vec<Line<'static>> =
        items.iter().enumerate().map(|(index, item)| line(item, index == screen.cursor, told, canvas, width)).collect();
    let height = usize::from(body.height) - usize::from(Canvas::overflows(body, lines.len()));
    let top = screen.cursor.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    canvas.scrolled(body, &lines, top);
    let top = canvas.feedback.scroll;
    for row in 0..height.min(lines.len() - top) {
        canvas.zone(Rect { y: body.y + row as u16, height: 1, ..body }, Action::Pick(top + row));
    }
    canvas.footer(Context::Items);
}

pub(super) fn sign(outcome: Outcome) -> (&'static str, Role) {
    match outcome {
        Outcome::Right => ("✓", Role::Correct),
        Outcome::Wrong => ("✗", Role::Wrong),
        Outcome::Unanswered => ("○", Role::Warning),
    }
}

/// What the changes came to, over the list; gives back what is left of the screen.
fn changes(screen: &ReportScreen, canvas: &mut Canvas<'_>, body: Rect) -> Rect {
    let Changed { wrong_to_right, right_to_wrong, wrong_to_wrong } = screen.report.changed;
    let sum = match wrong_to_right.cmp(&right_to_wrong) {
        Ordering::Greater => format!("changing brought {} more right", wrong_to_right - right_to_wrong),
        Ordering::Less => format!("changing cost {} that were right", right_to_wrong - wrong_to_right),
        Ordering::Equal => "changing neither brought nor cost an item".to_owned(),
    };
    let text = format!(
        "Wrong to right {wrong_to_right}, right to wrong {right_to_wrong}, wrong to wrong {wrong_to_wrong}: {sum}."
    );
    let mut lines = paragraph(&text, canvas.style(Role::Text), usize::from(body.width), &Indent::default());
    lines.push(Line::default());
    for (y, line) in (body.y..).zip(&lines) {
        canvas.line(body.x, y, body.width, line);
    }
    let used = (lines.len() as u16).min(body.height.saturating_sub(1));
    Rect { y: body.y + used, height: body.height - used, ..body }
}

fn line(item: &ItemReport, here: bool, told: Told, canvas: &Canvas<'_>, width: usize) -> Line<'static> {
    let (mark, role) = sign(item.outcome);
    let (last, size) = (told.text(item), told.size());
    let room = width.saturating_sub(18 + size);
    let mut topic = item.topic.clone();
    if let Some(coding) = &item.coding {
        topic.push_str(&format!(", {} of {} marks", marks_shown(coding.marks), marks_shown(coding.maximum)));
    }
    if !item.scored {
        topic.push_str(" (did not count)");
    }
    let text = if here { Role::Accent } else { Role::Text };
    Line::from(vec![
        canvas.span(if here { "▌" } else { " " }, Role::Accent),
        canvas.span(format!("{:>3}  ", item.position), text),
        canvas.span(format!("{mark} "), role),
        canvas.span(if item.flagged { "⚑ " } else { "  " }, Role::Flag),
        canvas.span(format!("{:<5} ", item.task), Role::Muted),
        canvas.span(format!("{:<room$}  ", cut(&topic, room)), text),
        canvas.span(format!("{last:>size$}"), Role::Muted),
    ])
}

/// What the end of a row tells of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Time,
    Change,
    /// With signs for words, where there is little room.
    ShortChange,
}

impl Told {
    fn size(self) -> usize {
        match self {
            Self::Time => 10,
            Self::Change => 26,
            Self::ShortChange => 15,
        }
    }

    fn text(self, item: &ItemReport) -> String {
        let (Some(first), Some(change)) = (&item.first_answer, item.change) else {
            return time::per_item(item.seconds);
        };
        let last = item.last_answer();
        let last = if last.is_empty() { "none".to_owned() } else { last };
        match (self, change) {
            (Self::Time, _) => time::per_item(item.seconds),
            (Self::Change, change) => format!("{first} → {last}  {}", change.name()),
            (Self::ShortChange, Change::WrongToRight) => format!("{first} → {last}  ✗→✓"),
            (Self::ShortChange, Change::RightToWrong) => format!("{first} → {last}  ✓→✗"),
            (Self::ShortChange, Change::WrongToWrong) => format!("{first} → {last}  ✗→✗"),
        }
    }
}
