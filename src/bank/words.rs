//! The words of stems and options, as rules and measures compare them. English, and no more clever than it says.

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
    raw(text).map(|word| if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() })
}

/// The same one by one, without a text of its own for each.
pub(super) fn each(text: &str, mut take: impl FnMut(&str)) {
    let mut small = String::new();
    for word in raw(text) {
        small.clear();
        if word.is_ascii() {
            small.push_str(word);
            small.make_ascii_lowercase();
        } else {
            small.extend(word.chars().flat_map(char::to_lowercase));
        }
        take(&small);
    }
}

fn raw(text: &str) -> impl Iterator<Item = &str> {
    let apart = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '\u{2019}');
    let bare = |word: &'_ str| -> usize { word.trim_end_matches("'s").trim_end_matches("\u{2019}s").len() };
    let words = text.split(apart).map(|word| word.trim_matches(['\'', '\u{2019}']));
    words.map(move |word| &word[..bare(word)]).filter(|word| !word.is_empty())
}

/// The words that carry a text's subject: fingerprints of their stems, sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Content(Vec<u64>);

impl Content {
    pub(super) fn of(text: &str) -> Self {
        let mut stems = Vec::new();
        each(text, |word| stems.extend(is_content(word).then(|| fingerprint(stem(word)))));
        stems.sort_unstable();
        stems.dedup();
        Self(stems)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds this word in any form.
    pub(super) fn holds(&self, word: &str) -> bool {
        self.0.binary_search(&fingerprint(stem(word))).is_ok()
    }

    /// How many stems both have.
    pub(super) fn common(&self, other: &Self) -> usize {
        self.0.iter().filter(|stem| other.0.binary_search(stem).is_ok()).count()
    }

    /// Whether some stem passes.
    pub(super) fn any(&self, mut passes: impl FnMut(u64) -> bool) -> bool {
        self.0.iter().any(|stem| passes(*stem))
    }

    pub(super) fn has(&self, stem: u64) -> bool {
        self.0.binary_search(&stem).is_ok()
    }
}

/// FNV-1a, 64 bits.
fn fingerprint(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

pub(super) fn is_content(word: &str) -> bool {
    word.chars().nth(2).is_some() && !holds(LITTLE, word)
}

pub(super) fn hedges(text: &str) -> usize {
    count(HEDGES, text)
}

pub(super) fn absolutes(text: &str) -> usize {
    count(ABSOLUTES, text)
}

fn count(sorted: &[&str], text: &str) -> usize {
    let mut count = 0;
    each(text, |word| count += usize::from(holds(sorted, word)));
    count
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
