//! The schedule of a plan before edits into that of the plan after them, by way of what the edits reach.

use super::backward::{self, Finishes, Latest, place_late};
use super::forward::{Input, actual_index, place};
use super::handed::Back;
use super::hold::{Hold, hold};
use super::shared_calendar::shares;
use super::start::plan_start;
use super::{Columns, Rules, Schedule, ScheduleOptions, actual, planned_amount, schedule};
use crate::control::{Watch, never_stop};
use crate::error::Error;
use crate::graph::{Marks, NodeKind};
use crate::plan::{Nodes, Plan, Touched};
use crate::time::Instant;

/// More than this share of the nodes is not worth being looked for: 1 in so many.
const SHARE: usize = 16;

impl Schedule {
    /// The schedule of a plan after [`Plan::edit`], given the one before it with the same options; equal to what
    /// [`schedule`] computes.
    ///
    /// From the edited tasks on, in topological order, dates are computed anew as long as they change; then
    /// against the order latest dates and floats, from what moved and from what comes before it. Where that
    /// reaches much of the plan, the rest of the pass runs as it does for a new schedule; so it does backward when
    /// the finish of the plan moves, on which all latest dates depend.
    ///
    /// A plan that was built anew gets a new schedule; so does one that is scheduled from its finish, has
    /// levels of effort or tasks that are as late as possible, or starts at another time; and so it is
    /// when a task with a window is edited.
    ///
    /// # Errors
    /// As [`schedule`].
    ///
    /// # Complexity
    /// O(nodes that change, with their links, + nodes / 64); at most little more than the passes of a new schedule.
    /// A plan whose longest path is critical needs O(tasks + phases + dependencies) to find that path.
    /// Where neither the options nor the document state when the plan starts, edits of constraints and of
    /// progress need O(tasks).
    pub fn update(
        mut self,
        plan: &Plan,
        touched: &Touched,
        options: &ScheduleOptions,
    ) -> Result<Schedule, Error> {
        self.update_in_place(plan, touched, options)?;
        Ok(self)
    }

    /// As [`Schedule::update`]; after an error this is no schedule of any plan.
    pub(crate) fn update_in_place(
        &mut self,
        plan: &Plan,
        touched: &Touched,
        options: &ScheduleOptions,
    ) -> Result<(), Error> {
        match touched.nodes() {
            Some(nodes) if self.can_follow(plan, nodes, options)? => {
                self.follow(plan, nodes)?;
                self.find_longest_path(plan);
                Ok(())
            }
            _ => {
                *self = schedule(plan, options)?;
                Ok(())
            }
        }
    }

    /// Whether nothing but the dates of nodes is another one.
    fn can_follow(&self, plan: &Plan, nodes: &Nodes, options: &ScheduleOptions) -> Result<bool, Error> {
        if let Some(start) = options.start {
            plan.axis().accept(start)?;
        }
        let (network, document) = (plan.network(), plan.document());
        let rules = Rules::of(plan, options);
        let is_plain = self.columns.early_start.len() == network.nodes()
            && rules == self.rules
            && !rules.from_finish
            && network.late.is_empty()
            && network.efforts.is_empty()
            && nodes.tasks.iter().all(|task| document.tasks[*task as usize].window.is_none());
        let may_start_elsewhere = nodes.dates || options.start.or(document.start).is_some();
        Ok(is_plain && (!may_start_elsewhere || plan_start(plan, options)? == self.bounds.start))
    }

    fn follow(&mut self, plan: &Plan, nodes: &Nodes) -> Result<(), Error> {
        for &task in &nodes.tasks {
            self.renew(plan, task);
        }
        let before = self.finish;
        let moved = {
            let (input, columns) = self.parts(plan);
            Cone { input, columns }.forward(&nodes.tasks)?
        };
        self.finish = match &moved {
            Some(moved) => self.finish_after(plan, moved),
            None => self.latest_finish(plan.network()),
        };
        let Some(earliest) = self.finish else { return Ok(()) };
        let finishes = Finishes { latest: self.plan_finish(plan), earliest };
        let (input, columns) = self.parts(plan);
        match moved {
            Some(moved) if before == Some(earliest) => {
                Cone { input, columns }.backward(nodes, &moved, finishes);
                Ok(())
            }
            _ => backward::backward(&input, columns, finishes, &mut Watch::new(&mut never_stop, 0)),
        }
    }

    /// Reads anew what the document says of a task.
    fn renew(&mut self, plan: &Plan, task: u32) {
        let network = plan.network();
        self.bounds.renew(plan, task);
        let holds = hold(plan, &self.rules, task, &plan.document().tasks[task as usize]);
        self.holds.renew(network.nodes(), task, holds, &mut self.columns.beyond);
        let is = actual::actual(plan, &self.rules, &self.bounds, task);
        let is = is.filter(|_| network.kind(task) == NodeKind::Actual);
        match (self.actuals.binary_search_by_key(&task, |actual| actual.node), is) {
            (Ok(at), Some(actual)) => self.actuals[at] = actual,
            (Ok(at), None) => {
                self.actuals.remove(at);
                self.columns.rest.remove(at);
                self.columns.back.remove(at);
            }
            (Err(at), Some(actual)) => {
                self.actuals.insert(at, actual);
                self.columns.rest.insert(at, 0);
                self.columns.back.insert(at, Back::ANY_TIME);
            }
            (Err(_), None) => {}
        }
        let columns = &mut self.columns;
        columns.amount[task as usize] = planned_amount(plan, &self.bounds, task);
        columns.shares[task as usize] = shares(network, &self.holds, &columns.amount, task);
    }

    /// The finish of the plan after these nodes moved.
    fn finish_after(&self, plan: &Plan, moved: &[Moved]) -> Option<Instant> {
        let network = plan.network();
        let leaves = || moved.iter().filter(|moved| network.is_leaf(moved.node));
        let latest = leaves().map(|moved| self.columns.early_finish[moved.node as usize]).max();
        let was_last = leaves().any(|moved| Some(moved.finish) == self.finish);
        if was_last && latest < self.finish { self.latest_finish(network) } else { latest.max(self.finish) }
    }
}

/// A node that has other earliest dates, and its earliest finish before.
struct Moved {
    node: u32,
    finish: Instant,
}

/// What a few nodes reach.
struct Cone<'a> {
    input: Input<'a>,
    columns: &'a mut Columns,
}

impl Cone<'_> {
    /// Computes earliest dates anew from these nodes on, and tells what moved; `None` if that is too much to tell.
    fn forward(&mut self, from: &[u32]) -> Result<Option<Vec<Moved>>, Error> {
        let network = self.input.network;
        let mut marks = Marks::new(network.order.len());
        for &node in from {
            add(&mut marks, self.input.network.position(node));
            self.mark_followers(&mut marks, node);
        }
        let (mut moved, mut at) = (Vec::new(), 0);
        while let Some(position) = marks.take_from(at) {
            at = position;
            let node = network.order[position];
            let (before, finish) = (self.early(node), self.columns.early_finish[node as usize]);
            self.place(node)?;
            if self.early(node) == before {
                continue;
            }
            moved.push(Moved { node, finish });
            if moved.len() > network.order.len() / SHARE {
                for &node in &network.order[position + 1..] {
                    self.place(node)?;
                }
                return Ok(None);
            }
            self.mark_followers(&mut marks, node);
        }
        Ok(Some(moved))
    }

    /// Computes latest dates and floats anew, of what was edited or moved and of what comes before it.
    fn backward(&mut self, nodes: &Nodes, moved: &[Moved], finishes: Finishes) {
        let network = self.input.network;
        let mut marks = Marks::new(network.order.len());
        for &node in &nodes.former {
            add(&mut marks, network.position(node));
        }
        for node in nodes.tasks.iter().copied().chain(moved.iter().map(|moved| moved.node)) {
            add(&mut marks, network.position(node));
            self.mark_predecessors(&mut marks, node);
        }
        let (mut changed, mut at) = (0, network.order.len());
        while let Some(position) = marks.take_back_from(at) {
            at = position;
            let node = network.order[position];
            let before = self.late(node);
            place_late(&self.input, self.columns, finishes, node);
            if self.late(node) == before {
                continue;
            }
            changed += 1;
            if changed > network.order.len() / SHARE {
                for &node in network.order[..position].iter().rev() {
                    place_late(&self.input, self.columns, finishes, node);
                }
                return;
            }
            self.mark_predecessors(&mut marks, node);
        }
    }

    fn mark_followers(&self, marks: &mut Marks, node: u32) {
        for follower in self.input.network.followers(node) {
            add(marks, self.input.network.position(follower.successor));
        }
    }

    fn mark_predecessors(&self, marks: &mut Marks, node: u32) {
        for link in self.input.network.predecessors(node) {
            add(marks, self.input.network.position(link.predecessor));
        }
    }

    /// Places a node that may have been placed before.
    fn place(&mut self, node: u32) -> Result<(), Error> {
        // Dates set by hand say how long a task takes, and are computed from how long it was planned to take.
        if let Some(Hold::Manual { .. }) = self.input.holds.of(node) {
            self.columns.amount[node as usize] = planned_amount(self.input.plan, self.input.bounds, node);
        }
        place(&self.input, self.columns, node)
    }

    /// All that others, and the floats, see of the earliest dates of a node.
    fn early(&self, node: u32) -> ([i64; 4], Option<i64>) {
        let (input, columns, at) = (&self.input, &*self.columns, node as usize);
        let more = match input.network.kind[at] {
            NodeKind::Actual => Some(columns.rest[actual_index(input.actuals, node)]),
            _ => input.holds.of(node).map(|_| columns.beyond[input.holds.position(node)]),
        };
        ([columns.early_start[at], columns.early_finish[at], columns.rank[at], columns.amount[at]], more)
    }

    /// All that others see of the latest dates of a node.
    fn late(&self, node: u32) -> (Instant, Instant, Option<Latest>, Option<Back>) {
        let (columns, at) = (&*self.columns, node as usize);
        let is_fact = self.input.network.kind[at] == NodeKind::Actual;
        let back = is_fact.then(|| columns.back[actual_index(self.input.actuals, node)]);
        let unhindered = at.checked_sub(self.input.network.tasks()).map(|at| columns.unhindered[at]);
        (columns.late_start[at], columns.late_finish[at], unhindered, back)
    }
}

fn add(marks: &mut Marks, position: Option<usize>) {
    if let Some(position) = position {
        marks.add(position);
    }
}
