//! The code book on the screen: a search line with what it finds, and pages whose codes can be followed.
//!
//! It is the same at home and over an item of an exam, and keeps its place until it is opened again. Nothing is
//! unpacked before the first search.

mod draw;
mod drg;
mod found;
mod pages;
mod sheet;

pub use draw::draw_alone;

use crate::codebook::{Codebook, FiscalYear, System};
use crate::shelf::Book;
use crate::store::Bookmark;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Feedback;
use crate::tui::desk::BookData;
use crate::tui::keymap::{Action, Context};
use crate::tui::widgets::input::Input;

use found::Found;
use sheet::{Link, Sheet};

/// Where a code was to be taken and no row is open.
pub const NO_ROW: &str = "A code is taken into an open row: in an exam, open the book while you type codes.";

#[derive(Debug)]
pub struct CodeBook {
    book: Book,
    year: FiscalYear,
    /// Every year that can be opened, in its order.
    years: Vec<FiscalYear>,
    bookmarks: Vec<Bookmark>,
    input: Input,
    hits: Vec<Found>,
    cursor: usize,
    /// Pages in the order they were followed.
    trail: Vec<Visit>,
    /// How many pages of the trail one is in: none on the search.
    at: usize,
}

impl Default for CodeBook {
    fn default() -> Self {
        Self {
            book: Book::default(),
            year: FiscalYear::BUILT_IN,
            years: Vec::new(),
            bookmarks: Vec::new(),
            input: Input::default(),
            hits: Vec::new(),
            cursor: 0,
            trail: Vec::new(),
            at: 0,
        }
    }
}

/// A page, and how one stands on it.
#[derive(Debug)]
struct Visit {
    link: Link,
    sheet: Sheet,
    /// The link under the cursor.
    cursor: usize,
    scroll: usize,
}

/// What an action comes to for the screen around the book.
#[derive(Debug, PartialEq)]
pub enum Choice {
    Stay,
    Close,
    /// A code that can be reported is wanted outside.
    Take(System, String),
    Say(&'static str),
    Do(Effect),
}

impl CodeBook {
    pub fn context(&self) -> Context {
        if self.at == 0 { Context::BookSearch } else { Context::BookPage }
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Choice {
        match action {
            Action::Back => return Choice::Close,
            Action::Right if self.at < self.trail.len() => self.at += 1,
            Action::Right => return Choice::Say("There is no page to go forward to."),
            Action::EarlierYear | Action::LaterYear => return self.other_year(action),
            _ if self.at == 0 => self.act_search(action, &around.feedback),
            Action::Left => self.at -= 1,
            Action::Search => self.at = 0,
            Action::Take => return self.take(),
            Action::Flag => return self.keep(),
            action => self.act_page(action, &around.feedback),
        }
        Choice::Stay
    }

    /// At home, where there is nothing to take a code for.
    pub fn turn(&mut self, action: Action, around: &Surroundings) -> Turn {
        match self.act(action, around) {
            Choice::Stay => Turn::none(),
            Choice::Close => Turn::back(),
            Choice::Take(..) => Turn::notice(NO_ROW),
            Choice::Say(text) => Turn::notice(text),
            Choice::Do(effect) => Turn::effect(effect),
        }
    }

    pub fn year(&self) -> FiscalYear {
        self.year
    }

    /// Takes another year's book, and what is known around it; pages stay where they are.
    pub fn turn_to(&mut self, data: BookData) {
        let BookData { book, year, years, bookmarks } = data;
        let same = year == self.year;
        (self.book, self.year, self.years, self.bookmarks) = (book, year, years, bookmarks);
        if !same {
            let (book, year): (&Codebook, _) = (&self.book, self.year);
            for visit in &mut self.trail {
                visit.sheet = pages::page(book, year, &visit.link).unwrap_or_else(|| pages::missing(year, &visit.link));
                visit.cursor = 0;
            }
        }
        self.list();
    }

    pub fn mark(&mut self, bookmarks: Vec<Bookmark>) {
        self.bookmarks = bookmarks;
        if self.input.text().trim().is_empty() {
            self.list();
        }
    }

    fn other_year(&self, action: Action) -> Choice {
        let at = self.years.iter().position(|year| *year == self.year);
        let other = at.and_then(|at| match action {
            Action::EarlierYear => self.years.get(at.checked_sub(1)?),
            _ => self.years.get(at + 1),
        });
        match other {
            Some(year) => Choice::Do(Effect::LoadBook { year: *year }),
            None => Choice::Say("There is no book of another year that way."),
        }
    }

    fn is_kept(&self, link: &Link) -> bool {
        self.bookmarks.contains(&link.bookmark())
    }

    fn keep(&self) -> Choice {
        let Some(visit) = self.visit() else { return Choice::Stay };
        let kept = !self.is_kept(&visit.link);
        Choice::Do(Effect::SetBookmark { bookmark: visit.link.bookmark(), kept })
    }

    /// A letter goes into the search, and the list follows.
    fn act_search(&mut self, action: Action, feedback: &Feedback) {
        let last = self.hits.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp => self.cursor = self.cursor.saturating_sub(feedback.page.max(1)),
            Action::PageDown => self.cursor = (self.cursor + feedback.page.max(1)).min(last),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = last,
            Action::Clear => self.search(Input::default()),
            Action::Key(_) | Action::Erase => {
                let mut input = self.input.clone();
                input.act(action);
                self.search(input);
            }
            Action::Pick(place) if place <= last => {
                self.cursor = place;
                self.open_hit();
            }
            Action::Accept => self.open_hit(),
            _ => {}
        }
    }

    fn search(&mut self, input: Input) {
        if input.text() != self.input.text() {
            self.input = input;
            self.list();
        }
    }

    fn list(&mut self) {
        let typed = self.input.text();
        self.hits = match typed.trim() {
            "" => found::kept(&self.book, &self.bookmarks),
            _ => found::search(&self.book, self.year, typed),
        };
        self.cursor = 0;
    }

    fn open_hit(&mut self) {
        if let Some(hit) = self.hits.get(self.cursor) {
            self.follow(hit.link.clone());
        }
    }

    /// Opens a page after the one on the screen; those that came after it until now are forgotten.
    fn follow(&mut self, link: Link) {
        if let Some(sheet) = pages::page(&self.book, self.year, &link) {
            self.trail.truncate(self.at);
            self.trail.push(Visit { link, sheet, cursor: 0, scroll: 0 });
            self.at = self.trail.len();
        }
    }

    fn visit(&self) -> Option<&Visit> {
        self.trail.get(self.at.checked_sub(1)?)
    }

    fn act_page(&mut self, action: Action, feedback: &Feedback) {
        let Some(visit) = self.at.checked_sub(1).and_then(|at| self.trail.get_mut(at)) else { return };
        match action {
            Action::Accept => {
                let link = visit.here(feedback).and_then(|link| visit.sheet.links.get(link)).cloned();
                if let Some(link) = link {
                    self.follow(link);
                }
            }
            Action::Pick(place) => {
                visit.cursor = place;
                if let Some(link) = visit.sheet.links.get(place).cloned() {
                    self.follow(link);
                }
            }
            action => visit.act(action, feedback),
        }
    }

    fn take(&self) -> Choice {
        let code = self.visit().and_then(|visit| visit.sheet.reported.as_ref());
        match code {
            Some((system, code)) => Choice::Take(*system, code.clone()),
            None => Choice::Say("Only a code that can be reported can be taken."),
        }
    }

    /// What the drawing found out about scrolling.
    pub fn drawn(&mut self, scroll: usize) {
        if let Some(visit) = self.at.checked_sub(1).and_then(|at| self.trail.get_mut(at)) {
            visit.scroll = scroll;
        }
    }
}

/// Links that were drawn, in their order.
fn in_sight(feedback: &Feedback) -> impl DoubleEndedIterator<Item = usize> {
    feedback.zones.iter().filter_map(|zone| match zone.action {
        Action::Pick(link) => Some(link),
        _ => None,
    })
}

impl Visit {
    /// The link under the cursor as it was drawn: the first in sight where scrolling left the cursor behind.
    fn here(&self, feedback: &Feedback) -> Option<usize> {
        in_sight(feedback).find(|link| *link == self.cursor).or_else(|| in_sight(feedback).next())
    }

    /// Goes over the links that are in sight, and scrolls where there is none that way.
    fn act(&mut self, action: Action, feedback: &Feedback) {
        self.cursor = self.here(feedback).unwrap_or(self.cursor);
        let most = feedback.most_scroll;
        match action {
            Action::Down => match in_sight(feedback).find(|link| *link > self.cursor) {
                Some(link) => self.cursor = link,
                None => self.scroll = (self.scroll + 1).min(most),
            },
            Action::Up => match in_sight(feedback).rfind(|link| *link < self.cursor) {
                Some(link) => self.cursor = link,
                None => self.scroll = self.scroll.saturating_sub(1),
            },
            Action::PageUp => self.scroll = self.scroll.saturating_sub(feedback.page),
            Action::PageDown => self.scroll = (self.scroll + feedback.page).min(most),
            Action::First => (self.scroll, self.cursor) = (0, 0),
            Action::Last => self.scroll = most,
            _ => {}
        }
    }
}
