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
    unit: OffsetUnit,
    /// How many characters stand before each block of bytes: lines may be as long as the text.
    characters_before: Vec<u32>,
}

/// How columns count characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Unicode code points: people and Python.
    #[default]
    CodePoint,
    /// UTF-16 code units: JavaScript and editors.
    Utf16,
}

/// Bytes of a block.
const BLOCK: usize = 1024;

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
        SourceText::in_unit(name, text, OffsetUnit::default())
    }

    /// As [`SourceText::new`], with columns in a unit.
    pub fn in_unit(name: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>, unit: OffsetUnit) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect();
        let mut characters = 0;
        let characters_before = text
            .as_bytes()
            .chunks(BLOCK)
            .map(|block| {
                let before = characters;
                characters += unit.count(block);
                before
            })
            .collect();
        SourceText { name: name.into(), text, line_starts, unit, characters_before }
    }

    /// How columns count characters.
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// Line and column of a byte offset; offsets beyond the end count as the end. O(log lines).
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.floor(offset as usize);
        let line = self.line_starts.partition_point(|start| *start as usize <= offset) - 1;
        let start = self.line_starts[line] as usize;
        Position { line: line as u32 + 1, column: self.characters(offset) - self.characters(start) + 1 }
    }

    /// First and last position of a span; the end is one past the last character.
    pub fn positions(&self, span: Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }

    /// How many characters, in the unit, stand before a byte offset; offsets beyond the end count as the end. O(1).
    pub fn offset(&self, offset: u32) -> u32 {
        self.characters(self.floor(offset as usize))
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

    /// First byte of a line from 1; the end of the text beyond the last line.
    pub fn line_start(&self, line: u32) -> usize {
        let start = (line as usize).checked_sub(1).map_or(Some(&0), |line| self.line_starts.get(line));
        start.map_or(self.text.len(), |start| *start as usize)
    }

    /// How many characters begin before an offset. O(1).
    fn characters(&self, offset: usize) -> u32 {
        let block = (offset / BLOCK).min(self.characters_before.len().saturating_sub(1));
        let before = self.characters_before.get(block).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        before + self.unit.count(rest)
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

impl OffsetUnit {
    /// Characters that begin in these bytes of UTF-8.
    fn count(self, bytes: &[u8]) -> u32 {
        let begun = bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
        // Characters of four bytes are two units of UTF-16.
        let second_units = match self {
            OffsetUnit::CodePoint => 0,
            OffsetUnit::Utf16 => bytes.iter().filter(|byte| **byte >= 0xF0).count(),
        };
        (begun + second_units) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_in_the_unit_of_the_language() {
        let column = |unit| SourceText::in_unit("a.md", "é😀x", unit).position(6).column;
        assert_eq!((column(OffsetUnit::CodePoint), column(OffsetUnit::Utf16)), (3, 4));
    }

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
        assert_eq!((source.line_start(2), source.line_start(9)), (7, source.text.len()));
    }

    #[test]
    fn columns_of_long_lines_are_found() {
        for length in [0, 1, 1023, 1024, 1025, 2048, 5000] {
            let text = "é".repeat(length);
            let source = SourceText::new("a.json", text.as_str());
            for at in [0, length / 2, length] {
                assert_eq!(source.position(2 * at as u32).column as usize, at + 1);
            }
        }
    }
}
