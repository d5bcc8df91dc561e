//! A schedule into the answer that people and programs read: ids, names and ISO 8601 text.

use super::driver::{Drivers, role_id};
use super::forward::rests_of;
use super::{Schedule, UNSCHEDULED};
use crate::graph::Role;
use crate::model::result::{PhaseResult, ScheduleResult, TaskResult, UnscheduledReason, UnscheduledTask};
use crate::plan::{Plan, Unscheduled};
use crate::time::Instant;

/// What is in a phase, rolled up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseDates {
    /// Earliest planned start.
    pub start: Instant,
    /// Latest planned finish.
    pub finish: Instant,
    /// Least total float.
    pub total_float: i64,
    /// Whether anything is critical.
    pub critical: bool,
}

impl Schedule {
    /// The answer as plain data. `plan` must be the plan that was scheduled. O(tasks + phases).
    pub fn to_result(&self, plan: &Plan) -> ScheduleResult {
        let document = plan.document();
        let drivers = Drivers::new(plan, self);
        let text = |at: Instant| plan.axis().text(at);
        let scheduled = (0..document.tasks.len()).filter(|task| self.is_scheduled(*task));
        let critical_path =
            drivers.critical_path().into_iter().filter_map(|node| match plan.network().role(node) {
                Role::Task(task) => Some(document.tasks[task].id.clone()),
                _ => None,
            });
        ScheduleResult {
            name: document.name.clone(),
            start: self.start().map(text),
            finish: self.finish().map(text),
            critical_path: critical_path.collect(),
            tasks: scheduled.map(|task| self.task_result(plan, &drivers, task)).collect(),
            phases: self.phase_results(plan),
            unscheduled: plan.unscheduled().iter().map(|entry| unscheduled(plan, entry)).collect(),
        }
    }

    fn task_result(&self, plan: &Plan, drivers: &Drivers, at: usize) -> TaskResult {
        let task = &plan.document().tasks[at];
        let driven = drivers.driven(at as u32);
        let text = |column: &[Instant]| plan.axis().text(column[at]);
        TaskResult {
            id: task.id.clone(),
            name: task.name.clone(),
            phase: task.phase.clone(),
            kind: task.kind,
            owner: task.owner.clone(),
            start: text(self.planned_start()),
            finish: text(self.planned_finish()),
            duration_s: self.duration()[at] - rests_of(plan, at),
            early_start: text(self.early_start()),
            early_finish: text(self.early_finish()),
            late_start: text(self.late_start()),
            late_finish: text(self.late_finish()),
            total_float_s: self.total_float()[at],
            free_float_s: self.free_float()[at],
            critical: self.is_critical(at),
            driver: driven.via.map(|via| role_id(plan, via.driver).into()),
            cause: driven.cause,
        }
    }

    fn phase_results(&self, plan: &Plan) -> Vec<PhaseResult> {
        let text = |at: Instant| plan.axis().text(at);
        let dates = self.phase_dates(plan);
        let dated = plan.document().phases.iter().zip(dates).enumerate();
        dated
            .filter_map(|(at, (phase, dates))| {
                let dates = dates?;
                let window = self.phase_window(plan, at);
                Some(PhaseResult {
                    id: phase.id.clone(),
                    name: phase.name.clone(),
                    parent: phase.parent.clone(),
                    start: text(dates.start),
                    finish: text(dates.finish),
                    window: phase.window.as_ref().map(|window| window.text.clone()),
                    window_start: window.and_then(|window| window.start).map(text),
                    window_finish: window.and_then(|window| window.finish).map(text),
                    total_float_s: dates.total_float,
                    critical: dates.critical,
                })
            })
            .collect()
    }

    /// Every phase rolled up, by index; `None` for phases in which nothing has dates. O(tasks + phases).
    pub fn phase_dates(&self, plan: &Plan) -> Vec<Option<PhaseDates>> {
        let (network, phases) = (plan.network(), plan.phases());
        let mut rolled: Vec<Option<PhaseDates>> = vec![None; phases.len()];
        for task in (0..network.tasks()).filter(|task| self.is_scheduled(*task)) {
            if let Some(phase) = phases.of_task(task) {
                roll_up(&mut rolled[phase], self.leaf_dates(task));
            }
        }
        for phase in phases.parents_first().rev() {
            let filler = network.node(Role::Filler(phase)) as usize;
            if self.columns.early_start[filler] != UNSCHEDULED {
                roll_up(&mut rolled[phase], self.leaf_dates(filler));
            }
            if let (Some(dates), Some(parent)) = (rolled[phase], phases.parent(phase)) {
                roll_up(&mut rolled[parent], dates);
            }
        }
        rolled
    }

    fn leaf_dates(&self, node: usize) -> PhaseDates {
        let (start, finish) = self.planned(node as u32);
        let total_float = self.columns.total_float[node];
        let critical = if node < self.tasks { self.is_critical(node) } else { self.is_critical_node(node) };
        PhaseDates { start, finish, total_float, critical }
    }
}

fn roll_up(phase: &mut Option<PhaseDates>, member: PhaseDates) {
    *phase = Some(match *phase {
        None => member,
        Some(dates) => PhaseDates {
            start: dates.start.min(member.start),
            finish: dates.finish.max(member.finish),
            total_float: dates.total_float.min(member.total_float),
            critical: dates.critical || member.critical,
        },
    });
}

fn unscheduled(plan: &Plan, entry: &Unscheduled) -> UnscheduledTask {
    let tasks = &plan.document().tasks;
    let (task, culprit) = (&tasks[entry.task], &tasks[entry.culprit]);
    let detail = match entry.reason {
        UnscheduledReason::Inactive => "it is inactive".to_string(),
        UnscheduledReason::NoEstimate => {
            "it has no duration or estimate, and no window to fill; give it one, such as `2d`".to_string()
        }
        UnscheduledReason::DependsOnUnscheduled => {
            format!("it waits for `{}`, which has no duration or estimate, and no window to fill", culprit.id)
        }
    };
    UnscheduledTask {
        id: task.id.clone(),
        name: task.name.clone(),
        phase: task.phase.clone(),
        reason: entry.reason,
        detail,
    }
}
