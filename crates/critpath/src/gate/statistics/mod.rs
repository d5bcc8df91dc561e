//! Samples and counts into intervals, tests and sample sizes: what a gate can say about the truth behind them.

mod proportion;
mod quantile;

pub use proportion::zero_failure_sample_size;
pub use proportion::{Interval, clopper_pearson, clopper_pearson_lower, clopper_pearson_upper, wilson};
pub use quantile::{Ranks, quantile_ranks};
