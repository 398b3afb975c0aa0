//! What the screens are made of, as the desk hands it over.

use std::collections::HashMap;

use crate::bank::case::Case;
use crate::bank::outline::{Books, Scale};
use crate::bank::query::Need;
use crate::bank::{Credential, Item, ItemId, Outline, Query};
use crate::coach::days::Day;
use crate::coach::foresight::Foresight;
use crate::coach::standing::{Brief, Counts, Standing};
use crate::coach::trend::Point;
use crate::codebook::FiscalYear;
use crate::exam::blueprint::{Blueprint, CodeEntry};
use crate::exam::{Drill, Length, Logged, Sitting, Timing, drill};
use crate::shelf::Book;
use crate::store::{Bookmark, Mark, Prediction, SittingId, SittingRow};
use crate::study::Recollection;

/// What the home screen shows.
#[derive(Clone, Debug, Default)]
pub struct HomeData {
    pub cards: Vec<Card>,
    /// Sittings that were left, the newest first.
    pub unfinished: Vec<SittingRow>,
    /// The credential that was practised last.
    pub recent: Option<String>,
    /// The last seven days, today last.
    pub week: Vec<Day>,
    /// Days in a row with practice.
    pub streak: u32,
    /// Something about the banks that the user should know.
    pub trouble: Option<String>,
}

/// A credential on the home screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub credential: String,
    pub short: String,
    pub name: String,
    /// Where the candidate stands; none where the bank cannot be read.
    pub brief: Option<Brief>,
    pub last: Option<LastMock>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastMock {
    pub scaled: u32,
    /// The score that passes.
    pub needed: u32,
    pub pass: bool,
    pub ended_ms: i64,
}

/// A code book, and what is known around it.
#[derive(Clone, Debug)]
pub struct BookData {
    pub book: Book,
    pub year: FiscalYear,
    /// Every year that can be opened, in its order.
    pub years: Vec<FiscalYear>,
    pub bookmarks: Vec<Bookmark>,
}

/// What the setup screen offers.
#[derive(Clone, Debug)]
pub struct SetupData {
    pub credential: Credential,
    /// Items that stand alone and that a form can hold, by domain.
    pub items: HashMap<String, u32>,
    pub cases: u32,
    pub in_cases: u32,
    /// How many of these ask for codes.
    pub coded: u32,
    /// Of all of them.
    pub unseen: u32,
    pub broken: usize,
    pub seed: Option<u64>,
}

/// A mock exam as the candidate ordered it.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub credential: String,
    pub outline: Option<String>,
    pub length: Length,
    pub domains: Vec<String>,
    pub timing: Timing,
    pub minutes: Option<u32>,
    /// Whether the code book may be opened, where the outline does not know.
    pub book: bool,
    pub entry: CodeEntry,
    pub seed: Option<u64>,
}

impl Order {
    pub fn blueprint(&self, credential: &Credential, outline: &Outline) -> Blueprint {
        let plain = Blueprint::new(credential, outline, self.length, &self.domains, self.timing, self.minutes);
        let book = if outline.books == Books::Unsure { self.book } else { plain.book };
        Blueprint { book, entry: self.entry, ..plain }
    }
}

/// A sitting on the desk: begun just now, or taken up again.
#[derive(Debug)]
pub struct Opened {
    pub id: SittingId,
    pub sitting: Sitting,
    pub items: Vec<Option<Item>>,
    /// The cases of the form.
    pub cases: Vec<Option<Case>>,
    /// Events on disk.
    pub seq: usize,
    pub active_ms: u64,
    /// When it was taken up again: the time nobody was there.
    pub away_ms: Option<u64>,
}

/// What the screen that sets a drill up offers.
#[derive(Clone, Debug)]
pub struct DrillSetupData {
    pub credential: Credential,
    pub standing: Standing,
    pub seed: Option<u64>,
}

/// What is known of an item beside its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    pub recollection: Recollection,
    /// Days until it is due again; at or below 0 it is.
    pub due_in: i64,
}

/// A drill on the desk: begun just now, or taken up again.
#[derive(Debug)]
pub struct DrillOpened {
    pub id: SittingId,
    pub drill: Drill,
    /// The wordings of the form's slots.
    pub items: Vec<Option<Item>>,
    /// What was known of the items when the drill was opened.
    pub known: HashMap<ItemId, Known>,
    pub marks: HashMap<ItemId, Mark>,
    /// Events on disk.
    pub seq: usize,
    pub active_ms: u64,
    /// When it was taken up again: the time nobody was there.
    pub away_ms: Option<u64>,
    /// When it was begun with a number of items: how many were asked for.
    pub wished: Option<usize>,
    /// Whether the item that was on the screen stands on a mock by now: its key stays out of sight.
    pub closed: bool,
}

/// Events of a drill that are on disk, and what is known of the item on the screen after them.
#[derive(Debug)]
pub struct DrillWritten {
    pub events: Vec<Logged<drill::Event>>,
    pub known: Option<(ItemId, Known)>,
}

/// The queries that can be built for a credential, in the bank's order.
#[derive(Clone, Debug)]
pub struct QueriesData {
    pub credential: String,
    pub short: String,
    pub rows: Vec<QueryRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryRow {
    pub item: ItemId,
    pub topic: String,
    pub need: Need,
    /// The best build so far: its percentage, and whether it was compliant.
    pub best: Option<(u32, bool)>,
    pub last_ms: Option<i64>,
}

/// A query on the desk.
#[derive(Clone, Debug)]
pub struct QueryOpened {
    pub item: Item,
    pub query: Query,
    /// For each slot its parts as they are shown: chance orders them anew at every visit.
    pub order: Vec<Vec<usize>>,
}

/// What the page of a credential shows.
#[derive(Clone, Debug)]
pub struct ReadyData {
    pub standing: Standing,
    pub predictions: Vec<Prediction>,
    /// Results of the real exam, and what had been said before.
    pub foresights: Vec<Foresight>,
}

/// What the history shows.
#[derive(Clone, Debug, Default)]
pub struct HistoryData {
    /// All sittings, the newest first.
    pub rows: Vec<SittingRow>,
}

/// What the history's charts show; made when they are opened, for the list does not wait for it.
#[derive(Clone, Debug, Default)]
pub struct ChartsData {
    /// The credentials that have a history, with their mastery over time.
    pub credentials: Vec<CredentialHistory>,
    /// The last year, today last; all credentials together.
    pub days: Vec<Day>,
}

#[derive(Clone, Debug)]
pub struct CredentialHistory {
    pub credential: String,
    pub short: String,
    /// The scale of its scores.
    pub scale: Option<Scale>,
    /// Code, short title and the cut's share of each domain, in the outline's order.
    pub domains: Vec<(String, String, f64)>,
    pub trend: Vec<Point>,
    /// Answers to items of each domain that are known, in the outline's order.
    pub answers: Vec<u32>,
    pub counts: Counts,
}
