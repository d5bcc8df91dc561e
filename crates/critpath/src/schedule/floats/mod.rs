//! A schedule into how much room there is: floats of every kind, drag, bands and the most critical paths.
//!
//! Nothing of this is computed by [`schedule`](super::schedule) itself; each figure is made when it is asked for.
//!
//! * Start and finish float are the distances between planned and latest dates. Work without a break has the same float
//!   at both ends; what has started has float at its finish alone. Microsoft Project shows the same float at both ends of
//!   what people put somewhere.
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
use super::hold::Hold;
use crate::graph::{Network, NodeKind};
use crate::plan::Plan;
use crate::time::Instant;

impl Schedule {
    /// How far each task's start can move: from its planned to its latest start, in the seconds of its total float;
    /// less what the logic says beyond a date that holds. O(tasks).
    pub fn start_float(&self, plan: &Plan) -> Vec<i64> {
        let network = plan.network();
        let earliest = self.float_from().0;
        let float = |task: usize| {
            if self.has_one_float(network, task) {
                return self.columns.total_float[task];
            }
            let beyond =
                self.holds.of(task as u32).map(|_| self.columns.beyond[self.holds.position(task as u32)]);
            // A level of effort is as long as others, whatever date it states.
            let beyond = beyond.filter(|_| network.kind[task] != NodeKind::Effort);
            let late = self.columns.late_start[task];
            self.distance(plan, network, task, earliest[task], late) - beyond.unwrap_or(0)
        };
        self.of_scheduled(float)
    }

    /// How far each task's finish can move: from its planned to its latest finish. O(tasks).
    pub fn finish_float(&self, plan: &Plan) -> Vec<i64> {
        let network = plan.network();
        let (late, earliest) = (&self.columns.late_finish, self.float_from().1);
        self.of_scheduled(|task| match self.has_one_float(network, task) {
            true => self.columns.total_float[task],
            false => self.distance(plan, network, task, earliest[task], late[task]),
        })
    }

    /// The starts and finishes that floats count from: the planned ones, or the earliest where what is late keeps them.
    fn float_from(&self) -> (&[Instant], &[Instant]) {
        match self.rules.late_keeps_early {
            true => (self.early_start(), self.early_finish()),
            false => (self.planned_start(), self.planned_finish()),
        }
    }

    /// Whether the float of a task is the same at both ends, whatever lies between them: people put it where it is.
    fn has_one_float(&self, network: &Network, task: usize) -> bool {
        let by_hand = matches!(self.holds.of(task as u32), Some(Hold::Manual { .. }));
        by_hand && self.rules.manual_takes_planned && network.kind[task] != NodeKind::Effort
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
