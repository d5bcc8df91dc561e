//! Rollouts small enough to work out by hand.

use super::*;
use critpath::model::rollout_result::SoakReason;
use critpath::model::{RollbackSettings, TrafficReturn};

/// Id, start, change, soak, detection, undo and way back of each step, in seconds.
fn rows(report: &RolloutReport) -> Vec<String> {
    let or_none = |seconds: Option<i64>| seconds.map_or("-".into(), |seconds| seconds.to_string());
    report
        .steps
        .iter()
        .map(|step| {
            format!(
                "{} {} {} {} {} {} {}",
                step.id,
                step.start_s,
                step.change_s,
                step.soak_s,
                or_none(step.detection_s),
                step.undo_s,
                or_none(step.rollback_s)
            )
        })
        .collect()
}

#[test]
fn a_canary_is_watched_until_its_criterion_is_decided() {
    // 2,995 requests without a failure show less than 0.1 %. At 5 % of 200 there are 10 a second: 299.5, so 300 s; at 25 %
    // 50 a second: 60 s, less than the 3 x 30 s until a failure is seen; at 100 % 15 s, so 90 s again. Each shift takes
    // 10 s, back at once 10 s.
    let document = Document {
        rollback: Some(RollbackSettings { decision: time("30s"), ..RollbackSettings::default() }),
        ..night(canary())
    };
    let report = only(&document);
    assert_eq!(
        rows(&report),
        [
            "switch-start 0 120 0 - 0 -",
            "switch-5 120 10 300 90 10 130",
            "switch-25 430 10 90 90 10 130",
            "switch-100 530 10 90 90 10 130",
        ]
    );
    assert_eq!(report.duration_s, 630);
    let reasons: Vec<_> =
        report.steps[1..].iter().map(|step| (step.soak_reason, step.soak_needed_s)).collect();
    assert_eq!(
        reasons,
        [
            (SoakReason::Sample, Some(300)),
            (SoakReason::Detection, Some(60)),
            (SoakReason::Detection, Some(15))
        ]
    );
    assert_eq!(report.steps[1].soak_detail, "2,995 requests show `Errors`, at 10 a second");
    assert_eq!(report.steps[1].gate.as_deref(), Some("switch-5-go"));
    assert!(answer(&document).sound);
}

#[test]
fn a_gradual_way_back_passes_every_weight() {
    // From 100 %: 10 s down to 25 %, a minute of watching, 10 s to 5 %, a minute, 10 s to nothing: 150 s.
    let rollout = Rollout { traffic_return: TrafficReturn::Gradual, return_soak: time("1m"), ..canary() };
    let report = only(&night(rollout));
    let undo: Vec<i64> = report.steps.iter().map(|step| step.undo_s).collect();
    assert_eq!(undo, [0, 10, 80, 150]);
    let parts: Vec<(i64, f64)> =
        report.steps[3].undo.iter().map(|part| (part.duration_s, part.weight)).collect();
    assert_eq!(parts, [(10, 100.0), (60, 25.0), (10, 25.0), (60, 5.0), (10, 5.0)]);
}

#[test]
fn a_failure_costs_the_traffic_that_it_spoils() {
    // Of 2,592 s: at 100 % the failure is unseen for 90 s, and the way back takes 10 s, all of it bad: 100 s. At 5 % all of
    // the 90 s fall into the 300 s of its soak: 0.05 x 100 = 5 s. At 25 % the 90 s are just its soak: 0.25 x 100.
    let document = Document {
        objectives: vec![objective()],
        tasks: night(Rollout { failure_probability: Some(0.1), ..canary() }).tasks,
        ..night(canary())
    };
    let budget = only(&document).budgets.remove(0);
    assert!((budget.budget_s - 2592.0).abs() < 1e-6);
    assert_eq!((budget.worst_step.as_deref(), budget.deployment), (Some("switch-100"), 0.0));
    assert!((budget.failure.unwrap() - 100.0 / 2592.0).abs() < 1e-12);
    assert!((budget.expected.unwrap() - 10.0 / 2592.0).abs() < 1e-12);
    assert!(budget.lasts && budget.left.is_none());
    // 2,500 of the 2,592 failures that 2,592,000 requests may have: 3.5 % are left, and 3.9 % are needed.
    let counted = |failures| Measurement {
        metric: "availability".into(),
        total: Some(2_592_000),
        failures: Some(failures),
        window: time("30ed"),
        ..Measurement::default()
    };
    let budget = |failures| measured(&document, &[counted(failures)]).rollouts.remove(0).budgets.remove(0);
    assert!((budget(2500).left.unwrap() - 92.0 / 2592.0).abs() < 1e-9);
    assert!(!budget(2500).lasts && budget(2400).lasts);
}

#[test]
fn while_a_failure_is_unseen_the_rollout_goes_on() {
    // Steps of 60 s each, a failure is seen after 90 s: one of the first step is seen 20 s into the second one, after 60 s
    // and a shift of 10 s at 5 %, and 20 s at 25 %. Then 10 s of the way back at 25 %: 0.05 x 70 + 0.25 x 30 = 11 s.
    let rollout = Rollout { soak: time("60s"), steps: weights(&[5.0, 25.0]), ..canary() };
    let document = Document { objectives: vec![objective()], ..night(rollout) };
    let report = only(&document);
    // At 25 %: 60 s and a shift at 25 %, 20 s at 100 %, 10 s back: 0.25 x 70 + 30 = 47.5 s. The step to 100 % is added:
    // 90 s unseen, 10 s back.
    let costs: Vec<f64> = report.steps.iter().filter_map(|step| step.failure_s).collect();
    for (cost, expected) in costs.iter().zip([11.0, 47.5, 100.0]) {
        assert!((cost - expected).abs() < 1e-9, "{costs:?}");
    }
    assert_eq!((costs.len(), report.budgets[0].worst_step.as_deref()), (3, Some("switch-100")));
    // A failure that spoils a fifth of its requests costs a fifth.
    let objectives = vec![ServiceLevelObjective { deployment_impact: Some(20.0), ..objective() }];
    let cost = only(&Document { objectives, ..document }).budgets[0].failure.unwrap() * 2592.0;
    assert!((cost - 20.0).abs() < 1e-9);
}

#[test]
fn an_alert_sees_only_the_traffic_of_the_new_version() {
    // 14.4 over an hour at 99.9 % fires above 1.44 % of errors. At 5 % of the traffic it takes 0.0144 x 3600 / 0.05 =
    // 1036.8 s, at 25 % 207.36 s, at 100 % 51.84 s; at 1 % it never fires.
    let rollout = Rollout { steps: weights(&[1.0, 5.0, 25.0, 100.0]), soak: time("20m"), ..canary() };
    let objectives = vec![ServiceLevelObjective { alerts: vec![page()], ..objective() }];
    let document = Document { objectives, monitors: Vec::new(), ..night(rollout) };
    let seen: Vec<_> = only(&document).steps[1..].iter().map(|step| step.detection_s).collect();
    assert_eq!(seen, [None, Some(1037), Some(208), Some(52)]);
    // Nothing sees a failure at 1 %, so that what it costs is not known.
    let report = only(&document);
    assert_eq!((report.budgets[0].failure, report.budgets[0].lasts), (None, false));
    // With probes beside, the quicker of both counts.
    let probed = Document { monitors: night(canary()).monitors, ..document };
    let seen: Vec<_> = only(&probed).steps[1..].iter().map(|step| step.detection_s).collect();
    assert_eq!(seen, [Some(90), Some(90), Some(90), Some(52)]);
}

#[test]
fn blue_green_switches_at_once_and_may_be_tried_before() {
    let steps = vec![
        RolloutStep { weight: Some(0.0), soak: time("10m"), ..RolloutStep::default() },
        RolloutStep { weight: Some(100.0), soak: time("1h"), ..RolloutStep::default() },
    ];
    let report = only(&night(Rollout { strategy: RolloutStrategy::BlueGreen, steps, ..canary() }));
    assert_eq!(
        rows(&report),
        ["switch-start 0 120 0 - 0 -", "switch-0 120 0 600 - 0 -", "switch-100 720 10 3600 90 10 100"]
    );
    assert_eq!((report.steps[1].gate.as_deref(), report.scale_down_delay_s), (None, Some(30)));
    let plain = Rollout { strategy: RolloutStrategy::BlueGreen, steps: Vec::new(), ..canary() };
    let ids: Vec<_> = only(&night(plain)).steps.into_iter().map(|step| step.id).collect();
    assert_eq!(ids, ["switch-start", "switch-100"]);
}

#[test]
fn rolling_replaces_batches_and_replaces_them_again_on_the_way_back() {
    // Ten instances, four at a time: 4, 8 and 10 of them are new. Each batch takes the 2 minutes of a start.
    let rollout = Rollout {
        strategy: RolloutStrategy::Rolling,
        steps: Vec::new(),
        instances: Some(10),
        batch: Some(4),
        soak: time("5m"),
        ..canary()
    };
    let report = only(&night(rollout));
    assert_eq!(
        rows(&report),
        [
            "switch-40 0 120 300 90 120 210",
            "switch-80 420 120 300 90 240 330",
            "switch-100 840 120 300 90 360 450",
        ]
    );
    assert_eq!(report.scale_down_delay_s, None);
}

#[test]
fn recreate_is_down_on_the_way_and_on_the_way_back() {
    // A minute to stop, two to start: 180 s of nothing. A failure: 90 s unseen, then the same 180 s. 450 s of 2,592 s.
    let rollout = Rollout {
        strategy: RolloutStrategy::Recreate,
        steps: Vec::new(),
        shutdown: time("1m"),
        soak: time("10m"),
        ..canary()
    };
    let document = Document { objectives: vec![objective()], ..night(rollout) };
    let report = only(&document);
    assert_eq!(rows(&report), ["switch-stop 0 60 0 - 120 -", "switch-start 60 120 600 90 180 270"]);
    let budget = &report.budgets[0];
    assert!((budget.deployment - 180.0 / 2592.0).abs() < 1e-12);
    assert!((budget.failure.unwrap() - 270.0 / 2592.0).abs() < 1e-12);
}
