//! What stops an operation, by what the caller can do about it.

use crate::diagnostic::{Code, Diagnostic};

/// Why an operation could not be done.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The document has errors; mend them and try again.
    #[error("{}", first_error(.0))]
    Document(Vec<Diagnostic>),
    /// The plan has no start; state one in the plan or as an option.
    #[error("the plan states no start date; give one as `start`")]
    NoStart,
    /// No such id.
    #[error("there is no {kind} `{id}`{}", suggestion.as_ref().map(|s| format!("; did you mean `{s}`?")).unwrap_or_default())]
    Unknown {
        /// What was looked for: `task`.
        kind: &'static str,
        /// The id.
        id: String,
        /// The id that was most likely meant.
        suggestion: Option<String>,
    },
    /// A name that several tasks have, where one is needed.
    #[error("{} tasks are named `{name}`; name one by its id: {}", ids.len(), listed(ids))]
    Ambiguous {
        /// The name.
        name: String,
        /// Ids of the tasks that have it.
        ids: Vec<String>,
    },
    /// Dates leave the range that the engine can represent.
    #[error(
        "the dates of `{task}` leave the range that can be represented; check its duration, lags and calendar"
    )]
    Overflow {
        /// Id of the task.
        task: String,
    },
    /// A task has no dates, so nothing explains them.
    #[error("the task `{task}` has no dates; give it a duration, an estimate or a window")]
    Unscheduled {
        /// Id of the task.
        task: String,
    },
    /// A rollback from a state that has none.
    #[error("there is no way back at {at}: nothing undoes {}", listed(tasks))]
    NoWayBack {
        /// The instant of the failure.
        at: String,
        /// Ids of the tasks that cannot be undone.
        tasks: Vec<String>,
    },
    /// An option has a value that it does not take.
    #[error("{0}")]
    Option(String),
    /// A part of a forecast that is damaged, or does not belong to the plan, the options or the other parts.
    #[error("{0}")]
    Forecast(String),
    /// The caller asked to stop.
    #[error("stopped")]
    Cancelled,
}

impl Error {
    /// The code, the same in every language.
    pub fn code(&self) -> Code {
        match self {
            Error::Document(diagnostics) => {
                diagnostics.iter().find(|d| d.is_error()).map_or(Code::Internal, |d| d.code)
            }
            Error::NoStart => Code::ScheduleNoStart,
            Error::Unknown { kind: "gate", .. } => Code::GateUnknown,
            Error::Unknown { .. } | Error::Ambiguous { .. } => Code::TaskUnknown,
            Error::Overflow { .. } => Code::ScheduleOverflow,
            Error::Unscheduled { .. } => Code::ScheduleUnscheduled,
            Error::NoWayBack { .. } => Code::RollbackNoWayBack,
            Error::Option(_) => Code::OptionInvalid,
            Error::Forecast(_) => Code::ForecastInvalid,
            Error::Cancelled => Code::Cancelled,
        }
    }
}

fn listed(ids: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = ids.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    match ids.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn first_error(diagnostics: &[Diagnostic]) -> String {
    let errors: Vec<_> = diagnostics.iter().filter(|d| d.is_error()).collect();
    match errors.as_slice() {
        [] => "the document has errors".into(),
        [only] => only.message.clone(),
        [first, rest @ ..] => format!("{} (and {} more)", first.message, rest.len()),
    }
}
