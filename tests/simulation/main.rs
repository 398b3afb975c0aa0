//! The readiness model against simulated candidates, small and seeded; `examples/simulate.rs` has the full size.

mod table;
mod world;

use practicum::study::target::Unusable;
use table::{Bounds, Row};
use world::World;

/// Wider than at full size by what chance does to so few candidates.
fn small() -> Bounds {
    Bounds {
        covers_90: 0.85..=0.95,
        covers_50: 0.42..=0.58,
        ece: 0.0..=0.08,
        slope: 0.7..=1.4,
        above_oracle: -0.01..=0.035,
    }
}

#[track_caller]
fn keeps(world: World, answers: usize, learners: u64, bounds: &Bounds) -> Result<(), Unusable> {
    let row = Row::of(world, answers, learners)?;
    assert_eq!(row.breaches(bounds), Vec::<String>::new(), "\n{}\n{row}", Row::HEAD);
    assert!(row.domain_error < row.raw_domain_error, "\n{}\n{row}", Row::HEAD);
    Ok(())
}

#[test]
fn predictions_hold_in_the_models_own_world() -> Result<(), Unusable> {
    keeps(World::own(), 150, 300, &small())
}

#[test]
fn intervals_hold_in_worlds_that_the_model_does_not_know() -> Result<(), Unusable> {
    for world in World::others() {
        keeps(world, 150, 120, &Bounds::coverage_from(0.83))?;
    }
    Ok(())
}
