//! What only drills ask: a number to be typed, and steps to be put in order. And what was given as an answer to an item
//! of any kind, with the one place that says whether it is right.

use super::calc::number_in;
use super::item::{Body, Calc, Item, OptionSet};
use super::number::Number;

/// A number is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeric {
    pub answer: Number,
    /// Shown after the number, as `%` or `days`; a bare number has none.
    pub unit: Option<String>,
    /// How far from the answer a number may lie and be right.
    pub tolerance: Number,
    /// Decimals that are asked for.
    pub round: u32,
    /// What wrong formulas give.
    pub wrong: Vec<WrongNumber>,
}

/// A number that a wrong formula gives, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongNumber {
    pub answer: Number,
    pub why: String,
}

impl Numeric {
    pub fn is_right(&self, given: Number) -> bool {
        given.is_near(self.answer, self.tolerance)
    }

    /// The wrong formula by which a number was found, where it is a known one.
    pub fn recognized(&self, given: Number) -> Option<&WrongNumber> {
        if self.is_right(given) {
            return None;
        }
        let near = self.wrong.iter().filter(|wrong| given.is_near(wrong.answer, self.tolerance));
        near.min_by_key(|wrong| given.distance(wrong.answer))
    }

    /// The calculation that gives the answer.
    pub fn calculation<'a>(&self, calcs: &'a [Calc]) -> Option<&'a Calc> {
        let answer: f64 = self.answer.to_string().parse().ok()?;
        let said = |calc: &Calc| number_in(&calc.answer).unwrap_or(f64::NAN);
        calcs.iter().find(|calc| calc.round == self.round && (said(calc) - answer).abs() < 1e-9)
    }

    /// A number with its unit: `2.87 %`, `12 days`.
    pub fn with_unit(&self, number: Number) -> String {
        match &self.unit {
            Some(unit) => format!("{number} {unit}"),
            None => number.to_string(),
        }
    }
}

/// Steps are put in order; kept in the right one.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub text: String,
    /// Why it stands there.
    pub why: String,
}

impl Steps {
    /// The whole order or nothing. Steps by their stored place.
    pub fn is_right(&self, given: &[u8]) -> bool {
        given.len() == self.steps.len() && given.iter().enumerate().all(|(at, step)| at == usize::from(*step))
    }
}

/// What was given as an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    Options(OptionSet),
    Number(Number),
    /// Steps by their stored place, in the order they were put in.
    Steps(Vec<u8>),
}

impl Given {
    /// The options that were chosen; none where no option is.
    pub fn options(&self) -> OptionSet {
        match self {
            Self::Options(options) => *options,
            Self::Number(_) | Self::Steps(_) => OptionSet::EMPTY,
        }
    }
}

impl From<OptionSet> for Given {
    fn from(options: OptionSet) -> Self {
        Self::Options(options)
    }
}

impl Item {
    /// The number that is asked for, where one is.
    pub fn numeric(&self) -> Option<&Numeric> {
        match &self.body {
            Body::Numeric(numeric) => Some(numeric),
            _ => None,
        }
    }

    /// The steps to put in order, where the item asks for that.
    pub fn steps(&self) -> Option<&Steps> {
        match &self.body {
            Body::Order(steps) => Some(steps),
            _ => None,
        }
    }

    /// Whether an answer to an item of a drill is right; none where it is no answer to this kind.
    pub fn is_right(&self, given: &Given) -> Option<bool> {
        match (&self.body, given) {
            (Body::Choice(choice), Given::Options(options)) => Some(choice.is_right(*options)),
            (Body::Numeric(numeric), Given::Number(number)) => Some(numeric.is_right(*number)),
            (Body::Order(steps), Given::Steps(order)) => Some(steps.is_right(order)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::written(text).unwrap()
    }

    fn net_death_rate(tolerance: &str) -> Numeric {
        let wrong = |answer, why: &str| WrongNumber { answer: number(answer), why: why.to_owned() };
        Numeric {
            answer: number("2.87"),
            unit: Some("%".to_owned()),
            tolerance: number(tolerance),
            round: 2,
            wrong: vec![wrong("2.85", "early deaths left the numerator only"), wrong("3.68", "the gross rate")],
        }
    }

    #[track_caller]
    fn marks(tolerance: &str, given: &str, right: bool, recognized: Option<&str>) {
        let numeric = net_death_rate(tolerance);
        assert_eq!(numeric.is_right(number(given)), right, "{given}");
        assert_eq!(numeric.recognized(number(given)).map(|wrong| wrong.why.as_str()), recognized, "{given}");
    }

    #[test]
    fn a_number_is_right_up_to_the_edge_of_its_tolerance() {
        marks("0", "2.87", true, None);
        marks("0", "2.870", true, None);
        marks("0", "2.88", false, None);
        marks("0", "-2.87", false, None);
        marks("0", "2.85", false, Some("early deaths left the numerator only"));
        marks("0", "3.68", false, Some("the gross rate"));
        marks("0.01", "2.88", true, None);
        marks("0.01", "2.86", true, None);
        marks("0.01", "2.880000001", false, None);
        marks("0.01", "3.67", false, Some("the gross rate"));
        // Right comes before recognized, and the nearest of two wrong ones before the first.
        marks("0.02", "2.85", true, None);
        marks("0.6", "3.6", false, Some("the gross rate"));
    }

    fn steps(count: usize) -> Steps {
        Steps { steps: vec![Step { text: "A step".to_owned(), why: "It is so.".to_owned() }; count] }
    }

    proptest::proptest! {
        #[test]
        fn any_order_but_the_right_one_is_wrong(
            order in (4usize..=6).prop_flat_map(|count| {
                proptest::strategy::Strategy::prop_shuffle(proptest::strategy::Just((0..count as u8).collect::<Vec<_>>()))
            }),
        ) {
            let right = order.is_sorted();
            proptest::prop_assert_eq!(steps(order.len()).is_right(&order), right);
            proptest::prop_assert!(!steps(order.len()).is_right(&order[1..]));
            proptest::prop_assert!(!steps(order.len() + 1).is_right(&order));
        }

        #[test]
        fn a_number_is_right_inside_the_tolerance_and_nowhere_else(
            answer in -1_000_000i64..1_000_000, apart in -2_000i64..2_000, tolerance in 0i64..1_000,
        ) {
            let hundredths = |value: i64| {
                let sign = if value < 0 { "-" } else { "" };
                number(&format!("{sign}{}.{:02}", value.abs() / 100, value.abs() % 100))
            };
            let numeric = Numeric {
                answer: hundredths(answer), tolerance: hundredths(tolerance), ..net_death_rate("0")
            };
            proptest::prop_assert_eq!(numeric.is_right(hundredths(answer + apart)), apart.abs() <= tolerance);
        }
    }

    use proptest::strategy::Strategy as _;
}
