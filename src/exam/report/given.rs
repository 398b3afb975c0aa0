//! What was given to items that only drills ask, beside what is right: a number, or steps in an order.

use serde::Serialize;

use crate::bank::{Given, Item, Number, Steps};

/// A number that was typed, and the right one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NumberReport {
    /// None where nothing was given.
    pub given: Option<Number>,
    pub right: Number,
    pub unit: Option<String>,
    /// How far from the right one a number may lie.
    pub tolerance: Number,
    /// What was wrong with the formula, where the number that was given is known to come from a wrong one.
    pub recognized: Option<String>,
    /// How the right one is computed.
    pub formula: Option<String>,
}

/// A step, in the right order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepReport {
    /// From 1.
    pub place: usize,
    /// Where it was put, from 1; none where nothing was given.
    pub given: Option<usize>,
    pub text: String,
    pub why: String,
}

impl NumberReport {
    /// None of an item that asks for no number.
    pub fn of(item: &Item, given: Option<&Given>) -> Option<Self> {
        let numeric = item.numeric()?;
        let given = match given {
            Some(Given::Number(number)) => Some(*number),
            _ => None,
        };
        Some(Self {
            given,
            right: numeric.answer,
            unit: numeric.unit.clone(),
            tolerance: numeric.tolerance,
            recognized: given.and_then(|number| numeric.recognized(number)).map(|wrong| wrong.why.clone()),
            formula: numeric.calculation(&item.calc).map(|calc| calc.expr.replace('*', "×")),
        })
    }

    pub fn is_right(&self, number: Number) -> bool {
        number.is_near(self.right, self.tolerance)
    }

    /// A number with its unit.
    pub fn shown(&self, number: Number) -> String {
        match &self.unit {
            Some(unit) => format!("{number} {unit}"),
            None => number.to_string(),
        }
    }

    /// The right number with its unit and, where there is one, its tolerance.
    pub fn right_shown(&self) -> String {
        let right = self.shown(self.right);
        if self.tolerance.is_zero() { right } else { format!("{right}, within {}", self.tolerance) }
    }
}

impl StepReport {
    pub fn is_in_place(&self) -> bool {
        self.given == Some(self.place)
    }

    pub fn of(steps: &Steps, given: Option<&Given>) -> Vec<Self> {
        let order = match given {
            Some(Given::Steps(order)) => order.as_slice(),
            _ => &[],
        };
        let steps = steps.steps.iter().enumerate().map(|(at, step)| Self {
            place: at + 1,
            given: order.iter().position(|put| usize::from(*put) == at).map(|put| put + 1),
            text: step.text.clone(),
            why: step.why.clone(),
        });
        steps.collect()
    }
}

/// The right place of each step in the order in which they were put: `2 1 3 4`; empty where nothing was given.
pub fn order_given(steps: &[StepReport]) -> String {
    let mut put: Vec<(usize, usize)> = steps.iter().filter_map(|step| Some((step.given?, step.place))).collect();
    put.sort_unstable();
    put.iter().map(|(_, place)| place.to_string()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::drilled::Step;

    #[test]
    fn each_step_says_where_it_was_put() {
        let step = |text: &str| Step { text: text.to_owned(), why: "It is so.".to_owned() };
        let steps = Steps { steps: ["one", "two", "three", "four"].map(step).to_vec() };
        let report = StepReport::of(&steps, Some(&Given::Steps(vec![1, 0, 2, 3])));
        let places: Vec<_> = report.iter().map(|step| (step.place, step.given)).collect();
        assert_eq!(places, [(1, Some(2)), (2, Some(1)), (3, Some(3)), (4, Some(4))]);
        assert_eq!(order_given(&report), "2 1 3 4");
        assert_eq!(order_given(&StepReport::of(&steps, None)), "");
        let turned = StepReport::of(&steps, Some(&Given::Steps(vec![3, 0, 1, 2])));
        assert_eq!(order_given(&turned), "4 1 2 3");
        assert_eq!(turned[0].given, Some(2));
    }
}
