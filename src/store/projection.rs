//! Tables that are made from the log of events and can be made again at any time: every answer, what is remembered of
//! each item, activity by the quarter hour.
//!
//! Each change ends where making all of it anew would: an item is folded from all its answers in the order of their
//! times, or from where it stood when the new answer is later than all of them. The order names sittings by their uid, so
//! it is the same on every machine.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hasher;
use std::rc::Rc;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use siphasher::sip::SipHasher13;

use super::answers::{RECOLLECTION, certainty_of, certainty_value, recollection};
use super::error::StoreError;
use super::open::Store;
use super::sittings::{Kind, SittingId, Unreadable, form_of, log_of, wording};
use crate::bank::{Item, ItemId};
use crate::exam::{Drill, Sitting};
use crate::study::belief::Setting;
use crate::study::log::{of_mock, of_turn};
use crate::study::recollection::Recalled;
use crate::study::{Marked, Recollection};

/// The version of the rules by which answers are marked and folded; an older projection is made anew on opening.
pub(super) const PROJECTION: i64 = 1;

pub(super) const QUARTER_MS: i64 = 900_000;

/// What making the projections anew came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    pub sittings: u64,
    pub answers: u64,
    pub items: u64,
    /// Sittings that this program cannot read; they stay in the record and give no answers.
    pub unreadable: u64,
    /// Whether the new tables are those that were there.
    pub same: bool,
}

impl Store {
    /// Makes everything that follows from the log anew.
    pub fn rebuild(&mut self) -> Result<Rebuilt, StoreError> {
        self.write(|transaction| {
            let before = fingerprint(transaction)?;
            let counts = rebuild(transaction)?;
            Ok(Rebuilt { same: before == fingerprint(transaction)?, ..counts })
        })
    }

    /// How often the projections have changed.
    pub fn revision(&self) -> Result<i64, StoreError> {
        self.connection.query_row("SELECT revision FROM state", [], |row| row.get(0)).map_err(self.wrap())
    }
}

/// Takes answers in, or the new word on some that are there.
pub(super) fn add(
    transaction: &Transaction<'_>,
    id: SittingId,
    credential: &str,
    marked: &[Marked],
) -> rusqlite::Result<()> {
    if marked.is_empty() {
        return Ok(());
    }
    let mut to_fold: BTreeSet<&ItemId> = BTreeSet::new();
    for marked in marked {
        let known = transaction
            .prepare_cached("SELECT 1 FROM answer WHERE sitting = ?1 AND position = ?2")?
            .exists(params![id.0, marked.position])?;
        insert(transaction, id, credential, marked)?;
        if !known {
            count(transaction, credential, marked)?;
        }
        if known || !go_on(transaction, credential, marked)? {
            to_fold.insert(&marked.item);
        }
    }
    for item in to_fold {
        fold(transaction, credential, item.as_str())?;
    }
    touch(transaction)
}

/// Removes a sitting's answers and, unless it is deleted, takes them in anew.
pub(super) fn project_again(transaction: &Transaction<'_>, id: SittingId) -> rusqlite::Result<()> {
    let credential: Option<String> =
        transaction.query_row("SELECT credential FROM sitting WHERE id = ?1", [id.0], |row| row.get(0)).optional()?;
    let Some(credential) = credential else { return Ok(()) };
    transaction.execute(
        "UPDATE activity SET (answers, right, spent_ms) = (
             SELECT activity.answers - count(*), activity.right - total(answer.right),
                    activity.spent_ms - total(answer.spent_ms)
             FROM answer WHERE sitting = ?1 AND at_ms / 900000 = activity.quarter)
         WHERE credential = ?2 AND quarter IN (SELECT at_ms / 900000 FROM answer WHERE sitting = ?1)",
        params![id.0, credential],
    )?;
    transaction.execute("DELETE FROM activity WHERE answers <= 0", [])?;
    let mut items: BTreeSet<String> = {
        let mut query = transaction.prepare_cached("SELECT DISTINCT item FROM answer WHERE sitting = ?1")?;
        query.query_map([id.0], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
    };
    transaction.execute("DELETE FROM answer WHERE sitting = ?1", [id.0])?;
    let mut wordings = Wordings::default();
    for marked in answers_of(transaction, id, &mut wordings)?.unwrap_or_default() {
        insert(transaction, id, &credential, &marked)?;
        count(transaction, &credential, &marked)?;
        items.insert(marked.item.as_str().to_owned());
    }
    for item in items {
        fold(transaction, &credential, &item)?;
    }
    touch(transaction)
}

/// Makes the projections when the rules that made them are not today's.
pub(super) fn bring_up_to_date(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let made_by: i64 = transaction.query_row("SELECT projection FROM state", [], |row| row.get(0))?;
    if made_by < PROJECTION { rebuild(transaction).map(drop) } else { Ok(()) }
}

pub(super) fn rebuild(transaction: &Transaction<'_>) -> rusqlite::Result<Rebuilt> {
    transaction.execute_batch("DELETE FROM answer; DELETE FROM recollection; DELETE FROM activity;")?;
    let ids: Vec<i64> = {
        let mut query = transaction.prepare("SELECT id FROM sitting WHERE deleted = 0 ORDER BY id")?;
        query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
    };
    let mut rebuilt = Rebuilt { sittings: ids.len() as u64, answers: 0, items: 0, unreadable: 0, same: false };
    let mut wordings = Wordings::default();
    for id in ids.into_iter().map(SittingId) {
        let credential: String =
            transaction.query_row("SELECT credential FROM sitting WHERE id = ?1", [id.0], |row| row.get(0))?;
        match answers_of(transaction, id, &mut wordings)? {
            Some(answers) => {
                rebuilt.answers += answers.len() as u64;
                answers.iter().try_for_each(|marked| insert(transaction, id, &credential, marked))?;
            }
            None => rebuilt.unreadable += 1,
        }
    }
    transaction.execute_batch(
        "INSERT INTO activity (credential, quarter, answers, right, spent_ms)
         SELECT credential, at_ms / 900000, count(*), sum(right), sum(spent_ms) FROM answer GROUP BY 1, 2;",
    )?;
    let items: Vec<(String, String)> = {
        let mut query = transaction.prepare("SELECT DISTINCT credential, item FROM answer")?;
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?
    };
    rebuilt.items = items.len() as u64;
    for (credential, item) in items {
        fold(transaction, &credential, &item)?;
    }
    transaction.execute("UPDATE state SET projection = ?1", [PROJECTION])?;
    touch(transaction)?;
    Ok(rebuilt)
}

/// Wordings that were read, so that making all anew parses each once.
#[derive(Default)]
struct Wordings(HashMap<String, Option<Rc<Item>>>);

impl Wordings {
    fn of(&mut self, connection: &Connection, content: &str) -> rusqlite::Result<Option<Rc<Item>>> {
        if let Some(item) = self.0.get(content) {
            return Ok(item.clone());
        }
        let item = wording(connection, content)?.map(Rc::new);
        self.0.insert(content.to_owned(), item.clone());
        Ok(item)
    }
}

/// The answers that a sitting adds to the log of all answers: those of a mock that has ended, and every locked one of
/// a drill. None for a sitting that cannot be read.
fn answers_of(
    connection: &Connection,
    id: SittingId,
    wordings: &mut Wordings,
) -> rusqlite::Result<Option<Vec<Marked>>> {
    match marked_of(connection, id, wordings) {
        Ok(marked) => Ok(Some(marked)),
        Err(Unreadable::Json(_)) => Ok(None),
        Err(Unreadable::Database(error)) => Err(error),
    }
}

fn marked_of(connection: &Connection, id: SittingId, wordings: &mut Wordings) -> Result<Vec<Marked>, Unreadable> {
    let sql = "SELECT kind, deleted, ended_ms IS NOT NULL FROM sitting WHERE id = ?1";
    let (kind, deleted, ended): (String, bool, bool) =
        connection.query_row(sql, [id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let kind = Kind::named(&kind);
    if deleted || (kind == Kind::Mock && !ended) {
        return Ok(Vec::new());
    }
    let form = form_of(connection, id)?;
    let items = form.slots.iter().map(|slot| wordings.of(connection, slot.content.as_str()));
    let items = items.collect::<rusqlite::Result<Vec<Option<Rc<Item>>>>>()?;
    Ok(match kind {
        Kind::Mock => {
            let sitting = Sitting::replay(form, &log_of(connection, id)?);
            of_mock(&sitting, |place| items.get(place)?.as_deref().cloned())
        }
        Kind::Drill => {
            let drill = Drill::replay(form, &log_of(connection, id)?);
            let turns = drill.turns().iter().enumerate();
            let marked = |(turn, place): (usize, &crate::exam::drill::Turn)| {
                of_turn(&drill, turn, items.get(place.slot)?.as_ref()?)
            };
            turns.filter_map(marked).collect()
        }
    })
}

/// An answer counts as seen until its item is folded: of all answers to an item only the first is not.
fn insert(connection: &Connection, id: SittingId, credential: &str, marked: &Marked) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO answer (sitting, position, credential, item, domain, task, angoff, options, choose,
                 at_ms, spent_ms, chosen, certainty, right, rapid, timed, counts, seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 1)",
        )?
        .execute(params![
            id.0,
            marked.position,
            credential,
            marked.item.as_str(),
            marked.domain,
            marked.task,
            marked.angoff,
            marked.options,
            marked.choose,
            marked.at_ms,
            marked.spent_ms.cast_signed(),
            marked.chosen.bits(),
            certainty_value(marked.certainty),
            marked.right,
            marked.rapid,
            marked.setting == Setting::TimedMock,
            marked.counts,
        ])
        .map(drop)
}

fn count(connection: &Connection, credential: &str, marked: &Marked) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO activity (credential, quarter, answers, right, spent_ms) VALUES (?1, ?2, 1, ?3, ?4)
             ON CONFLICT DO UPDATE SET answers = answers + 1, right = right + excluded.right,
                 spent_ms = spent_ms + excluded.spent_ms",
        )?
        .execute(params![credential, marked.at_ms / QUARTER_MS, marked.right, marked.spent_ms.cast_signed()])
        .map(drop)
}

/// Takes a new answer that is later than all before it into what is known of its item. False where the item is to be
/// folded instead.
fn go_on(connection: &Connection, credential: &str, marked: &Marked) -> rusqlite::Result<bool> {
    let item = marked.item.as_str();
    let sql = format!("{RECOLLECTION} WHERE credential = ?1 AND item = ?2");
    let known = connection.prepare_cached(&sql)?.query_row([credential, item], recollection).optional()?;
    let Some(known) = known.filter(|known| known.last_ms < marked.at_ms) else { return Ok(false) };
    let known = known.then(Recalled { at_ms: marked.at_ms, right: marked.right, certainty: marked.certainty });
    keep(connection, credential, item, (&marked.domain, &marked.task), &known)?;
    Ok(true)
}

/// An item's answers in the order of their times, folded.
fn fold(connection: &Connection, credential: &str, item: &str) -> rusqlite::Result<()> {
    let mut query = connection.prepare_cached(
        "SELECT answer.sitting, position, at_ms, right, certainty, seen, domain, task, choose
         FROM answer JOIN sitting ON sitting.id = answer.sitting
         WHERE answer.credential = ?1 AND item = ?2 ORDER BY at_ms, sitting.uid, position",
    )?;
    let mut rows = query.query(params![credential, item])?;
    let (mut recalled, mut turned, mut place) = (Vec::new(), Vec::new(), None);
    while let Some(row) = rows.next()? {
        let (sitting, position): (i64, i64) = (row.get(0)?, row.get(1)?);
        let seen = !recalled.is_empty();
        if row.get::<_, bool>(5)? != seen {
            turned.push((sitting, position, seen));
        }
        recalled.push(Recalled { at_ms: row.get(2)?, right: row.get(3)?, certainty: certainty_of(row.get(4)?) });
        // Codes are asked in mocks alone: nothing of them comes up for review.
        if row.get::<_, u8>(8)? > 0 {
            place = Some((row.get::<_, String>(6)?, row.get::<_, String>(7)?));
        }
    }
    for (sitting, position, seen) in turned {
        connection
            .prepare_cached("UPDATE answer SET seen = ?3 WHERE sitting = ?1 AND position = ?2")?
            .execute(params![sitting, position, seen])?;
    }
    let (Some(known), Some((domain, task))) = (Recollection::of(recalled), place) else {
        let sql = "DELETE FROM recollection WHERE credential = ?1 AND item = ?2";
        return connection.prepare_cached(sql)?.execute(params![credential, item]).map(drop);
    };
    keep(connection, credential, item, (&domain, &task), &known)
}

/// Writes what is known of an item of this domain and task.
fn keep(
    connection: &Connection,
    credential: &str,
    item: &str,
    (domain, task): (&str, &str),
    known: &Recollection,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO recollection (credential, item, domain, task, answers, right, first_ms, last_ms,
                 last_right, misconception, stability, difficulty)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            credential,
            item,
            domain,
            task,
            known.answers,
            known.right,
            known.first_ms,
            known.last_ms,
            known.last_right,
            known.misconception,
            known.memory.stability(),
            known.memory.difficulty(),
        ])
        .map(drop)
}

fn touch(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE state SET revision = revision + 1", []).map(drop)
}

/// A hash over every row of the projections.
fn fingerprint(connection: &Connection) -> rusqlite::Result<u64> {
    let mut hasher = SipHasher13::new();
    for sql in [
        "SELECT * FROM answer ORDER BY sitting, position",
        "SELECT * FROM recollection ORDER BY credential, item",
        "SELECT * FROM activity ORDER BY credential, quarter",
    ] {
        let mut query = connection.prepare(sql)?;
        let columns = query.column_count();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                match row.get_ref(column)? {
                    ValueRef::Null => hasher.write_u8(0),
                    ValueRef::Integer(value) => hasher.write_i64(value),
                    ValueRef::Real(value) => hasher.write_u64(value.to_bits()),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        hasher.write(bytes);
                        hasher.write_u8(0xff);
                    }
                }
            }
        }
    }
    Ok(hasher.finish())
}
