//! A document into what its sections say about each other: gaps, overlaps, and promises that cannot be kept.
//!
//! A rule compares sections only where both are there: a guide that has no criteria has no criterion
//! without a monitor.

mod checklist;
mod criterion;
mod metric;
mod mitigation;
mod monitoring;
mod rollback;
mod strategy;
mod unscheduled;
mod window;
mod words;

use super::CheckOptions;
use super::index::Index;
use super::tree::PhaseTree;
use crate::diagnostic::Diagnostic;
use crate::model::{Document, RollbackProcedure, Task, TaskKind};

/// What every rule looks at.
struct Guide<'a> {
    document: &'a Document,
    index: &'a Index<'a>,
    tree: &'a PhaseTree,
    options: &'a CheckOptions,
}

/// Every rule, in the order of the sections of a guide.
const RULES: &[fn(&Guide) -> Vec<Diagnostic>] = &[
    strategy::findings,
    window::findings,
    unscheduled::findings,
    mitigation::findings,
    monitoring::findings,
    rollback::findings,
    checklist::findings,
    criterion::findings,
];

/// What the rules find. O(n log n) for texts of ordinary words.
pub(super) fn findings(
    document: &Document,
    index: &Index,
    tree: &PhaseTree,
    options: &CheckOptions,
) -> Vec<Diagnostic> {
    let guide = Guide { document, index, tree, options };
    RULES.iter().flat_map(|rule| rule(&guide)).collect()
}

/// Whether a task says itself how long it takes.
fn has_estimate(task: &Task) -> bool {
    let estimated =
        task.estimate.as_ref().is_some_and(|e| e.likely.is_some() || e.low.is_some() && e.high.is_some());
    task.kind == TaskKind::Milestone || task.duration.is_some() || estimated
}

/// Everything that a rollback procedure says.
fn texts(procedure: &RollbackProcedure) -> impl Iterator<Item = &String> {
    procedure.triggers.iter().chain(&procedure.steps).chain(&procedure.description).chain([&procedure.name])
}
