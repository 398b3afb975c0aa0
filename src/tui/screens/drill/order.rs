//! An item whose steps are put in order: rows that the candidate moves.

use ratatui::text::Line;

use crate::bank::Steps;
use crate::tui::canvas::Canvas;
use crate::tui::screens::question::Rows;
use crate::tui::theme::Role;
use crate::tui::widgets::markdown;
use crate::tui::widgets::text::{Indent, paragraph, wrap};

/// Moves the row under the cursor, and the cursor with it, one place up or down.
pub(super) fn move_row(order: &mut [u8], cursor: &mut usize, by: isize) {
    let Some(to) = cursor.checked_add_signed(by).filter(|to| *to < order.len()) else { return };
    if *cursor < order.len() {
        order.swap(*cursor, to);
        *cursor = to;
    }
}

/// The stem, and every step in the order it has now. The cursor is none while something else has the keys.
pub(super) fn lines(
    stem: &str,
    steps: &Steps,
    order: &[u8],
    cursor: Option<usize>,
    canvas: &Canvas<'_>,
    width: usize,
) -> (Vec<Line<'static>>, Rows) {
    let mut lines = markdown::lines(stem, width, canvas.style(Role::Text));
    lines.push(Line::default());
    let text = "The first on top. < and > move a step; only the whole order counts.";
    lines.extend(paragraph(text, canvas.style(Role::Muted), width, &Indent::default()));
    lines.push(Line::default());
    let mut rows = Rows::new();
    for (place, &stored) in order.iter().enumerate() {
        let Some(step) = steps.steps.get(usize::from(stored)) else { continue };
        let here = cursor == Some(place);
        let mark = canvas.span(if here { "▌ " } else { "  " }, Role::Accent);
        let number = canvas.span(format!("{}  ", place + 1), if here { Role::Accent } else { Role::Muted });
        let role = if here { Role::Title } else { Role::Text };
        let spans = markdown::spans(&step.text, canvas.style(role));
        let from = lines.len();
        lines.extend(wrap(&spans, width, &Indent::hanging(vec![mark, number])));
        rows.push((from, lines.len()));
    }
    (lines, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn moved(cursor: usize, moves: &[isize], expected: ([u8; 4], usize)) {
        let (mut order, mut cursor) = ([2, 0, 3, 1], cursor);
        moves.iter().for_each(|by| move_row(&mut order, &mut cursor, *by));
        assert_eq!((order, cursor), expected, "{moves:?}");
    }

    #[test]
    fn a_row_moves_with_the_cursor_and_stops_at_the_ends() {
        moved(0, &[1], ([0, 2, 3, 1], 1));
        moved(0, &[-1], ([2, 0, 3, 1], 0));
        moved(3, &[1], ([2, 0, 3, 1], 3));
        moved(3, &[-1, -1, -1, -1], ([1, 2, 0, 3], 0));
        moved(1, &[1, -1], ([2, 0, 3, 1], 1));
    }
}
