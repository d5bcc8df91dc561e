//! What-if answers as plain data: what edits changed, and what moved.

use serde::{Deserialize, Serialize};

use crate::model::words;

words! {
    /// What became of a task between two plans.
    pub enum ChangeKind {
        /// Only the later plan has it.
        Added = "added",
        /// Only the earlier plan has it.
        Removed = "removed",
        /// It starts or finishes at another time.
        Moved = "moved",
        /// It has its dates, and another float or another place on or off the critical path.
        Float = "float",
        /// It has dates now.
        Scheduled = "scheduled",
        /// It has no dates any more.
        Unscheduled = "unscheduled",
    }
}

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

/// What moved between two schedules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiffResult {
    /// Finish of the earlier schedule.
    pub finish_before: Option<String>,
    /// Finish of the later schedule.
    pub finish_after: Option<String>,
    /// Seconds of the clock by which the finish moved; positive is later. None if one has no finish, or if only one of
    /// the plans has a time zone.
    pub finish_shift_s: Option<i64>,
    /// The tasks that differ: in the order of the later plan, then the removed ones in that of the earlier.
    pub tasks: Vec<TaskDiff>,
}

/// What became of one task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskDiff {
    /// Id of the task.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What became of it.
    pub change: ChangeKind,
    /// Its start before.
    pub start_before: Option<String>,
    /// Its start after.
    pub start_after: Option<String>,
    /// Its finish before.
    pub finish_before: Option<String>,
    /// Its finish after.
    pub finish_after: Option<String>,
    /// Seconds of the clock by which its start moved; positive is later.
    pub start_shift_s: Option<i64>,
    /// Seconds of the clock by which its finish moved; positive is later.
    pub finish_shift_s: Option<i64>,
    /// Its total float before.
    pub total_float_before_s: Option<i64>,
    /// Its total float after.
    pub total_float_after_s: Option<i64>,
    /// Whether it was critical.
    pub critical_before: bool,
    /// Whether it is critical.
    pub critical_after: bool,
}
