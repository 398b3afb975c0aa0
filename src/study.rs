//! What the program believes about a candidate, and what it would have practised next.
//!
//! Pure: a belief is a fold over the answers it is handed. It reads no clock, no file and no chance, so the same
//! answers give the same figures on every machine.

pub mod belief;
pub mod deficit;
pub mod forecast;
pub mod log;
mod matrix;
pub mod memory;
mod normal;
pub mod pace;
pub mod picker;
pub mod plan;
pub mod rating;
pub mod readiness;
pub mod recollection;
pub mod target;
pub mod tempo;

pub use belief::{Answer, Belief, Setting};
pub use forecast::Forecast;
pub use log::Marked;
pub use readiness::{MODEL_VERSION, Readiness, Verdict};
pub use recollection::Recollection;
pub use target::Target;
pub use tempo::Tempo;
