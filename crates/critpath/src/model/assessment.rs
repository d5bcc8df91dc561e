//! The answer of a schedule assessment: each check with its figure, its limit and its verdict.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Code;
use crate::model::{Comparator, words};

words! {
    /// What a check of an assessment came to.
    pub enum CheckVerdict {
        /// Its figure keeps the limit.
        Pass = "pass",
        /// Its figure does not.
        Fail = "fail",
        /// The plan does not hold what the figure is made of.
        NotComputable = "not_computable",
    }

    /// What the figure of a check counts.
    pub enum AssessmentUnit {
        /// A share, 0 to 100.
        Percent = "percent",
        /// A ratio of two amounts, 1 where all goes as planned.
        Index = "index",
        /// Working days.
        Days = "days",
    }
}

/// How the schedule of one plan fares in the checks of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessmentResult {
    /// Name of the file that the plan was read from, or of its first part.
    pub file: String,
    /// Title of the plan.
    pub name: String,
    /// Name of the profile: `dcma`.
    pub profile: String,
    /// The date that progress is reported for.
    pub data_date: Option<String>,
    /// Name of the baseline that dates are compared with.
    pub baseline: Option<String>,
    /// Checks that pass.
    pub passed: usize,
    /// Checks that fail.
    pub failed: usize,
    /// Checks that the plan holds too little for.
    pub not_computable: usize,
    /// The checks in the order of their publication.
    pub checks: Vec<AssessedCheck>,
}

/// One check of an assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessedCheck {
    /// Which check it is; findings of it have the same code.
    pub check: Code,
    /// Where it was published: `DCMA 1`.
    pub point: String,
    /// What people call it.
    pub title: String,
    /// What it came to.
    pub verdict: CheckVerdict,
    /// The figure, in `unit`.
    pub value: Option<f64>,
    /// What the figure counts.
    pub unit: AssessmentUnit,
    /// How the figure must compare with the threshold to pass.
    pub comparator: Comparator,
    /// The limit, in `unit`.
    pub threshold: f64,
    /// How many there are of what the check looks for.
    pub count: Option<u64>,
    /// Among how many.
    pub of: Option<u64>,
    /// Ids of the tasks or phases concerned, in the order of the plan.
    pub tasks: Vec<String>,
    /// The figures in words, or why there are none.
    pub detail: String,
}
