//! The rules of a plan's schedule: whose convention, and where it differs from it.

use crate::duration::Duration;
use crate::model::{nouns, words};

words! {
    /// Whose rules a schedule follows where planning tools differ.
    pub enum Convention default Native {
        /// Dates never break the logic; work starts where its calendar works.
        Native = "native",
        /// Those of Microsoft Project.
        MsProject = "ms_project",
        /// Those of Oracle Primavera P6.
        Primavera = "primavera",
    }

    /// The calendar that a working lag runs on.
    pub enum LagCalendar default Successor {
        /// That of the successor.
        Successor = "successor",
        /// That of the predecessor.
        Predecessor = "predecessor",
        /// That of the plan.
        Plan = "plan",
        /// The clock.
        Always = "always",
    }

    /// What it means that a task was begun or finished before its predecessors.
    pub enum ProgressLogic default RetainedLogic {
        /// What remains waits for the predecessors; so does what comes after a task that is done.
        RetainedLogic = "retained_logic",
        /// What remains goes on at the data date, whatever the predecessors do.
        ProgressOverride = "progress_override",
        /// What remains waits for the predecessors; what comes after a task that is done waits for its actual finish, and
        /// its predecessors should have been done by its actual start.
        ActualDates = "actual_dates",
    }

    /// Which dates the total float is measured between.
    pub enum FloatBy default Least {
        /// Early and late start.
        Start = "start",
        /// Early and late finish.
        Finish = "finish",
        /// The lesser of both.
        Least = "least",
    }

    /// What makes a task critical.
    pub enum CriticalBy default TotalFloat {
        /// Its total float is at or below the limit.
        TotalFloat = "total_float",
        /// It lies on the longest driving path to the finish.
        LongestPath = "longest_path",
    }
}

nouns! {
    /// How a plan wants to be scheduled. What is absent is as the convention has it.
    pub struct Scheduling {
        /// Whose rules it follows; `native` if absent.
        pub convention: Option<Convention>,
        /// Everything is as late as the plan's `finish` allows, rather than as early as its start does.
        pub from_finish: Option<bool>,
        /// Dates of constraints hold even where the logic says otherwise.
        pub honor_constraint_dates: Option<bool>,
        /// Which calendar working lags run on.
        pub lag_calendar: Option<LagCalendar>,
        /// Lags from the start of a started task run from its early start, not from its actual start.
        pub start_lag_from_early_start: Option<bool>,
        /// What progress out of sequence means.
        pub progress: Option<ProgressLogic>,
        /// An expected finish overrides the remaining duration.
        pub use_expected_finish: Option<bool>,
        /// Which dates the total float is measured between.
        pub float_by: Option<FloatBy>,
        /// What makes a task critical.
        pub critical_by: Option<CriticalBy>,
        /// Tasks with this much total float or less are critical; none if absent.
        pub critical_float: Option<Duration>,
        /// Tasks without successors are critical.
        pub open_ends_critical: Option<bool>,
    }

    /// Dates that people set by hand and that no logic moves.
    pub struct ManualDates {
        /// When it starts; what the logic says if absent.
        pub start: Option<crate::time::Moment>,
        /// When it finishes; start and duration decide if absent.
        pub finish: Option<crate::time::Moment>,
    }
}
