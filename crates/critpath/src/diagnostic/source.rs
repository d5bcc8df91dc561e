//! Byte offsets of a text into lines, columns and the offsets of other languages.

use std::borrow::Cow;

use crate::model::Span;

/// A source text with an index of its lines.
#[derive(Debug, Clone)]
pub struct SourceText<'a> {
    /// Name as the user gave it, usually a path.
    pub name: Cow<'a, str>,
    /// The text.
    pub text: Cow<'a, str>,
    line_starts: Vec<u32>,
}

/// A place for people: both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The character in the line, from 1.
    pub column: u32,
}

impl<'a> SourceText<'a> {
    /// Indexes the lines of a text. O(length).
    pub fn new(name: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect();
        SourceText { name: name.into(), text, line_starts }
    }

    /// Line and column of a byte offset; offsets beyond the end count as the end. O(log lines + line length).
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.floor(offset as usize);
        let line = self.line_starts.partition_point(|start| *start as usize <= offset) - 1;
        let before = &self.text[self.line_starts[line] as usize..offset];
        Position { line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }

    /// First and last position of a span; the end is one past the last character.
    pub fn positions(&self, span: Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }

    /// The text of a span, clipped to what is there.
    pub fn slice(&self, span: Span) -> &str {
        let start = self.floor(span.start as usize);
        &self.text[start..self.floor(span.end as usize).max(start)]
    }

    /// A line from 1, without its line break; empty beyond the end.
    pub fn line(&self, line: u32) -> &str {
        let at = |line: usize| self.line_starts.get(line).map(|start| *start as usize);
        let Some(start) = (line as usize).checked_sub(1).and_then(at) else { return "" };
        let end = at(line as usize).unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The nearest character boundary at or before an offset.
    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let source = SourceText::new("a.md", "# Plan\n- é [ ] x\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(11), Position { line: 2, column: 4 });
        assert_eq!(source.position(10), Position { line: 2, column: 3 });
        assert_eq!(source.position(999), Position { line: 3, column: 1 });
        assert_eq!(source.line(2), "- é [ ] x");
        assert_eq!(source.line(9), "");
        assert_eq!(source.slice(Span::new(9, 11)), "é");
    }
}
