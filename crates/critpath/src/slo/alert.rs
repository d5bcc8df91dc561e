//! Burn-rate alerts into their thresholds and into findings about those that cannot do what they are for.

use super::budget::{budget_consumed, burn_rate_for, events_for_single_failure, least_target_for};
use crate::check::phrase::{exact, number, time};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BurnRateAlert, DEFAULT_PERIOD_S, Document, ServiceLevelObjective};

/// An alert with everything that it leaves to be computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alert {
    /// Seconds of the long window.
    pub long_s: f64,
    /// Seconds of the short window.
    pub short_s: f64,
    /// The threshold.
    pub burn_rate: f64,
    /// The share of errors above which it fires, if that lasts.
    pub error_ratio: f64,
}

/// The short window as a part of the long one, where an alert states none.
const SHORT_WINDOW: f64 = 1.0 / 12.0;

/// Thresholds that are published for a period of 30 days, with the hours of their long windows.
const FOR_30_DAYS: [(f64, f64); 4] = [(14.4, 1.0), (6.0, 6.0), (3.0, 24.0), (1.0, 72.0)];

impl Alert {
    /// What an alert of an objective stands for; `None` if it states no long window, no threshold, or a target at or
    /// above 100 %.
    pub fn of(objective: &ServiceLevelObjective, alert: &BurnRateAlert) -> Option<Self> {
        let budget = budget(objective)?;
        let seconds = |window: crate::duration::Duration| window.clock_seconds() as f64;
        let long_s = alert.long_window.map(seconds).filter(|seconds| *seconds > 0.0)?;
        let by_budget = || {
            alert
                .budget_percent
                .map(|percent| burn_rate_for(percent / 100.0, long_s, objective.period_s() as f64))
        };
        let burn_rate = alert.burn_rate.or_else(by_budget).filter(|rate| rate.is_finite() && *rate > 0.0)?;
        Some(Alert {
            long_s,
            short_s: alert.short_window.map_or(long_s * SHORT_WINDOW, seconds),
            burn_rate,
            error_ratio: burn_rate * budget,
        })
    }
}

/// The share of events that may fail.
pub(crate) fn budget(objective: &ServiceLevelObjective) -> Option<f64> {
    let target = objective.target.filter(|target| (0.0..100.0).contains(target))?;
    Some(1.0 - target / 100.0)
}

/// What is wrong with the alerts of a document: those that cannot fire, those that a single failure sets off, and those
/// that carry the threshold of another period.
pub fn findings(document: &Document) -> Vec<Diagnostic> {
    let alerts = document.objectives.iter().flat_map(|it| it.alerts.iter().map(move |alert| (it, alert)));
    let found =
        alerts.filter_map(|(objective, alert)| Some((objective, alert, Alert::of(objective, alert)?)));
    found
        .flat_map(|(objective, stated, alert)| {
            let rules = [
                never_fires(objective, alert),
                single_failure(objective, alert),
                other_period(objective, stated, alert),
            ];
            rules.into_iter().flatten().map(move |found| found.at(stated.span.or(objective.span)))
        })
        .collect()
}

fn never_fires(objective: &ServiceLevelObjective, alert: Alert) -> Option<Diagnostic> {
    let target = objective.target?;
    (alert.error_ratio >= 1.0).then(|| {
        let least = 100.0 * least_target_for(alert.burn_rate);
        let message = format!(
            "the alert of `{}` at a burn rate of {} cannot fire: at a target of {} % that is {} % of errors",
            objective.id,
            exact(alert.burn_rate),
            exact(target),
            number(100.0 * alert.error_ratio)
        );
        let help =
            format!("a burn rate of {} needs a target above {} %", exact(alert.burn_rate), exact(least));
        Diagnostic::new(Code::AlertNeverFires, message).help(help)
    })
}

fn single_failure(objective: &ServiceLevelObjective, alert: Alert) -> Option<Diagnostic> {
    let budget = budget(objective)?;
    let rate = objective.events_per_second.filter(|rate| rate.is_finite() && *rate > 0.0)?;
    // The alert needs both windows; the long one holds more events, and so decides.
    let events = rate * alert.long_s;
    let needed = events_for_single_failure(1.0 - budget, alert.burn_rate);
    (events < needed).then(|| {
        let message = format!(
            "one failure sets off the alert of `{}`: {} events fall into {}, and below {} a single one is a burn rate of {}",
            objective.id,
            number(events),
            time(alert.long_s),
            number(needed),
            exact(alert.burn_rate)
        );
        let window = time(libm::ceil(needed / rate));
        Diagnostic::new(Code::AlertSingleFailure, message)
            .help(format!("lengthen the window to {window}, or probe more often so that more events are counted"))
    })
}

fn other_period(
    objective: &ServiceLevelObjective,
    stated: &BurnRateAlert,
    alert: Alert,
) -> Option<Diagnostic> {
    let period = objective.period_s() as f64;
    let usual = DEFAULT_PERIOD_S as f64;
    // 28 days are near enough for the thresholds to mean what they say.
    if stated.burn_rate.is_none() || libm::fabs(period - usual) <= 0.1 * usual {
        return None;
    }
    let same = |(rate, hours): &&(f64, f64)| *rate == alert.burn_rate && hours * 3_600.0 == alert.long_s;
    let (rate, _) = FOR_30_DAYS.iter().find(same)?;
    let (meant, spent) =
        (budget_consumed(*rate, alert.long_s, usual), budget_consumed(*rate, alert.long_s, period));
    let right = burn_rate_for(meant, alert.long_s, period);
    let message = format!(
        "the alert of `{}` carries the threshold {} of 30 days over a period of {}: it stands for {} % of the budget, not {} %",
        objective.id,
        exact(*rate),
        time(period),
        number(100.0 * spent),
        number(100.0 * meant)
    );
    let help = format!(
        "for {} % of the budget write a burn rate of {}, or state `budget_percent` in its place",
        number(100.0 * meant),
        exact(right)
    );
    Some(Diagnostic::new(Code::AlertPeriod, message).help(help))
}
