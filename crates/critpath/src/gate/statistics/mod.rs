//! Samples and counts into intervals, tests and sample sizes: what a gate can say about the truth behind them.

mod mann_whitney;
mod outlier;
mod proportion;
mod quantile;
mod shift;

pub use mann_whitney::{MannWhitney, Method, mann_whitney};
pub use outlier::{outlier_fences, without_outliers};
pub use proportion::{Interval, clopper_pearson, clopper_pearson_lower, clopper_pearson_upper, wilson};
pub use proportion::{sample_size, zero_failure_sample_size};
pub use quantile::{Ranks, quantile_ranks, sample_quantile};
pub use shift::{Shift, hodges_lehmann};
