//! Tests of the room `engine` through the public interface.

mod constraints;
mod crash;
mod diff;
mod explain;
mod floats;
mod milestones;
mod naive;
mod progress;
mod properties;
pub(crate) mod random;
mod relations;
mod scale;
mod what_if;

use critpath::Error;
use critpath::duration::{Duration, Lag};
use critpath::model::result::{ScheduleResult, TaskResult};
use critpath::model::{
    Constraint, ConstraintKind, Dependency, Document, Phase, Relation, Task, TaskKind, Window, WindowUnit,
};
use critpath::plan::Plan;
use critpath::schedule::{Schedule, ScheduleOptions, findings, schedule, verify};
use critpath::time::Moment;

/// A document that starts on Monday, 2026-12-07, with tasks (id, duration, dependencies).
///
/// Durations are as in a plan; `""` is none, `"milestone"` a milestone. Dependencies look like
/// `a, b:SS+2h, c:FF-50%`.
fn document(tasks: &[(&str, &str, &str)]) -> Document {
    let tasks = tasks.iter().map(|(id, duration, after)| task(id, duration, after)).collect();
    Document { start: Some(moment("2026-12-07")), tasks, ..Document::default() }
}

fn task(id: &str, duration: &str, after: &str) -> Task {
    let milestone = duration == "milestone";
    Task {
        id: id.into(),
        name: id.to_uppercase(),
        kind: if milestone { TaskKind::Milestone } else { TaskKind::Task },
        duration: (!milestone && !duration.is_empty()).then(|| Duration::parse(duration).unwrap()),
        after: dependencies(after),
        ..Task::default()
    }
}

fn dependencies(after: &str) -> Vec<Dependency> {
    after.split(',').map(str::trim).filter(|text| !text.is_empty()).map(dependency).collect()
}

fn dependency(text: &str) -> Dependency {
    let (predecessor, rule) = text.split_once(':').unwrap_or((text, "FS"));
    let (relation, lag) = rule.split_at(2);
    Dependency {
        predecessor: predecessor.into(),
        relation: *Relation::ALL.iter().find(|r| r.as_str() == relation).unwrap(),
        lag: (!lag.is_empty()).then(|| Lag::parse(lag).unwrap()),
        ..Dependency::default()
    }
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn constraint(kind: ConstraintKind, date: &str) -> Constraint {
    Constraint { kind, date: Some(moment(date)), ..Constraint::default() }
}

fn phase(id: &str, parent: &str, after: &str) -> Phase {
    let parent = (!parent.is_empty()).then(|| parent.to_string());
    Phase { id: id.into(), name: id.to_uppercase(), parent, after: dependencies(after), ..Phase::default() }
}

fn weeks(first: u32, last: u32) -> Option<Window> {
    let text = format!("Week {first}-{last}");
    Some(Window { unit: WindowUnit::Week, first: Some(first), last: Some(last), text, ..Window::default() })
}

/// Schedules, verifies, and gives the answer.
fn solve(document: Document) -> ScheduleResult {
    let (plan, schedule) = scheduled(document);
    schedule.to_result(&plan)
}

fn solve_with(document: Document, options: &ScheduleOptions) -> (Plan, Schedule) {
    let plan = Plan::build(document).unwrap();
    let schedule = schedule(&plan, options).unwrap();
    if let Err(violations) = verify(&plan, &schedule, options) {
        panic!("{violations:#?}\n{:#?}", schedule.to_result(&plan));
    }
    (plan, schedule)
}

fn scheduled(document: Document) -> (Plan, Schedule) {
    solve_with(document, &ScheduleOptions::default())
}

fn build_error(document: Document) -> Vec<String> {
    match Plan::build(document) {
        Err(Error::Document(diagnostics)) => diagnostics.into_iter().map(|d| d.message).collect(),
        other => panic!("{other:?}"),
    }
}

fn row<'a>(result: &'a ScheduleResult, id: &str) -> &'a TaskResult {
    result.tasks.iter().find(|task| task.id == id).unwrap_or_else(|| panic!("{id} has no dates"))
}

/// `start finish` as day of December 2026 and hour: `7T08 8T17`.
fn dates(result: &ScheduleResult, id: &str) -> String {
    let task = row(result, id);
    format!("{} {}", short(&task.start), short(&task.finish))
}

fn late_dates(result: &ScheduleResult, id: &str) -> String {
    let task = row(result, id);
    format!("{} {}", short(&task.late_start), short(&task.late_finish))
}

fn short(text: &str) -> String {
    let text = text.strip_prefix("2026-12-").unwrap_or(text).trim_start_matches('0');
    text.trim_end_matches(":00").into()
}
