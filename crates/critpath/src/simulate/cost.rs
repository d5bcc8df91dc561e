//! Stated costs, and rates of resources, into what a run costs.
//!
//! Amounts are integers in ten-thousandths of the plan's currency, so that sums do not depend on their order. A task
//! costs what it states (`cost_estimate`, else `cost`); one that states nothing costs what its resources do for as long
//! as it takes.

use super::draw::Draw;
use super::estimate::number_distribution;
use super::model::{Compiler, Drawn, UncertainTask};
use super::random::Stream;
use crate::schedule::Trial;

/// Ten-thousandths of the currency in one of it.
pub(super) const PER_UNIT: f64 = 10_000.0;

/// What a run costs.
#[derive(Debug, Default)]
pub(super) struct Costs {
    /// What costs the same in every run.
    pub(super) fixed: i64,
    /// What varies.
    pub(super) items: Vec<CostItem>,
    /// Whether anything costs at all.
    pub(super) any: bool,
    /// What the plan costs as planned.
    pub(super) deterministic: i64,
}

/// Something whose cost varies.
#[derive(Debug)]
pub(super) enum CostItem {
    /// A cost that is drawn, if the task at this position among the uncertain ones takes place.
    Drawn { stream: Stream, draw: Draw, task: Option<usize> },
    /// A cost that is due if the task takes place.
    WithTask { amount: i64, task: usize },
    /// A cost for each second that the task takes.
    Rate { per_second: f64, task: usize },
}

/// An amount as an integer.
pub(super) fn integer(amount: f64) -> i64 {
    libm::round(amount * PER_UNIT) as i64
}

/// Compiles what the tasks of a plan cost.
pub(super) fn compile_costs(compiler: &mut Compiler, trial: &Trial, uncertain: &[UncertainTask]) -> Costs {
    let document = compiler.plan.document();
    let mut costs = Costs { any: document.risks.iter().any(costs_something), ..Costs::default() };
    for (at, task) in document.tasks.iter().enumerate() {
        let position = uncertain.binary_search_by_key(&(at as u32), |task| task.task).ok();
        let may_miss =
            position.filter(|at| uncertain[*at].exists.is_some() || !uncertain[*at].options.is_empty());
        if let Some(spread) = &task.cost_estimate {
            let words = ["task", task.id.as_str(), "cost"];
            let distribution = number_distribution(spread);
            let drawn = compiler.drawn(&words, distribution, &task.id, f64::NEG_INFINITY, task.span);
            let Some(Drawn { stream, draw, mean, .. }) = drawn else { continue };
            costs.any = true;
            costs.deterministic += integer(task.cost.or(spread.likely).unwrap_or(mean));
            costs.items.push(CostItem::Drawn { stream, draw, task: may_miss });
        } else if let Some(cost) = task.cost {
            let amount = integer(cost);
            costs.any |= amount != 0;
            costs.deterministic += amount;
            match may_miss {
                Some(task) => costs.items.push(CostItem::WithTask { amount, task }),
                None => costs.fixed += amount,
            }
        } else {
            let rate_of = |needed: &crate::model::Assignment| {
                let resource = document.resources.iter().find(|resource| resource.id == needed.resource)?;
                Some(resource.cost_per_hour? * needed.units.unwrap_or(1.0))
            };
            let per_hour: f64 = task.needs.iter().filter_map(rate_of).sum();
            if per_hour == 0.0 || compiler.plan.network().position(at as u32).is_none() {
                continue;
            }
            let per_second = per_hour * PER_UNIT / 3_600.0;
            let planned = libm::round(per_second * trial.planned(at as u32) as f64) as i64;
            costs.any = true;
            costs.deterministic += planned;
            match position {
                Some(task) => costs.items.push(CostItem::Rate { per_second, task }),
                None => costs.fixed += planned,
            }
        }
    }
    costs
}

fn costs_something(risk: &crate::model::Risk) -> bool {
    [&risk.effect, &risk.residual_effect].into_iter().flatten().any(|effect| effect.cost.is_some())
}
