//! A whole bank keeps the bounds of its measures: an error in what came with the program, advice in a user's own.

use super::super::finding::{Fault, Finding, Severity};
use super::super::stats::{Bounds, Measure, Stats, Unit, Verdict};

/// How much a measure outside its bounds weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// A bank that came with the program.
    BuiltIn,
    /// A user's own, or some files.
    Own,
}

/// Measures that name their items: the rules of those items say it already.
const SAID_BY_ITEMS: [&str; 6] =
    ["bank-forbidden", "bank-duplicates", "bank-near-duplicates", "bank-key-run", "bank-primary-source", "bank-whys"];

pub fn whole(stats: &Stats, strictness: Strictness) -> Vec<Finding> {
    let mut findings = Vec::new();
    for scope in &stats.scopes {
        let outside = scope.measures.iter().filter(|measure| measure.verdict == Verdict::Outside);
        for measure in outside.filter(|measure| !SAID_BY_ITEMS.contains(&measure.name)) {
            let place = scope.domain.as_ref().map_or_else(String::new, |domain| format!("domain {domain}"));
            let hint = "practicum bank stats shows it; change items at their cause, and no rating";
            let fault = Fault::advice(measure.name, place, reason(measure), hint);
            let severity = match strictness {
                Strictness::BuiltIn if measure.blocks => Severity::Error,
                _ => Severity::Advice,
            };
            findings.push(Finding::in_file(&format!("bank {}", stats.credential), Fault { severity, ..fault }));
        }
    }
    findings
}

fn reason(measure: &Measure) -> String {
    let Measure { title, unit, value, bounds, n, .. } = measure;
    let number = |value: f64| match unit {
        Unit::Count => format!("{value:.0}"),
        Unit::Number => format!("{value:.2}"),
        Unit::Share => format!("{value:.3}"),
    };
    let bound = match *bounds {
        Bounds { low: Some(low), .. } if *value < low => format!("not from {}", number(low)),
        Bounds { high: Some(high), .. } => format!("not up to {}", number(high)),
        Bounds { .. } => String::new(),
    };
    format!("{title}: {} of {n}, {bound}", number(*value))
}
