//! From belief to the exam: the score to expect, the chance to pass, and how far both can be wrong.
//!
//! Ability, the shift from bank to exam and the cut are not known. In place of random draws of them this takes a
//! grid: along the one direction of abilities and shift that moves the exam's mean most, and over the cut; the other
//! directions barely move the mean and are averaged inside each domain. So it costs no randomness and little time.

use serde::Serialize;

use super::belief::{Belief, Normal};
use super::normal::{HERMITE, cumulative};
use super::target::{DomainTarget, Target};
use crate::exam::score::Estimate;

/// The exam's items are not the bank's; a smaller spread made intervals that are too narrow (simulation).
const SHIFT_SD: f64 = 0.40;
/// Spread of the exam's cut around the bank's.
const CUT_SD: f64 = 0.02;

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Forecast {
    /// The share of right answers on an exam taken now; nine in ten scores lie between low and high.
    pub score: Estimate,
    pub chance: Chance,
}

/// The chance to pass an exam taken now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chance {
    pub mean: f64,
    /// 5% and 95% of the chance, over what is not known of ability, exam and cut.
    pub low: f64,
    pub high: f64,
}

impl Forecast {
    pub fn of(target: &Target, belief: &Belief) -> Self {
        let means = exam_means(target, belief);
        let items = f64::from(target.scored);
        let chances = means.iter().flat_map(|&Weighted { value: mean, weight }| {
            HERMITE.map(|(node, share)| {
                let cut = target.cut + CUT_SD * node;
                Weighted { value: 1.0 - cumulative((cut - mean) / error(mean, items)), weight: weight * share }
            })
        });
        let mut chances: Vec<Weighted> = chances.collect();
        chances.sort_by(|a, b| a.value.total_cmp(&b.value));
        let average = |points: &[Weighted]| points.iter().map(|point| point.weight * point.value).sum::<f64>();
        let scores = scores_within(0.90, &means, items);
        let mean = average(&chances);
        // Near 0 and 1 the chance is so skewed that its mean can leave the middle nine tenths: they are widened to it.
        let (low, high) = (quantile(&chances, 0.05).min(mean), quantile(&chances, 0.95).max(mean));
        Self {
            score: Estimate { share: average(&means), low: scores.0, high: scores.1 },
            chance: Chance { mean, low, high },
        }
    }
}

/// Where the middle `share` of the scores lies.
pub fn score_interval(target: &Target, belief: &Belief, share: f64) -> (f64, f64) {
    scores_within(share, &exam_means(target, belief), f64::from(target.scored))
}

fn scores_within(share: f64, means: &[Weighted], items: f64) -> (f64, f64) {
    let below = |score: f64| {
        let part = |mean: &Weighted| mean.weight * cumulative((score - mean.value) / error(mean.value, items));
        means.iter().map(part).sum::<f64>()
    };
    let outside = (1.0 - share) / 2.0;
    (where_reaches(outside, below), where_reaches(1.0 - outside, below))
}

/// Of the share of right answers among so many items.
fn error(mean: f64, items: f64) -> f64 {
    (mean * (1.0 - mean) / items).sqrt()
}

#[derive(Clone, Copy, Debug)]
struct Weighted {
    value: f64,
    weight: f64,
}

/// The exam's mean at even steps along the direction that moves it most, with the weight of each step.
fn exam_means(target: &Target, belief: &Belief) -> Vec<Weighted> {
    const STEPS: i32 = 32;
    const FURTHEST: f64 = 4.0;
    let shift = SHIFT_SD * SHIFT_SD;
    let abilities: Vec<(&DomainTarget, Normal)> =
        target.domains.iter().enumerate().map(|(index, domain)| (domain, belief.ability(index))).collect();
    let slopes = abilities
        .iter()
        .map(|(domain, Normal { mean, variance })| domain.weight * domain.slope(*mean, variance + shift));
    let slopes: Vec<f64> = slopes.collect();
    // The covariance of each domain's ability on the exam with the exam's mean, to first order.
    let with_mean = |domain| {
        slopes.iter().enumerate().map(|(other, slope)| slope * (belief.covariance(domain, other) + shift)).sum()
    };
    let along: Vec<f64> = (0..abilities.len()).map(with_mean).collect();
    let variance: f64 = along.iter().zip(&slopes).map(|(along, slope)| along * slope).sum();
    let mean_at = |z: f64| {
        let domains = abilities.iter().zip(&along);
        let shares = domains.map(|((domain, ability), along)| {
            let rest = (ability.variance + shift - along * along / variance).max(0.0);
            domain.weight * domain.share(ability.mean + along / variance.sqrt() * z, rest)
        });
        shares.sum::<f64>()
    };
    let steps = (-STEPS..=STEPS).map(|step| f64::from(step) / f64::from(STEPS) * FURTHEST);
    let density = |z: f64| (-z * z / 2.0).exp();
    let total: f64 = steps.clone().map(density).sum();
    steps.map(|z| Weighted { value: mean_at(z), weight: density(z) / total }).collect()
}

/// Where a rising function on 0 to 1 reaches a value: by halving, to a millionth.
fn where_reaches(value: f64, of: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..20 {
        let middle = (low + high) / 2.0;
        if of(middle) < value { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// Of points in rising order, straight between the middles of their weights.
fn quantile(points: &[Weighted], share: f64) -> f64 {
    let mut before: Option<(f64, f64)> = None;
    let mut sum = 0.0;
    for point in points {
        let middle = sum + point.weight / 2.0;
        sum += point.weight;
        if middle >= share {
            return before.map_or(point.value, |(at, value)| {
                value + (point.value - value) * (share - at) / (middle - at).max(f64::MIN_POSITIVE)
            });
        }
        before = Some((middle, point.value));
    }
    before.map_or(0.0, |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use rand::RngExt as _;
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::study::belief::{Answer, Setting};
    use crate::study::target::{BankItem, DomainItems};

    fn target() -> Target {
        let items =
            |centre: f64| (0..30).map(|k| BankItem { angoff: centre + f64::from(k) / 100.0, guess: 0.2 }).collect();
        let domain = |weight, centre| DomainItems { weight, tasks: 1, items: items(centre) };
        Target::new(&[domain(0.5, 0.40), domain(0.3, 0.50), domain(0.2, 0.45)], 130).unwrap()
    }

    fn belief(target: &Target, right_of_ten: usize, items: usize) -> Belief {
        let answer = |index: usize| Answer {
            domain: index % 3,
            task: 0,
            angoff: 0.58,
            guess: 0.2,
            time: index as f64,
            setting: Setting::TimedMock,
            seen_before: false,
            right: index * 7 % 10 < right_of_ten,
        };
        Belief::of(target, &(0..items).map(answer).collect::<Vec<_>>(), items as f64)
    }

    fn normal(random: &mut ChaCha8Rng) -> f64 {
        let (a, b): (f64, f64) = (random.random(), random.random());
        (-2.0 * (1.0 - a).ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }

    /// The same quantities from a hundred thousand draws of what is not known; three domains, factored by hand.
    fn drawn(target: &Target, belief: &Belief) -> (f64, f64, Vec<f64>) {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let covariance = |a, b| belief.covariance(a, b);
        let l00 = covariance(0, 0).sqrt();
        let (l10, l20) = (covariance(1, 0) / l00, covariance(2, 0) / l00);
        let l11 = (covariance(1, 1) - l10 * l10).sqrt();
        let l21 = (covariance(2, 1) - l20 * l10) / l11;
        let l22 = (covariance(2, 2) - l20 * l20 - l21 * l21).sqrt();
        let mut chances = Vec::new();
        let mut score = 0.0;
        for _ in 0..100_000 {
            let [a, b, c, s, k] = std::array::from_fn(|_| normal(&mut random));
            let moved = [l00 * a, l10 * a + l11 * b, l20 * a + l21 * b + l22 * c];
            let domains = target.domains.iter().zip(moved).enumerate();
            let mean: f64 = domains
                .map(|(index, (domain, moved))| {
                    domain.weight * domain.share(belief.ability(index).mean + moved + SHIFT_SD * s, 0.0)
                })
                .sum();
            score += mean / 100_000.0;
            let error = (mean * (1.0 - mean) / 130.0).sqrt();
            chances.push(1.0 - cumulative((target.cut + CUT_SD * k - mean) / error));
        }
        chances.sort_by(f64::total_cmp);
        (score, chances.iter().sum::<f64>() / 100_000.0, chances)
    }

    #[track_caller]
    fn agrees_with_draws(right_of_ten: usize, items: usize) {
        let target = target();
        let belief = belief(&target, right_of_ten, items);
        let Forecast { score, chance } = Forecast::of(&target, &belief);
        let (drawn_score, drawn_chance, chances) = drawn(&target, &belief);
        let near = |a: f64, b: f64, by: f64| assert!((a - b).abs() < by, "{a} against {b} from draws");
        near(score.share, drawn_score, 0.002);
        near(chance.mean, drawn_chance, 0.005);
        near(chance.low, chances[5_000], 0.015);
        near(chance.high, chances[95_000], 0.015);
    }

    #[test]
    fn the_grid_gives_what_a_hundred_thousand_draws_give() {
        agrees_with_draws(0, 0);
        agrees_with_draws(6, 60);
        agrees_with_draws(4, 300);
        agrees_with_draws(8, 600);
    }

    #[test]
    fn more_right_answers_raise_score_and_chance() {
        let target = target();
        let at = |right| Forecast::of(&target, &belief(&target, right, 150));
        for (worse, better) in [(2, 4), (4, 6), (6, 8), (8, 10)] {
            let (worse, better) = (at(worse), at(better));
            assert!(worse.score.share < better.score.share && worse.score.high < better.score.high);
            assert!(worse.chance.mean < better.chance.mean && worse.chance.low < better.chance.low);
        }
    }

    #[test]
    fn more_answers_narrow_the_score_and_yet_leave_the_chance_wide() {
        let target = target();
        let at = |items| Forecast::of(&target, &belief(&target, 6, items));
        let (few, many) = (at(30), at(1_000));
        assert!(few.score.high - few.score.low > many.score.high - many.score.low);
        assert!(many.chance.high - many.chance.low > 0.3, "{:?}", many.chance);
    }

    proptest::proptest! {
        #[test]
        fn every_figure_lies_between_its_bounds(right in 0usize..=10, items in 0usize..400) {
            let target = target();
            let Forecast { score, chance } = Forecast::of(&target, &belief(&target, right, items));
            for (low, middle, high) in [(score.low, score.share, score.high), (chance.low, chance.mean, chance.high)] {
                proptest::prop_assert!(0.0 <= low && low <= middle && middle <= high && high <= 1.0);
            }
        }
    }
}
