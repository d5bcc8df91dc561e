//! What is said about rollouts that cannot be, or promise what they cannot keep.

use super::*;
use critpath::check::{CheckOptions, check};
use critpath::diagnostic::Code;
use critpath::model::RollbackSettings;

/// The findings about rollouts.
fn found(document: Document) -> Vec<(Code, String)> {
    let checked = check(document, &CheckOptions::default());
    let about = checked.diagnostics.into_iter().filter(|it| it.code.as_str().starts_with("rollout."));
    about
        .filter(|it| {
            ![Code::RollbackDetection, Code::RollbackRestoreRate, Code::RollbackNoWayBack].contains(&it.code)
        })
        .map(|it| (it.code, it.message))
        .collect()
}

fn codes(document: Document) -> Vec<Code> {
    found(document).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn a_sound_rollout_has_no_findings() {
    let rollout = Rollout { scale_down_delay: time("10m"), ..canary() };
    assert_eq!(found(night(rollout)), []);
}

#[test]
fn what_makes_no_steps_is_an_error() {
    let steps = |steps: &[f64]| Rollout { steps: weights(steps), ..canary() };
    let rolling = |instances, batch| Rollout {
        strategy: RolloutStrategy::Rolling,
        steps: Vec::new(),
        instances,
        batch,
        ..canary()
    };
    let blue_green = |weight| Rollout { strategy: RolloutStrategy::BlueGreen, ..steps(&[weight]) };
    for (rollout, expected) in [
        (steps(&[]), "says no weights"),
        (steps(&[5.0, 5.0]), "goes from 5 % to 5 % of the traffic"),
        (steps(&[50.0, 20.0]), "goes from 50 % to 20 % of the traffic"),
        (steps(&[f64::NAN]), "has a step without a weight from 0 % to 100 %"),
        (steps(&[-5.0]), "has a step without a weight from 0 % to 100 %"),
        (steps(&[1e300]), "has a step without a weight from 0 % to 100 %"),
        (steps(&(0..101).map(f64::from).collect::<Vec<_>>()), "has 101 steps"),
        (blue_green(50.0), "switches all traffic at once, and has a weight between"),
        (rolling(None, None), "does not say how many instances are replaced"),
        (rolling(Some(0), None), "does not say how many instances are replaced"),
        (rolling(Some(10), Some(0)), "replaces no instance at a time"),
        (rolling(Some(u32::MAX), None), "replaces 4294967295 instances in 4294967295 batches"),
        (
            Rollout { startup: None, ..rolling(Some(3), Some(u32::MAX)) },
            "does not say how long a version takes to start",
        ),
        (
            Rollout { strategy: RolloutStrategy::Recreate, startup: None, steps: Vec::new(), ..canary() },
            "does not say how long a version takes to start",
        ),
    ] {
        let document = night(rollout);
        assert_eq!(answer(&document).rollouts.len(), 0);
        let message = format!("the rollout of `switch` {expected}");
        assert!(found(document).contains(&(Code::RolloutInvalid, message.clone())), "{message}");
    }
}

#[test]
fn no_traffic_decides_nothing() {
    for (traffic, why) in [
        (None, "nobody says how many requests there are in a second"),
        (Some(0.0), "there are 0 requests in a second"),
    ] {
        let document =
            night(Rollout { traffic_per_second: traffic, scale_down_delay: time("1d"), ..canary() });
        assert!(!answer(&document).sound);
        let message = format!("no soak time of `switch-5` and 2 more steps decides the criteria: {why}");
        assert_eq!(found(document), [(Code::RolloutTraffic, message)]);
    }
    // Without traffic of users there is none either; without criteria there is nothing to decide.
    let mut rollout = Rollout { scale_down_delay: time("1d"), ..canary() };
    rollout.steps.insert(0, RolloutStep { weight: Some(0.0), soak: time("5m"), ..RolloutStep::default() });
    assert_eq!(codes(night(rollout.clone())), []);
    rollout.steps[0].criteria = vec!["errors".into()];
    assert_eq!(
        found(night(rollout)),
        [(
            Code::RolloutTraffic,
            "no soak time of `switch-0` decides the criteria: the new version has none of the traffic".into()
        )]
    );
}

#[test]
fn a_soak_that_is_too_short_says_what_it_takes() {
    let rollout = Rollout { soak: time("2m"), scale_down_delay: time("1d"), ..canary() };
    assert_eq!(
        found(night(rollout)),
        [(
            Code::RolloutSoak,
            "`switch-5` of `switch` is watched for 120 s, which does not decide its criteria: 2,995 requests show `Errors`, at 10 a second, which takes 300 s"
                .into()
        )]
    );
    let nothing = Rollout { criteria: Vec::new(), ..canary() };
    let document = Document { monitors: Vec::new(), ..night(nothing) };
    assert_eq!(codes(document), [Code::RolloutSoak, Code::RolloutUndetected]);
}

#[test]
fn a_failure_that_is_seen_too_late_or_never_is_told() {
    let rollout = Rollout {
        soak: time("1m"),
        criteria: Vec::new(),
        scale_down_delay: time("1d"),
        steps: weights(&[100.0]),
        ..canary()
    };
    assert_eq!(
        found(night(rollout.clone())),
        [(
            Code::RolloutUndetected,
            "a failure of `switch-100` is seen after 90 s (3 failures in a row, 30 s apart), and the step ends after 60 s"
                .into()
        )]
    );
    let blind = Document { monitors: Vec::new(), ..night(rollout.clone()) };
    assert_eq!(
        found(blind.clone()),
        [(
            Code::RolloutUndetected,
            "nothing sees a failure of `switch-100`: there is no probe, and no alert that fires".into()
        )]
    );
    // A time that the plan states counts.
    let settings = RollbackSettings { detection: time("30s"), ..RollbackSettings::default() };
    assert_eq!(codes(Document { rollback: Some(settings), ..blind }), []);
}

#[test]
fn a_blue_stack_that_is_scaled_down_early_is_told_with_the_time() {
    let rollout =
        Rollout { strategy: RolloutStrategy::BlueGreen, steps: Vec::new(), soak: time("10m"), ..canary() };
    // 2 minutes to start and 10 s to switch, and 30 s later blue is gone.
    assert_eq!(
        found(night(rollout)),
        [(
            Code::RolloutScaleDown,
            "the instant way back of `switch` ends silently 160 s after its start: the old version stays for 30 s, the usual time, and the new one is watched for 600 s; then it takes 120 s more to start it"
                .replace("600 s", "10 min")
        )]
    );
}

#[test]
fn a_task_that_is_shorter_than_its_rollout_and_a_budget_that_breaks_are_told() {
    let mut document = night(Rollout { scale_down_delay: time("10m"), ..canary() });
    document.tasks[1].duration = time("5m");
    let tight = ServiceLevelObjective { target: Some(99.999), ..objective() };
    document.objectives = vec![ServiceLevelObjective { period: time("7ed"), ..tight }];
    let open = |document: &Document| {
        let mut document = Document { objectives: Vec::new(), ..document.clone() };
        document.tasks[1].duration = None;
        document
    };
    let message = "`switch` does not say how long it takes and stays unscheduled; its rollout takes 10.5 min";
    assert_eq!(found(open(&document)), [(Code::RolloutDuration, message.into())]);
    assert_eq!(
        found(document),
        [
            (Code::RolloutDuration, "`switch` takes 300 s, but its rollout takes 10.5 min".into()),
            (
                Code::RolloutBudget,
                "one failure of `switch-100` spends 1653 % of the error budget of `api`, which is 6.05 s"
                    .into()
            ),
        ]
    );
}

#[test]
fn numbers_that_cannot_be_are_errors_and_nothing_panics() {
    let odd = |change: &dyn Fn(&mut Rollout)| {
        let mut document = night(canary());
        document.objectives = vec![objective()];
        change(document.tasks[1].rollout.as_mut().unwrap());
        let checked = check(document.clone(), &CheckOptions::default());
        let _ = (answer(&document), critpath::rollout::unfold(&document));
        checked.diagnostics.into_iter().filter(|it| it.is_error()).map(|it| it.code).collect::<Vec<_>>()
    };
    let negative = Duration::parse("-5m").ok();
    for change in [
        &(|rollout: &mut Rollout| rollout.soak = Duration::parse("-5m").ok()) as &dyn Fn(&mut Rollout),
        &|rollout| rollout.startup = negative,
        &|rollout| rollout.interval = negative,
        &|rollout| rollout.steps[0].soak = negative,
    ] {
        assert_eq!(odd(change), [Code::DurationInvalid]);
    }
    for number in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(odd(&|rollout| rollout.traffic_per_second = Some(number)), [Code::NumberInvalid]);
        assert_eq!(odd(&|rollout| rollout.failure_probability = Some(number)), [Code::NumberInvalid]);
        assert_eq!(odd(&|rollout| rollout.confidence = Some(number)), [Code::NumberInvalid]);
    }
    assert_eq!(odd(&|rollout| rollout.failure_threshold = Some(0)), [Code::NumberInvalid]);
    // What is huge or tiny but possible is computed.
    for rate in [1e-300, 1e300, 5e-324] {
        assert_eq!(odd(&|rollout| rollout.traffic_per_second = Some(rate)), []);
    }
    assert_eq!(odd(&|rollout| rollout.failure_threshold = Some(u32::MAX)), []);
    assert_eq!(odd(&|rollout| rollout.soak = time("6000000000s")), []);
}

#[test]
fn criteria_objectives_and_gates_must_exist() {
    let mut document =
        night(Rollout { objectives: vec!["apo".into()], criteria: vec!["erors".into()], ..canary() });
    document.tasks[1].rollout.as_mut().unwrap().steps[0].gate = Some("nowhere".into());
    let checked = check(document, &CheckOptions::default());
    let unknown: Vec<_> = checked
        .diagnostics
        .iter()
        .filter(|it| it.code == Code::IdUnknown)
        .map(|it| it.message.as_str())
        .collect();
    assert_eq!(unknown.len(), 3, "{unknown:?}");
}
