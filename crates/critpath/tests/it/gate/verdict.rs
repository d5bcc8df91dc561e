//! Criteria by what was measured of them.

use critpath::gate::GateOptions;
use critpath::model::result::{ReasonKind, Verdict};
use serde_json::{Value, json};

use super::{document, judged, of_condition};

use Verdict::{Go, Inconclusive, NoGo};

#[test]
fn an_error_rate_is_judged_by_the_bounds_of_the_true_one() {
    let errors = json!({ "metric": "error_rate", "comparator": "<", "target": 0.1, "unit": "%" });
    for (total, failures, verdict, needed) in [
        (2995, 0, Go, None),
        (2994, 0, Inconclusive, Some(1)),
        (0, 0, Inconclusive, Some(2995)),
        // 4,742 requests bear one failure.
        (2995, 1, Inconclusive, Some(1747)),
        (10_000, 30, NoGo, None),
    ] {
        let reason = of_condition(
            errors.clone(),
            json!([{ "metric": "error_rate", "total": total, "failures": failures }]),
        );
        assert_eq!(reason.verdict, verdict, "{failures} of {total}");
        assert_eq!(reason.measured.unwrap().sample_needed, needed, "{failures} of {total}");
    }
}

#[test]
fn instances_add_up_and_missing_counts_are_failures() {
    let up = json!({ "metric": "availability", "comparator": ">=", "target": 99, "unit": "%" });
    let part = |total: u64, failures: u64, missing: u64| json!({ "metric": "uptime", "total": total, "failures": failures, "missing": missing });
    assert_eq!(of_condition(up.clone(), json!([part(250, 0, 0), part(250, 0, 0)])).verdict, Go);
    assert_eq!(of_condition(up.clone(), json!([part(250, 0, 0), part(200, 0, 50)])).verdict, NoGo);
    // A share without its counts may fail, and never passes.
    assert_eq!(
        of_condition(
            up.clone(),
            json!([{ "metric": "availability", "unit": "%", "value": 99.9, "statistic": "mean" }])
        )
        .verdict,
        Inconclusive
    );
    assert_eq!(
        of_condition(up, json!([{ "metric": "availability", "unit": "%", "value": 98 }])).verdict,
        NoGo
    );
}

#[test]
fn what_is_not_measured_or_not_stated_is_never_a_pass() {
    let speed = |statistic: Value| json!({ "metric": "response_time", "comparator": "<", "target": 500, "unit": "ms", "statistic": statistic });
    assert_eq!(of_condition(speed(json!("p95")), json!([])).verdict, Inconclusive);
    let fast = json!([{ "metric": "latency", "unit": "s", "samples": vec![0.2; 100] }]);
    assert_eq!(of_condition(speed(json!("p95")), fast.clone()).verdict, Go);
    assert_eq!(
        of_condition(speed(json!("p99")), fast.clone()).verdict,
        Inconclusive,
        "100 values show no p99"
    );
    assert_eq!(
        of_condition(speed(Value::Null), fast.clone()).verdict,
        Inconclusive,
        "no percentile is stated"
    );
    assert_eq!(of_condition(speed(json!("fastest")), fast).verdict, Inconclusive);
    let prose = document(json!({ "criteria": [{ "id": "c", "name": "C", "text": "users are happy" }] }));
    let word = |value: Value| judged(&prose, value, &GateOptions::default()).verdict;
    assert_eq!(word(json!([])), Inconclusive);
    assert_eq!(word(json!([{ "metric": "c", "holds": true }])), Inconclusive, "nobody says so");
    assert_eq!(word(json!([{ "metric": "c", "holds": true, "by": "Ana" }])), Go);
    assert_eq!(word(json!([{ "metric": "c", "holds": false }])), NoGo);
}

#[test]
fn a_statistic_of_a_window_is_compared_as_it_is_and_the_worst_instance_counts() {
    let cpu = |statistic: &str| json!({ "metric": "cpu", "comparator": "<", "target": 70, "unit": "%", "statistic": statistic });
    let on = |instance: &str, samples: &[f64]| json!({ "metric": "cpu", "instance": instance, "unit": "%", "samples": samples });
    assert_eq!(of_condition(cpu("mean"), json!([on("a", &[60.0, 79.0]), on("b", &[1.0])])).verdict, Go);
    let worst = of_condition(cpu("max"), json!([on("a", &[60.0, 79.0]), on("b", &[1.0])]));
    assert_eq!((worst.verdict, worst.measured.unwrap().value), (NoGo, Some(79.0)));
    assert!(worst.detail.contains("on a max is 79 %"), "{}", worst.detail);
    let gap = json!([{ "metric": "cpu", "unit": "%", "samples": [10], "missing": 1 }]);
    assert_eq!(of_condition(cpu("max"), gap).verdict, Inconclusive, "the missing one may be the greatest");
    assert_eq!(
        of_condition(cpu("max"), json!([{ "metric": "cpu", "samples": [0.6] }])).verdict,
        Inconclusive,
        "no unit"
    );
    let nan = super::measurements(json!([{ "metric": "cpu", "unit": "%" }]));
    let nan = critpath::model::Measurement { samples: vec![f64::NAN, f64::INFINITY], ..nan[0].clone() };
    let plan = document(json!({ "criteria": [{ "id": "c", "name": "C", "conditions": [cpu("max")] }] }));
    let input = critpath::gate::GateInput {
        document: &plan,
        diagnostics: &[],
        measurements: &[nan],
        unread: &[],
        state: &critpath::gate::PlanState::default(),
    };
    let result = critpath::gate::gate(&input, &GateOptions::default()).unwrap();
    assert_eq!(result.verdict, Inconclusive, "values that are no numbers are no values");
}

#[test]
fn a_window_that_is_not_covered_leaves_open_what_holds_so_far() {
    let errors =
        json!({ "metric": "error_rate", "comparator": "<", "target": 1, "unit": "%", "window": "1d" });
    let over = |window: Value, failures: u64| json!([{ "metric": "error_rate", "total": 5000, "failures": failures, "window": window }]);
    assert_eq!(of_condition(errors.clone(), over(json!("24h"), 0)).verdict, Go);
    let short = of_condition(errors.clone(), over(json!("6h"), 0));
    assert_eq!(short.verdict, Inconclusive);
    assert_eq!(short.needed.as_deref(), Some("measure over 24 h: 18 h more"));
    assert_eq!(of_condition(errors.clone(), over(Value::Null, 0)).verdict, Inconclusive);
    assert_eq!(of_condition(errors, over(json!("6h"), 500)).verdict, NoGo, "what fails already fails");
    // Samples with times are cut to the window that is asked for.
    let cpu = json!({ "metric": "cpu", "comparator": "<", "target": 70, "unit": "%", "statistic": "max", "window": "2m" });
    let samples = json!([{ "metric": "cpu", "unit": "%", "samples": [99, 50, 60], "times_s": [0, 60, 120] }]);
    assert_eq!(of_condition(cpu, samples).verdict, Go);
}

#[test]
fn a_canary_is_judged_by_the_bounds_of_its_shift() {
    let plan = document(json!({ "name": "R" }));
    let spread = |shift: f64, n: usize| -> Vec<f64> {
        (0..n).map(|at| 100.0 + shift + (at * 37 % 101) as f64 / 10.0).collect()
    };
    let canary = |metric: &str, shift: f64, n: usize| {
        let measured = json!([
            { "metric": metric, "role": "baseline", "samples": spread(0.0, n) },
            { "metric": metric, "role": "canary", "samples": spread(shift, n) },
        ]);
        judged(&plan, measured, &GateOptions::default())
    };
    for (metric, shift, n, verdict) in [
        ("response_time", 0.0, 200, Go),
        ("response_time", 30.0, 200, NoGo),
        ("response_time", -30.0, 200, Go),
        ("response_time", 10.5, 20, Inconclusive),
        ("response_time", 30.0, 2, Inconclusive),
        ("throughput", -30.0, 200, NoGo),
        ("throughput", 30.0, 200, Go),
    ] {
        let result = canary(metric, shift, n);
        assert_eq!(result.verdict, verdict, "{metric} {shift} {n}: {result:?}");
        assert_eq!(result.reasons[0].kind, ReasonKind::Canary);
    }
    assert_eq!(canary("response_time", 30.0, 200).reasons[0].measured.as_ref().unwrap().effect, Some(1.0));
}

#[test]
fn budgets_and_burn_rates_are_judged_by_counts_over_their_windows() {
    let plan = document(
        json!({ "objectives": [{ "id": "api", "name": "API", "metric": "availability", "target": 99.9,
        "period": "30d", "alerts": [{ "long_window": "1h", "burn_rate": 14.4 }] }] }),
    );
    let counts = |window: &str, failures: u64| json!({ "metric": "availability", "window": window, "total": 1_000_000, "failures": failures });
    let judged = |parts: Value| {
        let result = judged(&plan, parts, &GateOptions::default());
        result.reasons.iter().map(|reason| reason.verdict).collect::<Vec<_>>()
    };
    assert_eq!(judged(json!([])), [Inconclusive, Inconclusive]);
    assert_eq!(judged(json!([counts("30d", 999), counts("1h", 1000)])), [Go, Go]);
    assert_eq!(judged(json!([counts("30d", 1000), counts("1h", 20_000)])), [NoGo, Inconclusive]);
    assert_eq!(judged(json!([counts("30d", 0), counts("1h", 20_000), counts("5m", 0)])), [Go, Go]);
    assert_eq!(judged(json!([counts("30d", 0), counts("1h", 20_000), counts("5m", 20_000)])), [Go, NoGo]);
}
