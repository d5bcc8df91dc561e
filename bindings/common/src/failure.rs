//! Errors of the engine and of options into what every language raises.

use critpath::Error;
use critpath::diagnostic::Code;
use serde_json::{Value, json};

/// What stopped an operation, ready for another language.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// The dotted code.
    pub code: &'static str,
    /// One sentence for people.
    pub message: String,
    /// What was found on the way, as JSON text: a list of diagnostics.
    pub diagnostics: String,
    /// Further facts, as JSON text: an object.
    pub details: String,
}

impl Failure {
    /// A failure without diagnostics and details.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Failure {
            code: code.as_str(),
            message: message.into(),
            diagnostics: "[]".into(),
            details: "{}".into(),
        }
    }

    /// An option that cannot be read.
    pub fn option(message: impl Into<String>) -> Self {
        Failure::new(Code::OptionInvalid, message)
    }

    fn details(mut self, details: &Value) -> Self {
        self.details = details.to_string();
        self
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let failure_code = error.code();
        let failure = Failure::new(failure_code, error.to_string());
        match error {
            Error::Unknown { kind, id, suggestion } => {
                failure.details(&json!({ "kind": kind, "id": id, "suggestion": suggestion }))
            }
            Error::Document(found) => match found.into_iter().find(|found| found.code == failure_code) {
                Some(first) if !first.path.is_empty() => failure.details(&json!({ "path": first.path })),
                _ => failure,
            },
            Error::Overflow { task } => failure.details(&json!({ "task": task })),
            _ => failure,
        }
    }
}
