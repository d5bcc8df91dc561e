//! The resources of a project, and who is assigned to what.

use std::collections::{BTreeMap, BTreeSet};

use critpath::model::{Assignment, Document, Resource, ResourceKind};

use super::project::Kept;
use super::values::{Values, id_among};
use crate::xml::Node;

/// The resource of work that is assigned to nobody.
const UNASSIGNED: &str = "-65535";

pub(super) fn read(
    project: Node<'_, '_>,
    document: &mut Document,
    calendars: &BTreeSet<String>,
    values: &mut Values,
) {
    let found = project.list("Resources", "Resource");
    document.resources = found.filter_map(|node| resource(node, calendars, values)).collect();
}

/// A resource; blank rows are none.
fn resource(node: Node<'_, '_>, calendars: &BTreeSet<String>, values: &mut Values) -> Option<Resource> {
    let mut resource = Resource { span: Some(node.whole()), ..Resource::default() };
    let mut kept = Kept::default();
    let mut is_blank = false;
    for child in node.children() {
        let found = values.diagnostics.len();
        match child.name() {
            "UID" => resource.id = id(&child.text()),
            "Name" => resource.name = child.text().into_owned(),
            "IsNull" => is_blank = values.flag(child),
            "Type" => {
                resource.kind = match values.integer::<u32>(child) {
                    Some(0) => ResourceKind::Material,
                    _ => ResourceKind::Human,
                };
            }
            "MaxUnits" => resource.capacity = values.number(child),
            "CalendarUID" => resource.calendar = id_among(child, calendars),
            _ => kept.add(child),
        }
        if values.diagnostics.len() > found {
            kept.add(child);
        }
    }
    kept.into(&mut resource.extensions);
    (!is_blank && !resource.name.is_empty()).then_some(resource)
}

/// Ids of resources are told from those of tasks, which are numbers, too.
fn id(uid: &str) -> String {
    format!("resource-{uid}")
}

/// Who is assigned to the tasks, by the id of the task.
pub(super) fn assignments(
    project: Node<'_, '_>,
    document: &Document,
    values: &mut Values,
) -> BTreeMap<String, Vec<Assignment>> {
    let known: BTreeSet<_> = document.resources.iter().map(|resource| resource.id.as_str()).collect();
    let mut by_task: BTreeMap<String, Vec<Assignment>> = BTreeMap::new();
    for node in project.list("Assignments", "Assignment") {
        let mut assignment = Assignment { span: Some(node.whole()), ..Assignment::default() };
        let mut kept = Kept::default();
        let mut task = String::new();
        for child in node.children() {
            match child.name() {
                "TaskUID" => task = child.text().into_owned(),
                "ResourceUID" if child.text() != UNASSIGNED => assignment.resource = id(&child.text()),
                "Units" => assignment.units = values.number(child),
                _ => kept.add(child),
            }
        }
        kept.into(&mut assignment.extensions);
        if known.contains(assignment.resource.as_str()) {
            by_task.entry(task).or_default().push(assignment);
        }
    }
    by_task
}
