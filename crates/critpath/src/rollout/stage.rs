//! A strategy into the changes that it makes, in their order, each with its undo.

use super::settings::Settings;
use crate::check::phrase::exact;
use crate::model::{RolloutStep, RolloutStrategy, TrafficReturn};

/// Steps beyond these are as good as a slope, and no table holds them.
const MOST_STEPS: usize = 100;

/// A change, after which the new version has a share of the traffic.
pub(super) struct Stage<'a> {
    /// What its id ends in.
    pub suffix: String,
    pub name: String,
    /// Percent.
    pub weight: f64,
    pub change_s: i64,
    /// Nothing serves while it changes.
    pub outage: bool,
    /// What the plan says about it.
    pub step: Option<&'a RolloutStep>,
    /// Whether it is watched: what changes no traffic is not.
    pub is_watched: bool,
    /// How it is undone alone, what comes after it being undone.
    pub undo: Vec<Part>,
    /// Seconds after it until which the old version stands by.
    pub until_s: Option<i64>,
    /// The undo can wait until the system is back.
    pub is_cleanup: bool,
}

/// A part of an undo.
#[derive(Clone)]
pub(super) struct Part {
    pub name: String,
    pub seconds: i64,
    /// Percent of the traffic that is bad meanwhile; what it was before if absent.
    pub weight: Option<f64>,
}

/// Why a rollout cannot be unfolded, and what to do about it.
pub(super) struct Fault {
    pub what: String,
    pub help: String,
}

fn fault<T>(what: impl Into<String>, help: impl Into<String>) -> Result<T, Fault> {
    Err(Fault { what: what.into(), help: help.into() })
}

/// The stages of a rollout.
///
/// # Errors
/// What it says makes no rollout of its strategy.
pub(super) fn stages<'a>(settings: &Settings<'a>) -> Result<Vec<Stage<'a>>, Fault> {
    let steps = weights(settings)?;
    match settings.rollout.strategy {
        RolloutStrategy::Canary | RolloutStrategy::BlueGreen => Ok(shifting(settings, &steps)),
        RolloutStrategy::Rolling => rolling(settings, &steps),
        RolloutStrategy::Recreate => recreate(settings, &steps),
    }
}

/// The weights in rising order, up to all of the traffic.
fn weights<'a>(settings: &Settings<'a>) -> Result<Vec<(f64, Option<&'a RolloutStep>)>, Fault> {
    let rollout = settings.rollout;
    if rollout.steps.len() > MOST_STEPS {
        return fault(format!("has {} steps", rollout.steps.len()), format!("write {MOST_STEPS} at most"));
    }
    let mut weights: Vec<(f64, Option<&RolloutStep>)> = Vec::new();
    for step in &rollout.steps {
        let Some(weight) = step.weight.filter(|weight| (0.0..=100.0).contains(weight)) else {
            return fault(
                "has a step without a weight from 0 % to 100 %",
                "write weights like 5, 25 and 100",
            );
        };
        if let Some((before, _)) = weights.last()
            && weight <= *before
        {
            return fault(
                format!("goes from {} % to {} % of the traffic", exact(*before), exact(weight)),
                "write the weights in rising order, each of them once",
            );
        }
        weights.push((weight, Some(step)));
    }
    match (rollout.strategy, weights.is_empty()) {
        (RolloutStrategy::Canary, true) => {
            return fault("says no weights", "write them, as in `rollout-weights=5,25,100`");
        }
        (RolloutStrategy::BlueGreen | RolloutStrategy::Recreate, false)
            if weights.iter().any(|(weight, _)| *weight > 0.0 && *weight < 100.0) =>
        {
            return fault(
                "switches all traffic at once, and has a weight between",
                "name the strategy `canary`, or leave the weights between out",
            );
        }
        (RolloutStrategy::Rolling, true) => return batches(settings),
        _ => {}
    }
    if weights.last().is_none_or(|(weight, _)| *weight < 100.0) {
        weights.push((100.0, None));
    }
    Ok(weights)
}

/// The share of the instances that are new after each batch.
fn batches<'a>(settings: &Settings<'a>) -> Result<Vec<(f64, Option<&'a RolloutStep>)>, Fault> {
    let Some(instances) = settings.rollout.instances.filter(|instances| *instances > 0) else {
        return fault(
            "does not say how many instances are replaced",
            "write their number, as in `rollout-instances=10 rollout-batch=2`",
        );
    };
    let Some(batch) = Some(settings.rollout.batch.unwrap_or(1)).filter(|batch| *batch > 0) else {
        return fault("replaces no instance at a time", "replace one at a time or more");
    };
    let count = instances.div_ceil(batch);
    if count as usize > MOST_STEPS {
        return fault(
            format!("replaces {instances} instances in {count} batches"),
            format!("replace more of them at a time: at least {}", instances.div_ceil(MOST_STEPS as u32)),
        );
    }
    let share = |at: u32| 100.0 * f64::from((at * batch).min(instances)) / f64::from(instances);
    Ok((1..=count).map(|at| (if at == count { 100.0 } else { share(at) }, None)).collect())
}

/// The new version is set up beside the old one, and takes its traffic.
fn shifting<'a>(settings: &Settings<'a>, weights: &[(f64, Option<&'a RolloutStep>)]) -> Vec<Stage<'a>> {
    let is_gradual = settings.rollout.traffic_return == TrafficReturn::Gradual;
    let mut stages = vec![Stage {
        suffix: "start".into(),
        name: "Start the new version beside the old one".into(),
        weight: 0.0,
        change_s: settings.startup_s.unwrap_or(0),
        outage: false,
        step: None,
        is_watched: false,
        undo: vec![part("Stop the new version", settings.shutdown_s, Some(0.0))],
        until_s: None,
        is_cleanup: true,
    }];
    let mut before = 0.0;
    for (weight, step) in weights {
        let text = exact(*weight);
        let undo = match (*weight > 0.0, before > 0.0, is_gradual) {
            (true, false, _) => vec![part("All traffic back to the old version", settings.shift_s, None)],
            (true, true, true) => vec![
                part(&format!("Traffic back to {} %", exact(before)), settings.shift_s, Some(*weight)),
                part(&format!("Watch it at {} %", exact(before)), settings.return_soak_s, Some(before)),
            ],
            // The first shift takes all of it back.
            _ => Vec::new(),
        };
        let name = match (*weight > 0.0, *weight < 100.0) {
            (false, _) => "Try the new version without traffic of users".into(),
            (_, true) => format!("Shift {text} % of the traffic to the new version"),
            (_, false) => "Shift all traffic to the new version".into(),
        };
        stages.push(Stage {
            suffix: text,
            name,
            weight: *weight,
            change_s: if *weight > 0.0 { settings.shift_s } else { 0 },
            outage: false,
            step: *step,
            is_watched: true,
            undo,
            until_s: settings.scale_down_delay_s.filter(|_| *weight >= 100.0),
            is_cleanup: false,
        });
        before = *weight;
    }
    stages
}

/// Instances of the old version are replaced: each batch has to be replaced again on the way back.
fn rolling<'a>(
    settings: &Settings<'a>,
    weights: &[(f64, Option<&'a RolloutStep>)],
) -> Result<Vec<Stage<'a>>, Fault> {
    let startup_s = startup(settings)?;
    let stages = weights.iter().map(|(weight, step)| {
        let text = exact(*weight);
        Stage {
            name: format!("Replace instances until {text} % are new"),
            weight: *weight,
            change_s: if *weight > 0.0 { startup_s } else { 0 },
            outage: false,
            step: *step,
            is_watched: true,
            undo: vec![part("Replace the batch by the old version", startup_s, Some(*weight))],
            until_s: None,
            is_cleanup: false,
            suffix: text,
        }
    });
    Ok(stages.collect())
}

/// The old version stops before the new one starts.
fn recreate<'a>(
    settings: &Settings<'a>,
    weights: &[(f64, Option<&'a RolloutStep>)],
) -> Result<Vec<Stage<'a>>, Fault> {
    let startup_s = startup(settings)?;
    let step = weights.last().and_then(|(_, step)| *step);
    let stage = |suffix: &str, name: &str, weight, change_s, undo| Stage {
        suffix: suffix.into(),
        name: name.into(),
        weight,
        change_s,
        outage: true,
        step: None,
        is_watched: false,
        undo: vec![undo],
        until_s: None,
        is_cleanup: false,
    };
    let stop = part("Start the old version", startup_s, Some(100.0));
    let start = part("Stop the new version", settings.shutdown_s, Some(100.0));
    Ok(vec![
        stage("stop", "Stop the old version", 0.0, settings.shutdown_s, stop),
        Stage { step, is_watched: true, ..stage("start", "Start the new version", 100.0, startup_s, start) },
    ])
}

fn startup(settings: &Settings) -> Result<i64, Fault> {
    settings.startup_s.map_or_else(
        || fault("does not say how long a version takes to start", "write it, as in `rollout-startup=2m`"),
        Ok,
    )
}

fn part(name: &str, seconds: i64, weight: Option<f64>) -> Part {
    Part { name: name.to_owned(), seconds, weight }
}
