//! Phases and tasks into rows: each phase before what is in it.

use std::collections::BTreeMap;

use critpath::model::{Document, Phase, Task};

/// A phase or a task.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'d> {
    Phase(&'d Phase),
    Task(&'d Task),
}

/// A row of the file.
#[derive(Debug)]
pub(super) struct Row<'d> {
    pub(super) item: Item<'d>,
    /// From 1.
    pub(super) level: u32,
    /// Its place among the rows beside it, and of those around it: `1.2`.
    pub(super) outline: Option<String>,
}

/// Outline numbers are written this deep; their length grows with the depth, and levels say the same.
const DEEPEST_NUMBER: u32 = 64;

/// The rows: tasks in their order, phases in theirs, and a phase among the tasks beside it where its first task is.
/// O(n log n).
pub(super) fn rows(document: &Document) -> Vec<Row<'_>> {
    let parents = parents(document);
    let by_id = index(document);
    let phase_of = |task: &Task| task.phase.as_deref().and_then(|id| by_id.get(id).copied());
    let places = places(document, &parents, &phase_of);
    // Who is directly inside a phase, or in none.
    let mut inside: Vec<Vec<(usize, bool, usize)>> = vec![Vec::new(); document.phases.len() + 1];
    let top = document.phases.len();
    for (at, parent) in parents.iter().enumerate() {
        inside[parent.unwrap_or(top)].push((places[at], false, at));
    }
    for (at, task) in document.tasks.iter().enumerate() {
        inside[phase_of(task).unwrap_or(top)].push((at, true, at));
    }
    inside.iter_mut().for_each(|members| members.sort_unstable());

    let mut rows = Vec::with_capacity(document.phases.len() + document.tasks.len());
    let mut open = vec![(std::mem::take(&mut inside[top]).into_iter(), 0_u32, String::new())];
    while let Some((members, count, outline)) = open.last_mut() {
        let Some((_, is_task, at)) = members.next() else {
            open.pop();
            continue;
        };
        *count += 1;
        let dot = if outline.is_empty() { "" } else { "." };
        let number = format!("{outline}{dot}{count}");
        let level = open.len() as u32;
        let number = Some(number).filter(|_| level <= DEEPEST_NUMBER);
        let item = match is_task {
            true => Item::Task(&document.tasks[at]),
            false => Item::Phase(&document.phases[at]),
        };
        rows.push(Row { item, level, outline: number.clone() });
        if !is_task {
            open.push((std::mem::take(&mut inside[at]).into_iter(), 0, number.unwrap_or_default()));
        }
    }
    rows
}

fn index(document: &Document) -> BTreeMap<&str, usize> {
    // The first of several phases with an id counts.
    document.phases.iter().enumerate().rev().map(|(at, phase)| (phase.id.as_str(), at)).collect()
}

/// The phase around each phase; a circle of phases is cut.
fn parents(document: &Document) -> Vec<Option<usize>> {
    let by_id = index(document);
    let stated =
        document.phases.iter().map(|phase| phase.parent.as_deref().and_then(|id| by_id.get(id).copied()));
    let mut parents: Vec<Option<usize>> = stated.collect();
    // The walk that a phase was first met on.
    let mut met: Vec<Option<usize>> = vec![None; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while met[at].is_none() {
            met[at] = Some(start);
            match parents[at] {
                Some(parent) if met[parent] == Some(start) => parents[at] = None,
                Some(parent) => at = parent,
                None => break,
            }
        }
    }
    parents
}

/// Where each phase stands among the tasks: at the first one in it, behind the phases before it.
fn places(
    document: &Document,
    parents: &[Option<usize>],
    phase_of: &impl Fn(&Task) -> Option<usize>,
) -> Vec<usize> {
    let mut places: Vec<Option<usize>> = vec![None; parents.len()];
    for (at, task) in document.tasks.iter().enumerate() {
        let mut around = phase_of(task);
        while let Some(phase) = around.filter(|phase| places[*phase].is_none()) {
            places[phase] = Some(at);
            around = parents[phase];
        }
    }
    // Phases side by side stay in their order.
    let mut last = vec![0; parents.len() + 1];
    let beside = |at: usize| parents[at].unwrap_or(parents.len());
    let places = places.into_iter().enumerate().map(|(at, place)| {
        let last = &mut last[beside(at)];
        *last = (*last).max(place.unwrap_or(*last));
        *last
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(phases: &[(&str, &str)], tasks: &[(&str, &str)]) -> String {
        let some = |id: &str| Some(id.to_owned()).filter(|id| !id.is_empty());
        let phase = |(id, parent): &(&str, &str)| Phase {
            id: (*id).into(),
            parent: some(parent),
            ..Phase::default()
        };
        let task =
            |(id, phase): &(&str, &str)| Task { id: (*id).into(), phase: some(phase), ..Task::default() };
        let document = Document {
            phases: phases.iter().map(phase).collect(),
            tasks: tasks.iter().map(task).collect(),
            ..Document::default()
        };
        let row = |row: Row<'_>| {
            let id = match row.item {
                Item::Phase(phase) => phase.id.clone(),
                Item::Task(task) => task.id.clone(),
            };
            format!("{id} {}", row.outline.unwrap())
        };
        rows(&document).into_iter().map(row).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn phases_stand_before_what_is_in_them() {
        let phases = [("A", ""), ("B", "A"), ("C", "")];
        let tasks = [("a", "A"), ("b", "B"), ("d", "A"), ("c", "C"), ("e", "")];
        assert_eq!(shown(&phases, &tasks), "A 1, a 1.1, B 1.2, b 1.2.1, d 1.3, C 2, c 2.1, e 3");
    }

    #[test]
    fn phases_stay_in_their_order() {
        let phases = [("A", ""), ("B", ""), ("C", "")];
        assert_eq!(shown(&phases, &[("c", "C"), ("a", "A"), ("t", "")]), "A 1, a 1.1, B 2, C 3, c 3.1, t 4");
    }

    #[test]
    fn circles_and_empty_phases_are_not_lost() {
        let phases = [("A", "B"), ("B", "A"), ("C", "C"), ("D", "nowhere")];
        assert_eq!(shown(&phases, &[("t", "B")]), "B 1, A 1.1, t 1.2, C 2, D 3");
    }
}
