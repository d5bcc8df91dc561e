//! Latencies as samples, histograms or counts into whether a percentile keeps its limit.
//!
//! That the 95th percentile lies below 500 ms says that at most 5 % of the values are greater, and shares of values have
//! exact bounds whatever the distribution. Nothing is interpolated: a histogram without a bucket at the limit brackets
//! the count, and what the bracket leaves open stays open.

use crate::model::result::{GateMeasure, Verdict};
use crate::model::{Bucket, Comparator, Measurement};

use super::reason::{Finding, Open};
use super::share::{Count, Words, judge};
use super::statistics::quantile_ranks;
use super::words::{amount, significant};

/// A limit for a percentile.
#[derive(Debug, Clone, Copy)]
pub(super) struct Percentile<'a> {
    /// 0.95 for the 95th.
    pub order: f64,
    pub comparator: Comparator,
    /// In `unit`.
    pub target: f64,
    pub unit: &'a str,
    pub statistic: &'a str,
    pub confidence: f64,
}

const SLOW: Words = Words { of: "values", bad: "lay beyond the limit" };

/// The order of a statistic that is a percentile: `p95`, `p99.9`, `median`, `95th percentile`.
pub(crate) fn order_of(statistic: &str) -> Option<f64> {
    let text = statistic.trim().to_lowercase();
    if text == "median" {
        return Some(0.5);
    }
    let number = text.strip_prefix('p').or_else(|| {
        let number = text.trim_end_matches("percentile").trim_end();
        ["th", "st", "nd", "rd"].iter().find_map(|ending| number.strip_suffix(ending))
    })?;
    let percent: f64 = number.trim().parse().ok()?;
    (percent > 0.0 && percent < 100.0).then_some(percent / 100.0)
}

impl Percentile<'_> {
    fn is_floor(&self) -> bool {
        matches!(self.comparator, Comparator::Greater | Comparator::AtLeast)
    }

    /// The share of values that may lie beyond the limit.
    fn allowed(&self) -> f64 {
        if self.is_floor() { self.order } else { 1.0 - self.order }
    }

    fn beyond(&self, value: f64) -> bool {
        match self.comparator {
            Comparator::Less => value >= self.target,
            Comparator::Greater => value <= self.target,
            Comparator::AtLeast => value < self.target,
            Comparator::AtMost | Comparator::Equal => value > self.target,
        }
    }

    /// By counts of values beyond the limit.
    pub fn by_count(&self, count: Count) -> Finding {
        self.in_unit(judge(count, self.allowed(), self.confidence, SLOW), None)
    }

    /// By all values, in `unit`; those that are missing count as beyond. O(n).
    pub fn by_samples(&self, samples: &mut [f64], missing: u64, over_s: Option<f64>) -> Finding {
        let beyond = samples.iter().filter(|value| self.beyond(**value)).count() as u64;
        let of = samples.len() as u64;
        let count = Count { bad: beyond.saturating_add(missing), of: of.saturating_add(missing), over_s };
        let finding = judge(count, self.allowed(), self.confidence, SLOW);
        // Both ends with the confidence that a verdict has on its one side.
        let ranks = quantile_ranks(of, self.order, 2.0 * self.confidence - 1.0);
        let mut at = |rank: Option<u64>| {
            let index = usize::try_from(rank?.checked_sub(1)?).ok()?;
            (index < samples.len()).then(|| *samples.select_nth_unstable_by(index, f64::total_cmp).1)
        };
        let middle = libm::ceil(self.order * of as f64) as u64;
        let figures = (at(Some(middle)), at(ranks.low), at(ranks.high));
        self.in_unit(finding, Some(figures))
    }

    /// By the counts of a histogram.
    pub fn by_buckets(&self, buckets: &[Bucket], factor: f64, missing: u64, over_s: Option<f64>) -> Finding {
        let total = buckets.last().map_or(0, |bucket| bucket.count);
        let bound = |bucket: &Bucket| bucket.at_most.map_or(f64::INFINITY, |bound| bound * factor);
        let same =
            |bucket: &&Bucket| libm::fabs(bound(bucket) - self.target) <= 1e-9 * libm::fabs(self.target);
        let below = |count: u64| if self.is_floor() { count } else { total - count.min(total) };
        let count =
            |bad: u64| Count { bad: bad.saturating_add(missing), of: total.saturating_add(missing), over_s };
        if let Some(bucket) = buckets.iter().find(same) {
            return self.by_count(count(below(bucket.count)));
        }
        let inner = buckets.iter().rev().find(|bucket| bound(bucket) < self.target).map_or(0, |it| it.count);
        let outer = buckets.iter().find(|bucket| bound(bucket) > self.target).map_or(total, |it| it.count);
        let (least, most) = (below(inner).min(below(outer)), below(inner).max(below(outer)));
        let (best, worst) = (self.by_count(count(least)), self.by_count(count(most)));
        match (best.verdict, worst.verdict) {
            (_, Verdict::Go) => worst,
            (Verdict::NoGo, _) => best,
            _ => Finding {
                verdict: Verdict::Inconclusive,
                detail: format!(
                    "between {least} and {most} of {total} values lay beyond {}: no bucket ends there",
                    amount(self.target, self.unit)
                ),
                needed: Some(format!(
                    "give the histogram a bucket that ends at {}",
                    amount(self.target, self.unit)
                )),
                measured: worst.measured,
            },
        }
    }

    /// The figures of the percentile itself, where all values are known.
    fn in_unit(
        &self,
        mut finding: Finding,
        figures: Option<(Option<f64>, Option<f64>, Option<f64>)>,
    ) -> Finding {
        let Some((value, low, high)) = figures else { return finding };
        if let Some(value) = value {
            finding.detail =
                format!("{} is {}; {}", self.statistic, amount(value, self.unit), finding.detail);
        }
        finding.measured = finding.measured.map(|measured| GateMeasure {
            value,
            statistic: self.statistic.to_owned(),
            low,
            high,
            target: Some(self.target),
            unit: self.unit.to_owned(),
            ..measured
        });
        finding
    }
}

/// The buckets of several histograms with the same bounds, added up; else why not.
pub(super) fn merged(parts: &[&Measurement]) -> Result<Vec<Bucket>, Open> {
    let mut parts = parts.iter().filter(|part| !part.buckets.is_empty());
    let mut sum: Vec<Bucket> = parts.next().map(|first| first.buckets.clone()).unwrap_or_default();
    for part in parts {
        let bounds = |buckets: &[Bucket]| buckets.iter().map(|bucket| bucket.at_most).collect::<Vec<_>>();
        if bounds(&sum) != bounds(&part.buckets) {
            return Err(Open::new(
                "the histograms of the instances have different buckets",
                "give all of them the same buckets",
            ));
        }
        for (bucket, more) in sum.iter_mut().zip(&part.buckets) {
            bucket.count = bucket.count.saturating_add(more.count);
        }
    }
    let falls = sum.windows(2).find(|pair| {
        let bound = |bucket: &Bucket| bucket.at_most.unwrap_or(f64::INFINITY);
        pair[1].count < pair[0].count || bound(&pair[1]).total_cmp(&bound(&pair[0])).is_le()
    });
    match falls {
        Some(pair) => Err(Open::new(
            format!("the buckets do not rise: {} values, then {}", pair[0].count, pair[1].count),
            "give buckets in rising order, each with the values of those before it",
        )),
        None if sum.last().is_some_and(|last| last.at_most.is_some()) => Err(Open::new(
            format!(
                "the last bucket ends at {}, so that greater values are not counted",
                significant(sum.last().and_then(|last| last.at_most).unwrap_or_default())
            ),
            "end with a bucket without a bound, which holds all values",
        )),
        None => Ok(sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const P95: Percentile = Percentile {
        order: 0.95,
        comparator: Comparator::Less,
        target: 500.0,
        unit: "ms",
        statistic: "p95",
        confidence: 0.95,
    };

    #[test]
    fn statistics_that_are_percentiles() {
        for (text, order) in [("p95", 0.95), ("P99.9", 0.999), ("median", 0.5), ("95th percentile", 0.95)] {
            assert!(order_of(text).is_some_and(|it| libm::fabs(it - order) < 1e-12), "{text}");
        }
        for text in ["mean", "p", "p0", "p100", "pmax", ""] {
            assert_eq!(order_of(text), None, "{text}");
        }
    }

    #[test]
    fn fifty_nine_fast_values_show_the_95th_percentile() {
        let mut fast = vec![100.0; 59];
        assert_eq!(P95.by_samples(&mut fast, 0, None).verdict, Verdict::Go);
        assert_eq!(P95.by_samples(&mut fast[..58], 0, None).verdict, Verdict::Inconclusive);
        assert_eq!(P95.by_samples(&mut fast, 1, None).verdict, Verdict::Inconclusive, "one is missing");
        let mut slow = vec![600.0; 59];
        assert_eq!(P95.by_samples(&mut slow, 0, None).verdict, Verdict::NoGo);
    }

    #[test]
    fn a_histogram_without_the_bound_leaves_open_what_it_brackets() {
        let buckets = |bounds: [f64; 2], counts: [u64; 3]| -> Vec<Bucket> {
            let bounds = bounds.into_iter().map(Some).chain([None]);
            bounds
                .zip(counts)
                .map(|(at_most, count)| Bucket { at_most, count, ..Bucket::default() })
                .collect()
        };
        let judged = |buckets: Vec<Bucket>| P95.by_buckets(&buckets, 1.0, 0, None);
        assert_eq!(judged(buckets([250.0, 500.0], [900, 990, 1000])).verdict, Verdict::Go);
        let open = judged(buckets([250.0, 1000.0], [900, 990, 1000]));
        assert_eq!(open.verdict, Verdict::Inconclusive);
        assert_eq!(open.needed.as_deref(), Some("give the histogram a bucket that ends at 500 ms"));
        // Even the bracket decides where all but few values lie on one side of it.
        assert_eq!(judged(buckets([250.0, 1000.0], [995, 999, 1000])).verdict, Verdict::Go);
        assert_eq!(judged(buckets([250.0, 1000.0], [10, 800, 1000])).verdict, Verdict::NoGo);
    }
}
