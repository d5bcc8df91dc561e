//! Deadlines and windows of a plan into the instants that something should be done by.

use crate::graph::Role;
use crate::model::forecast::LimitKind;
use crate::model::{Phase, Task};
use crate::plan::Plan;
use crate::rollback::change_window;
use crate::schedule::{Schedule, last_work};
use crate::time::{Instant, Moment};

/// When something should be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) kind: LimitKind,
    /// The phase or task; none for the plan.
    pub(super) subject: Option<usize>,
    pub(super) at: Instant,
    /// The nodes that must be done.
    pub(super) nodes: Vec<u32>,
}

/// The limits of a plan: its deadline, the change window, then those of phases and tasks in the order of the document. Where nothing that
/// has a limit has dates, it is left out.
pub(super) fn limits(plan: &Plan, schedule: &Schedule) -> Vec<Limit> {
    let (document, network) = (plan.document(), plan.network());
    let calendar = &plan.calendars()[plan.calendars().default_index()];
    let by_end_of = |moment: Moment| last_work(plan.axis(), moment, calendar);
    let leaves = || network.order().iter().copied().filter(|node| network.is_leaf(*node));
    let mut found = Vec::new();
    let mut add = |kind, subject, at: Option<Instant>, nodes: &dyn Fn() -> Vec<u32>| {
        let Some(at) = at else { return };
        let nodes = nodes();
        if !nodes.is_empty() {
            found.push(Limit { kind, subject, at, nodes });
        }
    };
    let all = || leaves().collect::<Vec<u32>>();
    add(LimitKind::PlanDeadline, None, document.deadline.map(by_end_of), &all);
    if let Some((closes, tasks)) = change_window(plan, schedule) {
        add(LimitKind::ChangeWindow, None, Some(closes), &|| tasks.clone());
    }
    for (at, phase) in document.phases.iter().enumerate() {
        let inside = || leaves().filter(|node| is_in(plan, *node, at)).collect::<Vec<u32>>();
        let Phase { deadline, .. } = phase;
        add(LimitKind::PhaseDeadline, Some(at), deadline.map(by_end_of), &inside);
        let window = schedule.phase_window(plan, at).and_then(|window| window.finish);
        add(LimitKind::PhaseWindow, Some(at), window, &inside);
    }
    for (at, task) in document.tasks.iter().enumerate() {
        let Task { deadline, .. } = task;
        let itself = || if schedule.is_scheduled(at) { vec![at as u32] } else { Vec::new() };
        add(LimitKind::TaskDeadline, Some(at), deadline.map(by_end_of), &itself);
        let window = schedule.task_window(plan, at).and_then(|window| window.finish);
        add(LimitKind::TaskWindow, Some(at), window, &itself);
    }
    found
}

/// Whether a leaf is in a phase, or in one within it.
fn is_in(plan: &Plan, node: u32, phase: usize) -> bool {
    let own = match plan.network().role(node) {
        Role::Task(task) => plan.phases().of_task(task),
        Role::Filler(phase) => Some(phase),
        Role::Entry(_) | Role::Rollup(_) | Role::Gate(_) => None,
    };
    plan.phases().and_above(own).any(|above| above == phase)
}
