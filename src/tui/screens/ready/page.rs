//! How the page of a credential is drawn, and the page on how its figures are made.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::coach::foresight::{Foresight, SaidVerdict};
use crate::coach::standing::{DomainStanding, Standing};
use crate::study::plan::{MockLength, Plan};
use crate::study::readiness::{Band, Verdict};
use crate::tui::app::Surroundings;
use crate::tui::canvas::Canvas;
use crate::tui::desk::ReadyData;
use crate::tui::keymap::{Action, Context};
use crate::tui::screens::home::advice;
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::bars::{estimate, interval};
use crate::tui::widgets::text::{Indent, cut, paragraph};

pub(super) fn draw(data: &ReadyData, cursor: usize, scroll: usize, canvas: &mut Canvas<'_>) {
    let standing = &data.standing;
    let title = canvas.span(format!("{} · where you stand", standing.short), Role::Title);
    let right = canvas.span(exam(standing), Role::Muted);
    canvas.header(Line::from(title), Line::from(right));
    let body = canvas.body();
    let width = usize::from(body.width);
    let mut lines = verdict(standing, canvas, width);
    lines.push(Line::default());
    let first = lines.len() + 1;
    lines.extend(domains(standing, cursor, canvas, width));
    lines.push(Line::default());
    if let Some(plan) = &standing.plan {
        lines.extend(labelled("Plan", &today(plan, &standing.domains), canvas, width));
    }
    lines.extend(labelled("Next", &sentence(&advice(&standing.advice)), canvas, width));
    for foresight in &data.foresights {
        lines.extend(labelled("Result", &result(foresight), canvas, width));
    }
    // The cursor is never out of sight.
    let height = usize::from(body.height) - usize::from(Canvas::overflows(body, lines.len()));
    let row = first + cursor;
    let scroll =
        if lines.len() <= height { 0 } else { scroll.max((row + 1).saturating_sub(height)).min(row.max(1) - 1) };
    canvas.scrolled(body, &lines, scroll);
    let scroll = canvas.feedback.scroll;
    for place in 0..standing.domains.len() {
        let line = first + place;
        if (scroll..scroll + height).contains(&line) {
            let area = Rect { y: body.y + (line - scroll) as u16, height: 1, ..body };
            canvas.zone(area, Action::Pick(place));
        }
    }
    canvas.footer(Context::Ready);
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn exam(standing: &Standing) -> String {
    match standing.exam.as_ref().map(|exam| (exam.days_left, &exam.day)) {
        None => "no exam date".to_owned(),
        Some((0, _)) => "the exam is today".to_owned(),
        Some((1, _)) => "the exam is tomorrow".to_owned(),
        Some((days, day)) if days > 0 => format!("exam on {day}, in {days} days"),
        Some((_, day)) => format!("the exam of {day} is over"),
    }
}

fn labelled(label: &str, text: &str, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let first = vec![canvas.span(format!("  {label:<19}"), Role::Muted)];
    paragraph(text, canvas.style(Role::Text), width, &Indent::hanging(first))
}

/// What may honestly be said, and no more.
fn verdict(standing: &Standing, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let Some(readiness) = &standing.readiness else {
        let text = "No answers yet. Sit a mock with s, or drill with d: from 60 first answers on, and 5 in every \
                    domain, this page says how you stand.";
        return labelled("Ready?", text, canvas, width);
    };
    let name = |place: usize| {
        standing.domains.get(place).map_or_else(String::new, |domain| format!("{} {}", domain.code, domain.short))
    };
    let moves = labelled("Would move it most", &name(readiness.moves_most.domain), canvas, width);
    match &readiness.verdict {
        Verdict::TooFew { answers_missing, domains_missing } => {
            let mut parts = Vec::new();
            if *answers_missing > 0 {
                parts.push(format!("{answers_missing} more first answers are needed"));
            }
            parts.extend(
                domains_missing
                    .iter()
                    .map(|missing| format!("domain {} needs {}", name(missing.domain), missing.answers)),
            );
            labelled("Ready?", &format!("Too early to say: {}.", parts.join("; ")), canvas, width)
        }
        Verdict::Band { band } => {
            let text = match band {
                Band::LikelyBelow => "Likely below the pass mark",
                Band::Borderline => "Borderline",
                Band::LikelyAbove => "Likely above the pass mark",
            };
            let text = format!("{text}. A number asks for 150 first answers, and 10 in every domain.");
            let mut lines = labelled("Ready?", &text, canvas, width);
            lines.extend(moves);
            lines
        }
        Verdict::Number { score, chance, condition } => {
            let percent = |share: f64| (share * 100.0).round();
            let words =
                format!("{}%, between {}% and {}%", percent(chance.mean), percent(chance.low), percent(chance.high));
            let mut spans = vec![canvas.span(format!("  {:<19}", "Chance to pass"), Role::Muted)];
            if width >= 70 {
                let bar = interval(chance.mean, chance.low, chance.high, width.saturating_sub(52).min(24));
                spans.push(canvas.span(format!("{bar} "), Role::Accent));
            }
            spans.push(canvas.span(words, Role::Title));
            let mut lines = vec![Line::from(spans)];
            lines.extend(paragraph(condition, canvas.style(Role::Muted), width, &Indent::blank(21)));
            let right = format!(
                "{}% to expect; in nine exams of ten {}-{}%. The cut here is {}%.",
                percent(score.share),
                percent(score.low),
                percent(score.high),
                percent(readiness.inputs.cut)
            );
            lines.extend(labelled("Right answers", &right, canvas, width));
            lines.extend(moves);
            lines
        }
    }
}

fn domains(standing: &Standing, cursor: usize, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let bar = if width >= 70 { 20 } else { 10 };
    let title = width.saturating_sub(bar + 28).min(44);
    let head = format!("  {:<title$}{:>5} {:>8}  {:<bar$} {:>4}{:>5}", "Domain", "now", "90%", "┃ cut", "due", "new");
    let mut lines = vec![Line::from(canvas.span(cut(&head, width), Role::Muted))];
    for (place, domain) in standing.domains.iter().enumerate() {
        lines.push(domain_line(domain, place == cursor, (title, bar), canvas));
    }
    lines
}

fn domain_line(
    domain: &DomainStanding,
    here: bool,
    (title, bar): (usize, usize),
    canvas: &Canvas<'_>,
) -> Line<'static> {
    let role = if here { Role::Accent } else { Role::Text };
    let name = cut(&format!("{} {}", domain.code, domain.short), title.saturating_sub(1));
    let mut spans =
        vec![canvas.span(if here { "▌ " } else { "  " }, Role::Accent), canvas.span(format!("{name:<title$}"), role)];
    match domain.share {
        Some(share) => {
            let range = format!("{:.0}-{:.0}", share.low * 100.0, share.high * 100.0);
            spans.push(canvas.span(format!("{:>4.0}% {range:>8}  ", share.share * 100.0), role));
            let reaches = share.share >= domain.cut;
            let shade = if reaches { Role::Correct } else { Role::Wrong };
            let (before, after) = estimate(share.share, share.low, share.high, domain.cut, bar);
            spans.push(canvas.span(before, shade));
            spans.push(canvas.span("┃", Role::Pass));
            spans.push(canvas.span(after, shade));
        }
        None => spans.push(Span::raw(format!("{:>5} {:>8}  {:bar$}", "", "", ""))),
    }
    let counts = domain.counts;
    spans.push(canvas.span(format!(" {:>4}{:>5}", counts.due, counts.unseen), Role::Muted));
    Line::from(spans)
}

fn today(plan: &Plan, domains: &[DomainStanding]) -> String {
    let of_domains = |items: &[u32], what: &str| {
        let given = items.iter().zip(domains).filter(|(items, _)| **items > 0);
        let given: Vec<String> = given.map(|(items, domain)| format!("{items} of {}", domain.code)).collect();
        let all: u32 = items.iter().sum();
        (all > 0).then(|| format!("{all} {what} ({})", given.join(", ")))
    };
    let parts = [of_domains(&plan.review_today, "to review"), of_domains(&plan.new_today, "new")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let day = if parts.is_empty() { "Today nothing new".to_owned() } else { format!("Today {}", parts.join(", ")) };
    let mocks: Vec<String> = plan
        .mocks
        .iter()
        .map(|mock| {
            let length = match mock.length {
                MockLength::Full => "full",
                MockLength::Half => "half",
            };
            match mock.in_days {
                0 => format!("a {length} mock today"),
                1 => format!("a {length} mock tomorrow"),
                days => format!("a {length} mock in {days} days"),
            }
        })
        .collect();
    if mocks.is_empty() { format!("{day}.") } else { format!("{day}; {}.", mocks.join(", ")) }
}

fn result(foresight: &Foresight) -> String {
    let result = &foresight.result;
    let word = if result.passed { "passed" } else { "not passed" };
    let scaled = result.scaled.map_or_else(String::new, |scaled| format!(" with {scaled}"));
    let said = match foresight.last.as_ref().map(|said| said.verdict) {
        None => "nothing had been said before".to_owned(),
        Some(SaidVerdict::Number { chance }) => format!(
            "the last word before was {:.0}%, between {:.0}% and {:.0}%",
            chance.mean * 100.0,
            chance.low * 100.0,
            chance.high * 100.0
        ),
        Some(SaidVerdict::Band { band: Band::LikelyBelow }) => "the last word before was likely below".to_owned(),
        Some(SaidVerdict::Band { band: Band::Borderline }) => "the last word before was borderline".to_owned(),
        Some(SaidVerdict::Band { band: Band::LikelyAbove }) => "the last word before was likely above".to_owned(),
    };
    format!("{}: {word}{scaled}; {said}.", result.day)
}

const HOW_MADE: [&str; 5] = [
    "Your answers are held against how hard each item was judged to be, with a floor for guessing, your learning over \
     time and the help of having seen an item before. Few answers in a domain lean on all the others. What comes out is \
     your level in each domain with the range in which it lies nine times in ten.",
    "The chance to pass follows from these levels and the outline's weights. Nobody knows how far the real exam is from \
     this bank, or its exact cut: both are part of the range, and so it stays wide however much you answer. It was held \
     to simulated candidates whose true level is known; it was not held to real ones.",
    "Only what the answers carry is said: under 60 first answers, or 5 in a domain, what is missing; from there a band; \
     from 150, with 10 in every domain, a number with its range. An answer outside a timed mock counts half. Answers \
     faster than the item can be read, and mocks in which more than one answer in ten was, do not count here.",
    "An item is due when you would recall it nine times in ten and no longer (FSRS-6 with its published parameters), \
     and never after your exam.",
    "Enter the real result with r when you have it: what was said before is kept, and is held against it here.",
];

pub(super) fn draw_how_made(data: &ReadyData, scroll: usize, canvas: &mut Canvas<'_>, around: &Surroundings) {
    canvas.header(Line::from(canvas.span("How these figures are made", Role::Title)), Line::default());
    let body = canvas.body();
    let width = usize::from(body.width);
    let mut lines = Vec::new();
    for text in HOW_MADE {
        lines.extend(paragraph(text, canvas.style(Role::Text), width, &Indent::default()));
        lines.push(Line::default());
    }
    if let Some(readiness) = &data.standing.readiness {
        let inputs = readiness.inputs;
        let text = format!(
            "Model {}: {:.0} first answers and {:.0} repeats, an exam of {} scored items, a cut of {:.1}%.",
            readiness.model,
            inputs.first_answers,
            inputs.repeats,
            inputs.scored,
            inputs.cut * 100.0
        );
        lines.extend(paragraph(&text, canvas.style(Role::Muted), width, &Indent::default()));
    }
    let kept = data.predictions.len();
    let text = match data.predictions.last() {
        None => "No prediction is kept yet.".to_owned(),
        Some(first) => format!("{kept} predictions are kept since {}.", time::day(first.at_ms, &around.zone)),
    };
    lines.extend(paragraph(&text, canvas.style(Role::Muted), width, &Indent::default()));
    canvas.scrolled(body, &lines, scroll);
    canvas.footer(Context::HowMade);
}
