//! The page of a code: the entry, where it stands, its own notes and those it inherits, what stands below.

use super::operation::Operation;
use super::pcs::{PcsTable, Value};
use super::published::tabular::Level;
use super::quoted::{self, Quoted};
use super::table::Entry;
use super::tabular::{Node, NoteKind};
use super::year::FiscalYear;
use super::{Codebook, System, bare};

/// Everything that the book says of a code or category.
#[derive(Clone, Debug)]
pub struct Page {
    pub system: System,
    pub entry: Entry,
    /// What it is in the year that was asked for.
    pub standing: Standing,
    /// From the chapter down to the category right above; for procedures, section to operation.
    pub above: Vec<Above>,
    /// Its own, then inherited ones from near to far.
    pub notes: Vec<Note>,
    pub seventh: Option<Seventh>,
    /// Right below it, codes of the year.
    pub below: Vec<Entry>,
    /// What the seven places of a procedure mean.
    pub places: Vec<Value>,
    pub operation: Option<Operation>,
}

/// What an entry is in a year. A code that was divided is a category since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can be reported on some day of the year.
    Reported,
    /// Codes below it can.
    Category,
    /// Neither.
    Gone,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Above {
    pub level: Level,
    /// `Chapter 4`, `E08-E13`, `E11`.
    pub name: String,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    pub text: String,
    /// Where it stands; the code itself, or what is above.
    pub stands_at: String,
    pub is_inherited: bool,
    /// Codes in it that the book has.
    pub codes: Vec<Quoted>,
}

/// The list of seventh characters that holds for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seventh {
    pub stands_at: String,
    pub meanings: Vec<(char, String)>,
}

/// What is behind the letters and digits that were asked for.
#[derive(Clone, Debug)]
pub enum Shown {
    Page(Box<Page>),
    /// The table behind three characters of ICD-10-PCS.
    Table(PcsTable),
    /// The beginning of a procedure: its places so far, and the values that can follow.
    Beginning {
        places: Vec<Value>,
        next: Vec<Value>,
    },
}

impl Codebook {
    /// A code, a category, a table, or the beginning of a procedure; none where the year has nothing of the kind. Some
    /// three characters are both a category of diagnoses and a table (F07): without a system it is the category.
    pub fn show(&self, code: &str, year: FiscalYear) -> Option<Shown> {
        let shown = self.show_in(System::Icd10Cm, code, year);
        shown.or_else(|| self.show_in(System::Icd10Pcs, code, year))
    }

    /// The same in one classification.
    pub fn show_in(&self, system: System, code: &str, year: FiscalYear) -> Option<Shown> {
        let code = bare(code);
        if let Some(entry) = self.table(system).find(&code) {
            return Some(Shown::Page(Box::new(self.page(system, entry, year))));
        }
        if system == System::Icd10Cm {
            return None;
        }
        let procedures = self.procedures(year);
        if let Some(table) = procedures.table(&code) {
            return Some(Shown::Table(table));
        }
        let next = procedures.next(&code);
        (!next.is_empty()).then(|| Shown::Beginning { places: procedures.places(&code), next })
    }

    /// What an entry is in a year.
    pub fn standing(&self, system: System, entry: &Entry, year: FiscalYear) -> Standing {
        if entry.is_billable() && entry.is_valid_in(year) {
            Standing::Reported
        } else if self.table(system).is_heading_in(&entry.code, year) {
            Standing::Category
        } else {
            Standing::Gone
        }
    }

    fn page(&self, system: System, entry: Entry, year: FiscalYear) -> Page {
        let standing = self.standing(system, &entry, year);
        match system {
            System::Icd10Pcs => {
                let places = self.procedures(year).places(&entry.code);
                let operation = self.operation(&entry.code).cloned();
                let (above, notes, below) = (Vec::new(), Vec::new(), Vec::new());
                Page { system, entry, standing, above, notes, seventh: None, below, places, operation }
            }
            System::Icd10Cm => {
                let headings = self.headings(&entry.code);
                let (above, notes) = (self.above(&entry.code, &headings), self.notes(&entry.code, &headings));
                let (seventh, below) = (self.seventh(&entry.code, &headings), self.below(&entry.code, year));
                Page { system, entry, standing, above, notes, seventh, below, places: Vec::new(), operation: None }
            }
        }
    }

    /// Categories above a code, the nearest first.
    fn headings(&self, code: &str) -> Vec<Entry> {
        let table = self.table(System::Icd10Cm);
        (3..code.len())
            .rev()
            .filter_map(|end| table.find(code.get(..end)?))
            .filter(|entry| !entry.is_billable() || entry.code.len() < 7)
            .collect()
    }

    fn above(&self, code: &str, headings: &[Entry]) -> Vec<Above> {
        let sections = self.tabular().above(code).map(|node| {
            let name = if node.level == Level::Chapter { format!("Chapter {}", node.key) } else { node.key.clone() };
            Above { level: node.level, name, title: node.title.clone() }
        });
        let categories = headings.iter().rev().map(|entry| Above {
            level: Level::Diagnosis,
            name: dotted(&entry.code),
            title: entry.title.clone(),
        });
        sections.chain(categories).collect()
    }

    fn notes(&self, code: &str, headings: &[Entry]) -> Vec<Note> {
        let tabular = self.tabular();
        let mut notes = Vec::new();
        let mut take = |node: &Node, name: &str, is_inherited: bool| {
            // Another name belongs to the code it stands at; a code with a seventh character is the same condition.
            let is_same = !is_inherited || code.len() == 7 && (node.key == code[..6].trim_end_matches('X'));
            let kept = node.notes.iter().filter(|(kind, _)| is_same || *kind != NoteKind::Inclusion);
            notes.extend(kept.map(|(kind, text)| {
                let codes = quoted::codes(text).into_iter().filter(|it| self.has(&it.code)).collect();
                Note { kind: *kind, text: text.clone(), stands_at: name.to_owned(), is_inherited, codes }
            }));
        };
        if let Some(node) = tabular.at(code) {
            take(node, &dotted(code), false);
        }
        for heading in headings {
            if let Some(node) = tabular.at(&heading.code) {
                take(node, &dotted(&heading.code), true);
            }
        }
        for node in tabular.above(code).rev() {
            let name = if node.level == Level::Chapter { format!("Chapter {}", node.key) } else { node.key.clone() };
            take(node, &name, true);
        }
        notes
    }

    fn seventh(&self, code: &str, headings: &[Entry]) -> Option<Seventh> {
        let codes = std::iter::once(code).chain(headings.iter().map(|entry| entry.code.as_str()));
        let nodes = codes.filter_map(|code| Some((code, self.tabular().at(code)?)));
        let (code, node) = nodes.into_iter().find(|(_, node)| !node.seventh.is_empty())?;
        Some(Seventh { stands_at: dotted(code), meanings: node.seventh.clone() })
    }

    /// Entries right below: those with no other entry of the year between.
    fn below(&self, code: &str, year: FiscalYear) -> Vec<Entry> {
        let mut below: Vec<Entry> = Vec::new();
        for entry in self.table(System::Icd10Cm).below(code).filter(|it| it.code != code) {
            if below.last().is_none_or(|last| !entry.code.starts_with(&last.code))
                && self.standing(System::Icd10Cm, &entry, year) != Standing::Gone
            {
                below.push(entry);
            }
        }
        below
    }

    /// Whether a code, or any that begins so, is in the book.
    fn has(&self, code: &str) -> bool {
        self.table(System::Icd10Cm).below(code).next().is_some()
    }
}

/// A diagnosis code as people write it.
pub fn dotted(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((category, rest)) if !rest.is_empty() => format!("{category}.{rest}"),
        _ => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(code: &str) -> Page {
        let book = Codebook::built_in();
        let Some(Shown::Page(page)) = book.show(code, book.year()) else { unreachable!("{code}") };
        *page
    }

    #[track_caller]
    fn has_note(page: &Page, kind: NoteKind, text: &str, stands_at: &str) {
        let found = page.notes.iter().any(|it| it.kind == kind && it.text.contains(text) && it.stands_at == stands_at);
        assert!(found, "{kind:?} {text} at {stands_at}: {:#?}", page.notes);
    }

    #[test]
    fn a_page_has_its_own_notes_and_inherited_ones() {
        let page = page("E11.9");
        let above: Vec<&str> = page.above.iter().map(|above| above.name.as_str()).collect();
        assert_eq!(above, ["Chapter 4", "E08-E13", "E11"]);
        has_note(&page, NoteKind::Excludes1, "gestational diabetes (O24.4-)", "E11");
        has_note(&page, NoteKind::UseAdditional, "insulin (Z79.4)", "E11");
        let note = page.notes.iter().find(|note| note.text.contains("gestational")).unwrap();
        assert!(note.is_inherited && note.codes[0].code == "O244");
        assert!(page.standing == Standing::Reported && page.below.is_empty() && page.seventh.is_none());
    }

    #[test]
    fn a_seventh_character_is_explained_where_it_stands() {
        let page = page("T81.42XA");
        assert_eq!(page.seventh.as_ref().unwrap().stands_at, "T81");
        has_note(&page, NoteKind::Inclusion, "Intra-muscular abscess following a procedure", "T81.42");
        let parents: Vec<&str> = page.above.iter().map(|above| above.name.as_str()).collect();
        assert_eq!(parents, ["Chapter 19", "T07-T88", "T80-T88", "T81", "T81.4", "T81.42"]);
    }

    #[test]
    fn a_category_shows_what_is_right_below() {
        let below: Vec<String> = page("N18").below.into_iter().map(|entry| entry.code).collect();
        assert_eq!(below, ["N181", "N182", "N183", "N184", "N185", "N186", "N189"]);
        let below: Vec<String> = page("N18.3").below.into_iter().map(|entry| entry.code).collect();
        assert_eq!(below, ["N1830", "N1831", "N1832"]);
    }

    #[test]
    fn a_procedure_shows_what_its_places_mean() {
        let page = page("0DTN4ZZ");
        let labels: Vec<&str> = page.places.iter().map(|place| place.label.as_str()).collect();
        let expected = ["Medical and Surgical", "Gastrointestinal System", "Resection", "Sigmoid Colon"];
        assert_eq!(labels[..4], expected);
        assert_eq!(labels[4..], ["Percutaneous Endoscopic", "No Device", "No Qualifier"]);
        assert!(page.operation.unwrap().definition.starts_with("Cutting out or off, without replacement, all"));
    }
}
