//! The exam a candidate prepares for: its domains, what the bank says of their items, the cut.

use thiserror::Error;

use super::belief::RESIDUAL_SD;
use super::normal::{HERMITE, logistic};

/// The chance to hit the key without knowing, less a little: distractors draw those who half know.
const GUESSING_KEPT: f64 = 0.8;
/// A rating this near to the guessing chance, or to 1, would put an item at infinity.
const RATING_MARGIN: f64 = 0.02;

/// The chance to guess an item: .20 for one key of four, by the number of combinations where several are keys, and by
/// that of orders where all options are to be put in one. What is typed is not guessed.
pub fn guess_chance(options: usize, choose: usize) -> f64 {
    if options == 0 {
        return 0.0;
    }
    if options > 1 && options == choose {
        return GUESSING_KEPT / (2..=options).fold(1.0, |orders, k| orders * k as f64);
    }
    let choose = choose.min(options.saturating_sub(choose));
    let combinations = (0..choose).fold(1.0, |product, k| product * (options - k) as f64 / (k + 1) as f64);
    if combinations > 1.0 { GUESSING_KEPT / combinations } else { GUESSING_KEPT }
}

/// Difficulty in logits from an Angoff rating: the rating is c + (1 - c) logistic(-b), the chance of the minimally
/// qualified candidate, who stands at ability 0.
pub fn difficulty(angoff: f64, guess: f64) -> f64 {
    let knowing = ((angoff - guess) / (1.0 - guess)).clamp(RATING_MARGIN, 1.0 - RATING_MARGIN);
    ((1.0 - knowing) / knowing).ln()
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unusable {
    #[error("an exam has at least one domain")]
    NoDomain,
    #[error("an exam has at least one scored item")]
    NoItem,
    #[error("domain {0} has no item in the bank")]
    EmptyDomain(usize),
    #[error("domain {0} has a weight that is not above zero")]
    Weight(usize),
}

/// An item of the bank, as far as the model looks at it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BankItem {
    pub angoff: f64,
    /// See [`guess_chance`].
    pub guess: f64,
}

/// A domain of the exam, with the bank's items in it.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainItems {
    /// In any unit: only its share of all weights counts.
    pub weight: f64,
    pub tasks: usize,
    pub items: Vec<BankItem>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub(super) domains: Vec<DomainTarget>,
    pub(super) scored: u32,
    pub(super) cut: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct DomainTarget {
    /// The domain's share of the exam.
    pub(super) weight: f64,
    pub(super) tasks: usize,
    difficulty: f64,
    variance: f64,
    guess: f64,
}

impl Target {
    /// The cut is the ratings' mean, each domain at its weight.
    pub fn new(domains: &[DomainItems], scored: u32) -> Result<Self, Unusable> {
        if domains.is_empty() {
            return Err(Unusable::NoDomain);
        }
        if scored == 0 {
            return Err(Unusable::NoItem);
        }
        for (index, domain) in domains.iter().enumerate() {
            if domain.items.is_empty() {
                return Err(Unusable::EmptyDomain(index));
            }
            if !(domain.weight.is_finite() && domain.weight > 0.0) {
                return Err(Unusable::Weight(index));
            }
        }
        let total: f64 = domains.iter().map(|domain| domain.weight).sum();
        let cut = domains.iter().map(|domain| domain.weight / total * mean(&domain.items, |item| item.angoff)).sum();
        let domains = domains.iter().map(|domain| DomainTarget::new(domain, total)).collect();
        Ok(Self { domains, scored, cut })
    }

    /// The share of right answers that passes, as the bank's ratings say.
    pub fn cut(&self) -> f64 {
        self.cut
    }
}

impl DomainTarget {
    fn new(domain: &DomainItems, total: f64) -> Self {
        let centre = mean(&domain.items, |item| difficulty(item.angoff, item.guess));
        let spread = mean(&domain.items, |item| (difficulty(item.angoff, item.guess) - centre).powi(2));
        Self {
            weight: domain.weight / total,
            tasks: domain.tasks,
            difficulty: centre,
            variance: spread + RESIDUAL_SD * RESIDUAL_SD,
            guess: mean(&domain.items, |item| item.guess),
        }
    }

    /// The expected share of right answers over the domain's items at an ability known up to `variance`.
    pub(super) fn share(&self, ability: f64, variance: f64) -> f64 {
        let spread = (self.variance + variance).sqrt();
        let knowing = |(node, weight)| weight * logistic(ability - self.difficulty + spread * node);
        self.guess + (1.0 - self.guess) * HERMITE.into_iter().map(knowing).sum::<f64>()
    }

    /// How fast that share grows with ability.
    pub(super) fn slope(&self, ability: f64, variance: f64) -> f64 {
        const STEP: f64 = 0.05;
        (self.share(ability + STEP, variance) - self.share(ability - STEP, variance)) / (2.0 * STEP)
    }
}

fn mean(items: &[BankItem], of: impl Fn(&BankItem) -> f64) -> f64 {
    items.iter().map(of).sum::<f64>() / items.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn guesses(options: usize, choose: usize, chance: f64) {
        assert!((guess_chance(options, choose) - chance).abs() < 1e-12, "{}", guess_chance(options, choose));
    }

    #[test]
    fn guessing_goes_by_combinations() {
        guesses(4, 1, 0.20);
        guesses(5, 1, 0.16);
        guesses(5, 2, 0.08);
        guesses(6, 3, 0.04);
        guesses(0, 1, 0.0);
        guesses(4, 4, 0.8 / 24.0);
        guesses(6, 6, 0.8 / 720.0);
    }

    #[test]
    fn a_rating_and_its_difficulty_are_each_others_inverse() {
        for angoff in [0.30, 0.34, 0.58, 0.82, 0.95] {
            let back = 0.20 + 0.80 * logistic(-difficulty(angoff, 0.20));
            assert!((back - angoff).abs() < 1e-12, "{angoff} comes back as {back}");
        }
        assert!(difficulty(0.05, 0.20).is_finite() && difficulty(1.0, 0.20).is_finite());
    }

    #[test]
    fn a_borderline_candidate_is_expected_near_the_cut() {
        let items = (34..83).map(|rating| BankItem { angoff: f64::from(rating) / 100.0, guess: 0.20 }).collect();
        let target = Target::new(&[DomainItems { weight: 3.0, tasks: 1, items }], 130).unwrap();
        assert!((target.domains[0].share(0.0, 0.0) - target.cut()).abs() < 0.01);
        assert!((target.domains[0].share(0.0, 0.3) - target.cut()).abs() < 0.01);
    }

    #[test]
    fn an_exam_that_cannot_be_is_refused() {
        let items = vec![BankItem { angoff: 0.6, guess: 0.2 }];
        let with = |weight, items| vec![DomainItems { weight, tasks: 1, items }];
        assert_eq!(Target::new(&[], 130), Err(Unusable::NoDomain));
        assert_eq!(Target::new(&with(1.0, items.clone()), 0), Err(Unusable::NoItem));
        assert_eq!(Target::new(&with(1.0, Vec::new()), 130), Err(Unusable::EmptyDomain(0)));
        assert_eq!(Target::new(&with(0.0, items), 130), Err(Unusable::Weight(0)));
    }
}
