//! Stages into steps: how long each is watched, what sees its failure, and the whole way back from it.

use super::budget::bad;
use super::detection::{Detection, detection};
use super::settings::{Settings, clock_s};
use super::soak::{Soak, soak};
use super::stage::{Part, Stage};
use crate::model::rollout_result::{RolloutCheck, RolloutStepReport, RolloutUndo, SoakReason};

/// A stage with what is watched behind it.
pub(super) struct Step<'a> {
    pub stage: Stage<'a>,
    pub criteria: &'a [String],
    pub detection: Option<Detection>,
    pub soak: Soak,
}

impl Step<'_> {
    pub fn id(&self, settings: &Settings) -> String {
        format!("{}-{}", settings.task.id, self.stage.suffix)
    }

    /// The gate behind it: the one that the plan names, else one for its criteria; none without either.
    pub fn gate(&self, settings: &Settings) -> Option<String> {
        let stated = self.stage.step.and_then(|step| step.gate.clone());
        stated.or_else(|| (!self.criteria.is_empty()).then(|| format!("{}-go", self.id(settings))))
    }
}

pub(super) fn steps<'a>(settings: &Settings<'a>, stages: Vec<Stage<'a>>) -> Vec<Step<'a>> {
    stages.into_iter().map(|stage| step(settings, stage)).collect()
}

fn step<'a>(settings: &Settings<'a>, stage: Stage<'a>) -> Step<'a> {
    let detection = detection(settings, stage.weight);
    if !stage.is_watched {
        let soak = Soak {
            seconds: 0,
            reason: SoakReason::Stated,
            detail: "the next step follows at once".into(),
            needed_s: None,
            need: String::new(),
            is_enough: true,
            lacks_traffic: false,
        };
        return Step { stage, criteria: &[], detection, soak };
    }
    let criteria = settings.criteria(stage.step, stage.weight);
    let checks: Vec<&RolloutCheck> =
        settings.checks.iter().filter(|check| criteria.contains(&check.criterion)).collect();
    let stated = stage.step.and_then(|step| step.soak).or(settings.rollout.soak).map(clock_s);
    let detection_s = detection.as_ref().map(|it| it.seconds);
    let soak = soak(settings, &checks, stage.weight, stated, detection_s);
    Step { stage, criteria, detection, soak }
}

/// The parts of the whole way back from a step, in order of time, with the share of the traffic that is bad meanwhile.
pub(super) fn way_back(steps: &[Step], from: usize) -> Vec<(Part, f64)> {
    let mut weight = steps[from].stage.weight;
    let mut parts = Vec::new();
    for step in steps[..=from].iter().rev().filter(|step| !step.stage.is_cleanup) {
        for part in &step.stage.undo {
            weight = part.weight.unwrap_or(weight);
            parts.push((part.clone(), weight));
        }
    }
    parts
}

pub(super) fn reports(settings: &Settings, steps: &[Step]) -> Vec<RolloutStepReport> {
    let mut start_s = 0;
    steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let undo = way_back(steps, at);
            let undo_s = undo.iter().map(|(part, _)| part.seconds).sum();
            let failure_s = bad(settings, steps, at).map(|bad| bad.traffic_s + bad.outage_s);
            let report = RolloutStepReport { failure_s, ..report(settings, step, start_s, undo, undo_s) };
            start_s += step.stage.change_s + step.soak.seconds;
            report
        })
        .collect()
}

fn report(
    settings: &Settings,
    step: &Step,
    start_s: i64,
    undo: Vec<(Part, f64)>,
    undo_s: i64,
) -> RolloutStepReport {
    let detection_s = step.detection.as_ref().map(|it| it.seconds);
    RolloutStepReport {
        id: step.id(settings),
        name: step.stage.name.clone(),
        weight: step.stage.weight,
        start_s,
        change_s: step.stage.change_s,
        outage: step.stage.outage,
        soak_s: step.soak.seconds,
        soak_reason: step.soak.reason,
        soak_detail: step.soak.detail.clone(),
        soak_needed_s: step.soak.needed_s,
        soak_enough: step.soak.is_enough,
        gate: step.gate(settings),
        criteria: step.criteria.to_vec(),
        detection_s,
        detected_by: step.detection.as_ref().map(|it| it.by.clone()),
        undo: undo
            .into_iter()
            .map(|(part, weight)| RolloutUndo { name: part.name, duration_s: part.seconds, weight })
            .collect(),
        undo_s,
        rollback_s: detection_s.map(|detection| detection + settings.decision_s + undo_s),
        failure_s: None,
    }
}

impl RolloutStepReport {
    /// Whether a failure is seen before the next step; where there is no traffic, there is none to see.
    pub(super) fn is_seen_in_time(&self) -> bool {
        self.weight <= 0.0 || self.detection_s.is_some_and(|detection| detection <= self.soak_s)
    }
}
