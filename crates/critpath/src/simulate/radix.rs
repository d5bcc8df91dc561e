//! Keys into rising order, a digit at a time: without comparing them, so that nothing needs to be guessed.

/// Bits of a digit, at most: as many places are written to in turn as the nearest cache has lines.
const DIGIT_BITS: u32 = 9;

/// Room for sorting keys one time after the other.
#[derive(Debug, Default)]
pub(super) struct Radix {
    spare: Vec<u64>,
    places: Vec<u32>,
}

impl Radix {
    /// Sorts keys by so many bits from a first one on, and leaves in place what is equal there. O(keys × bits).
    #[inline(always)]
    pub(super) fn sort(&mut self, keys: &mut Vec<u64>, first_bit: u32, bits: u32) {
        let digits = bits.div_ceil(DIGIT_BITS);
        let digit_bits = bits.div_ceil(digits.max(1));
        self.spare.resize(keys.len(), 0);
        for digit in 0..digits {
            let below = digit * digit_bits;
            self.deal(keys, first_bit + below, digit_bits.min(bits - below));
            std::mem::swap(keys, &mut self.spare);
        }
    }

    /// Deals the keys by one digit.
    #[inline(always)]
    fn deal(&mut self, keys: &[u64], first_bit: u32, bits: u32) {
        let mask = (1_usize << bits) - 1;
        let digit = |key: u64| (key >> first_bit) as usize & mask;
        self.places.clear();
        self.places.resize(mask + 1, 0);
        let places = &mut self.places[..=mask];
        keys.iter().for_each(|key| places[digit(*key)] += 1);
        let mut next = 0;
        for place in places.iter_mut() {
            next += std::mem::replace(place, next);
        }
        for key in keys {
            let place = &mut places[digit(*key)];
            self.spare[*place as usize] = *key;
            *place += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_rise_by_their_bits_and_else_stay(
            mut keys in proptest::collection::vec(any::<u64>(), 0..200),
            first_bit in 0..33_u32,
            bits in 0..33_u32,
        ) {
            let by_bits = |key: &u64| key >> first_bit & ((1 << bits) - 1);
            let mut sorted = keys.clone();
            sorted.sort_by_key(by_bits);
            Radix::default().sort(&mut keys, first_bit, bits);
            prop_assert_eq!(keys, sorted);
        }
    }
}
