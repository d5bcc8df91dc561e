//! Two schedules into the tasks that moved between them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Scheduled, shift};
use crate::model::diff::{ChangeKind, TaskDiff};
use crate::plan::Plan;
use crate::time::Instant;

/// The figures of one task that are compared.
#[derive(Clone, Copy, PartialEq)]
struct Figures {
    start: Instant,
    finish: Instant,
    total_float_s: i64,
    critical: bool,
}

/// The tasks that differ between two schedules, matched by id, or by the earlier id that `renamed` has for a later one.
pub(super) fn moved(
    before: Scheduled,
    after: Scheduled,
    renamed: &BTreeMap<String, String>,
) -> Vec<TaskDiff> {
    let earlier: BTreeMap<&str, usize> = ids(before.plan).map(|(task, id)| (id, task)).collect();
    let id_before = |id| renamed.get(id).map_or(id, String::as_str);
    let later: BTreeSet<&str> = ids(after.plan).map(|(_, id)| id_before(id)).collect();
    let mut tasks: Vec<TaskDiff> = ids(after.plan)
        .filter_map(|(task, id)| compare(before, earlier.get(id_before(id)).copied(), after, Some(task)))
        .collect();
    let gone = ids(before.plan).filter(|(_, id)| !later.contains(id));
    tasks.extend(gone.filter_map(|(task, _)| compare(before, Some(task), after, None)));
    tasks
}

/// The tasks that differ between two schedules of the same tasks in the same places. O(tasks).
pub(super) fn moved_in_place(before: Scheduled, after: Scheduled) -> Vec<TaskDiff> {
    let tasks = 0..after.plan.document().tasks.len();
    tasks.filter_map(|task| compare(before, Some(task), after, Some(task))).collect()
}

/// Whether the times of two plans are on one axis: local times without a zone are not on that of any zone.
pub(super) fn comparable(before: &Plan, after: &Plan) -> bool {
    before.axis().zone().is_some() == after.axis().zone().is_some()
}

fn ids(plan: &Plan) -> impl Iterator<Item = (usize, &str)> {
    plan.document().tasks.iter().map(|task| task.id.as_str()).enumerate()
}

fn compare(
    before: Scheduled,
    earlier: Option<usize>,
    after: Scheduled,
    later: Option<usize>,
) -> Option<TaskDiff> {
    let old = earlier.and_then(|task| before.figures(task));
    let new = later.and_then(|task| after.figures(task));
    let change = match (earlier, later) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        _ => match (old, new) {
            (None, None) => return None,
            (None, _) => ChangeKind::Scheduled,
            (_, None) => ChangeKind::Unscheduled,
            (Some(old), Some(new)) if old == new => return None,
            (Some(old), Some(new)) if (old.start, old.finish) == (new.start, new.finish) => ChangeKind::Float,
            _ => ChangeKind::Moved,
        },
    };
    let (plan, task) = match (earlier, later) {
        (_, Some(task)) => (after.plan, task),
        (task, None) => (before.plan, task?),
    };
    let task = plan.document().tasks.get(task)?;
    let old_text = |date: fn(&Figures) -> Instant| old.as_ref().map(|old| before.plan.axis().text(date(old)));
    let new_text = |date: fn(&Figures) -> Instant| new.as_ref().map(|new| after.plan.axis().text(date(new)));
    let comparable = comparable(before.plan, after.plan);
    Some(TaskDiff {
        id: task.id.clone(),
        id_before: earlier
            .map(|earlier| &before.plan.document().tasks[earlier].id)
            .filter(|id| **id != task.id)
            .cloned(),
        name: task.name.clone(),
        change,
        start_before: old_text(|old| old.start),
        start_after: new_text(|new| new.start),
        finish_before: old_text(|old| old.finish),
        finish_after: new_text(|new| new.finish),
        start_shift_s: shift(old.map(|old| old.start), new.map(|new| new.start)).filter(|_| comparable),
        finish_shift_s: shift(old.map(|old| old.finish), new.map(|new| new.finish)).filter(|_| comparable),
        total_float_before_s: old.map(|old| old.total_float_s),
        total_float_after_s: new.map(|new| new.total_float_s),
        critical_before: old.is_some_and(|old| old.critical),
        critical_after: new.is_some_and(|new| new.critical),
    })
}

impl Scheduled<'_> {
    /// The figures of a task; none if it has no dates.
    fn figures(&self, task: usize) -> Option<Figures> {
        self.schedule.is_scheduled(task).then(|| Figures {
            start: self.schedule.planned_start()[task],
            finish: self.schedule.planned_finish()[task],
            total_float_s: self.schedule.total_float()[task],
            critical: self.schedule.is_critical(task),
        })
    }
}
