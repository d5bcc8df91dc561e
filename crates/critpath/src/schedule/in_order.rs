//! A plan whose tasks stand in random order into its dates, by passes over a copy of its network that is in order.

use std::cell::Cell;

use super::backward::{self, Finishes};
use super::forward::{self, Input};
use super::{Columns, Driver, Schedule, latest_leaf, overflow};
use crate::control::Watch;
use crate::error::Error;
use crate::graph::{InOrder, Network};
use crate::plan::Plan;

impl Schedule {
    /// The copy of the network, if there is one and nothing else is counted by node.
    pub(super) fn in_order<'a>(&self, plan: &'a Plan) -> Option<&'a InOrder> {
        let is_plain = !self.rules.from_finish
            && self.holds.list.is_empty()
            && self.actuals.is_empty()
            && !self.bounds.has_start_caps();
        plan.network().in_order.as_deref().filter(|_| is_plain)
    }

    /// Runs the passes over the copy, and puts what they find where the document has its tasks.
    ///
    /// # Errors
    /// As [`super::schedule`].
    pub(super) fn run_in_order(
        &mut self,
        plan: &Plan,
        copy: &InOrder,
        watch: &mut Watch,
    ) -> Result<(), Error> {
        let network = &copy.network;
        let mut columns = Columns::new(network, network.amount.clone(), 0, &self.holds);
        let input = Input {
            plan,
            network,
            calendars: plan.calendars(),
            rules: self.rules,
            bounds: &self.bounds,
            actuals: &self.actuals,
            holds: &self.holds,
            floats_as_stated: self.rules.floats_as_stated(plan.calendars()),
            last: Cell::default(),
        };
        // The pass takes the number of a task in the copy for its place in the document.
        let named = |error: Error| match &error {
            Error::Overflow { task } => match plan.task(task) {
                Some(number) => overflow(plan, copy.task[number]),
                None => error,
            },
            _ => error,
        };
        forward::forward(&input, &mut columns, watch).map_err(named)?;
        self.finish = latest_leaf(network, &columns);
        if let Some(earliest) = self.finish {
            let finishes = Finishes { latest: self.plan_finish(plan), earliest };
            backward::backward(&input, &mut columns, finishes, watch)?;
        }
        columns.put_in_document(plan.network(), copy, &mut self.columns);
        Ok(())
    }
}

impl Columns {
    /// The columns of the copy as those of the network that it was made of.
    fn put_in_document(self, network: &Network, copy: &InOrder, document: &mut Columns) {
        let driver = |task: usize| {
            let (driver, number) = (self.driver[copy.number[task] as usize], copy.number[task] as usize);
            let Some(position) = driver.position() else { return driver };
            let link = position as u32 - copy.network.first[number] + network.first[task];
            let of_start = Driver::link(link);
            if driver.is_of_finish() { of_start.of_finish() } else { of_start }
        };
        let (of_tasks, of_others) = document.driver.split_at_mut(network.tasks());
        of_tasks.iter_mut().enumerate().for_each(|(task, to)| *to = driver(task));
        // Links of phases and gates come after those of the tasks, as many as there.
        of_others.copy_from_slice(&self.driver[network.tasks()..]);
        put(&self.early_start, copy, &mut document.early_start);
        put(&self.early_finish, copy, &mut document.early_finish);
        put(&self.late_start, copy, &mut document.late_start);
        put(&self.late_finish, copy, &mut document.late_finish);
        put(&self.total_float, copy, &mut document.total_float);
        put(&self.free_float, copy, &mut document.free_float);
        put(&self.amount, copy, &mut document.amount);
        put(&self.rank, copy, &mut document.rank);
        document.unhindered = self.unhindered;
    }
}

/// Puts a column of the copy into that of the document, by its tasks; that of phases and gates is the same.
fn put<T: Copy>(column: &[T], copy: &InOrder, document: &mut [T]) {
    let (tasks, others) = column.split_at(copy.number.len());
    let (to_tasks, to_others) = document.split_at_mut(copy.number.len());
    for (to, number) in to_tasks.iter_mut().zip(&copy.number) {
        *to = tasks[*number as usize];
    }
    to_others.copy_from_slice(others);
}
