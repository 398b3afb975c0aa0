//! What the code book knows of what is typed: whether there is such a code, never whether it is right.

use crate::bank::coding::CodeRole;
use crate::codebook::{Codebook, FiscalYear};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// A code to report, with its title.
    Code(String),
    /// A heading: its codes have more places.
    Category(String),
    /// Codes begin so.
    Beginning,
    Unknown,
}

pub(super) fn look_up(role: CodeRole, year: FiscalYear, code: &str) -> Known {
    let table = Codebook::built_in().table(role.system());
    let entry = table.find(code);
    if let Some(entry) = entry.as_ref().filter(|entry| entry.is_billable() && entry.is_valid_in(year)) {
        return Known::Code(entry.title.clone());
    }
    match entry {
        _ if !table.is_heading_in(code, year) => Known::Unknown,
        Some(entry) if !entry.title.is_empty() => Known::Category(entry.title),
        _ => Known::Beginning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn knows(role: CodeRole, code: &str, known: &Known) {
        assert_eq!(look_up(role, FiscalYear::named("FY2026").unwrap(), code), *known, "{code}");
    }

    #[test]
    fn a_code_is_known_part_of_one_or_unknown() {
        use CodeRole::{Principal, Procedure, Secondary};
        knows(Principal, "D62", &Known::Code("Acute posthemorrhagic anemia".into()));
        knows(Secondary, "N183", &Known::Category("Chronic kidney disease, stage 3 (moderate)".into()));
        knows(Secondary, "N1", &Known::Beginning);
        knows(Secondary, "N1834", &Known::Unknown);
        knows(Secondary, "0FT44ZZ", &Known::Unknown);
        knows(Procedure, "0FT44ZZ", &Known::Code("Resection of Gallbladder, Percutaneous Endoscopic Approach".into()));
        knows(Procedure, "0FT", &Known::Beginning);
        knows(Procedure, "D62", &Known::Unknown);
    }
}
