//! Tasks into findings about those that stay without dates for want of an estimate or a window.

use std::collections::BTreeMap;

use super::strategy::is_unmapped;
use super::{Guide, has_estimate, is_done};
use crate::check::index::Kind;
use crate::check::phrase::{count, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Task;
use crate::plan::can_be_filled;

/// One finding for each outermost phase, and one for the tasks of no phase. Tasks of the strategy have their own.
pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    let document = guide.document;
    let windowed =
        guide.tree.inherited(|phase| document.phases[phase].window.as_ref().is_some_and(can_be_filled));
    let mut groups: BTreeMap<Option<usize>, Vec<&Task>> = BTreeMap::new();
    for task in document.tasks.iter().filter(|task| is_open(task)) {
        let phase = task.phase.as_ref().and_then(|id| guide.index.position(Kind::Phase, id));
        if !phase.is_some_and(|phase| windowed[phase]) {
            let outermost = phase.and_then(|phase| guide.tree.root(phase).or(Some(phase)));
            groups.entry(outermost).or_default().push(task);
        }
    }
    let name = |phase: Option<usize>| Some(document.phases.get(phase?)?.name.as_str());
    groups.into_iter().filter_map(|(phase, tasks)| describe(name(phase), &tasks)).collect()
}

/// Whether a task has nothing of its own that gives it dates, and is not done without them.
fn is_open(task: &Task) -> bool {
    let windowed = task.window.as_ref().is_some_and(can_be_filled);
    // What a rollout takes has a finding of its own.
    !windowed && !is_done(task) && !has_estimate(task) && !is_unmapped(task) && task.rollout.is_none()
}

/// What a message calls a task: its name, or its id if it has none.
fn called(task: &Task) -> &str {
    if task.name.is_empty() { &task.id } else { &task.name }
}

fn describe(phase: Option<&str>, tasks: &[&Task]) -> Option<Diagnostic> {
    let (first, rest) = tasks.split_first()?;
    let place = phase.map(|name| format!(" of `{name}`")).unwrap_or_default();
    let message = match rest {
        [] => format!(
            "the task `{}`{place} has neither an estimate nor a window and stays unscheduled",
            called(first)
        ),
        _ => format!(
            "{}{place} have neither an estimate nor a window and stay unscheduled: {}",
            count(tasks.len(), "task"),
            names(tasks.iter().map(|task| called(task)))
        ),
    };
    let mut diagnostic = Diagnostic::new(Code::ScheduleUnscheduled, message).at(first.span).help(format!(
        "write how long it takes, such as `{} {{2d}}` or `{{1d/2d/5d}}` for low, likely and high, or give its phase a window such as `(Week 1-2)`",
        called(first)
    ));
    for task in rest {
        diagnostic = diagnostic.label(task.span, "this one too");
    }
    Some(diagnostic)
}
