//! A title that stands beside a code is its title and not another's.
//!
//! Compared are words, and with tolerance: abbreviations and words of one's own say nothing. An error is what a sibling
//! code is called and this one is not.

use std::collections::BTreeSet;

use super::super::finding::Fault;
use super::super::words::stem;
use super::codes::{Kind, Mention};
use crate::codebook::{Codebook, bare};

/// Words that titles share without saying the same.
const LITTLE: &[&str] = &[
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "is",
    "of",
    "on",
    "or",
    "other",
    "the",
    "to",
    "unspecified",
];

pub(super) fn beside(book: &Codebook, mention: &Mention<'_>, is_option: bool) -> Option<Fault> {
    let text = text_beside(mention.rest, is_option)?;
    let said = words(text);
    if said.len() < 2 {
        return None;
    }
    let own = own_title(book, mention)?;
    let covered = |title: &str| {
        let title = words(title);
        said.iter().filter(|word| title.contains(*word)).count()
    };
    if covered(&own) == said.len() {
        return None;
    }
    let (code, title) = siblings(book, mention).into_iter().find(|(_, title)| covered(title) == said.len())?;
    let reason = format!("'{text}' is {code} ({title}); {} is {own}", mention.code);
    let hint = "give the code its own title, or the title its own code";
    // The title of a category over the code may be a short way to say it.
    let doubtful = bare(mention.code).starts_with(&code);
    Some(if doubtful {
        Fault::advice("code-title", "", reason, hint)
    } else {
        Fault::error("code-title", "", reason, hint)
    })
}

/// `CODE (title)` anywhere; `CODE, title` and `CODE title` where that is the whole option.
fn text_beside(rest: &str, is_option: bool) -> Option<&str> {
    let rest = rest.trim_start_matches(['*', '_', '`']).trim_start();
    if let Some(inside) = rest.strip_prefix('(') {
        return inside.split(')').next();
    }
    is_option.then(|| rest.trim_start_matches([',', ':', '-', '\u{2013}', ' ']))
}

fn own_title(book: &Codebook, mention: &Mention<'_>) -> Option<String> {
    match mention.kind {
        Kind::Drg => Some(book.drg(mention.code.parse().ok()?)?.title.clone()),
        Kind::Code(system) => {
            let entry = book.table(system).find(&bare(mention.code))?;
            (!entry.title.is_empty() && !entry.is_title_derived()).then_some(entry.title)
        }
    }
}

/// Codes that one may be mistaken for, with their titles: of the same category, table or neighbourhood.
fn siblings(book: &Codebook, mention: &Mention<'_>) -> Vec<(String, String)> {
    match mention.kind {
        Kind::Drg => {
            let Ok(number) = mention.code.parse::<u16>() else { return Vec::new() };
            let near = book.drgs().iter().filter(|drg| drg.number.abs_diff(number) <= 5 && drg.number != number);
            near.map(|drg| (format!("MS-DRG {:03}", drg.number), drg.title.clone())).collect()
        }
        Kind::Code(system) => {
            let code = bare(mention.code);
            let family = code.get(..3).unwrap_or_default();
            let others = book.table(system).below(family).filter(|entry| entry.code != code);
            others.map(|entry| (entry.code, entry.title)).collect()
        }
    }
}

/// The words of a title in small letters, abbreviations written out, endings off.
fn words(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase().replace("w/o", " without ").replace("w/", " with ");
    let mut words = BTreeSet::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let full = match word {
            "w" => "with",
            "wo" => "without",
            "ckd" => "chronic kidney disease",
            "uti" => "urinary tract infection",
            "copd" => "chronic obstructive pulmonary disease",
            "type" if text.contains("type 2") || text.contains("type 1") => continue,
            other => other,
        };
        let parts = full.split(' ').filter(|word| !LITTLE.contains(word));
        words.extend(parts.map(|word| stem(word).to_owned()));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::codes::mentions;
    use super::*;

    #[track_caller]
    fn fault(text: &str, is_option: bool) -> Option<bool> {
        let mention = mentions(text)[0];
        let fault = beside(Codebook::built_in(), &mention, is_option)?;
        Some(fault.severity == crate::bank::Severity::Error)
    }

    #[test]
    fn a_title_of_its_own_or_in_other_words_is_fine() {
        for text in [
            "N39.0 (urinary tract infection)",
            "N18.4 (CKD stage 4)",
            "I50.23 (acute on chronic systolic heart failure)",
            "A41.51 (the organism)",
            "MS-DRG 193 (simple pneumonia w MCC)",
            "0DTN4ZZ (laparoscopic)",
            "E11.9 (POA Y)",
            "N17.9 (acute renal failure)",
            "N39.0, which is reported first",
        ] {
            assert_eq!(fault(text, false), None, "{text}");
        }
        for option in ["N39.0 Urinary tract infection, site not specified", "J18.9, pneumonia", "N39.0"] {
            assert_eq!(fault(option, true), None, "{option}");
        }
    }

    #[test]
    fn the_title_of_a_sibling_is_not() {
        for text in [
            "N18.4 (CKD stage 5)",
            "I50.23 (acute on chronic diastolic heart failure)",
            "N30.00 (acute cystitis with hematuria)",
            "MS-DRG 194 (simple pneumonia and pleurisy with MCC)",
            "0DTN4ZZ (Resection of sigmoid colon, open approach)",
        ] {
            assert_eq!(fault(text, false), Some(true), "{text}");
        }
        assert_eq!(fault("N18.4 Chronic kidney disease, stage 5", true), Some(true));
    }
}
