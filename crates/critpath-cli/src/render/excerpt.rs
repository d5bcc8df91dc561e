//! Spans of a source into the few lines that show them, however long the source and its lines are.

use std::ops::Range;

use critpath::diagnostic::SourceText;
use critpath::model::Span;

/// Lines between two marks that are still cut out together; what lies between is folded.
const NEAR: u32 = 100;

/// Lines that a mark may reach over; of a longer one the first line is shown.
const TALL: u32 = 4;

/// Characters of a line that are shown, and how many of them stand before the first mark.
const LONG: usize = 300;
const BEFORE: usize = 60;

/// A place to underline, by lines from 1 and bytes in them.
#[derive(Debug, Clone)]
pub struct Mark {
    source: usize,
    start: (u32, usize),
    end: (u32, usize),
    /// The first character, from 1.
    column: u32,
    /// What to say there.
    pub label: Option<String>,
    /// Whether it is the place that the finding is about.
    pub primary: bool,
}

impl Mark {
    /// The place of a span, from its first line that says something, without white space at its end.
    pub fn new(source: &SourceText<'_>, span: Span, label: Option<String>, primary: bool) -> Self {
        let from = span.start.saturating_add(before_words(source.slice(span)) as u32);
        let text = source.slice(Span { start: from, ..span });
        let shown = text.trim_end();
        let start = place(source, from);
        let length = if shown.is_empty() { text.len() } else { shown.len() };
        let mut end = place(source, from.saturating_add(length as u32));
        let mut label = label;
        let column = source.position(from).column;
        if end.0 - start.0 >= TALL || shown.is_empty() && end.0 > start.0 {
            let upto = format!("up to line {}", end.0);
            label = Some(label.map_or(upto.clone(), |label| format!("{label} ({upto})")));
            end = (start.0, source.line(start.0).len().max(start.1));
        }
        Mark { source: span.source as usize, start, end, column, label, primary }
    }
}

/// Bytes before the first line with words: an object that begins with a brace on a line of its own says nothing there.
fn before_words(text: &str) -> usize {
    let mut before = 0;
    for line in text.split_inclusive('\n') {
        if line.contains(char::is_alphanumeric) {
            let indent = line.len() - line.trim_start().len();
            return if before == 0 { 0 } else { before + indent };
        }
        before += line.len();
    }
    0
}

/// The line of an offset, and the byte in that line, without its line break.
fn place(source: &SourceText<'_>, offset: u32) -> (u32, usize) {
    let line = source.position(offset).line;
    let text = source.line(line);
    let mut byte = (offset as usize).saturating_sub(source.line_start(line)).min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    (line, byte)
}

/// Marks of one source that lie near each other.
#[derive(Debug)]
pub struct MarkedLines {
    /// Index of the source.
    pub source: usize,
    /// The first line.
    pub first: u32,
    /// The last line.
    pub last: u32,
    /// The marks in the order of the text.
    pub marks: Vec<Mark>,
}

impl MarkedLines {
    /// Puts marks together that lie near each other. The group of the primary mark comes first.
    pub fn split(mut marks: Vec<Mark>) -> Vec<MarkedLines> {
        marks.sort_by_key(|mark| (mark.source, mark.start, mark.end));
        let mut groups: Vec<MarkedLines> = Vec::new();
        for mark in marks {
            match groups.last_mut() {
                Some(group) if group.source == mark.source && mark.start.0 <= group.last + NEAR => {
                    group.last = group.last.max(mark.end.0);
                    group.marks.push(mark);
                }
                _ => groups.push(MarkedLines {
                    source: mark.source,
                    first: mark.start.0,
                    last: mark.end.0,
                    marks: vec![mark],
                }),
            }
        }
        groups.sort_by_key(|group| !group.marks.iter().any(|mark| mark.primary));
        groups
    }

    /// Line and column of the primary mark, else of the first.
    pub fn place(&self) -> Option<(u32, u32)> {
        let mark = self.marks.iter().find(|mark| mark.primary).or(self.marks.first())?;
        Some((mark.start.0, mark.column))
    }
}

/// Consecutive lines of a source, long ones cut to what is near their marks.
#[derive(Debug)]
pub struct Excerpt {
    /// The lines.
    pub text: String,
    /// Whether something of a marked line is missing.
    pub is_clipped: bool,
    first: u32,
    lines: Vec<Line>,
}

/// Where a line stands in the excerpt, and which of its bytes are there.
#[derive(Debug)]
struct Line {
    start: usize,
    shown: Range<usize>,
}

impl Excerpt {
    /// The lines of a group of marks.
    pub fn new(source: &SourceText<'_>, lines: &MarkedLines) -> Self {
        let mut excerpt =
            Excerpt { text: String::new(), is_clipped: false, first: lines.first, lines: Vec::new() };
        for number in lines.first..=lines.last {
            let on_line = lines.marks.iter().filter(|mark| (mark.start.0..=mark.end.0).contains(&number));
            let first = on_line.map(|mark| if mark.start.0 == number { mark.start.1 } else { 0 }).min();
            excerpt.push(source.line(number), first);
        }
        excerpt
    }

    fn push(&mut self, line: &str, first_mark: Option<usize>) {
        if !self.lines.is_empty() {
            self.text.push('\n');
        }
        let shown = shown(line, first_mark.unwrap_or(0));
        self.is_clipped |= first_mark.is_some() && shown != (0..line.len());
        self.text.push_str(if shown.start > 0 { "…" } else { "" });
        let start = self.text.len();
        self.text.push_str(&without_c1(line.get(shown.clone()).unwrap_or_default()));
        self.text.push_str(if shown.end < line.len() { "…" } else { "" });
        self.lines.push(Line { start, shown });
    }

    /// Where a mark lies in the excerpt, as far as it is there.
    pub fn range(&self, mark: &Mark) -> Range<usize> {
        let start = self.offset(mark.start);
        start..self.offset(mark.end).max(start)
    }

    fn offset(&self, (line, byte): (u32, usize)) -> usize {
        let line = self.lines.get((line - self.first) as usize);
        line.map_or(self.text.len(), |line| {
            line.start + byte.clamp(line.shown.start, line.shown.end) - line.shown.start
        })
    }
}

/// The bytes of a line that are shown: all of a short one, else those around its first mark.
fn shown(line: &str, first_mark: usize) -> Range<usize> {
    if line.len() <= LONG {
        return 0..line.len();
    }
    let mut start = first_mark.saturating_sub(BEFORE);
    while !line.is_char_boundary(start) {
        start -= 1;
    }
    let rest = line.get(start..).unwrap_or_default();
    let length = rest.char_indices().nth(LONG).map_or(rest.len(), |(at, _)| at);
    start..start + length
}

/// A text in which the control characters that follow ASCII are dots of as many bytes: some terminals obey them.
pub fn without_c1(text: &str) -> String {
    text.replace(|letter| ('\u{80}'..='\u{9f}').contains(&letter), "\u{b7}")
}
