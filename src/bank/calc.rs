//! Arithmetic that an item rests on, computed again: `(31 - 7) / (842 - 7) * 100`, `date(2026,3,3) + 60`,
//! `(16 + 60) % 24`, `max(date(2033,3,9), date(2026,6,9))`.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::item::Calc;

/// What an expression comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    Number(f64),
    Day(Date),
}

impl Value {
    /// A number that orders values of one kind, for picking the largest or the earliest.
    pub fn rank(self) -> f64 {
        match self {
            Self::Number(number) => number,
            Self::Day(day) => f64::from(day.year()) * 400.0 + f64::from(day.day_of_year()),
        }
    }
}

/// Whether the answer that an item gives is what its expression comes to.
pub fn verify(calc: &Calc) -> Result<Value, String> {
    let value = evaluate(&calc.expr)?;
    match value {
        Value::Day(day) => {
            let long = day.strftime("%-d %B %Y").to_string();
            let us = day.strftime("%B %-d, %Y").to_string();
            if calc.answer.contains(&long) || calc.answer.contains(&us) {
                Ok(value)
            } else {
                Err(format!("{} comes to {long}, the item says {}", calc.expr, calc.answer))
            }
        }
        Value::Number(number) => {
            let said = number_in(&calc.answer).ok_or_else(|| format!("no number in the answer '{}'", calc.answer))?;
            let rounded = round_half_up(number, calc.round);
            if (rounded - said).abs() < 0.5 * 10f64.powi(-(decimals(calc.round) + 3)) {
                Ok(value)
            } else {
                Err(format!("{} comes to {rounded}, the item says {}", calc.expr, calc.answer))
            }
        }
    }
}

fn decimals(round: u32) -> i32 {
    i32::try_from(round).unwrap_or(9)
}

/// Rounds half away from zero, forgiving the last bits of binary fractions (2.675 to 2.68).
fn round_half_up(number: f64, round: u32) -> f64 {
    let scale = 10f64.powi(decimals(round));
    ((number.abs() * scale + 1e-9).round() / scale).copysign(number)
}

/// The first number of a text such as `$1,240.50 a day`.
pub(super) fn number_in(text: &str) -> Option<f64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let negative = text[..start].trim_end_matches('$').ends_with(['-', '\u{2212}']);
    let digits: String = text[start..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .filter(|c| *c != ',')
        .collect();
    let number: f64 = digits.trim_end_matches('.').parse().ok()?;
    Some(if negative { -number } else { number })
}

/// Computes an expression of numbers, dates, `+ - * / % ^`, parentheses and a few functions.
pub fn evaluate(expr: &str) -> Result<Value, String> {
    let mut parser = Parser { rest: expr, depth: 0 };
    let value = parser.sum()?;
    parser.skip();
    if parser.rest.is_empty() { Ok(value) } else { Err(format!("'{}' is not understood", parser.rest)) }
}

const DEEPEST: u32 = 64;

struct Parser<'a> {
    rest: &'a str,
    depth: u32,
}

impl Parser<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, symbol: char) -> bool {
        self.skip();
        match self.rest.strip_prefix(symbol) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn sum(&mut self) -> Result<Value, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("nested too deeply".to_owned());
        }
        let mut value = self.product()?;
        loop {
            if self.take('+') {
                value = add(value, self.product()?, 1.0)?;
            } else if self.take('-') {
                value = add(value, self.product()?, -1.0)?;
            } else {
                self.depth -= 1;
                return Ok(value);
            }
        }
    }

    fn product(&mut self) -> Result<Value, String> {
        let mut value = self.power()?;
        loop {
            if self.take('*') {
                value = Value::Number(number(value)? * number(self.power()?)?);
            } else if self.take('/') {
                let divisor = number(self.power()?)?;
                if divisor == 0.0 {
                    return Err("a division by zero".to_owned());
                }
                value = Value::Number(number(value)? / divisor);
            } else if self.take('%') {
                let divisor = number(self.power()?)?;
                if divisor == 0.0 {
                    return Err("a division by zero".to_owned());
                }
                value = Value::Number(number(value)?.rem_euclid(divisor));
            } else {
                return Ok(value);
            }
        }
    }

    fn power(&mut self) -> Result<Value, String> {
        let mut negative = false;
        while self.take('-') {
            negative = !negative;
        }
        let base = self.atom()?;
        let value = if self.take('^') { Value::Number(number(base)?.powf(number(self.atom()?)?)) } else { base };
        if negative { Ok(Value::Number(-number(value)?)) } else { Ok(value) }
    }

    fn atom(&mut self) -> Result<Value, String> {
        self.skip();
        if self.take('(') {
            let value = self.sum()?;
            return if self.take(')') { Ok(value) } else { Err("a ')' is missing".to_owned()) };
        }
        let end = self.rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        if word.is_empty() {
            return Err(format!("a number is missing before '{rest}'"));
        }
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return word.parse().map(Value::Number).map_err(|_| format!("'{word}' is no number"));
        }
        let arguments = self.arguments(word)?;
        call(word, &arguments)
    }

    fn arguments(&mut self, function: &str) -> Result<Vec<Value>, String> {
        if !self.take('(') {
            return Err(format!("'{function}' is not understood"));
        }
        let mut arguments = vec![self.sum()?];
        while self.take(',') {
            arguments.push(self.sum()?);
        }
        if self.take(')') { Ok(arguments) } else { Err(format!("a ')' is missing after {function}")) }
    }
}

fn number(value: Value) -> Result<f64, String> {
    match value {
        Value::Number(number) if number.is_finite() => Ok(number),
        Value::Number(_) => Err("a number is out of range".to_owned()),
        Value::Day(_) => Err("a date stands where a number is needed".to_owned()),
    }
}

/// Dates plus or minus days give dates; a date minus a date gives days.
fn add(left: Value, right: Value, sign: f64) -> Result<Value, String> {
    match (left, right) {
        (Value::Day(day), Value::Number(days)) => shift(day, sign * days),
        (Value::Number(days), Value::Day(day)) if sign > 0.0 => shift(day, days),
        (Value::Day(later), Value::Day(earlier)) if sign < 0.0 => {
            let span = later.since(earlier).map_err(|error| error.to_string())?;
            Ok(Value::Number(f64::from(span.get_days())))
        }
        (left, right) => Ok(Value::Number(number(left)? + sign * number(right)?)),
    }
}

fn shift(day: Date, days: f64) -> Result<Value, String> {
    let whole = days as i64;
    if days.fract() != 0.0 || days.abs() > 1e6 {
        return Err("a date moves by whole days".to_owned());
    }
    let span: Span = whole.days();
    day.checked_add(span).map(Value::Day).map_err(|error| error.to_string())
}

fn call(function: &str, arguments: &[Value]) -> Result<Value, String> {
    if function == "date" {
        let [year, month, day] = arguments else { return Err("date takes year, month, day".to_owned()) };
        let part = |value: &Value| {
            let number = number(*value)?;
            if number.fract() == 0.0 { Ok(number as i16) } else { Err("a date has whole parts".to_owned()) }
        };
        let small = |value: &Value| part(value).map(|part| i8::try_from(part).unwrap_or(-1));
        let (year, month, day) = (part(year)?, small(month)?, small(day)?);
        return Date::new(year, month, day)
            .map(Value::Day)
            .map_err(|_| format!("there is no day {day} in {year}-{month}"));
    }
    if let (Value::Day(first), "max" | "min") = (arguments[0], function) {
        let days = arguments.iter().map(|value| match value {
            Value::Day(day) => Ok(*day),
            Value::Number(_) => Err(format!("{function} takes dates or numbers, not both")),
        });
        let days = days.collect::<Result<Vec<_>, _>>()?.into_iter();
        let day = if function == "max" { days.max() } else { days.min() };
        return Ok(Value::Day(day.unwrap_or(first)));
    }
    let numbers: Vec<f64> = arguments.iter().map(|value| number(*value)).collect::<Result<_, _>>()?;
    let value = match (function, numbers.as_slice()) {
        ("ceil", [x]) => (x - 1e-9).ceil(),
        ("floor", [x]) => (x + 1e-9).floor(),
        ("abs", [x]) => x.abs(),
        ("sqrt", [x]) if *x >= 0.0 => x.sqrt(),
        ("round", [x]) => round_half_up(*x, 0),
        ("round", [x, places]) if (0.0..=9.0).contains(places) => {
            let scale = 10f64.powf(places.round());
            ((x.abs() * scale + 1e-9).round() / scale).copysign(*x)
        }
        ("min", [_, ..]) => numbers.iter().copied().fold(f64::INFINITY, f64::min),
        ("max", [_, ..]) => numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        _ => return Err(format!("'{function}' with {} arguments is not understood", arguments.len())),
    };
    Ok(Value::Number(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn comes_to(expr: &str, round: u32, answer: &str) {
        let calc = Calc { expr: expr.into(), round, answer: answer.into(), option: None, pick: None };
        verify(&calc).unwrap();
    }

    #[track_caller]
    fn fails(expr: &str, round: u32, answer: &str, reason: &str) {
        let calc = Calc { expr: expr.into(), round, answer: answer.into(), option: None, pick: None };
        assert_eq!(verify(&calc).unwrap_err(), reason);
    }

    #[test]
    fn numbers_are_computed_and_rounded_half_up() {
        comes_to("497 / 15846 * 100", 2, "3.14%");
        comes_to("(31 - 7) / (842 - 7) * 100", 2, "2.87%");
        comes_to("12000 / 6.0 * (2 + 1)", 0, "$6,000");
        comes_to("ceil(14400*0.80/(9*216))", 0, "6 nurses");
        comes_to("-3 ^ 2 + 2 * -4", 0, "-17");
        comes_to("2.675", 2, "2.68");
        comes_to("max(1, 2, sqrt(16))", 0, "4");
        comes_to("(16 + 60) % 24", 0, "04:00");
    }

    #[test]
    fn dates_move_by_days() {
        comes_to("date(2026,3,3) + 60", 0, "2 May 2026");
        comes_to("date(2026,12,31) + 60", 0, "1 March 2027");
        comes_to("date(2026,3,3) - date(2026,2,1)", 0, "30 days");
        comes_to("max(date(2012+21,3,9), date(2019+7,6,9))", 0, "9 March 2033");
        comes_to("date(2028,1,1) - date(2026,1,1)", 0, "730 days");
    }

    #[test]
    fn what_is_wrong_is_said() {
        fails("1 / 8", 2, "0.12", "1 / 8 comes to 0.13, the item says 0.12");
        fails("1 / 0", 2, "0", "a division by zero");
        fails("date(2026,2,30)", 0, "x", "there is no day 30 in 2026-2");
        fails("rm(1)", 0, "1", "'rm' with 1 arguments is not understood");
        fails("2 +", 0, "1", "a number is missing before ''");
        fails("(2", 0, "2", "a ')' is missing");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(expr in "[-+*/^()0-9., a-z]{0,60}") {
            let _ = evaluate(&expr);
        }
    }
}
