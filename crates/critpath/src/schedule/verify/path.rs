//! The critical path: every link of it drives the next.

use super::successors::Kept;
use super::{Checker, Instant, Kind, Role, Target};
use crate::model::result::Cause;
use crate::schedule::{Driven, Drivers};

impl Checker<'_> {
    pub(super) fn check_path(&mut self) {
        let drivers = Drivers::new(self.plan, self.schedule);
        let path = drivers.critical_path();
        let columns = &self.schedule.columns;
        let (Some(first), Some(last)) = (path.first(), path.last()) else {
            if self.schedule.finish().is_some() {
                self.report(Role::Task(0), "the critical path is empty".into());
            }
            return;
        };
        let role = |node: u32| self.plan.network().role(node);
        let mut wrong = Vec::new();
        let others = self.items.iter().filter(|item| item.kind != Kind::Effort);
        if others.map(|item| columns.early_finish[item.node]).max()
            != Some(columns.early_finish[*last as usize])
        {
            wrong.push((role(*last), "ends the critical path, but others finish later"));
        }
        let of_first = drivers.driven(*first);
        let by_hand = of_first.via.is_some_and(|via| match via.predecessor {
            Role::Rollup(phase) => self.is_by_hand(phase),
            _ => false,
        });
        if of_first.cause == Cause::Dependency && !by_hand {
            wrong.push((role(*first), "begins the critical path, but is driven"));
        }
        for pair in path.windows(2) {
            let driven = drivers.driven(pair[1]);
            if driven.cause != Cause::Successor && !self.drives(pair[0], pair[1], &driven) {
                wrong.push((role(pair[1]), "is not driven by what stands before it on the critical path"));
            }
        }
        for (role, message) in wrong {
            self.report(role, message.into());
        }
    }

    /// Whether people put a phase, or one in it, somewhere.
    fn is_by_hand(&self, phase: usize) -> bool {
        let phases = self.plan.document().phases.iter().enumerate();
        let mut by_hand = phases.filter(|(_, inner)| inner.manual.is_some());
        by_hand.any(|(inner, _)| self.plan.phases().and_above(Some(inner)).any(|around| around == phase))
    }

    /// Whether the document states the dependency, and it alone decides the start.
    fn drives(&self, driver: u32, driven: u32, by: &Driven) -> bool {
        let columns = &self.schedule.columns;
        let Some(via) = by.via else { return false };
        let predecessor = match via.predecessor {
            Role::Task(task) => Target::Task(task),
            Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => Target::Phase(phase),
            Role::Gate(_) => return false,
        };
        let start = columns.early_start[driven as usize];
        let Ok(at) = self.items.binary_search_by_key(&(driven as usize), |item| item.node) else {
            return false;
        };
        let item = &self.items[at];
        let lands = |bound: Instant, to_start: bool| match (item.works(), to_start) {
            (true, true) => item.calendar.next_work(bound) == start,
            (true, false) => item.calendar.between(columns.early_finish[driven as usize], bound) == 0,
            _ if item.kind == Kind::Beginning => item.calendar.next_work(bound) == start,
            (false, true) => bound == start,
            (false, false) => bound == columns.early_finish[driven as usize],
        };
        let own = (columns.early_start[driver as usize], columns.early_finish[driver as usize]);
        let linked = self.linked(driver as usize, own, Kept::Now);
        self.bonds.of(via.successor).iter().any(|bond| {
            // A phase starts when its first task does, whatever is left of that.
            let (end, of_driver) = match bond.predecessor {
                Target::Task(task) => (bond.end(linked), task == driver as usize),
                Target::Phase(phase) => {
                    // What drives by way of a phase is the first or last in it, if people did not put it somewhere.
                    let end = self.bonds.phases[phase].map_or(bond.end(own), |dates| bond.end(dates));
                    (end, end == bond.end(own) || self.is_by_hand(phase))
                }
            };
            bond.predecessor == predecessor
                && of_driver
                && lands(self.bonds.bound(self.plan, self.schedule, bond, end), bond.is_to_start())
        })
    }
}
