//! One item afterwards: your answer, the key, a reason for every option, the rule, the sources.

use ratatui::text::{Line, Span};

use crate::bank::{Given, Item, OptionSet};
use crate::exam::report::coding::CodingReport;
use crate::exam::report::given::NumberReport;
use crate::exam::report::{CaseReport, ItemReport, OptionReport, Outcome, SourceReport, options, sources};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Context;
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::{Indent, cut, paragraph, wrap};
use crate::tui::widgets::{markdown, record};

use super::items::sign;
use super::report::ReportScreen;
use super::{item_codes, item_given};

pub fn draw(screen: &ReportScreen, canvas: &mut Canvas<'_>) {
    let items = screen.filtered();
    let Some(item) = items.get(screen.cursor) else { return };
    let (mark, role) = sign(item.outcome);
    let mut right = vec![
        canvas.span(format!("item {} · {} · ", item.position, time::per_item(item.seconds)), Role::Muted),
        canvas.span(mark, role),
    ];
    if item.flagged {
        right.push(canvas.span(" ⚑", Role::Flag));
    }
    let right = Line::from(right);
    let room = usize::from(canvas.page.width).saturating_sub(right.width() + 4);
    let title = cut(&format!("{} · {}", item.task, item.topic), room);
    canvas.header(Line::from(canvas.span(title, Role::Title)), right);
    let body = canvas.body();
    let case = screen.report.case(item);
    if let (Some(case), Some(view)) = (case, &screen.record) {
        record::draw(&case.documents, case.policy.as_deref(), view, canvas, body);
    } else {
        let mut all = case.map(|case| about_case(case, canvas, usize::from(body.width))).unwrap_or_default();
        all.extend(lines(item, canvas, usize::from(body.width)));
        canvas.scrolled(body, &all, screen.scroll);
    }
    canvas.footer(Context::Item);
}

fn about_case(case: &CaseReport, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let count = case.documents.len();
    let plural = if count == 1 { "" } else { "s" };
    let text = format!("Case: {}. Tab opens its {count} document{plural}.", case.title);
    let mut lines = paragraph(&text, canvas.style(Role::Muted), width, &Indent::default());
    lines.push(Line::default());
    lines
}

fn lines(item: &ItemReport, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let mut lines = markdown::lines(&item.stem, width, canvas.style(Role::Text));
    if item.stem.is_empty() {
        lines = paragraph(
            "The wording of this item is missing from the record.",
            canvas.style(Role::Warning),
            width,
            &Indent::default(),
        );
    }
    lines.push(Line::default());
    for option in &item.options {
        lines.extend(option_lines(option, "", canvas, width));
    }
    if let Some(coding) = &item.coding {
        lines.extend(item_codes::lines(coding, item_codes::Told::Answer, canvas, width));
    }
    lines.push(Line::default());
    lines.extend(rule_lines(&item.rationale, &item.sources, canvas, width));
    lines.push(Line::default());
    let style = canvas.style(Role::Muted);
    lines.extend(paragraph(&standing(item), style, width, &Indent::default()));
    lines
}

/// An option with its reason, marked right or wrong. `yours` is said before the reason of one that was chosen.
fn option_lines(option: &OptionReport, yours: &'static str, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let (mark, role) = match (option.key, option.chosen) {
        (true, _) => ("✓ ", Role::Correct),
        (false, true) => ("✗ ", Role::Wrong),
        (false, false) => ("  ", Role::Text),
    };
    let sign = if option.chosen { canvas.span("● ", role) } else { Span::raw("  ") };
    let letter = canvas.span(format!("{}  ", option.letter), role);
    let text = markdown::spans(&option.text, canvas.style(role));
    let mut lines = wrap(&text, width, &Indent::hanging(vec![canvas.span(mark, role), sign, letter]));
    let mut why = Vec::new();
    if option.chosen && !yours.is_empty() {
        why.push(canvas.span(format!("{yours} "), Role::Title));
    }
    why.extend(markdown::spans(&option.why, canvas.style(Role::Muted)));
    lines.extend(wrap(&why, width, &Indent::blank(7)));
    lines
}

/// The rule behind the key, and where it stands.
pub(super) fn rule_lines(
    rationale: &str,
    sources: &[SourceReport],
    canvas: &Canvas<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let mut lines = markdown::lines(rationale, width, canvas.style(Role::Text));
    lines.push(Line::default());
    for (index, source) in sources.iter().enumerate() {
        let label = if index == 0 { "Source  " } else { "        " };
        let read = source.checked.as_ref().map_or_else(String::new, |month| format!(" (read {month})"));
        let first = vec![canvas.span(label, Role::Muted)];
        let text = format!("{}{read}", source.cite);
        lines.extend(paragraph(&text, canvas.style(Role::Muted), width, &Indent::hanging(first)));
    }
    lines
}

fn standing(item: &ItemReport) -> String {
    let chosen: String = item.options.iter().filter(|option| option.chosen).map(|option| option.letter).collect();
    let key: String = item.options.iter().filter(|option| option.key).map(|option| option.letter).collect();
    let mut text = match item.outcome {
        Outcome::Right | Outcome::Wrong if item.coding.is_some() => coded(item),
        Outcome::Unanswered if item.coding.is_some() => format!("Not answered in full. {}", coded(item)),
        Outcome::Right => format!("Your answer {chosen} is right."),
        Outcome::Wrong => format!("Your answer {chosen}; right is {key}."),
        Outcome::Unanswered if item.shown => format!("Not answered; right is {key}."),
        Outcome::Unanswered => format!("Never shown; right is {key}."),
    };
    if let Some(first) = &item.first_answer {
        text.push_str(&format!(" Your first answer was {first}."));
    }
    if !item.scored {
        text.push_str(" This item did not count.");
    }
    text.push_str(&format!(" Item {}, {}.", item.item, item.level.name()));
    text
}

fn coded(item: &ItemReport) -> String {
    item.coding.as_ref().map(item_codes::standing).unwrap_or_default()
}

/// An item with its key, every reason, the rule and the sources.
pub(super) fn told(
    item: &Item,
    order: &[u8],
    given: Option<&Given>,
    yours: &'static str,
    canvas: &Canvas<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let mut lines = markdown::lines(&item.stem, width, canvas.style(Role::Text));
    lines.push(Line::default());
    let chosen = given.map_or(OptionSet::EMPTY, Given::options);
    for option in options(Some(item), order, chosen, OptionSet::EMPTY) {
        lines.extend(option_lines(&option, yours, canvas, width));
    }
    if let Some(report) = NumberReport::of(item, given) {
        lines.extend(item_given::number_lines(&report, item, canvas, width));
    }
    if let Some(steps) = item.steps() {
        lines.extend(item_given::step_lines(steps, given, canvas, width));
    }
    if let Some(codes) = item.codes() {
        let key = CodingReport::of(codes, &[]);
        lines.extend(item_codes::lines(&key, item_codes::Told::Key, canvas, width));
    }
    lines.push(Line::default());
    lines.extend(rule_lines(&item.rationale, &sources(item), canvas, width));
    lines
}

pub(super) fn note_lines(note: &str, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let first = Indent::hanging(vec![canvas.span("Note    ", Role::Muted)]);
    paragraph(note, canvas.style(Role::Text), width, &first)
}

/// `due again in 4 days`.
pub(super) fn due_again(days: i64) -> String {
    match days {
        ..=0 => "due again today".to_owned(),
        1 => "due again tomorrow".to_owned(),
        days => format!("due again in {days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::due_again;

    #[test]
    fn days_are_named_as_people_do() {
        assert_eq!(
            [-2, 0, 1, 4].map(due_again).join(", "),
            "due again today, due again today, due again tomorrow, \
                                                             due again in 4 days"
        );
    }
}
