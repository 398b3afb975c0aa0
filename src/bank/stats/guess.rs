//! Guessers that know nothing: each bets on the options that look a certain way, and ties share the bet.

use super::surface::{OPTIONS, Surface};

type Row = [f64; OPTIONS];

/// Which items a strategy has something to say on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum On {
    Lengths,
    Words,
    Numbers,
}

pub(super) struct Strategy {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    on: On,
    score: fn(&Surface) -> Row,
    /// Whether the vote hears it; strategies that contradict each other by their nature stay out.
    votes: bool,
}

const fn strategy(
    name: &'static str,
    title: &'static str,
    on: On,
    score: fn(&Surface) -> Row,
    votes: bool,
) -> Strategy {
    Strategy { name, title, on, score, votes }
}

/// Longest and shortest are measures of their own; here is the rest of what test-wise candidates try.
pub(super) const STRATEGIES: [Strategy; 11] = [
    strategy("bank-guess-longest", "guess the longest", On::Lengths, |item| item.length, true),
    strategy("bank-guess-shortest", "guess the shortest", On::Lengths, |item| item.length.map(|length| -length), false),
    strategy("bank-guess-middle-length", "guess a middle length", On::Lengths, |item| middle(item.length), false),
    strategy("bank-guess-not-longest", "avoid the longest", On::Lengths, |item| not(is_most(item.length)), false),
    strategy(
        "bank-guess-not-shortest",
        "avoid the shortest",
        On::Lengths,
        |item| not(is_most(negated(item.length))),
        false,
    ),
    strategy("bank-guess-middle-number", "guess a middle number", On::Numbers, |item| middle(numbers(item)), false),
    strategy("bank-guess-echo", "guess what echoes the stem", On::Words, |item| item.echo, true),
    strategy("bank-guess-convergence", "guess what the options share", On::Words, |item| item.shared, true),
    strategy("bank-guess-hedges", "guess the most careful", On::Words, |item| item.hedges, true),
    strategy("bank-guess-no-absolutes", "avoid the sweeping", On::Words, |item| negated(item.absolutes), true),
    strategy("bank-guess-odd", "guess the odd one out", On::Words, |item| negated(item.likeness), true),
];

/// How often a strategy is expected to hit the key, item by item.
#[derive(Clone, Debug, Default)]
pub(super) struct Hits {
    pub(super) items: usize,
    pub(super) sum: f64,
}

impl Hits {
    pub(super) fn add(&mut self, hit: f64) {
        self.items += 1;
        self.sum += hit;
    }

    pub(super) fn share(&self) -> f64 {
        self.sum / (self.items.max(1)) as f64
    }
}

impl Strategy {
    pub(super) fn hits<'a>(&self, items: impl Iterator<Item = &'a Surface>) -> Hits {
        let mut hits = Hits::default();
        for item in items.filter(|item| self.speaks(item)) {
            hits.add(bets((self.score)(item))[item.key]);
        }
        hits
    }

    fn speaks(&self, item: &Surface) -> bool {
        match self.on {
            On::Lengths => item.has_lengths,
            On::Words => item.has_words,
            On::Numbers => item.numbers.is_some(),
        }
    }
}

/// The strategies together: each puts its bets down, and the option with the most is guessed.
pub(super) fn vote<'a>(items: impl Iterator<Item = &'a Surface>) -> Hits {
    let mut hits = Hits::default();
    for item in items.filter(|item| item.has_words) {
        let mut sum = [0.0; OPTIONS];
        for strategy in STRATEGIES.iter().filter(|strategy| strategy.votes && strategy.speaks(item)) {
            let bets = bets((strategy.score)(item));
            sum = std::array::from_fn(|option| sum[option] + bets[option]);
        }
        hits.add(bets(sum)[item.key]);
    }
    hits
}

/// A bet of 1 on the highest score, shared among ties.
pub(super) fn bets(scores: Row) -> Row {
    let most = is_most(scores);
    let ties: f64 = most.iter().sum();
    most.map(|one| one / ties)
}

/// 1 where a score is the highest, else 0; scores that differ by rounding are the same.
fn is_most(scores: Row) -> Row {
    let most = scores.into_iter().fold(f64::NEG_INFINITY, f64::max);
    scores.map(|score| if score >= most - 1e-9 { 1.0 } else { 0.0 })
}

fn not(marks: Row) -> Row {
    marks.map(|mark| 1.0 - mark)
}

fn negated(scores: Row) -> Row {
    scores.map(|score| -score)
}

/// 1 for what is neither the highest nor the lowest.
fn middle(scores: Row) -> Row {
    let (most, least) = (is_most(scores), is_most(negated(scores)));
    std::array::from_fn(|option| 1.0 - f64::max(most[option], least[option]))
}

fn numbers(item: &Surface) -> Row {
    item.numbers.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_the_bet() {
        assert_eq!(bets([3.0, 1.0, 3.0, 2.0]), [0.5, 0.0, 0.5, 0.0]);
        assert_eq!(bets([0.0; 4]), [0.25; 4]);
    }

    #[test]
    fn the_middle_is_neither_end() {
        assert_eq!(bets(middle([10.0, 40.0, 20.0, 30.0])), [0.0, 0.0, 0.5, 0.5]);
        assert_eq!(bets(middle([10.0, 10.0, 20.0, 30.0])), [0.0, 0.0, 1.0, 0.0]);
        assert_eq!(bets(middle([10.0, 10.0, 30.0, 30.0])), [0.25; 4]);
    }

    #[test]
    fn avoiding_an_end_bets_on_the_rest() {
        let third = 1.0 / 3.0;
        assert_eq!(bets(not(is_most([10.0, 40.0, 20.0, 30.0]))), [third, 0.0, third, third]);
        assert_eq!(bets(not(is_most([10.0; 4]))), [0.25; 4]);
    }
}
