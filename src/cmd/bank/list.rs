//! `bank list`: credentials, their outlines, and how many items each domain has.

use std::fmt::Write;

use serde_json::json;

use super::super::{Done, library, print, print_json};
use crate::bank::load::errors;
use crate::cli::Global;

pub(super) fn list(credentials: &[String], as_json: bool, global: &Global) -> Done {
    let library = library(global)?;
    let names = if credentials.is_empty() { library.credentials() } else { credentials.to_vec() };
    let (mut text, mut documents) = (String::new(), Vec::new());
    for name in names {
        let shelf = match library.open(&name) {
            Err(findings) if credentials.is_empty() => {
                documents.push(json!({ "credential": name, "errors": errors(&findings) }));
                let _ = writeln!(text, "{name:<6} cannot be read: practicum bank check {name} says why\n");
                continue;
            }
            shelf => shelf?,
        };
        let credential = &shelf.credential;
        let count = |code: &str| shelf.bank.entries.iter().filter(|entry| *entry.domain == *code).count();
        let domains: Vec<_> = credential.domains.iter().map(|domain| (domain, count(&domain.code))).collect();
        documents.push(json!({
            "credential": credential.credential,
            "name": credential.name,
            "items": shelf.bank.entries.len(),
            "cases": shelf.bank.cases.len(),
            "errors": errors(&shelf.findings),
            "outlines": credential.outlines,
            "domains": domains.iter().map(|(domain, items)| json!({
                "code": domain.code, "title": domain.title, "items": items
            })).collect::<Vec<_>>(),
        }));
        let _ = writeln!(text, "{:<6} {}, {} items", credential.credential, credential.name, shelf.bank.entries.len());
        for (domain, items) in domains {
            let _ = writeln!(text, "  {:<3} {:<56} {items:>5}", domain.code, domain.title);
        }
        for outline in &credential.outlines {
            let confidence = outline.confidence.name();
            let _ = writeln!(text, "  outline {:<10} {}; confidence {confidence}", outline.id, outline.title);
        }
        text.push('\n');
    }
    if as_json { print_json(&json!({ "version": 1, "credentials": documents })) } else { print(&text) }
}
