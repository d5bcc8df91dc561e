//! Cases of simulation into checks: distributions, networks of paths that merge, and indices of runs that are given.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, Figure};
use crate::control::never_stop;
use crate::duration::{Duration, DurationUnit};
use crate::error::Error;
use crate::model::forecast::{ForecastResult, TaskForecast};
use crate::model::{CorrelationMeasure, Dependency, Distribution as Name, Document, Estimate, Task};
use crate::plan::Plan;
use crate::simulate::{
    Distribution, DistributionError, Forecast, SimulateOptions, copula_coefficient, replay, simulate,
};
use crate::time::{Moment, naive};

/// A unit of time of the source is an hour around the clock.
const UNIT_S: f64 = 3_600.0;

/// Distributions with their figures.
#[derive(Debug, Deserialize)]
pub(super) struct Distributions {
    distributions: Vec<Spread>,
    /// Coefficients of the copula: (measure, coefficient, expected).
    #[serde(default)]
    copula: Vec<(CorrelationMeasure, f64, f64)>,
}

/// A distribution and what is known of it.
#[derive(Debug, Deserialize)]
struct Spread {
    name: Name,
    /// Low, likely and high; or mean and standard deviation; or two values at 10 and 90 %.
    #[serde(default)]
    of: Vec<f64>,
    /// The shares below the outer ones.
    #[serde(default)]
    shares: Option<[f64; 2]>,
    mean: Option<f64>,
    variance: Option<f64>,
    /// The ends of its range.
    ends: Option<[f64; 2]>,
    /// Quantiles by percent.
    #[serde(default)]
    quantiles: Vec<(f64, f64)>,
}

impl Distributions {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let number = |what: String, computed: f64, published: f64| {
            Check::new(what, Figure::Number(computed), Figure::Number(published), tolerance)
        };
        let mut checks = Vec::new();
        for spread in &self.distributions {
            let called = format!("{} {:?}", spread.name, spread.of);
            let distribution = match spread.distribution() {
                Ok(distribution) => distribution,
                Err(error) => {
                    checks.push(Check::failed(called, error));
                    continue;
                }
            };
            let moments = [
                ("mean", spread.mean, distribution.mean()),
                ("variance", spread.variance, distribution.variance()),
            ];
            for (what, published, computed) in moments {
                checks.extend(
                    published.map(|published| number(format!("{what} of {called}"), computed, published)),
                );
            }
            for (what, computed, at) in
                [("low end", distribution.least(), 0), ("high end", distribution.greatest(), 1)]
            {
                let published = spread.ends.map(|ends| ends[at]);
                checks.extend(
                    published.map(|published| number(format!("{what} of {called}"), computed, published)),
                );
            }
            for (percent, published) in &spread.quantiles {
                let computed = distribution.quantile(percent / 100.0);
                checks.push(number(format!("P{percent} of {called}"), computed, *published));
            }
        }
        for (measure, coefficient, published) in &self.copula {
            let computed = copula_coefficient(*coefficient, *measure);
            checks.push(number(format!("copula for {measure} {coefficient}"), computed, *published));
        }
        checks
    }
}

impl Spread {
    fn distribution(&self) -> Result<Distribution, DistributionError> {
        let [low, high] = self.shares.unwrap_or([0.1, 0.9]);
        match (self.name, self.of.as_slice()) {
            (Name::BetaPert, [a, m, b]) => Distribution::beta_pert(*a, *m, *b, 4.0),
            (Name::Triangular, [a, m, b]) => Distribution::triangular(*a, *m, *b),
            (Name::Trigen, [a, m, b]) => Distribution::trigen((*a, low), *m, (*b, high)),
            (Name::Lognormal, [a, b]) if self.shares.is_some() => {
                Distribution::lognormal_by_percentiles((*a, low), (*b, high))
            }
            (Name::Lognormal, [mean, deviation]) => Distribution::lognormal(*mean, *deviation),
            _ => Err(DistributionError::Number),
        }
    }
}

/// Networks with uncertain durations; every figure within four standard errors.
#[derive(Debug, Deserialize)]
pub(super) struct Simulations {
    runs: u64,
    networks: Vec<Simulated>,
}

#[derive(Debug, Deserialize)]
struct Simulated {
    name: String,
    /// Activities: (id, distribution, low, likely, high, predecessors).
    tasks: Vec<(String, Name, f64, f64, f64, Vec<String>)>,
    mean: Option<f64>,
    deviation: Option<f64>,
    /// Probabilities of finishing by a time.
    #[serde(default)]
    by: Vec<(f64, f64)>,
    /// Times by which a percentage of the runs finishes; checked by that percentage.
    #[serde(default)]
    percentiles: Vec<(f64, f64)>,
    /// What merging adds to the mean.
    merge_bias: Option<f64>,
    /// Criticality indices.
    #[serde(default)]
    criticality: BTreeMap<String, f64>,
}

impl Simulations {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let checks = |network: &Simulated| {
            let failed = |error| vec![Check::failed(&network.name, error)];
            network.checks(self.runs, tolerance).unwrap_or_else(failed)
        };
        self.networks.iter().flat_map(checks).collect()
    }
}

impl Simulated {
    fn checks(&self, runs: u64, tolerance: f64) -> Result<Vec<Check>, Error> {
        let plan = Plan::build(document(self.tasks.iter().map(|(id, name, low, likely, high, after)| {
            let part = |units: f64| Some(duration(units));
            let estimate = Estimate {
                low: part(*low),
                likely: part(*likely),
                high: part(*high),
                distribution: Some(*name),
                ..Estimate::default()
            };
            Task { id: id.clone(), estimate: Some(estimate), after: dependencies(after), ..Task::default() }
        })))?;
        let indices = !self.criticality.is_empty() || self.merge_bias.is_some();
        let options = SimulateOptions { runs, indices, ..SimulateOptions::default() };
        let forecast = simulate(&plan, &options, &mut never_stop)?;
        let result = forecast.to_result(&plan, &options, &mut never_stop)?;
        Ok(self.compare(&forecast, &result, runs as f64, tolerance))
    }

    fn compare(&self, forecast: &Forecast, result: &ForecastResult, runs: f64, tolerance: f64) -> Vec<Check> {
        let deviation = result.finish.standard_deviation_s / UNIT_S;
        let mut checks = Vec::new();
        let mut check = |what: &str, computed: f64, published: f64, error: f64| {
            let what = format!("{what}, {}", self.name);
            let within = tolerance.max(4.0 * error / libm::sqrt(runs));
            checks.push(Check::new(what, Figure::Number(computed), Figure::Number(published), within));
        };
        let mut share = |what: String, time: f64, published: f64| {
            let kept = forecast.finishes().filter(|(_, finish)| *finish as f64 <= time * UNIT_S).count();
            let error = libm::sqrt(published * (1.0 - published));
            check(&what, kept as f64 / runs, published, error);
        };
        for (time, published) in &self.by {
            share(format!("P(finish <= {time})"), *time, *published);
        }
        for (percent, time) in &self.percentiles {
            share(format!("share below P{percent}"), *time, percent / 100.0);
        }
        if let Some(mean) = self.mean {
            check("mean", result.finish.mean_duration_s / UNIT_S, mean, deviation);
        }
        if let Some(published) = self.deviation {
            check("standard deviation", deviation, published, deviation);
        }
        if let Some(bias) = self.merge_bias {
            check("merge bias", result.merge_bias_s as f64 / UNIT_S, bias, deviation);
        }
        for (id, published) in &self.criticality {
            let task = result.tasks.iter().find(|task| task.id == *id);
            let found = task.and_then(|task| task.criticality_index).unwrap_or(f64::NAN);
            check(
                &format!("criticality of {id}"),
                found,
                *published,
                libm::sqrt(published * (1.0 - published)),
            );
        }
        checks
    }
}

/// Indices of runs whose durations are given.
#[derive(Debug, Deserialize)]
pub(super) struct Given {
    /// Activities: (id, predecessors).
    tasks: Vec<(String, Vec<String>)>,
    runs: Vec<Vec<f64>>,
    mean: f64,
    deviation: f64,
    criticality: Vec<f64>,
    significance: Vec<f64>,
    ssi: Vec<f64>,
    /// With their signs, as published; an index has none.
    pearson: Vec<f64>,
    spearman: Vec<f64>,
    kendall: Vec<f64>,
    /// By percent, of the rule that takes actual runs.
    percentiles: Vec<(f64, f64)>,
}

impl Given {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        match self.answer() {
            Ok(result) => self.compare(&result, tolerance),
            Err(error) => vec![Check::failed("the runs", error)],
        }
    }

    fn answer(&self) -> Result<ForecastResult, Error> {
        let tasks = self.tasks.iter().map(|(id, after)| Task {
            id: id.clone(),
            duration: Some(duration(1.0)),
            after: dependencies(after),
            ..Task::default()
        });
        let plan = Plan::build(document(tasks))?;
        let seconds = |run: &Vec<f64>| run.iter().map(|units| (units * UNIT_S) as i32).collect();
        replay(&plan, &self.runs.iter().map(seconds).collect::<Vec<_>>())
    }

    fn compare(&self, result: &ForecastResult, tolerance: f64) -> Vec<Check> {
        let mut checks = Vec::new();
        let mut check = |what: String, computed: Option<f64>, published: f64| {
            let computed = computed.map_or(Figure::Words("none".into()), Figure::Number);
            checks.push(Check::new(what, computed, Figure::Number(published), tolerance));
        };
        check("mean duration".into(), Some(result.finish.mean_duration_s / UNIT_S), self.mean);
        check("deviation".into(), Some(result.finish.standard_deviation_s / UNIT_S), self.deviation);
        type Index = fn(&TaskForecast) -> Option<f64>;
        let columns: [(&str, &[f64], Index); 6] = [
            ("CI", &self.criticality, |task| task.criticality_index),
            ("SI", &self.significance, |task| task.significance_index),
            ("SSI", &self.ssi, |task| task.ssi),
            ("CRI(r)", &self.pearson, |task| task.cruciality),
            ("CRI(rho)", &self.spearman, |task| task.cruciality_spearman),
            ("CRI(tau)", &self.kendall, |task| task.cruciality_kendall),
        ];
        for (name, published, of) in columns {
            for (task, published) in result.tasks.iter().zip(published) {
                check(format!("{name} of {}", task.id), of(task), published.abs());
            }
        }
        for (percent, published) in &self.percentiles {
            let found = result.percentiles.iter().find(|found| found.percent == *percent);
            let units = found
                .and_then(|found| Moment::parse(&found.finish).ok())
                .map(|moment| crate::time::Axis::LOCAL.instant_of(moment) as f64 / UNIT_S);
            check(format!("P{percent}"), units, *published);
        }
        checks
    }
}

/// A plan around the clock that starts at zero.
fn document(tasks: impl Iterator<Item = Task>) -> Document {
    Document {
        start: Some(Moment::Local(naive(0))),
        calendar: Some("always".into()),
        tasks: tasks.collect(),
        ..Document::default()
    }
}

fn duration(units: f64) -> Duration {
    Duration::from_thousandths(libm::round(units * 1_000.0) as i64, DurationUnit::Hour)
}

fn dependencies(after: &[String]) -> Vec<Dependency> {
    let dependency = |id: &String| Dependency { predecessor: id.clone(), ..Dependency::default() };
    after.iter().map(dependency).collect()
}
