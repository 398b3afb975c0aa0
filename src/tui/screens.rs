//! One file a screen: its state, what an action makes of it, how it is drawn.

pub mod calculator;
pub mod compare;
mod compare_items;
pub mod domain;
pub mod drill;
pub mod drill_end;
pub mod drill_setup;
pub mod end;
pub mod exam;
pub mod help;
pub mod history;
mod history_charts;
mod history_order;
mod history_rows;
mod history_table;
pub mod home;
pub mod item;
pub mod item_page;
pub mod items;
pub mod navigator;
mod pace;
pub mod question;
pub mod ready;
pub mod report;
pub mod setup;
pub mod small;
pub mod summary;
