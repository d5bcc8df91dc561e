//! What is known of tasks that have started into their facts.

use super::Rules;
use super::bound::{Bounds, first_work, last_work};
use super::handed::hands_on;
use crate::calendar::WorkCalendar;
use crate::graph::NodeKind;
use crate::model::{ProgressLogic, Task};
use crate::plan::{Amount, Plan, amount, pauses};
use crate::time::Instant;

/// The facts of a task that has started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Actual {
    /// The task.
    pub(super) node: u32,
    /// When it started.
    pub(super) start: Instant,
    /// When it finished, if it has.
    pub(super) finished: Option<Instant>,
    /// What is left of it goes on then, if its predecessors do not say later.
    pub(super) resumes: Instant,
    /// What is left of it, in seconds of its calendar, or of the clock if it is elapsed.
    pub(super) remaining: i64,
    /// The least finish that is known, if not by what remains.
    pub(super) least_finish: Option<Instant>,
    /// When those who work on it expect to finish, if that counts.
    pub(super) expected: Option<Instant>,
    /// What remains waits for the predecessors.
    pub(super) waits: bool,
    /// It is done, and what comes after it waits for what it did not wait for.
    pub(super) hands_on: bool,
    /// Where the work done so far ends.
    pub(super) stops: Instant,
    /// Its seconds are those of the clock.
    pub(super) is_elapsed: bool,
}

/// The facts of all started tasks, in order of nodes. O(started tasks).
pub(super) fn actuals(plan: &Plan, rules: &Rules, bounds: &Bounds) -> Vec<Actual> {
    plan.network().started.iter().filter_map(|node| actual(plan, rules, bounds, *node)).collect()
}

/// The calendar that the seconds of a started task are of.
pub(super) fn calendar<'a>(plan: &'a Plan, actual: &Actual) -> &'a WorkCalendar {
    let calendars = plan.calendars();
    match actual.is_elapsed {
        true => &calendars[calendars.always_index()],
        false => &calendars[plan.network().calendar(actual.node)],
    }
}

/// A finished task keeps its dates; of a started one the rest goes on where the rules say.
pub(super) fn actual(plan: &Plan, rules: &Rules, bounds: &Bounds, node: u32) -> Option<Actual> {
    let (document, axis) = (plan.document(), plan.axis());
    let task = &document.tasks[node as usize];
    let progress = task.progress.as_ref()?;
    let own = &plan.calendars()[plan.network().calendar(node)];
    let always = &plan.calendars()[plan.calendars().always_index()];
    let window = bounds.windows[plan.network().bound[node as usize] as usize].span;
    let amount = amount(task, window.finish.is_some(), &document.units).unwrap_or(Amount::NONE);
    let is_elapsed = amount.kind == NodeKind::Elapsed;
    let calendar = if is_elapsed { always } else { own };
    let begins = |at| first_work(axis.instant_of(at), at, calendar);
    let started = progress.started.map(begins);
    let fact = Actual {
        node,
        start: 0,
        finished: None,
        resumes: 0,
        remaining: 0,
        least_finish: None,
        expected: None,
        waits: rules.progress != ProgressLogic::ProgressOverride,
        hands_on: progress.finished.is_some() && hands_on(rules),
        stops: 0,
        is_elapsed,
    };
    if let Some(at) = progress.finished {
        let finish = last_work(axis, at, calendar);
        let start = started.unwrap_or_else(|| calendar.add(finish, -amount.seconds)).min(finish);
        return Some(Actual { start, finished: Some(finish), resumes: finish, stops: finish, ..fact });
    }
    let start = started?;
    let planned = match window.finish {
        Some(finish) if amount.kind == NodeKind::Fill => calendar.between(start, finish).max(0),
        _ => amount.seconds,
    };
    let pauses = |is_counted: &dyn Fn(i64) -> bool| -> i64 {
        let counted = pauses(task, &document.units).filter(|(after_s, _)| is_counted(*after_s));
        counted.map(|(_, pause_s)| pause_s).sum()
    };
    let work = planned - pauses(&|_| true);
    let left = remaining(task, work, plan);
    let done = work - left.unwrap_or(work).clamp(0, work);
    let stops = calendar.add(start, done + pauses(&|after_s| after_s < done));
    // Rests that lie ahead belong to what is left; one that goes on ends when the work is taken up.
    let left = left.map(|left| if left > 0 { left + pauses(&|after_s| after_s > done) } else { left });
    let fact = Actual { start, stops, ..fact };
    let data_date = document.data_date.filter(|_| rules.data_date_moves).map(begins);
    let resumes = progress.resumes.map(begins);
    let fact = match (data_date, left) {
        (Some(date), Some(remaining)) => {
            Actual { resumes: date.max(start).max(resumes.unwrap_or(date)), remaining, ..fact }
        }
        (Some(date), None) => Actual { resumes: start, remaining: planned, least_finish: Some(date), ..fact },
        (None, Some(remaining)) if resumes.is_some() && remaining <= planned => {
            Actual { resumes: resumes.map_or(stops, |at| at.max(stops)), remaining, ..fact }
        }
        (None, remaining) => {
            Actual { resumes: start, remaining: planned.max(remaining.unwrap_or(0)), ..fact }
        }
    };
    let expected = progress.expected_finish.filter(|_| rules.use_expected_finish);
    let by_hand = task.manual.as_ref().and_then(|dates| dates.finish);
    Some(Actual { expected: by_hand.or(expected).map(|at| last_work(axis, at, calendar)), ..fact })
}

/// What is left of a task, as stated or by its percentage.
fn remaining(task: &Task, planned: i64, plan: &Plan) -> Option<i64> {
    let progress = task.progress.as_ref()?;
    let stated = progress.remaining.map(|remaining| remaining.seconds(&plan.document().units));
    let by_percent = progress.percent.map(|percent| {
        let left = (100_000.0 - percent.clamp(0.0, 100.0) * 1000.0) as i64;
        (i128::from(planned) * i128::from(left) / 100_000) as i64
    });
    stated.or(by_percent)
}

impl Actual {
    /// When what is left of it begins and ends, given the latest bounds that its predecessors make. Of what is done, when
    /// what comes after it may begin, and its finish.
    pub(super) fn rest(
        &self,
        calendar: &WorkCalendar,
        after_start: Instant,
        after_finish: Instant,
    ) -> (Instant, Instant) {
        if let Some(finish) = self.finished {
            let handed = if self.hands_on { after_start.max(after_finish) } else { finish };
            return (handed.max(finish), finish);
        }
        let from = if self.waits { self.resumes.max(after_start) } else { self.resumes };
        let after_finish = if self.waits { after_finish } else { from };
        let by_work =
            calendar.add(from, self.remaining).max(self.least_finish.unwrap_or(from)).max(after_finish);
        // What people expect counts unless the logic rules it out.
        let expected = self.expected.filter(|expected| *expected >= from.max(after_finish));
        let finish = expected.unwrap_or(by_work);
        let begins = if self.remaining > 0 { calendar.next_work(from) } else { from };
        (begins.min(finish), finish)
    }

    /// What is left of it, in its seconds, when it goes on and finishes then.
    pub(super) fn remaining_until(&self, calendar: &WorkCalendar, rest: Instant, finish: Instant) -> i64 {
        match self.expected {
            Some(expected) if expected == finish => calendar.between(rest, finish),
            _ => self.remaining,
        }
    }
}
