//! The criteria that gates of a rollout ask for into checks: a limit, and the requests that show that it is kept.

use crate::check::{Measure, allowed_failures};
use crate::gate::statistics::zero_failure_sample_size;
use crate::gate::{order_of, unit_factor};
use crate::model::rollout_result::{CheckKind, RolloutCheck};
use crate::model::{Comparator, Condition, Criterion, Document};

/// Each condition with a target of the criteria with these ids, in this order.
pub(super) fn checks(document: &Document, ids: Vec<&str>, confidence: f64) -> Vec<RolloutCheck> {
    let criteria = ids.into_iter().filter_map(|id| document.criteria.iter().find(|it| it.id == id));
    criteria
        .flat_map(|criterion| {
            criterion.conditions.iter().filter_map(move |condition| check(criterion, condition, confidence))
        })
        .collect()
}

fn check(criterion: &Criterion, condition: &Condition, confidence: f64) -> Option<RolloutCheck> {
    let target = condition.target.filter(|target| target.is_finite())?;
    let measure = Measure::of(&condition.metric);
    let is_share = measure.is_availability() || measure.is_error_rate();
    let allowed = allowed_failures(condition, &measure).filter(|_| is_share);
    let is_ceiling = matches!(condition.comparator, Comparator::Less | Comparator::AtMost);
    let order = condition.statistic.as_deref().and_then(order_of).filter(|_| is_ceiling);
    let in_seconds = unit_factor(&condition.unit, "s").filter(|_| !condition.unit.is_empty());
    let sample = |share: f64| zero_failure_sample_size(share, confidence);
    let is_latency = measure.is_latency();
    let query = condition.query.clone().filter(|query| !query.trim().is_empty());
    let (kind, percentile, limit, sample) = match (allowed, order, in_seconds) {
        // What people query themselves they compare themselves, too: in the unit of the condition.
        _ if query.is_some() => {
            let share = allowed.or(order.map(|order| 1.0 - order));
            (CheckKind::Value, order, target, share.and_then(sample))
        }
        (Some(share), _, _) => (CheckKind::FailureShare, None, share, sample(share)),
        (None, Some(order), Some(factor)) if is_latency => {
            (CheckKind::Latency, Some(order), target * factor, sample(1.0 - order))
        }
        (None, Some(order), _) => (CheckKind::Value, Some(order), target, sample(1.0 - order)),
        _ => (CheckKind::Value, None, target, None),
    };
    // A share of failures is a ceiling, whichever way the guide says it.
    let comparator = if kind == CheckKind::FailureShare { Comparator::Less } else { condition.comparator };
    Some(RolloutCheck {
        criterion: criterion.id.clone(),
        name: criterion.name.clone(),
        metric: condition.metric.clone(),
        kind,
        percentile,
        comparator: comparator.as_str().to_owned(),
        limit,
        unit: match kind {
            CheckKind::FailureShare => String::new(),
            CheckKind::Latency => "s".into(),
            CheckKind::Value => condition.unit.clone(),
        },
        window_s: condition.window.map(super::settings::clock_s),
        sample,
        query,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(
        metric: &str,
        comparator: Comparator,
        target: f64,
        unit: &str,
        statistic: &str,
    ) -> RolloutCheck {
        let condition = Condition {
            metric: metric.into(),
            comparator,
            target: Some(target),
            unit: unit.into(),
            statistic: Some(statistic.to_owned()).filter(|word| !word.is_empty()),
            ..Condition::default()
        };
        check(&Criterion::default(), &condition, 0.95).unwrap()
    }

    #[test]
    fn shares_and_percentiles_need_a_sample() {
        let errors = checked("error_rate", Comparator::Less, 0.1, "%", "");
        assert_eq!((errors.kind, errors.limit, errors.sample), (CheckKind::FailureShare, 0.001, Some(2995)));
        let available = checked("availability", Comparator::AtLeast, 99.0, "%", "");
        assert_eq!(available.comparator, "<");
        assert!((available.limit - 0.01).abs() < 1e-12);
        let speed = checked("response_time", Comparator::Less, 500.0, "ms", "p95");
        assert_eq!((speed.kind, speed.limit, speed.sample), (CheckKind::Latency, 0.5, Some(59)));
        let cpu = checked("cpu", Comparator::Less, 70.0, "%", "mean");
        assert_eq!((cpu.kind, cpu.limit, cpu.sample), (CheckKind::Value, 70.0, None));
        let never = checked("error_rate", Comparator::AtMost, 0.0, "%", "");
        assert_eq!(never.sample, None);
    }
}
