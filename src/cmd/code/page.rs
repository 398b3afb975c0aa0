//! The code book as text, for people.

use std::fmt::Write;

use jiff::civil::Date;

use super::{hit_kind, kind, severity, written_in};
use crate::codebook::page::Page;
use crate::codebook::pcs::{PcsTable, Value, axes};
use crate::codebook::{Codebook, Drg, Entry, FiscalYear, Hit, Shown, Standing, System, bare, dotted};
use crate::shelf::Book;

/// Columns that text is broken at.
const WIDTH: usize = 88;

pub(super) fn shown(book: &Codebook, year: FiscalYear, code: &str, shown: &Shown) -> String {
    match shown {
        Shown::Page(page) => page_of(book, year, page),
        Shown::Table(table) => table_of(book, &bare(code), table),
        Shown::Beginning { places, next } => {
            let axes = axes::axes(bare(code).chars().next().unwrap_or('0'));
            let mut text = format!("{}  ICD-10-PCS\n\n", bare(code));
            write_places(&mut text, &bare(code), places);
            let _ = writeln!(text, "\n  {} can be", axes[places.len().min(6)]);
            for value in next {
                line(&mut text, &format!("    {}  ", value.value), &value.label);
            }
            text
        }
    }
}

fn page_of(book: &Codebook, year: FiscalYear, page: &Page) -> String {
    let entry = &page.entry;
    let mut text = String::new();
    line(&mut text, &format!("{}  ", written_in(page.system, &entry.code)), title(entry));
    line(&mut text, "  ", &standing(book, year, page));
    if entry.is_title_derived() {
        line(&mut text, "  ", "The title was put together from others: the published one was not in the sources.");
    }
    if !page.above.is_empty() {
        text.push('\n');
        let width = page.above.iter().map(|above| above.name.len()).max().unwrap_or(0);
        for above in &page.above {
            line(&mut text, &format!("  {:<width$}  ", above.name), &above.title);
        }
    }
    write_notes(&mut text, page);
    if let Some(seventh) = &page.seventh {
        let _ = writeln!(text, "\n  7th character, at {}", seventh.stands_at);
        for (character, meaning) in &seventh.meanings {
            line(&mut text, &format!("    {character}  "), meaning);
        }
    }
    if !page.below.is_empty() {
        text.push_str("\n  Below\n");
        let width = page.below.iter().map(|below| dotted(&below.code).len()).max().unwrap_or(0);
        for below in &page.below {
            line(&mut text, &format!("    {:<width$}  ", dotted(&below.code)), title(below));
        }
    }
    if !page.places.is_empty() {
        text.push('\n');
        write_places(&mut text, &entry.code, &page.places);
    }
    if let Some(operation) = &page.operation {
        text.push('\n');
        line(&mut text, &format!("  {}: ", operation.name), &format!("{}.", operation.definition));
        if !operation.explanation.is_empty() {
            line(&mut text, "  ", &format!("{}.", operation.explanation));
        }
        if !operation.examples.is_empty() {
            line(&mut text, "  For example: ", &format!("{}.", operation.examples));
        }
    }
    text
}

fn title(entry: &Entry) -> &str {
    if entry.title.is_empty() { "(no title in the sources)" } else { &entry.title }
}

/// Whether and when a code can be reported, and its level.
fn standing(book: &Codebook, year: FiscalYear, page: &Page) -> String {
    let entry = &page.entry;
    let is_open = Some(entry.to) == book.table(page.system).last_day();
    let days = if is_open {
        format!("valid since {}", day(entry.from))
    } else {
        format!("valid from {} to {}", day(entry.from), day(entry.to))
    };
    let mut text = match page.standing {
        Standing::Reported => format!("Can be reported; {days}."),
        Standing::Category if entry.is_billable() => {
            format!("A category in {year}: a code below is reported. As a code {days}.")
        }
        Standing::Category => "A category: a code below is reported.".to_owned(),
        Standing::Gone => format!("Not valid in {year}; {days}."),
    };
    if page.system == System::Icd10Cm && page.standing == Standing::Reported {
        let of = book.about().and_then(|about| about.parts.iter().find(|(part, _)| part == "CC and MCC"));
        let of = of.map(|(_, release)| format!(" in {release}")).unwrap_or_default();
        let level = severity(entry).map_or_else(|| "Neither CC nor MCC".to_owned(), str::to_owned);
        let _ = write!(text, " {level}{of}.");
    }
    text
}

fn write_notes(text: &mut String, page: &Page) {
    let mut last = (None, "");
    for note in &page.notes {
        if last.1 != note.stands_at {
            let at = if note.is_inherited { format!("From {}", note.stands_at) } else { "Here".to_owned() };
            let _ = writeln!(text, "\n  {at}");
            last = (None, &note.stands_at);
        }
        if last.0 != Some(note.kind) {
            let _ = writeln!(text, "    {}", note.kind.title());
            last.0 = Some(note.kind);
        }
        // Some published notes begin as if their heading were the sentence's first words.
        line(text, "      ", note.text.trim_start_matches([',', ' ']));
    }
}

fn write_places(text: &mut String, code: &str, places: &[Value]) {
    let axes = axes::axes(code.chars().next().unwrap_or('0'));
    let width = axes.iter().map(|axis| axis.len()).max().unwrap_or(0);
    for (place, axis) in places.iter().zip(axes) {
        line(text, &format!("  {axis:<width$}  {}  ", place.value), &place.label);
    }
}

fn table_of(book: &Codebook, code: &str, table: &PcsTable) -> String {
    let mut text = format!("{code}  ICD-10-PCS table\n\n");
    write_places(&mut text, code, &table.head);
    if let Some(operation) = book.operation(code) {
        line(&mut text, "  ", &format!("{}.", operation.definition));
    }
    let axes = axes::axes(code.chars().next().unwrap_or('0'));
    for (number, row) in table.rows.iter().enumerate() {
        let _ = writeln!(text, "\n  Row {} of {}", number + 1, table.rows.len());
        for (values, axis) in row.0.iter().zip(&axes[3..]) {
            let _ = writeln!(text, "    {axis}");
            for value in values {
                line(&mut text, &format!("      {}  ", value.value), &value.label);
            }
        }
    }
    text.push_str("\n  The names of values were found by comparing titles; every combination in a row is a code.\n");
    text
}

pub(super) fn hits(hits: &[Hit]) -> String {
    let mut text = String::new();
    let width = hits.iter().map(|hit| written_in(hit.system, &hit.code).len()).max().unwrap_or(0);
    for hit in hits {
        let mut title = hit.title.clone();
        if let Some(found) = &hit.found_as {
            let _ = write!(title, " ({found})");
        }
        let note = match hit_kind(hit) {
            "code" => "",
            "table" => " [table]",
            _ => " [category]",
        };
        line(&mut text, &format!("{:<width$}  ", written_in(hit.system, &hit.code)), &format!("{title}{note}"));
    }
    text
}

pub(super) fn drg(book: &Codebook, drg: &Drg, entries: &[Entry]) -> String {
    let mut text = String::new();
    line(&mut text, &format!("MS-DRG {:03}  ", drg.number), &drg.title);
    let of = book.about().and_then(|about| about.parts.iter().find(|(part, _)| part == "MS-DRG"));
    let kind = kind(drg).unwrap_or("no type");
    let mdc =
        if drg.mdc.starts_with(|c: char| c.is_ascii_digit()) { format!("MDC {}", drg.mdc) } else { "no MDC".into() };
    let mdc = if drg.mdc == "PRE" { "pre-MDC".to_owned() } else { mdc };
    let _ = writeln!(text, "  {mdc}, {kind}{}", of.map(|(_, release)| format!("; {release}")).unwrap_or_default());
    let _ = writeln!(text, "  relative weight          {:>8.4}", drg.weight);
    let _ = writeln!(text, "  geometric mean LOS       {:>6.1} days", drg.gmlos);
    let _ = writeln!(text, "  arithmetic mean LOS      {:>6.1} days", drg.amlos);
    if !entries.is_empty() {
        text.push('\n');
    }
    for entry in entries {
        let level = severity(entry).unwrap_or("–");
        line(&mut text, &format!("  {:<8}  {level:<3}  ", dotted(&entry.code)), title(entry));
    }
    text
}

pub(super) fn books(books: &[(FiscalYear, Book)]) -> String {
    let mut text = String::new();
    for (year, book) in books {
        let whose = if matches!(book, Book::BuiltIn(_)) { "comes with practicum" } else { "in your data folder" };
        let _ = writeln!(text, "{year}  {whose}");
        for (part, release) in book.about().map(|about| about.parts.as_slice()).unwrap_or_default() {
            let _ = writeln!(text, "  {part:<18} {release}");
        }
    }
    text
}

fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A line that begins so; what is too long goes on below, under its own beginning.
fn line(text: &mut String, head: &str, body: &str) {
    let indent = head.chars().count();
    let mut column = indent;
    text.push_str(head);
    for (place, word) in body.split_whitespace().enumerate() {
        let length = word.chars().count();
        if place > 0 && column + 1 + length > WIDTH {
            let _ = write!(text, "\n{:indent$}", "");
            column = indent;
        } else if place > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_go_on_below_their_beginning() {
        let mut text = String::new();
        line(&mut text, "  A00  ", &"word ".repeat(20));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].len() <= WIDTH && lines[1].starts_with("       word"));
    }
}
