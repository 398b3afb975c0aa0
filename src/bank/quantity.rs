//! Options that are numbers, dates or hours: what they come to, so that their order can be seen.

/// What an option comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    pub(super) value: f64,
    /// What is counted, in small letters; the same for all days, hours and weeks.
    unit: String,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MINUTES_A_DAY: f64 = 1440.0;

impl Quantity {
    /// A number with up to three words beside it, a date or a time; anything else is a text.
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.len() > 60 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let words: Vec<String> = text
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| matches!(c, ',' | '.' | '*' | '_' | ';')).to_lowercase())
            .filter(|word| !word.is_empty())
            .collect();
        moment(&words).or_else(|| number(&words))
    }
}

/// The values of options that count the same thing, in their order.
pub(super) fn values<'a>(options: impl Iterator<Item = &'a str>) -> Option<Vec<f64>> {
    let all: Vec<Quantity> = options.map(Quantity::of).collect::<Option<_>>()?;
    all.windows(2).all(|pair| pair[0].unit == pair[1].unit).then(|| all.iter().map(|one| one.value).collect())
}

fn month(word: &str) -> Option<usize> {
    let short = || MONTHS.iter().position(|name| *name == word);
    MONTH_NAMES.iter().position(|name| *name == word).or_else(short)
}

/// A date, a day of the week or an hour of the day, as minutes.
fn moment(words: &[String]) -> Option<Quantity> {
    let (mut year, mut month_of, mut day, mut weekday, mut minute) = (None, None, None, None, None);
    for word in words {
        if let Some(found) = month(word) {
            month_of.replace(found).map_or(Some(()), |_| None)?;
        } else if let Some(found) = DAYS.iter().position(|name| name == word) {
            weekday = Some(found);
        } else if let Some((hours, minutes)) = word.split_once(':') {
            minute = Some(hours.parse::<f64>().ok()? * 60.0 + minutes.parse::<f64>().ok()?);
        } else if let Ok(number) = word.parse::<u32>() {
            match number {
                1900..=2199 => year = Some(number),
                1..=31 if day.is_none() => day = Some(number),
                _ => return None,
            }
        } else if !matches!(word.as_str(), "on" | "at" | "by" | "of" | "the") {
            return None;
        }
    }
    let date = month_of.map(|month| (f64::from(year.unwrap_or(0)) * 12.0 + month as f64) * 31.0);
    let days = match (date, day, weekday) {
        (Some(date), day, _) => date + f64::from(day.unwrap_or(0)),
        (None, None, Some(weekday)) => weekday as f64,
        (None, None, None) if minute.is_some() => 0.0,
        _ => return None,
    };
    Some(Quantity { value: days * MINUTES_A_DAY + minute.unwrap_or(0.0), unit: "moment".to_owned() })
}

fn number(words: &[String]) -> Option<Quantity> {
    let mut value = None;
    let mut unit = String::new();
    if words.len() > 4 {
        return None;
    }
    for word in words {
        let sign = if word.starts_with(['-', '\u{2212}']) { -1.0 } else { 1.0 };
        let bare = word.trim_start_matches(['-', '\u{2212}', '+', '$']).replace(',', "");
        let digits = bare.trim_end_matches('%');
        if digits.starts_with(|c: char| c.is_ascii_digit()) {
            let number: f64 = digits.parse().ok()?;
            value.replace(number * sign).map_or(Some(()), |_| None)?;
            for mark in ['$', '%'] {
                unit.extend(word.contains(mark).then_some(mark));
            }
        } else {
            unit.push(' ');
            unit.push_str(word.trim_end_matches('s'));
        }
    }
    let hours = match unit.trim() {
        "minute" => 1.0 / 60.0,
        "hour" => 1.0,
        "day" => 24.0,
        "week" => 168.0,
        "month" => 730.0,
        "year" => 8766.0,
        _ => return Some(Quantity { value: value?, unit }),
    };
    Some(Quantity { value: value? * hours, unit: "length of time".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn rise(options: &[&str]) {
        let values = values(options.iter().copied()).unwrap();
        assert!(values.windows(2).all(|pair| pair[0] < pair[1]), "{values:?}");
    }

    #[track_caller]
    fn are_texts(options: &[&str]) {
        assert_eq!(values(options.iter().copied()), None);
    }

    #[test]
    fn numbers_dates_and_hours_have_an_order() {
        rise(&["2.87%", "3.1%", "22.6%"]);
        rise(&["$950", "$1,240.50", "$10,000"]);
        rise(&["60 days", "120 days", "1 year"]);
        rise(&["12 hours", "1 day"]);
        rise(&["2 April", "27 April", "2 May", "1 June"]);
        rise(&["20 November 2026", "November 24, 2026", "3 January 2027"]);
        rise(&["Tuesday, 16:00", "Wednesday, 04:00", "Wednesday, 16:00"]);
        rise(&["14:00 on 7 May", "02:00 on 8 May"]);
        rise(&["Record 1", "Record 2"]);
    }

    #[test]
    fn what_counts_different_things_has_none() {
        are_texts(&["30 days", "30 beds"]);
        are_texts(&["$560 favorable", "$560 unfavorable"]);
        are_texts(&["3 to 5 days", "5 to 8 days"]);
        are_texts(&["By May", "In writing"]);
        are_texts(&["All staff before 1 March of the year"]);
    }
}
