//! The chain that drives a task, in words.

use super::*;
use critpath::explain::explain;

fn chain(document: Document, task: &str) -> Vec<String> {
    let (plan, schedule) = scheduled(document);
    let explained = explain(&plan, &schedule, task).unwrap();
    explained.chain.into_iter().map(|step| format!("{}: {}", step.task, step.detail)).collect()
}

#[test]
fn dependencies_and_lags() {
    let tasks = [
        ("kickoff", "milestone", ""),
        ("backup", "1d", "kickoff"),
        ("migrate", "1h", "backup:FS+5m"),
        ("watch", "2h", "migrate:SS"),
        ("report", "1h", "watch:FF+1d, backup"),
        ("close", "milestone", "report:FS-30m"),
    ];
    assert_eq!(
        chain(document(&tasks), "close"),
        [
            "kickoff: starts with the plan",
            "backup: starts when `kickoff` finishes",
            "migrate: starts when `backup` finishes (FS + 5m)",
            "watch: starts when `migrate` starts",
            "report: finishes when `watch` finishes (FF + 1d)",
            "close: starts when `report` finishes (FS - 30m)",
        ]
    );
}

#[test]
fn calendars_windows_and_dates() {
    let mut guide =
        document(&[("a", "1w", ""), ("b", "1d", "a"), ("c", "1d", "b"), ("d", "1d", "c"), ("e", "1d", "")]);
    guide.tasks[2].constraints.push(constraint(ConstraintKind::StartNoEarlierThan, "2026-12-17"));
    guide.tasks[3].phase = Some("p".into());
    guide.phases.push(Phase { window: weeks(3, 3), ..phase("p", "", "") });
    assert_eq!(
        chain(guide.clone(), "b")[1],
        "b: starts when `a` finishes; waits for the working day Mon 2026-12-14 08:00"
    );
    assert_eq!(chain(guide.clone(), "c"), ["c: not before 2026-12-17"]);
    assert_eq!(chain(guide.clone(), "d"), ["d: the window `Week 3-3` of phase `p` opens"]);
    let (plan, schedule) = scheduled(guide);
    let error = explain(&plan, &schedule, "f").unwrap_err();
    assert!(error.to_string().starts_with("there is no task `f`"), "{error}");
}

#[test]
fn a_task_is_known_by_its_name_if_no_other_has_it() {
    let mut guide = document(&[("a", "1d", ""), ("b", "1d", "a"), ("c", "1d", "b")]);
    for (task, name) in guide.tasks.iter_mut().zip(["Build it", "Test it", "b"]) {
        task.name = name.into();
    }
    let (plan, schedule) = scheduled(guide);
    let explained = |task: &str| explain(&plan, &schedule, task).map(|answer| answer.task);
    assert_eq!(explained("Test it"), Ok("b".into()));
    // An id comes before a name.
    assert_eq!(explained("b"), Ok("b".into()));
    let message = |task: &str| explained(task).unwrap_err().to_string();
    assert_eq!(message("Tset it"), "there is no task `Tset it`; did you mean `b`?");
    let mut guide = plan.document().clone();
    guide.tasks[2].name = "Build it".into();
    let (plan, schedule) = scheduled(guide);
    let error = explain(&plan, &schedule, "Build it").unwrap_err();
    assert_eq!(error.to_string(), "2 tasks are named `Build it`; name one by its id: `a`, `c`");
}

#[test]
fn through_phases_and_gates() {
    let mut guide = document(&[
        ("a", "1d", ""),
        ("b", "2d", ""),
        ("c", "1d", ""),
        ("d", "1d", ""),
        ("e", "1d", "one:SS+1d"),
    ]);
    for (task, phase) in [(0, "one"), (1, "one"), (2, "inner")] {
        guide.tasks[task].phase = Some(phase.into());
    }
    guide.phases = vec![phase("one", "", ""), phase("two", "", "one"), phase("inner", "two", "")];
    guide.tasks[3].gate = Some("go".into());
    guide.gates.push(critpath::model::Gate {
        id: "go".into(),
        after: dependencies("c:FS+2h"),
        ..Default::default()
    });
    assert_eq!(
        chain(guide.clone(), "d"),
        [
            "b: starts with the plan",
            "c: starts when phase `one` finishes, with `b`, as its phase `two` does; waits for the working day Wed 2026-12-09 08:00",
            "d: starts when the gate `go` is decided, when `c` finishes (FS + 2h)",
        ]
    );
    assert_eq!(
        chain(guide, "e")[1],
        "e: starts when phase `one` starts, with `a` (SS + 1d); waits for the working day Tue 2026-12-08 08:00"
    );
}
