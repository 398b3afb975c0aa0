//! What an answer says of memory: right or wrong, and how sure the candidate was.

use crate::exam::Certainty;

/// How well an item was remembered, in FSRS's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    Again = 1,
    Hard = 2,
    Good = 3,
    /// Part of the model; no answer earns it.
    Easy = 4,
}

impl Rating {
    /// G in the published formulas.
    pub(super) fn grade(self) -> f64 {
        f64::from(self as u8)
    }
}

/// A marked answer, as memory takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recall {
    Right(Certainty),
    Wrong(Certainty),
}

impl Recall {
    pub fn of(right: bool, certainty: Certainty) -> Self {
        if right { Self::Right(certainty) } else { Self::Wrong(certainty) }
    }

    /// Never Easy; and unsure is Hard, not Again, which would double the work.
    pub fn rating(self) -> Rating {
        match self {
            Self::Wrong(_) => Rating::Again,
            Self::Right(Certainty::Unsure) => Rating::Hard,
            Self::Right(Certainty::Sure | Certainty::NotSaid) => Rating::Good,
        }
    }

    /// Sure and wrong: something is believed that is not so.
    pub fn is_misconception(self) -> bool {
        self == Self::Wrong(Certainty::Sure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn rated(recall: Recall, rating: Rating, misconception: bool) {
        assert_eq!((recall.rating(), recall.is_misconception()), (rating, misconception));
    }

    #[test]
    fn answers_are_rated_by_being_right_and_sure() {
        rated(Recall::Wrong(Certainty::Sure), Rating::Again, true);
        rated(Recall::Wrong(Certainty::Unsure), Rating::Again, false);
        rated(Recall::Wrong(Certainty::NotSaid), Rating::Again, false);
        rated(Recall::Right(Certainty::Unsure), Rating::Hard, false);
        rated(Recall::Right(Certainty::Sure), Rating::Good, false);
        rated(Recall::Right(Certainty::NotSaid), Rating::Good, false);
    }
}
