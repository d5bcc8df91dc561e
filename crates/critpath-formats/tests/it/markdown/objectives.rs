//! Service level objectives and their alerts, as guides write them.

use critpath::diagnostic::Code;
use critpath::model::{BurnRateAlert, Document, ServiceLevelObjective};
use critpath_formats::Read;

fn read(section: &str) -> Read {
    critpath_formats::markdown::read("guide.md", &format!("# Release\n\n- Ship {{#ship 1h}}\n\n{section}"))
}

fn alert(alert: &BurnRateAlert) -> String {
    let time =
        |time: Option<critpath::duration::Duration>| time.map_or("-".to_owned(), |time| time.to_string());
    let number = |number: Option<f64>| number.map_or("-".to_owned(), |number| number.to_string());
    format!(
        "{} {}/{} {} {}%",
        alert.severity.as_deref().unwrap_or("-"),
        time(alert.long_window),
        time(alert.short_window),
        number(alert.burn_rate),
        number(alert.budget_percent)
    )
}

/// The objectives, a line each: id, metric, target, period in days, alerts.
fn shown(document: &Document) -> Vec<String> {
    let line = |objective: &ServiceLevelObjective| {
        let target = objective.target.map_or("-".to_owned(), |target| target.to_string());
        let days = objective.period_s() / 86_400;
        let alerts: Vec<_> = objective.alerts.iter().map(alert).collect();
        format!("{} {} {target} {days}d: {}", objective.id, objective.metric, alerts.join("; "))
    };
    document.objectives.iter().map(line).collect()
}

const ALERTS: &str = "page 1h/5m 14.4 -%; ticket 3d/- - 10%";

#[test]
fn objectives_stand_in_lists_in_sections_and_in_tables() {
    let table = "| Severity | Long window | Short window | Burn rate | Budget consumed |\n|-|-|-|-|-|\n\
        | page | 1 hour | 5 minutes | 14.4x | |\n| ticket | 3d | | | 10 % |\n";
    for section in [
        "## Service level objectives\n\n- **Availability**: 99.9% over 7 days {#api}\n\
            \x20 - page {long-window=1h short-window=5m burn-rate=14.4}\n  - ticket {long-window=3d budget-percent=10%}\n"
            .to_owned(),
        "## SLOs\n\n- Availability {#api target=99.9% period=7d}\n  - page: {long-window=1h short-window=5m burn-rate=14.4}\n\
            \x20 - {severity=ticket long-window=3d budget-percent=10}\n"
            .to_owned(),
        format!("## Service Level Objectives (SLOs)\n\n- Availability: at least 99.9 % per week {{#api}}\n\n{table}"),
        format!("## SLO\n\n### Availability {{#api target=99.9 period=1w}}\n\n{table}"),
        format!("## SLO\n\n| SLO | Target | Period |\n|-|-|-|\n| Availability {{#api}} | 99.9% | 7 days |\n\n{table}"),
    ] {
        let read = read(&section);
        assert_eq!(shown(&read.document), [format!("api availability 99.9 7d: {ALERTS}")], "{section}");
        assert!(read.diagnostics.is_empty(), "{section}: {:?}", read.diagnostics);
        assert_eq!(read.document.tasks.len(), 1, "{section}");
    }
}

#[test]
fn a_limit_of_failures_is_an_objective_and_a_time_is_a_criterion() {
    let read = read(
        "## SLOs\n\n- Errors: error rate < 0.1% over 30 days\n- Error rate: 0.5%\n- Checkout: 99.5%\n- Latency: p95 < 200 ms\n",
    );
    assert_eq!(
        shown(&read.document),
        ["errors error_rate 99.9 30d: ", "error-rate error_rate 99.5 30d: ", "checkout checkout 99.5 30d: "]
    );
    let criteria: Vec<_> = read.document.criteria.iter().map(|criterion| criterion.name.as_str()).collect();
    assert_eq!(criteria, ["Latency"]);
}

#[test]
fn counters_and_rates_are_read() {
    let read = read(
        "## SLOs\n\n- **API**: 99.9% {#api metric=availability events-per-second=12 deployment-impact=50%}\n\
         \x20 - Total: `http_requests_total{service=\"api\"}`\n\
         \x20 - Failures: `http_requests_total{service=\"api\",code=~\"5..\"}`\n  - For paying users.\n",
    );
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let [api] = read.document.objectives.as_slice() else { panic!("one objective") };
    assert_eq!(
        (api.metric.as_str(), api.events_per_second, api.deployment_impact),
        ("availability", Some(12.0), Some(50.0))
    );
    assert_eq!(api.total_selector.as_deref(), Some("http_requests_total{service=\"api\"}"));
    assert_eq!(api.failure_selector.as_deref(), Some("http_requests_total{service=\"api\",code=~\"5..\"}"));
    assert_eq!(api.description.as_deref(), Some("99.9%\nFor paying users."));
}

#[test]
fn what_cannot_be_read_is_told() {
    for (section, code, message) in [
        ("- A {target=120}\n", Code::AttributeInvalid, "`target`: `120` cannot be read"),
        ("- A {target=99.9 period=-3d}\n", Code::AttributeInvalid, "`period`: `-3d` cannot be read"),
        (
            "- A {target=99.9 events-per-second=1e999}\n",
            Code::AttributeInvalid,
            "`events-per-second`: `1e999` cannot be read",
        ),
        (
            "- A {target=99.9 perod=3d}\n",
            Code::AttributeUnknown,
            "a service level objective has no attribute `perod`",
        ),
        (
            "- API: 99%\n  - page {burn-rate=fast}\n",
            Code::AttributeInvalid,
            "`burn-rate`: `fast` cannot be read",
        ),
        (
            "- API: 99%\n  - page {long-windw=1h}\n",
            Code::AttributeUnknown,
            "a burn-rate alert has no attribute `long-windw`",
        ),
        (
            "- API: 99%\n  - page {burn-rate=2\n",
            Code::AttributeInvalid,
            "the brace before `burn-rate=2` is not closed, so no attribute is read",
        ),
        ("| SLO | Target |\n|-|-|\n| A | lots |\n", Code::NumberInvalid, "`lots` is no number from 0 to 100"),
        (
            "| SLO | Target | Period |\n|-|-|-|\n| A | 99 | ever |\n",
            Code::DurationInvalid,
            "`ever` is no duration",
        ),
        (
            "- API: 99%\n\n| Long window | Burn rate |\n|-|-|\n| 1h | NaN |\n",
            Code::NumberInvalid,
            "`NaN` is no number from 0 on",
        ),
    ] {
        let read = read(&format!("## SLOs\n\n{section}"));
        let found: Vec<_> = read.diagnostics.iter().map(|it| (it.code, it.message.as_str())).collect();
        assert_eq!(found, [(code, message)], "{section}");
    }
}

#[test]
fn gates_ask_for_objectives_and_say_how_sure() {
    let read = read(
        "## SLOs\n\n- Availability: 99.9% {#api}\n\n## Gates\n\n\
         - Go-live gate {#go objectives=api confidence=99% canary-tolerance=5% finish-probability=80%}\n",
    );
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let [gate] = read.document.gates.as_slice() else { panic!("one gate") };
    assert_eq!(gate.objectives, ["api"]);
    assert_eq!(
        (gate.confidence, gate.canary_tolerance, gate.finish_probability),
        (Some(0.99), Some(0.05), Some(0.8))
    );
}
