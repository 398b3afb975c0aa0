//! One part of a document: JSON to a value, with no field too many and none too few.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What does not belong, and where in its part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) place: String,
    pub(super) reason: String,
}

impl Fault {
    pub(super) fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { place: place.into(), reason: reason.into() }
    }
}

/// Reads a part. What this program writes comes back byte for byte; only other writing is compared field by field.
pub(super) fn read<T: DeserializeOwned + Serialize>(json: &str) -> Result<T, Fault> {
    let Ok(part) = serde_json::from_str::<T>(json) else { return Err(misfit::<T>(json)) };
    if serde_json::to_string(&part).is_ok_and(|written| written == json) {
        return Ok(part);
    }
    let (Ok(given), Ok(known)) = (serde_json::from_str::<Value>(json), serde_json::to_value(&part)) else {
        return Err(Fault::new("", "is no sound JSON"));
    };
    differing_field(&given, &known, "").map_or(Ok(part), Err)
}

fn misfit<T: DeserializeOwned>(json: &str) -> Fault {
    let parsed: Result<T, _> = serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(json));
    let Err(error) = parsed else { return Fault::new("", "is no sound JSON") };
    let reason = error.inner().to_string();
    // The line and column are those of the part; the document's are said beside it.
    let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
    let place = error.path().to_string();
    Fault::new(if place == "." { String::new() } else { place }, reason)
}

/// The first field that only one of the two has.
fn differing_field(given: &Value, known: &Value, place: &str) -> Option<Fault> {
    let within = |field: &str| if place.is_empty() { field.to_owned() } else { format!("{place}.{field}") };
    match (given, known) {
        (Value::Object(given), Value::Object(known)) => {
            if let Some(field) = given.keys().find(|field| !known.contains_key(*field)) {
                return Some(Fault::new(within(field), "is not known to this program"));
            }
            known.iter().find_map(|(field, known)| match given.get(field) {
                None => Some(Fault::new(within(field), "is missing")),
                Some(given) => differing_field(given, known, &within(field)),
            })
        }
        (Value::Array(given), Value::Array(known)) => {
            let pairs = given.iter().zip(known).enumerate();
            pairs.into_iter().find_map(|(at, (given, known))| differing_field(given, known, &format!("{place}[{at}]")))
        }
        _ => None,
    }
}

/// Wall times lie in the years that calendars here can show.
pub(super) fn wall_time(place: &str, wall_ms: i64) -> Result<(), Fault> {
    let shown = jiff::Timestamp::from_millisecond(wall_ms).is_ok();
    if shown { Ok(()) } else { Err(Fault::new(place, "is no time in any calendar")) }
}

/// Nobody sits longer than a hundred years; sums of such times stay far from the end of numbers.
pub(super) fn active_time(place: &str, active_ms: u64) -> Result<(), Fault> {
    const CENTURY_MS: u64 = 36_525 * 86_400_000;
    if active_ms <= CENTURY_MS { Ok(()) } else { Err(Fault::new(place, "is longer than a life")) }
}

/// Names by which parts are found: not empty, not a page of text.
pub(super) fn name(place: &str, name: &str) -> Result<(), Fault> {
    let sound = !name.is_empty() && name.len() <= 200 && !name.chars().any(char::is_control);
    if sound { Ok(()) } else { Err(Fault::new(place, "is no name")) }
}

/// A date as `2026-12-20`.
pub(super) fn day(place: &str, day: &str) -> Result<(), Fault> {
    let sound = day.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == day);
    if sound { Ok(()) } else { Err(Fault::new(place, format!("'{day}' is no date such as 2026-12-20"))) }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Outer {
        name: String,
        share: f64,
        ended: Option<i64>,
        parts: Vec<Inner>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Inner {
        at: u32,
    }

    #[track_caller]
    fn is_refused(json: &str, place: &str, reason: &str) {
        assert_eq!(read::<Outer>(json), Err(Fault::new(place, reason)), "{json}");
    }

    #[test]
    fn a_part_may_be_written_otherwise_and_not_with_other_fields() {
        let expected = Outer { name: "a".into(), share: 1.0, ended: None, parts: vec![Inner { at: 3 }] };
        let same = [
            r#"{"name":"a","share":1.0,"ended":null,"parts":[{"at":3}]}"#,
            r#"{ "share": 1, "parts": [{ "at": 3 }], "ended": null, "name": "\u0061" }"#,
        ];
        same.iter().for_each(|json| assert_eq!(read::<Outer>(json).as_ref(), Ok(&expected), "{json}"));
        is_refused(r#"{"name":"a","share":1,"parts":[]}"#, "ended", "is missing");
        is_refused(
            r#"{"name":"a","share":1,"ended":null,"parts":[],"more":1}"#,
            "more",
            "is not known to this program",
        );
        is_refused(
            r#"{"name":"a","share":1,"ended":null,"parts":[{"at":1},{"at":2,"on":true}]}"#,
            "parts[1].on",
            "is not known to this program",
        );
        is_refused(r#"{"name":"a","ended":null,"parts":[]}"#, "", "missing field `share`");
        is_refused(
            r#"{"name":"a","share":1,"ended":null,"parts":[{"at":-1}]}"#,
            "parts[0].at",
            "invalid value: integer `-1`, expected u32",
        );
    }

    #[test]
    fn dates_and_times_are_those_of_a_calendar() {
        assert!(day("", "2026-12-20").is_ok() && wall_time("", 1_793_523_600_000).is_ok());
        assert!(day("", "2026-02-30").is_err() && day("", "20261220").is_err() && day("", "soon").is_err());
        assert!(wall_time("", i64::MAX).is_err() && wall_time("", i64::MIN).is_err());
        assert!(active_time("", 9_000_000).is_ok() && active_time("", u64::MAX).is_err());
    }
}
