//! Places that the candidate keeps in the code book.

use rusqlite::params;

use super::error::StoreError;
use super::open::Store;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bookmark {
    /// `icd10cm`, `icd10pcs` or `ms-drg`.
    pub system: String,
    pub code: String,
}

impl Store {
    /// The places that are kept, the one kept last first.
    pub fn bookmarks(&self) -> Result<Vec<Bookmark>, StoreError> {
        let sql = "SELECT system, code FROM bookmark WHERE kept = 1 ORDER BY changed_ms DESC, system, code";
        self.rows(sql, [], |row| Ok(Bookmark { system: row.get(0)?, code: row.get(1)? }))
    }

    pub fn set_bookmark(&mut self, bookmark: &Bookmark, kept: bool, now_ms: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO bookmark (system, code, kept, changed_ms) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT DO UPDATE SET kept = excluded.kept,
                       changed_ms = max(excluded.changed_ms, changed_ms + 1)";
        let Bookmark { system, code } = bookmark;
        self.write(|transaction| transaction.execute(sql, params![system, code, kept, now_ms]).map(drop))
    }
}
