//! Active time: what the candidate sat, and nothing else.
//!
//! Fed with readings of a monotonic clock. A gap between two readings that is longer than the program ever sleeps
//! (a suspended laptop, a stopped process) is not time at the exam: it is left out and reported as an interruption.
//! Wall time never enters, so a clock that is set or steps changes nothing.

/// The program reads the clock at least once a second while a sitting is open; ten seconds without are a gap.
pub const LONGEST_STEP_MS: u64 = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActiveClock {
    active_ms: u64,
    last: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Ran,
    /// Nobody was there for so long.
    Gap {
        away_ms: u64,
    },
}

impl ActiveClock {
    /// A clock that stands at `active_ms` until its first reading.
    pub fn standing_at(active_ms: u64) -> Self {
        Self { active_ms, last: None }
    }

    pub fn active_ms(&self) -> u64 {
        self.active_ms
    }

    /// Takes a reading of a monotonic clock, in milliseconds.
    pub fn read(&mut self, monotonic_ms: u64) -> Step {
        let step = self.last.map_or(0, |last| monotonic_ms.saturating_sub(last));
        self.last = Some(monotonic_ms);
        if step > LONGEST_STEP_MS {
            return Step::Gap { away_ms: step };
        }
        self.active_ms += step;
        Step::Ran
    }

    /// Stops until the next reading: a pause.
    pub fn stand(&mut self) {
        self.last = None;
    }
}

/// What the clock has to say by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    ThirtyMinutes,
    FiveMinutes,
}

impl Warning {
    /// The warning that falls between two states of the clock, if any; a limit that short has no such warning.
    pub fn between(before_ms: u64, now_ms: u64, limit_ms: u64) -> Option<Self> {
        let passed =
            |left: u64| limit_ms.checked_sub(left).is_some_and(|mark| mark > 0 && before_ms < mark && now_ms >= mark);
        if passed(5 * 60_000) {
            Some(Self::FiveMinutes)
        } else if passed(30 * 60_000) {
            Some(Self::ThirtyMinutes)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_runs_between_readings() {
        let mut clock = ActiveClock::standing_at(500);
        assert_eq!(clock.read(100_000), Step::Ran);
        assert_eq!(clock.read(101_000), Step::Ran);
        assert_eq!(clock.active_ms(), 1_500);
    }

    #[test]
    fn a_sleeping_machine_does_not_use_up_the_exam() {
        let mut clock = ActiveClock::standing_at(0);
        clock.read(0);
        assert_eq!(clock.read(3_600_000), Step::Gap { away_ms: 3_600_000 });
        clock.read(3_601_000);
        assert_eq!(clock.active_ms(), 1_000);
    }

    #[test]
    fn a_pause_stands_still() {
        let mut clock = ActiveClock::standing_at(0);
        clock.read(0);
        clock.read(900);
        clock.stand();
        clock.read(9_000);
        clock.read(9_100);
        assert_eq!(clock.active_ms(), 1_000);
    }

    #[test]
    fn warnings_fall_once() {
        let limit = 210 * 60_000;
        assert_eq!(Warning::between(179 * 60_000, 180 * 60_000, limit), Some(Warning::ThirtyMinutes));
        assert_eq!(Warning::between(180 * 60_000, 180 * 60_000 + 1, limit), None);
        assert_eq!(Warning::between(204 * 60_000, 206 * 60_000, limit), Some(Warning::FiveMinutes));
        assert_eq!(Warning::between(0, 1, 20 * 60_000), None);
    }

    proptest::proptest! {
        #[test]
        fn active_time_never_runs_ahead_of_the_readings(steps in proptest::collection::vec(0u64..30_000, 0..50)) {
            let mut clock = ActiveClock::standing_at(0);
            let mut now = 1_000;
            clock.read(now);
            for step in &steps {
                now += step;
                clock.read(now);
            }
            let sat: u64 = steps.iter().filter(|&&step| step <= LONGEST_STEP_MS).sum();
            proptest::prop_assert_eq!(clock.active_ms(), sat);
        }
    }
}
