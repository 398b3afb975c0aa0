//! One query: the parts that are chosen, then what came of it; the documents beside both, or taking turns with them.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::bank::case::Document;
use crate::bank::query::{Chosen, Judged, Part, Query, Slot, judge};
use crate::bank::{Item, ItemId};
use crate::tui::app::Surroundings;
use crate::tui::canvas::Canvas;
use crate::tui::desk::QueryOpened;
use crate::tui::keymap::{Action, Context};
use crate::tui::screens::exam::Pane;
use crate::tui::screens::question::warn;
use crate::tui::theme::Role;
use crate::tui::widgets::record::{self, RecordView};
use crate::tui::widgets::text::cut;

use super::{form, result};

/// From this width on the documents and the query stand side by side.
const SIDE_BY_SIDE: u16 = 100;

#[derive(Debug)]
pub(super) struct Room {
    short: String,
    pub(super) item: Item,
    pub(super) query: Query,
    order: Vec<Vec<usize>>,
    pub(super) chosen: Chosen,
    /// The part under the cursor, by its place on the screen.
    pub(super) cursor: usize,
    judged: Option<Judged>,
    /// As they are drawn.
    documents: Vec<Document>,
    record: RecordView,
    pane: Pane,
    pub(super) scroll: usize,
    /// Whether the text scrolls along with the cursor.
    pub(super) follow: bool,
}

/// What an action comes to for the screen around the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Stay,
    Say(String),
    Judge,
    Again,
    Leave,
}

impl Room {
    pub(super) fn new(short: String, opened: QueryOpened) -> Self {
        let QueryOpened { item, query, order } = opened;
        let documents: Vec<Document> = query.documents.iter().map(line_by_line).collect();
        let record = RecordView::of(&documents);
        let (chosen, judged, pane) = (Chosen::new(), None, Pane::Item);
        Self { short, item, query, order, chosen, cursor: 0, judged, documents, record, pane, scroll: 0, follow: true }
    }

    pub(super) fn item(&self) -> ItemId {
        self.item.id.clone()
    }

    pub(super) fn chosen(&self) -> &Chosen {
        &self.chosen
    }

    /// Whether there is something to come back to.
    pub(super) fn is_begun(&self) -> bool {
        self.judged.is_none() && !self.chosen.is_empty()
    }

    pub(super) fn context(&self) -> Context {
        if self.judged.is_some() { Context::QueryResult } else { Context::QueryBuild }
    }

    pub(super) fn judge(&mut self) {
        self.judged(judge(&self.query, &self.chosen));
    }

    pub(super) fn judged(&mut self, judged: Judged) {
        self.judged = Some(judged);
        (self.pane, self.scroll, self.follow) = (Pane::Item, 0, false);
    }

    pub(super) fn drawn(&mut self, scroll: usize) {
        match self.pane {
            Pane::Record => self.record.set_scroll(scroll),
            Pane::Item => self.scroll = scroll,
        }
    }

    /// The slots with their parts in the order shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = (&Slot, Vec<&Part>)> {
        self.query.slots.iter().zip(&self.order).map(|(slot, order)| {
            let parts = order.iter().filter_map(|place| slot.parts.get(*place)).collect();
            (slot, parts)
        })
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Wish {
        match action {
            Action::Back => return Wish::Leave,
            Action::Pane => self.pane = if self.pane == Pane::Record { Pane::Item } else { Pane::Record },
            Action::PreviousDocument | Action::NextDocument | Action::Document(_) => {
                self.record.act(action);
                self.pane = Pane::Record;
            }
            _ if self.pane == Pane::Record && self.reads(action, around) => {}
            _ if self.judged.is_some() => return self.act_result(action, around),
            action => return self.act_build(action, around),
        }
        Wish::Stay
    }

    /// What the documents make of an action, if it is for them.
    fn reads(&mut self, action: Action, around: &Surroundings) -> bool {
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        let scroll = self.record.scroll();
        match action {
            Action::Up => self.record.set_scroll(scroll.saturating_sub(1)),
            Action::Down => self.record.set_scroll((scroll + 1).min(most)),
            Action::PageUp => self.record.set_scroll(scroll.saturating_sub(page)),
            Action::PageDown => self.record.set_scroll((scroll + page).min(most)),
            // Nothing is chosen or judged out of sight.
            Action::Choose | Action::Accept if !around.feedback.side_by_side => self.pane = Pane::Item,
            _ => {
                self.pane = Pane::Item;
                return false;
            }
        }
        true
    }

    fn act_result(&mut self, action: Action, around: &Surroundings) -> Wish {
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        match action {
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Down => self.scroll = (self.scroll + 1).min(most),
            Action::PageUp => self.scroll = self.scroll.saturating_sub(page),
            Action::PageDown => self.scroll = (self.scroll + page).min(most),
            Action::Again => return Wish::Again,
            _ => {}
        }
        Wish::Stay
    }

    fn act_build(&mut self, action: Action, around: &Surroundings) -> Wish {
        let last = self.query.parts().count().saturating_sub(1);
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        let in_sight = || {
            around.feedback.zones.iter().filter_map(|zone| match zone.action {
                Action::Pick(place) => Some(place),
                _ => None,
            })
        };
        self.follow = true;
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = last,
            // The cursor goes along, to the first part that was out of sight.
            Action::PageUp => {
                self.scroll = self.scroll.saturating_sub(page);
                self.cursor = in_sight().min().unwrap_or(self.cursor).saturating_sub(1);
            }
            Action::PageDown => {
                self.scroll = (self.scroll + page).min(most);
                self.cursor = (in_sight().max().unwrap_or(self.cursor) + 1).min(last);
            }
            Action::Choose => return self.toggle(),
            Action::Pick(place) if place <= last => {
                self.cursor = place;
                return self.toggle();
            }
            Action::Accept => {
                let Some(slot) = self.query.short_slot(&self.chosen) else { return Wish::Judge };
                let text = format!("Choose for '{}' first: {}.", slot.label, asks_for(slot));
                let before = self.query.slots.iter().take_while(|other| other.name != slot.name);
                self.cursor = before.map(|slot| slot.parts.len()).sum();
                return Wish::Say(text);
            }
            _ => {}
        }
        Wish::Stay
    }

    /// Takes the part under the cursor in or out; where there is room for one, in the place of the other.
    fn toggle(&mut self) -> Wish {
        let mut shown = self.shown().flat_map(|(slot, parts)| parts.into_iter().map(move |part| (slot, part)));
        let Some((slot, part)) = shown.nth(self.cursor) else { return Wish::Stay };
        let (id, max, count) = (part.id.clone(), slot.max, slot.count(&self.chosen));
        let others: Vec<String> = slot.parts.iter().map(|part| part.id.clone()).collect();
        drop(shown);
        if self.chosen.remove(&id) {
            return Wish::Stay;
        }
        if max == 1 {
            self.chosen.retain(|chosen| !others.contains(chosen));
        } else if count >= max {
            return Wish::Say(format!("There is room for {max} here: take another one out first."));
        }
        self.chosen.insert(id);
        Wish::Stay
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, notice: Option<&str>) {
        let wide = canvas.area.width >= SIDE_BY_SIDE;
        if wide {
            canvas.widen();
        }
        self.header(canvas);
        let body = canvas.body();
        let foot = if body.height >= 14 { 2 } else { 1 };
        let text = Rect { height: body.height.saturating_sub(foot), ..body };
        let documents = &self.documents;
        if wide {
            let left = Rect { width: text.width / 2 - 2, ..text };
            let right = Rect { x: text.x + text.width / 2 + 1, width: text.width - text.width / 2 - 1, ..text };
            for y in text.y..text.bottom() {
                canvas.text(left.right() + 1, y, 1, "│", Role::Muted);
            }
            // The pane that scrolls is drawn last: what drawing finds out is of it.
            if self.pane == Pane::Item {
                record::draw(documents, None, &self.record, canvas, left);
                canvas.other_pane();
                self.draw_query(canvas, right);
            } else {
                self.draw_query(canvas, right);
                canvas.other_pane();
                record::draw(documents, None, &self.record, canvas, left);
            }
            canvas.feedback.side_by_side = true;
        } else if self.pane == Pane::Record {
            record::draw(documents, None, &self.record, canvas, text);
        } else {
            self.draw_query(canvas, text);
        }
        let row = Rect { y: body.bottom().saturating_sub(1), height: 1, ..body };
        if let Some(notice) = notice {
            warn(canvas, row, notice);
        } else {
            let foot = cut(&self.foot(), usize::from(row.width));
            canvas.text(row.x, row.y, row.width, &foot, Role::Muted);
        }
        canvas.footer(self.context());
    }

    fn header(&self, canvas: &mut Canvas<'_>) {
        let right = match &self.judged {
            None => Line::from(canvas.span(format!("{} chosen", self.chosen.len()), Role::Muted)),
            Some(judged) => {
                let (word, role) = result::word(judged);
                Line::from(canvas.span(format!("{word} · {}%", judged.percent), role))
            }
        };
        let room = usize::from(canvas.page.width).saturating_sub(right.width() + 4);
        let title = cut(&format!("{} · query · {}", self.short, self.item.topic), room);
        canvas.header(Line::from(canvas.span(title, Role::Title)), right);
    }

    fn draw_query(&self, canvas: &mut Canvas<'_>, area: Rect) {
        match &self.judged {
            Some(judged) => result::draw(self, judged, canvas, area),
            None => form::draw(self, canvas, area),
        }
    }

    /// What is said under the query while nothing else is to be said.
    fn foot(&self) -> String {
        let what = if self.judged.is_some() { "result" } else { "query" };
        if self.pane == Pane::Record {
            return format!("tab: back to the {what}   [ ]: other documents");
        }
        if self.judged.is_some() {
            return "Practice: enters neither mastery nor readiness.".to_owned();
        }
        let open: Vec<&str> = self
            .query
            .slots
            .iter()
            .filter(|slot| slot.count(&self.chosen) < slot.min)
            .map(|slot| slot.label.as_str())
            .collect();
        match open.as_slice() {
            [] => "Enter judges the query as it stands.".to_owned(),
            open => format!("Still to choose: {}", open.join(", ")),
        }
    }
}

/// A flowsheet has a line for each entry: line breaks stay, which Markdown would take for blanks.
fn line_by_line(document: &Document) -> Document {
    Document { text: document.text.replace('\n', "  \n"), ..document.clone() }
}

/// `one of 3`, `at least 2 of 7`.
fn asks_for(slot: &Slot) -> String {
    let parts = slot.parts.len();
    match (slot.min, slot.max) {
        (1, 1) => format!("one of {parts}"),
        (min, _) => format!("at least {min} of {parts}"),
    }
}
