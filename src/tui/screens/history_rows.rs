//! What the history writes of one sitting: its row, and what stands under the list when the cursor is on it.

use jiff::tz::TimeZone;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::exam::score::Points;
use crate::store::{Kind, SittingRow, Summary};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::bars::bar;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::history_order::{By, Sort};

/// Stands behind a sitting that has a note.
const NOTE: &str = "≡";

/// Widths of the columns that give way on a narrow screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    narrow: bool,
    title: usize,
    /// Whether sittings are named with their credential.
    credential: bool,
}

/// How a row stands in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) here: bool,
    /// Whether it waits to be compared.
    pub(super) marked: bool,
}

impl Columns {
    const ROOMY: usize = 70;

    pub(super) fn fitting(width: usize, credential: bool) -> Self {
        let narrow = width < Self::ROOMY;
        let others = if narrow { 3 + 11 + 7 + 8 + 2 } else { 3 + 13 + 6 + 8 + 8 + 12 + 2 };
        Self { narrow, title: width.saturating_sub(others), credential }
    }

    /// The names of the columns, the one that is sorted by with an arrow.
    pub(super) fn head(self, sort: Sort) -> String {
        let arrow = |by: By| match (sort.by == by, sort.turned) {
            (false, _) => "",
            (true, false) => " ↓",
            (true, true) => " ↑",
        };
        let (day, score, time) = (arrow(By::Day), arrow(By::Score), arrow(By::Time));
        let (day, score, time) = (format!("Day{day}"), format!("Score{score}"), format!("Time{time}"));
        let title = self.title;
        if self.narrow {
            format!("   {day:<11}{:<title$}{score:>7}{time:>8}", "Sitting")
        } else {
            format!("   {day:<13}{:<6}{:<title$}{score:>8}{:>8}{time:>12}", "Kind", "Sitting", "Right")
        }
    }

    pub(super) fn line(
        self,
        row: &SittingRow,
        standing: Standing,
        canvas: &Canvas<'_>,
        zone: &TimeZone,
    ) -> Line<'static> {
        let role = if standing.here { Role::Accent } else { Role::Text };
        let cursor = if standing.here { "▌" } else { " " };
        let mark = if standing.marked { "●" } else { " " };
        let day = if self.narrow { time::short_day(row.started_ms, zone) } else { time::day(row.started_ms, zone) };
        let credential = if self.credential { row.credential.to_uppercase() + " " } else { String::new() };
        let name = cut(&format!("{credential}{}", row.title()), self.title.saturating_sub(1));
        let title = self.title;
        let first = if self.narrow {
            format!("{day:>9}  {name:<title$}")
        } else {
            format!("{day:>11}  {:<6}{name:<title$}", row.kind.name())
        };
        let mut spans = vec![
            canvas.span(cursor, Role::Accent),
            canvas.span(mark, Role::Flag),
            canvas.span(format!(" {first}"), role),
        ];
        let score = Score::of(row);
        spans.push(canvas.span(format!("{:>width$}", score.text, width = if self.narrow { 5 } else { 6 }), score.role));
        spans.push(canvas.span(format!(" {}", score.sign), score.role));
        if !self.narrow {
            spans.push(canvas.span(format!("{:>8}", score.right), role));
        }
        let time = if self.narrow {
            format!("{:>8}", time::clock(row.active_ms))
        } else {
            format!("{:>12}", time::span(row.active_ms as f64 / 1000.0))
        };
        spans.push(canvas.span(time, role));
        if !row.note.is_empty() {
            spans.push(canvas.span(format!(" {NOTE}"), Role::Flag));
        }
        Line::from(spans)
    }
}

/// What a sitting came to, in a few letters.
struct Score {
    text: String,
    sign: &'static str,
    role: Role,
    right: String,
}

impl Score {
    fn of(row: &SittingRow) -> Self {
        let Some(summary) = row.summary.as_ref().filter(|_| row.ended_ms.is_some()) else {
            return Self { text: "left".to_owned(), sign: "○", role: Role::Warning, right: "–".to_owned() };
        };
        let right = format!("{}/{}", summary.raw, summary.scored);
        match (row.kind, summary.scaled, summary.passed) {
            (Kind::Mock, Some(scaled), Some(passed)) => {
                let (sign, role) = if passed { ("✓", Role::Correct) } else { ("✗", Role::Wrong) };
                Self { text: scaled.to_string(), sign, role, right }
            }
            _ => Self { text: percent(share(summary.raw, summary.scored)), sign: " ", role: Role::Text, right },
        }
    }
}

fn share(right: Points, of: u32) -> f64 {
    f64::from(right) / f64::from(of.max(1))
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// The note and the domains of the sitting under the cursor, as far as the list can spare the rows.
pub(super) fn below(row: &SittingRow, canvas: &Canvas<'_>, body: Rect) -> Vec<Line<'static>> {
    const ROWS_OF_THE_LIST: usize = 6;
    let width = usize::from(body.width);
    let room = usize::from(body.height).saturating_sub(ROWS_OF_THE_LIST);
    let mut lines = Vec::new();
    if !row.note.is_empty() {
        let first = vec![canvas.span(format!("{NOTE} "), Role::Flag)];
        lines = paragraph(&row.note, canvas.style(Role::Text), width.saturating_sub(2), &Indent::hanging(first));
        let most = room.saturating_sub(1).clamp(1, 3);
        if lines.len() > most {
            lines.truncate(most);
            lines.iter_mut().skip(most - 1).for_each(|last| last.push_span(" …"));
        }
    }
    let domains = row.summary.as_ref().map(|summary| domains(summary, canvas, width)).unwrap_or_default();
    if lines.len() + domains.len() < room {
        lines.extend(domains);
    }
    if !lines.is_empty() && lines.len() < room {
        lines.insert(0, Line::default());
    }
    lines
}

fn domains(summary: &Summary, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    if summary.domains.is_empty() {
        return Vec::new();
    }
    // Items that are right in part need a decimal.
    let digits = summary.domains.iter().map(|domain| domain.right.to_string().len()).max().unwrap_or(0).max(3);
    let room = width.saturating_sub(30 + digits).min(42);
    let line = |domain: &crate::store::SummaryDomain| {
        let share = share(domain.right, domain.scored);
        let name = cut(&format!("{} {}", domain.code, domain.short), room);
        Line::from(vec![
            canvas.span(format!("   {name:<room$} {:>digits$} / {:<3} ", domain.right, domain.scored), Role::Text),
            canvas.span(format!("{:<12}", bar(share, 12)), Role::Muted),
            canvas.span(format!("{:>5}", percent(share)), Role::Text),
        ])
    };
    let head = Line::from(canvas.span("   Domains of this sitting", Role::Muted));
    std::iter::once(head).chain(summary.domains.iter().map(line)).collect()
}
