//! The schedule of a plan before edits into that of the plan after them, by way of what the edits reach.

use super::backward::{Finishes, Latest, place_allowed, place_late};
use super::forward::{Input, actual_index, place};
use super::handed::Back;
use super::hold::{Hold, hold};
use super::hubs::Hubs;
use super::start::plan_start;
use super::stays::{Placed, stays};
use super::{Columns, Rules, Schedule, ScheduleOptions, actual, planned_amount, schedule};
use crate::control::{Watch, never_stop};
use crate::error::Error;
use crate::graph::{Marks, NodeKind};
use crate::plan::{Nodes, Plan, Touched};
use crate::time::Instant;

/// More than this share of the nodes is not worth being looked for: 1 in so many.
const SHARE: usize = 16;
/// The same where a copy of the network in order makes the passes over all nodes faster than those over some.
const SHARE_BESIDE_COPY: usize = 128;

impl Schedule {
    /// The schedule of a plan after [`Plan::edit`], given the one before it with the same options; equal to what
    /// [`schedule`] computes.
    ///
    /// From the edited tasks on, in topological order, dates are computed anew as long as they change; then
    /// against the order latest dates and floats, from what moved and from what comes before it. Where that
    /// reaches much of the plan, the rest of the pass runs as it does for a new schedule; so it does backward when
    /// the finish of the plan moves, on which all latest dates depend.
    ///
    /// A task with many predecessors asks them only if the bound that one of them makes reaches it, before or after;
    /// of many successors, those are asked that stand in a block with one that moved.
    ///
    /// A plan that was built anew gets a new schedule; so does one that is scheduled from its finish, has
    /// levels of effort or tasks that are as late as possible, or starts at another time; and so it is
    /// when a task with a window is edited.
    ///
    /// # Errors
    /// As [`schedule`].
    ///
    /// # Complexity
    /// O(nodes that change, with their links, + nodes / 64); at most little more than the passes of a new schedule. A
    /// neighbour of many that moves costs O(1) forward, unless it is or was the latest of all, and O(√neighbours) backward.
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
        // What is known of hubs holds only if nothing but this update moves anything.
        let mut hubs = std::mem::take(&mut self.hubs);
        for &task in &nodes.tasks {
            self.renew(plan, task);
        }
        let share = if self.in_order(plan).is_some() { SHARE_BESIDE_COPY } else { SHARE };
        let most = plan.network().order.len() / share;
        let (input, columns) = self.parts(plan);
        let moved = match (Cone { input, columns, hubs: &mut hubs, most }).forward(&nodes.tasks)? {
            Reach::All(moved) => moved,
            Reach::Until(position) => return self.pass_from(plan, position),
        };
        let before = self.finish;
        self.finish = self.finish_after(plan, &moved);
        let Some(finishes) = self.finishes(plan).filter(|_| self.finish == before) else {
            return self.pass_back_from(plan, plan.network().order.len());
        };
        let (input, columns) = self.parts(plan);
        match (Cone { input, columns, hubs: &mut hubs, most }).backward(nodes, &moved, finishes) {
            Reach::All(()) => {
                self.hubs = hubs;
                Ok(())
            }
            Reach::Until(position) => self.pass_back_from(plan, position),
        }
    }

    /// Places all nodes anew from a position of the order on, and then against the order; or all nodes of the copy in
    /// order, if there is one, since that is faster.
    fn pass_from(&mut self, plan: &Plan, position: usize) -> Result<(), Error> {
        if self.in_order(plan).is_none() {
            let (input, columns) = self.parts(plan);
            for &node in &input.network.order[position..] {
                place_again(&input, columns, node)?;
            }
            self.finish = self.latest_finish(plan.network());
        }
        self.pass_back_from(plan, plan.network().order.len())
    }

    /// Places nodes at their latest, against the order from a position on; or all nodes of the copy.
    fn pass_back_from(&mut self, plan: &Plan, position: usize) -> Result<(), Error> {
        if let Some(copy) = self.in_order(plan) {
            return self.run_in_order(plan, copy, &mut Watch::new(&mut never_stop, 0));
        }
        let Some(finishes) = self.finishes(plan) else { return Ok(()) };
        let (input, columns) = self.parts(plan);
        for &node in input.network.order[..position].iter().rev() {
            place_late(&input, columns, finishes, node);
        }
        Ok(())
    }

    /// When the plan finishes, if anything in it has dates.
    fn finishes(&self, plan: &Plan) -> Option<Finishes> {
        self.finish.map(|earliest| Finishes { latest: self.plan_finish(plan), earliest })
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
        self.columns.amount[task as usize] = planned_amount(plan, &self.bounds, task);
    }

    /// The finish of the plan after these nodes moved.
    fn finish_after(&self, plan: &Plan, moved: &[Placed]) -> Option<Instant> {
        let network = plan.network();
        let leaves = || moved.iter().filter(|moved| network.is_leaf(moved.node));
        let latest = leaves().map(|moved| self.columns.early_finish[moved.node as usize]).max();
        let was_last = leaves().any(|moved| Some(moved.finish) == self.finish);
        if was_last && latest < self.finish { self.latest_finish(network) } else { latest.max(self.finish) }
    }
}

/// What a few nodes reach.
struct Cone<'a> {
    input: Input<'a>,
    columns: &'a mut Columns,
    hubs: &'a mut Hubs,
    /// If more nodes are reached, the rest of a pass is not worth being looked for.
    most: usize,
}

/// How far the search for what moves came.
enum Reach<T> {
    /// It found all.
    All(T),
    /// It gave up; the position of the order is the first that is not dealt with, or the one behind it against the order.
    Until(usize),
}

impl Cone<'_> {
    /// Computes earliest dates anew from these nodes on, and tells what has other ones.
    fn forward(&mut self, edited: &[u32]) -> Result<Reach<Vec<Placed>>, Error> {
        let network = self.input.network;
        let mut edited = edited.to_vec();
        edited.sort_unstable();
        let mut marks = Marks::new(network.order.len());
        for &node in &edited {
            add(&mut marks, network.position(node));
        }
        let (mut moved, mut at) = (Vec::new(), 0);
        while let Some(position) = marks.take_from(at) {
            at = position;
            let node = network.order[position];
            let before = self.early(node);
            let ([start, finish, ..], _) = before;
            place_again(&self.input, self.columns, node)?;
            let is_moved = self.early(node) != before;
            let placed = Placed { node, start, finish, is_edited: edited.binary_search(&node).is_ok() };
            if is_moved {
                moved.push(placed);
                if moved.len() > self.most {
                    return Ok(Reach::Until(position + 1));
                }
            }
            if is_moved || placed.is_edited {
                for follower in network.followers(node) {
                    if !stays(&self.input, self.columns, placed, *follower) {
                        add(&mut marks, network.position(follower.successor));
                    }
                }
            }
        }
        Ok(Reach::All(moved))
    }

    /// Computes latest dates and floats anew, of what was edited or moved and of what comes before it.
    fn backward(&mut self, nodes: &Nodes, moved: &[Placed], finishes: Finishes) -> Reach<()> {
        let network = self.input.network;
        let mut marks = Marks::new(network.order.len());
        for &(task, predecessor) in &nodes.former {
            add(&mut marks, network.position(predecessor));
            self.hubs.forget_successor(predecessor, task);
        }
        for node in nodes.tasks.iter().copied().chain(moved.iter().map(|moved| moved.node)) {
            add(&mut marks, network.position(node));
            self.hubs.forget(node);
            self.mark_predecessors(&mut marks, node);
        }
        let (mut changed, mut at) = (0, network.order.len());
        while let Some(position) = marks.take_back_from(at) {
            at = position;
            let node = network.order[position];
            let before = self.late(node);
            let allowed = self.hubs.allowed(&self.input, self.columns, node);
            place_allowed(&self.input, self.columns, finishes, node, allowed);
            if self.late(node) == before {
                continue;
            }
            changed += 1;
            if changed > self.most {
                return Reach::Until(position);
            }
            self.mark_predecessors(&mut marks, node);
        }
        Reach::All(())
    }

    fn mark_predecessors(&mut self, marks: &mut Marks, node: u32) {
        for link in self.input.network.predecessors(node) {
            add(marks, self.input.network.position(link.predecessor));
            self.hubs.forget_successor(link.predecessor, node);
        }
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

/// Places a node that may have been placed before.
fn place_again(input: &Input, columns: &mut Columns, node: u32) -> Result<(), Error> {
    // Dates set by hand say how long a task takes, and are computed from how long it was planned to take.
    if let Some(Hold::Manual { .. }) = input.holds.of(node) {
        columns.amount[node as usize] = planned_amount(input.plan, input.bounds, node);
    }
    place(input, columns, node)
}

fn add(marks: &mut Marks, position: Option<usize>) {
    if let Some(position) = position {
        marks.add(position);
    }
}
