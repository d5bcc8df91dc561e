//! A permutation into how many pairs of it are out of order.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, i16x16, u16x16};

/// Counts, of each number of a permutation, those before it that are greater.
///
/// A block of numbers is counted chunk by chunk. Within a chunk all pairs are compared, sixteen at once. Numbers of
/// earlier chunks are bits of words, and of each word it is known how many of them it and the lesser words hold: what is
/// greater than a number is what lies above it in its own word, and what is not in lesser words.
///
/// Larger permutations have blocks as the leaves of a tree whose nodes have sixteen children. A node keeps, for each
/// child, how many numbers it and its lesser siblings hold: adding to all that count a number is one sum of sixteen
/// lanes. One sum waits for the one before it at the same node, so the numbers are counted in four segments at once, and
/// the pairs between segments by what the nodes hold at the end.
#[derive(Debug, Clone, Default)]
pub(super) struct Inversions {
    block: Block,
    /// The numbers by block, each less the first one of its block.
    dealt: Vec<u32>,
    /// Of one level of the tree, by segment.
    nodes: Vec<[[u32; WIDTH]; SEGMENTS]>,
}

/// Numbers of a block that have been seen.
#[derive(Debug, Clone)]
struct Block {
    /// By [`slot`]: a bit for each number of a word.
    words: [u64; WORDS],
    /// By slot: how many of them are set.
    counts: [u16; WORDS],
    /// By slot: how many are set in this word and the lesser ones.
    up_to: [u16; WORDS],
}

const SEGMENTS: usize = 4;
const WIDTH: usize = 16;
const WIDTH_BITS: u32 = 4;
const WORD_BITS: u32 = 6;
/// Of a block.
const WORDS: usize = WIDTH * WIDTH;
const BLOCK_BITS: u32 = WORD_BITS + 2 * WIDTH_BITS;
const BLOCK: usize = 1 << BLOCK_BITS;
const CHUNK: usize = 2 * WIDTH;

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

/// By lane: one for each later lane.
const LATER: [[i16; WIDTH]; WIDTH] = {
    let mut table = [[0; WIDTH]; WIDTH];
    let mut lane = 0;
    while lane < WIDTH {
        let mut other = lane + 1;
        while other < WIDTH {
            table[lane][other] = 1;
            other += 1;
        }
        lane += 1;
    }
    table
};

impl Inversions {
    /// How many pairs of a permutation of `0..numbers.len()` are out of order. O(n log16 n).
    #[inline(always)]
    pub(super) fn count<S: Simd>(&mut self, simd: S, numbers: &[u32]) -> u64 {
        if numbers.len() <= BLOCK {
            return self.block.count(simd, numbers);
        }
        let mut out_of_order = 0;
        let mut first_bit = BLOCK_BITS;
        while (numbers.len() - 1) >> first_bit > 0 {
            out_of_order += self.within_nodes(numbers, first_bit);
            first_bit += WIDTH_BITS;
        }
        self.deal(numbers);
        for numbers in self.dealt.chunks(BLOCK) {
            out_of_order += self.block.count(simd, numbers);
        }
        out_of_order
    }

    /// Deals the numbers into blocks, in their order.
    fn deal(&mut self, numbers: &[u32]) {
        self.dealt.resize(numbers.len(), 0);
        let mut next: Vec<usize> = (0..numbers.len()).step_by(BLOCK).collect();
        for number in numbers {
            let next = &mut next[(number >> BLOCK_BITS) as usize];
            self.dealt[*next] = number % BLOCK as u32;
            *next += 1;
        }
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

/// Where a word is kept: sixteen words in a row are one below the other, so that rows are summed up side by side.
#[inline(always)]
fn slot(number: u32) -> usize {
    const LANE: u32 = WIDTH as u32 - 1;
    ((number >> WORD_BITS & LANE) << WIDTH_BITS | number >> (WORD_BITS + WIDTH_BITS) & LANE) as usize
}

impl Default for Block {
    fn default() -> Self {
        Block { words: [0; WORDS], counts: [0; WORDS], up_to: [0; WORDS] }
    }
}

impl Block {
    /// How many pairs of a permutation of at most [`BLOCK`] numbers are out of order.
    #[inline(always)]
    fn count<S: Simd>(&mut self, simd: S, numbers: &[u32]) -> u64 {
        *self = Block::default();
        let (chunks, rest) = numbers.as_chunks::<CHUNK>();
        let mut out_of_order = 0;
        for (chunk, before) in chunks.iter().zip((0..).step_by(CHUNK)) {
            out_of_order += self.before(chunk, before);
            self.insert(chunk);
            out_of_order += within_chunk(simd, chunk);
            self.sum_up(simd);
        }
        if !rest.is_empty() {
            // Greater numbers at the end are in order.
            let mut last = std::array::from_fn(|at| (numbers.len() - rest.len() + at) as u32);
            last[..rest.len()].copy_from_slice(rest);
            out_of_order += self.before(&last, numbers.len() - rest.len()) + within_chunk(simd, &last);
        }
        out_of_order
    }

    /// Pairs of a number of a chunk and one of those before the chunk.
    #[inline(always)]
    fn before(&self, chunk: &[u32; CHUNK], before: usize) -> u64 {
        let (mut in_word, mut up_to_word) = (0, 0);
        for number in chunk {
            let slot = slot(*number);
            in_word += u64::from((self.words[slot] >> (number % u64::BITS)).count_ones());
            up_to_word += u64::from(self.up_to[slot]);
        }
        (CHUNK * before) as u64 + in_word - up_to_word
    }

    #[inline(always)]
    fn insert(&mut self, chunk: &[u32; CHUNK]) {
        for number in chunk {
            let slot = slot(*number);
            self.words[slot] |= 1 << (number % u64::BITS);
            self.counts[slot] += 1;
        }
    }

    /// Finds how many numbers the words up to each hold.
    #[inline(always)]
    fn sum_up<S: Simd>(&mut self, simd: S) {
        let none = u16x16::splat(simd, 0);
        let rows: [u16x16<S>; WIDTH] =
            std::array::from_fn(|row| u16x16::from_slice(simd, &self.counts[row * WIDTH..][..WIDTH]));
        let in_lane = rows.iter().fold(none, |sum, row| sum + *row);
        // Of all lesser lanes: each from the one before, then two, four and eight together.
        let mut sum = none.slide::<15>(in_lane);
        sum += none.slide::<15>(sum);
        sum += none.slide::<14>(sum);
        sum += none.slide::<12>(sum);
        sum += none.slide::<8>(sum);
        for (up_to, row) in self.up_to.as_chunks_mut::<WIDTH>().0.iter_mut().zip(rows) {
            sum += row;
            sum.store_slice(up_to);
        }
    }
}

/// Pairs of numbers of a chunk.
#[inline(always)]
fn within_chunk<S: Simd>(simd: S, chunk: &[u32; CHUNK]) -> u64 {
    let numbers = chunk.map(|number| number as i16);
    let lanes = |of: &[i16]| i16x16::from_slice(simd, of);
    let (none, one) = (i16x16::splat(simd, 0), i16x16::splat(simd, 1));
    let (first, second) = (lanes(&numbers[..WIDTH]), lanes(&numbers[WIDTH..]));
    let mut out_of_order = none;
    for (lane, later) in LATER.iter().enumerate() {
        let later = lanes(later);
        let of_first = i16x16::splat(simd, numbers[lane]);
        let of_second = i16x16::splat(simd, numbers[WIDTH + lane]);
        out_of_order += of_first.simd_gt(first).select(later, none);
        out_of_order += of_first.simd_gt(second).select(one, none);
        out_of_order += of_second.simd_gt(second).select(later, none);
    }
    let lanes: [i16; WIDTH] = out_of_order.into();
    lanes.iter().map(|pairs| *pairs as u64).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};
    use proptest::prelude::*;

    /// Merges sorted halves, and counts who overtakes whom.
    fn merged(numbers: &[u32]) -> (Vec<u32>, u64) {
        let n = numbers.len();
        if n < 2 {
            return (numbers.to_vec(), 0);
        }
        let ((left, of_left), (right, of_right)) = (merged(&numbers[..n / 2]), merged(&numbers[n / 2..]));
        let (mut all, mut next, mut out_of_order) = (Vec::with_capacity(n), 0, of_left + of_right);
        for number in right {
            while next < left.len() && left[next] < number {
                all.push(left[next]);
                next += 1;
            }
            out_of_order += (left.len() - next) as u64;
            all.push(number);
        }
        all.extend(&left[next..]);
        (all, out_of_order)
    }

    /// The ranks of random keys are a random permutation.
    fn check(keys: &[u64]) -> Result<(), TestCaseError> {
        let mut order: Vec<u32> = (0..keys.len() as u32).collect();
        order.sort_by_key(|at| keys[*at as usize]);
        let (_, expected) = merged(&order);
        let mut inversions = Inversions::default();
        for _ in 0..2 {
            prop_assert_eq!(dispatch!(Level::new(), simd => inversions.count(simd, &order)), expected);
            let baseline = Level::baseline();
            prop_assert_eq!(dispatch!(baseline, simd => inversions.count(simd, &order)), expected);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn pairs_out_of_order_are_counted(keys in proptest::collection::vec(any::<u64>(), 1..1500)) {
            check(&keys)?;
        }
    }

    #[test]
    fn permutations_of_several_blocks_are_counted() {
        for length in [BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 77, 17 * BLOCK] {
            let keys: Vec<u64> =
                (1..=length as u64).map(|key| key.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
            check(&keys).unwrap();
        }
    }
}
