//! Blocks of runs through the passes of the schedule: any plan, every convention and calendar.

use std::collections::BTreeMap;

use super::context::Context;
use super::sample::{Runs, Sampler};
use super::tally::Tally;
use crate::error::Error;
use crate::graph::NodeKind;
use crate::model::Weekday;
use crate::model::{Calendar, CalendarWindow, CalendarWindowKind, Document, Shift, WorkDay};
use crate::plan::Plan;
use crate::schedule::Trial;
use crate::time::{Instant, TimeOfDay};

/// Runs of a block.
pub(super) const BLOCK: usize = 64;

/// Makes runs one after the other.
#[derive(Debug)]
pub(super) struct General<'a> {
    context: &'a Context,
    /// The plan with what is closed, and its schedule, by the risks that close something.
    scenarios: BTreeMap<u64, Scenario>,
    durations: Vec<i32>,
}

#[derive(Debug)]
struct Scenario {
    plan: Plan,
    trial: Trial,
}

/// One run with its schedule.
pub(super) struct Scheduled<'r> {
    /// Its place in the block.
    pub(super) place: usize,
    /// The risks that close something and happen, a bit for each.
    pub(super) closed: u64,
    pub(super) finish: Instant,
    /// The plan with what is closed.
    pub(super) plan: &'r Plan,
    pub(super) trial: &'r Trial,
    /// The durations of uncertain tasks in all runs of the block, row by row.
    durations: &'r [i32],
    /// How many runs the block has.
    count: usize,
}

impl<'a> General<'a> {
    pub(super) fn new(context: &'a Context) -> Self {
        General { context, scenarios: BTreeMap::new(), durations: Vec::new() }
    }

    /// The finish of each run; what is counted of them goes into the tally.
    ///
    /// # Errors
    /// As those of the schedule.
    pub(super) fn block(
        &mut self,
        sampler: &mut Sampler,
        runs: Runs,
        finishes: &mut [Instant],
        tally: &mut Tally,
    ) -> Result<(), Error> {
        let context = self.context;
        let with_floats = !tally.tasks.is_empty();
        self.each(sampler, runs, with_floats, &mut |sampler, run| {
            finishes[run.place] = run.finish;
            count(context, sampler, &run, tally);
            Ok(())
        })
    }

    /// Schedules the runs of a block one after the other, and shows each.
    ///
    /// # Errors
    /// As those of the schedule, and of who looks.
    pub(super) fn each(
        &mut self,
        sampler: &mut Sampler,
        runs: Runs,
        with_floats: bool,
        look: &mut dyn FnMut(&Sampler, Scheduled) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (context, count) = (self.context, runs.len());
        sampler.begin(runs);
        self.durations.resize(count * context.model.tasks.len(), 0);
        for (position, row) in self.durations.chunks_exact_mut(count).enumerate() {
            sampler.durations(position, runs, row);
        }
        for place in 0..count {
            let closed = closed(context, sampler, place);
            let Scenario { plan, trial } = scenario(context, &mut self.scenarios, closed)?;
            for (position, task) in context.model.tasks.iter().enumerate() {
                let seconds = self.durations[position * count + place];
                trial.set(task.task, task.underway, i64::from(seconds));
            }
            let finish = trial.run(plan, with_floats)?.unwrap_or(context.start);
            let durations = &self.durations;
            look(sampler, Scheduled { place, closed, finish, plan, trial, durations, count })?;
        }
        Ok(())
    }
}

/// Which risks that close something happen in a run.
fn closed(context: &Context, sampler: &Sampler, place: usize) -> u64 {
    let closing = context.closing.iter().enumerate();
    closing.filter(|(_, risk)| sampler.hits[**risk].happens[place]).fold(0, |mask, (bit, _)| mask | 1 << bit)
}

fn count(context: &Context, sampler: &Sampler, run: &Scheduled, tally: &mut Tally) {
    let schedule = run.trial.schedule();
    for (limit, kept) in context.limits.iter().zip(&mut tally.limits) {
        let done = limit.nodes.iter().map(|node| schedule.planned(*node).1).max();
        *kept += u64::from(done.is_some_and(|done| done <= limit.at));
    }
    if tally.tasks.is_empty() {
        return;
    }
    let plan_s = context.work_s(run.finish);
    let mut uncertain = context.model.tasks.iter().enumerate().peekable();
    for (at, sums) in tally.tasks.iter_mut().enumerate() {
        let varying = uncertain.next_if(|(_, task)| task.task as usize == at);
        if !context.counts[at] {
            continue;
        }
        let duration = match varying {
            Some((position, _)) => run.durations[position * run.count + run.place],
            None => context.planned[at],
        };
        sums.add_run(duration, schedule.total_float()[at], schedule.is_critical(at), plan_s);
    }
    for ((risk, hit), sums) in context.model.risks.iter().zip(&sampler.hits).zip(&mut tally.risks) {
        if hit.happens[run.place] {
            sums.happened += 1;
            sums.critical += u64::from(risk.tasks.iter().any(|task| schedule.is_critical(*task as usize)));
        }
    }
}

/// The plan with what is closed.
fn scenario<'a>(
    context: &Context,
    scenarios: &'a mut BTreeMap<u64, Scenario>,
    closed: u64,
) -> Result<&'a mut Scenario, Error> {
    use std::collections::btree_map::Entry;
    match scenarios.entry(closed) {
        Entry::Occupied(known) => Ok(known.into_mut()),
        Entry::Vacant(new) => {
            let scenario = match closed {
                0 => Scenario { plan: context.plan.clone(), trial: context.trial.clone() },
                _ => {
                    let plan = Plan::build(with_closures(context, closed))?;
                    let mut trial = Trial::new(&plan, &context.options.schedule)?;
                    context.model.tasks.iter().for_each(|task| trial.free(&plan, task.task));
                    Scenario { plan, trial }
                }
            };
            Ok(new.insert(scenario))
        }
    }
}

/// The document with the closures of some risks in its calendars.
fn with_closures(context: &Context, closed: u64) -> Document {
    let mut document = context.plan.document().clone();
    document.calendar.get_or_insert_with(|| crate::calendar::STANDARD.into());
    for (bit, risk) in context.closing.iter().enumerate() {
        if closed & (1 << bit) == 0 {
            continue;
        }
        let risk = &context.model.risks[*risk];
        for closure in &risk.closures {
            let window = CalendarWindow {
                kind: CalendarWindowKind::Deny,
                start: closure.start,
                finish: closure.finish,
                ..CalendarWindow::default()
            };
            let calendars = match &closure.calendar {
                Some(calendar) => vec![calendar.clone()],
                None => calendars_of(context, &risk.tasks),
            };
            for id in calendars {
                calendar(&mut document, id).windows.push(window.clone());
            }
        }
    }
    document
}

/// The calendars of some tasks; that of the plan if there are none.
fn calendars_of(context: &Context, tasks: &[u32]) -> Vec<String> {
    let document = context.plan.document();
    let of_plan = || document.calendar.clone().unwrap_or_else(|| crate::calendar::STANDARD.into());
    let own = tasks.iter().map(|task| &document.tasks[*task as usize]);
    let mut ids: Vec<String> = own.map(|task| task.calendar.clone().unwrap_or_else(of_plan)).collect();
    if ids.is_empty() {
        ids.push(of_plan());
    }
    ids.sort();
    ids.dedup();
    ids
}

/// The calendar with this id; one of those that every plan has is written out.
fn calendar(document: &mut Document, id: String) -> &mut Calendar {
    let at = match document.calendars.iter().position(|calendar| calendar.id == id) {
        Some(at) => at,
        None => {
            let hours = |start: u32, finish: u32| Shift {
                start: TimeOfDay::from_seconds(start * 3_600),
                finish: TimeOfDay::from_seconds(finish * 3_600),
                ..Shift::default()
            };
            let (days, shifts) = match id == crate::calendar::ALWAYS {
                true => (Weekday::ALL, vec![hours(0, 24)]),
                false => (&Weekday::ALL[..5], vec![hours(8, 12), hours(13, 17)]),
            };
            let week = vec![WorkDay { days: days.to_vec(), shifts, ..WorkDay::default() }];
            document.calendars.push(Calendar { id, week, ..Calendar::default() });
            document.calendars.len() - 1
        }
    };
    &mut document.calendars[at]
}

/// Whether a task counts among those that indices are of.
pub(super) fn counts(plan: &Plan, trial: &Trial, task: usize) -> bool {
    trial.schedule().is_scheduled(task)
        && !trial.schedule().is_finished(task)
        && plan.network().kind(task as u32) != NodeKind::Effort
}
