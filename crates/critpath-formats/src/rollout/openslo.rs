//! Objectives into OpenSLO: a service level objective with its indicator, and a policy for each alert.

use critpath::model::ServiceLevelObjective;
use critpath::slo::Alert;
use serde_json::{Value, json};

use super::Definitions;
use super::names::{Names, label};
use super::prometheus::service_of;
use super::promql::Counters;
use super::yaml;
use crate::escape;

const API: &str = "openslo/v1";

/// Windows that OpenSLO knows, the largest first.
const UNITS: &[(i64, &str)] = &[(604_800, "w"), (86_400, "d"), (3_600, "h"), (60, "m")];

/// Longest description.
const LONGEST: usize = 1_050;

/// Writes the objectives of a plan, their services and their alerts as documents of OpenSLO v1. O(size of the plan).
pub fn openslo(definitions: &Definitions) -> String {
    let mut writer = Writer { names: Names::default(), comments: head(), documents: Vec::new() };
    let mut services: Vec<String> = Vec::new();
    for objective in &definitions.document.objectives {
        let service = service_of(definitions, objective);
        if !services.contains(&service) {
            services.push(service.clone());
            let spec = json!({ "description": escape::line(&definitions.document.name) });
            writer.push("Service", &service, None, spec);
        }
        writer.objective(objective, &service);
    }
    if writer.documents.is_empty() {
        writer.comments.push("The plan states no service level objective with a target below 100 %.".into());
    }
    yaml::documents(&writer.comments, &writer.documents)
}

fn head() -> Vec<String> {
    vec![
        "OpenSLO v1. An alert policy has one condition: the long window of a burn-rate alert. The short one, by".into(),
        "which an alert ends, is in the rules of Prometheus.".into(),
    ]
}

struct Writer {
    names: Names,
    comments: Vec<String>,
    documents: Vec<Value>,
}

impl Writer {
    fn push(&mut self, kind: &str, name: &str, display: Option<&str>, spec: Value) {
        let mut metadata = json!({ "name": name });
        if let Some(display) = display.map(escape::line).filter(|display| !display.trim().is_empty()) {
            metadata["displayName"] = Value::from(display.into_owned());
        }
        self.documents.push(json!({ "apiVersion": API, "kind": kind, "metadata": metadata, "spec": spec }));
    }

    fn objective(&mut self, objective: &ServiceLevelObjective, service: &str) {
        let Some(target) = objective.target.filter(|target| (0.0..100.0).contains(target)) else {
            self.comments.push(format!("Left out: {} states no target below 100 %.", objective.id));
            return;
        };
        let name = self.names.free(&objective.id, "objective");
        let policies: Vec<Value> = objective
            .alerts
            .iter()
            .filter_map(|stated| {
                let alert = Alert::of(objective, stated).filter(|alert| alert.error_ratio < 1.0)?;
                let severity = stated.severity.as_deref().unwrap_or("page");
                Some(json!({ "alertPolicyRef": self.policy(&name, severity, alert) }))
            })
            .collect();
        let counters = Counters::of_objective(objective, service);
        let source =
            |query: String| json!({ "metricSource": { "type": "Prometheus", "spec": { "query": query } } });
        let mut spec = json!({
            "service": service,
            "indicator": {
                "metadata": { "name": format!("{name}-ratio") },
                "spec": { "ratioMetric": {
                    "counter": true,
                    "bad": source(counters.failures),
                    "total": source(counters.total),
                } },
            },
            "timeWindow": [{ "duration": window(objective.period_s()), "isRolling": true }],
            "budgetingMethod": "Occurrences",
            "objectives": [{ "displayName": escape::line(&objective.name), "target": yaml::number(target / 100.0) }],
        });
        if let Some(text) = &objective.description {
            spec["description"] = escape::line(text).chars().take(LONGEST).collect::<String>().into();
        }
        if !policies.is_empty() {
            spec["alertPolicies"] = policies.into();
        }
        self.push("SLO", &name, Some(&objective.name), spec);
    }

    /// The policy of an alert, with its condition and the people that it calls; gives its name.
    fn policy(&mut self, objective: &str, severity: &str, alert: Alert) -> String {
        let long = window(alert.long_s as i64);
        let name = self.names.free(&format!("{objective}-{severity}-{long}"), "alert");
        let condition = json!({
            "severity": escape::line(severity),
            "condition": {
                "kind": "burnrate",
                "op": "gt",
                "threshold": yaml::number(alert.burn_rate),
                "lookbackWindow": long,
                "alertAfter": window(60),
            },
        });
        self.push("AlertCondition", &name, None, condition);
        let target = label(severity, "page");
        if self.names.is_new(&format!("target-{target}")) {
            self.push("AlertNotificationTarget", &target, None, json!({ "target": target }));
        }
        let policy = json!({
            "alertWhenNoData": false,
            "alertWhenResolved": false,
            "alertWhenBreaching": true,
            "conditions": [{ "conditionRef": name }],
            "notificationTargets": [{ "targetRef": target }],
        });
        self.push("AlertPolicy", &name, None, policy);
        name
    }
}

/// A window in whole minutes at least, as OpenSLO knows no seconds.
fn window(seconds: i64) -> String {
    let minutes = (seconds.max(60) + 59) / 60;
    yaml::duration(minutes * 60, UNITS)
}
