//! Two documents into the tasks, phases and gates on which the dates of one task may depend.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Key;
use super::nouns::List;
use crate::model::{ConstraintKind, Document, TaskKind};

/// Everything that comes before a task in either document, by way of dependencies, phases and gates. `None` if dates may
/// depend on what comes later, or on any date that is stated. O(n log n).
pub(super) fn before_task(documents: [&Document; 2], task: &str) -> Option<BTreeSet<Key>> {
    if documents.iter().any(|document| !runs_forward(document)) {
        return None;
    }
    let mut causes: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for document in documents {
        add_causes(document, &mut causes);
    }
    let start = (List::Tasks, task.to_owned());
    let mut reached = BTreeSet::from([start.clone()]);
    let mut open = vec![start];
    while let Some(key) = open.pop() {
        for cause in causes.get(&key).into_iter().flatten() {
            if reached.insert(cause.clone()) {
                open.push(cause.clone());
            }
        }
    }
    Some(reached)
}

/// Whether dates follow from a stated start and from what comes before alone.
fn runs_forward(document: &Document) -> bool {
    let from_finish = document.scheduling.as_ref().and_then(|rules| rules.from_finish) == Some(true);
    let of_tasks = document.tasks.iter().flat_map(|task| &task.constraints);
    let of_phases = document.phases.iter().flat_map(|phase| &phase.constraints);
    let is_late = of_tasks.chain(of_phases).any(|c| c.kind == ConstraintKind::AsLateAsPossible);
    let has_effort = document.tasks.iter().any(|task| task.kind == TaskKind::LevelOfEffort);
    document.start.is_some() && !from_finish && !is_late && !has_effort
}

fn add_causes(document: &Document, causes: &mut BTreeMap<Key, Vec<Key>>) {
    let key = |id: &str| (List::Tasks, id.to_owned());
    let mut add = |of: Key, cause: Key| causes.entry(of).or_default().push(cause);
    for task in &document.tasks {
        let own = key(&task.id);
        task.after.iter().for_each(|link| add(own.clone(), key(&link.predecessor)));
        task.gate.iter().for_each(|gate| add(own.clone(), (List::Gates, gate.clone())));
        if let Some(phase) = &task.phase {
            add(own.clone(), key(phase));
            add(key(phase), own.clone());
        }
    }
    for phase in &document.phases {
        phase.after.iter().for_each(|link| add(key(&phase.id), key(&link.predecessor)));
        if let Some(parent) = &phase.parent {
            add(key(&phase.id), key(parent));
            add(key(parent), key(&phase.id));
        }
    }
    for gate in &document.gates {
        gate.after.iter().for_each(|link| add((List::Gates, gate.id.clone()), key(&link.predecessor)));
    }
}
