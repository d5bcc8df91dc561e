//! What files say about tasks by id into the tasks: allocations, done shares, scores.

use std::collections::{BTreeMap, BTreeSet};

use critpath::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use critpath::model::{Assignment, Document, Progress, Resource, Span};
use serde_json::{Value, json};

use super::gather::{Allocated, Gathered};
use super::notes::Notes;
use crate::ids::Ids;

/// Joins by id. What names no task of the document is kept and reported.
pub(super) fn join(gathered: &mut Gathered, document: &mut Document) {
    document.resources = std::mem::take(&mut gathered.resources);
    identify(document, &mut gathered.notes);
    allocations(gathered, document);
    let tasks: BTreeMap<String, usize> = index(document.tasks.iter().map(|task| &task.id));
    let phases: BTreeMap<String, usize> = index(document.phases.iter().map(|phase| &phase.id));
    let mut lost = Vec::new();
    for (id, share) in std::mem::take(&mut gathered.progress) {
        let percent = gathered.scales.percent(share);
        let task = tasks.get(&id).map(|index| &mut document.tasks[*index].progress);
        let phase = phases.get(&id).map(|index| &mut document.phases[*index].progress);
        if let Some(progress) = task.or(phase) {
            let progress = progress.get_or_insert_with(Progress::default);
            progress.span.get_or_insert(share.span());
            progress.percent = Some(percent);
        } else {
            lost.push(("progress", id, json!(percent), share.span()));
        }
    }
    for (id, remark, span) in std::mem::take(&mut gathered.remarks) {
        let task = tasks.get(&id).map(|index| &mut document.tasks[*index].extensions);
        let phase = phases.get(&id).map(|index| &mut document.phases[*index].extensions);
        match (task.or(phase), remark) {
            (Some(extensions), Value::Object(fields)) => extensions.extend(fields),
            (Some(extensions), other) => {
                extensions.insert("remark".to_owned(), other);
            }
            (None, remark) => lost.push(("scores", id, remark, span)),
        }
    }
    keep_lost(lost, document, &mut gathered.notes);
}

fn index<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
    ids.enumerate().map(|(index, id)| (id.clone(), index)).collect()
}

/// Keeps what names no task, in one object for each kind.
fn keep_lost(lost: Vec<(&'static str, String, Value, Span)>, document: &mut Document, notes: &mut Notes) {
    let known: Vec<String> = document.tasks.iter().map(|task| task.id.clone()).collect();
    for (kind, id, value, span) in lost {
        // Without any task there is no plan, which is told once.
        if !known.is_empty() {
            notes.push(unknown("task", &id, span, known.iter().map(String::as_str)));
        }
        let kept = document.extensions.entry(kind.to_owned()).or_insert_with(|| json!({}));
        if let Value::Object(kept) = kept {
            kept.insert(id, value);
        }
    }
}

/// A reference to something that is not there, and that the plan can do without.
fn unknown<'a>(kind: &str, id: &str, span: Span, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::IdUnknown, format!("there is no {kind} `{id}`")).at(span);
    diagnostic.severity = Severity::Warning;
    match did_you_mean(id, known.take(1_000)) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic,
    }
}

/// Gives resources and risks their ids. The same resource in two files is one.
fn identify(document: &mut Document, notes: &mut Notes) {
    let mut seen: BTreeMap<String, Resource> = BTreeMap::new();
    let mut kept = Vec::new();
    let mut ids = Ids::default();
    document.resources.iter().for_each(|resource| ids.reserve(&resource.id));
    for mut resource in std::mem::take(&mut document.resources) {
        if resource.name.is_empty() {
            resource.name.clone_from(&resource.id);
        }
        if resource.id.is_empty() {
            resource.id = ids.make(&resource.name, None, "resource");
        }
        let plain = Resource { span: None, ..resource.clone() };
        match seen.get(&resource.id) {
            Some(first) if *first == plain => {
                let message = format!("the resource `{}` is described twice; it is merged", resource.id);
                notes.push(Diagnostic::new(Code::IdMerged, message).at(resource.span));
            }
            // Two that differ stay two: the check tells.
            _ => {
                seen.entry(resource.id.clone()).or_insert(plain);
                kept.push(resource);
            }
        }
    }
    document.resources = kept;
    let mut ids = Ids::default();
    document.risks.iter().for_each(|risk| ids.reserve(&risk.id));
    for risk in &mut document.risks {
        if risk.name.is_empty() {
            risk.name = risk.description.clone().unwrap_or_else(|| risk.id.clone());
        }
        if risk.id.is_empty() {
            risk.id = ids.make(&risk.name, None, "risk");
        }
    }
}

/// Moves allocations to their tasks, and makes the resources that only they name.
fn allocations(gathered: &mut Gathered, document: &mut Document) {
    let tasks = index(document.tasks.iter().map(|task| &task.id));
    let phases = index(document.phases.iter().map(|phase| &phase.id));
    let mut resources = Resources::of(document);
    let mut lost: Vec<Value> = Vec::new();
    for Allocated { task, mut assignment, share, span } in std::mem::take(&mut gathered.allocations) {
        assignment.units = share.map(|share| gathered.scales.percent(share) / 100.0);
        assignment.resource = resources.id(&assignment.resource, span, document, &mut gathered.notes);
        let needs = tasks.get(&task).map(|index| &mut document.tasks[*index].needs);
        if let Some(needs) = needs {
            if !needs.iter().any(|known| is_same(known, &assignment)) {
                needs.push(assignment);
            }
            continue;
        }
        let value = serde_json::to_value(&assignment).unwrap_or_default();
        if let Some(phase) = phases.get(&task) {
            let message = "an allocation to a phase is kept but not used; its tasks need the resource";
            gathered.notes.repeat(Diagnostic::new(Code::JsonFieldUnknown, message).at(span));
            let extensions = &mut document.phases[*phase].extensions;
            if let Value::Array(list) =
                extensions.entry("allocations".to_owned()).or_insert_with(|| json!([]))
            {
                list.push(value);
            }
            continue;
        }
        if !tasks.is_empty() {
            gathered.notes.push(unknown("task", &task, span, tasks.keys().map(String::as_str)));
        }
        lost.push(json!({ "task": task, "assignment": value }));
    }
    if !lost.is_empty() {
        document.extensions.insert("allocations".to_owned(), Value::Array(lost));
    }
}

/// Whether two allocations say the same, wherever they stand.
fn is_same(a: &Assignment, b: &Assignment) -> bool {
    let key = |a: &Assignment| (a.resource.clone(), a.role.clone(), a.start, a.finish);
    key(a) == key(b) && a.units == b.units
}

/// The resources by id and by name.
struct Resources {
    ids: BTreeSet<String>,
    names: BTreeMap<String, String>,
}

impl Resources {
    fn of(document: &Document) -> Resources {
        let ids = document.resources.iter().map(|resource| resource.id.clone()).collect();
        let names =
            document.resources.iter().map(|resource| (resource.name.clone(), resource.id.clone())).collect();
        Resources { ids, names }
    }

    /// The id of a resource that is named by id or by name; one that nobody describes is made.
    fn id(&mut self, name: &str, span: Span, document: &mut Document, notes: &mut Notes) -> String {
        if self.ids.contains(name) {
            return name.to_owned();
        }
        if let Some(id) = self.names.get(name) {
            return id.clone();
        }
        let message = format!("no file describes the resource `{name}`; it is taken as one person");
        let mut diagnostic = Diagnostic::new(Code::IdUnknown, message).at(span);
        diagnostic.severity = Severity::Info;
        notes.push(diagnostic);
        self.ids.insert(name.to_owned());
        document.resources.push(Resource {
            id: name.to_owned(),
            name: name.to_owned(),
            span: Some(span),
            ..Resource::default()
        });
        name.to_owned()
    }
}
