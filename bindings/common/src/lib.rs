//! What the Python wheel and the Node module share: texts in, answers as JSON text and columns out.
//!
//! Nothing is decided here that the engine does not decide: options are read, the engine is called,
//! answers are written. Both bindings offer [`OPERATIONS`], each by a function or method of its name.

mod columns;
mod failure;
mod gate;
mod guard;
mod opened;
mod options;
mod promotion;
mod render;
mod rollout;
mod simulation;
mod statistics;
mod timetable;
mod what_if;

/// The allocator of the wheel and of the module, as of the command. Python's and Node's own memory is not its.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub use columns::{Column, column};
pub use failure::Failure;
pub use guard::guarded;
pub use opened::Opened;
pub use simulation::Simulation;
pub use statistics::statistics_json;
pub use timetable::{Timetable, Words};
pub use what_if::Session;

pub use critpath::control::{Control, Progress, never_stop};
use critpath::diagnostic::Code;
pub use critpath::diagnostic::OffsetUnit;
pub use critpath::model::Span;
use critpath::schema;

/// What every language offers, by the names of the conformance vectors.
pub const OPERATIONS: &[&str] = &[
    "read",
    "check",
    "schedule",
    "explain",
    "floats",
    "render",
    "apply",
    "what_if",
    "diff",
    "simulate",
    "pert",
    "rollback",
    "rollback_plan",
    "rollout",
    "gate",
    "promotion",
    "statistics",
    "risk",
    "schema",
    "codes",
    "selftest",
];

/// The JSON Schema called `document` or `results`, as JSON text.
///
/// # Errors
/// No schema has this name.
pub fn schema_json(name: &str) -> Result<String, Failure> {
    match name {
        "document" => Ok(schema::document().to_string()),
        "results" => Ok(schema::results().to_string()),
        _ => Err(Failure::option(format!("there is no schema `{name}`; there are `document` and `results`"))),
    }
}

/// Every code with its severity and summary, as JSON text.
pub fn codes_json() -> String {
    let codes = Code::ALL.iter().map(|code| {
        serde_json::json!({ "code": code.as_str(), "severity": code.severity(), "summary": code.summary() })
    });
    serde_json::Value::from_iter(codes).to_string()
}

/// The published worked examples, recomputed, as JSON text.
pub fn selftest_json() -> String {
    text(&critpath::selftest::run())
}

/// An answer as JSON text.
pub(crate) fn text<T: serde::Serialize>(value: &T) -> String {
    // Answers have text as keys and finite numbers, so that writing them cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The message of an operation that must fail for an option.
    pub(crate) fn message_of<T>(outcome: Result<T, Failure>) -> String {
        match outcome {
            Ok(_) => panic!("this must fail"),
            Err(failure) => {
                assert_eq!(failure.code, "option.invalid");
                failure.message
            }
        }
    }

    /// A guide that is opened as Python does.
    pub(crate) fn opened(guide: &str) -> Opened {
        Opened::read(vec![("guide.md".into(), guide.into())], OffsetUnit::CodePoint)
    }

    #[test]
    fn schemas_are_found_by_name() {
        for name in ["document", "results"] {
            assert!(schema_json(name).unwrap().starts_with(r#"{"$schema":"#));
        }
        assert_eq!(
            message_of(schema_json("answers")),
            "there is no schema `answers`; there are `document` and `results`"
        );
    }

    #[test]
    fn every_code_is_told() {
        let codes: serde_json::Value = serde_json::from_str(&codes_json()).unwrap();
        assert_eq!(codes.as_array().unwrap().len(), Code::ALL.len());
    }
}
