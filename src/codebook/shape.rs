//! What looks like a code: its letters and digits alone, without asking whether there is such a code.

/// `E11.9`, `T8142XA`, `A41`: a letter, a digit, and up to five more, the dot after the third.
pub fn is_icd10cm(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (head, tail) = match text.split_once('.') {
        Some((head, tail)) if !tail.is_empty() => (head, tail),
        Some(_) => return false,
        None if bytes.len() > 3 && text.is_char_boundary(3) => text.split_at(3),
        None => (text, ""),
    };
    let &[letter, digit, third] = head.as_bytes() else { return false };
    let is_head = is_category([letter, digit, third]);
    is_head && tail.len() <= 4 && tail.bytes().all(is_place)
}

/// A letter, a digit, and either. The second place of QA0 (FY2026) is the only letter there so far.
pub(super) fn is_category(head: [u8; 3]) -> bool {
    let [letter, digit, third] = head;
    letter.is_ascii_uppercase() && (digit.is_ascii_digit() || head.starts_with(b"QA")) && is_place(third)
}

/// `0DTN4ZZ`: seven digits and letters without I and O, a digit or the letter of a section first.
pub fn is_icd10pcs(text: &str) -> bool {
    let place = |byte: u8| is_place(byte) && byte != b'I' && byte != b'O';
    let mixed = text.bytes().any(|byte| byte.is_ascii_digit()) && text.bytes().any(|byte| byte.is_ascii_uppercase());
    text.len() == 7
        && text.bytes().all(place)
        && mixed
        && text.starts_with(|c: char| c.is_ascii_digit() || "BCDFGHX".contains(c))
}

/// `99213`, `G0463`: a HCPCS code of either level, or a CPT category II or III code.
pub fn is_hcpcs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    bytes.len() == 5
        && (digits(&bytes[1..]) && (bytes[0].is_ascii_digit() || bytes[0].is_ascii_uppercase())
            || digits(&bytes[..4]) && matches!(bytes[4], b'F' | b'T' | b'U'))
}

/// A text of codes alone, as the options of a coding item are: `N39.0`, `I11.0, I50.23`, `MS-DRG 470`.
pub fn is_bare(text: &str) -> bool {
    let mut codes = 0;
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '+' | '*')) {
        let word = word.trim_end_matches('-');
        let is_drg = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit()) && text.contains("DRG");
        if is_icd10cm(word) || is_icd10pcs(word) || is_hcpcs(word) || is_drg {
            codes += 1;
        } else if !matches!(word, "" | "and" | "then" | "with" | "MS-DRG" | "MS-DRGs" | "DRG" | "DRGs") {
            return false;
        }
    }
    codes > 0
}

fn is_place(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagnoses_have_a_letter_and_a_digit() {
        for code in ["A41", "E11.9", "T81.42XA", "T8142XA", "C7A.00", "U07.1", "Z3A.38", "QA0.012"] {
            assert!(is_icd10cm(code), "{code}");
        }
        for other in ["A4", "a41", "A41.", "A41.12345", "UB-04", "W-2", "1A1", "", "AB1", "E11.9-", "Ä41"] {
            assert!(!is_icd10cm(other), "{other}");
        }
    }

    #[test]
    fn procedures_have_seven_places() {
        for code in ["0DTN4ZZ", "037H0ZZ", "B2111ZZ", "XW033E5"] {
            assert!(is_icd10pcs(code), "{code}");
        }
        for other in ["1000000", "0DTN4Z", "ODTN4ZZ", "0DTI4ZZ", "ABCDEFG", "0dtn4zz", "Z000000"] {
            assert!(!is_icd10pcs(other), "{other}");
        }
    }

    #[test]
    fn bare_options_are_codes_and_nothing_else() {
        for bare in ["N39.0", "I11.0, I50.23", "MS-DRG 470", "99213", "0DTN4ZZ and 0DBN4ZZ", "G0463", "T81.41-"] {
            assert!(is_bare(bare), "{bare}");
        }
        for other in ["", "N39.0 first", "470", "and", "Code N39.0", "N39.0, urinary tract infection", "3 May"] {
            assert!(!is_bare(other), "{other}");
        }
    }
}
