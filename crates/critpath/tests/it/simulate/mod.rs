//! Tests of the room `simulate` through the public interface.

mod closed_forms;
mod distributions;
mod merge;
mod model;
mod pert;
mod same_as_schedule;

use critpath::Error;
use critpath::control::never_stop;
use critpath::duration::Duration;
use critpath::model::forecast::{ForecastResult, TaskForecast};
use critpath::model::{Dependency, Distribution, Document, Estimate, Task, TaskKind};
use critpath::plan::Plan;
use critpath::simulate::{Forecast, SimulateOptions, forecast, simulate};
use critpath::time::Moment;

/// A plan around the clock that starts on 2026-12-07, with tasks (id, estimate, predecessors).
///
/// An estimate is a duration, `low/likely/high` of a triangular distribution, or `milestone`.
fn document(tasks: &[(&str, &str, &str)]) -> Document {
    let tasks = tasks.iter().map(|(id, estimate, after)| task(id, estimate, after)).collect();
    let start = Moment::parse("2026-12-07").ok();
    Document { start, calendar: Some("always".into()), tasks, ..Document::default() }
}

fn task(id: &str, estimate: &str, after: &str) -> Task {
    let milestone = estimate == "milestone";
    let after = after.split(',').map(str::trim).filter(|id| !id.is_empty());
    Task {
        id: id.into(),
        name: id.to_uppercase(),
        kind: if milestone { TaskKind::Milestone } else { TaskKind::Task },
        estimate: (!milestone).then(|| triangular(estimate)),
        after: after.map(|id| Dependency { predecessor: id.into(), ..Dependency::default() }).collect(),
        ..Task::default()
    }
}

fn triangular(text: &str) -> Estimate {
    let parts: Vec<Option<Duration>> = text.split('/').map(|part| Some(duration(part))).collect();
    match parts[..] {
        [likely] => Estimate { likely, ..Estimate::default() },
        [low, high] => Estimate { low, high, ..Estimate::default() },
        [low, likely, high] => Estimate {
            low,
            likely,
            high,
            distribution: Some(Distribution::Triangular),
            ..Estimate::default()
        },
        _ => panic!("{text}"),
    }
}

fn duration(text: &str) -> Duration {
    Duration::parse(text).unwrap()
}

fn options(runs: u64) -> SimulateOptions {
    SimulateOptions { runs, seed: 2026, ..SimulateOptions::default() }
}

fn plan(document: Document) -> Plan {
    Plan::build(document).unwrap()
}

fn part(plan: &Plan, options: &SimulateOptions) -> Forecast {
    simulate(plan, options, &mut never_stop).unwrap()
}

fn answer(document: Document, options: &SimulateOptions) -> ForecastResult {
    forecast(&plan(document), options, &mut never_stop).unwrap()
}

fn error(document: Document, options: &SimulateOptions) -> Error {
    forecast(&plan(document), options, &mut never_stop).unwrap_err()
}

fn of<'a>(result: &'a ForecastResult, id: &str) -> &'a TaskForecast {
    result.tasks.iter().find(|task| task.id == id).unwrap_or_else(|| panic!("{id} is not in the answer"))
}

/// Hours from the start of the plan to the finish of each run, in the order of the runs.
fn hours(forecast: &Forecast) -> Vec<f64> {
    // 2026-12-07 is day 20,794.
    forecast.finishes().map(|(_, finish)| (finish - 20_794 * 86_400) as f64 / 3_600.0).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64).sqrt()
}

fn share(values: &[f64], holds: impl Fn(f64) -> bool) -> f64 {
    values.iter().filter(|value| holds(**value)).count() as f64 / values.len() as f64
}

/// Within four standard errors.
fn near(what: &str, found: f64, expected: f64, standard_error: f64) {
    assert!(
        (found - expected).abs() <= 4.0 * standard_error,
        "{what}: {found} is not {expected} ± {standard_error}"
    );
}
