//! The document's dependencies into one plain list, with what each end of them means.

use std::collections::BTreeMap;

use super::{Instant, Plan, Role, Schedule, Target, UNSCHEDULED, after_lag};
use crate::calendar::WorkCalendar;
use crate::model::{ConstraintKind, Dependency, LagCalendar, Relation, TaskKind};
use crate::plan::can_be_filled;
use crate::schedule::bound::{first_work, last_work};
use crate::schedule::forward::rests_of;
use crate::schedule::handed::{hands_on, until};

/// A dependency and whose it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bond<'a> {
    /// The task, phase (as its entry) or gate that states it.
    pub(super) successor: Role,
    /// The task or phase (as its roll-up) that it names.
    pub(super) predecessor: Target,
    pub(super) stated: &'a Dependency,
    /// The successor's calendar, on which the lag runs.
    pub(super) calendar: &'a WorkCalendar,
    /// It says only how late the predecessor may be: its successor is a phase that people put somewhere.
    pub(super) is_loose: bool,
}

/// All dependencies, and the early dates of the phases that they name.
pub(super) struct Bonds<'a> {
    /// Those that bind: both ends have dates.
    pub(super) list: Vec<Bond<'a>>,
    all: Vec<Bond<'a>>,
    /// Index of each gate by its id.
    pub(super) gates: BTreeMap<&'a str, usize>,
    /// Whether everything in a phase has dates.
    complete: Vec<bool>,
    pub(super) phases: Vec<Option<(Instant, Instant)>>,
    /// By phase: itself if others depend on it, or on where it starts, else the innermost phase around it that others depend on.
    nearest_named: Vec<Option<usize>>,
}

impl<'a> Bonds<'a> {
    pub(super) fn new(plan: &'a Plan, schedule: &Schedule) -> Self {
        let all = all(plan);
        let gates = plan.document().gates.iter().enumerate().rev();
        let gates = gates.map(|(at, gate)| (gate.id.as_str(), at)).collect();
        let is_named = named(plan, &all);
        let (phases, complete) = phases(plan, schedule, &is_named);
        let nearest_named =
            plan.phases().hand_down(None, |phase, above| if is_named[phase] { Some(phase) } else { above });
        let mut bonds = Bonds { list: Vec::new(), all, gates, complete, phases, nearest_named };
        bonds.list = bonds.all.iter().copied().filter(|bond| bonds.binds(schedule, bond)).collect();
        bonds
    }

    fn binds(&self, schedule: &Schedule, bond: &Bond) -> bool {
        let predecessor = match bond.predecessor {
            Target::Task(task) => schedule.is_scheduled(task),
            Target::Phase(phase) => self.phases[phase].is_some(),
        };
        let successor = match bond.successor {
            Role::Task(task) => schedule.is_scheduled(task),
            _ => true,
        };
        predecessor && successor
    }

    /// Those that a task, phase or gate states. They stand in the order of their successors.
    pub(super) fn of(&self, successor: Role) -> &[Bond<'a>] {
        let key = |role: Role| match role {
            Role::Task(task) => (0, task),
            Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => (1, phase),
            Role::Gate(gate) => (2, gate),
        };
        let first = self.list.partition_point(|bond| key(bond.successor) < key(successor));
        let end = self.list.partition_point(|bond| key(bond.successor) <= key(successor));
        &self.list[first..end]
    }

    /// Which tasks depend, in words that someone wrote, on something without dates: themselves, through a
    /// phase that they are in, or through their gate.
    pub(super) fn waiting_for_undated(&self, plan: &Plan, schedule: &Schedule) -> Vec<bool> {
        let document = plan.document();
        let undated = |bond: &Bond| {
            bond.stated.implied.is_none()
                && !bond.is_loose
                && match bond.predecessor {
                    Target::Task(task) => !schedule.is_scheduled(task),
                    Target::Phase(phase) => !self.complete[phase],
                }
        };
        let mut tasks = vec![false; document.tasks.len()];
        let mut phases = vec![false; document.phases.len()];
        let mut gates = vec![false; document.gates.len()];
        for bond in self.all.iter().filter(|bond| undated(bond)) {
            match bond.successor {
                Role::Task(task) => tasks[task] = true,
                Role::Gate(gate) => gates[gate] = true,
                Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => phases[phase] = true,
            }
        }
        let phases = plan.phases().hand_down(false, |phase, above| above || phases[phase]);
        for (at, task) in document.tasks.iter().enumerate() {
            let gate = task.gate.as_deref().and_then(|id| self.gates.get(id));
            tasks[at] |= gate.is_some_and(|gate| gates[*gate])
                || plan.phases().of_task(at).is_some_and(|phase| phases[phase]);
        }
        tasks
    }
}

impl Bonds<'_> {
    /// The phases that others depend on, from one or around it outwards.
    pub(super) fn named_around(&self, plan: &Plan, phase: usize) -> impl Iterator<Item = usize> {
        let outwards =
            |phase: &usize| plan.phases().parent(*phase).and_then(|around| self.nearest_named[around]);
        std::iter::successors(self.nearest_named[phase], outwards)
    }

    /// The phase whose links limit how late a task in a phase may be.
    pub(super) fn limiting(&self, plan: &Plan, phase: usize, states_date: bool) -> Option<usize> {
        let document = plan.document();
        // A date of its own says more than where people put its phase.
        let is_freed = states_date && document.phases[phase].is_put_by_hand();
        let named = self.nearest_named[phase]?;
        (!is_freed || !document.phases[named].is_put_by_hand()).then_some(phase)
    }
}

impl Bond<'_> {
    pub(super) fn is_from_finish(self) -> bool {
        matches!(self.stated.relation, Relation::FinishToStart | Relation::FinishToFinish)
    }

    pub(super) fn is_to_start(self) -> bool {
        matches!(self.stated.relation, Relation::FinishToStart | Relation::StartToStart)
    }

    /// The end of the predecessor that bounds, of its dates.
    pub(super) fn end(&self, dates: (Instant, Instant)) -> Instant {
        if self.is_from_finish() { dates.1 } else { dates.0 }
    }
}

impl Bonds<'_> {
    /// The bound that a successor gets if the end of its predecessor is then.
    pub(super) fn bound(&self, plan: &Plan, schedule: &Schedule, bond: &Bond, end: Instant) -> Instant {
        let seconds = match bond.predecessor {
            Target::Task(task) => schedule.duration()[task] - rests_of(plan, task),
            Target::Phase(phase) => {
                let (start, finish) = self.phases[phase].unwrap_or_default();
                plan.calendars()[plan.calendars().default_index()].between(start, finish)
            }
        };
        let calendars = plan.calendars();
        let of_predecessor = match bond.predecessor {
            Target::Task(task) => calendars.stated_for(task),
            Target::Phase(_) => calendars.default_index(),
        };
        let calendar = match schedule.rules().lag_calendar {
            LagCalendar::Successor => bond.calendar,
            LagCalendar::Predecessor => &calendars[of_predecessor],
            LagCalendar::Plan => &calendars[calendars.default_index()],
            LagCalendar::Always => &calendars[calendars.always_index()],
        };
        let bound = after_lag(calendar, &plan.document().units, bond.stated.lag, end, seconds);
        bound.max(self.handed(schedule, bond).unwrap_or(bound))
    }

    /// The bound that a predecessor which is done hands on by retained logic.
    pub(super) fn handed(&self, schedule: &Schedule, bond: &Bond) -> Option<Instant> {
        let Target::Task(task) = bond.predecessor else { return None };
        let counts = hands_on(schedule.rules()) && bond.is_from_finish() && schedule.is_finished(task);
        counts.then(|| until(&schedule.actuals, &schedule.columns, task as u32)).flatten()
    }
}

fn all(plan: &Plan) -> Vec<Bond<'_>> {
    let document = plan.document();
    let default = plan.calendars().default_index();
    let tasks = document
        .tasks
        .iter()
        .enumerate()
        .map(|(at, task)| (Role::Task(at), &task.after, plan.calendars().stated_for(at)));
    let phases =
        document.phases.iter().enumerate().map(|(at, phase)| (Role::Entry(at), &phase.after, default));
    let gates = document.gates.iter().enumerate().map(|(at, gate)| (Role::Gate(at), &gate.after, default));
    let mut bonds = Vec::new();
    for (successor, after, calendar) in tasks.chain(phases).chain(gates) {
        let calendar = &plan.calendars()[calendar];
        bonds.extend(after.iter().filter_map(|stated| {
            let predecessor = plan.target(&stated.predecessor)?;
            // Levels of effort bind nothing.
            let is_effort = |task: usize| document.tasks[task].kind == TaskKind::LevelOfEffort;
            let binds = match (predecessor, successor) {
                (Target::Task(task), _) if is_effort(task) => false,
                (_, Role::Task(task)) => !is_effort(task),
                _ => true,
            };
            binds.then_some(())?;
            // What people put somewhere waits for nothing.
            let is_loose = matches!(successor, Role::Entry(phase) if document.phases[phase].manual.is_some());
            Some(Bond { successor, predecessor, stated, calendar, is_loose })
        }));
    }
    bonds
}

/// Which phases others depend on, or on whose start there is a limit.
fn named(plan: &Plan, all: &[Bond]) -> Vec<bool> {
    let limits = [ConstraintKind::MustStartOn, ConstraintKind::StartNoLaterThan];
    let phases = plan.document().phases.iter();
    let is_limited = phases.map(|phase| phase.constraints.iter().any(|stated| limits.contains(&stated.kind)));
    let mut is_named: Vec<bool> = is_limited.collect();
    for bond in all {
        if let Target::Phase(phase) = bond.predecessor {
            is_named[phase] = true;
        }
    }
    is_named
}

/// Where people put a phase, as far as they say.
fn by_hand(plan: &Plan, phase: usize, rolled: Option<(Instant, Instant)>) -> Option<(Instant, Instant)> {
    let dates = plan.document().phases[phase].manual.as_ref()?;
    let calendar = &plan.calendars()[plan.calendars().default_index()];
    let start = dates.start.map(|at| first_work(plan.axis().instant_of(at), at, calendar));
    let finish = dates.finish.map(|at| last_work(plan.axis(), at, calendar));
    start.or(finish)?;
    let start = start.or(rolled.map(|rolled| rolled.0))?.min(finish.unwrap_or(Instant::MAX));
    Some((start, finish.or(rolled.map(|rolled| rolled.1.max(start)))?))
}

/// Earliest start and latest finish of each phase by early dates, or where people put it, and whether all in it has
/// dates.
fn phases(
    plan: &Plan,
    schedule: &Schedule,
    is_named: &[bool],
) -> (Vec<Option<(Instant, Instant)>>, Vec<bool>) {
    let phases = plan.phases();
    let mut rolled = vec![None; phases.len()];
    let mut complete = vec![true; phases.len()];
    // A phase without tasks has dates if it has a window, or if others depend on it.
    let mut holds_work = vec![false; phases.len()];
    let columns = &schedule.columns;
    let dates = |node: usize| (columns.early_start[node], columns.early_finish[node]);
    for task in 0..plan.document().tasks.len() {
        let Some(phase) = phases.of_task(task) else { continue };
        holds_work[phase] = true;
        if plan.document().tasks[task].kind == TaskKind::LevelOfEffort {
            continue;
        }
        if schedule.is_scheduled(task) {
            // What states a date of its own is no part of a phase that people put somewhere.
            let by_hand = |phase: usize| plan.document().phases[phase].is_put_by_hand();
            let named = std::iter::successors(Some(phase), |at| phases.parent(*at)).find(|at| is_named[*at]);
            let is_freed = plan.document().tasks[task].states_date() && by_hand(phase);
            if !is_freed || !named.is_some_and(by_hand) || !schedule.rules().late_keeps_early {
                super::merge(&mut rolled, Some(phase), dates(task));
            }
        } else {
            complete[phase] = false;
        }
    }
    for phase in phases.parents_first().rev() {
        let has_window = plan.document().phases[phase].window.as_ref().is_some_and(can_be_filled);
        let filler = plan.network().node(Role::Filler(phase)) as usize;
        if columns.early_start[filler] != UNSCHEDULED {
            super::merge(&mut rolled, Some(phase), dates(filler));
        } else if !holds_work[phase] && (has_window || is_named[phase]) {
            complete[phase] = false;
        }
        holds_work[phase] |= has_window;
        if is_named[phase] {
            rolled[phase] = match (by_hand(plan, phase, rolled[phase]), rolled[phase]) {
                // From the finish, people say when it is at its latest.
                (Some(latest), Some(rolled)) if schedule.rules().late_keeps_early => {
                    Some((rolled.0.min(latest.0), rolled.1.min(latest.1)))
                }
                (by_hand, rolled) => by_hand.or(rolled),
            };
            complete[phase] |= plan.document().phases[phase].is_put_by_hand();
        }
        if let Some(parent) = phases.parent(phase) {
            holds_work[parent] |= holds_work[phase];
            complete[parent] &= complete[phase];
            if let Some(dates) = rolled[phase] {
                super::merge(&mut rolled, Some(parent), dates);
            }
        }
    }
    (rolled, complete)
}
