//! The list from which codes are picked, where an exam is sat so: right ones and tempting ones, in their order.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::bank::coding::{CodeRow, Codes, Field};
use crate::codebook::{Codebook, System};
use crate::tui::app::Surroundings;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::widgets::cursor::moved;
use crate::tui::widgets::text::{Indent, cut, paragraph};

#[derive(Debug)]
pub(in crate::tui::screens) struct PickList {
    field: Field,
    rows: Vec<Pick>,
    cursor: usize,
}

#[derive(Debug)]
struct Pick {
    code: String,
    /// As people write it.
    written: String,
    title: String,
    /// Whether it stands in the answer.
    given: bool,
}

/// What comes of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui::screens) enum Picked {
    Stay,
    Back,
    Code(System, String),
}

impl PickList {
    /// For a row of that field; the cursor begins on the code that stands there.
    pub(super) fn new(codes: &Codes, field: Field, rows: &[CodeRow], here: Option<&CodeRow>) -> Self {
        let system = field.role.system();
        let table = Codebook::built_in().table(system);
        let pick = |code: &crate::bank::coding::Code| Pick {
            code: code.as_str().to_owned(),
            written: code.written(system),
            title: table.find(code.as_str()).map(|entry| entry.title).unwrap_or_default(),
            given: rows.iter().any(|row| row.code == *code),
        };
        let picks: Vec<Pick> = codes.choices(system).into_iter().map(pick).collect();
        let cursor = here.and_then(|row| picks.iter().position(|pick| pick.code == row.code.as_str()));
        Self { field, rows: picks, cursor: cursor.unwrap_or(0) }
    }

    pub(in crate::tui::screens) fn act(&mut self, action: Action, around: &Surroundings) -> Picked {
        let last = self.rows.len().saturating_sub(1);
        let page = around.feedback.page.max(1);
        if let Some(cursor) = moved(action, self.cursor, last, page) {
            self.cursor = cursor;
            return Picked::Stay;
        }
        match action {
            Action::Back => return Picked::Back,
            Action::Pick(row) if row <= last => {
                self.cursor = row;
                return self.code();
            }
            Action::Accept => return self.code(),
            // To the first code that begins so.
            Action::Key(c) => {
                let begins = |pick: &Pick| pick.code.starts_with(c.to_ascii_uppercase());
                let after = self.rows.iter().skip(self.cursor + 1).position(begins).map(|at| self.cursor + 1 + at);
                self.cursor = after.or_else(|| self.rows.iter().position(begins)).unwrap_or(self.cursor);
            }
            _ => {}
        }
        Picked::Stay
    }

    fn code(&self) -> Picked {
        match self.rows.get(self.cursor) {
            Some(pick) => Picked::Code(self.field.role.system(), pick.code.clone()),
            None => Picked::Back,
        }
    }

    /// Everything but the header.
    pub(in crate::tui::screens) fn draw(&self, canvas: &mut Canvas<'_>) {
        let body = canvas.body();
        let width = usize::from(body.width);
        let head = format!("{}: pick one of {}", self.field.role.title(), self.rows.len());
        canvas.text(body.x, body.y, body.width, &head, Role::Title);
        // The title under the cursor stands whole below the list.
        let title = self.rows.get(self.cursor).map_or("", |pick| pick.title.as_str());
        let whole = paragraph(title, canvas.style(Role::Text), width, &Indent::default());
        let below = whole.len().clamp(2, 4) as u16 + 1;
        let list = Rect { y: body.y + 2, height: body.height.saturating_sub(2 + below), ..body };
        let height = usize::from(list.height) - usize::from(Canvas::overflows(list, self.rows.len()));
        let window = Canvas::window(list, self.rows.len(), (self.cursor + 1).saturating_sub(height));
        let shown = self.rows.iter().enumerate().take(window.end).skip(window.start);
        let lines: Vec<Line<'static>> = shown.map(|(row, pick)| self.line(canvas, row, pick, width)).collect();
        canvas.excerpt(list, &lines, window.start, self.rows.len());
        for (row, place) in window.enumerate() {
            canvas.zone(Rect { y: list.y + row as u16, height: 1, ..list }, Action::Pick(place));
        }
        let top = body.bottom().saturating_sub(below - 1);
        for (row, line) in whole.iter().take(usize::from(below) - 1).enumerate() {
            canvas.line(body.x, top + row as u16, body.width, line);
        }
        canvas.footer(Context::Picks);
    }

    fn line(&self, canvas: &Canvas<'_>, row: usize, pick: &Pick, width: usize) -> Line<'static> {
        let here = row == self.cursor;
        let title_role = if here { Role::Title } else { Role::Text };
        Line::from(vec![
            canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
            canvas.span(if pick.given { "● " } else { "  " }, Role::Accent),
            canvas.span(format!("{:<10}", pick.written), Role::Accent),
            Span::styled(cut(&pick.title, width.saturating_sub(14)), canvas.style(title_role)),
        ])
    }
}
