//! A document into what its sections say about each other: gaps, overlaps, and promises that cannot be kept.
//!
//! A rule compares sections only where both are there: a guide that has no criteria has no criterion
//! without a monitor.

mod checklist;
mod clock;
mod criterion;
mod metric;
mod mitigation;
mod monitoring;
mod rollback;
mod start;
mod strategy;
mod unscheduled;
mod window;
mod words;

pub(crate) use metric::{Measure, allowed_failures};

use super::CheckOptions;
use super::index::Index;
use super::tree::PhaseForest;
use crate::calendar::Calendars;
use crate::diagnostic::Diagnostic;
use crate::model::{Document, RollbackProcedure, Task};
use crate::rollout;
use crate::slo;
use crate::time::Axis;

/// What every rule looks at.
struct Guide<'a> {
    document: &'a Document,
    index: &'a Index<'a>,
    tree: &'a PhaseForest,
    calendars: &'a Calendars,
    axis: Axis,
    options: &'a CheckOptions,
}

/// Every rule, in the order of the sections of a guide.
const RULES: &[fn(&Guide) -> Vec<Diagnostic>] = &[
    start::findings,
    strategy::findings,
    window::findings,
    unscheduled::findings,
    clock::findings,
    mitigation::findings,
    monitoring::findings,
    rollback::findings,
    checklist::findings,
    criterion::findings,
    |guide| slo::findings(guide.document),
    |guide| rollout::findings(guide.document),
];

/// What the rules find. O(n log n) for texts of ordinary words.
pub(super) fn findings(
    document: &Document,
    index: &Index,
    tree: &PhaseForest,
    calendars: &Calendars,
    axis: Axis,
    options: &CheckOptions,
) -> Vec<Diagnostic> {
    let guide = Guide { document, index, tree, calendars, axis, options };
    RULES.iter().flat_map(|rule| rule(&guide)).collect()
}

/// Whether a task says itself how long it takes, or how long it took.
fn has_estimate(task: &Task) -> bool {
    let estimated = task.estimate.as_ref().is_some_and(|e| e.durations().next().is_some());
    let started = task.progress.as_ref().is_some_and(|p| p.started.or(p.finished).is_some());
    task.kind.is_milestone() || task.duration.is_some() || estimated || started
}

/// Whether the guide says that nothing of a task is left.
fn is_done(task: &Task) -> bool {
    task.progress.as_ref().and_then(|progress| progress.percent).is_some_and(|percent| percent >= 100.0)
}

/// Everything that a rollback procedure says.
fn texts(procedure: &RollbackProcedure) -> impl Iterator<Item = &String> {
    procedure.triggers.iter().chain(&procedure.steps).chain(&procedure.description).chain([&procedure.name])
}
