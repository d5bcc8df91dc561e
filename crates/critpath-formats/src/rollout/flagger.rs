//! Rollouts into the analysis of canaries of Flagger.

use critpath::duration::readable;
use critpath::model::RolloutStrategy;
use critpath::model::rollout_result::{CheckKind, RolloutCheck, RolloutReport};
use critpath::time::DAY_S;
use serde_json::{Value, json};

use super::names::label;
use super::yaml::{self, WITH_MINUTES};
use super::{Definitions, USUAL_INTERVAL_S, looked_back_s, promql};

/// Writes a `Canary` with its analysis for each canary and each blue-green rollout of a plan. O(size of the answer).
pub fn flagger(definitions: &Definitions) -> String {
    let mut comments = vec![
        "Flagger. `spec.service` with the port is for you to add. Flagger holds every weight for one interval and".into(),
        "goes back after so many failed checks as `threshold` says.".into(),
    ];
    let mut documents = Vec::new();
    for report in &definitions.rollouts.rollouts {
        match report.strategy {
            RolloutStrategy::Canary | RolloutStrategy::BlueGreen => {
                documents.push(canary(report, &mut comments));
            }
            other => {
                comments.push(format!("Left out: {}, as Flagger knows no {other} strategy.", report.task))
            }
        }
    }
    if documents.is_empty() {
        comments.push("The plan has no rollout that Flagger knows.".into());
    }
    yaml::documents(&comments, &documents)
}

fn canary(report: &RolloutReport, comments: &mut Vec<String>) -> Value {
    let name = label(&report.service, "service");
    let (interval_s, mut analysis) = match report.strategy {
        RolloutStrategy::BlueGreen => iterations(report, &name, comments),
        _ => weights(report, &name, comments),
    };
    let metrics: Vec<Value> = report
        .checks
        .iter()
        .filter_map(|check| {
            let metric = metric(report, check, interval_s);
            if metric.is_none() {
                comments.push(format!(
                    "{name}: {} is left out, as the plan states no query for it.",
                    check.metric
                ));
            }
            metric
        })
        .collect();
    analysis["metrics"] = metrics.into();
    json!({
        "apiVersion": "flagger.app/v1beta1",
        "kind": "Canary",
        "metadata": { "name": name },
        "spec": {
            "targetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": name },
            "analysis": analysis,
        },
    })
}

/// Weights, each held for an interval: the longest soak time, so that none is watched for less.
fn weights(report: &RolloutReport, name: &str, comments: &mut Vec<String>) -> (i64, Value) {
    let steps: Vec<_> = report.steps.iter().filter(|step| step.weight > 0.0).collect();
    let longest = steps.iter().map(|step| step.soak_s).max().unwrap_or(0);
    let interval = if longest > 0 { longest } else { USUAL_INTERVAL_S };
    if steps.iter().any(|step| step.soak_s != longest) {
        comments.push(format!("{name}: every weight is held for the longest soak time."));
    }
    comments.push(format!("{name}: a failure is seen after {}.", readable(interval, DAY_S)));
    let mut weights: Vec<i64> = steps.iter().map(|step| (step.weight.round() as i64).clamp(1, 100)).collect();
    // A weight twice would be held for ever.
    weights.dedup();
    let analysis =
        json!({ "interval": yaml::duration(interval, WITH_MINUTES), "threshold": 1, "stepWeights": weights });
    (interval, analysis)
}

/// Checks before the switch, for as long as the new version is tried without users.
fn iterations(report: &RolloutReport, name: &str, comments: &mut Vec<String>) -> (i64, Value) {
    let interval = report.interval_s.unwrap_or(USUAL_INTERVAL_S);
    let tried: i64 = report.steps.iter().filter(|step| step.weight <= 0.0).map(|step| step.soak_s).sum();
    comments.push(format!("{name}: Flagger checks before the switch alone, and does not watch after it."));
    let iterations = (tried / interval + i64::from(tried % interval > 0)).max(1);
    let analysis = json!({
        "interval": yaml::duration(interval, WITH_MINUTES),
        "threshold": report.failure_threshold,
        "iterations": iterations,
    });
    (interval, analysis)
}

fn metric(report: &RolloutReport, check: &RolloutCheck, interval_s: i64) -> Option<Value> {
    let interval = yaml::duration(looked_back_s(interval_s), WITH_MINUTES);
    if check.kind == CheckKind::FailureShare && check.query.is_none() {
        // A metric that Flagger has itself, in percent of good requests.
        let least = yaml::number(100.0 * (1.0 - check.limit));
        return Some(
            json!({ "name": "request-success-rate", "interval": interval, "thresholdRange": { "min": least } }),
        );
    }
    let window = promql::window(looked_back_s(interval_s));
    let query = promql::value(check, &promql::watched_service(report), &window)?;
    let limit = yaml::number(check.limit);
    let range = match check.comparator.as_str() {
        "<" | "<=" => json!({ "max": limit }),
        ">" | ">=" => json!({ "min": limit }),
        _ => json!({ "min": limit, "max": limit }),
    };
    Some(json!({
        "name": label(&check.criterion, "criterion"),
        "interval": interval,
        "thresholdRange": range,
        "query": query,
    }))
}
