//! What a loader or a checker has to say about a bank: where, what, and what to do about it.

use std::fmt;

use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Wrong, and `bank check` fails; where the fault lies in the item's own structure the item is not used.
    Error,
    /// The item is used; somebody should look at it.
    Advice,
}

/// A fault inside one item, case or outline, before it is known which file it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub severity: Severity,
    pub rule: &'static str,
    pub place: String,
    pub reason: String,
    pub hint: String,
}

impl Fault {
    pub fn error(
        rule: &'static str,
        place: impl Into<String>,
        reason: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Error, rule, place: place.into(), reason: reason.into(), hint: hint.into() }
    }

    pub fn advice(
        rule: &'static str,
        place: impl Into<String>,
        reason: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Advice, ..Self::error(rule, place, reason, hint) }
    }
}

/// One fault with its whole address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub severity: Severity,
    pub file: String,
    /// The line on which the item (or the fault in the file itself) begins, from 1.
    pub line: usize,
    pub item: Option<String>,
    /// The place inside the item, as `options[2].why`; empty for the item as a whole.
    pub place: String,
    pub rule: &'static str,
    pub reason: String,
    pub hint: String,
}

impl Finding {
    /// A fault of a file as a whole.
    pub fn in_file(file: &str, fault: Fault) -> Self {
        let Fault { severity, rule, place, reason, hint } = fault;
        Self { severity, file: file.to_owned(), line: 1, item: None, place, rule, reason, hint }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Error => "error",
            Severity::Advice => "advice",
        };
        write!(f, "{}:{}: {word}", self.file, self.line)?;
        if let Some(item) = &self.item {
            write!(f, ": {item}")?;
        }
        if !self.place.is_empty() {
            write!(f, ": {}", self.place)?;
        }
        write!(f, ": {} [{}]\n    {}", self.reason, self.rule, self.hint)
    }
}
