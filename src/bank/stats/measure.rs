//! One measure of a bank: what it came to, on how many items, within which bounds.

use serde::Serialize;

/// Below this many items a measure is shown with its standard error, and nothing is mended to suit it.
pub const ENOUGH: usize = 200;

/// One-sided 99%: what chance alone reaches in one bank of a hundred.
const Z: f64 = 2.33;

/// How a value reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Between 0 and 1.
    Share,
    /// A mean, a deviation or a quotient.
    Number,
    /// So many.
    Count,
}

/// From and to, both included; open where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bounds {
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl Bounds {
    pub(super) const NONE: Self = Self { low: None, high: None };

    pub(super) fn up_to(high: f64) -> Self {
        Self { low: None, high: Some(high) }
    }

    pub(super) fn from(low: f64) -> Self {
        Self { low: Some(low), high: None }
    }

    pub(super) fn between(low: f64, high: f64) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    pub fn hold(self, value: f64) -> bool {
        self.low.is_none_or(|low| value >= low - 1e-9) && self.high.is_none_or(|high| value <= high + 1e-9)
    }

    pub fn is_open(self) -> bool {
        self.low.is_none() && self.high.is_none()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Holds,
    Outside,
    /// Too few items to say.
    Few,
    /// Shown, and held to nothing.
    Shown,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measure {
    /// The rule of its finding, as `bank-key-longest`.
    pub name: &'static str,
    pub title: &'static str,
    pub unit: Unit,
    /// What it was taken over: items, or multi items, or options.
    pub n: usize,
    pub value: f64,
    pub se: Option<f64>,
    pub bounds: Bounds,
    pub aim: Bounds,
    /// Whether a built-in bank fails outside its bounds.
    pub blocks: bool,
    pub verdict: Verdict,
}

/// What a measure is taken in: the whole bank, or one domain with wider bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) items: usize,
    pub(super) is_domain: bool,
}

impl Measure {
    pub(super) fn new(name: &'static str, title: &'static str, unit: Unit, n: usize, value: f64) -> Self {
        let (bounds, aim) = (Bounds::NONE, Bounds::NONE);
        Self { name, title, unit, n, value, se: None, bounds, aim, blocks: false, verdict: Verdict::Shown }
    }

    pub(super) fn share(name: &'static str, title: &'static str, n: usize, value: f64) -> Self {
        Self::new(name, title, Unit::Share, n, value)
    }

    pub(super) fn with_se(self, se: f64) -> Self {
        Self { se: se.is_finite().then_some(se), ..self }
    }

    pub(super) fn aiming(self, aim: Bounds) -> Self {
        Self { aim, ..self }
    }

    /// Holds the value to its bounds; what is outside them in a small bank is left open.
    pub(super) fn within(self, bounds: Bounds, reach: Reach) -> Self {
        let verdict = match (bounds.hold(self.value), reach.items < ENOUGH || self.n == 0) {
            _ if bounds.is_open() => Verdict::Shown,
            (_, true) => Verdict::Few,
            (true, false) => Verdict::Holds,
            (false, false) => Verdict::Outside,
        };
        Self { bounds, blocks: true, verdict, ..self }
    }

    /// Outside its bounds it is advice in every bank.
    pub(super) fn advising(self) -> Self {
        Self { blocks: false, ..self }
    }

    /// Holds a count to nothing at all, in banks of every size.
    pub(super) fn none_allowed(self) -> Self {
        let verdict = if self.value > 0.0 { Verdict::Outside } else { Verdict::Holds };
        Self { bounds: Bounds::up_to(0.0), blocks: true, verdict, ..self }
    }
}

/// The spread of a share of `n` by chance alone.
pub(super) fn spread(chance: f64, n: usize) -> f64 {
    (chance * (1.0 - chance) / n.max(1) as f64).sqrt()
}

/// What chance alone may reach: 0.25 + 2.33 sqrt(0.1875 / n) where one of four is right.
pub(super) fn reach_of_chance(chance: f64, n: usize) -> f64 {
    (chance + Z * spread(chance, n)).min(1.0)
}

/// A fixed bound for a bank; in a domain, or over few of a bank's items, as wide as their number asks for.
pub(super) fn bound(fixed: f64, chance: f64, n: usize, reach: Reach) -> f64 {
    if reach.is_domain || n < ENOUGH { fixed.max(reach_of_chance(chance, n)) } else { fixed }
}

/// How far a value may lie from its aim: so much, and in a domain as far as its standard error asks for.
pub(super) fn margin(fixed: f64, se: f64, reach: Reach) -> f64 {
    if reach.is_domain { fixed.max(Z * se) } else { fixed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_what_chance_reaches() {
        assert!((reach_of_chance(0.25, 500) - 0.2951).abs() < 1e-3);
        let domain = Reach { items: 40, is_domain: true };
        assert!((bound(0.30, 0.25, 40, domain) - 0.4095).abs() < 1e-3);
        let bank = Reach { items: 240, is_domain: false };
        assert_eq!(bound(0.30, 0.25, 240, bank), 0.30);
        assert_eq!(bound(0.30, 0.25, 40, bank), bound(0.30, 0.25, 40, domain));
    }

    #[test]
    fn small_banks_are_left_open() {
        let measure = |items| {
            let reach = Reach { items, is_domain: false };
            Measure::share("x", "x", items, 0.9).within(Bounds::up_to(0.3), reach).verdict
        };
        assert_eq!(measure(199), Verdict::Few);
        assert_eq!(measure(200), Verdict::Outside);
    }
}
