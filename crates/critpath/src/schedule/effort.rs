//! Levels of effort into dates: from the earliest start to the latest finish of what they are linked with.

use super::backward::Finishes;
use super::bound::{first_work, last_work};
use super::bounding::lag_calendar;
use super::forward::Input;
use super::link::End;
use super::{Columns, UNSCHEDULED};
use crate::calendar::WorkCalendar;
use crate::graph::LooseLink;
use crate::time::Instant;

/// Dates of all levels of effort, once all others are known. They delay nothing: their float is that of what they
/// are linked with. O(levels of effort + their links · log of these).
pub(super) fn span(input: &Input, columns: &mut Columns, finishes: Finishes) {
    let network = input.network;
    let mut links: Vec<(u32, LooseLink)> = Vec::new();
    for link in &network.loose {
        let ends = [link.predecessor, link.successor].into_iter();
        let efforts = ends.filter(|node| network.efforts.binary_search(node).is_ok());
        links.extend(efforts.map(|node| (node, *link)));
    }
    links.sort_by_key(|(node, _)| *node);
    for &node in &network.efforts {
        let at = node as usize;
        if columns.early_start[at] == UNSCHEDULED {
            continue;
        }
        let first = links.partition_point(|(of, _)| *of < node);
        let own = first..links.partition_point(|(of, _)| *of <= node);
        let calendar = &input.calendars[network.calendar[at]];
        let (started, finished) = facts(input, node, calendar);
        let (start, finish) =
            spanned(input, node, &links[own.clone()], &columns.early_start, &columns.early_finish);
        let finish = finished.or(finish).unwrap_or(finishes.earliest);
        let start = started.or(start).unwrap_or(input.bounds.start).min(finish);
        let late = spanned(input, node, &links[own.clone()], &columns.late_start, &columns.late_finish);
        let is_open = links[own].iter().any(|(_, link)| is_open_end(input, link.predecessor));
        let late_finish = late.1.map(|at| if is_open { at.max(finishes.latest) } else { at });
        let late_finish = finished.or(late_finish).unwrap_or(finish);
        let late_start = started.or(late.0).unwrap_or(start).min(late_finish);
        (columns.early_start[at], columns.early_finish[at]) = (start, finish);
        (columns.late_start[at], columns.late_finish[at]) = (late_start, late_finish);
        let (by_start, by_finish) =
            (calendar.between(start, late_start), calendar.between(finish, late_finish));
        columns.total_float[at] = input.rules.total_float(by_start, by_finish);
        columns.free_float[at] = 0;
        columns.amount[at] = calendar.between(start, finish);
        if let Some((starts, finishes)) = &mut columns.planned {
            (starts[at], finishes[at]) = (start, finish);
        }
    }
}

/// Whether a task is done and nothing but levels of effort follows it: where what is done hands on, it is held to the
/// plan's finish as what is not done, and lets them take until then.
fn is_open_end(input: &Input, node: u32) -> bool {
    let is_finished = input.fact(node).is_some_and(|(_, fact)| fact.finished.is_some());
    input.hands_on() && is_finished && input.network.followers(node).is_empty()
}

/// The first start and the last finish of what a level of effort is linked with, by some dates.
fn spanned(
    input: &Input,
    node: u32,
    links: &[(u32, LooseLink)],
    starts: &[Instant],
    finishes: &[Instant],
) -> (Option<Instant>, Option<Instant>) {
    let (mut start, mut finish) = (None::<Instant>, None::<Instant>);
    for (_, link) in links {
        let rule = input.network.rules[link.rule as usize];
        let (own, other, of) = match link.successor == node {
            true => (rule.to(), rule.from(), link.predecessor as usize),
            false => (rule.from(), rule.to(), link.successor as usize),
        };
        let end = if other == End::Start { starts[of] } else { finishes[of] };
        if end == UNSCHEDULED {
            continue;
        }
        let instant = match link.successor == node {
            true => rule.forward(lag_calendar(input, link.predecessor, node), end, || 0),
            false => end,
        };
        match own {
            End::Start => start = Some(start.map_or(instant, |known| known.min(instant))),
            End::Finish => finish = finish.max(Some(instant)),
        }
    }
    (start, finish)
}

/// When a level of effort has started and finished.
fn facts(input: &Input, node: u32, calendar: &WorkCalendar) -> (Option<Instant>, Option<Instant>) {
    let axis = input.plan.axis();
    let Some(progress) = &input.plan.document().tasks[node as usize].progress else { return (None, None) };
    let start = progress.started.map(|at| first_work(axis.instant_of(at), at, calendar));
    (start, progress.finished.map(|at| last_work(axis, at, calendar)))
}
