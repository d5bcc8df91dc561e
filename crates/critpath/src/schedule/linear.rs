//! A schedule on one calendar into sums and maxima of working seconds, which need no calendar from run to run.
//!
//! Work before an instant never falls as time goes on, so the latest of several bounds is that of the most work before
//! it, and a lag of work adds to it. So the passes come to the same with *ranks*, working seconds since the start of the
//! plan, in place of instants: exactly, where each rank stands for one instant only. What cannot be told by ranks has no
//! such form, and is left to the passes: several calendars, clock time on a calendar with breaks, dates set by hand, work
//! underway, milestones at dates of their own.

use super::bound::{NEVER_AFTER, NEVER_BEFORE, Origin};
use super::handed::hands_on;
use super::link::End;
use super::trial::Trial;
use crate::calendar::CalendarIndex;
use crate::graph::{ENTRY, Link, LinkLag, MEMBER, NodeKind};
use crate::model::CriticalBy;
use crate::plan::Plan;
use crate::time::Instant;

/// Before every rank, however far lags move it.
pub(crate) const NO_RANK: i32 = i32::MIN / 2;
/// After every rank.
pub(crate) const ANY_RANK: i32 = i32::MAX / 2;
/// Ranks and lags are less than this apart.
pub(crate) const RANKS: i64 = 1 << 29;

/// A schedule as sums and maxima.
#[derive(Debug, Clone)]
pub(crate) struct Linear {
    /// In topological order.
    pub(crate) nodes: Vec<LinearNode>,
    /// Those of each node in a row, from the node that bounds.
    pub(crate) links: Vec<LinearLink>,
    pub(crate) calendar: CalendarIndex,
    /// Work before the start of the plan.
    origin: i64,
    start: Instant,
    /// The latest finish of what has finished.
    finished: Option<Instant>,
    /// Tasks with this much float or less are critical.
    pub(crate) critical_float: i32,
    /// Whether floats come to the same by ranks, too.
    pub(crate) has_floats: bool,
}

/// What a node does with its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinearKind {
    /// Takes its time from the greatest bound on.
    Leaf,
    /// A gate: takes none, and others see one point in time.
    Gate,
    /// Hands on the bounds of starts and of finishes.
    Entry,
    /// Hands on the earliest start and the latest finish of what bounds it.
    Rollup,
    /// Is where it is.
    Fact { start: i32, finish: i32 },
}

/// A node of the network.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinearNode {
    pub(crate) node: u32,
    pub(crate) kind: LinearKind,
    /// It starts and finishes at these ranks or later.
    pub(crate) start_floor: i32,
    pub(crate) finish_floor: i32,
    /// Where its links begin.
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// A bound of one end of a node by an end of another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinearLink {
    /// Position of the node that bounds.
    pub(crate) from: u32,
    pub(crate) from_start: bool,
    pub(crate) to_start: bool,
    pub(crate) lag: i32,
}

impl Trial {
    /// The plan as sums and maxima; none if it has no such form. `varies` tells whose durations vary, and `may_vanish`
    /// whose may be none.
    pub(crate) fn linear(
        &self,
        plan: &Plan,
        varies: &dyn Fn(u32) -> bool,
        may_vanish: &dyn Fn(u32) -> bool,
    ) -> Option<Linear> {
        let network = plan.network();
        let (schedule, rules) = (self.schedule(), self.schedule().rules());
        let is_plain = network.efforts.is_empty()
            && network.delayed.is_empty()
            && network.late.is_empty()
            && !self.has_rests()
            && self.holds().next().is_none();
        let working = |node: &&u32| matches!(network.kind(**node), NodeKind::Work | NodeKind::Fill);
        let calendar = network.order.iter().find(working).map(|node| network.calendar(*node));
        let calendar = calendar.unwrap_or_else(|| plan.calendars().default_index());
        let start = schedule.plan_start();
        let linear = Linear {
            nodes: Vec::with_capacity(network.order.len()),
            links: Vec::with_capacity(network.links.len()),
            calendar,
            origin: plan.calendars()[calendar].work_before(start),
            start,
            finished: None,
            critical_float: i32::try_from(rules.critical_float_s).ok()?,
            has_floats: rules.critical_by == CriticalBy::TotalFloat
                && rules.cap_at_finish
                && !rules.floats_as_stated(plan.calendars()),
        };
        let mut compiler = Compiler { trial: self, plan, varies, may_vanish, linear };
        is_plain.then_some(())?;
        for &node in &network.order {
            compiler.node(node)?;
        }
        Some(compiler.linear)
    }
}

struct Compiler<'a> {
    trial: &'a Trial,
    plan: &'a Plan,
    varies: &'a dyn Fn(u32) -> bool,
    may_vanish: &'a dyn Fn(u32) -> bool,
    linear: Linear,
}

impl Compiler<'_> {
    fn node(&mut self, node: u32) -> Option<()> {
        let network = self.plan.network();
        let first = self.linear.links.len() as u32;
        let kind = match network.kind(node) {
            NodeKind::Work | NodeKind::Fill => {
                self.is_own(network.calendar(node)).then_some(())?;
                LinearKind::Leaf
            }
            NodeKind::Elapsed => {
                self.works_always().then_some(())?;
                LinearKind::Leaf
            }
            // The instant where work begins is none that a rank stands for.
            NodeKind::StartPoint if self.trial.schedule().rules().milestones_by_work => return None,
            NodeKind::Point | NodeKind::StartPoint | NodeKind::FinishPoint if network.is_leaf(node) => {
                // Their floats are counted on their own calendars.
                self.linear.has_floats &= self.is_own(network.calendar(node));
                LinearKind::Leaf
            }
            NodeKind::Point | NodeKind::StartPoint | NodeKind::FinishPoint => LinearKind::Gate,
            NodeKind::Entry => LinearKind::Entry,
            NodeKind::Rollup if network.predecessors(node).is_empty() => return None,
            NodeKind::Rollup => LinearKind::Rollup,
            NodeKind::Actual => self.fact(node)?,
            NodeKind::Effort => return None,
        };
        if !matches!(kind, LinearKind::Fact { .. }) {
            for link in network.predecessors(node) {
                self.link(node, *link)?;
            }
        }
        let (start_floor, finish_floor) = match kind {
            LinearKind::Leaf | LinearKind::Gate => self.floors(node, first)?,
            _ => (NO_RANK, NO_RANK),
        };
        let end = self.linear.links.len() as u32;
        self.linear.nodes.push(LinearNode { node, kind, start_floor, finish_floor, first, end });
        Some(())
    }

    /// What has finished.
    fn fact(&mut self, node: u32) -> Option<LinearKind> {
        let schedule = self.trial.schedule();
        schedule.is_finished(node as usize).then_some(())?;
        // By retained logic it may hand on what runs say of others.
        let is_done = |link: &Link| schedule.is_finished(link.predecessor as usize);
        let hands_on = hands_on(schedule.rules());
        (!hands_on || self.plan.network().predecessors(node).iter().all(is_done)).then_some(())?;
        let (start, finish) = (schedule.early_start()[node as usize], schedule.early_finish()[node as usize]);
        self.linear.finished = self.linear.finished.max(Some(finish));
        Some(LinearKind::Fact { start: self.rank(start)?, finish: self.rank(finish)? })
    }

    /// The bounds that dates make.
    fn floors(&mut self, node: u32, first_link: u32) -> Option<(i32, i32)> {
        let network = self.plan.network();
        let bound = self.trial.schedule().bound(network, node);
        let rules = self.trial.schedule().rules();
        let links = &self.linear.links[first_link as usize..];
        let by_hand = matches!(bound.base.origin, Origin::Manual(_));
        let at = if by_hand {
            bound.start_floor.at.max(bound.base.at)
        } else if rules.floor_at_start {
            // The plan's start counts where nothing else says when; it is the floor, or this is no such plan.
            (bound.base.at <= bound.start_floor.at).then_some(bound.start_floor.at)?
        } else if bound.start_floor.at > NEVER_BEFORE {
            bound.start_floor.at
        } else if links.is_empty() && bound.finish_floor.at == NEVER_BEFORE {
            bound.base.at
        } else {
            let is_leaf =
                |link: &LinearLink| matches!(self.linear.nodes[link.from as usize].kind, LinearKind::Leaf);
            links.iter().any(|link| link.to_start && is_leaf(link)).then_some(bound.start_floor.at)?
        };
        // A rank of a finish stands for an instant from the start of the plan on.
        (at == NEVER_BEFORE || at >= self.linear.start).then_some(())?;
        // The instant of a milestone is known by its rank only where work ends, or at the start of the plan.
        if self.may_be_point(node) {
            let ends = |link: &LinearLink| !link.from_start && link.lag >= 0 || self.hands_on(*link);
            let at_start = at == NEVER_BEFORE || at == self.linear.start;
            // What has finished may have done so in a break.
            let ends = |link: &LinearLink| self.linear.finished.is_none() && ends(link);
            (at_start && bound.finish_floor.at == NEVER_BEFORE && links.iter().all(ends)).then_some(())?;
        }
        let rank = |at: Instant| if at == NEVER_BEFORE { Some(NO_RANK) } else { self.rank(at) };
        Some((rank(at)?, rank(bound.finish_floor.at)?))
    }

    /// Whether a link comes from the entry of a phase that itself is bound by finishes alone.
    fn hands_on(&self, link: LinearLink) -> bool {
        let entry = self.linear.nodes[link.from as usize];
        let bounds = &self.linear.links[entry.first as usize..entry.end as usize];
        let by_finish = |link: &LinearLink| !link.from_start && link.lag >= 0 || self.hands_on(*link);
        entry.kind == LinearKind::Entry && bounds.iter().all(by_finish)
    }

    fn may_be_point(&self, node: u32) -> bool {
        let is_task = (node as usize) < self.plan.network().tasks();
        self.plan.network().kind(node).is_point()
            || is_task && (self.trial.planned(node) == 0 || (self.may_vanish)(node))
            || !is_task && self.trial.planned(node) == 0
    }

    fn link(&mut self, node: u32, link: Link) -> Option<()> {
        let network = self.plan.network();
        let from = network.position(link.predecessor)? as u32;
        if link.rule == ENTRY || link.rule == MEMBER {
            let both =
                [true, false].map(|start| LinearLink { from, from_start: start, to_start: start, lag: 0 });
            self.linear.links.extend(both);
            return Some(());
        }
        let rule = network.rules[link.rule as usize];
        let (from_start, to_start) = (rule.from() == End::Start, rule.to() == End::Start);
        let lag = match rule.lag {
            LinkLag::Work(0) | LinkLag::Elapsed(0) | LinkLag::Percent(0) => 0,
            LinkLag::Work(lag) => self.work_lag(link.predecessor, node).then_some(lag)?,
            LinkLag::Elapsed(lag) => self.works_always().then_some(lag)?,
            LinkLag::Percent(thousandths) => {
                let is_task = (link.predecessor as usize) < network.tasks();
                let known = is_task
                    && !(self.varies)(link.predecessor)
                    && network.kind(link.predecessor) != NodeKind::Actual;
                (known && self.work_lag(link.predecessor, node)).then_some(())?;
                let predecessor_s = self.trial.planned(link.predecessor);
                crate::duration::Lag::Percent(thousandths).seconds(&self.plan.document().units, predecessor_s)
            }
        };
        (lag.abs() < RANKS).then_some(())?;
        self.linear.links.push(LinearLink { from, from_start, to_start, lag: lag as i32 });
        if from_start {
            // A start by the latest second that a point in a break allows is not a matter of ranks.
            let is_point =
                !matches!(network.kind(node), NodeKind::Work | NodeKind::Fill) || self.may_be_point(node);
            let is_rollup = network.kind(link.predecessor) == NodeKind::Rollup;
            self.linear.has_floats &= !is_point && !is_rollup;
        }
        Some(())
    }

    /// Whether the lag of a link runs on the calendar of the plan's work.
    fn work_lag(&self, predecessor: u32, node: u32) -> bool {
        let calendar = self.trial.schedule().rules().lag_calendar(
            self.plan.network(),
            self.plan.calendars(),
            predecessor,
            node,
        );
        let own = &self.plan.calendars()[self.linear.calendar];
        std::ptr::eq(calendar, own) || calendar == own
    }

    fn is_own(&self, calendar: CalendarIndex) -> bool {
        let calendars = self.plan.calendars();
        calendar == self.linear.calendar || calendars[calendar] == calendars[self.linear.calendar]
    }

    fn works_always(&self) -> bool {
        self.plan.calendars()[self.linear.calendar].is_always()
    }

    fn rank(&self, at: Instant) -> Option<i32> {
        if at >= NEVER_AFTER {
            return None;
        }
        let rank = self.plan.calendars()[self.linear.calendar].work_before(at) - self.linear.origin;
        (rank.abs() < RANKS).then_some(rank as i32)
    }
}

impl Linear {
    /// The instant at which a plan finishes whose work finishes at a rank.
    pub(crate) fn finish(&self, plan: &Plan, rank: i32) -> Instant {
        let calendar = &plan.calendars()[self.calendar];
        let finish = if rank <= 0 { self.start } else { calendar.finish(self.origin + i64::from(rank)) };
        self.finished.map_or(finish, |finished| finish.max(finished))
    }

    /// The greatest rank of a finish that is not after an instant.
    pub(crate) fn until(&self, plan: &Plan, at: Instant) -> i32 {
        if at < self.start {
            return -1;
        }
        let rank = plan.calendars()[self.calendar].work_before(at) - self.origin;
        rank.clamp(-1, i64::from(ANY_RANK)) as i32
    }
}
