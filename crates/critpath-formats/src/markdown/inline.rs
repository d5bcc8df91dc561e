//! Runs of Markdown text as plain text that knows where in the source each character stood.

use std::ops::Range;

use critpath::model::Span;

/// The text of a heading, paragraph, item or cell without its marks; line breaks are `\n`.
#[derive(Debug, Clone, Default)]
pub struct Inline {
    text: String,
    /// Where pieces of `text` begin, and where they stood in the source; rising in both.
    pieces: Vec<Piece>,
    /// Ranges of `text` in bold.
    strong: Vec<Range<usize>>,
    /// Ranges of `text` in code marks.
    code: Vec<Range<usize>>,
    /// What it takes up in the source.
    source: Range<usize>,
    strong_since: Option<usize>,
    /// How many braces are open, outside of code marks.
    braces: usize,
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    at: usize,
    source: usize,
}

impl Inline {
    /// Adds text that stood at a place of the source.
    pub fn push(&mut self, text: &str, source: Range<usize>) {
        self.extend(source.clone());
        if !text.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), source: source.start });
            self.text.push_str(text);
            for byte in text.bytes() {
                match byte {
                    b'{' => self.braces += 1,
                    b'}' => self.braces = self.braces.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }

    /// Adds text in code marks; `source` includes them.
    pub fn push_code(&mut self, text: &str, source: Range<usize>) {
        let marks = source.len().saturating_sub(text.len()) / 2;
        let braces = self.braces;
        self.code.push(self.text.len()..self.text.len() + text.len());
        self.push(text, source.start + marks..source.end);
        self.braces = braces;
        self.extend(source);
    }

    /// Lets the source range include `range`.
    pub fn extend(&mut self, range: Range<usize>) {
        if self.source.is_empty() && self.text.is_empty() {
            self.source = range;
        } else {
            self.source = self.source.start.min(range.start)..self.source.end.max(range.end);
        }
    }

    /// Bold begins here.
    pub fn start_strong(&mut self) {
        self.strong_since.get_or_insert(self.text.len());
    }

    /// Bold ends here.
    pub fn end_strong(&mut self) {
        if let Some(start) = self.strong_since.take() {
            self.strong.push(start..self.text.len());
        }
    }

    /// Whether a brace is open at its end, as within attributes.
    pub fn is_in_braces(&self) -> bool {
        self.braces > 0
    }

    /// All of it.
    pub fn slice(&self) -> Slice<'_> {
        Slice { inline: self, start: 0, end: self.text.len() }
    }

    /// Its bytes in the source.
    pub fn source(&self) -> Range<usize> {
        self.source.clone()
    }

    /// Whether there is no text but blanks.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn source_of(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.at <= at);
        match index.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(piece) => (piece.source + (at - piece.at)).min(self.source.end.max(piece.source)),
            None => self.source.start,
        }
    }
}

/// A part of an [`Inline`].
#[derive(Debug, Clone, Copy)]
pub struct Slice<'a> {
    inline: &'a Inline,
    start: usize,
    end: usize,
}

impl<'a> Slice<'a> {
    /// The text.
    pub fn str(self) -> &'a str {
        self.inline.text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether there is no text but blanks.
    pub fn is_blank(self) -> bool {
        self.str().trim().is_empty()
    }

    /// A part of it, by bytes of its text.
    pub fn sub(self, range: Range<usize>) -> Slice<'a> {
        let clip = |offset: usize| (self.start + offset).min(self.end);
        let (start, end) = (clip(range.start), clip(range.end));
        Slice { start, end: end.max(start), ..self }
    }

    /// From a byte of its text on.
    pub fn from(self, start: usize) -> Slice<'a> {
        self.sub(start..self.end - self.start)
    }

    /// Up to a byte of its text.
    pub fn to(self, end: usize) -> Slice<'a> {
        self.sub(0..end)
    }

    /// Without blanks at the ends.
    pub fn trim(self) -> Slice<'a> {
        self.trim_matches(char::is_whitespace)
    }

    /// Without these characters at the ends.
    pub fn trim_matches(self, pattern: impl Fn(char) -> bool) -> Slice<'a> {
        let text = self.str();
        let kept = text.trim_start_matches(&pattern);
        let start = text.len() - kept.len();
        self.sub(start..start + kept.trim_end_matches(&pattern).len())
    }

    /// The part of its text that `part` is; `part` must be a slice of `self.str()`.
    pub fn part(self, part: &str) -> Slice<'a> {
        let start = (part.as_ptr() as usize).saturating_sub(self.str().as_ptr() as usize);
        self.sub(start..start + part.len())
    }

    /// Its lines.
    pub fn lines(self) -> impl Iterator<Item = Slice<'a>> {
        self.str().split('\n').map(move |line| self.part(line).trim()).filter(|line| !line.is_blank())
    }

    /// On one line, with single blanks.
    pub fn clean(self) -> String {
        let mut clean = String::with_capacity(self.str().len());
        for word in self.str().split_whitespace() {
            if !clean.is_empty() {
                clean.push(' ');
            }
            clean.push_str(word);
        }
        clean
    }

    /// Its bytes in the source.
    pub fn source(self) -> Range<usize> {
        let whole = self.start == 0 && self.end == self.inline.text.len();
        if whole || self.start == self.end {
            return if whole { self.inline.source() } else { self.at(0)..self.at(0) };
        }
        self.at(0)..self.inline.source_of(self.end - 1) + 1
    }

    /// Its place in the source.
    pub fn span(self) -> Span {
        let source = self.source();
        Span::new(source.start, source.end)
    }

    /// The place in the source of a range of its text.
    pub fn span_of(self, range: Range<usize>) -> Span {
        self.sub(range).span()
    }

    /// The bold text that it begins with, as bytes of its text.
    pub fn strong_prefix(self) -> Option<usize> {
        let index = self.inline.strong.partition_point(|range| range.end <= self.start);
        let range = self.inline.strong.get(index)?;
        (range.start <= self.start).then(|| range.end.min(self.end) - self.start)
    }

    /// Whether a byte of its text stands in code marks.
    pub fn is_code(self, offset: usize) -> bool {
        let at = self.start + offset;
        let index = self.inline.code.partition_point(|range| range.end <= at);
        self.inline.code.get(index).is_some_and(|range| range.contains(&at))
    }

    fn at(self, offset: usize) -> usize {
        self.inline.source_of(self.start + offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `**Name**: \*x` at byte 10 of a source.
    fn sample() -> Inline {
        let mut inline = Inline::default();
        inline.start_strong();
        inline.push("Name", 12..16);
        inline.end_strong();
        inline.push(": ", 18..20);
        inline.push("*x", 21..23);
        inline.extend(10..23);
        inline
    }

    #[test]
    fn parts_know_their_place() {
        let inline = sample();
        let all = inline.slice();
        assert_eq!(all.str(), "Name: *x");
        assert_eq!(all.source(), 10..23);
        assert_eq!(all.strong_prefix(), Some(4));
        assert_eq!(all.to(4).source(), 12..16);
        assert_eq!(all.from(6).source(), 21..23);
        assert_eq!(all.from(6).strong_prefix(), None);
        assert_eq!(all.part(&all.str()[6..7]).source(), 21..22);
    }

    #[test]
    fn parts_beyond_the_end_are_empty() {
        let inline = sample();
        assert_eq!(inline.slice().sub(100..200).str(), "");
        assert_eq!(inline.slice().from(100).str(), "");
        assert_eq!(inline.slice().to(100).str(), "Name: *x");
    }
}
