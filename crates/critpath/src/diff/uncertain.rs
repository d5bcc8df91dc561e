//! What is uncertain in two plans into the changes of it: risks, branches, correlations. No planned date follows from
//! these.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::align::{Names, same_names};
use super::changes::{Change, Step};
use super::nouns::Identified;
use super::text;
use crate::model::diff::{ChangeAction, ChangeSubject, PlanChange};
use crate::model::noun::{Field, Fields, Noun};
use crate::model::{Branch, Correlation, Document, Risk};

/// What a plan says of risks as a whole.
const OF_PLAN: [&str; 3] = ["risk_appetite", "risk_bands", "risk_scales"];
/// Fields that words or numbers rate.
const RATINGS: [&str; 4] = ["impact", "probability", "residual_impact", "residual_probability"];

/// What leads from the one to the other, given ids of tasks and phases, and of calendars, of the later plan that others
/// of the earlier one stand for. O(n log n) in what is uncertain.
pub(super) fn changes(before: &Document, after: &Document, nodes: &Names, calendars: &Names) -> Vec<Change> {
    let (before, mut after) = (bare(before), bare(after));
    rename(&mut after, nodes, calendars);
    let mut changes = Vec::new();
    for field in before.differing(&after) {
        if OF_PLAN.contains(&field) {
            changes.push(of_field(&before, &after, field, told(ChangeAction::Changed, ChangeSubject::Plan)));
        }
    }
    of_nouns(ChangeSubject::Branch, &before.branches, &after.branches, &mut changes);
    correlations(&before.correlations, &after.correlations, &mut changes);
    of_nouns(ChangeSubject::Risk, &before.risks, &after.risks, &mut changes);
    changes
}

fn bare(document: &Document) -> Document {
    let mut bare = Document {
        branches: document.branches.clone(),
        correlations: document.correlations.clone(),
        risks: document.risks.clone(),
        risk_scales: document.risk_scales.clone(),
        risk_bands: document.risk_bands.clone(),
        risk_appetite: document.risk_appetite,
        ..Document::default()
    };
    bare.each_noun(&mut |noun: &mut dyn Noun| {
        *noun.span_mut() = None;
        noun.extensions_mut().clear();
    });
    bare
}

fn rename(document: &mut Document, nodes: &Names, calendars: &Names) {
    let put = |names: &Names, id: &mut String| {
        if let Some(other) = names.get(id) {
            id.clone_from(other);
        }
    };
    let options = document.branches.iter_mut().flat_map(|branch| &mut branch.options);
    options.flat_map(|option| &mut option.tasks).for_each(|id| put(nodes, id));
    document.correlations.iter_mut().flat_map(|tie| &mut tie.tasks).for_each(|id| put(nodes, id));
    for risk in &mut document.risks {
        risk.affects.iter_mut().for_each(|id| put(nodes, id));
        risk.mitigations.iter_mut().filter_map(|one| one.task.as_mut()).for_each(|id| put(nodes, id));
        let effects = [&mut risk.effect, &mut risk.residual_effect].into_iter().flatten();
        let closures = effects.flat_map(|effect| &mut effect.closures);
        closures.filter_map(|closure| closure.calendar.as_mut()).for_each(|id| put(calendars, id));
    }
}

fn told(action: ChangeAction, subject: ChangeSubject) -> PlanChange {
    let (id, name, field, predecessor, before, after) = Default::default();
    PlanChange { action, subject, id, name, field, predecessor, before, after }
}

fn change(told: PlanChange) -> Change {
    Change { told, step: Step::Uncertain, names: BTreeSet::new() }
}

fn of_field<N: Fields>(was: &N, is: &N, field: &str, told: PlanChange) -> Change {
    let shown = |noun: &N| noun.field_json(field).map(|value| shown(field, &value));
    change(PlanChange { field: Some(field.into()), before: shown(was), after: shown(is), ..told })
}

/// Ratings as people wrote them.
fn shown(field: &str, value: &Value) -> String {
    let written = value["text"].as_str().filter(|text| RATINGS.contains(&field) && !text.is_empty());
    written.map_or_else(|| text::text(value), str::to_owned)
}

fn of_nouns<N: Identified>(subject: ChangeSubject, was: &[N], is: &[N], changes: &mut Vec<Change>) {
    let renamed = same_names(was, is, &ids(was), &ids(is));
    let id_of = |noun: &N| renamed.get(noun.id()).cloned().unwrap_or_else(|| noun.id().to_owned());
    let earlier: BTreeMap<&str, &N> = was.iter().map(|noun| (noun.id(), noun)).collect();
    let mut gone: BTreeSet<&str> = earlier.keys().copied().collect();
    let about = |noun: &N, id: String, action| {
        let name = Some(noun.name().to_owned()).filter(|name| !name.is_empty());
        PlanChange { id: Some(id), name, ..told(action, subject) }
    };
    for noun in is {
        let id = id_of(noun);
        match earlier.get(id.as_str()) {
            Some(before) => {
                gone.remove(id.as_str());
                let fields = before.differing(noun).into_iter().filter(|field| *field != "id");
                let of_one =
                    |field| of_field(*before, noun, field, about(before, id.clone(), ChangeAction::Changed));
                changes.extend(fields.map(of_one));
            }
            None => changes.push(change(about(noun, id, ChangeAction::Added))),
        }
    }
    for noun in was.iter().filter(|noun| gone.contains(noun.id())) {
        changes.push(change(about(noun, noun.id().to_owned(), ChangeAction::Removed)));
    }
}

fn ids<N: Identified>(nouns: &[N]) -> BTreeSet<String> {
    nouns.iter().map(|noun| noun.id().to_owned()).collect()
}

/// Ties have no ids: they are matched by the tasks that they tie.
fn correlations(was: &[Correlation], is: &[Correlation], changes: &mut Vec<Change>) {
    let by_tasks = |ties: &[Correlation]| -> BTreeMap<Vec<String>, String> {
        let tie = |tie: &Correlation| {
            let mut tasks = tie.tasks.clone();
            tasks.sort();
            (tasks, format!("{} {}", tie.coefficient, tie.measure))
        };
        ties.iter().map(tie).collect()
    };
    let (was, is) = (by_tasks(was), by_tasks(is));
    let tasks: BTreeSet<&Vec<String>> = was.keys().chain(is.keys()).collect();
    for tasks in tasks {
        let (before, after) = (was.get(tasks).cloned(), is.get(tasks).cloned());
        let action = match (&before, &after) {
            (None, _) => ChangeAction::Added,
            (_, None) => ChangeAction::Removed,
            _ if before == after => continue,
            _ => ChangeAction::Changed,
        };
        let name = Some(tasks.join(", "));
        changes.push(change(PlanChange { name, before, after, ..told(action, ChangeSubject::Correlation) }));
    }
}

impl Identified for Branch {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self) -> &str {
        &self.name
    }
}

impl Identified for Risk {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self) -> &str {
        &self.name
    }
}
