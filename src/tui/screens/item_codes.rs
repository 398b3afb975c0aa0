//! Codes afterwards: each one that was typed or missed, what it was, what it earned and why.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::bank::coding::CodeRole;
use crate::bank::marks::Verdict;
use crate::exam::report::coding::{CodeReport, CodingReport, marks_shown};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Role;
use crate::tui::widgets::markdown;
use crate::tui::widgets::text::{Indent, cut, wrap};

/// Columns of a code with its dot, its indicator, and its marks.
const CODE: usize = 9;
const POA: usize = 3;
const MARKS: usize = 10;
const MARGIN: usize = 2;

/// What is told of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// An answer, with what it earned.
    Answer,
    /// The key alone.
    Key,
}

pub(super) fn lines(report: &CodingReport, told: Told, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut role: Option<CodeRole> = None;
    for code in &report.codes {
        if role != Some(code.role) {
            if role.is_some() {
                lines.push(Line::default());
            }
            lines.push(Line::from(canvas.span(format!("  {}", code.role.title()), Role::Title)));
            role = Some(code.role);
        }
        lines.extend(code_lines(code, told, canvas, width));
    }
    if report.codes.is_empty() {
        lines.push(Line::from(canvas.span("  No code was typed.", Role::Muted)));
    }
    lines
}

/// The words of an answer as a whole.
pub(super) fn standing(report: &CodingReport) -> String {
    let (marks, maximum) = (marks_shown(report.marks), marks_shown(report.maximum));
    let capped = if report.capped { ", half being the most with a wrong first diagnosis" } else { "" };
    format!("Your codes earned {marks} of {maximum} marks{capped}.")
}

fn sign(verdict: Verdict) -> (&'static str, Role) {
    match verdict {
        Verdict::Right => ("✓", Role::Correct),
        Verdict::InPart => ("≈", Role::Warning),
        Verdict::WrongRole | Verdict::WrongPoa | Verdict::NotNeeded => ("✗", Role::Wrong),
        Verdict::Missed => ("○", Role::Warning),
        Verdict::Optional => ("·", Role::Muted),
    }
}

fn code_lines(code: &CodeReport, told: Told, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let (mark, role) = if told == Told::Key { ("✓", Role::Correct) } else { sign(code.verdict) };
    let poa = match code.verdict {
        Verdict::Missed => code.key.as_ref().and_then(|key| key.poa),
        _ => code.poa,
    };
    let poa = poa.map_or(' ', crate::bank::Poa::letter);
    let marks = match (&code.key, told) {
        (_, Told::Key) => String::new(),
        (Some(key), Told::Answer) => format!("{} of {}", marks_shown(code.marks), marks_shown(key.worth)),
        (None, Told::Answer) => marks_shown(code.marks),
    };
    let room = width.saturating_sub(MARGIN + CODE + POA + MARKS);
    let title = if code.title.is_empty() { "no such code" } else { &code.title };
    let title = cut(title, room);
    let gap = " ".repeat(room.saturating_sub(title.width()));
    let first = Line::from(vec![
        canvas.span(format!("{mark} "), role),
        canvas.span(format!("{:<CODE$}", code.code), role),
        canvas.span(format!("{poa:<POA$}"), Role::Text),
        canvas.span(title, Role::Text),
        Span::raw(gap),
        canvas.span(format!("{marks:>MARKS$}"), Role::Muted),
    ]);
    let mut why = Vec::new();
    if told == Told::Answer {
        why.push(canvas.span(format!("{}. ", capital(code.verdict.name())), Role::Title));
    }
    why.extend(markdown::spans(&code.why, canvas.style(Role::Muted)));
    if let Some(key) = &code.key {
        why.push(canvas.span(format!(" {}.", key.cite.trim_end_matches('.')), Role::Muted));
    }
    let below = wrap(&why, width, &Indent::blank(MARGIN + CODE + POA));
    std::iter::once(first).chain(below).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
