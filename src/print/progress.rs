//! The page of a credential: readiness, domains and tasks, how they went over time, days, the plan, mocks, results.

use jiff::{Span, ToSpan};

use super::calendar::calendar;
use super::html::Html;
use super::page::{
    Columns, Heading, cell, day_head, drawn, facts, note, page as framed, row, row_head, section, table, whole_table,
};
use super::readiness::{readiness, tasks};
use super::results::results;
use super::trend::trend;
use super::words::{advice, between, count, list, percent, written_day};
use super::{Paper, ProgressSheet, charts};
use crate::bank::Outline;
use crate::coach::days::{Day, streak};
use crate::coach::standing::{DomainStanding, Standing};
use crate::store::SittingRow;
use crate::study::pace::Effort;
use crate::study::plan::{MockLength, Plan};
use crate::time;

pub(super) fn page(sheet: &ProgressSheet<'_>, paper: Paper<'_>) -> String {
    let standing = sheet.standing;
    let below = format!("{}, {}", standing.name, time::day(paper.now_ms, paper.zone));
    let heading = Heading { title: format!("{} progress", standing.short), below };
    framed(&heading, paper, |html| {
        section(html, "Readiness", |html| readiness(html, standing));
        section(html, "Domains", |html| domains(html, standing));
        section(html, "To the exam", |html| to_the_exam(html, standing, paper));
        section(html, "Over time", |html| over_time(html, sheet, paper));
        section(html, "Days of practice", |html| practice(html, sheet.days));
        section(html, "Mocks", |html| mocks(html, sheet, paper));
        if !standing.results.is_empty() {
            section(html, "Results of the real exam", |html| {
                results(html, &standing.results, sheet.predictions, paper.zone);
            });
        }
        section(html, "Tasks", |html| tasks(html, &standing.domains));
        section(html, "How these figures are made", |html| how_made(html, sheet.outline));
    })
}

fn to_the_exam(html: &mut Html, standing: &Standing, paper: Paper<'_>) {
    match &standing.exam {
        None => html.paragraph("No day is set for the exam."),
        Some(exam) if exam.days_left < 0 => html.paragraph(format!("The exam was on {}.", written_day(&exam.day))),
        Some(exam) => {
            let left = match exam.days_left {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                days => format!("in {days} days"),
            };
            html.paragraph(format!("The exam is on {}, {left}.", written_day(&exam.day)));
        }
    }
    if let Some(plan) = &standing.plan {
        html.element("ul", &[("class", &"plain")], |html| {
            html.leaf("li", &[], today(plan, &standing.domains));
            if !plan.mocks.is_empty() {
                html.leaf("li", &[], planned_mocks(plan, paper));
            }
        });
    }
    html.paragraph(format!("Next: {}.", advice(&standing.advice)));
    let counts = standing.counts;
    facts(
        html,
        &[
            ("Answers so far", standing.answers.to_string()),
            ("Items in the bank", counts.items.to_string()),
            ("Not seen yet", counts.unseen.to_string()),
            ("Due for review", counts.due.to_string()),
            ("Wrong the last time", counts.missed.to_string()),
            ("Sure and wrong", counts.misconceptions.to_string()),
            ("Flagged", counts.flagged.to_string()),
        ],
    );
}

fn today(plan: &Plan, domains: &[DomainStanding]) -> String {
    if plan.mocks.iter().any(|mock| mock.in_days == 0) {
        return "Today: the mock, and nothing else.".to_owned();
    }
    let new = plan.new_today.iter().zip(domains).filter(|(new, _)| **new > 0);
    let new: Vec<String> = new.map(|(new, domain)| format!("{new} of {} {}", domain.code, domain.short)).collect();
    let review = format!("{} to review", count(plan.review_today.iter().sum(), "item"));
    if new.is_empty() { format!("Today: {review}.") } else { format!("Today: {review}; new ones: {}.", list(&new)) }
}

fn planned_mocks(plan: &Plan, paper: Paper<'_>) -> String {
    let today = time::date_of(paper.now_ms, paper.zone);
    let mocks = plan.mocks.iter().map(|mock| {
        let length = match mock.length {
            MockLength::Full => "full",
            MockLength::Half => "half",
        };
        let ahead: Span = i64::from(mock.in_days).days();
        format!("{length} on {}", today.saturating_add(ahead).strftime("%-d %b %Y"))
    });
    format!("Mocks until then: {}.", list(&mocks.collect::<Vec<_>>()))
}

const DOMAIN_COLUMNS: Columns = &[
    ("", "Domain"),
    ("n", "Of the exam"),
    ("n", "First answers"),
    ("", "0 to 100%"),
    ("n", "Level"),
    ("n", "Likely"),
    ("n", "Cut"),
];

fn domains(html: &mut Html, standing: &Standing) {
    let caption = "The level is the share of the domain's items that would be right now, at first sight; it likely \
         (90%) lies on the line. The upright line is the cut: the mean rating of the domain's items.";
    whole_table(html, caption, DOMAIN_COLUMNS, |html| {
        standing.domains.iter().for_each(|domain| domain_row(html, domain));
    });
}

fn domain_row(html: &mut Html, domain: &DomainStanding) {
    // Without an answer in the domain the model only guesses from the others.
    let share = domain.share.filter(|_| domain.first_answers + domain.repeats > 0.0);
    row(html, |html| {
        row_head(html, format!("{} {}", domain.code, domain.title));
        cell(html, "n", format!("{:.0}%", domain.weight));
        cell(html, "n", domain.first_answers);
        drawn(html, |html| {
            if let Some(share) = share {
                charts::interval_bar(html, share, Some(domain.cut), None);
            }
        });
        cell(html, "n", share.map_or_else(|| "–".to_owned(), |share| percent(share.share)));
        cell(html, "n", share.map_or_else(|| "no answers yet".to_owned(), between));
        cell(html, "n", percent(domain.cut));
    });
}

fn over_time(html: &mut Html, sheet: &ProgressSheet<'_>, paper: Paper<'_>) {
    if sheet.trend.len() < 2 {
        html.paragraph("There is nothing to look back on yet.");
        return;
    }
    trend(html, &sheet.standing.domains, sheet.trend, paper.zone);
    note(html, "The level as it was seen on each day, with the band in which it likely (90%) lay. Dashed: the cut.");
}

fn practice(html: &mut Html, days: &[Day]) {
    let practised: Vec<&Day> = days.iter().filter(|day| day.answers > 0).collect();
    let (answers, right) = practised.iter().fold((0, 0), |sum, day| (sum.0 + day.answers, sum.1 + day.right));
    let minutes: u32 = practised.iter().map(|day| day.minutes).sum();
    if answers == 0 {
        html.paragraph("There are no days with practice in the last year.");
        return;
    }
    calendar(html, days);
    let mut text = format!(
        "In the last year: {} with practice, {}, {} of them right, {} at items.",
        count(practised.len() as u32, "day"),
        count(answers, "answer"),
        percent(f64::from(right) / f64::from(answers)),
        time::span(f64::from(minutes) * 60.0),
    );
    let in_a_row = streak(days);
    if in_a_row > 1 {
        text.push_str(&format!(" The last {} in a row.", count(in_a_row, "day")));
    }
    html.paragraph(text);
}

const MOCK_COLUMNS: Columns =
    &[("", "Day"), ("", "Mock"), ("n", "Scaled"), ("", "On the scale"), ("n", "Right"), ("n", "Time"), ("", "Remarks")];

fn mocks(html: &mut Html, sheet: &ProgressSheet<'_>, paper: Paper<'_>) {
    if sheet.mocks.is_empty() {
        html.paragraph("No mock has been sat to its end yet.");
        return;
    }
    let caption = "The newest first. The upright line is the pass mark; a full dot has reached it.";
    table(html, caption, MOCK_COLUMNS, |html| {
        sheet.mocks.iter().for_each(|mock| mock_row(html, mock, sheet.outline, paper));
    });
}

fn mock_row(html: &mut Html, mock: &SittingRow, outline: Option<&Outline>, paper: Paper<'_>) {
    let summary = mock.summary.as_ref();
    let score = summary.and_then(|summary| Some((summary.scaled?, summary.passed?)));
    row(html, |html| {
        day_head(html, time::day(mock.started_ms, paper.zone));
        cell(html, "", mock.title());
        cell(html, "n", score.map_or_else(|| "–".to_owned(), |(scaled, _)| scaled.to_string()));
        drawn(html, |html| {
            if let (Some((scaled, passed)), Some(outline)) = (score, outline) {
                charts::score_bar(html, outline.scale, scaled, passed);
            }
        });
        let right = summary.map(|summary| format!("{} of {}", summary.raw, summary.scored));
        cell(html, "n", right.unwrap_or_else(|| "–".to_owned()));
        cell(html, "n", time::span(mock.active_ms as f64 / 1000.0));
        let said = match score {
            Some((_, true)) => "passed",
            Some((_, false)) => "not passed",
            None => "",
        };
        let rushed = if summary.is_some_and(|summary| is_rushed(mock, summary.unanswered, summary.rapid)) {
            "; rushed, does not count for readiness"
        } else {
            ""
        };
        cell(html, "", format!("{said}{rushed}"));
    });
}

fn is_rushed(mock: &SittingRow, unanswered: u32, rapid: u32) -> bool {
    !Effort { answers: mock.items.saturating_sub(unanswered), rapid }.counts()
}

fn how_made(html: &mut Html, outline: Option<&Outline>) {
    html.paragraph(
        "Every answer in a mock or a drill is taken into one estimate of the level in each domain. It knows that items \
         differ in difficulty, that a guess can be right, that an item seen before is easier, that people learn, and \
         that the exam's items are not the bank's. Few answers in a domain lean on the others. Only mocks under the \
         exam's own clock count fully; answers that came faster than an item can be read do not count at all.",
    );
    html.paragraph(
        "A chance to pass is never given without its interval, and not before there are enough answers for it. Levels \
         are of this bank's items: the exam's may be harder or easier.",
    );
    if let Some(outline) = outline {
        html.paragraph(format!(
            "Weights and scale from: {}. Source: {}. How sure: {}.",
            outline.title,
            outline.source,
            outline.confidence.name()
        ));
    }
}
