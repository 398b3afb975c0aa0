//! The desk joins what the screens ask for: banks from the library, forms from the exam room, the coach, the record.
//!
//! One effect in, one message out, at once; nothing here draws or waits for a key.

mod data;
mod drills;
mod pages;
mod queries;
mod sittings;

use std::collections::HashMap;

use jiff::tz::TimeZone;

pub use data::{
    BookData, Card, ChartsData, CredentialHistory, DrillOpened, DrillSetupData, DrillWritten, HistoryData, HomeData,
    Known, LastMock, Opened, Order, QueriesData, QueryOpened, QueryRow, ReadyData, SetupData,
};
pub use sittings::{report_of, summary};

use super::app::{Effect, Msg, Now};
use crate::bank::Finding;
use crate::coach::Coach;
use crate::coach::drill::NoDrill;
use crate::coach::pages::NoPage;
use crate::codebook::FiscalYear;
use crate::exam::Shortage;
use crate::library::{Library, Shelf};
use crate::shelf::{Shelf as BookShelf, ShelfError};
use crate::store::{Store, StoreError};

pub struct Desk {
    store: Store,
    library: Library,
    /// Where code books come from.
    books: BookShelf,
    shelves: HashMap<String, Shelf>,
    zone: TimeZone,
    seed: Option<u64>,
    random: Box<dyn FnMut() -> u64>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("store", &self.store).finish_non_exhaustive()
    }
}

/// An error and what to do about it, as one text.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error("{0}; {hint}", hint = .0.hint())]
    Store(#[from] StoreError),
    #[error("{0}; choose fewer items or other domains, or add items with --bank-dir")]
    Shortage(#[from] Shortage),
    #[error("{}", describe(.0))]
    Bank(Vec<Finding>),
    #[error("there is no query '{0}' in the bank; the list of queries shows what there is")]
    NoQuery(String),
    #[error("there is no outline '{0}' of this credential; choose one with o")]
    NoOutline(String),
    #[error(transparent)]
    NoDrill(#[from] NoDrill),
    #[error(transparent)]
    NoPage(#[from] NoPage),
    #[error("{0}")]
    Book(#[from] ShelfError),
}

fn describe(findings: &[Finding]) -> String {
    match findings.first() {
        Some(first) => format!("{}: {}; {}", first.file, first.reason, first.hint),
        None => "the bank could not be read".to_owned(),
    }
}

impl Desk {
    pub fn new(
        store: Store,
        library: Library,
        books: BookShelf,
        zone: TimeZone,
        seed: Option<u64>,
        random: Box<dyn FnMut() -> u64>,
    ) -> Self {
        Self { store, library, books, shelves: HashMap::new(), zone, seed, random }
    }

    pub fn read_only(&self) -> Option<String> {
        self.store.read_only().map(str::to_owned)
    }

    /// Carries an effect out. `Suspend` and `Quit` are the terminal's and give nothing here.
    pub fn perform(&mut self, effect: Effect, now: Now) -> Option<Msg> {
        let done = match effect {
            Effect::LoadHome => self.home(now).map(Msg::Home),
            Effect::LoadSetup { credential } => self.setup(&credential).map(|data| Msg::Setup(Box::new(data))),
            Effect::Begin(order) => self.begin(&order, now).map(|opened| Msg::Sitting(Box::new(opened))),
            Effect::Resume(id) => self.resume(id, now),
            Effect::Append { id, sitting, seq, events } => {
                self.store.append(id, sitting.form(), seq, &events).map(|()| Msg::Written(events)).map_err(Into::into)
            }
            Effect::End { id, sitting, seq, typed, ended } => self.end_with(id, *sitting, seq, typed, ended),
            Effect::Pulse { id, active_ms, wall_ms } => {
                return match self.store.pulse(id, active_ms, wall_ms) {
                    Ok(()) => None,
                    Err(error) => Some(Msg::Failed(DeskError::from(error).to_string())),
                };
            }
            Effect::LoadReport(id) => self.report(id, now),
            Effect::LoadHistory => self.history(),
            Effect::LoadCharts => self.charts(now).map(|data| Msg::Charts(Box::new(data))),
            Effect::LoadDrillSetup { credential } => {
                self.drill_setup(&credential, now).map(|data| Msg::DrillSetup(Box::new(data)))
            }
            Effect::BeginDrill(order) => self.begin_drill(&order, now).map(|opened| Msg::Drill(Box::new(opened))),
            Effect::AppendDrill { id, drill, seq, events } => self.append_drill(id, *drill, seq, events, now),
            Effect::EndDrill { id, drill, seq, ended } => self.end_drill(id, *drill, seq, ended, now),
            Effect::LoadQueries { credential } => self.queries(&credential),
            Effect::OpenQuery { credential, item } => self.query(&credential, &item),
            Effect::KeepBuild { credential, item, chosen } => self.keep_build(&credential, &item, &chosen, now),
            Effect::Suspend | Effect::Quit => return None,
            effect => self.page(effect, now),
        };
        Some(done.unwrap_or_else(|error: DeskError| Msg::Failed(error.to_string())))
    }

    fn shelf(&mut self, credential: &str) -> Result<&Shelf, DeskError> {
        if !self.shelves.contains_key(credential) {
            let shelf = self.library.open(credential).map_err(DeskError::Bank)?;
            self.shelves.insert(credential.to_owned(), shelf);
        }
        self.shelves.get(credential).ok_or_else(|| DeskError::Bank(Vec::new()))
    }

    /// The coach of a credential, whose bank is read now if it was not yet.
    fn coach(&mut self, credential: &str, now: Now) -> Result<Coach<'_>, DeskError> {
        self.shelf(credential)?;
        let shelf = self.shelves.get(credential).ok_or_else(|| DeskError::Bank(Vec::new()))?;
        Ok(Coach { store: &self.store, shelf, now_ms: now.wall_ms, zone: &self.zone })
    }

    fn book(&self, year: FiscalYear) -> Result<Msg, DeskError> {
        let book = self.books.open(year)?;
        let data = BookData { book, year, years: self.books.years(), bookmarks: self.store.bookmarks()? };
        Ok(Msg::Book(Box::new(data)))
    }

    fn uid(&mut self) -> String {
        format!("{:016x}{:016x}", (self.random)(), (self.random)())
    }
}
