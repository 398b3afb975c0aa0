//! Screens of the whole program: as text at three sizes, with their styles, and what keys and clicks make of them.

mod driver;
mod everywhere;
mod exam;
mod history;
mod scenes;
mod scenes_history;
mod sittings;
mod snapshots;

pub(crate) use driver::demo_bank;
