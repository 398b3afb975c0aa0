//! The durable record: one SQLite file in the user's data directory. Never names a terminal.
//!
//! Every answer is one transaction (write-ahead log, `synchronous=FULL`) and is on disk when [`Store::append`] returns.

mod answers;
mod bookmarks;
mod builds;
mod copies;
mod error;
mod marks;
mod open;
mod projection;
mod schema;
mod sittings;
mod transfer;

pub use answers::{Activity, AnswerRow, Evident, Known};
pub use bookmarks::Bookmark;
pub use builds::Build;
pub use error::StoreError;
pub use marks::{ExamResult, Mark, Prediction};
pub use open::{Access, DATABASE, Store};
pub use projection::Rebuilt;
pub use sittings::{Kind, NewSitting, SittingId, SittingRow, Stored, Summary, SummaryDomain};
pub use transfer::{DOCUMENT, DOCUMENT_VERSION, Exported, Imported, Refusal, TransferError};
