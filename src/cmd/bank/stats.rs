//! `bank stats`: the measures of whole banks, each beside its bound.

use std::fmt::Write;

use serde::Serialize;
use serde_json::json;

use super::super::{Done, library, print, print_json};
use super::targets::Targets;
use crate::bank::check::{self, Accepted};
use crate::bank::stats::{Bounds, Count, Measure, Reading, Stats, Unit, Verdict, measure};
use crate::cli::Global;

/// Topics that are named under the table.
const TOPICS: usize = 5;

pub(super) fn stats(targets: &[String], as_json: bool, global: &Global) -> Done {
    let targets = Targets::open(targets, &library(global)?)?;
    let (mut text, mut documents) = (String::new(), Vec::new());
    for target in &targets.banks {
        let reading = Reading::new(&target.bank);
        let stats = measure(target.credential.as_ref(), &reading);
        let short = target.credential.as_ref().map_or(target.name.as_str(), |credential| &credential.short);
        let accepted = check::items(target.around(), &reading).accepted;
        text += &page(short, &stats, &accepted);
        documents.push(Document { stats, accepted });
    }
    if !targets.findings.is_empty() {
        let _ = writeln!(text, "Something could not be read: practicum bank check says what.");
    }
    if as_json { print_json(&json!({ "version": 1, "banks": documents })) } else { print(&text) }
}

#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    stats: Stats,
    accepted: Vec<Accepted>,
}

fn page(short: &str, stats: &Stats, accepted: &[Accepted]) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{short} · {} items · {} cases\n", stats.items, stats.cases);
    table(stats, &mut text);
    let line = |name: &str, counts: &[Count]| {
        let counts: Vec<String> = counts.iter().map(|count| format!("{} {}", count.name, count.items)).collect();
        format!("{name:<9}{}\n", counts.join(" · "))
    };
    text += "\n";
    text += &line("kinds", &stats.kinds);
    text += &line("levels", &stats.levels);
    text += &line("letters", &stats.letters);
    text += &line("tasks", &stats.tasks);
    text += &line("topics", &stats.topics[..stats.topics.len().min(TOPICS)]);
    for named in &stats.named {
        let value = named.value.map_or_else(String::new, |value| format!("  {value:.2}"));
        let _ = writeln!(text, "{}{value}  {}", named.measure, named.items.join(" "));
    }
    for Accepted { finding, why } in accepted {
        let item = finding.item.as_deref().unwrap_or_default();
        let _ = writeln!(text, "accepted  {item}  {}: {} [{why}]", finding.rule, finding.reason);
    }
    text += "\n";
    text
}

fn table(stats: &Stats, text: &mut String) {
    let Some((whole, domains)) = stats.scopes.split_first() else { return };
    let domains: Vec<_> = domains.iter().filter(|scope| scope.items > 0).collect();
    let _ = write!(text, "{:<34} {:>6} {:>6} {:>13}  {:<7}", "", "bank", "+-", "bound", "");
    for scope in &domains {
        let _ = write!(text, " {:>6} ", scope.domain.as_deref().unwrap_or_default());
    }
    let _ = writeln!(text, "\n{:<34} {:>6} {:>6} {:>13}  {:<7}{}", "items", whole.items, "", "", "", {
        domains.iter().map(|scope| format!(" {:>6} ", scope.items)).collect::<String>()
    });
    for measure in &whole.measures {
        let se = measure.se.map_or_else(String::new, |se| number(measure.unit, se));
        let (value, bound) = (number(measure.unit, measure.value), bounds(measure.unit, measure.bounds));
        let mut line = format!("{:<34} {value:>6} {se:>6} {bound:>13}  {:<7}", measure.title, verdict(measure));
        for scope in &domains {
            let own = scope.measures.iter().find(|own| own.name == measure.name);
            let own =
                own.map_or_else(|| " ".repeat(7), |own| format!("{:>6}{}", number(own.unit, own.value), mark(own)));
            let _ = write!(line, " {own}");
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text.push_str(LEGEND);
}

const LEGEND: &str = "\nbound: what a bank may show. near: within it, but not within the aim. few: under 200 items, judged later.\n\
    +- is the standard error, by chance alone where it is a share of keys. ! lies outside the wider bound of a domain.\n";

fn verdict(measure: &Measure) -> &'static str {
    match measure.verdict {
        Verdict::Holds if measure.aim.hold(measure.value) => "holds",
        Verdict::Holds => "near",
        Verdict::Outside => "OUTSIDE",
        Verdict::Few => "few",
        Verdict::Shown => "",
    }
}

fn mark(own: &Measure) -> char {
    if own.n > 0 && !own.bounds.hold(own.value) { '!' } else { ' ' }
}

fn number(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => format!("{value:.3}"),
        Unit::Number => format!("{value:.2}"),
        Unit::Count => format!("{value:.0}"),
    }
}

fn bounds(unit: Unit, bounds: Bounds) -> String {
    match (bounds.low, bounds.high) {
        (None, None) => String::new(),
        (None, Some(high)) if unit == Unit::Count && high == 0.0 => "none".to_owned(),
        (None, Some(high)) => format!("to {}", number(unit, high)),
        (Some(low), None) => format!("from {}", number(unit, low)),
        (Some(low), Some(high)) => format!("{} - {}", number(unit, low), number(unit, high)),
    }
}
