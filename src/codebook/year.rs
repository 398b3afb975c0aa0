//! Fiscal years: the code sets change with them, on 1 October (and, by a little, on 1 April).

use std::fmt;

use jiff::civil::{Date, date};

/// A federal fiscal year, as FY2026: from 1 October 2025 to 30 September 2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalYear(i16);

impl FiscalYear {
    /// Of the book that comes with the program.
    pub const BUILT_IN: Self = Self(2026);

    /// Reads `FY2026`.
    pub fn named(name: &str) -> Option<Self> {
        let digits = name.strip_prefix("FY").filter(|digits| digits.len() == 4)?;
        Self::numbered(digits.parse().ok()?)
    }

    /// The year of that number, as 2026.
    pub fn numbered(number: i16) -> Option<Self> {
        (2000..=2100).contains(&number).then_some(Self(number))
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

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FY{}", self.0)
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
