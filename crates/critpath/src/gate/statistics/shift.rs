//! Two samples into how far one is shifted against the other (Hodges and Lehmann 1963).

use super::mann_whitney::exact_distribution;
use crate::special::normal_quantile;

/// How far the first sample lies above the second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// The median of the differences of all pairs.
    pub estimate: f64,
    /// A bound that the true shift is not below; `None` if samples are too small for the confidence.
    pub low: Option<f64>,
    /// A bound that the true shift is not above.
    pub high: Option<f64>,
}

/// Pairs up to which the bounds come from the exact distribution.
const EXACT_PAIRS: usize = 4_000;

/// The shift of two samples, each in rising order, with bounds that hold it with this confidence, half of the doubt on
/// each side. `None` if a sample is empty. O((n + m) log(n m)): no pair is looked at by itself until few are left.
pub fn hodges_lehmann(first: &[f64], second: &[f64], confidence: f64) -> Option<Shift> {
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let all = first.len() as u64 * second.len() as u64;
    let nth = |rank: u64| nth_difference(first, second, rank);
    let (lower, upper) = ((all - 1) / 2 + 1, all / 2 + 1);
    let middle = nth(lower);
    let Around { count, next, .. } = around(first, second, middle);
    let estimate = if count >= upper { middle } else { 0.5 * (middle + next) };
    let outer = outer_rank(first.len(), second.len(), 0.5 * (1.0 - confidence));
    let bound = |rank: u64| (outer > 0).then(|| nth(rank));
    Some(Shift { estimate, low: bound(outer), high: bound((all + 1).saturating_sub(outer)) })
}

/// The greatest rank r such that fewer than r pairs are won with at most the probability `doubt`; 0 if none is.
fn outer_rank(n: usize, m: usize, doubt: f64) -> u64 {
    if n.saturating_mul(m) <= EXACT_PAIRS {
        let mut sum = 0.0;
        let within = |probability: &&f64| {
            sum += **probability;
            sum <= doubt
        };
        return exact_distribution(n, m).iter().take_while(within).count() as u64;
    }
    let (n, m) = (n as f64, m as f64);
    let spread = libm::sqrt(n * m * (n + m + 1.0) / 12.0);
    libm::fmax(0.0, libm::floor(0.5 * n * m + 0.5 + normal_quantile(doubt) * spread)) as u64
}

/// The difference of this rank, from 1, among those of all pairs: a search between two differences, each of which moves to
/// the next one there is, so that equal ones are never searched among.
fn nth_difference(first: &[f64], second: &[f64], rank: u64) -> f64 {
    let most = (first.len() + second.len()) as u64;
    let (mut least, mut greatest) = (first[0] - second[second.len() - 1], first[first.len() - 1] - second[0]);
    // How many lie below the least one, and up to the greatest.
    let (mut below, mut up_to) = (0, first.len() as u64 * second.len() as u64);
    let mut step = 0;
    while up_to - below > most && least < greatest {
        // Where the differences lie evenly the rank says where to look; halving holds where they do not.
        let share = if step % 3 == 2 { 0.5 } else { (rank - below) as f64 / (up_to - below) as f64 };
        step += 1;
        let ends = [least + share * (greatest - least), 0.5 * least + 0.5 * greatest];
        let middle = ends.into_iter().find(|middle| least <= *middle && *middle < greatest).unwrap_or(least);
        let Around { count, last, next } = around(first, second, middle);
        if count < rank {
            (least, below) = (next, count);
        } else {
            (greatest, up_to) = (last, count);
        }
    }
    if least == greatest {
        return least;
    }
    let mut left = between(first, second, least, greatest);
    let index = (rank - below - 1) as usize;
    *left.select_nth_unstable_by(index, f64::total_cmp).1
}

/// The differences around a limit.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// How many are at most the limit.
    count: u64,
    /// The greatest of them.
    last: f64,
    /// The least of the others.
    next: f64,
}

/// The differences around a limit. The greater the value of the first sample, the fewer of the second are near enough: one
/// walk.
fn around(first: &[f64], second: &[f64], limit: f64) -> Around {
    let mut from = 0;
    let mut around = Around { count: 0, last: f64::NEG_INFINITY, next: f64::INFINITY };
    for value in first {
        while from < second.len() && value - second[from] > limit {
            from += 1;
        }
        around.count += (second.len() - from) as u64;
        if let Some(other) = second.get(from) {
            around.last = f64::max(around.last, value - other);
        }
        if from > 0 {
            around.next = f64::min(around.next, value - second[from - 1]);
        }
    }
    around
}

/// The differences from one on and up to another.
fn between(first: &[f64], second: &[f64], least: f64, greatest: f64) -> Vec<f64> {
    let (mut from, mut to) = (0, 0);
    let mut left = Vec::new();
    for value in first {
        while from < second.len() && value - second[from] > greatest {
            from += 1;
        }
        while to < second.len() && value - second[to] >= least {
            to += 1;
        }
        left.extend(second[from..to].iter().map(|other| value - other));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranks_among_differences_are_those_of_all_of_them_sorted(
            mut first in prop::collection::vec(prop_oneof![-9_i32..9, -100_000..100_000], 1..40),
            mut second in prop::collection::vec(prop_oneof![-9_i32..9, -100_000..100_000], 1..40),
        ) {
            first.sort_unstable();
            second.sort_unstable();
            let of = |values: &[i32]| values.iter().map(|value| f64::from(*value) / 7.0).collect::<Vec<_>>();
            let (first, second) = (of(&first), of(&second));
            let mut all: Vec<f64> = first.iter().flat_map(|a| second.iter().map(move |b| a - b)).collect();
            all.sort_unstable_by(f64::total_cmp);
            for (index, difference) in all.iter().enumerate() {
                prop_assert_eq!(nth_difference(&first, &second, index as u64 + 1), *difference);
            }
        }
    }

    #[test]
    fn a_shift_lies_between_its_bounds_and_few_values_bound_nothing() {
        let first: Vec<f64> = (0..30).map(|at| f64::from(at) + 5.0).collect();
        let second: Vec<f64> = (0..30).map(f64::from).collect();
        let shift = hodges_lehmann(&first, &second, 0.95).unwrap();
        assert_eq!(shift.estimate, 5.0);
        assert!(shift.low.unwrap() < 5.0 && shift.high.unwrap() > 5.0);
        let few = hodges_lehmann(&[2.0], &[1.0], 0.95).unwrap();
        assert_eq!(few, Shift { estimate: 1.0, low: None, high: None });
    }

    #[test]
    fn the_bounds_for_large_samples_continue_those_for_small_ones() {
        let (exact, doubt) = (outer_rank(60, 66, 0.025), 0.025);
        let spread = libm::sqrt(60.0 * 66.0 * 127.0 / 12.0);
        let normal = libm::floor(0.5 * 60.0 * 66.0 + 0.5 + normal_quantile(doubt) * spread) as u64;
        assert!(exact.abs_diff(normal) <= 2, "{exact} {normal}");
    }
}
