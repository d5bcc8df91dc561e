//! What successors keep into the latest ends that they allow what comes before them.

use super::super::bound::NEVER_AFTER;
use super::super::handed::Back;
use super::{Bond, Checker, Hold, Instant, Item, Kind, Role};
use crate::model::ProgressLogic;

/// Dates of everything, by node.
pub(super) type Columns = Vec<(Instant, Instant)>;

/// The latest ends that dependencies allow a phase.
#[derive(Clone, Copy)]
pub(super) struct Until {
    pub(super) start: Instant,
    pub(super) finish: Instant,
}

pub(super) const ANY_TIME: Until = Until { start: Instant::MAX, finish: Instant::MAX };

/// Which dates successors keep.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kept {
    /// Their latest.
    Latest,
    /// Those that they have.
    Now,
}

impl Checker<'_> {
    /// What dependencies must not push beyond: the dates of successors, of what is in successor phases,
    /// and of what waits for successor gates.
    pub(super) fn successors(&self, kept: &Columns, which: Kept) -> Successors {
        let document = self.plan.document();
        let mut successors = Successors {
            tasks: vec![None; document.tasks.len()],
            phases: vec![None; document.phases.len()],
            gates: vec![None; document.gates.len()],
        };
        for item in &self.items {
            if let (Some(phase), Some((start, finish))) =
                (item.phase, self.kept_in_phase(item, kept[item.node], which))
            {
                lower(&mut successors.phases[phase], Until { start, finish: item.meets_until(finish) });
            }
            let Some((start, finish)) = self.kept(item, kept[item.node], which) else { continue };
            let until = Until { start, finish: item.meets_until(finish) };
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

    /// The dates that a successor keeps; none if it waits for nothing.
    fn kept(&self, item: &Item, dates: (Instant, Instant), which: Kept) -> Option<(Instant, Instant)> {
        let bounds = self.rules().started_bounds_predecessors;
        match (item.kind, item.actual, which) {
            // By actual dates, what is done had to wait for what is not.
            (Kind::Finished, Some(_), Kept::Latest)
                if self.rules().progress == ProgressLogic::ActualDates =>
            {
                Some(dates)
            }
            (Kind::Finished, Some(actual), _) if actual.hands_on => {
                let back = self.back(item)?;
                let at = if which == Kept::Latest { back.late } else { back.now };
                (at < NEVER_AFTER).then_some((at, at))
            }
            (Kind::Effort | Kind::Finished, ..) => None,
            (Kind::Started, Some(actual), _) => {
                let until = |left: i64| item.calendar.add(dates.1, -left);
                match which {
                    Kept::Now if actual.waits => self.rest_now(item).map(|rest| (rest, dates.1)),
                    Kept::Latest if actual.waits => Some((until(self.left(item)), dates.1)),
                    Kept::Now => bounds.then_some((actual.start, dates.1)),
                    // Work done so far cannot be moved; what follows it might wait.
                    Kept::Latest if actual.stops > actual.start => {
                        bounds.then_some((actual.stops.max(actual.resumes), dates.1))
                    }
                    Kept::Latest => bounds.then_some((until(actual.remaining), dates.1)),
                }
            }
            // A bound must leave the time that it waits.
            _ => Some((self.delayed(*item, dates.0, -1), dates.1)),
        }
    }

    /// The dates by which an item bounds what its phase waits for.
    fn kept_in_phase(
        &self,
        item: &Item,
        dates: (Instant, Instant),
        which: Kept,
    ) -> Option<(Instant, Instant)> {
        match item.kind {
            _ if which == Kept::Now || !self.rules().started_starts_its_phase => {
                self.kept(item, dates, which)
            }
            Kind::Started => Some(dates),
            // What people put somewhere is there.
            _ => match item.hold {
                Some(Hold::Manual { .. }) if !self.rules().late_keeps_early && !item.has_started() => {
                    Some(self.now(item.node))
                }
                _ => self.kept(item, dates, which),
            },
        }
    }

    /// What the successors of something that is done allow what comes before it.
    pub(super) fn back(&self, item: &Item) -> Option<Back> {
        let node = item.actual?.node;
        let at = self.schedule.actuals.binary_search_by_key(&node, |actual| actual.node).ok()?;
        Some(self.schedule.columns.back[at])
    }
}

pub(super) struct Successors {
    tasks: Vec<Option<Until>>,
    phases: Vec<Option<Until>>,
    gates: Vec<Option<Until>>,
}

impl Successors {
    pub(super) fn limit(&self, bond: &Bond) -> Option<Instant> {
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
