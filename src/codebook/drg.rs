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

impl Drg {
    /// What it shares with those that differ from it in complications only: the title up to `WITH` or `WITHOUT` one.
    pub fn base(&self) -> &str {
        let cut = [" WITH MCC", " WITH CC", " WITHOUT MCC", " WITHOUT CC"];
        let end = cut.iter().filter_map(|part| self.title.find(part)).min();
        self.title.get(..end.unwrap_or(self.title.len())).unwrap_or_default()
    }
}

/// By what was typed: a number, after `drg` or alone, or words of the title after `drg`.
pub(super) fn search<'a>(drgs: &'a [Drg], typed: &str) -> Vec<&'a Drg> {
    let typed = typed.trim().to_lowercase();
    let after = typed.strip_prefix("ms-").unwrap_or(&typed);
    let after = after.strip_prefix("drg").map(str::trim_start);
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 3);
    if let Some(number) = number(after.unwrap_or(&typed)) {
        return drgs.iter().filter(|drg| drg.number == number).collect();
    }
    let words: Vec<String> = after.unwrap_or_default().split_whitespace().map(str::to_uppercase).collect();
    if words.is_empty() {
        return Vec::new();
    }
    drgs.iter().filter(|drg| words.iter().all(|word| drg.title.contains(word.as_str()))).collect()
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

#[cfg(test)]
mod tests {
    use crate::codebook::Codebook;

    #[track_caller]
    fn finds(typed: &str, numbers: &[u16]) {
        let found = Codebook::built_in().search_drgs(typed);
        assert_eq!(found.iter().map(|drg| drg.number).collect::<Vec<_>>(), numbers, "{typed}");
    }

    #[test]
    fn a_group_is_found_by_number_and_words() {
        finds("291", &[291]);
        finds("drg 470", &[470]);
        finds("MS-DRG 3", &[3]);
        finds("drg sepsis", &[870, 871, 872]);
        finds("sepsis", &[]);
        finds("drg", &[]);
        finds("", &[]);
        finds("2910", &[]);
    }

    #[test]
    fn groups_that_differ_in_complications_share_a_base() {
        let base = |number| Codebook::built_in().drg(number).unwrap().base().to_owned();
        assert_eq!(base(193), "SIMPLE PNEUMONIA AND PLEURISY");
        assert!(base(193) == base(194) && base(194) == base(195));
    }
}
