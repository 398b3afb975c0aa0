//! ICD-10-PCS as tables: what the seven places mean, which values a place can take after those before it, and the
//! rows of a table. Everything follows from the codes that are valid, so that only valid combinations are offered.

pub mod axes;
pub mod labels;
pub mod rows;

use super::table::Table;
use super::year::FiscalYear;
use labels::Labels;

/// A value of a place, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub value: char,
    pub label: String,
    /// Whether the label was found by comparing titles, and not given.
    pub is_derived: bool,
}

/// Values of one place that can be combined with every value of the others in the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub [Vec<Value>; 4]);

/// The table behind three characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PcsTable {
    /// Section, body system and root operation.
    pub head: [Value; 3],
    pub rows: Vec<Row>,
}

/// A book's procedures in one year.
#[derive(Clone, Copy, Debug)]
pub struct Procedures<'a> {
    pub(super) table: &'a Table,
    pub(super) labels: &'a Labels,
    pub(super) year: FiscalYear,
}

impl Procedures<'_> {
    /// Values of the place after a prefix of up to six characters, each with at least one code behind it.
    pub fn next(&self, prefix: &str) -> Vec<Value> {
        if prefix.len() > 6 || !prefix.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Vec::new();
        }
        let values = ('0'..='9').chain('A'..='Z').filter(|value| self.is_begun(&format!("{prefix}{value}")));
        values.map(|value| self.value(&format!("{prefix}{value}"), prefix.len())).collect()
    }

    /// Whether a code of the year begins so.
    pub fn is_begun(&self, prefix: &str) -> bool {
        self.table.below(prefix).any(|entry| entry.is_valid_in(self.year))
    }

    /// What each place of a code or of the beginning of one means.
    pub fn places(&self, code: &str) -> Vec<Value> {
        (0..code.len().min(7)).filter(|_| code.is_ascii()).map(|place| self.value(code, place)).collect()
    }

    /// What a place of a code, or of as much of it as there is, means.
    fn value(&self, code: &str, place: usize) -> Value {
        let at = |place: usize| code.chars().nth(place).unwrap_or('Z');
        let value = at(place);
        let known = match place {
            0 => axes::section(value),
            1 => axes::body_system(at(0), value),
            2 => axes::operation(code, value),
            place => axes::value(code, place, value),
        };
        if let Some(label) = known {
            return Value { value, label: label.to_owned(), is_derived: false };
        }
        let label = code.get(..3).and_then(|three| self.labels.get(three, place, value, labels::partner(code, place)));
        Value { value, label: label.unwrap_or_else(|| format!("value {value}")), is_derived: true }
    }

    /// The table behind three characters, if the year has codes there.
    pub fn table(&self, three: &str) -> Option<PcsTable> {
        let head: [Value; 3] = (three.len() == 3).then(|| self.places(three))?.try_into().ok()?;
        let codes = self.table.below(three).filter(|entry| entry.is_valid_in(self.year));
        let codes: Vec<[char; 4]> = codes.filter_map(|entry| rows::last_four(&entry.code)).collect();
        let rows = rows::of(&codes);
        let rows = rows.iter().map(|row| Row([0, 1, 2, 3].map(|place| self.named(three, row, place))));
        (!codes.is_empty()).then(|| PcsTable { head, rows: rows.collect() })
    }

    /// The values of a place of a row. A partner that is one value only says what they are called.
    fn named(&self, three: &str, row: &[Vec<char>; 4], place: usize) -> Vec<Value> {
        let only = |other: usize| match row[other].as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let partner = match place {
            2 => only(3),
            3 => only(2),
            _ => None,
        };
        let name = |value: &char| {
            let label = self.labels.get(three, place + 3, *value, partner);
            let known = axes::value(three, place + 3, *value);
            match (known, label) {
                (Some(known), _) => Value { value: *value, label: known.to_owned(), is_derived: false },
                (None, Some(label)) => Value { value: *value, label, is_derived: true },
                (None, None) => Value { value: *value, label: format!("value {value}"), is_derived: true },
            }
        };
        row[place].iter().map(name).collect()
    }

    /// The three-character tables of the year, in their order.
    pub fn tables(&self) -> Vec<String> {
        let below = |stems: Vec<String>| -> Vec<String> {
            let longer =
                |stem: &String| self.next(stem).into_iter().map(|it| format!("{stem}{}", it.value)).collect::<Vec<_>>();
            stems.iter().flat_map(longer).collect()
        };
        below(below(below(vec![String::new()])))
    }
}
