//! Targets, periods and burn rates into checks of budgets, thresholds and detection times.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, Figure};
use crate::slo;

/// Figures of error budgets, by what they are computed from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Budgets {
    /// By days of the period: budget in percent, hours of the window, and the burn rate that spends it.
    burn_rates: BTreeMap<String, Vec<(f64, f64, f64)>>,
    /// By days of the period: burn rate, hours of the window, and the share of the budget that it spends.
    consumed: BTreeMap<String, Vec<(f64, f64, f64)>>,
    /// Target, and minutes that may be bad in 30 days.
    budget_minutes: Vec<(f64, f64)>,
    /// Target, events, and how many of them may fail.
    budget_events: Vec<(f64, f64, f64)>,
    /// Burn rate, and the least target at which it can be reached.
    least_target: Vec<(f64, f64)>,
    /// Target, burn rate, and the events in a window below which one failure reaches it.
    single_failure: Vec<(f64, f64, f64)>,
    /// Target, burn rate, minutes of the window, share of errors, and minutes until the alert fires.
    detection_minutes: Vec<(f64, f64, f64, f64, f64)>,
}

const HOUR_S: f64 = 3_600.0;
const DAY_S: f64 = 86_400.0;

fn period_s(days: &str) -> f64 {
    days.parse().map_or(f64::NAN, |days: f64| days * DAY_S)
}

impl Budgets {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let check = |what: String, computed: f64, published: f64| {
            Check::new(what, Figure::Number(computed), Figure::Number(published), tolerance)
        };
        let mut checks = Vec::new();
        for (days, rows) in &self.burn_rates {
            checks.extend(rows.iter().map(|(percent, hours, published)| {
                let rate = slo::burn_rate_for(percent / 100.0, hours * HOUR_S, period_s(days));
                check(format!("burn rate for {percent} % in {hours} h of {days} d"), rate, *published)
            }));
        }
        for (days, rows) in &self.consumed {
            checks.extend(rows.iter().map(|(rate, hours, published)| {
                let share = slo::budget_consumed(*rate, hours * HOUR_S, period_s(days));
                check(format!("budget of {days} d spent at {rate} in {hours} h"), share, *published)
            }));
        }
        checks.extend(self.budget_minutes.iter().map(|(target, published)| {
            check(
                format!("budget at {target}"),
                slo::budget_seconds(*target, 30.0 * DAY_S) / 60.0,
                *published,
            )
        }));
        checks.extend(self.budget_events.iter().map(|(target, events, published)| {
            check(format!("budget of {events} events"), slo::budget_events(*target, *events), *published)
        }));
        checks.extend(self.least_target.iter().map(|(rate, published)| {
            check(format!("least target for {rate}"), slo::least_target_for(*rate), *published)
        }));
        checks.extend(self.single_failure.iter().map(|(target, rate, published)| {
            let events = slo::events_for_single_failure(*target, *rate);
            check(format!("events for one failure at {target}, {rate}"), events, *published)
        }));
        checks.extend(self.detection_minutes.iter().map(|(target, rate, minutes, errors, published)| {
            let seconds = slo::detection_seconds(*target, *rate, minutes * 60.0, *errors);
            check(format!("minutes until {rate} is seen at {errors} of errors"), seconds / 60.0, *published)
        }));
        checks
    }
}
