//! Numbers into a set that gives them back in rising or falling order.

/// A set of numbers below a limit, one bit for each.
#[derive(Debug, Clone)]
pub(crate) struct Marks {
    words: Vec<u64>,
}

const BITS: usize = u64::BITS as usize;

impl Marks {
    /// An empty set for numbers below `limit`. O(limit / 64).
    pub(crate) fn new(limit: usize) -> Self {
        Marks { words: vec![0; limit.div_ceil(BITS)] }
    }

    /// Adds a number, and tells whether it was missing. O(1).
    #[inline]
    pub(crate) fn add(&mut self, number: usize) -> bool {
        let (word, bit) = (&mut self.words[number / BITS], 1 << (number % BITS));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Takes out the lowest number, knowing that none is below `from`. O(distance to it / 64).
    #[inline]
    pub(crate) fn take_from(&mut self, from: usize) -> Option<usize> {
        let start = from / BITS;
        let at = start + self.words.get(start..)?.iter().position(|word| *word != 0)?;
        let bit = self.words[at].trailing_zeros() as usize;
        self.words[at] &= !(1 << bit);
        Some(at * BITS + bit)
    }

    /// Takes out the highest number, knowing that none is above `from`. O(distance to it / 64).
    #[inline]
    pub(crate) fn take_back_from(&mut self, from: usize) -> Option<usize> {
        let end = (from / BITS + 1).min(self.words.len());
        let at = self.words[..end].iter().rposition(|word| *word != 0)?;
        let bit = BITS - 1 - self.words[at].leading_zeros() as usize;
        self.words[at] &= !(1 << bit);
        Some(at * BITS + bit)
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn numbers_come_back_in_either_order() {
        let marked = |numbers: &[usize]| {
            let mut marks = Marks::new(200);
            for number in numbers {
                marks.add(*number);
            }
            marks
        };
        let numbers = [3, 64, 63, 199, 3, 128];
        let mut rising = marked(&numbers);
        let rising: Vec<usize> = std::iter::from_fn(|| rising.take_from(0)).collect();
        assert_eq!(rising, [3, 63, 64, 128, 199]);
        let mut falling = marked(&numbers);
        let falling: Vec<usize> = std::iter::from_fn(|| falling.take_back_from(199)).collect();
        assert_eq!(falling, [199, 128, 64, 63, 3]);
        assert_eq!(marked(&[3]).take_from(64), None);
    }
}
