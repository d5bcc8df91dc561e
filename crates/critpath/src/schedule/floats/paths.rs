//! A schedule into its most critical paths: chains of tasks by how much each chain as a whole can be delayed.
//!
//! The wait of a dependency is the time by which its successor is later than this dependency alone would have it. A path
//! ends where nothing follows, or where a date rather than a successor decides how late a task may be. It begins where
//! no predecessor alone puts a task where it is: at the plan's start, a date, or after work that is done. Its float is
//! its waits and the float at its end. So on one calendar a path with the float f is that much shorter than the time it
//! has, and the total float of a task is the least float of the paths that it is on.

mod network;
mod ranking;

use super::super::Schedule;
use super::super::backward::{Allowed, Latest, allowed};
use super::super::forward::Input;
use super::super::leaf_floats::floats_by_logic;
use super::super::shared_calendar::WorkBefore;
use super::super::{Columns, actual};
use crate::graph::NodeKind;
use crate::plan::Plan;
use network::Waits;

/// A path through the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The waits in it, and the float at its end.
    pub float: i64,
    /// In order of time.
    pub steps: Vec<Step>,
}

/// A task, or a phase without tasks, of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Node of the network.
    pub node: u32,
    /// By how much it is later than the step before alone would have it, in the seconds that its float counts in.
    pub wait: i64,
}

impl Schedule {
    /// The `count` paths with the least float, from the least on; no two have the same steps. Equal ones come in the
    /// order in which their ends, and then their predecessors, stand in the plan. Finished tasks and levels of effort
    /// are on no path.
    ///
    /// # Complexity
    /// O(tasks + phases + dependencies) and, for each path, O(steps · log) and once for each task on it what is
    /// between it and its predecessors: dependencies, phases and their tasks.
    pub fn paths(&self, plan: &Plan, count: usize) -> Vec<Path> {
        if count == 0 {
            return Vec::new();
        }
        let mut own = self.clone();
        let (input, columns) = own.parts(plan);
        let waits = Waits::new(&input, columns);
        ranking::least(&waits, &ends(&input, columns), count)
    }
}

/// The leaves at which paths end, with the float there, the least first; of equal ones the last to finish.
fn ends(input: &Input, columns: &Columns) -> Vec<(i64, u32)> {
    let network = input.network;
    let leaves = network.order.iter().copied().filter(|node| network.is_leaf(*node));
    let open = leaves.filter(|node| network::is_open(input, *node));
    let mut ends: Vec<(i64, u32)> =
        open.filter_map(|node| Some((float_at_end(input, columns, node)?, node))).collect();
    ends.sort_by_key(|(float, node)| {
        (*float, std::cmp::Reverse(columns.early_finish[*node as usize]), *node)
    });
    ends
}

/// How much later a leaf may finish, if a date and not what follows decides that.
fn float_at_end(input: &Input, columns: &Columns, node: u32) -> Option<i64> {
    let at = node as usize;
    let Allowed { late: by_followers, in_work, .. } = allowed(input, columns, node);
    let ends = by_followers == Latest::ANY_TIME && in_work == WorkBefore::ANY || {
        let logic = floats_by_logic(input, columns, node, by_followers, Latest::ANY_TIME, in_work);
        logic.late.finish > columns.late_finish[at]
    };
    let calendar = &input.calendars[input.network.calendar[at]];
    let (early, late) = (columns.early_finish[at], columns.late_finish[at]);
    ends.then(|| match input.network.kind[at] {
        NodeKind::Elapsed => late - early,
        NodeKind::Actual => network::fact(input, node)
            .map_or(0, |fact| actual::calendar(input.plan, fact).between(early, late)),
        _ => calendar.between(early, late),
    })
}
