//! `bank show`: one item with its key, reasons and sources, and what a report on it has to name.

use std::fmt::Write;

use serde_json::json;

use super::super::{Done, Failure, library, print, print_json};
use crate::bank::marks::simulate;
use crate::bank::query::{Form, Role, judge};
use crate::bank::{Codes, Item, Numeric, Query};
use crate::cli::Global;

pub(super) fn show(id: &str, as_json: bool, global: &Global) -> Done {
    let library = library(global)?;
    let wanted = crate::bank::ItemId::new(id);
    for name in library.credentials() {
        let Ok(shelf) = library.open(&name) else { continue };
        let Some(entry) = shelf.bank.entry(&wanted) else { continue };
        let json = shelf.bank.json(entry);
        let hash = crate::bank::load::content_hash(json);
        let file = format!("{}:{}", shelf.bank.file(entry), shelf.bank.line(entry));
        if as_json {
            let item: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
            return print_json(&json!({
                "version": 1, "program": env!("CARGO_PKG_VERSION"), "file": file, "content": hash, "item": item
            }));
        }
        let Some(item) = shelf.bank.item(entry) else { continue };
        return print(&item_text(&item, &file, hash.as_str()));
    }
    Err(Failure::input(
        format!("no bank has an item '{id}'"),
        "ids look like rhit-2-014; the report of a sitting names them",
    ))
}

fn item_text(item: &Item, file: &str, hash: &str) -> String {
    let mut text = format!(
        "{}  {} {} · {} · {} · angoff {}\n{file}\npracticum {}  wording {hash}\n\n{}\n\n",
        item.id,
        item.body.kind(),
        item.task,
        item.topic,
        item.level.name(),
        item.angoff,
        env!("CARGO_PKG_VERSION"),
        item.stem
    );
    for option in item.choice().into_iter().flat_map(|choice| &choice.options) {
        let mark = if option.is_key { "✓" } else { " " };
        let _ = writeln!(text, "{mark} {}\n    {}", option.text, option.why);
    }
    if let Some(numeric) = item.numeric() {
        number_text(&mut text, numeric);
    }
    for (place, step) in item.steps().into_iter().flat_map(|steps| &steps.steps).enumerate() {
        let _ = writeln!(text, "{} {}\n    {}", place + 1, step.text, step.why);
    }
    if let Some(codes) = item.codes() {
        key_text(&mut text, codes);
    }
    if let Some(query) = item.query() {
        query_text(&mut text, query);
    }
    if !item.rationale.is_empty() {
        let _ = writeln!(text, "\n{}\n", item.rationale);
    }
    for source in &item.sources {
        let checked = source.checked.as_ref().map_or_else(String::new, |month| format!(" (read {month})"));
        let _ = writeln!(text, "Source: {}{checked}", source.cite);
    }
    for accept in &item.accept {
        let _ = writeln!(text, "Accepted: {}: {}", accept.rule, accept.why);
    }
    text
}

/// The number that is right, how near is near enough, and what wrong formulas give.
fn number_text(text: &mut String, numeric: &Numeric) {
    let tolerance = if numeric.tolerance.is_zero() { String::new() } else { format!(", within {}", numeric.tolerance) };
    let _ = writeln!(text, "✓ {}{tolerance}", numeric.with_unit(numeric.answer));
    for wrong in &numeric.wrong {
        let _ = writeln!(text, "✗ {}\n    {}", numeric.with_unit(wrong.answer), wrong.why);
    }
}

/// The key by its roles, and what answers that nobody should give would earn.
fn key_text(text: &mut String, codes: &Codes) {
    for field in &codes.fields {
        let _ = writeln!(text, "{}", field.role.title());
        for key in codes.key.iter().filter(|key| key.role == field.role) {
            let poa = key.poa.map_or(' ', crate::bank::Poa::letter);
            let code = key.code.written(key.role.system());
            let _ = writeln!(text, "✓ {code:<8} {poa}  {}\n    {}", key.why, key.cite);
        }
    }
    let simulated = simulate(codes);
    let _ = write!(text, "\nMarks: key {} of {}", simulated.perfect, simulated.maximum);
    if let Some(marks) = simulated.all_yes {
        let _ = write!(text, ", every indicator Y {marks}");
    }
    if let Some(marks) = simulated.first_wrong {
        let _ = write!(text, ", first diagnosis wrong {marks}");
    }
    let _ = writeln!(text, ", everything in the record {}", simulated.everything);
}

/// The record, the parts by their slots, the rules, and what the models come to.
fn query_text(text: &mut String, query: &Query) {
    let _ = writeln!(text, "Need: {}\n", query.need.title());
    for document in &query.documents {
        let about: Vec<&str> = [&document.author, &document.date].into_iter().filter_map(Option::as_deref).collect();
        let about = if about.is_empty() { String::new() } else { format!(" · {}", about.join(" · ")) };
        let _ = writeln!(text, "{}{about}\n{}\n", document.title, document.text);
    }
    for slot in &query.slots {
        let _ = writeln!(text, "{} ({} to {})", slot.label, slot.min, slot.max);
        for part in &slot.parts {
            let mut notes: Vec<&str> = part.flags.iter().map(|flag| flag.name()).collect();
            notes.extend(part.form().map(Form::name));
            notes.extend(part.role().map(Role::name));
            let notes = if notes.is_empty() { String::new() } else { format!(" [{}]", notes.join(", ")) };
            let _ = writeln!(text, "  {:<4} {}{notes}\n       {}", part.id, part.text, part.why);
        }
    }
    let _ = writeln!(text, "\nRules");
    for rule in &query.rules {
        let fatal = if rule.fatal { ", not compliant without it" } else { "" };
        let _ = writeln!(text, "  {} ({}{fatal}): {}", rule.id, rule.points, rule.text);
    }
    let _ = writeln!(text, "\nModels");
    for model in &query.models {
        let judged = judge(query, &query.model(model));
        let word = if judged.compliant { "compliant" } else { "not compliant" };
        let fails: Vec<&str> = judged.fails().collect();
        let fails = if fails.is_empty() { String::new() } else { format!("; breaks {}", fails.join(", ")) };
        let _ = writeln!(text, "  {:>3}%  {}: {word}{fails}", judged.percent, model.name);
    }
}
