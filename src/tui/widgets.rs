//! Small pieces that several screens draw.

pub mod bars;
pub mod chart;
pub mod columns;
pub mod cursor;
pub mod dialog;
pub mod find;
pub mod heat;
pub mod input;
pub mod markdown;
pub mod plot;
pub mod record;
pub mod text;
