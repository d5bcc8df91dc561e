//! A schedule into independent floats: a forward pass in which everything hands on its latest dates.

use super::super::Schedule;
use super::super::forward::{actual_index, between, place};
use super::super::{Columns, actual, forward::Input};
use crate::error::Error;
use crate::graph::NodeKind;
use crate::plan::Plan;

impl Schedule {
    /// How far each task can move without moving any other, even if its predecessors are as late as they may be: the
    /// free float less the delay that they would cause, and nothing if that is more. A predecessor that misses its
    /// latest dates is taken where it is.
    ///
    /// On one calendar and with plain dependencies this is max(0, min ES(successors) - max LF(predecessors) - duration).
    ///
    /// # Errors
    /// [`Error::Overflow`] if the latest dates lead beyond the axis.
    ///
    /// # Complexity
    /// O(tasks + phases + dependencies): one forward pass.
    pub fn independent_float(&self, plan: &Plan) -> Result<Vec<i64>, Error> {
        let mut late = self.clone();
        let (input, columns) = late.parts(plan);
        let mut floats = vec![0; self.tasks];
        for &node in &input.network.order {
            place(&input, columns, node)?;
            let at = node as usize;
            if !input.network.is_leaf(node) {
                continue;
            }
            if at < self.tasks {
                floats[at] = (self.columns.free_float[at] - self.delay(&input, columns, node)).max(0);
            }
            self.hand_on_latest(&input, columns, node);
        }
        Ok(floats)
    }

    /// By how much a leaf is later in these columns than it is.
    fn delay(&self, input: &Input, columns: &Columns, node: u32) -> i64 {
        let at = node as usize;
        let delay = match input.network.kind[at] {
            NodeKind::Actual => {
                let actual = &input.actuals[actual_index(input.actuals, node)];
                let calendar = actual::calendar(input.plan, actual);
                calendar.between(self.columns.early_finish[at], columns.early_finish[at])
            }
            _ => between(input, node, self.columns.early_start[at], columns.early_start[at]),
        };
        delay.max(0)
    }

    /// Lets the successors of a leaf see its latest dates.
    fn hand_on_latest(&self, input: &Input, columns: &mut Columns, node: u32) {
        let (at, own) = (node as usize, &self.columns);
        columns.amount[at] = own.amount[at];
        let is_late = own.late_finish[at] >= own.early_finish[at];
        let (start, finish) = match is_late {
            true => (own.late_start[at], own.late_finish[at]),
            false => (own.early_start[at], own.early_finish[at]),
        };
        (columns.early_start[at], columns.early_finish[at]) = (start, finish);
        columns.rank[at] = input.calendars[input.network.calendar[at]].work_before(start);
        if input.network.kind[at] == NodeKind::Actual {
            let index = actual_index(input.actuals, node);
            let actual = &input.actuals[index];
            let calendar = actual::calendar(input.plan, actual);
            columns.rest[index] = match is_late && actual.finished.is_none() {
                _ if actual.hands_on => columns.rest[index],
                true => {
                    let left = actual.remaining_until(calendar, own.rest[index], own.early_finish[at]);
                    calendar.add(finish, -left)
                }
                false => own.rest[index],
            };
        }
    }
}
