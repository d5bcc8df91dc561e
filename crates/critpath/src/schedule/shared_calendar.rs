//! Links between work on one calendar into bounds counted in work, for which the calendar is not asked.
//!
//! Where both ends of a link and its lag run on the same calendar, and nothing holds the other end, all its bounds
//! are sums of the work before a start, the amounts and the lag: the critical path method in plain integers.

use super::backward::stated_calendar;
use super::forward::Input;
use super::link::End;
use super::{Columns, Driver};
use crate::graph::{ENTRY, FINISH_TO_START, Follower, LinkLag, MEMBER, NodeKind, Rule};

/// The work before the latest starts that successors allow a node: by their latest dates, and by their earliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WorkBefore {
    pub(super) late: i64,
    pub(super) free: i64,
}

impl WorkBefore {
    /// What no successor bounds.
    pub(super) const ANY: WorkBefore = WorkBefore { late: i64::MAX, free: i64::MAX };

    /// What a successor allows a node that works; `None` if the calendar must be asked.
    #[inline]
    pub(super) fn allowed(
        input: &Input,
        columns: &Columns,
        node: u32,
        follower: Follower,
    ) -> Option<WorkBefore> {
        let (at, successor) = (node as usize, follower.successor as usize);
        // Float that is counted on another calendar is not the work between its dates.
        let is_stated = || input.floats_as_stated && stated_calendar(input, follower.successor).is_some();
        if !is_plain(input, columns, follower.successor, at) || is_stated() {
            return None;
        }
        let (from_finish, to_finish, lag_s) = tie(input, node, follower.successor, node, follower.rule)?;
        let total = input.calendars[input.network.calendar[at]].total();
        let by_successor = if to_finish { columns.amount[successor] } else { 0 } - lag_s;
        let free = columns.rank[successor] + by_successor;
        let late = free + columns.total_float[successor];
        // Beyond all work there is, instants are those of its first and last second.
        let is_within = columns.rank[successor] + columns.total_float[successor] >= 0
            && 0 <= free.min(late)
            && free.max(late) + lag_s.max(0) < total;
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

/// Work before the bound that a link makes, if nothing but the link makes it; `None` if the calendar must be asked.
#[inline]
pub(super) fn work_before_bound(input: &Input, columns: &Columns, node: u32, driver: Driver) -> Option<i64> {
    let network = input.network;
    let link = network.links[driver.position()?];
    let predecessor = link.predecessor as usize;
    if !is_plain(input, columns, link.predecessor, node as usize) {
        return None;
    }
    let (from_finish, _, lag_s) = tie(input, link.predecessor, node, node, link.rule)?;
    let end = columns.rank[predecessor] + if from_finish { columns.amount[predecessor] } else { 0 };
    let bound = end + lag_s;
    let total = || input.calendars[network.calendar[node as usize]].total();
    (lag_s == 0 || 0 < bound && bound < total()).then_some(bound)
}

/// Whether another node works on the calendar of this one, where its logic puts it.
#[inline]
fn is_plain(input: &Input, columns: &Columns, other: u32, at: usize) -> bool {
    let network = input.network;
    network.kind[other as usize] == NodeKind::Work
        && columns.amount[other as usize] > 0
        && network.calendar[other as usize] == network.calendar[at]
        && input.holds.of(other).is_none()
}

/// Whether a link ties the finish of its predecessor, whether it ties that of its successor, and its lag in work of the
/// calendar of a node; `None` if the lag is another one.
#[inline]
fn tie(input: &Input, predecessor: u32, successor: u32, node: u32, rule: u32) -> Option<(bool, bool, i64)> {
    match rule {
        FINISH_TO_START => Some((true, false, 0)),
        ENTRY | MEMBER => None,
        rule => {
            let rule: Rule = input.network.rules[rule as usize];
            let LinkLag::Work(lag_s) = rule.lag else { return None };
            let runs_on =
                input.rules.lag_calendar_index(input.network, input.calendars, predecessor, successor);
            let is_shared = lag_s == 0 || runs_on == input.network.calendar[node as usize];
            is_shared.then_some((rule.from() == End::Finish, rule.to() == End::Finish, lag_s))
        }
    }
}
