//! Readiness: what may honestly be said of the chance to pass, per domain and task, and what would move it most.
//!
//! Too few answers say what is missing, some give a band, many a number with its interval. There is no way to a
//! number that the answers do not carry.

use serde::{Deserialize, Serialize};

use super::belief::{Answer, Belief, Normal};
use super::forecast::{Chance, Forecast};
use super::normal::Z90;
use super::target::{DomainTarget, Target};
use crate::exam::score::Estimate;

/// The version of the model, its parameters and its rules; stored predictions carry it.
pub const MODEL_VERSION: u32 = 1;

/// Stands beside every number.
pub const CONDITION: &str = "if the real exam resembles this bank";

/// First answers for a band, and the least in every domain.
const BAND: Threshold = Threshold { answers: 60.0, in_domain: 5.0 };
/// First answers for a number, and the least in every domain.
const NUMBER: Threshold = Threshold { answers: 150.0, in_domain: 10.0 };
/// A band is likely where the chance, or the chance to fail, is at least this.
const LIKELY: f64 = 0.75;
/// What a stretch of study turns from unknown into known, for comparing domains.
const STUDY_STEP: f64 = 0.10;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Readiness {
    pub model: u32,
    pub inputs: Inputs,
    pub verdict: Verdict,
    /// In the outline's order.
    pub domains: Vec<DomainReadiness>,
    pub moves_most: Move,
}

/// What the figures were made from. An answer outside a timed mock counts as half a one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Inputs {
    pub first_answers: f64,
    pub repeats: f64,
    pub scored: u32,
    pub cut: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Verdict {
    TooFew { answers_missing: u32, domains_missing: Vec<DomainMissing> },
    Band { band: Band },
    Number { score: Estimate, chance: Chance, condition: &'static str },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    LikelyBelow,
    Borderline,
    LikelyAbove,
}

/// First answers that a domain lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DomainMissing {
    pub domain: usize,
    pub answers: u32,
}

/// The share of the bank's items that the candidate would get right now, at first sight.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DomainReadiness {
    pub share: Estimate,
    pub first_answers: f64,
    pub repeats: f64,
    pub tasks: Vec<Estimate>,
}

/// The domain where the same study raises the expected score most.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Move {
    pub domain: usize,
    /// How much the share of right answers on the whole exam grows when a tenth of what is unknown there is learnt.
    pub score: f64,
}

impl Readiness {
    /// `now` is the time since the candidate's start, in the unit of the answers' times.
    pub fn of(target: &Target, answers: &[Answer], now: f64) -> Self {
        let belief = Belief::of(target, answers, now);
        let counts = belief.counts();
        let domains = target.domains.iter().enumerate();
        let domains: Vec<DomainReadiness> = domains
            .map(|(index, domain)| DomainReadiness {
                share: estimate(domain, belief.ability(index)),
                first_answers: counts[index].first,
                repeats: counts[index].repeats,
                tasks: (0..domain.tasks).map(|task| estimate(domain, belief.task_ability(index, task))).collect(),
            })
            .collect();
        let inputs = Inputs {
            first_answers: counts.iter().map(|count| count.first).sum(),
            repeats: counts.iter().map(|count| count.repeats).sum(),
            scored: target.scored,
            cut: target.cut,
        };
        let verdict = Verdict::of(target, &belief);
        Self { model: MODEL_VERSION, inputs, verdict, moves_most: moves_most(target, &domains), domains }
    }
}

impl Verdict {
    fn of(target: &Target, belief: &Belief) -> Self {
        let first: Vec<f64> = belief.counts().iter().map(|count| count.first).collect();
        let (answers_missing, domains_missing) = BAND.missing(&first);
        if answers_missing > 0 || !domains_missing.is_empty() {
            return Self::TooFew { answers_missing, domains_missing };
        }
        let Forecast { score, chance } = Forecast::of(target, belief);
        match NUMBER.missing(&first) {
            (0, lacking) if lacking.is_empty() => Self::Number { score, chance, condition: CONDITION },
            _ => Self::Band { band: Band::of(chance) },
        }
    }
}

impl Band {
    fn of(chance: Chance) -> Self {
        if chance.mean >= LIKELY {
            Self::LikelyAbove
        } else if chance.mean <= 1.0 - LIKELY {
            Self::LikelyBelow
        } else {
            Self::Borderline
        }
    }
}

struct Threshold {
    answers: f64,
    in_domain: f64,
}

impl Threshold {
    fn missing(&self, first: &[f64]) -> (u32, Vec<DomainMissing>) {
        let lack = |wanted: f64, there: f64| (wanted - there).max(0.0).ceil() as u32;
        let domains = first.iter().enumerate();
        let domains = domains.map(|(domain, there)| DomainMissing { domain, answers: lack(self.in_domain, *there) });
        (lack(self.answers, first.iter().sum()), domains.filter(|domain| domain.answers > 0).collect())
    }
}

fn estimate(domain: &DomainTarget, Normal { mean, variance }: Normal) -> Estimate {
    let spread = Z90 * variance.sqrt();
    Estimate {
        share: domain.share(mean, variance),
        low: domain.share(mean - spread, 0.0),
        high: domain.share(mean + spread, 0.0),
    }
}

fn moves_most(target: &Target, domains: &[DomainReadiness]) -> Move {
    let gains = target.domains.iter().zip(domains).enumerate();
    let gains =
        gains.map(|(domain, (exam, bank))| Move { domain, score: STUDY_STEP * exam.weight * (1.0 - bank.share.share) });
    // Of equals the first in the outline.
    let none = Move { domain: 0, score: 0.0 };
    gains.fold(none, |best, gain| if gain.score > best.score { gain } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::belief::Setting;
    use crate::study::target::{BankItem, DomainItems};

    fn target() -> Target {
        let items = vec![BankItem { angoff: 0.6, guess: 0.2 }; 40];
        let domain = |weight| DomainItems { weight, tasks: 2, items: items.clone() };
        Target::new(&[domain(0.5), domain(0.3), domain(0.2)], 130).unwrap()
    }

    fn answers(in_domains: [usize; 3], right_of_ten: usize) -> Vec<Answer> {
        let one = |domain, index| Answer {
            domain,
            task: index % 2,
            angoff: 0.6,
            guess: 0.2,
            time: 1.0,
            setting: Setting::TimedMock,
            seen_before: false,
            right: index * 7 % 10 < right_of_ten,
        };
        let domains = in_domains.into_iter().enumerate();
        domains.flat_map(|(domain, count)| (0..count).map(move |index| one(domain, index))).collect()
    }

    fn verdict(answers: &[Answer]) -> Verdict {
        Readiness::of(&target(), answers, 1.0).verdict
    }

    #[track_caller]
    fn lacks(in_domains: [usize; 3], answers_missing: u32, domains: &[(usize, u32)]) {
        let missing = domains.iter().map(|&(domain, answers)| DomainMissing { domain, answers }).collect();
        let expected = Verdict::TooFew { answers_missing, domains_missing: missing };
        assert_eq!(verdict(&answers(in_domains, 6)), expected);
    }

    #[test]
    fn too_few_answers_say_what_is_missing() {
        lacks([0, 0, 0], 60, &[(0, 5), (1, 5), (2, 5)]);
        lacks([30, 20, 9], 1, &[]);
        lacks([100, 100, 4], 0, &[(2, 1)]);
        lacks([20, 2, 0], 38, &[(1, 3), (2, 5)]);
    }

    #[track_caller]
    fn bands(in_domains: [usize; 3], right_of_ten: usize, band: Band) {
        assert_eq!(verdict(&answers(in_domains, right_of_ten)), Verdict::Band { band });
    }

    #[test]
    fn some_answers_give_a_band() {
        bands([30, 20, 10], 2, Band::LikelyBelow);
        bands([30, 20, 10], 6, Band::Borderline);
        bands([70, 50, 29], 9, Band::LikelyAbove);
        bands([200, 200, 9], 9, Band::LikelyAbove);
    }

    #[test]
    fn many_answers_give_a_number_with_its_interval_and_condition() {
        let given = answers([80, 60, 10], 7);
        let forecast = Forecast::of(&target(), &Belief::of(&target(), &given, 1.0));
        let condition = "if the real exam resembles this bank";
        assert_eq!(verdict(&given), Verdict::Number { score: forecast.score, chance: forecast.chance, condition });
    }

    #[test]
    fn repeats_do_not_count_as_first_answers_and_drills_count_half() {
        let mut given = answers([80, 60, 10], 7);
        for answer in &mut given[..50] {
            answer.seen_before = true;
        }
        assert!(matches!(verdict(&given), Verdict::Band { .. }));
        let mut drills = answers([60, 30, 20], 7);
        for answer in &mut drills {
            answer.setting = Setting::Practice;
        }
        assert_eq!(verdict(&drills), Verdict::TooFew { answers_missing: 5, domains_missing: Vec::new() });
    }

    #[test]
    fn the_heaviest_domain_moves_it_most_unless_another_is_much_weaker() {
        let moved = |given: &[Answer]| Readiness::of(&target(), given, 1.0).moves_most.domain;
        assert_eq!(moved(&answers([60, 60, 60], 6)), 0);
        let mut weak: Vec<Answer> = answers([200, 0, 0], 10);
        weak.extend(answers([0, 200, 0], 2));
        assert_eq!(moved(&weak), 1);
    }

    #[test]
    fn a_report_names_its_model_and_what_it_was_made_from() {
        let json = serde_json::to_value(Readiness::of(&target(), &answers([80, 60, 10], 7), 1.0)).unwrap();
        assert_eq!(json["model"], 1);
        assert_eq!(json["inputs"]["first_answers"], 150.0);
        assert_eq!(json["verdict"]["kind"], "number");
        assert_eq!(json["domains"][2]["tasks"].as_array().unwrap().len(), 2);
    }
}
