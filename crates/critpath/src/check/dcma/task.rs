//! Tasks into the checks of what each states: constraints, floats, durations, resources, names.

use std::collections::BTreeMap;

use super::measure::{Measurement, share};
use super::rules::Rule;
use super::subject::Subject;
use crate::model::{ConstraintKind, Task, TaskKind};

/// Constraints that hold a task where its logic would move it.
const HARD: [ConstraintKind; 6] = [
    ConstraintKind::MustStartOn,
    ConstraintKind::MustFinishOn,
    ConstraintKind::StartNoLaterThan,
    ConstraintKind::FinishNoLaterThan,
    ConstraintKind::MandatoryStart,
    ConstraintKind::MandatoryFinish,
];

pub(super) fn hard_constraints(subject: &Subject) -> Measurement {
    open_with(subject, "a hard constraint", |task| {
        subject.task(task).constraints.iter().any(|constraint| HARD.contains(&constraint.kind))
    })
}

pub(super) fn high_float(subject: &Subject, rule: &Rule) -> Measurement {
    let floats = floats(subject)?;
    let have = format!("a total float of more than {} working days", rule.days);
    open_with(subject, &have, |task| floats[task].is_some_and(|days| days > rule.days))
}

pub(super) fn negative_float(subject: &Subject) -> Measurement {
    let floats = floats(subject)?;
    open_with(subject, "a negative total float", |task| floats[task].is_some_and(|days| days < 0.0))
}

pub(super) fn high_duration(subject: &Subject, rule: &Rule) -> Measurement {
    let have = format!("a duration of more than {} working days", rule.days);
    open_with(subject, &have, |task| planned_days(subject, task) > rule.days)
}

pub(super) fn without_resources(subject: &Subject, rule: &Rule) -> Measurement {
    let loaded = |task: &Task| !task.needs.is_empty() || task.cost.is_some();
    if !subject.tasks.iter().any(|task| loaded(subject.task(*task))) {
        return Err("no task of the plan has a resource or a cost".into());
    }
    let long = |task: &usize| days(subject, *task) >= rule.days;
    let long: Vec<usize> = subject.open.iter().copied().filter(long).collect();
    let found = long.iter().copied().filter(|task| !loaded(subject.task(*task))).collect();
    let mut measured = share(found, long.len(), "open task", "neither a resource nor a cost")?;
    measured.detail += ", of those that take a day or more";
    Ok(measured)
}

pub(super) fn shared_names(subject: &Subject) -> Measurement {
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    let name = |task: usize| subject.task(task).name.trim().to_lowercase();
    for &task in &subject.tasks {
        *bearers.entry(name(task)).or_default() += 1;
    }
    let shared = |task: &usize| bearers.get(&name(*task)).is_some_and(|bearers| *bearers > 1);
    let found = subject.tasks.iter().copied().filter(shared).collect();
    share(found, subject.tasks.len(), "task", "the name of another")
}

pub(super) fn critical_level_of_effort(subject: &Subject) -> Measurement {
    let schedule = subject.schedule?;
    let is_level_of_effort =
        |task: &usize| subject.active[*task] && subject.task(*task).kind == TaskKind::LevelOfEffort;
    let all: Vec<usize> = (0..subject.document.tasks.len()).filter(is_level_of_effort).collect();
    let found = all.iter().copied().filter(|task| schedule.is_critical(*task)).collect();
    share(found, all.len(), "level-of-effort task", "no float")
}

fn open_with(subject: &Subject, have: &str, has: impl Fn(usize) -> bool) -> Measurement {
    let found = subject.open.iter().copied().filter(|task| has(*task)).collect();
    share(found, subject.open.len(), "open task", have)
}

/// By task: the total float in working days, where there are dates.
fn floats(subject: &Subject) -> Result<Vec<Option<f64>>, String> {
    let schedule = subject.schedule?;
    let days = |task: usize| subject.days(schedule.total_float()[task], subject.is_elapsed(task));
    let dated = |task: usize| schedule.is_scheduled(task).then(|| days(task));
    Ok((0..subject.document.tasks.len()).map(dated).collect())
}

/// Working days that a task takes by the baseline, else by the plan.
fn planned_days(subject: &Subject, task: usize) -> f64 {
    let row = subject.baseline.as_ref().and_then(|(_, rows)| rows[task]);
    match row.and_then(|row| row.duration) {
        Some(duration) => subject.days(duration.seconds(&subject.document.units), duration.is_elapsed()),
        None => days(subject, task),
    }
}

/// Working days that a task takes.
fn days(subject: &Subject, task: usize) -> f64 {
    let seconds = match subject.schedule {
        Ok(schedule) if schedule.is_scheduled(task) => schedule.duration()[task],
        _ => subject.plan.network().amount[task],
    };
    subject.days(seconds, subject.is_elapsed(task))
}
