//! Codes inside a note, so that a reader can follow them: `diabetes mellitus (E08-E13)`, `resistance (Z16.-)`.

use super::shape::is_category;

/// A code or the first of a range, and where in the note it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Bytes of the note, the dash at the end or the last code of a range included.
    pub start: usize,
    pub end: usize,
    /// Without a dot: a code, or what codes begin with where the note has a dash.
    pub code: String,
    /// The last of a range.
    pub until: Option<String>,
}

/// Everything in a note that is shaped like a diagnosis code; whether there is such a code is not asked.
pub fn codes(note: &str) -> Vec<Quoted> {
    let bytes = note.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let begins =
            at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.' || bytes[at - 1] > 127);
        let Some((code, end)) = begins.then(|| code(bytes, at)).flatten() else {
            at += 1;
            continue;
        };
        let range = (bytes.get(end) == Some(&b'-')).then(|| self::code(bytes, end + 1)).flatten();
        let (until, end) = match range {
            Some((last, end)) => (Some(last), end),
            None => (None, open_end(bytes, end)),
        };
        found.push(Quoted { start: at, end, code, until });
        at = end;
    }
    found
}

/// The code that begins here, without its dot, and where it ends.
fn code(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let is_place = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    let head = bytes.get(at..at + 3)?;
    let is_head = is_category([head[0], head[1], head[2]]);
    let tail = |from: usize| bytes[from..].iter().take_while(|byte| is_place(byte)).count();
    let (mut code, mut end) = (String::from_utf8_lossy(head).into_owned(), at + 3);
    if bytes.get(end) == Some(&b'.') {
        let length = tail(end + 1);
        if length > 0 {
            code.push_str(&String::from_utf8_lossy(&bytes[end + 1..end + 1 + length]));
            end += 1 + length;
        }
    }
    let ends = bytes.get(end).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (is_head && ends && code.len() <= 7).then_some((code, end))
}

/// Past a `.-` or `-` that says that more places follow.
fn open_end(bytes: &[u8], end: usize) -> usize {
    match &bytes[end..] {
        [b'.', b'-', ..] => end + 2,
        [b'-', ..] => end + 1,
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(note: &str, expected: &[(&str, &str, Option<&str>)]) {
        let found = codes(note);
        let found: Vec<(&str, &str, Option<&str>)> =
            found.iter().map(|it| (&note[it.start..it.end], it.code.as_str(), it.until.as_deref())).collect();
        assert_eq!(found, expected, "{note}");
    }

    #[test]
    fn codes_ranges_and_open_ends_are_found() {
        finds("resistance to drugs (Z16.-)", &[("Z16.-", "Z16", None)]);
        finds("diabetes (E08-E13), see E11.65.", &[("E08-E13", "E08", Some("E13")), ("E11.65", "E1165", None)]);
        finds("stage 5 (I13.11, I13.2-)", &[("I13.11", "I1311", None), ("I13.2-", "I132", None)]);
        finds("(T36-T50 with fifth or sixth character 5)", &[("T36-T50", "T36", Some("T50"))]);
        finds(
            "drug (T38.3X5) and C7A.00-C7A.8",
            &[("T38.3X5", "T383X5", None), ("C7A.00-C7A.8", "C7A00", Some("C7A8"))],
        );
        finds("HIV (B20)", &[("B20", "B20", None)]);
    }

    #[test]
    fn other_words_are_not_codes() {
        for note in ["", "COVID-19", "6/18", "BMI 20.0", "éA00", "XA00", "A00B1", "vitamin B1", "FY2026"] {
            finds(note, &[]);
        }
    }

    proptest::proptest! {
        #[test]
        fn places_are_those_of_the_note(note in "[A-Z0-9.\\-() é]{0,40}") {
            for it in codes(&note) {
                assert!(note[it.start..it.end].len() >= 3 && it.code.len() <= 7);
            }
        }
    }
}
