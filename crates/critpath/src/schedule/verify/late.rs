//! Late dates and floats: as far as everything still holds, and not a second less.

use super::{Bond, Checker, Instant, Item, Kind, Role, Target};
use crate::time::INSTANT_LIMIT;

/// Dates of everything, by node.
type Columns = Vec<(Instant, Instant)>;

/// What happens if everything moves to certain dates while its successors keep theirs.
struct Moved {
    /// Items that then break a dependency.
    breaks: Vec<bool>,
    /// Items that have a successor.
    has_successor: Vec<bool>,
}

/// The latest ends that dependencies allow a phase.
#[derive(Clone, Copy)]
struct Until {
    start: Instant,
    finish: Instant,
}

const ANY_TIME: Until = Until { start: Instant::MAX, finish: Instant::MAX };

impl Checker<'_> {
    pub(super) fn check_late(&mut self) {
        let columns = &self.schedule.columns;
        let nodes = columns.early_start.len();
        let late: Columns = (0..nodes).map(|at| (columns.late_start[at], columns.late_finish[at])).collect();
        let planned: Columns = (0..nodes).map(|at| self.schedule.planned(at as u32)).collect();
        let place = |to: &dyn Fn(&Item) -> (Instant, Instant)| -> Columns {
            let mut dates = late.clone();
            for item in &self.items {
                dates[item.node] = to(item);
            }
            dates
        };
        let later = place(&|item| item.a_little_later(late[item.node]));
        let freed = place(&|item| self.moved_by_free(item, planned[item.node], 0));
        let beyond = place(&|item| self.moved_by_free(item, planned[item.node], 1));
        let at_latest = self.breaks(&late, &late);
        let after_latest = self.breaks(&later, &late);
        let free = self.breaks(&freed, &planned);
        let beyond_free = self.breaks(&beyond, &planned);
        for item in self.items.clone() {
            let at = item.node;
            if late[at].0 <= -INSTANT_LIMIT || item.kind == Kind::Finished {
                continue;
            }
            if !item.is_consistent(late[at]) {
                self.report(item.role, "has late dates that do not fit its duration or calendar".into());
            }
            let no_successor = !at_latest.has_successor[at];
            if at_latest.breaks[at] || self.misses_cap(&item, late[at], no_successor) {
                self.report(item.role, "is later at its latest than a successor or a limit allows".into());
            }
            if !after_latest.breaks[at] && !self.misses_cap(&item, later[at], no_successor) {
                self.report(item.role, "could be later than its latest dates".into());
            }
            self.check_floats(&item, planned[at], late[at], free.breaks[at], beyond_free.breaks[at]);
        }
    }

    fn check_floats(
        &mut self,
        item: &Item,
        planned: (Instant, Instant),
        late: (Instant, Instant),
        free_breaks: bool,
        beyond_breaks: bool,
    ) {
        let columns = &self.schedule.columns;
        let (total, free) = (columns.total_float[item.node], columns.free_float[item.node]);
        let by_start = item.between(planned.0, late.0);
        let by_finish = item.between(planned.1, late.1);
        let expected = if item.kind == Kind::Started { by_finish } else { by_start.min(by_finish) };
        if total != expected {
            self.report(item.role, format!("has a total float of {total} s instead of {expected} s"));
        }
        if free < 0 || free > total.max(0) {
            self.report(item.role, format!("has a free float of {free} s beside a total float of {total} s"));
        }
        if free > 0 && free_breaks {
            self.report(item.role, format!("moves others if it moves by its free float of {free} s"));
        }
        if free < total && !beyond_breaks && item.kind != Kind::Started {
            self.report(item.role, format!("could move further than its free float of {free} s"));
        }
    }

    fn moved_by_free(&self, item: &Item, planned: (Instant, Instant), more: i64) -> (Instant, Instant) {
        match item.kind {
            Kind::Started | Kind::Finished => planned,
            _ => item.moved(planned, self.schedule.columns.free_float[item.node] + more),
        }
    }

    /// Whether dates are beyond what someone stated, or beyond the plan's finish.
    fn misses_cap(&self, item: &Item, dates: (Instant, Instant), no_successor: bool) -> bool {
        let limits = match item.role {
            Role::Task(task) => &self.dates.tasks[task],
            Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => &self.dates.phases[phase],
            Role::Gate(_) => return false,
        };
        let held = self.schedule.rules().cap_at_finish || no_successor;
        let plan_finish = self.schedule.finish().filter(|_| held);
        let own_start_cap =
            limits.start_cap.filter(|_| matches!(item.role, Role::Task(_)) && !item.has_started());
        limits.finish_cap.is_some_and(|cap| dates.1 > cap)
            || plan_finish.is_some_and(|cap| dates.1 > cap)
            || own_start_cap.is_some_and(|cap| dates.0 > cap)
    }

    /// Who breaks a dependency when everything is at `dates`, each for itself, and successors at `kept`.
    fn breaks(&self, dates: &Columns, kept: &Columns) -> Moved {
        let document = self.plan.document();
        let nodes = dates.len();
        let kept = self.successors(kept);
        let mut moved = Moved { breaks: vec![false; nodes], has_successor: vec![false; nodes] };
        let mut started = vec![false; nodes];
        for item in &self.items {
            started[item.node] = item.has_started();
        }
        let mut phases = vec![ANY_TIME; document.phases.len()];
        for (phase, limits) in self.dates.phases.iter().enumerate() {
            phases[phase].start = limits.start_cap.unwrap_or(Instant::MAX);
        }
        for bond in &self.bonds.list {
            let Some(limit) = kept.limit(bond) else { continue };
            match bond.predecessor {
                Target::Task(task) => {
                    if started[task] && !bond.is_from_finish() {
                        continue;
                    }
                    let bound = self.bonds.bound(self.plan, self.schedule, bond, bond.end(dates[task]));
                    moved.breaks[task] |= bound > limit;
                    moved.has_successor[task] = true;
                }
                Target::Phase(phase) => {
                    let until = self.latest_end(bond, limit);
                    let ends = &mut phases[phase];
                    let end = if bond.is_from_finish() { &mut ends.finish } else { &mut ends.start };
                    *end = until.min(*end);
                }
            }
        }
        // What is first in a phase is first in those around that start with it.
        let starts = |phase: usize| self.bonds.phases[phase].map(|dates| dates.0);
        let phases = self.plan.phases().hand_down(ANY_TIME, |phase, above: Until| {
            let first =
                self.plan.phases().parent(phase).is_some_and(|parent| starts(parent) == starts(phase));
            let own = phases[phase];
            Until {
                start: if first { own.start.min(above.start) } else { own.start },
                finish: own.finish.min(above.finish),
            }
        });
        for item in &self.items {
            let Some(phase) = item.phase else { continue };
            let (start, finish) = dates[item.node];
            let is_first = Some(self.schedule.columns.early_start[item.node]) == starts(phase);
            let start_until =
                if is_first && !item.has_started() { phases[phase].start } else { Instant::MAX };
            moved.breaks[item.node] |= start > start_until || finish > phases[phase].finish;
            moved.has_successor[item.node] |= start_until.min(phases[phase].finish) < Instant::MAX;
        }
        moved
    }

    /// The latest end of a predecessor that keeps a bound, found by bisection.
    fn latest_end(&self, bond: &Bond, limit: Instant) -> Instant {
        let (mut holds, mut breaks) = (-2 * INSTANT_LIMIT, 2 * INSTANT_LIMIT);
        while breaks - holds > 1 {
            let middle = holds + (breaks - holds) / 2;
            if self.bonds.bound(self.plan, self.schedule, bond, middle) <= limit {
                holds = middle;
            } else {
                breaks = middle;
            }
        }
        holds
    }

    /// What dependencies must not push beyond: the dates of successors, of what is in successor phases,
    /// and of what waits for successor gates.
    fn successors(&self, kept: &Columns) -> Successors {
        let document = self.plan.document();
        let mut successors = Successors {
            tasks: vec![None; document.tasks.len()],
            phases: vec![None; document.phases.len()],
            gates: vec![None; document.gates.len()],
        };
        // What has started waits for nothing.
        for item in self.items.iter().filter(|item| !item.has_started()) {
            let (start, finish) = kept[item.node];
            let until = Until { start, finish: item.meets_until(finish) };
            if let Some(phase) = item.phase {
                lower(&mut successors.phases[phase], until);
            }
            if let Role::Task(task) = item.role {
                successors.tasks[task] = Some(until);
                let gate = document.tasks[task].gate.as_deref().and_then(|id| self.bonds.gates.get(id));
                if let Some(gate) = gate {
                    lower(&mut successors.gates[*gate], Until { start, finish: start });
                }
            }
        }
        for phase in self.plan.phases().parents_first().rev() {
            if let (Some(until), Some(parent)) = (successors.phases[phase], self.plan.phases().parent(phase))
            {
                lower(&mut successors.phases[parent], until);
            }
        }
        successors
    }
}

struct Successors {
    tasks: Vec<Option<Until>>,
    phases: Vec<Option<Until>>,
    gates: Vec<Option<Until>>,
}

impl Successors {
    fn limit(&self, bond: &Bond) -> Option<Instant> {
        let until = match bond.successor {
            Role::Task(task) => self.tasks[task],
            Role::Gate(gate) => self.gates[gate],
            Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => self.phases[phase],
        }?;
        Some(if bond.is_to_start() { until.start } else { until.finish })
    }
}

fn lower(until: &mut Option<Until>, to: Until) {
    let known = until.unwrap_or(ANY_TIME);
    *until = Some(Until { start: known.start.min(to.start), finish: known.finish.min(to.finish) });
}

impl Item<'_> {
    /// The finish that belongs to a start.
    pub(super) fn moved_to(&self, start: Instant) -> Instant {
        match self.kind {
            Kind::Elapsed(length) => start + length,
            Kind::Work(length @ 1..) => self.calendar.add(start, length),
            _ => start,
        }
    }

    /// The next later dates that differ.
    fn a_little_later(&self, dates: (Instant, Instant)) -> (Instant, Instant) {
        match self.kind {
            Kind::Work(1..) | Kind::Elapsed(_) => self.moved(dates, 1),
            Kind::Work(_) => (dates.0 + 1, dates.1 + 1),
            Kind::Started | Kind::Finished => (dates.0, self.calendar.add(dates.1, 1)),
        }
    }

    /// Whether dates fit duration and calendar.
    fn is_consistent(&self, (start, finish): (Instant, Instant)) -> bool {
        match self.kind {
            Kind::Work(1..) => self.calendar.next_work(start) == start && self.moved_to(start) == finish,
            Kind::Started | Kind::Finished => true,
            _ => self.moved_to(start) == finish,
        }
    }
}
