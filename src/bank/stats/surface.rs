//! What can be seen of a `single` item's options without knowing the subject.

use super::super::item::{Choice, Item};
use super::super::quantity;
use super::super::words::{self, Content};
use crate::codebook::shape;

/// Options of a single item; the loader holds it to four.
pub(super) const OPTIONS: usize = 4;

/// One item's options as a guesser sees them, and which is the key.
#[derive(Clone, Debug)]
pub(super) struct Surface {
    pub(super) key: usize,
    /// Characters, without emphasis and blanks at the ends.
    pub(super) length: [f64; OPTIONS],
    /// Whether lengths say something: no codes and no numbers alone.
    pub(super) has_lengths: bool,
    pub(super) has_words: bool,
    /// What the options come to, where all are numbers of one kind.
    pub(super) numbers: Option<[f64; OPTIONS]>,
    pub(super) words: [f64; OPTIONS],
    pub(super) commas: [f64; OPTIONS],
    pub(super) digits: [f64; OPTIONS],
    pub(super) hedges: [f64; OPTIONS],
    pub(super) absolutes: [f64; OPTIONS],
    /// Words of subject shared with the stem.
    pub(super) echo: [f64; OPTIONS],
    /// Words of subject shared with the other options, summed over them.
    pub(super) shared: [f64; OPTIONS],
    /// The same as a share of all words of the two, averaged over the others.
    pub(super) likeness: [f64; OPTIONS],
}

/// Characters of an option as read.
pub(in crate::bank) fn length(text: &str) -> usize {
    text.trim().chars().filter(|c| !matches!(c, '*' | '_' | '`')).count()
}

impl Surface {
    pub(super) fn of(item: &Item) -> Option<Self> {
        let choice = item.choice().filter(|choice| choice.choose == 1 && choice.options.len() == OPTIONS)?;
        let texts: [&str; OPTIONS] = std::array::from_fn(|place| choice.options[place].text.as_str());
        let count = |one: fn(&str) -> usize| texts.map(|text| one(text) as f64);
        let content = texts.map(Content::of);
        let stem = Content::of(&item.stem);
        let common = |one: usize, other: usize| content[one].common(&content[other]) as f64;
        let others = |one: usize| (0..OPTIONS).filter(move |other| *other != one);
        let alike = |one: usize, other: usize| {
            let all = content[one].len() + content[other].len();
            common(one, other) / (all as f64 - common(one, other)).max(1.0)
        };
        Some(Self {
            key: choice.options.iter().position(|option| option.is_key)?,
            length: count(length),
            has_lengths: !is_bare(choice) && !texts.iter().all(|text| quantity::Quantity::of(text).is_some()),
            has_words: !is_bare(choice),
            numbers: quantity::values(texts.into_iter()).and_then(|values| values.try_into().ok()),
            words: count(|text| words::words(text).count()),
            commas: count(|text| text.matches([',', ';', '(']).count()),
            digits: count(|text| text.bytes().filter(u8::is_ascii_digit).count()),
            hedges: count(words::hedges),
            absolutes: count(words::absolutes),
            echo: std::array::from_fn(|one| content[one].common(&stem) as f64),
            shared: std::array::from_fn(|one| others(one).map(|other| common(one, other)).sum()),
            likeness: std::array::from_fn(|one| others(one).map(|other| alike(one, other)).sum::<f64>() / 3.0),
        })
    }
}

/// Whether the options are codes and nothing else.
pub(in crate::bank) fn is_bare(choice: &Choice) -> bool {
    choice.options.iter().all(|option| shape::is_bare(&option.text))
}
