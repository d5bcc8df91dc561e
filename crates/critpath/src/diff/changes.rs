//! Two documents into the list of changes that lead from one to the other, each of which can be made on its own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::align::Key;
use super::nouns::{List, Matched, of_list};
use super::text;
use crate::model::diff::{ChangeAction, ChangeSubject, PlanChange};
use crate::model::noun::Fields;
use crate::model::{Calendar, Constraint, Dependency, Document, Gate, Phase, Resource, Task};

/// A change, and how to make it.
#[derive(Debug)]
pub(super) struct Change {
    pub told: PlanChange,
    pub step: Step,
    /// What it names, or named: ids of nouns.
    pub names: BTreeSet<Key>,
}

/// How a change is made. Nouns are named by their index in the earlier and in the later document.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Plan(&'static str),
    /// A rule of the schedule.
    Scheduling(&'static str),
    Field(List, usize, usize, &'static str),
    Add(List, usize),
    Remove(List, usize),
    Dependency(List, usize, Option<Dependency>, Option<Dependency>),
    Constraint(List, usize, Option<Constraint>, Option<Constraint>),
    /// Nothing that a date follows from is another one.
    Uncertain,
}

/// The fields of a plan that its dates follow from, and its title.
const OF_PLAN: [&str; 8] =
    ["name", "start", "finish", "data_date", "deadline", "time_zone", "calendar", "units"];

/// Fields of tasks, phases and resources that no date follows from.
const WITHOUT_DATES: [&str; 18] = [
    "name",
    "description",
    "step",
    "wbs",
    "environment",
    "owner",
    "undo",
    "priority",
    "cost",
    "deliverables",
    "tags",
    "objective",
    "quantities",
    "items",
    "capacity",
    "cost_per_hour",
    "checklists",
    "criteria",
];

/// What leads from one document to the other, in the order of the plan. O(n log n) in their size.
pub(super) fn changes(before: &Document, after: &Document) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for field in before.differing(after).into_iter().filter(|field| OF_PLAN.contains(field)) {
        changes.push(of_field(before, after, field, Step::Plan(field)));
    }
    let rules = |document: &Document| document.scheduling.clone().unwrap_or_default();
    let (was, is) = (rules(before), rules(after));
    for field in was.differing(&is) {
        changes.push(of_field(&was, &is, field, Step::Scheduling(field)));
    }
    for list in List::ALL {
        of_list!(list, of_nouns(list, before, after, &mut changes));
    }
    changes
}

impl Change {
    /// Whether a date may follow from it.
    pub fn may_move(&self) -> bool {
        match (&self.step, self.told.subject) {
            (Step::Plan(field), _) => *field != "name",
            (Step::Uncertain, _) => false,
            (Step::Field(.., "kind"), ChangeSubject::Resource) => false,
            (Step::Field(.., "progress"), ChangeSubject::Phase) => false,
            (Step::Field(.., field), _) => !WITHOUT_DATES.contains(field),
            _ => true,
        }
    }

    /// The task, phase or gate that it is about.
    pub fn node(&self) -> Option<Key> {
        let list = match &self.step {
            Step::Plan(_) | Step::Scheduling(_) | Step::Uncertain => return None,
            Step::Field(list, ..) | Step::Add(list, _) | Step::Remove(list, _) => list,
            Step::Dependency(list, ..) | Step::Constraint(list, ..) => list,
        };
        Some((list.names(), self.told.id.clone()?))
    }
}

fn told(action: ChangeAction, subject: ChangeSubject) -> PlanChange {
    let (id, name, field, predecessor, before, after) = Default::default();
    PlanChange { action, subject, id, name, field, predecessor, before, after }
}

fn of_field<N: Fields>(before: &N, after: &N, field: &str, step: Step) -> Change {
    let (was, is) = (before.field_json(field), after.field_json(field));
    let mut names = BTreeSet::new();
    for value in [&was, &is].into_iter().flatten() {
        named(field, value, &mut names);
    }
    let told = PlanChange {
        field: Some(field.into()),
        before: was.as_ref().map(text::text),
        after: is.as_ref().map(text::text),
        ..told(ChangeAction::Changed, ChangeSubject::Plan)
    };
    Change { told, step, names }
}

fn of_nouns<N: Matched>(list: List, before: &Document, after: &Document, changes: &mut Vec<Change>) {
    let (was, is) = (N::list(before), N::list(after));
    let earlier: BTreeMap<&str, usize> = was.iter().enumerate().map(|(at, noun)| (noun.id(), at)).collect();
    let later: BTreeMap<&str, usize> = is.iter().enumerate().map(|(at, noun)| (noun.id(), at)).collect();
    for (now, noun) in is.iter().enumerate() {
        match earlier.get(noun.id()) {
            Some(then) => of_noun(list, *then, now, &was[*then], noun, changes),
            None => changes.push(whole(list, ChangeAction::Added, noun, Step::Add(list, now))),
        }
    }
    for (then, noun) in was.iter().enumerate().filter(|(_, noun)| !later.contains_key(noun.id())) {
        changes.push(whole(list, ChangeAction::Removed, noun, Step::Remove(list, then)));
    }
}

/// A noun that comes or goes.
fn whole<N: Matched>(list: List, action: ChangeAction, noun: &N, step: Step) -> Change {
    let mut names = BTreeSet::from([(list.names(), noun.id().to_owned())]);
    for field in noun.fields() {
        if let Some(value) = noun.field_json(field) {
            named(field, &value, &mut names);
        }
    }
    Change { told: about(noun, told(action, list.subject())), step, names }
}

fn about<N: Matched>(noun: &N, told: PlanChange) -> PlanChange {
    let name = Some(noun.name().to_owned()).filter(|name| !name.is_empty());
    PlanChange { id: Some(noun.id().to_owned()), name, ..told }
}

/// A noun that both documents have.
fn of_noun<N: Matched>(list: List, then: usize, now: usize, was: &N, is: &N, changes: &mut Vec<Change>) {
    for field in was.differing(is) {
        match field {
            "after" => dependencies(list, then, was, is, changes),
            "constraints" => constraints(list, then, was, is, changes),
            _ => {
                let change = of_field(was, is, field, Step::Field(list, then, now, field));
                let subject = list.subject();
                changes.push(Change { told: about(was, PlanChange { subject, ..change.told }), ..change });
            }
        }
    }
}

/// What becomes of the elements of two lists: pairs of those that have the same key and differ, in the order of the
/// later list, then those that are gone. Of equal keys the first ones are paired.
fn paired<T: Clone + PartialEq, K: Ord>(
    was: &[T],
    is: &[T],
    key: impl Fn(&T) -> K,
) -> Vec<(Option<T>, Option<T>)> {
    let mut gone: Vec<&T> = was.iter().collect();
    let mut take = |fits: &dyn Fn(&T) -> bool| -> Option<T> {
        let at = gone.iter().position(|old| fits(old))?;
        Some(gone.remove(at).clone())
    };
    let new: Vec<&T> = is.iter().filter(|new| take(&|old| old == *new).is_none()).collect();
    let mut pairs: Vec<_> =
        new.into_iter().map(|new| (take(&|old| key(old) == key(new)), Some(new.clone()))).collect();
    pairs.extend(gone.into_iter().map(|old| (Some(old.clone()), None)));
    pairs
}

fn action<T>(old: &Option<T>, new: &Option<T>) -> ChangeAction {
    match (old, new) {
        (None, _) => ChangeAction::Added,
        (_, None) => ChangeAction::Removed,
        _ => ChangeAction::Changed,
    }
}

fn dependencies<N: Matched>(list: List, then: usize, was: &N, is: &N, changes: &mut Vec<Change>) {
    for (old, new) in paired(was.after(), is.after(), |link| link.predecessor.clone()) {
        let predecessor = old.as_ref().or(new.as_ref()).map(|link| link.predecessor.clone());
        let told = PlanChange {
            predecessor: predecessor.clone(),
            before: old.as_ref().map(text::dependency),
            after: new.as_ref().map(text::dependency),
            ..about(was, told(action(&old, &new), ChangeSubject::Dependency))
        };
        // Why it is there without being written is no difference.
        if told.before != told.after {
            let names = predecessor.into_iter().map(|id| (List::Tasks, id)).collect();
            changes.push(Change { told, step: Step::Dependency(list, then, old, new), names });
        }
    }
}

fn constraints<N: Matched>(list: List, then: usize, was: &N, is: &N, changes: &mut Vec<Change>) {
    for (old, new) in paired(was.constraints(), is.constraints(), |constraint| constraint.kind) {
        let told = PlanChange {
            before: old.as_ref().map(text::constraint),
            after: new.as_ref().map(text::constraint),
            ..about(was, told(action(&old, &new), ChangeSubject::Constraint))
        };
        changes.push(Change { told, step: Step::Constraint(list, then, old, new), names: BTreeSet::new() });
    }
}

/// Adds the ids that the value of a field refers to.
fn named(field: &str, value: &Value, names: &mut BTreeSet<Key>) {
    let list = match field {
        "phase" | "parent" | "predecessor" => List::Tasks,
        "calendar" | "base" => List::Calendars,
        "resource" => List::Resources,
        "gate" => List::Gates,
        "after" | "needs" => {
            let fields = value.as_array().into_iter().flatten().filter_map(Value::as_object).flatten();
            return fields.for_each(|(field, value)| named(field, value, names));
        }
        _ => return,
    };
    names.extend(value.as_str().map(|id| (list, id.to_owned())));
}

/// The earlier document after some of the changes.
pub(super) fn after_some<'a>(
    before: &Document,
    after: &Document,
    changes: impl Iterator<Item = &'a Change>,
) -> Document {
    let mut document = before.clone();
    let mut removed: BTreeSet<(List, usize)> = BTreeSet::new();
    for change in changes {
        match &change.step {
            Step::Plan(field) => document.copy_field(field, after),
            Step::Scheduling(field) => {
                let rules = after.scheduling.clone().unwrap_or_default();
                document.scheduling.get_or_insert_default().copy_field(field, &rules);
            }
            Step::Field(list, then, now, field) => {
                of_list!(*list, copy_field(&mut document, *then, after, *now, field));
            }
            Step::Uncertain => {}
            Step::Add(list, now) => of_list!(*list, add(&mut document, after, *now)),
            Step::Remove(list, then) => {
                removed.insert((*list, *then));
            }
            Step::Dependency(list, then, old, new) => {
                of_list!(*list, put_dependency(&mut document, *then, old.as_ref(), new.as_ref()));
            }
            Step::Constraint(list, then, old, new) => {
                of_list!(*list, put_constraint(&mut document, *then, old.as_ref(), new.as_ref()));
            }
        }
    }
    for (list, then) in removed.into_iter().rev() {
        of_list!(list, remove(&mut document, then));
    }
    document
}

fn copy_field<N: Matched>(document: &mut Document, then: usize, after: &Document, now: usize, field: &str) {
    N::list_mut(document)[then].copy_field(field, &N::list(after)[now]);
}

/// Added nouns come behind those that were there, so that these keep their indexes.
fn add<N: Matched>(document: &mut Document, after: &Document, now: usize) {
    N::list_mut(document).push(N::list(after)[now].clone());
}

fn remove<N: Matched>(document: &mut Document, then: usize) {
    N::list_mut(document).remove(then);
}

fn put_dependency<N: Matched>(
    document: &mut Document,
    then: usize,
    old: Option<&Dependency>,
    new: Option<&Dependency>,
) {
    if let Some(after) = N::list_mut(document)[then].after_mut() {
        put(after, old, new);
    }
}

fn put_constraint<N: Matched>(
    document: &mut Document,
    then: usize,
    old: Option<&Constraint>,
    new: Option<&Constraint>,
) {
    if let Some(constraints) = N::list_mut(document)[then].constraints_mut() {
        put(constraints, old, new);
    }
}

fn put<T: Clone + PartialEq>(list: &mut Vec<T>, old: Option<&T>, new: Option<&T>) {
    let at = old.and_then(|old| list.iter().position(|element| element == old));
    match (at, new) {
        (Some(at), Some(new)) => list[at] = new.clone(),
        (Some(at), None) => {
            list.remove(at);
        }
        (None, Some(new)) => list.push(new.clone()),
        (None, None) => {}
    }
}
