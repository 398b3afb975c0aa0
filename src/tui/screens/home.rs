//! Home: what was left first of all, then each credential.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::store::SittingRow;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::{Card, HomeData};
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::{Indent, cut, paragraph};

/// Sittings offered to go on with; history lists them all.
const MOST_LEFT: usize = 3;

#[derive(Debug, Default)]
pub struct Home {
    data: HomeData,
    cursor: usize,
}

/// A line that the cursor can stand on.
enum Target<'a> {
    Sitting(&'a SittingRow),
    Credential(&'a Card),
}

impl Home {
    pub fn new(mut data: HomeData) -> Self {
        data.unfinished.truncate(MOST_LEFT);
        Self { data, cursor: 0 }
    }

    fn targets(&self) -> Vec<Target<'_>> {
        let left = self.data.unfinished.iter().map(Target::Sitting);
        left.chain(self.data.cards.iter().map(Target::Credential)).collect()
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let last = self.targets().len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::Pick(row) if row <= last => {
                self.cursor = row;
                return self.open(around);
            }
            Action::Accept => return self.open(around),
            Action::Sit => return self.sit(),
            Action::Resume => {
                return match self.data.unfinished.first() {
                    Some(row) => resume(row, around),
                    None => Turn::notice("no sitting was left unfinished"),
                };
            }
            Action::History => return Turn::effect(Effect::LoadHistory),
            _ => {}
        }
        Turn::none()
    }

    fn open(&self, around: &Surroundings) -> Turn {
        match self.targets().get(self.cursor) {
            Some(Target::Sitting(row)) => resume(row, around),
            Some(Target::Credential(card)) => setup(card),
            None => Turn::none(),
        }
    }

    /// The credential under the cursor, or that of the sitting under it.
    fn sit(&self) -> Turn {
        let targets = self.targets();
        let card = match targets.get(self.cursor) {
            Some(Target::Credential(card)) => Some(*card),
            Some(Target::Sitting(row)) => self.data.cards.iter().find(|card| card.credential == row.credential),
            None => None,
        };
        card.or(self.data.cards.first()).map_or_else(Turn::none, setup)
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        let today = time::weekday(around.now.wall_ms, &around.zone);
        canvas.header(Line::from(canvas.span("practicum", Role::Title)), Line::from(canvas.span(today, Role::Muted)));
        let body = canvas.body();
        let mut drawing = Drawing { canvas, around, body, row: body.y, cursor: self.cursor, index: 0 };
        for row in &self.data.unfinished {
            drawing.left(row);
        }
        if !self.data.unfinished.is_empty() {
            drawing.row += 1;
        }
        for card in &self.data.cards {
            drawing.card(card);
        }
        if self.data.cards.iter().all(|card| card.mocks == 0) && self.data.unfinished.is_empty() {
            drawing.welcome();
        }
        let trouble = around.read_only.as_deref().map(|reason| {
            format!(
                "{reason}. You can look at what is recorded here; sitting an exam needs a record that can be written."
            )
        });
        let trouble = notice.map(str::to_owned).or(trouble).or_else(|| self.data.trouble.clone());
        if let Some(trouble) = trouble {
            drawing.trouble(&trouble);
        }
        canvas.footer(Context::Home);
    }
}

fn setup(card: &Card) -> Turn {
    Turn::effect(Effect::LoadSetup { credential: card.credential.clone() })
}

fn resume(row: &SittingRow, around: &Surroundings) -> Turn {
    match &around.read_only {
        Some(reason) => Turn::notice(format!("{reason}: this sitting cannot go on here")),
        None => Turn::effect(Effect::Resume(row.id)),
    }
}

struct Drawing<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    around: &'a Surroundings,
    body: Rect,
    row: u16,
    cursor: usize,
    index: usize,
}

impl Drawing<'_, '_> {
    fn target(&mut self, height: u16) -> Span<'static> {
        let here = self.index == self.cursor;
        let area = Rect { y: self.row, height, ..self.body };
        self.canvas.zone(area, Action::Pick(self.index));
        self.index += 1;
        self.canvas.span(if here { "▌ " } else { "  " }, Role::Accent)
    }

    fn line(&mut self, line: &Line<'_>) {
        if self.row < self.body.bottom() {
            self.canvas.line(self.body.x, self.row, self.body.width, line);
        }
        self.row += 1;
    }

    fn left(&mut self, row: &SittingRow) {
        let cursor = self.target(1);
        let ago = time::ago(row.alive_ms, self.around.now.wall_ms, &self.around.zone);
        let spent = time::span(row.active_ms as f64 / 1000.0);
        let text = format!("{} {} · {spent} in · left {ago}", row.credential.to_uppercase(), row.name);
        let line = Line::from(vec![
            cursor,
            self.canvas.span("Resume  ", Role::Accent),
            self.canvas.span(cut(&text, usize::from(self.body.width.saturating_sub(10))), Role::Text),
        ]);
        self.line(&line);
    }

    fn card(&mut self, card: &Card) {
        let cursor = self.target(2);
        let standing = match (&card.last, card.mocks) {
            (Some(last), mocks) => {
                let word = if last.pass { "passed" } else { "not passed" };
                let when = time::ago(last.ended_ms, self.around.now.wall_ms, &self.around.zone);
                let plural = if mocks == 1 { "" } else { "s" };
                format!("{mocks} mock{plural} · last {} of {} needed, {word}, {when}", last.scaled, last.needed)
            }
            (None, _) => "no mock sat yet".to_owned(),
        };
        let room = usize::from(self.body.width.saturating_sub(12));
        let name = Line::from(vec![
            cursor,
            self.canvas.span(format!("{:<8}", card.short), Role::Title),
            self.canvas.span(cut(&card.name, room), Role::Text),
        ]);
        self.line(&name);
        let standing = Line::from(vec![Span::raw(" ".repeat(10)), self.canvas.span(cut(&standing, room), Role::Muted)]);
        self.line(&standing);
        self.row += 1;
    }

    fn welcome(&mut self) {
        let texts = [
            "Press enter to set up a mock exam, and enter again to begin: item by item, against the clock, no answers \
             before the end. Every answer is saved as you give it; close the window at any time and go on later.",
            "practicum is independent of the examiners. Its items come from public sources; no certified professional \
             has reviewed them.",
        ];
        let style = self.canvas.style(Role::Muted);
        for text in texts {
            for line in paragraph(text, style, usize::from(self.body.width.saturating_sub(2)), &Indent::blank(2)) {
                self.line(&line);
            }
            self.row += 1;
        }
    }

    fn trouble(&mut self, text: &str) {
        let style = self.canvas.style(Role::Warning);
        let lines = paragraph(text, style, usize::from(self.body.width), &Indent::blank(2));
        self.row = self.body.bottom().saturating_sub(lines.len() as u16);
        let area = Rect { y: self.row, height: lines.len() as u16, ..self.body };
        self.canvas.clear(area);
        for line in lines {
            self.line(&line);
        }
    }
}
