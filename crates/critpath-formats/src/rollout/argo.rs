//! Rollouts into those of Argo Rollouts, with a template for each criterion that they analyse.

use critpath::model::RolloutStrategy;
use critpath::model::rollout_result::{RolloutCheck, RolloutReport, RolloutStepReport};
use serde_json::{Value, json};

use super::names::label;
use super::yaml::{self, WITH_HOURS};
use super::{Definitions, USUAL_INTERVAL_S, looked_back_s, promql, watched_s};
use crate::escape;

const API: &str = "argoproj.io/v1alpha1";

/// Writes a `Rollout` for each rollout of a plan, of the deployment that its service names, and an `AnalysisTemplate` for
/// each criterion. O(size of the answer).
pub fn argo(definitions: &Definitions) -> String {
    let mut comments = vec![
        "Argo Rollouts. Each Rollout refers to the Deployment of its service; traffic routing, ports and hosts".into(),
        "are for you to add. Services are <name>, <name>-preview, <name>-stable and <name>-canary.".into(),
    ];
    let mut documents = Vec::new();
    for report in &definitions.rollouts.rollouts {
        documents.push(rollout(report, &mut comments));
        documents.extend(templates(report, &mut comments));
    }
    if documents.is_empty() {
        comments.push("The plan has no rollout.".into());
    }
    yaml::documents(&comments, &documents)
}

fn name_of(report: &RolloutReport) -> String {
    label(&report.service, "service")
}

fn rollout(report: &RolloutReport, comments: &mut Vec<String>) -> Value {
    let name = name_of(report);
    let strategy = match report.strategy {
        RolloutStrategy::Canary => json!({ "canary": canary(report, &name, comments) }),
        RolloutStrategy::BlueGreen => json!({ "blueGreen": blue_green(report, &name) }),
        RolloutStrategy::Rolling => {
            comments.push(format!(
                "{name}: instances are replaced as a canary without steps, and watched for the seconds that they must be ready."
            ));
            json!({ "canary": { "maxSurge": report.batch, "maxUnavailable": 0 } })
        }
        RolloutStrategy::Recreate => {
            comments.push(format!("{name}: all instances stop before new ones start."));
            json!({ "canary": { "maxSurge": 0, "maxUnavailable": "100%" } })
        }
    };
    let mut spec = json!({
        "workloadRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": name },
        "strategy": strategy,
    });
    if let Some(instances) = report.instances {
        spec["replicas"] = instances.min(i32::MAX as u32).into();
    }
    if report.strategy == RolloutStrategy::Rolling {
        let soak = report.steps.iter().map(|step| step.soak_s).max().unwrap_or(0);
        spec["minReadySeconds"] = whole(soak);
    }
    let metadata = json!({
        "name": name,
        "annotations": { "critpath/task": escape::line(&report.task), "critpath/name": escape::line(&report.name) },
    });
    json!({ "apiVersion": API, "kind": "Rollout", "metadata": metadata, "spec": spec })
}

/// Weights, soak times and gates as steps: a gate that people decide is a pause that only they end.
fn canary(report: &RolloutReport, name: &str, comments: &mut Vec<String>) -> Value {
    let mut steps = Vec::new();
    for step in report.steps.iter().filter(|step| step.weight > 0.0) {
        if step.weight.fract() != 0.0 {
            comments.push(format!("{name}: weights are whole here: {} % is rounded.", step.weight));
        }
        steps.push(json!({ "setWeight": rounded(step.weight) }));
        if step.soak_s > 0 {
            steps.push(json!({ "pause": { "duration": yaml::duration(step.soak_s, WITH_HOURS) } }));
        }
        if let Some(analysis) = analysis(report, step, name) {
            steps.push(json!({ "analysis": analysis }));
        }
        if waits_for_people(step) {
            steps.push(json!({ "pause": {} }));
        }
    }
    let mut canary = json!({
        "canaryService": format!("{name}-canary"),
        "stableService": format!("{name}-stable"),
        "steps": steps,
    });
    if let Some(delay) = report.scale_down_delay_s {
        canary["scaleDownDelaySeconds"] = whole(delay);
    }
    if report.interval_s.is_some() && report.checks.iter().any(|check| is_measurable(report, check)) {
        canary["analysis"] = json!({
            "templates": [{ "templateName": format!("{name}-watch") }],
            "startingStep": 1,
        });
    }
    canary
}

fn blue_green(report: &RolloutReport, name: &str) -> Value {
    let preview = report.steps.iter().find(|step| step.id.ends_with("-0") && step.weight == 0.0);
    let live = report.steps.last();
    let mut strategy = json!({
        "activeService": name,
        "previewService": format!("{name}-preview"),
        "autoPromotionEnabled": !preview.is_some_and(waits_for_people),
    });
    if let Some(preview) = preview {
        if preview.soak_s > 0 {
            strategy["autoPromotionSeconds"] = whole(preview.soak_s);
        }
        if let Some(analysis) = analysis(report, preview, name) {
            strategy["prePromotionAnalysis"] = analysis;
        }
    }
    if let Some(analysis) = live.and_then(|step| analysis(report, step, name)) {
        strategy["postPromotionAnalysis"] = analysis;
    }
    if let Some(delay) = report.scale_down_delay_s {
        strategy["scaleDownDelaySeconds"] = whole(delay);
    }
    strategy
}

/// A gate of the plan itself: one that was made for criteria is decided by their analysis.
fn waits_for_people(step: &RolloutStepReport) -> bool {
    step.gate.as_deref().is_some_and(|gate| gate != format!("{}-go", step.id))
}

/// The criteria that the gate behind a step asks for, over the time that the step was watched.
fn analysis(report: &RolloutReport, step: &RolloutStepReport, name: &str) -> Option<Value> {
    let asked = step.criteria.iter().filter(|id| {
        report.checks.iter().any(|check| check.criterion == **id && is_measurable(report, check))
    });
    let templates: Vec<Value> = asked.map(|id| json!({ "templateName": template_name(name, id) })).collect();
    let window = promql::window(looked_back_s(step.soak_s));
    (!templates.is_empty())
        .then(|| json!({ "templates": templates, "args": [{ "name": "window", "value": window }] }))
}

fn template_name(name: &str, criterion: &str) -> String {
    format!("{name}-{}", label(criterion, "criterion")).chars().take(63).collect()
}

fn is_measurable(report: &RolloutReport, check: &RolloutCheck) -> bool {
    promql::value(check, &promql::watched_service(report), "1m").is_some()
}

/// A template for each criterion, asked once by a gate; and one for all of them, asked all along.
fn templates(report: &RolloutReport, comments: &mut Vec<String>) -> Vec<Value> {
    let name = name_of(report);
    let mut documents = Vec::new();
    let mut criteria: Vec<&str> = Vec::new();
    for check in &report.checks {
        if !is_measurable(report, check) {
            comments
                .push(format!("{name}: {} is left out, as the plan states no query for it.", check.metric));
        } else if !criteria.contains(&check.criterion.as_str()) {
            criteria.push(&check.criterion);
        }
    }
    for criterion in criteria {
        let checks = report.checks.iter().filter(|check| check.criterion == criterion);
        let metrics: Vec<Value> = checks
            .filter_map(|check| metric(report, check, "{{args.window}}"))
            .enumerate()
            .map(numbered)
            .collect();
        documents.push(template(&template_name(&name, criterion), metrics, &["window"]));
    }
    let is_watched = report.strategy == RolloutStrategy::Canary && report.interval_s.is_some();
    if is_watched && !documents.is_empty() {
        let window = promql::window(watched_s(report));
        let interval = report.interval_s.unwrap_or(USUAL_INTERVAL_S);
        let watched = report.checks.iter().filter_map(|check| metric(report, check, &window));
        let metrics: Vec<Value> = watched
            .map(|mut metric| {
                metric["interval"] = yaml::duration(interval, WITH_HOURS).into();
                metric["failureLimit"] =
                    report.failure_threshold.saturating_sub(1).min(i32::MAX as u32).into();
                metric
            })
            .enumerate()
            .map(numbered)
            .collect();
        documents.push(template(&format!("{name}-watch"), metrics, &[]));
    }
    documents
}

fn template(name: &str, metrics: Vec<Value>, arguments: &[&str]) -> Value {
    let mut spec = json!({ "metrics": metrics });
    if !arguments.is_empty() {
        spec["args"] = arguments.iter().map(|name| json!({ "name": name })).collect();
    }
    json!({ "apiVersion": API, "kind": "AnalysisTemplate", "metadata": { "name": name }, "spec": spec })
}

/// Metrics of one run need names of their own.
fn numbered((at, mut metric): (usize, Value)) -> Value {
    let name = metric["name"].as_str().unwrap_or_default();
    metric["name"] = format!("{name}-{}", at + 1).into();
    metric
}

/// What is not a number, as without any request, is no success.
fn metric(report: &RolloutReport, check: &RolloutCheck, window: &str) -> Option<Value> {
    let query = promql::value(check, &promql::watched_service(report), window)?;
    let comparator = if check.comparator == "=" { "==" } else { check.comparator.as_str() };
    Some(json!({
        "name": label(&check.criterion, "criterion"),
        "successCondition": format!("result[0] {comparator} {}", yaml::number(check.limit)),
        "provider": { "prometheus": { "query": query } },
    }))
}

/// A number of seconds that fits into 32 bits.
fn whole(seconds: i64) -> Value {
    seconds.clamp(0, i64::from(i32::MAX)).into()
}

/// A weight in whole percent, none of them lost.
fn rounded(weight: f64) -> i64 {
    (weight.round() as i64).clamp(1, 100)
}
