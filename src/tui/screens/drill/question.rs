//! An item of a drill before its answer.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::exam::Certainty;
use crate::exam::report::letters;
use crate::tui::canvas::Canvas;
use crate::tui::screens::question::{Asked, Rows, asked_lines, following, progress_bar, warn, zones};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::{DrillScreen, View, number, order};

pub(super) fn draw(screen: &DrillScreen, canvas: &mut Canvas<'_>, notice: Option<&str>) {
    header(screen, canvas);
    let body = canvas.body();
    let foot = if body.height >= 14 { 2 } else { 1 };
    let text = Rect { height: body.height.saturating_sub(foot), ..body };
    let (lines, options) = lines(screen, canvas, usize::from(text.width));
    let visible = Rect { height: text.height - u16::from(Canvas::overflows(text, lines.len())), ..text };
    let scroll = if screen.follow {
        following(screen.draft.cursor, screen.scroll, lines.len(), &options, visible.height)
    } else {
        screen.scroll
    };
    canvas.scrolled(text, &lines, scroll);
    zones(canvas, visible, &options);
    let row = Rect { y: body.bottom().saturating_sub(1), height: 1, ..body };
    match notice.or(screen.opening.as_deref()) {
        Some(notice) => warn(canvas, row, notice),
        None => status(screen, canvas, row),
    }
    canvas.footer(screen.context());
}

/// Which drill this is, how far one is, and the time that is left where there is a limit.
fn header(screen: &DrillScreen, canvas: &mut Canvas<'_>) {
    let form = screen.drill.form();
    let right = Line::from(position(screen, canvas));
    let again = if screen.place().is_some_and(|place| place.again) { "once more" } else { "" };
    let marks: Vec<&str> = [if screen.is_flagged() { "⚑ flagged" } else { "" }, again]
        .into_iter()
        .filter(|mark| !mark.is_empty())
        .collect();
    let marks = marks.join("  ");
    let room = usize::from(canvas.page.width).saturating_sub(right.width() + marks.chars().count() + 7);
    let title = cut(&format!("{} · {}", form.short, form.name), room);
    let left = Line::from(vec![canvas.span(title, Role::Title), Span::raw("   "), canvas.span(marks, Role::Flag)]);
    canvas.header(left, right);
}

/// `3 of 25`; with a limit, where more items wait than will be asked, `item 3` and the clock.
pub(super) fn position(screen: &DrillScreen, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    let at = screen.drill.current() + 1;
    let Some(limit) = screen.drill.form().limit_ms() else {
        return vec![canvas.span(format!("{at} of {}", screen.drill.turns().len()), Role::Text)];
    };
    let role = if screen.is_time_over() { Role::Warning } else { Role::Text };
    let left = time::left(limit, screen.clock.active_ms());
    vec![canvas.span(format!("item {at}   "), Role::Text), canvas.span(format!("{left} left"), role)]
}

fn lines(screen: &DrillScreen, canvas: &Canvas<'_>, width: usize) -> (Vec<Line<'static>>, Rows) {
    let (Some(item), Some(place)) = (screen.item(), screen.place()) else {
        let text = "The wording of this item is missing from the record. Enter goes past it.";
        return (paragraph(text, canvas.style(Role::Warning), width, &Indent::default()), Vec::new());
    };
    let cursor = screen.has_the_keys().then_some(screen.draft.cursor);
    if let Some(numeric) = item.numeric() {
        let has_the_keys = matches!(screen.view, View::Item);
        return number::lines(&item.stem, numeric, &screen.draft.number, has_the_keys, canvas, width);
    }
    if let Some(steps) = item.steps() {
        return order::lines(&item.stem, steps, screen.draft.order(place), cursor, canvas, width);
    }
    let asked = Asked {
        item,
        options: &place.options,
        choose: screen.drill.slot(screen.drill.current()).map_or(1, |slot| slot.choose),
        chosen: screen.draft.chosen,
        struck: screen.draft.struck,
        cursor,
    };
    asked_lines(&asked, canvas, width)
}

/// What enter would answer, and how far the drill is.
fn status(screen: &DrillScreen, canvas: &mut Canvas<'_>, row: Rect) {
    let order = screen.place().map_or(&[][..], |place| &place.options);
    let letters: Vec<String> = letters(screen.draft.chosen, order).chars().map(String::from).collect();
    let chosen = match letters.len() {
        0 => String::new(),
        _ => format!("● {}", letters.join(" and ")),
    };
    let sure = match screen.draft.certainty {
        Certainty::NotSaid => "",
        Certainty::Sure => "sure",
        Certainty::Unsure => "unsure",
    };
    let said: Vec<&str> = [chosen.as_str(), sure].into_iter().filter(|part| !part.is_empty()).collect();
    let said = said.join(", ");
    let mut row = row;
    if !said.is_empty() {
        let end = canvas.text(row.x, row.y, row.width, &said, Role::Accent) + 3;
        row = Rect { x: end, width: row.right().saturating_sub(end), ..row };
    }
    let (answered, right, left) = (screen.drill.answered(), screen.right(), screen.drill.left());
    let score = format!("{right} of {answered} right");
    match screen.drill.form().limit_ms() {
        Some(limit) => {
            let text = if answered > 0 { score } else { "nothing answered yet".to_owned() };
            let spent = screen.clock.active_ms().min(limit);
            progress_bar(canvas, row, (spent / 1000) as usize, (limit / 1000) as usize, &text);
        }
        None => {
            let text = if answered > 0 { format!("{score} · {left} to go") } else { format!("{left} to go") };
            let total = screen.drill.turns().len();
            progress_bar(canvas, row, total - left, total, &text);
        }
    }
}
