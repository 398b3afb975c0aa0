//! Codes with their titles as CMS publishes them: order files in fixed columns (`icd10cm-order-2026.txt`,
//! `icd10pcs_order_2026.txt`) and plain lists (`icd10cm-codes-2026.txt`, `icd10pcs_codes_2026.txt`).
//!
//! An order file has the order number in columns 1 to 5, the code in 7 to 13, in 15 a 1 for codes that can be
//! reported and a 0 for headings, a short title in 17 to 76 and the long one from 78 on.

use super::Refused;
use crate::codebook::{System, shape};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub system: System,
    /// In the order of their codes.
    pub codes: Vec<Listed>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub code: String,
    pub title: String,
    pub is_billable: bool,
}

/// Whether the first line could be one of either.
pub(super) fn looks_so(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    ordered(first).is_some() || plain(first).is_some()
}

pub(super) fn read(text: &str) -> Result<Listing, Refused> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let is_ordered = ordered(first).is_some();
    let mut system = None;
    let mut codes: Vec<Listed> = Vec::new();
    let mut last = (0, 0);
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let at = place + 1;
        let refuse = |reason: String| Err(Refused::at(at, reason));
        let parsed = if is_ordered { ordered(line) } else { plain(line).map(|listed| (0, listed)) };
        let Some((number, listed)) = parsed else {
            let what =
                if is_ordered { "number, code, 0 or 1, and titles in their columns" } else { "a code and a title" };
            return refuse(format!("this is not {what}"));
        };
        if is_ordered && last.1 > 0 && number != last.0 + 1 {
            return refuse(format!("order number {number} comes after {}: lines are missing", last.0));
        }
        last = (number, at);
        // Procedures begin with 0, diagnoses with A.
        let begins_with_digit = listed.code.starts_with(|c: char| c.is_ascii_digit());
        let of = *system.get_or_insert(if begins_with_digit { System::Icd10Pcs } else { System::Icd10Cm });
        let is_shaped = match of {
            System::Icd10Cm => shape::is_icd10cm(&listed.code),
            System::Icd10Pcs => listed.code.len() == 7 || !listed.is_billable && listed.code.len() == 3,
        };
        if !is_shaped {
            return refuse(format!("{} is not shaped like a code of {}", listed.code, of.name()));
        }
        if codes.last().is_some_and(|before| before.code >= listed.code) {
            return refuse(format!("{} stands after a code that it comes before", listed.code));
        }
        codes.push(listed);
    }
    match system {
        Some(system) if codes.iter().any(|listed| listed.is_billable) => Ok(Listing { system, codes }),
        _ => Err(Refused::at(1, "no code in the file can be reported")),
    }
}

fn ordered(line: &str) -> Option<(u32, Listed)> {
    let line = line.trim_end();
    let number = line.get(..5)?.parse().ok()?;
    let code = line.get(6..13)?.trim();
    let flag = line.get(14..15)?;
    let blank = |at: usize| line.as_bytes().get(at) == Some(&b' ');
    let long = line.get(77..).map(str::trim).filter(|title| !title.is_empty())?;
    let is_sound = blank(5) && blank(13) && blank(15) && matches!(flag, "0" | "1") && is_code(code);
    let listed = Listed { code: code.to_owned(), title: long.to_owned(), is_billable: flag == "1" };
    is_sound.then_some((number, listed))
}

fn plain(line: &str) -> Option<Listed> {
    let (code, title) = line.trim_end().split_once(char::is_whitespace)?;
    let is_sound = is_code(code) && !title.trim().is_empty() && code.bytes().any(|byte| byte.is_ascii_digit());
    is_sound.then(|| Listed { code: code.to_owned(), title: title.trim().to_owned(), is_billable: true })
}

fn is_code(code: &str) -> bool {
    (3..=7).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: u32, code: &str, flag: u8, title: &str) -> String {
        let short: String = title.chars().take(60).collect();
        format!("{number:05} {code:<7} {flag} {short:<60} {title}\n")
    }

    #[test]
    fn both_forms_of_both_classifications_are_read() {
        let cm =
            line(1, "A00", 0, "Cholera") + &line(2, "A000", 1, "Cholera due to Vibrio cholerae 01, biovar cholerae");
        let read_cm = read(&cm).unwrap();
        assert_eq!(read_cm.system, System::Icd10Cm);
        assert_eq!(read_cm.codes[1].title, "Cholera due to Vibrio cholerae 01, biovar cholerae");
        assert!(!read_cm.codes[0].is_billable && read_cm.codes[1].is_billable);
        let pcs =
            line(1, "001", 0, "Central Nervous System, Bypass") + &line(2, "0016070", 1, "Bypass Cerebral Ventricle");
        assert_eq!(read(&pcs).unwrap().system, System::Icd10Pcs);
        assert_eq!(read("A000    Cholera\nA001    Cholera, eltor\n").unwrap().codes.len(), 2);
        assert_eq!(read("0016070 Bypass\nB00B0ZZ Plain\nX051329 Destruction\n").unwrap().system, System::Icd10Pcs);
        let seven = "H40.11X1".replace('.', "");
        assert_eq!(
            read(&format!("A000    Cholera\n{seven} Glaucoma\nX0000XA Fire\n")).unwrap().system,
            System::Icd10Cm
        );
    }

    #[test]
    fn a_damaged_file_is_refused_with_its_line() {
        let good = line(1, "A00", 0, "Cholera") + &line(2, "A000", 1, "Cholera due to");
        for (more, reason) in [
            (line(4, "A001", 1, "Eltor"), "order number 4 comes after 2: lines are missing"),
            (line(3, "A000", 1, "Eltor"), "A000 stands after a code that it comes before"),
            ("00003 A001".to_owned(), "this is not number, code, 0 or 1, and titles in their columns"),
            (line(3, "BW0B0ZZ", 1, "Plain"), "BW0B0ZZ is not shaped like a code of ICD-10-CM"),
        ] {
            assert_eq!(read(&(good.clone() + &more)), Err(Refused::at(3, reason)));
        }
        assert_eq!(read("A000 Cholera\n\u{fffd}\u{fffd}\n"), Err(Refused::at(2, "this is not a code and a title")));
    }
}
