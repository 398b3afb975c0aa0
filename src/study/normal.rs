//! The normal distribution, as far as the model needs it.

/// Two-sided 90%.
pub(super) const Z90: f64 = 1.644_853_627;

/// Gauss-Hermite nodes and weights for a standard normal variable (Abramowitz and Stegun 1964, table 25.10, rescaled).
pub(super) const HERMITE: [(f64, f64); 7] = [
    (-3.750_439_717_725_742, 0.000_548_268_855_972),
    (-2.366_759_410_734_541, 0.030_757_123_967_586),
    (-1.154_405_394_739_968, 0.240_123_178_605_013),
    (0.0, 0.457_142_857_142_857),
    (1.154_405_394_739_968, 0.240_123_178_605_013),
    (2.366_759_410_734_541, 0.030_757_123_967_586),
    (3.750_439_717_725_742, 0.000_548_268_855_972),
];

const ABOVE: [f64; 7] = [
    0.035_262_496_599_891_1,
    0.700_383_064_443_688,
    6.373_962_203_531_65,
    33.912_866_078_383,
    112.079_291_497_871,
    221.213_596_169_931,
    220.206_867_912_376,
];
const BELOW: [f64; 8] = [
    0.088_388_347_648_318_4,
    1.755_667_163_182_64,
    16.064_177_579_207,
    86.780_732_202_946_1,
    296.564_248_779_674,
    637.333_633_378_831,
    793.826_512_519_948,
    440.413_735_824_752,
];

/// Phi (Hart 1968 in the form of West 2005): absolute error below 1e-14 up to seven deviations, 1e-12 beyond.
pub(super) fn cumulative(z: f64) -> f64 {
    let size = z.abs();
    let upper = if size < 7.0 {
        let horner = |terms: &[f64]| terms.iter().fold(0.0, |sum, term| sum * size + term);
        (-size * size / 2.0).exp() * horner(&ABOVE) / horner(&BELOW)
    } else {
        0.0
    };
    if z > 0.0 { 1.0 - upper } else { upper }
}

pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn lies_below(z: f64, share: f64) {
        assert!((cumulative(z) - share).abs() < 1e-12, "{z}: {}", cumulative(z));
    }

    #[test]
    fn the_tabled_values_come_out() {
        lies_below(0.0, 0.5);
        lies_below(1.0, 0.841_344_746_068_543);
        lies_below(-1.0, 0.158_655_253_931_457);
        lies_below(1.959_963_984_540_054, 0.975);
        lies_below(-3.0, 0.001_349_898_031_630);
        lies_below(-9.0, 0.0);
        lies_below(f64::INFINITY, 1.0);
    }

    #[test]
    fn the_nodes_have_the_moments_of_a_normal_variable() {
        let moment = |power: i32| HERMITE.iter().map(|(node, weight)| weight * node.powi(power)).sum::<f64>();
        for (power, expected) in [(0, 1.0), (1, 0.0), (2, 1.0), (4, 3.0), (6, 15.0)] {
            assert!((moment(power) - expected).abs() < 1e-9, "moment {power} is {}", moment(power));
        }
    }
}
