//! Two columns of integers into rank correlations: Spearman's and Kendall's, corrected for equal values.

use super::inversions::Inversions;
use super::radix::Radix;
use super::wide::wide;

/// A column that others are correlated with, put in order once. Fewer than 2^28 rows.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    /// Positions in rising order of values.
    order: Vec<u32>,
    /// By place in that order, a bit: whether others have this value, too.
    is_tied: Vec<u64>,
    /// By place in that order: the first place with this value.
    first: Vec<u32>,
    /// By place in that order: twice the middle rank, counted from 1, less its mean.
    centred: Vec<i32>,
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
    /// Values, above the least, in the upper half, and places in the lower.
    keys: Vec<u64>,
    radix: Radix,
    /// By key: where those with its value begin and end.
    from: Vec<u32>,
    until: Vec<u32>,
    /// By key: the place, among equal ones by who comes first.
    places: Vec<u32>,
    seen: Vec<u32>,
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
}

/// Rows whose products are summed in one word.
const CHUNK: usize = 64;

impl Ranked {
    /// Puts a column in order. O(n log n).
    pub(super) fn new(values: &[i64]) -> Self {
        let n = values.len();
        let mut order: Vec<u32> = (0..n as u32).collect();
        order.sort_by_key(|at| values[*at as usize]);
        let (mut first, mut centred) = (Vec::with_capacity(n), Vec::with_capacity(n));
        let mut is_tied = vec![0; n / 64 + 1];
        let (mut squares, mut tied_pairs) = (0, 0);
        let equal = |a: &u32, b: &u32| values[*a as usize] == values[*b as usize];
        for tied in order.chunk_by(equal) {
            let (from, count) = (first.len(), tied.len());
            let rank = middle_rank(from, from + count, n);
            centred.extend(tied.iter().map(|_| rank));
            first.extend(tied.iter().map(|_| from as u32));
            if count > 1 {
                (from..from + count).for_each(|place| is_tied[place / 64] |= 1_u64 << (place % 64));
            }
            squares += i128::from(rank) * i128::from(rank) * count as i128;
            tied_pairs += pairs(count);
        }
        Ranked { order, is_tied, first, centred, squares, tied_pairs }
    }

    /// Correlates another column with this one.
    ///
    /// Spearman's coefficient is Pearson's of the middle ranks. Kendall's is tau b: pairs in order less pairs out of
    /// order, over the geometric mean of the pairs that are not tied (Knight 1966). O(n log n), and nothing on the way
    /// depends on how values compare: no branch needs to be guessed.
    pub(super) fn correlate(&self, values: &[i32], space: &mut Space) -> RankCorrelation {
        let (sums, out_of_order) = wide!(self.sums(values, space));
        if sums.squares == 0 || self.squares == 0 {
            return RankCorrelation::default();
        }
        let root = |square: i128| libm::sqrt(square as f64);
        let spearman = sums.products as f64 / (root(sums.squares) * root(self.squares));
        let (all, out_of_order) = (pairs(values.len()), i128::from(out_of_order));
        let in_order = all - self.tied_pairs - sums.tied_pairs + sums.tied_in_both - out_of_order;
        let untied = root(all - self.tied_pairs) * root(all - sums.tied_pairs);
        let kendall = (in_order - out_of_order) as f64 / untied;
        RankCorrelation { spearman: Some(spearman), kendall: Some(kendall) }
    }

    /// The sums, and the pairs that are out of order.
    #[inline(always)]
    fn sums(&self, values: &[i32], space: &mut Space) -> (Sums, u64) {
        self.sort(values, space);
        group(space);
        let mut sums = multiply(space);
        self.settle_ties(space, &mut sums);
        (sums, space.inversions.count(&space.places))
    }

    /// Sorts the values of the other column, each with its place in this one: by the values, then by the places.
    #[inline(always)]
    fn sort(&self, values: &[i32], space: &mut Space) {
        let ends = (i32::MAX, i32::MIN);
        let (least, greatest) = values.iter().fold(ends, |(least, greatest), value| {
            (if *value < least { *value } else { least }, if *value > greatest { *value } else { greatest })
        });
        let above = |value: i32| value.wrapping_sub(least) as u32;
        space.keys.resize(values.len(), 0);
        for ((key, at), place) in space.keys.iter_mut().zip(&self.order).zip(0_u64..) {
            *key = u64::from(above(values[*at as usize])) << 32 | place;
        }
        space.radix.sort(&mut space.keys, 32, 32 - above(greatest).leading_zeros());
    }

    /// Gives places that are tied in this column their middle ranks, and the order in which they come, so that none of
    /// them is out of order.
    #[inline(always)]
    fn settle_ties(&self, space: &mut Space, sums: &mut Sums) {
        let n = space.keys.len();
        space.places.resize(n, 0);
        space.seen.clear();
        space.seen.resize(n, 0);
        let (mut last, mut alike) = (u64::MAX, 0);
        let is_tied = self.is_tied.as_slice();
        for ((at, key), out) in space.keys.iter().enumerate().zip(&mut space.places) {
            let place = *key as u32;
            *out = place;
            if is_tied[place as usize / 64] >> (place % 64) & 1 == 0 {
                continue;
            }
            let rank = middle_rank(space.from[at] as usize, space.until[at] as usize, n);
            let moved = self.centred[place as usize] - own_rank(place, n);
            sums.products += i128::from(moved) * i128::from(rank);
            let first = self.first[place as usize];
            let both = *key >> 32 << 32 | u64::from(first);
            alike = if both == last { alike + 1 } else { 0 };
            last = both;
            sums.tied_in_both += alike;
            let seen = &mut space.seen[first as usize];
            *out = first + *seen;
            *seen += 1;
        }
    }
}

/// Finds where the keys of each value begin and end.
#[inline(always)]
fn group(space: &mut Space) {
    let n = space.keys.len();
    space.from.resize(n, 0);
    space.until.resize(n, 0);
    let (mut from, mut before) = (0, u32::MAX);
    for ((out, key), at) in space.from.iter_mut().zip(&space.keys).zip(0_u32..) {
        let value = (key >> 32) as u32;
        from = if value == before { from } else { at };
        before = value;
        *out = from;
    }
    let (mut until, mut after) = (n as u32, u32::MAX);
    for ((out, key), at) in space.until.iter_mut().zip(&space.keys).rev().zip((1..=n as u32).rev()) {
        let value = (key >> 32) as u32;
        until = if value == after { until } else { at };
        after = value;
        *out = until;
    }
}

/// The sums of two columns, as if the first had no ties.
#[inline(always)]
fn multiply(space: &Space) -> Sums {
    let n = space.keys.len();
    let (mut sums, mut tied) = (Sums::default(), 0_i128);
    let rows = space.from.chunks(CHUNK).zip(space.until.chunks(CHUNK));
    for (keys, (from, until)) in space.keys.chunks(CHUNK).zip(rows) {
        let (mut products, mut squares, mut others) = (0_i64, 0_i64, 0_u64);
        for ((key, from), until) in keys.iter().zip(from).zip(until) {
            let rank = i64::from((from + until) as i32 - n as i32);
            products += i64::from(own_rank(*key as u32, n)) * rank;
            squares += rank * rank;
            others += u64::from(until - from - 1);
        }
        sums.products += i128::from(products);
        sums.squares += i128::from(squares);
        tied += i128::from(others);
    }
    sums.tied_pairs = tied / 2;
    sums
}

fn pairs(of: usize) -> i128 {
    let of = of as i128;
    of * (of - 1) / 2
}

/// Twice the middle of the ranks of some places in a row, counted from 1, less the mean of that over all.
#[inline(always)]
fn middle_rank(from: usize, until: usize, n: usize) -> i32 {
    (from + until) as i32 - n as i32
}

/// That of one place.
#[inline(always)]
fn own_rank(place: u32, n: usize) -> i32 {
    2 * place as i32 + 1 - n as i32
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
        prop_assert_eq!(ranked.sums(x, &mut space), wide!(ranked.sums(x, &mut space)));
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
