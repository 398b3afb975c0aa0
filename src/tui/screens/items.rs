//! The items of a report as a list, all or filtered.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::exam::report::{ItemReport, Outcome};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::cut;

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
            Filter::All | Filter::Domain(_) => "There are no items.",
        };
        canvas.text(body.x, body.y, body.width, text, Role::Muted);
        canvas.footer(Context::Items);
        return;
    }
    let width = usize::from(body.width);
    let lines: Vec<Line<'static>> =
        items.iter().enumerate().map(|(index, item)| line(item, index == screen.cursor, canvas, width)).collect();
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

fn line(item: &ItemReport, here: bool, canvas: &Canvas<'_>, width: usize) -> Line<'static> {
    let (mark, role) = sign(item.outcome);
    let room = width.saturating_sub(28);
    let topic = if item.scored { item.topic.clone() } else { format!("{} (did not count)", item.topic) };
    let text = if here { Role::Accent } else { Role::Text };
    Line::from(vec![
        canvas.span(if here { "▌" } else { " " }, Role::Accent),
        canvas.span(format!("{:>3}  ", item.position), text),
        canvas.span(format!("{mark} "), role),
        canvas.span(if item.flagged { "⚑ " } else { "  " }, Role::Flag),
        canvas.span(format!("{:<5} ", item.task), Role::Muted),
        canvas.span(format!("{:<room$}  ", cut(&topic, room)), text),
        canvas.span(format!("{:>10}", time::per_item(item.seconds)), Role::Muted),
    ])
}
