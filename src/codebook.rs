//! The code book: which codes there are, when they are valid, and what they are called. Bytes in, tables out.
//!
//! Everything stands in one packed file, `BUILT_IN`; what it holds and how it is made is in `assets/README.md`, its
//! format in [`pack`]. A table is unpacked when it is first asked for, and a code is found without unpacking its
//! neighbours' titles. Nothing here opens a file.

pub mod about;
pub mod drg;
pub mod make;
pub mod operation;
pub mod pack;
pub mod page;
pub mod pcs;
pub mod published;
pub mod quoted;
pub mod search;
pub mod shape;
pub mod table;
pub mod tabular;
pub mod year;

pub use about::About;
pub use drg::Drg;
pub use page::{Page, Shown, Standing, dotted};
pub use search::Hit;
pub use table::{Entry, Severity, Table};
pub use tabular::NoteKind;
pub use year::FiscalYear;

use std::borrow::Cow;
use std::sync::OnceLock;

use thiserror::Error;

use make::Ingredients;
use operation::Operation;
use pcs::Procedures;
use pcs::labels::Labels;
use search::index::Index;
use tabular::Tabular;

/// The tables that come with the program.
static BUILT_IN: &[u8] = include_bytes!("../assets/codesets.bin");

#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("the code book cannot be read: {0}")]
pub struct Broken(pub(crate) &'static str);

/// Which of the two classifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    Icd10Cm,
    Icd10Pcs,
}

impl System {
    pub fn name(self) -> &'static str {
        match self {
            Self::Icd10Cm => "ICD-10-CM",
            Self::Icd10Pcs => "ICD-10-PCS",
        }
    }
}

#[derive(Debug, Default)]
pub struct Codebook {
    bytes: Cow<'static, [u8]>,
    sections: Vec<pack::Section>,
    about: OnceLock<Option<About>>,
    icd10cm: OnceLock<Table>,
    icd10pcs: OnceLock<Table>,
    drgs: OnceLock<Vec<Drg>>,
    tabular: OnceLock<Tabular>,
    labels: OnceLock<Labels>,
    operations: OnceLock<Vec<Operation>>,
    index: OnceLock<Option<Index>>,
}

impl Codebook {
    /// Reads the list of sections, and no section.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, Broken> {
        let bytes = bytes.into();
        let sections = pack::sections(&bytes)?;
        Ok(Self { bytes, sections, ..Self::default() })
    }

    /// The one that comes with the program.
    pub fn built_in() -> &'static Self {
        static BOOK: OnceLock<Codebook> = OnceLock::new();
        BOOK.get_or_init(|| Self::open(BUILT_IN).unwrap_or_default())
    }

    /// The file of the one that comes with the program.
    pub fn built_in_bytes() -> &'static [u8] {
        BUILT_IN
    }

    /// The book if every section of it can be unpacked.
    pub fn checked(self) -> Result<Self, Broken> {
        for section in &self.sections {
            section.unpacked(&self.bytes)?;
        }
        if self.about().is_none() { Err(Broken("it does not say of which year it is")) } else { Ok(self) }
    }

    /// The year that the book is for, and where its parts come from.
    pub fn about(&self) -> Option<&About> {
        let read = || self.unpacked(pack::ABOUT).and_then(|bytes| About::read(&bytes));
        self.about.get_or_init(read).as_ref()
    }

    /// The year that the book is for.
    pub fn year(&self) -> FiscalYear {
        self.about().map_or(FiscalYear::BUILT_IN, |about| about.year)
    }

    /// A classification; without a code where the file does not hold it.
    pub fn table(&self, system: System) -> &Table {
        let (cell, kind) = match system {
            System::Icd10Cm => (&self.icd10cm, pack::ICD10CM),
            System::Icd10Pcs => (&self.icd10pcs, pack::ICD10PCS),
        };
        cell.get_or_init(|| self.unpacked(kind).and_then(|bytes| Table::read(bytes).ok()).unwrap_or_default())
    }

    /// The MS-DRGs of version 43 (FY2026), by number.
    pub fn drgs(&self) -> &[Drg] {
        self.drgs.get_or_init(|| self.unpacked(pack::MS_DRG).map(|bytes| drg::read(&bytes)).unwrap_or_default())
    }

    pub fn drg(&self, number: u16) -> Option<&Drg> {
        let drgs = self.drgs();
        drgs.binary_search_by_key(&number, |drg| drg.number).ok().map(|place| &drgs[place])
    }

    /// MS-DRGs by what was typed: `291`, `drg 291`, `drg heart failure`.
    pub fn search_drgs(&self, typed: &str) -> Vec<&Drg> {
        drg::search(self.drgs(), typed)
    }

    /// A code in either classification, with its dot or without.
    pub fn find(&self, code: &str) -> Option<(System, Entry)> {
        let code = bare(code);
        let systems = [System::Icd10Cm, System::Icd10Pcs];
        systems.into_iter().find_map(|system| Some((system, self.table(system).find(&code)?)))
    }

    /// The notes of the Tabular List.
    pub fn tabular(&self) -> &Tabular {
        self.tabular.get_or_init(|| self.unpacked(pack::TABULAR).map(|bytes| Tabular::read(&bytes)).unwrap_or_default())
    }

    /// ICD-10-PCS as tables, in one year.
    pub fn procedures(&self, year: FiscalYear) -> Procedures<'_> {
        let read = || self.unpacked(pack::PCS_LABELS).map(|bytes| Labels::read(&bytes)).unwrap_or_default();
        Procedures { table: self.table(System::Icd10Pcs), labels: self.labels.get_or_init(read), year }
    }

    /// The root operations that the guidelines define.
    pub fn operations(&self) -> &[Operation] {
        let read = || self.unpacked(pack::OPERATIONS).map(|bytes| operation::read(&bytes)).unwrap_or_default();
        self.operations.get_or_init(read)
    }

    /// The root operation of a procedure or table.
    pub fn operation(&self, code: &str) -> Option<&Operation> {
        let mut characters = code.chars();
        let (section, value) = (characters.next()?, characters.nth(1)?);
        // New technology uses the operations of surgery.
        let section = if section == 'X' { '0' } else { section };
        let name = pcs::axes::operation(code, value);
        let operations = self.operations().iter().filter(|operation| operation.section == section);
        operations.into_iter().find(|operation| Some(operation.name.as_str()) == name)
    }

    /// Entries and tables by words or the beginning of a code, the best first.
    pub fn search(&self, typed: &str, year: FiscalYear, limit: usize) -> Vec<Hit> {
        search::Search { book: self, year }.run(typed, limit)
    }

    fn index(&self) -> Option<&Index> {
        self.index.get_or_init(|| self.unpacked(pack::INDEX).and_then(|bytes| Index::read(bytes).ok())).as_ref()
    }

    /// What a book is made of, to make another from it. Sections that cannot be read are empty.
    pub fn ingredients(&self) -> Ingredients {
        let rows = |system| self.table(system).iter().map(Entry::row).collect();
        let text =
            |kind| self.unpacked(kind).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        Ingredients {
            about: self.about().cloned().unwrap_or(About { year: self.year(), parts: Vec::new() }),
            diagnoses: rows(System::Icd10Cm),
            procedures: rows(System::Icd10Pcs),
            tabular: text(pack::TABULAR),
            operations: text(pack::OPERATIONS),
            drgs: text(pack::MS_DRG),
        }
    }

    fn unpacked(&self, kind: u8) -> Option<Vec<u8>> {
        let section = self.sections.iter().find(|section| section.kind == kind)?;
        section.unpacked(&self.bytes).ok()
    }
}

/// A code as tables hold it: capitals, no dot.
pub fn bare(code: &str) -> String {
    code.trim().chars().filter(|c| *c != '.').map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn valid(system: System, day: jiff::civil::Date) -> usize {
        let codes = Codebook::built_in().table(system).iter();
        codes.filter(|entry| entry.is_billable() && entry.is_valid_on(day)).count()
    }

    #[test]
    fn as_many_codes_are_valid_as_were_published() {
        for (day, cm, pcs) in [
            (date(2024, 10, 1), 74_260, 78_948),
            (date(2025, 10, 1), 74_719, 79_115),
            (date(2026, 10, 1), 74_879, 79_256),
        ] {
            assert_eq!((valid(System::Icd10Cm, day), valid(System::Icd10Pcs, day)), (cm, pcs), "{day}");
        }
        assert_eq!(Codebook::built_in().drgs().len(), 772);
    }

    #[track_caller]
    fn titled(code: &str, title: &str) -> Entry {
        let (_, entry) = Codebook::built_in().find(code).unwrap();
        assert_eq!(entry.title, title);
        entry
    }

    #[test]
    fn a_code_is_found_with_its_dot_and_without() {
        let entry = titled("E11.9", "Type 2 diabetes mellitus without complications");
        assert!(entry.is_billable() && entry.severity() == Severity::None);
        assert_eq!(titled("e119", &entry.title), entry);
        assert_eq!(titled("A41.51", "Sepsis due to Escherichia coli [E. coli]").severity(), Severity::Mcc);
        assert_eq!(titled("N17.9", "Acute kidney failure, unspecified").severity(), Severity::Cc);
        titled("0DTN4ZZ", "Resection of Sigmoid Colon, Percutaneous Endoscopic Approach");
        for code in ["", ".", "E11.91", "0DTN4Z", "ZZZ", "é"] {
            assert_eq!(Codebook::built_in().find(code), None, "{code}");
        }
    }

    #[test]
    fn a_category_is_no_code_to_report() {
        assert!(!titled("A41", "Other sepsis").is_billable());
        let (table, year) = (Codebook::built_in().table(System::Icd10Cm), FiscalYear::named("FY2026").unwrap());
        assert!(table.is_heading_in("A41", year) && !table.is_heading_in("E119", year));
        let below: Vec<String> = Codebook::built_in().table(System::Icd10Cm).below("N183").map(|e| e.code).collect();
        assert_eq!(below, ["N183", "N1830", "N1831", "N1832"]);
    }

    #[test]
    fn a_code_is_valid_in_its_years() {
        let year = |name| FiscalYear::named(name).unwrap();
        // A code that was divided is no code any more, and a heading since.
        let (_, ended) = Codebook::built_in().find("N18.3").unwrap();
        assert!(ended.is_valid_in(year("FY2020")) && !ended.is_valid_in(year("FY2026")));
        assert!(Codebook::built_in().table(System::Icd10Cm).is_heading_in("N183", year("FY2026")));
        let (_, new) = Codebook::built_in().find("N18.32").unwrap();
        assert!(new.is_valid_in(year("FY2026")) && !new.is_valid_in(year("FY2020")));
        let (_, derived) = Codebook::built_in().find("H40.11X1").unwrap();
        assert!(derived.is_title_derived() && !derived.is_valid_in(year("FY2026")));
        assert_eq!(derived.title, "Primary open-angle glaucoma, mild stage");
    }

    #[test]
    fn an_ms_drg_has_its_weight() {
        let drg = Codebook::built_in().drg(470).unwrap();
        assert!(drg.is_surgical && drg.weight > 1.5 && drg.title.starts_with("MAJOR HIP AND KNEE JOINT"), "{drg:?}");
        assert_eq!(Codebook::built_in().drg(0), None);
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let row = |number: usize| pack::Row {
            code: format!("A{number:03}"),
            from: 20_151_001 + (number as u32 % 3) * 10_000,
            to: 20_270_331,
            flags: (number % 16) as u8,
            title: "abcabc".repeat(number % 5) + &"é".repeat(number % 3),
        };
        let rows: Vec<pack::Row> = (0..200).map(row).collect();
        let file = pack::file(&[(pack::ICD10CM, pack::table(&rows)), (pack::ICD10PCS, pack::table(&[]))]);
        let book = Codebook::open(file).unwrap();
        let table = book.table(System::Icd10Cm);
        let titles: Vec<String> = table.iter().map(|entry| entry.title).collect();
        assert_eq!(titles, rows.iter().map(|row| row.title.clone()).collect::<Vec<_>>());
        assert!(rows.iter().all(|row| table.find(&row.code).is_some_and(|entry| entry.title == row.title)));
        assert!(book.table(System::Icd10Pcs).is_empty() && book.drgs().is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), at in 0_usize..700_000, byte: u8) {
            let _ = Codebook::open(bytes.clone());
            let _ = Table::read(bytes).map(|table| table.iter().count() + usize::from(table.find("A00").is_some()));
            let mut bent = BUILT_IN[..2_000].to_vec();
            let at = at % bent.len();
            bent[at] = byte;
            if let Ok(book) = Codebook::open(bent) {
                let _ = (book.find("A00"), book.drgs().len());
            }
        }
    }
}
