//! Queries to build: a list of them, and behind it the room in which one is built and judged.

mod form;
mod list;
mod result;
mod room;

use crate::bank::query::Judged;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::{QueriesData, QueryOpened};
use crate::tui::keymap::{Action, Context};
use crate::tui::widgets::cursor::moved;

use room::{Room, Wish};

#[derive(Debug)]
pub struct Queries {
    data: QueriesData,
    cursor: usize,
    room: Option<Box<Room>>,
    /// Queries that were left before they were judged: each is taken up again as it stood.
    left: Vec<Room>,
}

impl Queries {
    pub fn new(data: QueriesData) -> Self {
        Self { data, cursor: 0, room: None, left: Vec::new() }
    }

    /// The list as it is after a build; the cursor stays.
    pub fn renew(&mut self, data: QueriesData) {
        self.cursor = self.cursor.min(data.rows.len().saturating_sub(1));
        self.data = data;
    }

    /// Opens a query.
    pub fn enter(&mut self, opened: QueryOpened) {
        self.cursor = self.data.rows.iter().position(|row| row.item == opened.item.id).unwrap_or(self.cursor);
        self.room = Some(Box::new(Room::new(self.data.short.clone(), opened)));
    }

    pub fn judged(&mut self, judged: Judged) {
        if let Some(room) = &mut self.room {
            room.judged(judged);
        }
    }

    pub fn context(&self) -> Context {
        self.room.as_ref().map_or(Context::Queries, |room| room.context())
    }

    /// What the drawing found out about scrolling.
    pub fn drawn(&mut self, scroll: usize) {
        if let Some(room) = &mut self.room {
            room.drawn(scroll);
        }
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let credential = self.data.credential.clone();
        let Some(room) = &mut self.room else { return self.act_list(action, around) };
        match room.act(action, around) {
            Wish::Stay => Turn::none(),
            Wish::Say(text) => Turn::notice(text),
            Wish::Judge => match &around.read_only {
                None => {
                    Turn::effect(Effect::KeepBuild { credential, item: room.item(), chosen: room.chosen().clone() })
                }
                Some(reason) => {
                    let notice = format!("{reason}. This build is not kept.");
                    room.judge();
                    Turn::notice(notice)
                }
            },
            Wish::Again => Turn::effect(Effect::OpenQuery { credential, item: room.item() }),
            Wish::Leave => {
                self.left.extend(self.room.take().filter(|room| room.is_begun()).map(|room| *room));
                Turn::effect(Effect::LoadQueries { credential })
            }
        }
    }

    fn act_list(&mut self, action: Action, around: &Surroundings) -> Turn {
        let last = self.data.rows.len().saturating_sub(1);
        let page = around.feedback.page.max(1);
        if let Some(cursor) = moved(action, self.cursor, last, page) {
            self.cursor = cursor;
            return Turn::none();
        }
        match action {
            Action::Pick(place) if place <= last => {
                self.cursor = place;
                return self.open();
            }
            Action::Accept => return self.open(),
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    fn open(&mut self) -> Turn {
        let Some(row) = self.data.rows.get(self.cursor) else { return Turn::none() };
        if let Some(place) = self.left.iter().position(|room| room.item() == row.item) {
            self.room = Some(Box::new(self.left.remove(place)));
            return Turn::none();
        }
        Turn::effect(Effect::OpenQuery { credential: self.data.credential.clone(), item: row.item.clone() })
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        match &self.room {
            Some(room) => room.draw(canvas, notice),
            None => list::draw(&self.data, self.cursor, canvas, around, notice),
        }
    }
}
