//! Values into keys in rising order, a digit at a time: without comparing them, so that nothing needs to be guessed.

/// A value in the upper bits, and the place at which it was in the lower ones.
pub(super) trait Key: Copy + Default {
    fn new(value: u32, place: u32, place_bits: u32) -> Self;

    /// So many bits of the key, from a first one on.
    fn digit(self, first_bit: u32, mask: usize) -> usize;

    fn value(self, place_bits: u32) -> u32;

    fn place(self, place_bits: u32) -> u32;
}

macro_rules! key {
    ($word:ty) => {
        impl Key for $word {
            #[inline(always)]
            fn new(value: u32, place: u32, place_bits: u32) -> Self {
                <$word>::from(value) << place_bits | <$word>::from(place)
            }

            #[inline(always)]
            fn digit(self, first_bit: u32, mask: usize) -> usize {
                (self >> first_bit) as usize & mask
            }

            #[inline(always)]
            fn value(self, place_bits: u32) -> u32 {
                (self >> place_bits) as u32
            }

            #[inline(always)]
            fn place(self, place_bits: u32) -> u32 {
                (self & ((1 << place_bits) - 1)) as u32
            }
        }
    };
}

key!(u32);
key!(u64);

/// Bits of a digit, at most: as many places are written to in turn as the nearer caches have lines.
const DIGIT_BITS: u32 = 10;
/// Digits of a value, at most.
const DIGITS: usize = u32::BITS.div_ceil(DIGIT_BITS) as usize;

/// Room for sorting values one time after the other.
#[derive(Debug, Default)]
pub(super) struct Radix<K> {
    keys: Vec<K>,
    spare: Vec<K>,
    /// By digit, its first one the lowest: how many values have it, then where the next key with it goes.
    places: [Vec<u32>; DIGITS],
}

impl<K: Key> Radix<K> {
    /// Keys of values below 2 to the power of `value_bits`, by value, equal ones by place; the places need `place_bits`.
    /// O(values × bits).
    #[inline(always)]
    pub(super) fn sort(&mut self, values: &[u32], value_bits: u32, place_bits: u32) -> &[K] {
        let digits = value_bits.div_ceil(DIGIT_BITS).max(1);
        let digit_bits = value_bits.div_ceil(digits);
        let mask = (1 << digit_bits) - 1;
        self.keys.resize(values.len(), K::default());
        self.spare.resize(values.len(), K::default());
        let places = &mut self.places[..digits as usize];
        for (places, digit) in places.iter_mut().zip(0..) {
            places.clear();
            places.resize(mask + 1, 0);
            let places = &mut places[..=mask];
            values.iter().for_each(|value| places[(value >> (digit * digit_bits)) as usize & mask] += 1);
            let mut next = 0;
            for place in places {
                next += std::mem::replace(place, next);
            }
        }
        let key = |(value, place): (&u32, u32)| K::new(*value, place, place_bits);
        deal(values.iter().zip(0..).map(key), &mut self.keys, &mut places[0], place_bits);
        for (places, digit) in places.iter_mut().zip(0..).skip(1) {
            deal(self.keys.iter().copied(), &mut self.spare, places, place_bits + digit * digit_bits);
            std::mem::swap(&mut self.keys, &mut self.spare);
        }
        &self.keys
    }
}

/// Deals keys by the digit from a first bit on.
#[inline(always)]
fn deal<K: Key>(keys: impl Iterator<Item = K>, out: &mut [K], places: &mut [u32], first_bit: u32) {
    let mask = places.len() - 1;
    for key in keys {
        let place = &mut places[key.digit(first_bit, mask)];
        out[*place as usize] = key;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check<K: Key>(values: &[u32], value_bits: u32, place_bits: u32) -> Result<(), TestCaseError> {
        let mut sorted: Vec<(u32, u32)> = values.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        let mut radix = Radix::<K>::default();
        for _ in 0..2 {
            let keys = radix.sort(values, value_bits, place_bits).iter();
            let found: Vec<_> = keys.map(|key| (key.value(place_bits), key.place(place_bits))).collect();
            prop_assert_eq!(&found, &sorted);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn values_rise_and_equal_ones_stay(
            values in proptest::collection::vec(any::<u32>(), 1..200),
            value_bits in 0..33_u32,
        ) {
            let cut = |value: &u32| (u64::from(*value) & ((1 << value_bits) - 1)) as u32;
            let values: Vec<u32> = values.iter().map(cut).collect();
            check::<u64>(&values, value_bits, 8)?;
            if value_bits <= 24 {
                check::<u32>(&values, value_bits, 8)?;
            }
        }
    }
}
