//! How a release gets from environment to environment: what must hold before each, and the windows that it fits.

use serde::{Deserialize, Serialize};

use crate::model::gate_result::{GateReason, GateSummary, Verdict};
use crate::model::result::FileResult;

/// A release on its way through the environments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PromotionResult {
    /// Title of the plan.
    pub name: String,
    /// Over all environments: `no_go` if any of them says so, else `inconclusive` if any does or there is none, else `go`.
    pub verdict: Verdict,
    /// The present that waivers and measurements were held against.
    pub now: Option<String>,
    /// The environments, each after those that it is promoted from.
    pub environments: Vec<EnvironmentPromotion>,
    /// The files of measurements, each with what was found in it.
    pub measurements: Vec<FileResult>,
}

/// A release in one environment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnvironmentPromotion {
    /// Id of the environment.
    pub environment: String,
    /// What people call it.
    pub name: String,
    /// Ids of the environments that it is promoted from.
    pub promoted_from: Vec<String>,
    /// How many tasks with dates take place in it.
    pub tasks: usize,
    /// When the deployment to it starts; none if nothing of it has dates.
    pub start: Option<String>,
    /// When the deployment is done.
    pub finish: Option<String>,
    /// When its stabilization is over.
    pub end: Option<String>,
    /// When those that it is promoted from are done and have soaked; none if that is not known, or nothing must be.
    pub settled: Option<String>,
    /// Id of the gate that must be passed before it begins.
    pub gate: Option<String>,
    /// When that gate is decided.
    pub decided: Option<String>,
    /// From when on there is no way back from it, if that ends before `end`.
    pub no_return: Option<String>,
    /// Whether what must hold before it does, and whether it fits its window. With nothing to judge, `go`.
    pub verdict: Verdict,
    /// How many reasons there are.
    pub summary: GateSummary,
    /// What must hold before it and whether it does, then whether it fits its window.
    pub reasons: Vec<GateReason>,
    /// The window that it starts in; none if it has none, or starts outside of all.
    pub window: Option<PromotionWindow>,
    /// The next windows that it fits with its stabilization and its way back, as early in each as it can start.
    pub next_windows: Vec<PromotionWindow>,
}

/// A deployment in a window of its environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PromotionWindow {
    /// When the window opens; none if it has been open since ever, or the plan says only when it closes.
    pub opens: Option<String>,
    /// When it closes.
    pub closes: String,
    /// When the deployment starts.
    pub start: String,
    /// When the deployment is done.
    pub finish: String,
    /// When its stabilization is over.
    pub end: String,
    /// When all is over at the latest: the stabilization, and the way back from a failure at any instant until then.
    pub back: String,
    /// How long the way back is at worst, from the failure on; none if there is none.
    pub rollback_s: Option<i64>,
    /// Whether all is over before the window closes.
    pub fits: bool,
    /// From `back` until the window closes; negative if it does not fit.
    pub margin_s: i64,
    /// From `finish` until the window closes: what a deployment that never fails has to spare.
    pub forward_margin_s: i64,
}
