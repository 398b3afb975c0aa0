//! How the time runs: expected seconds of an item, the candidate's own pace, when the sitting will be over, and which
//! answers came too fast to have been read.
//!
//! Seconds are handed in; no clock is read. The model is the lognormal one of response times (van der Linden 2006):
//! ln seconds = ln expected - tau + error, tau being the candidate's speed.

use serde::Serialize;

/// An item takes this long besides its reading, and is read so fast.
const DECIDING_SECONDS: f64 = 20.0;
const WORDS_A_MINUTE: f64 = 200.0;

/// Spread of ln seconds around what item and candidate lead to expect.
const ERROR_SD: f64 = 0.45;
/// Spread of speed among candidates.
const SPEED_SD: f64 = 0.3;
/// The normal quantile below which 80% lie.
const Z80: f64 = 0.841_621;

/// A guess is faster than this share of the expected time (Wise and Ma 2012), within bounds, or than anyone reads.
const RAPID_SHARE: f64 = 0.10;
const RAPID_SECONDS: (f64, f64) = (3.0, 10.0);
const UNREADABLE_WORDS_A_MINUTE: f64 = 600.0;
/// With fewer effortful answers a mock says too little of what the candidate knows (Wise and Kong 2005).
const EFFORT_NEEDED: f64 = 0.90;

/// A shorter time is taken for this one: a key that was pressed at once has no logarithm.
const SHORTEST_SECONDS: f64 = 0.1;

/// What an item takes a candidate of average pace; the allowance is for looking up codes, in seconds.
pub fn expected_seconds(words: u32, look_up_seconds: f64) -> f64 {
    DECIDING_SECONDS + f64::from(words) / WORDS_A_MINUTE * 60.0 + look_up_seconds
}

/// An answered item: what it was expected to take, and what it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    pub expected_seconds: f64,
    pub seconds: f64,
}

/// A candidate's speed, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    tau: f64,
    variance: f64,
}

impl Pace {
    /// The posterior of tau; without answers it is the prior's average candidate. Rapid guesses are best left out:
    /// they tell nothing of the pace of working.
    pub fn of(answers: &[Taken]) -> Self {
        let faster = |taken: &Taken| taken.expected_seconds.ln() - taken.seconds.max(SHORTEST_SECONDS).ln();
        let sum: f64 = answers.iter().map(faster).sum();
        let error_variance = ERROR_SD * ERROR_SD;
        let precision = 1.0 / (SPEED_SD * SPEED_SD) + answers.len() as f64 / error_variance;
        Self { tau: sum / error_variance / precision, variance: 1.0 / precision }
    }

    /// Above 0 for a fast candidate.
    pub fn tau(self) -> f64 {
        self.tau
    }

    /// How many times the expected seconds this candidate takes.
    pub fn factor(self) -> f64 {
        (-self.tau).exp()
    }

    /// `rest` holds the expected seconds of the items that are still to come.
    pub fn finish(self, now_seconds: f64, rest: &[f64]) -> Finish {
        let error_variance = ERROR_SD * ERROR_SD;
        let item = |expected: &f64| expected * self.factor() * (error_variance / 2.0).exp();
        let mean: f64 = rest.iter().map(item).sum();
        let squares: f64 = rest.iter().map(|expected| item(expected).powi(2)).sum();
        // The items' own errors, and what is not known of the pace, which touches all of them alike.
        let variance = squares * error_variance.exp_m1() + mean * mean * self.variance.exp_m1();
        Finish { seconds: now_seconds + mean, bound_seconds: now_seconds + mean + Z80 * variance.sqrt() }
    }
}

/// When the sitting is expected to be over, in active seconds since its start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finish {
    pub seconds: f64,
    /// It is over by then with a chance of 80%.
    pub bound_seconds: f64,
}

impl Finish {
    /// Only when the bound crosses the limit: a warning too many costs more calm than it saves time.
    pub fn needs_warning(self, limit_seconds: f64) -> bool {
        self.bound_seconds > limit_seconds
    }
}

/// Answered faster than the item can be read. Such an answer stays in the score and out of mastery.
pub fn is_rapid_guess(seconds: f64, words: u32, expected_seconds: f64) -> bool {
    let (shortest, longest) = RAPID_SECONDS;
    let read = f64::from(words) / UNREADABLE_WORDS_A_MINUTE * 60.0;
    seconds < (RAPID_SHARE * expected_seconds).clamp(shortest, longest) || seconds < read
}

/// How many of a sitting's answers were no rapid guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Effort {
    pub answers: u32,
    pub rapid: u32,
}

impl Effort {
    /// Nothing answered is no effort.
    pub fn share(self) -> f64 {
        f64::from(self.answers.saturating_sub(self.rapid)) / f64::from(self.answers.max(1))
    }

    /// Whether a mock tells enough for readiness.
    pub fn counts(self) -> bool {
        self.share() + 1e-9 >= EFFORT_NEEDED
    }
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    /// Standard normal (Box and Muller 1958).
    fn normal(random: &mut ChaCha8Rng) -> f64 {
        let (radius, angle): (f64, f64) = (random.random(), random.random());
        (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    }

    /// Words of stem and options as in the built-in RHIT bank: mean 70, standard deviation 18.5, from 35 to 138.
    fn words(random: &mut ChaCha8Rng) -> u32 {
        (70.0 + 18.5 * normal(random)).round().clamp(35.0, 138.0) as u32
    }

    #[track_caller]
    fn near(is: f64, expected: f64, within: f64) {
        assert!((is - expected).abs() <= within, "{is} is not {expected}");
    }

    #[test]
    fn an_item_takes_its_reading_its_deciding_and_its_looking_up() {
        near(expected_seconds(0, 0.0), 20.0, 1e-9);
        near(expected_seconds(70, 0.0), 41.0, 1e-9);
        near(expected_seconds(200, 45.0), 125.0, 1e-9);
    }

    #[test]
    fn the_reference_candidate_is_slower_by_a_fifth() {
        let pace = Pace::of(&[Taken { expected_seconds: 60.0, seconds: 75.0 }; 10]);
        near(pace.tau(), -0.182_158, 1e-6);
        near(pace.factor(), 1.1998, 5e-5);
    }

    #[test]
    fn nobody_known_is_the_average_candidate() {
        near(Pace::of(&[]).factor(), 1.0, 1e-9);
        near(Pace::of(&[]).finish(100.0, &[60.0; 10]).seconds, 100.0 + 600.0 * (0.45_f64 * 0.45 / 2.0).exp(), 1e-9);
    }

    #[test]
    fn a_warning_waits_for_the_bound_to_cross_the_limit() {
        let finish = Finish { seconds: 900.0, bound_seconds: 1_000.0 };
        assert!(!finish.needs_warning(1_000.0));
        assert!(finish.needs_warning(999.0));
        let over = Pace::of(&[]).finish(500.0, &[]);
        assert_eq!(over, Finish { seconds: 500.0, bound_seconds: 500.0 });
    }

    #[track_caller]
    fn guessed_below(words: u32, look_up_seconds: f64, threshold: f64) {
        let expected = expected_seconds(words, look_up_seconds);
        assert!(is_rapid_guess(threshold - 0.01, words, expected), "{words} words");
        assert!(!is_rapid_guess(threshold + 0.01, words, expected), "{words} words");
    }

    #[test]
    fn an_answer_is_rapid_below_a_tenth_of_the_expected_time_or_the_speed_of_reading() {
        guessed_below(0, 0.0, 3.0);
        guessed_below(20, 0.0, 3.0);
        guessed_below(20, 34.0, 6.0);
        guessed_below(20, 900.0, 10.0);
        guessed_below(70, 0.0, 7.0);
        guessed_below(300, 0.0, 30.0);
    }

    #[track_caller]
    fn effort(answers: u32, rapid: u32, counts: bool) {
        assert_eq!(Effort { answers, rapid }.counts(), counts);
    }

    #[test]
    fn a_mock_counts_from_nine_effortful_answers_in_ten() {
        effort(150, 0, true);
        effort(150, 15, true);
        effort(150, 16, false);
        effort(1, 1, false);
        effort(0, 0, false);
    }

    /// Finds guesses of about `guess_seconds` among honest answers of candidates of all speeds.
    #[track_caller]
    fn guesses_are_found(guess_share: f64, guess_seconds: f64) {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let (mut hits, mut flagged, mut guesses) = (0.0, 0.0, 0.0);
        for _ in 0..400 {
            let tau = SPEED_SD * normal(&mut random);
            for _ in 0..150 {
                let words = words(&mut random);
                let expected = expected_seconds(words, 0.0);
                let guess = random.random::<f64>() < guess_share;
                let middle = if guess { guess_seconds.ln() } else { expected.ln() - tau };
                let seconds = (middle + if guess { 0.5 } else { ERROR_SD } * normal(&mut random)).exp();
                let rapid = is_rapid_guess(seconds, words, expected);
                guesses += f64::from(u8::from(guess));
                flagged += f64::from(u8::from(rapid));
                hits += f64::from(u8::from(guess && rapid));
            }
        }
        let (precision, recall) = (hits / flagged, hits / guesses);
        assert!(precision >= 0.95 && recall >= 0.80, "precision {precision:.3}, recall {recall:.3}");
    }

    #[test]
    fn rapid_guesses_are_told_from_honest_answers() {
        guesses_are_found(0.03, 3.0);
        guesses_are_found(0.10, 2.0);
        guesses_are_found(0.10, 3.0);
        guesses_are_found(0.10, 4.0);
        guesses_are_found(0.30, 3.0);
    }

    #[test]
    fn at_half_way_the_forecast_is_within_a_twentieth_and_its_bound_holds_four_times_in_five() {
        let mut random = ChaCha8Rng::seed_from_u64(11);
        let sittings = 2_000;
        let (mut error, mut bias, mut held) = (0.0, 0.0, 0.0);
        for _ in 0..sittings {
            let tau = SPEED_SD * normal(&mut random);
            let sat: Vec<Taken> = std::iter::repeat_with(|| {
                let expected_seconds = expected_seconds(words(&mut random), 0.0);
                let seconds = expected_seconds * (-tau + ERROR_SD * normal(&mut random)).exp();
                Taken { expected_seconds, seconds }
            })
            .take(150)
            .collect();
            let (done, left) = sat.split_at(75);
            let rest: Vec<f64> = left.iter().map(|taken| taken.expected_seconds).collect();
            let now: f64 = done.iter().map(|taken| taken.seconds).sum();
            let total: f64 = sat.iter().map(|taken| taken.seconds).sum();
            let finish = Pace::of(done).finish(now, &rest);
            error += (finish.seconds / total - 1.0).abs();
            bias += finish.seconds / total - 1.0;
            held += f64::from(u8::from(total <= finish.bound_seconds));
        }
        let sittings = f64::from(sittings);
        near(error / sittings, 0.0, 0.05);
        near(bias / sittings, 0.0, 0.01);
        near(held / sittings, 0.80, 0.03);
    }

    proptest::proptest! {
        #[test]
        fn pace_lies_between_the_average_candidate_and_the_times_taken(
            ratio in 0.2f64..5.0, expected_seconds in 20.0f64..200.0, answers in 1usize..150
        ) {
            let pace = Pace::of(&vec![Taken { expected_seconds, seconds: expected_seconds * ratio }; answers]);
            let (low, high) = (ratio.min(1.0), ratio.max(1.0));
            proptest::prop_assert!((low - 1e-9..=high + 1e-9).contains(&pace.factor()));
        }

        #[test]
        fn the_end_is_never_before_now_and_more_items_take_longer(
            now in 0.0f64..10_000.0, rest in proptest::collection::vec(20.0f64..200.0, 0..150), seconds in 0.0f64..500.0
        ) {
            let pace = Pace::of(&[Taken { expected_seconds: 60.0, seconds }]);
            let finish = pace.finish(now, &rest);
            proptest::prop_assert!(now <= finish.seconds && finish.seconds <= finish.bound_seconds);
            let longer = pace.finish(now, &[rest.as_slice(), &[30.0]].concat());
            proptest::prop_assert!(finish.seconds < longer.seconds && longer.bound_seconds.is_finite());
        }

        #[test]
        fn a_slower_answer_is_never_the_rapid_one(seconds in 0.0f64..60.0, more in 0.0f64..60.0, words in 0u32..600) {
            let expected = expected_seconds(words, 0.0);
            proptest::prop_assert!(
                !is_rapid_guess(seconds + more, words, expected) || is_rapid_guess(seconds, words, expected)
            );
        }
    }
}
