//! A distribution into what turns 32 random bits into a value, fast and with the same bits everywhere.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::distribution::{Distribution, Shape};
use super::table::{HalfQuantiles, PertFamily, Table, beta_quantiles};

/// How a variable draws its value.
#[derive(Debug, Clone)]
pub(super) enum Draw {
    /// Always this one.
    Fixed(f64),
    /// One of some values: the last whose threshold the bits reach.
    Steps(Vec<Step>),
    /// Quantiles.
    Table(Arc<Table>),
    /// Nothing is drawn: these are the whole seconds of each run.
    Given(Arc<[i32]>),
}

/// A value, and the bits from which on it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    from: u32,
    value: f64,
}

/// The longest duration of one task in a run, in seconds: 34 years of work without a break.
pub(super) const LONGEST_S: i64 = 1 << 30;

impl Draw {
    /// The value of some bits.
    pub(super) fn value(&self, bits: u32) -> f64 {
        match self {
            Draw::Fixed(value) => *value,
            Draw::Steps(steps) => value_of(steps, bits),
            Draw::Table(table) => table.value(bits),
            Draw::Given(_) => f64::NAN,
        }
    }

    /// Whole seconds by bits, one of each, of a distribution that does not reach below zero or above [`LONGEST_S`].
    /// Those of given runs are not drawn.
    #[inline(always)]
    pub(super) fn fill_seconds(&self, bits: &[u32], out: &mut [i32]) {
        match self {
            Draw::Fixed(value) => out.fill(*value as i32),
            Draw::Given(_) => out.fill(0),
            Draw::Steps(steps) => {
                for (out, bits) in out.iter_mut().zip(bits) {
                    *out = value_of(steps, *bits) as i32;
                }
            }
            Draw::Table(table) => {
                for (out, bits) in out.iter_mut().zip(bits) {
                    *out = rounded(table, *bits);
                }
            }
        }
    }

    /// Whether it draws more than one value.
    pub(super) fn varies(&self) -> bool {
        !matches!(self, Draw::Fixed(_))
    }
}

#[inline(always)]
fn rounded(table: &Table, bits: u32) -> i32 {
    let shift = table.shift();
    (table.scaled(bits) + ((1 << shift) >> 1)) >> shift
}

fn value_of(steps: &[Step], bits: u32) -> f64 {
    let at = steps.partition_point(|step| step.from <= bits);
    steps[at.saturating_sub(1)].value
}

/// The first bits, of 2^32, that lie above a probability.
pub(super) fn threshold(probability: f64) -> u64 {
    libm::round(probability.clamp(0.0, 1.0) * 4_294_967_296.0) as u64
}

/// Makes draws, and shares their tables between equal distributions.
#[derive(Debug, Default)]
pub(super) struct Draws {
    known: BTreeMap<[u64; 4], Arc<Table>>,
}

const USUAL_SHAPE: f64 = 4.0;
/// Made once, by the first plan that has such a distribution.
static FAMILY: LazyLock<PertFamily> = LazyLock::new(|| PertFamily::new(USUAL_SHAPE));

impl Draws {
    /// What draws the values of a distribution.
    pub(super) fn of(&mut self, distribution: &Distribution) -> Draw {
        match distribution.shape() {
            Shape::Fixed(value) => Draw::Fixed(*value),
            Shape::Discrete(steps) => Draw::Steps(thresholds(steps)),
            shape => Draw::Table(self.table(distribution, shape)),
        }
    }

    fn table(&mut self, distribution: &Distribution, shape: &Shape) -> Arc<Table> {
        let key = match *shape {
            Shape::Beta { low, high, alpha, beta } => [low, high, alpha, beta],
            Shape::Triangular { low, mode, high } => [low, high, mode, f64::INFINITY],
            Shape::Lognormal { mu, sigma } => [mu, sigma, f64::INFINITY, f64::INFINITY],
            Shape::Uniform { low, high } => [low, high, f64::INFINITY, f64::NEG_INFINITY],
            // Those draw without a table.
            Shape::Fixed(_) | Shape::Discrete(_) => [0.0; 4],
        };
        if distribution.is_truncated() {
            return Arc::new(Table::new(|p| distribution.quantile(p)));
        }
        let key = key.map(f64::to_bits);
        if let Some(known) = self.known.get(&key) {
            return Arc::clone(known);
        }
        let table = Arc::new(match *shape {
            Shape::Beta { low, high, alpha, beta } => {
                let [lower, upper] = Draws::beta(alpha, beta);
                let stretched = |half: HalfQuantiles| half.map(|x| low + (high - low) * x);
                Table::of_halves(&stretched(lower), &stretched(upper))
            }
            _ => Table::new(|p| distribution.quantile(p)),
        });
        self.known.insert(key, Arc::clone(&table));
        table
    }

    /// Quantiles near 0 and near 1.
    fn beta(alpha: f64, beta: f64) -> [HalfQuantiles; 2] {
        if (alpha + beta - 2.0 - USUAL_SHAPE).abs() < 1e-9 {
            return FAMILY.halves((alpha - 1.0) / USUAL_SHAPE);
        }
        [beta_quantiles(alpha, beta), beta_quantiles(beta, alpha).map(|x| 1.0 - x)]
    }
}

/// Values with the probability up to each, into values with the bits from which on each is drawn.
fn thresholds(steps: &[(f64, f64)]) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::with_capacity(steps.len());
    let mut from = 0;
    for (value, up_to) in steps {
        if let Ok(from) = u32::try_from(from) {
            found.push(Step { from, value: *value });
        }
        from = threshold(*up_to);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(draw: &Draw, value: f64) -> f64 {
        let all = (0..1 << 16).map(|at: u32| draw.value(at << 16));
        all.filter(|drawn| *drawn == value).count() as f64 / f64::from(1 << 16)
    }

    #[test]
    fn discrete_values_come_as_often_as_stated() {
        let discrete = Distribution::discrete(&[(30.0, 0.25), (10.0, 0.5), (20.0, 0.25)]).unwrap();
        let draw = Draws::default().of(&discrete);
        assert_eq!([10.0, 20.0, 30.0].map(|value| share(&draw, value)), [0.5, 0.25, 0.25]);
        let mut seconds = [0; 3];
        draw.fill_seconds(&[0, 1 << 31, u32::MAX], &mut seconds);
        assert_eq!(seconds, [10, 20, 30]);
    }

    #[test]
    fn equal_distributions_share_a_table() {
        let mut draws = Draws::default();
        let mut table = |low| match draws.of(&Distribution::beta_pert(low, 3.0, 9.0, 4.0).unwrap()) {
            Draw::Table(table) => table,
            other => panic!("{other:?}"),
        };
        let (a, b, c) = (table(1.0), table(1.0), table(2.0));
        assert!(Arc::ptr_eq(&a, &b) && !Arc::ptr_eq(&a, &c));
    }

    #[test]
    fn seconds_are_rounded() {
        let draw = Draws::default().of(&Distribution::uniform(0.0, 10.0).unwrap());
        let mut seconds = [0; 4];
        draw.fill_seconds(&[0, u32::MAX / 4, u32::MAX / 2, u32::MAX], &mut seconds);
        assert_eq!(seconds, [0, 2, 5, 10]);
    }
}
