//! A forest of drafts into phases and tasks: an element that holds others is a phase, any other is a task.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::noun::Noun;
use critpath::model::{ConstraintKind, Dependency, Document, Phase, Progress, Task};
use serde_json::Value;

use super::alias;
use super::draft::{Draft, Wait};
use super::forest::Forest;
use super::gather::{Allocated, Gathered};
use super::notes::Notes;
use super::share::Scales;
use crate::ids::Ids;
use crate::markdown::attributes;
use crate::merge;

/// Moves the work of the files into the document.
pub(super) fn work(gathered: &mut Gathered, document: &mut Document) {
    let mut drafts = std::mem::take(&mut gathered.work);
    let several = gathered.work_files > 1;
    let mut is_whole = !gathered.in_lists;
    if let ([draft], false, true) = (drafts.as_slice(), several, is_whole)
        && draft.task.id.is_empty()
        && draft.levels.is_empty()
        && let Some(draft) = drafts.pop()
    {
        drafts = head(draft, &gathered.scales, document);
        is_whole = false;
    }
    let mut forest = Forest::plant(drafts, several, &mut gathered.notes);
    let order = order(&forest);
    identify(&mut forest, &order, &mut gathered.notes);
    if let ([root], true) = (forest.roots.as_slice(), document.name.is_empty()) {
        let root = &forest.nodes[*root];
        if is_whole || (root.draft.stated && !root.children.is_empty()) {
            document.name.clone_from(&root.draft.task.name);
        }
    }
    let references = References::of(&forest);
    let mut successors = Vec::new();
    for Place { index, wbs } in &order {
        let parent = forest.nodes[*index].parent.map(|parent| forest.nodes[parent].draft.task.id.clone());
        let is_phase = is_phase(&forest, *index);
        let draft = std::mem::take(&mut forest.nodes[*index].draft);
        // Whoever comes later still asks for the id of its parent.
        forest.nodes[*index].draft.task.id.clone_from(&draft.task.id);
        let id = draft.task.id.clone();
        let allocations = draft.allocations.into_iter();
        gathered.allocations.extend(allocations.map(|allocated| Allocated { task: id.clone(), ..allocated }));
        successors.extend(draft.successors.into_iter().map(|wait| (wait, id.clone())));
        let mut task = draft.task;
        task.after.extend(draft.waits.into_iter().map(|wait| references.dependency(wait)));
        task.wbs = task.wbs.or_else(|| wbs.clone());
        if let Some(share) = draft.share {
            let span = task.span;
            let progress = task.progress.get_or_insert_with(|| Progress { span, ..Progress::default() });
            progress.percent = Some(gathered.scales.percent(share));
        }
        if is_phase {
            document.phases.push(phase(task, draft.objective, parent, &mut gathered.notes));
        } else {
            let objective =
                draft.objective.map(|objective| ("objective".to_owned(), Value::String(objective)));
            task.extensions.extend(objective);
            document.tasks.push(Task { phase: parent, ..task });
        }
    }
    reverse(successors, &references, document, &mut gathered.notes);
}

/// An element and its position among the others.
struct Place {
    index: usize,
    wbs: Option<String>,
}

/// Elements deeper than this have no number: it would be longer than anything else about them.
const DEEPEST_NUMBER: usize = 32;

/// The elements from the roots on, each before its children, numbered where there is a hierarchy.
fn order(forest: &Forest) -> Vec<Place> {
    let numbered = forest.nodes.iter().any(|tree| !tree.children.is_empty());
    let mut order = Vec::with_capacity(forest.nodes.len());
    let mut waiting: Vec<(usize, Option<String>)> = Vec::new();
    let below = |children: &[usize], above: Option<&str>, waiting: &mut Vec<(usize, Option<String>)>| {
        let number = |at: usize| above.map(|above| format!("{above}{}", at + 1));
        waiting.extend(children.iter().enumerate().map(|(at, index)| (*index, number(at))).rev());
    };
    below(&forest.roots, numbered.then_some(""), &mut waiting);
    while let Some((index, wbs)) = waiting.pop() {
        let shallow = wbs.as_ref().filter(|wbs| wbs.matches('.').count() < DEEPEST_NUMBER);
        let above = shallow.map(|wbs| format!("{wbs}."));
        below(&forest.nodes[index].children, above.as_deref(), &mut waiting);
        order.push(Place { index, wbs });
    }
    order
}

fn is_phase(forest: &Forest, index: usize) -> bool {
    let tree = &forest.nodes[index];
    tree.draft.phase || !tree.children.is_empty()
}

/// Gives every element an id and a name.
fn identify(forest: &mut Forest, order: &[Place], notes: &mut Notes) {
    let mut ids = Ids::default();
    forest.nodes.iter().for_each(|tree| ids.reserve(&tree.draft.task.id));
    for Place { index, .. } in order {
        let parent = forest.nodes[*index].parent.map(|parent| forest.nodes[parent].draft.task.id.clone());
        let kind = if is_phase(forest, *index) { "phase" } else { "task" };
        let Draft { task, stated, .. } = &mut forest.nodes[*index].draft;
        if task.name.is_empty() {
            let name = if task.id.is_empty() { kind } else { task.id.as_str() };
            task.name = name.to_owned();
            notes.repeat(Diagnostic::new(Code::NameMissing, "an element has no name").at(task.span));
        }
        if task.id.is_empty() {
            task.id = ids.make(&task.name, parent.as_deref(), kind);
            // What only a level names cannot state an id.
            if *stated {
                let message = "an element has no id; one is made of its name";
                notes.repeat(Diagnostic::new(Code::IdMissing, message).at(task.span));
            }
        }
    }
}

/// A root without an id is the document: its name, dates and the rest. Returns its children.
fn head(draft: Draft, scales: &Scales, document: &mut Document) -> Vec<Draft> {
    let Draft { mut task, children, share, objective, .. } = draft;
    document.name = std::mem::take(&mut task.name);
    document.overview = task.description.take().or(objective);
    document.span = task.span.take();
    if let Some(window) = task.window.take() {
        document.start = window.start;
        document.deadline = window.finish;
    }
    if let Some(at) = task.constraints.iter().position(|c| c.kind == ConstraintKind::StartNoEarlierThan) {
        document.start = task.constraints.remove(at).date;
    }
    document.deadline = document.deadline.or(task.deadline.take());
    for (name, value) in std::mem::take(&mut task.extensions) {
        // What the document has a field for is read as that field, if it is one.
        let alone = Value::Object([(name.clone(), value.clone())].into_iter().collect());
        match serde_json::from_value::<Document>(alone) {
            Ok(stated) if document.fields().contains(&name.as_str()) => merge::append(document, stated),
            _ => {
                document.extensions.insert(name, value);
            }
        }
    }
    if let Some(share) = share {
        document.extensions.insert("percent".to_owned(), scales.percent(share).into());
    }
    document.extensions.extend(fields(&task));
    children
}

/// A phase has no duration of its own: it takes what its parts take. What the element says that only tasks have is
/// kept apart.
fn phase(mut task: Task, objective: Option<String>, parent: Option<String>, notes: &mut Notes) -> Phase {
    let is_nothing = |estimate: &critpath::model::Estimate| {
        [estimate.low, estimate.likely, estimate.high].iter().flatten().all(|point| point.thousandths() == 0)
    };
    task.estimate = task.estimate.filter(|estimate| !is_nothing(estimate));
    let extensions = std::mem::take(&mut task.extensions);
    let known = Phase::default().fields();
    let (own, apart): (Vec<_>, Vec<_>) =
        fields(&task).into_iter().partition(|(name, _)| known.contains(&name.as_str()) || name == "span");
    for (name, _) in &apart {
        let message = format!("`{name}` of a phase is kept but not used; a phase takes what its parts take");
        notes.repeat(Diagnostic::new(Code::JsonFieldUnknown, message).at(task.span));
    }
    // The fields that phases share with tasks have the same types.
    let own = Value::Object(own.into_iter().collect());
    let mut phase: Phase = serde_json::from_value(own).unwrap_or_default();
    phase.extensions.extend(extensions);
    phase.extensions.extend(apart);
    Phase { objective, parent, ..phase }
}

/// The fields of a task that are set.
fn fields(task: &Task) -> BTreeMap<String, Value> {
    match serde_json::to_value(task) {
        Ok(Value::Object(fields)) => fields.into_iter().collect(),
        // A struct is an object.
        _ => BTreeMap::new(),
    }
}

/// What references can name.
#[derive(Debug, Default)]
struct References {
    ids: std::collections::BTreeSet<String>,
    /// Ids by name; none where two elements have the name.
    names: BTreeMap<String, Option<String>>,
}

impl References {
    fn of(forest: &Forest) -> References {
        let mut references = References::default();
        for tree in &forest.nodes {
            let Task { id, name, .. } = &tree.draft.task;
            references.ids.insert(id.clone());
            let known = references.names.entry(alias::normal(name));
            known.and_modify(|known| *known = None).or_insert_with(|| Some(id.clone()));
        }
        references
    }

    fn find(&self, text: &str) -> Option<String> {
        let named = || self.names.get(&alias::normal(text)).cloned().flatten();
        self.ids.get(text).cloned().or_else(named)
    }

    /// A reference as a dependency: an id, a name, or an id with a relation and a lag like `build:SS+2d`. What names
    /// nothing stays as it is; the check tells.
    fn dependency(&self, wait: Wait) -> Dependency {
        let whole =
            self.find(&wait.text).map(|predecessor| Dependency { predecessor, ..Dependency::default() });
        let split = || {
            let mut split = attributes::dependency(&wait.text, false).ok()?;
            split.predecessor = self.find(&split.predecessor)?;
            Some(split)
        };
        let mut dependency = whole
            .or_else(split)
            .unwrap_or_else(|| Dependency { predecessor: wait.text.clone(), ..Dependency::default() });
        dependency.span = Some(wait.span);
        if wait.relation != dependency.relation && dependency.relation == Dependency::default().relation {
            dependency.relation = wait.relation;
        }
        dependency.lag = wait.lag.or(dependency.lag);
        dependency
    }
}

/// Turns `successors` around: the one that is named waits for the one that names it.
fn reverse(
    successors: Vec<(Wait, String)>,
    references: &References,
    document: &mut Document,
    notes: &mut Notes,
) {
    if successors.is_empty() {
        return;
    }
    let tasks = document.tasks.iter_mut().map(|task| (task.id.clone(), &mut task.after));
    let phases = document.phases.iter_mut().map(|phase| (phase.id.clone(), &mut phase.after));
    let mut after: BTreeMap<String, &mut Vec<Dependency>> = tasks.chain(phases).collect();
    for (wait, predecessor) in successors {
        let span = wait.span;
        let named = references.dependency(wait);
        match after.get_mut(&named.predecessor) {
            Some(after) if after.iter().any(|known| known.predecessor == predecessor) => {}
            Some(after) => after.push(Dependency { predecessor, ..named }),
            None => {
                let message = format!("`{}` is named as a successor, but there is none", named.predecessor);
                notes.report(Code::IdUnknown, span, message);
            }
        }
    }
}
