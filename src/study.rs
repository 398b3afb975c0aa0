//! What the program believes about a candidate, and what it would have practised next.
//!
//! Pure: a belief is a fold over the answers it is handed. It reads no clock, no file and no chance, so the same
//! answers give the same figures on every machine. No screen or command uses this room yet.

pub mod belief;
pub mod deficit;
pub mod forecast;
mod matrix;
pub mod memory;
mod normal;
pub mod pace;
pub mod rating;
pub mod readiness;
pub mod target;

pub use belief::{Answer, Belief, Setting};
pub use forecast::Forecast;
pub use readiness::{MODEL_VERSION, Readiness, Verdict};
pub use target::Target;
