//! Total floats into bands: which unfinished tasks have no more than so much.

use super::super::Schedule;
use crate::graph::NodeKind;
use crate::plan::Plan;

/// The tasks whose total float lies between two limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// They have more than this.
    pub above: Option<i64>,
    /// They have this or less.
    pub up_to: Option<i64>,
    /// By index, rising.
    pub tasks: Vec<usize>,
}

impl Schedule {
    /// The unfinished tasks by total float: those up to the limit of what is critical, those up to each further limit
    /// in seconds, and the others. Limits may come in any order; those that are critical anyway make no band. Levels of
    /// effort delay nothing and are in none. O(tasks · log limits).
    pub fn float_bands(&self, plan: &Plan, limits: &[i64]) -> Vec<Band> {
        let critical = self.rules.critical_float_s;
        let mut ends: Vec<i64> = limits.iter().copied().filter(|limit| *limit > critical).collect();
        ends.push(critical);
        ends.sort_unstable();
        ends.dedup();
        let above = std::iter::once(None).chain(ends.iter().copied().map(Some));
        let up_to = ends.iter().copied().map(Some).chain([None]);
        let mut bands: Vec<Band> =
            above.zip(up_to).map(|(above, up_to)| Band { above, up_to, tasks: Vec::new() }).collect();
        for task in (0..self.tasks).filter(|task| self.is_scheduled(*task) && !self.is_finished(*task)) {
            if plan.network().kind[task] != NodeKind::Effort {
                let float = self.columns.total_float[task];
                bands[ends.partition_point(|end| *end < float)].tasks.push(task);
            }
        }
        bands
    }
}
