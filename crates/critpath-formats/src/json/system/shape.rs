//! The root of a JSON text into the kind of file it is. The one table of shapes.
//!
//! A file is recognised by what it holds; its name decides only where the content leaves two readings.

use critpath::model::noun::Noun;
use critpath::model::tree::{Entry, Kind, Node};
use critpath::model::{Document, FORMAT};

use super::alias::{self, ALLOCATION, Allocation, ELEMENT, Element, RESOURCE, Resource};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A document of this program.
    Canonical,
    /// An element of a work breakdown, or an object that holds some.
    Work,
    /// Elements in a list.
    WorkList,
    /// Elements by id, perhaps grouped.
    WorkMap,
    /// An object in which one field holds all the work.
    Wrapped,
    /// Projects by id or in a list, without their tasks.
    Projects,
    /// Who works on what, and how much.
    Allocations,
    /// Who there is.
    People,
    /// Scales and categories of risks, or a register of risks.
    Risks,
    /// Risks in a list.
    RiskList,
    /// Done shares by task.
    Progress,
    /// Importance and urgency by task.
    Scores,
    /// A file that names the format of another program.
    Foreign,
    /// A file that states no plan; the text says what it is.
    NoPlan(&'static str),
    /// Nothing known.
    Unknown,
}

impl Shape {
    /// What a file holds, when it is part of a plan.
    pub fn content(self) -> Option<&'static str> {
        match self {
            Shape::Canonical | Shape::Foreign | Shape::NoPlan(_) | Shape::Unknown => None,
            Shape::Work | Shape::WorkList | Shape::WorkMap | Shape::Wrapped => Some("a work breakdown"),
            Shape::Projects => Some("projects"),
            Shape::Allocations => Some("allocations of resources"),
            Shape::People => Some("resources"),
            Shape::Risks | Shape::RiskList => Some("risks or their scales"),
            Shape::Progress => Some("done shares of tasks"),
            Shape::Scores => Some("scores of tasks"),
        }
    }

    /// Whether a file is one of those that make a plan together.
    pub fn is_part(self) -> bool {
        self.content().is_some()
    }
}

type Test = fn(&Node<'_>, &str) -> bool;

/// The shapes in the order in which they are tried.
const SHAPES: &[(Shape, Test)] = &[
    (Shape::Canonical, |root, _| is_canonical(root)),
    (Shape::Foreign, |root, _| foreign_format(root).is_some()),
    (Shape::NoPlan("an empty list"), |root, _| root.elements().is_some_and(<[_]>::is_empty)),
    (Shape::NoPlan("an empty object"), |root, _| root.entries().is_some_and(<[_]>::is_empty)),
    (Shape::NoPlan("a single value"), |root, _| root.elements().is_none() && root.entries().is_none()),
    (Shape::NoPlan("a JSON Schema"), |root, _| has_any(root, &["$schema"]) && has_any(root, &["properties"])),
    (Shape::NoPlan("message templates"), |root, _| each(root, &["subject", "body"])),
    (Shape::NoPlan("a database of commits"), |root, _| each(root, &["task_id", "commit_message"])),
    (Shape::NoPlan("targets of metrics"), |root, _| each(root, &["target"])),
    (Shape::Risks, |root, _| has_any(root, &["risk_quantitative_models", "project_risk_categories"])),
    (Shape::NoPlan("quality results"), |root, _| has_any(root, &["task_quality", "quality_standards"])),
    (Shape::NoPlan("performance metrics"), |root, _| has_any(root, &["performance_metrics"])),
    (Shape::NoPlan("a dashboard layout"), |root, _| has_any(root, &["widgets", "layout_type"])),
    (Shape::NoPlan("a configuration"), |root, _| has_any(root, &["auto_management"])),
    (Shape::NoPlan("steps of a workflow"), |root, _| values(root).all(|value| value.text().is_some())),
    (Shape::Progress, |root, _| root.entries().is_some() && values(root).all(is_number)),
    (Shape::Scores, |root, _| each(root, &["importance"]) || each(root, &["urgency"])),
    (Shape::Allocations, |root, _| is_list_of(root, is_allocation)),
    (Shape::People, |root, _| is_list_of(root, is_person)),
    (Shape::Projects, |root, stem| stem == "projects" && (values(root).all(is_element))),
    (Shape::RiskList, |root, _| is_list_of(root, is_risk)),
    (Shape::Work, |root, _| is_work(root)),
    (Shape::Risks, |root, _| has_any(root, &["risks", "risk_register"])),
    (Shape::WorkList, |root, _| is_list_of(root, is_element)),
    (Shape::Wrapped, |root, _| values(root).filter(|value| holds_work(value)).count() == 1),
    (Shape::WorkMap, |root, _| root.entries().is_some() && values(root).any(holds_elements)),
    (Shape::Allocations, |root, _| has_list_of(root, is_allocation)),
    (Shape::People, |root, _| has_list_of(root, is_person)),
];

/// Recognises a file by its root and, where that leaves two readings, by its name.
pub(crate) fn recognise(root: &Node<'_>, name: &str) -> Shape {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = alias::normal(file.split('.').next().unwrap_or(file));
    SHAPES.iter().find(|(_, test)| test(root, &stem)).map_or(Shape::Unknown, |(shape, _)| *shape)
}

/// A document says so by its format, or by a field that only documents have.
fn is_canonical(root: &Node<'_>) -> bool {
    if let Some(format) = root.get("format").and_then(Node::text) {
        return is_own(format);
    }
    let own = |key: &str| {
        Document::default().fields().contains(&key) && ELEMENT.lookup(key).is_none() && key != "format"
    };
    let has_own = |entries: &[Entry<'_>]| {
        entries
            .iter()
            .any(|entry| own(&entry.key) && values(&entry.value).any(|value| value.entries().is_some()))
    };
    let own_tasks =
        || root.get("tasks").and_then(Node::elements).is_some_and(|tasks| tasks.iter().any(is_own_task));
    foreign_format(root).is_none() && (root.entries().is_some_and(has_own) || own_tasks())
}

/// Whether a task says what only a document of this program says so: links, limits or progress as objects.
fn is_own_task(task: &Node<'_>) -> bool {
    const OWN: [(&str, &[&str]); 3] = [
        ("after", &["predecessor"]),
        ("constraints", &["kind"]),
        ("progress", &["percent", "started", "finished", "remaining"]),
    ];
    OWN.iter().any(|(field, keys)| {
        let states = |node: &Node<'_>| node.entries().is_some() && has_any(node, keys);
        let value = task.get(field);
        value.is_some_and(states)
            || value.and_then(Node::elements).is_some_and(|parts| parts.iter().any(states))
    })
}

/// Whether a format is a version of ours.
fn is_own(format: &str) -> bool {
    format.split('/').next() == FORMAT.split('/').next()
}

/// The format of another program that a file says it has: a name with a version, as ours is.
pub(super) fn foreign_format<'n>(root: &'n Node<'_>) -> Option<&'n str> {
    let stated = ["format", "schema"].into_iter().filter_map(|key| root.get(key)?.text());
    let versioned = |format: &&str| match format.split_once('/') {
        Some((name, version)) => {
            !name.is_empty() && version.starts_with(|first: char| first.is_ascii_digit())
        }
        None => false,
    };
    stated.filter(versioned).find(|format| !is_own(format))
}

/// The values of a list or of an object.
pub(super) fn values<'n, 'a>(root: &'n Node<'a>) -> Box<dyn Iterator<Item = &'n Node<'a>> + 'n> {
    match &root.kind {
        Kind::List(elements) => Box::new(elements.iter()),
        Kind::Object(entries) => Box::new(entries.iter().map(|entry| &entry.value)),
        _ => Box::new(std::iter::empty()),
    }
}

fn has_any(node: &Node<'_>, keys: &[&str]) -> bool {
    keys.iter().any(|key| node.get(key).is_some())
}

/// Whether every entry, but for remarks about the file, is an object with these fields.
fn each(root: &Node<'_>, fields: &[&str]) -> bool {
    let mut entries =
        root.entries().unwrap_or_default().iter().filter(|entry| entry.key != "metadata").peekable();
    entries.peek().is_some()
        && entries.all(|entry| fields.iter().all(|field| entry.value.get(field).is_some()))
}

fn is_number(node: &Node<'_>) -> bool {
    matches!(node.kind, Kind::Number(_))
}

/// So many elements of a list tell what it holds.
const SAMPLE: usize = 100;

/// Whether most elements of a list are of a kind: one that is broken does not change what the list is.
fn is_list_of(node: &Node<'_>, test: fn(&Node<'_>) -> bool) -> bool {
    let Some(elements) = node.elements() else { return false };
    let sample = &elements[..elements.len().min(SAMPLE)];
    sample.iter().filter(|element| test(element)).count() * 2 > sample.len()
}

fn has_list_of(root: &Node<'_>, test: fn(&Node<'_>) -> bool) -> bool {
    root.entries().is_some() && values(root).any(|value| is_list_of(value, test))
}

fn element_fields<'n>(node: &'n Node<'_>) -> impl Iterator<Item = Element> + 'n {
    let entries = node.entries().unwrap_or_default();
    entries.iter().filter_map(|entry| ELEMENT.lookup(&entry.key)).map(|known| known.meaning)
}

/// An element has a name, or an id and something that only work has.
pub(super) fn is_element(node: &Node<'_>) -> bool {
    let mut named = false;
    let mut identified = false;
    let mut work = false;
    for field in element_fields(node) {
        match field {
            Element::Name => named = true,
            Element::Id => identified = true,
            Element::Children
            | Element::Duration(_)
            | Element::Likely(_)
            | Element::After
            | Element::Status => {
                work = true;
            }
            _ => {}
        }
    }
    named || (identified && work) || node.entries().is_some_and(|entries| entries.iter().any(is_level))
}

fn is_level(entry: &critpath::model::tree::Entry<'_>) -> bool {
    alias::level(&entry.key).is_some()
}

/// Elements by id, or an empty group of them.
fn holds_elements(node: &Node<'_>) -> bool {
    is_element(node) || (node.entries().is_some() && values(node).any(is_element))
}

/// An object that is an element with others inside, or that holds them under one of the names for it.
fn is_work(root: &Node<'_>) -> bool {
    let Some(entries) = root.entries() else { return false };
    entries.iter().any(|entry| {
        is_level(entry)
            || match ELEMENT.lookup(&entry.key).map(|known| known.meaning) {
                Some(Element::Children | Element::Milestones) => is_children(&entry.value),
                _ => false,
            }
    })
}

/// The children of an element: a list of elements or of their names, or elements by name.
fn is_children(node: &Node<'_>) -> bool {
    match node.elements() {
        Some(elements) => {
            elements.iter().take(SAMPLE).all(|element| holds_elements(element) || element.text().is_some())
        }
        None => values(node).any(|value| element_fields(value).next().is_some() || holds_elements(value)),
    }
}

/// Whether a value alone would be a breakdown.
pub(super) fn holds_work(node: &Node<'_>) -> bool {
    is_work(node) || is_list_of(node, is_element)
}

pub(super) fn is_allocation(node: &Node<'_>) -> bool {
    let has = |meaning: Allocation| {
        let entries = node.entries().unwrap_or_default();
        entries.iter().any(|entry| ALLOCATION.lookup(&entry.key).is_some_and(|k| k.meaning == meaning))
    };
    has(Allocation::Resource) && has(Allocation::Task)
}

/// A person has a name and something that only people have; what they do for a plan is not part of it.
pub(super) fn is_person(node: &Node<'_>) -> bool {
    const OWN: &[&str] = &["department", "email", "skills", "hire_date", "phone", "gmail", "github_address"];
    let Some(entries) = node.entries() else { return false };
    let means = |key: &str| RESOURCE.lookup(key).map(|known| known.meaning);
    let named = entries.iter().any(|entry| matches!(means(&entry.key), Some(Resource::Name)));
    let own = entries.iter().any(|entry| {
        let role =
            matches!(means(&entry.key), Some(Resource::Role | Resource::Rate | Resource::Availability));
        (role && alias::normal(&entry.key) != "description")
            || OWN.contains(&alias::normal(&entry.key).as_str())
    });
    let work = element_fields(node).any(|field| {
        matches!(field, Element::Children | Element::After | Element::Duration(_) | Element::Likely(_))
    });
    named && own && !work
}

fn is_risk(node: &Node<'_>) -> bool {
    has_any(node, &["probability", "likelihood"]) && has_any(node, &["impact", "severity", "consequence"])
}
