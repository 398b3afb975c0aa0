//! `bank show`: one item with its key, reasons and sources, and what a report on it has to name.

use std::fmt::Write;

use serde_json::json;

use super::super::{Done, Failure, library, print, print_json};
use crate::bank::Item;
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
    let _ = writeln!(text, "\n{}\n", item.rationale);
    for source in &item.sources {
        let checked = source.checked.as_ref().map_or_else(String::new, |month| format!(" (read {month})"));
        let _ = writeln!(text, "Source: {}{checked}", source.cite);
    }
    for accept in &item.accept {
        let _ = writeln!(text, "Accepted: {}: {}", accept.rule, accept.why);
    }
    text
}
