//! What can go wrong with the record, and what the user can do about it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum StoreError {
    #[error("the record of your sittings cannot be written at {}: {reason}", path.display())]
    Unwritable { path: PathBuf, reason: String },
    #[error("the disk is full: {} could not be written, and nothing before it was lost", path.display())]
    Full { path: PathBuf },
    #[error("the record of your sittings at {} is damaged: {reason}", path.display())]
    Damaged { path: PathBuf, reason: String },
    #[error("{} was written by a newer practicum (record version {found}, this program knows {known})", path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{} is a database of another program", path.display())]
    Foreign { path: PathBuf },
    #[error("practicum is open in another terminal and writes to {}", path.display())]
    Busy { path: PathBuf },
    #[error("{} is there already", path.display())]
    Exists { path: PathBuf },
    #[error("there is nothing to copy: {} is not there yet", path.display())]
    NoRecord { path: PathBuf },
    #[error("no copy could be written to {}: {reason}", path.display())]
    Uncopied { path: PathBuf, reason: String },
    #[error("there is no sitting {id}")]
    NoSitting { id: String },
    #[error("sitting {id} is stored in a way that this program does not understand: {reason}")]
    Unreadable { id: i64, reason: String },
    #[error("the record of your sittings was opened for reading only: {reason}")]
    ReadOnly { reason: String },
}

impl StoreError {
    /// What to do, in one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unwritable { .. } => {
                "make the folder writable, or name another with --data-dir; what is recorded can still be read"
            }
            Self::Full { .. } => "free some space and press the key again; the exam goes on from the last answer saved",
            Self::Damaged { .. } => {
                "the file was not touched: copy it to a safe place; to go on with an empty record, name another folder with --data-dir"
            }
            Self::Newer { .. } => {
                "install the newer practicum, or name another folder with --data-dir; the file was not touched"
            }
            Self::Foreign { .. } => "name another folder with --data-dir; the file was not touched",
            Self::Busy { .. } => "go on there, or close it first; here you can look at the record and not sit",
            Self::Exists { .. } => "name another file; nothing is written over",
            Self::NoRecord { .. } => "a first mock or drill makes it; --data-dir names another folder",
            Self::Uncopied { .. } => {
                "name a file in a folder that can be written and has room; the record was not touched"
            }
            Self::NoSitting { .. } => "practicum history lists the sittings with their numbers",
            Self::Unreadable { .. } => "install the newest practicum",
            Self::ReadOnly { .. } => "close the other terminal or make the folder writable, then start practicum again",
        }
    }

    pub(super) fn of(error: &rusqlite::Error, path: &Path) -> Self {
        let path = path.to_owned();
        let reason = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { path, reason },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            _ => Self::Unwritable { path, reason },
        }
    }
}
