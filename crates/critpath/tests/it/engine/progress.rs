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
