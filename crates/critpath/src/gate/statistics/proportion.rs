//! k of n into what the share behind them may be.

use crate::special::{beta_cdf, beta_quantile, normal_quantile};

/// Two ends that hold a true value with a stated confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The exact interval of a share of which `k` of `n` were seen (Clopper and Pearson 1934): the true share lies outside
/// with a probability of at most 1 - `confidence`, half of it on each side. `k` above `n` counts as `n`; nothing seen
/// says nothing, 0 to 1.
pub fn clopper_pearson(k: u64, n: u64, confidence: f64) -> Interval {
    let one_sided = 0.5 + 0.5 * confidence;
    Interval { low: clopper_pearson_lower(k, n, one_sided), high: clopper_pearson_upper(k, n, one_sided) }
}

/// The share that the true one exceeds with this confidence, where `k` of `n` were seen.
pub fn clopper_pearson_lower(k: u64, n: u64, confidence: f64) -> f64 {
    let k = k.min(n);
    if k == 0 { 0.0 } else { beta_quantile(k as f64, (n - k) as f64 + 1.0, 1.0 - confidence) }
}

/// The share that the true one stays below with this confidence, where `k` of `n` were seen.
pub fn clopper_pearson_upper(k: u64, n: u64, confidence: f64) -> f64 {
    let k = k.min(n);
    if k == n { 1.0 } else { beta_quantile(k as f64 + 1.0, (n - k) as f64, confidence) }
}

/// The score interval of a share of which `k` of `n` were seen (Wilson 1927): closer than the exact one, and right on
/// average rather than always.
pub fn wilson(k: u64, n: u64, confidence: f64) -> Interval {
    if n == 0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let k = k.min(n);
    let z = normal_quantile(0.5 + 0.5 * confidence);
    let (k_of, n_of) = (k as f64, n as f64);
    let square = z * z;
    let denominator = 2.0 * (n_of + square);
    let middle = 2.0 * k_of + square;
    let reach = z * libm::sqrt(square + 4.0 * k_of * (1.0 - k_of / n_of));
    Interval {
        low: if k == 0 { 0.0 } else { (middle - reach) / denominator },
        high: if k == n { 1.0 } else { (middle + reach) / denominator },
    }
}

/// How many trials without a failure show, with this confidence, that failures are rarer than `share`:
/// the least n with (1 - share)^n <= 1 - confidence. `None` if no number of trials does.
pub fn zero_failure_sample_size(share: f64, confidence: f64) -> Option<u64> {
    if share >= 1.0 {
        return Some(1);
    }
    let trials = libm::ceil(libm::log1p(-confidence) / libm::log1p(-share));
    (share > 0.0 && confidence < 1.0 && trials < MOST_TRIALS as f64).then(|| libm::fmax(trials, 1.0) as u64)
}

/// How many trials show, with this confidence, that failures are rarer than `share` if `failures` of them fail and no
/// more: the least n with [`clopper_pearson_upper`] below the share. `None` if no number of trials does.
pub fn sample_size(failures: u64, share: f64, confidence: f64) -> Option<u64> {
    if failures == 0 {
        return zero_failure_sample_size(share, confidence);
    }
    let shows =
        |n: u64| failures < n && beta_cdf(failures as f64 + 1.0, (n - failures) as f64, share) > confidence;
    let mut enough = failures + 1;
    while !shows(enough) {
        enough = enough.checked_mul(2).filter(|n| *n < MOST_TRIALS)?;
    }
    let mut short = enough / 2;
    while enough - short > 1 {
        let middle = short + (enough - short) / 2;
        if shows(middle) { enough = middle } else { short = middle }
    }
    Some(enough)
}

/// More trials than this are as good as never.
const MOST_TRIALS: u64 = 1 << 53;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_thousand_clean_requests_show_less_than_one_in_a_thousand() {
        assert_eq!(zero_failure_sample_size(0.001, 0.95), Some(2995));
        assert_eq!(zero_failure_sample_size(0.05, 0.95), Some(59));
        assert_eq!(zero_failure_sample_size(0.0, 0.95), None);
        assert_eq!(zero_failure_sample_size(1.0, 0.95), Some(1));
        assert!(clopper_pearson_upper(0, 2995, 0.95) < 0.001);
        assert!(clopper_pearson_upper(0, 2994, 0.95) > 0.001);
    }

    #[test]
    fn each_failure_asks_for_more_trials() {
        for (failures, share, confidence) in [(1, 0.001, 0.95), (7, 0.05, 0.99), (3000, 0.3, 0.9)] {
            let n = sample_size(failures, share, confidence).unwrap();
            assert!(clopper_pearson_upper(failures, n, confidence) < share);
            assert!(clopper_pearson_upper(failures, n - 1, confidence) >= share, "{failures} {n}");
        }
        assert_eq!(sample_size(1, 0.001, 0.95), Some(4742));
        assert_eq!(sample_size(5, 1e-300, 0.95), None);
    }

    #[test]
    fn nothing_seen_says_nothing() {
        let all = Interval { low: 0.0, high: 1.0 };
        assert_eq!(clopper_pearson(0, 0, 0.95), all);
        assert_eq!(wilson(0, 0, 0.95), all);
        assert_eq!(clopper_pearson(7, 5, 0.95), clopper_pearson(5, 5, 0.95));
    }

    #[test]
    fn failures_and_successes_mirror_each_other() {
        for (k, n) in [(0, 9), (1, 9), (4, 9), (12, 100_000)] {
            for interval in [clopper_pearson, wilson] {
                let (seen, mirrored) = (interval(k, n, 0.9), interval(n - k, n, 0.9));
                assert!((seen.low + mirrored.high - 1.0).abs() < 1e-12, "{k} of {n}");
                assert!(seen.low <= k as f64 / n as f64 && k as f64 / n as f64 <= seen.high);
            }
        }
    }
}
