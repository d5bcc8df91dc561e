//! Diagnostics into text for machines: JSON, GitHub workflow annotations, SARIF.

mod github;
mod json;
mod sarif;

pub use github::github;
pub(crate) use github::{data, property};
pub use json::{json, result};
pub use sarif::sarif;

use critpath::diagnostic::{Diagnostic, Position, SourceText};
use critpath::model::Span;
use critpath::model::result::AssessmentResult;

/// What was found in one plan: a file, or the parts that make it up.
#[derive(Debug, Clone, Copy)]
pub struct FileFindings<'a> {
    /// The texts that the spans refer to, by index of source.
    pub sources: &'a [SourceText<'a>],
    /// The findings, in the order that they are told.
    pub diagnostics: &'a [Diagnostic],
    /// How the plan fares in the checks of the profile, if it has any.
    pub assessment: Option<&'a AssessmentResult>,
}

/// A place for people, with the name of its file.
pub(crate) struct Place<'a> {
    pub file: &'a str,
    pub start: Position,
    pub end: Position,
}

impl<'a> FileFindings<'a> {
    /// The findings of each source, in their order. What has no place, or one in no source that is there,
    /// belongs to the first. O(sources + findings).
    pub fn by_source(&self) -> Vec<(&'a SourceText<'a>, Vec<&'a Diagnostic>)> {
        let mut groups: Vec<_> = self.sources.iter().map(|source| (source, Vec::new())).collect();
        for diagnostic in self.diagnostics {
            let source = diagnostic.span.map_or(0, |span| span.source as usize);
            let source = if source < groups.len() { source } else { 0 };
            if let Some((_, group)) = groups.get_mut(source) {
                group.push(diagnostic);
            }
        }
        groups
    }

    /// Where a span is, if its source is there.
    pub(crate) fn place(&self, span: Span) -> Option<Place<'a>> {
        let source = self.sources.get(span.source as usize)?;
        let (start, end) = source.positions(span);
        Some(Place { file: &source.name, start, end })
    }
}
