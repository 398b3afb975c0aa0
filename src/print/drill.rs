//! The page of a drill.

use super::html::Html;
use super::items::{Asked, items};
use super::mock::heading;
use super::page::{Columns, cell, drawn, facts, note, page as framed, row, row_head, section, whole_table};
use super::words::{advice, between, count, first_upper, percent};
use super::{DrillSheet, Paper, charts};
use crate::coach::outcome::{DomainOutcome, ItemOutcome, Outcome};
use crate::exam::drill::Certainty;
use crate::exam::drilled::{Drilled, drilled};
use crate::time;

pub(super) fn page(sheet: &DrillSheet<'_>, paper: Paper<'_>) -> String {
    let heading = heading(&sheet.drill.form().short, sheet.row, paper);
    let outcome = sheet.outcome;
    let drilled = drilled(sheet.drill, sheet.items);
    framed(&heading, paper, |html| {
        section(html, "Result", |html| result(html, sheet, paper));
        section(html, "Domains", |html| domains(html, &outcome.domains));
        section(html, "What changed", |html| changes(html, sheet));
        let asked = drilled.iter().map(|item| Asked { item: &item.report, remarks: remarks(item), case: None });
        items(html, &asked.collect::<Vec<_>>(), sheet.closed, sheet.in_full);
    })
}

fn result(html: &mut Html, sheet: &DrillSheet<'_>, paper: Paper<'_>) {
    let outcome = sheet.outcome;
    let share = f64::from(outcome.right) / f64::from(outcome.answered.max(1));
    facts(
        html,
        &[
            ("Right", format!("{} of {}, {}", outcome.right, outcome.answered, percent(share))),
            ("Time", time::span(outcome.active_seconds)),
            ("Left unanswered", count(sheet.drill.left() as u32, "item")),
        ],
    );
    let mut text = format!("As of {}: {} due", time::day(paper.now_ms, paper.zone), count(outcome.due, "item"));
    if outcome.streak > 1 {
        text.push_str(&format!(", {} in a row with practice", count(outcome.streak, "day")));
    }
    html.paragraph(format!("{text}. Next: {}.", advice(&outcome.advice)));
    note(html, "A drill has no scaled score, and neither passes nor fails.");
}

const DOMAIN_COLUMNS: Columns =
    &[("", "Domain"), ("n", "Right"), ("", "0 to 100%"), ("n", "Level before"), ("n", "Level now"), ("n", "Likely")];

fn domains(html: &mut Html, domains: &[DomainOutcome]) {
    let caption = "The level is the share of the domain's items that would be right at first sight, an estimate over \
         all answers; it likely (90%) lies on the line. Open: before the drill. Full: now.";
    whole_table(html, caption, DOMAIN_COLUMNS, |html| {
        for domain in domains {
            row(html, |html| {
                row_head(html, format!("{} {}", domain.code, domain.short));
                cell(html, "n", format!("{} of {}", domain.right, domain.answered));
                drawn(html, |html| {
                    if let Some(now) = domain.now {
                        charts::interval_bar(html, now, None, domain.before);
                    }
                });
                let level = |estimate: Option<_>, show: fn(_) -> String| estimate.map_or_else(|| "–".to_owned(), show);
                cell(html, "n", level(domain.before, |before| percent(before.share)));
                cell(html, "n", level(domain.now, |now| percent(now.share)));
                cell(html, "n", level(domain.now, between));
            });
        }
    });
}

fn changes(html: &mut Html, sheet: &DrillSheet<'_>) {
    let Outcome { better, slipped, misconceptions, .. } = sheet.outcome;
    let lists = [
        ("Better: wrong the last time, right now", better),
        ("Slipped: right the last time, wrong now", slipped),
        ("Sure and wrong: something is believed that is not so", misconceptions),
    ];
    for (title, list) in lists {
        let open: Vec<&ItemOutcome> = list.iter().filter(|one| !sheet.closed.contains(&one.item)).collect();
        html.leaf("h3", &[], title);
        if open.is_empty() {
            html.paragraph("none");
            continue;
        }
        html.element("ul", &[("class", &"plain named")], |html| {
            open.iter().for_each(|one| html.leaf("li", &[], format!("{} {}", one.task, first_upper(&one.topic))));
        });
    }
}

fn remarks(item: &Drilled) -> Vec<&'static str> {
    let mut remarks = Vec::new();
    match item.certainty {
        Certainty::Sure => remarks.push("sure"),
        Certainty::Unsure => remarks.push("unsure"),
        Certainty::NotSaid => {}
    }
    if item.again {
        remarks.push("asked again");
    }
    remarks
}
