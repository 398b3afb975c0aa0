//! What the candidate says of items, of the exam's date and of its result.
//!
//! Each word has its time, by which the later one stands when records meet. A word said here stands over the one that it
//! replaces even where the clock went back meanwhile.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use super::error::StoreError;
use super::open::Store;
use crate::bank::ItemId;

/// The candidate's own marks on an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub flagged: bool,
    pub note: String,
}

/// A result of the real exam, as the candidate entered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExamResult {
    pub uid: String,
    pub credential: String,
    /// As `2026-12-20`.
    pub day: String,
    pub passed: bool,
    pub scaled: Option<u32>,
}

/// What was said of readiness at one time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prediction {
    pub at_ms: i64,
    /// The readiness that was shown, with its model and inputs.
    pub json: String,
}

impl Store {
    pub fn set_flag(&mut self, credential: &str, item: &ItemId, flagged: bool, now_ms: i64) -> Result<(), StoreError> {
        self.write(|transaction| {
            forget_standing(transaction, credential)?;
            flag(transaction, credential, item, flagged, now_ms)
        })
    }

    pub fn set_note(&mut self, credential: &str, item: &ItemId, note: &str, now_ms: i64) -> Result<(), StoreError> {
        let sql =
            "INSERT INTO mark (credential, item, flagged, flagged_ms, note, note_ms) VALUES (?1, ?2, 0, 0, ?3, ?4)
                   ON CONFLICT DO UPDATE SET note = excluded.note, note_ms = max(excluded.note_ms, note_ms + 1)";
        self.write(|transaction| transaction.execute(sql, params![credential, item.as_str(), note, now_ms]).map(drop))
    }

    pub fn marks(&self, credential: &str) -> Result<HashMap<ItemId, Mark>, StoreError> {
        let sql = "SELECT item, flagged, note FROM mark WHERE credential = ?1 AND (flagged = 1 OR note <> '')";
        let rows = self.rows(sql, [credential], |row| {
            Ok((ItemId::new(row.get_ref(0)?.as_str()?), Mark { flagged: row.get(1)?, note: row.get(2)? }))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// The day of the real exam, as `2026-12-20`.
    pub fn exam_day(&self, credential: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT exam_day FROM goal WHERE credential = ?1";
        let day: Option<Option<String>> =
            self.connection.query_row(sql, [credential], |row| row.get(0)).optional().map_err(self.wrap())?;
        Ok(day.flatten())
    }

    pub fn set_exam_day(&mut self, credential: &str, day: Option<&str>, now_ms: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO goal (credential, exam_day, changed_ms) VALUES (?1, ?2, ?3)
                   ON CONFLICT DO UPDATE SET exam_day = excluded.exam_day,
                       changed_ms = max(excluded.changed_ms, changed_ms + 1)";
        self.write(|transaction| {
            forget_standing(transaction, credential)?;
            transaction.execute(sql, params![credential, day, now_ms]).map(drop)
        })
    }

    /// Results of the real exam, the newest first.
    pub fn results(&self, credential: &str) -> Result<Vec<ExamResult>, StoreError> {
        let sql = "SELECT uid, credential, day, passed, scaled FROM result
                   WHERE removed = 0 AND credential = ?1 ORDER BY day DESC, uid";
        self.rows(sql, [credential], |row| {
            Ok(ExamResult {
                uid: row.get(0)?,
                credential: row.get(1)?,
                day: row.get(2)?,
                passed: row.get(3)?,
                scaled: row.get(4)?,
            })
        })
    }

    pub fn add_result(&mut self, result: &ExamResult, now_ms: i64) -> Result<(), StoreError> {
        let ExamResult { uid, credential, day, passed, scaled } = result;
        let sql = "INSERT INTO result (uid, credential, day, passed, scaled, removed, changed_ms)
                   VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)
                   ON CONFLICT DO UPDATE SET credential = excluded.credential, day = excluded.day,
                       passed = excluded.passed, scaled = excluded.scaled, removed = 0,
                       changed_ms = max(excluded.changed_ms, changed_ms + 1)";
        self.write(|transaction| {
            transaction.execute(sql, params![uid, credential, day, passed, scaled, now_ms]).map(drop)
        })
    }

    pub fn remove_result(&mut self, uid: &str, now_ms: i64) -> Result<(), StoreError> {
        let sql = "UPDATE result SET removed = 1, changed_ms = max(?2, changed_ms + 1) WHERE uid = ?1";
        self.write(|transaction| transaction.execute(sql, params![uid, now_ms]).map(drop))
    }

    /// Keeps what was said of readiness, to be scored against a result.
    pub fn predict(&mut self, credential: &str, at_ms: i64, json: &str) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO prediction (credential, at_ms, json) VALUES (?1, ?2, ?3)";
        self.write(|transaction| transaction.execute(sql, params![credential, at_ms, json]).map(drop))
    }

    /// The predictions of a credential, the newest first.
    pub fn predictions(&self, credential: &str) -> Result<Vec<Prediction>, StoreError> {
        let sql = "SELECT at_ms, json FROM prediction WHERE credential = ?1 ORDER BY at_ms DESC";
        self.rows(sql, [credential], |row| Ok(Prediction { at_ms: row.get(0)?, json: row.get(1)? }))
    }

    /// What was kept for home, if nothing has changed since.
    pub fn kept_standing(&self, credential: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT json FROM standing JOIN state ON state.revision = standing.revision WHERE credential = ?1";
        self.connection.query_row(sql, [credential], |row| row.get(0)).optional().map_err(self.wrap())
    }

    /// Keeps what home shows of a credential. Where nothing can be written it is made anew each time.
    pub fn keep_standing(&mut self, credential: &str, json: &str) -> Result<(), StoreError> {
        if self.read_only().is_some() {
            return Ok(());
        }
        let sql = "INSERT OR REPLACE INTO standing (credential, revision, json) SELECT ?1, revision, ?2 FROM state";
        self.write(|transaction| transaction.execute(sql, params![credential, json]).map(drop))
    }
}

/// What was kept for home rests on flags and the exam's day too.
fn forget_standing(connection: &Connection, credential: &str) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM standing WHERE credential = ?1", [credential]).map(drop)
}

pub(super) fn flag(
    connection: &Connection,
    credential: &str,
    item: &ItemId,
    flagged: bool,
    now_ms: i64,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO mark (credential, item, flagged, flagged_ms, note, note_ms) VALUES (?1, ?2, ?3, ?4, '', 0)
               ON CONFLICT DO UPDATE SET flagged = excluded.flagged,
                   flagged_ms = max(excluded.flagged_ms, flagged_ms + 1)";
    connection.prepare_cached(sql)?.execute(params![credential, item.as_str(), flagged, now_ms]).map(drop)
}
