//! Floats, drag and paths as plain data: how much room each task has, and which paths have the least.

use serde::{Deserialize, Serialize};

/// How much room there is, where it is, and what takes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FloatsResult {
    /// Title of the plan.
    pub name: String,
    /// Latest finish of any task.
    pub finish: Option<String>,
    /// Tasks with this much total float or less are critical, unless their place on the longest path decides.
    pub critical_float_s: i64,
    /// Seconds of work in a day, as the plan counts: amounts of working time divided by it are days.
    pub day_s: i64,
    /// What a day of delay costs, in the plan's currency, if someone says so.
    pub delay_cost_per_day: Option<f64>,
    /// The currency of costs.
    pub currency: Option<String>,
    /// The tasks with dates, in the order of the plan.
    pub tasks: Vec<FloatResult>,
    /// The unfinished tasks by their total float, from the least on.
    pub bands: Vec<FloatBand>,
    /// The paths with the least float, from the least on.
    pub paths: Vec<PathResult>,
}

/// How much room one task has. All floats are working time of the task, or clock time if its duration is elapsed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FloatResult {
    /// Id of the task.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whether it is critical.
    pub critical: bool,
    /// How far it can move without moving the finish of the plan or breaking a limit: at its start, its finish, or the
    /// lesser of both, as the plan has it.
    pub total_float_s: i64,
    /// From its start to its latest start.
    pub start_float_s: i64,
    /// From its finish to its latest finish.
    pub finish_float_s: i64,
    /// How far it can move without moving any other task.
    pub free_float_s: i64,
    /// How far it can move beyond that if others move with it: total less free float.
    pub interfering_float_s: i64,
    /// How far it can move without moving any other task, even if its predecessors are as late as they may be.
    pub independent_float_s: i64,
    /// By how much working time of the plan the plan would finish earlier if the task, or what is left of it, took no
    /// time.
    pub drag_s: i64,
    /// When the plan would finish then.
    pub finish_without: Option<String>,
    /// What its drag costs, where it is known what a day costs.
    pub drag_cost: Option<f64>,
}

/// The unfinished tasks whose total float lies between two limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FloatBand {
    /// They have more than this; nothing for the first band.
    pub above_s: Option<i64>,
    /// They have this or less; nothing for the last band.
    pub up_to_s: Option<i64>,
    /// How many they are.
    pub count: usize,
    /// Their ids, in the order of the plan.
    pub tasks: Vec<String>,
}

/// A path through the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathResult {
    /// How much the path as a whole can be delayed: the waits in it, and the float of its last task.
    pub float_s: i64,
    /// Start of its first task.
    pub start: String,
    /// Finish of its last task.
    pub finish: String,
    /// Its tasks, in order of time.
    pub steps: Vec<PathStep>,
}

/// A task of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathStep {
    /// Id of the task, or of a phase without tasks.
    pub id: String,
    /// Working time of the task by which it is later than the step before alone would have it.
    pub wait_s: i64,
}
