//! What-if answers as plain data: what edits changed, and what moved with it.

use serde::{Deserialize, Serialize};

use crate::model::diff::TaskDiff;

/// What edits changed in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changes {
    /// Ids of the tasks and phases that were added, in the order of the edits.
    pub added: Vec<String>,
    /// Ids of the tasks that were removed, in the order of the edits.
    pub removed: Vec<String>,
    /// The fields that were changed, in the order of the edits; those of the plan itself have no id.
    pub changed: Vec<FieldChange>,
}

/// A field with another value than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldChange {
    /// Id of the task or phase; none for the plan.
    pub id: Option<String>,
    /// The field.
    pub field: String,
    /// The value before, as JSON text; none if there was none.
    pub before: Option<String>,
    /// The value now, as JSON text; none if there is none.
    pub after: Option<String>,
}

/// What edits of a what-if session changed, and what moved with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhatIfResult {
    /// What the edits changed in the plan.
    pub changes: Changes,
    /// Finish before the edits.
    pub finish_before: Option<String>,
    /// Finish after them.
    pub finish_after: Option<String>,
    /// Seconds of the clock by which the finish moved; positive is later. None if there is none before or after.
    pub finish_shift_s: Option<i64>,
    /// The tasks that differ: in the order of the plan, then the removed ones.
    pub tasks: Vec<TaskDiff>,
}
