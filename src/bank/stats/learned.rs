//! A guesser that learns from the other items what keys look like: a conditional logistic regression over the four
//! options of an item, tried on items it has not seen (five folds). Deterministic: folds come from the items' ids.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::guess::bets;
use super::surface::{OPTIONS, Surface};

const FEATURES: usize = 13;
const FOLDS: u64 = 5;
/// Strength of the ridge on standardised weights.
const RIDGE: f64 = 1.0;
const STEPS: usize = 8;

type Vector = [f64; FEATURES];
/// The features of one item's options, each relative to the item's mean.
type Rows = [Vector; OPTIONS];

/// The expected hit on each item, from a guesser that was fitted on the other folds; `None` where nothing is to see.
pub(super) fn hits(items: &[(&str, &Surface)]) -> Vec<Option<f64>> {
    let mut rows: Vec<Rows> = items.iter().map(|(_, item)| features(item)).collect();
    standardise(&mut rows);
    let folds: Vec<u64> = items.iter().map(|(id, _)| fold(id)).collect();
    let mut hits = vec![None; items.len()];
    for held_out in 0..FOLDS {
        let usable = |place: &usize| items[*place].1.has_words;
        let (test, train): (Vec<usize>, Vec<usize>) =
            (0..items.len()).filter(usable).partition(|place| folds[*place] == held_out);
        let weights = fit(&train.iter().map(|place| (&rows[*place], items[*place].1.key)).collect::<Vec<_>>());
        for place in test {
            hits[place] = Some(bets(rows[place].map(|row| times(&weights, &row)))[items[place].1.key]);
        }
    }
    hits
}

fn fold(id: &str) -> u64 {
    let mut hasher = SipHasher13::new_with_keys(5, 5);
    hasher.write(id.as_bytes());
    hasher.finish() % FOLDS
}

fn features(item: &Surface) -> Rows {
    let mean = |row: [f64; OPTIONS]| row.iter().sum::<f64>() / OPTIONS as f64;
    let says = if item.has_lengths { 1.0 } else { 0.0 };
    let relative = item.length.map(|length| length / mean(item.length).max(1.0));
    let rank = |row: [f64; OPTIONS], option: usize| {
        row.iter()
            .map(|other| {
                if *other < row[option] {
                    1.0
                } else if *other > row[option] {
                    -1.0
                } else {
                    0.0
                }
            })
            .sum()
    };
    let lengths: [f64; OPTIONS] = std::array::from_fn(|option| rank(item.length, option));
    let numbers: [f64; OPTIONS] = item.numbers.map_or([0.0; OPTIONS], |n| std::array::from_fn(|o| rank(n, o)));
    let columns: [[f64; OPTIONS]; FEATURES] = [
        relative.map(|length| length * says),
        lengths.map(|rank| rank * says),
        lengths.map(|rank: f64| rank.abs() * says),
        item.words.map(|words| words / mean(item.words).max(1.0)),
        item.commas,
        item.digits,
        item.hedges,
        item.absolutes,
        item.echo,
        item.shared,
        item.likeness,
        numbers,
        numbers.map(f64::abs),
    ];
    std::array::from_fn(|option| std::array::from_fn(|feature| columns[feature][option] - mean(columns[feature])))
}

/// Each feature to a spread of 1 over all options, so that one ridge suits all.
fn standardise(rows: &mut [Rows]) {
    let options = (rows.len() * OPTIONS).max(1) as f64;
    for feature in 0..FEATURES {
        let squares: f64 = rows.iter().flatten().map(|row| row[feature] * row[feature]).sum();
        let spread = (squares / options).sqrt();
        for row in rows.iter_mut().flatten() {
            row[feature] = if spread > 1e-12 { row[feature] / spread } else { 0.0 };
        }
    }
}

/// Newton's method on the penalised likelihood, which has one maximum.
fn fit(items: &[(&Rows, usize)]) -> Vector {
    let mut weights = [0.0; FEATURES];
    for _ in 0..STEPS {
        let mut gradient: Vector = weights.map(|weight| -RIDGE * weight);
        let mut curvature = [[0.0; FEATURES]; FEATURES];
        for (feature, row) in curvature.iter_mut().enumerate() {
            row[feature] = RIDGE;
        }
        for (rows, key) in items {
            let chances = softmax(rows.each_ref().map(|row| times(&weights, row)));
            let mean: Vector =
                std::array::from_fn(|feature| (0..OPTIONS).map(|option| chances[option] * rows[option][feature]).sum());
            for feature in 0..FEATURES {
                gradient[feature] += rows[*key][feature] - mean[feature];
            }
            for (chance, row) in chances.iter().zip(*rows) {
                add_square(&mut curvature, *chance, row, &mean);
            }
        }
        let step = solve(curvature, gradient);
        weights = std::array::from_fn(|feature| weights[feature] + step[feature]);
    }
    weights
}

fn add_square(curvature: &mut [Vector; FEATURES], chance: f64, row: &Vector, mean: &Vector) {
    for one in 0..FEATURES {
        let apart = chance * (row[one] - mean[one]);
        for other in 0..=one {
            curvature[one][other] += apart * (row[other] - mean[other]);
        }
    }
}

fn softmax(scores: [f64; OPTIONS]) -> [f64; OPTIONS] {
    let most = scores.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let powers = scores.map(|score| (score - most).exp());
    let sum: f64 = powers.iter().sum();
    powers.map(|power| power / sum)
}

fn times(weights: &Vector, row: &Vector) -> f64 {
    weights.iter().zip(row).map(|(weight, value)| weight * value).sum()
}

/// Solves a positive definite system of which the lower half is given (Cholesky).
fn solve(mut matrix: [Vector; FEATURES], mut right: Vector) -> Vector {
    for row in 0..FEATURES {
        for column in 0..=row {
            let sum: f64 = (0..column).map(|k| matrix[row][k] * matrix[column][k]).sum();
            let rest = matrix[row][column] - sum;
            matrix[row][column] = if row == column { rest.max(1e-12).sqrt() } else { rest / matrix[column][column] };
        }
    }
    for row in 0..FEATURES {
        let sum: f64 = (0..row).map(|k| matrix[row][k] * right[k]).sum();
        right[row] = (right[row] - sum) / matrix[row][row];
    }
    for row in (0..FEATURES).rev() {
        let sum: f64 = (row + 1..FEATURES).map(|k| matrix[k][row] * right[k]).sum();
        right[row] = (right[row] - sum) / matrix[row][row];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(key: usize, length: [f64; 4]) -> Surface {
        let none = [0.0; 4];
        Surface {
            key,
            length,
            has_lengths: true,
            has_words: true,
            numbers: None,
            words: [3.0; 4],
            commas: none,
            digits: none,
            hedges: none,
            absolutes: none,
            echo: none,
            shared: none,
            likeness: none,
        }
    }

    fn share(items: &[Surface]) -> f64 {
        let ids: Vec<String> = (0..items.len()).map(|number| format!("made-{number}")).collect();
        let named: Vec<(&str, &Surface)> = ids.iter().map(String::as_str).zip(items).collect();
        let hits = hits(&named);
        hits.iter().flatten().sum::<f64>() / hits.len() as f64
    }

    #[test]
    fn a_key_that_is_always_the_longest_is_learned() {
        let items: Vec<Surface> = (0..100)
            .map(|n| {
                let mut length = [20.0, 22.0, 24.0, 21.0];
                length[n % 4] = 40.0;
                item(n % 4, length)
            })
            .collect();
        assert!(share(&items) > 0.99);
    }

    #[test]
    fn a_key_that_looks_like_the_others_is_hit_by_chance() {
        let items: Vec<Surface> = (0..100).map(|n| item(n % 4, [30.0; 4])).collect();
        assert!((share(&items) - 0.25).abs() < 1e-9);
    }

    #[test]
    fn few_items_are_no_trouble() {
        assert_eq!(hits(&[]), []);
        assert_eq!(hits(&[("made-1", &item(0, [1.0, 2.0, 3.0, 4.0]))]), [Some(0.25)]);
    }
}
