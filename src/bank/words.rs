//! The words of stems and options, as rules and measures compare them. English, and no more clever than it says.

use std::collections::BTreeSet;

/// Words that carry no subject of their own.
const LITTLE: &[&str] = &[
    "a", "about", "above", "after", "again", "against", "all", "also", "am", "an", "and", "another", "any", "are",
    "as", "at", "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "could",
    "did", "do", "does", "doing", "done", "down", "during", "each", "either", "else", "ever", "every", "few", "for",
    "four", "from", "further", "given", "gives", "had", "has", "have", "having", "he", "her", "here", "hers", "him",
    "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "itself", "just", "least", "less", "like",
    "many", "may", "me", "might", "more", "most", "much", "must", "my", "neither", "next", "no", "nor", "not", "now",
    "of", "off", "on", "once", "one", "only", "or", "other", "others", "our", "out", "over", "own", "per", "same",
    "shall", "she", "should", "since", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "though", "three", "through", "to", "too", "two", "under", "until", "up", "upon",
    "us", "use", "used", "very", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who",
    "whom", "whose", "why", "will", "with", "within", "without", "would", "yet", "you", "your",
];

/// What makes a statement careful.
const HEDGES: &[&str] = &[
    "applicable",
    "appropriate",
    "appropriately",
    "as",
    "can",
    "certain",
    "could",
    "depending",
    "generally",
    "if",
    "largely",
    "likely",
    "mainly",
    "may",
    "might",
    "most",
    "mostly",
    "normally",
    "often",
    "ordinarily",
    "possible",
    "probably",
    "reasonable",
    "reasonably",
    "relevant",
    "should",
    "some",
    "sometimes",
    "typically",
    "unless",
    "usually",
    "when",
    "where",
];

/// What makes a statement sweeping.
const ABSOLUTES: &[&str] = &[
    "absolutely",
    "all",
    "always",
    "any",
    "anyone",
    "cannot",
    "completely",
    "entirely",
    "every",
    "everyone",
    "everything",
    "exclusively",
    "must",
    "never",
    "no",
    "nobody",
    "none",
    "nothing",
    "only",
    "solely",
    "whatever",
];

/// Words in small letters, without Markdown and signs; numbers are words.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let apart = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '\u{2019}');
    text.split(apart).map(|word| word.trim_matches(['\'', '\u{2019}'])).filter(|word| !word.is_empty()).map(lower)
}

fn lower(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches("\u{2019}s");
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() }
}

/// The stems of the words that carry the subject.
pub(super) fn content(text: &str) -> BTreeSet<String> {
    words(text).filter(|word| is_content(word)).map(|word| stem(&word).to_owned()).collect()
}

pub(super) fn is_content(word: &str) -> bool {
    word.chars().count() > 2 && !holds(LITTLE, word)
}

pub(super) fn hedges(text: &str) -> usize {
    words(text).filter(|word| holds(HEDGES, word)).count()
}

pub(super) fn absolutes(text: &str) -> usize {
    words(text).filter(|word| holds(ABSOLUTES, word)).count()
}

/// Whether a sorted list holds this word.
pub(super) fn holds(sorted: &[&str], word: &str) -> bool {
    sorted.binary_search(&word).is_ok()
}

/// A word without its commonest endings, so that `codes`, `coded` and `coding` are one.
pub(super) fn stem(word: &str) -> &str {
    let short = |end: &str, least: usize| word.strip_suffix(end).filter(|rest| rest.len() >= least);
    let cut = short("ing", 3).or_else(|| short("ies", 3)).or_else(|| short("ed", 3)).or_else(|| {
        let plural = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
        if plural { short("s", 3) } else { None }
    });
    let cut = cut.unwrap_or(word);
    cut.strip_suffix(['e', 'y']).filter(|rest| rest.len() >= 3).unwrap_or(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_small_and_whole() {
        let found: Vec<String> = words("The *patient's* copy: 45 CFR 164.524(b)").collect();
        assert_eq!(found, ["the", "patient", "copy", "45", "cfr", "164", "524", "b"]);
    }

    #[test]
    fn lists_are_sorted() {
        assert!([LITTLE, HEDGES, ABSOLUTES].iter().all(|list| list.is_sorted()));
    }

    #[test]
    fn forms_of_a_word_are_one() {
        for (one, other) in [("codes", "coding"), ("coded", "code"), ("policies", "policy"), ("bills", "billed")] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_eq!(stem("status"), "status");
        assert_eq!(stem("basis"), "basis");
    }

    #[test]
    fn careful_and_sweeping_words_are_counted() {
        assert_eq!(hedges("It may be sent if the patient usually agrees"), 3);
        assert_eq!(absolutes("Never without all of them, and only then"), 3);
        assert_eq!(absolutes("The hall is small"), 0);
    }
}
