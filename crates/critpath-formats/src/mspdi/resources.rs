//! The resources of a project, and who is assigned to what.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use critpath::duration::Duration;
use critpath::model::{Assignment, Document, Resource, ResourceKind};

use super::custom::{Custom, ID, Ids, KIND};
use super::kept::Kept;
use super::schema::{ASSIGNMENT, RESOURCE};
use super::tasks::text;
use super::timephased::Timephased;
use super::values::{DurationFormat, Values, id_among};
use crate::xml::Node;

/// Reads the resources; blank rows are none, and kept as they are.
pub(super) fn read<'a>(
    project: Node<'_, 'a>,
    document: &mut Document,
    calendars: &BTreeSet<String>,
    custom: &Custom,
    kept: &mut Kept<'a>,
    values: &mut Values,
) {
    let ids = custom.ids(project.list("Resources", "Resource"));
    let mut blank = Vec::new();
    for node in project.list("Resources", "Resource") {
        match resource(node, calendars, custom, &ids, values) {
            Some(resource) => document.resources.push(resource),
            None => blank.push(node.source()),
        }
    }
    kept.add_list("Resources", &blank);
}

fn resource(
    node: Node<'_, '_>,
    calendars: &BTreeSet<String>,
    custom: &Custom,
    ids: &Ids,
    values: &mut Values,
) -> Option<Resource> {
    let mut resource = Resource { span: Some(node.whole()), ..Resource::default() };
    let mut kept = Kept::new(RESOURCE);
    let mut is_blank = false;
    let mut kind = None;
    for child in node.children() {
        let found = values.diagnostics.len();
        match child.name() {
            "UID" => resource.id = id(&child.text(), ids),
            "Name" => resource.name = child.text().into_owned(),
            "Notes" => resource.description = text(child),
            "IsNull" => is_blank = values.flag(child),
            "Type" => match values.integer::<u32>(child) {
                Some(0) => resource.kind = ResourceKind::Material,
                Some(1) => resource.kind = ResourceKind::Human,
                Some(_) => kept.add(child),
                None => {}
            },
            "MaxUnits" => resource.capacity = values.number(child),
            "CalendarUID" => {
                resource.calendar = id_among(child, calendars);
                if resource.calendar.is_none() && child.text() != "-1" {
                    kept.add(child);
                }
            }
            "ExtendedAttribute" => match custom.value(child) {
                Some((ID, _)) => {}
                Some((KIND, word)) => kind = ResourceKind::ALL.iter().find(|kind| kind.as_str() == word),
                _ => kept.add(child),
            },
            _ => kept.add(child),
        }
        if values.diagnostics.len() > found {
            kept.add(child);
        }
    }
    resource.kind = kind.copied().unwrap_or(resource.kind);
    kept.into(&mut resource.extensions);
    (!is_blank && !resource.name.is_empty()).then_some(resource)
}

/// Ids of resources are told from those of tasks, which are numbers, too.
fn id(uid: &str, ids: &Ids) -> String {
    ids.of(uid).map_or_else(|| format!("resource-{uid}"), str::to_owned)
}

/// Who is assigned to the tasks.
#[derive(Debug, Default)]
pub(super) struct Work<'a> {
    /// By the id of the task, each with the element that it stands in.
    by_task: BTreeMap<String, Vec<(Assignment, Cow<'a, str>)>>,
    /// To nobody.
    unplaced: Vec<(Assignment, Cow<'a, str>)>,
    /// When it is done.
    pub(super) timephased: Timephased,
}

impl<'a> Work<'a> {
    /// Takes the assignments of a task.
    pub(super) fn of(&mut self, task: &str) -> Vec<Assignment> {
        let found = self.by_task.remove(task).unwrap_or_default();
        found.into_iter().map(|(assignment, _)| assignment).collect()
    }

    /// The elements of those that nobody took, in the order of the file.
    pub(super) fn rest(&mut self) -> Vec<Cow<'a, str>> {
        let (by_task, unplaced) = (std::mem::take(&mut self.by_task), std::mem::take(&mut self.unplaced));
        let mut rest: Vec<_> = by_task.into_values().flatten().chain(unplaced).collect();
        rest.sort_by_key(|(assignment, _)| assignment.span);
        rest.into_iter().map(|(_, source)| source).collect()
    }
}

/// Reads who is assigned to what.
pub(super) fn assignments<'a>(
    project: Node<'_, 'a>,
    document: &Document,
    custom: &Custom,
    values: &mut Values,
) -> Work<'a> {
    let known: BTreeSet<_> = document.resources.iter().map(|resource| resource.id.as_str()).collect();
    let ids = custom.ids(project.list("Resources", "Resource"));
    let tasks = custom.ids(project.list("Tasks", "Task"));
    let mut work = Work::default();
    for node in project.list("Assignments", "Assignment") {
        let mut assignment = Assignment { span: Some(node.whole()), ..Assignment::default() };
        let mut kept = Kept::new(ASSIGNMENT);
        let mut task = String::new();
        let (mut delay, mut leveling, mut leveling_format) = (None::<i64>, None::<i64>, None);
        let mut timephased = Vec::new();
        for child in node.children() {
            let found = values.diagnostics.len();
            match child.name() {
                "TaskUID" => task = tasks.of(&child.text()).unwrap_or(&child.text()).to_owned(),
                "ResourceUID" => assignment.resource = id(&child.text(), &ids),
                "Units" => assignment.units = values.number(child),
                "Notes" => assignment.notes = text(child),
                "Delay" => delay = values.integer(child),
                "LevelingDelay" => {
                    leveling = values.integer(child);
                    kept.add(child);
                }
                "LevelingDelayFormat" => {
                    leveling_format = values.integer(child);
                    kept.add(child);
                }
                "TimephasedData" => {
                    timephased.push(child);
                    kept.add(child);
                }
                _ => kept.add(child),
            }
            if values.diagnostics.len() > found {
                kept.add(child);
            }
        }
        work.timephased.add(&task, &timephased, assignment.units.unwrap_or(1.0), values);
        // Both are in tenths of a minute.
        let is_waiting = |delay: &i64| *delay > 0;
        let of_leveling = leveling.filter(is_waiting).map(|tenths| {
            let format = DurationFormat::of(leveling_format.unwrap_or(8));
            format.duration(tenths.saturating_mul(6), &document.units)
        });
        let by_hand = delay.filter(is_waiting).map(|tenths| Duration::from_seconds(tenths.saturating_mul(6)));
        assignment.delay = by_hand.or(of_leveling);
        kept.into(&mut assignment.extensions);
        if known.contains(assignment.resource.as_str()) {
            work.by_task.entry(task).or_default().push((assignment, node.source()));
        } else {
            work.unplaced.push((assignment, node.source()));
        }
    }
    work
}
