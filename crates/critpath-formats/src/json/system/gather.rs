//! Files of the system, one after the other, into what they state together.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::tree::{Entry, Node};
use critpath::model::{Assignment, Resource, ResourceKind, Risk, RiskScale, Span};
use serde_json::Value;

use super::alias::{self, ALLOCATION, Allocation, ELEMENT, NOTHING, RESOURCE};
use super::draft::{self, Draft};
use super::notes::Notes;
use super::shape::{self, Shape};
use super::share::{Of, Scales, Share};
use super::value;

/// What the files state.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Elements of work, each with the index of its file.
    pub work: Vec<Draft>,
    /// How many files hold work.
    pub work_files: usize,
    /// Whether some of it stands in a list, and not below one root.
    pub in_lists: bool,
    /// Who works on what.
    pub allocations: Vec<Allocated>,
    /// Done shares by task.
    pub progress: Vec<(String, Share)>,
    /// What else files say about tasks, by task.
    pub remarks: Vec<(String, Value, Span)>,
    /// Who there is.
    pub resources: Vec<Resource>,
    /// What can go wrong.
    pub risks: Vec<Risk>,
    /// What the words for risks stand for.
    pub risk_scales: Vec<RiskScale>,
    /// Fields of a file that nothing else takes, by file.
    pub left: BTreeMap<u32, BTreeMap<String, Value>>,
    /// The scales of shares.
    pub scales: Scales,
    /// What is odd.
    pub notes: Notes,
}

/// A resource on a task.
#[derive(Debug)]
pub(super) struct Allocated {
    /// Id of the task.
    pub task: String,
    /// The resource and the rest.
    pub assignment: Assignment,
    /// How much of it.
    pub share: Option<Share>,
    /// Where it stands.
    pub span: Span,
}

impl Gathered {
    /// Takes what a file states.
    pub fn file(&mut self, root: &Node<'_>, shape: Shape) {
        let before = self.work.len();
        match shape {
            // Canonical documents do not come here; their reader is another.
            Shape::Canonical => {}
            Shape::Work => {
                let draft = Draft::read(root, None, self);
                self.work.push(draft);
            }
            Shape::WorkList => {
                let drafts = self.drafts(root);
                self.work.extend(drafts);
            }
            Shape::WorkMap => self.groups(root),
            Shape::Wrapped => self.wrapped(root),
            Shape::Projects => {
                let drafts = self.drafts(root);
                self.work.extend(drafts.into_iter().map(|draft| Draft { phase: true, ..draft }));
            }
            Shape::Allocations => self.lists(root, |gathered, list| gathered.allocations(list, None)),
            Shape::People => self.lists(root, Self::people),
            Shape::Risks => self.risk_file(root),
            Shape::RiskList => {
                self.risks(root, None);
            }
            Shape::Progress => self.shares(root),
            Shape::Scores => self.scores(root),
            Shape::Foreign => {
                let format = shape::foreign_format(root).unwrap_or_default();
                let message = format!("the file states the format `{format}`, which is not read");
                let help = "export the plan as Markdown or as JSON of the format `critpath/1`";
                self.notes.push(Diagnostic::new(Code::FormatUnknown, message).at(root.span).help(help));
            }
            Shape::NoPlan(what) => {
                self.notes.report(
                    Code::TextNoPlan,
                    root.span,
                    format!("the file holds {what}, which is no plan"),
                );
            }
            Shape::Unknown => {
                let message = "the JSON has no shape that is known as a plan or a part of one";
                self.notes.push(Diagnostic::new(Code::JsonShape, message).at(root.span).help(
                    "a plan is an object or a list with `tasks`, `subtasks` or `phases` that have names",
                ));
            }
        }
        self.work_files += usize::from(self.work.len() > before);
        self.in_lists |= matches!(shape, Shape::WorkList | Shape::WorkMap | Shape::Projects);
    }

    /// The field that holds the work; the others are kept.
    fn wrapped(&mut self, root: &Node<'_>) {
        for entry in root.entries().unwrap_or_default() {
            let node = &entry.value;
            if !shape::holds_work(node) {
                self.leave(entry);
            } else if node.elements().is_some() {
                let drafts = self.drafts(node);
                self.work.extend(drafts);
                self.in_lists = true;
            } else {
                let mut draft = Draft::read(node, None, self);
                if draft.task.name.is_empty() && draft.levels.is_empty() {
                    draft.task.name = entry.key.clone().into_owned();
                }
                self.work.push(draft);
            }
        }
    }

    /// The elements of a list, or of an object by name.
    pub fn drafts(&mut self, node: &Node<'_>) -> Vec<Draft> {
        if let Some(entries) = node.entries() {
            return entries.iter().filter_map(|entry| self.draft(&entry.value, Some(&entry.key))).collect();
        }
        let elements = node.elements().unwrap_or_default();
        draft::nest(elements.iter().filter_map(|element| self.draft(element, None)).collect())
    }

    fn draft(&mut self, node: &Node<'_>, key: Option<&str>) -> Option<Draft> {
        if node.entries().is_some() {
            return Some(Draft::read(node, key, self));
        }
        // A text alone is the name of an element.
        let mut draft = Draft::default();
        draft.task.span = Some(node.span);
        match value::word(node) {
            Some(name) => draft.task.name = name,
            None => {
                let message = format!("an element of work is {}, not an object", node.excerpt());
                self.notes.report(Code::JsonType, node.span, message);
                return None;
            }
        }
        Some(draft)
    }

    /// Elements by id, or groups of elements by the id of the group.
    fn groups(&mut self, root: &Node<'_>) {
        for entry in root.entries().unwrap_or_default() {
            let node = &entry.value;
            if node.entries().is_none() || shape::is_element(node) {
                let draft = if node.entries().is_some() { self.draft(node, Some(&entry.key)) } else { None };
                match draft {
                    Some(draft) => self.work.push(draft),
                    None => self.leave(entry),
                }
            } else if shape::values(node).all(shape::is_element) {
                let mut group = Draft { phase: true, children: self.drafts(node), ..Draft::default() };
                group.task.id = entry.key.clone().into_owned();
                group.task.span = Some(node.span);
                self.work.push(group);
            } else {
                self.leave(entry);
            }
        }
    }

    /// Keeps a field of a file that nothing takes.
    pub fn leave(&mut self, entry: &Entry<'_>) {
        let left = self.left.entry(entry.key_span.source).or_default();
        self.notes.leave(entry, left);
    }

    /// Calls `take` with a list, or with every list of an object.
    fn lists(&mut self, root: &Node<'_>, take: fn(&mut Self, &Node<'_>) -> bool) {
        if root.elements().is_some() {
            take(self, root);
            return;
        }
        for entry in root.entries().unwrap_or_default() {
            if entry.value.elements().is_none() || !take(self, &entry.value) {
                self.leave(entry);
            }
        }
    }

    /// Allocations in a list. `task` is the one that they stand in, where there is one.
    fn allocations(&mut self, list: &Node<'_>, task: Option<&str>) -> bool {
        let Some(elements) = list.elements() else { return false };
        for element in elements {
            let allocated = self.allocation(element, task);
            if allocated.task.is_empty() || allocated.assignment.resource.is_empty() {
                let message = "an allocation names no task or no resource; it is left out";
                self.notes.report(Code::JsonType, element.span, message);
            } else {
                self.allocations.push(allocated);
            }
        }
        true
    }

    fn allocation(&mut self, node: &Node<'_>, task: Option<&str>) -> Allocated {
        let mut assignment = Assignment { span: Some(node.span), ..Assignment::default() };
        let mut task = task.unwrap_or_default().to_owned();
        let mut share = None;
        if let Some(resource) = value::word(node) {
            assignment.resource = resource;
        }
        for entry in node.entries().unwrap_or_default() {
            let Some(field) = self.notes.lookup(&ALLOCATION, entry) else {
                self.notes.keep("an allocation", &ALLOCATION, entry, &mut assignment);
                continue;
            };
            let node = &entry.value;
            if value::is_blank(node) {
                continue;
            }
            let (read, expected) = match field {
                Allocation::Resource => (take(&mut assignment.resource, value::word(node)), "an id"),
                Allocation::Task => (take(&mut task, value::word(node)), "an id"),
                Allocation::Role => (take(&mut assignment.role, value::word(node).map(Some)), "a text"),
                Allocation::Notes => (take(&mut assignment.notes, value::word(node).map(Some)), "a text"),
                Allocation::Start => (take(&mut assignment.start, value::moment(node).map(Some)), "a date"),
                Allocation::Finish => (take(&mut assignment.finish, value::moment(node).map(Some)), "a date"),
                Allocation::Percent | Allocation::Share => {
                    let percent = field == Allocation::Percent;
                    let read = self.scales.read(node, Of::Allocation, percent);
                    (take(&mut share, read.map(Some)), "a share or a percentage")
                }
            };
            if !read {
                self.notes.reject(Code::JsonType, entry, expected, &mut assignment.extensions);
            }
        }
        Allocated { task, assignment, share, span: node.span }
    }

    /// The allocations that stand in a task.
    pub fn allocations_of(&mut self, draft: &mut Draft, node: &Node<'_>) -> bool {
        // The id may follow; allocations without a task are those of the draft that they stand in.
        let from = self.allocations.len();
        let read = self.allocations(node, Some(PENDING));
        let own = self.allocations.split_off(from);
        draft.allocations.extend(own);
        read
    }

    /// The resources that a task names: ids, allocations, or people described on the spot.
    pub fn needs_of(&mut self, draft: &mut Draft, node: &Node<'_>) -> bool {
        if shape::values(node).any(shape::is_person) {
            return self.people(node);
        }
        if node.elements().is_some() {
            return self.allocations_of(draft, node);
        }
        if let Some(entries) = node.entries() {
            // Kinds of resources by name: the people are resources, the rest is kept.
            for entry in entries {
                let people = self.notes.lookup(&ELEMENT, entry) == Some(alias::Element::People);
                if !people || !self.people(&entry.value) {
                    self.notes.keep("a plan", &NOTHING, entry, &mut draft.task);
                }
            }
            return true;
        }
        let Some(words) = value::words(node).filter(|_| node.text().is_some()) else { return false };
        draft.allocations.extend(words.into_iter().map(|(resource, span)| Allocated {
            task: PENDING.to_owned(),
            assignment: Assignment { resource, span: Some(span), ..Assignment::default() },
            share: None,
            span,
        }));
        true
    }

    /// People and other resources: objects or names in a list, or how many there are of each by name.
    pub fn people(&mut self, node: &Node<'_>) -> bool {
        if let Some(entries) = node.entries() {
            let mut resources = Vec::new();
            for entry in entries {
                let name = entry.key.clone().into_owned();
                let Some(capacity) = entry.value.number().filter(|capacity| *capacity >= 0.0) else {
                    return false;
                };
                let span = Some(entry.key_span);
                resources.push(Resource { name, capacity: Some(capacity), span, ..Resource::default() });
            }
            self.resources.append(&mut resources);
            return true;
        }
        let Some(elements) = node.elements() else { return false };
        for element in elements {
            if element.entries().is_some() {
                let resource = self.resource(element);
                self.resources.push(resource);
            } else if let Some(name) = value::word(element) {
                self.resources.push(Resource { name, span: Some(element.span), ..Resource::default() });
            } else {
                let message = format!("a resource is {}, not an object; it is left out", element.excerpt());
                self.notes.report(Code::JsonType, element.span, message);
            }
        }
        true
    }

    fn resource(&mut self, node: &Node<'_>) -> Resource {
        let mut resource = Resource { span: Some(node.span), ..Resource::default() };
        for entry in node.entries().unwrap_or_default() {
            let Some(field) = self.notes.lookup(&RESOURCE, entry) else {
                self.notes.keep("a resource", &RESOURCE, entry, &mut resource);
                continue;
            };
            let node = &entry.value;
            if value::is_blank(node) {
                continue;
            }
            let read = match field {
                alias::Resource::Id => take(&mut resource.id, value::word(node)),
                alias::Resource::Name => take(&mut resource.name, value::word(node)),
                alias::Resource::Role => take(&mut resource.description, value::word(node).map(Some)),
                alias::Resource::Rate => take(&mut resource.cost_per_hour, value::number(node).map(Some)),
                alias::Resource::Availability => take(&mut resource.capacity, value::number(node).map(Some)),
                alias::Resource::Calendar => take(&mut resource.calendar, value::word(node).map(Some)),
                alias::Resource::Kind => take(&mut resource.kind, kind_of_resource(node)),
            };
            if !read {
                self.notes.reject(Code::JsonType, entry, "what this field holds", &mut resource.extensions);
            }
        }
        resource
    }

    /// Numbers by task.
    fn shares(&mut self, root: &Node<'_>) {
        for entry in root.entries().unwrap_or_default() {
            match self.scales.read(&entry.value, Of::Progress, false) {
                Some(share) => self.progress.push((entry.key.clone().into_owned(), share)),
                None => self.leave(entry),
            }
        }
    }

    /// Importance and urgency by task: the model has no such thing, so the task keeps them.
    fn scores(&mut self, root: &Node<'_>) {
        for entry in root.entries().unwrap_or_default() {
            self.remarks.push((entry.key.clone().into_owned(), entry.value.json(), entry.key_span));
        }
    }
}

/// Stands for the id of the task that an allocation is written in, until that is known.
const PENDING: &str = "?";

fn kind_of_resource(node: &Node<'_>) -> Option<ResourceKind> {
    let word = alias::normal(&value::word(node)?);
    Some(match word.as_str() {
        "human" | "person" | "people" | "work" | "staff" | "developer" => ResourceKind::Human,
        "tool" | "software" | "service" | "license" => ResourceKind::Tool,
        "material" | "consumable" => ResourceKind::Material,
        "infrastructure" | "equipment" | "hardware" | "machine" | "server" => ResourceKind::Infrastructure,
        _ => return None,
    })
}

fn take<T>(field: &mut T, value: Option<T>) -> bool {
    value.map(|value| *field = value).is_some()
}
