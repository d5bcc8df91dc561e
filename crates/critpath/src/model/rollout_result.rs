//! What the rollouts of a plan come to: steps, times, ways back and the error budget that they cost.

use serde::{Deserialize, Serialize};

use crate::model::{RolloutStrategy, TrafficReturn, words};

words! {
    /// How a check of an analysis is computed from what is measured.
    pub enum CheckKind {
        /// The share of failed requests.
        FailureShare = "failure_share",
        /// A percentile of the latency.
        Latency = "latency",
        /// A figure as it is.
        Value = "value",
    }

    /// What decides how long a step is watched.
    pub enum SoakReason {
        /// The plan says so.
        Stated = "stated",
        /// So many requests show that a criterion holds.
        Sample = "sample",
        /// A criterion is measured over this time.
        Window = "window",
        /// A failure stays unseen for so long.
        Detection = "detection",
        /// Nothing says how long.
        Unknown = "unknown",
    }
}

/// The rollouts of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolloutResult {
    /// Title of the plan.
    pub name: String,
    /// Whether every step is watched for long enough, every failure is seen, and every budget lasts.
    pub sound: bool,
    /// The rollouts in the order of their tasks.
    pub rollouts: Vec<RolloutReport>,
}

/// What a rollout comes to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolloutReport {
    /// Id of the task that it unfolds.
    pub task: String,
    /// What people call it.
    pub name: String,
    /// What Kubernetes and Prometheus call the service.
    pub service: String,
    /// How the new version takes over.
    pub strategy: RolloutStrategy,
    /// Requests in a second, if the plan says.
    pub traffic_per_second: Option<f64>,
    /// Seconds from its start until the last step was watched.
    pub duration_s: i64,
    /// Seconds that it takes to decide on the way back.
    pub decision_s: i64,
    /// How the traffic goes back.
    pub traffic_return: TrafficReturn,
    /// Seconds that the old version stays once all traffic has left it; none if it does not stay at all.
    pub scale_down_delay_s: Option<i64>,
    /// Seconds that a version or an instance takes to start, if the plan says.
    pub startup_s: Option<i64>,
    /// Seconds between two looks at what is watched, if the plan says.
    pub interval_s: Option<i64>,
    /// Failures in a row that count as a failure.
    pub failure_threshold: u32,
    /// How many instances there are, if the plan says.
    pub instances: Option<u32>,
    /// How many of them are replaced at a time.
    pub batch: u32,
    /// What its gates ask for.
    pub checks: Vec<RolloutCheck>,
    /// The steps in order of time.
    pub steps: Vec<RolloutStepReport>,
    /// The error budgets that it spends.
    pub budgets: Vec<RolloutBudget>,
    /// How likely it is to fail, if the plan says.
    pub failure_probability: Option<f64>,
}

/// A condition of a criterion that a gate of a rollout asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolloutCheck {
    /// Id of the criterion.
    pub criterion: String,
    /// What people call it.
    pub name: String,
    /// What is measured.
    pub metric: String,
    /// How it is computed.
    pub kind: CheckKind,
    /// The percentile as a share, 0.95 for `p95`; none for anything else.
    pub percentile: Option<f64>,
    /// How the measured value compares with the limit.
    pub comparator: String,
    /// The limit: a share from 0 to 1, seconds, or an amount in `unit`.
    pub limit: f64,
    /// The unit of the limit as the plan has it; empty for shares.
    pub unit: String,
    /// Seconds that it is measured over, if the plan says.
    pub window_s: Option<i64>,
    /// Requests without a failure that show that it holds; none where a number of requests decides nothing.
    pub sample: Option<u64>,
    /// The query of Prometheus that the plan states.
    pub query: Option<String>,
}

/// One step of a rollout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolloutStepReport {
    /// Id of its task in the unfolded plan.
    pub id: String,
    /// What is done.
    pub name: String,
    /// The share of the traffic that the new version has then, in percent.
    pub weight: f64,
    /// Seconds from the start of the rollout until it begins.
    pub start_s: i64,
    /// Seconds that the change takes.
    pub change_s: i64,
    /// Whether nothing serves while it changes.
    pub outage: bool,
    /// Seconds that it is watched.
    pub soak_s: i64,
    /// What decides how long.
    pub soak_reason: SoakReason,
    /// The same in words.
    pub soak_detail: String,
    /// Seconds that its criteria need; none if they need nothing, or if no time is enough.
    pub soak_needed_s: Option<i64>,
    /// Whether it is watched for long enough to decide its criteria.
    pub soak_enough: bool,
    /// Id of the gate behind it.
    pub gate: Option<String>,
    /// Ids of the criteria that the gate asks for.
    pub criteria: Vec<String>,
    /// Seconds that a failure stays unseen; none if nothing sees it, or if there is nothing to see yet.
    pub detection_s: Option<i64>,
    /// What sees it first, in words.
    pub detected_by: Option<String>,
    /// How it is undone, with all steps before it, in order of time.
    pub undo: Vec<RolloutUndo>,
    /// Seconds that the undo takes.
    pub undo_s: i64,
    /// Seconds from the failure until the system is back, while the old version still stands; none if nothing sees the
    /// failure.
    pub rollback_s: Option<i64>,
    /// Seconds of complete failure that a failure is worth which this step brings: the traffic that it spoils until the
    /// system is back, the rollout going on while nothing sees it. None if nothing does.
    pub failure_s: Option<f64>,
}

/// A part of the way back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolloutUndo {
    /// What is done.
    pub name: String,
    /// Seconds that it takes.
    pub duration_s: i64,
    /// The share of the traffic, in percent, that the failed version still has meanwhile; all of it where nothing serves.
    pub weight: f64,
}

/// What a rollout costs of an error budget, in shares of the budget of the whole period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolloutBudget {
    /// Id of the objective.
    pub objective: String,
    /// Seconds of complete failure that the whole budget allows.
    pub budget_s: f64,
    /// What is left of it; none if it was not measured.
    pub left: Option<f64>,
    /// What the rollout costs if all goes well: the time in which nothing serves.
    pub deployment: f64,
    /// What a failure costs at most, until it is seen, decided and undone; none if nothing sees it.
    pub failure: Option<f64>,
    /// Id of the step at which a failure costs most.
    pub worst_step: Option<String>,
    /// What the rollout costs on average; none if the plan does not say how likely it is to fail.
    pub expected: Option<f64>,
    /// Whether what is left, or else the whole budget, is enough for the rollout and a failure of it.
    pub lasts: bool,
}
