//! The terminal: a model, messages, an update that gives effects back, and drawing as a pure function of the model.
//!
//! Never names the database: effects go to [`desk::Desk`], which joins the record, the banks and the exam.

pub mod app;
pub mod canvas;
pub mod desk;
pub mod keymap;
pub mod run;
pub mod screens;
pub mod theme;
pub mod widgets;

pub use app::{App, Effect, Msg, Now};
pub use theme::{Palette, Theme};

// Screens tell times as printed reports do.
pub use crate::time;
