//! `history`: the sittings so far, for people, as JSON or as CSV.

use std::fmt::Write;

use serde_json::json;

use super::{Done, print, print_json, record};
use crate::cli::{Global, History};
use crate::env::Env;
use crate::store::SittingRow;
use crate::tui::time;

pub(super) fn run(history: &History, global: &Global, env: &Env) -> Done {
    let rows = record(global)?.sittings(history.credential.as_deref())?;
    if history.json {
        return print_json(&json!({ "version": 1, "sittings": rows }));
    }
    if history.csv {
        return print(&csv(&rows));
    }
    if rows.is_empty() {
        return print("No sitting yet: practicum exam rhit begins one.\n");
    }
    let mut text = format!(
        "{:>5}  {:<12} {:<24} {:>6} {:>7} {:>7}  {}\n",
        "id", "day", "sitting", "scaled", "right", "of", "time"
    );
    for row in &rows {
        let name = format!("{} {}", row.credential.to_uppercase(), row.name);
        let day = time::day(row.started_ms, &env.zone);
        let spent = time::span(row.active_ms as f64 / 1000.0);
        let (scaled, right, of) = row.summary.as_ref().filter(|_| row.ended_ms.is_some()).map_or_else(
            || ("left".to_owned(), String::new(), String::new()),
            |summary| (maybe(summary.scaled), summary.raw.to_string(), summary.scored.to_string()),
        );
        let _ = writeln!(text, "{:>5}  {day:<12} {name:<24} {scaled:>6} {right:>7} {of:>7}  {spent}", row.id.0);
    }
    print(&text)
}

/// One line a sitting and domain, with the whole as domain `all`.
fn csv(rows: &[SittingRow]) -> String {
    let mut text = "id,uid,credential,name,started,ended,active_seconds,scaled,passed,domain,right,scored\n".to_owned();
    for row in rows {
        let stamp = |ms: i64| jiff::Timestamp::from_millisecond(ms).map(|stamp| stamp.to_string()).unwrap_or_default();
        let ended = row.ended_ms.map(stamp).unwrap_or_default();
        let start = format!(
            "{},{},{},{},{},{ended},{:.1}",
            row.id,
            row.uid,
            quoted(&row.credential),
            quoted(&row.name),
            stamp(row.started_ms),
            row.active_ms as f64 / 1000.0
        );
        let Some(summary) = &row.summary else {
            let _ = writeln!(text, "{start},,,all,,");
            continue;
        };
        let (scaled, passed) = (maybe(summary.scaled), maybe(summary.passed));
        let _ = writeln!(text, "{start},{scaled},{passed},all,{},{}", summary.raw, summary.scored);
        for domain in &summary.domains {
            let code = quoted(&domain.code);
            let _ = writeln!(text, "{start},{scaled},{passed},{code},{},{}", domain.right, domain.scored);
        }
    }
    text
}

fn maybe(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
