//! Files of the code sets as NCHS and CMS publish them: text in, rows out, or the line that is wrong.
//!
//! What a file is shows in its first lines and not in its name, so that a file that was renamed is read and a wrong
//! one is not.

mod listing;
mod table5;
pub mod tabular;
mod xml;

use thiserror::Error;

pub use listing::{Listed, Listing};
pub use tabular::TabularList;

/// Why a file was not taken in.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("line {line}: {reason}")]
pub struct Refused {
    /// From 1.
    pub line: usize,
    pub reason: String,
}

impl Refused {
    fn at(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }
}

/// What a file held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// The ICD-10-CM Tabular List.
    Tabular(TabularList),
    /// Codes with their titles: order files and lists of codes, of either classification.
    Listing(Listing),
    /// MS-DRG lines as the packed book has them.
    Drgs(String),
}

/// Reads a file of any of the kinds.
pub fn read(text: &str) -> Result<Published, Refused> {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start();
    if start.starts_with('<') {
        return tabular::read(text).map(Published::Tabular);
    }
    if let Some(head) = table5::head(text) {
        return table5::read(text, &head).map(Published::Drgs);
    }
    if listing::looks_so(text) {
        return listing::read(text).map(Published::Listing);
    }
    let line = 1 + text.lines().take_while(|line| line.trim().is_empty()).count();
    Err(Refused::at(line, "neither the tabular list (XML), codes, an order file nor MS-DRG Table 5 begins like this"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_none_of_them_is_refused_with_its_line() {
        for text in ["", "\n\nhello there\n", "\u{0}\u{1}", "id,name\n1,2\n", "{\"a\": 1}"] {
            let refused = read(text).unwrap_err();
            assert!(refused.reason.starts_with("neither"), "{text}: {refused}");
        }
        assert_eq!(read("\n\nhello").unwrap_err().line, 3);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}", cut in 0_usize..400) {
            let _ = read(&text);
            let _ = read(&format!("<?xml?><ICD10CM.tabular>{text}"));
            let _ = read(&format!("00001 A00     0 Cholera                                                      {text}"));
            let _ = read(&format!("MS-DRG\tMDC\tTYPE\tMS-DRG Title\tWeights\n{text}"));
            let whole = tabular::tests::SMALL;
            let cut = (0..=cut.min(whole.len())).rev().find(|cut| whole.is_char_boundary(*cut)).unwrap_or(0);
            let _ = read(&whole[..cut]);
        }
    }
}
