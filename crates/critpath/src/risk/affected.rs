//! Ids of tasks and phases into the tasks that they stand for.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Document, Risk};

/// What is in which phase. Of tasks and phases with one id the first counts, as everywhere.
#[derive(Debug)]
pub(super) struct Breakdown<'a> {
    document: &'a Document,
    tasks: BTreeMap<&'a str, usize>,
    phases_in: BTreeMap<&'a str, Vec<&'a str>>,
    tasks_in: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Breakdown<'a> {
    /// O(n log n).
    pub fn new(document: &'a Document) -> Self {
        let mut breakdown = Breakdown {
            document,
            tasks: BTreeMap::new(),
            phases_in: BTreeMap::new(),
            tasks_in: BTreeMap::new(),
        };
        for (at, task) in document.tasks.iter().enumerate() {
            breakdown.tasks.entry(&task.id).or_insert(at);
            if let Some(phase) = &task.phase {
                breakdown.tasks_in.entry(phase).or_default().push(at);
            }
        }
        for phase in &document.phases {
            if let Some(parent) = &phase.parent {
                breakdown.phases_in.entry(parent).or_default().push(&phase.id);
            }
        }
        breakdown
    }

    /// Ids of the tasks that a risk would hit, in the order of the plan. What it names and is not there is left out.
    /// O(k log k) in the phases and tasks concerned.
    pub fn affected(&self, risk: &'a Risk) -> Vec<String> {
        let mut tasks: BTreeSet<usize> = BTreeSet::new();
        let mut open: Vec<&str> = Vec::new();
        for id in &risk.affects {
            match self.tasks.get(id.as_str()) {
                Some(task) => _ = tasks.insert(*task),
                None => open.push(id),
            }
        }
        // Phases that are part of themselves are an error that others find; here they must only end.
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        while let Some(phase) = open.pop() {
            if !seen.insert(phase) {
                continue;
            }
            tasks.extend(self.tasks_in.get(phase).into_iter().flatten());
            open.extend(self.phases_in.get(phase).into_iter().flatten());
        }
        tasks.into_iter().map(|task| self.document.tasks[task].id.clone()).collect()
    }
}
