//! A permutation into how many pairs of it are out of order.

/// Counts, of each number of a permutation, those before it that are greater.
///
/// Numbers are bits of words, and words the leaves of a tree whose nodes have sixteen children. A node keeps, for each
/// child, how many numbers it and its lesser siblings hold: adding to all that count a number is one sum of sixteen
/// lanes, so that a number costs a few operations for each level. One sum waits for the one before it at the same node,
/// so the numbers are counted in four segments at once, and the pairs between segments by what the nodes hold at the end.
#[derive(Debug, Clone, Default)]
pub(super) struct Inversions {
    words: Vec<u64>,
    /// Of one level of the tree, by segment.
    nodes: Vec<[[u32; WIDTH]; SEGMENTS]>,
}

const SEGMENTS: usize = 4;
const WIDTH: usize = 16;
const WIDTH_BITS: u32 = 4;
const WORD_BITS: u32 = 6;

/// By child: one for itself and each greater sibling.
const UP_TO: [[u32; WIDTH]; WIDTH] = {
    let mut table = [[0; WIDTH]; WIDTH];
    let mut child = 0;
    while child < WIDTH {
        let mut sibling = child;
        while sibling < WIDTH {
            table[child][sibling] = 1;
            sibling += 1;
        }
        child += 1;
    }
    table
};

impl Inversions {
    /// How many pairs of a permutation of `0..numbers.len()` are out of order. O(n log16 n).
    #[inline(always)]
    pub(super) fn count(&mut self, numbers: &[u32]) -> u64 {
        let mut out_of_order = self.within_words(numbers);
        let mut first_bit = WORD_BITS;
        while numbers.len() >> first_bit > 0 {
            out_of_order += self.within_nodes(numbers, first_bit);
            first_bit += WIDTH_BITS;
        }
        out_of_order
    }

    /// Pairs of numbers in the same word.
    #[inline(always)]
    fn within_words(&mut self, numbers: &[u32]) -> u64 {
        self.words.clear();
        self.words.resize((numbers.len() >> WORD_BITS) + 1, 0);
        let words = self.words.as_mut_slice();
        let mut out_of_order = 0;
        for number in numbers {
            let word = &mut words[(number >> WORD_BITS) as usize];
            let bit = number % (1 << WORD_BITS);
            out_of_order += u64::from((*word >> bit).count_ones());
            *word |= 1 << bit;
        }
        out_of_order
    }

    /// Pairs of numbers in different children of the same node of a level.
    #[inline(always)]
    fn within_nodes(&mut self, numbers: &[u32], first_bit: u32) -> u64 {
        self.nodes.clear();
        self.nodes.resize((numbers.len() >> (first_bit + WIDTH_BITS)) + 1, [[0; WIDTH]; SEGMENTS]);
        let nodes = self.nodes.as_mut_slice();
        let mut out_of_order = 0;
        let mut add = |segment: usize, number: u32| {
            let at = (number >> first_bit) as usize;
            let (counts, child) = (&mut nodes[at >> WIDTH_BITS][segment], at % WIDTH);
            out_of_order += u64::from(counts[WIDTH - 1] - counts[child]);
            counts.iter_mut().zip(&UP_TO[child]).for_each(|(count, one)| *count += one);
        };
        let length = numbers.len() / SEGMENTS;
        let [a, b, c, d]: [&[u32]; SEGMENTS] = std::array::from_fn(|at| &numbers[at * length..][..length]);
        for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
            add(0, *a);
            add(1, *b);
            add(2, *c);
            add(3, *d);
        }
        numbers[SEGMENTS * length..].iter().for_each(|number| add(SEGMENTS - 1, *number));
        out_of_order + self.nodes.iter().map(between_segments).sum::<u64>()
    }
}

/// Pairs of numbers of a node in different children and different segments.
fn between_segments(segments: &[[u32; WIDTH]; SEGMENTS]) -> u64 {
    let mut before = [0; WIDTH];
    let mut out_of_order = 0;
    for counts in segments {
        let mut lesser = 0;
        for (up_to, before_up_to) in counts.iter().zip(before) {
            let greater_before = before[WIDTH - 1] - before_up_to;
            out_of_order += u64::from(greater_before) * u64::from(up_to - lesser);
            lesser = *up_to;
        }
        before.iter_mut().zip(counts).for_each(|(before, more)| *before += more);
    }
    out_of_order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pairs_out_of_order_are_counted(mut keys in proptest::collection::vec(any::<u32>(), 1..1500)) {
            // The ranks of random keys are a random permutation.
            let mut sorted = keys.clone();
            sorted.sort_unstable();
            sorted.dedup();
            let mut seen = std::collections::BTreeSet::new();
            keys.retain(|key| seen.insert(*key));
            let rank = |key: &u32| sorted.partition_point(|other| other < key) as u32;
            let numbers: Vec<u32> = keys.iter().map(rank).collect();
            let greater_before =
                |at: usize| numbers[..at].iter().filter(|before| **before > numbers[at]).count() as u64;
            let expected: u64 = (0..numbers.len()).map(greater_before).sum();
            let mut inversions = Inversions::default();
            for _ in 0..2 {
                prop_assert_eq!(inversions.count(&numbers), expected);
            }
        }
    }
}
