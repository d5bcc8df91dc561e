//! Rising numbers into the place of a value among them, mostly in O(1).

/// Numbers in rising order with an index of equal buckets over their range.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rising {
    values: Box<[i64]>,
    /// Where the first bucket begins: the second value, since the first may lie far before all others.
    low: i64,
    /// Width of a bucket as a power of two.
    shift: u32,
    /// For the start of each bucket and the end of the last one: the last value not after it.
    buckets: Box<[u32]>,
}

impl Rising {
    /// Indexes values in rising order, not empty.
    pub(super) fn new(values: Vec<i64>) -> Self {
        let low = values.get(1).copied().unwrap_or(i64::MAX);
        let range = values.last().map_or(0, |last| last.saturating_sub(low)).max(1);
        let width = (range / (2 * values.len() as i64)).max(1);
        let shift = width.ilog2();
        let mut buckets = Vec::new();
        let mut last = 0;
        for bucket in 0..=(range >> shift) + 1 {
            let start = low.saturating_add(bucket << shift);
            while values.get(last + 1).is_some_and(|next| *next <= start) {
                last += 1;
            }
            buckets.push(last as u32);
        }
        Rising { values: values.into(), low, shift, buckets: buckets.into() }
    }

    /// The numbers.
    pub(super) fn values(&self) -> &[i64] {
        &self.values
    }

    /// Index of the last value that is not greater; 0 if all are.
    pub(super) fn last_not_after(&self, value: i64) -> usize {
        if value < self.low {
            return 0;
        }
        let bucket = ((value - self.low) >> self.shift) as usize;
        let Some([first, last]) = self.buckets.get(bucket..bucket + 2) else { return self.values.len() - 1 };
        let (first, last) = (*first as usize, *last as usize);
        // Most buckets hold no boundary.
        if first == last {
            return first;
        }
        first + self.values[first + 1..=last].partition_point(|element| *element <= value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_search_finds(
            mut values in prop::collection::vec(-1_000i64..1_000, 1..40), far in 0i64..1 << 44, value in -1_100i64..1_100,
        ) {
            values.push(-far);
            values.sort_unstable();
            let rising = Rising::new(values.clone());
            for value in values.iter().copied().chain([value, value * far]) {
                let expected = values.partition_point(|element| *element <= value).saturating_sub(1);
                prop_assert_eq!(rising.last_not_after(value), expected);
            }
        }
    }
}
