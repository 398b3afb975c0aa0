//! The query as it is built: what is asked, then each slot with its parts.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::canvas::Canvas;
use crate::tui::screens::question::{Rows, following, zones};
use crate::tui::theme::Role;
use crate::tui::widgets::markdown;
use crate::tui::widgets::text::{Indent, wrap};

use super::room::Room;

pub(super) fn draw(room: &Room, canvas: &mut Canvas<'_>, area: Rect) {
    let (lines, rows, heads) = lines(room, canvas, usize::from(area.width));
    let visible = Rect { height: area.height - u16::from(Canvas::overflows(area, lines.len())), ..area };
    let scroll = if room.follow {
        following(room.cursor, room.scroll, lines.len(), &heads, visible.height)
    } else {
        room.scroll
    };
    canvas.scrolled(area, &lines, scroll);
    zones(canvas, visible, &rows);
}

/// All lines, the rows of each part, and the same with the head of its slot where a part is the first.
fn lines(room: &Room, canvas: &Canvas<'_>, width: usize) -> (Vec<Line<'static>>, Rows, Rows) {
    let mut lines = markdown::lines(&room.item.stem, width, canvas.style(Role::Text));
    let (mut rows, mut heads): (Rows, Rows) = (Vec::new(), Vec::new());
    for (slot, parts) in room.shown() {
        lines.push(Line::default());
        let head = lines.len();
        let count = format!(" · {} of {}", slot.count(&room.chosen), slot.max);
        let label = [canvas.span(slot.label.clone(), Role::Title), canvas.span(count, Role::Muted)];
        lines.extend(wrap(&label, width, &Indent::default()));
        for (place, part) in parts.into_iter().enumerate() {
            let is_chosen = room.chosen.contains(&part.id);
            let here = rows.len() == room.cursor;
            let role = if is_chosen || here { Role::Title } else { Role::Text };
            let cursor = canvas.span(if here { "▌ " } else { "  " }, Role::Accent);
            let sign = canvas.span(if is_chosen { "● " } else { "  " }, Role::Accent);
            let from = lines.len();
            let text = markdown::spans(&part.text, canvas.style(role));
            lines.extend(wrap(&text, width, &Indent::hanging(vec![cursor, sign])));
            rows.push((from, lines.len()));
            heads.push((if place == 0 { head } else { from }, lines.len()));
        }
    }
    (lines, rows, heads)
}
