//! The page of a mock.

use super::html::Html;
use super::items::{Asked, items};
use super::page::{
    Columns, Heading, cell, drawn, facts, note, page as framed, row, row_head, section, warning, whole_table,
};
use super::words::{between, count, percent};
use super::{MockSheet, Paper, charts};
use crate::exam::report::setting::{CaseLine, lines};
use crate::exam::report::{Changed, DomainScore, Ended, ItemReport, PICKED, Report};
use crate::time;

pub(super) fn page(sheet: &MockSheet<'_>, paper: Paper<'_>) -> String {
    let report = sheet.report;
    let heading = heading(sheet.short, sheet.row, paper);
    framed(&heading, paper, |html| {
        section(html, "Result", |html| result(html, sheet));
        section(html, "Domains", |html| domains(html, report));
        cases(html, report);
        section(html, "Pace and changed answers", |html| habits(html, report));
        let asked: Vec<Asked<'_>> =
            report.items.iter().map(|item| Asked { item, remarks: remarks(item), case: report.case(item) }).collect();
        items(html, &asked, sheet.closed, sheet.in_full);
        section(html, "How these figures are made", |html| how_made(html, report));
    })
}

/// A sitting by its name, or by the one that the candidate gave it.
pub(super) fn heading(short: &str, row: &crate::store::SittingRow, paper: Paper<'_>) -> Heading {
    let day = time::day(row.started_ms, paper.zone);
    let below = if row.title() == row.name { day } else { format!("{}, {day}", row.name) };
    Heading { title: format!("{short} {}", row.title()), below }
}

fn result(html: &mut Html, sheet: &MockSheet<'_>) {
    let report = sheet.report;
    let score = &report.score;
    charts::score_line(html, report.outline.scale, score.scaled, report.scaled_shown, score.passed);
    let needed = format!("{} of {}, {} needed on this form", score.raw, score.scored, score.needed());
    let mut figures = vec![("Right", needed)];
    let spent = time::span(report.active_seconds);
    figures.push((
        "Time",
        match report.minutes {
            Some(minutes) => format!("{spent} of {}", time::span(f64::from(minutes) * 60.0)),
            None => format!("{spent}, no limit"),
        },
    ));
    figures.push((
        "Ended",
        match report.ended {
            Ended::ByCandidate => "by the candidate",
            Ended::TimeUp => "the time ran out",
            Ended::NotYet => "not yet",
        }
        .to_owned(),
    ));
    figures.push(("Interruptions", interruptions(report)));
    figures.push(("Unanswered", report.unanswered.to_string()));
    figures.push(("Flagged", report.flagged.to_string()));
    if let Some(sum) = &report.coding {
        figures.push(("Codes", sum.in_words()));
    }
    figures.push(("Do not count", count(report.pretest_items, "item")));
    facts(html, &figures);
    effort(html, sheet);
    if let Some(unconfirmed) = report.unconfirmed() {
        note(html, unconfirmed);
    }
    if report.is_picked() {
        note(html, PICKED);
    }
    let (items, full) = (report.items.len(), report.outline.full_items);
    if items < full as usize {
        note(html, format!("A form of {items} items says less than the exam's {full}: take the score as a hint."));
    }
}

fn interruptions(report: &Report) -> String {
    let away: u64 = report.interruptions.iter().filter_map(|one| one.away_ms).sum();
    match report.interruptions.len() {
        0 => "none".to_owned(),
        many if away > 0 => format!("{many}, {} in all, left out of the time", time::span(away as f64 / 1000.0)),
        many => many.to_string(),
    }
}

fn effort(html: &mut Html, sheet: &MockSheet<'_>) {
    let effort = sheet.effort;
    if effort.rapid == 0 {
        return;
    }
    let fast = format!("{} of {} answers came faster than an item can be read.", effort.rapid, effort.answers);
    if effort.counts() {
        note(html, format!("{fast} They stay in this score and are left out of readiness."));
    } else {
        warning(html, format!("Rushed: {fast} This mock does not count for readiness."));
    }
}

const DOMAIN_COLUMNS: Columns = &[
    ("", "Domain"),
    ("n", "Right"),
    ("n", "Share"),
    ("", "0 to 100%"),
    ("n", "Cut"),
    ("n", "Likely level"),
    ("n", "Time an item"),
];

fn domains(html: &mut Html, report: &Report) {
    let caption = "The bar is the share of right answers: full where it reaches the cut, hatched where it does not. The \
         upright line is the cut on this form. The line below the bar is where the level in the domain likely lies \
         (90%), in the light of the whole score: a few items alone mislead.";
    whole_table(html, caption, DOMAIN_COLUMNS, |html| {
        report.domains.iter().for_each(|domain| domain_row(html, domain));
    });
}

fn domain_row(html: &mut Html, domain: &DomainScore) {
    let share = f64::from(domain.right) / f64::from(domain.scored.max(1));
    row(html, |html| {
        row_head(html, format!("{} {}", domain.code, domain.title));
        cell(html, "n", format!("{} of {}", domain.right, domain.scored));
        cell(html, "n", percent(share));
        drawn(html, |html| charts::share_bar(html, share, domain.cut, domain.estimate));
        cell(html, "n", percent(domain.cut));
        cell(html, "n", between(domain.estimate));
        cell(html, "n", time::per_item(domain.seconds_per_item));
    });
}

const CASE_COLUMNS: Columns = &[
    ("", "Cases and codes"),
    ("n", "Items right"),
    ("n", "Right"),
    ("n", "Right in part"),
    ("n", "Missed"),
    ("n", "Wrong role"),
    ("n", "Wrong POA"),
    ("n", "Not needed"),
];

/// Cases by setting and codes by role, where the form had some.
fn cases(html: &mut Html, report: &Report) {
    let lines = lines(report);
    if lines.is_empty() {
        return;
    }
    let caption = "Cases by their setting with the codes that they asked for, then all codes by their role. A code is \
         right, right in part, missed, in the wrong role, with the wrong indicator, or was not needed.";
    section(html, "Cases and codes", |html| {
        whole_table(html, caption, CASE_COLUMNS, |html| {
            lines.iter().for_each(|line| case_row(html, line));
        });
    });
}

fn case_row(html: &mut Html, line: &CaseLine) {
    row(html, |html| {
        row_head(html, &line.name);
        cell(html, "n", line.right.map_or_else(String::new, |(right, scored)| format!("{right} of {scored}")));
        match line.counts {
            Some(counts) => counts.in_order().into_iter().for_each(|count| cell(html, "n", count)),
            None => (2..CASE_COLUMNS.len()).for_each(|_| cell(html, "n", "")),
        }
    });
}

fn habits(html: &mut Html, report: &Report) {
    html.element("figure", &[], |html| {
        charts::pace(html, &report.pace, report.items.len());
        let text = "Time an item over equal stretches of the form; below them the number of the first item, and as a \
                    dashed line the average.";
        html.leaf("figcaption", &[], text);
    });
    let Changed { wrong_to_right, right_to_wrong, wrong_to_wrong } = report.changed;
    html.paragraph(match report.changed.total() {
        0 => "No answer was changed.".to_owned(),
        total => format!(
            "{} changed: {wrong_to_right} from wrong to right, {right_to_wrong} from right to wrong, {wrong_to_wrong} \
             from wrong to wrong.",
            count(total, "answer")
        ),
    });
}

fn remarks(item: &ItemReport) -> Vec<&'static str> {
    let mut remarks = Vec::new();
    if item.flagged {
        remarks.push("flagged");
    }
    if item.first_answer.is_some() {
        remarks.push("changed");
    }
    if !item.scored {
        remarks.push("does not count");
    }
    remarks
}

fn how_made(html: &mut Html, report: &Report) {
    let (score, outline) = (&report.score, &report.outline);
    html.paragraph(report.how_scaled);
    html.paragraph(format!(
        "On this form: {} scored items, cut {:.1} (standard error {:.1} from the spread of the ratings), {} right.",
        score.scored, score.cut, score.cut_se, score.raw
    ));
    html.paragraph(format!(
        "The form was built on: {}. Source: {}. How sure: {}. Form {} with seed {}, scoring rules {}.",
        outline.title,
        outline.source,
        outline.confidence.name(),
        report.form,
        report.seed,
        report.scoring
    ));
}
