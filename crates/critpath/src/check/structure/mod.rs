//! A document into what is wrong with its structure: ids, links, phases, dates and numbers.

mod constraints;
mod cycles;
mod dates;
mod durations;
mod environments;
mod estimates;
mod ids;
mod links;
mod numbers;
mod references;
mod scales;
mod uncertainty;
mod undo;

use super::index::Index;
use super::tree::PhaseForest;
use crate::calendar::Calendars;
use crate::diagnostic::Diagnostic;
use crate::model::Document;
use crate::rollout;

/// Everything that keeps a document from being a plan, and what is odd on the way there.
pub(super) fn findings(
    document: &Document,
    index: &Index,
    tree: &PhaseForest,
    calendars: &Calendars,
) -> Vec<Diagnostic> {
    [
        ids::findings(index),
        references::findings(document, index, calendars),
        links::findings(document, index, tree),
        cycles::findings(document, index, tree),
        dates::findings(document),
        durations::findings(document),
        environments::findings(document, index),
        estimates::findings(document),
        uncertainty::findings(document),
        scales::findings(document),
        numbers::findings(document),
        constraints::findings(document),
        undo::findings(document, index, calendars),
        rollout::invalid(document),
    ]
    .concat()
}
