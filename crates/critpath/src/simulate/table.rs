//! A quantile function into a table that turns 32 random bits into a value in a few operations.
//!
//! Between 1/64 and 63/64 the first nine bits choose one of 512 equal intervals of probability; quantiles are
//! interpolated linearly within. Nearer to an end, the distance from it chooses: eight intervals for each halving, down
//! to the last of the 2^32 probabilities, so that tails are as fine as the middle and nothing of them is cut but what
//! lies beyond the outermost 2^-33. An interval is never wider than an eighth of its distance from the end, h, and the
//! error at most h²/8 times the second derivative of the quantile function: below 1e-3 of a standard deviation for a
//! normal distribution at every probability, 3e-5 of it for the mean, and less for bounded distributions. Values are
//! integers in a power of two of the unit, so that no machine rounds them otherwise.

use crate::special::{beta_cdf, beta_quantile};

const CELL_BITS: u32 = 9;
const CELLS: usize = 1 << CELL_BITS;
const REST_BITS: u32 = 32 - CELL_BITS;
/// Cells at each end whose place the tails take: 1/64.
const TAIL_CELLS: u32 = CELLS as u32 / 64;
const TAIL: u32 = TAIL_CELLS << REST_BITS;
/// Bits of the fraction of a distance that choose an interval of a tail.
const FRACTION_BITS: u32 = 3;
const TAIL_REST_BITS: u32 = 23 - FRACTION_BITS;
const PER_OCTAVE: usize = 1 << FRACTION_BITS;
/// Intervals of a tail, from 2^-33 up to 2^-6.
const TAIL_PIECES: usize = 27 * PER_OCTAVE;
/// The bits of the distance 0.5, from which intervals of a tail count.
const ORIGIN: u32 = 126 << FRACTION_BITS;
/// Values stay below 2 to the power of this.
const VALUE_BITS: i32 = 30;
/// Ends of intervals between an end of the unit interval and its middle.
const NODES: usize = TAIL_PIECES + CELLS / 2 - TAIL_CELLS as usize + 1;

/// Where an interval of probabilities begins, as a value, and how far values rise in it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Piece {
    value: i32,
    rise: i32,
}

impl Piece {
    fn new(from: i32, to: i32) -> Self {
        Piece { value: from, rise: to - from }
    }

    #[inline(always)]
    fn at(self, rest: u32, bits: u32) -> i32 {
        self.value + ((i64::from(self.rise) * i64::from(rest)) >> bits) as i32
    }
}

/// Values by 32 bits.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    cells: Box<[Piece; CELLS]>,
    /// Both tails, each from its end on; one more piece for distances that are rounded up to the first cell.
    tails: Box<[[Piece; TAIL_PIECES + 1]; 2]>,
    /// Units of the table are 2 to the power of minus this.
    shift: i32,
}

/// Quantiles between an end of the unit interval and its middle, by [`distance`] from the end.
pub(super) type HalfQuantiles = [f64; NODES];

impl Table {
    /// Tabulates a quantile function.
    pub fn new(quantile: impl Fn(f64) -> f64) -> Self {
        let lower = std::array::from_fn(|node| quantile(distance(node)));
        let upper = std::array::from_fn(|node| quantile(1.0 - distance(node)));
        Table::of_halves(&lower, &upper)
    }

    /// The table of the quantiles near 0 and near 1.
    pub(super) fn of_halves(lower: &HalfQuantiles, upper: &HalfQuantiles) -> Self {
        let greatest =
            lower.iter().chain(upper).fold(1e-300, |greatest: f64, value| greatest.max(value.abs()));
        let (_, exponent) = libm::frexp(greatest);
        let shift = (VALUE_BITS - exponent).min(VALUE_BITS - 1);
        let unit = libm::ldexp(1.0, shift);
        let scaled = |half: &HalfQuantiles| half.map(|value| libm::round(value * unit) as i32);
        let (lower, upper) = (scaled(lower), scaled(upper));
        let mut cells = Box::new([Piece::default(); CELLS]);
        let from_end = TAIL_PIECES - TAIL_CELLS as usize;
        for cell in TAIL_CELLS as usize..CELLS / 2 {
            let near = from_end + cell;
            cells[cell] = Piece::new(lower[near], lower[near + 1]);
            cells[CELLS - 1 - cell] = Piece::new(upper[near + 1], upper[near]);
        }
        let tail = |half: [i32; NODES]| {
            std::array::from_fn(|at| Piece::new(half[at], half[(at + 1).min(TAIL_PIECES)]))
        };
        Table { cells, tails: Box::new([tail(lower), tail(upper)]), shift }
    }

    /// The value of some bits, in units of 2 to the power of minus [`Table::shift`]: the quantile at
    /// [`uniform`](super::random::uniform), nearly.
    #[inline(always)]
    pub fn scaled(&self, bits: u32) -> i32 {
        if bits.wrapping_add(TAIL) < 2 * TAIL {
            return self.tail(bits);
        }
        self.cells[(bits >> REST_BITS) as usize].at(bits & ((1 << REST_BITS) - 1), REST_BITS)
    }

    fn tail(&self, bits: u32) -> i32 {
        let is_upper = bits >= TAIL;
        let distance = (if is_upper { !bits } else { bits } as f32 + 0.5).to_bits();
        let at = (distance >> TAIL_REST_BITS) - ORIGIN;
        self.tails[usize::from(is_upper)][at as usize]
            .at(distance & ((1 << TAIL_REST_BITS) - 1), TAIL_REST_BITS)
    }

    /// Binary digits of the values behind the point.
    pub fn shift(&self) -> i32 {
        self.shift
    }

    /// The value of some bits.
    pub fn value(&self, bits: u32) -> f64 {
        libm::ldexp(f64::from(self.scaled(bits)), -self.shift)
    }
}

/// The distance from an end of the unit interval at which a node lies.
pub(super) fn distance(node: usize) -> f64 {
    match node.checked_sub(TAIL_PIECES) {
        Some(cells) => (cells + TAIL_CELLS as usize) as f64 / CELLS as f64,
        None => {
            let begins = 1.0 + (node % PER_OCTAVE) as f64 / PER_OCTAVE as f64;
            libm::ldexp(begins, (node / PER_OCTAVE) as i32 - 33)
        }
    }
}

/// The quantiles of a beta distribution at every node, each found from the one before.
pub(super) fn beta_quantiles(alpha: f64, beta: f64) -> HalfQuantiles {
    let log_norm = libm::lgamma(alpha + beta) - libm::lgamma(alpha) - libm::lgamma(beta);
    let density =
        |x: f64| libm::exp(log_norm + (alpha - 1.0) * libm::log(x) + (beta - 1.0) * libm::log1p(-x));
    let (mut p, mut x) = (distance(0), beta_quantile(alpha, beta, distance(0)));
    std::array::from_fn(|node| {
        let next = distance(node);
        // Taylor's series to the second order, then one step of Newton's method.
        let slope = 1.0 / density(x);
        let bend = ((beta - 1.0) / (1.0 - x) - (alpha - 1.0) / x) * slope * slope;
        let step = next - p;
        let guess = x + step * slope + step * step * bend / 2.0;
        x = guess - (beta_cdf(alpha, beta, guess) - next) / density(guess);
        p = next;
        x
    })
}

/// The beta distributions of one sum of parameters, `2 + shape`, by where between low and high their mode is.
///
/// Quantiles of some modes are exact; between them they are interpolated, so that a table of one more distribution
/// takes microseconds rather than a millisecond. Off by less than 1e-6 of the range.
#[derive(Debug)]
pub(super) struct PertFamily {
    /// The lower half by mode; the upper half of a mode is the lower half of the mirrored one.
    lower: Vec<HalfQuantiles>,
}

impl PertFamily {
    const MODES: usize = 32;
    /// Modes that are interpolated between.
    const POINTS: usize = 6;

    pub(super) fn new(shape: f64) -> Self {
        let of_mode = |at: usize| {
            let mode = at as f64 / Self::MODES as f64;
            beta_quantiles(1.0 + shape * mode, 1.0 + shape * (1.0 - mode))
        };
        PertFamily { lower: (0..=Self::MODES).map(of_mode).collect() }
    }

    /// Both halves of the quantiles of the mode at this place between 0 and 1.
    pub(super) fn halves(&self, mode: f64) -> [HalfQuantiles; 2] {
        [self.half(mode), self.half(1.0 - mode).map(|quantile| 1.0 - quantile)]
    }

    fn half(&self, mode: f64) -> HalfQuantiles {
        let at = mode.clamp(0.0, 1.0) * Self::MODES as f64;
        let first = (at as usize + 1).saturating_sub(Self::POINTS / 2).min(Self::MODES + 1 - Self::POINTS);
        let place = |point: usize| (first + point) as f64;
        // Lagrange's weights.
        let weights: [f64; Self::POINTS] = std::array::from_fn(|one| {
            let others = (0..Self::POINTS).filter(|other| *other != one);
            others.map(|other| (at - place(other)) / (place(one) - place(other))).product()
        });
        let mut half = [0.0; NODES];
        for (quantiles, weight) in self.lower[first..].iter().zip(weights) {
            for (sum, quantile) in half.iter_mut().zip(quantiles) {
                *sum += weight * quantile;
            }
        }
        half
    }
}

#[cfg(test)]
mod tests {
    use super::super::random::uniform;
    use super::*;
    use crate::special::normal_quantile;

    /// Probabilities near both ends, at every halving, and all over the middle.
    fn some_bits() -> impl Iterator<Item = u32> {
        let near_ends = (0..32).flat_map(|octave| {
            let from = 1_u32 << octave;
            [from - 1, from, from + from / 3, from + from / 2]
        });
        let middle = (0..4_000_u32).map(|at| at.wrapping_mul(1_073_741));
        near_ends.chain(middle).flat_map(|bits| [bits, !bits])
    }

    fn worst(table: &Table, quantile: impl Fn(f64) -> f64) -> f64 {
        let wrong = |bits: u32| (table.value(bits) - quantile(uniform(bits))).abs();
        some_bits().map(wrong).fold(0.0, f64::max)
    }

    #[test]
    fn values_are_quantiles() {
        let linear = worst(&Table::new(|p| p), |p| p);
        assert!(linear < 1e-8, "{linear}");
        let large = worst(&Table::new(|p| 1e12 * p - 3e11), |p| 1e12 * p - 3e11);
        assert!(large < 3e3, "{large}");
        let normal = worst(&Table::new(normal_quantile), normal_quantile);
        assert!(normal < 1e-3, "{normal}");
        for (alpha, beta) in [(1.0, 5.0), (3.0, 3.0), (1.5, 4.5), (5.0, 1.0)] {
            let upper = beta_quantiles(beta, alpha).map(|quantile| 1.0 - quantile);
            let table = Table::of_halves(&beta_quantiles(alpha, beta), &upper);
            let found = worst(&table, |p| beta_quantile(alpha, beta, p));
            assert!(found < 3e-4, "{found}");
        }
    }

    #[test]
    fn values_rise_with_the_bits() {
        let table = Table::new(normal_quantile);
        let mut bits: Vec<u32> = some_bits().collect();
        bits.sort_unstable();
        assert!(bits.windows(2).all(|pair| table.scaled(pair[0]) <= table.scaled(pair[1])));
    }

    #[test]
    fn a_family_knows_the_modes_between() {
        let family = PertFamily::new(4.0);
        for mode in [0.0, 0.003, 0.0313, 0.2, 0.49, 0.5, 0.77, 0.988, 1.0] {
            let (alpha, beta) = (1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
            let [lower, upper] = family.halves(mode);
            for node in (0..NODES).step_by(29) {
                let low = beta_quantile(alpha, beta, distance(node));
                let high = beta_quantile(alpha, beta, 1.0 - distance(node));
                assert!((lower[node] - low).abs() < 1e-6, "{mode} {node}: {} {low}", lower[node]);
                assert!((upper[node] - high).abs() < 1e-6, "{mode} {node}: {} {high}", upper[node]);
            }
        }
    }
}
