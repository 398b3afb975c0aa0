//! The small parts of a document: wordings, marks, goals, results, predictions, builds, bookmarks. Each knows how two of
//! it join.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::check::{self, Fault};
use crate::bank::load::canonical;
use crate::bank::{ContentHash, ItemId};

/// A row that stands on several machines, of which two versions join into one.
pub(super) trait Joining: Clone + Eq + Serialize + DeserializeOwned {
    /// What people call it.
    const PART: &'static str;
    /// All of them, in the order of documents.
    const ALL: &'static str;
    /// The one with the names that [`Joining::names`] gives.
    const ONE: &'static str;

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self>;
    fn names(&self) -> Vec<Value>;
    /// What errors call it.
    fn title(&self) -> &str;
    fn check(&self) -> Result<(), Fault>;
    /// Commutative, associative, and with itself the same.
    #[must_use]
    fn join(self, other: Self) -> Self;
    fn write(&self, connection: &Connection) -> rusqlite::Result<()>;

    /// Brings what can be written in several ways into one.
    #[must_use]
    fn settled(self) -> Self {
        self
    }

    fn stored(&self, connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let mut query = connection.prepare_cached(Self::ONE)?;
        query.query_row(params_from_iter(self.names()), Self::of_row).optional()
    }

    /// What the record holds once this is in it; none when it holds it already.
    fn change(self, connection: &Connection) -> rusqlite::Result<Option<Self>> {
        Ok(match self.stored(connection)? {
            None => Some(self),
            Some(stored) => Some(stored.clone().join(self)).filter(|joined| *joined != stored),
        })
    }
}

/// JSON whose fields this program hands on as they are, sorted and without blanks.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Json(Box<RawValue>);

impl Json {
    fn of(text: &str) -> Option<Self> {
        RawValue::from_string(canonical(text)).ok().map(Self)
    }

    fn text(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Json {}

/// JSON of the record, as documents hold it; a text that is none becomes `null`, which no check lets pass.
fn stored_json(row: &Row<'_>, column: usize) -> rusqlite::Result<Json> {
    let text: String = row.get(column)?;
    Ok(Json::of(&text).unwrap_or_else(|| Json(RawValue::NULL.to_owned())))
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WordingRow {
    /// The fingerprint of the item's JSON.
    pub(super) content: String,
    item: Json,
}

impl Joining for WordingRow {
    const PART: &'static str = "wording";
    const ALL: &'static str = "SELECT content, json FROM wording ORDER BY content";
    const ONE: &'static str = "SELECT content, json FROM wording WHERE content = ?1";

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { content: row.get(0)?, item: stored_json(row, 1)? })
    }

    fn names(&self) -> Vec<Value> {
        vec![self.content.clone().into()]
    }

    fn title(&self) -> &str {
        &self.content
    }

    fn check(&self) -> Result<(), Fault> {
        let same = ContentHash::of(self.item.text()).as_str() == self.content;
        if same { Ok(()) } else { Err(Fault::new("item", "is not the wording that its content hash names")) }
    }

    fn join(self, other: Self) -> Self {
        if other.item.text() > self.item.text() { other } else { self }
    }

    fn settled(self) -> Self {
        Self { item: Json::of(self.item.text()).unwrap_or(self.item), content: self.content }
    }

    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO wording (content, json) VALUES (?1, ?2)";
        connection.prepare_cached(sql)?.execute(params![self.content, self.item.text()]).map(drop)
    }
}

/// Flag and note of an item are two words, each with its own time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MarkRow {
    credential: String,
    item: ItemId,
    flagged: bool,
    flagged_ms: i64,
    note: String,
    note_ms: i64,
}

impl Joining for MarkRow {
    const PART: &'static str = "mark";
    const ALL: &'static str =
        "SELECT credential, item, flagged, flagged_ms, note, note_ms FROM mark ORDER BY credential, item";
    const ONE: &'static str =
        "SELECT credential, item, flagged, flagged_ms, note, note_ms FROM mark WHERE credential = ?1 AND item = ?2";

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            credential: row.get(0)?,
            item: ItemId::new(row.get_ref(1)?.as_str()?),
            flagged: row.get(2)?,
            flagged_ms: row.get(3)?,
            note: row.get(4)?,
            note_ms: row.get(5)?,
        })
    }

    fn names(&self) -> Vec<Value> {
        vec![self.credential.clone().into(), self.item.as_str().to_owned().into()]
    }

    fn title(&self) -> &str {
        self.item.as_str()
    }

    fn check(&self) -> Result<(), Fault> {
        check::name("credential", &self.credential)?;
        check::name("item", self.item.as_str())?;
        check::wall_time("flagged_ms", self.flagged_ms)?;
        check::wall_time("note_ms", self.note_ms)
    }

    fn join(self, other: Self) -> Self {
        let flag = (self.flagged_ms, self.flagged).max((other.flagged_ms, other.flagged));
        let note = (self.note_ms, self.note).max((other.note_ms, other.note));
        Self { flagged_ms: flag.0, flagged: flag.1, note_ms: note.0, note: note.1, ..other }
    }

    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO mark (credential, item, flagged, flagged_ms, note, note_ms)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let Self { credential, item, flagged, flagged_ms, note, note_ms } = self;
        let mut insert = connection.prepare_cached(sql)?;
        insert.execute(params![credential, item.as_str(), flagged, flagged_ms, note, note_ms]).map(drop)
    }
}

/// The day of the real exam.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct GoalRow {
    credential: String,
    changed_ms: i64,
    exam_day: Option<String>,
}

impl Joining for GoalRow {
    const PART: &'static str = "goal";
    const ALL: &'static str = "SELECT credential, changed_ms, exam_day FROM goal ORDER BY credential";
    const ONE: &'static str = "SELECT credential, changed_ms, exam_day FROM goal WHERE credential = ?1";

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { credential: row.get(0)?, changed_ms: row.get(1)?, exam_day: row.get(2)? })
    }

    fn names(&self) -> Vec<Value> {
        vec![self.credential.clone().into()]
    }

    fn title(&self) -> &str {
        &self.credential
    }

    fn check(&self) -> Result<(), Fault> {
        check::name("credential", &self.credential)?;
        check::wall_time("changed_ms", self.changed_ms)?;
        self.exam_day.as_deref().map_or(Ok(()), |day| check::day("exam_day", day))
    }

    fn join(self, other: Self) -> Self {
        self.max(other)
    }

    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO goal (credential, exam_day, changed_ms) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute(params![self.credential, self.exam_day, self.changed_ms]).map(drop)
    }
}

/// A result of the real exam; one that was taken back stays, so that it is taken back everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct ResultRow {
    uid: String,
    changed_ms: i64,
    removed: bool,
    credential: String,
    day: String,
    passed: bool,
    scaled: Option<u32>,
}

impl Joining for ResultRow {
    const PART: &'static str = "result";
    const ALL: &'static str =
        "SELECT uid, changed_ms, removed, credential, day, passed, scaled FROM result ORDER BY uid";
    const ONE: &'static str =
        "SELECT uid, changed_ms, removed, credential, day, passed, scaled FROM result WHERE uid = ?1";

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            uid: row.get(0)?,
            changed_ms: row.get(1)?,
            removed: row.get(2)?,
            credential: row.get(3)?,
            day: row.get(4)?,
            passed: row.get(5)?,
            scaled: row.get(6)?,
        })
    }

    fn names(&self) -> Vec<Value> {
        vec![self.uid.clone().into()]
    }

    fn title(&self) -> &str {
        &self.uid
    }

    fn check(&self) -> Result<(), Fault> {
        check::name("uid", &self.uid)?;
        check::name("credential", &self.credential)?;
        check::wall_time("changed_ms", self.changed_ms)?;
        check::day("day", &self.day)
    }

    fn join(self, other: Self) -> Self {
        self.max(other)
    }

    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO result (uid, changed_ms, removed, credential, day, passed, scaled)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let Self { uid, changed_ms, removed, credential, day, passed, scaled } = self;
        let mut insert = connection.prepare_cached(sql)?;
        insert.execute(params![uid, changed_ms, removed, credential, day, passed, scaled]).map(drop)
    }
}

/// What was said of readiness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PredictionRow {
    credential: String,
    at_ms: i64,
    readiness: Json,
}

impl Joining for PredictionRow {
    const PART: &'static str = "prediction";
    const ALL: &'static str = "SELECT credential, at_ms, json FROM prediction ORDER BY credential, at_ms";
    const ONE: &'static str = "SELECT credential, at_ms, json FROM prediction WHERE credential = ?1 AND at_ms = ?2";

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { credential: row.get(0)?, at_ms: row.get(1)?, readiness: stored_json(row, 2)? })
    }

    fn names(&self) -> Vec<Value> {
        vec![self.credential.clone().into(), self.at_ms.into()]
    }

    fn title(&self) -> &str {
        &self.credential
    }

    fn check(&self) -> Result<(), Fault> {
        check::name("credential", &self.credential)?;
        check::wall_time("at_ms", self.at_ms)?;
        let object = self.readiness.text().starts_with('{');
        if object { Ok(()) } else { Err(Fault::new("readiness", "is no object")) }
    }

    fn join(self, other: Self) -> Self {
        if other.readiness.text() > self.readiness.text() { other } else { self }
    }

    fn settled(self) -> Self {
        Self { readiness: Json::of(self.readiness.text()).unwrap_or(self.readiness), ..self }
    }

    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO prediction (credential, at_ms, json) VALUES (?1, ?2, ?3)";
        let mut insert = connection.prepare_cached(sql)?;
        insert.execute(params![self.credential, self.at_ms, self.readiness.text()]).map(drop)
    }
}

/// A query that was built; a build never changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct BuildRow {
    uid: String,
    credential: String,
    item: ItemId,
    content: String,
    at_ms: i64,
    parts: Vec<String>,
    percent: u32,
    compliant: bool,
}

impl Joining for BuildRow {
    const PART: &'static str = "build";
    const ALL: &'static str =
        "SELECT uid, credential, item, content, at_ms, parts, percent, compliant FROM build ORDER BY at_ms, uid";
    const ONE: &'static str =
        "SELECT uid, credential, item, content, at_ms, parts, percent, compliant FROM build WHERE uid = ?1";

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            uid: row.get(0)?,
            credential: row.get(1)?,
            item: ItemId::new(row.get_ref(2)?.as_str()?),
            content: row.get(3)?,
            at_ms: row.get(4)?,
            parts: serde_json::from_str(row.get_ref(5)?.as_str()?).unwrap_or_default(),
            percent: row.get(6)?,
            compliant: row.get(7)?,
        })
    }

    fn names(&self) -> Vec<Value> {
        vec![self.uid.clone().into()]
    }

    fn title(&self) -> &str {
        &self.uid
    }

    fn check(&self) -> Result<(), Fault> {
        check::name("uid", &self.uid)?;
        check::name("credential", &self.credential)?;
        check::name("item", self.item.as_str())?;
        check::name("content", &self.content)?;
        check::wall_time("at_ms", self.at_ms)?;
        if self.percent <= 100 { Ok(()) } else { Err(Fault::new("percent", "is over 100")) }
    }

    fn join(self, other: Self) -> Self {
        self.max(other)
    }

    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO build (uid, credential, item, content, at_ms, parts, percent, compliant)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let Self { uid, credential, item, content, at_ms, parts, percent, compliant } = self;
        let parts = serde_json::to_string(parts).unwrap_or_default();
        let mut insert = connection.prepare_cached(sql)?;
        insert.execute(params![uid, credential, item.as_str(), content, at_ms, parts, percent, compliant]).map(drop)
    }
}

/// A place in the code book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct BookmarkRow {
    system: String,
    code: String,
    changed_ms: i64,
    kept: bool,
}

impl Joining for BookmarkRow {
    const PART: &'static str = "bookmark";
    const ALL: &'static str = "SELECT system, code, changed_ms, kept FROM bookmark ORDER BY system, code";
    const ONE: &'static str = "SELECT system, code, changed_ms, kept FROM bookmark WHERE system = ?1 AND code = ?2";

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { system: row.get(0)?, code: row.get(1)?, changed_ms: row.get(2)?, kept: row.get(3)? })
    }

    fn names(&self) -> Vec<Value> {
        vec![self.system.clone().into(), self.code.clone().into()]
    }

    fn title(&self) -> &str {
        &self.code
    }

    fn check(&self) -> Result<(), Fault> {
        check::name("system", &self.system)?;
        check::name("code", &self.code)?;
        check::wall_time("changed_ms", self.changed_ms)
    }

    fn join(self, other: Self) -> Self {
        self.max(other)
    }

    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO bookmark (system, code, changed_ms, kept) VALUES (?1, ?2, ?3, ?4)";
        let Self { system, code, changed_ms, kept } = self;
        connection.prepare_cached(sql)?.execute(params![system, code, changed_ms, kept]).map(drop)
    }
}
