//! The rules that every query is held to: an item names them and says what is its own.

use super::{Flag, Form, Set, SlotName};

/// A test whose parts are not all said yet: the library says some, the item the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub op: Option<Op>,
    pub slot: Option<Where>,
    pub of: Option<Vec<String>>,
    pub min: Option<usize>,
    pub sets: Option<Vec<Set>>,
    pub allowed: Option<Vec<Form>>,
    pub flags: Option<Vec<Flag>>,
    pub none_flag: Option<Vec<Flag>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Cites,
    CitesEach,
    Clean,
    FormIn,
    ChoicesFit,
    Supported,
}

impl Op {
    pub const NAMES: [(&'static str, Self); 6] = [
        ("cites", Self::Cites),
        ("cites_each", Self::CitesEach),
        ("clean", Self::Clean),
        ("form_in", Self::FormIn),
        ("choices_fit", Self::ChoicesFit),
        ("supported", Self::Supported),
    ];

    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, op)| op)
    }
}

/// A slot, or the whole query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    Slot(SlotName),
    Everywhere,
}

/// A rule of the library.
#[derive(Clone, Debug)]
pub struct Shared {
    pub text: &'static str,
    pub points: u32,
    pub fatal: bool,
    pub test: Draft,
    pub fail: &'static str,
    pub source: &'static str,
    pub when: Option<Vec<Form>>,
}

const BRIEF: &str = "AHIMA/ACDIS, Guidelines for Achieving a Compliant Query Practice (2022 Update)";
const ETHICS: &str = "AHIMA Standards of Ethical Coding";

pub const IDS: [&str; 13] = [
    "addressee",
    "title",
    "subject",
    "indicators",
    "both_sides",
    "accurate",
    "relevant",
    "question",
    "form",
    "ways_out",
    "supported",
    "alternatives",
    "no_impact",
];

/// The rule of that id.
pub fn shared(id: &str) -> Option<Shared> {
    let (points, is_fatal) = weight(id)?;
    let (text, fail) = words(id)?;
    let source = if id == "no_impact" { ETHICS } else { BRIEF };
    let when = match id {
        "supported" => Some(vec![Form::Choice, Form::YesNo]),
        "alternatives" => Some(vec![Form::Choice]),
        _ => None,
    };
    Some(Shared { text, points, fatal: is_fatal, test: test(id), fail, source, when })
}

/// Points, and whether a query that breaks the rule is not compliant.
fn weight(id: &str) -> Option<(u32, bool)> {
    Some(match id {
        "addressee" | "title" | "subject" | "both_sides" | "relevant" | "ways_out" | "alternatives" => (1, false),
        "indicators" => (2, false),
        "form" => (1, true),
        "accurate" | "question" | "supported" | "no_impact" => (2, true),
        _ => return None,
    })
}

/// What the rule asks, and what is wrong where it is broken.
fn words(id: &str) -> Option<(&'static str, &'static str)> {
    Some(match id {
        "addressee" => (
            "Goes to the provider whose documentation is unclear.",
            "Somebody else would answer for the provider who wrote the entry.",
        ),
        "title" => ("The title names the topic, not an answer.", "The title already gives the answer or the effect."),
        "subject" => (
            "Quotes the documentation that needs clarifying.",
            "The provider is not shown which entry the query is about.",
        ),
        "indicators" => (
            "Cites enough findings that bear on the question.",
            "Too few of the findings that raise the question are shown.",
        ),
        "both_sides" => (
            "Shows the findings that speak for and those that speak against.",
            "One side of the findings is shown too little, and the query leans to the other.",
        ),
        "accurate" => (
            "Every finding stands in the record as quoted.",
            "A cited finding is not in the record, or is the writer's own conclusion.",
        ),
        "relevant" => (
            "Every finding belongs to this stay and to this question.",
            "Findings that do not bear on the question blur it; a diagnosis of an earlier stay suggests one for this.",
        ),
        "question" => ("The question leaves the judgement to the provider.", "The wording asks for one answer."),
        "form" => (
            "The form of the question suits its purpose.",
            "A question of this form may not be asked for this purpose.",
        ),
        "ways_out" => (
            "A list of choices has other and unable to determine, a yes/no question these and both answers; an open \
             question has no list.",
            "The provider cannot answer otherwise, or the list does not fit the question.",
        ),
        "supported" => (
            "Every diagnosis that is offered is supported by findings that the query cites.",
            "A diagnosis on the list has too few of its findings in the query.",
        ),
        "alternatives" => ("Each reasonable answer is on the list.", "A reasonable answer is missing."),
        "no_impact" => (
            "Nothing speaks of payment, severity scores, quality figures or audits.",
            "A query never mentions the effect of an answer.",
        ),
        _ => return None,
    })
}

fn test(id: &str) -> Draft {
    let draft = |op| Draft { op: Some(op), ..Draft::default() };
    let clean = |at, flags: &[Flag]| Draft { slot: Some(at), flags: Some(flags.to_vec()), ..draft(Op::Clean) };
    let cites = |slot, min| Draft { slot: Some(Where::Slot(slot)), min, ..draft(Op::Cites) };
    let indicators = Where::Slot(SlotName::Indicators);
    match id {
        "addressee" => Draft { none_flag: Some(vec![Flag::WrongAddressee]), ..cites(SlotName::To, Some(1)) },
        "title" => clean(Where::Slot(SlotName::Title), &[Flag::Leading, Flag::Impact]),
        "subject" => cites(SlotName::Indicators, Some(1)),
        "indicators" => cites(SlotName::Indicators, None),
        "both_sides" => Draft { slot: Some(indicators), ..draft(Op::CitesEach) },
        "accurate" => clean(indicators, &[Flag::Misquoted, Flag::Interpretation]),
        "relevant" => clean(indicators, &[Flag::Irrelevant, Flag::PriorEncounter]),
        "question" => clean(Where::Slot(SlotName::Question), &[Flag::Leading]),
        "form" => draft(Op::FormIn),
        "ways_out" => draft(Op::ChoicesFit),
        "supported" => Draft { min: Some(2), ..draft(Op::Supported) },
        "alternatives" => cites(SlotName::Choices, None),
        "no_impact" => clean(Where::Everywhere, &[Flag::Impact]),
        _ => Draft::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_library_is_there_with_its_words() {
        for id in IDS {
            let sound = |rule: Shared| {
                rule.points > 0 && !rule.text.is_empty() && !rule.fail.is_empty() && rule.test.op.is_some()
            };
            assert!(shared(id).is_some_and(sound), "{id}");
        }
        assert!(shared("own").is_none());
    }

    #[test]
    fn five_rules_decide_whether_a_query_is_compliant() {
        let fatal: Vec<&str> = IDS.into_iter().filter(|id| shared(id).is_some_and(|rule| rule.fatal)).collect();
        assert_eq!(fatal, ["accurate", "question", "form", "supported", "no_impact"]);
    }
}
