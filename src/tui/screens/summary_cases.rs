//! On a report's first page: cases by their setting, codes by their role, and what was wrong with them.

use ratatui::text::Line;

use crate::exam::report::Report;
use crate::exam::report::setting::{CaseLine, lines as case_lines};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Role;
use crate::tui::widgets::text::cut;

/// Heads of the kinds of results, in the order of the counts.
const KINDS: [&str; 6] = ["right", "part", "missed", "role", "POA", "extra"];
const COLUMN: usize = 7;
const ITEMS: usize = 11;

/// Nothing where the form had no cases of a known setting, and asked for no codes.
pub(super) fn lines(report: &Report, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let rows = case_lines(report);
    if rows.is_empty() {
        return Vec::new();
    }
    let coded = rows.iter().any(|row| row.counts.is_some());
    let table = Table {
        canvas,
        // A narrow screen has room for the kinds or for the items, not for both.
        items: width >= 74 || !coded,
        coded,
        width,
    };
    std::iter::once(table.head()).chain(rows.iter().map(|row| table.line(row))).collect()
}

struct Table<'a, 'b> {
    canvas: &'a Canvas<'b>,
    items: bool,
    coded: bool,
    width: usize,
}

impl Table<'_, '_> {
    fn name_width(&self) -> usize {
        let kinds = if self.coded { COLUMN * KINDS.len() } else { 0 };
        let items = if self.items { ITEMS } else { 0 };
        self.width.saturating_sub(2 + kinds + items).min(30)
    }

    fn head(&self) -> Line<'static> {
        let width = self.name_width();
        let name = if self.items { "Cases and codes" } else { "Codes" };
        let items = if self.items { format!("{:>ITEMS$}", "items") } else { String::new() };
        let kinds: String = KINDS.iter().filter(|_| self.coded).map(|kind| format!("{kind:>COLUMN$}")).collect();
        let name = if self.coded { format!("{name:<width$}") } else { format!("{:<width$}", "Cases") };
        let text = format!("  {name}{items}{kinds}");
        Line::from(self.canvas.span(cut(&text, self.width), Role::Muted))
    }

    fn line(&self, row: &CaseLine) -> Line<'static> {
        let width = self.name_width();
        let items = match row.right {
            _ if !self.items => String::new(),
            Some((right, scored)) => format!("{:>ITEMS$}", format!("{right} / {scored}")),
            None => " ".repeat(ITEMS),
        };
        let counts = row.counts.map(|counts| counts.in_order());
        let kinds = counts.into_iter().flatten().map(|count| match count {
            0 => format!("{:>COLUMN$}", "·"),
            count => format!("{count:>COLUMN$}"),
        });
        let kinds: String = kinds.collect();
        let name = if row.name.chars().count() > width { &row.short } else { &row.name };
        Line::from(vec![
            self.canvas.span(format!("  {:<width$}", cut(name, width)), Role::Text),
            self.canvas.span(items, Role::Text),
            self.canvas.span(kinds, Role::Text),
        ])
    }
}
