//! The book as it is drawn, under a header that the screen around it draws.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::codebook::FiscalYear;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Action;
use crate::tui::theme::Role;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::found::{Found, MOST};
use super::sheet::Place;
use super::{CodeBook, Visit};

/// What stands under an empty search.
const WELCOME: &str = "Type words as you would say or write them, or the beginning of a code: \
                       type 2 diabetes with ckd, NSTEMI, lap chole, E11.2, 0DT. Three characters of a procedure lead \
                       to its table; drg 291 or drg sepsis to MS-DRGs.";

/// The book as a screen of its own.
pub fn draw_alone(book: &CodeBook, canvas: &mut Canvas<'_>, notice: Option<&str>) {
    let left = Line::from(canvas.span("code book", Role::Title));
    let right = Line::from(canvas.span(book.year.to_string(), Role::Muted));
    canvas.header(left, right);
    book.draw(canvas, notice, None);
}

impl CodeBook {
    /// Everything but the header. Unless there is a notice, `foot` is said in the last line of the page of a code
    /// that can be reported.
    pub fn draw(&self, canvas: &mut Canvas<'_>, notice: Option<&str>, foot: Option<&str>) {
        let body = canvas.body();
        let said = notice.map(|notice| (notice, Role::Warning));
        let told = self.told();
        let can_be_taken = self.visit().is_some_and(|visit| visit.sheet.reported.is_some());
        let said = said.or(foot.filter(|_| can_be_taken).map(|foot| (foot, Role::Muted)));
        let said = said.or(told.as_deref().map(|told| (told, Role::Muted)));
        let mut room = body;
        if let Some((text, role)) = said {
            let row = body.bottom().saturating_sub(1);
            canvas.text(body.x, row, body.width, &cut(text, usize::from(body.width)), role);
            room.height = room.height.saturating_sub(2);
        }
        match self.visit() {
            Some(visit) => visit.draw(canvas, room),
            None => self.draw_search(canvas, room),
        }
        canvas.footer(self.context());
    }

    /// What the book's header cannot say: whether the page is kept, and which year over an exam.
    fn told(&self) -> Option<String> {
        let kept = self.visit().is_some_and(|visit| self.is_kept(&visit.link));
        let year = (self.year != FiscalYear::BUILT_IN).then(|| format!("Codes of {}.", self.year));
        let kept = kept.then(|| "Kept: m takes the bookmark away.".to_owned());
        let told: Vec<String> = year.into_iter().chain(kept).collect();
        (!told.is_empty()).then(|| told.join(" "))
    }

    fn draw_search(&self, canvas: &mut Canvas<'_>, room: Rect) {
        let label = "Search  ";
        canvas.text(room.x, room.y, room.width, label, Role::Muted);
        let (found, width) = (self.found(), label.width() as u16);
        let space = room.width.saturating_sub(width + found.width() as u16 + 2);
        let typed = self.input.line(canvas, usize::from(space));
        canvas.line(room.x + width, room.y, space, &typed);
        canvas.text(room.right().saturating_sub(found.width() as u16), room.y, room.width, &found, Role::Muted);
        let list = Rect { y: room.y + 2, height: room.height.saturating_sub(2), ..room };
        let mut list = list;
        if self.input.text().trim().is_empty() {
            let style = canvas.style(Role::Muted);
            let mut lines = paragraph(WELCOME, style, usize::from(list.width), &Indent::default());
            if !self.hits.is_empty() {
                lines.extend([Line::default(), Line::from(canvas.span("Kept with m", Role::Title))]);
            }
            let welcome = Rect { height: list.height.min(lines.len() as u16), ..list };
            canvas.scrolled(welcome, &lines, 0);
            list = Rect { y: welcome.bottom(), height: list.height - welcome.height, ..list };
        }
        let width = self.hits.iter().map(|hit| hit.link.written().len()).max().unwrap_or(0);
        let height = usize::from(list.height) - usize::from(Canvas::overflows(list, self.hits.len()));
        let window = Canvas::window(list, self.hits.len(), (self.cursor + 1).saturating_sub(height));
        let lines: Vec<Line<'static>> = self
            .hits
            .iter()
            .enumerate()
            .take(window.end)
            .skip(window.start)
            .map(|(place, hit)| line(canvas, hit, place == self.cursor, width, usize::from(list.width)))
            .collect();
        canvas.excerpt(list, &lines, window.start, self.hits.len());
        for (row, place) in window.enumerate() {
            canvas.zone(Rect { y: list.y + row as u16, height: 1, ..list }, Action::Pick(place));
        }
    }

    fn found(&self) -> String {
        match self.hits.len() {
            _ if self.input.text().trim().is_empty() => String::new(),
            0 => "nothing found".to_owned(),
            MOST => format!("the first {MOST}"),
            count => format!("{count} found"),
        }
    }
}

/// A code with its title, and what it is where it cannot be reported.
fn line(canvas: &Canvas<'_>, hit: &Found, here: bool, codes: usize, width: usize) -> Line<'static> {
    let found = hit.found_as.as_ref().map(|found| format!(" ({found})")).unwrap_or_default();
    let room = width.saturating_sub(codes + 4 + hit.what.len());
    let title = cut(&hit.title, room);
    let found = cut(&found, room.saturating_sub(title.width()));
    let found = if found == "…" { String::new() } else { found };
    let title_role = if here { Role::Title } else { Role::Text };
    Line::from(vec![
        canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
        canvas.span(format!("{:<codes$}  ", hit.link.written()), Role::Accent),
        canvas.span(title, title_role),
        canvas.span(found, Role::Muted),
        Span::styled(hit.what, canvas.style(Role::Muted)),
    ])
}

impl Visit {
    fn draw(&self, canvas: &mut Canvas<'_>, room: Rect) {
        let laid = self.sheet.laid(canvas, usize::from(room.width), self.cursor);
        let window = Canvas::window(room, laid.lines.len(), self.scroll);
        let is_seen = |link: &usize| laid.links.get(*link).is_some_and(|place| window.contains(&place.line));
        let here = Some(self.cursor).filter(is_seen).or_else(|| (0..laid.links.len()).find(is_seen));
        let laid = match here {
            Some(here) if here != self.cursor => self.sheet.laid(canvas, usize::from(room.width), here),
            _ => laid,
        };
        canvas.scrolled(room, &laid.lines, self.scroll);
        for (link, Place { line, column, width }) in laid.links.into_iter().enumerate() {
            if !window.contains(&line) {
                continue;
            }
            let y = room.y + (line - window.start) as u16;
            if Some(link) == here {
                canvas.text(room.x, y, 1, "▌", Role::Accent);
            }
            canvas.zone(Rect { x: room.x + column, y, width, height: 1 }, Action::Pick(link));
        }
    }
}
