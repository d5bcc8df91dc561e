//! How sure a way back is, worked by hand, and where nothing is uncertain.

use std::ops::ControlFlow;

use critpath::Error;
use critpath::control::never_stop;
use critpath::model::rollback_result::RollbackProbability;
use critpath::model::{Distribution, Estimate, Quantity, Rollout};
use critpath::rollback::{RollbackOptions, rollback_with};
use critpath::simulate::SimulateOptions;

use super::*;

fn simulated(document: &Document, runs: u64, seed: u64) -> RollbackResult {
    let (plan, dates) = scheduled(document);
    let simulation = SimulateOptions { runs, seed, ..SimulateOptions::default() };
    rollback_with(&plan, &dates, &RollbackOptions { simulation: Some(simulation) }, &mut never_stop).unwrap()
}

fn guarantee(document: &Document, runs: u64) -> RollbackProbability {
    simulated(document, runs, 7).guarantee_probability.unwrap()
}

fn safe(document: &Document, runs: u64) -> RollbackProbability {
    simulated(document, runs, 7).safe_probability.unwrap()
}

/// Any amount of seconds between two, as likely as any other.
fn between(low: &str, high: &str) -> Option<Estimate> {
    Some(Estimate {
        low: Some(duration(low)),
        high: Some(duration(high)),
        distribution: Some(Distribution::Uniform),
        ..Estimate::default()
    })
}

fn near(found: RollbackProbability, expected: f64) {
    let RollbackProbability { probability, low, high, .. } = found;
    assert!((probability - expected).abs() < 0.03, "{found:?}, not {expected}");
    assert!(low <= probability && probability <= high && high - low < 0.1, "{found:?}");
}

#[test]
fn an_uncertain_undo_is_within_the_objective_in_its_share_of_runs() {
    // Two minutes to react, and 2 to 6 minutes to undo: 3 minutes or less are left in a quarter of the runs.
    let mut night = night(vec![with(step("a", "0s", "", "2m"), |undo| {
        (undo.duration, undo.estimate) = (None, between("2m", "6m"));
    })]);
    settings(&mut night).objective = Some(duration("5m"));
    near(guarantee(&night, 4_000), 0.25);
    // The plan counts with the highest value, so it does not hold there.
    assert!(!answer(&night).guaranteed);
}

#[test]
fn a_step_that_runs_long_is_let_finish_and_makes_the_way_back_long() {
    // A failure as the step begins waits 10 to 20 minutes for its end, and then a minute: more than the two to react. The
    // objective of 16 minutes leaves 15 to run.
    let mut night = night(vec![step("a", "15m", "", "1m")]);
    night.tasks[0].estimate = between("10m", "20m");
    settings(&mut night).objective = Some(duration("16m"));
    near(guarantee(&night, 4_000), 0.5);
}

#[test]
fn what_is_late_forward_is_late_with_the_same_numbers_on_the_way_back() {
    // The undo of `b` is possible for ten minutes of the plan's night after `a`, which may take 0 to 20.
    let mut night = night(vec![
        step("a", "10m", "", ""),
        with(step("b", "0s", "a", "1m"), |undo| {
            undo.until = Some(Until::At(Moment::parse("2026-12-07T22:12").unwrap()));
        }),
    ]);
    night.tasks[0].estimate = between("0s", "20m");
    // `b` is done when `a` is: a failure then is undone from two minutes later on, which must be by 22:12.
    near(guarantee(&night, 4_000), 0.5);
}

#[test]
fn it_fails_as_often_as_the_plan_says_and_at_any_instant_alike() {
    // Done at 22:40, and the window closes at 22:50. A failure at a minute t of 40 is back 2 minutes and 28 later, which is
    // in time until 22:20: in half of the failures.
    let mut night = night(vec![step("a", "0s", "", "28m"), step("b", "40m", "a", "")]);
    settings(&mut night).window_end = Some(Moment::parse("2026-12-07T22:50").unwrap());
    settings(&mut night).failure_probability = Some(1.0);
    near(safe(&night, 4_000), 0.5);
    settings(&mut night).failure_probability = Some(0.4);
    near(safe(&night, 4_000), 0.8);
    settings(&mut night).failure_probability = Some(0.0);
    assert_eq!(safe(&night, 500).probability, 1.0);
    // Two rollouts fail as often together: 1 - 0.8 * 0.75 = 0.4; what the plan says counts before them.
    let rollout = |probability| {
        Some(Box::new(Rollout { failure_probability: Some(probability), ..Rollout::default() }))
    };
    let mut released = night.clone();
    (released.tasks[0].rollout, released.tasks[1].rollout) = (rollout(0.2), rollout(0.25));
    assert_eq!(safe(&released, 500).probability, 1.0);
    settings(&mut released).failure_probability = None;
    assert!((critpath::rollback::failure_probability(&released).unwrap() - 0.4).abs() < 1e-12);
    near(safe(&released, 4_000), 0.8);
    // Where nothing is said, a run must end well both ways.
    settings(&mut night).failure_probability = None;
    near(safe(&night, 4_000), 0.5);
    // The window is too short to finish in, and failures are back from a minute on either way.
    settings(&mut night).window_end = Some(Moment::parse("2026-12-07T22:35").unwrap());
    assert_eq!(safe(&night, 500).probability, 0.0);
}

#[test]
fn a_task_that_does_not_take_place_has_nothing_to_undo() {
    let mut night = night(vec![with(step("a", "5m", "", ""), |undo| undo.irreversible = true)]);
    night.tasks[0].probability = Some(0.3);
    near(guarantee(&night, 4_000), 0.7);
}

#[test]
fn where_nothing_is_uncertain_the_guarantee_is_certain() {
    for (objective, expected) in [("18m", 1.0), ("16m", 0.0)] {
        let mut night = night(vec![step("a", "15m", "", "2m")]);
        settings(&mut night).objective = Some(duration(objective));
        let found = guarantee(&night, 20);
        assert_eq!((found.low, found.probability, found.high), (expected, expected, expected), "{objective}");
    }
    let nothing = simulated(&night(vec![step("a", "15m", "", "2m")]), 5, 0);
    assert_eq!(nothing.safe_probability, None, "no window is stated");
}

#[test]
fn the_same_seed_gives_the_same_answer_and_another_one_another() {
    let mut night = night(vec![step("a", "15m", "", "1m")]);
    night.tasks[0].estimate = between("10m", "20m");
    settings(&mut night).objective = Some(duration("16m"));
    let of = |seed| simulated(&night, 500, seed).guarantee_probability;
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

#[test]
fn any_number_of_threads_gives_the_same_answer() {
    let mut night = night(vec![step("a", "15m", "", "1m"), step("b", "5m", "a", "3m")]);
    night.tasks[0].estimate = between("10m", "20m");
    settings(&mut night).objective = Some(duration("16m"));
    settings(&mut night).window_end = Some(Moment::parse("2026-12-07T22:30").unwrap());
    settings(&mut night).failure_probability = Some(0.3);
    let (plan, dates) = scheduled(&night);
    let with = |threads| {
        let simulation = SimulateOptions { runs: 1_000, seed: 5, threads, ..SimulateOptions::default() };
        let options = RollbackOptions { simulation: Some(simulation) };
        rollback_with(&plan, &dates, &options, &mut never_stop).unwrap()
    };
    let one = with(1);
    assert!(one.guarantee_probability.is_some() && one.safe_probability.is_some());
    for threads in [2, 3, 8, 100] {
        assert_eq!(with(threads), one, "{threads} threads");
    }
}

#[test]
fn a_restore_is_drawn_between_its_amounts_of_data_and_its_rates() {
    // At 100 MB/s, 12 to 36 GB take 2 to 6 minutes: with two to react, three or less are left in a quarter of the runs.
    let range = |metric: &str, low: f64, high: f64, unit: &str| {
        Some(Quantity {
            metric: metric.into(),
            low: Some(low),
            high: Some(high),
            unit: unit.into(),
            ..Quantity::default()
        })
    };
    let restored = |size: (f64, f64), rate: (f64, f64)| {
        let mut night = night(vec![with(step("a", "0s", "", ""), |undo| {
            undo.restore_size = range("storage", size.0, size.1, "GB");
            undo.restore_rate = range("rate", rate.0, rate.1, "MB/s");
        })]);
        settings(&mut night).objective = Some(duration("5m"));
        night
    };
    let night = restored((12.0, 36.0), (100.0, 100.0));
    near(guarantee(&night, 4_000), 0.25);
    // The plan counts with the most data.
    assert!(!answer(&night).guaranteed);
    // 18 GB in three minutes need 100 MB/s: three quarters of the rates between 50 and 250.
    near(guarantee(&restored((18.0, 18.0), (50.0, 250.0)), 4_000), 0.75);
    // One amount at one rate is certain.
    let found = guarantee(&restored((18.0, 18.0), (100.0, 100.0)), 20);
    assert_eq!((found.low, found.probability, found.high), (1.0, 1.0, 1.0));
}

#[test]
fn runs_stop_when_they_are_told_to_and_options_must_be_possible() {
    let (plan, dates) = scheduled(&night(vec![step("a", "15m", "", "1m")]));
    let with =
        |runs| RollbackOptions { simulation: Some(SimulateOptions { runs, ..SimulateOptions::default() }) };
    let mut left = 8;
    let stopped = rollback_with(&plan, &dates, &with(100_000), &mut |_| {
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped, Err(Error::Cancelled));
    assert!(matches!(rollback_with(&plan, &dates, &with(0), &mut never_stop), Err(Error::Option(_))));
    let mut odd = night(vec![step("a", "15m", "", "1m")]);
    let undo = odd.tasks[0].undo.get_or_insert_default();
    (undo.duration, undo.estimate) = (None, between("6m", "2m"));
    if let Ok(plan) = Plan::build(odd) {
        let found = rollback_with(&plan, &dates, &with(5), &mut never_stop);
        assert!(matches!(found, Err(Error::Document(_))), "{found:?}");
    }
}
