//! Two samples into whether values of one tend to be greater than values of the other (Mann and Whitney 1947).

use crate::special::normal_cdf;

/// How the probabilities were computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// From the number of orders of the values.
    Exact,
    /// By the normal distribution, with corrections for ties and continuity.
    Normal,
}

/// What the test came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the value of the first sample is the greater one, ties counted half.
    pub u: f64,
    /// The same as a share of all pairs: the common language effect size. 0.5 where neither tends to be greater.
    pub effect: f64,
    /// Probability of a `u` at least as great if both samples were of one distribution.
    pub greater: f64,
    /// Probability of a `u` at most as great.
    pub less: f64,
    /// Probability of a `u` at least as far from the middle.
    pub two_sided: f64,
    /// How the probabilities were computed.
    pub method: Method,
}

/// Small samples: one has at most this many values, and all pairs together at most [`EXACT_PAIRS`].
const EXACT_VALUES: usize = 8;

const EXACT_PAIRS: usize = 4_000;

/// Compares two samples, each in rising order. Probabilities are exact where one sample has at most eight values, there
/// are at most 4,000 pairs and no ties; else those of the normal distribution. `None` if a sample is empty.
/// O(n + m), and O((n m)²) where they are exact.
pub fn mann_whitney(first: &[f64], second: &[f64]) -> Option<MannWhitney> {
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let Pairs { u, ties } = pairs(first, second);
    let (n, m) = (first.len(), second.len());
    let all = n as f64 * m as f64;
    let exact = n.min(m) <= EXACT_VALUES && n.saturating_mul(m) <= EXACT_PAIRS && ties == 0.0;
    let (method, greater, less) = if exact {
        let distribution = exact_distribution(n, m);
        (Method::Exact, at_least(&distribution, u), at_least(&distribution, all - u))
    } else {
        let spread = spread(n as f64, m as f64, ties);
        (Method::Normal, normal_at_least(u, all, spread), normal_at_least(all - u, all, spread))
    };
    let two_sided = (2.0 * greater.min(less)).min(1.0);
    Some(MannWhitney { u, effect: u / all, greater, less, two_sided, method })
}

/// Pairs that the first sample wins, ties counted half; and the sum of t³ - t over groups of t equal values.
struct Pairs {
    u: f64,
    ties: f64,
}

/// One walk through both samples in the order of their values.
fn pairs(first: &[f64], second: &[f64]) -> Pairs {
    let (mut i, mut j) = (0, 0);
    let mut pairs = Pairs { u: 0.0, ties: 0.0 };
    while i < first.len() || j < second.len() {
        let value = match (first.get(i), second.get(j)) {
            (Some(a), Some(b)) => libm::fmin(*a, *b),
            (Some(only), None) | (None, Some(only)) => *only,
            (None, None) => break,
        };
        let equal =
            |sample: &[f64], from: usize| sample[from..].iter().take_while(|it| **it <= value).count();
        let (of_first, of_second) = (equal(first, i), equal(second, j));
        pairs.u += of_first as f64 * (j as f64 + 0.5 * of_second as f64);
        let group = (of_first + of_second) as f64;
        pairs.ties += group * (group * group - 1.0);
        i += of_first;
        j += of_second;
    }
    pairs
}

/// The standard deviation of `u`, less for ties.
fn spread(n: f64, m: f64, ties: f64) -> f64 {
    let all = n + m;
    libm::sqrt(n * m / 12.0 * (all + 1.0 - ties / (all * (all - 1.0))))
}

/// Where all values are equal nothing is unlikely.
fn normal_at_least(u: f64, all: f64, spread: f64) -> f64 {
    if spread > 0.0 { normal_cdf(-(u - 0.5 * all - 0.5) / spread) } else { 1.0 }
}

/// The probability of each `u` from 0 to n m, if all orders of the values are as likely: the greatest value is of the
/// first sample with probability n / (n + m), and then wins m pairs.
pub(super) fn exact_distribution(n: usize, m: usize) -> Vec<f64> {
    // For samples of i and, so far, 0 values.
    let mut by_first: Vec<Vec<f64>> = vec![vec![1.0]; n + 1];
    for j in 1..=m {
        for i in 1..=n {
            let share = i as f64 / (i + j) as f64;
            let mut next = vec![0.0; i * j + 1];
            for (u, probability) in by_first[i].iter().enumerate() {
                next[u] += (1.0 - share) * probability;
            }
            for (u, probability) in by_first[i - 1].iter().enumerate() {
                next[u + j] += share * probability;
            }
            by_first[i] = next;
        }
    }
    by_first.pop().unwrap_or_default()
}

fn at_least(distribution: &[f64], u: f64) -> f64 {
    let from = libm::ceil(u) as usize;
    // Small ones first, so that none is lost.
    distribution.iter().skip(from).rev().sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_samples_are_counted_out() {
        // Of the C(4, 2) = 6 orders, one has all pairs won by the first sample.
        let test = mann_whitney(&[3.0, 4.0], &[1.0, 2.0]).unwrap();
        assert_eq!((test.u, test.effect, test.method), (4.0, 1.0, Method::Exact));
        assert!((test.greater - 1.0 / 6.0).abs() < 1e-15 && (test.less - 1.0).abs() < 1e-15);
        assert!((test.two_sided - 1.0 / 3.0).abs() < 1e-15);
        let total: f64 = exact_distribution(7, 5).iter().sum();
        assert!((total - 1.0).abs() < 1e-14);
        assert!((exact_distribution(3, 2)[3] - 0.2).abs() < 1e-15, "two of ten orders win three pairs");
    }

    #[test]
    fn ties_count_half_and_equal_samples_show_nothing() {
        let test = mann_whitney(&[1.0, 1.0, 2.0], &[1.0, 2.0]).unwrap();
        assert_eq!((test.u, test.method), (2.5, Method::Normal));
        let equal = mann_whitney(&[5.0; 40], &[5.0; 30]).unwrap();
        assert_eq!((equal.effect, equal.greater, equal.two_sided), (0.5, 1.0, 1.0));
        assert_eq!(mann_whitney(&[], &[1.0]), None);
    }
}
