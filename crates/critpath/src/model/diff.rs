//! Differences as plain data: what was changed in a plan, what moved, and which change moved it.

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

    /// What was done to a part of a plan.
    pub enum ChangeAction {
        /// Only the later plan has it.
        Added = "added",
        /// Only the earlier plan has it.
        Removed = "removed",
        /// Both have it, with different values.
        Changed = "changed",
    }

    /// What a change of a plan is about.
    pub enum ChangeSubject {
        /// The plan as a whole: its start, its calendar, a rule of its schedule.
        Plan = "plan",
        /// A calendar.
        Calendar = "calendar",
        /// A resource.
        Resource = "resource",
        /// A phase.
        Phase = "phase",
        /// A task.
        Task = "task",
        /// A gate.
        Gate = "gate",
        /// A dependency of a task, phase or gate.
        Dependency = "dependency",
        /// A date that bounds a task or phase.
        Constraint = "constraint",
        /// A way that the plan may go.
        Branch = "branch",
        /// A tie between durations.
        Correlation = "correlation",
        /// A risk.
        Risk = "risk",
    }

    /// How a shift was divided among changes.
    pub enum AttributionMethod {
        /// Shapley values: averages over all orders in which the changes could have come.
        Shapley = "shapley",
        /// Shapley values among the changes that move the date alone, or would if taken back; the others moved nothing
        /// together either.
        Screened = "screened",
        /// Averages over some orders, each with its reverse.
        Orders = "orders",
    }
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
    /// What was changed in the plan, as far as dates may depend on it, all that its tasks and phases state, and what is
    /// uncertain: branches, correlations, risks.
    pub changes: Vec<PlanChange>,
    /// Which changes moved the finish, or that of the task that was asked for. None if nothing was to be divided: it has
    /// no date before or after, or only one of the plans has a time zone.
    pub attribution: Option<Attribution>,
}

/// What became of one task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskDiff {
    /// Id of the task, in the later plan if it is there.
    pub id: String,
    /// Its id in the earlier plan, if that is another one: it was matched by its name.
    pub id_before: Option<String>,
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

/// One difference between two plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanChange {
    /// What was done.
    pub action: ChangeAction,
    /// To what.
    pub subject: ChangeSubject,
    /// Id of the calendar, resource, phase, task, gate, branch or risk, or of that which has the dependency or constraint;
    /// none for the plan and for a correlation. That of the earlier plan, if it is there.
    pub id: Option<String>,
    /// What people call it; of a correlation the ids of its tasks.
    pub name: Option<String>,
    /// The field that has another value; none if all of it was added or removed.
    pub field: Option<String>,
    /// For a dependency: the id of its predecessor.
    pub predecessor: Option<String>,
    /// The value before, as text; none if there was none.
    pub before: Option<String>,
    /// The value after, as text; none if there is none.
    pub after: Option<String>,
}

/// Which changes moved a date by how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attribution {
    /// Id of the task whose finish moved, in the earlier plan; none for the finish of the plan.
    pub task: Option<String>,
    /// The finish before.
    pub before: String,
    /// The finish after.
    pub after: String,
    /// Seconds of the clock from the one to the other; positive is later. The sum of all shares.
    pub shift_s: i64,
    /// How the shift was divided.
    pub method: AttributionMethod,
    /// What arises only where changes meet: the shift less what each change does alone. None if that was not computed.
    pub interaction_s: Option<i64>,
    /// The changes that have to do with it, the greatest share first. All others have no share.
    pub shares: Vec<ChangeShare>,
    /// How many schedules were computed.
    pub schedules: u64,
}

/// The share of changes in a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeShare {
    /// Indexes of changes that only make sense together: a task that is added, and the links to it.
    pub changes: Vec<u32>,
    /// Their share in seconds of the clock; positive makes it later.
    pub shift_s: i64,
    /// By how much they alone would move the earlier plan. None if that was not computed.
    pub alone_s: Option<i64>,
    /// By how much taking them alone back would move the later plan. None if that was not computed.
    pub undone_s: Option<i64>,
}
