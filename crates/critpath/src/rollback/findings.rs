//! The undo network into findings that only dates show, and the undos that wait for each other.

use super::network::name_of;
use super::promise;
use super::step::Step;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph;
use crate::model::{Task, Undo};
use crate::plan::Plan;
use crate::schedule::{Schedule, end_of_day};
use crate::time::Until;

/// Undos that are possible only until before their step ends, or restore a backup that is not taken before it starts; a
/// way back that is longer than its objective, or silently ends. O(tasks), and that of the way back if the plan states
/// one.
pub fn findings(plan: &Plan, schedule: &Schedule) -> Vec<Diagnostic> {
    let tasks = plan.document().tasks.iter().enumerate();
    let scheduled = tasks.filter(|(at, _)| schedule.is_scheduled(*at));
    let undone = scheduled.filter_map(|(at, task)| Some((at, task, task.undo.as_ref()?)));
    undone
        .flat_map(|(at, task, undo)| {
            [expiry(plan, schedule, (at, task, undo)), backup(plan, schedule, (at, task, undo))]
        })
        .flatten()
        .chain(promise::findings(plan, schedule))
        .collect()
}

fn expiry(plan: &Plan, schedule: &Schedule, (at, task, undo): (usize, &Task, &Undo)) -> Option<Diagnostic> {
    let Until::At(until) = undo.until? else { return None };
    let finish = schedule.planned_finish()[at];
    if end_of_day(plan.axis(), until) >= finish {
        return None;
    }
    let finish = plan.axis().moment(finish);
    let message =
        format!("the undo of `{}` is possible until {until}, but the task ends at {finish}", task.id);
    let help = "say how long after the task it is possible, as in `undo-until=+30m`";
    Some(Diagnostic::new(Code::UndoExpiry, message).at(undo.span.or(task.span)).help(help))
}

fn backup(plan: &Plan, schedule: &Schedule, (at, task, undo): (usize, &Task, &Undo)) -> Option<Diagnostic> {
    let backup = plan.task(undo.backup.as_deref()?)?;
    if schedule.is_scheduled(backup) && schedule.planned_finish()[backup] <= schedule.planned_start()[at] {
        return None;
    }
    let id = &plan.document().tasks[backup].id;
    let message = format!(
        "the undo of `{}` restores the backup of `{id}`, which is not taken before it starts",
        task.id
    );
    let help = format!("let the step wait for the backup, as in `after={id}`");
    Some(Diagnostic::new(Code::UndoBackup, message).at(undo.span.or(task.span)).help(help))
}

/// Undos that wait for each other. `before` lists what must be undone before each node of the plan, from `first` on.
pub(super) fn cycles(plan: &Plan, steps: &[Step], first: &[u32], before: &[u32]) -> Vec<Diagnostic> {
    let nodes = first.len() - 1;
    let edges: Vec<(u32, u32)> = (0..nodes)
        .flat_map(|node| (first[node]..first[node + 1]).map(move |at| (before[at as usize], node as u32)))
        .collect();
    let cycles = graph::cycles(nodes, &edges);
    cycles.iter().map(|cycle| cycle_error(plan, steps, cycle)).collect()
}

fn cycle_error(plan: &Plan, steps: &[Step], cycle: &[u32]) -> Diagnostic {
    let mut ids: Vec<&str> = cycle.iter().map(|node| name_of(plan, *node)).collect();
    ids.dedup();
    let names: Vec<String> = ids.iter().chain(ids.first()).map(|id| format!("`{id}`")).collect();
    let undo = steps.iter().find(|step| cycle.contains(&(step.task as u32)));
    let span = undo.and_then(|step| {
        let task = &plan.document().tasks[step.task];
        task.undo.as_ref().and_then(|undo| undo.span).or(task.span)
    });
    Diagnostic::new(Code::UndoCycle, format!("undos wait for each other: {}", names.join(" -> ")))
        .at(span)
        .path(ids)
        .help("the plan's order is undone in reverse; take the `undo-after` out that runs against it")
}
