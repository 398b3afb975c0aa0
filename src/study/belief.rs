//! What the answers say about ability: overall, by domain and by task, with how far that can be wrong.
//!
//! ```text
//! eta = theta + delta_d - gamma (1 - t/T)^2 + rho [seen before] - b_i
//! P(right) = c + (1 - c) logistic(kappa eta),   kappa = 1 / sqrt(1 + pi sigma_b^2 / 8)
//! ```
//!
//! A Rasch model (1960) with a floor for guessing (Birnbaum 1968), where kappa averages over what the Angoff ratings
//! do not say of an item (MacKay 1992). Fitted by Fisher scoring; the posterior is taken as normal at its mode
//! (Laplace 1774). It never judges readiness, and it never leaves answers out: a caller that finds a mock without
//! effort hands in none of its answers.

use super::matrix::Matrix;
use super::normal::logistic;
use super::target::{Target, difficulty};

/// Ability of those who practise, against the minimally qualified candidate at 0: with the other spreads this makes
/// three in four pass, as first-time candidates do (71-84% in 2022-2025).
const ABILITY_MEAN: f64 = 0.5;
const ABILITY_SD: f64 = 0.65;
const DOMAIN_SD: f64 = 0.35;
const LEARNING_MEAN: f64 = 0.4;
const LEARNING_SD: f64 = 0.4;
const REPEAT_MEAN: f64 = 0.7;
const REPEAT_SD: f64 = 0.4;
/// Spread of true difficulty around what an item's Angoff rating says.
pub(super) const RESIDUAL_SD: f64 = 0.8;
/// Spread of tasks inside a domain. The fit leaves tasks out; they are looked at in its residuals.
const TASK_SD: f64 = 0.25;
/// What an answer outside a timed mock counts: only timed mocks count fully.
const PRACTICE_COUNTS: f64 = 0.5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    TimedMock,
    /// A drill, or a mock without a limit.
    Practice,
}

impl Setting {
    pub fn counts(self) -> f64 {
        match self {
            Self::TimedMock => 1.0,
            Self::Practice => PRACTICE_COUNTS,
        }
    }
}

/// An answer to a bank item, as far as the model looks at it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// By their order in the outline; an answer outside the target's domains says nothing about it.
    pub domain: usize,
    pub task: usize,
    pub angoff: f64,
    /// See [`super::target::guess_chance`].
    pub guess: f64,
    /// Since the candidate's start, in the unit of `now` in [`Belief::of`].
    pub time: f64,
    pub setting: Setting,
    pub seen_before: bool,
    pub right: bool,
}

/// How many answers there are; one outside a timed mock counts as a part of one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    pub first: f64,
    pub repeats: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    /// theta, each domain's delta, gamma, rho.
    mode: Vec<f64>,
    covariance: Matrix,
    counts: Vec<Count>,
    tasks: Vec<Vec<Residual>>,
}

/// A normal belief in logits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Normal {
    pub(super) mean: f64,
    pub(super) variance: f64,
}

impl Belief {
    /// `now` is the time since the candidate's start; ability is believed as of now.
    pub fn of(target: &Target, answers: &[Answer], now: f64) -> Self {
        let domains = target.domains.len();
        let known: Vec<&Answer> = answers.iter().filter(|answer| answer.domain < domains).collect();
        let trials: Vec<Trial> = known.iter().map(|answer| Trial::of(answer, now)).collect();
        let prior = Prior::new(domains);
        let (mode, precision) = fit(&prior, &trials);
        let mut counts = vec![Count::default(); domains];
        let mut tasks: Vec<_> = target.domains.iter().map(|domain| vec![Residual::default(); domain.tasks]).collect();
        for (answer, trial) in known.iter().zip(&trials) {
            let count = &mut counts[answer.domain];
            *(if answer.seen_before { &mut count.repeats } else { &mut count.first }) += trial.weight;
            if let Some(task) = tasks[answer.domain].get_mut(answer.task) {
                task.add(trial.residual(&mode));
            }
        }
        Self { mode, covariance: precision.inverse(), counts, tasks }
    }

    pub fn counts(&self) -> &[Count] {
        &self.counts
    }

    pub(super) fn ability(&self, domain: usize) -> Normal {
        Normal { mean: self.mode[0] + self.mode[1 + domain], variance: self.covariance(domain, domain) }
    }

    /// Of the abilities in two domains.
    pub(super) fn covariance(&self, first: usize, second: usize) -> f64 {
        let (first, second) = (1 + first, 1 + second);
        let at = |row, column| self.covariance.at(row, column);
        at(0, 0) + at(0, first) + at(0, second) + at(first, second)
    }

    /// A domain's ability moved by what its residuals say of one task: one empirical Bayes step from the mode.
    pub(super) fn task_ability(&self, domain: usize, task: usize) -> Normal {
        let Normal { mean, variance } = self.ability(domain);
        let Residual { score, information } = self.tasks[domain][task];
        let own = 1.0 / (information + TASK_SD.powi(-2));
        Normal { mean: mean + own * score, variance: variance + own }
    }
}

/// Independent normal beliefs before any answer.
struct Prior {
    mean: Vec<f64>,
    precision: Vec<f64>,
}

impl Prior {
    fn new(domains: usize) -> Self {
        let spreads = [(ABILITY_MEAN, ABILITY_SD)].into_iter().chain(std::iter::repeat_n((0.0, DOMAIN_SD), domains));
        let spreads = spreads.chain([(LEARNING_MEAN, LEARNING_SD), (REPEAT_MEAN, REPEAT_SD)]);
        let (mean, precision) = spreads.map(|(mean, sd)| (mean, sd.powi(-2))).unzip();
        Self { mean, precision }
    }
}

/// How the places of a trial's own quantities in the parameters are found: ability (overall and its domain's),
/// learning, repeats.
const OWN: usize = 3;

/// An answer, ready for the fit.
struct Trial {
    domain: usize,
    /// Factors of ability, learning and the effect of a repeat in eta.
    factors: [f64; OWN],
    difficulty: f64,
    guess: f64,
    weight: f64,
    right: f64,
}

/// What an answer, or all to a task, tells beyond the fit: derivatives of the log-likelihood by eta.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Residual {
    score: f64,
    information: f64,
}

impl Residual {
    fn add(&mut self, other: Self) {
        self.score += other.score;
        self.information += other.information;
    }
}

impl Trial {
    fn of(answer: &Answer, now: f64) -> Self {
        let left = if now > 0.0 { 1.0 - (answer.time / now).clamp(0.0, 1.0) } else { 0.0 };
        Self {
            domain: answer.domain,
            factors: [1.0, -left * left, f64::from(u8::from(answer.seen_before))],
            difficulty: difficulty(answer.angoff, answer.guess),
            guess: answer.guess,
            weight: answer.setting.counts(),
            right: f64::from(u8::from(answer.right)),
        }
    }

    /// Score and expected information (Birnbaum 1968).
    fn residual(&self, parameters: &[f64]) -> Residual {
        let kappa = (1.0 + std::f64::consts::PI * RESIDUAL_SD * RESIDUAL_SD / 8.0).sqrt().recip();
        let [ability, learning, repeat] = self.factors;
        let after = parameters.len() - 2;
        let eta = ability * (parameters[0] + parameters[1 + self.domain]) - self.difficulty
            + learning * parameters[after]
            + repeat * parameters[after + 1];
        let knowing = logistic(kappa * eta);
        let chance = self.guess + (1.0 - self.guess) * knowing;
        let slope = kappa * (1.0 - self.guess) * knowing * (1.0 - knowing);
        let noise = (chance * (1.0 - chance)).max(f64::MIN_POSITIVE);
        Residual {
            score: self.weight * (self.right - chance) * slope / noise,
            information: self.weight * slope * slope / noise,
        }
    }
}

/// Sums over one domain's trials, by the trials' own quantities.
#[derive(Clone, Copy, Default)]
struct Sums {
    score: [f64; OWN],
    information: [[f64; OWN]; OWN],
}

impl Sums {
    fn add(&mut self, factors: [f64; OWN], residual: Residual) {
        for (row, factor) in factors.into_iter().enumerate() {
            self.score[row] += factor * residual.score;
            for (column, other) in factors.into_iter().enumerate() {
                self.information[row][column] += factor * other * residual.information;
            }
        }
    }
}

/// The posterior's mode, and its precision there.
fn fit(prior: &Prior, trials: &[Trial]) -> (Vec<f64>, Matrix) {
    const ROUNDS: usize = 30;
    const CLOSE: f64 = 1e-6;
    /// No parameter moves further in one round: the floor for guessing makes the likelihood flat far from the mode.
    const STRIDE: f64 = 1.0;
    let mut mode = prior.mean.clone();
    let mut precision = Matrix::diagonal(&prior.precision);
    for _ in 0..ROUNDS {
        let (score, at_mode) = derivatives(prior, trials, &mode);
        precision = at_mode;
        let step = precision.inverse().times(&score);
        let longest = step.iter().fold(0.0_f64, |longest, part| longest.max(part.abs()));
        let scale = (STRIDE / longest.max(f64::MIN_POSITIVE)).min(1.0);
        for (value, part) in mode.iter_mut().zip(&step) {
            *value += scale * part;
        }
        if longest < CLOSE {
            break;
        }
    }
    (mode, precision)
}

/// Gradient of the log posterior, and its expected curvature.
fn derivatives(prior: &Prior, trials: &[Trial], at: &[f64]) -> (Vec<f64>, Matrix) {
    let domains = at.len() - OWN;
    let mut sums = vec![Sums::default(); domains];
    for trial in trials {
        sums[trial.domain].add(trial.factors, trial.residual(at));
    }
    let places = at.iter().zip(&prior.mean).zip(&prior.precision);
    let mut score: Vec<f64> = places.map(|((value, mean), precision)| (mean - value) * precision).collect();
    let mut precision = Matrix::diagonal(&prior.precision);
    for (domain, sums) in sums.iter().enumerate() {
        // Ability stands in two parameters, the others in one.
        let places = [(0, 0), (1 + domain, 0), (1 + domains, 1), (2 + domains, 2)];
        for (row, own) in places {
            score[row] += sums.score[own];
            for (column, other) in places {
                precision.add(row, column, sums.information[own][other]);
            }
        }
    }
    (score, precision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::target::{BankItem, DomainItems};

    fn target() -> Target {
        let items = || vec![BankItem { angoff: 0.6, guess: 0.2 }; 20];
        let domain = |weight| DomainItems { weight, tasks: 2, items: items() };
        Target::new(&[domain(3.0), domain(2.0), domain(1.0)], 130).unwrap()
    }

    fn answer(domain: usize, right: bool) -> Answer {
        let setting = Setting::TimedMock;
        Answer { domain, task: 0, angoff: 0.6, guess: 0.2, time: 1.0, setting, seen_before: false, right }
    }

    fn answers(domain: usize, right: usize, wrong: usize) -> impl Iterator<Item = Answer> {
        (0..right + wrong).map(move |index| answer(domain, index < right))
    }

    fn believes(answers: &[Answer]) -> Belief {
        Belief::of(&target(), answers, 1.0)
    }

    #[test]
    fn without_answers_the_belief_is_the_prior() {
        let belief = believes(&[]);
        let Normal { mean, variance } = belief.ability(1);
        assert!((mean - ABILITY_MEAN).abs() < 1e-12);
        assert!((variance - (ABILITY_SD.powi(2) + DOMAIN_SD.powi(2))).abs() < 1e-12);
        assert!((belief.covariance(0, 2) - ABILITY_SD.powi(2)).abs() < 1e-12);
    }

    #[test]
    fn the_mode_is_where_the_posterior_is_flat() {
        let mut given: Vec<Answer> = answers(0, 30, 10).chain(answers(1, 5, 25)).chain(answers(2, 9, 2)).collect();
        for (index, answer) in given.iter_mut().enumerate() {
            answer.time = (index % 10) as f64 / 10.0;
            answer.seen_before = index % 4 == 0;
        }
        let belief = believes(&given);
        let prior = Prior::new(3);
        let trials: Vec<Trial> = given.iter().map(|answer| Trial::of(answer, 1.0)).collect();
        let (score, _) = derivatives(&prior, &trials, &belief.mode);
        assert!(score.iter().all(|part| part.abs() < 1e-4), "{score:?}");
    }

    #[test]
    fn a_domain_of_few_answers_leans_on_the_whole() {
        let belief = believes(&answers(0, 90, 10).chain(answers(1, 0, 2)).collect::<Vec<_>>());
        let [strong, few, none] = [0, 1, 2].map(|domain| belief.ability(domain));
        assert!(strong.mean > few.mean && few.mean > 0.0, "{strong:?} {few:?}");
        assert!(none.mean > few.mean && none.mean < strong.mean, "{none:?}");
        assert!(strong.variance < few.variance && few.variance < none.variance);
    }

    #[test]
    fn a_repeat_and_a_drill_say_less_than_a_first_answer_in_a_timed_mock() {
        let first: Vec<Answer> = answers(0, 50, 0).collect();
        let change = |change: fn(&mut Answer)| {
            let mut changed = first.clone();
            changed.iter_mut().for_each(change);
            believes(&changed).ability(0).mean
        };
        let full = believes(&first).ability(0).mean;
        assert!(full > change(|answer| answer.seen_before = true));
        assert!(full > change(|answer| answer.setting = Setting::Practice));
    }

    #[test]
    fn old_answers_are_seen_as_before_the_learning_that_followed() {
        let old: Vec<Answer> = answers(0, 30, 20).map(|answer| Answer { time: 0.0, ..answer }).collect();
        let new: Vec<Answer> = answers(0, 30, 20).collect();
        assert!(believes(&old).ability(0).mean > believes(&new).ability(0).mean);
        assert_eq!(Belief::of(&target(), &old, 0.0), Belief::of(&target(), &new, 0.0));
    }

    #[test]
    fn a_task_stands_out_from_its_domain_by_its_own_answers() {
        let other = answers(0, 5, 25).map(|answer| Answer { task: 1, ..answer });
        let belief = believes(&answers(0, 25, 5).chain(other).collect::<Vec<_>>());
        let [good, bad] = [0, 1].map(|task| belief.task_ability(0, task));
        assert!(good.mean > belief.ability(0).mean && belief.ability(0).mean > bad.mean);
        assert!(good.variance > belief.ability(0).variance);
    }

    #[test]
    fn answers_outside_the_target_say_nothing() {
        assert_eq!(believes(&answers(7, 9, 9).collect::<Vec<_>>()), believes(&[]));
    }

    proptest::proptest! {
        #[test]
        fn any_answers_give_a_sound_belief(
            given in proptest::collection::vec((0usize..4, 0.0f64..=1.0, -1.0f64..2.0, proptest::bool::ANY), 0..300),
        ) {
            let given: Vec<Answer> = given
                .into_iter()
                .map(|(domain, angoff, time, right)| Answer { angoff, time, ..answer(domain, right) })
                .collect();
            let belief = believes(&given);
            for domain in 0..3 {
                let Normal { mean, variance } = belief.ability(domain);
                proptest::prop_assert!(mean.is_finite() && mean.abs() < 8.0);
                proptest::prop_assert!(variance > 0.0 && variance <= ABILITY_SD.powi(2) + DOMAIN_SD.powi(2) + 1e-9);
            }
        }
    }
}
