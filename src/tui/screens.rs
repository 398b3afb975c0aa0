//! One file a screen: its state, what an action makes of it, how it is drawn.

pub mod calculator;
pub mod end;
pub mod exam;
pub mod help;
pub mod history;
pub mod home;
pub mod item;
pub mod items;
pub mod navigator;
pub mod question;
pub mod report;
pub mod setup;
pub mod small;
pub mod summary;
