//! A small deployment guide of our own, as text and as the document that it states.

use critpath::diagnostic::SourceText;
use critpath::model::Document;
use serde_json::{Value, json};

/// The text; spans point into it.
pub const TEXT: &str = "\
# Shop release
## Strategy
### 1. Packaging
- Build the images
- Sign the images
### 2. Data
- Migrate the orders
## Schedule
### Phase 1: Prepare (Week 1)
- Set up staging
### Phase 2: Release (Week 2-3)
- Switch traffic
### Phase 3: Watch (Week 4)
- Fix what turns up
## Risks
| Lost orders | Nightly backups, rollback procedures |
| Overload | Load testing, capacity planning |
## Monitoring
- Health checks: endpoints every 20 seconds
- Load: throughput, response time
## Rollback
1. Switch back within 2 minutes
2. Restore the backup if orders are lost
## Checklist: before
- [ ] Notes updated
- [ ] Backups tested
## Checklist: release
- [ ] Order migrations applied
- [ ] Smoke tests passed
- [ ] Notes updated
## Success
- Availability: 99.95%
- Speed: response time < 300 ms
- Errors: < 0.05%
";

/// The span of the line, or the part of one, that reads so.
fn at(part: &str) -> Value {
    let start = TEXT.find(part).expect("the guide says so");
    json!({ "start": start, "end": start + part.len() })
}

/// The span of the last place that reads so.
fn last(part: &str) -> Value {
    let start = TEXT.rfind(part).expect("the guide says so");
    json!({ "start": start, "end": start + part.len() })
}

/// The text with its lines.
pub fn source() -> SourceText<'static> {
    SourceText::new("guide.md", TEXT)
}

/// The guide as it stands: everything that people leave out is left out.
pub fn document() -> Document {
    let task = |id: &str, name: &str, field: &str, place: &str| {
        let mut task = json!({ "id": id, "name": name, "span": at(name) });
        task[field] = json!(place);
        task
    };
    let week = |id: &str, name: &str, first: u32, last: u32, text: &str, span: &str| {
        let window = json!({ "unit": "week", "first": first, "last": last, "text": text, "span": at(text) });
        json!({ "id": id, "name": name, "window": window, "span": at(span) })
    };
    let condition = |metric: &str, comparator: &str, target: f64, unit: &str| json!([{ "metric": metric, "comparator": comparator, "target": target, "unit": unit }]);
    super::document(json!({
        "name": "Shop release",
        "strategy": [
            { "id": "packaging", "name": "Packaging", "span": at("### 1. Packaging") },
            { "id": "data", "name": "Data", "span": at("### 2. Data") },
        ],
        "phases": [
            week("prepare", "Prepare", 1, 1, "Week 1", "### Phase 1: Prepare (Week 1)"),
            week("release", "Release", 2, 3, "Week 2-3", "### Phase 2: Release (Week 2-3)"),
            week("watch", "Watch", 4, 4, "Week 4", "### Phase 3: Watch (Week 4)"),
        ],
        "tasks": [
            task("build", "Build the images", "step", "packaging"),
            task("sign", "Sign the images", "step", "packaging"),
            task("migrate", "Migrate the orders", "step", "data"),
            task("staging", "Set up staging", "phase", "prepare"),
            task("switch", "Switch traffic", "phase", "release"),
            task("fix", "Fix what turns up", "phase", "watch"),
        ],
        "resources": [{ "id": "disk", "name": "Disk", "kind": "infrastructure",
            "quantities": [{ "metric": "storage", "low": 30.0, "high": 30.0, "unit": "GB" }] }],
        "risks": [
            { "id": "lost", "name": "Lost orders", "mitigations": [
                { "text": "Nightly backups", "span": at("Nightly backups") },
                { "text": "rollback procedures", "span": at("rollback procedures") }] },
            { "id": "overload", "name": "Overload", "mitigations": [
                { "text": "Load testing", "span": at("Load testing") },
                { "text": "capacity planning", "span": at("capacity planning") }] },
        ],
        "monitors": [
            { "id": "health", "name": "Health checks", "interval": "20s", "description": "endpoints every 20 seconds",
              "span": at("- Health checks: endpoints every 20 seconds") },
            { "id": "load", "name": "Load", "metrics": ["throughput", "response_time"],
              "span": at("- Load: throughput, response time") },
        ],
        "rollback_procedures": [
            { "id": "back", "name": "Switch back", "kind": "immediate", "objective": "2m",
              "span": at("1. Switch back within 2 minutes") },
            { "id": "restore", "name": "Restore the backup", "kind": "data", "triggers": ["if orders are lost"],
              "span": at("2. Restore the backup if orders are lost") },
        ],
        "checklists": [
            { "id": "before", "name": "before", "stage": "pre_deployment", "items": [
                { "id": "notes", "text": "Notes updated", "span": at("- [ ] Notes updated") },
                { "id": "backups", "text": "Backups tested", "span": at("- [ ] Backups tested") }] },
            { "id": "during", "name": "release", "stage": "during_deployment", "items": [
                { "id": "migrations", "text": "Order migrations applied", "span": at("- [ ] Order migrations applied") },
                { "id": "smoke", "text": "Smoke tests passed", "span": at("- [ ] Smoke tests passed") },
                { "id": "notes-2", "text": "Notes updated", "span": last("- [ ] Notes updated") }] },
        ],
        "criteria": [
            { "id": "availability", "name": "Availability", "span": at("- Availability: 99.95%"),
              "conditions": condition("availability", ">=", 99.95, "%") },
            { "id": "speed", "name": "Speed", "span": at("- Speed: response time < 300 ms"),
              "conditions": condition("response_time", "<", 300.0, "ms") },
            { "id": "errors", "name": "Errors", "span": at("- Errors: < 0.05%"),
              "conditions": condition("error_rate", "<", 0.05, "%") },
        ],
    }))
}

/// The same plan with everything said: each lint has had its way.
pub fn complete() -> Document {
    let task = |name: &str, fields: Value| {
        let mut task = json!({ "id": name.to_lowercase().replace(' ', "-"), "name": name, "owner": "ops", "duration": "4h" });
        for (field, value) in fields.as_object().into_iter().flatten() {
            task[field] = value.clone();
        }
        task
    };
    let condition = |metric: &str, comparator: &str, target: f64, unit: &str, window: &str| json!({ "metric": metric, "comparator": comparator, "target": target, "unit": unit, "window": window });
    let mut latency = condition("response_time", "<", 300.0, "ms", "5m");
    latency["statistic"] = json!("p95");
    latency["traffic"] = json!("at 200 requests/s");
    let item = |id: &str, text: &str| json!({ "id": id, "text": text, "owner": "qa", "evidence": "report" });
    super::document(json!({
        "name": "Shop release",
        "start": "2026-12-07",
        "strategy": [{ "id": "packaging", "name": "Packaging" }],
        "phases": [
            { "id": "prepare", "name": "Prepare", "window": { "unit": "week", "first": 1, "last": 1, "text": "Week 1" } },
            { "id": "release", "name": "Release", "window": { "unit": "week", "first": 2, "last": 3, "text": "Week 2-3" } },
        ],
        "tasks": [
            task("Build the images", json!({ "step": "packaging", "phase": "prepare" })),
            task("Load tests", json!({ "phase": "prepare", "after": [{ "predecessor": "build-the-images" }] })),
            task("Migrate the orders", json!({ "phase": "release", "undo": { "duration": "15m" } })),
            task("Switch traffic", json!({ "phase": "release", "undo": { "duration": "30s" } })),
        ],
        "resources": [{ "id": "disk", "name": "Disk", "kind": "infrastructure",
            "quantities": [{ "metric": "storage", "low": 30.0, "high": 30.0, "unit": "GB" }] }],
        "risks": [{ "id": "overload", "name": "Overload", "mitigations": [
            { "text": "Load testing" }, { "text": "Automated backups" }, { "text": "Autoscaling", "task": "switch-traffic" }] }],
        "monitors": [{ "id": "health", "name": "Health checks", "metrics": ["availability", "error_rate", "latency"],
            "interval": "10s", "failure_threshold": 2, "triggers": ["back"] }],
        "rollback_procedures": [
            { "id": "back", "name": "Switch back", "kind": "immediate", "objective": "2m" },
            { "id": "restore", "name": "Restore the backup", "kind": "data", "objective": "2h" },
        ],
        "checklists": [{ "id": "during", "name": "release", "items": [
            item("backups", "Backups tested"), item("migrations", "Order migrations applied"), item("smoke", "Smoke tests passed")] }],
        "criteria": [
            { "id": "availability", "name": "Availability", "conditions": [condition("availability", ">=", 99.95, "%", "30ed")] },
            { "id": "speed", "name": "Speed", "conditions": [latency] },
            { "id": "errors", "name": "Errors", "conditions": [condition("error_rate", "<", 0.05, "%", "5m")] },
        ],
    }))
}
