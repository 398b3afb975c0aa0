//! A number as it is written: exact, with the decimals it was given.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Digits before the point, and after it.
const MOST_WHOLE: usize = 12;
pub const MOST_DECIMALS: u32 = 9;

/// Exact to nine decimals, so that a tolerance has sharp edges. `3.1` and `3.10` are the same number, written
/// differently.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number {
    billionths: i128,
    decimals: u32,
}

impl Number {
    /// What a text of digits, at most one point and a minus comes to. Commas and units are no part of a number.
    pub fn written(text: &str) -> Option<Self> {
        let (negative, bare) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(bare) => (true, bare),
            None => (false, text),
        };
        let (whole, decimals) = bare.split_once('.').unwrap_or((bare, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let fits = whole.len() <= MOST_WHOLE && decimals.len() <= MOST_DECIMALS as usize;
        if !fits || !digits(whole) || !digits(decimals) || (whole.is_empty() && decimals.is_empty()) {
            return None;
        }
        let billionths: i128 = format!("{whole}{decimals:0<9}").parse().ok()?;
        let billionths = if negative { -billionths } else { billionths };
        Some(Self { billionths, decimals: decimals.len() as u32 })
    }

    /// How many decimals it is written with.
    pub fn decimals(self) -> u32 {
        self.decimals
    }

    /// Whether the two lie no further apart than `tolerance`.
    pub fn is_near(self, other: Self, tolerance: Self) -> bool {
        self.distance(other) <= tolerance.billionths
    }

    /// In billionths.
    pub(super) fn distance(self, other: Self) -> i128 {
        (self.billionths - other.billionths).abs()
    }

    pub fn is_negative(self) -> bool {
        self.billionths < 0
    }

    pub fn is_zero(self) -> bool {
        self.billionths == 0
    }
}

/// The same value, however it is written.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.billionths == other.billionths
    }
}

impl Eq for Number {}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.billionths.abs() / 1_000_000_000, self.billionths.abs() % 1_000_000_000);
        let sign = if self.billionths < 0 { "-" } else { "" };
        let part = format!("{part:09}");
        match self.decimals as usize {
            0 => f.pad(&format!("{sign}{whole}")),
            decimals => f.pad(&format!("{sign}{whole}.{}", &part[..decimals.min(part.len())])),
        }
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}

impl TryFrom<String> for Number {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::written(&text).ok_or_else(|| format!("'{text}' is no number"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, shown: &str) {
        assert_eq!(Number::written(text).map(|number| number.to_string()).as_deref(), Some(shown), "{text}");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        reads("3.14", "3.14");
        reads("3.10", "3.10");
        reads("76", "76");
        reads("007", "7");
        reads(".5", "0.5");
        reads("5.", "5");
        reads("-0.25", "-0.25");
        reads("\u{2212}4", "-4");
        reads("999999999999.999999999", "999999999999.999999999");
        for text in ["", "-", ".", "1,240", "1.2.3", "12 %", "1e5", "+3", "1234567890123", "0.1234567890", "NaN"] {
            assert_eq!(Number::written(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_compared_by_value() {
        let number = |text| Number::written(text).unwrap();
        assert_eq!(number("3.1"), number("3.100"));
        assert!(number("3.15").is_near(number("3.14"), number("0.01")));
        assert!(!number("3.151").is_near(number("3.14"), number("0.01")));
        assert!(number("-1").is_near(number("1"), number("2")));
    }

    proptest::proptest! {
        #[test]
        fn a_number_and_its_text_are_each_others_inverse(text in "-?[0-9]{1,12}(\\.[0-9]{1,9})?") {
            let number = Number::written(&text).unwrap();
            let shown = number.to_string();
            proptest::prop_assert_eq!(Number::written(&shown), Some(number));
            let json = serde_json::to_string(&number).unwrap();
            proptest::prop_assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), number);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = Number::written(&text);
        }
    }
}
