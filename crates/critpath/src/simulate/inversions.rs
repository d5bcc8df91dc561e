//! Distinct numbers, one after the other, into how many pairs of them are out of order.

/// Counts, of each number that is added, those before it that are greater.
///
/// Numbers are bits of words. A word's share of what lies above it is kept at every level of a tree whose nodes have
/// sixteen children: for each child, how many numbers its greater siblings hold. Adding to all lesser siblings at once
/// is one sum of sixteen lanes, so that a number costs a few operations for each level: O(log16 n).
#[derive(Debug, Clone, Default)]
pub(super) struct Inversions {
    words: Vec<u64>,
    /// From the words up: by node, for each child the numbers of its greater siblings.
    levels: Vec<Vec<[u32; WIDTH]>>,
}

const WIDTH: usize = 16;
const WIDTH_BITS: u32 = 4;
const WORD_BITS: u32 = 6;

/// By child: one for each lesser sibling.
const LESSER: [[u32; WIDTH]; WIDTH] = {
    let mut table = [[0; WIDTH]; WIDTH];
    let mut child = 0;
    while child < WIDTH {
        let mut lesser = 0;
        while lesser < child {
            table[child][lesser] = 1;
            lesser += 1;
        }
        child += 1;
    }
    table
};

impl Inversions {
    /// Forgets all numbers, and makes room for those below a limit.
    pub(super) fn clear(&mut self, limit: usize) {
        let mut nodes = limit.div_ceil(1 << WORD_BITS).max(1);
        self.words.clear();
        self.words.resize(nodes, 0);
        let mut depth = 0;
        while nodes > 1 {
            nodes = nodes.div_ceil(WIDTH);
            if self.levels.len() == depth {
                self.levels.push(Vec::new());
            }
            self.levels[depth].clear();
            self.levels[depth].resize(nodes, [0; WIDTH]);
            depth += 1;
        }
        self.levels.truncate(depth);
    }

    /// Adds a number that is not there yet. How many greater ones are.
    #[inline]
    pub(super) fn add(&mut self, number: u32) -> u64 {
        let mut at = (number >> WORD_BITS) as usize;
        let word = &mut self.words[at];
        let bit = number % (1 << WORD_BITS);
        let mut greater = (*word >> bit).count_ones();
        *word |= 1 << bit;
        for level in &mut self.levels {
            let (node, child) = (at >> WIDTH_BITS, at % WIDTH);
            let counts = &mut level[node];
            greater += counts[child];
            for (count, one) in counts.iter_mut().zip(&LESSER[child]) {
                *count += one;
            }
            at = node;
        }
        u64::from(greater)
    }
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
            let numbers: Vec<u32> = keys.iter().map(|key| sorted.partition_point(|other| other < key) as u32).collect();
            let mut inversions = Inversions::default();
            for _ in 0..2 {
                inversions.clear(numbers.len());
                for (at, number) in numbers.iter().enumerate() {
                    let greater = numbers[..at].iter().filter(|before| *before > number).count();
                    prop_assert_eq!(inversions.add(*number), greater as u64);
                }
            }
        }
    }
}
