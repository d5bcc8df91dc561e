//! The size of a sample into the ranks of those of its values that enclose a quantile, whatever the distribution.

use crate::special::beta_cdf;

/// Ranks in a sample in rising order, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranks {
    /// The rank of the value that the quantile is not below; `None` if even the least value does not bound it.
    pub low: Option<u64>,
    /// The rank of the value that the quantile is not above; `None` if even the greatest value does not bound it.
    pub high: Option<u64>,
}

/// The ranks between which the quantile of order `q` lies with at least this confidence, half of the doubt on each
/// side. How many of `n` values stay below the quantile is binomial, so that this holds for every distribution.
/// O(log n) values of the incomplete beta function.
pub fn quantile_ranks(n: u64, q: f64, confidence: f64) -> Ranks {
    let doubt = 0.5 * (1.0 - confidence);
    let low = binomial_quantile(n, q, doubt);
    let high = binomial_quantile(n, q, 1.0 - doubt) + 1;
    Ranks { low: (low > 0).then_some(low), high: (high <= n).then_some(high) }
}

/// The least count that `n` trials of probability `q` do not exceed with probability `p`.
fn binomial_quantile(n: u64, q: f64, p: f64) -> u64 {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if binomial_cdf(middle, n, q) >= p {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The probability that at most `k` of `n` trials of probability `q` succeed.
fn binomial_cdf(k: u64, n: u64, q: f64) -> f64 {
    if k >= n { 1.0 } else { beta_cdf((n - k) as f64, k as f64 + 1.0, 1.0 - q) }
}

/// The quantile of order `q` of a sample in rising order, between its values where it falls between them: the rule of
/// spreadsheets (Hyndman and Fan 1996, type 7). `None` if the sample is empty.
pub fn sample_quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = q.clamp(0.0, 1.0) * last as f64;
    let index = (libm::floor(place) as usize).min(last);
    let (low, high) = (sorted[index], sorted[(index + 1).min(last)]);
    Some(low + (place - index as f64) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_those_of_the_binomial_distribution() {
        assert_eq!(quantile_ranks(10_000, 0.8, 0.95), Ranks { low: Some(7921), high: Some(8079) });
        // The median of five: all of them hold it with 1 - 2/32 = 93.75 %, and no fewer with 90 %.
        assert_eq!(quantile_ranks(5, 0.5, 0.9), Ranks { low: Some(1), high: Some(5) });
        assert_eq!(quantile_ranks(5, 0.5, 0.95), Ranks { low: None, high: None });
        // 59 values have one above their 95th percentile with 95 %, 58 have not: one-sided, so 90 % on two sides.
        assert_eq!(quantile_ranks(59, 0.95, 0.9).high, Some(59));
        assert_eq!(quantile_ranks(58, 0.95, 0.9).high, None);
        assert_eq!(quantile_ranks(0, 0.5, 0.95), Ranks { low: None, high: None });
    }

    #[test]
    fn quantiles_of_a_sample_lie_between_its_values() {
        let sample = [1.0, 2.0, 4.0, 8.0];
        let at = |q| sample_quantile(&sample, q).unwrap();
        assert_eq!([at(0.0), at(0.5), at(0.75), at(1.0)], [1.0, 3.0, 5.0, 8.0]);
        assert_eq!(sample_quantile(&[], 0.5), None);
    }
}
