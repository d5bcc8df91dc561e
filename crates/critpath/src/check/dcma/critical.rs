//! The critical path into the checks of it: the test that shifts it, its length index, the dates that cut it.

use super::measure::{Measured, Measurement, counted_share};
use super::rules::{Rule, length_index};
use super::subject::Subject;
use crate::check::phrase::exact;
use crate::duration::Duration;
use crate::graph::Role;
use crate::model::result::Cause;
use crate::model::{Edit, EditKind, Progress, TaskKind};
use crate::plan::Target;
use crate::schedule::{Drivers, Schedule, ScheduleOptions, last_work, schedule as compute};
use crate::time::{DAY_S, Instant};

/// Makes the first open critical task longer, and sees how far what finishes the plan moves.
pub(super) fn test(subject: &Subject, rule: &Rule) -> Measurement {
    let schedule = subject.schedule?;
    let finish = schedule.finish().ok_or("nothing of the plan has dates")?;
    if subject.document.scheduling.as_ref().and_then(|rules| rules.from_finish) == Some(true) {
        return Err("the plan is scheduled from its finish, which nothing moves".into());
    }
    let critical = subject.open.iter().copied().filter(|task| schedule.is_critical(*task));
    let task = critical
        .min_by_key(|task| (schedule.planned_start()[*task], schedule.total_float()[*task]))
        .ok_or("no open task is critical")?;
    let day_s = if subject.is_elapsed(task) { DAY_S } else { subject.document.units.day_s() };
    let shift_s = (rule.days * day_s as f64) as i64;
    let rules = schedule.rules();
    let options = ScheduleOptions {
        start: subject.start,
        convention: Some(rules.convention),
        floor_at_start: Some(rules.floor_at_start),
        cap_at_finish: Some(rules.cap_at_finish),
    };
    let later = subject
        .plan
        .apply(&edits(subject, schedule, task, shift_s))
        .and_then(|(plan, _)| compute(&plan, &options))
        .map_err(|error| format!("with a longer task the plan cannot be scheduled: {error}"))?;
    let finishes = |last: usize| later.planned_finish()[last];
    let moved_to = finishing(subject, schedule, finish).map(finishes).max().unwrap_or(finish);
    let moved_s = subject.work(task, finish, moved_to);
    let value = moved_s as f64 / day_s as f64;
    let detail = format!(
        "{} days more for the critical task `{}` move the finish by {}",
        rule.days,
        subject.task(task).id,
        exact((value * 10.0).round() / 10.0)
    );
    Ok(Measured { value, counted: None, concerned: vec![Target::Task(task)], detail })
}

/// Makes a task longer; if it has started, what remains of it.
fn edits(subject: &Subject, schedule: &Schedule, task: usize, by_s: i64) -> Vec<Edit> {
    let stated = subject.task(task);
    let duration = |seconds: i64| {
        let duration = Duration::from_seconds(seconds.saturating_add(by_s));
        Some(if subject.is_elapsed(task) { duration.elapsed() } else { duration })
    };
    let edit = |kind| Edit { edit: Some(kind), id: Some(stated.id.clone()), ..Edit::default() };
    let mut edits =
        vec![Edit { duration: duration(schedule.duration()[task]), ..edit(EditKind::SetDuration) }];
    let started = stated.progress.as_ref().filter(|progress| progress.started.is_some());
    if let (Some(progress), Some(data_date)) = (started, subject.document.data_date) {
        let from = schedule.planned_start()[task].max(subject.remaining_from(data_date));
        let remaining = subject.work(task, from, schedule.planned_finish()[task]).max(0);
        let progress = Progress { remaining: duration(remaining), ..progress.clone() };
        edits.push(Edit { progress: Some(progress), ..edit(EditKind::SetProgress) });
    }
    edits
}

/// Days from the data date to the finish, and the float there; of a plan that has not begun, from its start.
pub(super) fn length(subject: &Subject) -> Measurement {
    let schedule = subject.schedule?;
    let finish = schedule.finish().ok_or("nothing of the plan has dates")?;
    let begun = subject.document.tasks.iter().any(|task| {
        task.progress.as_ref().is_some_and(|progress| progress.started.or(progress.finished).is_some())
    });
    let from = match subject.data_date {
        Some(data_date) => subject.remaining_from(data_date),
        None if begun => return Err("work has begun, but the plan states no data date".into()),
        None => schedule.plan_start(),
    };
    let calendar = &subject.plan.calendars()[subject.plan.calendars().default_index()];
    let length = subject.days(calendar.between(from, finish), false);
    if length <= 0.0 {
        return Err("the plan finishes by the data date: no critical path is left".into());
    }
    let float = match subject.document.deadline {
        Some(deadline) => {
            let deadline = last_work(subject.plan.axis(), deadline, calendar);
            subject.days(calendar.between(finish, deadline), false)
        }
        None => float_of_last(subject, schedule, finish),
    };
    let value = length_index(length, float);
    let round = |figure: f64, by: f64| exact((figure * by).round() / by);
    let detail = format!(
        "{} days of critical path with a float of {} days give an index of {}",
        round(length, 10.0),
        round(float, 10.0),
        round(value, 1000.0)
    );
    Ok(Measured { value, counted: None, concerned: Vec::new(), detail })
}

/// Least total float, in days, of the tasks that finish the plan.
fn float_of_last(subject: &Subject, schedule: &Schedule, finish: Instant) -> f64 {
    let float = |task: usize| subject.days(schedule.total_float()[task], subject.is_elapsed(task));
    finishing(subject, schedule, finish).map(float).reduce(f64::min).unwrap_or(0.0)
}

/// The tasks that finish last. Level of effort lasts as long as others do.
fn finishing<'a>(
    subject: &'a Subject,
    schedule: &'a Schedule,
    finish: Instant,
) -> impl Iterator<Item = usize> + 'a {
    let finishes = schedule.planned_finish().iter().enumerate().filter(move |(_, at)| **at == finish);
    finishes.map(|(task, _)| task).filter(|task| subject.task(*task).kind != TaskKind::LevelOfEffort)
}

/// Steps of the driving path that wait for a date rather than for work.
pub(super) fn dated(subject: &Subject) -> Measurement {
    let schedule = subject.schedule?;
    let drivers = Drivers::new(subject.plan, schedule);
    let path = drivers.critical_path();
    let waits = |node: &u32| matches!(drivers.driven(*node).cause, Cause::Constraint | Cause::Window);
    let target = |node: u32| match subject.plan.network().role(node) {
        Role::Task(task) => Some(Target::Task(task)),
        Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => Some(Target::Phase(phase)),
        Role::Gate(_) => None,
    };
    let dated: Vec<u32> = path.iter().copied().filter(waits).collect();
    let concerned = dated.iter().copied().filter_map(target).collect();
    counted_share(dated.len(), path.len(), concerned, "critical step", "a date for its start")
}
