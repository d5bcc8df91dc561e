//! Estimates, risks and correlations of a plan into how sure its dates and its cost are.
//!
//! A plan is scheduled again and again, each time with other durations, drawn from what it states. All that is random is
//! keyed by the seed, the run and the variable ([`random`]), and all that is summed is an integer, so the outcome has
//! the same bits for any number of threads, any split into parts that are merged, and on every machine.
//!
//! In a run, in this order: a task has its own duration, drawn from its estimate, together with those it is correlated
//! with (Gaussian copula); risks that happen multiply and add to it; it takes no time if it is not needed, or if its
//! branch is not taken; the passes of [`schedule`](mod@crate::schedule) tell when all is done, on calendars that may be
//! closed. Work that is underway is known to take longer than it has taken so far.

mod answer;
mod bytes;
mod context;
mod correlation;
mod cost;
pub mod distribution;
mod draw;
mod estimate;
mod forecast;
mod general;
mod inversions;
mod limit;
mod model;
mod notes;
mod program;
mod radix;
pub mod random;
mod ranks;
mod replay;
mod run;
mod sample;
mod stated_risk;
mod table;
mod tally;
mod threads;
mod vector;
mod walk;
mod wide;

pub use correlation::{Matrix, copula_coefficient};
pub use distribution::{Distribution, DistributionError};
pub use estimate::{duration_distribution, number_distribution};
pub use forecast::Forecast;
pub(crate) use replay::replay;
pub use table::Table;
pub(crate) use walk::{DrawnDuration, DrawnNumber, Event, Walk};

use crate::control::{Control, Watch};
use crate::error::Error;
use crate::model::forecast::{ForecastResult, RiskBasis};
use crate::plan::Plan;
use crate::schedule::{ScheduleOptions, last_work};
use crate::time::Moment;
use context::Context;

/// What the caller decides about a simulation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimulateOptions {
    /// How the plan is scheduled.
    pub schedule: ScheduleOptions,
    /// How many runs are made, at most; 10,000 by default.
    pub runs: u64,
    /// The number of the first run: parts of one simulation have different runs.
    pub first_run: u64,
    /// What random numbers come from; 0 by default. The same seed gives the same answer.
    pub seed: u64,
    /// How many threads share the work, 1 by default; the answer does not depend on it.
    pub threads: usize,
    /// Which effects of the risks count.
    pub risks: RiskBasis,
    /// Whether the indices of tasks and the drivers are computed; they are by default.
    pub indices: bool,
    /// When to stop before all runs are made; never by default. A part of a larger simulation has no stop.
    pub stop: Option<Stop>,
    /// The confidence of intervals, 0 to 1; 0.95 by default.
    pub confidence: f64,
    /// How runs are made. The answer does not depend on it.
    pub engine: Engine,
}

/// How runs are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Engine {
    /// Side by side, where the plan is on one calendar; one after the other where it is not.
    #[default]
    Automatic,
    /// One after the other, through the passes of the schedule.
    General,
}

/// When the answer is exact enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// The percentile that matters.
    pub percent: f64,
    /// Half the width of its interval, in working seconds.
    pub half_width_s: i64,
}

/// The greatest number of a run.
pub const MOST_RUNS: u64 = 1 << 32;

impl Default for SimulateOptions {
    fn default() -> Self {
        SimulateOptions {
            schedule: ScheduleOptions::default(),
            runs: 10_000,
            first_run: 0,
            seed: 0,
            threads: 1,
            risks: RiskBasis::Inherent,
            indices: true,
            stop: None,
            confidence: 0.95,
            engine: Engine::Automatic,
        }
    }
}

impl SimulateOptions {
    fn check(&self) -> Result<(), Error> {
        let refuse = |message: &str| Err(Error::Option(message.into()));
        if self.runs == 0 {
            return refuse("a simulation needs at least one run");
        }
        if self.first_run.saturating_add(self.runs) > MOST_RUNS {
            return refuse("runs are numbered up to 4,294,967,296");
        }
        if !(self.confidence > 0.0 && self.confidence < 1.0) {
            return refuse("the confidence must lie between 0 and 1");
        }
        match self.stop {
            Some(Stop { percent, half_width_s })
                if !(percent > 0.0 && percent < 100.0) || half_width_s < 0 =>
            {
                refuse("a stop needs a percentile between 0 and 100, and a width that is not negative")
            }
            _ => Ok(()),
        }
    }
}

/// Makes runs of a plan: a part that merges with others.
///
/// # Errors
/// As [`schedule`](crate::schedule::schedule); [`Error::Document`] for estimates that make no distribution, branches
/// whose options do not add up and correlations that cannot exist; [`Error::Option`] for options that cannot be;
/// [`Error::Unscheduled`] if nothing has dates; [`Error::Overflow`] for durations of more than 34 years;
/// [`Error::Cancelled`].
///
/// # Complexity
/// O(runs × (tasks + dependencies)); memory O(runs + tasks + dependencies).
pub fn simulate(plan: &Plan, options: &SimulateOptions, control: &mut Control) -> Result<Forecast, Error> {
    let context = Context::new(plan, options)?;
    let mut watch = Watch::new(control, options.runs as usize);
    let forecast = forecast::make_part(&context, &mut watch)?;
    watch.finish()?;
    Ok(forecast)
}

impl Forecast {
    /// The answer of these runs. The plan and the options must be those that they were made with, but for the number of
    /// runs and threads.
    ///
    /// Rank correlations, the effect of removing a risk and the risks of late runs need the runs anew: they are drawn
    /// again, so that they need not be kept.
    ///
    /// # Errors
    /// [`Error::Forecast`] for another plan or other options; else as [`simulate`].
    ///
    /// # Complexity
    /// O(tasks × runs × log runs) with indices, and a simulation for each risk; O(runs log runs) without.
    pub fn to_result(
        &self,
        plan: &Plan,
        options: &SimulateOptions,
        control: &mut Control,
    ) -> Result<ForecastResult, Error> {
        self.check_origin(plan, options)?;
        let context = Context::new(plan, options)?;
        let mut watch = Watch::new(control, self.runs() as usize);
        let result = answer::answer(&context, self, &mut watch)?;
        watch.finish()?;
        Ok(result)
    }

    /// Whether the runs were made with this plan and these options, but for the number of runs and threads.
    ///
    /// # Errors
    /// [`Error::Forecast`] if they were not.
    pub fn check_origin(&self, plan: &Plan, options: &SimulateOptions) -> Result<(), Error> {
        if self.fingerprint == forecast::fingerprint(plan, options) {
            return Ok(());
        }
        Err(Error::Forecast("the forecast is of another plan, or of other options".into()))
    }

    /// Share of the runs that are finished by a moment; by the last working time of a day, if it is a date. O(runs).
    ///
    /// # Errors
    /// A moment that the plan's time zone cannot take.
    pub fn probability_of(&self, plan: &Plan, moment: Moment) -> Result<f64, Error> {
        plan.axis().accept(moment)?;
        let calendar = &plan.calendars()[plan.calendars().default_index()];
        let limit = last_work(plan.axis(), moment, calendar);
        let kept = self.finishes().filter(|(_, finish)| *finish <= limit).count();
        Ok(kept as f64 / self.runs() as f64)
    }
}

/// Simulates a plan and answers: [`simulate`], then [`Forecast::to_result`].
///
/// # Errors
/// As [`simulate`].
pub fn forecast(
    plan: &Plan,
    options: &SimulateOptions,
    control: &mut Control,
) -> Result<ForecastResult, Error> {
    let context = Context::new(plan, options)?;
    let mut watch = Watch::new(control, options.runs as usize);
    let part = forecast::make_part(&context, &mut watch)?;
    let result = answer::answer(&context, &part, &mut watch)?;
    watch.finish()?;
    Ok(result)
}
