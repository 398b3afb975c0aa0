//! A number or an order of steps afterwards: what was given, what is right, and why.

use ratatui::text::{Line, Span};

use crate::bank::{Given, Item, Steps};
use crate::exam::report::given::{NumberReport, StepReport};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Role;
use crate::tui::widgets::markdown;
use crate::tui::widgets::text::{Indent, wrap};

/// Columns before the reason: two signs, and the place of a step.
const UNDER_NUMBER: usize = 4;
const UNDER_STEP: usize = 7;

const YOURS: &str = "Your answer.";

/// A number that was given and the right one; without an answer, the right one and what wrong formulas give.
pub(super) fn number_lines(
    report: &NumberReport,
    item: &Item,
    canvas: &Canvas<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let formula = report.formula.as_ref().map(|formula| format!("= {formula}")).unwrap_or_default();
    let right = || entry(("✓ ", "  "), &report.right_shown(), Role::Correct, ("", &formula), canvas, width);
    let Some(number) = report.given else {
        let mut lines = right();
        for wrong in item.numeric().iter().flat_map(|numeric| &numeric.wrong) {
            let text = report.shown(wrong.answer);
            lines.extend(entry(("✗ ", "  "), &text, Role::Text, ("", &wrong.why), canvas, width));
        }
        return lines;
    };
    if number == report.right {
        return entry(("✓ ", "● "), &report.shown(number), Role::Correct, (YOURS, &formula), canvas, width);
    }
    let (sign, role) = if report.is_right(number) { ("✓ ", Role::Correct) } else { ("✗ ", Role::Wrong) };
    let why = report.recognized.as_deref().unwrap_or_default();
    let mut lines = entry((sign, "● "), &report.shown(number), role, (YOURS, why), canvas, width);
    lines.extend(right());
    lines
}

/// The signs before a number, the number, what is said of it in full weight, and why.
fn entry(
    (mark, sign): (&'static str, &'static str),
    number: &str,
    role: Role,
    (said, why): (&'static str, &str),
    canvas: &Canvas<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let signs = vec![canvas.span(mark, role), canvas.span(sign, role)];
    let number = vec![canvas.span(number.to_owned(), role)];
    let mut lines = wrap(&number, width, &Indent::hanging(signs));
    if !said.is_empty() || !why.is_empty() {
        lines.extend(reason(said, why, UNDER_NUMBER, canvas, width));
    }
    lines
}

/// Every step at its right place, with where it was put.
pub(super) fn step_lines(
    steps: &Steps,
    given: Option<&Given>,
    canvas: &Canvas<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let report = StepReport::of(steps, given);
    let head = if given.is_some() { "The right order, and where you had each step:" } else { "The right order:" };
    let head = Line::from(canvas.span(head, Role::Muted));
    std::iter::once(head).chain(report.iter().flat_map(|step| one_step(step, canvas, width))).collect()
}

fn one_step(step: &StepReport, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let (mark, role, said) = match step.given {
        None => ("  ", Role::Text, String::new()),
        Some(_) if step.is_in_place() => ("✓ ", Role::Correct, "You had it here.".to_owned()),
        Some(given) => ("✗ ", Role::Wrong, format!("You had it at {given}.")),
    };
    let first = vec![canvas.span(mark, role), canvas.span(format!("  {}  ", step.place), role)];
    let mut lines = wrap(&markdown::spans(&step.text, canvas.style(role)), width, &Indent::hanging(first));
    lines.extend(reason(&said, &step.why, UNDER_STEP, canvas, width));
    lines
}

fn reason(said: &str, why: &str, indent: usize, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let mut words: Vec<Span<'static>> = Vec::new();
    if !said.is_empty() {
        words.push(canvas.span(format!("{said} "), Role::Title));
    }
    words.extend(markdown::spans(why, canvas.style(Role::Muted)));
    wrap(&words, width, &Indent::blank(indent))
}
