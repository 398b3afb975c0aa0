//! The terminal is too small to sit an exam in: say so, and come back when it grows.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::canvas::{Canvas, SMALLEST};
use crate::tui::theme::Role;

pub fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let lines = [
        format!("{} x {} is too small", area.width, area.height),
        format!("practicum needs {} x {}", SMALLEST.0, SMALLEST.1),
        "nothing is lost: enlarge".to_owned(),
        "the window to go on".to_owned(),
    ];
    let top = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
    for (row, text) in lines.iter().enumerate() {
        let width = (text.chars().count() as u16).min(area.width);
        let x = area.x + (area.width - width) / 2;
        canvas.line(x, top + row as u16, width, &Line::styled(text.clone(), canvas.style(Role::Text)));
    }
}
