//! The pace of a sitting: seconds by item from the first to the last, against what the items' words lead to expect.

use ratatui::text::Line;

use crate::exam::report::ItemReport;
use crate::study::tempo::ItemTempo;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Context;
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::columns::Columns;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::items::sign;
use super::report::ReportScreen;

const SLOWEST: usize = 10;
/// So many times the expected seconds are drawn; one long break would press all else flat.
const MOST_OF_EXPECTED: f64 = 5.0;

pub(super) fn draw(screen: &ReportScreen, canvas: &mut Canvas<'_>) {
    let report = &screen.report;
    let title = format!("{} · {} · pace", report.credential.to_uppercase(), report.name);
    let right = format!("{} an item", time::per_item(report.pace.seconds_per_item));
    canvas.header(Line::from(canvas.span(title, Role::Title)), Line::from(canvas.span(right, Role::Muted)));
    let body = canvas.body();
    let width = usize::from(body.width);
    let rows = usize::from(body.height).saturating_sub(12).clamp(5, 12);
    let mut lines = chart(screen, canvas, width, rows);
    lines.push(Line::default());
    for text in sentences(screen) {
        lines.extend(paragraph(&text, canvas.style(Role::Text), width, &Indent::default()));
    }
    lines.push(Line::default());
    lines.extend(slowest(screen, canvas, width));
    canvas.scrolled(body, &lines, screen.scroll);
    canvas.footer(Context::Pace);
}

fn chart(screen: &ReportScreen, canvas: &Canvas<'_>, width: usize, rows: usize) -> Vec<Line<'static>> {
    let items = &screen.tempo.items;
    let values: Vec<(f64, f64)> = items.iter().map(|item| (item.seconds, item.expected_seconds)).collect();
    let expected = items.iter().map(|item| item.expected_seconds).fold(1.0, f64::max);
    let longest = items.iter().map(|item| item.seconds).fold(expected, f64::max);
    let highest = (longest.min(expected * MOST_OF_EXPECTED) / 30.0).ceil() * 30.0;
    let columns = Columns { values: &values, highest, value: time::per_item };
    let legend = "Time by item, from the first to the last   ─ ▒ as its words lead to expect";
    let legend = if width < 72 { "Time by item   ─ ▒ as its words lead to expect" } else { legend };
    let mut lines = vec![Line::from(canvas.span(legend, Role::Muted))];
    lines.extend(columns.lines(width, rows, canvas.theme));
    lines
}

fn sentences(screen: &ReportScreen) -> Vec<String> {
    let tempo = &screen.tempo;
    let mut sentences = Vec::new();
    if let Some(factor) = tempo.factor {
        sentences.push(match factor {
            0.95..1.05 => "Your pace is about what the items' words lead to expect.".to_owned(),
            _ => format!("You take {factor:.1} times what the items' words lead to expect."),
        });
    }
    let shown: Vec<&ItemTempo> = tempo.items.iter().filter(|item| item.shown).collect();
    let quarter = shown.len() / 4;
    if quarter >= 2 {
        let mean = |part: &[&ItemTempo]| part.iter().map(|item| item.seconds).sum::<f64>() / part.len() as f64;
        let (first, last) = (mean(&shown[..quarter]), mean(&shown[shown.len() - quarter..]));
        let (first, last) = (time::per_item(first), time::per_item(last));
        sentences.push(format!("An item of the first quarter took {first}, one of the last {last}."));
    }
    sentences.push(match (tempo.effort.rapid, tempo.effort.answers) {
        (_, 0) => "No item was answered.".to_owned(),
        (0, _) => "No answer came faster than its item can be read.".to_owned(),
        (1, answers) => {
            format!("1 of {answers} answers came faster than its item can be read: it stays out of mastery.")
        }
        (rapid, answers) => {
            format!("{rapid} of {answers} answers came faster than their items can be read: they stay out of mastery.")
        }
    });
    if tempo.is_rushed() {
        sentences.push("With so many of them the whole mock does not count for readiness.".to_owned());
    }
    sentences
}

fn slowest(screen: &ReportScreen, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let slowest = screen.tempo.slowest(SLOWEST);
    if slowest.is_empty() {
        return Vec::new();
    }
    let room = width.saturating_sub(33);
    let head = format!(" Item  {:<room$}{:>12}{:>12}", "The slowest", "time", "expected");
    let mut lines = vec![Line::from(canvas.span(head, Role::Muted))];
    for tempo in slowest {
        let item = screen.report.items.get(tempo.position as usize - 1);
        lines.extend(item.map(|item| slow(item, tempo, canvas, room)));
    }
    lines
}

fn slow(item: &ItemReport, tempo: &ItemTempo, canvas: &Canvas<'_>, room: usize) -> Line<'static> {
    let (mark, role) = sign(item.outcome);
    let name = cut(&format!("{} {}", item.task, item.topic), room.saturating_sub(1));
    Line::from(vec![
        canvas.span(format!("{:>5}  ", item.position), Role::Text),
        canvas.span(format!("{name:<room$}"), Role::Text),
        canvas.span(mark, role),
        canvas.span(format!("{:>11}", time::per_item(tempo.seconds)), Role::Text),
        canvas.span(format!("{:>12}", time::per_item(tempo.expected_seconds)), Role::Muted),
    ])
}
