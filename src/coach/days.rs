//! Days of practice, as the candidate's own calendar has them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde::Serialize;

use crate::store::{Store, StoreError};
use crate::study::recollection::DAY_MS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    pub date: Date,
    pub answers: u32,
    pub right: u32,
    pub minutes: u32,
}

/// The last `count` days, the oldest first, today last; days without practice too.
pub fn last_days(
    store: &Store,
    credential: Option<&str>,
    count: u32,
    now_ms: i64,
    zone: &TimeZone,
) -> Result<Vec<Day>, StoreError> {
    let today = date_of(now_ms, zone);
    let since_ms = now_ms - (i64::from(count) + 1) * DAY_MS;
    let mut by_date: BTreeMap<Date, (u32, u32, u64)> = BTreeMap::new();
    let mut calendar = Calendar::new(zone);
    for quarter in store.activity(credential, since_ms)? {
        let day = by_date.entry(calendar.date_of(quarter.at_ms)).or_default();
        day.0 += quarter.answers;
        day.1 += quarter.right;
        day.2 += quarter.spent_ms;
    }
    let dates = (0..count).rev().map(|back| today.saturating_sub(i64::from(back).days()));
    let day = |date: Date| {
        let (answers, right, spent_ms) = by_date.get(&date).copied().unwrap_or_default();
        Day { date, answers, right, minutes: u32::try_from(spent_ms.div_ceil(60_000)).unwrap_or(u32::MAX) }
    };
    Ok(dates.map(day).collect())
}

/// Days in a row with practice, up to today or yesterday: today is not over yet.
pub fn streak(days: &[Day]) -> u32 {
    let practised = |day: &&Day| day.answers > 0;
    let mut back = days.iter().rev().peekable();
    if back.peek().is_some_and(|today| today.answers == 0) {
        back.next();
    }
    back.take_while(practised).count() as u32
}

/// Dates of many times, one after the other: most stand on the day of the one before.
struct Calendar<'a> {
    zone: &'a TimeZone,
    date: Date,
    /// The milliseconds of that date; none yet at the start.
    span_ms: RangeInclusive<i64>,
}

impl<'a> Calendar<'a> {
    fn new(zone: &'a TimeZone) -> Self {
        Self { zone, date: Date::MIN, span_ms: RangeInclusive::new(1, 0) }
    }

    fn date_of(&mut self, wall_ms: i64) -> Date {
        if !self.span_ms.contains(&wall_ms) {
            let at = zoned(wall_ms, self.zone);
            self.date = at.date();
            self.span_ms = match (at.start_of_day(), at.end_of_day()) {
                (Ok(start), Ok(end)) => start.timestamp().as_millisecond()..=end.timestamp().as_millisecond(),
                _ => wall_ms..=wall_ms,
            };
        }
        self.date
    }
}

pub fn date_of(wall_ms: i64, zone: &TimeZone) -> Date {
    zoned(wall_ms, zone).date()
}

fn zoned(wall_ms: i64, zone: &TimeZone) -> Zoned {
    Timestamp::from_millisecond(wall_ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone())
}

/// Days from today to a date such as `2026-12-20`; below 0 when it is past.
pub fn days_to(day: &str, now_ms: i64, zone: &TimeZone) -> Option<i64> {
    let day: Date = day.parse().ok()?;
    let span = date_of(now_ms, zone).until(day).ok()?;
    Some(i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(answers: &[u32]) -> Vec<Day> {
        let day = |(back, &answers): (usize, &u32)| Day {
            date: jiff::civil::date(2026, 11, 1 + back as i8),
            answers,
            right: answers,
            minutes: 0,
        };
        answers.iter().enumerate().map(day).collect()
    }

    #[test]
    fn a_streak_is_not_broken_before_the_day_is_over() {
        assert_eq!(streak(&days(&[0, 5, 5, 5])), 3);
        assert_eq!(streak(&days(&[0, 5, 5, 0])), 2);
        assert_eq!(streak(&days(&[5, 5, 0, 0])), 0);
        assert_eq!(streak(&[]), 0);
    }

    #[test]
    fn a_calendar_says_what_each_time_would_say_by_itself() {
        let zone = TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC);
        let start = "2026-10-30T00:00:00Z".parse::<Timestamp>().unwrap().as_millisecond();
        let mut calendar = Calendar::new(&zone);
        for quarter in 0..400 {
            let wall_ms = start + quarter * 900_000;
            assert_eq!(calendar.date_of(wall_ms), date_of(wall_ms, &zone), "{wall_ms}");
        }
        assert_eq!(calendar.date_of(start), date_of(start, &zone));
    }

    #[test]
    fn days_are_told_in_the_candidates_own_zone() {
        let late = "2026-11-22T23:30:00Z".parse::<Timestamp>().unwrap().as_millisecond();
        let east = TimeZone::fixed(jiff::tz::offset(2));
        assert_eq!(days_to("2026-11-23", late, &TimeZone::UTC), Some(1));
        assert_eq!(days_to("2026-11-23", late, &east), Some(0));
        assert_eq!(days_to("2026-11-20", late, &TimeZone::UTC), Some(-2));
        assert_eq!(days_to("soon", late, &TimeZone::UTC), None);
    }
}
