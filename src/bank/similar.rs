//! Items that say nearly the same: cosine of TF-IDF vectors over the words and pairs of words of stem and options.
//!
//! Weights are counts times `ln((1 + n) / (1 + df)) + 1`, vectors have length 1 (the usual defaults, so that the
//! bounds mean what they mean elsewhere). Pairs are found by their rarest terms: of a vector only as much is looked up
//! as has to be shared by a vector at `LEAST` or more (prefix filtering: Bayardo, Ma and Srikant, 2007).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Two items from here on are one question asked twice.
pub(super) const DUPLICATE: f64 = 0.90;
/// Two items from here on must be enemies.
pub(super) const LEAST: f64 = 0.70;

/// A bank of copies has as many pairs as one likes; of each item no more than these are named.
const MOST_PARTNERS: usize = 8;

/// Two texts by their place, the later one first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub later: usize,
    pub earlier: usize,
    pub cosine: f64,
}

/// Terms by their rank, the rarest first, with their weights.
#[derive(Debug, Default)]
struct Vector {
    terms: Vec<(u32, f32)>,
    /// What lies beyond each term, squared: `beyond[k]` is the sum from term `k` on.
    beyond: Vec<f32>,
    /// How many of the rarest terms hold what a partner has to share.
    prefix: usize,
}

/// Every pair of texts at [`LEAST`] or more.
pub(super) fn pairs(texts: &[String]) -> Vec<Pair> {
    let vectors = vectors(texts);
    let terms = vectors.iter().flat_map(|vector| &vector.terms).map(|(term, _)| *term as usize + 1).max().unwrap_or(0);
    let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); terms];
    let mut shared = vec![0.0_f32; vectors.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut found = Vec::new();
    for (later, vector) in vectors.iter().enumerate() {
        for (term, weight) in &vector.terms[..vector.prefix] {
            for (earlier, other) in &postings[*term as usize] {
                let sum = &mut shared[*earlier as usize];
                if *sum == 0.0 {
                    touched.push(*earlier);
                }
                *sum += weight * other;
            }
        }
        let mut partners = 0;
        for earlier in touched.drain(..) {
            let sum = std::mem::take(&mut shared[earlier as usize]);
            let other = &vectors[earlier as usize];
            if partners == MOST_PARTNERS || sum + rest(vector, other) < LEAST as f32 - 1e-4 {
                continue;
            }
            let cosine = dot(&vector.terms, &other.terms);
            if cosine >= LEAST {
                found.push(Pair { later, earlier: earlier as usize, cosine });
                partners += 1;
            }
        }
        for (term, weight) in &vector.terms[..vector.prefix] {
            postings[*term as usize].push((later as u32, *weight));
        }
    }
    found
}

/// The most that two vectors can share beyond the prefixes that were looked up (Cauchy and Schwarz).
fn rest(one: &Vector, other: &Vector) -> f32 {
    let end = |vector: &Vector| vector.terms.get(vector.prefix).map_or(u32::MAX, |(term, _)| *term);
    let from = end(one).min(end(other));
    let beyond = |vector: &Vector| {
        let place = vector.terms.partition_point(|(term, _)| *term < from);
        vector.beyond.get(place).copied().unwrap_or(0.0)
    };
    (beyond(one) * beyond(other)).sqrt()
}

fn dot(one: &[(u32, f32)], other: &[(u32, f32)]) -> f64 {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut sum = 0.0;
    while let (Some((left, x)), Some((right, y))) = (one.peek(), other.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => drop(one.next()),
            std::cmp::Ordering::Greater => drop(other.next()),
            std::cmp::Ordering::Equal => {
                sum += f64::from(*x) * f64::from(*y);
                one.next();
                other.next();
            }
        }
    }
    sum
}

/// The vectors of length 1, each with its rarest terms first; terms are numbered in that order.
fn vectors(texts: &[String]) -> Vec<Vector> {
    let mut numbers: HashMap<u64, u32, BuildHasherDefault<AsItIs>> = HashMap::default();
    let mut document_counts: Vec<u32> = Vec::new();
    let mut counted: Vec<Vec<(u32, f32)>> = Vec::with_capacity(texts.len());
    for text in texts {
        let mut terms: Vec<u32> = Vec::new();
        grams(text, |gram| {
            let next = numbers.len() as u32;
            terms.push(*numbers.entry(gram).or_insert(next));
        });
        document_counts.resize(numbers.len(), 0);
        terms.sort_unstable();
        let runs = terms.chunk_by(|one, other| one == other);
        counted.push(runs.map(|run| (run[0], run.len() as f32)).collect());
        for (term, _) in counted.iter().last().into_iter().flatten() {
            document_counts[*term as usize] += 1;
        }
    }
    let mut order: Vec<u32> = (0..document_counts.len() as u32).collect();
    order.sort_unstable_by_key(|term| (document_counts[*term as usize], *term));
    let mut ranks = vec![0_u32; order.len()];
    for (rank, term) in order.iter().enumerate() {
        ranks[*term as usize] = rank as u32;
    }
    let all = texts.len() as f64;
    let weight = |term: u32| ((1.0 + all) / (1.0 + f64::from(document_counts[term as usize]))).ln() + 1.0;
    let weigh = |terms: Vec<(u32, f32)>| {
        let weighed = terms.iter().map(|(term, count)| (ranks[*term as usize], count * weight(*term) as f32));
        Vector::new(weighed.collect())
    };
    counted.into_iter().map(weigh).collect()
}

impl Vector {
    /// To length 1, the rarest terms first.
    fn new(mut terms: Vec<(u32, f32)>) -> Self {
        let length = terms.iter().map(|(_, weight)| f64::from(*weight).powi(2)).sum::<f64>().sqrt();
        for (_, weight) in &mut terms {
            *weight = (f64::from(*weight) / length) as f32;
        }
        terms.sort_unstable_by_key(|(rank, _)| *rank);
        let mut beyond = vec![0.0_f32; terms.len()];
        let mut sum = 0.0;
        for (place, (_, weight)) in terms.iter().enumerate().rev() {
            sum += weight * weight;
            beyond[place] = sum;
        }
        // Two vectors that share nothing before this place share less than the least.
        let prefix = beyond.partition_point(|rest| *rest >= (LEAST * LEAST) as f32 - 1e-4);
        Self { terms, beyond, prefix }
    }
}

/// Words of two letters or more, and pairs of neighbours, as fingerprints (FNV-1a, 64 bits).
fn grams(text: &str, mut take: impl FnMut(u64)) {
    let mut before = None;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some()) {
        let one = fingerprint(0xcbf2_9ce4_8422_2325, word);
        take(one);
        if let Some(before) = before {
            take(fingerprint(fingerprint(before, " "), word));
        }
        before = Some(one);
    }
}

fn fingerprint(start: u64, word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(start, |hash, letter| {
        let mixed = (hash ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01b3);
        mixed ^ (mixed >> 29)
    })
}

/// A fingerprint is its own hash.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn every_pair(texts: &[String]) -> Vec<(usize, usize)> {
        let vectors = vectors(texts);
        let all = (0..texts.len()).flat_map(|later| (0..later).map(move |earlier| (later, earlier)));
        all.filter(|(later, earlier)| dot(&vectors[*later].terms, &vectors[*earlier].terms) >= LEAST).collect()
    }

    #[test]
    fn the_same_words_have_a_cosine_of_one_and_other_words_none() {
        let texts = ["A late entry is dated and signed", "a late ENTRY is dated, and signed!", "Bed days in June"];
        let found = pairs(&texts.map(str::to_owned));
        assert_eq!(found.len(), 1);
        assert!((found[0].cosine - 1.0).abs() < 1e-6);
        assert_eq!((found[0].later, found[0].earlier), (1, 0));
    }

    #[test]
    fn odd_texts_have_no_partner() {
        assert_eq!(pairs(&[]), []);
        assert_eq!(pairs(&[String::new(), String::new(), "a".into()]), []);
    }

    proptest! {
        #[test]
        fn looking_up_the_rarest_terms_misses_no_pair(
            texts in prop::collection::vec("(one|two|three|four|five) (one|two|six|seven) (red|blue|green) (on|at) (one|ten)", 0..9)
        ) {
            let found: Vec<(usize, usize)> = {
                let mut found: Vec<_> = pairs(&texts).iter().map(|pair| (pair.later, pair.earlier)).collect();
                found.sort_unstable();
                found
            };
            prop_assert_eq!(found, every_pair(&texts));
        }
    }
}
