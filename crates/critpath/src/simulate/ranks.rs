//! Two columns of integers into rank correlations: Spearman's and Kendall's, corrected for equal values.

/// A column that others are correlated with, put in order once.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    /// Positions in rising order of values.
    order: Vec<u32>,
    /// By place in that order: whether the value is that of the place before.
    is_tied: Vec<bool>,
    /// By place in that order: twice the middle rank, counted from 1, less its mean.
    centred: Vec<i64>,
    squares: i128,
    tied_pairs: i128,
}

/// Rank correlations of two columns; none where one of them does not vary.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct RankCorrelation {
    pub(super) spearman: Option<f64>,
    pub(super) kendall: Option<f64>,
}

impl Ranked {
    /// Puts a column in order. O(n log n).
    pub(super) fn new(values: &[i64]) -> Self {
        let mut order: Vec<u32> = (0..values.len() as u32).collect();
        order.sort_by_key(|at| values[*at as usize]);
        let mut is_tied = vec![false; values.len()];
        for place in 1..order.len() {
            is_tied[place] = values[order[place] as usize] == values[order[place - 1] as usize];
        }
        let (centred, tied_pairs) = middle_ranks(&is_tied);
        let squares = centred.iter().map(|rank| i128::from(*rank) * i128::from(*rank)).sum();
        Ranked { order, is_tied, centred, squares, tied_pairs }
    }

    /// Correlates another column with this one.
    ///
    /// Spearman's coefficient is Pearson's of the middle ranks. Kendall's is tau b: pairs in order less pairs out of
    /// order, over the geometric mean of the pairs that are not tied (Knight 1966). O(n log n).
    pub(super) fn correlate(&self, values: &[i32], space: &mut Space) -> RankCorrelation {
        let n = values.len();
        space.sequence.clear();
        space.sequence.extend(self.order.iter().map(|at| values[*at as usize]));
        // Where this column is tied, the other is put in order, so that it counts as not out of order.
        let mut tied_in_both: i128 = 0;
        let mut from = 0;
        space.places.clear();
        space.places.extend(0..n as u32);
        for place in 1..=n {
            if place < n && self.is_tied[place] {
                continue;
            }
            if place - from > 1 {
                let group = &mut space.places[from..place];
                group.sort_by_key(|at| space.sequence[*at as usize]);
                let equal = |a: &u32, b: &u32| space.sequence[*a as usize] == space.sequence[*b as usize];
                tied_in_both += group.chunk_by(equal).map(|tied| pairs(tied.len())).sum::<i128>();
            }
            from = place;
        }
        space.sorted.clear();
        space.sorted.extend(space.places.iter().map(|at| space.sequence[*at as usize]));
        // Ranks of the other column, by place in the order of this one.
        space.places.sort_by_key(|at| space.sequence[*at as usize]);
        space.is_tied.clear();
        space.is_tied.resize(n, false);
        for place in 1..n {
            let value = |place: usize| space.sequence[space.places[place] as usize];
            space.is_tied[place] = value(place) == value(place - 1);
        }
        let (centred, tied_pairs) = middle_ranks(&space.is_tied);
        let squares: i128 = centred.iter().map(|rank| i128::from(*rank) * i128::from(*rank)).sum();
        if squares == 0 || self.squares == 0 {
            return RankCorrelation::default();
        }
        let products: i128 = (space.places.iter().zip(&centred))
            .map(|(at, rank)| i128::from(self.centred[*at as usize]) * i128::from(*rank))
            .sum();
        let spearman = products as f64 / (libm::sqrt(squares as f64) * libm::sqrt(self.squares as f64));
        let out_of_order = inversions(&mut space.sorted, &mut space.buffer);
        let all = pairs(n);
        let in_order = all - self.tied_pairs - tied_pairs + tied_in_both - out_of_order;
        let untied = libm::sqrt((all - self.tied_pairs) as f64) * libm::sqrt((all - tied_pairs) as f64);
        let kendall = (in_order - out_of_order) as f64 / untied;
        RankCorrelation { spearman: Some(spearman), kendall: Some(kendall) }
    }
}

/// Room for the columns that are correlated one after the other.
#[derive(Debug, Default)]
pub(super) struct Space {
    sequence: Vec<i32>,
    places: Vec<u32>,
    sorted: Vec<i32>,
    buffer: Vec<i32>,
    is_tied: Vec<bool>,
}

fn pairs(of: usize) -> i128 {
    let of = of as i128;
    of * (of - 1) / 2
}

/// Twice the middle rank of each place, less the mean of that; and the pairs that are tied.
fn middle_ranks(is_tied: &[bool]) -> (Vec<i64>, i128) {
    let n = is_tied.len();
    let mut ranks = vec![0; n];
    let mut tied_pairs = 0;
    let mut from = 0;
    for place in 1..=n {
        if place < n && is_tied[place] {
            continue;
        }
        // Ranks from + 1 to place.
        ranks[from..place].fill((from + 1 + place) as i64 - (n as i64 + 1));
        tied_pairs += pairs(place - from);
        from = place;
    }
    (ranks, tied_pairs)
}

/// Pairs of which the former is greater. O(n log n), by merging.
fn inversions(values: &mut Vec<i32>, buffer: &mut Vec<i32>) -> i128 {
    let n = values.len();
    buffer.clear();
    buffer.resize(n, 0);
    let mut count: u64 = 0;
    let mut width = 1;
    while width < n {
        for from in (0..n).step_by(2 * width) {
            let (middle, end) = ((from + width).min(n), (from + 2 * width).min(n));
            let (mut left, mut right) = (from, middle);
            for out in &mut buffer[from..end] {
                let takes_right = right < end && (left == middle || values[right] < values[left]);
                if takes_right {
                    count += (middle - left) as u64;
                    *out = values[right];
                    right += 1;
                } else {
                    *out = values[left];
                    left += 1;
                }
            }
        }
        std::mem::swap(values, buffer);
        width *= 2;
    }
    i128::from(count)
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
        let rank = |below: usize, equal: usize| below as f64 + (equal as f64 + 1.0) / 2.0;
        let of_x =
            x.iter().map(|v| rank(x.iter().filter(|o| *o < v).count(), x.iter().filter(|o| *o == v).count()));
        let of_y =
            y.iter().map(|v| rank(y.iter().filter(|o| *o < v).count(), y.iter().filter(|o| *o == v).count()));
        let middle = (x.len() as f64 + 1.0) / 2.0;
        let (of_x, of_y): (Vec<f64>, Vec<f64>) =
            (of_x.map(|r| r - middle).collect(), of_y.map(|r| r - middle).collect());
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let spearman = product(&of_x, &of_y) / (product(&of_x, &of_x) * product(&of_y, &of_y)).sqrt();
        (spearman, sum / (untied_x * untied_y).sqrt())
    }

    proptest! {
        #[test]
        fn correlations_are_those_of_the_definitions(
            pairs in proptest::collection::vec((-4..5_i32, -6..7_i64), 2..60)
        ) {
            let (x, y): (Vec<i32>, Vec<i64>) = pairs.into_iter().unzip();
            let found = Ranked::new(&y).correlate(&x, &mut Space::default());
            let (spearman, kendall) = naive(&x, &y);
            match (found.spearman, found.kendall) {
                (Some(a), Some(b)) => {
                    prop_assert!((a - spearman).abs() < 1e-12, "{a} {spearman}");
                    prop_assert!((b - kendall).abs() < 1e-12, "{b} {kendall}");
                }
                _ => prop_assert!(spearman.is_nan() && kendall.is_nan()),
            }
        }
    }
}
