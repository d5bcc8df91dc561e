//! The backward pass: early dates into the latest dates that delay nothing, and into floats.

use super::Columns;
use super::bound::NEVER_AFTER;
use super::forward::{Input, duration_of};
use super::link::End;
use crate::control::{BATCH, Watch};
use crate::error::Error;
use crate::graph::{ENTRY, FINISH_TO_START, Link, MEMBER, Network, NodeKind};
use crate::time::{INSTANT_LIMIT, Instant};

/// Latest dates and floats of every node, in one pass against the topological order.
///
/// Each node passes what it allows on to its predecessors: by its latest dates for the total float, and
/// by its earliest for the free float. Caps never move early dates, so a cap that is missed shows as
/// negative total float. Latest dates before the axis begins are clipped to its first instant.
///
/// # Errors
/// [`Error::Cancelled`].
///
/// # Complexity
/// O(nodes + links), each with at most a few questions to a calendar.
pub(super) fn backward(
    input: &Input,
    columns: &mut Columns,
    finish: Instant,
    watch: &mut Watch,
) -> Result<(), Error> {
    let mut pass = Pass {
        late: Allowance::new(input.network),
        free: Allowance::new(input.network),
        start_caps: start_caps(input),
        finish,
    };
    for batch in input.network.order.rchunks(BATCH) {
        watch.advance(batch.len())?;
        pass.nodes(input, columns, batch);
    }
    Ok(())
}

/// What the backward pass knows so far.
struct Pass {
    late: Allowance,
    free: Allowance,
    /// By node, when it should start; empty if nothing says so.
    start_caps: Vec<Instant>,
    /// The finish of the plan.
    finish: Instant,
}

impl Pass {
    /// The latest dates of the nodes before those that are done, the last one first.
    fn nodes(&mut self, input: &Input, columns: &mut Columns, nodes: &[u32]) {
        let network = input.network;
        let Pass { late, free, start_caps, finish } = self;
        for &node in nodes.iter().rev() {
            let at = node as usize;
            let (mut allowed, mut unhindered) = (late.of(node), free.of(node));
            let start_cap = start_caps.get(at).copied().unwrap_or(NEVER_AFTER);
            if network.is_leaf(node) {
                let start_is_free = allowed.start == NEVER_AFTER || network.kind[at] == NodeKind::Actual;
                let no_successor = start_is_free && allowed.finish == NEVER_AFTER;
                if input.cap_at_finish || no_successor {
                    allowed.finish = allowed.finish.min(*finish);
                }
                allowed.finish =
                    allowed.finish.min(input.bounds.table[network.bound[at] as usize].finish_cap.at);
                allowed.start = allowed.start.min(start_cap);
                let floats = floats(input, columns, node, allowed, unhindered);
                columns.total_float[at] = floats.total;
                columns.free_float[at] = floats.free;
                allowed = floats.late.clipped();
                unhindered = Latest { start: columns.early_start[at], finish: columns.early_finish[at] };
            } else {
                allowed.start = allowed.start.min(start_cap);
            }
            late.pass_on(input, columns, node, allowed);
            free.pass_on(input, columns, node, unhindered);
            columns.late_start[at] = allowed.start;
            columns.late_finish[at] = allowed.finish;
        }
    }
}

/// When each node should start.
fn start_caps(input: &Input) -> Vec<Instant> {
    let stated = &input.bounds.start_caps;
    let mut caps = if stated.is_empty() { Vec::new() } else { vec![NEVER_AFTER; input.network.nodes()] };
    for (node, cap) in stated {
        lower(&mut caps[*node as usize], cap.at);
    }
    caps
}

/// The latest start and finish that something allows a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Latest {
    pub(super) start: Instant,
    pub(super) finish: Instant,
}

impl Latest {
    const ANY_TIME: Latest = Latest { start: NEVER_AFTER, finish: NEVER_AFTER };

    fn clipped(self) -> Latest {
        Latest { start: self.start.max(-INSTANT_LIMIT), finish: self.finish.max(-INSTANT_LIMIT) }
    }
}

/// What the successors that were reached so far allow each node.
pub(super) struct Allowance {
    /// Empty in a network in which nothing looks at starts.
    start: Vec<Instant>,
    finish: Vec<Instant>,
}

impl Allowance {
    pub(super) fn new(network: &Network) -> Self {
        let all = || vec![NEVER_AFTER; network.nodes()];
        Allowance { start: if network.is_plain() { Vec::new() } else { all() }, finish: all() }
    }

    pub(super) fn of(&self, node: u32) -> Latest {
        let start = self.start.get(node as usize).copied().unwrap_or(NEVER_AFTER);
        Latest { start, finish: self.finish[node as usize] }
    }

    /// Lowers what the predecessors of a node are allowed, given its own dates.
    #[inline]
    pub(super) fn pass_on(&mut self, input: &Input, columns: &Columns, node: u32, dates: Latest) {
        let dates = match input.network.kind[node as usize] {
            // What has started waits for nothing.
            NodeKind::Actual => return,
            // A gate is one point in time, whichever end of it binds.
            NodeKind::Point => {
                Latest { start: dates.start.min(dates.finish), finish: dates.start.min(dates.finish) }
            }
            _ => dates,
        };
        for link in input.network.predecessors(node) {
            if link.rule == FINISH_TO_START {
                lower(&mut self.finish[link.predecessor as usize], dates.start);
            } else {
                self.pass_by_rule(input, columns, node, *link, dates);
            }
        }
    }

    fn pass_by_rule(&mut self, input: &Input, columns: &Columns, node: u32, link: Link, dates: Latest) {
        let predecessor = link.predecessor as usize;
        match link.rule {
            MEMBER => {
                lower(&mut self.finish[predecessor], dates.finish);
                // Those that start a phase are the first in it; the others may start when they like.
                if columns.early_start[predecessor] == columns.early_start[node as usize] {
                    lower(&mut self.start[predecessor], dates.start);
                }
            }
            ENTRY => {
                lower(&mut self.start[predecessor], dates.start);
                lower(&mut self.finish[predecessor], finish_bound(input, node, dates.finish));
            }
            rule => {
                let rule = input.network.rules[rule as usize];
                let bound = match rule.to() {
                    End::Start => dates.start,
                    End::Finish => finish_bound(input, node, dates.finish),
                };
                if bound == NEVER_AFTER {
                    return;
                }
                let calendar = &input.calendars[input.network.lag_calendar[node as usize]];
                let until = rule.backward(calendar, bound, || duration_of(input, columns, link.predecessor));
                match rule.from() {
                    End::Start => lower(&mut self.start[predecessor], until),
                    End::Finish => lower(&mut self.finish[predecessor], until),
                }
            }
        }
    }
}

/// The latest dates of a leaf, and how far it can move.
pub(super) struct Floats {
    pub(super) late: Latest,
    pub(super) total: i64,
    pub(super) free: i64,
}

/// Late dates and floats of a leaf, in working seconds of its calendar or in seconds of elapsed work.
pub(super) fn floats(
    input: &Input,
    columns: &Columns,
    node: u32,
    allowed: Latest,
    unhindered: Latest,
) -> Floats {
    let at = node as usize;
    let (early_start, early_finish) = (columns.early_start[at], columns.early_finish[at]);
    let calendar = &input.calendars[input.network.calendar[at]];
    let amount = input.amount[at];
    match input.network.kind[at] {
        NodeKind::Work | NodeKind::Fill if amount > 0 => {
            // Work before the start if it starts as late as allowed.
            let latest = |allowed: Latest| {
                let by_finish = calendar.work_before(allowed.finish) - amount;
                if allowed.start == NEVER_AFTER {
                    return by_finish;
                }
                by_finish.min(calendar.work_before(allowed.start + 1) - 1)
            };
            let early = columns.rank[at];
            let late = latest(allowed);
            let total = late - early;
            let free = match unhindered {
                // Most of the time nothing or the same follows.
                Latest::ANY_TIME => total,
                unhindered if unhindered == allowed => total,
                unhindered => latest(unhindered) - early,
            };
            let late = match total {
                0 => Latest { start: early_start, finish: early_finish },
                _ => Latest { start: calendar.position(late), finish: calendar.finish(late + amount) },
            };
            Floats { late, total, free: free.min(total).max(0) }
        }
        NodeKind::Actual => {
            let finished = input
                .actuals
                .binary_search_by_key(&node, |a| a.node)
                .is_ok_and(|at| input.actuals[at].finished);
            if finished {
                let late = Latest { start: early_start, finish: early_finish };
                return Floats { late, total: 0, free: 0 };
            }
            let total = calendar.between(early_finish, allowed.finish);
            let free = calendar.between(early_finish, unhindered.finish.min(allowed.finish));
            let late = Latest { start: early_start, finish: calendar.previous_work(allowed.finish) };
            Floats { late, total, free: free.max(0) }
        }
        kind => {
            let between = |a: Instant, b: Instant| match kind {
                NodeKind::Elapsed => b - a,
                _ => calendar.between(a, b),
            };
            let latest = |allowed: Latest| allowed.start.min(allowed.finish - amount);
            let late = latest(allowed);
            let total = between(early_start, late);
            let free = between(early_start, latest(unhindered).min(late));
            Floats { late: Latest { start: late, finish: late + amount }, total, free: free.max(0) }
        }
    }
}

/// The latest bound of a finish that a finish meets: in working time, all until the next work.
fn finish_bound(input: &Input, node: u32, finish: Instant) -> Instant {
    let at = node as usize;
    match input.network.kind[at] {
        NodeKind::Work | NodeKind::Fill if input.amount[at] > 0 && finish < NEVER_AFTER => {
            input.calendars[input.network.calendar[at]].next_work(finish)
        }
        _ => finish,
    }
}

#[inline]
fn lower(cap: &mut Instant, to: Instant) {
    *cap = to.min(*cap);
}
