//! A seed, a variable and a run into random bits: the counter-based generator Philox4x64-10.
//!
//! Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. The words are those of
//! `numpy.random.Philox(key=[seed, variable])`, which counts before it generates: its first four words come from
//! the counter 1. A run takes one half of a word, the lower half first, so that the uniforms of a variable are what
//! numpy's `integers(0, 2**32, dtype=uint32)` gives, in the order of the runs.

/// Runs that share one block of the generator: four words of 64 bits, each with two halves.
pub const RUNS_PER_BLOCK: u64 = 8;

const ROUNDS: usize = 10;
const MULTIPLIERS: [u64; 2] = [0xD2E7_470E_E14C_6C93, 0xCA5A_8263_9512_1157];
const WEYL: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xBB67_AE85_84CA_A73B];

/// One block of Philox4x64-10.
///
/// ```
/// use critpath::simulate::random::philox;
/// assert_eq!(philox([0; 4], [0; 2])[0], 0x1655_4D9E_CA36_314C);
/// ```
#[inline(always)]
pub fn philox(counter: [u64; 4], key: [u64; 2]) -> [u64; 4] {
    let (mut c, mut k) = (counter, key);
    for _ in 0..ROUNDS {
        let (high_0, low_0) = multiplied(MULTIPLIERS[0], c[0]);
        let (high_1, low_1) = multiplied(MULTIPLIERS[1], c[2]);
        c = [high_1 ^ c[1] ^ k[0], low_1, high_0 ^ c[3] ^ k[1], low_0];
        k = [k[0].wrapping_add(WEYL[0]), k[1].wrapping_add(WEYL[1])];
    }
    c
}

#[inline(always)]
fn multiplied(a: u64, b: u64) -> (u64, u64) {
    let product = u128::from(a) * u128::from(b);
    ((product >> 64) as u64, product as u64)
}

/// The random bits of one variable, by run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    key: [u64; 2],
}

impl Stream {
    /// The stream of a variable under a seed.
    pub fn new(seed: u64, variable: u64) -> Self {
        Stream { key: [seed, variable] }
    }

    /// The 32 bits of a run.
    pub fn bits(self, run: u64) -> u32 {
        let words = philox([run / RUNS_PER_BLOCK + 1, 0, 0, 0], self.key);
        let word = words[(run % RUNS_PER_BLOCK / 2) as usize];
        (if run.is_multiple_of(2) { word } else { word >> 32 }) as u32
    }

    /// The bits of runs in a row, from a multiple of [`RUNS_PER_BLOCK`] on. What is left of `out` beyond whole
    /// blocks stays as it is.
    #[inline(always)]
    pub fn fill(self, first_run: u64, out: &mut [u32]) {
        debug_assert!(first_run.is_multiple_of(RUNS_PER_BLOCK));
        let first = first_run / RUNS_PER_BLOCK + 1;
        for (block, out) in (first..).zip(out.as_chunks_mut::<{ RUNS_PER_BLOCK as usize }>().0) {
            let words = philox([block, 0, 0, 0], self.key);
            for (pair, word) in out.as_chunks_mut::<2>().0.iter_mut().zip(words) {
                *pair = [word as u32, (word >> 32) as u32];
            }
        }
    }
}

/// The key of a variable: what it is and whose, so that it draws the same numbers whatever else is in the plan.
///
/// FNV-1a over the words, with a mark between them.
pub fn variable_key(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0xFF]));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The middle of the 2^32nd of the unit interval that bits stand for, between 2^-33 and 1 - 2^-33.
#[inline]
pub fn uniform(bits: u32) -> f64 {
    (f64::from(bits) + 0.5) / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known answers that come with Random123.
    #[test]
    fn known_answers() {
        let answers: [([u64; 4], [u64; 2], [u64; 4]); 3] = [
            (
                [0; 4],
                [0; 2],
                [0x1655_4D9E_CA36_314C, 0xDB20_FE9D_672D_0FDC, 0xD7E7_72CE_E186_176B, 0x7E68_B68A_EC7B_A23B],
            ),
            (
                [u64::MAX; 4],
                [u64::MAX; 2],
                [0x87B0_92C3_013F_E90B, 0x438C_3C67_BE8D_0224, 0x9CC7_D7C6_9CD7_77B6, 0xA09C_AEBF_594F_0BA0],
            ),
            (
                [0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344, 0xA409_3822_299F_31D0, 0x082E_FA98_EC4E_6C89],
                [0x4528_21E6_38D0_1377, 0xBE54_66CF_34E9_0C6C],
                [0xA528_F454_03E6_1D95, 0x38C7_2DBD_566E_9788, 0xA5A1_610E_72FD_18B5, 0x57BD_43B5_E52B_7FE6],
            ),
        ];
        for (counter, key, words) in answers {
            assert_eq!(philox(counter, key), words);
        }
    }

    /// `numpy.random.Philox(key=[2026, 7]).random_raw(8)` of numpy 2.4.6, and the same with another key and counter.
    #[test]
    fn words_are_those_of_numpy() {
        let words: Vec<u64> = (1..3).flat_map(|counter| philox([counter, 0, 0, 0], [2026, 7])).collect();
        let numpy = [
            0x3DF5_634F_DDC9_A50D,
            0x7FB5_3BDB_9688_9B50,
            0x12B8_47D5_35B3_0860,
            0x45B7_7D13_9BC5_3EB1,
            0x10D1_CFD6_760D_62CD,
            0xACE6_3EEA_C33F_A655,
            0x2956_9D25_3628_1423,
            0x75B4_C750_CC04_7A02,
        ];
        assert_eq!(words, numpy);
        let later = philox([1_000_000_000_001, 0, 0, 0], [u64::MAX, 0x0123_4567_89AB_CDEF]);
        assert_eq!(later[..2], [0x05DA_6867_AF71_754C, 0x30FE_E079_17AF_A37A]);
    }

    /// `Generator(Philox(key=[2026, 7])).integers(0, 2**32, dtype=uint32, size=8)`.
    #[test]
    fn a_run_takes_half_a_word() {
        let numpy = [
            3_720_979_725,
            1_039_491_919,
            2_525_535_056,
            2_142_583_771,
            900_925_536,
            314_066_901,
            2_613_395_121,
            1_169_653_011,
        ];
        let stream = Stream::new(2026, 7);
        assert_eq!((0..8).map(|run| stream.bits(run)).collect::<Vec<_>>(), numpy);
        let mut filled = [0; 64];
        stream.fill(800, &mut filled);
        assert!((800..).zip(filled).all(|(run, bits)| bits == stream.bits(run)));
    }

    #[test]
    fn keys_tell_variables_apart() {
        assert_ne!(variable_key(&["task", "ab"]), variable_key(&["task", "a", "b"]));
        assert_ne!(variable_key(&["ta", "skab"]), variable_key(&["task", "ab"]));
    }
}
