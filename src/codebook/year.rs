//! Fiscal years: the code sets change with them, on 1 October (and, by a little, on 1 April).

use jiff::civil::{Date, date};

/// A federal fiscal year, as FY2026: from 1 October 2025 to 30 September 2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalYear(i16);

impl FiscalYear {
    /// Reads `FY2026`.
    pub fn named(name: &str) -> Option<Self> {
        let digits = name.strip_prefix("FY").filter(|digits| digits.len() == 4)?;
        let year: i16 = digits.parse().ok()?;
        (2000..=2100).contains(&year).then_some(Self(year))
    }

    pub fn number(self) -> i16 {
        self.0
    }

    pub fn first(self) -> Date {
        date(self.0 - 1, 10, 1)
    }

    pub fn last(self) -> Date {
        date(self.0, 9, 30)
    }

    pub fn holds(self, day: Date) -> bool {
        self.first() <= day && day <= self.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fiscal_year_begins_in_october() {
        let year = FiscalYear::named("FY2026").unwrap();
        assert!(year.holds(date(2025, 10, 1)) && year.holds(date(2026, 9, 30)));
        assert!(!year.holds(date(2025, 9, 30)) && !year.holds(date(2026, 10, 1)));
        for other in ["2026", "FY26", "FY 2026", "CY2026", "FY2026.1", "FY20é", "FY9999", ""] {
            assert_eq!(FiscalYear::named(other), None, "{other}");
        }
    }
}
