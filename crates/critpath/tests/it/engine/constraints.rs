//! Date constraints and deadlines, worked by hand.

use super::*;
use critpath::model::Progress;

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

#[test]
fn missed_limits_are_found() {
    let mut guide = document(&[("a", "2d", ""), ("b", "1d", "a"), ("x", "2w", "b")]);
    guide.deadline = Some(moment("2026-12-22T12:00"));
    guide.tasks[1].deadline = Some(moment("2026-12-08"));
    guide.tasks[1].constraints.push(constraint(ConstraintKind::MustStartOn, "2026-12-08T10:00"));
    guide.tasks[2].phase = Some("p".into());
    guide.phases.push(Phase {
        window: weeks(1, 2),
        deadline: Some(moment("2026-12-22")),
        ..phase("p", "", "")
    });
    let (plan, schedule) = scheduled(guide);
    let messages: Vec<String> =
        findings(&plan, &schedule).into_iter().map(|finding| finding.message).collect();
    assert_eq!(
        messages,
        [
            "the plan finishes 2026-12-23 17:00, 1d 4h after its deadline 2026-12-22T12:00:00",
            "phase `p` finishes 2026-12-23 17:00, 1d after its deadline 2026-12-22",
            "phase `p` finishes 2026-12-23 17:00, 3d after its window `Week 1-2` ends on 2026-12-18 17:00",
            "`b` finishes 2026-12-09 17:00, 1d after its deadline 2026-12-08",
            "`b` starts 2026-12-09 08:00, 6h after the start that it must have, 2026-12-08T10:00:00",
        ]
    );
}

#[test]
fn a_window_without_work_is_found() {
    let mut guide = document(&[("a", "", ""), ("b", "", "")]);
    guide.tasks[0].window = Some(Window {
        unit: WindowUnit::Date,
        start: Some(moment("2026-12-12")),
        finish: Some(moment("2026-12-13")),
        ..Window::default()
    });
    guide.tasks[1].window = weeks(1, 1);
    let (plan, schedule) = scheduled(guide);
    let messages: Vec<String> =
        findings(&plan, &schedule).into_iter().map(|finding| finding.message).collect();
    assert_eq!(messages, ["the window of `a` has no working time after the plan's start"]);
    assert_eq!(dates(&schedule.to_result(&plan), "b"), "7T08 11T17");
}

#[test]
fn windows_and_earliest_starts_before_the_plan_are_told_once() {
    let mut guide = document(&[("a", "1d", ""), ("b", "1d", ""), ("c", "1d", ""), ("d", "", "")]);
    for (task, date) in [(0, "2024-01-08"), (1, "2024-01-01"), (2, "2026-12-07")] {
        guide.tasks[task].constraints.push(Constraint {
            kind: ConstraintKind::StartNoEarlierThan,
            date: Some(moment(date)),
            ..Constraint::default()
        });
    }
    guide.tasks[3].phase = Some("p".into());
    let quarter = Window {
        unit: WindowUnit::Quarter,
        first: Some(2),
        year: Some(2024),
        text: "Q2 2024".into(),
        ..Window::default()
    };
    guide.phases.push(Phase { window: Some(quarter), ..phase("p", "", "") });
    let messages = |guide: &Document| -> Vec<String> {
        let (plan, schedule) = scheduled(guide.clone());
        findings(&plan, &schedule).into_iter().map(|finding| finding.message).collect()
    };
    assert_eq!(
        messages(&guide),
        [
            "the window `Q2 2024` of phase `p` ended on 2024-06-28 17:00, before the plan starts on 2026-12-07 08:00",
            "2 tasks have earliest starts from 2024-01-01 to 2024-01-08, before the plan starts on 2026-12-07: \
             they move nothing, and their order is lost",
        ]
    );
    // A single date has no order, and a task that has started no need of it.
    guide.tasks[1].progress = Some(Progress { started: Some(moment("2026-12-07")), ..Progress::default() });
    assert_eq!(messages(&guide).len(), 1);
}
