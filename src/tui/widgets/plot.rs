//! The sheet that charts are drawn on: cells with their roles, and the axes around them.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::tui::theme::{Role, Theme};

/// A place on the horizontal axis and what stands under it.
pub type Label = (f64, String);

/// The line under a plot, with the labels that fit.
pub(super) fn axis(labels: &[Label], place: impl Fn(f64) -> f64, width: usize) -> String {
    let mut cells: Vec<char> = vec!['─'; width];
    let mut free = 0;
    for (at, text) in labels {
        let length = text.width();
        let start = (place(*at).round() as usize).min(width.saturating_sub(length));
        // A blank on both sides, so that the line does not touch the words.
        if start < free || start + length > width {
            continue;
        }
        if let Some(before) = start.checked_sub(1) {
            cells[before] = ' ';
        }
        for (offset, c) in text.chars().chain([' ']).enumerate() {
            if let Some(cell) = cells.get_mut(start + offset) {
                *cell = c;
            }
        }
        free = start + length + 2;
    }
    cells.into_iter().collect()
}

/// Cells with their roles.
pub(super) struct Plot {
    pub(super) width: usize,
    pub(super) height: usize,
    cells: Vec<(char, Role)>,
}

impl Plot {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, cells: vec![(' ', Role::Text); width * height] }
    }

    pub(super) fn put(&mut self, column: usize, row: usize, sign: char, role: Role) {
        if column < self.width && row < self.height {
            self.cells[row * self.width + column] = (sign, role);
        }
    }

    /// With its vertical axis on the left and the horizontal one below.
    pub(super) fn framed(&self, margin: &[String], gutter: usize, axis: &str, theme: Theme) -> Vec<Line<'static>> {
        let muted = theme.style(Role::Muted);
        let row = |(row, label): (usize, &String)| {
            let sign = if label.is_empty() { '│' } else { '┤' };
            let mut spans = vec![Span::styled(format!("{label:>gutter$}{sign}"), muted)];
            for &(sign, role) in &self.cells[row * self.width..(row + 1) * self.width] {
                let style = theme.style(role);
                match spans.last_mut() {
                    Some(last) if last.style == style => last.content.to_mut().push(sign),
                    _ => spans.push(Span::styled(sign.to_string(), style)),
                }
            }
            Line::from(spans)
        };
        let below = Line::from(Span::styled(format!("{:gutter$}└{axis}", ""), muted));
        margin.iter().enumerate().map(row).chain([below]).collect()
    }
}
