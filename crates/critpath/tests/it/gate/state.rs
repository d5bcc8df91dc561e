//! What the engine knows of a plan, as a gate asks for it, and the risks of the plan.

use std::ops::ControlFlow;

use critpath::control::never_stop;
use critpath::error::Error;
use critpath::gate::{GateInput, GateOptions, PlanState, gate};
use critpath::model::result::{GateReason, ReasonKind, Verdict};
use critpath::plan::Plan;
use critpath::simulate::SimulateOptions;
use serde_json::{Value, json};

use super::document;

use Verdict::{Go, Inconclusive, NoGo};

/// A night of a migration for half an hour and a switch for ten minutes, with a gate before each.
fn night(fields: Value) -> Plan {
    let mut night = json!({
        "name": "Night", "start": "2026-12-07T22:00", "calendar": "always",
        "tasks": [
            { "id": "migrate", "name": "Migrate", "duration": "30m", "undo": { "duration": "4m" } },
            { "id": "switch", "name": "Switch", "duration": "10m", "gate": "go",
              "undo": { "duration": "1m" } },
        ],
        "gates": [{ "id": "go", "name": "Go", "after": [{ "predecessor": "migrate" }], "finish_probability": 0.8 }],
        "rollback": { "objective": "6m", "window_end": "2026-12-07T23:00" },
    });
    for (name, field) in fields.as_object().expect("the test states fields") {
        night[name] = field.clone();
    }
    Plan::build(document(night)).expect("the test states a sound plan")
}

fn options(runs: u64) -> GateOptions {
    let simulation = SimulateOptions { runs, seed: 7, ..SimulateOptions::default() };
    GateOptions { gate: Some("go".into()), simulation, ..GateOptions::default() }
}

fn reasons(plan: &Plan, options: &GateOptions) -> Vec<GateReason> {
    let state = PlanState::of(plan, options, &mut never_stop).expect("nothing stops it");
    let document = plan.document();
    let input = GateInput { document, diagnostics: &[], measurements: &[], unread: &[], state: &state };
    gate(&input, options).expect("the gate exists").reasons
}

fn of(reasons: &[GateReason], kind: ReasonKind) -> &GateReason {
    reasons.iter().find(|reason| reason.kind == kind).unwrap_or_else(|| panic!("{reasons:?}"))
}

#[test]
fn the_guarantee_names_the_worst_instant_and_what_mends_it() {
    let within = reasons(&night(json!({})), &options(10));
    // From a failure as the migration begins it is let finish first: 34 minutes.
    let slow = of(&within, ReasonKind::RollbackGuarantee);
    assert_eq!(slow.verdict, NoGo);
    assert!(slow.detail.contains("34 min") || slow.detail.contains("2040"), "{}", slow.detail);
    assert!(slow.detail.contains("2026-12-07 22:00"), "{}", slow.detail);
    let allowed = night(json!({ "rollback": { "objective": "40m", "window_end": "2026-12-07T23:00" } }));
    assert_eq!(of(&reasons(&allowed, &options(10)), ReasonKind::RollbackGuarantee).verdict, Go);
}

#[test]
fn a_point_of_no_return_needs_a_gate_before_it() {
    let undoable = |task: &str| {
        let undo =
            |id: &str| if id == task { json!({ "irreversible": true }) } else { json!({ "duration": "1m" }) };
        night(json!({
            "rollback": { "window_end": "2026-12-07T23:00" },
            "tasks": [
                { "id": "migrate", "name": "Migrate", "duration": "30m", "undo": undo("migrate") },
                { "id": "switch", "name": "Switch", "duration": "10m", "gate": "go",
                  "undo": undo("switch") },
            ],
        }))
    };
    let verdict = |task| of(&reasons(&undoable(task), &options(10)), ReasonKind::PointOfNoReturn).verdict;
    assert_eq!(verdict("switch"), Go, "the gate is decided before the switch");
    assert_eq!(verdict("migrate"), NoGo, "nothing is decided before the migration");
}

#[test]
fn the_finish_is_as_sure_as_the_share_of_runs_inside_the_window() {
    let until = |end: &str| {
        let tasks = json!([
            { "id": "migrate", "name": "Migrate",
              "estimate": { "low": "30m", "high": "50m", "distribution": "uniform" } },
            { "id": "switch", "name": "Switch", "duration": "10m", "gate": "go" },
        ]);
        night(json!({ "tasks": tasks, "rollback": { "window_end": end } }))
    };
    let finish = |end: &str| {
        let reasons = reasons(&until(end), &options(2_000));
        let reason = of(&reasons, ReasonKind::FinishProbability);
        (reason.verdict, reason.measured.as_ref().and_then(|measured| measured.value).unwrap())
    };
    // It is done between 22:40 and 23:00, at any time of it alike.
    let (verdict, probability) = finish("2026-12-07T22:50");
    assert_eq!(verdict, NoGo);
    assert!((probability - 0.5).abs() < 0.05, "{probability}");
    assert_eq!(finish("2026-12-07T23:00"), (Go, 1.0));
    assert_eq!(finish("2026-12-07T22:56").0, Inconclusive, "80 % are asked for, and 80 % are done");
}

#[test]
fn a_finish_that_nothing_bounds_or_that_never_varies_is_told_as_such() {
    let unbounded = reasons(&night(json!({ "rollback": { "objective": "1h" } })), &options(10));
    let reason = of(&unbounded, ReasonKind::FinishProbability);
    assert_eq!(reason.verdict, Inconclusive);
    assert!(reason.detail.contains("no change window and no deadline"), "{}", reason.detail);
    // Nothing is uncertain, so ten runs show as much as a million.
    assert_eq!(of(&reasons(&night(json!({})), &options(10)), ReasonKind::FinishProbability).verdict, Go);
    let deadline = night(json!({ "rollback": null, "deadline": "2026-12-07T22:30" }));
    assert_eq!(of(&reasons(&deadline, &options(10)), ReasonKind::FinishProbability).verdict, NoGo);
}

#[test]
fn a_way_back_that_cannot_be_computed_is_inconclusive() {
    let lost = reasons(&night(json!({ "start": null })), &options(10));
    assert_eq!(of(&lost, ReasonKind::RollbackGuarantee).verdict, Inconclusive);
    assert_eq!(of(&lost, ReasonKind::FinishProbability).verdict, Inconclusive);
    let silent = night(json!({ "start": null, "rollback": null, "tasks": [], "gates": [
        { "id": "go", "name": "Go" }] }));
    assert!(reasons(&silent, &options(10)).iter().all(|reason| reason.kind != ReasonKind::RollbackGuarantee));
}

#[test]
fn the_simulation_of_a_gate_stops_when_it_is_told_to() {
    let plan = night(json!({}));
    let stopped = PlanState::of(&plan, &options(10), &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped, Err(Error::Cancelled));
    assert!(matches!(PlanState::of(&plan, &options(0), &mut never_stop), Err(Error::Option(_))));
}

#[test]
fn risks_above_the_appetite_speak_against_it() {
    let risk = |id: &str, probability: Value| {
        json!({ "id": id, "name": id, "owner": "Ana", "probability": probability,
            "impact": { "text": "0.8", "value": 0.8 } })
    };
    let rated = |value: f64| json!({ "text": value.to_string(), "value": value });
    let judged = |risks: Value, appetite: Value| {
        let plan = night(json!({ "risks": risks, "risk_appetite": appetite }));
        let reasons = reasons(&plan, &options(10));
        let risks = reasons.into_iter().filter(|reason| reason.kind == ReasonKind::Risk);
        risks.map(|reason| (reason.subject, reason.verdict, reason.owner)).collect::<Vec<_>>()
    };
    let ana = || Some("Ana".to_owned());
    let both = json!([risk("loss", rated(0.5)), risk("delay", rated(0.1))]);
    assert_eq!(judged(both.clone(), json!(0.2)), [("loss".into(), NoGo, ana())]);
    assert_eq!(
        judged(both.clone(), json!(0.4)),
        [("risks".into(), Go, None)],
        "a score may reach the appetite"
    );
    assert_eq!(judged(both, Value::Null), [], "no appetite is stated");
    let unrated = json!([risk("odd", json!(null))]);
    assert_eq!(judged(unrated, json!(0.2)), [("odd".into(), Inconclusive, ana())]);
}
