//! The plain four-function calculator that the test screen offers: keys in, a display out, left to right.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Operation {
    pub fn symbol(self) -> char {
        match self {
            Self::Add => '+',
            Self::Subtract => '-',
            Self::Multiply => '×',
            Self::Divide => '÷',
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalculatorKey {
    Digit(u8),
    Point,
    Operation(Operation),
    Equals,
    Sign,
    Back,
    Clear,
}

impl CalculatorKey {
    /// The key that a typed character stands for.
    pub fn typed(c: char) -> Option<Self> {
        Some(match c {
            '0'..='9' => Self::Digit(c as u8 - b'0'),
            '.' | ',' => Self::Point,
            '+' => Self::Operation(Operation::Add),
            '-' => Self::Operation(Operation::Subtract),
            '*' | 'x' => Self::Operation(Operation::Multiply),
            '/' => Self::Operation(Operation::Divide),
            '=' => Self::Equals,
            'n' => Self::Sign,
            'c' => Self::Clear,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calculator {
    typed: String,
    shown: f64,
    pending: Option<(f64, Operation)>,
    failed: bool,
}

const MOST_DIGITS: usize = 12;

impl Calculator {
    pub fn press(&mut self, key: CalculatorKey) {
        if self.failed && key != CalculatorKey::Clear {
            return;
        }
        match key {
            CalculatorKey::Digit(digit) if self.typed.len() < MOST_DIGITS => {
                if self.typed == "0" {
                    self.typed.clear();
                }
                self.typed.push(char::from(b'0' + digit));
            }
            CalculatorKey::Digit(_) => {}
            CalculatorKey::Point if self.typed.contains('.') => {}
            CalculatorKey::Point if self.typed.is_empty() => self.typed.push_str("0."),
            CalculatorKey::Point => self.typed.push('.'),
            CalculatorKey::Operation(operation) => {
                if self.pending.is_none() || !self.typed.is_empty() {
                    self.settle();
                }
                self.pending = Some((self.shown, operation));
            }
            CalculatorKey::Equals => self.settle(),
            CalculatorKey::Sign if self.typed.is_empty() => self.shown = -self.shown,
            CalculatorKey::Sign => match self.typed.strip_prefix('-') {
                Some(positive) => self.typed = positive.to_owned(),
                None => self.typed.insert(0, '-'),
            },
            CalculatorKey::Back => {
                self.typed.pop();
            }
            CalculatorKey::Clear => *self = Self::default(),
        }
    }

    /// Carries out what is pending, with what was typed or what is shown.
    fn settle(&mut self) {
        let operand = self.operand();
        self.shown = match self.pending.take() {
            None => operand,
            Some((left, Operation::Add)) => left + operand,
            Some((left, Operation::Subtract)) => left - operand,
            Some((left, Operation::Multiply)) => left * operand,
            Some((left, Operation::Divide)) => left / operand,
        };
        self.typed.clear();
        self.failed = !self.shown.is_finite();
    }

    fn operand(&self) -> f64 {
        if self.typed.is_empty() { self.shown } else { self.typed.parse().unwrap_or(self.shown) }
    }

    pub fn display(&self) -> String {
        if self.failed {
            return "error, c clears".to_owned();
        }
        if self.typed.is_empty() { plain(self.shown) } else { self.typed.clone() }
    }

    pub fn pending(&self) -> Option<String> {
        self.pending.map(|(left, operation)| format!("{} {}", plain(left), operation.symbol()))
    }
}

/// Ten significant digits, without the noise of binary fractions.
fn plain(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let magnitude = number.abs().log10().floor();
    if !(-9.0..12.0).contains(&magnitude) {
        return format!("{number:.6e}");
    }
    let decimals = (9.0 - magnitude).max(0.0) as usize;
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(keys: &str, display: &str) {
        let mut calculator = Calculator::default();
        for key in keys.chars().filter_map(CalculatorKey::typed) {
            calculator.press(key);
        }
        assert_eq!(calculator.display(), display, "after {keys}");
    }

    #[test]
    fn it_works_as_people_expect() {
        shows("2+3=", "5");
        shows("2+3*4=", "20");
        shows("0.1+0.2=", "0.3");
        shows("24/835*100=", "2.874251497");
        shows("5+*3=", "15");
        shows("7-9=", "-2");
        shows("12n", "-12");
        shows("1/0=", "error, c clears");
        shows("1/0=5", "error, c clears");
        shows("1/0=c8", "8");
        shows("5=3", "3");
        shows("1..5", "1.5");
        shows("99999999999*99999999999=", "1.000000e22");
        shows("", "0");
    }
}
