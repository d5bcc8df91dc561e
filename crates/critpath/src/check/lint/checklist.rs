//! Checklists into findings about items that stand twice, that no one answers for, or that come too early.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{stems, vocabulary, words};
use super::{Guide, texts};
use crate::check::phrase::{count, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Checklist, ChecklistItem};

/// What changes data or users for good unless something undoes it.
const LASTING: &[&str] =
    &["migration", "delete", "deletion", "drop", "purge", "truncate", "cutover", "decommission", "overwrite"];

/// What shows whether the system works.
const VERIFYING: &[&str] = &["smoke", "test", "verify", "validate", "check", "health check", "accept"];

/// What only gets ready for a lasting change.
const PREPARING: &[&str] =
    &["plan", "script", "document", "review", "approve", "rehearse", "dry", "prepare", "backup", "rollback"];

pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    let lists = &guide.document.checklists;
    duplicates(lists).into_iter().chain(unowned(lists)).chain(too_early(guide)).collect()
}

fn items(lists: &[Checklist]) -> impl Iterator<Item = (&Checklist, &ChecklistItem)> {
    lists.iter().flat_map(|list| list.items.iter().map(move |item| (list, item)))
}

/// One finding for all texts that stand in two lists, or twice in one.
fn duplicates(lists: &[Checklist]) -> Option<Diagnostic> {
    let mut by_text: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    let items: Vec<_> = items(lists).collect();
    for (at, (_, item)) in items.iter().enumerate() {
        by_text.entry(words(&item.text).collect()).or_default().push(at);
    }
    let mut groups: Vec<_> = by_text
        .into_iter()
        .filter(|(words, at)| !words.is_empty() && at.len() > 1)
        .map(|(_, at)| at)
        .collect();
    groups.sort_unstable();
    let first = groups.first()?;
    let (list, item) = items[first[0]];
    let (again_in, again) = items[first[1]];
    let message = match groups.as_slice() {
        [_] => format!(
            "`{}` stands in `{}` and again in `{}`: one tick does not tell which is meant",
            item.text, list.name, again_in.name
        ),
        all => format!(
            "{} stand in two checklists or twice in one: {}",
            count(all.len(), "item"),
            names(all.iter().map(|at| items[at[0]].1.text.as_str()))
        ),
    };
    let mut diagnostic = Diagnostic::new(Code::ChecklistDuplicate, message).at(again.span).help(format!(
        "say at each stage what is meant there, such as `{} for the release` and `{0} with what was learned`, or keep one",
        item.text
    ));
    for (list, item) in groups.iter().flatten().map(|at| items[*at]) {
        diagnostic = diagnostic.label(item.span, format!("`{}` in `{}`", item.text, list.name));
    }
    Some(diagnostic)
}

/// One finding for all items that name neither who answers for them nor what shows them, with a label at each list.
fn unowned(lists: &[Checklist]) -> Option<Diagnostic> {
    let bare = |item: &&ChecklistItem| {
        item.owner.is_none() && item.evidence.is_none() && item.task.is_none() && item.waiver.is_none()
    };
    let total = items(lists).count();
    let found: Vec<_> = items(lists).filter(|(_, item)| bare(item)).collect();
    let (list, first) = found.first()?;
    let message = format!(
        "{} of {total} checklist items have no owner and no evidence, so a tick is anyone's word",
        found.len()
    );
    let mut diagnostic =
        Diagnostic::new(Code::ChecklistUnowned, message).at(first.span.or(list.span)).help(format!(
            "say who answers for each and what shows it: write `- [ ] {} {{owner=... evidence=...}}`",
            first.text
        ));
    for list in lists {
        let bare: Vec<_> = list.items.iter().filter(bare).collect();
        if let Some(first) = bare.first() {
            let message = format!("{} of {} in `{}`", bare.len(), list.items.len(), list.name);
            diagnostic = diagnostic.label(first.span.or(list.span), message);
        }
    }
    Some(diagnostic)
}

/// Items that change something for good before the items that would show it to be wrong, with no way back.
fn too_early(guide: &Guide) -> Vec<Diagnostic> {
    let undone = Undone::new(guide);
    let [lasting, verifying, preparing] = [LASTING, VERIFYING, PREPARING].map(vocabulary);
    let items: Vec<_> = items(&guide.document.checklists).collect();
    let mut next_check: Option<(&Checklist, &ChecklistItem)> = None;
    let mut found = Vec::new();
    for (list, item) in items.into_iter().rev() {
        let stems = stems(&item.text);
        if !stems.is_disjoint(&verifying) {
            next_check = Some((list, item));
        } else if let (Some(change), Some((check_list, check))) =
            (stems.intersection(&lasting).next(), next_check)
            && stems.is_disjoint(&preparing)
            && !undone.includes(item, change)
        {
            found.push(early(list, item, check_list, check));
        }
    }
    found.reverse();
    found
}

/// What has a way back: tasks with an undo, and whatever a rollback procedure names.
struct Undone<'a> {
    tasks: BTreeSet<&'a str>,
    stems: BTreeSet<String>,
}

impl<'a> Undone<'a> {
    fn new(guide: &Guide<'a>) -> Self {
        let tasks = guide.document.tasks.iter().filter(|task| task.undo.is_some());
        let procedures = guide.document.rollback_procedures.iter();
        let names = tasks.clone().map(|task| &task.name).chain(procedures.flat_map(texts));
        Undone {
            tasks: tasks.map(|task| task.id.as_str()).collect(),
            stems: names.flat_map(|name| stems(name)).collect(),
        }
    }

    fn includes(&self, item: &ChecklistItem, lasting: &str) -> bool {
        self.stems.contains(lasting)
            || item.task.as_ref().is_some_and(|task| self.tasks.contains(task.as_str()))
    }
}

fn early(
    list: &Checklist,
    item: &ChecklistItem,
    check_list: &Checklist,
    check: &ChecklistItem,
) -> Diagnostic {
    let place =
        if check_list.name == list.name { String::new() } else { format!(" of `{}`", check_list.name) };
    Diagnostic::new(
        Code::ChecklistOrder,
        format!("`{}` stands before `{}`{place}, which would show it to be wrong, and nothing undoes it", item.text, check.text),
    )
    .at(item.span)
    .label(check.span, "a failure shows only here")
    .help("plan the way back, as in `- Apply the migrations {20m undo=15m}`, or a rollback procedure that names it; or let the check run on a copy first")
}
