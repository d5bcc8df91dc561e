//! What successors allow a leaf into its latest dates and floats.

use super::Columns;
use super::actual;
use super::backward::Latest;
use super::bound::{NEVER_AFTER, NEVER_BEFORE};
use super::forward::{self, Input, actual_index, by_hand, works};
use super::hold::Hold;
use super::shared_calendar::WorkBefore;
use crate::calendar::WorkCalendar;
use crate::graph::NodeKind;
use crate::time::Instant;

/// The latest dates of a leaf, and how far it can move.
pub(super) struct Floats {
    pub(super) late: Latest,
    pub(super) total: i64,
    pub(super) free: i64,
}

/// Late dates and floats of a leaf, in working seconds of its calendar or in seconds of elapsed work.
#[inline]
pub(super) fn floats(
    input: &Input,
    columns: &Columns,
    node: u32,
    allowed: Latest,
    unhindered: Latest,
    in_work: WorkBefore,
) -> Floats {
    let floats = floats_by_logic(input, columns, node, allowed, unhindered, in_work);
    match input.holds.of(node) {
        Some(hold) => held(input, columns, node, hold, floats),
        None => floats,
    }
}

/// The same, whatever dates hold. Inlined, since handing over all values by memory costs as much as finding them.
#[inline(always)]
pub(super) fn floats_by_logic(
    input: &Input,
    columns: &Columns,
    node: u32,
    allowed: Latest,
    unhindered: Latest,
    in_work: WorkBefore,
) -> Floats {
    let floats = match input.network.kind[node as usize] {
        NodeKind::Actual => floats_of_started(input, columns, node, allowed, unhindered),
        NodeKind::Effort => {
            let late = Latest { start: NEVER_BEFORE, finish: NEVER_BEFORE };
            Floats { late, total: 0, free: 0 }
        }
        _ if works(input, columns, node) => {
            floats_of_work(input, columns, node, allowed, unhindered, in_work)
        }
        _ => floats_elsewhere(input, columns, node, allowed, unhindered),
    };
    let floats = match input.floats_as_stated {
        true => as_stated(input, columns, node, floats, unhindered),
        false => floats,
    };
    // What ends when people expect cannot end later.
    let is_expected = input.fact(node).is_some_and(|(_, fact)| fact.expected.is_some());
    if is_expected { Floats { free: 0, ..floats } } else { floats }
}

/// The total float of what a limit holds, where the logic goes beyond the limit: that is missing at the start.
fn held_total(input: &Input, columns: &Columns, node: u32, floats: &Floats) -> i64 {
    let beyond = columns.beyond[input.holds.position(node)];
    let stated = stated_calendar(input, node).filter(|_| input.floats_as_stated);
    let (by_start, by_finish) = match stated {
        Some(calendar) => between(columns, node, calendar, floats.late),
        None => (floats.total, floats.total),
    };
    input.rules.total_float(by_start - beyond, by_finish)
}

/// The calendar that a task states, where it works on another one; nothing for time of the clock.
pub(super) fn stated_calendar<'a>(input: &Input<'a>, node: u32) -> Option<&'a WorkCalendar> {
    let (network, at) = (input.network, node as usize);
    let is_elapsed = match network.kind[at] {
        NodeKind::Actual => input.actuals[actual_index(input.actuals, node)].is_elapsed,
        kind => kind == NodeKind::Elapsed,
    };
    let differs = network.calendar[at] != network.lag_calendar[at] && !is_elapsed;
    differs.then(|| &input.calendars[network.lag_calendar[at]])
}

/// How far a node that has not started is from later dates, at its start and at its finish.
fn between(columns: &Columns, node: u32, calendar: &WorkCalendar, latest: Latest) -> (i64, i64) {
    let at = node as usize;
    let by_start = calendar.between(columns.early_start[at], latest.start);
    (by_start, calendar.between(columns.early_finish[at], latest.finish))
}

#[inline]
fn floats_of_work(
    input: &Input,
    columns: &Columns,
    node: u32,
    allowed: Latest,
    unhindered: Latest,
    in_work: WorkBefore,
) -> Floats {
    let at = node as usize;
    let calendar = &input.calendars[input.network.calendar[at]];
    let amount = columns.amount[at];
    // Work before the start if it starts as late as allowed.
    let latest = |allowed: Latest| {
        let by_finish = input.work_before(input.network.calendar[at], allowed.finish) - amount;
        if allowed.start == NEVER_AFTER {
            return by_finish;
        }
        by_finish.min(calendar.work_before(allowed.start + 1) - 1)
    };
    let early = columns.rank[at];
    let late = latest(allowed).min(in_work.late);
    let total = late - early;
    let free = match unhindered {
        Latest::ANY_TIME if in_work == WorkBefore::ANY => total,
        // There is no more work than all.
        Latest::ANY_TIME => in_work.free.min(calendar.total() - amount) - early,
        unhindered => latest(unhindered).min(in_work.free) - early,
    };
    let late = match total {
        0 => Latest { start: columns.early_start[at], finish: columns.early_finish[at] },
        _ => Latest { start: calendar.position(late), finish: calendar.finish(late + amount) },
    };
    let free = if input.rules.free_beyond_total { free } else { free.min(total) };
    Floats { late, total, free: free.max(0) }
}

/// The floats on the calendar that a task states, where it works on another one.
fn as_stated(input: &Input, columns: &Columns, node: u32, floats: Floats, unhindered: Latest) -> Floats {
    let Some(calendar) = stated_calendar(input, node) else { return floats };
    let has_started = input.network.kind[node as usize] == NodeKind::Actual;
    let between = |latest: Latest| match between(columns, node, calendar, latest) {
        (_, by_finish) if has_started => (by_finish, by_finish),
        ends => ends,
    };
    let (by_start, by_finish) = between(floats.late);
    let total = input.rules.total_float(by_start, by_finish);
    // What successors allow at the latest is in the total float.
    let (by_start, by_finish) = between(unhindered);
    let free = by_start.min(by_finish).min(total);
    Floats { total, free: free.max(0), ..floats }
}

/// What bounds the free float: what successors do now, and what they allow at the latest, unless free float may go
/// beyond total float.
fn free_bound(input: &Input, allowed: Latest, unhindered: Latest) -> Latest {
    let mut bound = unhindered;
    if !input.rules.free_beyond_total || unhindered == Latest::ANY_TIME {
        bound.lower(allowed);
    }
    bound
}

/// Whether links from the start of what has started look at what is left of it.
pub(super) fn rest_is_bound(input: &Input, node: u32) -> bool {
    let actual = &input.actuals[actual_index(input.actuals, node)];
    actual.waits && actual.finished.is_none() && input.rules.start_lag_from_early_start
}

/// What has started has float at its finish alone.
fn floats_of_started(
    input: &Input,
    columns: &Columns,
    node: u32,
    allowed: Latest,
    unhindered: Latest,
) -> Floats {
    let at = node as usize;
    let (early_start, early_finish) = (columns.early_start[at], columns.early_finish[at]);
    let index = actual_index(input.actuals, node);
    let actual = &input.actuals[index];
    let calendar = actual::calendar(input.plan, actual);
    if actual.finished.is_some() {
        let late = Latest { start: early_start, finish: early_finish };
        return Floats { late, total: 0, free: 0 };
    }
    // Links from the start of what remains leave time for what remains.
    let by_start = rest_is_bound(input, node);
    let latest = |bound: Latest| {
        if !by_start || bound.start == NEVER_AFTER {
            return bound.finish;
        }
        let left = actual.remaining_until(calendar, columns.rest[index], early_finish);
        // The last second of work that begins no later than the start allowed.
        let rank = calendar.work_before(bound.start + 1) - 1;
        bound.finish.min(if left > 0 { calendar.finish(rank + left) } else { bound.start })
    };
    let allowed_finish = latest(allowed);
    let total = calendar.between(early_finish, allowed_finish);
    let free =
        calendar.between(early_finish, latest(free_bound(input, allowed, unhindered)).min(NEVER_AFTER));
    let finish = calendar.previous_work(allowed_finish);
    Floats { late: Latest { start: early_start, finish }, total, free: free.max(0) }
}

/// Points and elapsed work.
fn floats_elsewhere(
    input: &Input,
    columns: &Columns,
    node: u32,
    allowed: Latest,
    unhindered: Latest,
) -> Floats {
    let at = node as usize;
    let (early_start, amount) = (columns.early_start[at], columns.amount[at]);
    let calendar = &input.calendars[input.network.calendar[at]];
    let between = |a: Instant, b: Instant| match input.network.kind[at] {
        NodeKind::Elapsed => b - a,
        _ => calendar.between(a, b),
    };
    let latest = |allowed: Latest| allowed.start.min(allowed.finish - amount);
    let late = latest(allowed);
    let total = between(early_start, late);
    let bound = latest(free_bound(input, allowed, unhindered));
    let free = if bound == late { total } else { between(early_start, bound) };
    let late = match input.network.kind[at] {
        // What marks the end of work stands there at its latest, too, but never before it can be.
        NodeKind::FinishPoint if input.rules.milestones_by_work && late >= early_start => {
            calendar.previous_work(late).max(early_start)
        }
        _ => late,
    };
    Floats { late: Latest { start: late, finish: late + amount }, total, free: free.max(0) }
}

/// Dates that hold do so at the latest, too; what the logic says beyond them is negative float of the start.
fn held(input: &Input, columns: &Columns, node: u32, hold: Hold, floats: Floats) -> Floats {
    let at = node as usize;
    match hold {
        Hold::StartAt(_) | Hold::FinishAt(_) => {
            let late = Latest { start: columns.early_start[at], finish: columns.early_finish[at] };
            let total = input.rules.total_float(-columns.beyond[input.holds.position(node)], 0);
            Floats { late, total, free: floats.free.min(total).max(0) }
        }
        Hold::NotAfter { .. } => {
            let total = held_total(input, columns, node, &floats);
            Floats { total, free: floats.free.min(total).max(0), ..floats }
        }
        // What takes until then would take less if it began later.
        Hold::Expected(_) => Floats { free: 0, ..floats },
        Hold::Manual { start, finish } if input.rules.late_keeps_early => {
            let logic = (floats.late.start, floats.late.finish);
            let (start, finish) = by_hand(input, columns, node, (start, finish), logic);
            let stated = stated_calendar(input, node).filter(|_| input.floats_as_stated);
            let total = match stated {
                Some(calendar) => calendar.between(columns.early_start[at], start),
                None => forward::between(input, node, columns.early_start[at], start),
            };
            Floats { late: Latest { start, finish }, total, free: 0 }
        }
        Hold::Manual { .. } if input.rules.manual_takes_planned && works(input, columns, node) => {
            let calendar = &input.calendars[input.network.calendar[at]];
            let rank = calendar.work_before(floats.late.finish) - input.network.amount[at];
            Floats { late: Latest { start: calendar.position(rank), ..floats.late }, ..floats }
        }
        Hold::Manual { .. } | Hold::Loose => floats,
    }
}
