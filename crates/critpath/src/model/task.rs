//! Phases, tasks, and what ties them together.

use crate::duration::{Duration, Lag};
use crate::model::{Estimate, ManualDates, Rollout, Spread, Undo, nouns, words};
use crate::time::Moment;

words! {
    /// What kind of task it is.
    pub enum TaskKind default Task {
        /// Takes time.
        Task = "task",
        /// Takes none; marks a point.
        Milestone = "milestone",
        /// A milestone at which something starts: at the beginning of working time.
        StartMilestone = "start_milestone",
        /// A milestone at which something finishes: at the end of working time.
        FinishMilestone = "finish_milestone",
        /// Lasts as long as what it is linked with: from the start of its predecessors to the finish of its successors.
        LevelOfEffort = "level_of_effort",
    }

    /// Which end of the predecessor bounds which end of the successor.
    pub enum Relation default FinishToStart {
        /// The successor starts after the predecessor finishes.
        FinishToStart = "FS",
        /// The successor starts after the predecessor starts.
        StartToStart = "SS",
        /// The successor finishes after the predecessor finishes.
        FinishToFinish = "FF",
        /// The successor finishes after the predecessor starts.
        StartToFinish = "SF",
    }

    /// How a date bounds a task. Dates follow the logic, but for mandatory ones: a limit that the logic breaks shows as
    /// negative float.
    pub enum ConstraintKind default StartNoEarlierThan {
        /// Start at the date.
        MustStartOn = "must_start_on",
        /// Finish at the date.
        MustFinishOn = "must_finish_on",
        /// Start at the date or later.
        StartNoEarlierThan = "start_no_earlier_than",
        /// Start at the date or before.
        StartNoLaterThan = "start_no_later_than",
        /// Finish at the date or later.
        FinishNoEarlierThan = "finish_no_earlier_than",
        /// Finish at the date or before.
        FinishNoLaterThan = "finish_no_later_than",
        /// Start at the date, whatever the logic says.
        MandatoryStart = "mandatory_start",
        /// Finish at the date, whatever the logic says.
        MandatoryFinish = "mandatory_finish",
        /// As late as the successors allow.
        AsLateAsPossible = "as_late_as_possible",
    }

    /// The unit of a relative window.
    pub enum WindowUnit default Week {
        /// Working days of the plan's calendar, from the plan's start.
        Day = "day",
        /// Calendar weeks from the week of the plan's start; their working days count.
        Week = "week",
        /// Calendar months from the month of the plan's start.
        Month = "month",
        /// Quarters of `year`, or from the quarter of the plan's start.
        Quarter = "quarter",
        /// The dates `start` and `finish`.
        Date = "date",
    }
}

nouns! {
    /// A summary node: holds tasks and other phases, and rolls their dates up.
    pub struct Phase {
        /// Unique among phases, tasks, and everything else that a reference can name.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// More about it.
        pub description: Option<String>,
        /// The phase it is part of.
        pub parent: Option<String>,
        /// Position in a work breakdown structure: `1.2`.
        pub wbs: Option<String>,
        /// When it takes place.
        pub window: Option<Window>,
        /// What must come before everything in it.
        pub after: Vec<Dependency>,
        /// Dates that bound everything in it.
        pub constraints: Vec<Constraint>,
        /// When it should be finished; never moves dates, shows as negative float when missed.
        pub deadline: Option<Moment>,
        /// Dates set by hand: what is in it and waits for nothing starts there.
        pub manual: Option<ManualDates>,
        /// Left out of the schedule, with all that is in it.
        pub inactive: bool,
        /// Where it takes place, unless a task says otherwise.
        pub environment: Option<String>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// The purpose, as the guide states it.
        pub objective: Option<String>,
        /// What it hands over.
        pub deliverables: Vec<Deliverable>,
        /// What the guide says is done of it. Dates follow its tasks, not this.
        pub progress: Option<Progress>,
        /// Cost that the guide plans for it as a whole, in the plan's currency.
        pub cost: Option<f64>,
    }

    /// A rest in the work of a task, which moves with it. Time counts on the calendar that the task works on.
    pub struct Split {
        /// How much of its work is done before.
        pub after: Duration,
        /// How long it rests.
        pub pause: Duration,
    }

    /// Something that is done, or a milestone.
    pub struct Task {
        /// Unique among phases, tasks, and everything else that a reference can name.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// More about it.
        pub description: Option<String>,
        /// The phase it is part of.
        pub phase: Option<String>,
        /// The strategy step that lists it.
        pub step: Option<String>,
        /// Position in a work breakdown structure: `1.2.3`.
        pub wbs: Option<String>,
        /// Task or milestone.
        pub kind: TaskKind,
        /// How long it takes. Takes precedence over `estimate` in the schedule.
        pub duration: Option<Duration>,
        /// How long it may take.
        pub estimate: Option<Estimate>,
        /// When it takes place, if it has a window of its own. Without a duration it fills the window.
        pub window: Option<Window>,
        /// What must come before it.
        pub after: Vec<Dependency>,
        /// Dates that bound it.
        pub constraints: Vec<Constraint>,
        /// When it should be finished; never moves dates, shows as negative float when missed.
        pub deadline: Option<Moment>,
        /// Dates set by hand: no logic moves it.
        pub manual: Option<ManualDates>,
        /// Left out of the schedule: it binds nothing.
        pub inactive: bool,
        /// Time that it waits when it could start, as levelling or people decided.
        pub delay: Option<Duration>,
        /// Rests within its work. Its duration is that of the work alone.
        pub splits: Vec<Split>,
        /// Id of its calendar, if not the plan's.
        pub calendar: Option<String>,
        /// The calendars of its resources do not count.
        pub ignore_resource_calendars: bool,
        /// Where it takes place.
        pub environment: Option<String>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// What it needs while it runs.
        pub needs: Vec<Assignment>,
        /// Id of the gate that must be passed before it starts.
        pub gate: Option<String>,
        /// How it is undone.
        pub undo: Option<Box<Undo>>,
        /// How it takes a new version to its users, step by step.
        pub rollout: Option<Box<Rollout>>,
        /// What is done of it.
        pub progress: Option<Progress>,
        /// `high`, `P1` ... as written.
        pub priority: Option<String>,
        /// Planned cost, in the plan's currency.
        pub cost: Option<f64>,
        /// What it may cost, in the plan's currency.
        pub cost_estimate: Option<Box<Spread>>,
        /// How likely it is to be needed at all, from 0 to 1; certain if absent. Where it is not needed it takes no time,
        /// and what follows it follows its predecessors.
        pub probability: Option<f64>,
        /// What it hands over.
        pub deliverables: Vec<Deliverable>,
        /// Words that it is found by.
        pub tags: Vec<String>,
    }

    /// A predecessor, and how it bounds the task or phase that names it.
    pub struct Dependency at predecessor {
        /// Id of a task or a phase.
        pub predecessor: String,
        /// Which ends are tied.
        pub relation: Relation,
        /// Time that must lie between, negative for a lead.
        pub lag: Option<Lag>,
        /// Why it is there, when no one wrote it: `phase_order`.
        pub implied: Option<String>,
    }

    /// A date that bounds a start or a finish.
    pub struct Constraint {
        /// How it bounds.
        pub kind: ConstraintKind,
        /// The date; absent for `as_late_as_possible`.
        pub date: Option<Moment>,
    }

    /// A span of time that a phase or a task takes place in: weeks 1 to 2, Q3 2026, or two dates.
    pub struct Window {
        /// What `first` and `last` count.
        pub unit: WindowUnit,
        /// The first unit, counted from 1.
        pub first: Option<u32>,
        /// The last unit, included.
        pub last: Option<u32>,
        /// The year, for quarters and months that name one.
        pub year: Option<i32>,
        /// First moment, for the unit `date`.
        pub start: Option<Moment>,
        /// Last moment, for the unit `date`; a date alone includes that day.
        pub finish: Option<Moment>,
        /// As it was written: `Week 1-2`.
        pub text: String,
    }

    /// A resource, and how much of it.
    pub struct Assignment at resource {
        /// Id of a resource.
        pub resource: String,
        /// Units needed while the task runs: 1.0 is one whole unit, 0.5 half of its time. 1 if absent.
        pub units: Option<f64>,
        /// What it does there.
        pub role: Option<String>,
        /// First date of the assignment, if it is bounded.
        pub start: Option<Moment>,
        /// Last date of the assignment.
        pub finish: Option<Moment>,
        /// How long it waits once the task has begun. A task rests until the first of its assignments begins.
        pub delay: Option<Duration>,
        /// Anything said about it.
        pub notes: Option<String>,
    }

    /// What is done of a task.
    pub struct Progress {
        /// Done share, 0 to 100.
        pub percent: Option<f64>,
        /// When it started.
        pub started: Option<Moment>,
        /// When it finished.
        pub finished: Option<Moment>,
        /// How much of it is left.
        pub remaining: Option<Duration>,
        /// When work on it stopped, if it is interrupted.
        pub stopped: Option<Moment>,
        /// When what is left of it goes on; not before, if its predecessors say later.
        pub resumes: Option<Moment>,
        /// When those who work on it expect to finish.
        pub expected_finish: Option<Moment>,
        /// Work that was spent on it.
        pub actual_work: Option<Duration>,
        /// Cost that was spent on it, in the plan's currency.
        pub actual_cost: Option<f64>,
        /// The word or mark as written: `done`, `in_progress`, `🚧`.
        pub status: Option<String>,
    }

    /// Something that a step, phase or task hands over.
    pub struct Deliverable {
        /// What people call it.
        pub name: String,
        /// More about it.
        pub description: Option<String>,
    }

    /// A schedule of an earlier time.
    pub struct Baseline {
        /// What people call it.
        pub name: String,
        /// When it was taken.
        pub taken: Option<Moment>,
        /// The dates then.
        pub tasks: Vec<BaselineTask>,
    }

    /// The dates of one task in a baseline.
    pub struct BaselineTask {
        /// Id of the task.
        pub task: String,
        /// Planned start then.
        pub start: Option<Moment>,
        /// Planned finish then.
        pub finish: Option<Moment>,
        /// Planned duration then.
        pub duration: Option<Duration>,
        /// Planned cost then.
        pub cost: Option<f64>,
    }
}

impl TaskKind {
    /// Whether it takes no time.
    pub fn is_milestone(self) -> bool {
        matches!(self, TaskKind::Milestone | TaskKind::StartMilestone | TaskKind::FinishMilestone)
    }
}

impl Task {
    /// Whether it states a date that bounds its start or finish.
    pub fn states_date(&self) -> bool {
        self.constraints.iter().any(|constraint| constraint.date.is_some())
    }

    /// Whether it has started, as far as its progress says.
    pub fn is_started(&self) -> bool {
        self.progress.as_ref().is_some_and(|progress| progress.started.or(progress.finished).is_some())
    }
}

impl Phase {
    /// Whether people say where all of it is.
    pub fn is_put_by_hand(&self) -> bool {
        self.manual.as_ref().is_some_and(|dates| dates.start.and(dates.finish).is_some())
    }
}
