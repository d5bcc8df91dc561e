//! The forward pass: the network and its bounds into the earliest dates.

use std::cell::Cell;

use super::actual::{self, Actual};
use super::bound::{Bounds, NEVER_AFTER, NEVER_BEFORE, Origin};
use super::bounding::{Bounding, bound_of};
use super::hold::{Hold, Holds};
use super::shared_calendar::{WorkBounding, work_bound};
use super::{Columns, Driver, Rules, overflow};
use crate::calendar::{CalendarIndex, Calendars};
use crate::control::{BATCH, Watch};
use crate::error::Error;
use crate::graph::{Link, LinkLag, MEMBER, Network, NodeKind};
use crate::plan::{Plan, rests_s};
use crate::time::{INSTANT_LIMIT, Instant};

/// What the passes read.
pub(super) struct Input<'a> {
    pub(super) plan: &'a Plan,
    pub(super) network: &'a Network,
    pub(super) calendars: &'a Calendars,
    pub(super) rules: Rules,
    pub(super) bounds: &'a Bounds,
    pub(super) actuals: &'a [Actual],
    pub(super) holds: &'a Holds,
    /// Some tasks work on other calendars than they state, and floats run on those that they state.
    pub(super) floats_as_stated: bool,
    /// The question that a calendar was asked last, and the answer: most nodes ask for the start and the finish of the plan.
    pub(super) last: Cell<Option<(CalendarIndex, Instant, i64)>>,
}

impl Input<'_> {
    /// Work before an instant on a calendar.
    #[inline]
    pub(super) fn work_before(&self, calendar: CalendarIndex, at: Instant) -> i64 {
        if let Some((of, asked, work)) = self.last.get()
            && asked == at
            && of == calendar
        {
            return work;
        }
        let work = self.calendars[calendar].work_before(at);
        self.last.set(Some((calendar, at, work)));
        work
    }
}

/// Where a node is at its earliest.
#[derive(Clone, Copy)]
struct Earliest {
    start: Instant,
    finish: Instant,
    /// Work before the start, on the calendar of nodes that work.
    rank: i64,
    driver: Driver,
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
        for &node in batch {
            place(input, columns, node)?;
        }
    }
    Ok(())
}

/// The earliest dates of one node, given those of its predecessors.
#[inline]
pub(super) fn place(input: &Input, columns: &mut Columns, node: u32) -> Result<(), Error> {
    let network = input.network;
    let at = node as usize;
    let kind = network.kind[at];
    let hold = input.holds.of(node);
    if matches!(hold, Some(Hold::Expected(_))) {
        columns.amount[at] = network.amount[at];
    }
    let earliest = match kind {
        NodeKind::Work | NodeKind::Fill if columns.amount[at] > 0 => work(input, columns, node),
        NodeKind::Rollup => {
            let (start, finish) = rolled_up(network.predecessors(node), columns);
            Earliest { start, finish, rank: 0, driver: Driver::NONE }
        }
        NodeKind::Actual => started(input, columns, node),
        NodeKind::Entry => {
            let by = match hold {
                Some(_) => Bounding::of_entries(input, columns, node),
                None => Bounding::of_links(input, columns, node),
            };
            Earliest { start: by.start, finish: by.finish, rank: 0, driver: Driver::NONE }
        }
        _ => elsewhere(input, columns, node),
    };
    let earliest = match hold {
        Some(hold) => held(input, columns, node, hold, earliest),
        None => earliest,
    };
    let Earliest { start, finish, rank, driver } = earliest;
    if kind != NodeKind::Entry && (start <= -INSTANT_LIMIT || finish >= INSTANT_LIMIT) {
        return Err(overflow(input.plan, node));
    }
    columns.early_start[at] = start;
    columns.early_finish[at] = finish;
    columns.rank[at] = rank;
    columns.driver[at] = driver;
    Ok(())
}

/// A node that works.
#[inline]
fn work(input: &Input, columns: &Columns, node: u32) -> Earliest {
    let at = node as usize;
    let (rank, driver) = match bounds_start_alone(input, node) {
        true => rank_by_work(input, columns, node),
        false => rank_by_clock(input, columns, node),
    };
    let calendar = &input.calendars[input.network.calendar[at]];
    let finish = calendar.finish(rank + columns.amount[at]);
    Earliest { start: calendar.position(rank), finish, rank, driver }
}

/// Whether dates bound the start of a node alone, and nobody put it or lets it wait.
#[inline]
pub(super) fn bounds_start_alone(input: &Input, node: u32) -> bool {
    let bound = &input.bounds.table[input.network.bound[node as usize] as usize];
    let is_by_hand = matches!(bound.base.origin, Origin::Manual(_));
    bound.finish_floor.at == NEVER_BEFORE && !is_by_hand && input.network.delayed.is_empty()
}

/// The work before the earliest start of a node and what drives it, where dates bound its start alone: links within the
/// calendar are counted in work, and instants are compared by the work before them.
#[inline]
fn rank_by_work(input: &Input, columns: &Columns, node: u32) -> (i64, Driver) {
    let network = input.network;
    let at = node as usize;
    let bound = &input.bounds.table[network.bound[at] as usize];
    let calendar = network.calendar[at];
    let (mut by, mut in_work) = (Bounding::NONE, WorkBounding::NONE);
    let links = network.link_range(node);
    for (link, position) in network.links[links.clone()].iter().zip(links.start as u32..) {
        let known = work_bound(input, columns, node, calendar, *link);
        debug_assert!(known.is_none_or(|(work, ..)| {
            let rule = network.rules[link.rule as usize];
            work == input.calendars[calendar].work_before(bound_of(
                input,
                columns,
                rule,
                link.predecessor,
                node,
            ))
        }));
        match known {
            Some((work, from_finish, true)) => {
                in_work.raise_finish(work, Driver::link(position));
                by.from_start_to_finish |= !from_finish;
            }
            Some((work, _, false)) => in_work.raise_start(work, Driver::link(position)),
            None => by.add(input, columns, node, *link, position),
        }
    }
    if by.start > NEVER_BEFORE {
        in_work.raise_start(input.work_before(calendar, by.start), by.start_driver);
    }
    if by.finish > NEVER_BEFORE {
        in_work.raise_finish(input.work_before(calendar, by.finish), by.finish_driver);
    }
    let floor = bound.start_floor.at;
    let is_bound = in_work.start_driver != Driver::NONE || floor > NEVER_BEFORE;
    if floor > NEVER_BEFORE {
        in_work.raise_start(input.work_before(calendar, floor), Driver::NONE);
    }
    let is_free = in_work.finish_driver == Driver::NONE
        || input.rules.start_bounds_finish_links && !by.from_start_to_finish;
    let raised = input.rules.floor_at_start && in_work.start_driver == Driver::NONE;
    if raised || !is_bound && is_free {
        in_work.raise_start(input.work_before(calendar, bound.base.at), Driver::NONE);
    }
    let by_finish = in_work.finish - columns.amount[at];
    match by_finish > in_work.start {
        true => (by_finish, in_work.finish_driver.of_finish()),
        // What nothing bounds starts with the first work there is.
        false => (in_work.start.max(0), in_work.start_driver),
    }
}

/// The same, whatever dates say: bounds are instants, and only the latest is turned into work.
fn rank_by_clock(input: &Input, columns: &Columns, node: u32) -> (i64, Driver) {
    let at = node as usize;
    let calendar = &input.calendars[input.network.calendar[at]];
    let by_links = Bounding::of_links(input, columns, node);
    let by = by_links.and_dates(input, node);
    let (mut rank, mut driver) = (calendar.work_before(by.start), by.start_driver);
    // Friday evening and Monday morning are the same to work.
    if by_links.start > NEVER_BEFORE && by_links.start < by.start {
        let same = calendar.work_before(by_links.start) == rank;
        driver = if same { by_links.start_driver } else { driver };
    }
    if by.finish > NEVER_BEFORE {
        let by_finish = calendar.work_before(by.finish) - columns.amount[at];
        if by_finish > rank {
            (rank, driver) = (by_finish, by.finish_driver.of_finish());
        }
    }
    (rank, driver)
}

/// A node whose time does not run on its calendar: a point or elapsed work.
fn elsewhere(input: &Input, columns: &Columns, node: u32) -> Earliest {
    let by = Bounding::of_links(input, columns, node).and_dates(input, node);
    let amount = columns.amount[node as usize];
    let by_finish = by.finish - amount;
    let (start, driver) = if by_finish > by.start {
        (by_finish, by.finish_driver.of_finish())
    } else {
        (by.start, by.start_driver)
    };
    // Friday evening and Monday morning are the same to what only marks where work begins.
    let start = match input.network.kind[node as usize] {
        NodeKind::StartPoint if input.rules.milestones_by_work => {
            input.calendars[input.network.calendar[node as usize]].next_work(start)
        }
        _ => start,
    };
    Earliest { start, finish: start + amount, rank: 0, driver }
}

/// A node that has started: its start is a fact, what is left of it may wait for its predecessors.
fn started(input: &Input, columns: &mut Columns, node: u32) -> Earliest {
    let at = actual_index(input.actuals, node);
    let actual = &input.actuals[at];
    let calendar = actual::calendar(input.plan, actual);
    let mut by = match actual.hands_on {
        true => Bounding::handed_on(input, columns, node),
        false => Bounding::of_links(input, columns, node),
    };
    if !actual.waits {
        (by.start, by.finish) = (NEVER_BEFORE, NEVER_BEFORE);
    }
    let (rest, finish) = actual.rest(calendar, by.start, by.finish);
    columns.rest[at] = rest;
    columns.amount[node as usize] = calendar.between(actual.start, finish);
    // Its start is a fact that nothing drives.
    Earliest { start: actual.start, finish, rank: 0, driver: Driver::NONE }
}

/// A start with the time that a task waits as levelling or people decided.
#[inline]
pub(super) fn delayed(input: &Input, node: u32, start: Instant) -> Instant {
    if input.network.delayed.is_empty() { start } else { moved_by_delay(input, node, start, 1) }
}

/// The bound that lets a task start then, after the time that it waits.
#[inline]
pub(super) fn before_delay(input: &Input, node: u32, start: Instant) -> Instant {
    if input.network.delayed.is_empty() { start } else { moved_by_delay(input, node, start, -1) }
}

fn moved_by_delay(input: &Input, node: u32, start: Instant, sign: i64) -> Instant {
    match input.network.delayed.binary_search_by_key(&node, |(node, _)| *node) {
        Ok(at) => match input.network.delayed[at].1 {
            LinkLag::Work(delay_s) => {
                input.calendars[input.network.calendar[node as usize]].add(start, sign * delay_s)
            }
            LinkLag::Elapsed(delay_s) | LinkLag::Percent(delay_s) => start + sign * delay_s,
        },
        Err(_) => start,
    }
}

/// Where a node is that dates hold against the logic. What the logic says beyond that is kept for the float.
fn held(input: &Input, columns: &mut Columns, node: u32, hold: Hold, logic: Earliest) -> Earliest {
    let placed = match hold {
        // From the finish, people say when it is at its latest; a phase without tasks is where they put it.
        Hold::Manual { start, finish } if input.rules.late_keeps_early && logic.finish > NEVER_BEFORE => {
            let latest = by_hand(input, columns, node, (start, finish), (logic.start, logic.finish));
            return not_after(input, node, latest, logic);
        }
        Hold::Manual { start, finish } => return manual(input, columns, node, start, finish, logic),
        Hold::Expected(finish) => return expected(input, columns, node, finish, logic),
        Hold::Loose => return logic,
        Hold::StartAt(start) => start_at(input, columns, node, start),
        Hold::FinishAt(finish) => finish_at(input, columns, node, finish),
        Hold::NotAfter { start, finish } => {
            let by_start = start.filter(|start| *start < logic.start);
            let by_start = by_start.map(|start| start_at(input, columns, node, start));
            let by_finish = finish.filter(|finish| *finish < logic.finish);
            let by_finish = by_finish.map(|finish| finish_at(input, columns, node, finish));
            let limits = by_start.into_iter().chain(by_finish);
            let limit = limits.min_by_key(|limit| limit.start).filter(|limit| limit.start < logic.start);
            limit.unwrap_or(logic)
        }
    };
    let beyond = between(input, node, placed.start, logic.start).max(0);
    columns.beyond[input.holds.position(node)] = beyond;
    placed
}

/// A node that takes as long as people expect, unless the logic lets it finish only later.
fn expected(input: &Input, columns: &mut Columns, node: u32, finish: Instant, logic: Earliest) -> Earliest {
    if !works(input, columns, node) || finish <= logic.start || logic.driver.is_of_finish() {
        return logic;
    }
    let calendar = &input.calendars[input.network.calendar[node as usize]];
    columns.amount[node as usize] = calendar.between(logic.start, finish);
    Earliest { finish: calendar.finish(logic.rank + columns.amount[node as usize]), ..logic }
}

/// A node that starts at an instant, or with the work that follows.
fn start_at(input: &Input, columns: &Columns, node: u32, start: Instant) -> Earliest {
    let amount = columns.amount[node as usize];
    if !works(input, columns, node) {
        return Earliest { start, finish: start + amount, rank: 0, driver: Driver::NONE };
    }
    let calendar = &input.calendars[input.network.calendar[node as usize]];
    let rank = calendar.work_before(start);
    let finish = calendar.finish(rank + amount);
    Earliest { start: calendar.position(rank), finish, rank, driver: Driver::NONE }
}

/// A node that finishes at an instant, or with the work that comes before.
fn finish_at(input: &Input, columns: &Columns, node: u32, finish: Instant) -> Earliest {
    let amount = columns.amount[node as usize];
    if !works(input, columns, node) {
        return start_at(input, columns, node, finish - amount);
    }
    let calendar = &input.calendars[input.network.calendar[node as usize]];
    start_at(input, columns, node, calendar.position(calendar.work_before(finish) - amount))
}

/// A node that people put where it is.
fn manual(
    input: &Input,
    columns: &mut Columns,
    node: u32,
    start: Option<Instant>,
    finish: Option<Instant>,
    logic: Earliest,
) -> Earliest {
    let (start, finish) = by_hand(input, columns, node, (start, finish), (logic.start, logic.finish));
    columns.amount[node as usize] = between(input, node, start, finish);
    let rank = input.calendars[input.network.calendar[node as usize]].work_before(start);
    Earliest { start, finish, rank, driver: Driver::NONE }
}

/// Where the logic puts a node, but no later than where it is at its latest.
fn not_after(input: &Input, node: u32, latest: (Instant, Instant), logic: Earliest) -> Earliest {
    let (start, finish) = (logic.start.min(latest.0), logic.finish.min(latest.1));
    if (start, finish) == (logic.start, logic.finish) {
        return logic;
    }
    let rank = input.calendars[input.network.calendar[node as usize]].work_before(start);
    Earliest { start, finish, rank, driver: Driver::NONE }
}

/// Where people put a node. An end that they leave open is where the logic puts it, or where the work ends.
pub(super) fn by_hand(
    input: &Input,
    columns: &Columns,
    node: u32,
    (start, finish): (Option<Instant>, Option<Instant>),
    logic: (Instant, Instant),
) -> (Instant, Instant) {
    let at = node as usize;
    let start = start.unwrap_or(logic.0).min(finish.unwrap_or(Instant::MAX));
    let finish = finish.unwrap_or_else(|| match input.network.kind[at] {
        NodeKind::Elapsed => start + columns.amount[at],
        NodeKind::Rollup => logic.1.max(start),
        _ => input.calendars[input.network.calendar[at]].add(start, columns.amount[at]),
    });
    (start, finish)
}

/// Whether the time of a node runs on its calendar.
#[inline]
pub(super) fn works(input: &Input, columns: &Columns, node: u32) -> bool {
    let at = node as usize;
    matches!(input.network.kind[at], NodeKind::Work | NodeKind::Fill) && columns.amount[at] > 0
}

/// The distance between two instants in the seconds that a node counts in.
pub(super) fn between(input: &Input, node: u32, a: Instant, b: Instant) -> i64 {
    match input.network.kind[node as usize] {
        NodeKind::Elapsed => b - a,
        _ => input.calendars[input.network.calendar[node as usize]].between(a, b),
    }
}

/// Earliest start and latest finish of what is in a phase; no bound if that is nothing.
fn rolled_up(members: &[Link], columns: &Columns) -> (Instant, Instant) {
    debug_assert!(members.iter().all(|link| link.rule == MEMBER));
    let rolled = members.iter().fold((NEVER_AFTER, NEVER_BEFORE), |(start, finish), link| {
        let member = link.predecessor as usize;
        (start.min(columns.early_start[member]), finish.max(columns.early_finish[member]))
    });
    if members.is_empty() { (NEVER_BEFORE, NEVER_BEFORE) } else { rolled }
}

/// Position of a started task among the facts.
pub(super) fn actual_index(actuals: &[Actual], node: u32) -> usize {
    match actuals.binary_search_by_key(&node, |actual| actual.node) {
        Ok(at) => at,
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
    // What takes no time does not rest.
    (columns.amount[at] - rests_of(input.plan, at)).max(0)
}

/// How long a node that has not started rests within the time that it takes.
pub(super) fn rests_of(plan: &Plan, node: usize) -> i64 {
    let task = plan.document().tasks.get(node).filter(|task| !task.is_started());
    task.map_or(0, |task| rests_s(task, &plan.document().units))
}
