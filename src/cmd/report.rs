//! `report`: the report of a sitting, for people or as JSON.

use std::fmt::Write;

use serde_json::json;

use super::{Done, Failure, print, print_json, record};
use crate::cli::{Global, Report as Asked};
use crate::env::Env;
use crate::exam::report::{Outcome, Report};
use crate::store::{SittingId, SittingRow};
use crate::tui::desk::report_of;
use crate::tui::time;

pub(super) fn run(asked: &Asked, global: &Global, env: &Env) -> Done {
    let store = record(global)?;
    let id = match asked.id {
        Some(id) => SittingId(id),
        None => {
            let ended = store.sittings(None)?.into_iter().find(|row| row.ended_ms.is_some());
            let none = || Failure::input("no sitting has ended yet", "practicum history lists what there is");
            ended.ok_or_else(none)?.id
        }
    };
    let (report, row) = report_of(&store, id)?;
    if row.ended_ms.is_none() {
        let hint = format!("practicum resume {id} goes on with it; the report comes at the end");
        return Err(Failure::input(
            format!("sitting {id} has not ended, and its answers stay closed until then"),
            hint,
        ));
    }
    if asked.json {
        return print_json(&json!({ "version": 1, "sitting": row, "report": report }));
    }
    print(&text(&report, &row, env))
}

fn text(report: &Report, row: &SittingRow, env: &Env) -> String {
    let score = &report.score;
    let word = if score.passed { "passed" } else { "not passed" };
    let mut text = format!(
        "{} {}, {}\n\n  {} of {} to {}: {word} (an estimate)\n",
        report.credential.to_uppercase(),
        report.name,
        time::day(row.started_ms, &env.zone),
        report.scaled_shown,
        report.outline.scale.min,
        report.outline.scale.max,
    );
    let _ = writeln!(text, "  {} of {} right, {} needed on this form", score.raw, score.scored, score.needed());
    let _ = writeln!(
        text,
        "  {}, {} interruptions, {} unanswered\n",
        time::span(report.active_seconds),
        report.interruptions.len(),
        report.unanswered
    );
    for domain in &report.domains {
        let share = f64::from(domain.right) / f64::from(domain.scored.max(1)) * 100.0;
        let _ = writeln!(
            text,
            "  {} {:<46} {:>3} / {:<3} {share:>4.0}%  cut {:.0}%",
            domain.code,
            domain.short,
            domain.right,
            domain.scored,
            domain.cut * 100.0
        );
    }
    text.push('\n');
    for item in &report.items {
        let sign = match item.outcome {
            Outcome::Right => "✓",
            Outcome::Wrong => "✗",
            Outcome::Unanswered => "○",
        };
        let letters = |keep: fn(&crate::exam::report::OptionReport) -> bool| -> String {
            item.options.iter().filter(|option| keep(option)).map(|option| option.letter).collect()
        };
        let (chosen, key) = (letters(|option| option.chosen), letters(|option| option.key));
        let _ = writeln!(text, "{:>5} {sign} {:<5} {:<44} {chosen:>3} key {key}", item.position, item.task, item.topic);
    }
    let _ = writeln!(text, "\n{}", report.how_scaled);
    text
}
