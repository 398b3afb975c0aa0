//! How long an item stays in memory: FSRS-6 (Ye, Su and Cao 2022; Ye and the Open Spaced Repetition group 2025).
//!
//! Owns the two numbers kept for an item, what an answer does to them, and when the item is due again. Never picks
//! items, and never reads the date: days since the last answer and days to the exam are handed in.
//!
//! Why not the crate `fsrs` 6.6.2: it is well kept, its licence (BSD-3-Clause) is no hindrance, and burn is left to its
//! own tests. But it has no features to switch off: fitting and simulation come along, with rayon, ndarray and in all
//! 20 crates that we have not, half a minute of compiling for the few formulas below. These give the crate's figures
//! (160,000 random steps agree to 1e-5; a run of them is in the tests). The day that parameters are fitted to a
//! candidate's own log, the crate is worth it.

use super::rating::Rating;

/// The share of due items that is to be remembered.
const RETENTION: f64 = 0.90;

// The published default parameters w0 to w20, by their use. A stability is the days until recall falls to 90%.

/// w0-w3: stability after a first Again, Hard, Good, Easy.
const FIRST_STABILITY: [f64; 4] = [0.212, 1.2931, 2.3065, 8.2956];
/// w4, w5: difficulty after a first Again, and how fast it falls with the rating.
const FIRST_DIFFICULTY: f64 = 6.4133;
const FIRST_DIFFICULTY_FALL: f64 = 0.8334;
/// w6, w7: how far a rating moves difficulty, and how much it is drawn back to that of a first Easy.
const DIFFICULTY_STEP: f64 = 3.0194;
const DIFFICULTY_REVERSION: f64 = 0.001;
/// w8-w10, w15, w16: growth of stability by recall; less at high stability, more when recall was in doubt.
const RECALL_GROWTH: f64 = 1.8722;
const RECALL_SATURATION: f64 = 0.1666;
const RECALL_SURPRISE: f64 = 0.796;
const HARD_PENALTY: f64 = 0.6014;
const EASY_BONUS: f64 = 1.8729;
/// w11-w14: what is left of stability after forgetting.
const LAPSE_SCALE: f64 = 1.4835;
const LAPSE_DIFFICULTY: f64 = 0.0614;
const LAPSE_STABILITY: f64 = 0.2629;
const LAPSE_SURPRISE: f64 = 1.6483;
/// w17-w19: a further answer on the same day.
const SAME_DAY_GROWTH: f64 = 0.5425;
const SAME_DAY_SHIFT: f64 = 0.0912;
const SAME_DAY_SATURATION: f64 = 0.0658;
/// w20: how the forgetting curve bends.
const DECAY: f64 = 0.1542;

const STABILITY_RANGE: (f64, f64) = (0.001, 36_500.0);
const DIFFICULTY_RANGE: (f64, f64) = (1.0, 10.0);

/// What is kept of an item that was answered at least once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    stability: f64,
    difficulty: f64,
}

impl Memory {
    /// After the first answer.
    pub fn first(rating: Rating) -> Self {
        Self {
            stability: FIRST_STABILITY[rating as usize - 1],
            difficulty: within(DIFFICULTY_RANGE, first_difficulty(rating)),
        }
    }

    /// As it was kept.
    pub fn stored(stability: f64, difficulty: f64) -> Self {
        Self { stability: within(STABILITY_RANGE, stability), difficulty: within(DIFFICULTY_RANGE, difficulty) }
    }

    /// After a further answer; `elapsed_days` are whole days since the last one, 0 on the same day.
    #[must_use]
    pub fn rate(self, elapsed_days: u32, rating: Rating) -> Self {
        let stability = match (elapsed_days, rating) {
            (0, _) => self.after_same_day(rating),
            (_, Rating::Again) => self.after_forgetting(elapsed_days),
            (_, Rating::Hard | Rating::Good | Rating::Easy) => self.after_recall(elapsed_days, rating),
        };
        Self { stability: within(STABILITY_RANGE, stability), difficulty: self.next_difficulty(rating) }
    }

    /// Days until recall falls to 90%.
    pub fn stability(self) -> f64 {
        self.stability
    }

    /// From 1 (easy) to 10.
    pub fn difficulty(self) -> f64 {
        self.difficulty
    }

    /// The chance of recall so many days after the last answer.
    pub fn retrievability(self, days: f64) -> f64 {
        (1.0 + curve_factor() * days / self.stability).powf(-DECAY)
    }

    /// Days from the last answer until the item is due: at least one, and never beyond the exam.
    pub fn next_interval(self, days_to_exam: Option<u32>) -> u32 {
        let exact = self.stability / curve_factor() * (RETENTION.powf(-1.0 / DECAY) - 1.0);
        let days = exact.round().max(1.0) as u32;
        days_to_exam.map_or(days, |left| days.min(left))
    }

    fn after_recall(self, elapsed_days: u32, rating: Rating) -> f64 {
        let forgotten = 1.0 - self.retrievability(f64::from(elapsed_days));
        let by_rating = match rating {
            Rating::Hard => HARD_PENALTY,
            Rating::Easy => EASY_BONUS,
            Rating::Again | Rating::Good => 1.0,
        };
        let growth = RECALL_GROWTH.exp()
            * (11.0 - self.difficulty)
            * self.stability.powf(-RECALL_SATURATION)
            * (RECALL_SURPRISE * forgotten).exp_m1()
            * by_rating;
        self.stability * (1.0 + growth)
    }

    fn after_forgetting(self, elapsed_days: u32) -> f64 {
        let forgotten = 1.0 - self.retrievability(f64::from(elapsed_days));
        let left = LAPSE_SCALE
            * self.difficulty.powf(-LAPSE_DIFFICULTY)
            * ((self.stability + 1.0).powf(LAPSE_STABILITY) - 1.0)
            * (LAPSE_SURPRISE * forgotten).exp();
        left.min(self.stability / (SAME_DAY_GROWTH * SAME_DAY_SHIFT).exp())
    }

    /// A right answer never shortens memory, Hard included: so since py-fsrs 6.3.2 and in fsrs-rs; the wiki's older
    /// text had it for Good and Easy alone (srs-benchmark issue 343, 2026).
    fn after_same_day(self, rating: Rating) -> f64 {
        let growth = (SAME_DAY_GROWTH * (rating.grade() - 3.0 + SAME_DAY_SHIFT)).exp()
            * self.stability.powf(-SAME_DAY_SATURATION);
        let growth = if rating == Rating::Again { growth } else { growth.max(1.0) };
        self.stability * growth
    }

    fn next_difficulty(self, rating: Rating) -> f64 {
        let step = -DIFFICULTY_STEP * (rating.grade() - 3.0);
        let damped = self.difficulty + step * (10.0 - self.difficulty) / 9.0;
        let easiest = first_difficulty(Rating::Easy);
        within(DIFFICULTY_RANGE, DIFFICULTY_REVERSION * easiest + (1.0 - DIFFICULTY_REVERSION) * damped)
    }
}

fn first_difficulty(rating: Rating) -> f64 {
    FIRST_DIFFICULTY - (FIRST_DIFFICULTY_FALL * (rating.grade() - 1.0)).exp() + 1.0
}

/// Makes the curve pass through 90% where days equal stability.
fn curve_factor() -> f64 {
    0.9_f64.powf(-1.0 / DECAY) - 1.0
}

fn within((low, high): (f64, f64), value: f64) -> f64 {
    value.clamp(low, high)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rating::Rating::{Again, Easy, Good, Hard};
    use super::*;

    #[track_caller]
    fn stands_at(memory: Memory, stability: f64, difficulty: f64) {
        let near = |is: f64, expected: f64| (is - expected).abs() < 1e-4;
        assert!(near(memory.stability, stability) && near(memory.difficulty, difficulty), "{memory:?}");
    }

    #[track_caller]
    fn recalled(memory: Memory, days: f64, expected: f64) {
        let chance = memory.retrievability(days);
        assert!((chance - expected).abs() < 1e-4, "day {days}: {chance}");
    }

    fn with_stability(stability: f64) -> Memory {
        Memory { stability, difficulty: 5.0 }
    }

    #[test]
    fn first_answers_are_those_of_the_reference() {
        stands_at(Memory::first(Again), 0.212, 6.4133);
        stands_at(Memory::first(Hard), 1.2931, 5.112_171);
        stands_at(Memory::first(Good), 2.3065, 2.118_104);
        stands_at(Memory::first(Easy), 8.2956, 1.0);
    }

    #[test]
    fn the_reference_run_comes_out() {
        let mut memory = Memory::first(Good);
        stands_at(memory, 2.3065, 2.118_104);
        recalled(memory, 2.0, 0.909_493);
        memory = memory.rate(2, Good);
        stands_at(memory, 10.964_332, 2.111_214);
        recalled(memory, 11.0, 0.899_777);
        memory = memory.rate(11, Again);
        stands_at(memory, 1.538_337, 7.392_238);
        recalled(memory, 1.0, 0.926_792);
        memory = memory.rate(1, Good);
        stands_at(memory, 3.553_910, 7.380_074);
        recalled(memory, 3.0, 0.911_213);
        memory = memory.rate(3, Good);
        stands_at(memory, 8.513_501, 7.367_923);
    }

    #[test]
    fn recall_fades_as_in_the_reference() {
        let memory = with_stability(10.0);
        recalled(memory, 1.0, 0.985_682);
        recalled(memory, 7.0, 0.922_590);
        recalled(memory, 30.0, 0.809_388);
        recalled(memory, 90.0, 0.703_064);
    }

    #[test]
    fn the_crate_fsrs_6_6_2_gives_the_same_with_every_rating_on_the_same_day_and_later() {
        let mut memory = Memory::first(Hard);
        let run = [
            (0, Hard, 1.2931, 6.740_459),
            (0, Again, 0.451_403, 8.913_839),
            (0, Good, 0.499_783, 8.900_154),
            (1, Hard, 1.101_211, 9.255_099),
            (4, Good, 3.322_617, 9.241_073),
            (30, Easy, 18.877_823, 8.972_703),
            (0, Easy, 28.124_592, 8.614_656),
            (100, Again, 2.606_101, 9.529_876),
            (0, Hard, 2.606_101, 9.673_138),
        ];
        for (elapsed_days, rating, stability, difficulty) in run {
            memory = memory.rate(elapsed_days, rating);
            stands_at(memory, stability, difficulty);
        }
    }

    #[track_caller]
    fn due_in(stability: f64, days_to_exam: Option<u32>, days: u32) {
        assert_eq!(with_stability(stability).next_interval(days_to_exam), days);
    }

    #[test]
    fn an_item_is_due_when_recall_falls_to_nine_in_ten_and_never_after_the_exam() {
        due_in(10.964, None, 11);
        due_in(10.964, Some(30), 11);
        due_in(10.964, Some(4), 4);
        due_in(10.964, Some(0), 0);
        due_in(0.212, None, 1);
        due_in(36_500.0, None, 36_500);
    }

    fn any_rating() -> impl Strategy<Value = Rating> {
        prop_oneof![Just(Again), Just(Hard), Just(Good), Just(Easy)]
    }

    fn any_memory() -> impl Strategy<Value = Memory> {
        (any_rating(), proptest::collection::vec((0u32..400, any_rating()), 0..40)).prop_map(|(first, run)| {
            run.into_iter().fold(Memory::first(first), |memory, (days, rating)| memory.rate(days, rating))
        })
    }

    proptest! {
        #[test]
        fn a_memory_stays_in_range_and_recall_only_fades(memory in any_memory(), day in 0.0f64..4_000.0) {
            prop_assert!((0.001..=36_500.0).contains(&memory.stability()));
            prop_assert!((1.0..=10.0).contains(&memory.difficulty()));
            let (now, later) = (memory.retrievability(day), memory.retrievability(day + 1.0));
            prop_assert!(0.0 < later && later < now && now <= 1.0);
            prop_assert!((memory.retrievability(memory.stability()) - 0.9).abs() < 1e-9);
        }

        #[test]
        fn a_better_rating_never_leaves_less(memory in any_memory(), elapsed_days in 0u32..400) {
            let after = |rating| memory.rate(elapsed_days, rating).stability();
            prop_assert!(after(Again) <= memory.stability());
            prop_assert!(memory.stability() <= after(Hard));
            prop_assert!(after(Hard) <= after(Good) && after(Good) <= after(Easy));
            let difficulty = |rating| memory.rate(elapsed_days, rating).difficulty();
            prop_assert!(difficulty(Easy) <= difficulty(Good) && difficulty(Good) <= difficulty(Hard));
        }

        #[test]
        fn nothing_falls_due_after_the_exam(memory in any_memory(), days_to_exam in 0u32..400) {
            let free = memory.next_interval(None);
            prop_assert!((1..=36_500).contains(&free));
            prop_assert_eq!(memory.next_interval(Some(days_to_exam)), free.min(days_to_exam));
        }
    }
}
