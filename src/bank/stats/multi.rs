//! A word that all keys of a `multi` share and no distractor has gives them away.

use super::super::item::{Choice, OptionSet};
use super::super::words::Content;
use super::Seen;
use super::measure::{Bounds, Measure, Reach};

/// The expected hits of choosing the options that have a word to themselves, beside those of choosing blindly.
pub(super) fn shared_word(seen: &[&Seen<'_>], reach: Reach) -> Option<Measure> {
    let (mut n, mut hits, mut blind, mut variance) = (0, 0.0, 0.0, 0.0);
    for choice in seen.iter().filter_map(|seen| seen.item.choice()).filter(|choice| choice.choose > 1) {
        let (hit, chance) = bet(choice);
        n += 1;
        hits += hit;
        blind += chance;
        variance += chance * (1.0 - chance);
    }
    if n == 0 {
        return None;
    }
    let all = n as f64;
    let se = variance.sqrt() / all;
    let measure = Measure::share("bank-multi-word", "multi: a word of the keys alone", n, hits / all).with_se(se);
    Some(measure.within(Bounds::up_to(blind / all + f64::max(0.05, 2.33 * se)), reach))
}

/// The hit of betting on sets of options that share a word of their own, and of betting on any set.
fn bet(choice: &Choice) -> (f64, f64) {
    let content: Vec<Content> = choice.options.iter().map(|option| Content::of(&option.text)).collect();
    let count = content.len();
    let sets = (0..1_u32 << count).filter(|set| set.count_ones() as usize == choice.choose);
    let sets: Vec<OptionSet> = sets.map(|set| (0..count).filter(|place| set >> place & 1 == 1).collect()).collect();
    let blind = 1.0 / sets.len().max(1) as f64;
    let marked: Vec<OptionSet> = sets.into_iter().filter(|set| has_word(&content, *set)).collect();
    if marked.is_empty() {
        return (blind, blind);
    }
    let hit = if marked.contains(&choice.keys()) { 1.0 / marked.len() as f64 } else { 0.0 };
    (hit, blind)
}

/// Whether a word stands in all options of the set and in no other.
fn has_word(content: &[Content], set: OptionSet) -> bool {
    let Some(first) = set.iter().next() else { return false };
    content[first].any(|stem| (0..content.len()).all(|place| content[place].has(stem) == set.contains(place)))
}
