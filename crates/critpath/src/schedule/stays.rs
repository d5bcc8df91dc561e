//! Where a predecessor was and where it is into whether a node stays where it is, so that no other predecessor is asked.

use super::Columns;
use super::bounding::lag_calendar;
use super::forward::{Input, bounds_start_alone, works};
use super::handed::hands_on;
use super::link::End;
use crate::graph::{ENTRY, FINISH_TO_START, Follower, LinkLag, MEMBER, NodeKind};
use crate::time::Instant;

/// A node that was placed again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) node: u32,
    /// Its earliest start and finish before.
    pub(super) start: Instant,
    pub(super) finish: Instant,
    /// Whether more of it may be another than its dates.
    pub(super) is_edited: bool,
}

/// Whether a successor of a node that was placed again stays where it is, because the link between them bounds it
/// neither before nor now. No wherever comparing bounds does not tell; so it is for a bound that is as late as the
/// successor, since that may drive it.
///
/// O(1), with few questions to a calendar.
pub(super) fn stays(input: &Input, columns: &Columns, placed: Placed, follower: Follower) -> bool {
    let (network, at) = (input.network, follower.successor as usize);
    if input.holds.of(follower.successor).is_some() {
        return false;
    }
    match network.kind[at] {
        NodeKind::Rollup => phase_stays(columns, placed, follower),
        NodeKind::Entry | NodeKind::Actual | NodeKind::Effort => false,
        _ if !bounds_start_alone(input, follower.successor) => false,
        _ => later_bound(input, columns, placed, follower).is_some_and(|(end, bound)| {
            let amount = if end == End::Finish { columns.amount[at] } else { 0 };
            let calendar = &input.calendars[network.calendar[at]];
            match network.kind[at] {
                _ if works(input, columns, follower.successor) => {
                    calendar.work_before(bound) - amount < columns.rank[at]
                }
                NodeKind::StartPoint if input.rules.milestones_by_work => {
                    calendar.next_work(bound - amount) < columns.early_start[at]
                }
                _ => bound - amount < columns.early_start[at],
            }
        }),
    }
}

/// Whether a member of a phase, which was placed again, leaves the first start and the last finish what they are.
fn phase_stays(columns: &Columns, member: Placed, phase: Follower) -> bool {
    let (at, phase_at) = (member.node as usize, phase.successor as usize);
    let first = columns.early_start[phase_at];
    let last = columns.early_finish[phase_at];
    let (start, finish) = (columns.early_start[at], columns.early_finish[at]);
    phase.rule == MEMBER
        && (start == member.start || start.min(member.start) > first)
        && (finish == member.finish || finish.max(member.finish) < last)
}

/// The later of the bounds that a link makes before and now, and which end it bounds; `None` where it does not follow
/// from the dates of the predecessor alone.
fn later_bound(
    input: &Input,
    columns: &Columns,
    placed: Placed,
    follower: Follower,
) -> Option<(End, Instant)> {
    let (network, at) = (input.network, placed.node as usize);
    let is_special = placed.is_edited || network.kind[at] == NodeKind::Actual;
    let finish = placed.finish.max(columns.early_finish[at]);
    match follower.rule {
        ENTRY | MEMBER => None,
        _ if is_special && hands_on(&input.rules) => None,
        FINISH_TO_START => Some((End::Start, finish)),
        rule => {
            let rule = network.rules[rule as usize];
            let end = match rule.from() {
                // Of what has started links may look at what is left.
                End::Start if is_special => return None,
                End::Start => placed.start.max(columns.early_start[at]),
                End::Finish => finish,
            };
            let is_fixed = !matches!(rule.lag, LinkLag::Percent(_));
            let calendar = lag_calendar(input, placed.node, follower.successor);
            is_fixed.then(|| (rule.to(), rule.forward(calendar, end, || 0)))
        }
    }
}
