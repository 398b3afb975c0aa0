//! What a simulation says of the model: one row a world and number of answers.

use std::fmt;
use std::ops::RangeInclusive;

use practicum::study::forecast::score_interval;
use practicum::study::target::Unusable;
use practicum::study::{Belief, Forecast, Readiness};

use crate::world::{DOMAINS, Learner, World};

/// Figures over many simulated candidates.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Row {
    pub(crate) world: &'static str,
    pub(crate) answers: usize,
    pub(crate) brier: f64,
    /// Of one who knows true ability, yet not the shift, the cut and the luck of the day.
    pub(crate) oracle: f64,
    /// Expected calibration error over ten even bins.
    pub(crate) ece: f64,
    /// Of the outcome on the predicted log odds, by logistic regression.
    pub(crate) slope: f64,
    pub(crate) covers_90: f64,
    pub(crate) covers_50: f64,
    pub(crate) domain_error: f64,
    pub(crate) raw_domain_error: f64,
    pub(crate) domains_cover_90: f64,
    /// Mean width of the interval of the chance.
    pub(crate) width: f64,
    pub(crate) passed: f64,
}

/// What a row must keep to.
#[derive(Clone, Debug)]
pub(crate) struct Bounds {
    pub(crate) covers_90: RangeInclusive<f64>,
    pub(crate) covers_50: RangeInclusive<f64>,
    pub(crate) ece: RangeInclusive<f64>,
    pub(crate) slope: RangeInclusive<f64>,
    /// Brier score above the oracle's.
    pub(crate) above_oracle: RangeInclusive<f64>,
}

impl Bounds {
    /// Where the world is another than the model's: the intervals must still hold.
    pub(crate) fn coverage_from(least: f64) -> Self {
        let any = || f64::NEG_INFINITY..=f64::INFINITY;
        Self { covers_90: least..=1.0, covers_50: any(), ece: any(), slope: any(), above_oracle: any() }
    }
}

/// A predicted chance and what came of it.
type Outcome = (f64, bool);

impl Row {
    pub(crate) fn of(world: World, answers: usize, learners: u64) -> Result<Self, Unusable> {
        let mut row = Self { world: world.name, answers, ..Self::default() };
        let mut outcomes: Vec<Outcome> = Vec::new();
        let part = 1.0 / learners as f64;
        for seed in 0..learners {
            let learner = Learner::new(world, answers, seed)?;
            let Learner { target, score, passed, .. } = &learner;
            let belief = Belief::of(target, &learner.answers, 1.0);
            let forecast = Forecast::of(target, &belief);
            let within = |(low, high)| if (low..=high).contains(score) { part } else { 0.0 };
            row.covers_90 += within((forecast.score.low, forecast.score.high));
            row.covers_50 += within(score_interval(target, &belief, 0.50));
            let brier = |chance: f64| part * (chance - f64::from(u8::from(*passed))).powi(2);
            row.brier += brier(forecast.chance.mean);
            row.oracle += brier(learner.oracle);
            row.width += part * (forecast.chance.high - forecast.chance.low);
            row.passed += if *passed { part } else { 0.0 };
            outcomes.push((forecast.chance.mean, *passed));
            let domains = Readiness::of(target, &learner.answers, 1.0).domains;
            for (index, domain) in domains.iter().enumerate() {
                let of_domain = |share: f64| part / DOMAINS as f64 * (share - learner.shares[index]).powi(2);
                row.domain_error += of_domain(domain.share.share);
                row.raw_domain_error += of_domain(learner.raw[index]);
                let covered = (domain.share.low..=domain.share.high).contains(&learner.shares[index]);
                row.domains_cover_90 += if covered { part / DOMAINS as f64 } else { 0.0 };
            }
        }
        row.domain_error = row.domain_error.sqrt();
        row.raw_domain_error = row.raw_domain_error.sqrt();
        Ok(Self { ece: calibration_error(&outcomes), slope: calibration_slope(&outcomes), ..row })
    }

    /// Every figure out of its bounds, with them.
    pub(crate) fn breaches(&self, bounds: &Bounds) -> Vec<String> {
        let figures = [
            ("90% coverage", self.covers_90, &bounds.covers_90),
            ("50% coverage", self.covers_50, &bounds.covers_50),
            ("ECE", self.ece, &bounds.ece),
            ("slope", self.slope, &bounds.slope),
            ("Brier above the oracle's", self.brier - self.oracle, &bounds.above_oracle),
        ];
        let out = figures.into_iter().filter(|(_, figure, bounds)| !bounds.contains(figure));
        out.map(|(name, figure, bounds)| {
            format!("{}, {}: {name} {figure:.4} not in {bounds:?}", self.world, self.answers)
        })
        .collect()
    }

    pub(crate) const HEAD: &str = "\
| world | answers | Brier | oracle | ECE | slope | 90% covers | 50% covers | domain RMSE, shrunk / raw | domains 90% | width | passed |
|---|---|---|---|---|---|---|---|---|---|---|---|";
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { world, answers, brier, oracle, ece, slope, covers_90, covers_50, width, passed, .. } = self;
        let Self { domain_error, raw_domain_error, domains_cover_90, .. } = self;
        write!(f, "| {world} | {answers} | {brier:.3} | {oracle:.3} | {ece:.3} | {slope:.2} | {covers_90:.3} ")?;
        write!(f, "| {covers_50:.3} | {domain_error:.3} / {raw_domain_error:.3} | {domains_cover_90:.3} ")?;
        write!(f, "| {width:.2} | {passed:.2} |")
    }
}

fn calibration_error(outcomes: &[Outcome]) -> f64 {
    const BINS: usize = 10;
    let mut bins = [0.0; BINS];
    for (chance, passed) in outcomes {
        let bin = ((chance * BINS as f64) as usize).min(BINS - 1);
        bins[bin] += chance - f64::from(u8::from(*passed));
    }
    bins.iter().map(|bin: &f64| bin.abs()).sum::<f64>() / outcomes.len() as f64
}

/// Cox (1958): logistic regression with an intercept, by Newton's method.
fn calibration_slope(outcomes: &[Outcome]) -> f64 {
    let (mut intercept, mut slope) = (0.0, 1.0);
    for _ in 0..25 {
        let (mut score, mut information) = ([0.0; 2], [0.0; 3]);
        for (chance, passed) in outcomes {
            let chance = chance.clamp(1e-6, 1.0 - 1e-6);
            let odds = (chance / (1.0 - chance)).ln();
            let fitted = 1.0 / (1.0 + (-(intercept + slope * odds)).exp());
            let rest = f64::from(u8::from(*passed)) - fitted;
            let noise = fitted * (1.0 - fitted);
            score = [score[0] + rest, score[1] + rest * odds];
            information = [information[0] + noise, information[1] + noise * odds, information[2] + noise * odds * odds];
        }
        let [a, b, c] = information;
        let determinant = a * c - b * b;
        intercept += (c * score[0] - b * score[1]) / determinant;
        slope += (a * score[1] - b * score[0]) / determinant;
    }
    slope
}
