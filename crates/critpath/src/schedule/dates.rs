//! A schedule into what people ask it: dates, floats and what is critical, by task.

use super::actual::Actual;
use super::bound::Bound;
use super::{Rules, Schedule, ScheduleOptions, UNSCHEDULED, WindowSpan, bounding};
use crate::graph::{Network, Role, Subject};
use crate::plan::Plan;
use crate::time::Instant;

impl Schedule {
    /// The rules that it follows.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// When the plan starts: the first working time of its start date, or the time that was stated.
    pub fn plan_start(&self) -> Instant {
        self.bounds.start
    }

    /// The earliest start of any task; `None` if none has dates.
    pub fn start(&self) -> Option<Instant> {
        let starts = self.planned_start().iter().copied();
        starts.filter(|start| *start != UNSCHEDULED).min()
    }

    /// What it was computed with; where neither that nor the plan states a start, the one that it was computed from.
    pub(crate) fn options(&self, plan: &Plan) -> ScheduleOptions {
        let derived = || plan.document().start.is_none().then(|| plan.axis().moment(self.bounds.start));
        ScheduleOptions { start: self.options.start.or_else(derived), ..self.options }
    }

    /// The latest finish of any task; `None` if none has dates.
    pub fn finish(&self) -> Option<Instant> {
        self.finish
    }

    /// Whether a task has dates.
    pub fn is_scheduled(&self, task: usize) -> bool {
        self.columns.early_start[task] != UNSCHEDULED
    }

    /// Planned starts: the earliest, but for tasks that are as late as possible.
    pub fn planned_start(&self) -> &[Instant] {
        let planned = self.columns.planned.as_ref().map(|planned| &planned.0);
        &planned.unwrap_or(&self.columns.early_start)[..self.tasks]
    }

    /// Planned finishes.
    pub fn planned_finish(&self) -> &[Instant] {
        let planned = self.columns.planned.as_ref().map(|planned| &planned.1);
        &planned.unwrap_or(&self.columns.early_finish)[..self.tasks]
    }

    /// Planned start and finish of a node of the network.
    pub(crate) fn planned(&self, node: u32) -> (Instant, Instant) {
        let (starts, finishes) = match &self.columns.planned {
            Some((starts, finishes)) => (starts, finishes),
            None => (&self.columns.early_start, &self.columns.early_finish),
        };
        (starts[node as usize], finishes[node as usize])
    }

    /// Earliest starts; [`UNSCHEDULED`] for tasks without dates, here and in all columns of dates.
    pub fn early_start(&self) -> &[Instant] {
        &self.columns.early_start[..self.tasks]
    }

    /// Earliest finishes.
    pub fn early_finish(&self) -> &[Instant] {
        &self.columns.early_finish[..self.tasks]
    }

    /// Latest starts.
    pub fn late_start(&self) -> &[Instant] {
        &self.columns.late_start[..self.tasks]
    }

    /// Latest finishes.
    pub fn late_finish(&self) -> &[Instant] {
        &self.columns.late_finish[..self.tasks]
    }

    /// Total floats in seconds of the task's calendar, of the clock for elapsed durations.
    pub fn total_float(&self) -> &[i64] {
        &self.columns.total_float[..self.tasks]
    }

    /// Free floats in seconds of the task's calendar, of the clock for elapsed durations.
    pub fn free_float(&self) -> &[i64] {
        &self.columns.free_float[..self.tasks]
    }

    /// Durations in seconds: of work, of the clock for elapsed durations; those of windows resolved.
    pub fn duration(&self) -> &[i64] {
        &self.columns.amount[..self.tasks]
    }

    /// Whether a task has finished.
    pub fn is_finished(&self, task: usize) -> bool {
        self.actual(task).is_some_and(|actual| actual.finished.is_some())
    }

    /// Whether a task is critical as the rules have it: by its total float, or by its place on the longest path.
    /// What is finished is not.
    pub fn is_critical(&self, task: usize) -> bool {
        self.is_scheduled(task) && self.is_critical_node(task) && !self.is_finished(task)
    }

    /// The same of any node with dates, finished or not.
    pub(super) fn is_critical_node(&self, node: usize) -> bool {
        match &self.longest_path {
            Some(path) => path.binary_search(&(node as u32)).is_ok(),
            None => self.columns.total_float[node] <= self.rules.critical_float_s,
        }
    }

    pub(super) fn actual(&self, task: usize) -> Option<&Actual> {
        let at = self.actuals.binary_search_by_key(&(task as u32), |actual| actual.node).ok()?;
        Some(&self.actuals[at])
    }

    /// The start from which lags of a task run: that of what is left of it, where the rules say so.
    pub(super) fn linked_start(&self, node: u32) -> Instant {
        bounding::linked_start(&self.rules, &self.actuals, &self.columns, node)
    }

    /// The window that a task states itself.
    pub fn task_window(&self, plan: &Plan, task: usize) -> Option<WindowSpan> {
        self.window(plan, plan.network().node(Role::Task(task)), Subject::Task(task as u32))
    }

    /// The window that a phase states itself.
    pub fn phase_window(&self, plan: &Plan, phase: usize) -> Option<WindowSpan> {
        self.window(plan, plan.network().node(Role::Entry(phase)), Subject::Phase(phase as u32))
    }

    pub(super) fn window(&self, plan: &Plan, node: u32, subject: Subject) -> Option<WindowSpan> {
        let network = plan.network();
        let bound = network.bound[node as usize];
        let own = network.bounds[bound as usize].subject == subject;
        let at =
            self.bounds.own_windows.binary_search_by_key(&bound, |window| window.0).ok().filter(|_| own)?;
        Some(self.bounds.own_windows[at].1)
    }

    /// All that dates say about a node of the network.
    pub fn bound(&self, network: &Network, node: u32) -> &Bound {
        &self.bounds.table[network.bound[node as usize] as usize]
    }
}
