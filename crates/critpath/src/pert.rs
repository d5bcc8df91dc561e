//! Three-point estimates into the path of greatest mean, and its probability to be done by a date.
//!
//! The Program Evaluation and Review Technique (Malcolm, Roseboom, Clark and Fazar, Operations Research 7, 1959): means
//! `(a + 4m + b) / 6` and variances `((b - a) / 6)²` add up along one path, whose sum is taken for normal. Paths that
//! merge, risks and correlations are not in it; the simulation has them. What states its mean and variance otherwise, as
//! a lognormal distribution or a list of values does, has those.

use std::collections::BTreeSet;

use crate::duration::{Duration, DurationUnit};
use crate::error::Error;
use crate::model::pert::{PertPercentile, PertResult, PertTask};
use crate::model::result::ScheduleResult;
use crate::model::{Distribution, Document, Estimate, Task, WorkUnits};
use crate::plan::Plan;
use crate::schedule::{ScheduleOptions, schedule};
use crate::simulate::duration_distribution;
use crate::special::{normal_cdf, normal_quantile};
use crate::time::Instant;

/// What every answer of PERT must say.
pub const CAVEAT: &str = "PERT looks at one path and takes its length for normal: where other paths merge into it the \
    finish is later, and less sure, than this says. The simulation knows all paths, risks and correlations.";

/// The probabilities that an answer has dates for, in percent.
const PERCENTS: [f64; 4] = [10.0, 50.0, 80.0, 90.0];

/// The path of greatest mean and what is known of its finish.
#[derive(Debug, Clone)]
pub struct Pert {
    /// The answer as data.
    pub result: PertResult,
    /// The dates with each task at its mean.
    pub schedule: ScheduleResult,
    /// The plan with each task at its mean.
    plan: Plan,
    start: Instant,
}

/// Finds the path of greatest mean.
///
/// # Errors
/// What keeps the plan from being scheduled: it has no start, or dates leave the range. [`Error::Unscheduled`] if
/// nothing has dates.
///
/// # Complexity
/// That of scheduling the plan twice and building it once.
pub fn pert(plan: &Plan, options: &ScheduleOptions) -> Result<Pert, Error> {
    let units = plan.document().units.clone();
    let stated: Vec<_> = plan.document().tasks.iter().map(|task| moments(task, &units)).collect();
    let at_means = Plan::build(at_means(plan.document(), &units))?;
    let dates = schedule(&at_means, options)?;
    let planned = schedule(plan, options)?.finish();
    let (Some(start), Some(finish), Some(planned)) = (dates.start(), dates.finish(), planned) else {
        let task = plan.document().tasks.first().map(|task| task.id.clone()).unwrap_or_default();
        return Err(Error::Unscheduled { task });
    };
    let schedule = dates.to_result(&at_means);
    let on_path: BTreeSet<&str> = schedule.critical_path.iter().map(String::as_str).collect();
    let tasks = schedule.tasks.iter().filter_map(|task| {
        // What is not estimated takes what the schedule says.
        let (mean_s, variance_s2) = stated[at_means.task(&task.id)?].unwrap_or((task.duration_s as f64, 0.0));
        let on_path = on_path.contains(task.id.as_str());
        Some(PertTask { id: task.id.clone(), mean_s, variance_s2, on_path })
    });
    let tasks: Vec<_> = tasks.collect();
    let variance: f64 = tasks.iter().filter(|task| task.on_path).map(|task| task.variance_s2).sum();
    let mean_s = work_s(&at_means, start, finish) as f64;
    let result = PertResult {
        name: schedule.name.clone(),
        start: at_means.axis().text(start),
        deterministic: at_means.axis().text(planned),
        probability_of_deterministic: 0.0,
        mean_finish: at_means.axis().text(finish),
        mean_s,
        variance_s2: variance,
        standard_deviation_s: libm::sqrt(variance),
        percentiles: Vec::new(),
        path: schedule.critical_path.clone(),
        tasks,
        caveat: CAVEAT.into(),
    };
    let mut pert = Pert { result, schedule, plan: at_means, start };
    pert.result.probability_of_deterministic = pert.probability_by(planned);
    pert.result.percentiles = PERCENTS.iter().map(|percent| pert.percentile(*percent, planned)).collect();
    Ok(pert)
}

impl Pert {
    /// The probability that the path is done by an instant.
    #[must_use]
    pub fn probability_by(&self, at: Instant) -> f64 {
        self.probability_within(work_s(&self.plan, self.start, at) as f64)
    }

    /// The probability that the path is done within so many working seconds from its start.
    #[must_use]
    pub fn probability_within(&self, seconds: f64) -> f64 {
        let PertResult { mean_s, standard_deviation_s, .. } = self.result;
        match standard_deviation_s > 0.0 {
            true => normal_cdf((seconds - mean_s) / standard_deviation_s),
            // Nothing is uncertain.
            false => f64::from(u8::from(seconds >= mean_s)),
        }
    }

    /// Working seconds from the start within which the path is done with this probability, between 0 and 1.
    #[must_use]
    pub fn seconds_at(&self, probability: f64) -> f64 {
        let z = normal_quantile(probability.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON));
        self.result.mean_s + z * self.result.standard_deviation_s
    }

    /// The instant by which the path is done with this probability, to the second.
    #[must_use]
    pub fn instant_at(&self, probability: f64) -> Instant {
        let calendars = self.plan.calendars();
        let seconds = libm::ceil(self.seconds_at(probability)).max(0.0) as i64;
        calendars[calendars.default_index()].add(self.start, seconds)
    }

    fn percentile(&self, percent: f64, planned: Instant) -> PertPercentile {
        let at = self.instant_at(percent / 100.0);
        let finish = self.plan.axis().text(at);
        PertPercentile { percent, finish, contingency_s: work_s(&self.plan, planned, at) }
    }
}

/// Working seconds of the plan's calendar from one instant to another.
fn work_s(plan: &Plan, from: Instant, to: Instant) -> i64 {
    let calendars = plan.calendars();
    calendars[calendars.default_index()].between(from, to)
}

/// Mean and variance of the duration of a task that is uncertain, in seconds and square seconds.
fn moments(task: &Task, units: &WorkUnits) -> Option<(f64, f64)> {
    let estimate = uncertain(task)?;
    three_point(estimate, units).or_else(|| {
        let distribution = duration_distribution(estimate, units).ok()?;
        Some((distribution.mean(), distribution.variance()))
    })
}

/// The estimate that a duration is known by. Milestones take no time, and what is finished took what it took.
fn uncertain(task: &Task) -> Option<&Estimate> {
    let is_finished = task.progress.as_ref().is_some_and(|progress| progress.finished.is_some());
    task.estimate.as_ref().filter(|_| !task.kind.is_milestone() && !is_finished)
}

/// What PERT makes of low, likely and high, where these are the ends of what is possible.
fn three_point(estimate: &Estimate, units: &WorkUnits) -> Option<(f64, f64)> {
    use Distribution::{BetaPert, Triangular, Uniform};
    let is_usual = [BetaPert, Triangular, Uniform].contains(&estimate.distribution_or_implied());
    if !is_usual || estimate.shape.is_some() {
        return None;
    }
    let seconds = |duration: &Duration| duration.seconds(units) as f64;
    let (low, high) = (seconds(estimate.low.as_ref()?), seconds(estimate.high.as_ref()?));
    // Without a likely value the middle is planned.
    let likely = estimate.likely.as_ref().map_or(low + (high - low) / 2.0, seconds);
    let deviation = (high - low) / 6.0;
    Some(((low + 4.0 * likely + high) / 6.0, deviation * deviation))
}

/// The document with each estimated task at its mean, to the second.
fn at_means(document: &Document, units: &WorkUnits) -> Document {
    let mut document = document.clone();
    for task in &mut document.tasks {
        let Some((mean_s, _)) = moments(task, units) else { continue };
        let is_elapsed = uncertain(task).and_then(|e| e.durations().next()).is_some_and(|d| d.is_elapsed());
        let mean = Duration::new(libm::round(mean_s) as i64, DurationUnit::Second);
        task.duration = Some(if is_elapsed { mean.elapsed() } else { mean });
    }
    document
}
