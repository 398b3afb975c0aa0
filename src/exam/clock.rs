//! Active time: what the candidate sat, and nothing else.
//!
//! Fed with readings of a monotonic clock. A gap between two readings that is longer than the program ever waits (a
//! stopped process, a suspended machine whose clock runs on) is not time at the exam: it is left out and reported as
//! an interruption. Where the monotonic clock stands still in sleep, only wall time knows of it: a leap of wall time
//! ahead of the monotonic clock is reported as an interruption too. Wall time never counts towards the limit, so a
//! clock that is set or steps changes no candidate's time.

/// The program reads the clock at least once a second while a sitting is open; ten seconds without are a gap.
pub const LONGEST_STEP_MS: u64 = 10_000;

/// Wall time may be corrected by some seconds; more than a minute at once was sleep, or somebody set the clock.
pub const LONGEST_SLEEP_MS: u64 = 60_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActiveClock {
    active_ms: u64,
    last: Option<Reading>,
}

/// Both clocks of the machine at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub monotonic_ms: u64,
    pub wall_ms: i64,
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

    /// Takes a reading.
    pub fn read(&mut self, now: Reading) -> Step {
        let Some(last) = self.last.replace(now) else { return Step::Ran };
        let step = now.monotonic_ms.saturating_sub(last.monotonic_ms);
        if step > LONGEST_STEP_MS {
            return Step::Gap { away_ms: step };
        }
        self.active_ms += step;
        let wall = now.wall_ms.saturating_sub(last.wall_ms).max(0).cast_unsigned();
        let slept = wall.saturating_sub(step);
        if slept > LONGEST_SLEEP_MS { Step::Gap { away_ms: slept } } else { Step::Ran }
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

    /// Both clocks run alike.
    fn at(ms: u64) -> Reading {
        Reading { monotonic_ms: ms, wall_ms: ms.cast_signed() }
    }

    #[test]
    fn time_runs_between_readings() {
        let mut clock = ActiveClock::standing_at(500);
        assert_eq!(clock.read(at(100_000)), Step::Ran);
        assert_eq!(clock.read(at(101_000)), Step::Ran);
        assert_eq!(clock.active_ms(), 1_500);
    }

    #[test]
    fn a_stopped_process_does_not_use_up_the_exam() {
        let mut clock = ActiveClock::standing_at(0);
        clock.read(at(0));
        assert_eq!(clock.read(at(3_600_000)), Step::Gap { away_ms: 3_600_000 });
        clock.read(at(3_601_000));
        assert_eq!(clock.active_ms(), 1_000);
    }

    #[test]
    fn a_sleep_that_only_wall_time_knows_of_is_reported_and_not_counted() {
        let mut clock = ActiveClock::standing_at(0);
        clock.read(at(0));
        let woken = Reading { monotonic_ms: 500, wall_ms: 7_200_500 };
        assert_eq!(clock.read(woken), Step::Gap { away_ms: 7_200_000 });
        assert_eq!(clock.active_ms(), 500);
    }

    #[test]
    fn a_clock_that_is_set_back_or_corrected_changes_nothing() {
        let mut clock = ActiveClock::standing_at(0);
        clock.read(at(10_000));
        assert_eq!(clock.read(Reading { monotonic_ms: 11_000, wall_ms: -5_000_000 }), Step::Ran);
        assert_eq!(clock.read(Reading { monotonic_ms: 12_000, wall_ms: -4_970_000 }), Step::Ran);
        assert_eq!(clock.active_ms(), 2_000);
    }

    #[test]
    fn a_pause_stands_still() {
        let mut clock = ActiveClock::standing_at(0);
        clock.read(at(0));
        clock.read(at(900));
        clock.stand();
        clock.read(at(9_000));
        clock.read(at(9_100));
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
            clock.read(at(now));
            for step in &steps {
                now += step;
                clock.read(at(now));
            }
            let sat: u64 = steps.iter().filter(|&&step| step <= LONGEST_STEP_MS).sum();
            proptest::prop_assert_eq!(clock.active_ms(), sat);
        }
    }
}
