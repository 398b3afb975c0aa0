//! The record as one JSON document, out and in again: see `docs/record.md`.
//!
//! A document holds what was recorded and nothing that follows from it. Taking one in is a union: of everything that
//! both sides have, the same one wins wherever and in whatever order they meet. A document is read and checked whole
//! before anything is written, and written in one transaction.

mod check;
mod export;
mod merge;
mod read;
mod rows;
mod sitting;

use std::io;

use thiserror::Error;

use super::error::StoreError;
pub use export::Exported;
pub use merge::Imported;

/// What a document says that it is.
pub const DOCUMENT: &str = "practicum-export";
/// The version of the document that this program writes, and the newest it reads. Since 2 it has builds and bookmarks.
pub const DOCUMENT_VERSION: u32 = 2;

#[derive(Debug, Error)]
pub enum TransferError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the document could not be written: {0}")]
    Write(#[from] io::Error),
    #[error("the document is not UTF-8 at line {line}")]
    NotUtf8 { line: usize },
    #[error("the document is no sound JSON: {reason}")]
    NotJson { reason: String },
    #[error("this is no document of practicum data export")]
    NotAnExport,
    #[error(
        "the document was written by a newer practicum (document version {found}, this program reads \
         {DOCUMENT_VERSION})"
    )]
    Newer { found: u64 },
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl TransferError {
    /// What to do, in one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Store(StoreError::Full { .. }) => "free some space and do it again; the record is as it was",
            Self::Store(error) => error.hint(),
            Self::Write(_) => "free some space or name another file; what stood there before was not touched",
            Self::NotUtf8 { .. } | Self::NotJson { .. } => {
                "it may have been cut off on its way: export it again; nothing was taken in"
            }
            Self::NotAnExport => "practicum data export writes one; nothing was taken in",
            Self::Newer { .. } => "install the newer practicum here; nothing was taken in",
            Self::Refused(_) => "it was changed since it was written: export it again; nothing was taken in",
        }
    }
}

/// The first thing in a document that keeps it out.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("line {line}, {part}: {place}{}{reason}", if .place.is_empty() { "" } else { ": " })]
pub struct Refusal {
    /// From 1.
    pub line: usize,
    /// As `sitting 3f09`, `wording 00ab`.
    pub part: String,
    /// The field, as `form.slots[3].angoff`; empty for the part as a whole.
    pub place: String,
    pub reason: String,
}
