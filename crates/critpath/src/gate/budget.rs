//! An objective and what was measured of it into reasons: is enough of the error budget left, and how fast is it spent?

use crate::check::phrase::{exact, number, time};
use crate::model::result::{GateMeasure, GateReason, ReasonKind};
use crate::model::{Measurement, MeasurementRole, ServiceLevelObjective};
use crate::slo::{self, Alert};

use super::Court;
use super::metrics::{Metrics, covered_s};
use super::plan_state::WayBack;
use super::reason::{Finding, measure, reason};
use super::words::{grouped, percent};

/// One reason for the budget, and one for each alert.
pub(super) fn reasons(
    court: &Court,
    objective: &ServiceLevelObjective,
    way_back: Option<&WayBack>,
) -> Vec<GateReason> {
    let measured = court.metrics.in_role(&objective.id, &objective.metric, MeasurementRole::Observed);
    let of = |kind, name: String, finding: Finding| {
        reason(kind, &objective.id, &name, finding.verdict, finding.detail)
            .needs(finding.needed)
            .measured(finding.measured)
            .done()
    };
    let left = format!("{}: error budget", objective.name);
    let mut reasons = vec![of(ReasonKind::ErrorBudget, left, judged_left(objective, &measured, way_back))];
    for alert in &objective.alerts {
        let Some(alert) = Alert::of(objective, alert) else {
            let finding = Finding::inconclusive(
                "an alert states no window or no threshold",
                "state `long_window`, and `burn_rate` or `budget_percent`",
            );
            reasons.push(of(ReasonKind::BurnRate, objective.name.clone(), finding));
            continue;
        };
        let name = format!("{}: burn rate over {}", objective.name, time(alert.long_s));
        reasons.push(of(ReasonKind::BurnRate, name, burning(objective, alert, &measured)));
    }
    reasons
}

/// Failures and events of the measurements over one window.
fn counted(parts: &[&Measurement], window_s: f64) -> Option<(u64, u64)> {
    let near = |part: &&&Measurement| {
        covered_s(part).is_some_and(|covered| libm::fabs(covered - window_s) <= 0.01 * window_s)
    };
    let counts = parts.iter().filter(near).filter_map(|part| Some((part.failures?, part.total?)));
    counts.reduce(|(bad, of), (more_bad, more)| (bad.saturating_add(more_bad), of.saturating_add(more)))
}

/// The share of the budget of its whole period that measurements leave; nothing if they do not cover it.
pub(crate) fn budget_left(objective: &ServiceLevelObjective, measurements: &[Measurement]) -> Option<f64> {
    let metrics = Metrics::new(measurements);
    let parts = metrics.in_role(&objective.id, &objective.metric, MeasurementRole::Observed);
    let budget = slo::budget(objective).filter(|budget| *budget > 0.0)?;
    let (bad, of) = counted(&parts, objective.period_s() as f64).filter(|(_, of)| *of > 0)?;
    Some(left(budget, bad, of))
}

/// What failures leave of the budget; less than nothing if they are more than it allows.
fn left(budget: f64, bad: u64, of: u64) -> f64 {
    1.0 - bad as f64 / slo::budget_events(1.0 - budget, of as f64)
}

/// The budget of the whole period is a fact: what is spent of it is not estimated.
fn judged_left(
    objective: &ServiceLevelObjective,
    parts: &[&Measurement],
    way_back: Option<&WayBack>,
) -> Finding {
    let period = objective.period_s() as f64;
    let Some(budget) = slo::budget(objective).filter(|budget| *budget > 0.0) else {
        return Finding::inconclusive("it states no target below 100 %", "state a target, as in 99.9");
    };
    let Some((bad, of)) = counted(parts, period).filter(|(_, of)| *of > 0) else {
        let needed = format!("count `total` and `failures` of `{}` over {}", objective.metric, time(period));
        return Finding::inconclusive("what is spent of the budget was not measured", needed);
    };
    let allowed = slo::budget_events(1.0 - budget, of as f64);
    let left = left(budget, bad, of);
    let cost = deployment_cost(objective, budget, way_back);
    let spent = format!(
        "{} of the {} failures are spent that {} allow, {} of the budget is left",
        grouped(bad),
        number(allowed),
        time(period),
        percent(left)
    );
    let figures = GateMeasure {
        value: Some(left),
        target: Some(cost.unwrap_or(0.0)),
        sample: of,
        ..measure("budget_left", "")
    };
    match cost {
        Some(cost) if left < cost => Finding::no_go(
            format!("{spent}; a failed deployment and its way back cost {}", percent(cost)),
            format!(
                "wait until {} of the budget is left, shorten the way back, or expose less traffic",
                percent(cost)
            ),
        ),
        _ if left <= 0.0 => {
            Finding::no_go(spent, "wait until failures leave the period, and mend what fails")
        }
        Some(cost) => {
            Finding::go(format!("{spent}; a failed deployment and its way back cost {}", percent(cost)))
        }
        None => Finding::go(spent),
    }
    .with(figures)
}

/// The share of the budget that a failure costs until the way back is done, if it is known how long that takes.
fn deployment_cost(
    objective: &ServiceLevelObjective,
    budget: f64,
    way_back: Option<&WayBack>,
) -> Option<f64> {
    let way_back = way_back?;
    let bad_s = way_back.worst_s? as f64;
    let share = objective.deployment_impact.unwrap_or(100.0) / 100.0;
    let probability = way_back.failure_probability.unwrap_or(1.0);
    Some(slo::deployment_cost(probability, bad_s, share, 1.0 - budget, objective.period_s() as f64))
}

/// An alert fires where both windows are above its threshold: one that is below is enough to say that it does not.
fn burning(objective: &ServiceLevelObjective, alert: Alert, parts: &[&Measurement]) -> Finding {
    let ratio = |window: f64| {
        let (bad, of) = counted(parts, window).filter(|(_, of)| *of > 0)?;
        Some((bad as f64 / of as f64, of))
    };
    let rate = |ratio: f64| alert.burn_rate * ratio / alert.error_ratio;
    let (long, short) = (ratio(alert.long_s), ratio(alert.short_s));
    let said = |window: f64, measured: Option<(f64, u64)>| match measured {
        Some((ratio, _)) => format!("{} over {}", number(rate(ratio)), time(window)),
        None => format!("not measured over {}", time(window)),
    };
    let detail = format!(
        "the burn rate is {}, {}; {} over both sets off the alert",
        said(alert.long_s, long),
        said(alert.short_s, short),
        exact(alert.burn_rate)
    );
    let below = |measured: Option<(f64, u64)>| measured.is_some_and(|(ratio, _)| ratio <= alert.error_ratio);
    let finding = if below(long) || below(short) {
        Finding::go(detail)
    } else if long.is_some() && short.is_some() {
        Finding::no_go(
            detail,
            format!("mend what fails until less than {} of requests fail", percent(alert.error_ratio)),
        )
    } else {
        let needed = format!(
            "count `total` and `failures` of `{}` over {} and {}",
            objective.metric,
            time(alert.long_s),
            time(alert.short_s)
        );
        Finding::inconclusive(detail, needed)
    };
    let figures = GateMeasure {
        value: long.map(|(ratio, _)| rate(ratio)),
        target: Some(alert.burn_rate),
        sample: long.map_or(0, |(_, of)| of),
        ..measure("burn_rate", "")
    };
    finding.with(figures)
}
