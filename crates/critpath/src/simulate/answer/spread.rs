//! Finishes of runs into percentiles, curve, histogram and contingency.

use super::Answer;
use crate::gate::statistics::{quantile_ranks, wilson};
use crate::model::forecast::{Contingency, CurvePoint, FinishForecast, HistogramBar, Percentile};
use crate::time::Instant;

/// Finishes in rising order.
pub(super) struct Sorted(pub(super) Vec<Instant>);

/// Points of the curve less one, and bars of the histogram.
const POINTS: usize = 200;
const BARS: i64 = 40;

impl Sorted {
    /// The least value that this share of the runs does not exceed: an actual run (type 1 of Hyndman and Fan).
    pub(super) fn percentile(&self, percent: f64) -> Instant {
        // Rounding must not make 80 % of 10 runs more than 8 of them.
        let rank = libm::ceil(self.0.len() as f64 * percent / 100.0 - 1e-9) as usize;
        self.0.get(rank.clamp(1, self.0.len().max(1)) - 1).copied().unwrap_or_default()
    }

    /// How many runs finish by then.
    pub(super) fn until(&self, at: Instant) -> usize {
        self.0.partition_point(|finish| *finish <= at)
    }
}

impl Answer<'_> {
    pub(super) fn finish(&self) -> FinishForecast {
        let (context, runs) = (self.context, self.runs());
        let kept = self.sorted.until(context.deterministic) as u64;
        let interval = wilson(kept, runs, context.options.confidence);
        let percentile = |percent| self.text(self.sorted.percentile(percent));
        let mean_s = self.plan.mean();
        FinishForecast {
            p10: percentile(10.0),
            p50: percentile(50.0),
            p80: percentile(80.0),
            p90: percentile(90.0),
            mean: self.text(context.after_work(libm::round(mean_s) as i64)),
            earliest: percentile(0.0),
            latest: percentile(100.0),
            deterministic: self.text(context.deterministic),
            probability_of_deterministic: kept as f64 / runs.max(1) as f64,
            probability_low: interval.low,
            probability_high: interval.high,
            mean_duration_s: mean_s,
            standard_deviation_s: self.plan.standard_deviation(),
        }
    }

    pub(super) fn percentiles(&self) -> Vec<Percentile> {
        let percentile = |percent: f64| {
            let ranks = quantile_ranks(self.runs(), percent / 100.0, self.context.options.confidence);
            let at = |rank: Option<u64>| rank.map(|rank| self.text(self.sorted.0[rank as usize - 1]));
            Percentile {
                percent,
                finish: self.text(self.sorted.percentile(percent)),
                low: at(ranks.low),
                high: at(ranks.high),
            }
        };
        (1..20).map(|step| percentile(f64::from(step) * 5.0)).collect()
    }

    pub(super) fn curve(&self) -> Vec<CurvePoint> {
        let mut finishes: Vec<Instant> =
            (0..=POINTS).map(|at| self.sorted.percentile(at as f64 * 100.0 / POINTS as f64)).collect();
        finishes.dedup();
        let point = |at: Instant| {
            let probability = self.sorted.until(at) as f64 / self.runs().max(1) as f64;
            CurvePoint { finish: self.text(at), probability }
        };
        finishes.into_iter().map(point).collect()
    }

    pub(super) fn histogram(&self) -> Vec<HistogramBar> {
        let (Some(first), Some(last)) = (self.sorted.0.first().copied(), self.sorted.0.last().copied())
        else {
            return Vec::new();
        };
        let width = ((last - first + BARS - 1) / BARS).max(1);
        let mut bars = Vec::new();
        let (mut from, mut counted) = (first, 0);
        while counted < self.sorted.0.len() {
            let to = (from + width).min(last);
            // The last bar includes its end.
            let until = if to == last { self.sorted.0.len() } else { self.sorted.until(to - 1) };
            bars.push(HistogramBar {
                from: self.text(from),
                to: self.text(to),
                runs: (until - counted) as u64,
            });
            (from, counted) = (to, until);
        }
        bars
    }

    pub(super) fn contingency(&self) -> Vec<Contingency> {
        let context = self.context;
        let planned = context.work_s(context.deterministic);
        let contingency = |percent: f64| {
            let finish = self.sorted.percentile(percent);
            let contingency_s = context.work_s(finish) - planned;
            Contingency { percent, finish: self.text(finish), contingency_s }
        };
        [50.0, 80.0, 90.0].map(contingency).to_vec()
    }
}
