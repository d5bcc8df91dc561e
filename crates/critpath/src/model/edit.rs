//! Changes of a plan as data, and what they came to.

use crate::duration::Duration;
use crate::model::{Constraint, Dependency, Estimate, Phase, Progress, Task, nouns, words};
use crate::time::Moment;

words! {
    /// What an edit does.
    pub enum EditKind {
        /// Gives the task `id` the `duration`, or the `estimate`, in place of both.
        SetDuration = "set_duration",
        /// Takes the duration and the estimate from the task `id`.
        ClearDuration = "clear_duration",
        /// Gives the task `id` the `progress`.
        SetProgress = "set_progress",
        /// Takes the progress from the task `id`: nothing of it is done.
        ClearProgress = "clear_progress",
        /// Bounds the task or phase `id` by the `constraint`, in place of one of the same kind.
        SetConstraint = "set_constraint",
        /// Takes all date constraints from the task or phase `id`.
        ClearConstraints = "clear_constraints",
        /// Gives the task or phase `id`, or the plan if there is none, the `date` as its deadline.
        SetDeadline = "set_deadline",
        /// Takes the deadline from the task or phase `id`, or from the plan if there is none.
        ClearDeadline = "clear_deadline",
        /// Starts the plan at the `date`.
        SetStart = "set_start",
        /// Puts the `dependency` before the task or phase `id`, in place of one on the same predecessor.
        AddDependency = "add_dependency",
        /// Takes the dependencies on the `predecessor` from the task or phase `id`.
        RemoveDependency = "remove_dependency",
        /// Adds the `task`, after the task `id` if there is one, else at the end.
        AddTask = "add_task",
        /// Removes the task `id` and the dependencies on it.
        RemoveTask = "remove_task",
        /// Puts the task `id` into the `phase`; without one it is in none.
        MoveTask = "move_task",
        /// Adds the phase `new_phase` at the end.
        AddPhase = "add_phase",
    }
}

nouns! {
    /// One change of a plan.
    pub struct Edit {
        /// What it does.
        pub edit: Option<EditKind>,
        /// The task or phase that it is about.
        pub id: Option<String>,
        /// For `set_duration`.
        pub duration: Option<Duration>,
        /// For `set_duration`.
        pub estimate: Option<Estimate>,
        /// For `set_progress`.
        pub progress: Option<Progress>,
        /// For `set_constraint`.
        pub constraint: Option<Constraint>,
        /// For `set_deadline` and `set_start`.
        pub date: Option<Moment>,
        /// For `add_dependency`.
        pub dependency: Option<Dependency>,
        /// For `remove_dependency`.
        pub predecessor: Option<String>,
        /// For `add_task`.
        pub task: Option<Task>,
        /// For `move_task`.
        pub phase: Option<String>,
        /// For `add_phase`.
        pub new_phase: Option<Phase>,
    }
}
