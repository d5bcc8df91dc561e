//! Two plans into documents that can be compared: bare of what no date depends on and of where things stood, with
//! the options of their schedules as if stated, and with the same ids for what has the same name.

use std::collections::{BTreeMap, BTreeSet};

use super::Scheduled;
use super::nouns::{Identified, List, Matched};
use crate::model::noun::{Field, Noun};
use crate::model::{Calendar, Dependency, Document, Phase, Resource, Scheduling, Task};

/// Two documents side by side.
#[derive(Debug)]
pub(super) struct Pair {
    pub before: Document,
    /// The later document, with the ids of the earlier one.
    pub after: Document,
    /// Ids of tasks and phases of the later plan, and those of the earlier one that have the same name.
    pub renamed: Names,
    /// The same of calendars.
    pub renamed_calendars: Names,
}

impl Pair {
    /// O(n log n) in the size of the documents.
    pub fn new(before: Scheduled, after: Scheduled) -> Self {
        let (before, mut after) = (bare(before), bare(after));
        let renamed = renamed(&before, &after);
        let calendars = same_names_in::<Calendar>(&before, &after);
        let resources = same_names_in::<Resource>(&before, &after);
        rename(&mut after, &renamed, &calendars, &resources);
        Pair { before, after, renamed, renamed_calendars: calendars }
    }
}

/// Ids of tasks and phases of a later document whose names, and no ids, are in an earlier one.
pub(super) fn renamed(before: &Document, after: &Document) -> BTreeMap<String, String> {
    let mut renamed = same_names_in::<Task>(before, after);
    renamed.extend(same_names_in::<Phase>(before, after));
    renamed
}

/// What dates follow from, without places in a text and fields that nobody knows.
fn bare(plan: Scheduled) -> Document {
    let document = plan.plan.document();
    let mut bare = Document {
        name: document.name.clone(),
        start: plan.options.start.or(document.start),
        finish: document.finish,
        data_date: document.data_date,
        deadline: document.deadline,
        time_zone: document.time_zone.clone(),
        calendar: document.calendar.clone(),
        calendars: document.calendars.clone(),
        units: document.units.clone(),
        scheduling: document.scheduling.clone(),
        phases: document.phases.clone(),
        tasks: document.tasks.clone(),
        resources: document.resources.clone(),
        gates: document.gates.clone(),
        ..Document::default()
    };
    let stated = bare.scheduling.clone().unwrap_or_default();
    if let Some(convention) = plan.options.convention
        && convention != stated.convention.unwrap_or_default()
    {
        // Settings belong to the convention that they were made under.
        let from_finish = stated.from_finish;
        let convention = Some(convention);
        bare.scheduling = Some(Scheduling { convention, from_finish, ..Scheduling::default() });
    }
    bare.each_noun(&mut |noun: &mut dyn Noun| {
        *noun.span_mut() = None;
        noun.extensions_mut().clear();
    });
    bare
}

/// Ids of a list of the later document and those of the earlier one that have the same name. An id that anything of
/// that kind has, or a task or a phase, is one with a counterpart.
fn same_names_in<N: Matched>(before: &Document, after: &Document) -> Names {
    let known = |document: &Document| -> BTreeSet<String> {
        let phases = document.phases.iter().map(|phase| phase.id.clone());
        let ids = N::list(document).iter().map(|noun| noun.id().to_owned());
        phases.chain(document.tasks.iter().map(|task| task.id.clone())).chain(ids).collect()
    };
    same_names(N::list(before), N::list(after), &known(before), &known(after))
}

/// Ids of the later nouns and those of the earlier ones, where the ids are in none of the other plan's and the names
/// have exactly one.
pub(super) fn same_names<N: Identified>(
    before: &[N],
    after: &[N],
    ids_before: &BTreeSet<String>,
    ids_after: &BTreeSet<String>,
) -> Names {
    let left = |nouns: &[N], others: &BTreeSet<String>| -> BTreeMap<String, Option<String>> {
        let mut names = BTreeMap::new();
        for noun in nouns {
            let name = noun.name().trim();
            if !name.is_empty() && !others.contains(noun.id()) {
                let ids = names.entry(name.to_owned());
                ids.and_modify(|id| *id = None).or_insert_with(|| Some(noun.id().to_owned()));
            }
        }
        names
    };
    let (left_before, left_after) = (left(before, ids_after), left(after, ids_before));
    let pairs = left_after.into_iter().filter_map(|(name, later)| {
        let earlier = left_before.get(&name)?.clone()?;
        Some((later?, earlier))
    });
    pairs.collect()
}

/// Ids, and those that stand for them.
pub(super) type Names = BTreeMap<String, String>;

/// Gives the nouns of a document other ids, wherever they are named.
fn rename(document: &mut Document, nodes: &Names, calendars: &Names, resources: &Names) {
    let put = |names: &Names, id: &mut String| {
        if let Some(other) = names.get(id) {
            id.clone_from(other);
        }
    };
    let put_option = |names: &Names, id: &mut Option<String>| id.iter_mut().for_each(|id| put(names, id));
    let put_links = |after: &mut Vec<Dependency>| {
        after.iter_mut().for_each(|link| put(nodes, &mut link.predecessor));
    };
    put_option(calendars, &mut document.calendar);
    for calendar in &mut document.calendars {
        put(calendars, &mut calendar.id);
        put_option(calendars, &mut calendar.base);
    }
    for resource in &mut document.resources {
        put(resources, &mut resource.id);
        put_option(calendars, &mut resource.calendar);
    }
    for phase in &mut document.phases {
        put(nodes, &mut phase.id);
        put_option(nodes, &mut phase.parent);
        put_links(&mut phase.after);
    }
    for task in &mut document.tasks {
        put(nodes, &mut task.id);
        put_option(nodes, &mut task.phase);
        put_option(calendars, &mut task.calendar);
        task.needs.iter_mut().for_each(|need| put(resources, &mut need.resource));
        put_links(&mut task.after);
    }
    for gate in &mut document.gates {
        put_links(&mut gate.after);
    }
}

/// An id of tasks and phases, or that of a list of its own, with the list that its name is unique in.
pub(super) type Key = (List, String);
