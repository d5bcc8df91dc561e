//! Two descriptions of one element into one.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::Task;
use critpath::model::noun::Field;
use serde_json::{Map, Value};

use super::draft::Draft;

/// Adds what another description of the same element says; where they differ, the first one counts and the other
/// value is kept apart. Returns what to tell about it.
pub(super) fn drafts(own: &mut Draft, other: Draft, elsewhere: bool) -> Diagnostic {
    let (id, span) = (other.task.id.clone(), other.task.span);
    let mut differences = tasks(&mut own.task, other.task);
    if elsewhere {
        differences.push("parent".to_owned());
    }
    own.phase |= other.phase;
    own.objective = own.objective.take().or(other.objective);
    own.parent = own.parent.take().or(other.parent);
    own.share = own.share.or(other.share);
    own.allocations.extend(other.allocations);
    for (own, other) in [(&mut own.waits, other.waits), (&mut own.successors, other.successors)] {
        let known: std::collections::BTreeSet<String> = own.iter().map(|wait| wait.text.clone()).collect();
        own.extend(other.into_iter().filter(|wait| !known.contains(&wait.text)));
    }
    let diagnostic = if differences.is_empty() {
        Diagnostic::new(
            Code::IdMerged,
            format!("`{id}` is described twice; the descriptions agree and are merged"),
        )
    } else {
        let fields = differences.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join(", ");
        let message =
            format!("`{id}` is described twice, with another {fields}; the first description counts");
        Diagnostic::new(Code::IdDuplicate, message).help("give them different ids, or make them agree")
    };
    diagnostic.at(span).label(own.task.span, "described here first")
}

/// Adds the fields that only the other task has, and names those that differ.
fn tasks(own: &mut Task, mut other: Task) -> Vec<String> {
    let mut extensions = std::mem::take(&mut own.extensions);
    let foreign = std::mem::take(&mut other.extensions);
    let mut fields = object(own);
    let plain = |task: &Task| {
        let mut task = task.clone();
        task.each_noun(&mut |noun| *noun.span_mut() = None);
        object(&task)
    };
    let (own_plain, other_plain) = (plain(own), plain(&other));
    let mut apart = Map::new();
    for (name, value) in object(&other) {
        match (own_plain.get(&name), other_plain.get(&name)) {
            (None, Some(_)) => {
                fields.insert(name, value);
            }
            (Some(mine), Some(theirs)) if mine != theirs => {
                apart.insert(name, theirs.clone());
            }
            _ => {}
        }
    }
    for (name, value) in foreign {
        match extensions.get(&name) {
            None => {
                extensions.insert(name, value);
            }
            Some(mine) if *mine != value => {
                apart.insert(name, value);
            }
            Some(_) => {}
        }
    }
    // Fields of tasks make a task.
    if let Ok(merged) = serde_json::from_value(Value::Object(fields)) {
        *own = merged;
    }
    let differences = apart.keys().cloned().collect();
    if !apart.is_empty() {
        let list = extensions.entry("duplicates".to_owned()).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(list) = list {
            list.push(Value::Object(apart));
        }
    }
    own.extensions = extensions;
    differences
}

fn object(task: &Task) -> Map<String, Value> {
    match serde_json::to_value(task) {
        Ok(Value::Object(fields)) => fields,
        // A struct is an object.
        _ => Map::new(),
    }
}
