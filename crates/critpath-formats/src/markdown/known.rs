//! What a guide calls its phases and tasks, to find the one that is meant elsewhere in it.

use std::collections::BTreeMap;

use super::draft::Drafts;
use super::vocabulary::normal;

/// Nouns by what they are called, by index; `None` where several have the name.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<String, Option<usize>>);

impl Names {
    /// The phases: by id, name, `Phase 1`, and `Phase 1: name`. O(n log n).
    pub fn of_phases(drafts: &Drafts) -> Self {
        let mut names = Names::default();
        for (index, draft) in drafts.phases.iter().enumerate() {
            names.add(&draft.phase.id, index);
            names.add(&draft.phase.name, index);
            for alias in &draft.aliases {
                names.add(alias, index);
                names.add(&format!("{alias}: {}", draft.phase.name), index);
            }
        }
        names
    }

    /// The tasks: by id and name. O(n log n).
    pub fn of_tasks(drafts: &Drafts) -> Self {
        let mut names = Names::default();
        for (index, draft) in drafts.tasks.iter().enumerate() {
            names.add(&draft.task.id, index);
            names.add(&draft.task.name, index);
        }
        names
    }

    /// The one noun that is called so.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.0.get(&normal(name)).copied().flatten()
    }

    /// Whether any is called so.
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains_key(&normal(name))
    }

    fn add(&mut self, name: &str, index: usize) {
        let name = normal(name);
        if !name.is_empty() {
            let known = self.0.entry(name).or_insert(Some(index));
            *known = known.filter(|other| *other == index);
        }
    }
}
