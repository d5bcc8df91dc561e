//! Objectives, monitors and the checks of rollouts into alerting rules of Prometheus.

use critpath::model::rollout_result::{RolloutCheck, RolloutReport};
use critpath::model::{DEFAULT_FAILURE_THRESHOLD, Monitor, ServiceLevelObjective};
use critpath::slo::Alert;
use serde_json::{Map, Value, json};

use super::names::{Names, label};
use super::promql::{self, Counters, untemplated};
use super::yaml::{self, WITH_DAYS};
use super::{Definitions, USUAL_INTERVAL_S, looked_back_s};

/// Writes a file of rules: a group for the objectives, one for each rollout, and one for the monitors. `promtool check
/// rules` passes it. O(size of the plan).
pub fn prometheus(definitions: &Definitions) -> String {
    let mut writer = Writer { names: Names::default(), comments: head(), groups: Vec::new() };
    for objective in &definitions.document.objectives {
        writer.objective(objective, &service_of(definitions, objective));
    }
    for report in &definitions.rollouts.rollouts {
        writer.rollout(report);
    }
    writer.monitors(&definitions.document.monitors);
    let mut comments = writer.comments;
    if writer.groups.is_empty() {
        comments
            .push("The plan states no objective with alerts, no criterion of a rollout and no probe.".into());
    }
    yaml::documents(&comments, &[json!({ "groups": writer.groups })])
}

fn head() -> Vec<String> {
    vec![
        "Alerting rules of Prometheus. Counters and histograms go by the names that the plan states, else by".into(),
        "http_requests_total and http_request_duration_seconds with the label `service`; probes by those of the".into(),
        "blackbox exporter.".into(),
    ]
}

/// The service of an objective, as Kubernetes calls it: that of the first rollout that spends its budget, else its id.
pub(super) fn service_of(definitions: &Definitions, objective: &ServiceLevelObjective) -> String {
    let spends = |report: &&RolloutReport| report.budgets.iter().any(|it| it.objective == objective.id);
    let report = definitions.rollouts.rollouts.iter().find(spends);
    label(report.map_or(&objective.id, |report| &report.service), "service")
}

struct Writer {
    names: Names,
    comments: Vec<String>,
    groups: Vec<Value>,
}

impl Writer {
    fn group(&mut self, name: &str, interval_s: Option<i64>, rules: Vec<Value>) {
        if rules.is_empty() {
            return;
        }
        let mut group = Map::new();
        group.insert("name".into(), self.names.free(name, "rules").into());
        if let Some(interval) = interval_s {
            group.insert("interval".into(), yaml::duration(interval, WITH_DAYS).into());
        }
        group.insert("rules".into(), rules.into());
        self.groups.push(Value::Object(group));
    }

    /// One rule for each alert of an objective that can fire.
    fn objective(&mut self, objective: &ServiceLevelObjective, service: &str) {
        let counters = Counters::of_objective(objective, service);
        let mut rules = Vec::new();
        for stated in &objective.alerts {
            match Alert::of(objective, stated).filter(|alert| alert.error_ratio < 1.0 && alert.short_s >= 1.0)
            {
                Some(alert) => rules.push(burn(objective, stated.severity.as_deref(), &counters, alert)),
                None => self.comments.push(format!(
                    "Left out: an alert of {} that states no window or no threshold, or cannot fire.",
                    objective.id
                )),
            }
        }
        self.group(&format!("objective-{}", objective.id), None, rules);
    }

    /// One rule for each check of a rollout.
    fn rollout(&mut self, report: &RolloutReport) {
        let mut rules = Vec::new();
        for check in &report.checks {
            let window = promql::window(looked_back_s(check.window_s.unwrap_or(5 * USUAL_INTERVAL_S)));
            match promql::value(check, &promql::watched_service(report), &window) {
                Some(value) => rules.push(missed(report, check, &value)),
                None => self.comments.push(format!(
                    "Left out: {} of {}, as the plan states no query for it.",
                    check.metric, check.name
                )),
            }
        }
        let interval = report.interval_s.filter(|_| !rules.is_empty());
        self.group(&format!("rollout-{}", report.task), interval, rules);
    }

    /// One rule for each monitor that probes.
    fn monitors(&mut self, monitors: &[Monitor]) {
        let rules: Vec<Value> = monitors.iter().filter_map(probe).collect();
        self.group("monitors", None, rules);
    }
}

fn burn(
    objective: &ServiceLevelObjective,
    severity: Option<&str>,
    counters: &Counters,
    alert: Alert,
) -> Value {
    let threshold = yaml::number(alert.error_ratio);
    let [long, short] = [alert.long_s, alert.short_s].map(|seconds| promql::window(seconds as i64));
    let above = |window: &str| format!("({}) > {threshold}", counters.ratio(window));
    let description = format!(
        "More than {} % of the requests of {} failed over {long} and over {short}: a burn rate above {}.",
        yaml::number(100.0 * alert.error_ratio),
        name_of(&objective.name, &objective.id),
        yaml::number(alert.burn_rate)
    );
    json!({
        "alert": "ErrorBudgetBurn",
        "expr": format!("{} and {}", above(&long), above(&short)),
        "labels": {
            "severity": untemplated(severity.unwrap_or("page")),
            "objective": untemplated(&objective.id),
            "window": long,
        },
        "annotations": {
            "summary": untemplated(&format!("Error budget of {}", name_of(&objective.name, &objective.id))),
            "description": untemplated(&description),
        },
    })
}

fn missed(report: &RolloutReport, check: &RolloutCheck, value: &str) -> Value {
    let mut rule = Map::new();
    rule.insert("alert".into(), "RolloutCriterionMissed".into());
    rule.insert("expr".into(), promql::violated(check, value).into());
    if let Some(interval) = report.interval_s {
        lasting(&mut rule, interval, report.failure_threshold);
    }
    let limit = format!("{} {} {} {}", check.metric, check.comparator, yaml::number(check.limit), check.unit);
    rule.insert(
        "labels".into(),
        json!({
            "severity": "page",
            "rollout": untemplated(&report.task),
            "criterion": untemplated(&check.criterion),
            "metric": untemplated(&check.metric),
        }),
    );
    rule.insert(
        "annotations".into(),
        json!({
            "summary": untemplated(&format!("{} misses {}", report.name, check.name)),
            "description": untemplated(&format!("It must hold that {}.", limit.trim_end())),
        }),
    );
    Value::Object(rule)
}

fn probe(monitor: &Monitor) -> Option<Value> {
    let interval =
        monitor.interval.map(|interval| interval.clock_seconds()).filter(|seconds| *seconds > 0)?;
    let failures = monitor.failure_threshold.unwrap_or(DEFAULT_FAILURE_THRESHOLD);
    let mut rule = Map::new();
    rule.insert("alert".into(), "ProbeFailed".into());
    rule.insert("expr".into(), format!("probe_success{{job={}}} == 0", promql::quoted(&monitor.id)).into());
    lasting(&mut rule, interval, failures);
    rule.insert("labels".into(), json!({ "severity": "page", "monitor": untemplated(&monitor.id) }));
    let summary = format!("{}: {failures} failures in a row", name_of(&monitor.name, &monitor.id));
    rule.insert("annotations".into(), json!({ "summary": untemplated(&summary) }));
    Some(Value::Object(rule))
}

/// An alert is pending from the first failure on: the last one comes so much later.
fn lasting(rule: &mut Map<String, Value>, interval_s: i64, failures: u32) {
    let seconds = interval_s.saturating_mul(i64::from(failures.saturating_sub(1)));
    if seconds > 0 {
        rule.insert("for".into(), yaml::duration(seconds, WITH_DAYS).into());
    }
}

fn name_of<'a>(name: &'a str, id: &'a str) -> &'a str {
    if name.trim().is_empty() { id } else { name }
}
