//! What a form is to hold: how many items of each domain, how many of them unscored, how many minutes.

use serde::{Deserialize, Serialize};

use crate::apportion::largest_remainder;
use crate::bank::outline::Books;
use crate::bank::{Credential, Outline};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Full,
    Half,
    Quick,
    Items(u32),
}

impl Length {
    pub fn items(self, outline: &Outline) -> u32 {
        match self {
            Self::Full => outline.items(),
            Self::Half => outline.items().div_ceil(2),
            Self::Quick => outline.items().div_ceil(4),
            Self::Items(items) => items.max(1),
        }
    }
}

/// How the clock treats the candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Timing {
    /// As in the exam: the clock runs until the end.
    Exam,
    /// A limit, and a key that stops the clock.
    Relaxed,
    /// No limit; the time is counted all the same.
    Untimed,
}

/// How codes are given where an item asks for some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeEntry {
    /// Typed, place by place.
    #[default]
    Typed,
    /// Chosen from a list of right and tempting codes.
    Picked,
}

/// A domain's part of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    pub domain: String,
    pub title: String,
    pub short: String,
    pub scored: u32,
    pub pretest: u32,
}

impl Quota {
    pub fn items(&self) -> u32 {
        self.scored + self.pretest
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Blueprint {
    pub credential: String,
    pub short: String,
    pub outline: Outline,
    /// As people call it: `full mock`, `half mock`, `40 items of domains 2, 4`.
    pub name: String,
    pub quotas: Vec<Quota>,
    pub minutes: Option<u32>,
    pub timing: Timing,
    /// Cases on the form; none where the bank's proportion says how many.
    pub cases: Option<u32>,
    /// Whether the code book may be opened.
    pub book: bool,
    pub entry: CodeEntry,
}

impl Blueprint {
    /// Exact quotas: largest remainder on the middles of the outline's ranges, for scored and pretest items apart.
    ///
    /// `domains` limits the form to some domains, in their relative weights; empty means all.
    pub fn new(
        credential: &Credential,
        outline: &Outline,
        length: Length,
        domains: &[String],
        timing: Timing,
        minutes: Option<u32>,
    ) -> Self {
        let items = length.items(outline);
        let scored = scored_of(items, outline);
        let wanted = |code: &str| domains.is_empty() || domains.iter().any(|domain| domain == code);
        let weights: Vec<_> = outline.weights.iter().filter(|weight| wanted(&weight.domain)).collect();
        let middles: Vec<f64> = weights.iter().map(|weight| weight.middle()).collect();
        let scored_parts = largest_remainder(&middles, scored);
        let pretest_parts = largest_remainder(&middles, items - scored);
        let quotas = weights.iter().zip(scored_parts.into_iter().zip(pretest_parts));
        let quotas = quotas.map(|(weight, (scored, pretest))| {
            let domain = credential.domain(&weight.domain);
            Quota {
                domain: weight.domain.clone(),
                title: domain.map_or_else(String::new, |domain| domain.title.clone()),
                short: domain.map_or_else(String::new, |domain| domain.short.clone()),
                scored,
                pretest,
            }
        });
        let minutes = match timing {
            Timing::Untimed => None,
            Timing::Exam | Timing::Relaxed => {
                Some(minutes.unwrap_or_else(|| (outline.minutes * items).div_ceil(outline.items()).max(1)))
            }
        };
        Self {
            credential: credential.credential.clone(),
            short: credential.short.clone(),
            name: name(length, items, domains),
            quotas: quotas.collect(),
            cases: outline.cases.as_ref().map(|plan| in_proportion(plan.count, items, outline)),
            book: outline.books == Books::Open,
            entry: CodeEntry::Typed,
            outline: outline.clone(),
            minutes,
            timing,
        }
    }

    pub fn items(&self) -> u32 {
        self.quotas.iter().map(Quota::items).sum()
    }

    pub fn pretest(&self) -> u32 {
        self.quotas.iter().map(|quota| quota.pretest).sum()
    }
}

/// The scored share of a form of `items`, as in the full exam; at least one item counts.
fn scored_of(items: u32, outline: &Outline) -> u32 {
    in_proportion(outline.scored, items, outline).clamp(1, items)
}

/// What the full exam has `of_full` of, on a form of `items`.
fn in_proportion(of_full: u32, items: u32, outline: &Outline) -> u32 {
    (f64::from(items) * f64::from(of_full) / f64::from(outline.items())).round() as u32
}

fn name(length: Length, items: u32, domains: &[String]) -> String {
    let what = match length {
        Length::Full => "full mock".to_owned(),
        Length::Half => "half mock".to_owned(),
        Length::Quick => "quick mock".to_owned(),
        Length::Items(1) => "mock of 1 item".to_owned(),
        Length::Items(_) => format!("mock of {items} items"),
    };
    match domains {
        [] => what,
        [one] => format!("{what}, domain {one}"),
        some => format!("{what}, domains {}", some.join(", ")),
    }
}
