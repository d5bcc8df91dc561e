//! A sample into the part of it that lies within the fences, as canary analysis does.

use super::proportion::Interval;
use super::quantile::sample_quantile;

/// The fences `factor` times the distance of the quartiles outside of them (Tukey 1977).
pub fn outlier_fences(first_quartile: f64, third_quartile: f64, factor: f64) -> Interval {
    let reach = factor * (third_quartile - first_quartile);
    Interval { low: first_quartile - reach, high: third_quartile + reach }
}

/// The part of a sample in rising order that is no outlier: within the fences by `factor`, or within the 1st and 99th
/// percentile, whichever are wider apart. O(log n).
pub fn without_outliers(sorted: &[f64], factor: f64) -> &[f64] {
    let at = |q| sample_quantile(sorted, q);
    let (Some(first), Some(third), Some(low), Some(high)) = (at(0.25), at(0.75), at(0.01), at(0.99)) else {
        return sorted;
    };
    let fences = outlier_fences(first, third, factor);
    let (low, high) = (libm::fmin(low, fences.low), libm::fmax(high, fences.high));
    let from = sorted.partition_point(|value| *value < low);
    let to = sorted.partition_point(|value| *value <= high);
    sorted.get(from..to).unwrap_or(sorted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_far_out_is_left_out() {
        assert_eq!(outlier_fences(50.0, 100.0, 3.0), Interval { low: -100.0, high: 250.0 });
        let mut sample: Vec<f64> = (0..1000).map(f64::from).collect();
        sample.push(1e6);
        assert_eq!(without_outliers(&sample, 3.0).len(), 1000);
        assert_eq!(without_outliers(&[1.0, 2.0], 3.0), [1.0, 2.0]);
        assert_eq!(without_outliers(&[], 3.0), [0.0; 0]);
    }
}
