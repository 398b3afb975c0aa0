//! The list of queries: what each is about, the best build so far, and the day of the last.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::tui::app::Surroundings;
use crate::tui::canvas::Canvas;
use crate::tui::desk::{QueriesData, QueryRow};
use crate::tui::keymap::{Action, Context};
use crate::tui::screens::question::warn;
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::cut;

/// Widths of the columns after the topic.
const NEED: usize = 22;
const BEST: usize = 9;
const LAST: usize = 12;

pub(super) fn draw(
    data: &QueriesData,
    cursor: usize,
    canvas: &mut Canvas<'_>,
    around: &Surroundings,
    notice: Option<&str>,
) {
    let compliant = data.rows.iter().filter(|row| row.best.is_some_and(|(_, compliant)| compliant)).count();
    let right = format!("{compliant} of {} built compliant", data.rows.len());
    let left = Line::from(canvas.span(format!("{} · queries", data.short), Role::Title));
    canvas.header(left, Line::from(canvas.span(right, Role::Muted)));
    let body = canvas.body();
    let room = usize::from(body.width).saturating_sub(2 + NEED + BEST + LAST);
    // A query takes one line where that cuts no topic off.
    let wide = data.rows.iter().all(|row| row.topic.width() + 2 <= room);
    let mut area = body;
    if wide {
        let head = format!("  {:<room$}{:<NEED$}{:<BEST$}{:<LAST$}", "topic", "what is unclear", "best", "last built");
        canvas.text(body.x, body.y, body.width, &head, Role::Muted);
        area = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    }
    let each = if wide { 1 } else { 2 };
    let total = data.rows.len() * each;
    let height = usize::from(area.height) - usize::from(Canvas::overflows(area, total));
    let window = Canvas::window(area, total, ((cursor + 1) * each).saturating_sub(height));
    let lines: Vec<Line<'static>> = data
        .rows
        .iter()
        .enumerate()
        .flat_map(|(place, row)| lines(row, place == cursor, wide, canvas, around, usize::from(area.width)))
        .collect();
    canvas.scrolled(area, &lines, window.start);
    canvas.feedback.page = (height / each).max(1);
    for place in 0..data.rows.len() {
        let (from, to) = (place * each, (place + 1) * each);
        if from >= window.start && to <= window.end {
            let y = area.y + (from - window.start) as u16;
            canvas.zone(Rect { y, height: each as u16, ..area }, Action::Pick(place));
        }
    }
    if let Some(notice) = notice {
        warn(canvas, Rect { y: body.bottom().saturating_sub(1), height: 1, ..body }, notice);
    }
    canvas.footer(Context::Queries);
}

/// A query in one line, or in two.
fn lines(
    row: &QueryRow,
    here: bool,
    wide: bool,
    canvas: &Canvas<'_>,
    around: &Surroundings,
    width: usize,
) -> Vec<Line<'static>> {
    let cursor = canvas.span(if here { "▌ " } else { "  " }, Role::Accent);
    let title = if here { Role::Title } else { Role::Text };
    let (best, role) = match row.best {
        Some((percent, true)) => (format!("✓ {percent}%"), Role::Correct),
        Some((percent, false)) => (format!("✗ {percent}%"), Role::Wrong),
        None => (String::new(), Role::Muted),
    };
    let last = row.last_ms.map(|at| time::short_day(at, &around.zone));
    if wide {
        let room = width.saturating_sub(2 + NEED + BEST + LAST);
        return vec![Line::from(vec![
            cursor,
            canvas.span(format!("{:<room$}", row.topic), title),
            canvas.span(format!("{:<NEED$}", row.need.short()), Role::Text),
            canvas.span(format!("{best:<BEST$}"), role),
            canvas.span(last.unwrap_or_else(|| "not yet".to_owned()), Role::Muted),
        ])];
    }
    let last = last.map_or_else(|| "not built yet".to_owned(), |day| format!("last built {day}"));
    let room = width.saturating_sub(2 + BEST);
    vec![
        Line::from(vec![
            cursor,
            canvas.span(format!("{:<room$}", cut(&row.topic, room.saturating_sub(2))), title),
            canvas.span(best, role),
        ]),
        Line::from(vec![
            Span::raw("  "),
            canvas.span(cut(&format!("{} · {last}", row.need.short()), width.saturating_sub(2)), Role::Muted),
        ]),
    ]
}
