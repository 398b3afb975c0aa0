//! The rows of a table: sets of values whose every combination is a code.

use std::collections::{BTreeMap, BTreeSet};

type Set = BTreeSet<char>;

/// The places from the fourth on.
pub(super) fn last_four(code: &str) -> Option<[char; 4]> {
    code.get(3..)?.chars().collect::<Vec<_>>().try_into().ok()
}

/// Rows that hold each of the codes once, and nothing else: for each body part, devices with the same approaches and
/// qualifiers are put together, then body parts that have the same of all three.
pub(super) fn of(codes: &[[char; 4]]) -> Vec<[Vec<char>; 4]> {
    let mut approaches: BTreeMap<(char, char, char), Set> = BTreeMap::new();
    for [part, approach, device, qualifier] in codes {
        approaches.entry((*part, *device, *qualifier)).or_default().insert(*approach);
    }
    let mut qualifiers: BTreeMap<(char, char, Set), Set> = BTreeMap::new();
    for ((part, device, qualifier), approaches) in approaches {
        qualifiers.entry((part, device, approaches)).or_default().insert(qualifier);
    }
    let mut devices: BTreeMap<(char, Set, Set), Set> = BTreeMap::new();
    for ((part, device, approaches), qualifiers) in qualifiers {
        devices.entry((part, approaches, qualifiers)).or_default().insert(device);
    }
    let mut parts: BTreeMap<(Set, Set, Set), Set> = BTreeMap::new();
    for ((part, approaches, qualifiers), devices) in devices {
        parts.entry((approaches, devices, qualifiers)).or_default().insert(part);
    }
    let list = |set: Set| set.into_iter().collect::<Vec<char>>();
    let rows =
        parts.into_iter().map(|((approaches, devices, qualifiers), parts)| [parts, approaches, devices, qualifiers]);
    let mut rows: Vec<[Vec<char>; 4]> = rows.map(|row| row.map(list)).collect();
    rows.sort();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> [char; 4] {
        last_four(&format!("000{text}")).unwrap()
    }

    #[test]
    fn rows_hold_what_can_be_combined() {
        let codes = ["00ZZ", "03ZZ", "10ZZ", "13ZZ", "00DZ", "1XZX"].map(code);
        let rows: Vec<String> = of(&codes).iter().map(|row| row.clone().map(String::from_iter).join(" ")).collect();
        assert_eq!(rows, ["0 0 D Z", "01 03 Z Z", "1 X Z X"]);
    }

    proptest::proptest! {
        #[test]
        fn rows_hold_each_code_once_and_no_other(codes in proptest::collection::btree_set("[0-2]{4}", 1..40)) {
            let codes: Vec<[char; 4]> = codes.iter().map(|text| code(text)).collect();
            let mut held = Vec::new();
            for [parts, approaches, devices, qualifiers] in of(&codes) {
                for part in &parts { for approach in &approaches { for device in &devices { for qualifier in &qualifiers {
                    held.push([*part, *approach, *device, *qualifier]);
                }}}}
            }
            held.sort_unstable();
            proptest::prop_assert_eq!(held, codes);
        }
    }
}
