//! From marks to figures: raw, cut, scaled, and what a domain's few items can and cannot say.

use std::fmt;
use std::iter::Sum;

use serde::{Deserialize, Serialize, Serializer};

use crate::bank::outline::Scale;

/// The version of the scoring rules; reports carry it.
pub const SCORING: u32 = 1;

/// Spread of true domain ability around overall ability, in logits (as in the readiness model).
const DOMAIN_SD: f64 = 0.35;
/// Two-sided 90%.
pub(crate) const Z90: f64 = 1.644_854;

/// Items that are right, where some may be so in part: a whole number wherever it is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Points(f64);

impl Points {
    pub fn value(self) -> f64 {
        self.0
    }

    fn whole(self) -> Option<u32> {
        let near = self.0.round();
        ((self.0 - near).abs() < 1e-9 && near >= 0.0).then_some(near as u32)
    }
}

impl From<f64> for Points {
    fn from(items: f64) -> Self {
        Self(items)
    }
}

impl From<u32> for Points {
    fn from(items: u32) -> Self {
        Self(f64::from(items))
    }
}

impl From<Points> for f64 {
    fn from(points: Points) -> Self {
        points.0
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        // Not from -0.0, which sums of nothing begin with.
        Self(points.fold(0.0, |sum, points| sum + points.0))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whole() {
            Some(whole) => f.pad_integral(true, "", &whole.to_string()),
            // Never rounded up to what a pass takes.
            None => f.pad_integral(true, "", &format!("{:.1}", (self.0 * 10.0 + 1e-9).floor() / 10.0)),
        }
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_u32(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Score {
    /// Scored items that are right, in whole or in part.
    pub raw: Points,
    pub scored: u32,
    /// Sum of the scored items' Angoff ratings: what a minimally qualified candidate is expected to get.
    pub cut: f64,
    /// Standard error of the cut from the spread of the ratings.
    pub cut_se: f64,
    /// An estimate: the examiner's own table from raw to scaled is not published.
    pub scaled: f64,
    pub passed: bool,
}

impl Score {
    /// `marks` are the scored items: the Angoff rating of each, and what it earned of the one item that it counts.
    pub fn of(marks: &[(f64, Points)], scale: Scale) -> Self {
        let n = marks.len() as f64;
        let cut: f64 = marks.iter().map(|(rating, _)| rating).sum();
        let mean = cut / n.max(1.0);
        let variance: f64 = marks.iter().map(|(rating, _)| (rating - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
        let raw: Points = marks.iter().map(|(_, earned)| *earned).sum();
        let scored = marks.len() as u32;
        Self {
            raw,
            scored,
            cut,
            cut_se: (variance * n).sqrt(),
            scaled: scaled(raw.value(), cut, n, scale),
            passed: raw.value() + 1e-9 >= cut && scored > 0,
        }
    }

    /// The whole number that is shown; it never rounds a fail up to the passing score.
    pub fn scaled_shown(&self) -> u32 {
        (self.scaled + 1e-9).floor() as u32
    }

    /// Right answers needed on this form.
    pub fn needed(&self) -> u32 {
        (self.cut - 1e-9).ceil().max(0.0) as u32
    }

    pub fn share(&self) -> f64 {
        self.raw.value() / f64::from(self.scored.max(1))
    }
}

/// The scale's lowest value at raw 0, its passing score at the cut, its highest at full marks; straight between.
pub fn scaled(raw: f64, cut: f64, full: f64, scale: Scale) -> f64 {
    let Scale { min, pass, max } = scale;
    let (min, pass, max) = (f64::from(min), f64::from(pass), f64::from(max));
    if full <= 0.0 {
        return min;
    }
    if raw < cut {
        min + (pass - min) * raw / cut
    } else if full > cut {
        pass + (max - pass) * (raw - cut) / (full - cut)
    } else {
        max
    }
}

/// A share with the range it can be believed in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// A domain's share shrunk towards the whole (Kelley 1947): few items say little beyond the total score.
pub fn shrunk(right: Points, items: u32, whole: f64, whole_items: u32) -> Estimate {
    let centre = whole.clamp(0.02, 0.98);
    let noise = centre * (1.0 - centre);
    if items == 0 {
        return Estimate { share: whole, low: 0.0, high: 1.0 };
    }
    let n = f64::from(items);
    let between = (DOMAIN_SD * noise).powi(2);
    let weight = between / (between + noise / n);
    let share = whole + weight * (right.value() / n - whole);
    let of_the_whole = (1.0 - weight).powi(2) * noise / f64::from(whole_items.max(1));
    let spread = Z90 * (weight * noise / n + of_the_whole).sqrt();
    Estimate { share, low: (share - spread).max(0.0), high: (share + spread).min(1.0) }
}

/// Wilson's score interval (1927).
pub fn wilson(right: Points, items: u32, z: f64) -> (f64, f64) {
    if items == 0 {
        return (0.0, 1.0);
    }
    let (n, p) = (f64::from(items), right.value() / f64::from(items));
    let centre = p + z * z / (2.0 * n);
    let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    ((centre - spread) / scale, (centre + spread) / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AHIMA: Scale = Scale { min: 100, pass: 300, max: 400 };

    #[track_caller]
    fn scales(raw: f64, expected: f64) {
        let scaled = scaled(raw, 91.0, 130.0, AHIMA);
        assert!((scaled - expected).abs() < 0.005, "{raw} gives {scaled}");
    }

    #[test]
    fn the_reference_form_scales() {
        scales(0.0, 100.0);
        scales(60.0, 231.87);
        scales(80.0, 275.82);
        scales(90.0, 297.80);
        scales(91.0, 300.0);
        scales(92.0, 302.56);
        scales(104.0, 333.33);
        scales(130.0, 400.0);
    }

    #[test]
    fn a_near_miss_is_never_shown_as_a_pass() {
        let marks: Vec<(f64, Points)> = (0..130).map(|item| (0.6999, Points::from(u32::from(item < 90)))).collect();
        let score = Score::of(&marks, AHIMA);
        assert!(!score.passed);
        assert!(score.scaled_shown() < 300);
        assert_eq!(score.needed(), 91);
    }

    #[test]
    fn wilsons_interval_is_the_known_one() {
        let (low, high) = wilson(104.into(), 150, 1.959_964);
        assert!((low - 0.615_482).abs() < 1e-5 && (high - 0.761_530).abs() < 1e-5);
    }

    #[test]
    fn few_items_stay_near_the_whole_and_many_speak_for_themselves() {
        let few = shrunk(14.into(), 14, 0.7, 130);
        let many = shrunk(1_400.into(), 1_400, 0.7, 13_000);
        assert!(few.share > 0.7 && few.share < 0.85, "{few:?}");
        assert!(many.share > 0.97, "{many:?}");
        assert!(few.high - few.low > many.high - many.low);
    }

    #[test]
    fn points_are_whole_where_they_can_be() {
        let shown = |points: f64| (Points(points).to_string(), serde_json::to_string(&Points(points)).unwrap());
        assert_eq!(shown(98.0), ("98".into(), "98".into()));
        assert_eq!(shown(0.1 + 0.2 + 0.7), ("1".into(), "1".into()));
        assert_eq!(shown(90.99), ("90.9".into(), "90.99".into()));
        assert_eq!(format!("{:>5}|{:<5}|", Points(3.5), Points(3.0)), "  3.5|3    |");
        assert_eq!(serde_json::from_str::<Points>("98").unwrap(), Points(98.0));
    }

    proptest::proptest! {
        #[test]
        fn scores_stay_in_range(marks in proptest::collection::vec((0.25f64..0.95, 0u32..=4), 1..300)) {
            let marks: Vec<_> = marks.iter().map(|(rating, part)| (*rating, Points(f64::from(*part) / 4.0))).collect();
            let score = Score::of(&marks, AHIMA);
            proptest::prop_assert!((100.0..=400.0).contains(&score.scaled));
            proptest::prop_assert_eq!(score.passed, score.scaled >= 300.0 - 1e-6);
            proptest::prop_assert_eq!(score.passed, score.scaled_shown() >= 300);
            let whole = score.share();
            let estimate = shrunk(score.raw, score.scored, whole, score.scored);
            proptest::prop_assert!(0.0 <= estimate.low && estimate.low <= estimate.high && estimate.high <= 1.0);
        }
    }
}
