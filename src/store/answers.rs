//! The log of all answers, as mastery, schedule and screens ask for it.

use std::collections::HashMap;

use rusqlite::params;
use serde::Serialize;

use super::error::StoreError;
use super::open::Store;
use super::projection::QUARTER_MS;
use super::sittings::{Kind, SittingId};
use crate::bank::{ItemId, OptionSet};
use crate::exam::Certainty;
use crate::study::Recollection;
use crate::study::memory::Memory;

/// How far back evidence goes. With so many answers ability is known far better than the shift from bank to exam, so
/// more would change no figure that is shown, and the call stays short.
const MOST_FIRST: u32 = 1_500;
const MOST_REPEATS: u32 = 500;

/// An answer that mastery and readiness take in.
#[derive(Clone, Debug, PartialEq)]
pub struct Evident {
    pub domain: String,
    pub task: String,
    pub angoff: f64,
    pub options: u8,
    pub choose: u8,
    pub at_ms: i64,
    pub spent_ms: u64,
    pub right: bool,
    pub timed: bool,
    pub seen: bool,
}

/// One of all the answers to an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerRow {
    pub sitting: SittingId,
    pub sitting_name: String,
    pub kind: Kind,
    /// From 1.
    pub position: u32,
    pub at_ms: i64,
    pub seconds: f64,
    #[serde(skip)]
    pub chosen: OptionSet,
    pub certainty: Certainty,
    pub right: bool,
    pub rapid: bool,
    pub counts: bool,
}

/// What is known of an item, and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub domain: String,
    pub task: String,
    pub recollection: Recollection,
}

/// Answers in a quarter of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// When the quarter began.
    pub at_ms: i64,
    pub answers: u32,
    pub right: u32,
    pub spent_ms: u64,
}

impl Store {
    /// The newest answers up to a time that count, first answers and repeats apart.
    pub fn evidence(&self, credential: &str, until_ms: i64) -> Result<Vec<Evident>, StoreError> {
        let sql = "SELECT domain, task, angoff, options, choose, at_ms, spent_ms, right, timed, seen FROM answer
                   WHERE counts = 1 AND credential = ?1 AND seen = ?2 AND at_ms <= ?3 ORDER BY at_ms DESC LIMIT ?4";
        let mut evidence = self.rows(sql, params![credential, false, until_ms, MOST_FIRST], evident)?;
        evidence.extend(self.rows(sql, params![credential, true, until_ms, MOST_REPEATS], evident)?);
        Ok(evidence)
    }

    /// When the candidate began with a credential.
    pub fn started_ms(&self, credential: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT min(quarter) FROM activity WHERE credential = ?1";
        let quarter: Option<i64> =
            self.connection.query_row(sql, [credential], |row| row.get(0)).map_err(self.wrap())?;
        Ok(quarter.map(|quarter| quarter * QUARTER_MS))
    }

    /// What is remembered of every item that was answered.
    pub fn recollections(&self, credential: &str) -> Result<HashMap<ItemId, Known>, StoreError> {
        let sql = format!("{RECOLLECTION} WHERE credential = ?1");
        let rows = self.rows(&sql, [credential], |row| {
            let known = Known { domain: row.get(1)?, task: row.get(2)?, recollection: recollection(row)? };
            Ok((ItemId::new(row.get_ref(0)?.as_str()?), known))
        })?;
        Ok(rows.into_iter().collect())
    }

    pub fn recollection(&self, credential: &str, item: &ItemId) -> Result<Option<Recollection>, StoreError> {
        let sql = format!("{RECOLLECTION} WHERE credential = ?1 AND item = ?2");
        Ok(self.rows(&sql, params![credential, item.as_str()], recollection)?.pop())
    }

    /// All answers to an item, the newest first.
    pub fn answers_to(&self, credential: &str, item: &ItemId) -> Result<Vec<AnswerRow>, StoreError> {
        let sql = "SELECT sitting.id, name, kind, position, at_ms, spent_ms, chosen, certainty, right, rapid, counts,
                          label FROM answer JOIN sitting ON sitting.id = answer.sitting
                   WHERE answer.credential = ?1 AND item = ?2 ORDER BY at_ms DESC, sitting.uid, position";
        self.rows(sql, params![credential, item.as_str()], |row| {
            let (name, label): (String, String) = (row.get(1)?, row.get(11)?);
            Ok(AnswerRow {
                sitting: SittingId(row.get(0)?),
                sitting_name: if label.is_empty() { name } else { label },
                kind: Kind::named(row.get_ref(2)?.as_str()?),
                position: row.get::<_, u32>(3)? + 1,
                at_ms: row.get(4)?,
                seconds: row.get::<_, i64>(5)? as f64 / 1000.0,
                chosen: OptionSet::from_bits(row.get(6)?),
                certainty: certainty_of(row.get(7)?),
                right: row.get(8)?,
                rapid: row.get(9)?,
                counts: row.get(10)?,
            })
        })
    }

    /// Activity since a time, of one credential or all; each credential's by itself, the oldest first.
    pub fn activity(&self, credential: Option<&str>, since_ms: i64) -> Result<Vec<Activity>, StoreError> {
        let sql = "SELECT quarter, answers, right, spent_ms FROM activity
                   WHERE quarter >= ?2 AND (?1 IS NULL OR credential = ?1) ORDER BY credential, quarter";
        self.rows(sql, params![credential, since_ms.div_euclid(QUARTER_MS)], |row| {
            Ok(Activity {
                at_ms: row.get::<_, i64>(0)? * QUARTER_MS,
                answers: row.get(1)?,
                right: row.get(2)?,
                spent_ms: row.get::<_, i64>(3)?.cast_unsigned(),
            })
        })
    }
}

pub(super) const RECOLLECTION: &str =
    "SELECT item, domain, task, answers, right, first_ms, last_ms, last_right, misconception,
                                   stability, difficulty FROM recollection";

pub(super) fn recollection(row: &rusqlite::Row<'_>) -> rusqlite::Result<Recollection> {
    Ok(Recollection {
        memory: Memory::stored(row.get(9)?, row.get(10)?),
        answers: row.get(3)?,
        right: row.get(4)?,
        first_ms: row.get(5)?,
        last_ms: row.get(6)?,
        last_right: row.get(7)?,
        misconception: row.get(8)?,
    })
}

fn evident(row: &rusqlite::Row<'_>) -> rusqlite::Result<Evident> {
    Ok(Evident {
        domain: row.get(0)?,
        task: row.get(1)?,
        angoff: row.get(2)?,
        options: row.get(3)?,
        choose: row.get(4)?,
        at_ms: row.get(5)?,
        spent_ms: row.get::<_, i64>(6)?.cast_unsigned(),
        right: row.get(7)?,
        timed: row.get(8)?,
        seen: row.get(9)?,
    })
}

pub(super) fn certainty_value(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::NotSaid => 0,
        Certainty::Unsure => 1,
        Certainty::Sure => 2,
    }
}

pub(super) fn certainty_of(value: u8) -> Certainty {
    match value {
        1 => Certainty::Unsure,
        2 => Certainty::Sure,
        _ => Certainty::NotSaid,
    }
}
