//! Links between work on one calendar into bounds counted in work, for which the calendar is not asked.
//!
//! Where both ends of a link and its lag run on the same calendar, and nothing holds the other end, all its bounds
//! are sums of the work before a start, the amounts and the lag: the critical path method in plain integers.

use super::forward::Input;
use super::leaf_floats::stated_calendar;
use super::link::End;
use super::{Columns, Driver};
use crate::calendar::CalendarIndex;
use crate::graph::{ENTRY, Follower, Link, LinkLag, MEMBER, NodeKind, Rule};

/// The work before the latest starts that successors allow a node: by their latest dates, and by their earliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WorkBefore {
    pub(super) late: i64,
    pub(super) free: i64,
}

impl WorkBefore {
    /// What no successor bounds.
    pub(super) const ANY: WorkBefore = WorkBefore { late: i64::MAX, free: i64::MAX };

    /// What a successor allows a node that works on this calendar; `None` if the calendar must be asked.
    #[inline]
    pub(super) fn allowed(
        input: &Input,
        columns: &Columns,
        node: u32,
        calendar: CalendarIndex,
        follower: Follower,
    ) -> Option<WorkBefore> {
        let (at, successor) = (node as usize, follower.successor as usize);
        // Float that is counted on another calendar is not the work between its dates.
        let is_stated = || input.floats_as_stated && stated_calendar(input, follower.successor).is_some();
        if !shares(input, columns, follower.successor, calendar) || is_stated() {
            return None;
        }
        let (from_finish, to_finish, lag_s) = tie(input, node, follower.successor, calendar, follower.rule)?;
        let by_successor = if to_finish { columns.amount[successor] } else { 0 } - lag_s;
        let (rank, float) = (columns.rank[successor], columns.total_float[successor]);
        let free = rank + by_successor;
        let late = free + float;
        // Beyond all work there is, instants are those of its first and last second.
        let is_within = rank + float >= 0
            && 0 <= free.min(late)
            && free.max(late) + lag_s.max(0) < input.calendars[calendar].total();
        let own = if from_finish { columns.amount[at] } else { 0 };
        is_within.then_some(WorkBefore { late: late - own, free: free - own })
    }

    /// The lower of both.
    #[inline]
    pub(super) fn lower(&mut self, to: WorkBefore) {
        self.late = self.late.min(to.late);
        self.free = self.free.min(to.free);
    }
}

/// The work before the earliest start, and before the finish, that links and dates allow a node so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct WorkBounding {
    pub(super) start: i64,
    pub(super) finish: i64,
    pub(super) start_driver: Driver,
    pub(super) finish_driver: Driver,
}

impl WorkBounding {
    /// What nothing bounds.
    pub(super) const NONE: WorkBounding =
        WorkBounding { start: -1, finish: -1, start_driver: Driver::NONE, finish_driver: Driver::NONE };

    /// Raises the start; of equal bounds the first link counts, and links count before dates.
    #[inline]
    pub(super) fn raise_start(&mut self, work: i64, driver: Driver) {
        if work > self.start || work == self.start && driver < self.start_driver {
            (self.start, self.start_driver) = (work, driver);
        }
    }

    /// Raises the finish.
    #[inline]
    pub(super) fn raise_finish(&mut self, work: i64, driver: Driver) {
        if work > self.finish || work == self.finish && driver < self.finish_driver {
            (self.finish, self.finish_driver) = (work, driver);
        }
    }
}

/// Work before the bound that a link makes on a node of this calendar, and whether it looks from the finish and at the
/// finish; `None` if the calendar must be asked.
#[inline]
pub(super) fn work_bound(
    input: &Input,
    columns: &Columns,
    node: u32,
    calendar: CalendarIndex,
    link: Link,
) -> Option<(i64, bool, bool)> {
    let predecessor = link.predecessor as usize;
    if !shares(input, columns, link.predecessor, calendar) {
        return None;
    }
    let (from_finish, to_finish, lag_s) = tie(input, link.predecessor, node, calendar, link.rule)?;
    let bound = columns.rank[predecessor] + if from_finish { columns.amount[predecessor] } else { 0 } + lag_s;
    let is_within = lag_s == 0 || 0 < bound && bound < input.calendars[calendar].total();
    is_within.then_some((bound, from_finish, to_finish))
}

/// Whether a node works on this calendar where its logic puts it, so that links of it are sums of work.
#[inline]
fn shares(input: &Input, columns: &Columns, node: u32, calendar: CalendarIndex) -> bool {
    let (network, at) = (input.network, node as usize);
    network.calendar[at] == calendar
        && network.kind[at] == NodeKind::Work
        && columns.amount[at] > 0
        && input.holds.of(node).is_none()
}

/// Whether a link ties the finish of its predecessor, whether it ties that of its successor, and its lag in work of a
/// calendar; `None` if the lag is another one.
#[inline]
fn tie(
    input: &Input,
    predecessor: u32,
    successor: u32,
    calendar: CalendarIndex,
    rule: u32,
) -> Option<(bool, bool, i64)> {
    if rule == ENTRY || rule == MEMBER {
        return None;
    }
    let rule: Rule = input.network.rules[rule as usize];
    let LinkLag::Work(lag_s) = rule.lag else { return None };
    let runs_on = || input.rules.lag_calendar_index(input.network, input.calendars, predecessor, successor);
    let is_shared = lag_s == 0 || runs_on() == calendar;
    is_shared.then_some((rule.from() == End::Finish, rule.to() == End::Finish, lag_s))
}
