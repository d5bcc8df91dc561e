//! The forward pass: the network and its bounds into the earliest dates.

use super::actual::Actual;
use super::bound::{Bounds, NEVER_AFTER, NEVER_BEFORE};
use super::link::End;
use super::{Columns, Driver, overflow};
use crate::calendar::Calendars;
use crate::control::{BATCH, Watch};
use crate::error::Error;
use crate::graph::{ENTRY, FINISH_TO_START, Link, MEMBER, Network, NodeKind};
use crate::plan::Plan;
use crate::time::{INSTANT_LIMIT, Instant};

/// What the passes read.
pub(super) struct Input<'a> {
    pub(super) plan: &'a Plan,
    pub(super) network: &'a Network,
    pub(super) calendars: &'a Calendars,
    pub(super) bounds: &'a Bounds,
    pub(super) actuals: &'a [Actual],
    /// Seconds that each node takes, windows resolved.
    pub(super) amount: &'a [i64],
    /// Whether work may finish after the plan's finish when only that would delay nothing.
    pub(super) cap_at_finish: bool,
}

/// The latest bounds that links make on a node so far, with the links that make them.
#[derive(Clone, Copy)]
struct Bounding {
    start: Instant,
    finish: Instant,
    start_driver: Driver,
    finish_driver: Driver,
}

/// Earliest dates and drivers of every node, in one pass in topological order.
///
/// A start is the latest of its bounds, moved to the next work of the calendar; a finish is where the
/// amount of work ends. A bound of the finish holds when all of the work before it is done, so one in a
/// night or weekend is met by the evening before. Of equal bounds the first link counts, and links
/// count before dates that come to the same working time.
///
/// # Errors
/// [`Error::Overflow`] if dates leave ±[`INSTANT_LIMIT`]; [`Error::Cancelled`].
///
/// # Complexity
/// O(nodes + links), each with at most a few questions to a calendar.
pub(super) fn forward(input: &Input, columns: &mut Columns, watch: &mut Watch) -> Result<(), Error> {
    for batch in input.network.order.chunks(BATCH) {
        watch.advance(batch.len())?;
        nodes(input, columns, batch)?;
    }
    Ok(())
}

/// The earliest dates of the next nodes in topological order.
fn nodes(input: &Input, columns: &mut Columns, nodes: &[u32]) -> Result<(), Error> {
    let network = input.network;
    for &node in nodes {
        let at = node as usize;
        let kind = network.kind[at];
        let (start, finish, driver) = match kind {
            NodeKind::Work | NodeKind::Fill if input.amount[at] > 0 => {
                let (rank, driver) = work(input, columns, node);
                columns.rank[at] = rank;
                let calendar = &input.calendars[network.calendar[at]];
                (calendar.position(rank), calendar.finish(rank + input.amount[at]), driver)
            }
            NodeKind::Rollup => {
                let (start, finish) = rolled_up(network.predecessors(node), columns);
                (start, finish, Driver::NONE)
            }
            NodeKind::Actual => {
                let (start, finish) = actual(input.actuals, node);
                (start, finish, Driver::NONE)
            }
            NodeKind::Entry => {
                let by = Bounding::of_links(input, columns, node);
                (by.start, by.finish, Driver::NONE)
            }
            _ => elsewhere(input, columns, node),
        };
        if kind != NodeKind::Entry && (start <= -INSTANT_LIMIT || finish >= INSTANT_LIMIT) {
            return Err(overflow(input.plan, node));
        }
        columns.early_start[at] = start;
        columns.early_finish[at] = finish;
        columns.driver[at] = driver;
    }
    Ok(())
}

/// Work before the start of a node that works, and what drives it.
fn work(input: &Input, columns: &Columns, node: u32) -> (i64, Driver) {
    let network = input.network;
    let at = node as usize;
    let calendar = &input.calendars[network.calendar[at]];
    let by_links = Bounding::of_links(input, columns, node);
    let by = by_links.and_dates(input, node);
    let mut driver = by.start_driver;
    let mut rank = by.rank_of_start(input, columns, node).unwrap_or_else(|| calendar.work_before(by.start));
    // Friday evening and Monday morning are the same to work.
    if by_links.start > NEVER_BEFORE && by_links.start < by.start {
        let same = calendar.work_before(by_links.start) == rank;
        driver = if same { by_links.start_driver } else { driver };
    }
    if by.finish > NEVER_BEFORE {
        let by_finish = calendar.work_before(by.finish) - input.amount[at];
        if by_finish > rank {
            (rank, driver) = (by_finish, by.finish_driver.of_finish());
        }
    }
    (rank, driver)
}

/// Dates of a node whose time does not run on its calendar: a point or elapsed work.
fn elsewhere(input: &Input, columns: &Columns, node: u32) -> (Instant, Instant, Driver) {
    let by = Bounding::of_links(input, columns, node).and_dates(input, node);
    let amount = input.amount[node as usize];
    let by_finish = by.finish - amount;
    let (start, driver) = if by_finish > by.start {
        (by_finish, by.finish_driver.of_finish())
    } else {
        (by.start, by.start_driver)
    };
    (start, start + amount, driver)
}

impl Bounding {
    fn of_links(input: &Input, columns: &Columns, node: u32) -> Self {
        let mut by = Bounding {
            start: NEVER_BEFORE,
            finish: NEVER_BEFORE,
            start_driver: Driver::NONE,
            finish_driver: Driver::NONE,
        };
        let links = input.network.link_range(node);
        for (link, position) in input.network.links[links.clone()].iter().zip(links.start as u32..) {
            by.add(input, columns, node, *link, position);
        }
        by
    }

    /// With the dates that people state, which drive if they are later.
    fn and_dates(mut self, input: &Input, node: u32) -> Self {
        let bound = &input.bounds.table[input.network.bound[node as usize] as usize];
        if bound.start_floor.at > self.start {
            self.start = bound.start_floor.at;
            self.start_driver = Driver::NONE;
        }
        if bound.finish_floor.at > self.finish {
            self.finish = bound.finish_floor.at;
            self.finish_driver = Driver::NONE;
        }
        if self.start == NEVER_BEFORE && self.finish == NEVER_BEFORE {
            self.start = input.bounds.start;
        }
        self
    }

    /// Work before the bound of the start, if that is the finish of work on the same calendar, for which
    /// it is known.
    fn rank_of_start(&self, input: &Input, columns: &Columns, node: u32) -> Option<i64> {
        let network = input.network;
        let link = network.links[self.start_driver.position()?];
        let (at, predecessor) = (node as usize, link.predecessor as usize);
        let known = link.rule == FINISH_TO_START
            && network.kind[predecessor] == NodeKind::Work
            && network.calendar[predecessor] == network.calendar[at];
        known.then(|| columns.rank[predecessor] + input.amount[predecessor])
    }

    #[inline]
    fn add(&mut self, input: &Input, columns: &Columns, node: u32, link: Link, position: u32) {
        let predecessor = link.predecessor as usize;
        if link.rule == FINISH_TO_START {
            return self.bound_start(columns.early_finish[predecessor], position);
        }
        if link.rule == ENTRY {
            self.bound_start(columns.early_start[predecessor], position);
            self.bound_finish(columns.early_finish[predecessor], position);
            return;
        }
        let rule = input.network.rules[link.rule as usize];
        let calendar = &input.calendars[input.network.lag_calendar[node as usize]];
        let end = match rule.from() {
            End::Start => columns.early_start[predecessor],
            End::Finish => columns.early_finish[predecessor],
        };
        let bound = rule.forward(calendar, end, || duration_of(input, columns, link.predecessor));
        match rule.to() {
            End::Start => self.bound_start(bound, position),
            End::Finish => self.bound_finish(bound, position),
        }
    }

    #[inline]
    fn bound_start(&mut self, bound: Instant, position: u32) {
        if bound > self.start {
            self.start = bound;
            self.start_driver = Driver::link(position);
        }
    }

    fn bound_finish(&mut self, bound: Instant, position: u32) {
        if bound > self.finish {
            self.finish = bound;
            self.finish_driver = Driver::link(position);
        }
    }
}

/// Earliest start and latest finish of what is in a phase.
fn rolled_up(members: &[Link], columns: &Columns) -> (Instant, Instant) {
    debug_assert!(members.iter().all(|link| link.rule == MEMBER));
    members.iter().fold((NEVER_AFTER, NEVER_BEFORE), |(start, finish), link| {
        let member = link.predecessor as usize;
        (start.min(columns.early_start[member]), finish.max(columns.early_finish[member]))
    })
}

fn actual(actuals: &[Actual], node: u32) -> (Instant, Instant) {
    match actuals.binary_search_by_key(&node, |actual| actual.node) {
        Ok(at) => (actuals[at].start, actuals[at].finish),
        // The network calls a node started only if the document says so.
        Err(_) => unreachable!("node {node} has no actual dates"),
    }
}

/// How long a predecessor takes, for lags in percent; for a phase, the work that it spans.
pub(super) fn duration_of(input: &Input, columns: &Columns, node: u32) -> i64 {
    let at = node as usize;
    if input.network.kind[at] == NodeKind::Rollup {
        let calendar = &input.calendars[input.network.calendar[at]];
        return calendar.between(columns.early_start[at], columns.early_finish[at]);
    }
    input.amount[at]
}
