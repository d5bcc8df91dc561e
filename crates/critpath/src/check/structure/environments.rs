//! Environments into findings about those that are promoted from each other.

use crate::check::index::Index;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Document;
use crate::promotion::cycles;

/// Dates do not depend on the order of promotion, so that a cycle keeps nothing from being scheduled.
pub(super) fn findings(document: &Document, index: &Index) -> Vec<Diagnostic> {
    let mut found = cycles(document, index.environments());
    for cycle in &mut found {
        cycle.severity = Severity::Warning;
    }
    found
}
