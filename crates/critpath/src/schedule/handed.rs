//! What was done out of sequence into what it hands on: by retained logic, what comes after it waits for what it did not
//! wait for itself.
//!
//! Of the predecessors that are not done the latest bound is handed on from predecessor to successor, and from
//! successor to predecessor the least that the successors allow. Lags count towards what is done, not away from it.

use super::actual::Actual;
use super::backward::{Latest, earliest_of, finish_bound, latest_of};
use super::bound::{NEVER_AFTER, NEVER_BEFORE};
use super::forward::{Input, actual_index};
use super::link::End;
use super::{Columns, Rules};
use crate::graph::{ENTRY, MEMBER, Network, NodeKind};
use crate::model::ProgressLogic;
use crate::time::Instant;

impl Input<'_> {
    /// Whether anything may hand something on.
    #[inline]
    pub(super) fn hands_on(&self) -> bool {
        !self.actuals.is_empty() && hands_on(&self.rules)
    }

    /// What is known of a node that has started.
    #[inline]
    pub(super) fn fact(&self, node: u32) -> Option<(usize, &Actual)> {
        let started = self.network.kind[node as usize] == NodeKind::Actual;
        let index = started.then(|| actual_index(self.actuals, node))?;
        Some((index, &self.actuals[index]))
    }
}

/// Whether what is done hands on.
pub(super) fn hands_on(rules: &Rules) -> bool {
    rules.progress == ProgressLogic::RetainedLogic
}

/// Whether a link looks at the start of its predecessor.
pub(super) fn is_from_start(network: &Network, rule: u32) -> bool {
    rule != ENTRY && rule != MEMBER && network.rules[rule as usize].from() == End::Start
}

/// Until when a node that is done lets its successors wait for what it did not wait for; if it is so.
pub(super) fn until(actuals: &[Actual], columns: &Columns, node: u32) -> Option<Instant> {
    let index = actuals.binary_search_by_key(&node, |actual| actual.node).ok()?;
    let finished = actuals[index].finished?;
    Some(columns.rest[index]).filter(|until| *until > finished)
}

/// The bound that a link makes beside its own, where its predecessor hands one on.
pub(super) fn bound(input: &Input, columns: &Columns, predecessor: u32, rule: u32) -> Instant {
    let is_handed =
        input.network.kind[predecessor as usize] == NodeKind::Actual && !is_from_start(input.network, rule);
    is_handed.then(|| until(input.actuals, columns, predecessor)).flatten().unwrap_or(NEVER_BEFORE)
}

/// What a link does to a node that is done.
pub(super) enum Handed {
    /// It bounds as it would bound what is not done.
    AsUsual,
    /// It hands a bound on.
    Until(Instant),
    /// What it asks for is done.
    Nothing,
}

/// What the link from a predecessor does to a node that is done.
pub(super) fn to_done(input: &Input, columns: &Columns, predecessor: u32, rule: u32) -> Handed {
    let Some((_, fact)) = input.fact(predecessor) else { return Handed::AsUsual };
    match (fact.finished, is_from_start(input.network, rule)) {
        (_, true) => Handed::Nothing,
        (None, false) => Handed::AsUsual,
        (Some(_), false) => until(input.actuals, columns, predecessor).map_or(Handed::Nothing, Handed::Until),
    }
}

/// Whether a link asks a predecessor that has started for its start, for a successor that is done.
pub(super) fn is_done(input: &Input, predecessor: u32, successor: u32, rule: u32) -> bool {
    input.fact(predecessor).is_some()
        && input.fact(successor).is_some_and(|(_, fact)| fact.finished.is_some())
        && is_from_start(input.network, rule)
}

/// What the successors of a node that is done allow, by their latest dates and by those that they have.
pub(super) fn back(input: &Input, columns: &mut Columns, node: u32) {
    let Some((index, _)) = input.fact(node).filter(|(_, fact)| fact.finished.is_some()) else { return };
    let mut handed = Back::ANY_TIME;
    for follower in input.network.followers(node) {
        let rule = follower.rule;
        if rule == ENTRY || rule == MEMBER || is_from_start(input.network, rule) {
            continue;
        }
        let end = |dates: Latest| match input.network.rules[rule as usize].to() {
            End::Start => dates.start,
            End::Finish => finish_bound(input, columns, follower.successor, dates.finish),
        };
        let (late, now) =
            (latest_of(input, columns, *follower), earliest_of(input, columns, follower.successor));
        let end = |dates: Latest| end(dates.before_delay(input, follower.successor));
        handed.late = handed.late.min(late.map_or(NEVER_AFTER, end));
        handed.now = handed.now.min(now.map_or(NEVER_AFTER, end));
    }
    columns.back[index] = handed;
}

/// What is handed on from successors to predecessors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Back {
    /// By the latest dates of the successors.
    pub(super) late: Instant,
    /// By those that they have.
    pub(super) now: Instant,
}

impl Back {
    pub(super) const ANY_TIME: Back = Back { late: NEVER_AFTER, now: NEVER_AFTER };
}

/// A date as one that whoever waits for a start or a finish sees.
pub(super) fn at(date: Instant) -> Latest {
    Latest { start: date, finish: date }
}
