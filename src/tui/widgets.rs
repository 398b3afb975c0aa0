//! Small pieces that several screens draw.

pub mod bars;
pub mod dialog;
pub mod input;
pub mod markdown;
pub mod record;
pub mod text;
