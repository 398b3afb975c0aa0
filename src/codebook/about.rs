//! What a book says of itself: its year, and where its parts come from.

use super::year::FiscalYear;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The year that the book is for.
    pub year: FiscalYear,
    /// Each part with the release it is from, as `notes` and `April 2026`.
    pub parts: Vec<(String, String)>,
}

impl About {
    /// A line with the year, then one for each part.
    pub fn packed(&self) -> String {
        let parts = self.parts.iter().map(|(part, release)| format!("{part}\t{release}\n"));
        format!("{}\n", self.year) + &parts.collect::<String>()
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.lines();
        let year = FiscalYear::named(lines.next()?)?;
        let part = |line: &str| line.split_once('\t').map(|(part, release)| (part.to_owned(), release.to_owned()));
        Some(Self { year, parts: lines.filter_map(part).collect() })
    }

    /// Says that a part is from another release.
    pub fn set(&mut self, part: &str, release: &str) {
        match self.parts.iter_mut().find(|(known, _)| known == part) {
            Some((_, known)) => release.clone_into(known),
            None => self.parts.push((part.to_owned(), release.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read() {
        let mut about = About { year: FiscalYear::named("FY2027").unwrap(), parts: Vec::new() };
        about.set("notes", "April 2026");
        about.set("notes", "FY2027");
        assert_eq!(About::read(about.packed().as_bytes()), Some(about));
        assert_eq!(About::read(b"2027\n"), None);
    }
}
