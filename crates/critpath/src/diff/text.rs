//! Values of fields into text for people: `3d`, `FS + 1d`, `percent 50, started 2026-12-07`.

use serde_json::Value;

use crate::model::{Constraint, Dependency};

/// A value as text: words and numbers as they are, lists and objects spelled out.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(elements) => elements.iter().map(text).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| match value {
                Value::Bool(true) => name.clone(),
                _ => format!("{name} {}", text(value)),
            });
            fields.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

/// `FS`, `SS + 2h`, `FS - 1d`.
pub(super) fn dependency(dependency: &Dependency) -> String {
    let Some(lag) = dependency.lag else { return dependency.relation.to_string() };
    let lag = lag.to_string();
    match lag.strip_prefix('-') {
        Some(lead) => format!("{} - {lead}", dependency.relation),
        None => format!("{} + {lag}", dependency.relation),
    }
}

/// `start_no_earlier_than 2026-12-09`.
pub(super) fn constraint(constraint: &Constraint) -> String {
    match constraint.date {
        Some(date) => format!("{} {date}", constraint.kind),
        None => constraint.kind.to_string(),
    }
}
