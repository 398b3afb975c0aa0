//! All items at a glance: answered, seen, unseen, flagged; filters; and go to one.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::exam::Sitting;
use crate::exam::sitting::ItemState;
use crate::tui::app::Surroundings;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::exam::Exam;
use super::question::{header, warn};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    Flagged,
    Incomplete,
}

#[derive(Debug)]
pub struct Navigator {
    /// The item under the cursor, by its place on the form.
    at: usize,
    filter: Filter,
}

#[derive(Debug)]
pub enum Choice {
    Stay,
    Back,
    Go(usize),
}

/// Columns of one cell: cursor, number, state, flag, a blank.
const CELL: u16 = 7;

impl Navigator {
    pub fn at(at: usize) -> Self {
        Self { at, filter: Filter::All }
    }

    fn shown(&self, sitting: &Sitting) -> Vec<usize> {
        let fits = |at: &usize| match self.filter {
            Filter::All => true,
            Filter::Flagged => sitting.response(*at).flagged,
            Filter::Incomplete => sitting.state(*at) != ItemState::Complete,
        };
        (0..sitting.responses().len()).filter(fits).collect()
    }

    pub fn act(&mut self, action: Action, sitting: &Sitting, around: &Surroundings) -> Choice {
        let filter = match action {
            Action::All => Some(Filter::All),
            Action::Flagged => Some(Filter::Flagged),
            Action::Incomplete => Some(Filter::Incomplete),
            _ => None,
        };
        if let Some(filter) = filter {
            self.filter = if self.filter == filter { Filter::All } else { filter };
        }
        let shown = self.shown(sitting);
        let place = shown.iter().position(|at| *at >= self.at).unwrap_or(shown.len().saturating_sub(1));
        let last = shown.len().saturating_sub(1);
        let columns = around.feedback.columns.max(1);
        let place = match action {
            Action::Back => return Choice::Back,
            Action::Accept => return shown.get(place).map_or(Choice::Stay, |&at| Choice::Go(at)),
            Action::Pick(at) => return if at <= sitting.responses().len() { Choice::Go(at) } else { Choice::Stay },
            Action::Left => place.saturating_sub(1),
            Action::Right => (place + 1).min(last),
            Action::Up => place.checked_sub(columns).unwrap_or(place),
            Action::Down => {
                if place + columns <= last {
                    place + columns
                } else {
                    place
                }
            }
            Action::First => 0,
            Action::Last => last,
            _ => place,
        };
        if let Some(&at) = shown.get(place) {
            self.at = at;
        }
        Choice::Stay
    }

    pub fn draw(&self, exam: &Exam, canvas: &mut Canvas<'_>, notice: Option<&str>) {
        let title = match self.filter {
            Filter::All => "all items",
            Filter::Flagged => "flagged items",
            Filter::Incomplete => "items to complete",
        };
        header(exam, canvas, title);
        let body = canvas.body();
        let sitting = &exam.sitting;
        let shown = self.shown(sitting);
        let gap = if body.width >= 70 { "    " } else { "  " };
        let counts = format!(
            "● answered {}{gap}○ seen {}{gap}· unseen {}{gap}⚑ flagged {}",
            sitting.count(ItemState::Complete),
            sitting.count(ItemState::Incomplete),
            sitting.count(ItemState::Unseen),
            sitting.flagged()
        );
        canvas.text(body.x, body.y, body.width, &counts, Role::Muted);
        let detail_rows = if body.height >= 14 { 4 } else { 2 };
        let grid = Rect { y: body.y + 2, height: body.height.saturating_sub(3 + detail_rows), ..body };
        let place = shown.iter().position(|at| *at >= self.at).unwrap_or(shown.len().saturating_sub(1));
        self.draw_grid(sitting, &shown, place, canvas, grid);
        if shown.is_empty() {
            let text = match self.filter {
                Filter::Flagged => "No item carries a flag. Press a for all items.",
                _ => "Every item is answered. Press a for all items.",
            };
            canvas.text(grid.x, grid.y, grid.width, text, Role::Muted);
        } else {
            let row = body.bottom().saturating_sub(detail_rows);
            self.draw_detail(exam, shown[place], canvas, Rect { y: row, height: detail_rows, ..body });
        }
        if let Some(notice) = notice {
            warn(canvas, Rect { y: body.bottom().saturating_sub(1), height: 1, ..body }, notice);
        }
        canvas.footer(Context::Navigator);
    }

    fn draw_grid(&self, sitting: &Sitting, shown: &[usize], place: usize, canvas: &mut Canvas<'_>, grid: Rect) {
        let columns = usize::from(grid.width / CELL).clamp(1, 10);
        let rows = shown.len().div_ceil(columns);
        let visible = usize::from(grid.height).max(1);
        let row = place / columns;
        let top =
            (row + 1).saturating_sub(visible).max(row.saturating_sub(visible / 2)).min(rows.saturating_sub(visible));
        for (index, &at) in shown.iter().enumerate().skip(top * columns).take(visible * columns) {
            let x = grid.x + (index % columns) as u16 * CELL;
            let y = grid.y + (index / columns - top) as u16;
            let here = index == place;
            let state = sitting.state(at);
            let (sign, role) = match state {
                ItemState::Complete => ("●", Role::Text),
                ItemState::Incomplete => ("○", Role::Text),
                ItemState::Unseen => ("·", Role::Muted),
            };
            let role = if here { Role::Accent } else { role };
            canvas.text(x, y, 1, if here { "▌" } else { " " }, Role::Accent);
            canvas.text(x + 1, y, 4, &format!("{:>3}{sign}", at + 1), role);
            if sitting.response(at).flagged {
                canvas.text(x + 5, y, 1, "⚑", Role::Flag);
            }
            canvas.zone(Rect { x, y, width: CELL - 1, height: 1 }, Action::Pick(at));
        }
        canvas.feedback.columns = columns;
        if top + visible < rows {
            canvas.text(grid.right().saturating_sub(7), grid.bottom(), 7, " ↓ more", Role::Accent);
        }
        if top > 0 {
            canvas.text(grid.right().saturating_sub(7), grid.y.saturating_sub(1), 7, " ↑ more", Role::Accent);
        }
    }

    fn draw_detail(&self, exam: &Exam, at: usize, canvas: &mut Canvas<'_>, area: Rect) {
        let response = exam.sitting.response(at);
        let state = match exam.sitting.state(at) {
            ItemState::Complete => "answered",
            ItemState::Incomplete if response.is_empty() => "no answer yet",
            ItemState::Incomplete if response.answer.is_empty() => "no code in the first place yet",
            ItemState::Incomplete => "not all chosen yet",
            ItemState::Unseen => "not seen yet",
        };
        let mut standing = format!("{} · {state}", at + 1);
        if response.flagged {
            standing.push_str(" · flagged");
        }
        if response.locked {
            standing.push_str(" · locked");
        }
        if response.shown {
            standing.push_str(&format!(" · {}", time::per_item(response.active_ms as f64 / 1000.0)));
        }
        canvas.text(area.x, area.y, area.width, &standing, Role::Title);
        // An item that was never shown stays unseen here too.
        let stem = match exam.items.get(at).and_then(Option::as_ref) {
            Some(item) if response.shown => item.stem.replace('\n', " "),
            _ => String::new(),
        };
        let rows = usize::from(area.height - 1);
        let stem = cut(&stem, usize::from(area.width) * rows * 9 / 10);
        let lines = paragraph(&stem, canvas.style(Role::Muted), usize::from(area.width), &Indent::default());
        for (row, line) in lines.iter().take(rows).enumerate() {
            canvas.line(area.x, area.y + 1 + row as u16, area.width, &Line::clone(line));
        }
    }
}
