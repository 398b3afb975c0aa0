//! A sitting as documents hold it, and which of two versions of one stands.

use std::cmp::Ordering;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::check::{self, Fault};
use crate::bank::{ContentHash, ItemId};
use crate::exam::form::{Asks, FORM_VERSION, Slot};
use crate::exam::{Drill, Event, Form, Logged, drill};
use crate::store::sittings::{Kind, SittingId, Summary, Unreadable, form_of, log_of, show};

/// A sitting with its form and its log. Local numbers stay out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SittingPart<E> {
    pub(super) uid: String,
    pub(super) credential: String,
    pub(super) kind: Kind,
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) items: u32,
    pub(super) started_ms: i64,
    pub(super) active_ms: u64,
    pub(super) alive_ms: i64,
    pub(super) ended_ms: Option<i64>,
    pub(super) summary: Option<Summary>,
    pub(super) label: String,
    pub(super) note: String,
    pub(super) deleted: bool,
    pub(super) edited_ms: i64,
    pub(super) form: Form,
    pub(super) log: Vec<Logged<E>>,
}

/// What happens in sittings of one kind.
pub(super) trait Happening: Clone + PartialEq + Serialize + DeserializeOwned {
    const KIND: Kind;

    /// The items that a log brought to the screen.
    fn shown(form: &Form, log: &[Logged<Self>]) -> Vec<ItemId>;

    /// Whether a log ends its sitting.
    fn ends(log: &[Logged<Self>]) -> bool;
}

impl Happening for Event {
    const KIND: Kind = Kind::Mock;

    fn shown(form: &Form, log: &[Logged<Self>]) -> Vec<ItemId> {
        let places = log.iter().filter_map(|logged| match logged.event {
            Self::Shown { at } => form.slots.get(at),
            _ => None,
        });
        places.map(|slot| slot.item.clone()).collect()
    }

    fn ends(log: &[Logged<Self>]) -> bool {
        log.iter().any(|logged| matches!(logged.event, Self::Ended { .. }))
    }
}

impl Happening for drill::Event {
    const KIND: Kind = Kind::Drill;

    fn shown(form: &Form, log: &[Logged<Self>]) -> Vec<ItemId> {
        let drill = Drill::replay(form.clone(), log);
        let turns = log.iter().filter_map(|logged| match logged.event {
            Self::Shown { turn } => drill.slot(turn),
            _ => None,
        });
        turns.map(|slot| slot.item.clone()).collect()
    }

    fn ends(log: &[Logged<Self>]) -> bool {
        log.iter().any(|logged| matches!(logged.event, Self::Ended { .. }))
    }
}

impl<E: Happening> SittingPart<E> {
    /// Whether a record can hold this sitting; `has_wording` knows the wordings that come with it.
    pub(super) fn check(&self, has_wording: impl Fn(&ContentHash) -> bool) -> Result<(), Fault> {
        check::name("uid", &self.uid)?;
        check::name("credential", &self.credential)?;
        for (place, wall_ms) in [
            ("started_ms", self.started_ms),
            ("alive_ms", self.alive_ms),
            ("ended_ms", self.ended_ms.unwrap_or_default()),
            ("edited_ms", self.edited_ms),
        ] {
            check::wall_time(place, wall_ms)?;
        }
        check::active_time("active_ms", self.active_ms)?;
        if self.kind != E::KIND {
            return Err(Fault::new("kind", format!("is not {}", E::KIND.name())));
        }
        if self.ended_ms.is_some() != self.summary.is_some() {
            return Err(Fault::new("summary", "stands there when the sitting has ended, and only then"));
        }
        if self.ended_ms.is_some() && !E::ends(&self.log) {
            return Err(Fault::new("ended_ms", "the log does not end"));
        }
        self.check_form(has_wording)?;
        for (at, logged) in self.log.iter().enumerate() {
            check::wall_time(&format!("log[{at}].wall_ms"), logged.wall_ms)?;
            check::active_time(&format!("log[{at}].active_ms"), logged.active_ms)?;
        }
        Ok(())
    }

    fn check_form(&self, has_wording: impl Fn(&ContentHash) -> bool) -> Result<(), Fault> {
        let form = &self.form;
        if !(1..=FORM_VERSION).contains(&form.version) {
            return Err(Fault::new("form.version", format!("{} is not known to this program", form.version)));
        }
        let told = [
            ("credential", self.credential == form.credential),
            ("number", self.number == form.number),
            ("name", self.name == form.name),
            ("items", self.items as usize == form.slots.len()),
        ];
        if let Some((place, _)) = told.iter().find(|(_, same)| !same) {
            return Err(Fault::new(*place, "is not what the form says"));
        }
        let scale = form.outline.scale;
        if !(scale.min < scale.pass && scale.pass < scale.max) {
            return Err(Fault::new("form.outline.scale", "does not rise"));
        }
        for (at, slot) in form.slots.iter().enumerate() {
            let fault = |field: &str, reason: &str| Err(Fault::new(format!("form.slots[{at}].{field}"), reason));
            if !is_an_order(slot) {
                return fault("options", "are no order of options");
            }
            let choices = match slot.asks() {
                Asks::Options => 1..=slot.options.len(),
                Asks::Order => slot.options.len()..=slot.options.len(),
                Asks::Number => 1..=1,
                Asks::Codes => 0..=0,
            };
            if !choices.contains(&usize::from(slot.choose)) {
                return fault("choose", "does not go with the options");
            }
            if !(slot.angoff > 0.0 && slot.angoff < 1.0) {
                return fault("angoff", "does not lie between 0 and 1");
            }
            if !has_wording(&slot.content) {
                return fault("content", "its wording is missing");
            }
            if slot.case.is_some_and(|case| case >= form.cases.len()) {
                return fault("case", "is no case of the form");
            }
            if slot.after.iter().any(|before| *before >= at) {
                return fault("after", "names an item that does not come before");
            }
        }
        match form.cases.iter().position(|case| !has_wording(&case.content)) {
            Some(at) => Err(Fault::new(format!("form.cases[{at}].content"), "its wording is missing")),
            None => Ok(()),
        }
    }

    /// Which of two versions tells more: the one that has ended, the longer log, the later last event, the later sign
    /// of life; between equals the text decides, the same way everywhere.
    pub(super) fn told_more(&self, other: &Self) -> Ordering {
        let rank = |part: &Self| {
            let last_ms = part.log.last().map(|logged| logged.wall_ms);
            (part.ended_ms.is_some(), part.log.len(), last_ms, part.alive_ms, part.active_ms)
        };
        rank(self).cmp(&rank(other)).then_with(|| self.without_words().cmp(&other.without_words()))
    }

    fn without_words(&self) -> String {
        let bare = Self { label: String::new(), note: String::new(), deleted: false, edited_ms: 0, ..self.clone() };
        serde_json::to_string(&bare).unwrap_or_default()
    }

    /// Which of two versions has the later word of the candidate.
    pub(super) fn said_later(&self, other: &Self) -> Ordering {
        let words = |part: &Self| (part.edited_ms, part.deleted, part.label.clone(), part.note.clone());
        words(self).cmp(&words(other))
    }

    /// Both versions as one.
    pub(super) fn join(self, other: Self) -> Self {
        let (label, note, deleted, edited_ms) = if other.said_later(&self) == Ordering::Greater {
            (other.label.clone(), other.note.clone(), other.deleted, other.edited_ms)
        } else {
            (self.label.clone(), self.note.clone(), self.deleted, self.edited_ms)
        };
        let told = if other.told_more(&self) == Ordering::Greater { other } else { self };
        Self { label, note, deleted, edited_ms, ..told }
    }

    /// A sitting of the record, or why it cannot be read.
    pub(super) fn stored(connection: &Connection, id: SittingId) -> rusqlite::Result<Result<Self, Fault>> {
        let json = |place: &str, error: &serde_json::Error| Fault::new(place, error.to_string());
        let form = match form_of(connection, id) {
            Ok(form) => form,
            Err(Unreadable::Json(error)) => return Ok(Err(json("form", &error))),
            Err(Unreadable::Database(error)) => return Err(error),
        };
        let log = match log_of(connection, id) {
            Ok(log) => log,
            Err(Unreadable::Json(error)) => return Ok(Err(json("log", &error))),
            Err(Unreadable::Database(error)) => return Err(error),
        };
        let sql = "SELECT uid, credential, kind, number, name, items, started_ms, active_ms, alive_ms, ended_ms,
                          label, note, deleted, edited_ms, summary FROM sitting WHERE id = ?1";
        let mut query = connection.prepare_cached(sql)?;
        let (part, summary) = query.query_row([id.0], |row| Ok((of_row(row, form, log)?, row.get(14)?)))?;
        let summary: Option<String> = summary;
        Ok(match summary.map(|text| serde_json::from_str(&text)).transpose() {
            Ok(summary) => Ok(Self { summary, ..part }),
            Err(error) => Err(json("summary", &error)),
        })
    }

    /// Writes the sitting in the place of the version that the record has, if it has one.
    pub(super) fn write(&self, transaction: &Transaction<'_>, id: Option<SittingId>) -> rusqlite::Result<()> {
        let id = match id {
            Some(id) => {
                for table in ["event", "form", "shown"] {
                    transaction.execute(&format!("DELETE FROM {table} WHERE sitting = ?1"), [id.0])?;
                }
                id
            }
            None => {
                let sql = "INSERT INTO sitting (uid, credential, kind, number, name, items, started_ms, active_ms,
                               alive_ms) VALUES (?1, '', '', 0, '', 0, 0, 0, 0)";
                transaction.prepare_cached(sql)?.execute([&self.uid])?;
                SittingId(transaction.last_insert_rowid())
            }
        };
        self.write_row(transaction, id)?;
        let form = serde_json::to_string(&self.form).unwrap_or_default();
        let sql = "INSERT INTO form (sitting, json) VALUES (?1, ?2)";
        transaction.prepare_cached(sql)?.execute(params![id.0, form])?;
        let sql = "INSERT INTO event (sitting, seq, active_ms, wall_ms, body) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut insert = transaction.prepare_cached(sql)?;
        for (seq, logged) in self.log.iter().enumerate() {
            let body = serde_json::to_string(&logged.event).unwrap_or_default();
            insert.execute(params![id.0, seq as i64, logged.active_ms.cast_signed(), logged.wall_ms, body])?;
        }
        let shown = E::shown(&self.form, &self.log);
        shown.iter().try_for_each(|item| show(transaction, id, &self.credential, self.number, item))
    }

    fn write_row(&self, transaction: &Transaction<'_>, id: SittingId) -> rusqlite::Result<()> {
        let summary = self.summary.as_ref().map(|summary| serde_json::to_string(summary).unwrap_or_default());
        let sql = "UPDATE sitting SET credential = ?2, kind = ?3, number = ?4, name = ?5, items = ?6, started_ms = ?7,
                       active_ms = ?8, alive_ms = ?9, ended_ms = ?10, summary = ?11, label = ?12, note = ?13,
                       deleted = ?14, edited_ms = ?15 WHERE id = ?1";
        transaction
            .prepare_cached(sql)?
            .execute(params![
                id.0,
                self.credential,
                self.kind.name(),
                self.number,
                self.name,
                self.items,
                self.started_ms,
                self.active_ms.cast_signed(),
                self.alive_ms,
                self.ended_ms,
                summary,
                self.label,
                self.note,
                self.deleted,
                self.edited_ms,
            ])
            .map(drop)
    }
}

fn of_row<E>(row: &Row<'_>, form: Form, log: Vec<Logged<E>>) -> rusqlite::Result<SittingPart<E>> {
    Ok(SittingPart {
        uid: row.get(0)?,
        credential: row.get(1)?,
        kind: Kind::named(row.get_ref(2)?.as_str()?),
        number: row.get(3)?,
        name: row.get(4)?,
        items: row.get(5)?,
        started_ms: row.get(6)?,
        active_ms: row.get::<_, i64>(7)?.cast_unsigned(),
        alive_ms: row.get(8)?,
        ended_ms: row.get(9)?,
        label: row.get(10)?,
        note: row.get(11)?,
        deleted: row.get(12)?,
        edited_ms: row.get(13)?,
        summary: None,
        form,
        log,
    })
}

/// The sitting of the record that has this name, and its kind.
pub(super) fn with_uid(connection: &Connection, uid: &str) -> rusqlite::Result<Option<(SittingId, Kind)>> {
    let mut query = connection.prepare_cached("SELECT id, kind FROM sitting WHERE uid = ?1")?;
    query.query_row([uid], |row| Ok((SittingId(row.get(0)?), Kind::named(row.get_ref(1)?.as_str()?)))).optional()
}

/// Each stored place once, and no more of them than an answer can name.
fn is_an_order(slot: &Slot) -> bool {
    let mut places = slot.options.clone();
    places.sort_unstable();
    places.len() <= crate::bank::OptionSet::MOST
        && places.iter().enumerate().all(|(at, place)| at == usize::from(*place))
}
