//! How long something may take and what it may cost: ranges with the distribution between their ends.

use crate::duration::Duration;
use crate::model::{WorkUnits, nouns, words};

words! {
    /// How values are spread over a range.
    pub enum Distribution {
        /// One value: the likely one.
        Fixed = "fixed",
        /// Each value from low to high as likely as any other.
        Uniform = "uniform",
        /// Rises from low to likely and falls to high in straight lines.
        Triangular = "triangular",
        /// Beta between low and high with its peak at likely: the mean is `(low + shape * likely + high) / (shape + 2)`.
        BetaPert = "beta_pert",
        /// Its logarithm is normal. By `mean` and `standard_deviation`, or by `low` and `high` at their percentiles.
        Lognormal = "lognormal",
        /// Triangular, with `low` and `high` at their percentiles rather than at its ends.
        Trigen = "trigen",
        /// One of `values`, each with its probability.
        Discrete = "discrete",
        /// One of `values`, as they were observed, all with the same weight.
        Empirical = "empirical",
    }
}

nouns! {
    /// A range of durations, with the most likely one if it is known.
    pub struct Estimate {
        /// The optimistic duration.
        pub low: Option<Duration>,
        /// The most likely duration; the schedule uses it.
        pub likely: Option<Duration>,
        /// The pessimistic duration.
        pub high: Option<Duration>,
        /// How durations are spread. If absent, what is stated decides: `values` are `discrete`, a `mean` is `lognormal`, low
        /// and high are `uniform`, with likely `beta_pert`, and one duration alone is `fixed`.
        pub distribution: Option<Distribution>,
        /// Percent of durations that are below `low`, of `trigen` and `lognormal`; 10 if absent.
        pub low_percentile: Option<f64>,
        /// Percent of durations that are below `high`, of `trigen` and `lognormal`; 90 if absent.
        pub high_percentile: Option<f64>,
        /// Weight of the likely duration, of `beta_pert`; 4 if absent.
        pub shape: Option<f64>,
        /// The mean, of `lognormal`.
        pub mean: Option<Duration>,
        /// The standard deviation, of `lognormal`.
        pub standard_deviation: Option<Duration>,
        /// The durations, of `discrete` and `empirical`.
        pub values: Vec<EstimateValue>,
    }

    /// A duration that may come true.
    pub struct EstimateValue {
        /// The duration.
        pub duration: Option<Duration>,
        /// How likely it is, from 0 to 1, of `discrete`.
        pub probability: Option<f64>,
    }

    /// A range of numbers, with the most likely one if it is known: of money or of factors.
    pub struct Spread {
        /// The low end.
        pub low: Option<f64>,
        /// The most likely number.
        pub likely: Option<f64>,
        /// The high end.
        pub high: Option<f64>,
        /// How numbers are spread. If absent, what is stated decides: `values` are `discrete`, a `mean` is `lognormal`, low
        /// and high are `uniform`, with likely `beta_pert`, and one number alone is `fixed`.
        pub distribution: Option<Distribution>,
        /// Percent of numbers that are below `low`, of `trigen` and `lognormal`; 10 if absent.
        pub low_percentile: Option<f64>,
        /// Percent of numbers that are below `high`, of `trigen` and `lognormal`; 90 if absent.
        pub high_percentile: Option<f64>,
        /// Weight of the likely number, of `beta_pert`; 4 if absent.
        pub shape: Option<f64>,
        /// The mean, of `lognormal`.
        pub mean: Option<f64>,
        /// The standard deviation, of `lognormal`.
        pub standard_deviation: Option<f64>,
        /// The numbers, of `discrete` and `empirical`.
        pub values: Vec<SpreadValue>,
    }

    /// A number that may come true.
    pub struct SpreadValue {
        /// The number.
        pub value: f64,
        /// How likely it is, from 0 to 1, of `discrete`.
        pub probability: Option<f64>,
    }
}

/// What an estimate without a stated distribution means.
macro_rules! implied_distribution {
    ($($noun:ty),*) => { $(
        impl $noun {
            /// The stated distribution, or the one that what is stated implies.
            pub fn distribution_or_implied(&self) -> Distribution {
                self.distribution.unwrap_or(match (self.low, self.likely, self.high) {
                    _ if !self.values.is_empty() => Distribution::Discrete,
                    _ if self.mean.is_some() => Distribution::Lognormal,
                    (Some(_), Some(_), Some(_)) => Distribution::BetaPert,
                    (Some(_), None, Some(_)) => Distribution::Uniform,
                    _ => Distribution::Fixed,
                })
            }
        }
    )* };
}
implied_distribution!(Estimate, Spread);

impl Estimate {
    /// Every duration that it says may come true: the ends and the likely one, the mean, and the values.
    pub fn durations(&self) -> impl Iterator<Item = Duration> + '_ {
        let values = self.values.iter().map(|value| value.duration);
        [self.low, self.likely, self.high, self.mean].into_iter().chain(values).flatten()
    }

    /// The same in seconds, of working time or of the clock.
    pub fn in_seconds(&self, units: &WorkUnits) -> Spread {
        let seconds = |duration: Option<Duration>| duration.map(|duration| units.seconds(&duration) as f64);
        let values = self.values.iter().map(|value| SpreadValue {
            value: seconds(value.duration).unwrap_or_default(),
            probability: value.probability,
            ..SpreadValue::default()
        });
        Spread {
            low: seconds(self.low),
            likely: seconds(self.likely),
            high: seconds(self.high),
            distribution: self.distribution,
            low_percentile: self.low_percentile,
            high_percentile: self.high_percentile,
            shape: self.shape,
            mean: seconds(self.mean),
            standard_deviation: seconds(self.standard_deviation),
            values: values.collect(),
            span: self.span,
            ..Spread::default()
        }
    }
}
