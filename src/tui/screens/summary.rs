//! The report's first page: the scaled score on its line, domains against the cut, changed answers, pace.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::exam::report::{Changed, DomainScore, Ended, PICKED, Report};
use crate::tui::app::Surroundings;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::bars::{marked, spark};
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::report::ReportScreen;
use super::summary_cases;

pub fn draw(screen: &ReportScreen, canvas: &mut Canvas<'_>, around: &Surroundings) {
    let report = &screen.report;
    let title = format!(
        "{} · {} · {}",
        report.credential.to_uppercase(),
        report.name,
        time::day(screen.started_ms, &around.zone)
    );
    canvas.header(
        Line::from(canvas.span(title, Role::Title)),
        Line::from(canvas.span("an estimate, see i", Role::Muted)),
    );
    let body = canvas.body();
    let width = usize::from(body.width);
    let mut lines = score_lines(report, canvas, width);
    lines.extend(facts(report, canvas, width));
    lines.extend(reserves(report, canvas, width));
    lines.extend(rushed(screen, canvas, width));
    lines.push(Line::default());
    let first_domain = lines.len() + 1;
    lines.extend(domain_lines(screen, canvas, width));
    lines.push(Line::default());
    lines.extend(habits(report, canvas, width));
    let cases = summary_cases::lines(report, canvas, width);
    if !cases.is_empty() {
        lines.push(Line::default());
        lines.extend(cases);
    }
    // Down to the domain under the cursor, where the page is longer than the screen.
    let height = usize::from(body.height) - usize::from(Canvas::overflows(body, lines.len()));
    let follow = (first_domain + screen.domain + 1).saturating_sub(height);
    canvas.scrolled(body, &lines, if screen.domain == 0 { screen.scroll } else { screen.scroll.max(follow) });
    for index in 0..report.domains.len() {
        if let Some(row) = (first_domain + index).checked_sub(canvas.feedback.scroll)
            && row < height
        {
            canvas.zone(Rect { y: body.y + row as u16, height: 1, ..body }, Action::Pick(index));
        }
    }
    canvas.footer(Context::Report);
}

/// `100 ────────┃──●── 400`, and the score under its place.
fn score_lines(report: &Report, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let scale = report.outline.scale;
    let room = width.saturating_sub(10).min(70);
    let range = f64::from(scale.max - scale.min);
    let place =
        |score: f64| (((score - f64::from(scale.min)) / range * (room - 1) as f64).round() as usize).min(room - 1);
    let (at, pass) = (place(report.score.scaled), place(f64::from(scale.pass)));
    let passed = report.score.passed;
    let role = if passed { Role::Correct } else { Role::Wrong };
    let mut spans = vec![canvas.span(format!("{:>4} ", scale.min), Role::Muted)];
    for column in 0..room {
        spans.push(match column {
            _ if column == at => canvas.span("●", role),
            _ if column == pass => canvas.span("┃", Role::Pass),
            _ => canvas.span("─", Role::Muted),
        });
    }
    spans.push(canvas.span(format!(" {}", scale.max), Role::Muted));
    let label = format!("{} {}", report.scaled_shown, if passed { "passed" } else { "not passed" });
    let pass_label = format!("pass {}", scale.pass);
    let mut under = vec![' '; room + 10];
    let put = |under: &mut Vec<char>, text: &str, centre: usize| {
        let start = (5 + centre).saturating_sub(text.chars().count() / 2).min(under.len() - text.chars().count());
        for (offset, c) in text.chars().enumerate() {
            under[start + offset] = c;
        }
        start
    };
    let start = put(&mut under, &label, at);
    let label_end = start + label.chars().count();
    let mut marks = vec![' '; room + 10];
    put(&mut marks, &pass_label, pass);
    let text = |cells: &[char]| cells.iter().collect::<String>();
    let before = text(&under[..start]);
    let score = Line::from(vec![Span::raw(before), canvas.span(text(&under[start..label_end]), role)]);
    vec![
        Line::from(canvas.span(text(&marks).trim_end().to_owned(), Role::Pass)),
        Line::from(spans),
        score,
        Line::default(),
    ]
}

fn facts(report: &Report, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let score = &report.score;
    let mut text = format!("{} of {} right, {} needed on this form", score.raw, score.scored, score.needed());
    let spent = time::span(report.active_seconds);
    text.push_str(&match report.minutes {
        Some(minutes) => format!(" · {spent} of {}", time::span(f64::from(minutes) * 60.0)),
        None => format!(" · {spent}, no limit"),
    });
    match report.interruptions.len() {
        0 => {}
        1 => text.push_str(" · 1 interruption"),
        many => text.push_str(&format!(" · {many} interruptions")),
    }
    if report.unanswered > 0 {
        text.push_str(&format!(" · {} unanswered", report.unanswered));
    }
    if report.ended == Ended::TimeUp {
        text.push_str(" · the time ran out");
    }
    if report.ended == Ended::NotYet {
        text.push_str(" · not ended yet");
    }
    let style = canvas.style(Role::Text);
    let mut lines = paragraph(&text, style, width, &Indent::default());
    let full = report.outline.full_items as usize;
    if report.items.len() < full {
        let text = format!(
            "A form of {} items says less than the exam's {full}: take the score as a hint.",
            report.items.len()
        );
        lines.extend(paragraph(&text, canvas.style(Role::Muted), width, &Indent::default()));
    }
    lines
}

/// What makes the score less sure than its figures.
fn reserves(report: &Report, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let picked = report.is_picked().then(|| PICKED.to_owned());
    let texts = picked.into_iter().chain(report.unconfirmed());
    texts.flat_map(|text| paragraph(&text, canvas.style(Role::Muted), width, &Indent::default())).collect()
}

/// Why a mock that was rushed does not count.
fn rushed(screen: &ReportScreen, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    if !screen.tempo.is_rushed() {
        return Vec::new();
    }
    let effort = screen.tempo.effort;
    let text = format!(
        "Rushed: {} of {} answers came faster than their items can be read, which is more than 10%. This mock does not \
         count for readiness.",
        effort.rapid, effort.answers
    );
    paragraph(&text, canvas.style(Role::Warning), width, &Indent::default())
}

fn domain_lines(screen: &ReportScreen, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let bar = if width >= 74 { 16 } else { 12 };
    // Items that are right in part need a decimal.
    let digits = screen.report.domains.iter().map(|domain| domain.right.to_string().len()).max().unwrap_or(0).max(3);
    let title = width.saturating_sub(bar + 17 + digits);
    let mark = if width >= 74 { "┃ the cut on this form" } else { "┃ the cut" };
    let head = format!("  {:<title$}{:>right$}   {mark}", "Domain", "right", right = digits + 6);
    let mut lines = vec![Line::from(canvas.span(cut(&head, width), Role::Muted))];
    for (index, domain) in screen.report.domains.iter().enumerate() {
        lines.push(domain_line(domain, index == screen.domain, canvas, (title, digits, bar)));
    }
    lines
}

fn domain_line(
    domain: &DomainScore,
    here: bool,
    canvas: &Canvas<'_>,
    (title, digits, bar): (usize, usize, usize),
) -> Line<'static> {
    let share = f64::from(domain.right) / f64::from(domain.scored.max(1));
    let (before, after) = marked(share, domain.cut, bar);
    let reaches = share >= domain.cut;
    let role = if here { Role::Accent } else { Role::Text };
    let name = cut(&format!("{} {}", domain.code, domain.short), title.saturating_sub(1));
    let bar_role = if reaches { Role::Correct } else { Role::Wrong };
    Line::from(vec![
        canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
        canvas.span(format!("{name:<title$}"), role),
        canvas.span(format!("{:>digits$} / {:<3}   ", domain.right, domain.scored), Role::Text),
        canvas.span(before, bar_role),
        canvas.span("┃", Role::Pass),
        canvas.span(after, bar_role),
        canvas.span(format!("{:>4}%", (share * 100.0).round()), role),
    ])
}

fn habits(report: &Report, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let Changed { wrong_to_right, right_to_wrong, wrong_to_wrong } = report.changed;
    let changed = match report.changed.total() {
        0 => "none".to_owned(),
        total => format!(
            "{total}: wrong to right {wrong_to_right}, right to wrong {right_to_wrong}, wrong to wrong {wrong_to_wrong}"
        ),
    };
    let slowest = report.domains.iter().max_by(|a, b| a.seconds_per_item.total_cmp(&b.seconds_per_item));
    let pace = format!(
        "{}  {} an item{}",
        spark(&report.pace.stretches),
        time::per_item(report.pace.seconds_per_item),
        slowest.map_or_else(String::new, |domain| format!(
            "; slowest {} {}, {}",
            domain.code,
            domain.short,
            time::per_item(domain.seconds_per_item)
        ))
    );
    let style = canvas.style(Role::Text);
    let labelled = |label: &str, text: &str| {
        let first = vec![canvas.span(format!("  {label:<17}"), Role::Muted)];
        paragraph(text, style, width, &Indent::hanging(first))
    };
    let mut lines = report.coding.map_or_else(Vec::new, |sum| labelled("Codes", &sum.in_words()));
    lines.extend(labelled("Changed answers", &changed));
    lines.extend(labelled("Pace", &pace));
    lines
}

pub fn draw_how_made(screen: &ReportScreen, canvas: &mut Canvas<'_>) {
    canvas.header(Line::from(canvas.span("How this score is made", Role::Title)), Line::default());
    let report = &screen.report;
    let score = &report.score;
    let body = canvas.body();
    let width = usize::from(body.width);
    let outline = &report.outline;
    let texts = [
        report.how_scaled.to_owned(),
        format!(
            "On this form: {} scored items, cut {:.1} (standard error {:.1} from the spread of the ratings), {} right.",
            score.scored, score.cut, score.cut_se, score.raw
        ),
        format!("{} items did not count, as in the exam; they are named in the list of items.", report.pretest_items),
        "A domain has few items on one form, so its own share misleads. In the light of the whole score, and with 90% \
         confidence, your level in each domain lies between:"
            .to_owned(),
    ];
    let mut lines = Vec::new();
    for text in texts {
        lines.extend(paragraph(&text, canvas.style(Role::Text), width, &Indent::default()));
        lines.push(Line::default());
    }
    for domain in &report.domains {
        let name = cut(&format!("{} {}", domain.code, domain.short), width.saturating_sub(22));
        let fill = width.saturating_sub(20).min(46);
        let range = format!("{:>3.0}% and {:>3.0}%", domain.estimate.low * 100.0, domain.estimate.high * 100.0);
        lines.push(Line::from(canvas.span(format!("{name:<fill$}  {range}"), Role::Text)));
    }
    lines.push(Line::default());
    let about = format!(
        "The form was built on: {}. Source: {}. How sure: {}. Form {} with seed {}.",
        outline.title,
        outline.source,
        outline.confidence.name(),
        report.form,
        report.seed
    );
    lines.extend(paragraph(&about, canvas.style(Role::Muted), width, &Indent::default()));
    canvas.scrolled(body, &lines, screen.scroll);
    canvas.footer(Context::HowMade);
}
