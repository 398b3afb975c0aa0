//! Opening the record: one writer at a time, an older file upgraded after a copy, a file we cannot use left alone.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, Params, Row, Transaction, TransactionBehavior};

use super::error::StoreError;
use super::schema::{APPLICATION_ID, UPGRADES, VERSION};
use super::{copies, projection};

/// The record's file name inside the data directory.
pub const DATABASE: &str = "practicum.db";
const LOCK: &str = "practicum.lock";

/// What may be done with the record, and why not more.
#[derive(Debug)]
pub enum Access {
    /// Holds the lock: this is the only program that writes.
    Write {
        _lock: File,
    },
    /// Kept in memory, for tests.
    Memory,
    ReadOnly {
        reason: String,
    },
}

#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) access: Access,
}

impl Store {
    /// Opens the record in `dir` for writing; where another program writes or the folder cannot be written, for
    /// reading. A damaged, foreign or newer file is an error and stays as it is.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let lock = match lock(dir) {
            Ok(lock) => lock,
            Err(reason) => return Self::open_read_only(dir, reason),
        };
        match Self::open_for_writing(dir, lock) {
            // A full or broken disk: what is recorded can still be looked at.
            Err(error @ (StoreError::Unwritable { .. } | StoreError::Full { .. } | StoreError::Uncopied { .. })) => {
                Self::open_read_only(dir, error.to_string())
            }
            opened => opened,
        }
    }

    fn open_for_writing(dir: &Path, lock: File) -> Result<Self, StoreError> {
        let path = dir.join(DATABASE);
        let existed = path.exists();
        let wrap = |error: rusqlite::Error| StoreError::of(&error, &path);
        let mut connection = Connection::open(&path).map_err(wrap)?;
        connection.busy_timeout(Duration::from_secs(2)).map_err(wrap)?;
        let version = version_of(&connection, &path)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(wrap)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(wrap)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(wrap)?;
        if existed && version > 0 && version < VERSION {
            copies::copy(&connection, &dir.join(format!("practicum-before-version-{VERSION}.db")))?;
        }
        upgrade(&mut connection, version).map_err(wrap)?;
        Ok(Self { connection, path, access: Access::Write { _lock: lock } })
    }

    /// Opens the record for looking; an absent one is empty.
    pub fn open_read_only(dir: &Path, reason: String) -> Result<Self, StoreError> {
        let path = dir.join(DATABASE);
        let access = Access::ReadOnly { reason };
        if !path.exists() {
            return Ok(Self { connection: empty(&path)?, path, access });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let plain = Connection::open_with_flags(&path, flags).and_then(|connection| {
            connection.busy_timeout(Duration::from_secs(2))?;
            connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))?;
            Ok(connection)
        });
        let connection = match plain {
            Ok(connection) => connection,
            // A write-ahead log cannot be shared from a folder that cannot be written; then nobody else writes either.
            Err(error) if is_access(&error) => {
                let uri = format!("file:{}?immutable=1", uri_path(&path));
                Connection::open_with_flags(uri, flags).map_err(|error| StoreError::of(&error, &path))?
            }
            Err(error) => return Err(StoreError::of(&error, &path)),
        };
        match version_of(&connection, &path)? {
            0 => Ok(Self { connection: empty(&path)?, path, access }),
            VERSION => Ok(Self { connection, path, access }),
            // Only its writer may upgrade an older record; looking is done in an upgraded copy.
            version => Ok(Self { connection: upgraded(&connection, version, &path)?, path, access }),
        }
    }

    /// A record that is gone with the process: for tests and benches.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        Ok(Self { connection: empty(&path)?, path, access: Access::Memory })
    }

    /// Why nothing can be written, if so.
    pub fn read_only(&self) -> Option<&str> {
        match &self.access {
            Access::ReadOnly { reason } => Some(reason),
            Access::Write { .. } | Access::Memory => None,
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn wrap(&self) -> impl Fn(rusqlite::Error) -> StoreError + '_ {
        |error| StoreError::of(&error, &self.path)
    }

    /// Runs a change as one transaction: all of it is on disk when this returns, or none of it.
    pub(super) fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.writable()?;
        let path = self.path.clone();
        let write = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = change(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        write().map_err(|error| StoreError::of(&error, &path))
    }

    /// Every row of a query.
    pub(super) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let read = || {
            let mut query = self.connection.prepare_cached(sql)?;
            query.query_map(params, row)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(self.wrap())
    }

    pub(super) fn writable(&self) -> Result<(), StoreError> {
        match self.read_only() {
            Some(reason) => Err(StoreError::ReadOnly { reason: reason.to_owned() }),
            None => Ok(()),
        }
    }
}

/// Takes the lock that makes this process the only writer, or says why it cannot.
fn lock(dir: &Path) -> Result<File, String> {
    fs::create_dir_all(dir).map_err(|error| format!("{} cannot be made: {error}", dir.display()))?;
    let path = dir.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| format!("{} cannot be written: {error}", dir.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err("practicum is open in another terminal".to_owned()),
        Err(TryLockError::Error(error)) => Err(format!("{} cannot be locked: {error}", path.display())),
    }
}

fn empty(path: &Path) -> Result<Connection, StoreError> {
    let wrap = |error: rusqlite::Error| StoreError::of(&error, path);
    let mut connection = Connection::open_in_memory().map_err(wrap)?;
    upgrade(&mut connection, 0).map_err(wrap)?;
    Ok(connection)
}

/// A copy in memory, of today's version.
fn upgraded(older: &Connection, version: i64, path: &Path) -> Result<Connection, StoreError> {
    let copy = || {
        let mut copy = Connection::open_in_memory()?;
        Backup::new(older, &mut copy)?.run_to_completion(1_000, Duration::ZERO, None)?;
        upgrade(&mut copy, version)?;
        Ok(copy)
    };
    copy().map_err(|error: rusqlite::Error| StoreError::of(&error, path))
}

/// The record's version, before anything is written; what is not ours, or newer, is refused.
fn version_of(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let wrap = |error: rusqlite::Error| StoreError::of(&error, path);
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(wrap);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0)).map_err(wrap)?;
    let (application, version) = (pragma("application_id")?, pragma("user_version")?);
    if application != APPLICATION_ID && (tables > 0 || application != 0) {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if version > VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: VERSION });
    }
    if tables == 0 { Ok(0) } else { Ok(version) }
}

fn upgrade(connection: &mut Connection, version: i64) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for upgrade in UPGRADES.iter().skip(usize::try_from(version).unwrap_or(0)) {
        upgrade(&transaction)?;
    }
    if version < VERSION {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    projection::bring_up_to_date(&transaction)?;
    transaction.commit()
}

fn is_access(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly, SystemIoFailure};
    matches!(error.sqlite_error_code(), Some(CannotOpen | PermissionDenied | ReadOnly | SystemIoFailure))
}

/// A path as part of an SQLite URI.
fn uri_path(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}
