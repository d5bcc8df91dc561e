//! Date constraints and deadlines, worked by hand.

use super::*;

fn constrained(kind: ConstraintKind, date: &str) -> ScheduleResult {
    let mut document = document(&[("a", "2d", ""), ("b", "1d", "a"), ("z", "5d", "")]);
    document.tasks[1].constraints.push(constraint(kind, date));
    solve(document)
}

#[test]
fn floors_move_early_dates() {
    use ConstraintKind::*;
    assert_eq!(dates(&constrained(StartNoEarlierThan, "2026-12-10"), "b"), "10T08 10T17");
    assert_eq!(dates(&constrained(StartNoEarlierThan, "2026-12-08"), "b"), "9T08 9T17");
    assert_eq!(dates(&constrained(FinishNoEarlierThan, "2026-12-11"), "b"), "11T08 11T17");
    assert_eq!(dates(&constrained(MustFinishOn, "2026-12-10T12:00"), "b"), "9T13 10T12");
    let on = constrained(MustStartOn, "2026-12-10");
    assert_eq!(dates(&on, "b"), "10T08 10T17");
    assert_eq!((row(&on, "b").total_float_s, row(&on, "b").cause.as_str()), (0, "constraint"));
    assert_eq!(row(&on, "a").total_float_s, 28_800);
}

#[test]
fn caps_show_as_negative_float() {
    use ConstraintKind::*;
    let day = 28_800;
    let late = constrained(FinishNoLaterThan, "2026-12-08");
    assert_eq!(dates(&late, "b"), "9T08 9T17");
    assert_eq!((row(&late, "b").total_float_s, row(&late, "a").total_float_s), (-day, -day));
    assert_eq!(late_dates(&late, "b"), "8T08 8T17");
    let late = constrained(MustStartOn, "2026-12-08");
    assert_eq!((dates(&late, "b"), late_dates(&late, "b")), ("9T08 9T17".into(), "8T08 8T17".into()));
    assert_eq!(row(&late, "a").total_float_s, -day);
    // Any time of the day will do, up to its last second of work.
    let start_by = constrained(StartNoLaterThan, "2026-12-09");
    assert_eq!(row(&start_by, "b").late_start, "2026-12-09T16:59:59");
    assert_eq!(row(&start_by, "b").total_float_s, day - 1);
}

#[test]
fn what_cannot_be_scheduled_is_said() {
    assert_eq!(
        build_error(document(&[("a", "1d", "b"), ("b", "1d", "c:SS"), ("c", "1d", "a")])),
        ["dependencies form a cycle: `a` -> `c` -> `b` -> `a`"]
    );
    assert_eq!(build_error(document(&[("a", "1d", "q")])), ["`a` depends on `q`, which does not exist"]);
    assert_eq!(build_error(document(&[("a", "1d", ""), ("a", "1d", "")])), ["the id `a` is taken"]);
    let mut nested = document(&[]);
    nested.phases = vec![phase("p", "q", ""), phase("q", "p", "")];
    assert_eq!(build_error(nested), ["a phase is part of itself: `p` in `q` in `p`"]);
}
