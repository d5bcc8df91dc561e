//! Answers as plain data: what the command prints as JSON and the bindings return.
//!
//! Times are ISO 8601 text, with the offset if the plan has a time zone. Amounts of time are integers
//! in seconds of working time, or of clock time for tasks with an elapsed duration. Nothing is omitted.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Severity};
pub use crate::model::assessment::{AssessedCheck, AssessmentResult, AssessmentUnit, CheckVerdict};
pub use crate::model::floats::{FloatBand, FloatResult, FloatsResult, PathResult, PathStep};
pub use crate::model::gate_result::{GateMeasure, GateReason, GateResult, GateSummary, ReasonKind, Verdict};
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
        /// It is inactive.
        Inactive = "inactive",
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
    /// Whether it is critical as the plan has it: by its total float, else by its place on the longest path.
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

/// What is wrong or odd in some files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckResult {
    /// The files, in the order that they were given, those without findings too.
    pub files: Vec<FileResult>,
    /// How many findings there are.
    pub summary: CheckSummary,
    /// How each plan fares in the checks of the profile, if it has any.
    pub assessments: Vec<AssessmentResult>,
}

/// What is wrong or odd in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileResult {
    /// Name of the file as it was given.
    pub file: String,
    /// The findings in the order of the file, those without a place last.
    pub diagnostics: Vec<DiagnosticResult>,
}

/// How many findings there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckSummary {
    /// Findings that keep a plan from being computed.
    pub errors: usize,
    /// Findings that most likely need mending.
    pub warnings: usize,
    /// Findings that are worth knowing.
    pub infos: usize,
}

/// A finding with places as people count them: lines and characters from 1, the end one past the last character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiagnosticResult {
    /// What kind of finding it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is the case.
    pub message: String,
    /// Its first line; absent where a finding has no place.
    pub line: Option<u32>,
    /// Its first character in that line.
    pub column: Option<u32>,
    /// Its last line.
    pub end_line: Option<u32>,
    /// One past its last character in that line.
    pub end_column: Option<u32>,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that belong to it.
    pub labels: Vec<LabelResult>,
    /// An edit that surely mends it.
    pub fix: Option<FixResult>,
}

/// Another place that a finding refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LabelResult {
    /// Name of the file it is in.
    pub file: String,
    /// What is there.
    pub message: String,
    /// Its first line.
    pub line: u32,
    /// Its first character in that line.
    pub column: u32,
    /// Its last line.
    pub end_line: u32,
    /// One past its last character in that line.
    pub end_column: u32,
}

/// Edits that mend a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FixResult {
    /// What the edits do.
    pub title: String,
    /// The edits, in the order of the file.
    pub edits: Vec<EditResult>,
}

/// A replacement of a range of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditResult {
    /// Name of the file.
    pub file: String,
    /// First line of what is replaced.
    pub line: u32,
    /// Its first character in that line.
    pub column: u32,
    /// Last line of what is replaced.
    pub end_line: u32,
    /// One past its last character in that line.
    pub end_column: u32,
    /// By what.
    pub replacement: String,
}
