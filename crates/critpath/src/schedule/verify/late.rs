//! Late dates and floats: as far as everything still holds, and not a second less.

use super::super::bound::NEVER_AFTER;
use super::super::handed::{Back, hands_on};
use super::successors::{ANY_TIME, Columns, Kept};
use super::{Bond, Checker, Hold, Instant, Item, Kind, Role, Target};
use crate::model::FloatBy;
use crate::time::INSTANT_LIMIT;

/// What happens if everything moves to certain dates while its successors keep theirs.
struct Moved {
    /// Items that then break a dependency.
    breaks: Vec<bool>,
    /// Items that have a successor.
    has_successor: Vec<bool>,
}

impl Checker<'_> {
    pub(super) fn check_late(&mut self) {
        let columns = &self.schedule.columns;
        let nodes = columns.early_start.len();
        let late: Columns = (0..nodes).map(|at| (columns.late_start[at], columns.late_finish[at])).collect();
        let at_latest: Columns = (0..nodes).map(|at| self.schedule.planned(at as u32)).collect();
        let planned: Columns = (0..nodes).map(|at| self.now(at)).collect();
        let keeps_early = self.rules().late_keeps_early;
        let stated_late = late;
        let late: Columns = self.with_lengths_by_hand(&stated_late);
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
        let latest = self.breaks(&late, &stated_late, Kept::Latest);
        let after_latest = self.breaks(&later, &stated_late, Kept::Latest);
        let free = self.breaks(&freed, &planned, Kept::Now);
        let beyond_free = self.breaks(&beyond, &planned, Kept::Now);
        if hands_on(self.rules()) {
            self.check_back(&late, &planned);
        }
        for item in self.items.clone() {
            let at = item.node;
            if late[at].0 <= -INSTANT_LIMIT || matches!(item.kind, Kind::Finished | Kind::Effort) {
                continue;
            }
            // It was as late as it could be before it moved.
            if !keeps_early && self.is_late_by_total_float(&item) && late[at] == planned[at] {
                continue;
            }
            if keeps_early && self.is_put_at_latest(&item) {
                self.check_put_at_latest(&item, planned[at], late[at], at_latest[at]);
                continue;
            }
            if matches!(item.hold, Some(Hold::StartAt(_) | Hold::FinishAt(_))) && !item.has_started() {
                self.check_held(&item, planned[at], late[at]);
                continue;
            }
            if late[at] != stated_late[at] && !self.takes_planned(&item, stated_late[at]) {
                self.report(item.role, "does not take as long at its latest as it was planned to".into());
            }
            if !item.is_consistent(late[at]) {
                self.report(item.role, "has late dates that do not fit its duration or calendar".into());
            }
            let no_successor = !latest.has_successor[at];
            if latest.breaks[at] || self.misses_cap(&item, late[at], no_successor) {
                self.report(item.role, "is later at its latest than a successor or a limit allows".into());
            }
            if !after_latest.breaks[at] && !self.misses_cap(&item, later[at], no_successor) {
                self.report(item.role, "could be later than its latest dates".into());
            }
            let has_successor = beyond_free.has_successor[at];
            let breaks = [free.breaks[at], beyond_free.breaks[at] || !has_successor];
            self.check_floats(&item, planned[at], late[at], breaks);
        }
    }

    /// Late dates where what people put somewhere takes as long as between their dates.
    fn with_lengths_by_hand(&self, late: &Columns) -> Columns {
        let mut own = late.clone();
        for item in self.items.iter().filter(|item| self.is_as_planned(item)) {
            let Kind::Work(length) = item.kind else { continue };
            let (_, finish) = late[item.node];
            own[item.node].0 = item.calendar.next_work(item.calendar.add(finish, -length));
        }
        own
    }

    /// Whether the late start of an item counts from its late finish by what was planned, not by what people made of it.
    fn is_as_planned(&self, item: &Item) -> bool {
        let rules = self.rules();
        let by_hand = matches!(item.hold, Some(Hold::Manual { .. })) && item.works();
        by_hand && rules.manual_takes_planned && !rules.late_keeps_early && !item.has_started()
    }

    fn takes_planned(&self, item: &Item, (start, finish): (Instant, Instant)) -> bool {
        let planned = match item.role {
            Role::Task(task) => super::duration(self.plan, task),
            _ => None,
        };
        match planned {
            Some(Kind::Work(planned)) => {
                start == item.calendar.next_work(item.calendar.add(finish, -planned))
            }
            _ => true,
        }
    }

    /// The dates that floats count from: the planned ones, or the earliest where what is late keeps them.
    pub(super) fn now(&self, node: usize) -> (Instant, Instant) {
        let columns = &self.schedule.columns;
        match self.rules().late_keeps_early {
            true => (columns.early_start[node], columns.early_finish[node]),
            false => self.schedule.planned(node as u32),
        }
    }

    fn check_floats(
        &mut self,
        item: &Item,
        planned: (Instant, Instant),
        late: (Instant, Instant),
        [free_breaks, beyond_breaks]: [bool; 2],
    ) {
        let columns = &self.schedule.columns;
        let (total, free) = (columns.total_float[item.node], columns.free_float[item.node]);
        // What the logic says beyond the dates that hold is missing at the start.
        let beyond = self.logic[item.node].map_or(0, |logic| item.between(planned.0, logic));
        let by_start = item.float(planned.0, late.0) - beyond;
        let by_finish = item.float(planned.1, late.1);
        let is_started = item.kind == Kind::Started;
        let expected = if is_started { by_finish } else { self.total_float(by_start, by_finish) };
        if total != expected {
            self.report(item.role, format!("has a total float of {total} s instead of {expected} s"));
        }
        if free < 0 || free > total.max(0) && !self.rules().free_beyond_total {
            self.report(item.role, format!("has a free float of {free} s beside a total float of {total} s"));
        }
        if item.float_calendar.is_some() {
            return self.check_free_as_stated(item, planned, total, free);
        }
        if free > 0 && free_breaks {
            self.report(item.role, format!("moves others if it moves by its free float of {free} s"));
        }
        let is_expected = matches!(item.hold, Some(Hold::Expected(_)));
        if free < total && !beyond_breaks && item.kind != Kind::Started && !is_expected {
            self.report(item.role, format!("could move further than its free float of {free} s"));
        }
    }

    /// Free float on another calendar than that of the work is the time until the first successor.
    fn check_free_as_stated(&mut self, item: &Item, planned: (Instant, Instant), total: i64, free: i64) {
        let Role::Task(task) = item.role else { return };
        let nodes = self.schedule.columns.early_start.len();
        let now: Columns = (0..nodes).map(|at| self.now(at)).collect();
        let successors = self.successors(&now, Kept::Now);
        let of_task = self.bonds.list.iter().filter(|bond| bond.predecessor == Target::Task(task));
        let expected = of_task.fold(total, |expected, bond| {
            let is_fact = item.has_started() && !bond.is_from_finish();
            match successors.limit(bond).filter(|_| !is_fact) {
                Some(limit) => expected.min(item.float(bond.end(planned), self.latest_end(bond, limit))),
                None => expected,
            }
        });
        let is_expected = item.actual.is_some_and(|actual| actual.expected.is_some());
        if free != expected.max(0) && item.hold.is_none() && !is_expected {
            let expected = expected.max(0);
            self.report(item.role, format!("has a free float of {free} s instead of {expected} s"));
        }
    }

    fn moved_by_free(&self, item: &Item, planned: (Instant, Instant), more: i64) -> (Instant, Instant) {
        match item.kind {
            Kind::Started | Kind::Finished | Kind::Effort => planned,
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
        let held = self.rules().cap_at_finish || no_successor;
        let plan_finish = held.then(|| self.schedule.plan_finish(self.plan));
        let own_finish = self.schedule.columns.early_finish[item.node];
        let open_end = Some(own_finish).filter(|_| no_successor && self.rules().open_ends_critical);
        let own_start_cap =
            limits.start_cap.filter(|_| matches!(item.role, Role::Task(_)) && !item.has_started());
        limits.finish_cap.is_some_and(|cap| dates.1 > cap)
            || plan_finish.is_some_and(|cap| dates.1 > cap)
            || open_end.is_some_and(|cap| dates.1 > cap)
            || own_start_cap.is_some_and(|cap| dates.0 > cap)
    }

    /// Who breaks a dependency when everything is at `dates`, each for itself, and successors at `kept`.
    fn breaks(&self, dates: &Columns, kept: &Columns, which: Kept) -> Moved {
        let document = self.plan.document();
        let nodes = dates.len();
        let kept = self.successors(kept, which);
        let mut moved = Moved { breaks: vec![false; nodes], has_successor: vec![false; nodes] };
        let mut started = vec![false; nodes];
        for item in &self.items {
            started[item.node] = item.has_started();
        }
        let mut phases = vec![ANY_TIME; document.phases.len()];
        for (phase, limits) in self.dates.phases.iter().enumerate() {
            // Caps limit free float only as total float does.
            let counts = which == Kept::Latest || !self.rules().free_beyond_total;
            phases[phase].start = limits.start_cap.filter(|_| counts).unwrap_or(Instant::MAX);
        }
        for bond in &self.bonds.list {
            let is_done = self.is_done_already(bond);
            let Some(limit) = kept.limit(bond).filter(|_| !is_done || !bond.is_from_finish()) else {
                continue;
            };
            match bond.predecessor {
                Target::Task(task) => {
                    let is_fact = started[task] && !self.rest_moves(task);
                    if is_fact && !bond.is_from_finish() {
                        continue;
                    }
                    let end = bond.end(self.linked(task, dates[task], which));
                    // Lags do not count towards what is done.
                    let bound =
                        if is_done { end } else { self.bonds.bound(self.plan, self.schedule, bond, end) };
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
        let finish_until = self
            .plan
            .phases()
            .hand_down(Instant::MAX, |phase, above: Instant| phases[phase].finish.min(above));
        for item in &self.items {
            if which == Kept::Now && !self.rules().free_by_phases {
                break;
            }
            let states_date = matches!(item.role, Role::Task(task) if document.tasks[task].states_date());
            let limiting = |phase| self.bonds.limiting(self.plan, phase, states_date);
            let Some(phase) = item.phase.and_then(limiting) else { continue };
            let (start, finish) = dates[item.node];
            // What is first in a phase is first in those around that start with it.
            let early_start = self.schedule.columns.early_start[item.node];
            let around = self.bonds.named_around(self.plan, phase);
            let is_first =
                |phase: &usize| self.bonds.phases[*phase].is_some_and(|dates| dates.0 == early_start);
            let bounds_start = !self.rules().phase_start_is_free;
            let around = around.filter(|_| bounds_start);
            let starts_until = around.take_while(is_first).map(|phase| phases[phase].start).min();
            let start_until = starts_until.filter(|_| !item.has_started()).unwrap_or(Instant::MAX);
            moved.breaks[item.node] |= start > start_until || finish > finish_until[phase];
            moved.has_successor[item.node] |= start_until.min(finish_until[phase]) < Instant::MAX;
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
}

impl Checker<'_> {
    /// What is done hands on the least that its successors allow.
    fn check_back(&mut self, late: &Columns, planned: &Columns) {
        let (latest, now) = (self.successors(late, Kept::Latest), self.successors(planned, Kept::Now));
        for item in self.items.clone() {
            let Role::Task(task) = item.role else { continue };
            let Some(back) = self.back(&item).filter(|_| item.actual.is_some_and(|actual| actual.hands_on))
            else {
                continue;
            };
            let mut expected = Back::ANY_TIME;
            for bond in &self.bonds.list {
                if bond.predecessor == Target::Task(task) && bond.is_from_finish() {
                    expected.late = expected.late.min(latest.limit(bond).unwrap_or(NEVER_AFTER));
                    expected.now = expected.now.min(now.limit(bond).unwrap_or(NEVER_AFTER));
                }
            }
            if back != expected {
                self.report(item.role, format!("hands back {back:?} instead of {expected:?}"));
            }
        }
    }

    /// When what is left of a started task begins now.
    pub(super) fn rest_now(&self, item: &Item) -> Option<Instant> {
        let node = item.actual?.node;
        let at = self.schedule.actuals.binary_search_by_key(&node, |actual| actual.node).ok()?;
        Some(self.schedule.columns.rest[at])
    }

    /// What is left of a started task, in its seconds.
    pub(super) fn left(&self, item: &Item) -> i64 {
        let rest = self.rest_now(item).zip(item.actual);
        let finish = self.schedule.columns.early_finish[item.node];
        rest.map_or(0, |(rest, actual)| actual.remaining_until(item.calendar, rest, finish))
    }

    /// Whether links from the start of a task look at what is left of it.
    pub(super) fn rest_moves(&self, task: usize) -> bool {
        let waits =
            self.schedule.actual(task).is_some_and(|actual| actual.waits && actual.finished.is_none());
        waits && self.rules().start_lag_from_early_start
    }

    /// What dates hold stands there at its latest, too; what the logic says beyond is missing.
    fn check_held(&mut self, item: &Item, planned: (Instant, Instant), late: (Instant, Instant)) {
        let total = self.schedule.columns.total_float[item.node];
        let beyond = self.logic[item.node].map_or(0, |logic| item.between(planned.0, logic));
        if late != planned {
            self.report(item.role, "is held by a date, but not at its latest".into());
        }
        let expected = self.total_float(-beyond, 0);
        if total != expected {
            self.report(item.role, format!("has a total float of {total} s instead of {expected} s"));
        }
    }

    /// Whether an item keeps its earliest dates, but is put elsewhere: at its latest, or where people say.
    fn is_put_at_latest(&self, item: &Item) -> bool {
        let by_hand = matches!(item.hold, Some(Hold::Manual { .. }));
        (by_hand || self.is_late_by_total_float(item)) && !item.has_started()
    }

    /// What is put somewhere is there at its latest; its float counts from its earliest dates.
    fn check_put_at_latest(
        &mut self,
        item: &Item,
        early: (Instant, Instant),
        late: (Instant, Instant),
        planned: (Instant, Instant),
    ) {
        let expected = match item.hold {
            Some(Hold::Manual { start, finish }) => (start.unwrap_or(late.0), finish.unwrap_or(late.1)),
            _ => (planned.0.min(late.0), planned.1.min(late.1)),
        };
        if late != expected || planned.0 < late.0 {
            self.report(item.role, "is not where it is to be at its latest".into());
        }
        let columns = &self.schedule.columns;
        let (total, free) = (columns.total_float[item.node], columns.free_float[item.node]);
        let beyond = self.logic[item.node].map_or(0, |logic| item.between(early.0, logic));
        let by_start = item.float(early.0, late.0) - beyond;
        let expected = match item.hold {
            Some(Hold::Manual { .. }) => by_start,
            _ => self.total_float(by_start, item.float(early.1, late.1)),
        };
        if total != expected || free < 0 || free > total.max(0) {
            self.report(item.role, format!("has floats of {total} s and {free} s instead of {expected} s"));
        }
    }

    /// The total float of what may move so far at its start and at its finish, as the rules have it.
    fn total_float(&self, by_start: i64, by_finish: i64) -> i64 {
        match self.rules().float_by {
            FloatBy::Start => by_start,
            FloatBy::Finish => by_finish,
            FloatBy::Least => by_start.min(by_finish),
        }
    }
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
            // The end of the work of a second that begins then.
            Kind::End if self.calendar.next_work(dates.0) < INSTANT_LIMIT => {
                let at = self.calendar.next_work(dates.0) + 1;
                (at, at)
            }
            Kind::Work(_) | Kind::Beginning | Kind::End => (dates.0 + 1, dates.1 + 1),
            Kind::Started | Kind::Finished | Kind::Effort => (dates.0, self.calendar.add(dates.1, 1)),
        }
    }

    /// Whether dates fit duration and calendar.
    fn is_consistent(&self, (start, finish): (Instant, Instant)) -> bool {
        match self.kind {
            Kind::Work(1..) => self.calendar.next_work(start) == start && self.moved_to(start) == finish,
            Kind::Started | Kind::Finished | Kind::Effort => true,
            _ => self.moved_to(start) == finish,
        }
    }
}
