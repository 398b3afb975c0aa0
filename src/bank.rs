//! Banks: the items people practise on, and the outlines they are drawn by.
//!
//! Text comes in, a [`Bank`] and every [`Finding`] go out. Nothing here opens a file, reads a clock or stops at the
//! first fault: a broken item is left out and reported, its neighbours stay.

pub mod about;
pub mod calc;
pub mod case;
pub mod check;
mod cites;
pub mod coding;
pub mod drilled;
pub mod finding;
pub mod item;
pub mod load;
pub mod marks;
pub mod number;
pub mod outline;
mod quantity;
pub mod query;
mod raw;
pub mod read;
#[cfg(test)]
mod schema;
mod similar;
pub mod stats;
mod wording;
mod words;

pub use coding::{Code, CodeRole, CodeRow, Codes, Poa};
pub use drilled::{Given, Numeric, Steps};
pub use finding::{Fault, Finding, Severity};
pub use item::{Body, Choice, ContentHash, Item, ItemId, Level, OptionOrder, OptionSet};
pub use load::{Bank, BankText, Entry, load};
pub use number::Number;
pub use outline::{Confidence, Credential, Domain, Outline};
pub use query::Query;
