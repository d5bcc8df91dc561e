//! Answers as plain data: what the command prints as JSON and the bindings return.
//!
//! Times are ISO 8601 text, with the offset if the plan has a time zone. Amounts of time are integers
//! in seconds of working time, or of clock time for tasks with an elapsed duration. Nothing is omitted.

use serde::{Deserialize, Serialize};

use crate::model::{TaskKind, words};

words! {
    /// Why a date is what it is.
    pub enum Cause {
        /// The plan starts then.
        PlanStart = "plan_start",
        /// The data date.
        DataDate = "data_date",
        /// A predecessor.
        Dependency = "dependency",
        /// A date constraint.
        Constraint = "constraint",
        /// A window of the task or of a phase that it is in.
        Window = "window",
        /// No work is done before then.
        Calendar = "calendar",
        /// It really started or finished then.
        Actual = "actual",
        /// A successor that it is tied to as late as possible.
        Successor = "successor",
    }

    /// Why a task has no dates.
    pub enum UnscheduledReason {
        /// It has no estimate, and no window to fill.
        NoEstimate = "no_estimate",
        /// It depends on a task without dates.
        DependsOnUnscheduled = "depends_on_unscheduled",
    }
}

/// When everything is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScheduleResult {
    /// Title of the plan.
    pub name: String,
    /// Earliest start of any task.
    pub start: Option<String>,
    /// Latest finish of any task.
    pub finish: Option<String>,
    /// Ids of the tasks of the longest driving path, in order of time.
    pub critical_path: Vec<String>,
    /// The tasks with dates, in the order of the plan.
    pub tasks: Vec<TaskResult>,
    /// The phases with dates, in the order of the plan.
    pub phases: Vec<PhaseResult>,
    /// The tasks without dates, in the order of the plan.
    pub unscheduled: Vec<UnscheduledTask>,
}

/// When one task is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskResult {
    /// Id of the task.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Id of its phase.
    pub phase: Option<String>,
    /// Task or milestone.
    pub kind: TaskKind,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Planned start.
    pub start: String,
    /// Planned finish.
    pub finish: String,
    /// Working time it takes, or clock time if its duration is elapsed.
    pub duration_s: i64,
    /// The earliest it can start.
    pub early_start: String,
    /// The earliest it can finish.
    pub early_finish: String,
    /// The latest it can start without moving the finish of the plan or breaking a limit.
    pub late_start: String,
    /// The latest it can finish without moving the finish of the plan or breaking a limit.
    pub late_finish: String,
    /// How far it can move without moving the finish of the plan or breaking a limit; negative when a limit is missed.
    pub total_float_s: i64,
    /// How far it can move without moving any other task.
    pub free_float_s: i64,
    /// Whether its total float is zero or less.
    pub critical: bool,
    /// Id of the predecessor that drives its start, if one does.
    pub driver: Option<String>,
    /// What drives its start.
    pub cause: Cause,
}

/// When one phase is: the roll-up of what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhaseResult {
    /// Id of the phase.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Id of the phase it is part of.
    pub parent: Option<String>,
    /// Earliest start of anything in it.
    pub start: String,
    /// Latest finish of anything in it.
    pub finish: String,
    /// Its window as written, if it has one.
    pub window: Option<String>,
    /// Start of its window.
    pub window_start: Option<String>,
    /// Finish of its window.
    pub window_finish: Option<String>,
    /// Least total float of anything in it.
    pub total_float_s: i64,
    /// Whether anything in it is critical.
    pub critical: bool,
}

/// A task without dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnscheduledTask {
    /// Id of the task.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Id of its phase.
    pub phase: Option<String>,
    /// Why.
    pub reason: UnscheduledReason,
    /// The same in words, with what to add.
    pub detail: String,
}

/// Why a task is when it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainResult {
    /// Id of the task.
    pub task: String,
    /// What people call it.
    pub name: String,
    /// Its start.
    pub start: String,
    /// Its finish.
    pub finish: String,
    /// From the start of the plan to the task.
    pub chain: Vec<ExplainStep>,
}

/// One link of the chain that drives a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainStep {
    /// Id of the task.
    pub task: String,
    /// What people call it.
    pub name: String,
    /// Its start.
    pub start: String,
    /// Its finish.
    pub finish: String,
    /// What drives its start.
    pub cause: Cause,
    /// The same in words.
    pub detail: String,
}
