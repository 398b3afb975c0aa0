//! The exam: forms, sittings, the clock, scores and reports. Pure: time, chance and storage are handed in.

pub mod blueprint;
pub mod calculator;
pub mod clock;
pub mod drill;
pub mod drilled;
pub mod form;
pub mod pick;
pub mod report;
pub mod score;
pub mod sitting;

pub use blueprint::{Blueprint, Length, Timing};
pub use drill::{Certainty, Drill};
pub use form::{Form, Slot};
pub use pick::{Exposure, Shortage};
pub use sitting::{Command, Ending, Event, Logged, Refusal, Sitting};
