//! The answer of a gate: the verdict, and every reason with what would change it.

use serde::{Deserialize, Serialize};

use crate::model::result::FileResult;
use crate::model::words;

words! {
    /// What a gate, or one reason of it, says.
    pub enum Verdict {
        /// Nothing speaks against it.
        Go = "go",
        /// Something speaks against it.
        NoGo = "no_go",
        /// It cannot be told yet.
        Inconclusive = "inconclusive",
    }

    /// What a reason is about.
    pub enum ReasonKind {
        /// An item of a checklist.
        ChecklistItem = "checklist_item",
        /// A condition of a criterion.
        Criterion = "criterion",
        /// The canary beside the baseline.
        Canary = "canary",
        /// What is left of an error budget.
        ErrorBudget = "error_budget",
        /// How fast an error budget is spent.
        BurnRate = "burn_rate",
        /// A risk.
        Risk = "risk",
        /// An error that the check found.
        Finding = "finding",
        /// Whether the way back is within its objective.
        RollbackGuarantee = "rollback_guarantee",
        /// A point after which there is no way back.
        PointOfNoReturn = "point_of_no_return",
        /// How sure it is that the work fits into its window.
        FinishProbability = "finish_probability",
        /// A file of measurements that could not be read.
        Measurement = "measurement",
        /// The gate itself.
        Gate = "gate",
        /// What must be settled before an environment is deployed to.
        Promotion = "promotion",
        /// Whether a deployment fits the window of its environment with its way back.
        ChangeWindow = "change_window",
    }
}

/// Go or no-go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateResult {
    /// Id of the gate; absent where the plan as a whole was judged.
    pub gate: Option<String>,
    /// What people call it.
    pub name: String,
    /// Who decides.
    pub owner: Option<String>,
    /// What was judged: `no_go` if any reason says so, else `inconclusive` if any does, else `go`.
    pub verdict: Verdict,
    /// The present that waivers and measurements were held against.
    pub now: Option<String>,
    /// How sure a verdict on a measured share is, 0 to 1.
    pub confidence: f64,
    /// How many reasons there are.
    pub summary: GateSummary,
    /// Every reason, those of a `go` too, in the order of the plan.
    pub reasons: Vec<GateReason>,
    /// The files of measurements, each with what was found in it.
    pub measurements: Vec<FileResult>,
}

/// How many reasons say what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateSummary {
    /// Reasons for it.
    pub go: usize,
    /// Reasons against it.
    pub no_go: usize,
    /// Reasons that cannot be told yet.
    pub inconclusive: usize,
}

/// One reason for the verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateReason {
    /// What it is about.
    pub kind: ReasonKind,
    /// Id of the item, criterion, risk or task.
    pub subject: String,
    /// What people call it.
    pub name: String,
    /// What it says.
    pub verdict: Verdict,
    /// Why, in words.
    pub detail: String,
    /// What would change it, unless it says `go`.
    pub needed: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Whether the gate may pass without it.
    pub advisory: bool,
    /// The figures, if it was measured.
    pub measured: Option<GateMeasure>,
}

/// The figures of a reason that was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateMeasure {
    /// The figure, in `unit`.
    pub value: Option<f64>,
    /// What the figure is of: `share`, `p95`, `mean`, `shift`, `burn_rate`.
    pub statistic: String,
    /// What the true figure is not below, with the confidence of the gate.
    pub low: Option<f64>,
    /// What the true figure is not above.
    pub high: Option<f64>,
    /// The limit that it is held against.
    pub target: Option<f64>,
    /// The unit of these figures.
    pub unit: String,
    /// How many values there were.
    pub sample: u64,
    /// How many more values are needed, if all of them are good.
    pub sample_needed: Option<u64>,
    /// The effect size of a comparison: the share of pairs in which the canary has the greater value.
    pub effect: Option<f64>,
    /// How likely such a difference is without any cause.
    pub p_value: Option<f64>,
}
