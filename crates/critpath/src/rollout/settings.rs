//! What a task says about its rollout, and its plan about what is watched, into seconds and shares.

use super::checks::checks;
use crate::duration::Duration;
use crate::gate::DEFAULT_CONFIDENCE;
use crate::model::rollout_result::RolloutCheck;
use crate::model::{
    DEFAULT_FAILURE_THRESHOLD, DEFAULT_SCALE_DOWN_DELAY_S, Document, Monitor, Rollout, RolloutStep,
    RolloutStrategy, ServiceLevelObjective, Task,
};

/// A rollout with everything that it leaves to the plan.
pub(super) struct Settings<'a> {
    pub document: &'a Document,
    pub task: &'a Task,
    pub rollout: &'a Rollout,
    pub service: &'a str,
    /// Requests in a second, if they are known.
    pub traffic_per_second: Option<f64>,
    pub startup_s: Option<i64>,
    pub shutdown_s: i64,
    pub shift_s: i64,
    pub return_soak_s: i64,
    pub decision_s: i64,
    /// How long the old version stays; none where instances are replaced.
    pub scale_down_delay_s: Option<i64>,
    pub interval_s: Option<i64>,
    pub failure_threshold: u32,
    pub failure_probability: Option<f64>,
    /// Those whose budget a failure spends.
    pub objectives: Vec<&'a ServiceLevelObjective>,
    /// The conditions of all criteria that one of its gates asks for.
    pub checks: Vec<RolloutCheck>,
}

/// An amount of time as the clock counts it, never less than none.
pub(super) fn clock_s(duration: Duration) -> i64 {
    duration.clock_seconds().max(0)
}

impl<'a> Settings<'a> {
    /// Nothing for a task that is no rollout.
    pub fn new(document: &'a Document, task: &'a Task) -> Option<Self> {
        let rollout = task.rollout.as_deref()?;
        let objectives: Vec<_> = document
            .objectives
            .iter()
            .filter(|it| rollout.objectives.is_empty() || rollout.objectives.contains(&it.id))
            .collect();
        let traffic =
            rollout.traffic_per_second.or_else(|| objectives.iter().find_map(|it| it.events_per_second));
        let monitor = fastest_monitor(document);
        let stands_by = matches!(rollout.strategy, RolloutStrategy::Canary | RolloutStrategy::BlueGreen);
        let delay = || rollout.scale_down_delay.map_or(DEFAULT_SCALE_DOWN_DELAY_S, clock_s);
        let confidence = rollout.confidence.filter(|share| *share > 0.5 && *share < 1.0);
        let confidence = confidence.unwrap_or(DEFAULT_CONFIDENCE);
        let probability = rollout.failure_probability.filter(|share| (0.0..=1.0).contains(share));
        Some(Settings {
            document,
            task,
            rollout,
            service: rollout.service.as_deref().filter(|name| !name.is_empty()).unwrap_or(&task.id),
            traffic_per_second: traffic.filter(|rate| rate.is_finite() && *rate >= 0.0),
            startup_s: rollout.startup.map(clock_s),
            shutdown_s: rollout.shutdown.map_or(0, clock_s),
            shift_s: rollout.shift.map_or(0, clock_s),
            return_soak_s: rollout.return_soak.map_or(0, clock_s),
            decision_s: document.rollback.as_ref().and_then(|it| it.decision).map_or(0, clock_s),
            scale_down_delay_s: stands_by.then(delay),
            interval_s: rollout
                .interval
                .or_else(|| monitor.and_then(|it| it.interval))
                .map(clock_s)
                .filter(|interval| *interval > 0),
            failure_threshold: rollout
                .failure_threshold
                .or_else(|| {
                    monitor.filter(|_| rollout.interval.is_none()).and_then(|it| it.failure_threshold)
                })
                .unwrap_or(DEFAULT_FAILURE_THRESHOLD),
            failure_probability: probability,
            checks: checks(document, named_criteria(rollout), confidence),
            objectives,
        })
    }

    /// The criteria that the gate behind a step asks for. Where the new version has no traffic, those of the rollout tell
    /// nothing.
    pub fn criteria(&self, step: Option<&'a RolloutStep>, weight: f64) -> &'a [String] {
        match step.map(|step| step.criteria.as_slice()) {
            Some(own) if !own.is_empty() => own,
            _ if weight > 0.0 => &self.rollout.criteria,
            _ => &[],
        }
    }
}

/// Each criterion once that the rollout or one of its steps names.
fn named_criteria(rollout: &Rollout) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for id in rollout.criteria.iter().chain(rollout.steps.iter().flat_map(|step| &step.criteria)) {
        if !ids.contains(&id.as_str()) {
            ids.push(id);
        }
    }
    ids
}

/// The monitor that sees a failure first, of those that trigger a rollback if any does.
fn fastest_monitor(document: &Document) -> Option<&Monitor> {
    let seen_after = |monitor: &&Monitor| {
        let failures = monitor.failure_threshold.unwrap_or(DEFAULT_FAILURE_THRESHOLD);
        monitor.interval.map_or(i64::MAX, |interval| clock_s(interval).saturating_mul(i64::from(failures)))
    };
    let probing = || {
        let monitors = document.monitors.iter();
        monitors.filter(|monitor| monitor.interval.is_some_and(|interval| clock_s(interval) > 0))
    };
    let triggering = probing().filter(|monitor| !monitor.triggers.is_empty()).min_by_key(seen_after);
    triggering.or_else(|| probing().min_by_key(seen_after))
}
