//! `bank stats`: the measures of whole banks, each beside its bound.

use std::fmt::Write;

use serde::Serialize;
use serde_json::json;

use super::super::{Done, library, print, print_json};
use super::targets::Targets;
use crate::bank::check::{self, Accepted};
use crate::bank::stats::{Bounds, Count, Measure, Reading, Scope, Stats, Unit, Verdict, measure};
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
    text += "\n";
    let topics = &stats.topics[..stats.topics.len().min(TOPICS)];
    for (name, counts) in [
        ("kinds", stats.kinds.as_slice()),
        ("levels", &stats.levels),
        ("letters", &stats.letters),
        ("tasks", &stats.tasks),
        ("topics", topics),
    ] {
        text += &list(name, counts);
    }
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

/// The whole bank with its bounds, then its domains side by side; both fit into 80 columns for six domains.
fn table(stats: &Stats, text: &mut String) {
    let Some((whole, domains)) = stats.scopes.split_first() else { return };
    let _ = writeln!(text, "{:<34} {:>7} {:>7} {:>14}", "", "value", "+-", "bound");
    for measure in &whole.measures {
        let se = measure.se.map_or_else(String::new, |se| number(measure.unit, se));
        let (value, bound) = (number(measure.unit, measure.value), bounds(measure.unit, measure.bounds));
        let line = format!("{:<34} {value:>7} {se:>7} {bound:>14}  {}", measure.title, verdict(measure));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text.push_str(LEGEND);
    let domains: Vec<&Scope> = domains.iter().filter(|scope| scope.items > 0).collect();
    if domains.is_empty() {
        return;
    }
    let row = |title: &str, cells: &mut dyn Iterator<Item = String>| {
        let cells: String = cells.map(|cell| format!(" {cell:>6}")).collect();
        format!("{}\n", format!("{title:<34}{cells}").trim_end())
    };
    *text += "\n";
    *text +=
        &row("domain", &mut domains.iter().map(|scope| format!("{} ", scope.domain.as_deref().unwrap_or_default())));
    *text += &row("items", &mut domains.iter().map(|scope| format!("{} ", scope.items)));
    for measure in &whole.measures {
        let own = |scope: &&Scope| scope.measures.iter().find(|own| own.name == measure.name).cloned();
        let cell = |own: Option<Measure>| own.map_or_else(String::new, |own| number(own.unit, own.value) + mark(&own));
        if domains.iter().any(|scope| own(scope).is_some()) {
            *text += &row(measure.title, &mut domains.iter().map(|scope| cell(own(scope))));
        }
    }
    text.push_str("\n! lies outside the bound of its domain, which is wider by its number of items.\n");
}

const LEGEND: &str = "
near: within the bound, not within the aim. few: under 200 items, not judged.
+- is the standard error; of keys and guesses it is that of chance.
";

/// Names with their numbers, in lines of 80 columns.
fn list(name: &str, counts: &[Count]) -> String {
    const WIDTH: usize = 80;
    let mut text = format!("{name:<9}");
    let mut column = text.len();
    for (place, count) in counts.iter().enumerate() {
        let part = format!("{} {}", count.name, count.items);
        let width = part.chars().count() + 3;
        if place > 0 && column + width > WIDTH {
            text += "\n         ";
            column = 9;
        } else if place > 0 {
            text += " · ";
        }
        text += &part;
        column += width;
    }
    text + "\n"
}

fn verdict(measure: &Measure) -> &'static str {
    match measure.verdict {
        Verdict::Holds if measure.aim.hold(measure.value) => "holds",
        Verdict::Holds => "near",
        Verdict::Outside => "OUTSIDE",
        Verdict::Few => "few",
        Verdict::Shown => "",
    }
}

fn mark(own: &Measure) -> &'static str {
    if own.n > 0 && !own.bounds.hold(own.value) { "!" } else { " " }
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
