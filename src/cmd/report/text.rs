//! The report of a sitting as plain text.

use std::fmt::Write;

use super::Told;
use crate::env::Env;
use crate::exam::drilled::drilled;
use crate::exam::report::coding::{Counts, marks_shown};
use crate::exam::report::given::order_given;
use crate::exam::report::setting::{CaseLine, lines};
use crate::exam::report::{ItemReport, OptionReport, Outcome, PICKED, Report};
use crate::store::SittingRow;
use crate::time;

pub(super) fn mock(report: &Report, row: &SittingRow, env: &Env) -> String {
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
    if let Some(sum) = &report.coding {
        let _ = writeln!(text, "\n  Codes: {}", sum.in_words());
    }
    cases(&mut text, report);
    if let Some(unconfirmed) = report.unconfirmed() {
        let _ = writeln!(text, "\n  {unconfirmed}");
    }
    if report.is_picked() {
        let _ = writeln!(text, "\n  {PICKED}");
    }
    text.push('\n');
    report.items.iter().for_each(|item| line(&mut text, item));
    let _ = writeln!(text, "\n{}", report.how_scaled);
    text
}

/// Cases by setting, and codes by role: what was wrong with them.
fn cases(text: &mut String, report: &Report) {
    let lines = lines(report);
    if lines.is_empty() {
        return;
    }
    let kinds: String = Counts::VERDICTS.iter().map(|verdict| format!("{:>15}", verdict.name())).collect();
    let kinds = if lines.iter().any(|line| line.counts.is_some()) { kinds } else { String::new() };
    let _ = writeln!(text, "\n  {:<28} {:>11}{kinds}", "", "items right");
    for CaseLine { name, right, counts, .. } in lines {
        let right = right.map_or_else(String::new, |(right, scored)| format!("{right} / {scored}"));
        let counts = counts.map(|counts| counts.in_order()).into_iter().flatten();
        let counts: String = counts.map(|count| format!("{count:>15}")).collect();
        let _ = writeln!(text, "  {name:<28} {right:>11}{counts}");
    }
}

pub(super) fn drill(told: &Told, env: &Env) -> String {
    let Told { row, drill, items, outcome } = told;
    let mut text = format!("{} {}, {}\n\n", drill.form().short, row.title(), time::day(row.started_ms, &env.zone));
    let spent = time::span(outcome.active_seconds);
    let _ = writeln!(text, "  {} of {} right, {spent}\n", outcome.right, outcome.answered);
    for domain in &outcome.domains {
        let _ = write!(text, "  {} {:<46} {:>3} / {:<3}", domain.code, domain.short, domain.right, domain.answered);
        let _ = match (domain.before, domain.now) {
            (Some(before), Some(now)) => {
                writeln!(text, "  level {:.0}%, was {:.0}%", now.share * 100.0, before.share * 100.0)
            }
            (None, Some(now)) => writeln!(text, "  level {:.0}%", now.share * 100.0),
            (_, None) => writeln!(text),
        };
    }
    text.push('\n');
    drilled(drill, items).iter().for_each(|item| line(&mut text, &item.report));
    text.push_str("\nA level is an estimate: the share of the domain's items that would be right at first sight.\n");
    text
}

fn line(text: &mut String, item: &ItemReport) {
    let sign = match item.outcome {
        Outcome::Right => "✓",
        Outcome::Wrong => "✗",
        Outcome::Unanswered => "○",
    };
    let letters = |keep: fn(&OptionReport) -> bool| -> String {
        item.options.iter().filter(|option| keep(option)).map(|option| option.letter).collect()
    };
    if let Some(coding) = &item.coding {
        let (marks, maximum) = (marks_shown(coding.marks), marks_shown(coding.maximum));
        let _ = writeln!(
            text,
            "{:>5} {sign} {:<5} {:<44} {marks} of {maximum} marks",
            item.position, item.task, item.topic
        );
        return;
    }
    let answer = match (&item.number, item.steps.is_empty()) {
        (Some(number), _) => {
            let given = number.given.map_or_else(|| "none".to_owned(), |given| given.to_string());
            Some(format!("{given}, right {}", number.right_shown()))
        }
        (None, false) => Some(format!("order {}", order_given(&item.steps))),
        (None, true) => None,
    };
    if let Some(answer) = answer {
        let _ = writeln!(text, "{:>5} {sign} {:<5} {:<44} {answer}", item.position, item.task, item.topic);
        return;
    }
    let (chosen, key) = (letters(|option| option.chosen), letters(|option| option.key));
    let _ = writeln!(text, "{:>5} {sign} {:<5} {:<44} {chosen:>3} key {key}", item.position, item.task, item.topic);
}
