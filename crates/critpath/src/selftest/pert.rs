//! Cases of PERT into checks of the path, its mean and variance, and probabilities of its finish.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::network::{Network, Table, UNIT_S};
use super::{Check, Figure};
use crate::pert::pert;
use crate::schedule::ScheduleOptions;

/// Activities with three-point estimates, tied finish to start: (id, [low, likely, high], predecessors), and what a
/// source says about them. Where it is silent nothing is checked.
#[derive(Debug, Deserialize)]
pub(super) struct Estimated {
    tasks: Vec<(String, [f64; 3], Vec<String>)>,
    duration: f64,
    critical: Option<Vec<String>>,
    variance: Option<f64>,
    /// Probability to be done by so many units, by their number.
    #[serde(default)]
    probability_by: BTreeMap<String, f64>,
    /// Units within which it is done with a probability.
    #[serde(default)]
    time_at: BTreeMap<String, f64>,
    /// Headings of `rows`.
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    rows: BTreeMap<String, Vec<f64>>,
}

impl Estimated {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let mut network = Network::default();
        for (id, estimate, after) in &self.tasks {
            network.estimated(id, *estimate, after);
        }
        let found = network.plan().and_then(|plan| pert(&plan, &ScheduleOptions::default()));
        let found = match found {
            Ok(found) => found,
            Err(error) => return vec![Check::failed("path", error)],
        };
        let number = |what: String, computed: f64, published: f64| {
            Check::new(what, Figure::Number(computed), Figure::Number(published), tolerance)
        };
        let mut checks = vec![number("duration".into(), found.result.mean_s / UNIT_S, self.duration)];
        if let Some(critical) = &self.critical {
            let words = |ids: &[String]| Figure::Words(ids.join(" "));
            checks.push(Check::new("path", words(&found.result.path), words(critical), 0.0));
        }
        if let Some(variance) = self.variance {
            checks.push(number("variance".into(), found.result.variance_s2 / (UNIT_S * UNIT_S), variance));
        }
        for (units, published) in &self.probability_by {
            let seconds = units.parse::<f64>().unwrap_or(f64::NAN) * UNIT_S;
            let what = format!("probability to be done by {units}");
            checks.push(number(what, found.probability_within(seconds), *published));
        }
        for (probability, published) in &self.time_at {
            let at = probability.parse::<f64>().unwrap_or(f64::NAN);
            let what = format!("time at the probability {probability}");
            checks.push(number(what, found.seconds_at(at) / UNIT_S, *published));
        }
        let table = Table::new(found.schedule);
        for (id, row) in &self.rows {
            for (column, published) in self.columns.iter().zip(row) {
                let computed = table.figure(id, column).unwrap_or(f64::NAN);
                checks.push(number(format!("{column} of {id}"), computed, *published));
            }
        }
        checks
    }
}
