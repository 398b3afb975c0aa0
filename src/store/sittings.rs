//! Sittings in the record: begun, carried on, ended, opened again. Mocks and drills alike.

mod lists;

use std::fmt;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::open::Store;
use super::{marks, projection};
use crate::bank::case::Case;
use crate::bank::{ContentHash, Item, ItemId, read};
use crate::exam::form::Wording;
use crate::exam::score::Points;
use crate::exam::{Drill, Event, Form, Logged, Sitting, drill};
use crate::study::Marked;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct SittingId(pub i64);

impl fmt::Display for SittingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Mock,
    Drill,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Mock => "mock",
            Self::Drill => "drill",
        }
    }

    pub(super) fn named(name: &str) -> Self {
        if name == Self::Drill.name() { Self::Drill } else { Self::Mock }
    }
}

/// A sitting that is about to begin.
#[derive(Debug)]
pub struct NewSitting<'a> {
    pub uid: String,
    pub kind: Kind,
    pub form: &'a Form,
    pub wordings: &'a [Wording],
    pub wall_ms: i64,
}

/// What a finished sitting came to, as it was shown then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub version: u32,
    pub raw: Points,
    pub scored: u32,
    pub cut: f64,
    /// A drill has no scaled score, and neither passes nor fails.
    pub scaled: Option<u32>,
    pub passed: Option<bool>,
    pub unanswered: u32,
    pub interruptions: u32,
    /// Answers that came too fast to have been read.
    #[serde(default)]
    pub rapid: u32,
    pub domains: Vec<SummaryDomain>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SummaryDomain {
    pub code: String,
    pub short: String,
    pub right: Points,
    pub scored: u32,
}

/// A sitting as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SittingRow {
    pub id: SittingId,
    pub uid: String,
    pub credential: String,
    pub kind: Kind,
    pub name: String,
    pub items: u32,
    pub started_ms: i64,
    pub active_ms: u64,
    pub alive_ms: i64,
    pub ended_ms: Option<i64>,
    pub summary: Option<Summary>,
    /// The candidate's own name for it; empty for none.
    pub label: String,
    pub note: String,
}

impl SittingRow {
    pub fn title(&self) -> &str {
        if self.label.is_empty() { &self.name } else { &self.label }
    }
}

/// A sitting whole: its form, its log, and how far its clock stood at the last sign of life.
#[derive(Clone, Debug)]
pub struct Stored<E = Event> {
    pub row: SittingRow,
    pub form: Form,
    pub log: Vec<Logged<E>>,
    pub items: Vec<Option<Item>>,
    /// The cases of the form.
    pub cases: Vec<Option<Case>>,
}

const ROW: &str = "SELECT id, uid, credential, kind, name, items, started_ms, active_ms, alive_ms, ended_ms, summary,
                          label, note FROM sitting";

impl Store {
    /// Writes a new sitting with its form and every wording on it.
    pub fn begin(&mut self, new: &NewSitting<'_>) -> Result<SittingId, StoreError> {
        let form = new.form;
        let json =
            serde_json::to_string(form).map_err(|error| StoreError::Unreadable { id: 0, reason: error.to_string() })?;
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO sitting (uid, credential, kind, number, name, items, started_ms, active_ms, alive_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?7)",
                params![
                    new.uid,
                    form.credential,
                    new.kind.name(),
                    form.number,
                    form.name,
                    form.slots.len() as i64,
                    new.wall_ms
                ],
            )?;
            let id = transaction.last_insert_rowid();
            transaction.execute("INSERT INTO form (sitting, json) VALUES (?1, ?2)", params![id, json])?;
            let mut insert =
                transaction.prepare_cached("INSERT OR IGNORE INTO wording (content, json) VALUES (?1, ?2)")?;
            for wording in new.wordings {
                insert.execute(params![wording.content.as_str(), wording.json])?;
            }
            Ok(SittingId(id))
        })
    }

    /// Appends events to a mock's log; they are on disk when this returns. `seq` is the number of events before.
    pub fn append(&mut self, id: SittingId, form: &Form, seq: usize, events: &[Logged]) -> Result<(), StoreError> {
        let lines: Vec<Line> = events.iter().map(|logged| Line::of_mock(logged, form)).collect();
        self.write(|transaction| append(transaction, id, form, seq, &lines))
    }

    /// Appends events to a drill's log, with the answers that they lock or change, in one transaction.
    pub fn append_drill(
        &mut self,
        id: SittingId,
        drill: &Drill,
        seq: usize,
        events: &[Logged<drill::Event>],
        marked: &[Marked],
    ) -> Result<(), StoreError> {
        let lines: Vec<Line> = events.iter().map(|logged| Line::of_drill(logged, drill)).collect();
        self.write(|transaction| {
            append(transaction, id, drill.form(), seq, &lines)?;
            projection::add(transaction, id, &drill.form().credential, marked)
        })
    }

    /// Ends a mock: its last event, its scores, and its answers in the log of all answers, in one transaction.
    pub fn end(
        &mut self,
        id: SittingId,
        sitting: &Sitting,
        seq: usize,
        ended: &Logged,
        summary: &Summary,
        marked: &[Marked],
    ) -> Result<(), StoreError> {
        let form = sitting.form();
        let line = Line::of_mock(ended, form);
        self.write(|transaction| {
            append(transaction, id, form, seq, std::slice::from_ref(&line))?;
            close(transaction, id, ended.wall_ms, summary)?;
            let flagged = sitting.responses().iter().zip(&form.slots).filter(|(response, _)| response.flagged);
            for (_, slot) in flagged {
                marks::flag(transaction, &form.credential, &slot.item, true, ended.wall_ms)?;
            }
            projection::add(transaction, id, &form.credential, marked)
        })
    }

    /// Ends a drill. Its answers are in the log already.
    pub fn end_drill(
        &mut self,
        id: SittingId,
        drill: &Drill,
        seq: usize,
        ended: &Logged<drill::Event>,
        summary: &Summary,
    ) -> Result<(), StoreError> {
        let line = Line::of_drill(ended, drill);
        self.write(|transaction| {
            append(transaction, id, drill.form(), seq, std::slice::from_ref(&line))?;
            close(transaction, id, ended.wall_ms, summary)
        })
    }

    /// A sign of life between events, so that a killed process loses seconds and not minutes of the clock.
    pub fn pulse(&mut self, id: SittingId, active_ms: u64, wall_ms: i64) -> Result<(), StoreError> {
        self.writable()?;
        self.connection
            .prepare_cached("UPDATE sitting SET active_ms = ?2, alive_ms = ?3 WHERE id = ?1")
            .and_then(|mut update| update.execute(params![id.0, active_ms.cast_signed(), wall_ms]))
            .map(drop)
            .map_err(self.wrap())
    }

    pub fn row(&self, id: SittingId) -> Result<SittingRow, StoreError> {
        let sql = format!("{ROW} WHERE id = ?1");
        let found = self.connection.query_row(&sql, [id.0], row).optional().map_err(self.wrap())?;
        found.ok_or_else(|| StoreError::NoSitting { id: id.to_string() })
    }

    /// A mock with its form, log and wordings.
    pub fn sitting(&self, id: SittingId) -> Result<Stored, StoreError> {
        self.stored(id)
    }

    /// A drill with its form, log and wordings.
    pub fn drill(&self, id: SittingId) -> Result<Stored<drill::Event>, StoreError> {
        self.stored(id)
    }

    fn stored<E: DeserializeOwned>(&self, id: SittingId) -> Result<Stored<E>, StoreError> {
        let row = self.row(id)?;
        let form = form_of(&self.connection, id).map_err(|fault| fault.at(id, self))?;
        let log = log_of(&self.connection, id).map_err(|fault| fault.at(id, self))?;
        let items = form.slots.iter().map(|slot| wording(&self.connection, slot.content.as_str()));
        let items = items.collect::<rusqlite::Result<Vec<_>>>().map_err(self.wrap())?;
        let cases = form.cases.iter().map(|case| text_of(&self.connection, case.content.as_str()));
        let cases = cases.collect::<rusqlite::Result<Vec<_>>>().map_err(self.wrap())?;
        let cases = cases.into_iter().map(|json| read::case(&json?).0).collect();
        Ok(Stored { row, form, log, items, cases })
    }

    /// The wording that a form holds.
    pub fn wording(&self, content: &ContentHash) -> Result<Option<Item>, StoreError> {
        wording(&self.connection, content.as_str()).map_err(self.wrap())
    }

    /// The candidate's own name and note for a sitting.
    pub fn describe(&mut self, id: SittingId, label: &str, note: &str, now_ms: i64) -> Result<(), StoreError> {
        let sql = "UPDATE sitting SET label = ?2, note = ?3, edited_ms = max(?4, edited_ms + 1) WHERE id = ?1";
        self.write(|transaction| transaction.execute(sql, params![id.0, label, note, now_ms]).map(drop))
    }

    /// Takes a sitting and its answers out of everything, or brings them back. Its log stays.
    pub fn set_deleted(&mut self, id: SittingId, deleted: bool, now_ms: i64) -> Result<(), StoreError> {
        let sql = "UPDATE sitting SET deleted = ?2, edited_ms = max(?3, edited_ms + 1) WHERE id = ?1";
        self.write(|transaction| {
            transaction.execute(sql, params![id.0, deleted, now_ms])?;
            projection::project_again(transaction, id)
        })
    }
}

/// An event, ready to be written.
pub(super) struct Line {
    pub(super) active_ms: u64,
    pub(super) wall_ms: i64,
    pub(super) body: String,
    /// The item that it brings to the screen.
    pub(super) shown: Option<ItemId>,
}

impl Line {
    pub(super) fn of_mock(logged: &Logged, form: &Form) -> Self {
        let shown = match logged.event {
            Event::Shown { at } => form.slots.get(at).map(|slot| slot.item.clone()),
            _ => None,
        };
        Self::new(logged, shown)
    }

    pub(super) fn of_drill(logged: &Logged<drill::Event>, drill: &Drill) -> Self {
        let shown = match logged.event {
            drill::Event::Shown { turn } => drill.slot(turn).map(|slot| slot.item.clone()),
            _ => None,
        };
        Self::new(logged, shown)
    }

    fn new<E: Serialize>(logged: &Logged<E>, shown: Option<ItemId>) -> Self {
        let body = serde_json::to_string(&logged.event).unwrap_or_default();
        Self { active_ms: logged.active_ms, wall_ms: logged.wall_ms, body, shown }
    }
}

fn append(
    transaction: &Transaction<'_>,
    id: SittingId,
    form: &Form,
    seq: usize,
    lines: &[Line],
) -> rusqlite::Result<()> {
    for (offset, line) in lines.iter().enumerate() {
        let Line { wall_ms, body, shown, .. } = line;
        let (active_ms, seq) = (line.active_ms.cast_signed(), (seq + offset) as i64);
        transaction
            .prepare_cached("INSERT INTO event (sitting, seq, active_ms, wall_ms, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![id.0, seq, active_ms, wall_ms, body])?;
        transaction
            .prepare_cached("UPDATE sitting SET active_ms = ?2, alive_ms = ?3 WHERE id = ?1")?
            .execute(params![id.0, active_ms, wall_ms])?;
        if let Some(item) = shown {
            show(transaction, id, &form.credential, form.number, item)?;
        }
    }
    Ok(())
}

pub(super) fn show(
    connection: &Connection,
    id: SittingId,
    credential: &str,
    number: u32,
    item: &ItemId,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO shown (credential, item, sitting, number) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![credential, item.as_str(), id.0, number])
        .map(drop)
}

fn close(transaction: &Transaction<'_>, id: SittingId, ended_ms: i64, summary: &Summary) -> rusqlite::Result<()> {
    let summary = serde_json::to_string(summary).unwrap_or_default();
    let sql = "UPDATE sitting SET ended_ms = ?2, summary = ?3 WHERE id = ?1";
    transaction.execute(sql, params![id.0, ended_ms, summary]).map(drop)
}

/// Why a stored sitting cannot be read.
pub(super) enum Unreadable {
    Database(rusqlite::Error),
    Json(serde_json::Error),
}

impl From<rusqlite::Error> for Unreadable {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<serde_json::Error> for Unreadable {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl Unreadable {
    fn at(self, id: SittingId, store: &Store) -> StoreError {
        match self {
            Self::Database(error) => store.wrap()(error),
            Self::Json(error) => StoreError::Unreadable { id: id.0, reason: error.to_string() },
        }
    }
}

pub(super) fn form_of(connection: &Connection, id: SittingId) -> Result<Form, Unreadable> {
    let mut query = connection.prepare_cached("SELECT json FROM form WHERE sitting = ?1")?;
    let json: String = query.query_row([id.0], |row| row.get(0))?;
    Ok(serde_json::from_str(&json)?)
}

pub(super) fn log_of<E: DeserializeOwned>(
    connection: &Connection,
    id: SittingId,
) -> Result<Vec<Logged<E>>, Unreadable> {
    let sql = "SELECT active_ms, wall_ms, body FROM event WHERE sitting = ?1 ORDER BY seq";
    let mut query = connection.prepare_cached(sql)?;
    let mut rows = query.query([id.0])?;
    let mut log = Vec::new();
    while let Some(row) = rows.next()? {
        let event = serde_json::from_str(row.get_ref(2)?.as_str().unwrap_or_default())?;
        log.push(Logged { active_ms: row.get::<_, i64>(0)?.cast_unsigned(), wall_ms: row.get(1)?, event });
    }
    Ok(log)
}

pub(super) fn wording(connection: &Connection, content: &str) -> rusqlite::Result<Option<Item>> {
    Ok(text_of(connection, content)?.and_then(|json| read::item(&json).0))
}

fn text_of(connection: &Connection, content: &str) -> rusqlite::Result<Option<String>> {
    let mut query = connection.prepare_cached("SELECT json FROM wording WHERE content = ?1")?;
    query.query_row([content], |row| row.get(0)).optional()
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<SittingRow> {
    let summary = row.get_ref(10)?.as_str_or_null()?;
    Ok(SittingRow {
        id: SittingId(row.get(0)?),
        uid: row.get(1)?,
        credential: row.get(2)?,
        kind: Kind::named(row.get_ref(3)?.as_str().unwrap_or_default()),
        name: row.get(4)?,
        items: row.get(5)?,
        started_ms: row.get(6)?,
        active_ms: row.get::<_, i64>(7)?.cast_unsigned(),
        alive_ms: row.get(8)?,
        ended_ms: row.get(9)?,
        summary: summary.and_then(|json| serde_json::from_str(json).ok()),
        label: row.get(11)?,
        note: row.get(12)?,
    })
}
