//! Rows of a table of phases, `| Phase | Duration |`, into the phases that they name.
//!
//! Guides sum their phases up in a table, before or after the headings that list their tasks. A row that names such
//! a phase adds to it what only the table states. A row that names none stays a task, after the row above it.

use critpath::model::Dependency;

use super::draft::{Drafts, PhaseDraft, TaskDraft};
use super::known::Names;
use super::order::PHASE_ORDER;
use super::phrase::DurationPhrase;
use super::vocabulary::normal;

impl Drafts {
    /// Joins the rows with the phases that they name. O(n log n).
    pub fn join_phase_rows(&mut self) {
        if self.tasks.iter().all(|draft| draft.phase_table.is_none()) {
            return;
        }
        let names = Names::of_phases(self);
        let mut kept: Vec<TaskDraft> = Vec::with_capacity(self.tasks.len());
        for draft in std::mem::take(&mut self.tasks) {
            let phase = draft.phase_table.and_then(|_| self.named_phase(&names, &draft));
            match phase.and_then(|phase| self.phases.get_mut(phase)) {
                Some(phase) => complete(phase, draft),
                None => kept.push(draft),
            }
        }
        self.tasks = kept;
        self.order_rows();
    }

    /// The phase that a row names: by its name, or by `Phase 1` if one name is part of the other.
    fn named_phase(&self, names: &Names, row: &TaskDraft) -> Option<usize> {
        let name = normal(&row.task.name);
        let same = |phase: &usize| {
            let other = self.phases.get(*phase).map(|draft| normal(&draft.phase.name)).unwrap_or_default();
            let part_of = |part: &str, whole: &str| {
                part.split(' ').all(|word| whole.split(' ').any(|other| other == word))
            };
            part_of(&name, &other) || part_of(&other, &name)
        };
        let by_number = || row.aliases.iter().find_map(|alias| names.find(alias)).filter(same);
        names.find(&row.task.name).or_else(by_number)
    }

    /// Rows that stay tasks follow each other, unless they say themselves when they are.
    fn order_rows(&mut self) {
        let mut above: Option<(usize, usize)> = None;
        for index in 0..self.tasks.len() {
            let Some(table) = self.tasks[index].phase_table else { continue };
            let draft = &self.tasks[index];
            let free = draft.waits.is_empty()
                && draft.task.after.is_empty()
                && draft.task.constraints.is_empty()
                && draft.task.window.is_none();
            let before = above.filter(|(other, _)| *other == table && free).map(|(_, before)| before);
            above = Some((table, index));
            let implied = Some(PHASE_ORDER.to_owned());
            let link = before.map(|before| (before, Dependency { implied, ..Dependency::default() }));
            self.tasks[index].links.extend(link);
        }
    }
}

/// Adds to a phase what only its row states.
fn complete(phase: &mut PhaseDraft, row: TaskDraft) {
    let TaskDraft { task, waits, .. } = row;
    let noun = &mut phase.phase;
    noun.window = noun.window.take().or(task.window);
    if phase.duration.is_none() && (task.duration.is_some() || task.estimate.is_some()) {
        phase.duration = Some(DurationPhrase { duration: task.duration, estimate: task.estimate });
    }
    noun.deadline = noun.deadline.or(task.deadline);
    noun.owner = noun.owner.take().or(task.owner);
    noun.environment = noun.environment.take().or(task.environment);
    noun.description = noun.description.take().or(task.description);
    if noun.id.is_empty() {
        noun.id = task.id;
    }
    if noun.constraints.is_empty() {
        noun.constraints = task.constraints;
    }
    if noun.deliverables.is_empty() {
        noun.deliverables = task.deliverables;
    }
    if phase.waits.is_empty() {
        phase.waits = waits;
    }
    for (key, value) in task.extensions {
        noun.extensions.entry(key).or_insert(value);
    }
    if let Some(status) = task.progress.and_then(|progress| progress.status) {
        noun.extensions.entry("status".into()).or_insert_with(|| status.into());
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::read;

    #[test]
    fn a_summary_completes_the_phases() {
        let guide = "# Guide\n\n## Overview\n\n| Phase | Duration | Dates | Owner |\n|---|---|---|---|\n\
                     | Phase 1: Design | 2 weeks | Week 1-2 | Ana |\n| Phase 2 | 3 weeks | | Ben |\n\n\
                     ## Phase 1: Design\n- Sketch\n\n## Phase 2: Build\n- Code\n\n\
                     ## Plan at a glance\n\n| Phase | Weeks |\n|---|---|\n| Design | 1-2 |\n| Build | 3-5 |\n";
        let document = read("guide.md", guide).document;
        let phases: Vec<_> = document
            .phases
            .iter()
            .map(|p| (p.name.as_str(), p.window.as_ref().unwrap().last, p.owner.as_deref()))
            .collect();
        assert_eq!(phases, [("Design", Some(2), Some("Ana")), ("Build", Some(5), Some("Ben"))]);
        assert_eq!(document.tasks.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["Sketch", "Code"]);
    }

    #[test]
    fn rows_without_a_phase_follow_each_other() {
        let guide = "# Guide\n\n## Timeline\n\n| Phase | Duration | Start |\n|---|---|---|\n| Design | 2 weeks | 2027-02-01 |\n\
                     | Build | 4 weeks | |\n| Audit | 1 week | 2027-02-01 |\n| Test | 1 week | |\n";
        let document = read("guide.md", guide).document;
        let tasks: Vec<_> = document
            .tasks
            .iter()
            .map(|t| (t.name.as_str(), t.after.iter().map(|d| d.predecessor.as_str()).collect::<Vec<_>>()))
            .collect();
        assert_eq!(
            tasks,
            [("Design", vec![]), ("Build", vec!["design"]), ("Audit", vec![]), ("Test", vec!["audit"])]
        );
    }
}
