//! MS-DRGs: a table of lines, number, MDC, type, weight, lengths of stay and title between tabs.

#[derive(Clone, Debug, PartialEq)]
pub struct Drg {
    pub number: u16,
    /// The major diagnostic category, as `08`; empty for those of none.
    pub mdc: String,
    pub is_surgical: bool,
    pub weight: f64,
    /// Geometric and arithmetic mean length of stay, in days.
    pub gmlos: f64,
    pub amlos: f64,
    pub title: String,
}

/// Every sound line, by number.
pub(super) fn read(bytes: &[u8]) -> Vec<Drg> {
    let text = String::from_utf8_lossy(bytes);
    let mut drgs: Vec<Drg> = text.lines().filter_map(line).collect();
    drgs.sort_by_key(|drg| drg.number);
    drgs
}

fn line(line: &str) -> Option<Drg> {
    let mut fields = line.split('\t');
    let (number, mdc, kind) = (fields.next()?.parse().ok()?, fields.next()?, fields.next()?);
    // Ungroupable stays have no weight and no length.
    let mut decimal = || Some(fields.next()?.parse().unwrap_or(0.0));
    let (weight, gmlos, amlos) = (decimal()?, decimal()?, decimal()?);
    let title = fields.next()?.to_owned();
    Some(Drg { number, mdc: mdc.to_owned(), is_surgical: kind == "SURG", weight, gmlos, amlos, title })
}
