//! The sittings so far, with the domains of the one under the cursor.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::store::SittingRow;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::HistoryData;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::bars::bar;
use crate::tui::widgets::text::{Indent, cut, paragraph};

#[derive(Debug)]
pub struct History {
    rows: Vec<SittingRow>,
    cursor: usize,
}

impl History {
    pub fn new(data: HistoryData) -> Self {
        Self { rows: data.rows, cursor: 0 }
    }

    pub fn context(&self) -> Context {
        Context::History
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let last = self.rows.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp => self.cursor = self.cursor.saturating_sub(around.feedback.page),
            Action::PageDown => self.cursor = (self.cursor + around.feedback.page).min(last),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = last,
            Action::Pick(index) if index <= last => {
                self.cursor = index;
                return self.open(around);
            }
            Action::Accept => return self.open(around),
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    fn open(&self, around: &Surroundings) -> Turn {
        match (self.rows.get(self.cursor), &around.read_only) {
            (None, _) => Turn::none(),
            (Some(row), _) if row.ended_ms.is_some() => Turn::effect(Effect::LoadReport(row.id)),
            (Some(_), Some(reason)) => Turn::notice(format!("{reason}: this sitting cannot go on here")),
            (Some(row), None) => Turn::effect(Effect::Resume(row.id)),
        }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        let ended = self.rows.iter().filter(|row| row.ended_ms.is_some()).count();
        let right = format!("{ended} finished, {} left", self.rows.len() - ended);
        canvas.header(Line::from(canvas.span("history", Role::Title)), Line::from(canvas.span(right, Role::Muted)));
        let body = canvas.body();
        if self.rows.is_empty() {
            let text = "No sitting yet. Go back with esc and press s to sit a mock exam; its report will stand here.";
            let lines = paragraph(text, canvas.style(Role::Muted), usize::from(body.width), &Indent::default());
            canvas.scrolled(body, &lines, 0);
            canvas.footer(Context::History);
            return;
        }
        let width = usize::from(body.width);
        let summary = self.rows.get(self.cursor).and_then(|row| row.summary.as_ref());
        let domains = summary.map_or(0, |summary| summary.domains.len());
        let below = if domains > 0 && usize::from(body.height) >= domains + 8 { domains as u16 + 2 } else { 0 };
        let columns = Columns::fitting(width);
        let Columns { name, word, spent } = columns;
        let head = format!(
            "  {:<13}{:<name$}{:>7}  {:<word$}{:>6}{:>spent$}",
            "Day", "Sitting", "Scaled", "", "Right", "Time"
        );
        canvas.text(body.x, body.y, body.width, &cut(&head, width), Role::Muted);
        let list = Rect { y: body.y + 1, height: body.height.saturating_sub(1 + below), ..body };
        let height = usize::from(list.height) - usize::from(Canvas::overflows(list, self.rows.len()));
        let lines: Vec<Line<'static>> = self
            .rows
            .iter()
            .enumerate()
            .map(|(index, row)| line(row, index == self.cursor, columns, canvas, around))
            .collect();
        let top = self.cursor.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
        canvas.scrolled(list, &lines, top);
        for row in 0..height.min(lines.len() - top) {
            canvas.zone(Rect { y: list.y + row as u16, height: 1, ..list }, Action::Pick(top + row));
        }
        if let (Some(summary), true) = (summary, below > 0) {
            canvas.text(body.x, list.bottom(), body.width, "  Domains of this sitting", Role::Muted);
            for (y, domain) in (list.bottom() + 1..).zip(&summary.domains) {
                let share = f64::from(domain.right) / f64::from(domain.scored.max(1));
                let room = width.saturating_sub(31).min(42);
                let name = cut(&format!("{} {}", domain.code, domain.short), room);
                let text = format!("  {name:<room$} {:>3} / {:<3} ", domain.right, domain.scored);
                let x = canvas.text(body.x, y, body.width, &text, Role::Text);
                canvas.text(x, y, 12, &bar(share, 12), Role::Muted);
                canvas.text(x + 13, y, 5, &format!("{:>3}%", (share * 100.0).round()), Role::Text);
            }
        }
        if let Some(notice) = notice {
            super::question::warn(canvas, Rect { y: body.bottom() - 1, height: 1, ..body }, notice);
        }
        canvas.footer(Context::History);
    }
}

/// Widths of the columns that give way on a narrow screen.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    word: usize,
    spent: usize,
}

impl Columns {
    fn fitting(width: usize) -> Self {
        let (word, spent) = if width >= 70 { (12, 13) } else { (2, 8) };
        Self { name: width.saturating_sub(30 + word + spent), word, spent }
    }
}

fn line(row: &SittingRow, here: bool, columns: Columns, canvas: &Canvas<'_>, around: &Surroundings) -> Line<'static> {
    let Columns { name, word, spent } = columns;
    let role = if here { Role::Accent } else { Role::Text };
    let day = time::day(row.started_ms, &around.zone);
    let title = cut(&format!("{} {}", row.credential.to_uppercase(), row.name), name);
    let seconds = row.active_ms as f64 / 1000.0;
    let narrow = word < 12;
    let time = if narrow { time::clock(row.active_ms) } else { time::span(seconds) };
    let mut spans = vec![
        canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
        canvas.span(format!("{day:<13}{title:<name$}"), role),
    ];
    match (&row.summary, row.ended_ms) {
        (Some(summary), Some(_)) => {
            let (text, outcome) = match (summary.passed.unwrap_or_default(), narrow) {
                (true, false) => ("✓ passed", Role::Correct),
                (true, true) => ("✓", Role::Correct),
                (false, false) => ("✗ not passed", Role::Wrong),
                (false, true) => ("✗", Role::Wrong),
            };
            let share = f64::from(summary.raw) / f64::from(summary.scored.max(1)) * 100.0;
            spans.push(canvas.span(format!("{:>7}  ", summary.scaled.unwrap_or_default()), role));
            spans.push(canvas.span(format!("{text:<word$}"), outcome));
            spans.push(canvas.span(format!("{share:>5.0}%{time:>spent$}"), role));
        }
        _ => {
            let text = if narrow { "" } else { "left, ⏎ on" };
            spans.push(canvas.span(format!("{:>7}  {text:<word$}{:>6}{time:>spent$}", "–", ""), Role::Muted));
        }
    }
    Line::from(spans)
}
