//! Objectives and checks into queries of Prometheus.

use critpath::model::rollout_result::{CheckKind, RolloutCheck, RolloutReport};
use critpath::model::{RolloutStrategy, ServiceLevelObjective};
use serde_json::Value;

use super::names;
use super::yaml::{self, WITH_DAYS};
use crate::escape;

/// A text in double quotes, as PromQL reads it.
pub(super) fn quoted(text: &str) -> String {
    let line = escape::line(text);
    format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The counters of requests and of failures of a service, by the names that are usual.
pub(super) struct Counters {
    pub total: String,
    pub failures: String,
}

impl Counters {
    pub fn of_service(service: &str) -> Self {
        let service = quoted(service);
        Counters {
            total: format!("http_requests_total{{service={service}}}"),
            failures: format!("http_requests_total{{service={service},code=~\"5..\"}}"),
        }
    }

    /// As the objective states them, else those of the service.
    pub fn of_objective(objective: &ServiceLevelObjective, service: &str) -> Self {
        let usual = Counters::of_service(service);
        let stated = |selector: &Option<String>| {
            let line = selector.as_deref().map(|text| escape::line(text).trim().to_owned());
            line.filter(|line| !line.is_empty())
        };
        Counters {
            total: stated(&objective.total_selector).unwrap_or(usual.total),
            failures: stated(&objective.failure_selector).unwrap_or(usual.failures),
        }
    }

    /// The share of failures over a window: none where no failure was ever counted, no number where there is no request.
    pub fn ratio(&self, window: &str) -> String {
        format!("(sum(rate({}[{window}])) or vector(0)) / sum(rate({}[{window}]))", self.failures, self.total)
    }
}

/// The service that has the traffic of the new version, as Kubernetes calls it.
pub(super) fn watched_service(report: &RolloutReport) -> String {
    let name = names::label(&report.service, "service");
    match report.strategy {
        RolloutStrategy::Canary => format!("{name}-canary"),
        _ => name,
    }
}

/// The query that gives what a check compares with its limit; nothing if the plan does not say how it is measured.
pub(super) fn value(check: &RolloutCheck, service: &str, window: &str) -> Option<String> {
    if let Some(query) = &check.query {
        return Some(escape::line(query).trim().to_owned());
    }
    match (check.kind, check.percentile) {
        (CheckKind::FailureShare, _) => Some(Counters::of_service(service).ratio(window)),
        (CheckKind::Latency, Some(percentile)) => {
            let buckets = format!("http_request_duration_seconds_bucket{{service={}}}", quoted(service));
            let percentile = yaml::number(percentile);
            Some(format!("histogram_quantile({percentile}, sum by (le) (rate({buckets}[{window}])))"))
        }
        _ => None,
    }
}

/// A check that does not hold. What is not a number does not hold either, and must be asked for by itself.
pub(super) fn violated(check: &RolloutCheck, value: &str) -> String {
    let against = match check.comparator.as_str() {
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        ">=" => "<",
        _ => "!=",
    };
    format!("({value}) {against} {}", yaml::number(check.limit))
}

/// A window of a range.
pub(super) fn window(seconds: i64) -> String {
    yaml::duration(seconds.max(1), WITH_DAYS)
}

/// A text that Prometheus takes for no template.
pub(super) fn untemplated(text: &str) -> Value {
    Value::String(escape::line(text).replace("{{", "{{ \"{{\" }}"))
}
