//! A schedule into drags: by how much the plan would finish earlier without the time that a task takes.

use std::cell::Cell;

use super::super::driver::Drivers;
use super::super::forward::{Input, actual_index, forward, place};
use super::super::link::End;
use super::super::{Columns, Schedule};
use crate::control::{Control, Watch, never_stop};
use crate::error::Error;
use crate::graph::{Direction, LinkLag, Network, NodeKind, Role, reachable};
use crate::plan::Plan;
use crate::time::Instant;

/// What a task takes from the plan's finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drag {
    /// By how much the plan would finish earlier if the task took no time, in working time of the plan's calendar.
    pub seconds: i64,
    /// When the plan would finish then.
    pub finish: Instant,
}

impl Schedule {
    /// The drag of each task; none where the plan would finish no earlier.
    ///
    /// Each task that may have drag is planned with no duration, and all that comes after it anew. What has started is
    /// planned as if nothing were left of it. Only tasks of the longest path can have drag, and those from which
    /// something that holds or a phase on that path may move.
    ///
    /// # Errors
    /// [`Error::Cancelled`] if the control says stop; [`Error::Overflow`].
    ///
    /// # Complexity
    /// O(tasks on the longest path · (tasks + phases + dependencies)).
    pub fn drags(&self, plan: &Plan, control: &mut Control) -> Result<Vec<Option<Drag>>, Error> {
        let mut drags = vec![None; self.tasks];
        let mut base = self.clone();
        base.columns.planned = None;
        let (input, columns) = base.parts(plan);
        forward(&input, columns, &mut Watch::new(&mut never_stop, 0))?;
        base.finish = base.latest_finish(plan.network());
        let Some(finish) = base.finish else { return Ok(drags) };
        let calendar = &plan.calendars()[plan.calendars().default_index()];
        let mut without = Without { network: plan.network().clone(), schedule: base.clone() };
        let candidates = base.candidates(plan);
        let mut watch = Watch::new(control, candidates.len());
        for task in candidates {
            watch.advance(1)?;
            let earlier = without.finish(plan, &base, task)?;
            drags[task as usize] = earlier
                .filter(|earlier| *earlier < finish)
                .map(|earlier| Drag { seconds: calendar.between(earlier, finish), finish: earlier });
        }
        watch.finish()?;
        Ok(drags)
    }

    /// The unfinished tasks without which the plan might finish earlier.
    fn candidates(&self, plan: &Plan) -> Vec<u32> {
        let network = plan.network();
        let drivers = Drivers::new(plan, self);
        let mut nodes = drivers.critical_path();
        let first = nodes.first().copied();
        // What holds, or has started, stands on the path without a driver, and may yet wait for others.
        let mut moved_by_others: Vec<u32> = first
            .into_iter()
            .filter(|node| network.kind(*node) == NodeKind::Actual || self.holds.of(*node).is_some())
            .collect();
        // The start and the length of a phase depend on all that is in it.
        moved_by_others.extend(nodes.iter().filter_map(|node| {
            let via = drivers.driven(*node).via?;
            let rule = network.rules[via.rule as usize];
            let by_all = rule.from() == End::Start || matches!(rule.lag, LinkLag::Percent(_));
            (by_all && matches!(via.predecessor, Role::Rollup(_))).then(|| network.node(via.predecessor))
        }));
        if !moved_by_others.is_empty() {
            let edges = network
                .order
                .iter()
                .flat_map(|node| network.predecessors(*node).iter().map(|link| (link.predecessor, *node)));
            let edges: Vec<(u32, u32)> = edges.collect();
            nodes.extend(reachable(network.nodes(), &edges, &moved_by_others, Direction::Backward));
        }
        nodes.retain(|node| {
            let task = *node as usize;
            task < self.tasks && self.columns.amount[task] > 0 && !self.is_finished(task)
        });
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }
}

/// A plan in which a task takes no time, one after the other.
struct Without {
    network: Network,
    schedule: Schedule,
}

impl Without {
    /// When the plan would finish if this task took no time.
    fn finish(&mut self, plan: &Plan, base: &Schedule, task: u32) -> Result<Option<Instant>, Error> {
        let at = task as usize;
        self.schedule.columns.restore(&base.columns);
        let started = base.actual(at).map(|_| actual_index(&base.actuals, task));
        match started {
            Some(index) => {
                let actual = &mut self.schedule.actuals[index];
                // Without a data date, what counts as left may begin with the work that is done.
                let dated = base.rules.data_date_moves && plan.document().data_date.is_some();
                actual.resumes = if dated { actual.resumes } else { actual.resumes.max(actual.stops) };
                // A finish that people set by hand stays, whatever is left.
                let by_hand =
                    plan.document().tasks[at].manual.as_ref().is_some_and(|dates| dates.finish.is_some());
                (actual.remaining, actual.expected) = (0, actual.expected.filter(|_| by_hand));
            }
            None if self.network.kind[at].is_point() => {}
            None => (self.network.kind[at], self.network.amount[at]) = (NodeKind::Point, 0),
        }
        let columns = &mut self.schedule.columns;
        columns.amount[at] = 0;
        let placed = self.place_from(plan, task);
        if let Some(index) = started {
            self.schedule.actuals[index] = base.actuals[index];
        }
        let network = plan.network();
        (self.network.kind[at], self.network.amount[at]) = (network.kind[at], network.amount[at]);
        placed?;
        Ok(self.schedule.latest_finish(network))
    }

    /// Places a node and all that come after it in the order.
    fn place_from(&mut self, plan: &Plan, task: u32) -> Result<(), Error> {
        let Schedule { columns, rules, bounds, actuals, holds, .. } = &mut self.schedule;
        let (calendars, network) = (plan.calendars(), &self.network);
        let floats_as_stated = rules.floats_as_stated(calendars);
        let input = Input {
            plan,
            network,
            calendars,
            rules: *rules,
            bounds,
            actuals,
            holds,
            floats_as_stated,
            last: Cell::default(),
        };
        let from = network.position(task).unwrap_or(network.order.len());
        network.order[from..].iter().try_for_each(|node| place(&input, columns, *node))
    }
}

impl Columns {
    /// Takes the earliest dates, and what goes with them, of other columns of the same plan.
    fn restore(&mut self, from: &Columns) {
        self.early_start.copy_from_slice(&from.early_start);
        self.early_finish.copy_from_slice(&from.early_finish);
        self.rank.copy_from_slice(&from.rank);
        self.amount.copy_from_slice(&from.amount);
        self.rest.copy_from_slice(&from.rest);
        self.beyond.copy_from_slice(&from.beyond);
    }
}
