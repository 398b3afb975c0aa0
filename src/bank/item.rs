//! An item as the rest of the program knows it: parsed once, nothing left to re-check.

use std::fmt;
use std::hash::Hasher;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher13};

use super::coding::Codes;
use super::drilled::{Numeric, Steps};
use super::query::Query;

/// The stable name of an item; a corrected item keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(Arc<str>);

impl ItemId {
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Says which wording of an item was answered: SipHash-1-3-128 of its canonical JSON, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentHash(String);

impl ContentHash {
    pub fn of(canonical_json: &str) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(canonical_json.as_bytes());
        Self(format!("{:032x}", hasher.finish128().as_u128()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Recall,
    Application,
    Analysis,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Recall, Self::Application, Self::Analysis];

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Recall => "recall",
            Self::Application => "application",
            Self::Analysis => "analysis",
        }
    }
}

/// Whether the stored order of the options carries meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionOrder {
    Shuffled,
    /// Numbers, dates, codes, steps: shown as they are stored.
    Natural,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AnswerOption {
    pub text: String,
    pub why: String,
    pub is_key: bool,
}

/// Options to choose from: one key (`single`) or several (`multi`).
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub options: Vec<AnswerOption>,
    /// How many options make a complete answer: 1 for `single`.
    pub choose: usize,
    pub order: OptionOrder,
}

impl Choice {
    pub fn keys(&self) -> OptionSet {
        let keys = self.options.iter().enumerate().filter(|(_, option)| option.is_key);
        keys.fold(OptionSet::EMPTY, |set, (index, _)| set.with(index))
    }

    /// All or nothing, for `multi` too: every key and no other option.
    pub fn is_right(&self, chosen: OptionSet) -> bool {
        chosen == self.keys()
    }
}

/// What the candidate is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Choice(Choice),
    /// Codes to be typed.
    Codes(Codes),
    /// A number to be typed; drills only.
    Numeric(Numeric),
    /// Steps to be put in order; drills only.
    Order(Steps),
    /// A query to be built out of parts; practice, on no form.
    Query(Query),
}

impl Body {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Choice(choice) if choice.choose == 1 => "single",
            Self::Choice(_) => "multi",
            Self::Codes(_) => "codes",
            Self::Numeric(_) => "numeric",
            Self::Order(_) => "order",
            Self::Query(_) => "query",
        }
    }

    /// How many options there are, and how many of them make an answer: all where steps are put in order, one of none
    /// where a number is typed, none of none where codes are.
    pub fn options_and_choose(&self) -> (usize, usize) {
        match self {
            Self::Choice(choice) => (choice.options.len(), choice.choose),
            Self::Order(steps) => (steps.steps.len(), steps.steps.len()),
            Self::Numeric(_) => (0, 1),
            Self::Codes(_) | Self::Query(_) => (0, 0),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub cite: String,
    /// The month in which the rule's own text was read for this item.
    pub checked: Option<String>,
    pub url: Option<String>,
}

/// A key that is computed, so that `bank check` can compute it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calc {
    pub expr: String,
    pub round: u32,
    pub answer: String,
    pub option: Option<usize>,
    pub pick: Option<Pick>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    Max,
    Min,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: ItemId,
    pub domain: String,
    pub task: String,
    pub topic: String,
    pub level: Level,
    pub angoff: f64,
    pub stem: String,
    pub body: Body,
    pub rationale: String,
    pub sources: Vec<Source>,
    pub calc: Vec<Calc>,
    pub code_set: Option<String>,
    pub enemies: Vec<ItemId>,
    pub case: Option<String>,
    pub after: Vec<ItemId>,
    pub accept: Vec<Accept>,
}

/// A finding of one rule that was looked at and is meant to be so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accept {
    pub rule: String,
    pub why: String,
}

impl Item {
    /// The choice, where the item is one.
    pub fn choice(&self) -> Option<&Choice> {
        match &self.body {
            Body::Choice(choice) => Some(choice),
            _ => None,
        }
    }

    /// The codes, where the item asks for some.
    pub fn codes(&self) -> Option<&Codes> {
        match &self.body {
            Body::Codes(codes) => Some(codes),
            _ => None,
        }
    }

    /// The query, where the item asks for one.
    pub fn query(&self) -> Option<&Query> {
        match &self.body {
            Body::Query(query) => Some(query),
            _ => None,
        }
    }

    /// Whether the item says that a finding of this rule is meant to be so.
    pub fn accepts(&self, rule: &str) -> bool {
        self.accept.iter().any(|accept| accept.rule == rule)
    }

    /// What stands under the stem: options to choose from, or steps to put in order, as they are stored.
    pub fn option_texts(&self) -> impl Iterator<Item = &str> {
        let options = self.choice().into_iter().flat_map(|choice| &choice.options).map(|option| option.text.as_str());
        let steps = self.steps().into_iter().flat_map(|steps| &steps.steps).map(|step| step.text.as_str());
        options.chain(steps)
    }

    /// Words that a candidate reads before answering.
    pub fn words(&self) -> usize {
        let options: usize = self.option_texts().map(|text| text.split_whitespace().count()).sum();
        self.stem.split_whitespace().count() + options
    }
}

/// A set of options by their stored place, as bits; items have at most [`OptionSet::MOST`] options.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OptionSet(u8);

impl OptionSet {
    pub const EMPTY: Self = Self(0);
    pub const MOST: usize = 8;

    pub fn bits(self) -> u8 {
        self.0
    }

    pub fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    pub fn with(self, option: usize) -> Self {
        debug_assert!(option < Self::MOST);
        Self(self.0 | 1 << option)
    }

    pub fn without(self, option: usize) -> Self {
        Self(self.0 & !(1 << option))
    }

    pub fn contains(self, option: usize) -> bool {
        option < Self::MOST && self.0 & (1 << option) != 0
    }

    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Self::MOST).filter(move |&option| self.contains(option))
    }
}

impl FromIterator<usize> for OptionSet {
    fn from_iter<I: IntoIterator<Item = usize>>(options: I) -> Self {
        options.into_iter().fold(Self::EMPTY, Self::with)
    }
}
