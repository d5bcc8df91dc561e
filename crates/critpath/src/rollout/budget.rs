//! Steps into what a rollout and a failure of it cost of the error budgets.

use super::settings::Settings;
use super::step::{Step, way_back};
use crate::gate::budget_left;
use crate::model::rollout_result::RolloutBudget;
use crate::model::{Measurement, ServiceLevelObjective};
use crate::slo;

/// One answer for each objective with a target below 100 %.
pub(super) fn budgets(
    settings: &Settings,
    steps: &[Step],
    measurements: &[Measurement],
) -> Vec<RolloutBudget> {
    let of = |objective: &&ServiceLevelObjective| budget(settings, steps, objective, measurements);
    settings.objectives.iter().filter_map(of).collect()
}

fn budget(
    settings: &Settings,
    steps: &[Step],
    objective: &ServiceLevelObjective,
    measurements: &[Measurement],
) -> Option<RolloutBudget> {
    let share = slo::budget(objective).filter(|budget| *budget > 0.0)?;
    let budget_s = slo::budget_seconds(1.0 - share, objective.period_s() as f64);
    if budget_s <= 0.0 {
        return None;
    }
    let impact = objective.deployment_impact.unwrap_or(100.0) / 100.0;
    let outages = steps.iter().filter(|step| step.stage.outage).map(|step| step.stage.change_s);
    let deployment = outages.sum::<i64>() as f64 / budget_s;
    let (failure, worst_step) = match worst(settings, steps, impact) {
        Some((at, bad_s)) => (Some(bad_s / budget_s), Some(steps[at].id(settings))),
        None => (None, None),
    };
    let expected = settings
        .failure_probability
        .zip(failure)
        .map(|(probability, failure)| deployment + probability * failure);
    let left = budget_left(objective, measurements);
    Some(RolloutBudget {
        objective: objective.id.clone(),
        budget_s,
        left,
        deployment,
        failure,
        worst_step,
        expected,
        lasts: failure.is_some_and(|failure| deployment + failure <= left.unwrap_or(1.0)),
    })
}

/// The step at which a failure costs most, and the seconds of complete failure that it is worth. Nothing if a failure of
/// some step is never seen, or if no step has traffic.
fn worst(settings: &Settings, steps: &[Step], impact: f64) -> Option<(usize, f64)> {
    let mut worst: Option<(usize, f64)> = None;
    for at in (0..steps.len()).filter(|at| steps[*at].stage.weight > 0.0) {
        let bad = bad(settings, steps, at)?;
        let bad_s = impact * bad.traffic_s + bad.outage_s;
        if worst.is_none_or(|(_, most)| bad_s > most) {
            worst = Some((at, bad_s));
        }
    }
    worst
}

/// What a failure spoils, in seconds of complete failure.
pub(super) struct Bad {
    /// By the requests that the failed version gets.
    pub traffic_s: f64,
    /// By the time in which nothing serves.
    pub outage_s: f64,
}

/// What a failure spoils which the change of a step brings: while it is unseen the rollout goes on; then it stops, people
/// decide, and the traffic goes back. Nothing if the step has no traffic, or if nothing sees its failure.
pub(super) fn bad(settings: &Settings, steps: &[Step], at: usize) -> Option<Bad> {
    let mut unseen_s = steps[at].detection.as_ref()?.seconds;
    let mut reached = at;
    let mut bad = Bad { traffic_s: 0.0, outage_s: 0.0 };
    let spoiled = |seconds: i64, weight: f64| seconds as f64 * weight / 100.0;
    while unseen_s > 0 {
        let next = steps.get(reached + 1);
        let here_s =
            next.map_or(unseen_s, |next| unseen_s.min(steps[reached].soak.seconds + next.stage.change_s));
        bad.traffic_s += spoiled(here_s, steps[reached].stage.weight);
        unseen_s -= here_s;
        reached += usize::from(unseen_s > 0);
    }
    bad.traffic_s += spoiled(settings.decision_s, steps[reached].stage.weight);
    let is_outage = steps.iter().any(|step| step.stage.outage);
    for (part, weight) in way_back(steps, reached) {
        let sum = if is_outage { &mut bad.outage_s } else { &mut bad.traffic_s };
        *sum += spoiled(part.seconds, weight);
    }
    Some(bad)
}
