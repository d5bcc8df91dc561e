//! A plan and options into all that runs need and share.

use super::general::counts;
use super::limit::{Limit, limits};
use super::model::{Model, model};
use super::notes::Notes;
use super::program::Program;
use super::{Engine, SimulateOptions};
use crate::error::Error;
use crate::model::forecast::NoteKind;
use crate::plan::Plan;
use crate::schedule::Trial;
use crate::time::Instant;

/// What runs read.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) plan: Plan,
    pub(super) options: SimulateOptions,
    pub(super) model: Model,
    /// The schedule that runs change the durations of.
    pub(super) trial: Trial,
    pub(super) limits: Vec<Limit>,
    /// The plan as sums and maxima, if it has such a form.
    program: Option<Program>,
    /// Positions of the risks that close something.
    pub(super) closing: Vec<usize>,
    /// By task: whether indices are counted of it.
    pub(super) counts: Vec<bool>,
    /// By task: its planned duration in seconds.
    pub(super) planned: Vec<i32>,
    /// When the plan starts.
    pub(super) start: Instant,
    /// When it finishes as planned.
    pub(super) deterministic: Instant,
    pub(super) notes: Notes,
}

/// More risks that close something would need too many calendars.
const CLOSING: usize = 12;

impl Context {
    /// Compiles a plan for runs.
    ///
    /// # Errors
    /// As those of the schedule; [`Error::Document`] for estimates that make no distribution and correlations that
    /// cannot exist; [`Error::Option`] for options that cannot be; [`Error::Unscheduled`] if nothing has dates.
    pub(super) fn new(plan: &Plan, options: &SimulateOptions) -> Result<Context, Error> {
        Context::with(plan, options, |_| {})
    }

    /// As [`Context::new`], with a say in what varies.
    pub(super) fn with(
        plan: &Plan,
        options: &SimulateOptions,
        change: impl FnOnce(&mut Model),
    ) -> Result<Context, Error> {
        options.check()?;
        let mut trial = Trial::new(plan, &options.schedule)?;
        let mut notes = Notes::default();
        let mut model = model(plan, &mut trial, options, &mut notes)?;
        change(&mut model);
        let document = plan.document();
        let deterministic = crate::schedule::schedule(plan, &options.schedule)?.finish();
        let Some(deterministic) = deterministic else {
            let task = document.tasks.first().map(|task| task.id.clone()).unwrap_or_default();
            return Err(Error::Unscheduled { task });
        };
        let closing: Vec<usize> =
            (0..model.risks.len()).filter(|risk| !model.risks[*risk].closures.is_empty()).collect();
        if closing.len() > CLOSING {
            let message =
                format!("at most {CLOSING} risks of a plan may close calendars; it has {}", closing.len());
            return Err(Error::Option(message));
        }
        for task in trial.loosened() {
            if let Some(task) = document.tasks.get(*task as usize) {
                notes.add(NoteKind::ConstraintsLoosened, &task.id);
            }
        }
        if model.tasks.is_empty() && model.risks.is_empty() && model.costs.items.is_empty() {
            notes.add_plain(NoteKind::NothingUncertain);
        } else if model.tasks.len() > 1 && model.groups.is_empty() {
            notes.add_plain(NoteKind::Independent);
        }
        let tasks = document.tasks.len();
        // Planned durations of tasks that are underway count in all.
        let planned = |task: usize| match trial.underway(plan, task as u32) {
            Some(underway) => underway.planned,
            None => trial.schedule().duration()[task],
        };
        let planned: Vec<i32> =
            (0..tasks).map(|task| planned(task).clamp(0, i64::from(i32::MAX)) as i32).collect();
        let limits = limits(plan, trial.schedule());
        let program = if closing.is_empty() { Program::new(plan, &trial, &model, &limits) } else { None };
        if program.as_ref().is_none_or(|program| options.indices && !program.linear.has_floats) {
            notes.add_plain(NoteKind::GeneralEngine);
        }
        Ok(Context {
            counts: (0..tasks).map(|task| counts(plan, &trial, task)).collect(),
            planned,
            limits,
            program,
            start: trial.schedule().plan_start(),
            plan: plan.clone(),
            options: *options,
            model,
            trial,
            closing,
            deterministic,
            notes,
        })
    }

    /// The plan as sums and maxima, if it comes to the same for finishes, or also for floats.
    pub(super) fn program(&self, with_floats: bool) -> Option<&Program> {
        let program = self.program.as_ref().filter(|_| self.options.engine == Engine::Automatic);
        program.filter(|program| program.linear.has_floats || !with_floats)
    }

    /// Working seconds of the plan's calendar from the start of the plan to an instant.
    pub(super) fn work_s(&self, at: Instant) -> i64 {
        let calendars = self.plan.calendars();
        calendars[calendars.default_index()].between(self.start, at)
    }

    /// The instant at which so many working seconds of the plan are done.
    pub(super) fn after_work(&self, work_s: i64) -> Instant {
        let calendars = self.plan.calendars();
        calendars[calendars.default_index()].add(self.start, work_s)
    }
}
