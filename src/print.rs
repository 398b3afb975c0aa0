//! Printed reports: a mock, a drill, or where a candidate stands, each as one HTML file with its charts inside.
//!
//! Data in, text out. It opens no file, reads no clock, and knows neither terminal nor database. A page fetches nothing
//! and runs nothing; what it says is in words and shapes, so that it can be printed in black and white.

mod calendar;
mod charts;
mod drill;
mod html;
mod items;
mod markdown;
mod mock;
mod page;
mod progress;
mod readiness;
mod results;
mod svg;
mod trend;
mod words;

use std::collections::HashSet;

use jiff::tz::TimeZone;

use crate::bank::{Item, ItemId, Outline};
use crate::coach::days::Day;
use crate::coach::outcome::Outcome;
use crate::coach::standing::Standing;
use crate::coach::trend::Point;
use crate::exam::Drill;
use crate::exam::report::Report;
use crate::store::{Prediction, SittingRow};
use crate::study::pace::Effort;

/// What every page needs besides what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// When it is made.
    pub now_ms: i64,
    pub zone: &'a TimeZone,
}

/// Which items stand on a page with their words, key and reasons. The list of all of them is always there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum InFull {
    None,
    /// Wrong ones, and those without an answer
    #[default]
    Wrong,
    All,
}

/// A mock that has ended.
#[derive(Clone, Copy, Debug)]
pub struct MockSheet<'a> {
    pub short: &'a str,
    pub row: &'a SittingRow,
    pub report: &'a Report,
    pub effort: Effort,
    /// Items on a mock that has not ended: they appear nowhere.
    pub closed: &'a HashSet<ItemId>,
    pub in_full: InFull,
}

/// A drill that has ended.
#[derive(Clone, Copy, Debug)]
pub struct DrillSheet<'a> {
    pub row: &'a SittingRow,
    pub outcome: &'a Outcome,
    pub drill: &'a Drill,
    /// The wordings of the form's slots.
    pub items: &'a [Option<Item>],
    /// Items on a mock that has not ended: they appear nowhere.
    pub closed: &'a HashSet<ItemId>,
    pub in_full: InFull,
}

/// Where a candidate stands with a credential.
#[derive(Clone, Copy, Debug)]
pub struct ProgressSheet<'a> {
    pub standing: &'a Standing,
    /// The outline that the figures rest on.
    pub outline: Option<&'a Outline>,
    pub trend: &'a [Point],
    /// The last year, today last.
    pub days: &'a [Day],
    /// Mocks that have ended, the newest first.
    pub mocks: &'a [SittingRow],
    /// The newest first.
    pub predictions: &'a [Prediction],
}

impl MockSheet<'_> {
    pub fn html(&self, paper: Paper<'_>) -> String {
        mock::page(self, paper)
    }
}

impl DrillSheet<'_> {
    pub fn html(&self, paper: Paper<'_>) -> String {
        drill::page(self, paper)
    }
}

impl ProgressSheet<'_> {
    pub fn html(&self, paper: Paper<'_>) -> String {
        progress::page(self, paper)
    }
}
