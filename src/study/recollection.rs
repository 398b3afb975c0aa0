//! All answers to one item, folded: what is remembered of it, and when it is due.
//!
//! Every answer is taken in, rapid ones too: whoever knows an item by heart answers it fast, and it has to stop being
//! due. Days are spans of time and not dates, so that the same answers give the same figures in every time zone.

use super::memory::Memory;
use super::rating::Recall;
use crate::exam::Certainty;

pub const DAY_MS: i64 = 86_400_000;

/// An answer, as memory takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recalled {
    pub at_ms: i64,
    pub right: bool,
    pub certainty: Certainty,
}

/// What is known of an item that was answered at least once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recollection {
    pub memory: Memory,
    pub answers: u32,
    pub right: u32,
    pub first_ms: i64,
    pub last_ms: i64,
    pub last_right: bool,
    /// The last answer was sure and wrong.
    pub misconception: bool,
}

impl Recollection {
    /// `answers` in the order of time; none give none.
    pub fn of(answers: impl IntoIterator<Item = Recalled>) -> Option<Self> {
        answers.into_iter().fold(None, |known, answer| {
            Some(known.map_or_else(|| Self::first(answer), |known: Self| known.then(answer)))
        })
    }

    fn first(answer: Recalled) -> Self {
        let recall = Recall::of(answer.right, answer.certainty);
        Self {
            memory: Memory::first(recall.rating()),
            answers: 1,
            right: u32::from(answer.right),
            first_ms: answer.at_ms,
            last_ms: answer.at_ms,
            last_right: answer.right,
            misconception: recall.is_misconception(),
        }
    }

    /// What is known after one more answer, the latest of all.
    #[must_use]
    pub fn then(self, answer: Recalled) -> Self {
        let recall = Recall::of(answer.right, answer.certainty);
        Self {
            memory: self.memory.rate(days(self.last_ms, answer.at_ms), recall.rating()),
            answers: self.answers + 1,
            right: self.right + u32::from(answer.right),
            first_ms: self.first_ms,
            last_ms: answer.at_ms,
            last_right: answer.right,
            misconception: recall.is_misconception(),
        }
    }

    pub fn wrong(&self) -> u32 {
        self.answers - self.right
    }

    /// The chance of recall at that time.
    pub fn recall(&self, now_ms: i64) -> f64 {
        self.memory.retrievability((now_ms - self.last_ms).max(0) as f64 / DAY_MS as f64)
    }

    /// Days until it is due, counted from now; at or below 0 it is. `exam_ms` caps the interval.
    pub fn due_in(&self, now_ms: i64, exam_ms: Option<i64>) -> i64 {
        let to_exam = exam_ms.filter(|exam| *exam > self.last_ms).map(|exam| days(self.last_ms, exam));
        i64::from(self.memory.next_interval(to_exam)) - i64::from(days(self.last_ms, now_ms))
    }

    pub fn is_due(&self, now_ms: i64, exam_ms: Option<i64>) -> bool {
        self.due_in(now_ms, exam_ms) <= 0
    }
}

/// Whole days between two times, to the nearest: an evening and the next morning are a day apart or none by which is
/// nearer.
pub fn days(from_ms: i64, to_ms: i64) -> u32 {
    let span = to_ms.saturating_sub(from_ms).max(0);
    u32::try_from((span + DAY_MS / 2) / DAY_MS).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn answer(at_ms: i64, right: bool, certainty: Certainty) -> Recalled {
        Recalled { at_ms, right, certainty }
    }

    #[track_caller]
    fn apart(hours: i64, expected: u32) {
        assert_eq!(days(7, 7 + hours * HOUR), expected, "{hours} h");
    }

    #[test]
    fn days_are_rounded_spans() {
        apart(-5, 0);
        apart(0, 0);
        apart(11, 0);
        apart(13, 1);
        apart(35, 1);
        apart(37, 2);
    }

    #[test]
    fn the_reference_run_comes_out_of_answers() {
        let day = DAY_MS;
        let run = [(0, true), (2, true), (13, false), (14, true), (17, true)];
        let known = Recollection::of(run.map(|(on, right)| answer(on * day, right, Certainty::NotSaid))).unwrap();
        assert!((known.memory.stability() - 8.513_501).abs() < 1e-4, "{known:?}");
        assert_eq!((known.answers, known.right, known.wrong()), (5, 4, 1));
        assert_eq!((known.due_in(17 * day, None), known.due_in(26 * day, None)), (9, 0));
        assert!(known.is_due(26 * day, None) && !known.is_due(25 * day, None));
        assert!(known.is_due(20 * day, Some(20 * day)), "the exam is today");
    }

    #[test]
    fn sure_and_wrong_is_a_misconception_until_it_is_answered_otherwise() {
        let wrong = answer(0, false, Certainty::Sure);
        let known = Recollection::of([wrong]).unwrap();
        assert!(known.misconception && !known.last_right);
        assert!(!Recollection::of([wrong, answer(1, true, Certainty::NotSaid)]).unwrap().misconception);
        assert_eq!(Recollection::of([]), None);
    }
}
