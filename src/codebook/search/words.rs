//! Words as the index has them: small letters and digits, the same for titles and for what is typed.

/// Words that say too little to be found by.
const EMPTY: [&str; 15] =
    ["of", "the", "and", "or", "in", "to", "by", "due", "an", "for", "on", "at", "as", "is", "be"];

/// Words that many titles end in and nobody types: they count little in how well a title fits.
const WEAK: [&str; 19] = [
    "unspecified",
    "nos",
    "other",
    "specified",
    "without",
    "encounter",
    "initial",
    "subsequent",
    "approach",
    "nec",
    "elsewhere",
    "classified",
    "not",
    "complication",
    "complications",
    "site",
    "part",
    "disease",
    "type",
];

/// Splits a text at everything that is neither letter nor digit. An apostrophe and what follows it is left out
/// (`Crohn's` is `crohn`).
pub fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut skipping = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if !skipping {
                word.extend(c.to_lowercase().map(plain));
            }
            continue;
        }
        skipping = matches!(c, '\'' | '\u{2019}') && !word.is_empty();
        if !skipping && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Letters without their accents, as far as titles have any.
fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ï' => 'i',
        'ó' | 'ô' | 'ö' => 'o',
        'ú' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

pub fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word)
}

pub fn is_weak(word: &str) -> bool {
    WEAK.contains(&word)
}

/// Other forms of a typed word that mean the same: plural and singular, Roman numerals and digits.
pub fn forms(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        forms.push(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("es").filter(|stem| stem.len() > 3) {
        forms.push(stem.to_owned());
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| stem.len() > 2) {
        forms.push(stem.to_owned());
    }
    for (roman, number) in [("ii", "2"), ("iii", "3"), ("iv", "4"), ("2", "ii"), ("3", "iii"), ("4", "iv")] {
        if word == roman {
            forms.push(number.to_owned());
        }
    }
    if let Some(stem) = word.strip_suffix('y').filter(|stem| stem.len() > 3) {
        forms.push(format!("{stem}ies"));
    }
    forms
}

/// What words of one family begin with: `diabetic` and `diabetes` with `diabet`.
pub fn family(word: &str) -> Option<&str> {
    let letters = word.len();
    (letters >= 7 && word.is_ascii()).then(|| &word[..(letters - 2).max(5)])
}

/// Edits between a typed word and a known one, or between it and what a known one begins with; none above `most`.
/// Exchanged neighbours are one edit (optimal string alignment).
pub fn edits(typed: &[u8], known: &[u8], most: usize, is_beginning: bool) -> Option<usize> {
    let width = known.len() + 1;
    let (mut before, mut last, mut row): (Vec<usize>, Vec<usize>, Vec<usize>) =
        (vec![0; width], (0..width).collect(), vec![0; width]);
    for (i, byte) in typed.iter().enumerate() {
        row[0] = i + 1;
        for (j, other) in known.iter().enumerate() {
            let exchanged = i > 0 && j > 0 && *byte == known[j - 1] && typed[i - 1] == *other;
            let changed = last[j] + usize::from(byte != other);
            row[j + 1] = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if exchanged {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        if row.iter().all(|edits| *edits > most) {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    let edits = if is_beginning { last.iter().min().copied() } else { last.last().copied() };
    edits.filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_plain_words() {
        assert_eq!(
            split("Crohn's disease, Ménière\u{2019}s (left) [E. coli]"),
            ["crohn", "disease", "meniere", "left", "e", "coli"]
        );
        assert_eq!(split("type-2 T2DM"), ["type", "2", "t2dm"]);
        assert!(split(" '' -").is_empty());
    }

    #[test]
    fn plurals_and_families_are_known() {
        assert!(forms("fractures").contains(&"fracture".to_owned()));
        assert!(forms("arteries").contains(&"artery".to_owned()));
        assert!(forms("abscesses").contains(&"abscess".to_owned()));
        assert_eq!(family("diabetic"), Some("diabet"));
        assert_eq!(family("renal"), None);
    }

    #[test]
    fn misspellings_are_few_edits_away() {
        let edits = |one: &str, other: &str| edits(one.as_bytes(), other.as_bytes(), 2, false);
        assert_eq!(edits("diabetis", "diabetes"), Some(1));
        assert_eq!(edits("hypertenison", "hypertension"), Some(1));
        assert_eq!(edits("neumonia", "pneumonia"), Some(1));
        assert_eq!(edits("asthma", "anemia"), None);
        assert_eq!(super::edits(b"ketoacd", b"ketoacidosis", 2, true), Some(1));
        assert_eq!(super::edits(b"", b"", 1, true), Some(0));
    }
}
