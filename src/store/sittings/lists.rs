//! Sittings looked at together: lists of them, the last ones, and what they showed.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, params};

use super::{Kind, ROW, SittingRow, row};
use crate::bank::ItemId;
use crate::exam::{Exposure, Form};
use crate::store::error::StoreError;
use crate::store::open::Store;

impl Store {
    /// All sittings, the newest first.
    pub fn sittings(&self, credential: Option<&str>) -> Result<Vec<SittingRow>, StoreError> {
        let sql = format!("{ROW} WHERE deleted = 0 AND (?1 IS NULL OR credential = ?1)");
        let mut rows = self.rows(&sql, [credential], row)?;
        // Sorting thousands of rows is faster here than in the database, which would carry their texts along.
        rows.sort_by_key(|row| Reverse((row.started_ms, row.id)));
        Ok(rows)
    }

    /// Sittings that were begun and not ended, the newest first.
    pub fn unfinished(&self) -> Result<Vec<SittingRow>, StoreError> {
        let sql = format!("{ROW} WHERE deleted = 0 AND ended_ms IS NULL ORDER BY alive_ms DESC, id DESC");
        self.rows(&sql, [], row)
    }

    /// The credential of the sitting that somebody sat at last.
    pub fn recent_credential(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT credential FROM sitting WHERE deleted = 0 ORDER BY alive_ms DESC, id DESC LIMIT 1";
        self.connection.query_row(sql, [], |row| row.get(0)).optional().map_err(self.wrap())
    }

    /// The last mock of a credential that has ended.
    pub fn last_mock(&self, credential: &str) -> Result<Option<SittingRow>, StoreError> {
        let sql = format!(
            "{ROW} WHERE deleted = 0 AND credential = ?1 AND kind = 'mock' AND ended_ms IS NOT NULL
             ORDER BY started_ms DESC, id DESC LIMIT 1"
        );
        Ok(self.rows(&sql, [credential], row)?.pop())
    }

    /// How many sittings of a kind were begun since then.
    pub fn sittings_since(&self, credential: &str, kind: Kind, since_ms: i64) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM sitting
                   WHERE deleted = 0 AND credential = ?1 AND kind = ?2 AND started_ms >= ?3";
        let count = self.connection.query_row(sql, params![credential, kind.name(), since_ms], |row| row.get(0));
        count.map_err(self.wrap())
    }

    /// Items on a mock that was begun and not ended: nothing else may show them.
    pub fn closed_items(&self, credential: &str) -> Result<HashSet<ItemId>, StoreError> {
        let sql = "SELECT form.json FROM sitting JOIN form ON form.sitting = sitting.id
                   WHERE deleted = 0 AND ended_ms IS NULL AND kind = 'mock' AND credential = ?1";
        let forms = self.rows(sql, [credential], |row| row.get::<_, String>(0))?;
        let slots = forms.iter().filter_map(|json| serde_json::from_str::<Form>(json).ok()).flat_map(|form| form.slots);
        Ok(slots.map(|slot| slot.item).collect())
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
