//! A plan into its schedule with other durations, again and again: the passes of one run of a simulation.

use std::collections::BTreeMap;

use super::bound::NEVER_AFTER;
use super::hold::Hold;
use super::{Rules, Schedule, ScheduleOptions, amounts, forward, schedule};
use crate::control::{Watch, never_stop};
use crate::error::Error;
use crate::plan::Plan;
use crate::time::Instant;

/// A schedule whose durations are changed and whose passes are run anew, without allocation.
///
/// Nothing but the logic and dates that people set for starts may hold a run, or its outcome would be forced: dates
/// of constraints count as the earliest they allow, deadlines and "no later" bound nothing, and a plan that is
/// scheduled from its finish keeps the start that follows from it.
#[derive(Debug, Clone)]
pub(crate) struct Trial {
    schedule: Schedule,
    /// How long each node takes as planned.
    planned: Vec<i64>,
    /// How long each node takes in this run, before dates set by hand say otherwise.
    amounts: Vec<i64>,
    /// How long tasks rest within the time that they take, of those that do.
    rests: BTreeMap<u32, i64>,
    /// By position among the started tasks: what is left as planned.
    remaining: Vec<i64>,
    /// Tasks whose dates no longer hold.
    loosened: Vec<u32>,
}

/// What is known of the work on a task that has started and not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Underway {
    /// Its whole duration as planned, in its seconds.
    pub(crate) planned: i64,
    /// The time that it has taken so far.
    pub(crate) elapsed: i64,
}

impl Trial {
    /// Schedules a plan that is to be run with other durations.
    ///
    /// # Errors
    /// As [`schedule`].
    pub(crate) fn new(plan: &Plan, options: &ScheduleOptions) -> Result<Trial, Error> {
        let schedule = schedule(plan, options)?;
        let remaining = schedule.actuals.iter().map(|actual| actual.remaining).collect();
        let planned = amounts(plan, &schedule.bounds);
        let amounts = planned.clone();
        let rests = (0..schedule.tasks).map(|task| (task as u32, forward::rests_of(plan, task)));
        let rests = rests.filter(|(_, rest_s)| *rest_s > 0).collect();
        let mut trial = Trial { schedule, planned, amounts, rests, remaining, loosened: Vec::new() };
        trial.loosen(plan);
        Ok(trial)
    }

    fn loosen(&mut self, plan: &Plan) {
        let schedule = &mut self.schedule;
        let held: Vec<(u32, Hold)> = schedule.holds.list.clone();
        for (node, hold) in held {
            if matches!(hold, Hold::StartAt(_) | Hold::FinishAt(_) | Hold::NotAfter { .. }) {
                self.loosened.push(node);
                schedule.holds.renew(plan.network().nodes(), node, None, &mut schedule.columns.beyond);
            }
        }
        for bound in &mut schedule.bounds.table {
            bound.finish_cap.at = NEVER_AFTER;
        }
        schedule.bounds.clear_start_caps();
        let rules = schedule.rules;
        schedule.rules =
            Rules { from_finish: false, deadline_replaces_finish: false, open_ends_critical: false, ..rules };
        self.loosened.sort_unstable();
    }

    /// Lets nothing but its work say how long a task takes.
    pub(crate) fn free(&mut self, plan: &Plan, task: u32) {
        let schedule = &mut self.schedule;
        if let Some(Hold::Expected(_)) = schedule.holds.of(task) {
            schedule.holds.renew(plan.network().nodes(), task, None, &mut schedule.columns.beyond);
        }
        if let Ok(at) = schedule.actuals.binary_search_by_key(&task, |actual| actual.node) {
            schedule.actuals[at].expected = None;
        }
    }

    /// The tasks that dates of constraints held, in rising order.
    pub(crate) fn loosened(&self) -> &[u32] {
        &self.loosened
    }

    /// The nodes that dates hold.
    pub(super) fn holds(&self) -> impl Iterator<Item = u32> + '_ {
        self.schedule.holds.list.iter().map(|(node, _)| *node)
    }

    /// How long a node works as planned, in its seconds.
    pub(crate) fn planned(&self, task: u32) -> i64 {
        self.planned[task as usize] - self.rests.get(&task).copied().unwrap_or(0)
    }

    /// Whether a task rests within the time that it takes.
    pub(super) fn has_rests(&self) -> bool {
        !self.rests.is_empty()
    }

    /// What is known of a task that has started and not finished.
    pub(crate) fn underway(&self, plan: &Plan, task: u32) -> Option<Underway> {
        let actual = self.schedule.actual(task as usize)?;
        if actual.finished.is_some() {
            return None;
        }
        let calendar = super::actual::calendar(plan, actual);
        let done = calendar.between(actual.start, actual.stops).max(0);
        let elapsed = match actual.least_finish {
            Some(date) => calendar.between(actual.start, date).max(0),
            None => done,
        };
        let begun = if actual.resumes > actual.start { done } else { 0 };
        Some(Underway { planned: begun + actual.remaining, elapsed })
    }

    /// Sets how long a task works in the next runs, its rests aside; of one that is underway, in all.
    pub(crate) fn set(&mut self, task: u32, underway: Option<Underway>, seconds: i64) {
        match underway {
            Some(underway) => {
                if let Ok(at) = self.schedule.actuals.binary_search_by_key(&task, |actual| actual.node) {
                    self.schedule.actuals[at].remaining =
                        (self.remaining[at] + seconds - underway.planned).max(0);
                }
            }
            None => {
                let rests_s = self.rests.get(&task).copied().unwrap_or(0);
                self.amounts[task as usize] = if seconds > 0 { seconds + rests_s } else { 0 };
            }
        }
    }

    /// Runs the passes: forward for the finish, backward too for floats. The finish; none if nothing has dates.
    ///
    /// # Errors
    /// [`Error::Overflow`].
    pub(crate) fn run(&mut self, plan: &Plan, with_floats: bool) -> Result<Option<Instant>, Error> {
        self.schedule.columns.amount.copy_from_slice(&self.amounts);
        let mut stop = never_stop;
        let mut watch = Watch::new(&mut stop, 0);
        let moves_late = self.schedule.rules.late_uses_total_float && !plan.network().late.is_empty();
        if with_floats || moves_late {
            self.schedule.run(plan, &mut watch)?;
            self.schedule.find_longest_path(plan);
        } else {
            let (input, columns) = self.schedule.parts(plan);
            forward::forward(&input, columns, &mut watch)?;
            self.schedule.finish = self.schedule.latest_finish(plan.network());
        }
        Ok(self.schedule.finish)
    }

    /// The schedule of the last run.
    pub(crate) fn schedule(&self) -> &Schedule {
        &self.schedule
    }
}
