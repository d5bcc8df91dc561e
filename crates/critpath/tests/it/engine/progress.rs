//! Progress out of sequence: a task was begun or finished before its predecessor.

use super::*;
use critpath::model::{Convention, Progress, ProgressLogic, Scheduling};

/// Three tasks of two days, one after the other, on Monday 7 December; the second one was begun then, and finished on
/// Tuesday if it is. The data date is Wednesday.
fn out_of_sequence(logic: ProgressLogic, is_finished: bool) -> ScheduleResult {
    let mut plan = document(&[("a", "2d", ""), ("b", "2d", "a"), ("c", "2d", "b")]);
    plan.data_date = Some(moment("2026-12-09T08:00"));
    plan.tasks[1].progress = Some(Progress {
        started: Some(moment("2026-12-07T08:00")),
        finished: is_finished.then(|| moment("2026-12-08T17:00")),
        remaining: (!is_finished).then(|| Duration::parse("1d").unwrap()),
        ..Progress::default()
    });
    plan.scheduling = Some(Scheduling {
        convention: Some(Convention::Primavera),
        progress: Some(logic),
        ..Scheduling::default()
    });
    solve(plan)
}

fn days(result: &ScheduleResult, id: &str) -> i64 {
    row(result, id).total_float_s / 28_800
}

#[test]
fn what_is_left_waits_by_retained_logic_and_by_actual_dates() {
    for logic in [ProgressLogic::RetainedLogic, ProgressLogic::ActualDates] {
        let result = out_of_sequence(logic, false);
        assert_eq!(dates(&result, "a"), "9T08 10T17");
        assert_eq!(dates(&result, "b"), "7T08 11T17", "{logic}");
        assert_eq!(dates(&result, "c"), "14T08 15T17");
        assert_eq!(days(&result, "a"), 0);
    }
    let result = out_of_sequence(ProgressLogic::ProgressOverride, false);
    assert_eq!((dates(&result, "b"), dates(&result, "c")), ("7T08 9T17".into(), "10T08 11T17".into()));
    assert_eq!(days(&result, "a"), 1);
}

#[test]
fn by_actual_dates_what_is_done_had_to_wait_for_what_is_not() {
    let result = out_of_sequence(ProgressLogic::ActualDates, true);
    // The third follows the actual finish of the second, whatever the first does.
    assert_eq!((dates(&result, "a"), dates(&result, "c")), ("9T08 10T17".into(), "9T08 10T17".into()));
    // The first should have been done when the second began: four days ago.
    assert_eq!((late_dates(&result, "a"), days(&result, "a")), ("3T08 4T17".into(), -4));
    assert!(row(&result, "a").critical);
}

#[test]
fn by_progress_override_what_is_done_bounds_nothing() {
    let result = out_of_sequence(ProgressLogic::ProgressOverride, true);
    assert_eq!((dates(&result, "a"), dates(&result, "c")), ("9T08 10T17".into(), "9T08 10T17".into()));
    assert_eq!(days(&result, "a"), 0);
}

#[test]
fn by_retained_logic_what_is_done_hands_on_what_it_did_not_wait_for() {
    let result = out_of_sequence(ProgressLogic::RetainedLogic, true);
    assert_eq!(dates(&result, "b"), "7T08 8T17");
    assert_eq!((dates(&result, "a"), dates(&result, "c")), ("9T08 10T17".into(), "11T08 14T17".into()));
    assert_eq!((days(&result, "a"), row(&result, "a").free_float_s), (0, 0));
    assert_eq!((row(&result, "b").total_float_s, row(&result, "b").critical), (0, false));
    assert_eq!(result.critical_path, ["b", "c"]);
}

/// Monday 7 December, the data date is Wednesday. One task of five days makes the plan finish on Tuesday the 15th.
fn half_done(tasks: &[(&str, &str, &str)]) -> Document {
    let mut plan = document(&[tasks, &[("long", "5d", "")]].concat());
    plan.data_date = Some(moment("2026-12-09T08:00"));
    plan.scheduling = Some(Scheduling {
        convention: Some(Convention::Primavera),
        use_expected_finish: Some(true),
        ..Scheduling::default()
    });
    plan
}

fn begun(remaining: &str) -> Option<Progress> {
    let started = Some(moment("2026-12-07T08:00"));
    Some(Progress { started, remaining: Duration::parse(remaining).ok(), ..Progress::default() })
}

fn done() -> Option<Progress> {
    Some(Progress { finished: Some(moment("2026-12-08T17:00")), ..begun("0d").unwrap_or_default() })
}

#[test]
fn what_is_left_leaves_time_for_what_comes_after_a_done_task_that_waited_for_its_start() {
    let mut plan = half_done(&[("a", "2d", ""), ("b", "1d", "a:SS+1d"), ("c", "2d", "b")]);
    (plan.tasks[0].progress, plan.tasks[1].progress) = (begun("1d"), done());
    let result = solve(plan);
    assert_eq!((dates(&result, "a"), late_dates(&result, "c")), ("7T08 9T17".into(), "14T08 15T17".into()));
    // Its last day may begin with the third task at its latest; the lag ran towards what is done.
    assert_eq!((late_dates(&result, "a"), days(&result, "a")), ("7T08 14T17".into(), 3));
}

#[test]
fn what_ends_when_people_expect_has_no_free_float() {
    let free = |expected: Option<&str>| {
        let mut plan = half_done(&[("a", "2d", ""), ("b", "1d", "a")]);
        let expected_finish = expected.map(moment);
        plan.tasks[0].progress = begun("1d").map(|progress| Progress { expected_finish, ..progress });
        plan.tasks[1].constraints = vec![constraint(ConstraintKind::StartNoEarlierThan, "2026-12-14T08:00")];
        row(&solve(plan), "a").free_float_s / 28_800
    };
    assert_eq!(free(None), 2);
    // On Thursday, and last Monday, which says no more than that all is late.
    assert_eq!((free(Some("2026-12-10T17:00")), free(Some("2026-12-07T17:00"))), (0, 0));
}

#[test]
fn a_level_of_effort_may_take_until_the_plan_finishes_for_what_is_done_and_followed_by_nothing() {
    let late = |after: &str| {
        let mut plan =
            half_done(&[("a", "1d", ""), ("b", "1d", ""), ("c", "2d", "b"), ("effort", "1d", after)]);
        plan.tasks[0].progress = done();
        plan.tasks[3].kind = TaskKind::LevelOfEffort;
        late_dates(&solve(plan), "effort")
    };
    assert_eq!(late("b:SS, b:FF"), "11T08 11T17");
    assert_eq!(late("b:SS, b:FF, a:FF"), "11T08 15T17");
}
