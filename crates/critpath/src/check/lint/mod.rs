//! A document into what its sections say about each other: gaps, overlaps, and promises that cannot be kept.

use super::CheckOptions;
use crate::diagnostic::Diagnostic;
use crate::model::Document;

pub(super) fn findings(_document: &Document, _options: &CheckOptions) -> Vec<Diagnostic> {
    Vec::new()
}
