//! Charts of single figures: a score on its scale, shares against the cut, seconds an item.
//!
//! Each reads in black and white: a full bar reaches the cut, a hatched one does not, a whisker is an interval.

use super::html::Html;
use super::svg::{Anchor, Chart, bar, dot, label, line};
use super::words::{between, percent, range};
use crate::bank::outline::Scale;
use crate::exam::report::Pace;
use crate::exam::score::Estimate;
use crate::time;

/// What a chart over the whole width of the page is wide.
pub(super) const WIDE: f64 = 660.0;
/// Charts inside a table.
const CELL: (f64, f64) = (180.0, 22.0);

/// A scaled score on its scale, with the pass mark.
pub(super) fn score_line(html: &mut Html, scale: Scale, scaled: f64, shown: u32, passed: bool) {
    let said = if passed { "passed" } else { "not passed" };
    let text = format!("{shown} on a scale from {} to {}; {} passes: {said}.", scale.min, scale.max, scale.pass);
    let chart = Chart { width: WIDE, height: 70.0, title: "Scaled score", text: &text };
    let (left, right, middle) = (40.0, WIDE - 40.0, 36.0);
    let place = |score: f64| {
        let (min, max) = (f64::from(scale.min), f64::from(scale.max));
        left + (score - min) / (max - min) * (right - left)
    };
    let (at, pass) = (place(scaled), place(f64::from(scale.pass)));
    chart.draw(html, |html| {
        line(html, "stroke", (left, middle), (right, middle));
        for end in [left, right] {
            line(html, "stroke", (end, middle - 5.0), (end, middle + 5.0));
        }
        label(html, "label", (left - 8.0, middle + 4.0), Anchor::End, scale.min);
        label(html, "label", (right + 8.0, middle + 4.0), Anchor::Start, scale.max);
        mark_cut(html, pass, (18.0, 54.0));
        label(html, "label", (pass, 12.0), Anchor::Middle, format!("pass {}", scale.pass));
        dot(html, if passed { "ringed" } else { "open" }, (at, middle), 7.5);
        let anchor = anchor_near_end(at, left, right);
        label(html, "strong-label", (at, 66.0), anchor, format!("{shown} {said}"));
    });
}

/// A score in a row of a table.
pub(super) fn score_bar(html: &mut Html, scale: Scale, shown: u32, passed: bool) {
    let said = if passed { "passed" } else { "not passed" };
    let text = format!("{shown} on a scale from {} to {}; {} passes.", scale.min, scale.max, scale.pass);
    let chart = Chart { width: CELL.0, height: CELL.1, title: said, text: &text };
    let place = |score: u32| {
        let share = f64::from(score.saturating_sub(scale.min)) / f64::from(scale.max - scale.min);
        inside_cell(share)
    };
    let middle = CELL.1 / 2.0;
    chart.draw(html, |html| {
        line(html, "rule", (inside_cell(0.0), middle), (inside_cell(1.0), middle));
        mark_cut(html, place(scale.pass), (1.0, CELL.1 - 1.0));
        dot(html, if passed { "ringed" } else { "open" }, (place(shown), middle), 5.5);
    });
}

fn inside_cell(share: f64) -> f64 {
    6.0 + share.clamp(0.0, 1.0) * (CELL.0 - 12.0)
}

fn anchor_near_end(at: f64, left: f64, right: f64) -> Anchor {
    match at {
        at if at < left + 40.0 => Anchor::Start,
        at if at > right - 40.0 => Anchor::End,
        _ => Anchor::Middle,
    }
}

/// A plain share as a bar against the cut, with what can be believed of it below.
pub(super) fn share_bar(html: &mut Html, share: f64, cut: f64, estimate: Estimate) {
    let text = format!("The cut is {}. Likely {}.", percent(cut), between(estimate));
    let title = format!("{} right", percent(share));
    Chart { width: CELL.0, height: CELL.1, title: &title, text: &text }.draw(html, |html| {
        let (start, end) = (inside_cell(0.0), inside_cell(share));
        bar(html, "frame", (start, 3.0), (inside_cell(1.0) - start, 9.0));
        bar(html, if share + 1e-9 >= cut { "bar" } else { "hatched" }, (start, 3.0), (end - start, 9.0));
        whisker(html, estimate, 17.0);
        mark_cut(html, inside_cell(cut), (0.0, CELL.1));
    });
}

/// An estimate with its interval against the cut; before it, where there is one, what it was earlier.
pub(super) fn interval_bar(html: &mut Html, estimate: Estimate, cut: Option<f64>, before: Option<Estimate>) {
    let mut text = format!("Likely {}.", between(estimate));
    if let Some(cut) = cut {
        text.push_str(&format!(" The cut is {}.", percent(cut)));
    }
    if let Some(before) = before {
        text.push_str(&format!(" Before it was {}, likely {}.", percent(before.share), between(before)));
    }
    let title = percent(estimate.share);
    Chart { width: CELL.0, height: CELL.1, title: &title, text: &text }.draw(html, |html| {
        let row = if before.is_some() { 15.0 } else { CELL.1 / 2.0 };
        line(html, "rule", (inside_cell(0.0), row), (inside_cell(1.0), row));
        if let Some(before) = before {
            line(html, "rule", (inside_cell(0.0), 6.0), (inside_cell(1.0), 6.0));
            whisker(html, before, 6.0);
            dot(html, "open", (inside_cell(before.share), 6.0), 3.5);
        }
        if let Some(cut) = cut {
            line(html, "cut", (inside_cell(cut), 0.0), (inside_cell(cut), CELL.1));
        }
        whisker(html, estimate, row);
        dot(html, "ringed", (inside_cell(estimate.share), row), 4.5);
    });
}

/// An upright line with a gap on both sides, so that it is seen on a bar too.
fn mark_cut(html: &mut Html, at: f64, (top, bottom): (f64, f64)) {
    line(html, "gap", (at, top), (at, bottom));
    line(html, "cut", (at, top), (at, bottom));
}

fn whisker(html: &mut Html, estimate: Estimate, row: f64) {
    let (low, high) = (inside_cell(estimate.low), inside_cell(estimate.high));
    line(html, "stroke", (low, row), (high, row));
    for end in [low, high] {
        line(html, "stroke", (end, row - 3.0), (end, row + 3.0));
    }
}

/// A share from 0 to 100% with its interval, over the width of the page.
pub(super) fn wide_interval(html: &mut Html, title: &str, estimate: Estimate, cut: Option<f64>) {
    let Estimate { share, low, high } = estimate;
    let mut text = format!("{}, likely {}.", percent(share), range(low, high));
    if let Some(cut) = cut {
        text.push_str(&format!(" The cut is {}.", percent(cut)));
    }
    let (left, right, middle) = (40.0, WIDE - 40.0, 32.0);
    let place = |share: f64| left + share.clamp(0.0, 1.0) * (right - left);
    Chart { width: WIDE, height: 64.0, title, text: &text }.draw(html, |html| {
        bar(html, "band", (place(low), middle - 9.0), (place(high) - place(low), 18.0));
        for tick in 0..=4 {
            let at = place(f64::from(tick) / 4.0);
            line(html, "rule", (at, middle - 12.0), (at, middle + 12.0));
            label(html, "label", (at, 60.0), Anchor::Middle, percent(f64::from(tick) / 4.0));
        }
        line(html, "stroke", (left, middle), (right, middle));
        for end in [low, high] {
            line(html, "stroke", (place(end), middle - 9.0), (place(end), middle + 9.0));
        }
        if let Some(cut) = cut {
            line(html, "cut", (place(cut), middle - 16.0), (place(cut), middle + 16.0));
        }
        dot(html, "ringed", (place(share), middle), 6.5);
        label(html, "strong-label", (place(share), 12.0), anchor_near_end(place(share), left, right), percent(share));
    });
}

/// Seconds an item over the stretches of a form, with their average.
pub(super) fn pace(html: &mut Html, pace: &Pace, items: usize) {
    let stretches = &pace.stretches;
    if stretches.is_empty() {
        return;
    }
    let said: Vec<String> = stretches.iter().map(|seconds| format!("{seconds:.0}")).collect();
    let text = format!("Seconds an item, from the first stretch to the last: {}.", said.join(", "));
    let most = stretches.iter().copied().fold(pace.seconds_per_item, f64::max).max(1.0);
    let (left, right, top, bottom) = (62.0, WIDE - 84.0, 8.0, 88.0);
    let step = (right - left) / stretches.len() as f64;
    let height = |seconds: f64| seconds / most * (bottom - top);
    Chart { width: WIDE, height: 110.0, title: "Pace", text: &text }.draw(html, |html| {
        line(html, "stroke", (left, bottom), (right, bottom));
        label(html, "label", (left - 6.0, top + 8.0), Anchor::End, time::per_item(most));
        label(html, "label", (left - 6.0, bottom), Anchor::End, "0 s");
        for (index, &seconds) in stretches.iter().enumerate() {
            let x = left + index as f64 * step;
            let tall = height(seconds);
            bar(html, "bar", (x + step * 0.12, bottom - tall), (step * 0.76, tall));
            if index % 5 == 0 || index + 1 == stretches.len() {
                let first = index * items / stretches.len() + 1;
                label(html, "label", (x + step / 2.0, bottom + 16.0), Anchor::Middle, first);
            }
        }
        let average = bottom - height(pace.seconds_per_item);
        line(html, "dashed", (left, average), (right, average));
        let said = time::per_item(pace.seconds_per_item);
        label(html, "label", (right + 6.0, average + 4.0), Anchor::Start, said);
    });
}
