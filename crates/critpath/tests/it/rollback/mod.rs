//! Tests of the way back through the public interface.

mod brute_force;
mod hand_worked;
mod probability;
mod promise;
mod property;

use critpath::duration::Duration;
use critpath::model::rollback_result::RollbackResult;
use critpath::model::{Assignment, Dependency, Document, Gate, Resource, RollbackSettings, Task, Undo};
use critpath::plan::Plan;
use critpath::rollback::{rollback, rollback_plan};
use critpath::schedule::{Schedule, ScheduleOptions, schedule, verify};
use critpath::time::{Axis, Instant, Moment, Until};

/// All plans here start then.
const START: &str = "2026-12-07T22:00";

fn duration(text: &str) -> Duration {
    Duration::parse(text).unwrap()
}

fn instant(text: &str) -> Instant {
    Axis::LOCAL.instant_of(Moment::parse(text).unwrap())
}

/// Seconds after the start of the plans.
fn since_start(text: &str) -> i64 {
    instant(text) - instant(START)
}

fn after(ids: &str) -> Vec<Dependency> {
    let ids = ids.split(',').map(str::trim).filter(|id| !id.is_empty());
    ids.map(|id| Dependency { predecessor: id.into(), ..Dependency::default() }).collect()
}

fn needs(ids: &str) -> Vec<Assignment> {
    ids.split(',').map(|id| Assignment { resource: id.trim().into(), ..Assignment::default() }).collect()
}

/// A step of a deployment: id, duration, predecessors, and how long its undo takes; `""` for none.
fn step(id: &str, takes: &str, predecessors: &str, undo: &str) -> Task {
    let undo = (!undo.is_empty()).then(|| Undo { duration: Some(duration(undo)), ..Undo::default() });
    Task {
        id: id.into(),
        name: id.to_uppercase(),
        duration: Some(duration(takes)),
        after: after(predecessors),
        undo: undo.map(Box::new),
        ..Task::default()
    }
}

/// The same step, with more said about its undo.
fn with(mut task: Task, change: impl Fn(&mut Undo)) -> Task {
    change(task.undo.get_or_insert_default());
    task
}

/// A night around the clock: 90 s to detect a failure, 30 s to decide.
fn night(tasks: Vec<Task>) -> Document {
    Document {
        name: "Night".into(),
        start: Some(Moment::parse(START).unwrap()),
        calendar: Some("always".into()),
        tasks,
        rollback: Some(RollbackSettings {
            detection: Some(duration("90s")),
            decision: Some(duration("30s")),
            ..RollbackSettings::default()
        }),
        ..Document::default()
    }
}

fn settings(document: &mut Document) -> &mut RollbackSettings {
    document.rollback.get_or_insert_default()
}

fn person(id: &str) -> Resource {
    Resource { id: id.into(), name: id.to_uppercase(), ..Resource::default() }
}

fn gate(id: &str, predecessors: &str) -> Gate {
    Gate { id: id.into(), name: id.to_uppercase(), after: after(predecessors), ..Gate::default() }
}

fn scheduled(document: &Document) -> (Plan, Schedule) {
    let plan = Plan::build(document.clone()).unwrap();
    let dates = schedule(&plan, &ScheduleOptions::default()).unwrap();
    assert_eq!(verify(&plan, &dates, &ScheduleOptions::default()), Ok(()));
    (plan, dates)
}

fn answer(document: &Document) -> RollbackResult {
    let (plan, dates) = scheduled(document);
    rollback(&plan, &dates).unwrap()
}

/// The profile as minutes after the start and minutes of the way back: `0 2, 10 7`; a falling part has a `\`, no way
/// back is `-`.
fn profile(answer: &RollbackResult) -> String {
    let minutes = |seconds: i64| {
        if seconds % 60 == 0 {
            format!("{}", seconds / 60)
        } else {
            format!("{}:{:02}", seconds / 60, seconds % 60)
        }
    };
    let points = answer.profile.iter().map(|point| {
        let rollback = point.rollback_s.map_or("-".into(), minutes);
        format!("{} {rollback}{}", minutes(since_start(&point.at)), if point.falls { "\\" } else { "" })
    });
    points.collect::<Vec<_>>().join(", ")
}

/// When the rollback plan from an instant has the system back, as its own schedule has it.
fn back_by_plan(document: &Document, at: Instant) -> Instant {
    let (plan, dates) = scheduled(document);
    let way = rollback_plan(&plan, &dates, at).unwrap();
    let (plan, dates) = scheduled(&way);
    dates.planned_finish()[plan.task("back").unwrap()]
}
