//! What an item of the kind `query` asks for: a query to a provider, built out of parts, and the rules it is judged by.
//!
//! Owns what a query is made of and the shared library of rules. [`judge`] says what a build came to; nothing here knows
//! in which order parts are shown.

mod judge;
pub mod library;

use super::case::Document;
use super::coding::Evidence;

pub use judge::{Chosen, Judged, Verdict, judge};

/// A name with its value in the bank format, for enums that are written as one word.
macro_rules! named {
    ($(#[$about:meta])* $type:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($variant),+ }

        impl $type {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }

            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

named! {
    /// Why a query is needed.
    Need {
        NewDiagnosis = "new_diagnosis",
        ClinicalValidation = "clinical_validation",
        Specificity = "specificity",
        Conflict = "conflict",
        Poa = "poa",
        Cause = "cause",
        Procedure = "procedure",
    }
}

named! {
    /// A place of the query that parts are chosen for.
    SlotName {
        To = "to",
        Title = "title",
        Indicators = "indicators",
        Question = "question",
        Choices = "choices",
        Closing = "closing",
    }
}

named! {
    /// What is wrong with a part, wherever it is chosen.
    Flag {
        Leading = "leading",
        Impact = "impact",
        Misquoted = "misquoted",
        Interpretation = "interpretation",
        PriorEncounter = "prior_encounter",
        Irrelevant = "irrelevant",
        WrongAddressee = "wrong_addressee",
    }
}

named! {
    /// How a question is asked.
    Form { Open = "open", Choice = "choice", YesNo = "yes_no" }
}

named! {
    /// What a choice lets the provider answer.
    Role {
        Diagnosis = "diagnosis",
        Other = "other",
        Undetermined = "undetermined",
        Yes = "yes",
        No = "no",
    }
}

impl Need {
    /// In a list.
    pub fn short(self) -> &'static str {
        match self {
            Self::NewDiagnosis => "not documented",
            Self::ClinicalValidation => "not supported",
            Self::Specificity => "not specific",
            Self::Conflict => "in conflict",
            Self::Poa => "present on admission",
            Self::Cause => "cause and effect",
            Self::Procedure => "a procedure",
        }
    }

    /// In full.
    pub fn title(self) -> &'static str {
        match self {
            Self::NewDiagnosis => "a diagnosis that is not documented",
            Self::ClinicalValidation => "a diagnosis without support",
            Self::Specificity => "a diagnosis that is not specific",
            Self::Conflict => "documentation that conflicts",
            Self::Poa => "present on admission",
            Self::Cause => "cause and effect",
            Self::Procedure => "a procedure",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub need: Need,
    pub setting: Option<String>,
    pub documents: Vec<Document>,
    pub slots: Vec<Slot>,
    pub rules: Vec<Rule>,
    pub models: Vec<Model>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub name: SlotName,
    pub label: String,
    /// How many parts are to be chosen, and may be.
    pub min: usize,
    pub max: usize,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub id: String,
    pub text: String,
    pub why: String,
    pub flags: Vec<Flag>,
    pub nature: Nature,
}

/// What a part is beside its words; its slot decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nature {
    /// An addressee, a title, a closing line.
    Line,
    /// A finding, with its words in the record.
    Indicator(Option<Evidence>),
    Question(Form),
    /// An answer that is offered; a diagnosis with the indicators that support it.
    Choice {
        role: Role,
        supported_by: Vec<String>,
    },
}

impl Part {
    pub fn form(&self) -> Option<Form> {
        match self.nature {
            Nature::Question(form) => Some(form),
            _ => None,
        }
    }

    pub fn role(&self) -> Option<Role> {
        match self.nature {
            Nature::Choice { role, .. } => Some(role),
            _ => None,
        }
    }

    fn has_any(&self, flags: &[Flag]) -> bool {
        self.flags.iter().any(|flag| flags.contains(flag))
    }
}

/// Something that a query has to keep to: all of its points, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: String,
    pub text: String,
    pub points: u32,
    /// Whether a query that breaks it is not compliant.
    pub fatal: bool,
    pub test: Test,
    /// What is wrong where it is broken.
    pub fail: String,
    pub source: String,
    /// Forms of the question that it applies to; all where there is none.
    pub when: Option<Vec<Form>>,
}

/// How a rule is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// At least so many parts of a slot (of these, where they are named), and none with such a flag.
    Cites { slot: SlotName, of: Option<Vec<String>>, min: usize, none_flag: Vec<Flag> },
    /// Of each set at least so many.
    CitesEach { slot: SlotName, sets: Vec<Set> },
    /// No part of a slot, or of the whole query, has such a flag.
    Clean { slot: Option<SlotName>, flags: Vec<Flag> },
    /// The question has one of these forms.
    FormIn { allowed: Vec<Form> },
    /// The choices are those that the form of the question asks for.
    ChoicesFit,
    /// Each diagnosis that is offered has so many of its indicators in the query.
    Supported { min: usize },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    pub label: String,
    pub of: Vec<String>,
    pub min: usize,
}

/// A build and what it comes to, so that `bank check` can judge it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    pub name: String,
    pub parts: ModelParts,
    pub compliant: bool,
    /// Ids of the rules that it breaks, all of them.
    pub fails: Option<Vec<String>>,
    pub percent: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelParts {
    All,
    Listed(Vec<String>),
}

impl Query {
    pub fn slot(&self, name: SlotName) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.name == name)
    }

    /// Every part, in the order of the slots.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.slots.iter().flat_map(|slot| &slot.parts)
    }

    pub fn part(&self, id: &str) -> Option<&Part> {
        self.parts().find(|part| part.id == id)
    }

    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The parts of a model.
    pub fn model(&self, model: &Model) -> Chosen {
        match &model.parts {
            ModelParts::All => self.parts().map(|part| part.id.clone()).collect(),
            ModelParts::Listed(ids) => ids.iter().cloned().collect(),
        }
    }

    /// The first slot that has fewer parts than it asks for.
    pub fn short_slot(&self, chosen: &Chosen) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.count(chosen) < slot.min)
    }
}

impl Slot {
    pub fn count(&self, chosen: &Chosen) -> usize {
        self.parts.iter().filter(|part| chosen.contains(&part.id)).count()
    }
}
