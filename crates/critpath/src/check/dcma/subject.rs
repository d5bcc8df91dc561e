//! A plan into what the checks of the assessment count: its open tasks, its links, its baseline, its data date.

use crate::check::CheckOptions;
use crate::graph::NodeKind;
use crate::model::{BaselineTask, Dependency, Document, Relation, Task, TaskKind};
use crate::plan::{Plan, Target};
use crate::schedule::{Schedule, end_of_day, first_work, last_work};
use crate::time::{DAY_S, Instant, Moment};

/// What the checks look at.
pub(super) struct Subject<'a> {
    pub plan: &'a Plan,
    pub document: &'a Document,
    /// The schedule, or why there is none.
    pub schedule: Result<&'a Schedule, &'a str>,
    /// Tasks that take time of their own: no milestones, no level of effort, nothing inactive.
    pub tasks: Vec<usize>,
    /// Those of them that are not complete.
    pub open: Vec<usize>,
    /// By task: whether it takes part.
    pub active: Vec<bool>,
    /// Dependencies of all that takes part, but for those of level of effort.
    pub links: Vec<Link<'a>>,
    /// Name of the baseline, and its rows by task.
    pub baseline: Option<(&'a str, Vec<Option<&'a BaselineTask>>)>,
    /// The date that progress is reported for.
    pub data_date: Option<Moment>,
    /// When the plan starts, if the caller says so.
    pub start: Option<Moment>,
}

/// A dependency, and what it ties. The successor is a gate if there is none.
pub(super) struct Link<'a> {
    pub predecessor: Target,
    pub successor: Option<Target>,
    pub stated: &'a Dependency,
}

impl<'a> Subject<'a> {
    /// O(tasks + phases + dependencies + rows of the baseline).
    pub fn new(plan: &'a Plan, schedule: Result<&'a Schedule, &'a str>, options: &CheckOptions) -> Self {
        let document = plan.document();
        let inactive = inactive_phases(plan);
        let in_active = |phase: Option<usize>| !phase.is_some_and(|phase| inactive[phase]);
        let active: Vec<bool> = (0..document.tasks.len())
            .map(|task| !document.tasks[task].inactive && in_active(plan.phases().of_task(task)))
            .collect();
        let of_its_own = |task: &usize| active[*task] && takes_time(&document.tasks[*task]);
        let tasks: Vec<usize> = (0..document.tasks.len()).filter(of_its_own).collect();
        let open = tasks.iter().copied().filter(|task| !is_complete(&document.tasks[*task])).collect();
        let mut subject = Subject {
            plan,
            document,
            schedule,
            tasks,
            open,
            active,
            links: Vec::new(),
            baseline: None,
            data_date: document.data_date.or(options.now),
            start: options.start,
        };
        subject.links = subject.links(&inactive);
        subject.baseline = document.baselines.first().map(|baseline| {
            let mut rows = vec![None; document.tasks.len()];
            for row in &baseline.tasks {
                if let Some(task) = plan.task(&row.task) {
                    rows[task] = Some(row);
                }
            }
            (baseline.name.as_str(), rows)
        });
        subject
    }

    fn links(&self, inactive: &[bool]) -> Vec<Link<'a>> {
        let document = self.document;
        let of_tasks = document.tasks.iter().enumerate();
        let of_tasks = of_tasks.map(|(at, task)| (Some(Target::Task(at)), &task.after));
        let of_phases = document.phases.iter().enumerate();
        let of_phases = of_phases.map(|(at, phase)| (Some(Target::Phase(at)), &phase.after));
        let of_gates = document.gates.iter().map(|gate| (None, &gate.after));
        let counts = |target: Target| match target {
            Target::Task(task) => self.active[task] && document.tasks[task].kind != TaskKind::LevelOfEffort,
            Target::Phase(phase) => !inactive[phase],
        };
        let all = of_tasks.chain(of_phases).chain(of_gates);
        all.filter(|(successor, _)| successor.is_none_or(counts))
            .flat_map(|(successor, after)| after.iter().map(move |stated| (successor, stated)))
            .filter(|(_, stated)| stated.implied.is_none())
            .filter_map(|(successor, stated)| {
                let predecessor = self.plan.target(&stated.predecessor).filter(|it| counts(*it))?;
                Some(Link { predecessor, successor, stated })
            })
            .collect()
    }

    /// The links that hold open work: their successor is not complete.
    pub fn open_links(&self) -> impl Iterator<Item = &Link<'a>> {
        let is_open = |link: &&Link| match link.successor {
            Some(Target::Task(task)) => !is_complete(&self.document.tasks[task]),
            _ => true,
        };
        self.links.iter().filter(is_open)
    }

    /// The task.
    pub fn task(&self, task: usize) -> &'a Task {
        &self.document.tasks[task]
    }

    /// Whether the duration of a task runs on the clock.
    pub fn is_elapsed(&self, task: usize) -> bool {
        self.plan.network().kind(task as u32) == NodeKind::Elapsed
            || self.task(task).duration.is_some_and(|duration| duration.is_elapsed())
    }

    /// Working days of an amount of seconds; of the clock, its share of a week of work.
    pub fn days(&self, seconds: i64, elapsed: bool) -> f64 {
        let units = &self.document.units;
        let worked = if elapsed {
            seconds as f64 * units.week_s() as f64 / (7 * DAY_S) as f64
        } else {
            seconds as f64
        };
        worked / units.day_s() as f64
    }

    /// Seconds of work between two instants on the calendar of a task, negative if the second comes first.
    pub fn work(&self, task: usize, from: Instant, to: Instant) -> i64 {
        if self.is_elapsed(task) {
            return to - from;
        }
        self.plan.calendars()[self.plan.network().calendar(task as u32)].between(from, to)
    }

    /// When a date begins, and a time is.
    pub fn earliest(&self, moment: Moment) -> Instant {
        self.plan.axis().instant_of(moment)
    }

    /// The last second of a date, and when a time is.
    pub fn latest(&self, moment: Moment) -> Instant {
        end_of_day(self.plan.axis(), moment) - i64::from(moment.is_date())
    }

    /// From when on open work can be planned: the first working time of the data date.
    pub fn remaining_from(&self, data_date: Moment) -> Instant {
        let calendar = &self.plan.calendars()[self.plan.calendars().default_index()];
        first_work(self.earliest(data_date), data_date, calendar)
    }

    /// The finish of a task in the baseline.
    pub fn baseline_finish(&self, task: usize) -> Option<Instant> {
        let (_, rows) = self.baseline.as_ref()?;
        let calendar = &self.plan.calendars()[self.plan.network().calendar(task as u32)];
        Some(last_work(self.plan.axis(), rows[task]?.finish?, calendar))
    }
}

/// Whether a task takes time of its own.
fn takes_time(task: &Task) -> bool {
    let none = task.duration.is_some_and(|duration| duration.thousandths() == 0);
    !none && !task.kind.is_milestone() && task.kind != TaskKind::LevelOfEffort
}

/// Whether all of a task is done.
pub(super) fn is_complete(task: &Task) -> bool {
    let done = |percent: f64| percent >= 100.0;
    task.progress
        .as_ref()
        .is_some_and(|progress| progress.finished.is_some() || progress.percent.is_some_and(done))
}

/// Whether a link holds the start of its successor, rather than its finish.
pub(super) fn holds_start(relation: Relation) -> bool {
    matches!(relation, Relation::FinishToStart | Relation::StartToStart)
}

/// Whether a link waits for the finish of its predecessor, rather than for its start.
pub(super) fn waits_for_finish(relation: Relation) -> bool {
    matches!(relation, Relation::FinishToStart | Relation::FinishToFinish)
}

/// By phase: whether it, or one that holds it, takes no part.
fn inactive_phases(plan: &Plan) -> Vec<bool> {
    let mut inactive: Vec<bool> = plan.document().phases.iter().map(|phase| phase.inactive).collect();
    for phase in plan.phases().parents_first() {
        inactive[phase] |= plan.phases().parent(phase).is_some_and(|parent| inactive[parent]);
    }
    inactive
}
