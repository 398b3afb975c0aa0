//! Whole numbers by shares that add up: the method of the largest remainder (Hamilton 1792).

/// Divides `total` in proportion to `shares`; ties go to the earlier share.
pub fn largest_remainder(shares: &[f64], total: u32) -> Vec<u32> {
    let sum: f64 = shares.iter().sum();
    if sum <= 0.0 {
        return vec![0; shares.len()];
    }
    let exact: Vec<f64> = shares.iter().map(|share| share / sum * f64::from(total)).collect();
    let mut parts: Vec<u32> = exact.iter().map(|part| (part + 1e-9).floor() as u32).collect();
    // Remainders are compared in billionths, so that equal shares tie in spite of binary fractions.
    let remainder = |index: usize| ((exact[index] - f64::from(parts[index])) * 1e9).round() as i64;
    let mut by_remainder: Vec<usize> = (0..shares.len()).filter(|&index| shares[index] > 0.0).collect();
    by_remainder.sort_by_key(|&index| (std::cmp::Reverse(remainder(index)), index));
    let missing = total.saturating_sub(parts.iter().sum());
    for &index in by_remainder.iter().cycle().take(missing as usize) {
        parts[index] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_shares_come_out() {
        let shares = [0.24, 0.18, 0.16, 0.14, 0.12, 0.10, 0.06];
        assert_eq!(largest_remainder(&shares, 150), [36, 27, 24, 21, 18, 15, 9]);
        assert_eq!(largest_remainder(&shares, 107), [26, 19, 17, 15, 13, 11, 6]);
    }

    #[test]
    fn the_published_outlines_give_their_known_forms() {
        assert_eq!(largest_remainder(&[22.0, 16.0, 15.0, 22.0, 15.0, 10.5], 130), [29, 21, 19, 28, 19, 14]);
        assert_eq!(largest_remainder(&[40.0, 20.0, 10.0, 20.0, 10.0], 97), [39, 19, 10, 19, 10]);
        assert_eq!(largest_remainder(&[16.5, 23.5, 30.0, 9.5, 20.5], 106), [17, 25, 32, 10, 22]);
    }

    proptest::proptest! {
        #[test]
        fn parts_add_up_and_stay_within_one_of_their_share(
            shares in proptest::collection::vec(0.0f64..50.0, 1..12), total in 0u32..2000
        ) {
            let sum: f64 = shares.iter().sum();
            proptest::prop_assume!(sum > 0.01);
            let parts = largest_remainder(&shares, total);
            proptest::prop_assert_eq!(parts.iter().sum::<u32>(), total);
            for (part, share) in parts.iter().zip(&shares) {
                let exact = share / sum * f64::from(total);
                proptest::prop_assert!((f64::from(*part) - exact).abs() <= 1.0 + 1e-6);
            }
        }
    }
}
