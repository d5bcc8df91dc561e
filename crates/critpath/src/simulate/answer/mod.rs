//! Runs into the answer: how sure date and cost are, and what makes them unsure.

mod drivers;
mod money;
mod spread;
mod tasks;

use super::context::Context;
use super::forecast::Forecast;
use super::run::Which;
use crate::control::Watch;
use crate::error::Error;
use crate::gate::statistics::wilson;
use crate::model::forecast::{ForecastResult, LimitForecast, NoteKind};
use crate::time::Instant;
use spread::Sorted;
use tasks::TaskSums;

/// Runs with what answers need of them.
struct Answer<'a> {
    context: &'a Context,
    forecast: &'a Forecast,
    sorted: Sorted,
    /// The duration of the plan over all runs.
    plan: Sums,
}

/// A sum of integers and that of their squares.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    count: i128,
    sum: i128,
    square: i128,
}

impl Sums {
    fn of(values: impl Iterator<Item = i64>) -> Sums {
        values.fold(Sums::default(), |sums, value| {
            let value = i128::from(value);
            Sums { count: sums.count + 1, sum: sums.sum + value, square: sums.square + value * value }
        })
    }

    fn mean(self) -> f64 {
        self.sum as f64 / self.count.max(1) as f64
    }

    /// `count` squared times the variance.
    fn spread(self) -> f64 {
        difference([self.count, self.square], [self.sum, self.sum])
    }

    /// Standard deviation of a sample.
    fn standard_deviation(self) -> f64 {
        let pairs = self.count * (self.count - 1);
        if pairs > 0 { libm::sqrt(self.spread() / pairs as f64) } else { 0.0 }
    }
}

/// One product less another: exact, unless they leave the range of integers.
fn difference(of: [i128; 2], less: [i128; 2]) -> f64 {
    let exact = of[0]
        .checked_mul(of[1])
        .zip(less[0].checked_mul(less[1]))
        .and_then(|(of, less)| of.checked_sub(less));
    exact.map_or_else(|| of[0] as f64 * of[1] as f64 - less[0] as f64 * less[1] as f64, |exact| exact as f64)
}

/// Pearson's coefficient of two columns; none if one of them does not vary.
fn pearson(x: Sums, y: Sums, product: i128) -> Option<f64> {
    let (of_x, of_y) = (x.spread(), y.spread());
    let together = difference([x.count, product], [x.sum, y.sum]);
    (of_x > 0.0 && of_y > 0.0).then(|| together / (libm::sqrt(of_x) * libm::sqrt(of_y)))
}

/// The answer of the runs of a part.
pub(super) fn answer(
    context: &Context,
    forecast: &Forecast,
    watch: &mut Watch,
) -> Result<ForecastResult, Error> {
    let work = forecast.finishes().map(|(_, finish)| context.work_s(finish));
    let (sorted, plan) = (Sorted(forecast.sorted_finishes()), Sums::of(work));
    let answer = Answer { context, forecast, sorted, plan };
    let document = context.plan.document();
    let sums = answer.task_sums(watch)?;
    let (mean_shift_s, merge_bias_s) = answer.shift_and_bias()?;
    let cost = answer.cost();
    let mut notes = context.notes.clone();
    if forecast.stopped_early {
        notes.add_plain(NoteKind::StoppedEarly);
    }
    Ok(ForecastResult {
        name: document.name.clone(),
        runs: forecast.runs(),
        seed: forecast.seed,
        risks: context.options.risks,
        confidence: context.options.confidence,
        start: answer.text(context.start),
        finish: answer.finish(),
        percentiles: answer.percentiles(),
        curve: answer.curve(),
        histogram: answer.histogram(),
        contingency: answer.contingency(),
        mean_shift_s,
        merge_bias_s,
        drivers: answer.drivers(&sums, watch)?,
        tasks: answer.tasks(&sums),
        windows: answer.limits(),
        joint_confidence: answer.joint_confidence(cost.as_ref()),
        cost,
        late_risks: answer.late_risks(watch)?,
        notes: notes.list(),
    })
}

impl Answer<'_> {
    fn text(&self, at: Instant) -> String {
        self.context.plan.axis().text(at)
    }

    fn runs(&self) -> u64 {
        self.sorted.0.len() as u64
    }

    /// The ranges of runs that the part holds.
    fn ranges(&self) -> impl Iterator<Item = Which<'static>> + '_ {
        self.forecast.run_ranges().map(|(from, to)| Which::Range(from..to))
    }

    /// By how much the finish moves with mean durations, and the mean finish beyond that.
    fn shift_and_bias(&self) -> Result<(i64, i64), Error> {
        let context = self.context;
        let mut trial = context.trial.clone();
        let planned = trial.run(&context.plan, false)?.unwrap_or(context.start);
        for (position, task) in context.model.tasks.iter().enumerate() {
            let mean = libm::round(context.model.mean_duration(position)) as i64;
            trial.set(task.task, task.underway, mean);
        }
        let with_means = trial.run(&context.plan, false)?.unwrap_or(context.start);
        let with_means = context.work_s(with_means);
        let bias = libm::round(self.plan.mean()) as i64 - with_means;
        Ok((with_means - context.work_s(planned), bias))
    }

    fn limits(&self) -> Vec<LimitForecast> {
        let document = self.context.plan.document();
        let kept = self.context.limits.iter().zip(&self.forecast.tally.limits);
        kept.map(|(limit, kept)| {
            use crate::model::forecast::LimitKind::{PhaseDeadline, PhaseWindow};
            let of_phase = |at: usize| (document.phases[at].id.clone(), document.phases[at].name.clone());
            let of_task = |at: usize| (document.tasks[at].id.clone(), document.tasks[at].name.clone());
            let named = match (limit.kind, limit.subject) {
                (_, None) => None,
                (PhaseDeadline | PhaseWindow, Some(at)) => Some(of_phase(at)),
                (_, Some(at)) => Some(of_task(at)),
            };
            let interval = wilson(*kept, self.runs(), self.context.options.confidence);
            let (id, name) = match named {
                Some((id, name)) => (Some(id), name),
                None => (None, document.name.clone()),
            };
            LimitForecast {
                kind: limit.kind,
                id,
                name,
                limit: self.text(limit.at),
                probability: *kept as f64 / self.runs().max(1) as f64,
                probability_low: interval.low,
                probability_high: interval.high,
            }
        })
        .collect()
    }

    fn tasks(&self, sums: &[Option<TaskSums>]) -> Vec<crate::model::forecast::TaskForecast> {
        let schedule = self.context.trial.schedule();
        let tasks = self.context.plan.document().tasks.iter().enumerate();
        tasks
            .filter(|(at, _)| schedule.is_scheduled(*at))
            .map(|(at, task)| self.task(at, task, sums.get(at).and_then(Option::as_ref)))
            .collect()
    }
}
