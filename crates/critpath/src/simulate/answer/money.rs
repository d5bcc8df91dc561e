//! Costs of runs into how sure the cost is, and how sure date and cost are together.

use super::spread::Sorted;
use super::{Answer, Sums, pearson};
use crate::model::forecast::{CostForecast, DateAndCost, JointConfidence};
use crate::simulate::cost::{PER_UNIT, integer};
use crate::time::Instant;

/// The joint confidence of the frontier, in percent.
const FRONTIER: usize = 70;

impl Answer<'_> {
    fn outcomes(&self) -> impl Iterator<Item = (Instant, i64)> + '_ {
        let ranges = self.forecast.ranges.values();
        ranges.flat_map(|range| range.finishes.iter().copied().zip(range.costs.iter().copied()))
    }

    pub(super) fn cost(&self) -> Option<CostForecast> {
        let context = self.context;
        if !context.model.costs.any {
            return None;
        }
        let mut costs: Vec<i64> = self.outcomes().map(|(_, cost)| cost).collect();
        costs.sort_unstable();
        let (sums, sorted) = (Sums::of(costs.iter().copied()), Sorted(costs));
        let product = |(finish, cost)| i128::from(context.work_s(finish)) * i128::from(cost);
        let product = self.outcomes().map(product).sum();
        let kept = sorted.until(context.model.costs.deterministic);
        let amount = |cost: i64| cost as f64 / PER_UNIT;
        let percentile = |percent| amount(sorted.percentile(percent));
        Some(CostForecast {
            currency: context.plan.document().currency.clone(),
            deterministic: amount(context.model.costs.deterministic),
            probability_of_deterministic: kept as f64 / self.runs().max(1) as f64,
            mean: sums.mean() / PER_UNIT,
            standard_deviation: sums.standard_deviation() / PER_UNIT,
            p10: percentile(10.0),
            p50: percentile(50.0),
            p80: percentile(80.0),
            p90: percentile(90.0),
            correlation_with_duration: pearson(sums, self.plan, product),
        })
    }

    pub(super) fn joint_confidence(&self, cost: Option<&CostForecast>) -> Option<JointConfidence> {
        let (context, cost) = (self.context, cost?);
        let together = |finish: Instant, cost: i64| {
            let kept = self.outcomes().filter(|(at, amount)| *at <= finish && *amount <= cost).count();
            kept as f64 / self.runs().max(1) as f64
        };
        Some(JointConfidence {
            of_p80_date_and_p80_cost: together(self.sorted.percentile(80.0), integer(cost.p80)),
            of_deterministic: together(context.deterministic, context.model.costs.deterministic),
            frontier_70: self.frontier(),
        })
    }

    /// From the earliest date that can be kept with this confidence on: the least cost for each.
    fn frontier(&self) -> Vec<DateAndCost> {
        let needed = (self.sorted.0.len() * FRONTIER).div_ceil(100).max(1);
        let mut frontier: Vec<DateAndCost> = Vec::new();
        for percent in (FRONTIER..=100).step_by(2) {
            let finish = self.sorted.percentile(percent as f64);
            let mut costs: Vec<i64> =
                self.outcomes().filter(|(at, _)| *at <= finish).map(|(_, cost)| cost).collect();
            if costs.len() < needed {
                continue;
            }
            let (_, least, _) = costs.select_nth_unstable(needed - 1);
            let point = DateAndCost { finish: self.text(finish), cost: *least as f64 / PER_UNIT };
            // A later date that saves nothing is no choice.
            if frontier.last().is_none_or(|last| point.cost < last.cost) {
                frontier.push(point);
            }
        }
        frontier
    }
}
