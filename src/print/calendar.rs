//! Days of practice, a column for each week: the more answers in a day, the larger its square.

use jiff::civil::Weekday;

use super::charts::WIDE;
use super::html::Html;
use super::svg::{Anchor, Chart, bar, dot, label};
use super::words::count;
use crate::coach::days::Day;

const STEP: f64 = 11.5;
const LEFT: f64 = 34.0;
const TOP: f64 = 18.0;
/// A year and the week it began in; a candidate of last week still sees a month of room.
const WEEKS: std::ops::RangeInclusive<usize> = 5..=53;
/// Answers from which a square is of that side.
const SIDES: [(u32, f64); 4] = [(1, 4.0), (10, 6.0), (25, 8.0), (50, 10.0)];

/// `days` are the oldest first, today last.
pub(super) fn calendar(html: &mut Html, days: &[Day]) {
    let Some(today) = days.last() else { return };
    let before = |day: &Day| i64::from(today.date.since(day.date).map_or(0, |span| span.get_days()));
    // Columns are weeks that begin on Monday; today stands in the last one.
    let weekday = today.date.weekday().to_monday_zero_offset();
    let week = |day: &Day| (before(day) + 6 - i64::from(weekday)) as usize / 7;
    let weeks = days.iter().find(|day| day.answers > 0).map_or(0, week) + 1;
    let weeks = weeks.clamp(*WEEKS.start(), *WEEKS.end());
    let x = |week: usize| LEFT + (weeks - 1 - week) as f64 * STEP + STEP / 2.0;
    let y = |day: &Day| TOP + f64::from(day.date.weekday().to_monday_zero_offset()) * STEP + STEP / 2.0;
    let shown = days.iter().filter(|day| week(day) < weeks);
    let practised = shown.clone().filter(|day| day.answers > 0).count() as u32;
    let answers: u32 = shown.clone().map(|day| day.answers).sum();
    let text = format!("{} with practice, {} in all.", count(practised, "day"), count(answers, "answer"));
    Chart { width: WIDE, height: TOP + 7.0 * STEP + 30.0, title: "Days of practice", text: &text }.draw(html, |html| {
        for (name, weekday) in [("Mo", Weekday::Monday), ("We", Weekday::Wednesday), ("Fr", Weekday::Friday)] {
            let row = TOP + f64::from(weekday.to_monday_zero_offset()) * STEP + STEP / 2.0 + 4.0;
            label(html, "label", (LEFT - 8.0, row), Anchor::End, name);
        }
        for day in shown {
            let (x, y) = (x(week(day)), y(day));
            square(html, day.answers, (x, y));
            // A name at the end of the strip would run out of it.
            if day.date.day() == 1 && week(day) > 0 {
                label(html, "label", (x - STEP / 2.0, TOP - 6.0), Anchor::Start, day.date.strftime("%b"));
            }
        }
        legend(html, TOP + 7.0 * STEP + 20.0);
    });
}

fn square(html: &mut Html, answers: u32, (x, y): (f64, f64)) {
    match SIDES.iter().rev().find(|(from, _)| answers >= *from) {
        Some((_, side)) => bar(html, "solid", (x - side / 2.0, y - side / 2.0), (*side, *side)),
        None => dot(html, "speck", (x, y), 1.0),
    }
}

fn legend(html: &mut Html, row: f64) {
    let mut x = LEFT + STEP / 2.0;
    for (answers, name) in [(0, "none"), (1, "1 to 9"), (10, "10 to 24"), (25, "25 to 49"), (50, "50 answers and more")]
    {
        square(html, answers, (x, row - 4.0));
        label(html, "label", (x + 10.0, row), Anchor::Start, name);
        x += 34.0 + name.len() as f64 * 6.0;
    }
}
