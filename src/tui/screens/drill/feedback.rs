//! An item of a drill right after its answer: the key, the reason for every option, the rule, the sources, how the
//! candidate stands with it.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::exam::Certainty;
use crate::exam::drill::Turn as Place;
use crate::tui::canvas::Canvas;
use crate::tui::desk::Known;
use crate::tui::screens::item::{due_again, note_lines, told};
use crate::tui::screens::question::warn;
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::DrillScreen;
use super::question::position;

pub(super) fn draw(screen: &DrillScreen, canvas: &mut Canvas<'_>, notice: Option<&str>) {
    header(screen, canvas);
    let body = canvas.body();
    let foot = if body.height >= 14 { 2 } else { 1 };
    let text = Rect { height: body.height.saturating_sub(foot), ..body };
    canvas.scrolled(text, &lines(screen, canvas, usize::from(body.width)), screen.scroll);
    let row = Rect { y: body.bottom().saturating_sub(1), height: 1, ..body };
    match notice {
        Some(notice) => warn(canvas, row, notice),
        None => {
            canvas.text(row.x, row.y, row.width, &status(screen), Role::Muted);
        }
    }
    canvas.footer(screen.context());
}

/// Which item this is and, in words, how it was answered.
fn header(screen: &DrillScreen, canvas: &mut Canvas<'_>) {
    let mut right = position(screen, canvas);
    if let Some(place) = screen.place() {
        let (sign, words, role) = verdict(screen, place);
        if canvas.page.width >= 76 && place.answer.is_some() {
            let spent = time::per_item(place.active_ms as f64 / 1000.0);
            right.push(canvas.span(format!(" · {spent}"), Role::Muted));
        }
        right.push(canvas.span(" · ", Role::Muted));
        right.push(canvas.span(format!("{sign} {words}"), role));
    }
    if screen.is_flagged() {
        right.push(canvas.span(" ⚑", Role::Flag));
    }
    let right = Line::from(right);
    let room = usize::from(canvas.page.width).saturating_sub(right.width() + 4);
    let form = screen.drill.form();
    let title = match screen.item() {
        Some(item) => format!("{} · {}", item.task, item.topic),
        None => format!("{} · {}", form.short, form.name),
    };
    canvas.header(Line::from(canvas.span(cut(&title, room), Role::Title)), right);
}

/// A sign, words and a role for an answer. Sure and wrong has its own words: something is believed that is not so.
fn verdict(screen: &DrillScreen, place: &Place) -> (&'static str, &'static str, Role) {
    let Some(answer) = &place.answer else { return ("○", "passed over", Role::Warning) };
    match (screen.is_right(place), answer.certainty) {
        (true, Certainty::Sure) => ("✓", "sure and right", Role::Correct),
        (true, Certainty::Unsure) => ("✓", "right, unsure", Role::Correct),
        (true, Certainty::NotSaid) => ("✓", "right", Role::Correct),
        (false, Certainty::Sure) => ("✗", "sure and wrong", Role::Wrong),
        (false, Certainty::Unsure) => ("✗", "wrong, unsure", Role::Wrong),
        (false, Certainty::NotSaid) => ("✗", "wrong", Role::Wrong),
    }
}

fn lines(screen: &DrillScreen, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let plain = |text: &str, role: Role| paragraph(text, canvas.style(role), width, &Indent::default());
    let Some((item, place)) = screen.item().zip(screen.place()) else {
        return plain("The wording of this item is missing from the record.", Role::Warning);
    };
    let Some(answer) = &place.answer else {
        return plain("This item was passed over: it stands on a mock that has not ended.", Role::Warning);
    };
    let mut lines = told(item, &place.options, Some(&answer.given), "Your answer.", canvas, width);
    if let Some(mark) = screen.mark().filter(|mark| !mark.note.is_empty()) {
        lines.push(Line::default());
        lines.extend(note_lines(&mark.note, canvas, width));
    }
    if let Some(known) = screen.known() {
        lines.push(Line::default());
        lines.extend(plain(&standing(known), Role::Text));
    }
    lines
}

/// `You: 2 of 3 here · due again in 4 days`.
fn standing(known: &Known) -> String {
    let recollection = known.recollection;
    let due = due_again(known.due_in);
    format!("You: {} of {} here · {due}", recollection.right, recollection.answers)
}

fn status(screen: &DrillScreen) -> String {
    let mut parts = vec![format!("{} of {} right", screen.right(), screen.drill.answered())];
    if screen.comes_again() && !screen.is_time_over() {
        parts.push("comes again at the end".to_owned());
    }
    let end = match (screen.is_time_over(), screen.is_at_the_end()) {
        (true, _) => "the time is over: enter ends the drill".to_owned(),
        (false, true) => "the last one: enter ends the drill".to_owned(),
        (false, false) if screen.drill.form().limit_ms().is_some() => String::new(),
        (false, false) => format!("{} to go", screen.drill.left()),
    };
    parts.extend((!end.is_empty()).then_some(end));
    parts.join(" · ")
}
