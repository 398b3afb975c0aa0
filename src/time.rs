//! Times as people read them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// `2:47:12`, or `47:12` under an hour.
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// What is left of a limit: rounded up, so that 0:00 is the end.
pub fn left(limit_ms: u64, active_ms: u64) -> String {
    clock(limit_ms.saturating_sub(active_ms).div_ceil(1000) * 1000)
}

/// `2 h 58 min`, `12 min`, `40 s`.
pub fn span(seconds: f64) -> String {
    let seconds = seconds.round().max(0.0) as u64;
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// `1 min 12`, `48 s`: time at one item.
pub fn per_item(seconds: f64) -> String {
    let seconds = seconds.round().max(0.0) as u64;
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {:02}", seconds / 60, seconds % 60) }
}

pub fn date_of(wall_ms: i64, zone: &TimeZone) -> Date {
    let timestamp = Timestamp::from_millisecond(wall_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    timestamp.to_zoned(zone.clone()).date()
}

/// `22 Nov 2026`.
pub fn day(wall_ms: i64, zone: &TimeZone) -> String {
    date_of(wall_ms, zone).strftime("%-d %b %Y").to_string()
}

/// `22 Nov 26`.
pub fn short_day(wall_ms: i64, zone: &TimeZone) -> String {
    date_of(wall_ms, zone).strftime("%-d %b %y").to_string()
}

/// `Sun 22 Nov 2026`.
pub fn weekday(wall_ms: i64, zone: &TimeZone) -> String {
    date_of(wall_ms, zone).strftime("%a %-d %b %Y").to_string()
}

/// `today`, `yesterday`, `3 days ago`, or the date.
pub fn ago(wall_ms: i64, now_ms: i64, zone: &TimeZone) -> String {
    let (then, now) = (date_of(wall_ms, zone), date_of(now_ms, zone));
    let days = now.since(then).map_or(0, |span| span.get_days());
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=13 => format!("{days} days ago"),
        _ => format!("on {}", day(wall_ms, zone)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        assert_eq!(clock(10_032_000), "2:47:12");
        assert_eq!(clock(59_999), "0:59");
        assert_eq!(left(60_000, 1), "1:00");
        assert_eq!(left(60_000, 59_999), "0:01");
        assert_eq!(left(60_000, 61_000), "0:00");
        assert_eq!(span(10_680.0), "2 h 58 min");
        assert_eq!(span(40.0), "40 s");
        assert_eq!(per_item(72.0), "1 min 12");
        let (then, now) = (1_795_000_000_000, 1_795_090_000_000);
        assert_eq!(ago(then, now, &TimeZone::UTC), "yesterday");
    }
}
