//! Plans whose rollouts are unfolded: their dates, their way back, their gates.

use super::*;
use critpath::check::{CheckOptions, check};
use critpath::model::{
    Checklist, ChecklistItem, Gate, Phase, Quantity, RollbackSettings, TrafficReturn, Undo,
};
use critpath::plan::Plan;
use critpath::rollback::{rollback, rollback_plan};
use critpath::rollout::unfold;
use critpath::schedule::{Schedule, ScheduleOptions, schedule, verify};
use critpath::time::{Axis, Instant};

fn scheduled(document: Document) -> (Plan, Schedule) {
    let checked = check(document, &CheckOptions::default());
    let errors: Vec<_> = checked.diagnostics.iter().filter(|it| it.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let plan = checked.plan.unwrap();
    let schedule = schedule(&plan, &ScheduleOptions::default()).unwrap();
    verify(&plan, &schedule, &ScheduleOptions::default()).unwrap();
    (plan, schedule)
}

/// When each task starts, in seconds after the start of the plan.
fn starts(plan: &Plan, schedule: &Schedule) -> Vec<String> {
    let zero: Instant = Axis::LOCAL.instant_of(Moment::parse("2026-12-07T22:00").unwrap());
    let tasks = plan.document().tasks.iter().zip(schedule.planned_start());
    tasks.map(|(task, start)| format!("{} {}", task.id, start - zero)).collect()
}

#[test]
fn the_steps_stand_where_the_task_stood() {
    let unfolded = unfold(&night(canary()));
    let (plan, schedule) = scheduled(unfolded.clone());
    // The build takes 600 s; then as in the answer, and what came after the task comes after all of it.
    assert_eq!(
        starts(&plan, &schedule),
        [
            "build 0",
            "switch-start 600",
            "switch-5 720",
            "switch-5-soak 730",
            "switch-25 1030",
            "switch-25-soak 1040",
            "switch-100 1130",
            "switch-100-soak 1140",
            "tell 1230",
        ]
    );
    assert_eq!(unfolded.phases[0].id, "switch");
    let gates: Vec<_> = unfolded.gates.iter().map(|gate| (gate.id.as_str(), gate.criteria.len())).collect();
    assert_eq!(gates, [("switch-5-go", 1), ("switch-25-go", 1), ("switch-100-go", 1)]);
    assert_eq!(unfolded.tasks[4].gate.as_deref(), Some("switch-5-go"));
    // The answer says the same of the whole.
    assert_eq!(only(&night(canary())).duration_s, 1230 - 600);
    // What is unfolded has nothing left to unfold.
    assert_eq!(unfold(&unfolded), unfolded);
}

#[test]
fn the_gates_can_be_judged() {
    let unfolded = unfold(&night(canary()));
    let counted = |failures| Measurement {
        metric: "error_rate".into(),
        total: Some(2995),
        failures: Some(failures),
        ..Measurement::default()
    };
    for (failures, expected) in [(0, "go"), (30, "no_go"), (1, "inconclusive")] {
        let measurements = [counted(failures)];
        let input = critpath::gate::GateInput {
            document: &unfolded,
            diagnostics: &[],
            measurements: &measurements,
            unread: &[],
            state: &critpath::gate::PlanState::default(),
        };
        let options = critpath::gate::GateOptions { gate: Some("switch-5-go".into()), ..Default::default() };
        let verdict = critpath::gate::gate(&input, &options).unwrap().verdict;
        assert_eq!(verdict.as_str(), expected);
    }
}

#[test]
fn the_way_back_is_that_of_the_steps() {
    // Detection 90 s by the monitor, no decision. While at 5 %: back at once, 10 s. The new version stays beside.
    let rollout = Rollout { soak: time("10m"), scale_down_delay: time("1h"), ..canary() };
    let (plan, schedule) = scheduled(unfold(&night(rollout)));
    let answer = rollback(&plan, &schedule).unwrap();
    assert!(answer.exact);
    assert_eq!((answer.detection_s, answer.worst.as_ref().unwrap().rollback_s), (90, 100));
    // Gradual: from all of it 150 s, as the answer of the rollout says.
    let gradual = Rollout {
        soak: time("10m"),
        scale_down_delay: time("1h"),
        traffic_return: TrafficReturn::Gradual,
        return_soak: time("1m"),
        ..canary()
    };
    let report = only(&night(gradual.clone()));
    let (plan, schedule) = scheduled(unfold(&night(gradual)));
    let worst = rollback(&plan, &schedule).unwrap().worst.unwrap().rollback_s;
    assert_eq!(Some(worst), report.steps.last().unwrap().rollback_s);
    // The plan of the rollback from the end passes the weights.
    let at = *schedule.planned_start().last().unwrap() - 60;
    let back = rollback_plan(&plan, &schedule, at).unwrap();
    let undos: Vec<_> = back.tasks.iter().filter(|task| task.id.starts_with("undo-")).collect();
    assert!(
        undos.iter().any(|task| task
            .description
            .as_deref()
            .is_some_and(|text| text.contains("Traffic back to 25 %")))
    );
}

#[test]
fn the_instant_way_back_ends_when_the_old_version_is_scaled_down() {
    // Blue-green, blue stays 30 s, green is watched for 10 minutes, 5 minutes at most. The switch begins at 600 + 120 and
    // takes 10 s: from 750 on, 30 s later, an undo begins too late; a failure is undone after 90 s, so from 660 on. Then
    // blue takes 10 minutes to start: 90 + 610 s.
    let rollout = Rollout {
        strategy: RolloutStrategy::BlueGreen,
        steps: Vec::new(),
        soak: time("10m"),
        startup: time("2m"),
        ..canary()
    };
    let settings = RollbackSettings { objective: time("3m"), ..RollbackSettings::default() };
    let document = Document { rollback: Some(settings), ..night(rollout) };
    let (plan, schedule) = scheduled(unfold(&document));
    let answer = rollback(&plan, &schedule).unwrap();
    // The slow way: 90 s, then 2 minutes to start and 10 s to switch.
    assert_eq!(answer.worst.as_ref().unwrap().rollback_s, 90 + 130);
    assert!(!answer.guaranteed);
    let end = &answer.points_of_no_return[0];
    assert_eq!((end.task.as_deref(), end.kind.as_str()), (Some("switch-100"), "too_slow"));
    assert!(answer.remedies.iter().any(|remedy| remedy.kind.as_str() == "extend_expiry"));
    // Without a time to start there is no way back at all then.
    let mut unknown = document.clone();
    unknown.tasks[1].rollout.as_mut().unwrap().startup = None;
    let (plan, schedule) = scheduled(unfold(&unknown));
    let kinds: Vec<_> =
        rollback(&plan, &schedule).unwrap().points_of_no_return.iter().map(|end| end.kind.as_str()).collect();
    assert!(kinds.contains(&"expired"), "{kinds:?}");
}

#[test]
fn data_are_restored_verified_and_replayed_once_the_traffic_is_back() {
    // 12 GB at 200 MB/s: 60 s, 2 minutes to verify, 1 to replay; after the 10 s of the traffic. Worst is a failure as the new
    // version begins to start: it is decided on after 90 s of the 120, and the restore waits for the other 30.
    let mut document = night(Rollout { soak: time("10m"), scale_down_delay: time("1h"), ..canary() });
    let amount = |amount: f64, unit: &str| {
        Some(Quantity { low: Some(amount), high: Some(amount), unit: unit.into(), ..Quantity::default() })
    };
    document.tasks[1].undo = Some(Box::new(Undo {
        restore_size: amount(12.0, "GB"),
        restore_rate: amount(200.0, "MB/s"),
        verify: time("2m"),
        replay: time("1m"),
        backup: Some("build".into()),
        ..Undo::default()
    }));
    let (plan, schedule) = scheduled(unfold(&document));
    let answer = rollback(&plan, &schedule).unwrap();
    assert_eq!(answer.worst.as_ref().unwrap().rollback_s, 90 + 30 + 60 + 120 + 60);
    let at_the_end = answer.profile.last().unwrap();
    assert_eq!(at_the_end.rollback_s, Some(90 + 10 + 60 + 120 + 60));
    let back = rollback_plan(&plan, &schedule, *schedule.planned_start().last().unwrap()).unwrap();
    let undone: Vec<_> =
        back.tasks.iter().filter(|task| task.id.starts_with("undo-")).map(|task| &task.id).collect();
    assert_eq!(undone.last().map(|id| id.as_str()), Some("undo-switch-start"));
    assert_eq!(answer.data_loss.unwrap().backup, "build");
}

#[test]
fn what_refers_to_the_task_still_does() {
    let mut document = night(Rollout { soak: time("10m"), ..canary() });
    document.phases = vec![Phase { id: "week".into(), name: "Week".into(), ..Phase::default() }];
    document.tasks[1].phase = Some("week".into());
    document.tasks[1].gate = Some("ready".into());
    document.gates = vec![Gate { id: "ready".into(), name: "Ready".into(), ..Gate::default() }];
    let item = ChecklistItem {
        id: "live".into(),
        text: "Live".into(),
        task: Some("switch".into()),
        ..ChecklistItem::default()
    };
    document.checklists = vec![Checklist {
        id: "after".into(),
        name: "After".into(),
        items: vec![item],
        ..Checklist::default()
    }];
    // An id that the steps would take is taken.
    document.tasks[0].id = "switch-5".into();
    document.tasks[1].after = vec![after("switch-5")];
    let unfolded = unfold(&document);
    let (plan, _) = scheduled(unfolded.clone());
    assert_eq!(plan.document().phases[1].parent.as_deref(), Some("week"));
    assert_eq!(unfolded.tasks[1].gate.as_deref(), Some("ready"));
    assert_eq!(unfolded.tasks[2].id, "switch-5-2");
    assert_eq!(unfolded.checklists[0].items[0].task.as_deref(), Some("switch-100-soak"));
}

#[test]
fn a_gate_of_the_plan_waits_for_its_step() {
    let mut rollout = Rollout { soak: time("10m"), ..canary() };
    rollout.steps[1].gate = Some("people".into());
    let mut document = night(rollout);
    document.gates = vec![Gate { id: "people".into(), name: "People".into(), ..Gate::default() }];
    let unfolded = unfold(&document);
    scheduled(unfolded.clone());
    let gate = unfolded.gates.iter().find(|gate| gate.id == "people").unwrap();
    assert_eq!((gate.after[0].predecessor.as_str(), gate.criteria.len()), ("switch-25-soak", 1));
    let next = unfolded.tasks.iter().find(|task| task.id == "switch-100").unwrap();
    assert_eq!(next.gate.as_deref(), Some("people"));
}

#[test]
fn what_has_begun_or_cannot_be_unfolded_stays_a_task() {
    let mut document = night(Rollout { steps: weights(&[50.0, 20.0]), ..canary() });
    assert_eq!(unfold(&document), document);
    document = night(canary());
    document.tasks[1].progress =
        Some(critpath::model::Progress { started: document.start, ..Default::default() });
    assert_eq!(unfold(&document), document);
}
