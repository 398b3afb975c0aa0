//! Queries that were built for practice: each as it was sent, with what came of it.

use rusqlite::params;

use super::error::StoreError;
use super::open::Store;
use crate::bank::{ContentHash, ItemId};

/// A query that was built and judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    pub uid: String,
    pub credential: String,
    pub item: ItemId,
    pub at_ms: i64,
    /// Ids of the chosen parts.
    pub parts: Vec<String>,
    pub percent: u32,
    pub compliant: bool,
}

impl Store {
    /// Keeps a build, and the wording that it was built from.
    pub fn add_build(&mut self, build: &Build, content: &ContentHash, json: &str) -> Result<(), StoreError> {
        let Build { uid, credential, item, at_ms, parts, percent, compliant } = build;
        let parts = serde_json::to_string(parts).unwrap_or_default();
        self.write(|transaction| {
            let sql = "INSERT OR IGNORE INTO wording (content, json) VALUES (?1, ?2)";
            transaction.execute(sql, params![content.as_str(), json])?;
            let sql = "INSERT INTO build (uid, credential, item, content, at_ms, parts, percent, compliant)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            let values = params![uid, credential, item.as_str(), content.as_str(), at_ms, parts, percent, compliant];
            transaction.execute(sql, values).map(drop)
        })
    }

    /// The builds of a credential, the newest first.
    pub fn builds(&self, credential: &str) -> Result<Vec<Build>, StoreError> {
        let sql = "SELECT uid, credential, item, at_ms, parts, percent, compliant FROM build
                   WHERE credential = ?1 ORDER BY at_ms DESC, uid";
        self.rows(sql, [credential], |row| {
            Ok(Build {
                uid: row.get(0)?,
                credential: row.get(1)?,
                item: ItemId::new(row.get_ref(2)?.as_str()?),
                at_ms: row.get(3)?,
                parts: serde_json::from_str(row.get_ref(4)?.as_str()?).unwrap_or_default(),
                percent: row.get(5)?,
                compliant: row.get(6)?,
            })
        })
    }
}
