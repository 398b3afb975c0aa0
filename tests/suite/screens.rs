//! Screens of the whole program: as text at three sizes, with their styles, and what keys and clicks make of them.

mod case;
mod drills;
mod driver;
mod everywhere;
mod exam;
mod scenes;
mod scenes_drill;
mod sittings;
mod snapshots;
mod snapshots_drill;
