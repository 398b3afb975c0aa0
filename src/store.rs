//! The durable record: one SQLite file in the user's data directory. Never names a terminal.
//!
//! Every answer is one transaction (write-ahead log, `synchronous=FULL`) and is on disk when [`Store::append`] returns.

mod error;
mod open;
mod schema;
mod sittings;

pub use error::StoreError;
pub use open::{Access, DATABASE, Store};
pub use sittings::{NewSitting, SittingId, SittingRow, Stored, Summary, SummaryDomain};
