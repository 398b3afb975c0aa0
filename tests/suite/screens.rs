//! Screens of the whole program: as text at three sizes, with their styles, and what keys and clicks make of them.

mod case;
mod driver;
mod everywhere;
mod exam;
mod scenes;
mod sittings;
mod snapshots;
