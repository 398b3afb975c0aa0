//! What the values of the fourth to the seventh place are called, table by table.
//!
//! The published titles are sentences ("Excision of Left Kidney, Open Approach, Diagnostic"); the names of values are
//! not in them one by one. They are found by comparison: where two titles belong to codes that differ in one place,
//! what differs in the titles is what the values of that place are called. A value that adds no words is "No Device",
//! "No Qualifier" and so on. Packed as text: a line `=0DT` for each table, then for each value its place, the value,
//! its partner and its label.

mod compare;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use super::axes;
use compare::{Votes, compared};

/// In place of a partner: what a value is called beside most values of the other place.
const ANY: char = '*';

/// Place, value and partner of one table's names. A device's name can hang on the qualifier and a qualifier's on the
/// device (substances of new technology do): the two are each other's partners.
type Named = BTreeMap<(usize, char, char), String>;

#[derive(Debug, Default)]
pub struct Labels {
    tables: HashMap<String, Named>,
}

impl Labels {
    pub(in crate::codebook) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut tables: HashMap<String, Named> = HashMap::new();
        let mut table = String::new();
        for line in text.lines() {
            if let Some(name) = line.strip_prefix('=') {
                name.clone_into(&mut table);
                continue;
            }
            let mut characters = line.chars();
            let place = characters.next().and_then(|digit| digit.to_digit(10));
            if let (Some(place), Some(value), Some(partner)) = (place, characters.next(), characters.next()) {
                let label = characters.as_str().to_owned();
                tables.entry(table.clone()).or_default().insert((place as usize, value, partner), label);
            }
        }
        Self { tables }
    }

    /// Of a place from 3 to 6 in the table behind three characters; where its partner is not known yet, all that the
    /// value can be called.
    pub fn get(&self, table: &str, place: usize, value: char, partner: Option<char>) -> Option<String> {
        let named = self.tables.get(table)?;
        if let Some(partner) = partner {
            let label = named.get(&(place, value, partner)).or_else(|| named.get(&(place, value, ANY)));
            return label.cloned();
        }
        let mut labels: Vec<&str> = Vec::new();
        for (_, label) in named.range((place, value, '\0')..=(place, value, 'Z')) {
            if !labels.contains(&label.as_str()) {
                labels.push(label);
            }
        }
        (!labels.is_empty()).then(|| labels.join(" / "))
    }

    /// Compares the titles of all codes, which are sorted.
    pub fn derive<'a>(codes: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut by_table: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for (code, title) in codes {
            if let Some(table) = code.get(..3).filter(|_| code.len() == 7 && code.is_ascii()) {
                by_table.entry(table).or_default().push((code, title));
            }
        }
        let mut tables: HashMap<String, Named> = HashMap::new();
        let mut elsewhere = Votes::default();
        for (table, codes) in &by_table {
            let named = compared(table, codes);
            for ((place, value, partner), label) in named.iter().filter(|(key, _)| key.2 == ANY) {
                elsewhere.add((table[..2].to_owned(), *place, *value, *partner), label);
                elsewhere.add((table[..1].to_owned(), *place, *value, *partner), label);
            }
            tables.insert((*table).to_owned(), named);
        }
        for (table, codes) in &by_table {
            let named = tables.entry((*table).to_owned()).or_default();
            for (code, _) in codes {
                for (place, value) in code.char_indices().skip(3) {
                    let is_known = axes::value(table, place, value).is_some() || hangs_on_partner(table, place);
                    if is_known || named.contains_key(&(place, value, ANY)) {
                        continue;
                    }
                    let key = |of: usize| (table[..of].to_owned(), place, value, ANY);
                    // Body parts are the same in a body system, devices nearly everywhere in surgery.
                    let other = match (place, &table[..1]) {
                        (_, "X") => None,
                        (3, _) => elsewhere.most(&key(2)),
                        (5, "0") => elsewhere.most(&key(2)).or_else(|| elsewhere.most(&key(1))),
                        (5, _) => shared(named, codes, value),
                        _ => None,
                    };
                    named.insert((place, value, ANY), other.unwrap_or_else(|| none(table, place, value)));
                }
            }
        }
        Self { tables }
    }

    pub fn packed(&self) -> String {
        let mut text = String::new();
        let sorted: BTreeMap<&String, &Named> = self.tables.iter().collect();
        for (table, named) in sorted {
            let _ = writeln!(text, "={table}");
            for ((place, value, partner), label) in named {
                let _ = writeln!(text, "{place}{value}{partner}{label}");
            }
        }
        text
    }

    /// A title for a code that has none: a neighbour's with one label exchanged, or else the labels one by one.
    pub fn composed<'a>(&self, code: &str, titled: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
        let table = code.get(..3).filter(|_| code.is_ascii() && code.len() == 7)?;
        let of = |code: &str, place: usize, value: char| match axes::value(table, place, value) {
            Some(name) if place == 4 && name.split(' ').count() < 3 => Some(format!("{name} Approach")),
            Some(name) => Some(name.to_owned()),
            None => self.get(table, place, value, partner(code, place)),
        };
        for (place, value) in code.char_indices().skip(3) {
            let Some(wanted) = of(code, place, value).filter(|label| !is_none(label)) else { continue };
            if hangs_on_partner(table, 11 - place) {
                continue;
            }
            for other in ('0'..='9').chain('A'..='Z').filter(|other| *other != value) {
                let neighbour = format!("{}{other}{}", &code[..place], &code[place + 1..]);
                let Some(title) = titled(&neighbour) else { continue };
                let label = of(&neighbour, place, other).filter(|label| !is_none(label));
                if let Some(label) = label.filter(|label| title.matches(label.as_str()).count() == 1) {
                    return Some(title.replace(&label, &wanted));
                }
            }
        }
        let operation = axes::operation(table, table.chars().nth(2)?)?;
        let axes = axes::axes(table.chars().next()?);
        let named = |(place, value): (usize, char)| match of(code, place, value) {
            Some(label) if !is_none(&label) => Some(label),
            _ if value == 'Z' => None,
            _ => Some(format!("{} {value}", axes[place].split(" / ").next().unwrap_or_default().to_lowercase())),
        };
        let places = code.char_indices().skip(3).filter_map(named);
        Some(std::iter::once(operation.to_owned()).chain(places).collect::<Vec<_>>().join(", "))
    }
}

/// A substance whose qualifiers say it in full is called what they have in common: "Other Antineoplastic" and
/// "Antineoplastic, Monoclonal Antibody" are antineoplastics.
fn shared(named: &Named, codes: &[(&str, &str)], value: char) -> Option<String> {
    let with = codes.iter().filter(|(code, _)| code.chars().nth(5) == Some(value));
    let qualifiers: BTreeSet<char> = with.filter_map(|(code, _)| code.chars().nth(6)).collect();
    let name = |qualifier: &char| named.get(&(6, *qualifier, value)).or_else(|| named.get(&(6, *qualifier, ANY)));
    let names: Vec<&String> = qualifiers.iter().filter_map(name).collect();
    let plain = |name: &str| name.trim_start_matches("Other ").split(',').next().unwrap_or_default().to_owned();
    let kept = names.iter().find(|name| name.starts_with("Other "))?;
    Some(plain(kept)).filter(|name| !name.is_empty() && name != "Other")
}

/// The value that a place's name can hang on: the qualifier for a device, the device for a qualifier.
pub(super) fn partner(code: &str, place: usize) -> Option<char> {
    match place {
        5 => code.chars().nth(6),
        6 => code.chars().nth(5),
        _ => Some(ANY),
    }
}

/// In new technology a value of the sixth place means something else in every group, which is the seventh.
fn hangs_on_partner(table: &str, place: usize) -> bool {
    table.starts_with('X') && place == 5
}

fn is_none(label: &str) -> bool {
    label == "None" || label.starts_with("No ") || label.starts_with("value ")
}

/// The name of a value that no title names.
fn none(table: &str, place: usize, value: char) -> String {
    if value != 'Z' {
        return format!("value {value}");
    }
    let axis = table.chars().next().map_or("Qualifier", |section| axes::axes(section)[place]);
    let axis = axis.split(" / ").next().unwrap_or(axis);
    if matches!(axis, "Approach" | "Body Part" | "Body System") { "None".to_owned() } else { format!("No {axis}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: [(&str, &str); 6] = [
        ("0TB00ZX", "Excision of Right Kidney, Open Approach, Diagnostic"),
        ("0TB00ZZ", "Excision of Right Kidney, Open Approach"),
        ("0TB03ZZ", "Excision of Right Kidney, Percutaneous Approach"),
        ("0TB10ZZ", "Excision of Left Kidney, Open Approach"),
        ("0TB13ZZ", "Excision of Left Kidney, Percutaneous Approach"),
        ("0TBB0ZZ", "Excision of Bladder, Open Approach"),
    ];

    #[test]
    fn values_are_named_by_what_differs() {
        let labels = Labels::read(Labels::derive(TITLES).packed().as_bytes());
        for (place, value, label) in [
            (3, '0', "Right Kidney"),
            (3, '1', "Left Kidney"),
            (3, 'B', "Bladder"),
            (5, 'Z', "No Device"),
            (6, 'X', "Diagnostic"),
            (6, 'Z', "No Qualifier"),
        ] {
            assert_eq!(labels.get("0TB", place, value, None).as_deref(), Some(label));
        }
    }

    #[test]
    fn a_substance_of_new_technology_hangs_on_its_group() {
        let labels = Labels::derive([
            ("XW03305", "Introduction of Alpha into Peripheral Vein, Percutaneous Approach, New Technology Group 5"),
            ("XW03306", "Introduction of Beta into Peripheral Vein, Percutaneous Approach, New Technology Group 6"),
            ("XW03315", "Introduction of Gamma into Peripheral Vein, Percutaneous Approach, New Technology Group 5"),
            ("XW03316", "Introduction of Delta into Peripheral Vein, Percutaneous Approach, New Technology Group 6"),
            ("XW0330A", ""),
        ]);
        let of = |value, partner| labels.get("XW0", 5, value, partner);
        assert_eq!(of('0', Some('6')).as_deref(), Some("Beta"));
        assert_eq!(of('0', None).as_deref(), Some("Alpha / Beta"));
        assert_eq!(of('0', Some('A')), None);
        let composed = labels.composed("XW0330A", |_| None).unwrap();
        assert!(composed.ends_with(", device 0, New Technology Group 10"), "{composed}");
    }

    #[test]
    fn a_title_is_composed_from_a_neighbour() {
        let labels = Labels::derive(TITLES);
        let titled = |code: &str| TITLES.iter().find(|(known, _)| *known == code).map(|(_, title)| *title);
        let composed = labels.composed("0TBB3ZZ", titled).unwrap();
        assert_eq!(composed, "Excision of Bladder, Percutaneous Approach");
        let alone = labels.composed("0TBB3ZX", |_| None).unwrap();
        assert_eq!(alone, "Excision, Bladder, Percutaneous Approach, Diagnostic");
        assert_eq!(labels.composed("0TB", titled), None);
    }
}
