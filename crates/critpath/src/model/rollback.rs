//! Ways back: how steps are undone, what the way back must hold to, and the procedures of a guide.

use crate::duration::Duration;
use crate::model::{Assignment, Dependency, Estimate, Quantity, nouns, words};
use crate::time::{Moment, Until};

words! {
    /// What a rollback procedure does.
    pub enum RollbackKind default Other {
        /// Back to the previous version at once.
        Immediate = "immediate",
        /// Traffic goes back step by step.
        Gradual = "gradual",
        /// Data are restored.
        Data = "data",
        /// Something else.
        Other = "other",
    }
}

nouns! {
    /// How a task is undone. It takes its duration, and for a restore the time for the data, to verify and to replay them.
    pub struct Undo {
        /// How long the undo takes.
        pub duration: Option<Duration>,
        /// How long it may take; the way back counts with the highest value.
        pub estimate: Option<Estimate>,
        /// Tasks whose undo must come first, beyond the reverse of the plan's own order.
        pub after: Vec<Dependency>,
        /// Until when it can begin: an offset of clock time from the task's finish, or a date.
        pub until: Option<Until>,
        /// How long it takes once `until` has passed, by the slow way. If absent there is no way back then.
        pub late: Option<Duration>,
        /// There is no way back.
        pub irreversible: bool,
        /// It can wait until the system is back, and does not count as part of the way back.
        pub cleanup: bool,
        /// What is done.
        pub description: Option<String>,
        /// What it needs while it runs; what the task needs, if nothing is stated.
        pub needs: Vec<Assignment>,
        /// Id of its calendar, if not that of the plan's `rollback`, or else the task's.
        pub calendar: Option<String>,
        /// How long it takes to stop the task while it runs; no time if absent.
        pub abort: Option<Duration>,
        /// Amount of data to restore, if the undo is a restore.
        pub restore_size: Option<Quantity>,
        /// Rate of the restore.
        pub restore_rate: Option<Quantity>,
        /// How long it takes to verify what was restored.
        pub verify: Option<Duration>,
        /// How long it takes to write again what was written since the backup.
        pub replay: Option<Duration>,
        /// Id of the task that takes the backup which it restores: what was written since is lost.
        pub backup: Option<String>,
    }

    /// What the way back must hold to.
    pub struct RollbackSettings {
        /// How long it may take from the failure until the system is back; that of the rollback procedures if absent.
        pub objective: Option<Duration>,
        /// How long a failure stays unseen; by the interval and the failure threshold of the monitors if absent.
        pub detection: Option<Duration>,
        /// How long it takes to decide; no time if absent.
        pub decision: Option<Duration>,
        /// How long after the deployment the objective must still hold.
        pub stabilization: Option<Duration>,
        /// Id of the environment or phase whose tasks are the deployment; all tasks if absent.
        pub scope: Option<String>,
        /// Id of the calendar that undo steps work on, if they state none; that of their task if absent.
        pub calendar: Option<String>,
        /// Id of the calendar of the change windows; that of the environment in `scope` if absent.
        pub window: Option<String>,
        /// When the change window closes, if no calendar says so.
        pub window_end: Option<Moment>,
        /// The probability, 0 to 1, that the deployment fails and is rolled back; if absent, that one of its rollouts fails, or
        /// if none says, the worse of both counts.
        pub failure_probability: Option<f64>,
    }

    /// A way back.
    pub struct RollbackProcedure {
        /// Unique among rollback procedures.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// Immediate, gradual, data or other.
        pub kind: RollbackKind,
        /// As written.
        pub description: Option<String>,
        /// How long it may take.
        pub objective: Option<Duration>,
        /// What sets it off, as written: `if data corruption occurs`.
        pub triggers: Vec<String>,
        /// Its steps, as written.
        pub steps: Vec<String>,
    }
}
