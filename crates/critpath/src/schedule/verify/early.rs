//! Early dates: the latest of their bounds, for every item.

use super::super::handed::hands_on;
use super::successors::Kept;
use super::{Bond, Checker, Hold, Instant, Item, Kind, Role, Target};
use crate::model::Relation;
use crate::time::INSTANT_LIMIT;

/// The latest bounds that dependencies make.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bounds {
    pub(super) start: Option<Instant>,
    pub(super) finish: Option<Instant>,
    /// A finish waits for a start.
    pub(super) from_start_to_finish: bool,
}

impl Bounds {
    fn and(self, other: Bounds) -> Bounds {
        Bounds {
            start: self.start.max(other.start),
            finish: self.finish.max(other.finish),
            from_start_to_finish: self.from_start_to_finish || other.from_start_to_finish,
        }
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
        for bond in self.bonds.list.iter().filter(|bond| !bond.is_loose) {
            if self.is_done_already(bond) {
                continue;
            }
            let early = match bond.predecessor {
                Target::Task(task) => {
                    self.linked(task, (columns.early_start[task], columns.early_finish[task]), Kept::Now)
                }
                Target::Phase(phase) => self.bonds.phases[phase].unwrap_or_default(),
            };
            let handed = self.bonds.handed(self.schedule, bond).filter(|_| self.is_to_done(bond));
            let bound = self.bonds.bound(self.plan, self.schedule, bond, bond.end(early));
            let bound = Some(handed.unwrap_or(bound));
            let added = if bond.is_to_start() {
                Bounds { start: bound, ..Bounds::default() }
            } else {
                Bounds {
                    finish: bound,
                    from_start_to_finish: bond.stated.relation == Relation::StartToFinish
                        && matches!(bond.successor, Role::Task(_)),
                    ..Bounds::default()
                }
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

    /// Whether the successor is done, and hands on what it did not wait for.
    pub(super) fn is_to_done(&self, bond: &Bond) -> bool {
        let is_finished = |task| self.schedule.is_finished(task);
        hands_on(self.rules()) && matches!(bond.successor, Role::Task(task) if is_finished(task))
    }

    /// Whether what a dependency of something that is done asks for is done, too.
    pub(super) fn is_done_already(&self, bond: &Bond) -> bool {
        let Target::Task(task) = bond.predecessor else { return false };
        let is_started = self.schedule.actual(task).is_some();
        let is_asked = match bond.is_from_finish() {
            false => is_started,
            true => self.schedule.is_finished(task) && self.bonds.handed(self.schedule, bond).is_none(),
        };
        self.is_to_done(bond) && is_asked
    }

    pub(super) fn check_early(&mut self) {
        let bounds = self.all_bounds();
        for item in self.items.clone() {
            if let (Role::Task(task), Some(actual)) =
                (item.role, item.actual.filter(|actual| actual.hands_on))
            {
                let at = |bound: Option<Instant>| bound.unwrap_or(-INSTANT_LIMIT);
                let of = bounds.tasks[task];
                let until = actual.rest(item.calendar, at(of.start), at(of.finish)).0;
                if self.rest_now(&item) != Some(until) {
                    self.report(item.role, "hands on another date than what it did not wait for".into());
                }
            }
            let columns = &self.schedule.columns;
            let early = (columns.early_start[item.node], columns.early_finish[item.node]);
            let expected = match item.role {
                Role::Task(_) if item.kind == Kind::Effort => continue,
                Role::Task(task) if item.has_started() => self.actual(item, task, bounds.tasks[task]),
                Role::Task(task) => self.earliest(item, bounds.tasks[task], &self.dates.tasks[task]),
                Role::Filler(phase) | Role::Entry(phase) | Role::Rollup(phase) => {
                    self.earliest(item, bounds.phases[phase], &self.dates.phases[phase])
                }
                Role::Gate(_) => continue,
            };
            let placed = self.held(item, expected);
            // What people put somewhere is as late as it is.
            let by_hand = matches!(item.hold, Some(Hold::Manual { .. }));
            if placed.0 < expected.0 && !by_hand {
                self.logic[item.node] = Some(expected.0);
            }
            let columns = &self.schedule.columns;
            let late = (columns.late_start[item.node], columns.late_finish[item.node]);
            // A plan that grows as tasks move to their latest dates leaves others where they were.
            let moves = self.is_late_by_total_float(&item) && late.0 > placed.0 && early != placed;
            let moves = moves && !self.rules().late_keeps_early;
            let expected = if moves { late } else { placed };
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
        let base = limits.base.unwrap_or(self.dates.base);
        let unbound = match self.rules().start_bounds_finish_links {
            true => {
                let by_link = bounds.finish.is_some() && bounds.finish >= limits.finish_floor;
                finish.is_none() || by_link && !bounds.from_start_to_finish
            }
            false => finish.is_none(),
        };
        let start = match start {
            None if unbound => Some(base),
            start if limits.base.is_some() => start.max(Some(base)),
            start => start,
        };
        let start = start.map(|start| self.delayed(item, start, 1));
        let start = match item.kind {
            Kind::Work(length @ 1..) => {
                let by_start = start.map(|start| item.calendar.next_work(start));
                by_start.max(finish.map(|finish| item.calendar.add(finish, -length)))
            }
            Kind::Elapsed(length) => start.max(finish.map(|finish| finish - length)),
            Kind::Beginning => start.max(finish).map(|at| item.calendar.next_work(at)),
            _ => start.max(finish),
        };
        let start = start.unwrap_or(self.dates.base);
        (start, item.moved_to(start))
    }

    /// The dates of a started task: its start as stated; its finish if it is stated, else where what is left of it ends.
    fn actual(&self, item: Item, task: usize, bounds: Bounds) -> (Instant, Instant) {
        let (start, finish) =
            (self.schedule.columns.early_start[task], self.schedule.columns.early_finish[task]);
        let axis = self.plan.axis();
        let Some(progress) = &self.plan.document().tasks[task].progress else { return (start, finish) };
        let exact = |stated: Option<crate::time::Moment>| {
            stated.filter(|moment| !moment.is_date()).map(|moment| axis.instant_of(moment))
        };
        let finish = match item.actual {
            Some(actual) if actual.finished.is_none() => {
                let at = |bound: Option<Instant>| bound.unwrap_or(-INSTANT_LIMIT);
                actual.rest(item.calendar, at(bounds.start), at(bounds.finish)).1
            }
            _ => exact(progress.finished).unwrap_or(finish),
        };
        (exact(progress.started).unwrap_or(start).min(finish), finish)
    }

    /// The dates that links of a task look at.
    pub(super) fn linked(&self, task: usize, dates: (Instant, Instant), which: Kept) -> (Instant, Instant) {
        let item = self.items.binary_search_by_key(&task, |item| item.node).map(|at| &self.items[at]);
        let is_at_work = |item: &Item| item.actual.is_some_and(|actual| actual.finished.is_none());
        match item {
            // Lags look at the start of what is left.
            Ok(item) if self.rules().start_lag_from_early_start && is_at_work(item) => {
                let rest = match which {
                    Kept::Now => self.rest_now(item).unwrap_or(dates.0),
                    Kept::Latest => item.calendar.add(dates.1, -self.left(item)),
                };
                (rest, dates.1)
            }
            _ => dates,
        }
    }

    /// A start, after the time that a task waits by decision, or before it if the sign is negative.
    pub(super) fn delayed(&self, item: Item, start: Instant, sign: i64) -> Instant {
        let Role::Task(task) = item.role else { return start };
        let Some(delay) = self.plan.document().tasks[task].delay else { return start };
        match delay.seconds(&self.plan.document().units) {
            ..=0 => start,
            seconds if delay.is_elapsed() => start + sign * seconds,
            seconds => item.calendar.add(start, sign * seconds),
        }
    }

    /// Where dates that hold put an item that the logic puts elsewhere.
    fn held(&self, item: Item, logic: (Instant, Instant)) -> (Instant, Instant) {
        let starts = |at: Instant| {
            let start = if item.works() { item.calendar.next_work(at) } else { at };
            (start, item.moved_to(start))
        };
        let finishes = |at: Instant| match item.kind {
            Kind::Work(length @ 1..) => starts(item.calendar.add(at, -length)),
            Kind::Elapsed(length) => starts(at - length),
            _ => starts(at),
        };
        match item.hold {
            _ if item.has_started() => logic,
            None | Some(Hold::Loose) => logic,
            Some(Hold::StartAt(at)) => starts(at),
            Some(Hold::FinishAt(at)) => finishes(at),
            Some(Hold::NotAfter { start, finish }) => {
                let by_start = start.filter(|at| *at < logic.0).map(starts);
                let by_finish = finish.filter(|at| *at < logic.1).map(finishes);
                by_start.into_iter().chain(by_finish).chain([logic]).min().unwrap_or(logic)
            }
            Some(Hold::Expected(at)) => {
                let takes_longer = item.works() && at > logic.0;
                (logic.0, if takes_longer { item.moved_to(logic.0) } else { logic.1 })
            }
            Some(Hold::Manual { start, finish }) if self.rules().late_keeps_early => {
                (start.unwrap_or(logic.0).min(logic.0), finish.unwrap_or(logic.1).min(logic.1))
            }
            Some(Hold::Manual { start, finish }) => {
                let start = start.unwrap_or(logic.0).min(finish.unwrap_or(Instant::MAX));
                (start, finish.unwrap_or_else(|| item.moved_to(start)))
            }
        }
    }

    /// Whether an item stands at its latest dates, where that moves its successors.
    pub(super) fn is_late_by_total_float(&self, item: &Item) -> bool {
        let is_limit = matches!(item.hold, Some(Hold::NotAfter { .. }));
        let late = self.plan.network().late.binary_search(&(item.node as u32)).is_ok();
        let any = !self.plan.network().late.is_empty() || self.rules().late_keeps_early;
        let moves = if is_limit { self.rules().from_finish } else { late && item.hold.is_none() };
        any && moves && self.rules().late_uses_total_float && !item.has_started()
    }
}
