//! Early dates: the latest of their bounds, for every item.

use super::{Checker, Instant, Item, Kind, Role, Target};

/// The latest bounds that dependencies make.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bounds {
    pub(super) start: Option<Instant>,
    pub(super) finish: Option<Instant>,
}

impl Bounds {
    fn and(self, other: Bounds) -> Bounds {
        Bounds { start: self.start.max(other.start), finish: self.finish.max(other.finish) }
    }
}

/// The bounds that tasks and phases get, those of their gates and of the phases around them included.
pub(super) struct AllBounds {
    pub(super) tasks: Vec<Bounds>,
    pub(super) phases: Vec<Bounds>,
}

impl Checker<'_> {
    pub(super) fn all_bounds(&self) -> AllBounds {
        let document = self.plan.document();
        let columns = &self.schedule.columns;
        let mut tasks = vec![Bounds::default(); document.tasks.len()];
        let mut phases = vec![Bounds::default(); document.phases.len()];
        let mut gates = vec![Bounds::default(); document.gates.len()];
        for bond in &self.bonds.list {
            let early = match bond.predecessor {
                Target::Task(task) => (columns.early_start[task], columns.early_finish[task]),
                Target::Phase(phase) => self.bonds.phases[phase].unwrap_or_default(),
            };
            let bound = Some(self.bonds.bound(self.plan, self.schedule, bond, bond.end(early)));
            let added = if bond.is_to_start() {
                Bounds { start: bound, finish: None }
            } else {
                Bounds { start: None, finish: bound }
            };
            let of = match bond.successor {
                Role::Task(task) => &mut tasks[task],
                Role::Gate(gate) => &mut gates[gate],
                Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => &mut phases[phase],
            };
            *of = of.and(added);
        }
        let phases = self.plan.phases().hand_down(Bounds::default(), |phase, above| phases[phase].and(above));
        for (at, task) in document.tasks.iter().enumerate() {
            if let Some(phase) = self.plan.phases().of_task(at) {
                tasks[at] = tasks[at].and(phases[phase]);
            }
            // A gate is decided when all that it waits for is there.
            if let Some(gate) = task.gate.as_deref().and_then(|id| self.bonds.gates.get(id)) {
                let decided = gates[*gate].start.max(gates[*gate].finish);
                tasks[at].start = tasks[at].start.max(decided);
            }
        }
        AllBounds { tasks, phases }
    }

    pub(super) fn check_early(&mut self) {
        let bounds = self.all_bounds();
        for item in self.items.clone() {
            let columns = &self.schedule.columns;
            let early = (columns.early_start[item.node], columns.early_finish[item.node]);
            let expected = match item.role {
                Role::Task(task) if item.has_started() => self.actual(item, task),
                Role::Task(task) => self.earliest(item, bounds.tasks[task], &self.dates.tasks[task]),
                Role::Filler(phase) | Role::Entry(phase) | Role::Rollup(phase) => {
                    self.earliest(item, bounds.phases[phase], &self.dates.phases[phase])
                }
                Role::Gate(_) => continue,
            };
            if early != expected {
                let text = |at: Instant| self.plan.axis().text(at);
                let message = format!(
                    "is at its earliest from {} to {} instead of {} to {}",
                    text(early.0),
                    text(early.1),
                    text(expected.0),
                    text(expected.1)
                );
                self.report(item.role, message);
            }
        }
    }

    fn earliest(&self, item: Item, bounds: Bounds, limits: &super::dates::Limits) -> (Instant, Instant) {
        let start = bounds.start.max(limits.start_floor);
        let finish = bounds.finish.max(limits.finish_floor);
        let start = if start.or(finish).is_none() { Some(self.dates.start) } else { start };
        let start = match item.kind {
            Kind::Work(length @ 1..) => {
                let by_start = start.map(|start| item.calendar.next_work(start));
                by_start.max(finish.map(|finish| item.calendar.add(finish, -length)))
            }
            Kind::Elapsed(length) => start.max(finish.map(|finish| finish - length)),
            _ => start.max(finish),
        };
        let start = start.unwrap_or(self.dates.start);
        (start, item.moved_to(start))
    }

    /// The dates of a started task: its start as stated, its finish if it is stated.
    fn actual(&self, item: Item, task: usize) -> (Instant, Instant) {
        let (start, finish) =
            (self.schedule.columns.early_start[task], self.schedule.columns.early_finish[task]);
        let axis = self.plan.axis();
        let Some(progress) = &self.plan.document().tasks[task].progress else { return (start, finish) };
        let exact = |stated: Option<crate::time::Moment>| {
            stated.filter(|moment| !moment.is_date()).map(|moment| axis.instant_of(moment))
        };
        let finish =
            if item.kind == Kind::Finished { exact(progress.finished).unwrap_or(finish) } else { finish };
        (exact(progress.started).unwrap_or(start).min(finish), finish)
    }
}
