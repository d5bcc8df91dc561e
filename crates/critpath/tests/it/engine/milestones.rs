//! Where milestones stand when no work is done between two ends of their bounds: in the evening, or the morning after.

use super::*;
use critpath::model::{Convention, Scheduling};

/// A kind, and where it stands at its earliest and at its latest between two tasks that follow each other on one day.
fn between_two_days(kind: TaskKind, convention: Convention) -> (String, String) {
    let mut document =
        document(&[("a", "1d", ""), ("m", "milestone", "a"), ("b", "1d", "m"), ("c", "3d", "")]);
    document.tasks[1].kind = kind;
    document.scheduling = Some(Scheduling { convention: Some(convention), ..Scheduling::default() });
    let result = solve(document);
    assert_eq!(row(&result, "m").total_float_s, 8 * 3_600);
    assert_eq!(dates(&result, "b"), "8T08 8T17");
    (dates(&result, "m"), late_dates(&result, "m"))
}

#[test]
fn start_milestones_stand_where_work_begins_and_finish_milestones_where_it_ends() {
    for convention in [Convention::Native, Convention::Primavera] {
        let of = |kind| between_two_days(kind, convention);
        let pair = |early: &str, late: &str| (format!("{early} {early}"), format!("{late} {late}"));
        assert_eq!(of(TaskKind::StartMilestone), pair("8T08", "9T08"));
        assert_eq!(of(TaskKind::FinishMilestone), pair("7T17", "8T17"));
        // What is neither stays at the instant that bounds it.
        assert_eq!(of(TaskKind::Milestone), pair("7T17", "9T08"));
    }
}

#[test]
fn microsoft_project_knows_one_kind_of_milestone() {
    for kind in [TaskKind::StartMilestone, TaskKind::FinishMilestone] {
        let of = |kind| between_two_days(kind, Convention::MsProject);
        assert_eq!(of(kind), of(TaskKind::Milestone));
    }
}

#[test]
fn a_finish_milestone_never_stands_before_what_it_waits_for() {
    let mut plan = document(&[("night", "40h", ""), ("done", "milestone", "night"), ("next", "1d", "done")]);
    plan.tasks[0].calendar = Some("always".into());
    plan.tasks[1].kind = TaskKind::FinishMilestone;
    let result = solve(plan);
    // The work ends at midnight; the evening before is the same to who works by day, but too early.
    assert_eq!(
        (dates(&result, "done"), late_dates(&result, "done")),
        ("9T00 9T00".into(), "9T00 9T00".into())
    );
    assert_eq!(dates(&result, "next"), "9T08 9T17");
}

#[test]
fn a_start_milestone_that_comes_last_moves_the_finish_to_the_morning() {
    let mut plan = document(&[("a", "1d", ""), ("ready", "milestone", "a")]);
    plan.tasks[1].kind = TaskKind::StartMilestone;
    let result = solve(plan);
    assert_eq!(result.finish.as_deref(), Some("2026-12-08T08:00:00"));
    assert_eq!(row(&result, "a").total_float_s, 0);
}
