//! The readiness model against simulated candidates at full size, 2,000 a row.
//!
//! `cargo run --release --example simulate` prints the table and the time of one call, and fails where a row breaks
//! the bounds of the model's specification. `tests/simulation` holds a small size in every test run.

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use practicum::study::Readiness;
use practicum::study::target::Unusable;

#[path = "../tests/simulation/table.rs"]
mod table;
#[path = "../tests/simulation/world.rs"]
mod world;

use table::{Bounds, Row};
use world::{Learner, World};

const LEARNERS: u64 = 2_000;
const CALLS: usize = 501;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut out = io::stdout().lock();
    let mut breaches = Vec::new();
    writeln!(out, "{}", Row::HEAD)?;
    for (world, answers, bounds) in rows() {
        let row = Row::of(world, answers, LEARNERS)?;
        writeln!(out, "{row}")?;
        breaches.extend(row.breaches(&bounds));
    }
    for answers in [150, 1_000, 10_000] {
        let time = median_call(answers)?.as_micros();
        writeln!(out, "{answers} answers: {time} us a call")?;
    }
    for breach in &breaches {
        writeln!(out, "out of bounds: {breach}")?;
    }
    Ok(if breaches.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// 40 and 1,000 answers stand for comparison; the specification binds 150 and 600.
fn rows() -> impl Iterator<Item = (World, usize, Bounds)> {
    let loose = || Bounds::coverage_from(0.85);
    let own = [(40, loose()), (150, own(0.03)), (600, own(0.02)), (1_000, loose())];
    let own = own.into_iter().map(|(answers, bounds)| (World::own(), answers, bounds));
    own.chain(World::others().into_iter().flat_map(move |world| [150, 600].map(|answers| (world, answers, loose()))))
}

fn own(above_oracle: f64) -> Bounds {
    Bounds {
        covers_90: 0.87..=0.93,
        covers_50: 0.46..=0.54,
        ece: 0.0..=0.04,
        slope: 0.9..=1.1,
        above_oracle: -1.0..=above_oracle,
    }
}

#[expect(clippy::disallowed_methods, reason = "this measures how long a call takes")]
fn median_call(answers: usize) -> Result<Duration, Unusable> {
    let Learner { target, answers, .. } = Learner::new(World::own(), answers, 1)?;
    let mut times: Vec<Duration> = (0..CALLS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(Readiness::of(&target, std::hint::black_box(&answers), 1.0));
            start.elapsed()
        })
        .collect();
    times.sort();
    Ok(times[CALLS / 2])
}
