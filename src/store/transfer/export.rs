//! The record to a document, part by part: equal records give equal documents, byte for byte.

use std::collections::HashSet;
use std::io::{self, Write};

use rusqlite::Connection;
use serde::Serialize;

use super::rows::{BookmarkRow, BuildRow, GoalRow, Joining, MarkRow, PredictionRow, ResultRow, WordingRow};
use super::sitting::{Happening, SittingPart};
use super::{DOCUMENT, DOCUMENT_VERSION, TransferError};
use crate::bank::ContentHash;
use crate::exam::{Event, drill};
use crate::store::Store;
use crate::store::sittings::{Kind, SittingId};

/// What a document holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    pub sittings: u64,
    /// What this program cannot read and so cannot hand on, with the reason.
    pub left_out: Vec<String>,
}

impl Store {
    /// Writes everything that was recorded as one document, a part a line.
    pub fn export(&self, out: &mut impl Write) -> Result<Exported, TransferError> {
        // One moment of the record, whoever writes to it meanwhile.
        let moment = self.connection.unchecked_transaction().map_err(self.wrap())?;
        let mut exported = Exported::default();
        write!(out, "{{\"document\":\"{DOCUMENT}\",\"version\":{DOCUMENT_VERSION}")?;
        let wordings = self.known_wordings(&moment)?;
        self.export_sittings(&moment, &wordings, out, &mut exported)?;
        self.export_rows::<WordingRow>("wordings", out, &mut exported)?;
        self.export_rows::<MarkRow>("marks", out, &mut exported)?;
        self.export_rows::<GoalRow>("goals", out, &mut exported)?;
        self.export_rows::<ResultRow>("results", out, &mut exported)?;
        self.export_rows::<PredictionRow>("predictions", out, &mut exported)?;
        self.export_rows::<BuildRow>("builds", out, &mut exported)?;
        self.export_rows::<BookmarkRow>("bookmarks", out, &mut exported)?;
        out.write_all(b"\n}\n")?;
        Ok(exported)
    }

    /// The wordings that are what their content hash says.
    fn known_wordings(&self, connection: &Connection) -> Result<HashSet<String>, TransferError> {
        let mut query = connection.prepare(WordingRow::ALL).map_err(self.wrap())?;
        let rows = query.query_map([], WordingRow::of_row).map_err(self.wrap())?;
        let mut known = HashSet::new();
        for row in rows {
            let row = row.map_err(self.wrap())?;
            if row.check().is_ok() {
                known.insert(row.content);
            }
        }
        Ok(known)
    }

    fn export_sittings(
        &self,
        connection: &Connection,
        wordings: &HashSet<String>,
        out: &mut impl Write,
        exported: &mut Exported,
    ) -> Result<(), TransferError> {
        let mut list = List::begin("sittings", out)?;
        let sql = "SELECT id, kind FROM sitting ORDER BY started_ms, uid";
        let ids = self.rows(sql, [], |row| Ok((SittingId(row.get(0)?), Kind::named(row.get_ref(1)?.as_str()?))))?;
        let has = |content: &ContentHash| wordings.contains(content.as_str());
        for (id, kind) in ids {
            match kind {
                Kind::Mock => self.export_sitting::<Event>(connection, id, has, &mut list, exported)?,
                Kind::Drill => self.export_sitting::<drill::Event>(connection, id, has, &mut list, exported)?,
            }
        }
        list.end()
    }

    fn export_sitting<E: Happening>(
        &self,
        connection: &Connection,
        id: SittingId,
        has_wording: impl Fn(&ContentHash) -> bool,
        list: &mut List<'_, impl Write>,
        exported: &mut Exported,
    ) -> Result<(), TransferError> {
        let part = SittingPart::<E>::stored(connection, id).map_err(self.wrap())?;
        match part.and_then(|part| part.check(has_wording).map(|()| part)) {
            Ok(part) => {
                list.part(&part)?;
                exported.sittings += 1;
            }
            Err(fault) => exported.left_out.push(format!("sitting {id}: {} {}", fault.place, fault.reason)),
        }
        Ok(())
    }

    fn export_rows<R: Joining>(
        &self,
        name: &str,
        out: &mut impl Write,
        exported: &mut Exported,
    ) -> Result<(), TransferError> {
        let mut list = List::begin(name, out)?;
        for row in self.rows(R::ALL, [], R::of_row)? {
            match row.check() {
                Ok(()) => list.part(&row)?,
                Err(fault) => {
                    let (part, title) = (R::PART, row.title());
                    exported.left_out.push(format!("{part} {title}: {} {}", fault.place, fault.reason));
                }
            }
        }
        list.end()
    }
}

/// A list of parts that is being written.
struct List<'a, W: Write> {
    out: &'a mut W,
    is_empty: bool,
}

impl<'a, W: Write> List<'a, W> {
    fn begin(name: &str, out: &'a mut W) -> io::Result<Self> {
        write!(out, ",\n\"{name}\":[")?;
        Ok(Self { out, is_empty: true })
    }

    fn part(&mut self, part: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.is_empty { b"\n" } else { b",\n" })?;
        self.is_empty = false;
        serde_json::to_writer(&mut *self.out, part).map_err(io::Error::from)
    }

    fn end(self) -> Result<(), TransferError> {
        let end: &[u8] = if self.is_empty { b"]" } else { b"\n]" };
        Ok(self.out.write_all(end)?)
    }
}
