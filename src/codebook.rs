//! The code book: which codes there are, when they are valid, and what they are called. Bytes in, tables out.
//!
//! Everything stands in one packed file, `BUILT_IN`; what it holds and how it is made is in `assets/README.md`, its
//! format in [`pack`]. A table is unpacked when it is first asked for, and a code is found without unpacking its
//! neighbours' titles. Nothing here opens a file.

pub mod drg;
pub mod pack;
pub mod shape;
pub mod table;
pub mod year;

pub use drg::Drg;
pub use table::{Entry, Severity, Table};
pub use year::FiscalYear;

use std::borrow::Cow;
use std::sync::OnceLock;

use thiserror::Error;

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

#[derive(Debug)]
pub struct Codebook {
    bytes: Cow<'static, [u8]>,
    sections: Vec<pack::Section>,
    icd10cm: OnceLock<Table>,
    icd10pcs: OnceLock<Table>,
    drgs: OnceLock<Vec<Drg>>,
}

impl Codebook {
    /// Reads the list of tables, and no table.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, Broken> {
        let bytes = bytes.into();
        let sections = pack::sections(&bytes)?;
        let (icd10cm, icd10pcs, drgs) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Ok(Self { bytes, sections, icd10cm, icd10pcs, drgs })
    }

    /// The one that comes with the program.
    pub fn built_in() -> &'static Self {
        static BOOK: OnceLock<Codebook> = OnceLock::new();
        BOOK.get_or_init(|| Self::open(BUILT_IN).unwrap_or_else(|_| Self::empty()))
    }

    fn empty() -> Self {
        let (icd10cm, icd10pcs, drgs) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { bytes: Cow::Borrowed(&[]), sections: Vec::new(), icd10cm, icd10pcs, drgs }
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

    /// A code in either classification, with its dot or without.
    pub fn find(&self, code: &str) -> Option<(System, Entry)> {
        let code = bare(code);
        let systems = [System::Icd10Cm, System::Icd10Pcs];
        systems.into_iter().find_map(|system| Some((system, self.table(system).find(&code)?)))
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
