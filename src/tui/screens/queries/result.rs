//! What a built query came to: compliant or not, each rule, then each part with its reason, the rationale and sources.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::bank::query::{Judged, Part, Rule, Test, Verdict};
use crate::exam::report::{SourceReport, sources};
use crate::tui::canvas::Canvas;
use crate::tui::screens::item::rule_lines;
use crate::tui::theme::Role;
use crate::tui::widgets::text::{Indent, paragraph, wrap};

use super::room::Room;

/// How many columns a sign and what stands beside it take.
const SIGN: usize = 2;

pub(super) fn word(judged: &Judged) -> (&'static str, Role) {
    if judged.compliant { ("✓ compliant", Role::Correct) } else { ("✗ not compliant", Role::Wrong) }
}

pub(super) fn draw(room: &Room, judged: &Judged, canvas: &mut Canvas<'_>, area: Rect) {
    let width = usize::from(area.width);
    let mut lines = sum(judged, canvas, width);
    for (rule, verdict) in room.query.rules.iter().zip(&judged.verdicts) {
        lines.extend(rule_told(room, rule, verdict, canvas, width));
    }
    lines.push(Line::default());
    lines.extend(parts(room, judged, canvas, width));
    lines.push(Line::default());
    lines.extend(rule_lines(&room.item.rationale, &all_sources(room), canvas, width));
    canvas.scrolled(area, &lines, room.scroll);
}

fn sum(judged: &Judged, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let (word, role) = word(judged);
    let mut text = format!(": {}%. {} of {} points", judged.percent, judged.points, judged.possible);
    text.push_str(if judged.compliant { "." } else { "; a query that is not compliant keeps 40% of them." });
    let spans = [canvas.span(word, role), canvas.span(text, Role::Text)];
    let mut lines = wrap(&spans, width, &Indent::default());
    lines.push(Line::default());
    lines
}

/// A rule with its sign and points; where it is broken also why, and by which parts.
fn rule_told(room: &Room, rule: &Rule, verdict: &Verdict, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let (sign, role) = match verdict {
        Verdict { applies: false, .. } => ("– ", Role::Muted),
        Verdict { holds: true, .. } => ("✓ ", Role::Correct),
        Verdict { holds: false, .. } => ("✗ ", Role::Wrong),
    };
    let points = if verdict.applies { format!("{}/{}  ", verdict.points, rule.points) } else { "     ".to_owned() };
    let first = vec![canvas.span(sign, role), canvas.span(points, Role::Muted)];
    let text_role = if verdict.applies { Role::Text } else { Role::Muted };
    let mut text = vec![canvas.span(rule.text.clone(), text_role)];
    if !verdict.applies {
        text.push(canvas.span(" Not asked of this form of question.", Role::Muted));
    }
    let mut lines = wrap(&text, width, &Indent::hanging(first));
    if !verdict.applies || verdict.holds {
        return lines;
    }
    let indent = SIGN + 5;
    let mut fail = vec![canvas.span(rule.fail.clone(), Role::Warning)];
    if rule.fatal {
        fail.push(canvas.span(" For this alone the query is not compliant.", Role::Warning));
    }
    lines.extend(wrap(&fail, width, &Indent::blank(indent)));
    let named = verdict.offending.iter().map(|id| ("✗ ", id)).chain(verdict.missing.iter().map(|id| ("+ ", id)));
    for (sign, part) in named.filter_map(|(sign, id)| Some((sign, room.query.part(id)?))) {
        let role = if sign == "✗ " { Role::Wrong } else { Role::Accent };
        let first = vec![Span::raw(" ".repeat(indent)), canvas.span(sign, role)];
        let side = side(rule, part).map_or_else(String::new, |label| format!(" ({label})"));
        let text = [
            canvas.span(format!("{}{side}", part.text), Role::Text),
            canvas.span(format!(" · {}", part.why), Role::Muted),
        ];
        lines.extend(wrap(&text, width, &Indent::hanging(first)));
    }
    lines
}

/// What a part speaks for, where a rule asks for more than one side.
fn side<'a>(rule: &'a Rule, part: &Part) -> Option<&'a str> {
    match &rule.test {
        Test::CitesEach { sets, .. } => sets.iter().find(|set| set.of.contains(&part.id)).map(|set| set.label.as_str()),
        _ => None,
    }
}

/// Every part with its reason, in the order in which it was shown.
fn parts(room: &Room, judged: &Judged, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let legend = "✓ chosen rightly · ✗ chosen, breaks a rule · + left out, wanted";
    let mut lines = vec![Line::from(canvas.span("The parts", Role::Title))];
    lines.extend(paragraph(legend, canvas.style(Role::Muted), width, &Indent::default()));
    for (slot, parts) in room.shown() {
        lines.push(Line::default());
        lines.extend(paragraph(&slot.label, canvas.style(Role::Title), width, &Indent::default()));
        for part in parts {
            let (sign, role) = sign(part, room, judged);
            let first = vec![canvas.span(sign, role)];
            lines.extend(paragraph(&part.text, canvas.style(role), width, &Indent::hanging(first)));
            lines.extend(paragraph(&part.why, canvas.style(Role::Muted), width, &Indent::blank(SIGN + 2)));
        }
    }
    lines
}

fn sign(part: &Part, room: &Room, judged: &Judged) -> (&'static str, Role) {
    let is_wrong = judged.is_offending(part) || !part.flags.is_empty();
    match room.chosen.contains(&part.id) {
        true if is_wrong => ("✗ ", Role::Wrong),
        true => ("✓ ", Role::Correct),
        false if judged.is_missing(part) => ("+ ", Role::Accent),
        false => ("  ", Role::Text),
    }
}

/// The sources of the item, and those of its rules that are not among them.
fn all_sources(room: &Room) -> Vec<SourceReport> {
    let mut all = sources(&room.item);
    for rule in &room.query.rules {
        if !all.iter().any(|source| source.cite == rule.source) {
            all.push(SourceReport { cite: rule.source.clone(), checked: None, url: None });
        }
    }
    all
}
