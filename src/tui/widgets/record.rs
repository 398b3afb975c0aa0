//! The documents of a case: one at a time, with a line of tabs above, each kept at its place.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::find::{Find, counts, lit, places};
use super::markdown;
use super::text::{Indent, cut, paragraph};
use crate::bank::case::Document;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Action;
use crate::tui::theme::Role;

/// Which document is open, and how far each was scrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordView {
    document: usize,
    scrolls: Vec<usize>,
    /// A search in all documents, while it is open.
    find: Option<Find>,
}

impl RecordView {
    pub fn of(documents: &[Document]) -> Self {
        Self { document: 0, scrolls: vec![0; documents.len()], find: None }
    }

    pub fn scroll(&self) -> usize {
        self.scrolls.get(self.document).copied().unwrap_or(0)
    }

    pub fn set_scroll(&mut self, scroll: usize) {
        if let Some(place) = self.scrolls.get_mut(self.document) {
            *place = scroll;
        }
    }

    pub fn find(&mut self) {
        self.find = Some(Find::default());
    }

    pub fn is_finding(&self) -> bool {
        self.find.is_some()
    }

    /// A key of the search: the document with the place that is looked at opens.
    pub fn act_find(&mut self, action: Action, documents: &[Document]) {
        let counts = |words: &str| counts(texts(documents), words);
        let Some(find) = &mut self.find else { return };
        if !find.act(action, counts, self.document) {
            self.find = None;
            return;
        }
        let mut before = 0;
        for (document, count) in counts(find.input.text()).into_iter().enumerate() {
            if (before..before + count).contains(&find.at) {
                self.document = document;
            }
            before += count;
        }
    }

    pub fn act(&mut self, action: Action) {
        let last = self.scrolls.len().saturating_sub(1);
        match action {
            Action::PreviousDocument => self.document = self.document.saturating_sub(1),
            Action::NextDocument => self.document = (self.document + 1).min(last),
            Action::Document(place) => self.document = place.min(last),
            _ => {}
        }
    }
}

/// Draws the open document in `area`; what the facility has decided for itself stands over the first.
pub fn draw(documents: &[Document], policy: Option<&str>, view: &RecordView, canvas: &mut Canvas<'_>, area: Rect) {
    tabs(documents, view, canvas, Rect { height: 1, ..area });
    let Some(document) = documents.get(view.document) else { return };
    let width = usize::from(area.width);
    let mut lines = Vec::new();
    if is_cut(documents, document, view, width) {
        lines.extend(paragraph(&document.title, canvas.style(Role::Title), width, &Indent::default()));
        lines.push(Line::default());
    }
    if let Some(policy) = policy.filter(|_| view.document == 0) {
        lines.extend(paragraph(policy, canvas.style(Role::Muted), width, &Indent::default()));
        lines.push(Line::default());
    }
    if let Some(about) = about(document) {
        lines.extend(paragraph(&about, canvas.style(Role::Muted), width, &Indent::default()));
        lines.push(Line::default());
    }
    let head = lines.len();
    let mut body = markdown::document(&document.text, width, canvas.style(Role::Text));
    let text = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let mut scroll = view.scroll();
    if let Some(find) = &view.find {
        let before: usize = counts(texts(documents), find.input.text()).iter().take(view.document).sum();
        let places = places(&body, find.input.text());
        let at = find.at.checked_sub(before).filter(|at| *at < places.len());
        if let Some((row, _)) = at.and_then(|at| places[at].first()) {
            let room = usize::from(text.height).saturating_sub(2);
            let row = head + row;
            if !(scroll..scroll + room).contains(&row) {
                scroll = row.saturating_sub(room / 3);
            }
        }
        body = lit(body, &places, at);
    }
    lines.extend(body);
    canvas.scrolled(text, &lines, scroll);
}

fn texts(documents: &[Document]) -> impl Iterator<Item = &str> {
    documents.iter().map(|document| document.text.as_str())
}

/// The line of an open search, in place of the last row.
pub fn draw_find(documents: &[Document], view: &RecordView, canvas: &mut Canvas<'_>, row: Rect) {
    let Some(find) = &view.find else { return };
    let all: usize = counts(texts(documents), find.input.text()).iter().sum();
    let found = match all {
        _ if find.input.text().trim().is_empty() => "in all documents".to_owned(),
        0 => "not in the record".to_owned(),
        all => format!("{} of {all}", find.at + 1),
    };
    canvas.clear(row);
    let x = canvas.text(row.x, row.y, row.width, "Find  ", Role::Accent);
    let space = row.right().saturating_sub(x + found.width() as u16 + 2);
    let line = find.input.line(canvas, usize::from(space));
    canvas.line(x, row.y, space, &line);
    canvas.text(row.right().saturating_sub(found.width() as u16), row.y, row.width, &found, Role::Muted);
}

fn about(document: &Document) -> Option<String> {
    let parts: Vec<&str> = [&document.author, &document.date].into_iter().filter_map(Option::as_deref).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Whether the titles of all documents fit side by side.
fn fit(documents: &[Document], room: usize) -> bool {
    documents.iter().map(|document| document.title.width() + 3).sum::<usize>() <= room
}

fn place(documents: &[Document], view: &RecordView) -> String {
    format!("{} of {}  ", view.document + 1, documents.len())
}

/// Whether the title of the open document is not seen whole in the line of tabs.
fn is_cut(documents: &[Document], open: &Document, view: &RecordView, room: usize) -> bool {
    !fit(documents, room) && open.title.width() + place(documents, view).width() > room
}

/// The titles of all documents, or of the open one alone where there is no room for all.
fn tabs(documents: &[Document], view: &RecordView, canvas: &mut Canvas<'_>, row: Rect) {
    let room = usize::from(row.width);
    if !fit(documents, room) {
        let Some(document) = documents.get(view.document) else { return };
        let place = place(documents, view);
        let title = cut(&document.title, room.saturating_sub(place.width()));
        let line = Line::from(vec![canvas.span(place, Role::Muted), canvas.span(title, Role::Accent)]);
        canvas.line(row.x, row.y, row.width, &line);
        return;
    }
    let mut x = row.x;
    for (place, document) in documents.iter().enumerate() {
        let here = place == view.document;
        let (mark, role) = if here { ("▌", Role::Accent) } else { (" ", Role::Muted) };
        let line =
            Line::from(vec![canvas.span(mark, Role::Accent), Span::styled(document.title.clone(), canvas.style(role))]);
        let width = line.width() as u16;
        canvas.line(x, row.y, width, &line);
        canvas.zone(Rect { x, width, ..row }, Action::Document(place));
        x += width + 2;
    }
}
