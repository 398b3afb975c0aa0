//! Whether keys stand out: by their length, to guessers that know nothing, by their letter.

use std::collections::HashMap;

use super::Seen;
use super::guess::{Hits, STRATEGIES, vote};
use super::measure::{Bounds, Measure, Reach, Unit, bound, margin, reach_of_chance, spread};
use super::surface::{OPTIONS, Surface};

const CHANCE: f64 = 0.25;

fn surfaces<'a>(seen: &'a [&'a Seen<'_>]) -> impl Iterator<Item = &'a Surface> {
    seen.iter().filter_map(|seen| seen.surface.as_ref())
}

pub(super) fn lengths(seen: &[&Seen<'_>], reach: Reach) -> Vec<Measure> {
    let with_lengths = || surfaces(seen).filter(|item| item.has_lengths);
    let (mut longest, mut shortest, mut by_far) = (Hits::default(), Hits::default(), Hits::default());
    for item in with_lengths() {
        let mut order: Vec<usize> = (0..OPTIONS).collect();
        order.sort_by(|one, other| item.length[*one].total_cmp(&item.length[*other]));
        let length = |place: usize| item.length[order[place]];
        if length(3) > length(2) {
            longest.add(is(order[3] == item.key));
        }
        if length(0) < length(1) {
            shortest.add(is(order[0] == item.key));
        }
        if length(3) >= 1.25 * length(2) && length(3) > length(2) {
            by_far.add(is(order[3] == item.key));
        }
    }
    let strictly = |name, title, hits: &Hits| {
        let aim = Bounds::between(0.23, 0.27);
        chances(name, title, hits).aiming(aim).within(Bounds::up_to(reach_of_chance(CHANCE, hits.items)), reach)
    };
    let far = bound(0.32, CHANCE, by_far.items, reach);
    vec![
        strictly("bank-key-longest", "key is the longest option", &longest),
        strictly("bank-key-shortest", "key is the shortest option", &shortest),
        chances("bank-key-longest-by-far", "key is the longest by 25%", &by_far)
            .aiming(Bounds::up_to(0.27))
            .within(Bounds::up_to(far), reach),
        ratio(&with_lengths().collect::<Vec<_>>(), reach),
    ]
}

fn is(hit: bool) -> f64 {
    if hit { 1.0 } else { 0.0 }
}

/// A share with the spread that chance gives it.
fn chances(name: &'static str, title: &'static str, hits: &Hits) -> Measure {
    Measure::share(name, title, hits.items, hits.share()).with_se(spread(CHANCE, hits.items))
}

/// Mean length of keys through mean length of distractors, its standard error by linearisation.
fn ratio(items: &[&Surface], reach: Reach) -> Measure {
    let n = items.len();
    let keys: Vec<f64> = items.iter().map(|item| item.length[item.key]).collect();
    let others: Vec<f64> =
        items.iter().map(|item| (item.length.iter().sum::<f64>() - item.length[item.key]) / 3.0).collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n.max(1) as f64;
    let (key, other) = (mean(&keys), mean(&others));
    let value = if other > 0.0 { key / other } else { 1.0 };
    let squares: f64 = keys.iter().zip(&others).map(|(key, other)| (key - value * other).powi(2)).sum();
    let se = if n > 1 && other > 0.0 { (squares / (n * (n - 1)) as f64).sqrt() / other } else { f64::NAN };
    let margin = margin(0.07, if se.is_finite() { se } else { 0.0 }, reach);
    Measure::new("bank-length-ratio", "length of keys / of distractors", Unit::Number, n, value)
        .with_se(se)
        .aiming(Bounds::between(0.97, 1.03))
        .within(Bounds::between(1.0 - margin, 1.0 + margin), reach)
}

pub(super) fn guesses(seen: &[&Seen<'_>], reach: Reach) -> Vec<Measure> {
    let held = |name, title, hits: &Hits, aim: f64| {
        let high = bound(0.30, CHANCE, hits.items, reach);
        chances(name, title, hits).aiming(Bounds::up_to(aim)).within(Bounds::up_to(high), reach)
    };
    let mut measures: Vec<Measure> = STRATEGIES
        .iter()
        .map(|strategy| held(strategy.name, strategy.title, &strategy.hits(surfaces(seen)), 0.27))
        .collect();
    measures.push(held("bank-guess-vote", "vote of these guessers", &vote(surfaces(seen)), 0.27));
    let mut learned = Hits::default();
    seen.iter().filter_map(|seen| seen.learned).for_each(|hit| learned.add(hit));
    measures.push(held("bank-guess-learned", "learned guesser, 5-fold", &learned, 0.275));
    measures
}

/// How the keys of single items are spread over the letters, and the longest run of one letter in a file.
pub(super) fn letters(seen: &[&Seen<'_>], reach: Reach) -> Vec<Measure> {
    let mut counts = [0_usize; OPTIONS];
    for item in surfaces(seen) {
        counts[item.key] += 1;
    }
    let n: usize = counts.iter().sum();
    let most = counts.into_iter().max().unwrap_or(0) as f64 / n.max(1) as f64;
    let share = Measure::share("bank-key-letter", "most frequent key letter", n, most)
        .with_se(spread(CHANCE, n))
        .aiming(Bounds::up_to(0.26))
        .within(Bounds::up_to(bound(0.28, CHANCE, n, reach)), reach);
    let mut measures = vec![share];
    if !reach.is_domain {
        let run =
            Measure::new("bank-key-run", "longest run of one key letter", Unit::Count, n, longest_run(seen) as f64);
        measures.push(run.within(Bounds::up_to(LONGEST_RUN as f64), reach));
    }
    measures
}

/// A run of one key letter may have so many items.
pub(in crate::bank) const LONGEST_RUN: usize = 5;

fn longest_run(seen: &[&Seen<'_>]) -> usize {
    let mut runs: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut longest = 0;
    for (file, key) in seen.iter().filter_map(|seen| Some((seen.file, seen.surface.as_ref()?.key))) {
        let run = runs.entry(file).or_insert((key, 0));
        *run = if run.0 == key { (key, run.1 + 1) } else { (key, 1) };
        longest = longest.max(run.1);
    }
    longest
}
