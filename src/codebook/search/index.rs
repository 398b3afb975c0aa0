//! The inverted index: for each word, the texts that it stands in. Made when a book is made, read when it is searched.
//!
//! ```text
//! index    = texts:u32 tables:u16 { three bytes } terms:u32 inclusions:u32 { entry:u32 nth:u8 }
//!            { weight:u8 } { prior:i8 } { term } postings
//! term     = shared:u8 length:u8 bytes texts:varint bytes:varint      in their order
//! postings = { varint }                                               each text as its distance from the one before
//! ```
//!
//! Texts are numbered: the titles of diagnoses and of procedures in the order of their tables, then the
//! three-character tables, then inclusion terms with the entry they stand at.

use std::collections::HashMap;

use super::words;
use crate::codebook::Broken;
use crate::codebook::pack::Reader;

/// A weight is kept in halves.
const WEIGHT_UNIT: f32 = 0.5;
/// What a word counts in a text's weight that people leave out when they search.
const WEAK: f32 = 0.2;

/// A text to be found by its words.
#[derive(Clone, Debug)]
pub struct Text {
    pub words: String,
    /// Hundredths that the entry is wanted more or less than others.
    pub prior: i8,
}

/// What an index is made of.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// Titles of diagnoses, then of procedures, then of tables, then inclusion terms.
    pub texts: Vec<Text>,
    pub tables: Vec<String>,
    /// The entry of each inclusion term and which of its terms it is.
    pub inclusions: Vec<(u32, u8)>,
}

pub fn build(texts: &Texts) -> Vec<u8> {
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut postings: Vec<Vec<u32>> = Vec::new();
    let mut held: Vec<Vec<(usize, f32)>> = Vec::new();
    for (number, text) in texts.texts.iter().enumerate() {
        let mut terms: Vec<(usize, f32)> = Vec::new();
        for (word, share) in weighed(&text.words) {
            let id = *ids.entry(word).or_insert(postings.len());
            if id == postings.len() {
                postings.push(Vec::new());
            }
            if postings[id].last() != Some(&(number as u32)) {
                postings[id].push(number as u32);
                terms.push((id, share));
            }
        }
        held.push(terms);
    }
    let rarities: Vec<f32> = postings.iter().map(|list| rarity(texts.texts.len(), list.len())).collect();
    let weight = |terms: &Vec<(usize, f32)>| terms.iter().map(|(id, share)| rarities[*id] * share).sum::<f32>();
    let mut bytes = (texts.texts.len() as u32).to_le_bytes().to_vec();
    bytes.extend((texts.tables.len() as u16).to_le_bytes());
    texts.tables.iter().for_each(|table| bytes.extend(table.as_bytes()));
    bytes.extend((ids.len() as u32).to_le_bytes());
    bytes.extend((texts.inclusions.len() as u32).to_le_bytes());
    for (entry, nth) in &texts.inclusions {
        bytes.extend(entry.to_le_bytes());
        bytes.push(*nth);
    }
    bytes.extend(held.iter().map(|terms| (weight(terms) / WEIGHT_UNIT).round().clamp(1.0, 255.0) as u8));
    bytes.extend(texts.texts.iter().map(|text| text.prior as u8));
    let mut terms: Vec<(&String, &usize)> = ids.iter().collect();
    terms.sort_unstable();
    let mut lists = Vec::new();
    let mut before: &[u8] = &[];
    for (term, id) in terms {
        let term = &term.as_bytes()[..term.len().min(255)];
        let shared = before.iter().zip(term).take_while(|(one, other)| one == other).count();
        bytes.extend([shared as u8, (term.len() - shared) as u8]);
        bytes.extend(&term[shared..]);
        let start = lists.len();
        let mut last = 0;
        for text in &postings[*id] {
            push_varint(&mut lists, text - last);
            last = *text;
        }
        push_varint(&mut bytes, postings[*id].len() as u32);
        push_varint(&mut bytes, (lists.len() - start) as u32);
        before = term;
    }
    bytes.extend(lists);
    bytes
}

/// Words of a text and what each counts: what stands in round brackets is no essential part of a title, and what it
/// is without nobody types.
fn weighed(text: &str) -> Vec<(String, f32)> {
    let mut all = Vec::new();
    let (mut depth, mut is_without) = (0, false);
    for part in text.split_inclusive(['(', ')', ',']) {
        for word in words::split(part).into_iter().filter(|word| !words::is_empty(word)) {
            is_without |= word == "without";
            let share = if depth > 0 || is_without || words::is_weak(&word) { WEAK } else { 1.0 };
            all.push((word, share));
        }
        is_without &= !part.ends_with(',');
        depth += i32::from(part.ends_with('(')) - i32::from(part.ends_with(')'));
    }
    all
}

/// How much finding a word says, more for words of few texts (inverse document frequency, Spärck Jones 1972).
fn rarity(texts: usize, holding: usize) -> f32 {
    (1.0 + texts as f32 / holding.max(1) as f32).ln()
}

#[derive(Debug)]
pub struct Index {
    bytes: Vec<u8>,
    pub(super) texts: usize,
    pub(super) tables: Vec<String>,
    pub(super) inclusions: Vec<(u32, u8)>,
    weights: usize,
    priors: usize,
    /// All terms in one string, with where each ends.
    letters: Vec<u8>,
    terms: Vec<Term>,
}

#[derive(Clone, Copy, Debug)]
struct Term {
    end: u32,
    texts: u32,
    postings: (u32, u32),
    /// A bit for each letter in it, to tell quickly that two words are far apart.
    mask: u32,
}

impl Index {
    pub fn read(bytes: Vec<u8>) -> Result<Self, Broken> {
        let mut reader = Reader::new(&bytes);
        let texts = reader.u32()? as usize;
        let table = |reader: &mut Reader<'_>| Ok(String::from_utf8_lossy(reader.take(3)?).into_owned());
        let tables: Vec<String> = (0..reader.u16()?).map(|_| table(&mut reader)).collect::<Result<_, Broken>>()?;
        let count = reader.u32()? as usize;
        let inclusions = (0..reader.u32()?).map(|_| Ok((reader.u32()?, reader.u8()?)));
        let inclusions: Vec<(u32, u8)> = inclusions.collect::<Result<_, Broken>>()?;
        let weights = reader.at;
        reader.take(texts)?;
        let priors = reader.at;
        reader.take(texts)?;
        let (mut letters, mut terms, mut start) = (Vec::new(), Vec::new(), 0_u32);
        let mut last = 0;
        for _ in 0..count {
            let (shared, length) = (usize::from(reader.u8()?), usize::from(reader.u8()?));
            if shared > letters.len() - last {
                return Err(Broken("a word of the index is broken"));
            }
            let from = letters.len();
            letters.extend_from_within(last..last + shared);
            letters.extend(reader.take(length)?);
            let (holding, size) = (varint(&mut reader)?, varint(&mut reader)?);
            let end = start.checked_add(size).ok_or(Broken("it is cut off"))?;
            let mask = mask(&letters[from..]);
            terms.push(Term { end: letters.len() as u32, texts: holding, postings: (start, end), mask });
            (start, last) = (end, from);
        }
        let at = reader.at as u32;
        reader.take(start as usize)?;
        for term in &mut terms {
            term.postings = (term.postings.0 + at, term.postings.1 + at);
        }
        Ok(Self { texts, tables, inclusions, weights, priors, letters, terms, bytes })
    }

    pub fn terms(&self) -> usize {
        self.terms.len()
    }

    pub(super) fn term(&self, term: usize) -> &[u8] {
        let start = term.checked_sub(1).map_or(0, |before| self.terms[before].end as usize);
        &self.letters[start..self.terms[term].end as usize]
    }

    pub(super) fn rarity(&self, holding: usize) -> f32 {
        rarity(self.texts, holding)
    }

    pub(super) fn holding(&self, term: usize) -> usize {
        self.terms[term].texts as usize
    }

    /// The weight of all words of a text.
    pub(super) fn weight(&self, text: usize) -> f32 {
        f32::from(self.bytes[self.weights + text]) * WEIGHT_UNIT
    }

    pub(super) fn prior(&self, text: usize) -> f32 {
        f32::from(self.bytes[self.priors + text] as i8) / 100.0
    }

    /// Terms that begin so; the word itself, if it is one, is the first.
    pub(super) fn beginning(&self, prefix: &[u8]) -> std::ops::Range<usize> {
        let place = |before: &dyn Fn(&[u8]) -> bool| {
            let (mut low, mut high) = (0, self.terms.len());
            while low < high {
                let middle = low.midpoint(high);
                if before(self.term(middle)) { low = middle + 1 } else { high = middle }
            }
            low
        };
        place(&|term| term < prefix)..place(&|term| term < prefix || term.starts_with(prefix))
    }

    /// Terms within so many edits, with how many; `is_beginning` asks only for the beginning of a term.
    pub(super) fn near(&self, word: &[u8], most: usize, is_beginning: bool) -> Vec<(usize, usize)> {
        let wanted = mask(word);
        let is_near = |term: &usize| {
            let (known, length) = (self.terms[*term].mask, self.term(*term).len());
            let lacking = (wanted & !known).count_ones() as usize;
            let extra = if is_beginning { 0 } else { (known & !wanted).count_ones() as usize };
            let is_long = length + most >= word.len() && (is_beginning || length <= word.len() + most);
            is_long && lacking <= most && extra <= most
        };
        let near = (0..self.terms.len()).filter(is_near);
        near.filter_map(|term| Some((term, words::edits(word, self.term(term), most, is_beginning)?))).collect()
    }

    /// Calls for every text that holds a term.
    pub(super) fn each(&self, term: usize, mut call: impl FnMut(usize)) {
        let (start, end) = self.terms[term].postings;
        let mut text = 0_usize;
        let (mut value, mut shift) = (0_u32, 0);
        for byte in &self.bytes[start as usize..end as usize] {
            value |= u32::from(byte & 127).unbounded_shl(shift);
            shift += 7;
            if byte & 128 == 0 {
                text += value as usize;
                if text < self.texts {
                    call(text);
                }
                (value, shift) = (0, 0);
            }
        }
    }
}

fn mask(word: &[u8]) -> u32 {
    word.iter().fold(0, |mask, byte| mask | 1 << (if byte.is_ascii_lowercase() { byte - b'a' } else { 26 + byte % 6 }))
}

fn push_varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value > 127 {
        bytes.push(value as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn varint(reader: &mut Reader<'_>) -> Result<u32, Broken> {
    let mut value = 0_u32;
    for shift in (0..35).step_by(7) {
        let byte = reader.u8()?;
        value |= u32::from(byte & 127).unbounded_shl(shift);
        if byte & 128 == 0 {
            return Ok(value);
        }
    }
    Err(Broken("a number is too long"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(texts: &[&str]) -> Index {
        let text = |words: &&str| Text { words: (*words).to_owned(), prior: -3 };
        let texts = texts.iter().map(text).collect();
        Index::read(build(&Texts { texts, tables: vec!["0DT".into()], inclusions: vec![(1, 2)] })).unwrap()
    }

    #[test]
    fn each_word_leads_to_its_texts() {
        let index = index(&["Type 2 diabetes", "Diabetic foot (left)", "Foot drop"]);
        let term = |word: &str| index.beginning(word.as_bytes()).start;
        let mut found = Vec::new();
        index.each(term("foot"), |text| found.push(text));
        assert_eq!(found, [1, 2]);
        assert_eq!(index.beginning(b"diabet").len(), 2);
        assert_eq!(index.beginning(b"x").len(), 0);
        assert_eq!(index.near(b"diabetis", 1, false).len(), 2);
        assert!(index.weight(0) > 1.0 && index.prior(2) == -0.03);
        assert_eq!((index.tables.as_slice(), index.inclusions[0]), (&["0DT".to_owned()][..], (1, 2)));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80), at in 0_usize..200, byte: u8) {
            let mut whole = build(&Texts { texts: vec![Text { words: "one two".into(), prior: 0 }; 3], ..Texts::default() });
            let place = at % whole.len();
            whole[place] = byte;
            for bytes in [bytes, whole] {
                let Ok(index) = Index::read(bytes) else { continue };
                for term in 0..index.terms() {
                    index.each(term, |text| assert!(text < index.texts));
                }
                let _ = index.near(b"twoo", 2, true);
            }
        }
    }
}
