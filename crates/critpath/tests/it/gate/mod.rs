//! Plans and measurements as data, and the verdicts on them.

mod calibration;
mod plan;
mod state;
mod verdict;

use critpath::check::{CheckOptions, check};
use critpath::gate::{GateInput, GateOptions, PlanState, gate};
use critpath::model::result::{GateReason, GateResult, Verdict};
use critpath::model::{Document, Measurement};
use serde_json::{Value, json};

/// A document from its JSON.
fn document(value: Value) -> Document {
    serde_json::from_value(value).expect("the test states a document")
}

fn measurements(value: Value) -> Vec<Measurement> {
    serde_json::from_value(value).expect("the test states measurements")
}

/// The verdict on a document by measurements.
fn judged(plan: &Document, measured: Value, options: &GateOptions) -> GateResult {
    let measured = measurements(measured);
    let found = check(plan.clone(), &CheckOptions::default()).diagnostics;
    let input = GateInput {
        document: plan,
        diagnostics: &found,
        measurements: &measured,
        unread: &[],
        state: &PlanState::default(),
    };
    gate(&input, options).expect("the gate exists")
}

/// The only reason about one condition, by what was measured of it.
fn of_condition(condition: Value, measured: Value) -> GateReason {
    let plan = document(json!({ "criteria": [{ "id": "c", "name": "C", "conditions": [condition] }] }));
    let result = judged(&plan, measured, &GateOptions::default());
    let mut reasons = result.reasons.into_iter().filter(|reason| reason.subject == "c");
    let reason = reasons.next().expect("a criterion gives a reason");
    assert_eq!(reasons.next(), None);
    // What is no go says what would change it, and a go has nothing to change.
    assert_eq!(reason.needed.is_none(), reason.verdict == Verdict::Go, "{reason:?}");
    reason
}
