//! What checking finds in distributions, branches, correlations and the scales of a risk register.

use critpath::diagnostic::{Code, Severity};
use serde_json::{Value, json};

use super::{findings, one, span, with_code};

fn estimated(estimate: Value) -> Value {
    json!({ "tasks": [{ "id": "t", "name": "T", "estimate": estimate }] })
}

fn risk(effect: Value) -> Value {
    json!({ "risks": [{ "id": "r", "name": "R", "effect": effect }] })
}

#[test]
fn distributions_that_cannot_be_built_are_found() {
    let value = |probability: f64| json!({ "duration": "1d", "probability": probability });
    let cases = [
        (
            json!({ "distribution": "triangular", "low": "1d", "high": "2d" }),
            "is `triangular` but states no `likely`",
        ),
        (json!({ "distribution": "uniform", "low": "1d" }), "is `uniform` but states no `high`"),
        (json!({}), "states nothing"),
        (json!({ "mean": "2d" }), "is `lognormal` but states no `standard_deviation`"),
        (json!({ "mean": "0d", "standard_deviation": "1d" }), "is `lognormal` with a mean of 0"),
        (json!({ "distribution": "lognormal", "low": "0d", "high": "2d" }), "is `lognormal` with a low of 0"),
        (
            json!({ "distribution": "trigen", "low": "1d", "likely": "2d", "high": "3d",
            "low_percentile": 90.0, "high_percentile": 10.0 }),
            "has 90 % of its values below low and 10 % below high",
        ),
        (
            json!({ "distribution": "lognormal", "low": "1d", "high": "3d", "high_percentile": 100.0 }),
            "has 10 % of its values below low and 100 % below high",
        ),
        (
            json!({ "low": "1d", "likely": "2d", "high": "3d", "shape": 0.0 }),
            "has a shape of 0, not more than zero",
        ),
        (json!({ "distribution": "discrete" }), "is `discrete` but does not state each of its values"),
        (
            json!({ "values": [{ "probability": 1.0 }] }),
            "is `discrete` but does not state each of its values",
        ),
        (json!({ "values": [{ "duration": "1d" }] }), "has a value without a probability"),
        (json!({ "values": [value(0.3), value(0.4)] }), "has values whose probabilities add up to 0.7"),
        (json!({ "values": [value(1.2), value(-0.2)] }), "has a value with the probability 1.2"),
        (json!({ "distribution": "empirical" }), "is `empirical` but does not state each of its values"),
    ];
    for (estimate, problem) in cases {
        let found = one(Code::EstimateDistribution, estimated(estimate));
        assert_eq!(found.message, format!("the estimate of `t` {problem}"));
        assert!(found.is_error() && found.help.is_some());
    }
}

#[test]
fn distributions_that_can_be_built_pass() {
    for estimate in [
        json!({ "likely": "1d" }),
        json!({ "low": "1d", "likely": "2d", "high": "5d", "shape": 2.5 }),
        json!({ "low": "1d", "likely": "1d", "high": "1d", "distribution": "triangular" }),
        json!({ "low": "1d", "likely": "2d", "high": "5d", "distribution": "trigen", "low_percentile": 5.0 }),
        json!({ "low": "1d", "high": "5d", "distribution": "lognormal", "high_percentile": 95.0 }),
        json!({ "mean": "3d", "standard_deviation": "1d" }),
        json!({ "values": [{ "duration": "1d", "probability": 0.1 }, { "duration": "2d", "probability": 0.2 },
            { "duration": "3d", "probability": 0.7 }] }),
        json!({ "values": [{ "duration": "1d" }, { "duration": "2d" }], "distribution": "empirical" }),
    ] {
        // That a range is scheduled at its middle is told, and is no fault.
        let faults =
            findings(estimated(estimate.clone())).into_iter().filter(|f| f.code != Code::EstimateMidpoint);
        assert_eq!(faults.collect::<Vec<_>>(), [], "{estimate}");
    }
}

#[test]
fn what_means_nothing_to_a_distribution_is_told() {
    let found = one(
        Code::EstimateDistribution,
        estimated(json!({ "low": "1d", "likely": "2d", "high": "3d", "low_percentile": 5.0 })),
    );
    assert_eq!(found.message, "the estimate of `t` is `beta_pert`, to which `low_percentile` means nothing");
    assert_eq!(found.severity, Severity::Warning);
    assert!(found.help.unwrap().contains("`trigen` and `lognormal`"));
}

#[test]
fn estimates_of_risks_are_checked_like_those_of_tasks() {
    let found =
        one(Code::EstimateOrder, risk(json!({ "factor": { "low": 1.4, "likely": 1.1, "high": 1.2 } })));
    assert_eq!(found.message, "the factor of `r` is 1.4 at low but 1.1 at likely");
    assert!(found.help.unwrap().contains("`1.1/1.2/1.4`"));
    let found = one(Code::EstimateOrder, risk(json!({ "delay": { "low": "8h", "likely": "4h" } })));
    assert_eq!(found.message, "the delay of `r` is 8h at low but 4h at likely");
    assert!(one(Code::DurationInvalid, risk(json!({ "delay": { "likely": "-1d" } }))).is_error());
    assert!(one(Code::NumberInvalid, risk(json!({ "factor": { "likely": -0.5 } }))).is_error());
    assert_eq!(findings(risk(json!({ "cost": { "low": -200.0, "likely": 0.0, "high": 100.0 } }))), []);
    let cost = json!({ "tasks": [{ "id": "t", "name": "T", "duration": "1d", "cost_estimate": { "likely": -5.0 } }] });
    assert!(one(Code::NumberInvalid, cost).is_error());
}

#[test]
fn distributions_that_reach_below_zero_are_told_at_their_task() {
    let mut plan = estimated(json!({ "low": "1h", "likely": "2h", "high": "4d", "distribution": "trigen" }));
    plan["tasks"][0]["span"] = span(3, 9);
    let found = one(Code::EstimateBelowZero, plan);
    assert_eq!((found.severity, found.span.map(|span| span.start)), (Severity::Warning, Some(3)));
    assert!(found.message.starts_with("the estimate of `t` is `trigen` and reaches below zero with "));
    // The same shape around a longer time does not get there, and neither does one that ends at what it states.
    for estimate in [
        json!({ "low": "10d", "likely": "11d", "high": "14d", "distribution": "trigen" }),
        json!({ "low": "1h", "likely": "2h", "high": "4d", "distribution": "triangular" }),
        json!({ "low": "1h", "high": "4d", "distribution": "lognormal" }),
    ] {
        assert_eq!(with_code(Code::EstimateBelowZero, estimated(estimate.clone())), [], "{estimate}");
    }
    let wide = json!({ "low": 0.1, "likely": 0.9, "high": 3.0, "distribution": "trigen" });
    assert_eq!(
        one(Code::EstimateBelowZero, risk(json!({ "factor": wide }))).message.split(" is ").next(),
        Some("the factor of `r`")
    );
    // Costs may be gains.
    assert_eq!(with_code(Code::EstimateBelowZero, risk(json!({ "cost": wide }))), []);
}

#[test]
fn probabilities_are_from_nought_to_one() {
    let task = |probability: f64| json!({ "tasks": [{ "id": "t", "name": "T", "duration": "1d", "probability": probability }] });
    for bad in [-0.1, 1.1] {
        let found = one(Code::NumberInvalid, task(bad));
        assert_eq!(found.message, format!("the probability of `t` is {bad}, but must be from 0 to 1"));
    }
    assert_eq!(findings(task(0.0)), []);
}

#[test]
fn closures_have_ends_in_order_on_calendars_that_exist() {
    let closed = |closure: Value| risk(json!({ "closures": [closure] }));
    assert!(one(Code::DateInvalid, closed(json!({ "start": "2026-12-07" }))).is_error());
    let backwards = json!({ "start": "2026-12-08", "finish": "2026-12-07" });
    assert_eq!(
        one(Code::DateOrder, closed(backwards)).message,
        "a closure by the risk `r` starts on 2026-12-08, after it finishes on 2026-12-07"
    );
    let unknown = json!({ "calendar": "nights", "start": "2026-12-07", "finish": "2026-12-08" });
    assert!(one(Code::CalendarUnknown, closed(unknown)).is_error());
    assert_eq!(
        findings(closed(json!({ "calendar": "always", "start": "2026-12-07", "finish": "2026-12-07" }))),
        []
    );
}

fn branch(options: &[(Option<f64>, &str)]) -> Value {
    let option =
        |(probability, task): &(Option<f64>, &str)| json!({ "probability": probability, "tasks": [task] });
    let options: Vec<_> = options.iter().map(option).collect();
    let task = |id: &str| json!({ "id": id, "name": id, "duration": "1d" });
    json!({ "tasks": [task("a"), task("b")], "branches": [{ "id": "way", "name": "Way", "options": options }] })
}

#[test]
fn branches_lead_somewhere_with_certainty() {
    let half = (Some(0.5), "a");
    for (options, problem) in [
        (&[][..], "the branch `way` has no options"),
        (&[half][..], "the branch `way` has options whose probabilities add up to 0.5"),
        (&[half, (Some(0.6), "b")][..], "the branch `way` has options whose probabilities add up to 1.1"),
        (&[(None, "a"), (None, "b")][..], "the branch `way` has 2 options without a probability"),
        (&[half, (Some(0.5), "a")][..], "`a` is in two options of the branch `way`"),
    ] {
        let found = one(Code::BranchInvalid, branch(options));
        assert_eq!((found.message.as_str(), found.is_error()), (problem, true));
    }
    assert_eq!(findings(branch(&[half, (None, "b")])), []);
    assert_eq!(
        findings(branch(&[(Some(0.1), "a"), (Some(0.2), "b"), (Some(0.7), "c")]))[0].code,
        Code::IdUnknown
    );
}

#[test]
fn correlations_are_possible_and_agree() {
    let task = |id: &str| json!({ "id": id, "name": id, "duration": "1d" });
    let plan = |correlations: Value| json!({ "tasks": [task("a"), task("b"), task("c")], "correlations": correlations });
    let tie = |tasks: &[&str], coefficient: f64| json!({ "tasks": tasks, "coefficient": coefficient });
    let found = one(Code::CorrelationInvalid, plan(json!([tie(&["a", "b"], 1.5)])));
    assert_eq!(found.message, "a correlation is 1.5, but must be from -1 to 1");
    assert!(one(Code::CorrelationInvalid, plan(json!([tie(&[], 0.5)]))).is_error());
    let found =
        one(Code::CorrelationInvalid, plan(json!([tie(&["a", "b", "c"], 0.5), tie(&["c", "b"], 0.3)])));
    assert_eq!(found.message, "`b` and `c` are correlated by 0.5 (pearson) and by 0.3 (pearson)");
    let found = one(Code::IdUnknown, plan(json!([tie(&["a", "z1"], 0.5)])));
    assert_eq!(found.message, "a correlation ties `z1`, but there is no task or phase with this id");
    for fine in [
        json!([tie(&["a", "b"], 0.5), tie(&["b", "c"], -0.3)]),
        json!([tie(&["a", "b"], 0.5), tie(&["b", "a"], 0.5)]),
        json!([tie(&["a", "b"], 0.5), tie(&["a", "a"], 0.4)]),
    ] {
        assert_eq!(findings(plan(fine.clone())), [], "{fine}");
    }
}

#[test]
fn scales_and_bands_rise() {
    let level = |word: &str, value: f64| json!({ "word": word, "value": value });
    let scale = |levels: Value| json!({ "risk_scales": [{ "dimension": "impact", "levels": levels }] });
    let message = |document: Value| one(Code::RiskScale, document).message;
    assert_eq!(
        message(scale(json!([level("low", 3.0), level("high", 3.0)]))),
        "the impact scale does not rise from `low` to `high`"
    );
    assert_eq!(
        message(scale(json!([level("low", 1.0), level("Low", 3.0)]))),
        "the impact scale has the word `Low` twice"
    );
    assert_eq!(
        message(scale(json!([{ "word": "low", "value": 1.0, "low": 2.0, "high": 4.0 }]))),
        "the impact scale has 1 for `low`, which is outside of 2 to 4"
    );
    let bands = json!({ "risk_bands": [{ "word": "low", "from": 0.1 }, { "word": "high", "from": 0.1 }] });
    assert_eq!(message(bands), "the bands of scores do not rise from `low` to `high`");
    assert!(one(Code::NumberInvalid, json!({ "risk_appetite": -1.0 })).is_error());
}
