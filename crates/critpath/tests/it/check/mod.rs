//! Documents built in code, and what checking them finds.

mod dcma;
mod guide;
mod lint;
mod property;
mod structure;
mod uncertainty;

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::{Code, Diagnostic, Severity};
use critpath::model::Document;
use serde_json::{Value, json};

/// A document from its JSON.
fn document(value: Value) -> Document {
    serde_json::from_value(value).expect("the test states a document")
}

/// The findings about a document.
fn findings(value: Value) -> Vec<Diagnostic> {
    check(document(value), &CheckOptions::default()).diagnostics
}

/// The findings with this code.
fn with_code(code: Code, value: Value) -> Vec<Diagnostic> {
    findings(value).into_iter().filter(|found| found.code == code).collect()
}

/// The only finding with this code.
#[track_caller]
fn one(code: Code, value: Value) -> Diagnostic {
    let found = with_code(code, value.clone());
    match found.as_slice() {
        [only] => only.clone(),
        other => panic!("one {code}, not {other:#?} in {:#?}", findings(value)),
    }
}

/// A span of the first source, as JSON.
fn span(start: u32, end: u32) -> Value {
    json!({ "start": start, "end": end })
}

/// The messages of the labels.
fn labels(found: &Diagnostic) -> Vec<&str> {
    found.labels.iter().map(|label| label.message.as_str()).collect()
}

#[test]
fn a_sound_document_gives_a_plan_and_no_findings() {
    let checked = check(
        document(json!({ "start": "2026-12-07", "tasks": [
            { "id": "a", "name": "A", "duration": "2d" },
            { "id": "b", "name": "B", "duration": "1d", "after": [{ "predecessor": "a" }] },
        ]})),
        &CheckOptions::default(),
    );
    assert_eq!(checked.diagnostics, []);
    assert!(checked.plan.is_some());
}

#[test]
fn an_error_keeps_the_plan_from_being_built_and_a_warning_does_not() {
    let of = |value| check(document(value), &CheckOptions::default());
    let error = of(json!({ "tasks": [{ "id": "a", "name": "A", "duration": "-2d" }] }));
    assert!(error.plan.is_none());
    let warning = of(json!({ "tasks": [{ "id": "a", "name": "", "duration": "2d" }] }));
    assert!(warning.plan.is_some());
    assert_eq!(warning.diagnostics[0].severity, Severity::Warning);
}
