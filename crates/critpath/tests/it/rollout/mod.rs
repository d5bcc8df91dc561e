//! Rollouts: steps worked out by hand, plans that are unfolded, and what must be reported.

mod hand_worked;
mod property;
mod reported;
mod unfolded;

use critpath::duration::Duration;
use critpath::model::rollout_result::{RolloutReport, RolloutResult};
use critpath::model::{
    BurnRateAlert, Comparator, Condition, Criterion, Document, FORMAT, Measurement, Monitor, Rollout,
    RolloutStep, RolloutStrategy, ServiceLevelObjective, Task,
};
use critpath::rollout::{RolloutInput, rollout};
use critpath::time::Moment;

fn time(text: &str) -> Option<Duration> {
    Some(Duration::parse(text).unwrap())
}

/// A night with one task that is a rollout, probed every 30 s, three failures in a row, with less than 0.1 % of errors.
fn night(rollout: Rollout) -> Document {
    let errors = Condition {
        metric: "error_rate".into(),
        comparator: Comparator::Less,
        target: Some(0.1),
        unit: "%".into(),
        ..Condition::default()
    };
    Document {
        format: FORMAT.into(),
        name: "Night".into(),
        start: Some(Moment::parse("2026-12-07T22:00").unwrap()),
        calendar: Some("always".into()),
        tasks: vec![
            Task { id: "build".into(), name: "Build".into(), duration: time("10m"), ..Task::default() },
            Task {
                id: "switch".into(),
                name: "Switch".into(),
                duration: time("2h"),
                after: vec![after("build")],
                rollout: Some(rollout.into()),
                ..Task::default()
            },
            Task {
                id: "tell".into(),
                name: "Tell".into(),
                duration: time("5m"),
                after: vec![after("switch")],
                ..Task::default()
            },
        ],
        monitors: vec![Monitor {
            id: "health".into(),
            name: "Health".into(),
            interval: time("30s"),
            ..Monitor::default()
        }],
        criteria: vec![Criterion {
            id: "errors".into(),
            name: "Errors".into(),
            conditions: vec![errors],
            ..Criterion::default()
        }],
        ..Document::default()
    }
}

fn after(id: &str) -> critpath::model::Dependency {
    critpath::model::Dependency { predecessor: id.into(), ..Default::default() }
}

/// Steps with these weights and nothing else.
fn weights(weights: &[f64]) -> Vec<RolloutStep> {
    weights.iter().map(|weight| RolloutStep { weight: Some(*weight), ..RolloutStep::default() }).collect()
}

/// A canary over 5, 25 and 100 % of 200 requests a second, started in 2 minutes, shifted in 10 s.
fn canary() -> Rollout {
    Rollout {
        strategy: RolloutStrategy::Canary,
        steps: weights(&[5.0, 25.0, 100.0]),
        traffic_per_second: Some(200.0),
        startup: time("2m"),
        shift: time("10s"),
        criteria: vec!["errors".into()],
        ..Rollout::default()
    }
}

/// 99.9 % over 30 days: 2,592 s of complete failure.
fn objective() -> ServiceLevelObjective {
    ServiceLevelObjective {
        id: "api".into(),
        name: "API".into(),
        metric: "availability".into(),
        target: Some(99.9),
        ..ServiceLevelObjective::default()
    }
}

fn page() -> BurnRateAlert {
    BurnRateAlert { long_window: time("1h"), burn_rate: Some(14.4), ..BurnRateAlert::default() }
}

fn answer(document: &Document) -> RolloutResult {
    measured(document, &[])
}

fn measured(document: &Document, measurements: &[Measurement]) -> RolloutResult {
    rollout(&RolloutInput { document, measurements })
}

fn only(document: &Document) -> RolloutReport {
    answer(document).rollouts.remove(0)
}
