//! What a screen draws on: a buffer, the page's parts, and the places that a mouse may click.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::keymap::{Action, Context, hints};
use super::theme::{Role, Theme};

/// Text is read at this width at most; wider screens centre it.
const WIDEST: u16 = 88;
/// Below this nothing is drawn but a request for more room.
pub const SMALLEST: (u16, u16) = (60, 15);

/// A place on the screen that does something when it is clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    pub area: Rect,
    pub action: Action,
}

/// What the last drawing found out: where clicks go, how far the text scrolls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    pub zones: Vec<Zone>,
    pub scroll: usize,
    pub most_scroll: usize,
    pub page: usize,
    /// How many cells stand in a row of a grid.
    pub columns: usize,
    /// Whether the documents of a case and its item stand side by side.
    pub side_by_side: bool,
    /// Whether something else was drawn in place of the screen, so that `scroll` is none of its own.
    pub covered: bool,
}

impl Feedback {
    pub fn at(&self, column: u16, row: u16) -> Option<Action> {
        let position = Position::new(column, row);
        self.zones.iter().rev().find(|zone| zone.area.contains(position)).map(|zone| zone.action)
    }
}

#[derive(Debug)]
pub struct Canvas<'a> {
    pub buffer: &'a mut Buffer,
    pub theme: Theme,
    /// All there is to draw on.
    pub area: Rect,
    /// Its middle, as wide as text is read.
    pub page: Rect,
    pub feedback: Feedback,
}

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut Buffer, area: Rect, theme: Theme) -> Self {
        let width = area.width.min(WIDEST);
        let page = Rect { x: area.x + (area.width - width) / 2, width, ..area };
        Self { buffer, theme, area, page, feedback: Feedback::default() }
    }

    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    pub fn span(&self, text: impl Into<String>, role: Role) -> Span<'static> {
        Span::styled(text.into(), self.style(role))
    }

    /// The whole width of the terminal, for two panes.
    pub fn widen(&mut self) {
        self.page = self.area;
    }

    /// Where you are, how you stand, and a rule.
    pub fn header(&mut self, left: Line<'_>, right: Line<'_>) {
        let Rect { x, y, width, .. } = self.page;
        let right_width = u16::try_from(right.width()).unwrap_or(width).min(width);
        self.line(x + 1, y, width.saturating_sub(right_width + 3), &left);
        self.line(x + width.saturating_sub(right_width + 1), y, right_width, &right);
        let rule = "─".repeat(usize::from(width.saturating_sub(2)));
        self.text(x + 1, y + 1, width, &rule, Role::Muted);
    }

    /// The last line: what can be pressed, as much as fits.
    pub fn footer(&mut self, context: Context) {
        let Rect { x, y, width, height } = self.page;
        let row = y + height.saturating_sub(1);
        // A box that is open over a screen has keys of its own.
        self.clear(Rect { x, y: row, width, height: 1 });
        let room = usize::from(width.saturating_sub(2));
        let hints = hints(context);
        let gap = if width < 70 { 2 } else { 3 };
        let size = |hint: &super::keymap::Hint| hint.keys.width() + hint.label.width() + 1 + gap;
        // The way out and the way to all keys stay, whatever else has to give way.
        let stays = |hint: &super::keymap::Hint| hint.keys == "?" || hint.keys == "q" || hint.keys.starts_with("esc");
        let mut used: usize = hints.iter().filter(|hint| stays(hint)).map(size).sum();
        let mut full = false;
        let mut fits = |hint: &&super::keymap::Hint| {
            if stays(hint) {
                return true;
            }
            full |= used + size(hint) > room + gap;
            used += if full { 0 } else { size(hint) };
            !full
        };
        let shown: Vec<&super::keymap::Hint> = hints.iter().filter(|hint| fits(hint)).collect();
        let mut at = x + 1;
        for hint in shown {
            let start = at;
            at = self.text(at, row, room as u16, hint.keys, Role::Accent);
            at = self.text(at, row, room as u16, &format!(" {}", hint.label), Role::Muted);
            if let Some(action) = hint.action {
                self.zone(Rect { x: start, y: row, width: at - start, height: 1 }, action);
            }
            at += gap as u16;
        }
    }

    /// Between header and footer, with a margin.
    pub fn body(&self) -> Rect {
        let Rect { x, y, width, height } = self.page;
        let air = u16::from(height >= 20);
        Rect { x: x + 3, y: y + 2 + air, width: width.saturating_sub(6), height: height.saturating_sub(3 + 2 * air) }
    }

    pub fn line(&mut self, x: u16, y: u16, width: u16, line: &Line<'_>) {
        if y < self.page.bottom() && x < self.page.right() {
            self.buffer.set_line(x, y, line, width.min(self.page.right() - x));
        }
    }

    /// Writes text and returns the column after it. Nothing is written outside the page.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        if y >= self.page.bottom() || x >= self.page.right() {
            return x;
        }
        let style = self.style(role);
        self.buffer.set_stringn(x, y, text, usize::from(width.min(self.page.right() - x)), style).0
    }

    pub fn zone(&mut self, area: Rect, action: Action) {
        self.feedback.zones.push(Zone { area, action });
    }

    /// What was drawn so far is of the pane that does not scroll: clicks on its signs for more turn to it.
    pub fn other_pane(&mut self) {
        for zone in &mut self.feedback.zones {
            if matches!(zone.action, Action::PageUp | Action::PageDown) {
                zone.action = Action::Pane;
            }
        }
    }

    /// Draws lines from `scroll` on and takes note of how far they reach. Where not all fit, the last row says so.
    pub fn scrolled(&mut self, area: Rect, lines: &[Line<'_>], scroll: usize) {
        let window = Self::window(area, lines.len(), scroll);
        self.excerpt(area, lines.get(window.clone()).unwrap_or_default(), window.start, lines.len());
    }

    /// Which of so many lines are seen from `scroll` on: a long list need not be made whole to be drawn.
    pub fn window(area: Rect, lines: usize, scroll: usize) -> Range<usize> {
        let height = usize::from(area.height) - usize::from(Self::overflows(area, lines));
        let top = scroll.min(lines.saturating_sub(height));
        top..(top + height).min(lines)
    }

    /// Draws the lines of a window, the first of which is number `top` of so many.
    pub fn excerpt(&mut self, area: Rect, lines: &[Line<'_>], top: usize, total: usize) {
        let height = usize::from(area.height) - usize::from(Self::overflows(area, total));
        for (row, line) in lines.iter().take(height).enumerate() {
            self.line(area.x, area.y + row as u16, area.width, line);
        }
        let most = total.saturating_sub(height);
        self.feedback.scroll = top;
        self.feedback.most_scroll = most;
        self.feedback.page = height.saturating_sub(1).max(1);
        if height < usize::from(area.height) {
            self.signs(Rect { y: area.y + height as u16, height: 1, ..area }, top > 0, top < most);
        }
    }

    /// Whether so many lines need a row for the signs that there is more.
    pub fn overflows(area: Rect, lines: usize) -> bool {
        lines > usize::from(area.height) && area.height > 1
    }

    fn signs(&mut self, row: Rect, above: bool, below: bool) {
        let signs = [(above, "↑ more, PgUp", Action::PageUp), (below, "↓ more, PgDn", Action::PageDown)];
        let mut x = row.right();
        for (_, text, action) in signs.into_iter().rev().filter(|(there, ..)| *there) {
            let width = text.width() as u16;
            x = x.saturating_sub(width);
            self.text(x, row.y, width, text, Role::Accent);
            self.zone(Rect { x, width, ..row }, action);
            x = x.saturating_sub(3);
        }
    }

    pub fn clear(&mut self, area: Rect) {
        for y in area.y..area.bottom().min(self.buffer.area.bottom()) {
            for x in area.x..area.right().min(self.buffer.area.right()) {
                self.buffer[(x, y)].reset();
            }
        }
    }
}
