//! What is known of tasks that have started into their dates.

use super::bound::{Bounds, first_work, last_work};
use crate::graph::NodeKind;
use crate::plan::{Amount, Plan, amount};
use crate::time::Instant;

/// The dates of a task that has started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Actual {
    /// The task.
    pub(super) node: u32,
    /// When it started.
    pub(super) start: Instant,
    /// When it finished, or will.
    pub(super) finish: Instant,
    /// What it takes from start to finish, in seconds of its calendar, or of the clock if it is elapsed.
    pub(super) seconds: i64,
    /// Whether it has finished.
    pub(super) finished: bool,
}

/// The dates of all started tasks, in order of nodes. O(started tasks).
pub(super) fn actuals(plan: &Plan, bounds: &Bounds) -> Vec<Actual> {
    plan.network().started.iter().filter_map(|node| actual(plan, bounds, *node)).collect()
}

/// A finished task keeps its dates; a started one takes its duration from its start, or what remains
/// of it from the data date on.
fn actual(plan: &Plan, bounds: &Bounds, node: u32) -> Option<Actual> {
    let (document, axis) = (plan.document(), plan.axis());
    let task = &document.tasks[node as usize];
    let progress = task.progress.as_ref()?;
    let own = &plan.calendars()[plan.network().calendar(node)];
    let always = &plan.calendars()[plan.calendars().always_index()];
    let window = bounds.windows[plan.network().bound[node as usize] as usize].span;
    let amount = amount(task, window.finish.is_some(), &document.units).unwrap_or(Amount::NONE);
    let calendar = if amount.kind == NodeKind::Elapsed { always } else { own };
    let started = progress.started.map(|at| first_work(axis.instant_of(at), at, calendar));
    if let Some(at) = progress.finished {
        let finish = last_work(axis, at, calendar);
        let start = started.unwrap_or_else(|| calendar.add(finish, -amount.seconds)).min(finish);
        let seconds = calendar.between(start, finish);
        return Some(Actual { node, start, finish, seconds, finished: true });
    }
    let start = started?;
    let data_date = document.data_date.map(|at| first_work(axis.instant_of(at), at, calendar));
    let full = match window.finish {
        Some(finish) if amount.kind == NodeKind::Fill => calendar.between(start, finish).max(0),
        _ => amount.seconds,
    };
    let stated = progress.remaining.map(|remaining| remaining.seconds(&document.units));
    let by_percent = progress.percent.map(|percent| {
        let left = (100_000.0 - percent.clamp(0.0, 100.0) * 1000.0) as i64;
        (i128::from(full) * i128::from(left) / 100_000) as i64
    });
    let finish = match (data_date, stated.or(by_percent)) {
        (Some(date), Some(remaining)) => calendar.add(date.max(start), remaining),
        (Some(date), None) => calendar.add(start, full).max(date),
        (None, remaining) => calendar.add(start, full.max(remaining.unwrap_or(0))),
    };
    Some(Actual { node, start, finish, seconds: calendar.between(start, finish), finished: false })
}
