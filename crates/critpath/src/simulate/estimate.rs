//! Estimates and spreads into distributions: durations in seconds, numbers as they are.

use super::distribution::{Distribution, DistributionError};
use crate::duration::Duration;
use crate::model::{Distribution as Name, Estimate, Spread, WorkUnits};

/// What an estimate or a spread states, in one unit.
struct Stated {
    name: Name,
    low: Option<f64>,
    likely: Option<f64>,
    high: Option<f64>,
    percentiles: (Option<f64>, Option<f64>),
    shape: Option<f64>,
    mean: Option<f64>,
    standard_deviation: Option<f64>,
    values: Vec<(f64, Option<f64>)>,
}

/// The distribution of a duration, in seconds of work, or of the clock if it is elapsed.
///
/// # Errors
/// What is stated makes no distribution.
pub fn duration_distribution(
    estimate: &Estimate,
    units: &WorkUnits,
) -> Result<Distribution, DistributionError> {
    let seconds = |duration: Option<Duration>| duration.map(|duration| duration.seconds(units) as f64);
    let values = estimate.values.iter();
    Stated {
        name: estimate.distribution_or_implied(),
        low: seconds(estimate.low),
        likely: seconds(estimate.likely),
        high: seconds(estimate.high),
        percentiles: (estimate.low_percentile, estimate.high_percentile),
        shape: estimate.shape,
        mean: seconds(estimate.mean),
        standard_deviation: seconds(estimate.standard_deviation),
        values: values.filter_map(|value| Some((seconds(value.duration)?, value.probability))).collect(),
    }
    .distribution()
}

/// The distribution of a number.
///
/// # Errors
/// What is stated makes no distribution.
pub fn number_distribution(spread: &Spread) -> Result<Distribution, DistributionError> {
    Stated {
        name: spread.distribution_or_implied(),
        low: spread.low,
        likely: spread.likely,
        high: spread.high,
        percentiles: (spread.low_percentile, spread.high_percentile),
        shape: spread.shape,
        mean: spread.mean,
        standard_deviation: spread.standard_deviation,
        values: spread.values.iter().map(|value| (value.value, value.probability)).collect(),
    }
    .distribution()
}

impl Stated {
    fn distribution(&self) -> Result<Distribution, DistributionError> {
        const SHAPE: f64 = 4.0;
        let missing = DistributionError::Number;
        let ends =
            || Ok((self.low.or(self.likely).ok_or(missing)?, self.high.or(self.likely).ok_or(missing)?));
        // Without a likely value the middle is planned, so that is where the peak is.
        let peak = || ends().map(|(low, high)| self.likely.unwrap_or(low + (high - low) / 2.0));
        let share = |percent: Option<f64>, usual: f64| percent.unwrap_or(usual) / 100.0;
        let shares = (share(self.percentiles.0, 10.0), share(self.percentiles.1, 90.0));
        match self.name {
            Name::Fixed => Distribution::fixed(self.likely.or(self.mean).map_or_else(peak, Ok)?),
            Name::Uniform => ends().and_then(|(low, high)| Distribution::uniform(low, high)),
            Name::Triangular => {
                let (low, high) = ends()?;
                Distribution::triangular(low, peak()?, high)
            }
            Name::BetaPert => {
                let (low, high) = ends()?;
                Distribution::beta_pert(low, peak()?, high, self.shape.unwrap_or(SHAPE))
            }
            Name::Lognormal => match (self.mean, self.standard_deviation) {
                (Some(mean), Some(deviation)) => Distribution::lognormal(mean, deviation),
                _ => {
                    let (low, high) = ends()?;
                    Distribution::lognormal_by_percentiles((low, shares.0), (high, shares.1))
                }
            },
            Name::Trigen => {
                let (low, high) = ends()?;
                Distribution::trigen((low, shares.0), peak()?, (high, shares.1))
            }
            Name::Discrete => {
                // What the others leave is shared by the values without a probability.
                let stated: f64 = self.values.iter().filter_map(|value| value.1).sum();
                let without = self.values.iter().filter(|value| value.1.is_none()).count();
                let rest = if without > 0 { (1.0 - stated).max(0.0) / without as f64 } else { 0.0 };
                let values: Vec<_> =
                    self.values.iter().map(|value| (value.0, value.1.unwrap_or(rest))).collect();
                Distribution::discrete(&values)
            }
            Name::Empirical => {
                let values: Vec<f64> = self.values.iter().map(|value| value.0).collect();
                Distribution::empirical(&values)
            }
        }
    }
}
