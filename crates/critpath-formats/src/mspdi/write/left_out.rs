//! A document into what the format has no place for.

use std::collections::BTreeMap;

use critpath::model::noun::Noun;
use critpath::model::{Convention, Document, TaskKind};

use super::calendars::freeze;
use super::element::is_broken;
use crate::mspdi::kept::EXTENSION;

/// The fields that are written, by the kind of the noun. Nouns of other kinds stand in fields that are not.
const WRITTEN: &[(&str, &[&str])] = &[
    (
        "document",
        &[
            "format",
            "name",
            "overview",
            "sources",
            "start",
            "finish",
            "data_date",
            "calendar",
            "calendars",
            "units",
            "scheduling",
            "currency",
            "phases",
            "tasks",
            "resources",
            "baselines",
        ],
    ),
    ("scheduling", &["convention", "from_finish", "honor_constraint_dates", "critical_float"]),
    ("calendar", &["id", "name", "base", "week", "exceptions", "windows"]),
    ("calendar exception", &["name", "start", "finish", "repeat", "shifts"]),
    (
        "phase",
        &[
            "id",
            "name",
            "description",
            "parent",
            "wbs",
            "after",
            "constraints",
            "deadline",
            "manual",
            "inactive",
            "owner",
            "progress",
        ],
    ),
    (
        "task",
        &[
            "id",
            "name",
            "description",
            "phase",
            "wbs",
            "kind",
            "duration",
            "after",
            "constraints",
            "deadline",
            "manual",
            "inactive",
            "delay",
            "splits",
            "calendar",
            "ignore_resource_calendars",
            "owner",
            "needs",
            "progress",
            "priority",
        ],
    ),
    ("progress", &["percent", "started", "finished", "remaining", "stopped", "resumes"]),
    ("resource", &["id", "name", "kind", "description", "capacity", "calendar"]),
    ("assignment", &["resource", "units", "delay", "notes"]),
    ("baseline", &["name", "tasks"]),
    ("baseline task", &["task", "start", "finish", "duration"]),
];

/// What [`write`](super::write) leaves out of a document, and how much of it: risks, gates, the `undo` of tasks. Empty
/// if the file says all that the document says. O(n log n).
pub fn left_out(document: &Document) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = |what: String, more: usize| *counts.entry(what).or_default() += more;
    let mut copy = document.clone();
    copy.each_noun_inside(&mut |noun| count_noun(noun, &mut count));
    let whole = of_document(document);
    whole.into_iter().for_each(|(what, more)| count(what, more));
    // Who reads the file takes it for a project of Microsoft's.
    let convention = document.scheduling.as_ref().and_then(|scheduling| scheduling.convention);
    let is_lost = convention.is_some_and(|convention| convention != Convention::MsProject);
    count("`convention` of the plan".into(), usize::from(is_lost));
    for task in &document.tasks {
        let constraints = task.constraints.len().saturating_sub(1);
        count("further `constraints` of tasks".into(), constraints);
        let is_said = matches!(task.kind, TaskKind::Task | TaskKind::Milestone);
        count(format!("tasks as `{}`", task.kind), usize::from(!is_said));
        // The parts of work that has begun are those that were kept, with the task or with the work of nobody.
        let of_needs = task.needs.iter().any(|need| need.extensions.contains_key(EXTENSION));
        let is_kept = of_needs || document.extensions.contains_key(EXTENSION);
        let is_lost = task.is_started() && !task.splits.is_empty() && !is_kept;
        count("`splits` of tasks that have begun".into(), usize::from(is_lost));
    }
    let windows = document.calendars.iter().flat_map(|calendar| &calendar.windows);
    count("`windows` of calendars".into(), windows.filter(|window| freeze(window).is_none()).count());
    let constraints = document.phases.iter().map(|phase| phase.constraints.len().saturating_sub(1)).sum();
    count("further `constraints` of phases".into(), constraints);
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

fn count_noun(noun: &mut dyn Noun, count: &mut impl FnMut(String, usize)) {
    let kind = noun.kind();
    let Some((_, written)) = WRITTEN.iter().find(|(known, _)| *known == kind) else { return };
    for field in noun.fields().iter().filter(|field| !written.contains(field) && noun.is_set(field)) {
        count(format!("`{field}` of {kind}s"), 1);
    }
    let extensions = noun.extensions_mut();
    let unknown =
        extensions.keys().filter(|key| *key != EXTENSION).count() + usize::from(is_broken(extensions));
    count(format!("unknown fields of {kind}s"), unknown);
}

/// What stands in the document itself: of a list, how long it is.
fn of_document(document: &Document) -> Vec<(String, usize)> {
    let mut head = Document {
        tasks: Vec::new(),
        phases: Vec::new(),
        resources: Vec::new(),
        calendars: Vec::new(),
        baselines: Vec::new(),
        sources: Vec::new(),
        ..document.clone()
    };
    let unknown = head.extensions.keys().filter(|key| *key != EXTENSION).count()
        + usize::from(is_broken(&head.extensions));
    head.extensions.clear();
    let written =
        WRITTEN.iter().find(|(kind, _)| *kind == "document").map_or(&[] as &[&str], |(_, fields)| fields);
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(&head) else { return Vec::new() };
    let left = fields.iter().filter(|(field, _)| !written.contains(&field.as_str()) && *field != "span");
    let left = left.map(|(field, value)| (field.replace('_', " "), value.as_array().map_or(1, Vec::len)));
    left.chain([("unknown fields of the plan".to_owned(), unknown)]).collect()
}
