//! Where in a source text something stood.

use serde::{Deserialize, Serialize};

/// A range of bytes in one of the sources of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Span {
    /// Index into [`Document::sources`](crate::model::Document::sources).
    #[serde(skip_serializing_if = "crate::model::is_default")]
    pub source: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of the first source.
    pub fn new(start: usize, end: usize) -> Self {
        Self::in_source(0, start, end)
    }

    /// The range `start..end` of the source with this index. Offsets beyond 4 GiB saturate.
    pub fn in_source(source: u32, start: usize, end: usize) -> Self {
        let clip = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { source, start: clip(start), end: clip(end.max(start)) }
    }

    /// The bytes as a range, for slicing the source text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both; `self` where they are of different sources.
    pub fn join(self, other: Span) -> Span {
        if self.source != other.source {
            return self;
        }
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
