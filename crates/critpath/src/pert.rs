//! Three-point estimates into the path of greatest mean, and its probability to be done by a date.
//!
//! The Program Evaluation and Review Technique (Malcolm, Roseboom, Clark and Fazar, Operations Research 7, 1959): means
//! `(a + 4m + b) / 6` and variances `((b - a) / 6)²` add up along one path, whose sum is taken for normal. Paths that
//! merge, risks and correlations are not in it; the simulation has them.

use std::collections::BTreeMap;

use crate::duration::{Duration, DurationUnit};
use crate::error::Error;
use crate::model::pert::{PertResult, PertTask};
use crate::model::result::ScheduleResult;
use crate::model::{Document, Task, WorkUnits};
use crate::plan::{Plan, amount};
use crate::schedule::{ScheduleOptions, schedule};
use crate::special::{normal_cdf, normal_quantile};
use crate::time::Instant;

/// What every answer of PERT must say.
pub const CAVEAT: &str = "PERT looks at one path and takes its length for normal: where other paths merge into it the \
    finish is later, and less sure, than this says. The simulation knows all paths, risks and correlations.";

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
/// What keeps the plan from being scheduled: it has no start, or dates leave the range.
///
/// # Complexity
/// That of building and scheduling the plan once.
pub fn pert(plan: &Plan, options: &ScheduleOptions) -> Result<Pert, Error> {
    let units = plan.document().units.clone();
    let stated: Vec<(f64, f64)> = plan.document().tasks.iter().map(|task| moments(task, &units)).collect();
    let at_means = Plan::build(at_means(plan.document(), &units))?;
    let dates = schedule(&at_means, options)?;
    let schedule = dates.to_result(&at_means);
    let of_path = |id: &String| at_means.task(id).map(|task| (task, stated[task]));
    let on_path: BTreeMap<usize, (f64, f64)> = schedule.critical_path.iter().filter_map(of_path).collect();
    let (start, finish) = (dates.start().unwrap_or_default(), dates.finish().unwrap_or_default());
    let variance: f64 = on_path.values().map(|(_, variance)| variance).sum();
    let tasks = schedule.tasks.iter().filter_map(|task| {
        let at = at_means.task(&task.id)?;
        let (mean_s, variance_s2) = stated[at];
        let on_path = on_path.contains_key(&at);
        Some(PertTask { id: task.id.clone(), mean_s, variance_s2, on_path })
    });
    let tasks: Vec<_> = tasks.collect();
    let calendars = at_means.calendars();
    let mean_s = calendars[calendars.default_index()].between(start, finish) as f64;
    let result = PertResult {
        name: schedule.name.clone(),
        start: at_means.axis().text(start),
        mean_finish: at_means.axis().text(finish),
        mean_s,
        variance_s2: variance,
        standard_deviation_s: libm::sqrt(variance),
        path: schedule.critical_path.clone(),
        tasks,
        caveat: CAVEAT.into(),
    };
    Ok(Pert { result, schedule, plan: at_means, start })
}

impl Pert {
    /// The probability that the path is done by an instant.
    #[must_use]
    pub fn probability_by(&self, at: Instant) -> f64 {
        let calendars = self.plan.calendars();
        self.probability_within(calendars[calendars.default_index()].between(self.start, at) as f64)
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
}

/// Mean and variance of a task's duration, in seconds and square seconds.
fn moments(task: &Task, units: &WorkUnits) -> (f64, f64) {
    let seconds = |duration: &Duration| duration.seconds(units) as f64;
    let range =
        task.estimate.as_ref().and_then(|e| Some((e.low.as_ref()?, e.likely.as_ref(), e.high.as_ref()?)));
    match (&task.duration, range) {
        (None, Some((low, likely, high))) => {
            let (low, high) = (seconds(low), seconds(high));
            // Without a likely value the middle is planned.
            let likely = likely.map_or(low + (high - low) / 2.0, seconds);
            let deviation = (high - low) / 6.0;
            ((low + 4.0 * likely + high) / 6.0, deviation * deviation)
        }
        _ => (amount(task, false, units).map_or(0.0, |amount| amount.seconds as f64), 0.0),
    }
}

/// The document with each estimated task at its mean, to the second.
fn at_means(document: &Document, units: &WorkUnits) -> Document {
    let mut document = document.clone();
    for task in &mut document.tasks {
        let Some(estimate) = task.estimate.as_ref().filter(|_| task.duration.is_none()) else { continue };
        let (Some(_), Some(high)) = (&estimate.low, &estimate.high) else { continue };
        let mean = Duration::new(libm::round(moments(task, units).0) as i64, DurationUnit::Second);
        task.duration = Some(if high.is_elapsed() { mean.elapsed() } else { mean });
    }
    document
}
