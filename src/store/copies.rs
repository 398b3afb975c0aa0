//! Copies of the record: before an upgrade, before an import, whenever the user asks for one.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};

use super::error::StoreError;
use super::open::{Access, Store};

/// The copy made before a document is taken in.
pub(super) const BEFORE_IMPORT: &str = "practicum-before-import.db";

impl Store {
    /// Copies the record to a file that is not there yet.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        if to.symlink_metadata().is_ok() {
            return Err(StoreError::Exists { path: to.to_owned() });
        }
        if !self.path.exists() {
            return Err(StoreError::NoRecord { path: self.path.clone() });
        }
        copy(&self.connection, to)
    }

    /// Copies the record to a file in its own folder, in place of an earlier copy of that name.
    pub(super) fn copy_beside(&self, name: &str) -> Result<Option<PathBuf>, StoreError> {
        let path = self.path.with_file_name(name);
        match self.access {
            Access::Memory => Ok(None),
            _ => copy(&self.connection, &path).map(|()| Some(path)),
        }
    }
}

/// A copy appears whole or not at all: it is written under another name and takes its place when it is on disk.
pub(super) fn copy(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    let unfinished = unfinished(to);
    let written = remove(&unfinished).and_then(|()| {
        // SQLite takes names as text.
        let name = unfinished.to_str().ok_or_else(|| uncopied(to, "its name is not UTF-8"))?;
        connection.execute("VACUUM INTO ?1", [name]).map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full { path: to.to_owned() },
            _ => uncopied(to, error),
        })?;
        let moved = File::open(&unfinished).and_then(|file| file.sync_all()).and_then(|()| fs::rename(&unfinished, to));
        moved.map_err(|error| unwritable(to, &error))
    });
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written
}

fn unfinished(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}

/// What an interrupted copy left.
fn remove(unfinished: &Path) -> Result<(), StoreError> {
    match fs::remove_file(unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(unfinished, &error)),
        _ => Ok(()),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull => StoreError::Full { path: path.to_owned() },
        _ => uncopied(path, error),
    }
}

fn uncopied(path: &Path, reason: impl ToString) -> StoreError {
    StoreError::Uncopied { path: path.to_owned(), reason: reason.to_string() }
}
