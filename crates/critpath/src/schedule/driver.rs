//! Drivers of the passes into reasons: which task, date or calendar decides when a task is.

use super::bound::{NEVER_BEFORE, Origin};
use super::handed::{self, hands_on};
use super::link::End;
use super::{Driver, Schedule, latest_leaf};
use crate::graph::{ENTRY, NodeKind, Role};
use crate::model::result::Cause;
use crate::plan::Plan;
use crate::time::Instant;

/// What decides when a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Driven {
    /// The kind of reason.
    pub cause: Cause,
    /// The dependency, if the cause is one.
    pub via: Option<Via>,
    /// The date, if the cause is one: a window, a constraint, the plan's start, the data date.
    pub origin: Option<Origin>,
    /// The instant that bounds the start or the finish.
    pub bound: Instant,
    /// Whether the finish is bound, and the start follows from the duration.
    pub by_finish: bool,
}

/// A dependency that drives a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Via {
    /// The task that drives, or the phase without tasks.
    pub driver: Role,
    /// What the dependency names: the task, the phase that it is in, or the gate.
    pub predecessor: Role,
    /// What states the dependency: the task, a phase that it is in, or a gate that it waits for.
    pub successor: Role,
    /// Position of the dependency's rule in the network.
    pub rule: u32,
}

/// Who drives whom, with the ways through phases and gates worked out. O(nodes + links) to make.
pub(crate) struct Drivers<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    /// For entries and gates, by node less tasks: the links that decide its start and its finish, where
    /// an entry within an entry has those of the outer one.
    links: Vec<[Option<Stated>; 2]>,
    /// For rollups, by node less tasks: the leaves that start first and finish last.
    ends: Vec<[u32; 2]>,
}

/// A dependency as the document states it: the node that states it and its position.
#[derive(Clone, Copy)]
struct Stated {
    node: u32,
    position: usize,
}

impl<'a> Drivers<'a> {
    pub(crate) fn new(plan: &'a Plan, schedule: &'a Schedule) -> Self {
        let network = plan.network();
        let others = network.nodes() - network.tasks();
        let mut drivers =
            Drivers { plan, schedule, links: vec![[None; 2]; others], ends: vec![[u32::MAX; 2]; others] };
        for &node in network.order.iter().filter(|node| **node as usize >= network.tasks()) {
            let at = node as usize - network.tasks();
            match network.role(node) {
                Role::Rollup(_) => drivers.ends[at] = drivers.ends_of(node),
                Role::Entry(_) => {
                    drivers.links[at] = [End::Start, End::Finish].map(|end| drivers.deciding(node, end));
                }
                _ => {
                    let driver = schedule.columns.driver[node as usize];
                    drivers.links[at] = [driver.position().map(|position| Stated { node, position }); 2];
                }
            }
        }
        drivers
    }

    /// What decides when a task is, or a phase without tasks.
    pub(crate) fn driven(&self, node: u32) -> Driven {
        let (network, schedule) = (self.plan.network(), self.schedule);
        let at = node as usize;
        let start = schedule.columns.early_start[at];
        let plain = Driven { cause: Cause::Actual, via: None, origin: None, bound: start, by_finish: false };
        if network.kind(node) == NodeKind::Actual {
            return plain;
        }
        let moved = at < network.tasks() && schedule.planned_start()[at] != start;
        if moved || schedule.columns.driver[at] == Driver::AT_LATEST {
            return Driven { cause: Cause::Successor, bound: schedule.planned(node).1, ..plain };
        }
        let driver = schedule.columns.driver[at];
        let Some(stated) = self.stated(node, driver) else { return self.by_date(node, plain) };
        let link = network.links[stated.position];
        let rule = network.rules[link.rule as usize];
        let via = Via {
            driver: network.role(self.leaf(link.predecessor, rule.from())),
            predecessor: network.role(link.predecessor),
            successor: network.role(stated.node),
            rule: link.rule,
        };
        let bound = self.bound_of(stated);
        Driven { cause: Cause::Dependency, via: Some(via), bound, by_finish: driver.is_of_finish(), ..plain }
    }

    /// The task or filler whose dates drive a leaf.
    pub(crate) fn driving_leaf(&self, node: u32) -> Option<u32> {
        let stated = self.stated(node, self.schedule.columns.driver[node as usize])?;
        let link = self.plan.network().links[stated.position];
        Some(self.leaf(link.predecessor, self.plan.network().rules[link.rule as usize].from()))
    }

    /// The longest driving path to the leaf that finishes last, in order of time.
    pub(crate) fn critical_path(&self) -> Vec<u32> {
        let (network, columns) = (self.plan.network(), &self.schedule.columns);
        // A phase that people put somewhere may finish later, but nothing drives that.
        let finish = latest_leaf(network, &self.schedule.columns);
        let is_last = |node: &u32| {
            // A level of effort lasts as long as what it is for.
            let is_own = network.is_leaf(*node) && network.kind(*node) != NodeKind::Effort;
            is_own && Some(columns.early_finish[*node as usize]) == finish
        };
        let mut ends: Vec<u32> = network.order.iter().copied().filter(is_last).collect();
        ends.sort_unstable();
        // Of several that finish last, the first of the document that drives none of the others.
        let mut driving: Vec<u32> = ends.iter().filter_map(|node| self.driving_leaf(*node)).collect();
        driving.sort_unstable();
        let last = ends.iter().copied().find(|node| driving.binary_search(node).is_err());
        let mut path: Vec<u32> = std::iter::successors(last, |node| self.driving_leaf(*node)).collect();
        path.reverse();
        path
    }

    /// The dependency behind the driver of a leaf.
    fn stated(&self, node: u32, driver: Driver) -> Option<Stated> {
        let position = driver.position()?;
        let network = self.plan.network();
        let link = network.links[position];
        let end = usize::from(driver.is_of_finish());
        let through = |node: u32| self.links[node as usize - network.tasks()];
        if link.rule == ENTRY {
            return through(link.predecessor)[end];
        }
        match network.role(link.predecessor) {
            // A gate that nothing holds up is as good as none.
            Role::Gate(_) => through(link.predecessor)[0],
            _ => Some(Stated { node, position }),
        }
    }

    /// The leaf that an end of a predecessor comes from.
    fn leaf(&self, node: u32, end: End) -> u32 {
        let network = self.plan.network();
        let Some(at) = (node as usize).checked_sub(network.tasks()) else { return node };
        match (network.role(node), end) {
            (Role::Rollup(_), End::Start) => self.ends[at][0],
            (Role::Rollup(_), End::Finish) => self.ends[at][1],
            _ => node,
        }
    }

    /// The first to start and the last to finish of what is in a phase; of several the first.
    fn ends_of(&self, rollup: u32) -> [u32; 2] {
        let (network, columns) = (self.plan.network(), &self.schedule.columns);
        let members = || network.predecessors(rollup).iter().map(|link| link.predecessor);
        let first = members().min_by_key(|node| columns.early_start[*node as usize]);
        let last =
            members().max_by_key(|node| (columns.early_finish[*node as usize], std::cmp::Reverse(*node)));
        [
            first.map_or(rollup, |node| self.leaf(node, End::Start)),
            last.map_or(rollup, |node| self.leaf(node, End::Finish)),
        ]
    }

    /// The link of an entry that makes its bound of starts or finishes.
    fn deciding(&self, entry: u32, end: End) -> Option<Stated> {
        let (network, columns) = (self.plan.network(), &self.schedule.columns);
        let column = match end {
            End::Start => &columns.early_start,
            End::Finish => &columns.early_finish,
        };
        let bound = column[entry as usize];
        let stated = network.link_range(entry).find(|position| {
            let link = network.links[*position];
            match link.rule {
                ENTRY => column[link.predecessor as usize] == bound,
                rule => {
                    network.rules[rule as usize].to() == end
                        && self.bound_of(Stated { node: entry, position: *position }) == bound
                }
            }
        });
        let position = stated.filter(|_| bound > NEVER_BEFORE)?;
        let link = network.links[position];
        if link.rule == ENTRY {
            return self.links[link.predecessor as usize - network.tasks()][usize::from(end == End::Finish)];
        }
        Some(Stated { node: entry, position })
    }

    /// The bound that a dependency makes.
    fn bound_of(&self, stated: Stated) -> Instant {
        let (network, columns) = (self.plan.network(), &self.schedule.columns);
        let link = network.links[stated.position];
        let rule = network.rules[link.rule as usize];
        let predecessor = link.predecessor as usize;
        let end = match rule.from() {
            End::Start => self.schedule.linked_start(link.predecessor),
            End::Finish => columns.early_finish[predecessor],
        };
        let calendar = |node: u32| &self.plan.calendars()[network.calendar(node)];
        let of_lag = self.schedule.rules.lag_calendar(
            self.plan.network(),
            self.plan.calendars(),
            link.predecessor,
            stated.node,
        );
        let handed = hands_on(&self.schedule.rules)
            .then(|| handed::until(&self.schedule.actuals, columns, link.predecessor))
            .flatten()
            .filter(|_| rule.from() == End::Finish);
        let bound = rule.forward(of_lag, end, || match network.kind(link.predecessor) {
            NodeKind::Rollup => calendar(link.predecessor)
                .between(columns.early_start[predecessor], columns.early_finish[predecessor]),
            _ => self.schedule.columns.amount[predecessor],
        });
        handed.map_or(bound, |handed| bound.max(handed))
    }

    /// The date that decides when no dependency does.
    fn by_date(&self, node: u32, plain: Driven) -> Driven {
        let (network, schedule) = (self.plan.network(), self.schedule);
        let bound = schedule.bound(network, node);
        let calendar = &self.plan.calendars()[network.calendar(node)];
        let start = schedule.columns.early_start[node as usize];
        let works = schedule.columns.amount[node as usize] > 0 && network.kind(node) != NodeKind::Elapsed;
        let at_start = |floor: Instant| if works { calendar.next_work(floor) } else { floor };
        let by_finish = bound.finish_floor.at > NEVER_BEFORE && at_start(bound.start_floor.at) < start;
        let limit = match (by_finish, bound.start_floor.at) {
            (true, _) => bound.finish_floor,
            (false, floor) if floor < bound.base.at => bound.base,
            (false, _) => bound.start_floor,
        };
        let cause = match limit.origin {
            Origin::PlanStart if start > limit.at => Cause::Calendar,
            Origin::PlanStart => Cause::PlanStart,
            Origin::DataDate => Cause::DataDate,
            Origin::Window(_) => Cause::Window,
            Origin::Constraint(..) | Origin::Deadline(_) | Origin::Manual(_) => Cause::Constraint,
        };
        Driven { cause, origin: Some(limit.origin), bound: limit.at, by_finish, ..plain }
    }
}

/// The id of what a node stands for.
pub(super) fn name(plan: &Plan, node: u32) -> &str {
    role_id(plan, plan.network().role(node))
}

/// The id of what a role names.
pub(crate) fn role_id(plan: &Plan, role: Role) -> &str {
    let document = plan.document();
    match role {
        Role::Task(task) => &document.tasks[task].id,
        Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => &document.phases[phase].id,
        Role::Gate(gate) => &document.gates[gate].id,
    }
}
