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

    /// All of it as JSON text.
    pub fn to_json(&self) -> String {
        let Failure { code, message, diagnostics, details } = self;
        let (code, message) = (json!(code), json!(message));
        format!(r#"{{"code":{code},"message":{message},"diagnostics":{diagnostics},"details":{details}}}"#)
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
            Error::Ambiguous { name, ids } => {
                failure.details(&json!({ "kind": "task", "id": name, "suggestion": ids.first(), "ids": ids }))
            }
            Error::Document(found) => match found.into_iter().find(|found| found.code == failure_code) {
                Some(first) if !first.path.is_empty() => failure.details(&json!({ "path": first.path })),
                _ => failure,
            },
            Error::Overflow { task } | Error::Unscheduled { task } => {
                failure.details(&json!({ "task": task }))
            }
            _ => failure,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use critpath::diagnostic::Diagnostic;

    fn details(error: Error) -> (&'static str, String) {
        let failure = Failure::from(error);
        (failure.code, failure.details)
    }

    #[test]
    fn failures_say_what_the_message_says_as_data() {
        let suggestion = Some("build".to_owned());
        let unknown = Error::Unknown { kind: "task", id: "biuld".into(), suggestion };
        let task = || "a".to_owned();
        for (error, code, expected) in [
            (unknown, "task.unknown", r#"{"kind":"task","id":"biuld","suggestion":"build"}"#),
            (Error::Overflow { task: task() }, "schedule.overflow", r#"{"task":"a"}"#),
            (Error::Unscheduled { task: task() }, "schedule.unscheduled", r#"{"task":"a"}"#),
            (Error::NoStart, "schedule.no_start", "{}"),
            (Error::Cancelled, "run.cancelled", "{}"),
            (Error::Option("no".into()), "option.invalid", "{}"),
        ] {
            assert_eq!(details(error), (code, expected.to_owned()));
        }
    }

    #[test]
    fn the_path_is_that_of_the_finding_that_gives_the_code() {
        let cycle = Diagnostic::new(Code::GraphCycle, "dependencies form a cycle").path(["a", "b"]);
        let other = Diagnostic::new(Code::IdUnknown, "there is no `x`");
        let (first, then) = (vec![cycle.clone(), other.clone()], vec![other, cycle]);
        assert_eq!(details(Error::Document(first)), ("graph.cycle", r#"{"path":["a","b"]}"#.into()));
        assert_eq!(details(Error::Document(then)), ("id.unknown", "{}".into()));
    }
}
