//! Two columns of integers into rank correlations: Spearman's and Kendall's, corrected for equal values.

use super::inversions::Inversions;

/// A column that others are correlated with, put in order once.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    /// Positions in rising order of values.
    order: Vec<u32>,
    /// By place in that order: twice the middle rank, counted from 1, less its mean.
    centred: Vec<i32>,
    /// By place in that order: the first place with this value, and one more bit if there are others.
    group: Vec<u32>,
    squares: i128,
    tied_pairs: i128,
}

/// Rank correlations of two columns; none where one of them does not vary.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct RankCorrelation {
    pub(super) spearman: Option<f64>,
    pub(super) kendall: Option<f64>,
}

const TIED: u32 = 1 << 31;

impl Ranked {
    /// Puts a column in order. O(n log n).
    pub(super) fn new(values: &[i64]) -> Self {
        let n = values.len();
        let mut order: Vec<u32> = (0..n as u32).collect();
        order.sort_by_key(|at| values[*at as usize]);
        let (mut centred, mut group) = (Vec::with_capacity(n), Vec::with_capacity(n));
        let (mut squares, mut tied_pairs) = (0, 0);
        let equal = |a: &u32, b: &u32| values[*a as usize] == values[*b as usize];
        for tied in order.chunk_by(equal) {
            let (from, count) = (group.len(), tied.len());
            let rank = middle_rank(from, count, n);
            let mark = if count > 1 { TIED } else { 0 };
            centred.extend(tied.iter().map(|_| rank as i32));
            group.extend(tied.iter().map(|_| from as u32 | mark));
            squares += i128::from(rank) * i128::from(rank) * count as i128;
            tied_pairs += pairs(count);
        }
        Ranked { order, centred, group, squares, tied_pairs }
    }

    /// Correlates another column with this one.
    ///
    /// Spearman's coefficient is Pearson's of the middle ranks. Kendall's is tau b: pairs in order less pairs out of
    /// order, over the geometric mean of the pairs that are not tied (Knight 1966). O(n) for columns that spread evenly,
    /// else O(n log n).
    pub(super) fn correlate(&self, values: &[i32], space: &mut Space) -> RankCorrelation {
        let n = values.len();
        self.sort(values, space);
        space.inversions.clear(n);
        space.seen.clear();
        space.seen.resize(n, 0);
        let (mut squares, mut products) = (0_i128, 0_i128);
        let (mut tied_pairs, mut tied_in_both, mut out_of_order) = (0, 0, 0);
        let mut from = 0;
        while from < n {
            // Values that are equal stand together, by their places in this column.
            let value = space.keys[from] >> 32;
            let mut until = from;
            let mut sum = 0_i64;
            let (mut last, mut alike) = (TIED, 0);
            while until < n && space.keys[until] >> 32 == value {
                let mut place = space.keys[until] as u32;
                sum += i64::from(self.centred[place as usize]);
                let group = self.group[place as usize];
                if group & TIED != 0 {
                    // Of places with equal values the first that is asked for comes first, so that none is out of order.
                    let first = group & !TIED;
                    alike = if last == first { alike + 1 } else { 0 };
                    tied_in_both += i128::from(alike);
                    last = first;
                    place = first + space.seen[first as usize];
                    space.seen[first as usize] += 1;
                }
                out_of_order += space.inversions.add(place);
                until += 1;
            }
            let count = until - from;
            let rank = middle_rank(from, count, n);
            products += i128::from(sum) * i128::from(rank);
            squares += i128::from(rank) * i128::from(rank) * count as i128;
            if count > 1 {
                tied_pairs += pairs(count);
            }
            from = until;
        }
        if squares == 0 || self.squares == 0 {
            return RankCorrelation::default();
        }
        let spearman = products as f64 / (libm::sqrt(squares as f64) * libm::sqrt(self.squares as f64));
        let (all, out_of_order) = (pairs(n), i128::from(out_of_order));
        let in_order = all - self.tied_pairs - tied_pairs + tied_in_both - out_of_order;
        let untied = libm::sqrt((all - self.tied_pairs) as f64) * libm::sqrt((all - tied_pairs) as f64);
        let kendall = (in_order - out_of_order) as f64 / untied;
        RankCorrelation { spearman: Some(spearman), kendall: Some(kendall) }
    }

    /// Sorts the values of the other column, each with its place in this one: by the values, then by the places. Evenly
    /// spread values are thrown into as many buckets as half of them, which leaves little to do.
    fn sort(&self, values: &[i32], space: &mut Space) {
        let n = values.len();
        let (least, greatest) = values
            .iter()
            .fold((i32::MAX, i32::MIN), |(least, greatest), value| (least.min(*value), greatest.max(*value)));
        let range = u64::from(greatest.wrapping_sub(least) as u32) + 1;
        let buckets = (n / 2 + 1) as u64;
        // Multiplied by this, a distance from the least value has its bucket in the upper half.
        let scale = (buckets << 32) / range;
        let bucket = |value: i32| ((u64::from(value.wrapping_sub(least) as u32) * scale) >> 32) as usize;
        space.first.clear();
        space.first.resize(buckets as usize + 1, 0);
        values.iter().for_each(|value| space.first[bucket(*value) + 1] += 1);
        let mut crowd = 0;
        for at in 0..buckets as usize {
            crowd = crowd.max(space.first[at + 1]);
            space.first[at + 1] += space.first[at];
        }
        space.keys.resize(n, 0);
        for (place, at) in (0_u64..).zip(&self.order) {
            let value = values[*at as usize];
            let to = &mut space.first[bucket(value)];
            space.keys[*to as usize] = u64::from(value.wrapping_sub(least) as u32) << 32 | place;
            *to += 1;
        }
        if crowd > CROWD {
            space.keys.sort_unstable();
            return;
        }
        for at in 1..n {
            let key = space.keys[at];
            let mut to = at;
            while to > 0 && space.keys[to - 1] > key {
                space.keys[to] = space.keys[to - 1];
                to -= 1;
            }
            space.keys[to] = key;
        }
    }
}

/// Buckets with more values than this are not worth sorting by moving one value at a time.
const CROWD: u32 = 24;

/// Room for the columns that are correlated one after the other.
#[derive(Debug, Default)]
pub(super) struct Space {
    first: Vec<u32>,
    /// Values in the upper half, places in the lower.
    keys: Vec<u64>,
    seen: Vec<u32>,
    inversions: Inversions,
}

fn pairs(of: usize) -> i128 {
    let of = of as i128;
    of * (of - 1) / 2
}

/// Twice the middle of some ranks in a row, counted from 1, less the mean of that over all.
fn middle_rank(from: usize, count: usize, n: usize) -> i64 {
    (2 * from + count) as i64 - n as i64
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
        let found = Ranked::new(y).correlate(x, &mut Space::default());
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
