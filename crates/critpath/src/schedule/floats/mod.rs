//! A schedule into how much room there is: floats of every kind, drag, bands and the most critical paths.
//!
//! Nothing of this is computed by [`schedule`](super::schedule) itself; each figure is made when it is asked for.
//!
//! * Start and finish float are the distances between planned and latest dates. Work without a break has the same float
//!   at both ends; what has started has float at its finish alone.
//! * Interfering float is total less free float.
//! * Independent float is what is left of the free float if all predecessors are as late as they may be.
//! * Drag is by how much the plan would finish earlier if a task took no time.
//! * A path's float is the waits in it and the float at its end.

mod bands;
mod drag;
mod independent;
mod paths;
mod result;

pub use bands::Band;
pub use drag::Drag;
pub use paths::{Path, Step};
pub use result::{FloatsOptions, floats, floats_with};

use super::Schedule;
use crate::graph::{Network, NodeKind};
use crate::plan::Plan;
use crate::time::Instant;

impl Schedule {
    /// How far each task's start can move: from its planned to its latest start, in the seconds of its total float;
    /// less what the logic says beyond a date that holds. O(tasks).
    pub fn start_float(&self, plan: &Plan) -> Vec<i64> {
        let network = plan.network();
        let float = |task: usize| {
            let beyond =
                self.holds.of(task as u32).map(|_| self.columns.beyond[self.holds.position(task as u32)]);
            // A level of effort is as long as others, whatever date it states.
            let beyond = beyond.filter(|_| network.kind[task] != NodeKind::Effort);
            let late = self.columns.late_start[task];
            self.distance(plan, network, task, self.planned_start()[task], late) - beyond.unwrap_or(0)
        };
        self.of_scheduled(float)
    }

    /// How far each task's finish can move: from its planned to its latest finish. O(tasks).
    pub fn finish_float(&self, plan: &Plan) -> Vec<i64> {
        let network = plan.network();
        let late = &self.columns.late_finish;
        self.of_scheduled(|task| self.distance(plan, network, task, self.planned_finish()[task], late[task]))
    }

    /// Total less free float of each task: how far it can move only if others do. Negative where a limit is missed, and
    /// under rules by which free float may go beyond total float. O(tasks).
    pub fn interfering_float(&self) -> Vec<i64> {
        self.of_scheduled(|task| self.columns.total_float[task] - self.columns.free_float[task])
    }

    /// A figure of each task with dates; 0 for the others.
    fn of_scheduled(&self, figure: impl Fn(usize) -> i64) -> Vec<i64> {
        (0..self.tasks).map(|task| if self.is_scheduled(task) { figure(task) } else { 0 }).collect()
    }

    /// From one instant to another in the seconds that a leaf's float counts in.
    fn distance(&self, plan: &Plan, network: &Network, node: usize, from: Instant, to: Instant) -> i64 {
        let is_elapsed = match network.kind[node] {
            NodeKind::Elapsed => true,
            NodeKind::Actual => self.actual(node).is_some_and(|actual| actual.is_elapsed),
            _ => false,
        };
        match is_elapsed {
            true => to - from,
            // Levels of effort are measured on the calendar that they work on.
            false if self.rules.float_as_stated && network.kind[node] != NodeKind::Effort => {
                plan.calendars()[network.lag_calendar[node]].between(from, to)
            }
            false => plan.calendars()[network.calendar[node]].between(from, to),
        }
    }
}
