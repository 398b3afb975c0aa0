//! How the table of codes looks: a head for each role, a row for each code with its title, and the row that is typed.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::known::{Known, look_up};
use super::{CodeTable, Column, Draft, Place, places};
use crate::bank::coding::{Code, CodeRole, CodeRow, Field, Poa};
use crate::codebook::FiscalYear;
use crate::exam::blueprint::CodeEntry;
use crate::tui::canvas::Canvas;
use crate::tui::screens::question::Rows;
use crate::tui::theme::Role;
use crate::tui::widgets::text::{Indent, cut, paragraph};

/// Columns of a code with its dot, and of the indicator.
const CODE: usize = 9;
const POA: usize = 5;
/// Before a row: the cursor.
const MARGIN: usize = 2;

/// Lines of the whole table, with the rows of each place.
pub(in crate::tui::screens) fn lines(
    table: &CodeTable,
    year: FiscalYear,
    (fields, rows): (&[Field], &[CodeRow]),
    canvas: &Canvas<'_>,
    width: usize,
) -> (Vec<Line<'static>>, Rows) {
    let (mut lines, mut areas) = (Vec::new(), Rows::new());
    let mut role = None;
    for (at, place) in places(fields, rows).iter().enumerate() {
        if role != Some(place.field.role) {
            if role.is_some() {
                lines.push(Line::default());
            }
            lines.push(head(place.field, canvas, width));
            role = Some(place.field.role);
        }
        let from = lines.len();
        let column = (table.cursor() == Some(at)).then_some(table.column);
        let pen = Pen { column, picked: table.entry == CodeEntry::Picked, canvas, width };
        lines.extend(pen.row(place, &table.shown(at, place), year));
        areas.push((from, lines.len()));
    }
    (lines, areas)
}

fn head(field: &Field, canvas: &Canvas<'_>, width: usize) -> Line<'static> {
    let title = field.role.title();
    let room = width.saturating_sub(MARGIN + POA);
    let poa = if field.poa { format!("{:>POA$}", "POA") } else { String::new() };
    Line::from(vec![
        Span::raw(" ".repeat(MARGIN)),
        canvas.span(format!("{title:<room$}"), Role::Title),
        canvas.span(poa, Role::Muted),
    ])
}

struct Pen<'a, 'b> {
    /// Where the cursor stands in this row.
    column: Option<Column>,
    picked: bool,
    canvas: &'a Canvas<'b>,
    width: usize,
}

impl Pen<'_, '_> {
    fn row(&self, place: &Place<'_>, shown: &Draft, year: FiscalYear) -> Vec<Line<'static>> {
        let here = self.column.is_some();
        let written = written(&shown.code, place.field.role);
        let caret = if self.column == Some(Column::Code) { "▏" } else { "" };
        let code = vec![
            self.canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
            self.canvas.span(written.clone(), if here { Role::Accent } else { Role::Text }),
            self.canvas.span(caret, Role::Accent),
            Span::raw(" ".repeat((CODE + 1).saturating_sub(written.width() + caret.width()))),
        ];
        let room = self.width.saturating_sub(MARGIN + CODE + 1 + POA);
        let (text, role) = self.told(place, shown, year);
        // The title of the row under the cursor stands there whole.
        let mut titles = if here {
            paragraph(&text, self.canvas.style(role), room, &Indent::default())
        } else {
            vec![Line::from(self.canvas.span(cut(&text, room), role))]
        };
        let first = titles.remove(0);
        let gap = room.saturating_sub(first.width());
        let mut line = Line::from(code);
        line.spans.extend(first.spans);
        line.spans.push(Span::raw(" ".repeat(gap)));
        if place.field.poa {
            line.spans.extend(self.poa(shown));
        }
        let below = titles.into_iter().map(|title| {
            let mut line = Line::from(Span::raw(" ".repeat(MARGIN + CODE + 1)));
            line.spans.extend(title.spans);
            line
        });
        std::iter::once(line).chain(below).collect()
    }

    fn poa(&self, shown: &Draft) -> Vec<Span<'static>> {
        let letter = shown.poa.map_or(' ', Poa::letter);
        let letter = if letter == ' ' && !shown.code.is_empty() { '_' } else { letter };
        let here = self.column == Some(Column::Poa);
        let role = if here { Role::Accent } else { Role::Text };
        let caret = if here { "▏" } else { " " };
        let letter = if here && letter == '_' { String::new() } else { letter.to_string() };
        let blank = " ".repeat(POA - 1 - letter.width());
        vec![Span::raw(blank), self.canvas.span(letter, role), self.canvas.span(caret, Role::Accent)]
    }

    /// What stands beside a code.
    fn told(&self, place: &Place<'_>, shown: &Draft, year: FiscalYear) -> (String, Role) {
        let here = self.column.is_some();
        if shown.code.is_empty() {
            return match (here, place.row) {
                (true, Some(_)) => ("Left empty, the row goes.".to_owned(), Role::Muted),
                (true, None) if self.picked => ("Enter: the codes to pick from.".to_owned(), Role::Muted),
                (true, None) => ("Type a code.".to_owned(), Role::Muted),
                (false, _) => ("·".to_owned(), Role::Muted),
            };
        }
        let typing = self.column == Some(Column::Code);
        match look_up(place.field.role, year, &shown.code) {
            Known::Code(title) => (title, Role::Text),
            Known::Category(title) if typing => (format!("… {title}"), Role::Muted),
            Known::Category(title) => (format!("? a category, not a code: {title}"), Role::Warning),
            Known::Beginning if typing => ("…".to_owned(), Role::Muted),
            Known::Beginning => ("? not complete".to_owned(), Role::Warning),
            Known::Unknown => (format!("? no such code in FY{}", year.number()), Role::Warning),
        }
    }
}

/// The dot comes by itself.
fn written(code: &str, role: CodeRole) -> String {
    Code::read(code).map_or_else(String::new, |code| code.written(role.system()))
}
