//! The answer of PERT: the path of greatest mean, and how sure its finish is by the normal distribution.

use serde::{Deserialize, Serialize};

/// The finish of the path of greatest mean, as PERT has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PertResult {
    /// Title of the plan.
    pub name: String,
    /// When the plan starts.
    pub start: String,
    /// The finish of the schedule with the planned durations.
    pub deterministic: String,
    /// How likely the path is finished by then, 0 to 1.
    pub probability_of_deterministic: f64,
    /// When the path of greatest mean finishes, each of its tasks taking its mean.
    pub mean_finish: String,
    /// Working seconds from the start of the plan to that finish.
    pub mean_s: f64,
    /// Variance of the durations on the path, in square seconds.
    pub variance_s2: f64,
    /// Its root, in seconds.
    pub standard_deviation_s: f64,
    /// The finish that is kept with 10, 50, 80 and 90 %.
    pub percentiles: Vec<PertPercentile>,
    /// Ids of the tasks of the path, in order of time.
    pub path: Vec<String>,
    /// The tasks with dates, in the order of the plan.
    pub tasks: Vec<PertTask>,
    /// What the answer does not know.
    pub caveat: String,
}

/// A finish, and how likely the path keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PertPercentile {
    /// How likely it is kept, in percent.
    pub percent: f64,
    /// The finish, to the second.
    pub finish: String,
    /// Working seconds from the deterministic finish to it; negative if it is earlier.
    pub contingency_s: i64,
}

/// One task as PERT has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PertTask {
    /// Id of the task.
    pub id: String,
    /// `(low + 4 likely + high) / 6`, or the mean that is stated, or the duration where nothing is uncertain, in seconds.
    pub mean_s: f64,
    /// `((high - low) / 6)²`, or the variance of what is stated, in square seconds.
    pub variance_s2: f64,
    /// Whether the path leads through it.
    pub on_path: bool,
}
