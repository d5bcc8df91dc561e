//! Cases of crashing into checks of the time-cost curve.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, Figure};
use crate::crash::{Activity, cost_at, time_cost};

/// Units of time and of money are counted in so many parts, so that fractions are whole.
const PARTS: f64 = 1_000.0;

/// Activities that can be shortened: (id, normal, crash, cost of each unit of time, predecessors), and what the project
/// costs by its duration.
#[derive(Debug, Deserialize)]
pub(super) struct Crashable {
    activities: Vec<(String, f64, f64, f64, Vec<String>)>,
    /// What it costs in any case.
    #[serde(default)]
    fixed: f64,
    /// What each unit of time costs that the project takes.
    #[serde(default)]
    for_each_unit: f64,
    cost_at: BTreeMap<String, f64>,
    /// Costs that others found, which are not the least.
    #[serde(default)]
    greedy: BTreeMap<String, f64>,
    shortest: Option<f64>,
}

impl Crashable {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let whole = |number: f64| libm::round(number * PARTS) as i64;
        let position = |id: &String| self.activities.iter().position(|(other, ..)| other == id);
        let activities: Vec<Activity> = self
            .activities
            .iter()
            .map(|(_, normal, crash, cost, after)| Activity {
                normal: whole(*normal),
                crash: whole(*crash),
                cost: whole(*cost),
                after: after.iter().filter_map(position).collect(),
            })
            .collect();
        let curve = match time_cost(&activities) {
            Ok(curve) => curve,
            Err(error) => return vec![Check::failed("curve", error)],
        };
        let number = |what: String, computed: f64, published: f64| {
            Check::new(what, Figure::Number(computed), Figure::Number(published), tolerance)
        };
        let cost = |duration: &String| {
            let duration: f64 = duration.parse().ok()?;
            let crashing = cost_at(&curve, duration * PARTS)? / (PARTS * PARTS);
            Some(self.fixed + self.for_each_unit * duration + crashing)
        };
        let mut checks: Vec<Check> = Vec::new();
        for (duration, published) in &self.cost_at {
            let computed = cost(duration).unwrap_or(f64::NAN);
            checks.push(number(format!("cost of {duration}"), computed, *published));
        }
        for (duration, dearer) in &self.greedy {
            let verdict = match cost(duration) {
                Some(least) if least < *dearer - tolerance => "cheaper",
                _ => "not cheaper",
            };
            let what = format!("least cost of {duration}, compared to {dearer}");
            let words = |word: &str| Figure::Words(word.into());
            checks.push(Check::new(what, words(verdict), words("cheaper"), 0.0));
        }
        if let (Some(published), Some(last)) = (self.shortest, curve.last()) {
            checks.push(number("shortest duration".into(), last.duration as f64 / PARTS, published));
        }
        checks
    }
}
