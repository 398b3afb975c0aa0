//! `about`: what there is to know of a credential, with what it rests on.

use std::fmt::Write;

use serde_json::json;

use super::{Done, library, print, print_json};
use crate::bank::about::page;
use crate::cli::Global;

pub(super) fn run(credential: &str, json: bool, global: &Global) -> Done {
    let credential = library(global)?.credential(credential)?;
    let parts = page(&credential);
    if json {
        let (short, name) = (&credential.short, &credential.name);
        let named = &credential.credential;
        return print_json(&json!({ "version": 1, "credential": named, "short": short, "name": name, "parts": parts }));
    }
    let mut text = format!("{}, {}\n", credential.short, credential.name);
    for part in parts {
        let _ = writeln!(text, "\n{}", part.heading);
        for (fact, standing) in part.standings() {
            let _ = writeln!(text, "  - {}", fact.text);
            if let Some(standing) = standing {
                let _ = writeln!(text, "    {standing}");
            }
        }
    }
    print(&text)
}
