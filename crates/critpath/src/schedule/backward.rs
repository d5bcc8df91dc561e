//! The backward pass: early dates into the latest dates that delay nothing, and into floats.

use super::actual;
use super::bound::NEVER_AFTER;
use super::bounding::lag_calendar;
use super::forward::{Input, actual_index, before_delay, duration_of, works};
use super::handed;
use super::hold::Hold;
use super::leaf_floats::{floats, rest_is_bound, stated_calendar};
use super::link::End;
use super::shared_calendar::WorkBefore;
use super::{Columns, Driver};
use crate::control::{BATCH, Watch};
use crate::error::Error;
use crate::graph::{ENTRY, FINISH_TO_START, Follower, MEMBER, NodeKind};
use crate::model::ProgressLogic;
use crate::time::{INSTANT_LIMIT, Instant};

/// Latest dates and floats of every node, in one pass against the topological order.
///
/// Each node asks its successors what they allow: by their latest dates for the total float, and by their
/// earliest for the free float. Caps never move early dates, so a cap that is missed shows as negative
/// total float. Latest dates before the axis begins are clipped to its first instant.
///
/// # Errors
/// [`Error::Cancelled`].
///
/// # Complexity
/// O(nodes + links), each with at most a few questions to a calendar.
pub(super) fn backward(
    input: &Input,
    columns: &mut Columns,
    finishes: Finishes,
    watch: &mut Watch,
) -> Result<(), Error> {
    for batch in input.network.order.rchunks(BATCH) {
        watch.advance(batch.len())?;
        for &node in batch.iter().rev() {
            place_late(input, columns, finishes, node);
        }
    }
    Ok(())
}

/// When the plan finishes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finishes {
    /// The finish that latest dates count from.
    pub(super) latest: Instant,
    /// The finish that earliest dates come to.
    pub(super) earliest: Instant,
}

/// The latest dates and the floats of one node, given those of its successors.
#[inline]
pub(super) fn place_late(input: &Input, columns: &mut Columns, finishes: Finishes, node: u32) {
    let allowed = allowed(input, columns, node);
    place_allowed(input, columns, finishes, node, allowed);
}

/// The same, given what its successors allow it.
#[inline(always)]
pub(super) fn place_allowed(
    input: &Input,
    columns: &mut Columns,
    finishes: Finishes,
    node: u32,
    by_successors: Allowed,
) {
    let Finishes { latest: finish, earliest: plan_finish } = finishes;
    let network = input.network;
    let at = node as usize;
    let Allowed { late: mut allowed, free: unhindered, in_work } = by_successors;
    if input.hands_on() {
        handed::back(input, columns, node);
    }
    let start_cap = input.bounds.start_cap(node);
    if !network.is_leaf(node) {
        allowed.start = allowed.start.min(start_cap);
        columns.unhindered[at - network.tasks()] = unhindered;
        columns.late_start[at] = allowed.start;
        columns.late_finish[at] = allowed.finish;
        return;
    }
    if columns.driver[at] == Driver::AT_LATEST {
        // It is as late as it could be before it moved, and has used up its float.
        columns.late_start[at] = columns.early_start[at];
        columns.late_finish[at] = columns.early_finish[at];
        (columns.total_float[at], columns.free_float[at]) = (0, 0);
        return;
    }
    // The start of what has started is a fact; links from it may look at what is left.
    let is_fact = network.kind[at] == NodeKind::Actual && !rest_is_bound(input, node);
    let start_is_free = allowed.start == NEVER_AFTER || is_fact;
    let no_successor = start_is_free && allowed.finish == NEVER_AFTER && in_work == WorkBefore::ANY;
    if input.rules.cap_at_finish || no_successor {
        allowed.finish = allowed.finish.min(finish);
    }
    if input.rules.open_ends_critical && no_successor {
        allowed.finish = allowed.finish.min(columns.early_finish[at]);
    }
    allowed.finish = allowed.finish.min(input.bounds.table[network.bound[at] as usize].finish_cap.at);
    if network.kind[at] != NodeKind::Actual {
        allowed.start = allowed.start.min(start_cap);
    }
    let unhindered = match unhindered {
        // Without successors, what counts is when the plan finishes, not when it may.
        Latest::ANY_TIME if input.rules.free_beyond_total && in_work == WorkBefore::ANY => {
            Latest { finish: plan_finish, ..unhindered }
        }
        unhindered => unhindered,
    };
    let floats = floats(input, columns, node, allowed, unhindered, in_work);
    columns.total_float[at] = floats.total;
    columns.free_float[at] = floats.free;
    let late = floats.late.clipped();
    columns.late_start[at] = late.start;
    columns.late_finish[at] = late.finish;
}

/// The latest start and finish that something allows a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Latest {
    pub(super) start: Instant,
    pub(super) finish: Instant,
}

impl Latest {
    pub(super) const ANY_TIME: Latest = Latest { start: NEVER_AFTER, finish: NEVER_AFTER };

    fn clipped(self) -> Latest {
        Latest { start: self.start.max(-INSTANT_LIMIT), finish: self.finish.max(-INSTANT_LIMIT) }
    }

    /// With the start that a bound must leave, if the node waits for a while after that.
    #[inline]
    pub(super) fn before_delay(self, input: &Input, node: u32) -> Latest {
        let is_open = self.start == NEVER_AFTER || input.network.kind[node as usize] == NodeKind::Actual;
        if is_open { self } else { Latest { start: before_delay(input, node, self.start), ..self } }
    }

    #[inline]
    pub(super) fn lower(&mut self, to: Latest) {
        self.start = self.start.min(to.start);
        self.finish = self.finish.min(to.finish);
    }
}

/// What successors allow a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowed {
    /// By their latest dates.
    pub(super) late: Latest,
    /// By their earliest dates.
    pub(super) free: Latest,
    /// By both, of those that work on its calendar.
    pub(super) in_work: WorkBefore,
}

impl Allowed {
    /// What no successor bounds.
    pub(super) const ANY: Allowed =
        Allowed { late: Latest::ANY_TIME, free: Latest::ANY_TIME, in_work: WorkBefore::ANY };

    /// What other successors allow, too.
    pub(super) fn lower(&mut self, to: Allowed) {
        self.late.lower(to.late);
        self.free.lower(to.free);
        self.in_work.lower(to.in_work);
    }
}

/// What its successors allow a node.
#[inline]
pub(super) fn allowed(input: &Input, columns: &Columns, node: u32) -> Allowed {
    allowed_by(input, columns, node, input.network.followers(node))
}

/// What some of its successors allow a node.
#[inline]
pub(super) fn allowed_by(input: &Input, columns: &Columns, node: u32, successors: &[Follower]) -> Allowed {
    let Allowed { mut late, mut free, mut in_work } = Allowed::ANY;
    // Late tasks are moved after the work before them was counted, and work does not tell how long a task waits.
    let (late_ones, waiting) = (&input.network.late, &input.network.delayed);
    let counts_work = works(input, columns, node) && late_ones.is_empty() && waiting.is_empty();
    // Float on another calendar than that of the work needs the dates of the successors.
    let counts_work = counts_work && (!input.floats_as_stated || stated_calendar(input, node).is_none());
    let calendar = input.network.calendar[node as usize];
    for follower in successors {
        if counts_work && let Some(allowed) = WorkBefore::allowed(input, columns, node, calendar, *follower) {
            in_work.lower(allowed);
            continue;
        }
        let successor = follower.successor as usize;
        let is_plain = follower.rule == FINISH_TO_START && waiting.is_empty();
        // A task that has not started is bound, and bounds, where it is.
        if is_plain && successor < input.network.tasks() && input.network.kind[successor] != NodeKind::Actual
        {
            late.finish = late.finish.min(columns.late_start[successor]);
            free.finish = free.finish.min(columns.early_start[successor]);
            continue;
        }
        if input.hands_on() && handed::is_done(input, node, follower.successor, follower.rule) {
            // What is left of it must leave time for what comes after what is done; lags do not count towards that.
            let back = columns.back[actual_index(input.actuals, follower.successor)];
            late.start = late.start.min(back.late);
            free.start = free.start.min(back.now);
            continue;
        }
        if let Some(dates) = latest_of(input, columns, *follower) {
            late.lower(allows(
                input,
                columns,
                node,
                *follower,
                dates.before_delay(input, follower.successor),
            ));
        }
        if follower.rule == MEMBER && !input.rules.free_by_phases {
            continue;
        }
        if let Some(dates) = earliest_of(input, columns, follower.successor) {
            free.lower(allows(
                input,
                columns,
                node,
                *follower,
                dates.before_delay(input, follower.successor),
            ));
        }
    }
    Allowed { late, free, in_work }
}

/// The latest dates of a successor as its predecessors see them; `None` if it waits for nothing.
pub(super) fn latest_of(input: &Input, columns: &Columns, follower: Follower) -> Option<Latest> {
    let Follower { successor: node, rule } = follower;
    let at = node as usize;
    let dates = Latest { start: columns.late_start[at], finish: columns.late_finish[at] };
    Some(match input.network.kind[at] {
        // What is finished bounds nothing.
        NodeKind::Actual if rule == ENTRY && input.rules.started_starts_its_phase => {
            let is_finished = input.actuals[actual_index(input.actuals, node)].finished.is_some();
            return (!is_finished).then_some(dates);
        }
        NodeKind::Actual => {
            let index = actual_index(input.actuals, node);
            let actual = &input.actuals[index];
            let calendar = actual::calendar(input.plan, actual);
            match actual.waits {
                _ if actual.finished.is_some() => match input.rules.progress {
                    // What is done had to wait for what is not.
                    ProgressLogic::ActualDates => {
                        Latest { start: actual.start, finish: columns.early_finish[at] }
                    }
                    ProgressLogic::RetainedLogic => handed::at(columns.back[index].late),
                    ProgressLogic::ProgressOverride => return None,
                },
                true => {
                    let left =
                        actual.remaining_until(calendar, columns.rest[index], columns.early_finish[at]);
                    Latest { start: calendar.add(dates.finish, -left), ..dates }
                }
                // Work done so far cannot be moved; what follows it might wait.
                false if input.rules.started_bounds_predecessors => {
                    let all = calendar.add(dates.finish, -actual.remaining);
                    let goes_on = actual.stops.max(actual.resumes);
                    Latest { start: if actual.stops > actual.start { goes_on } else { all }, ..dates }
                }
                false => return None,
            }
        }
        NodeKind::Point if !input.network.is_leaf(node) => at_once(dates),
        _ if rule == ENTRY && input.rules.started_starts_its_phase => in_phase(input, columns, node, dates),
        _ => dates,
    })
}

/// The latest dates of what is in a phase, as those see them that the phase waits for: a task that people put somewhere is
/// there, however late it might be.
fn in_phase(input: &Input, columns: &Columns, node: u32, dates: Latest) -> Latest {
    let at = node as usize;
    let by_hand = matches!(input.holds.of(node), Some(Hold::Manual { .. })) && input.network.is_leaf(node);
    match by_hand && !input.rules.late_keeps_early {
        true => Latest { start: columns.early_start[at], finish: columns.early_finish[at] },
        false => dates,
    }
}

/// The dates that a successor has now, as its predecessors see them.
pub(super) fn earliest_of(input: &Input, columns: &Columns, node: u32) -> Option<Latest> {
    let at = node as usize;
    if !input.network.is_leaf(node) {
        let dates = columns.unhindered[at - input.network.tasks()];
        return Some(if input.network.kind[at] == NodeKind::Point { at_once(dates) } else { dates });
    }
    if input.network.kind[at] == NodeKind::Actual {
        let index = actual_index(input.actuals, node);
        let actual = &input.actuals[index];
        if actual.hands_on {
            return Some(handed::at(columns.back[index].now));
        }
        let start = match actual.waits {
            true => columns.rest[index],
            false if input.rules.started_bounds_predecessors => actual.start,
            false => return None,
        };
        let dates = Latest { start, finish: columns.early_finish[at] };
        return actual.finished.is_none().then_some(dates);
    }
    Some(Latest { start: columns.early_start[at], finish: columns.early_finish[at] })
}

/// A gate is one point in time, whichever end of it binds.
fn at_once(dates: Latest) -> Latest {
    let at = dates.start.min(dates.finish);
    Latest { start: at, finish: at }
}

/// What a successor with these dates allows a predecessor.
fn allows(input: &Input, columns: &Columns, node: u32, follower: Follower, dates: Latest) -> Latest {
    let Follower { successor, rule } = follower;
    match rule {
        FINISH_TO_START => Latest { finish: dates.start, ..Latest::ANY_TIME },
        MEMBER => {
            // Those that start a phase are the first in it; the others may start when they like.
            let is_first = columns.early_start[node as usize] == columns.early_start[successor as usize]
                && input.network.kind[node as usize] != NodeKind::Actual;
            let is_bound = is_first && !input.rules.phase_start_is_free;
            Latest { start: if is_bound { dates.start } else { NEVER_AFTER }, finish: dates.finish }
        }
        ENTRY => Latest { start: dates.start, finish: finish_bound(input, columns, successor, dates.finish) },
        rule => {
            let rule = input.network.rules[rule as usize];
            let bound = match rule.to() {
                End::Start => dates.start,
                End::Finish => finish_bound(input, columns, successor, dates.finish),
            };
            if bound == NEVER_AFTER {
                return Latest::ANY_TIME;
            }
            let calendar = lag_calendar(input, node, successor);
            let until = rule.backward(calendar, bound, || duration_of(input, columns, node));
            match rule.from() {
                End::Start => Latest { start: until, ..Latest::ANY_TIME },
                End::Finish => Latest { finish: until, ..Latest::ANY_TIME },
            }
        }
    }
}

/// The latest bound of a finish that a finish meets: in working time, all until the next work.
pub(super) fn finish_bound(input: &Input, columns: &Columns, node: u32, finish: Instant) -> Instant {
    if finish < NEVER_AFTER && works(input, columns, node) {
        return input.calendars[input.network.calendar[node as usize]].next_work(finish);
    }
    finish
}
