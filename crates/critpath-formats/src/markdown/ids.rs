//! Drafts into a document: every noun gets its id, every word that refers to another noun its id.

use std::collections::{BTreeMap, BTreeSet};

use critpath::model::{
    Constraint, ConstraintKind, Correlation, Dependency, Document, Relation, Task, TaskKind,
};

use super::attributes;
use super::days;
use super::draft::{Drafts, PhaseDraft, TaskDraft, Wait};
use super::labels::keep;
use super::order;
use super::vocabulary;
use crate::Read;
use crate::ids::Ids;

/// Gives every noun its id and ties the nouns together. O(n log n) in the size of the text.
pub fn finish(drafts: Drafts) -> Read {
    let Drafts { mut document, mut phases, mut steps, mut tasks, mut diagnostics } = drafts;
    name_work(&mut phases, &mut steps, &mut tasks, &mut document);
    name_others(&mut document);
    let environments = aliases_of_environments(&document);
    let gates = ids_of(document.gates.iter().map(|gate| (&gate.id, &gate.name)));
    let calendars = ids_of(document.calendars.iter().map(|calendar| (&calendar.id, &calendar.name)));
    for environment in &mut document.environments {
        for name in &mut environment.promoted_from {
            if let Some(id) = environments.get(&vocabulary::normal(name)) {
                id.clone_into(name);
            }
        }
        place(&mut environment.gate, &gates);
        place(&mut environment.calendar, &calendars);
    }
    let names = names_of_work(&phases, &tasks);
    let phase_names = names_of_work(&phases, &[]);
    let ids: BTreeSet<String> = names.values().cloned().collect();
    days::count_working_days(&mut phases, &mut tasks, &mut diagnostics);
    order::imply_windows(&mut phases, &mut diagnostics);
    order::imply_order(&mut phases);
    for draft in &mut phases {
        let unknown = resolve(&draft.waits, &names, &ids, &draft.phase.id, &mut draft.phase.after);
        note(&mut draft.phase.extensions, unknown);
        place(&mut draft.phase.environment, &environments);
        place(&mut draft.phase.parent, &phase_names);
    }
    let correlated = |draft: &mut PhaseDraft| {
        draft.correlation.take().map(|tie| Correlation { tasks: vec![draft.phase.id.clone()], ..tie })
    };
    document.correlations = phases.iter_mut().filter_map(correlated).collect();
    let affected = document.risks.iter_mut().flat_map(|risk| &mut risk.affects);
    let options = document.branches.iter_mut().flat_map(|branch| &mut branch.options);
    for id in affected.chain(options.flat_map(|option| &mut option.tasks)) {
        if let Some(named) = names.get(&vocabulary::normal(id)).filter(|_| !ids.contains(id)) {
            id.clone_from(named);
        }
    }
    tie(&mut tasks);
    for draft in &mut tasks {
        let unknown = resolve(&draft.waits, &names, &ids, &draft.task.id, &mut draft.task.after);
        note(&mut draft.task.extensions, unknown);
        place(&mut draft.task.environment, &environments);
        place(&mut draft.task.phase, &phase_names);
        if !draft.attributed {
            stand_at_date(&mut draft.task);
        }
    }
    document.phases = phases.into_iter().map(|draft| draft.phase).collect();
    document.tasks = tasks.into_iter().map(|draft| draft.task).collect();
    document.strategy = steps;
    Read { document, diagnostics }
}

/// Phases, steps, tasks, checklist items and gates share one set of ids, for references may name any of them.
fn name_work(
    phases: &mut [PhaseDraft],
    steps: &mut [critpath::model::StrategyStep],
    tasks: &mut [TaskDraft],
    document: &mut Document,
) {
    let mut ids = Ids::default();
    phases.iter().for_each(|draft| ids.reserve(&draft.phase.id));
    steps.iter().for_each(|step| ids.reserve(&step.id));
    tasks.iter().for_each(|draft| ids.reserve(&draft.task.id));
    document.gates.iter().for_each(|gate| ids.reserve(&gate.id));
    for index in 0..phases.len() {
        let parent = phases[index].parent.map(|parent| phases[parent].phase.id.clone());
        let phase = &mut phases[index].phase;
        ids.fill(&mut phase.id, &phase.name, parent.as_deref(), "phase");
        phase.parent = phase.parent.take().or(parent);
    }
    for step in steps.iter_mut() {
        ids.fill(&mut step.id, &step.name, None, "step");
    }
    for draft in tasks.iter_mut() {
        let phase = draft.phase.and_then(|phase| phases.get(phase)).map(|phase| phase.phase.id.clone());
        let step = draft.step.and_then(|step| steps.get(step)).map(|step| step.id.clone());
        let prefix = phase.as_deref().or(step.as_deref());
        ids.fill(&mut draft.task.id, &draft.task.name, prefix, "task");
        // A phase that the task names itself counts more than where the task is listed.
        draft.task.phase = draft.task.phase.take().or(phase);
        draft.task.step = step;
    }
    for gate in &mut document.gates {
        ids.fill(&mut gate.id, &gate.name, None, "gate");
    }
    let mut lists = Ids::default();
    document.checklists.iter().for_each(|list| lists.reserve(&list.id));
    document.checklists.iter().flat_map(|list| &list.items).for_each(|item| ids.reserve(&item.id));
    for list in &mut document.checklists {
        lists.fill(&mut list.id, &list.name, None, "checklist");
        for item in &mut list.items {
            ids.fill(&mut item.id, &item.text, Some(&list.id), "item");
        }
    }
}

fn name_others(document: &mut Document) {
    macro_rules! name {
        ($($list:ident, $kind:literal;)*) => { $({
            let mut ids = Ids::default();
            document.$list.iter().for_each(|noun| ids.reserve(&noun.id));
            for noun in &mut document.$list {
                ids.fill(&mut noun.id, &noun.name, None, $kind);
            }
        })* };
    }
    name! {
        components, "component"; environments, "environment"; resources, "resource"; risks, "risk";
        monitors, "monitor"; rollback_procedures, "rollback"; criteria, "criterion"; calendars, "calendar";
        branches, "branch"; objectives, "objective";
    }
}

/// Names of environments as tasks state them: `production` for `Production Environment`.
fn aliases_of_environments(document: &Document) -> BTreeMap<String, String> {
    let mut aliases = BTreeMap::new();
    for environment in &document.environments {
        let name = vocabulary::normal(&environment.name);
        let short = name.trim_end_matches(" environment").to_owned();
        for alias in [vocabulary::normal(&environment.id), name, short] {
            aliases.entry(alias).or_insert_with(|| environment.id.clone());
        }
    }
    aliases
}

/// What nouns are called, with their ids; an id counts more than a name, and the first of two.
fn ids_of<'a>(nouns: impl Iterator<Item = (&'a String, &'a String)> + Clone) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for (called, id) in nouns.clone().map(|(id, _)| (id, id)).chain(nouns.map(|(id, name)| (name, id))) {
        ids.entry(vocabulary::normal(called)).or_insert_with(|| id.clone());
    }
    ids
}

/// A name into the id that it stands for; a name that stands for nothing stays, and the check tells.
fn place(reference: &mut Option<String>, aliases: &BTreeMap<String, String>) {
    if let Some(name) = reference
        && let Some(id) = aliases.get(&vocabulary::normal(name))
    {
        id.clone_into(name);
    }
}

/// Every name that a dependency may use, with the id it stands for; the first one counts.
fn names_of_work(phases: &[PhaseDraft], tasks: &[TaskDraft]) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let phase_ids = phases.iter().map(|draft| (&draft.phase.id, &draft.phase.name, &draft.aliases));
    let task_ids = tasks.iter().map(|draft| (&draft.task.id, &draft.task.name, &draft.aliases));
    let all: Vec<_> = task_ids.chain(phase_ids).collect();
    for (id, ..) in &all {
        names.entry(vocabulary::normal(id)).or_insert_with(|| (*id).clone());
    }
    for (id, _, aliases) in &all {
        for alias in *aliases {
            names.entry(vocabulary::normal(alias)).or_insert_with(|| (*id).clone());
        }
    }
    for (id, name, _) in &all {
        names.entry(vocabulary::normal(name)).or_insert_with(|| (*id).clone());
    }
    names
}

/// A milestone that follows nothing stands at the date that the text gives it, not at the start of the plan.
fn stand_at_date(task: &mut Task) {
    let bound = !task.after.is_empty() || !task.constraints.is_empty() || task.window.is_some();
    let done = task.progress.as_ref().is_some_and(|progress| progress.percent.is_some());
    if let Some(date) = task.deadline.filter(|_| task.kind == TaskKind::Milestone && !bound && !done) {
        let kind = ConstraintKind::StartNoEarlierThan;
        task.constraints.push(Constraint { kind, date: Some(date), ..Constraint::default() });
    }
}

/// Fills in the ids of the tasks that others are linked to.
fn tie(tasks: &mut [TaskDraft]) {
    let ids: Vec<String> = tasks.iter().map(|draft| draft.task.id.clone()).collect();
    for draft in tasks {
        for (other, link) in std::mem::take(&mut draft.links) {
            let known =
                |d: &Dependency| Some(&d.predecessor) == ids.get(other) && d.relation == link.relation;
            if !draft.task.after.iter().any(known) {
                draft
                    .task
                    .after
                    .extend(ids.get(other).map(|id| Dependency { predecessor: id.clone(), ..link }));
            }
        }
    }
}

/// Adds the dependencies that words state; returns the words that name nothing.
fn resolve(
    waits: &[Wait],
    names: &BTreeMap<String, String>,
    ids: &BTreeSet<String>,
    own: &str,
    after: &mut Vec<Dependency>,
) -> Vec<String> {
    for dependency in after.iter_mut().filter(|dependency| !ids.contains(&dependency.predecessor)) {
        if let Some(id) = find(&dependency.predecessor, names) {
            dependency.predecessor.clone_from(id);
        }
    }
    let mut unknown = Vec::new();
    let mut known: BTreeSet<String> = after.iter().map(|dependency| dependency.predecessor.clone()).collect();
    for wait in waits {
        let found = dependency(&wait.text);
        let text = found.predecessor.as_str();
        let predecessor = match find(text, names) {
            Some(id) => id.clone(),
            // One word is meant as an id, and the check will say that there is none; more are prose.
            None if !text.contains(char::is_whitespace) => text.to_owned(),
            None => {
                unknown.push(wait.text.clone());
                continue;
            }
        };
        if predecessor != own && known.insert(predecessor.clone()) {
            after.push(Dependency { predecessor, span: Some(wait.span), ..found });
        }
    }
    unknown
}

fn find<'a>(text: &str, names: &'a BTreeMap<String, String>) -> Option<&'a String> {
    let normal = vocabulary::normal(text);
    let ends = [" complete", " completed", " completion", " done", " finished", " approved", " approval"];
    let short = ends.iter().find_map(|end| normal.strip_suffix(end));
    names.get(&normal).or_else(|| names.get(short?))
}

/// `T1`, `T1:SS+2d`, `T1 (FF)`, `Load the data` into a dependency on the name.
fn dependency(text: &str) -> Dependency {
    let plain = || Dependency { predecessor: text.to_owned(), ..Dependency::default() };
    let bare = text.trim_end_matches(')');
    let Some(at) = bare.rfind([':', '(', ' ']) else { return plain() };
    let tie = bare[at + 1..].trim();
    let is_tie =
        tie.get(..2).is_some_and(|word| Relation::ALL.iter().any(|r| r.as_str().eq_ignore_ascii_case(word)));
    if !is_tie {
        return plain();
    }
    let tied = format!("{}:{}", text[..at].trim_end_matches([':', '(', ' ']), tie.replace(' ', ""));
    attributes::dependency(&tied, true).unwrap_or_else(|_| plain())
}

/// Keeps words that name nothing where they stood.
fn note(extensions: &mut BTreeMap<String, serde_json::Value>, unknown: Vec<String>) {
    if !unknown.is_empty() {
        keep(extensions, "labels", "after", unknown.join("; "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_dependencies() {
        for (text, name, relation, lag) in [
            ("T1", "T1", "FS", None),
            ("T1:SS+2d", "T1", "SS", Some("2d")),
            ("T1 (FF)", "T1", "FF", None),
            ("T1 FS+1d", "T1", "FS", Some("1d")),
            ("Load the data", "Load the data", "FS", None),
            ("Phase 1: Build", "Phase 1: Build", "FS", None),
        ] {
            let found = dependency(text);
            let lag_text = found.lag.map(|lag| lag.to_string());
            assert_eq!((found.predecessor.as_str(), found.relation.as_str()), (name, relation), "{text}");
            assert_eq!(lag_text.as_deref(), lag, "{text}");
        }
    }

    #[test]
    fn a_phase_that_is_named_counts_more_than_where_the_task_stands() {
        let guide = "# Guide\n\n## Deployment Strategy\n\n### 1. Move\n\n**Tasks**:\n- Copy {#copy 1h phase=cutover}\n\
            - Compare {#compare 1h phase=\"Phase 2\"}\n- Forget {#forget phase=nowhere}\n\n\
            ## Schedule\n\n### Phase 1: Rehearsal (Week 1)\n- Rehearse\n- Announce {#announce phase=cutover}\n\n\
            ### Phase 2: Cutover (Week 2)\n- Switch {#switch}\n";
        let document = crate::markdown::read("guide.md", guide).document;
        let phase =
            |id: &str| document.tasks.iter().find(|task| task.id == id).unwrap().phase.clone().unwrap();
        assert_eq!(["copy", "compare", "announce", "switch"].map(phase), ["cutover"; 4]);
        assert_eq!(phase("forget"), "nowhere");
        assert!(document.tasks.iter().filter(|task| task.step.is_some()).count() == 3);
    }
}
