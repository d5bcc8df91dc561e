//! A canary beside its baseline into whether it is worse: how far it is shifted, with the bounds of the shift.
//!
//! The shift is the median of the differences of all pairs (Hodges and Lehmann), its bounds those of the test of Mann
//! and Whitney, so that nothing is assumed about the distribution. It may be as far as the tolerance, a share of the
//! median of the baseline: what surely lies within is a go, what surely lies beyond a no-go. Outliers are left out on
//! both sides alike, by the fences that canary analysis uses.

use std::collections::BTreeSet;

use crate::check::Measure;
use crate::check::phrase::exact;
use crate::model::result::{GateMeasure, GateReason, ReasonKind, Verdict};
use crate::model::{Comparator, Criterion, Measurement, MeasurementRole};

use super::Court;
use super::reason::{Finding, measure, reason};
use super::statistics::{hodges_lehmann, mann_whitney, sample_quantile, without_outliers};
use super::units::factor;
use super::words::{amount, percent};

/// Distance of the fences of outliers from the quartiles, in distances of the quartiles.
const FENCES: f64 = 3.0;

/// One reason for each metric that both have samples of.
pub(super) fn reasons(court: &Court, criteria: &[&Criterion]) -> Vec<GateReason> {
    let mut seen = BTreeSet::new();
    let names: Vec<&str> = court.metrics.names().filter(|name| seen.insert(Measure::of(name))).collect();
    names.into_iter().filter_map(|metric| compare(court, criteria, metric)).collect()
}

fn compare(court: &Court, criteria: &[&Criterion], metric: &str) -> Option<GateReason> {
    let of = |role| court.metrics.in_role("", metric, role);
    let (baseline, canary) = (of(MeasurementRole::Baseline), of(MeasurementRole::Canary));
    if baseline.is_empty() && canary.is_empty() {
        return None;
    }
    let name = format!("{} of the canary", metric.replace('_', " "));
    let finding = match (canary.first(), baseline.first()) {
        (Some(_), None) => return None,
        (None, _) => {
            Finding::inconclusive("the baseline was measured, and the canary was not", "measure the canary")
        }
        (Some(first), Some(_)) => {
            let unit = first.unit.clone();
            match (samples(&canary, &unit), samples(&baseline, &unit)) {
                (Some(canary), Some(baseline)) if !canary.is_empty() || !baseline.is_empty() => {
                    judge(court, &canary, &baseline, &unit, higher_is_better(criteria, metric))
                }
                // Counts are judged by the criterion.
                (Some(_), Some(_)) => return None,
                _ => Finding::inconclusive(
                    "canary and baseline were measured in units that do not compare",
                    "measure both in the same unit",
                ),
            }
        }
    };
    Some(
        reason(ReasonKind::Canary, metric, &name, finding.verdict, finding.detail)
            .needs(finding.needed)
            .measured(finding.measured)
            .done(),
    )
}

/// All samples in a unit, in rising order. O(n log n).
fn samples(parts: &[&Measurement], unit: &str) -> Option<Vec<f64>> {
    let mut all = Vec::with_capacity(parts.iter().map(|part| part.samples.len()).sum());
    for part in parts {
        let factor = factor(&part.unit, unit)?;
        all.extend(part.samples.iter().map(|value| value * factor).filter(|value| value.is_finite()));
    }
    all.sort_unstable_by(f64::total_cmp);
    Some(all)
}

/// As a criterion says; else by what is measured.
fn higher_is_better(criteria: &[&Criterion], metric: &str) -> bool {
    let measure = Measure::of(metric);
    let conditions = criteria.iter().flat_map(|criterion| &criterion.conditions);
    let meant = conditions.filter(|condition| Measure::of(&condition.metric) == measure);
    let comparator = meant.map(|condition| condition.comparator).next();
    match comparator {
        Some(comparator) => matches!(comparator, Comparator::Greater | Comparator::AtLeast),
        None => measure.is_availability() || measure.0.contains("throughput"),
    }
}

fn judge(court: &Court, canary: &[f64], baseline: &[f64], unit: &str, higher_is_better: bool) -> Finding {
    let (canary, baseline) = (without_outliers(canary, FENCES), without_outliers(baseline, FENCES));
    // Half of the doubt lies on each side; each verdict looks at one.
    let both_sides = 2.0 * court.confidence - 1.0;
    let shift = hodges_lehmann(canary, baseline, both_sides);
    let (Some(shift), Some(test), Some(middle)) =
        (shift, mann_whitney(canary, baseline), sample_quantile(baseline, 0.5))
    else {
        return Finding::inconclusive(
            "one of canary and baseline has no values",
            "measure both at the same time",
        );
    };
    let tolerance = court.canary_tolerance * libm::fabs(middle);
    let (low, high) = (shift.low.unwrap_or(f64::NEG_INFINITY), shift.high.unwrap_or(f64::INFINITY));
    let (least_harm, most_harm) = if higher_is_better { (-high, -low) } else { (low, high) };
    let verdict = if most_harm <= tolerance {
        Verdict::Go
    } else if least_harm > tolerance {
        Verdict::NoGo
    } else {
        Verdict::Inconclusive
    };
    let worse = if higher_is_better { "below" } else { "above" };
    let bound = |bound: Option<f64>| bound.map_or("?".to_owned(), |bound| amount(bound, unit));
    let detail = format!(
        "shifted by {} against the baseline ({} to {}, with {} confidence on each side), in {} of pairs the greater one; \
         up to {} {worse} it is tolerated",
        amount(shift.estimate, unit),
        bound(shift.low),
        bound(shift.high),
        percent(court.confidence),
        percent(test.effect),
        amount(tolerance, unit),
    );
    let needed = match verdict {
        Verdict::Go => None,
        Verdict::NoGo => Some(format!(
            "roll the canary back, or bring it within {} % of the baseline",
            exact(100.0 * court.canary_tolerance)
        )),
        Verdict::Inconclusive => Some(more(canary.len(), shift, tolerance, court.canary_tolerance)),
    };
    let measured = GateMeasure {
        value: Some(shift.estimate),
        low: shift.low,
        high: shift.high,
        target: Some(if higher_is_better { -tolerance } else { tolerance }),
        sample: (canary.len() + baseline.len()) as u64,
        effect: Some(test.effect),
        p_value: Some(test.two_sided),
        ..measure("shift", unit)
    };
    Finding { verdict, detail, needed, measured: Some(measured) }
}

/// Bounds come closer by the root of the sample: about how many values decide.
fn more(canary: usize, shift: super::statistics::Shift, tolerance: f64, share: f64) -> String {
    let (Some(low), Some(high)) = (shift.low, shift.high) else {
        return "measure on: too few values bound nothing".into();
    };
    let room = libm::fabs(tolerance - libm::fabs(shift.estimate));
    let reach = 0.5 * (high - low);
    let times = libm::ceil((reach / room) * (reach / room));
    if times.is_finite() && (2.0..1e6).contains(&times) {
        let values = super::words::grouped((canary as f64 * times) as u64);
        return format!("measure on: about {values} values of each decide, if the shift stays as it is");
    }
    format!("measure on, or tolerate more than {} %", exact(100.0 * share))
}
