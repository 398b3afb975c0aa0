//! Sittings in the record: begun, carried on, ended, listed, opened again.

use std::collections::HashMap;
use std::fmt;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::open::Store;
use crate::bank::{Item, ItemId, read};
use crate::exam::form::Wording;
use crate::exam::{Event, Exposure, Form, Logged};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct SittingId(pub i64);

impl fmt::Display for SittingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A sitting that is about to begin.
#[derive(Debug)]
pub struct NewSitting<'a> {
    pub uid: String,
    pub form: &'a Form,
    pub wordings: &'a [Wording],
    pub wall_ms: i64,
}

/// What a finished sitting came to, as it was shown then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub version: u32,
    pub raw: u32,
    pub scored: u32,
    pub cut: f64,
    pub scaled: u32,
    pub passed: bool,
    pub unanswered: u32,
    pub interruptions: u32,
    pub domains: Vec<SummaryDomain>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SummaryDomain {
    pub code: String,
    pub short: String,
    pub right: u32,
    pub scored: u32,
}

/// A sitting as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SittingRow {
    pub id: SittingId,
    pub uid: String,
    pub credential: String,
    pub kind: String,
    pub name: String,
    pub items: u32,
    pub started_ms: i64,
    pub active_ms: u64,
    pub alive_ms: i64,
    pub ended_ms: Option<i64>,
    pub summary: Option<Summary>,
}

/// A sitting whole: its form, its log, and how far its clock stood at the last sign of life.
#[derive(Clone, Debug)]
pub struct Stored {
    pub row: SittingRow,
    pub form: Form,
    pub log: Vec<Logged>,
    pub items: Vec<Option<Item>>,
}

const ROW: &str = "SELECT id, uid, credential, kind, name, items, started_ms, active_ms, alive_ms, ended_ms, summary
                   FROM sitting";

impl Store {
    /// Writes a new sitting with its form and every wording on it.
    pub fn begin(&mut self, new: &NewSitting<'_>) -> Result<SittingId, StoreError> {
        self.writable()?;
        let path = self.path.clone();
        let form = new.form;
        let json =
            serde_json::to_string(form).map_err(|error| StoreError::Unreadable { id: 0, reason: error.to_string() })?;
        let mut write = || -> rusqlite::Result<i64> {
            let transaction = self.connection.transaction()?;
            transaction.execute(
                "INSERT INTO sitting (uid, credential, kind, number, name, items, form, started_ms, active_ms, alive_ms)
                 VALUES (?1, ?2, 'mock', ?3, ?4, ?5, ?6, ?7, 0, ?7)",
                params![new.uid, form.credential, form.number, form.name, form.slots.len() as i64, json, new.wall_ms],
            )?;
            let id = transaction.last_insert_rowid();
            {
                let mut insert =
                    transaction.prepare_cached("INSERT OR IGNORE INTO wording (content, json) VALUES (?1, ?2)")?;
                for wording in new.wordings {
                    insert.execute(params![wording.content.as_str(), wording.json])?;
                }
            }
            transaction.commit()?;
            Ok(id)
        };
        write().map(SittingId).map_err(|error| StoreError::of(&error, &path))
    }

    /// Appends events to a sitting's log; they are on disk when this returns. `seq` is the number of events before.
    pub fn append(&mut self, id: SittingId, form: &Form, seq: usize, events: &[Logged]) -> Result<(), StoreError> {
        self.writable()?;
        let path = self.path.clone();
        let mut write = || -> rusqlite::Result<()> {
            let transaction = self.connection.transaction()?;
            for (offset, logged) in events.iter().enumerate() {
                append_one(&transaction, id, form, seq + offset, logged)?;
            }
            transaction.commit()
        };
        write().map_err(|error| StoreError::of(&error, &path))
    }

    /// Ends a sitting: its last event and its scores in one transaction.
    pub fn end(
        &mut self,
        id: SittingId,
        form: &Form,
        seq: usize,
        ended: &Logged,
        summary: &Summary,
    ) -> Result<(), StoreError> {
        self.writable()?;
        let path = self.path.clone();
        let summary = serde_json::to_string(summary).unwrap_or_default();
        let mut write = || -> rusqlite::Result<()> {
            let transaction = self.connection.transaction()?;
            append_one(&transaction, id, form, seq, ended)?;
            transaction.execute(
                "UPDATE sitting SET ended_ms = ?2, summary = ?3 WHERE id = ?1",
                params![id.0, ended.wall_ms, summary],
            )?;
            transaction.commit()
        };
        write().map_err(|error| StoreError::of(&error, &path))
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

    /// All sittings, the newest first.
    pub fn sittings(&self, credential: Option<&str>) -> Result<Vec<SittingRow>, StoreError> {
        let sql = format!("{ROW} WHERE ?1 IS NULL OR credential = ?1 ORDER BY started_ms DESC, id DESC");
        let read = || {
            let mut query = self.connection.prepare_cached(&sql)?;
            query.query_map([credential], row)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(self.wrap())
    }

    /// Sittings that were begun and not ended, the newest first.
    pub fn unfinished(&self) -> Result<Vec<SittingRow>, StoreError> {
        let sql = format!("{ROW} WHERE ended_ms IS NULL ORDER BY alive_ms DESC, id DESC");
        let read = || {
            let mut query = self.connection.prepare_cached(&sql)?;
            query.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(self.wrap())
    }

    /// One sitting with its form, log and wordings.
    pub fn sitting(&self, id: SittingId) -> Result<Stored, StoreError> {
        let sql = format!("{ROW} WHERE id = ?1");
        let row = self.connection.query_row(&sql, [id.0], row).optional().map_err(self.wrap())?;
        let row = row.ok_or_else(|| StoreError::NoSitting { id: id.to_string() })?;
        let unreadable = |error: serde_json::Error| StoreError::Unreadable { id: id.0, reason: error.to_string() };
        let form: String = self
            .connection
            .query_row("SELECT form FROM sitting WHERE id = ?1", [id.0], |row| row.get(0))
            .map_err(self.wrap())?;
        let form: Form = serde_json::from_str(&form).map_err(unreadable)?;
        let read_log = || {
            let mut query = self
                .connection
                .prepare_cached("SELECT active_ms, wall_ms, body FROM event WHERE sitting = ?1 ORDER BY seq")?;
            let events = query.query_map([id.0], |row| {
                Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
            })?;
            events.collect::<rusqlite::Result<Vec<_>>>()
        };
        let log = read_log().map_err(self.wrap())?.into_iter().map(|(active_ms, wall_ms, body)| {
            let event: Event = serde_json::from_str(&body).map_err(unreadable)?;
            Ok(Logged { active_ms, wall_ms, event })
        });
        let log = log.collect::<Result<Vec<_>, StoreError>>()?;
        let items = form.slots.iter().map(|slot| self.wording(slot.content.as_str()));
        let items = items.collect::<Result<Vec<_>, _>>()?;
        Ok(Stored { row, form, log, items })
    }

    fn wording(&self, content: &str) -> Result<Option<Item>, StoreError> {
        let read = || {
            let mut query = self.connection.prepare_cached("SELECT json FROM wording WHERE content = ?1")?;
            query.query_row([content], |row| row.get::<_, String>(0)).optional()
        };
        Ok(read().map_err(self.wrap())?.and_then(|json| read::item(&json).0))
    }

    /// What earlier sittings showed.
    pub fn exposure(&self, credential: &str) -> Result<Exposure, StoreError> {
        let read = || {
            let forms: u32 = self.connection.query_row(
                "SELECT coalesce(max(number), 0) FROM sitting WHERE credential = ?1",
                [credential],
                |row| row.get(0),
            )?;
            let mut query = self
                .connection
                .prepare_cached("SELECT item, count(*), max(number) FROM shown WHERE credential = ?1 GROUP BY item")?;
            let rows = query.query_map([credential], |row| {
                Ok((ItemId::new(&row.get::<_, String>(0)?), row.get::<_, u32>(1)?, row.get::<_, u32>(2)?))
            })?;
            let mut exposure = Exposure { shown: HashMap::new(), last_form: HashMap::new(), forms };
            for row in rows {
                let (item, times, number) = row?;
                exposure.shown.insert(item.clone(), times);
                exposure.last_form.insert(item, number);
            }
            Ok(exposure)
        };
        read().map_err(self.wrap())
    }
}

fn append_one(
    connection: &Connection,
    id: SittingId,
    form: &Form,
    seq: usize,
    logged: &Logged,
) -> rusqlite::Result<()> {
    let body = serde_json::to_string(&logged.event).unwrap_or_default();
    let active_ms = logged.active_ms.cast_signed();
    connection
        .prepare_cached("INSERT INTO event (sitting, seq, active_ms, wall_ms, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id.0, seq as i64, active_ms, logged.wall_ms, body])?;
    connection.prepare_cached("UPDATE sitting SET active_ms = ?2, alive_ms = ?3 WHERE id = ?1")?.execute(params![
        id.0,
        active_ms,
        logged.wall_ms
    ])?;
    if let Event::Shown { at } = logged.event
        && let Some(slot) = form.slots.get(at)
    {
        connection
            .prepare_cached("INSERT OR IGNORE INTO shown (credential, item, sitting, number) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![form.credential, slot.item.as_str(), id.0, form.number])?;
    }
    Ok(())
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<SittingRow> {
    let summary: Option<String> = row.get(10)?;
    Ok(SittingRow {
        id: SittingId(row.get(0)?),
        uid: row.get(1)?,
        credential: row.get(2)?,
        kind: row.get(3)?,
        name: row.get(4)?,
        items: row.get(5)?,
        started_ms: row.get(6)?,
        active_ms: row.get::<_, i64>(7)?.cast_unsigned(),
        alive_ms: row.get(8)?,
        ended_ms: row.get(9)?,
        summary: summary.and_then(|json| serde_json::from_str(&json).ok()),
    })
}
