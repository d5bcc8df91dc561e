//! Rollouts of a plan into steps with traffic, soak times, gates and undos, what a failure costs, and a plan of its own.
//!
//! * A strategy unfolds into changes of the traffic. Behind each the new version is watched for its soak time, and a gate
//!   asks for its criteria before the next.
//! * A soak time that the plan leaves open is the longest of three: until as many requests came as show that the criteria
//!   hold (those without a failure, Clopper and Pearson 1934), until the windows of the criteria are full, and until a
//!   failure is seen.
//! * A failure is seen after interval times failures in a row, or by a burn-rate alert if that is quicker. An alert sees
//!   only the share of the traffic that the new version has.
//! * What a failure costs of an error budget is the traffic that it spoils from the change that brings it until the way
//!   back is done. While it is unseen, the rollout goes on.
//!
//! Nothing here needs dates: times are those of the clock, from the start of the rollout.

mod budget;
mod checks;
mod detection;
mod document;
mod findings;
mod settings;
mod soak;
mod stage;
mod step;

pub use document::unfold;
pub use findings::findings;
pub(crate) use findings::invalid;

use crate::model::rollout_result::{RolloutReport, RolloutResult};
use crate::model::{Document, Measurement, Task};
use settings::Settings;
use step::Step;

/// What rollouts are computed from.
#[derive(Debug, Clone, Copy)]
pub struct RolloutInput<'a> {
    /// The plan.
    pub document: &'a Document,
    /// What was measured: counts over the period of an objective say what is left of its budget.
    pub measurements: &'a [Measurement],
}

/// The rollouts of a plan. One that cannot be unfolded is left out; [`findings`] says why.
///
/// # Complexity
/// O(steps²) for each rollout, of at most a hundred steps; O(n log n) in the measurements.
pub fn rollout(input: &RolloutInput) -> RolloutResult {
    let unfolded = input.document.tasks.iter().filter_map(|task| Unfolded::of(input.document, task));
    let rollouts: Vec<RolloutReport> = unfolded.map(|it| it.report(input.measurements)).collect();
    let is_sound = |report: &RolloutReport| {
        report.steps.iter().all(|step| step.soak_enough && step.is_seen_in_time())
            && report.budgets.iter().all(|budget| budget.lasts)
    };
    RolloutResult { name: input.document.name.clone(), sound: rollouts.iter().all(is_sound), rollouts }
}

/// A rollout with its steps.
struct Unfolded<'a> {
    settings: Settings<'a>,
    steps: Vec<Step<'a>>,
}

impl<'a> Unfolded<'a> {
    /// Nothing for a task that is no rollout, or one that cannot be unfolded.
    fn of(document: &'a Document, task: &'a Task) -> Option<Self> {
        let settings = Settings::new(document, task)?;
        let steps = step::steps(&settings, stage::stages(&settings).ok()?);
        Some(Unfolded { settings, steps })
    }

    fn duration_s(&self) -> i64 {
        self.steps.iter().map(|step| step.stage.change_s + step.soak.seconds).sum()
    }

    fn report(&self, measurements: &[Measurement]) -> RolloutReport {
        let Settings { task, rollout, .. } = self.settings;
        RolloutReport {
            task: task.id.clone(),
            name: task.name.clone(),
            service: self.settings.service.to_owned(),
            strategy: rollout.strategy,
            traffic_per_second: self.settings.traffic_per_second,
            duration_s: self.duration_s(),
            decision_s: self.settings.decision_s,
            traffic_return: rollout.traffic_return,
            scale_down_delay_s: self.settings.scale_down_delay_s,
            startup_s: self.settings.startup_s,
            interval_s: self.settings.interval_s,
            failure_threshold: self.settings.failure_threshold,
            instances: rollout.instances,
            batch: rollout.batch.unwrap_or(1),
            checks: self.settings.checks.clone(),
            steps: step::reports(&self.settings, &self.steps),
            budgets: budget::budgets(&self.settings, &self.steps, measurements),
            failure_probability: self.settings.failure_probability,
        }
    }
}
