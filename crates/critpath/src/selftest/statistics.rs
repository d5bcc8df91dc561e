//! Counts and samples into checks of intervals, sample sizes and fences.

use serde::Deserialize;

use super::{Check, Figure};
use crate::gate::statistics::{
    Interval, clopper_pearson, outlier_fences, quantile_ranks, sample_size, wilson,
};

/// Figures of statistics, by what they are computed from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Statistics {
    /// Failures, how many in all, and both ends with 95 %.
    wilson: Vec<(u64, u64, f64, f64)>,
    clopper_pearson: Vec<(u64, u64, f64, f64)>,
    /// How many values, the order of the quantile, and the ranks around it with 95 %.
    quantile_ranks: Vec<(u64, f64, f64, f64)>,
    /// Share, confidence, and the trials without a failure that show it.
    sample_size: Vec<(f64, f64, f64)>,
    /// Quartiles, factor, and the fences.
    fences: Vec<(f64, f64, f64, f64, f64)>,
}

impl Statistics {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let check = |what: String, computed: Option<f64>, published: f64| {
            let computed = computed.map_or_else(|| Figure::Words("none".into()), Figure::Number);
            Check::new(what, computed, Figure::Number(published), tolerance)
        };
        let ends = |what: &str, Interval { low, high }: Interval, published: (f64, f64)| {
            [
                check(format!("{what}, low"), Some(low), published.0),
                check(format!("{what}, high"), Some(high), published.1),
            ]
        };
        let mut checks = Vec::new();
        for (bad, of, low, high) in &self.wilson {
            checks.extend(ends(
                &format!("score interval of {bad}/{of}"),
                wilson(*bad, *of, 0.95),
                (*low, *high),
            ));
        }
        for (bad, of, low, high) in &self.clopper_pearson {
            let interval = clopper_pearson(*bad, *of, 0.95);
            checks.extend(ends(&format!("exact interval of {bad}/{of}"), interval, (*low, *high)));
        }
        for (of, order, low, high) in &self.quantile_ranks {
            let ranks = quantile_ranks(*of, *order, 0.95);
            let number = |rank: Option<u64>| rank.map(|rank| rank as f64);
            checks.push(check(format!("low rank of {order} of {of}"), number(ranks.low), *low));
            checks.push(check(format!("high rank of {order} of {of}"), number(ranks.high), *high));
        }
        for (share, confidence, published) in &self.sample_size {
            let trials = sample_size(0, *share, *confidence).map(|trials| trials as f64);
            checks.push(check(format!("trials for {share} at {confidence}"), trials, *published));
        }
        for (first, third, factor, low, high) in &self.fences {
            let fences = outlier_fences(*first, *third, *factor);
            checks.extend(ends(&format!("fences of {first} to {third}"), fences, (*low, *high)));
        }
        checks
    }
}
