//! A box in the middle of the screen: some text, and choices with a cursor.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::text::{Indent, paragraph};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Action;
use crate::tui::theme::Role;

#[derive(Debug)]
pub struct Dialog<'a> {
    pub title: &'a str,
    pub text: Vec<String>,
    pub choices: &'a [&'a str],
    pub cursor: usize,
}

impl Dialog<'_> {
    /// Draws the box and gives the area of its text back.
    pub fn draw(&self, canvas: &mut Canvas<'_>) -> Rect {
        let page = canvas.page;
        let width = page.width.saturating_sub(8).min(66);
        let inner = usize::from(width.saturating_sub(6));
        let style = canvas.style(Role::Text);
        let mut lines: Vec<Line<'static>> = vec![Line::from(canvas.span(self.title, Role::Title))];
        for text in &self.text {
            lines.push(Line::default());
            lines.extend(paragraph(text, style, inner, &Indent::default()));
        }
        let choices = self.choices.len() as u16;
        let gap = u16::from(choices > 0);
        let height = (lines.len() as u16 + choices + gap + 2).min(page.height);
        let area = Rect {
            x: page.x + (page.width.saturating_sub(width)) / 2,
            y: page.y + (page.height.saturating_sub(height)) / 2,
            width,
            height,
        };
        canvas.clear(Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area });
        frame(canvas, area);
        let room = height.saturating_sub(2 + choices + gap);
        for (row, line) in lines.iter().take(usize::from(room)).enumerate() {
            canvas.line(area.x + 3, area.y + 1 + row as u16, inner as u16, line);
        }
        for (index, choice) in self.choices.iter().enumerate() {
            let y = area.y + 1 + room + gap + index as u16;
            let chosen = index == self.cursor;
            let role = if chosen { Role::Accent } else { Role::Text };
            let mark = if chosen { "▌ " } else { "  " };
            let line = Line::from(vec![canvas.span(mark, Role::Accent), Span::styled(*choice, canvas.style(role))]);
            canvas.line(area.x + 3, y, inner as u16, &line);
            canvas.zone(Rect { x: area.x + 1, y, width: area.width - 2, height: 1 }, Action::Pick(index));
        }
        Rect { x: area.x + 3, y: area.y + 1, width: inner as u16, height: room }
    }
}

/// A single-line border.
pub fn frame(canvas: &mut Canvas<'_>, area: Rect) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let rule = "─".repeat(usize::from(area.width - 2));
    canvas.text(area.x, area.y, area.width, &format!("┌{rule}┐"), Role::Muted);
    canvas.text(area.x, area.bottom() - 1, area.width, &format!("└{rule}┘"), Role::Muted);
    for y in area.y + 1..area.bottom() - 1 {
        canvas.text(area.x, y, 1, "│", Role::Muted);
        canvas.text(area.right() - 1, y, 1, "│", Role::Muted);
    }
}
