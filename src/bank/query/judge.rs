//! What a build comes to, rule by rule. Pure: a query and the chosen parts in, a judgement out; the order in which parts
//! were chosen is not known here.

use std::collections::BTreeSet;

use super::{Form, Nature, Part, Query, Role, Rule, Set, SlotName, Test};

/// Ids of the chosen parts.
pub type Chosen = BTreeSet<String>;

/// What is left of the points of a query that is not compliant.
const NOT_COMPLIANT: f64 = 0.4;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// In the order of the item's rules.
    pub verdicts: Vec<Verdict>,
    /// Points that were earned, of those that could be: of the rules that apply.
    pub points: u32,
    pub possible: u32,
    /// What is given for it: the share of the points, and less where it is not compliant.
    pub percent: u32,
    pub compliant: bool,
}

/// One rule of a judged build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub rule: String,
    pub applies: bool,
    pub holds: bool,
    pub points: u32,
    /// Chosen parts that break the rule.
    pub offending: Vec<String>,
    /// Parts that were not chosen, and by which it would hold.
    pub missing: Vec<String>,
}

impl Judged {
    /// Ids of the rules that are broken.
    pub fn fails(&self) -> impl Iterator<Item = &str> {
        self.verdicts.iter().filter(|verdict| verdict.applies && !verdict.holds).map(|verdict| verdict.rule.as_str())
    }

    pub fn is_offending(&self, part: &Part) -> bool {
        self.verdicts.iter().any(|verdict| verdict.offending.contains(&part.id))
    }

    pub fn is_missing(&self, part: &Part) -> bool {
        self.verdicts.iter().any(|verdict| verdict.missing.contains(&part.id))
    }

    /// Before it is rounded, 0 to 1.
    fn share(points: u32, possible: u32, compliant: bool) -> f64 {
        let share = if possible == 0 { 0.0 } else { f64::from(points) / f64::from(possible) };
        if compliant { share } else { share * NOT_COMPLIANT }
    }
}

pub fn judge(query: &Query, chosen: &Chosen) -> Judged {
    let build = Build { query, chosen, form: form(query, chosen) };
    let verdicts: Vec<Verdict> = query.rules.iter().map(|rule| build.verdict(rule)).collect();
    let applying = || query.rules.iter().zip(&verdicts).filter(|(_, verdict)| verdict.applies);
    let possible = applying().map(|(rule, _)| rule.points).sum();
    let points = verdicts.iter().map(|verdict| verdict.points).sum();
    let compliant = !applying().any(|(rule, verdict)| rule.fatal && !verdict.holds);
    // Halves go to the even side, as the writers of items reckon.
    let percent = (Judged::share(points, possible, compliant) * 100.0).round_ties_even() as u32;
    Judged { verdicts, points, possible, percent, compliant }
}

/// The form of the question that is asked.
fn form(query: &Query, chosen: &Chosen) -> Option<Form> {
    let asked = query.slot(SlotName::Question)?.parts.iter().find(|part| chosen.contains(&part.id))?;
    asked.form()
}

struct Build<'a> {
    query: &'a Query,
    chosen: &'a Chosen,
    form: Option<Form>,
}

/// What a test found: chosen parts that break it, and parts that it misses.
#[derive(Default)]
struct Found<'a> {
    holds: bool,
    offending: Vec<&'a Part>,
    missing: Vec<&'a Part>,
}

impl<'a> Build<'a> {
    fn verdict(&self, rule: &Rule) -> Verdict {
        let applies = rule.when.as_ref().is_none_or(|forms| self.form.is_some_and(|form| forms.contains(&form)));
        let found = if applies { self.tried(&rule.test) } else { Found::default() };
        let ids = |parts: Vec<&Part>| match found.holds {
            true => Vec::new(),
            false => parts.into_iter().map(|part| part.id.clone()).collect(),
        };
        Verdict {
            rule: rule.id.clone(),
            applies,
            holds: found.holds,
            points: if found.holds { rule.points } else { 0 },
            offending: ids(found.offending),
            missing: ids(found.missing),
        }
    }

    fn tried(&self, test: &Test) -> Found<'a> {
        match test {
            Test::Cites { slot, of, min, none_flag } => {
                let named = |part: &&Part| of.as_ref().is_none_or(|of| of.contains(&part.id));
                let count = self.of(*slot).filter(named).count();
                let offending: Vec<&Part> = self.of(*slot).filter(|part| part.has_any(none_flag)).collect();
                let enough = count >= *min;
                let wanted = |part: &&Part| of.is_some() && named(part) && !enough;
                let missing = self.not_of(*slot).filter(wanted).collect();
                Found { holds: enough && offending.is_empty(), offending, missing }
            }
            Test::CitesEach { slot, sets } => {
                let is_short = |set: &&Set| self.of(*slot).filter(|part| set.of.contains(&part.id)).count() < set.min;
                let short: Vec<&Set> = sets.iter().filter(is_short).collect();
                let wanted = |part: &&Part| short.iter().any(|set| set.of.contains(&part.id));
                let missing = self.not_of(*slot).filter(wanted).collect();
                Found { holds: short.is_empty(), missing, ..Found::default() }
            }
            Test::Clean { slot, flags } => {
                let chosen = self.query.slots.iter().filter(|held| slot.is_none_or(|slot| held.name == slot));
                let chosen = chosen.flat_map(|slot| self.of(slot.name));
                let offending: Vec<&Part> = chosen.filter(|part| part.has_any(flags)).collect();
                Found { holds: offending.is_empty(), offending, ..Found::default() }
            }
            Test::FormIn { allowed } => {
                let holds = self.form.is_some_and(|form| allowed.contains(&form));
                Found { holds, offending: self.of(SlotName::Question).collect(), ..Found::default() }
            }
            Test::ChoicesFit => self.choices_fit(),
            Test::Supported { min } => {
                let offending: Vec<&Part> = self
                    .of(SlotName::Choices)
                    .filter(|part| self.support(part).is_some_and(|has| has < *min))
                    .collect();
                Found { holds: offending.is_empty(), offending, ..Found::default() }
            }
        }
    }

    fn choices_fit(&self) -> Found<'a> {
        let (needed, forbidden): (&[Role], &[Role]) = match self.form {
            Some(Form::Choice) => (&[Role::Diagnosis, Role::Other, Role::Undetermined], &[Role::Yes, Role::No]),
            Some(Form::YesNo) => (&[Role::Yes, Role::No, Role::Other, Role::Undetermined], &[Role::Diagnosis]),
            _ => (&[], Role::ALL),
        };
        let is = |part: &Part, roles: &[Role]| part.role().is_some_and(|role| roles.contains(&role));
        let there = |role: &Role| self.of(SlotName::Choices).any(|part| part.role() == Some(*role));
        let absent: Vec<Role> = needed.iter().copied().filter(|role| !there(role)).collect();
        let offending: Vec<&Part> = self.of(SlotName::Choices).filter(|part| is(part, forbidden)).collect();
        let holds = absent.is_empty() && offending.is_empty();
        // Any diagnosis would do; which one is for other rules to say.
        let named = |part: &&Part| part.role() != Some(Role::Diagnosis) && is(part, &absent);
        Found { holds, offending, missing: self.not_of(SlotName::Choices).filter(named).collect() }
    }

    /// How many of a diagnosis' indicators the query cites; none where it is no diagnosis.
    fn support(&self, part: &Part) -> Option<usize> {
        match &part.nature {
            Nature::Choice { role: Role::Diagnosis, supported_by } => {
                Some(self.of(SlotName::Indicators).filter(|cited| supported_by.contains(&cited.id)).count())
            }
            _ => None,
        }
    }

    /// The chosen parts of a slot.
    fn of(&self, slot: SlotName) -> impl Iterator<Item = &'a Part> + use<'a> {
        let chosen = self.chosen;
        self.parts(slot).filter(move |part| chosen.contains(&part.id))
    }

    fn not_of(&self, slot: SlotName) -> impl Iterator<Item = &'a Part> + use<'a> {
        let chosen = self.chosen;
        self.parts(slot).filter(move |part| !chosen.contains(&part.id))
    }

    fn parts(&self, slot: SlotName) -> impl Iterator<Item = &'a Part> + use<'a> {
        self.query.slot(slot).into_iter().flat_map(|slot| &slot.parts)
    }
}
