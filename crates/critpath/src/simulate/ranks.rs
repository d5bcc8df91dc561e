//! Two columns of integers into rank correlations: Spearman's and Kendall's, corrected for equal values.

use fearless_simd::{Level, Simd, dispatch};

use super::inversions::Inversions;
use super::radix::{Key, Radix};

/// A column that others are correlated with, put in order once. Fewer than 2^28 rows.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    /// Positions in rising order of values.
    order: Vec<u32>,
    /// By place in that order: twice the middle rank, counted from 1, less its mean.
    centred: Vec<i32>,
    /// Places in that order that have the same value: the first, and one past the last.
    tied: Vec<(u32, u32)>,
    squares: i128,
    tied_pairs: i128,
}

/// Rank correlations of two columns; none where one of them does not vary.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct RankCorrelation {
    pub(super) spearman: Option<f64>,
    pub(super) kendall: Option<f64>,
}

/// Room for the columns that are correlated one after the other.
#[derive(Debug, Default)]
pub(super) struct Space {
    /// By place in the order of the ranked column: values, above the least.
    values: Vec<u32>,
    narrow: Radix<u32>,
    wide: Radix<u64>,
    /// Places in the order of values, equal ones by who comes first.
    places: Vec<u32>,
    inversions: Inversions,
}

/// What is summed over the rows of two columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sums {
    /// Of centred ranks.
    products: i128,
    squares: i128,
    tied_pairs: i128,
    tied_in_both: i128,
    out_of_order: u64,
}

/// Rows whose products are summed in one word, and that have a bit of a word each.
const CHUNK: usize = u64::BITS as usize;

impl Ranked {
    /// Puts a column in order. O(n log n).
    pub(super) fn new(values: &[i64]) -> Self {
        let n = values.len();
        let mut order: Vec<u32> = (0..n as u32).collect();
        order.sort_by_key(|at| values[*at as usize]);
        let (mut centred, mut tied) = (Vec::with_capacity(n), Vec::new());
        let (mut squares, mut tied_pairs) = (0, 0);
        let equal = |a: &u32, b: &u32| values[*a as usize] == values[*b as usize];
        for of_value in order.chunk_by(equal) {
            let (from, count) = (centred.len(), of_value.len());
            let rank = middle_rank(from, from + count, n);
            centred.extend(of_value.iter().map(|_| rank));
            if count > 1 {
                tied.push((from as u32, (from + count) as u32));
            }
            squares += i128::from(rank) * i128::from(rank) * count as i128;
            tied_pairs += pairs(count);
        }
        Ranked { order, centred, tied, squares, tied_pairs }
    }

    /// Correlates another column with this one.
    ///
    /// Spearman's coefficient is Pearson's of the middle ranks. Kendall's is tau b: pairs in order less pairs out of
    /// order, over the geometric mean of the pairs that are not tied (Knight 1966). O(n log n), and next to nothing on
    /// the way depends on how values compare: no branch needs to be guessed.
    pub(super) fn correlate(&self, values: &[i32], space: &mut Space) -> RankCorrelation {
        let sums = dispatch!(Level::new(), simd => self.sums(simd, values, space));
        if sums.squares == 0 || self.squares == 0 {
            return RankCorrelation::default();
        }
        let root = |square: i128| libm::sqrt(square as f64);
        let spearman = sums.products as f64 / (root(sums.squares) * root(self.squares));
        let (all, out_of_order) = (pairs(values.len()), i128::from(sums.out_of_order));
        let in_order = all - self.tied_pairs - sums.tied_pairs + sums.tied_in_both - out_of_order;
        let untied = root(all - self.tied_pairs) * root(all - sums.tied_pairs);
        let kendall = (in_order - out_of_order) as f64 / untied;
        RankCorrelation { spearman: Some(spearman), kendall: Some(kendall) }
    }

    #[inline(always)]
    fn sums<S: Simd>(&self, simd: S, values: &[i32], space: &mut Space) -> Sums {
        let tied_in_both = self.arrange(values, space);
        let greatest = space.values.iter().fold(0, |greatest, value| greatest | value);
        let value_bits = u32::BITS - greatest.leading_zeros();
        let place_bits = u32::BITS - (values.len() as u32).leading_zeros();
        let Space { values, narrow, wide, places, inversions } = space;
        let sums = match value_bits + place_bits <= u32::BITS {
            true => self.multiply(narrow.sort(values, value_bits, place_bits), place_bits, places),
            false => self.multiply(wide.sort(values, value_bits, place_bits), place_bits, places),
        };
        Sums { tied_in_both, out_of_order: inversions.count(simd, places), ..sums }
    }

    /// Puts the values of the other column in the order of this one. Those that are tied here come in rising order, so
    /// that none of them is out of order. Counts the pairs that are tied in both columns.
    #[inline(always)]
    fn arrange(&self, values: &[i32], space: &mut Space) -> i128 {
        let least = values.iter().fold(i32::MAX, |least, value| if *value < least { *value } else { least });
        space.values.clear();
        space.values.extend(self.order.iter().map(|at| values[*at as usize].wrapping_sub(least) as u32));
        let mut tied_in_both = 0;
        for (from, until) in &self.tied {
            let tied = &mut space.values[*from as usize..*until as usize];
            tied.sort_unstable();
            tied_in_both += tied.chunk_by(u32::eq).map(|equal| pairs(equal.len())).sum::<i128>();
        }
        tied_in_both
    }

    /// The sums over sorted keys, and their places.
    #[inline(always)]
    fn multiply<K: Key>(&self, keys: &[K], place_bits: u32, places: &mut Vec<u32>) -> Sums {
        places.clear();
        places.extend(keys.iter().map(|key| key.place(place_bits)));
        let n = keys.len();
        let mut sums = Sums { squares: squares(n), ..Sums::default() };
        // As if no value were tied.
        for (places, first) in places.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
            let product = |(place, at): (&u32, usize)| {
                i64::from(self.centred[*place as usize]) * i64::from(middle_rank(at, at + 1, n))
            };
            sums.products += i128::from(places.iter().zip(first..).map(product).sum::<i64>());
        }
        for_each_tied(keys, place_bits, |from, until| {
            for (place, at) in places[from..until].iter().zip(from..) {
                let moved = middle_rank(from, until, n) - middle_rank(at, at + 1, n);
                sums.products += i128::from(self.centred[*place as usize]) * i128::from(moved);
            }
            sums.squares -= squares(until - from);
            sums.tied_pairs += pairs(until - from);
        });
        sums
    }
}

/// Finds sorted keys of the same value: the first, and one past the last.
#[inline(always)]
fn for_each_tied<K: Key>(keys: &[K], place_bits: u32, mut each: impl FnMut(usize, usize)) {
    let (mut from, mut last) = (0, 0);
    let following = keys.get(1..).unwrap_or_default();
    for (at, (keys, following)) in (0..).step_by(CHUNK).zip(keys.chunks(CHUNK).zip(following.chunks(CHUNK))) {
        let mut equal = 0_u64;
        for (bit, (key, next)) in keys.iter().zip(following).enumerate() {
            equal |= u64::from(key.value(place_bits) == next.value(place_bits)) << bit;
        }
        while equal > 0 {
            let key = at + equal.trailing_zeros() as usize;
            if key != last {
                if last > from {
                    each(from, last + 1);
                }
                from = key;
            }
            last = key + 1;
            equal &= equal - 1;
        }
    }
    if last > from {
        each(from, last + 1);
    }
}

fn pairs(of: usize) -> i128 {
    let of = of as i128;
    of * (of - 1) / 2
}

/// The sum of the squares of so many centred ranks in a row: each is twice as far from their middle as the rank.
fn squares(of: usize) -> i128 {
    let of = of as i128;
    of * (of * of - 1) / 3
}

/// Twice the middle of the ranks of some places in a row, counted from 1, less the mean of that over all.
#[inline(always)]
fn middle_rank(from: usize, until: usize, n: usize) -> i32 {
    (from + until) as i32 - n as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By the definitions: every pair is looked at.
    fn naive(x: &[i32], y: &[i64]) -> (f64, f64) {
        let (mut sum, mut untied_x, mut untied_y) = (0.0, 0.0, 0.0);
        for i in 0..x.len() {
            for j in 0..i {
                let (a, b) = ((x[i] - x[j]).signum(), (y[i] - y[j]).signum() as i32);
                sum += f64::from(a * b);
                untied_x += f64::from(a * a);
                untied_y += f64::from(b * b);
            }
        }
        let x: Vec<i64> = x.iter().map(|value| i64::from(*value)).collect();
        let (of_x, of_y) = (centred(&x), centred(y));
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let spearman = product(&of_x, &of_y) / (product(&of_x, &of_x) * product(&of_y, &of_y)).sqrt();
        (spearman, sum / (untied_x * untied_y).sqrt())
    }

    fn centred(values: &[i64]) -> Vec<f64> {
        let rank = |value: &i64| {
            let below = values.iter().filter(|other| *other < value).count() as f64;
            let equal = values.iter().filter(|other| *other == value).count() as f64;
            below + (equal + 1.0) / 2.0 - (values.len() as f64 + 1.0) / 2.0
        };
        values.iter().map(rank).collect()
    }

    fn check(x: &[i32], y: &[i64]) -> Result<(), TestCaseError> {
        let (ranked, mut space) = (Ranked::new(y), Space::default());
        let found = ranked.correlate(x, &mut space);
        let with_baseline = dispatch!(Level::baseline(), simd => ranked.sums(simd, x, &mut space));
        prop_assert_eq!(dispatch!(Level::new(), simd => ranked.sums(simd, x, &mut space)), with_baseline);
        let (spearman, kendall) = naive(x, y);
        match (found.spearman, found.kendall) {
            (Some(a), Some(b)) => {
                prop_assert!((a - spearman).abs() < 1e-12, "{a} {spearman}");
                prop_assert!((b - kendall).abs() < 1e-12, "{b} {kendall}");
            }
            _ => prop_assert!(spearman.is_nan() && kendall.is_nan()),
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn correlations_of_few_values(pairs in proptest::collection::vec((-4..5_i32, -6..7_i64), 2..60)) {
            let (x, y): (Vec<i32>, Vec<i64>) = pairs.into_iter().unzip();
            check(&x, &y)?;
        }

        #[test]
        fn correlations_of_any_values(
            pairs in proptest::collection::vec((any::<i32>(), any::<i16>()), 2..300),
            outlier in any::<bool>(),
        ) {
            let shrink = if outlier { 1 << 20 } else { 2 };
            let (mut x, y): (Vec<i32>, Vec<i64>) =
                pairs.into_iter().map(|(x, y)| (x / shrink, i64::from(y) / 7)).unzip();
            x[0] = if outlier { 1 << 30 } else { x[0] };
            check(&x, &y)?;
        }
    }
}
