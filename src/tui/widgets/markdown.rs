//! Markdown of the plain kind, as lines: paragraphs, emphasis, lists, small tables.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::text::{Indent, paragraph, wrap};

/// Lays Markdown out at `width` columns.
pub fn lines(markdown: &str, width: usize, base: Style) -> Vec<Line<'static>> {
    laid(markdown, Layout { width, base, ..Layout::default() })
}

/// The same for a document of a record, in which a line of its own is one.
pub fn document(markdown: &str, width: usize, base: Style) -> Vec<Line<'static>> {
    laid(markdown, Layout { width, base, keeps_lines: true, ..Layout::default() })
}

fn laid(markdown: &str, mut layout: Layout) -> Vec<Line<'static>> {
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        layout.event(event);
    }
    layout.paragraph();
    layout.lines
}

/// Only the emphasis of one paragraph: for options and reasons.
pub fn spans(markdown: &str, base: Style) -> Vec<Span<'static>> {
    let mut layout = Layout { width: usize::MAX, base, ..Layout::default() };
    for event in Parser::new(markdown) {
        match event {
            Event::End(TagEnd::Paragraph) | Event::Start(Tag::Paragraph) => {}
            Event::SoftBreak | Event::HardBreak => layout.push(" "),
            // An option that begins like a list, a heading or a quotation is shown as it was written.
            Event::Start(Tag::List(_) | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::CodeBlock(_)) | Event::Rule => {
                return vec![Span::styled(markdown.to_owned(), base)];
            }
            event => layout.event(event),
        }
    }
    layout.spans
}

#[derive(Default)]
struct Layout {
    width: usize,
    base: Style,
    /// Whether a line's end in the source is one on the screen.
    keeps_lines: bool,
    strong: u32,
    emphasis: u32,
    spans: Vec<Span<'static>>,
    /// The next number of each open list; none for bullets.
    lists: Vec<Option<u64>>,
    marker: Option<String>,
    table: Option<Vec<Vec<String>>>,
    lines: Vec<Line<'static>>,
}

impl Layout {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.push(&text),
            Event::SoftBreak if !self.keeps_lines => self.push(" "),
            Event::SoftBreak | Event::HardBreak => self.paragraph_part(),
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            Event::Start(Tag::Emphasis) => self.emphasis += 1,
            Event::End(TagEnd::Emphasis) => self.emphasis = self.emphasis.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) => {
                self.gap();
                self.strong += 1;
            }
            Event::End(TagEnd::Heading(_)) => {
                self.paragraph();
                self.strong = self.strong.saturating_sub(1);
            }
            Event::Start(Tag::Paragraph) if self.lists.is_empty() => self.gap(),
            Event::End(TagEnd::Paragraph) => self.paragraph(),
            Event::Start(Tag::List(number)) => {
                self.paragraph();
                if self.lists.is_empty() {
                    self.gap();
                }
                self.lists.push(number);
            }
            Event::End(TagEnd::List(_)) => {
                self.paragraph();
                self.lists.pop();
            }
            Event::Start(Tag::Item) => {
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                };
                self.marker = Some(format!("{}{marker}", "  ".repeat(self.lists.len().saturating_sub(1))));
            }
            Event::End(TagEnd::Item) => self.paragraph(),
            Event::Start(Tag::Table(_)) => {
                self.gap();
                self.table = Some(Vec::new());
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                if let Some(rows) = &mut self.table {
                    rows.push(Vec::new());
                }
            }
            Event::End(TagEnd::TableCell) => {
                let cell: String = self.spans.drain(..).map(|span| span.content.into_owned()).collect();
                if let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()) {
                    row.push(cell);
                }
            }
            Event::End(TagEnd::Table) => {
                let rows = self.table.take().unwrap_or_default();
                self.lines.extend(table(&rows, self.width, self.base));
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let mut style = self.base;
        if self.strong > 0 {
            style = style.add_modifier(Modifier::BOLD);
        }
        if self.emphasis > 0 {
            style = style.add_modifier(Modifier::ITALIC);
        }
        self.spans.push(Span::styled(text.to_owned(), style));
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }

    fn paragraph_part(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let indent = match self.marker.take() {
            Some(marker) => Indent::hanging(vec![Span::styled(marker, self.base)]),
            None if self.lists.is_empty() => Indent::default(),
            None => Indent::blank(2 * self.lists.len()),
        };
        self.lines.extend(wrap(&spans, self.width, &indent));
    }

    fn paragraph(&mut self) {
        if !self.spans.is_empty() {
            self.paragraph_part();
        }
    }
}

/// Columns as wide as their longest cell, the widest ones wrapped where all do not fit; numbers stand to the right.
fn table(rows: &[Vec<String>], width: usize, base: Style) -> Vec<Line<'static>> {
    const GAP: usize = 2;
    const NARROWEST: usize = 6;
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let mut widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
    while widths.iter().sum::<usize>() + GAP * columns.saturating_sub(1) > width {
        let Some(largest) = widths.iter_mut().max().filter(|largest| **largest > NARROWEST) else { break };
        *largest -= 1;
    }
    let is_number = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || "$%.,-+−() ".contains(c));
    let numeric: Vec<bool> = (0..columns)
        .map(|column| rows.iter().skip(1).filter_map(|row| row.get(column)).all(|cell| is_number(cell)))
        .collect();
    let lines = |(index, row): (usize, &Vec<String>)| {
        let style = if index == 0 { base.add_modifier(Modifier::BOLD) } else { base };
        let cell = |column: usize, width: usize| -> Vec<String> {
            let text = row.get(column).map_or("", String::as_str);
            paragraph(text, base, width.max(1), &Indent::default()).iter().map(ToString::to_string).collect()
        };
        let cells: Vec<Vec<String>> = widths.iter().enumerate().map(|(column, &width)| cell(column, width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        let line = |at: usize| {
            let mut text = String::new();
            for (column, &width) in widths.iter().enumerate() {
                let part = cells[column].get(at).map_or("", String::as_str);
                let blank = " ".repeat(width.saturating_sub(part.width()));
                let (before, after) = if numeric[column] { (blank.as_str(), "") } else { ("", blank.as_str()) };
                text.extend([before, part, after, &" ".repeat(GAP)]);
            }
            Line::styled(text.trim_end().to_owned(), style)
        };
        (0..height).map(line).collect::<Vec<_>>()
    };
    rows.iter().enumerate().flat_map(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_record_stand_by_themselves() {
        let chart = "**HPI** Cough\nfor three days.\n**Plan**\n1. Film\n2. Home";
        let shown: Vec<String> = document(chart, 40, Style::new()).iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["HPI Cough", "for three days.", "Plan", "", "1. Film", "2. Home"]);
        assert_eq!(lines(chart, 40, Style::new())[0].to_string(), "HPI Cough for three days. Plan");
    }

    #[track_caller]
    fn shows(markdown: &str, width: usize, expected: &[&str]) {
        let lines: Vec<String> = lines(markdown, width, Style::new()).iter().map(ToString::to_string).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn paragraphs_and_lists() {
        shows("One two.\n\nThree.", 20, &["One two.", "", "Three."]);
        shows("Has:\n\n- first one here\n- second", 10, &["Has:", "", "• first", "  one here", "• second"]);
        shows("1. a\n2. b", 10, &["1. a", "2. b"]);
    }

    #[test]
    fn tables_line_up() {
        let table = "| Unit | Days |\n|---|---|\n| ICU | 210 |\n| Surgery | 1,045 |";
        shows(table, 40, &["Unit      Days", "ICU        210", "Surgery  1,045"]);
    }

    #[test]
    fn a_cell_that_is_too_wide_wraps_and_loses_no_word() {
        let table = "| Group | Days |\n|---|---|\n| cardiac surgery stays (operative note missing) | 5 |";
        shows(
            table,
            26,
            &["Group                 Days", "cardiac surgery          5", "stays (operative", "note missing)"],
        );
    }

    #[test]
    fn stars_and_angles_of_ordinary_text_stay() {
        shows("SELECT COUNT(*) FROM visit WHERE age < 5", 60, &["SELECT COUNT(*) FROM visit WHERE age < 5"]);
        let plain: String =
            spans("Use COUNT(*) for <48 h", Style::new()).iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(plain, "Use COUNT(*) for <48 h");
        let listed: String = spans("2. May", Style::new()).iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(listed, "2. May");
    }
}
