//! The pages of the book: an entry with its notes, a procedure with its places, a table of procedures.

use jiff::civil::Date;

use crate::codebook::page::{Above, Note, Page};
use crate::codebook::pcs::{PcsTable, Value, axes};
use crate::codebook::{Codebook, Entry, FiscalYear, Severity, Shown, Standing, System, dotted};
use crate::tui::theme::Role;

use super::drg;
use super::sheet::{GLUE, Link, Piece, Sheet, words};

/// None where the book has no such page in the year.
pub(super) fn page(book: &Codebook, year: FiscalYear, link: &Link) -> Option<Sheet> {
    let mut writer = Writer { book, year, sheet: Sheet::default() };
    let (system, code) = match link {
        Link::Code(system, code) => (*system, code),
        Link::Drg(number) => {
            drg::write(book, book.drg(*number)?, &mut writer.sheet);
            return Some(writer.sheet);
        }
    };
    match book.show_in(system, code, year)? {
        Shown::Page(page) => writer.entry(&page),
        Shown::Table(table) => writer.table(code, &table),
        Shown::Beginning { places, next } => writer.beginning(code, &places, &next),
    }
    Some(writer.sheet)
}

/// What stands where the year has no such page.
pub(super) fn missing(year: FiscalYear, link: &Link) -> Sheet {
    let mut sheet = Sheet::default();
    let head = vec![words(format!("{}  ", link.written()), Role::Accent)];
    sheet.row(0, head, vec![words(format!("is not in the book of {year}."), Role::Warning)]);
    sheet
}

struct Writer<'a> {
    book: &'a Codebook,
    year: FiscalYear,
    sheet: Sheet,
}

impl Writer<'_> {
    fn entry(&mut self, page: &Page) {
        let Page { system, entry, .. } = page;
        let written = Link::Code(*system, entry.code.clone()).written();
        let head = vec![words(format!("{written}  "), Role::Accent)];
        self.sheet.row(0, head, vec![words(title(entry), Role::Title)]);
        self.standing(page);
        if entry.is_title_derived() {
            let text = "The title was put together from others: the published one was not in the sources.";
            self.sheet.text(0, text, Role::Muted);
        }
        if page.standing == Standing::Reported {
            self.sheet.reported = Some((*system, entry.code.clone()));
        }
        self.above(&page.above);
        let own = page.notes.iter().take_while(|note| !note.is_inherited).count();
        let (own, inherited) = page.notes.split_at(own);
        self.notes(own);
        if let Some(seventh) = &page.seventh {
            self.sheet.heading(format!("7th character, at {}", seventh.stands_at));
            for (character, meaning) in &seventh.meanings {
                let head = vec![words(format!("{character}  "), Role::Title)];
                self.sheet.row(2, head, vec![words(meaning, Role::Text)]);
            }
        }
        self.below(&page.below);
        self.notes(inherited);
        if !page.places.is_empty() {
            self.sheet.blank();
            self.places(&entry.code, &page.places);
        }
        if *system == System::Icd10Pcs {
            self.operation(&entry.code);
        }
        let is_table_too = *system == System::Icd10Cm && entry.code.len() == 3;
        if is_table_too && self.book.procedures(self.year).is_begun(&entry.code) {
            self.sheet.blank();
            let link = self.sheet.link(System::Icd10Pcs, &entry.code, &entry.code);
            self.sheet.row(0, vec![link], vec![words(" is a table of ICD-10-PCS too.", Role::Text)]);
        }
    }

    fn standing(&mut self, page: &Page) {
        let (entry, year) = (&page.entry, self.year);
        let is_open = Some(entry.to) == self.book.table(page.system).last_day();
        let days = if is_open {
            format!("valid since {}", day(entry.from))
        } else {
            format!("valid from {} to {}", day(entry.from), day(entry.to))
        };
        let (stands, role) = match page.standing {
            Standing::Reported => ("Can be reported".to_owned(), Role::Correct),
            Standing::Category => ("A category: a code below is reported".to_owned(), Role::Warning),
            Standing::Gone => (format!("Not valid in {year}"), Role::Wrong),
        };
        let mut rest = String::new();
        if page.standing != Standing::Category || entry.is_billable() {
            rest = format!(" · {days}");
        }
        if page.system == System::Icd10Cm && page.standing == Standing::Reported {
            rest += match entry.severity() {
                Severity::Mcc => " · MCC",
                Severity::Cc => " · CC",
                Severity::None => " · neither CC nor MCC",
            };
        }
        self.sheet.row(0, Vec::new(), vec![words(stands, role), words(rest, Role::Muted)]);
    }

    /// Chapter, sections and categories; categories are links.
    fn above(&mut self, above: &[Above]) {
        if above.is_empty() {
            return;
        }
        self.sheet.blank();
        let width = above.iter().map(|above| above.name.len()).max().unwrap_or(0);
        for Above { name, title, .. } in above {
            let head = self.code(name, name);
            let pad = words(" ".repeat(width - name.len() + 2), Role::Text);
            self.sheet.row(0, vec![head, pad], vec![words(title, Role::Text)]);
        }
    }

    /// A link, if the book has such an entry.
    fn code(&mut self, code: &str, text: &str) -> Piece {
        let bare = crate::codebook::bare(code);
        if self.book.table(System::Icd10Cm).find(&bare).is_some() {
            self.sheet.link(System::Icd10Cm, &bare, text)
        } else {
            words(text, Role::Muted)
        }
    }

    fn notes(&mut self, notes: &[Note]) {
        let mut last = (None, "");
        for note in notes {
            if last.1 != note.stands_at {
                let at = if note.is_inherited { format!("From {}", note.stands_at) } else { "Notes here".to_owned() };
                self.sheet.heading(at);
                last = (None, &note.stands_at);
            }
            if last.0 != Some(note.kind) {
                self.sheet.text(2, note.kind.title(), Role::Muted);
                last.0 = Some(note.kind);
            }
            let text = self.note(note);
            self.sheet.row(4, Vec::new(), text);
        }
    }

    /// The text of a note with its codes as links.
    fn note(&mut self, note: &Note) -> Vec<Piece> {
        // Some published notes begin as if their heading were the sentence's first words.
        let mut from = note.text.len() - note.text.trim_start_matches([',', ' ']).len();
        let mut pieces = Vec::new();
        for quoted in &note.codes {
            pieces.push(words(note.text.get(from..quoted.start).unwrap_or_default(), Role::Text));
            let text = note.text.get(quoted.start..quoted.end).unwrap_or_default();
            if self.book.table(System::Icd10Cm).find(&quoted.code).is_some() {
                pieces.push(self.sheet.link(System::Icd10Cm, &quoted.code, text));
            } else {
                pieces.push(words(text, Role::Text));
            }
            from = quoted.end;
        }
        pieces.push(words(note.text.get(from..).unwrap_or_default(), Role::Text));
        pieces
    }

    fn below(&mut self, below: &[Entry]) {
        if below.is_empty() {
            return;
        }
        self.sheet.heading("Below");
        let width = below.iter().map(|entry| dotted(&entry.code).len()).max().unwrap_or(0);
        for entry in below {
            let text = dotted(&entry.code);
            let pad = words(" ".repeat(width - text.len() + 2), Role::Text);
            let link = self.sheet.link(System::Icd10Cm, &entry.code, &text);
            self.sheet.row(2, vec![link, pad], vec![words(title(entry), Role::Text)]);
        }
    }

    /// What places mean. From the third on a place leads to all that begins so.
    fn places(&mut self, code: &str, places: &[Value]) {
        let axes = axes::axes(code.chars().next().unwrap_or('0'));
        let width = axes.iter().map(|axis| axis.len()).max().unwrap_or(0);
        for (at, (place, axis)) in places.iter().zip(axes).enumerate() {
            let value = place.value.to_string();
            let begins = code.get(..=at).filter(|begins| (3..7).contains(&begins.len()) && begins.len() < code.len());
            let value = match begins {
                Some(begins) => self.sheet.link(System::Icd10Pcs, begins, &value),
                None => words(value, Role::Title),
            };
            let head = vec![words(format!("{axis:<width$}  "), Role::Muted), value, words("  ", Role::Text)];
            self.sheet.row(0, head, vec![words(&place.label, Role::Text)]);
        }
    }

    fn operation(&mut self, code: &str) {
        let Some(operation) = self.book.operation(code).filter(|_| code.len() >= 3) else { return };
        self.sheet.blank();
        let head = vec![words(format!("{}: ", operation.name), Role::Title)];
        let text = vec![words(format!("{}.", operation.definition), Role::Text)];
        self.sheet.row(0, Vec::new(), head.into_iter().chain(text).collect());
        if !operation.explanation.is_empty() {
            self.sheet.text(0, format!("{}.", operation.explanation), Role::Text);
        }
        if !operation.examples.is_empty() {
            self.sheet.text(0, format!("For example: {}.", operation.examples), Role::Muted);
        }
    }

    /// The table behind three characters: the values that can follow, then its rows.
    fn table(&mut self, code: &str, table: &PcsTable) {
        self.head(code, "a table of ICD-10-PCS");
        self.places(code, &table.head);
        self.operation(code);
        let next = self.book.procedures(self.year).next(code);
        self.next(code, &next);
        let axes = axes::axes(code.chars().next().unwrap_or('0'));
        let width = axes[3..].iter().map(|axis| axis.len()).max().unwrap_or(0);
        for (number, row) in table.rows.iter().enumerate() {
            self.sheet.heading(format!("Row {} of {}", number + 1, table.rows.len()));
            for (values, axis) in row.0.iter().zip(&axes[3..]) {
                let mut text = Vec::new();
                for (place, value) in values.iter().enumerate() {
                    text.push(words(format!("{}{GLUE}", value.value), Role::Title));
                    let comma = if place + 1 < values.len() { "; " } else { "" };
                    text.push(words(format!("{}{comma}", value.label), Role::Text));
                }
                self.sheet.row(2, vec![words(format!("{axis:<width$}  "), Role::Muted)], text);
            }
        }
        self.sheet.blank();
        let text = "The names of values were found by comparing titles; every combination in a row is a code.";
        self.sheet.text(0, text, Role::Muted);
    }

    fn beginning(&mut self, code: &str, places: &[Value], next: &[Value]) {
        self.head(code, "the beginning of codes of ICD-10-PCS");
        self.places(code, places);
        self.next(code, next);
        self.operation(code);
    }

    fn head(&mut self, code: &str, what: &str) {
        let head = vec![words(format!("{code}  "), Role::Accent)];
        self.sheet.row(0, head, vec![words(what, Role::Muted)]);
        self.sheet.blank();
    }

    /// The values of the next place, each with a code behind it.
    fn next(&mut self, code: &str, next: &[Value]) {
        let axes = axes::axes(code.chars().next().unwrap_or('0'));
        self.sheet.heading(format!("{} can be", axes[code.len().min(6)]));
        for value in next {
            let link = self.sheet.link(System::Icd10Pcs, &format!("{code}{}", value.value), &value.value.to_string());
            self.sheet.row(2, vec![link, words("  ", Role::Text)], vec![words(&value.label, Role::Text)]);
        }
    }
}

fn title(entry: &Entry) -> &str {
    if entry.title.is_empty() { "(no title in the sources)" } else { &entry.title }
}

fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
