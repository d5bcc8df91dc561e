//! Two plans with their schedules into what was changed, what moved, and which change moved it by how much.

mod align;
mod attribution;
mod changes;
mod groups;
mod moved;
mod nouns;
mod reach;
mod shares;
mod text;
mod uncertain;

use std::collections::BTreeMap;

use crate::error::Error;
use crate::model::diff::DiffResult;
use crate::model::what_if::{Changes, WhatIfResult};
use crate::plan::Plan;
use crate::schedule::{Schedule, ScheduleOptions};
use crate::time::Instant;
use align::Pair;
use attribution::{Target, attribution};
use changes::Change;

/// A plan with its schedule.
#[derive(Debug, Clone, Copy)]
pub struct Scheduled<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its schedule.
    pub schedule: &'a Schedule,
    /// What it was scheduled with. A start or a convention that only one of two plans was given is a change, too.
    pub options: ScheduleOptions,
}

/// Compares two plans: what was changed, which tasks have other dates or floats, and which changes moved the finish of
/// the plan, or of a task by its id or name in the later plan, by how much.
///
/// Tasks, phases, gates, calendars, resources, branches and risks are matched by id; those whose ids have no counterpart, by their name
/// if exactly one in each plan has it.
///
/// # Errors
/// [`Error::Unknown`] if the later plan has no such task, [`Error::Ambiguous`] if several have the name.
///
/// # Complexity
/// O(n log n) in the size of the plans, and the time of the schedules that divide the shift: at most 4,096, fewer for
/// large plans, so that together they have some two million tasks; but for the two orders that any division needs.
pub fn diff(before: Scheduled, after: Scheduled, task: Option<&str>) -> Result<DiffResult, Error> {
    let task = task.map(|task| after.plan.expect_task(task)).transpose()?;
    let pair = Pair::new(before, after);
    let mut changes = changes::changes(&pair.before, &pair.after);
    let documents = [before.plan.document(), after.plan.document()];
    changes.extend(uncertain::changes(documents[0], documents[1], &pair.renamed, &pair.renamed_calendars));
    let attribution = target(before, after, &pair, task)
        .filter(|_| moved::comparable(before.plan, after.plan))
        .and_then(|target| attribution([before, after], &pair, &changes, target));
    let (finish_before, finish_after, finish_shift_s) = finishes(before, after);
    Ok(DiffResult {
        finish_before,
        finish_after,
        finish_shift_s,
        tasks: moved::moved(before, after, &pair.renamed),
        changes: changes.into_iter().map(|Change { told, .. }| told).collect(),
        attribution,
    })
}

/// What moved with edits of a plan. `former` is the plan before, unless its tasks are the same in the same places.
pub(crate) fn moved_by_edits(
    before: &Schedule,
    former: Option<&Plan>,
    after: Scheduled,
    changes: Changes,
) -> WhatIfResult {
    let earlier = Scheduled { plan: former.unwrap_or(after.plan), schedule: before, ..after };
    let tasks = match former {
        Some(_) => moved::moved(earlier, after, &BTreeMap::new()),
        None => moved::moved_in_place(earlier, after),
    };
    let (finish_before, finish_after, finish_shift_s) = finishes(earlier, after);
    WhatIfResult { changes, finish_before, finish_after, finish_shift_s, tasks }
}

/// Whose date is looked at. `None` if the task is not in the earlier plan.
fn target<'a>(
    before: Scheduled,
    after: Scheduled,
    pair: &'a Pair,
    task: Option<usize>,
) -> Option<Target<'a>> {
    let Some(at) = task else { return Some(Target::Plan) };
    let id = pair.after.tasks[at].id.as_str();
    debug_assert_eq!(pair.after.tasks.len(), after.plan.document().tasks.len());
    Some(Target::Task { id, before: before.plan.task(id)?, after: at })
}

/// The finish of both plans, and the seconds between.
fn finishes(before: Scheduled, after: Scheduled) -> (Option<String>, Option<String>, Option<i64>) {
    let (was, is) = (before.schedule.finish(), after.schedule.finish());
    let text = |plan: &Plan, finish: Option<Instant>| finish.map(|finish| plan.axis().text(finish));
    let comparable = moved::comparable(before.plan, after.plan);
    (text(before.plan, was), text(after.plan, is), shift(was, is).filter(|_| comparable))
}

fn shift(before: Option<Instant>, after: Option<Instant>) -> Option<i64> {
    Some(after? - before?)
}
