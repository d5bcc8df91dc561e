//! Rollouts and objectives into definitions of other tools: Prometheus rules, OpenSLO, Argo Rollouts, Flagger.
//!
//! All of them come from the same answer, so that they say the same. What a tool has no place for stands in a comment at
//! the top. Names are made fit for Kubernetes; nothing of a guide is trusted to be YAML, PromQL or a template.

mod argo;
mod flagger;
mod names;
mod openslo;
mod prometheus;
mod promql;
mod yaml;

pub use argo::argo;
pub use flagger::flagger;
pub use openslo::openslo;
pub use prometheus::prometheus;

use critpath::model::Document;
use critpath::model::rollout_result::{RolloutReport, RolloutResult};

/// What definitions are written from: the plan, and the answer of [`critpath::rollout::rollout`] to it.
#[derive(Debug, Clone, Copy)]
pub struct Definitions<'a> {
    /// The plan.
    pub document: &'a Document,
    /// Its rollouts.
    pub rollouts: &'a RolloutResult,
}

/// Seconds between two looks at what is watched, where the plan says nothing.
const USUAL_INTERVAL_S: i64 = 60;

/// The time that a gate looks back over: that of the soak, and enough for two values.
fn looked_back_s(seconds: i64) -> i64 {
    seconds.max(USUAL_INTERVAL_S)
}

/// The time that what is watched all along looks back over.
fn watched_s(report: &RolloutReport) -> i64 {
    let interval = report.interval_s.unwrap_or(USUAL_INTERVAL_S);
    looked_back_s(interval.saturating_mul(i64::from(report.failure_threshold)))
}
