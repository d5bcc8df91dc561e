//! Markdown text into sections and blocks: two flat lists in document order, with byte ranges.
//!
//! Nesting is kept as depths and ends, never as a tree, so that deep input costs no stack.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::inline::Inline;

/// What a Markdown text consists of.
#[derive(Debug, Default)]
pub struct Outline {
    /// Section 0 is the text before the first heading.
    pub sections: Vec<Section>,
    /// Everything but headings.
    pub blocks: Vec<Block>,
}

/// A heading and the blocks up to the next one.
#[derive(Debug, Default)]
pub struct Section {
    /// 1 to 6; 0 for the text before the first heading.
    pub level: u8,
    /// The section that it is part of; none for section 0 and for those of the highest level.
    pub parent: Option<usize>,
    /// Text of the heading.
    pub heading: Inline,
    /// Bytes of the heading in the source.
    pub heading_source: Range<usize>,
    /// Its blocks, without those of its subsections.
    pub blocks: Range<usize>,
    /// One past the last of its subsections.
    pub last: usize,
}

/// A paragraph, list item, table or piece of code.
#[derive(Debug)]
pub struct Block {
    /// Bytes in the source.
    pub source: Range<usize>,
    /// One past the last block inside it.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of blocks.
#[allow(dead_code)]
#[derive(Debug)]
pub enum Kind {
    /// A paragraph, also one inside a list item.
    Paragraph(Inline),
    /// A list item, with its first paragraph; the rest of it follows as blocks up to `end`.
    Item(Item),
    /// A table.
    Table(Table),
    /// Fenced or indented code.
    Code(Code),
    /// HTML, as it stands.
    Html,
}

/// A list item.
#[derive(Debug, Default)]
pub struct Item {
    /// Its first paragraph.
    pub text: Inline,
    /// Its checkbox: `[ ]` or `[x]`.
    pub checked: Option<bool>,
    has_text: bool,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// The header cells.
    pub header: Vec<Inline>,
    /// The other rows; each has as many cells as the header.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub struct Row {
    /// Bytes in the source.
    pub source: Range<usize>,
    /// The cells; those that were not written are empty.
    pub cells: Vec<Inline>,
    /// How many of them were written.
    pub written: usize,
    /// Whether its line ends without the mark that ends a row, as if it went on.
    pub open: bool,
}

/// Code.
#[derive(Debug, Default)]
pub struct Code {
    /// The first word after the fence.
    pub language: String,
    /// The code.
    pub text: String,
    /// Where lines of `text` begin, and where they stood in the source.
    pub pieces: Vec<(usize, usize)>,
}

impl Outline {
    /// Reads a text. Linear in its length.
    pub fn read(text: &str) -> Outline {
        let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
        let mut builder = Builder::new(text);
        for (event, source) in Parser::new_ext(text, options).into_offset_iter() {
            builder.event(event, source);
        }
        builder.finish()
    }

    /// The blocks of a range that are not inside other blocks.
    pub fn top_level(&self, range: Range<usize>) -> TopLevel<'_> {
        TopLevel { blocks: &self.blocks, at: range.start, end: range.end }
    }

    /// The blocks directly inside a block.
    pub fn children(&self, block: usize) -> TopLevel<'_> {
        let end = self.blocks.get(block).map_or(block, |b| b.end);
        self.top_level(block + 1..end)
    }

    /// The items directly inside a block.
    pub fn child_items(&self, block: usize) -> impl Iterator<Item = (usize, &Item)> {
        self.children(block).filter_map(|(index, block)| match &block.kind {
            Kind::Item(item) => Some((index, item)),
            _ => None,
        })
    }

    /// Bytes of a section with its subsections, from its heading on.
    pub fn source_of_subtree(&self, section: usize, text_len: usize) -> Range<usize> {
        let Some(at) = self.sections.get(section) else { return 0..0 };
        let end = self.sections.get(at.last).map_or(text_len, |next| next.heading_source.start);
        at.heading_source.start..end
    }
}

/// Iterates over blocks that are not inside each other.
#[derive(Debug, Clone)]
pub struct TopLevel<'a> {
    blocks: &'a [Block],
    at: usize,
    end: usize,
}

impl<'a> Iterator for TopLevel<'a> {
    type Item = (usize, &'a Block);

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let index = self.at;
        let block = self.blocks.get(index)?;
        self.at = block.end.max(index + 1);
        Some((index, block))
    }
}

/// Longest line that is taken for a label because it ends with a colon, in bytes.
const LONGEST_LABEL: usize = 60;

/// Where finished text goes.
enum Target {
    Heading(u8, Range<usize>),
    Paragraph(Range<usize>),
    Cell,
}

struct Builder<'t> {
    text: &'t str,
    outline: Outline,
    /// The section that is open at each level.
    open_sections: Vec<usize>,
    /// The items that are open, as indices of blocks.
    open_items: Vec<usize>,
    inline: Option<Inline>,
    target: Option<Target>,
    code: Option<Code>,
    table: Option<(Table, Range<usize>)>,
    row: Row,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let outline = Outline { sections: vec![Section::default()], blocks: Vec::new() };
        Builder {
            text,
            outline,
            open_sections: Vec::new(),
            open_items: Vec::new(),
            inline: None,
            target: None,
            code: None,
            table: None,
            row: Row::default(),
        }
    }

    fn event(&mut self, event: Event<'_>, source: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, source),
            Event::End(tag) => self.end(tag, source),
            Event::Text(text) => match &mut self.code {
                Some(code) => {
                    code.pieces.push((code.text.len(), source.start));
                    code.text.push_str(&text);
                }
                None => self.inline(&source).push(&text, source),
            },
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inline(&source).push_code(&text, source);
            }
            Event::InlineHtml(html) => self.inline_html(&html, source),
            Event::FootnoteReference(text) => self.inline(&source).push(&text, source),
            Event::SoftBreak if self.label_follows(&source) => self.leave_items(source.end),
            Event::SoftBreak | Event::HardBreak => self.inline(&source).push("\n", source),
            Event::TaskListMarker(checked) => {
                if let Some(item) = self.open_item() {
                    item.checked.get_or_insert(checked);
                }
            }
            Event::Html(_) | Event::Rule => {}
        }
    }

    /// Whether the line after a break stands at the margin and is a label: then it is no part of the list item before
    /// it, although Markdown says so. People write lists without blank lines around them.
    fn label_follows(&self, line_break: &Range<usize>) -> bool {
        if self.open_items.is_empty() || !matches!(self.target, Some(Target::Paragraph(_))) {
            return false;
        }
        let rest = self.text.get(line_break.end..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default().trim_end();
        let bold = line.strip_prefix("**").and_then(|bold| bold.split_once("**"));
        match bold {
            Some((name, after)) => name.ends_with(':') || after.starts_with(':') || after.is_empty(),
            None => {
                line.ends_with(':') && line.len() <= LONGEST_LABEL && line.starts_with(char::is_alphabetic)
            }
        }
    }

    /// Ends the open items before the line that begins at a place of the source.
    fn leave_items(&mut self, line: usize) {
        self.flush();
        let end = self.outline.blocks.len();
        for index in std::mem::take(&mut self.open_items) {
            if let Some(item) = self.outline.blocks.get_mut(index) {
                (item.end, item.source.end) = (end, line);
            }
        }
        self.begin(Target::Paragraph(line..line));
    }

    fn inline_html(&mut self, html: &str, source: Range<usize>) {
        let lower = html.to_ascii_lowercase();
        if lower.starts_with("<br") {
            self.inline(&source).push("\n", source);
        } else if !lower.starts_with("<!--") {
            self.inline(&source).push(html, source);
        }
    }

    fn start(&mut self, tag: Tag<'_>, source: Range<usize>) {
        match tag {
            Tag::Strong => self.inline(&source).start_strong(),
            Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                self.inline(&source).extend(source)
            }
            Tag::Link { .. } | Tag::Image { .. } => self.inline(&source).extend(source),
            Tag::TableCell => {
                self.row.written += usize::from(source.start < self.row.source.end);
                self.inline = Some(Inline::default());
                self.target = Some(Target::Cell);
            }
            other => {
                self.flush();
                self.start_block(other, source);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, source: Range<usize>) {
        match tag {
            // A heading inside a list item structures the item, not the document.
            Tag::Heading { level, .. } if self.open_items.is_empty() => {
                self.begin(Target::Heading(level_number(level), source));
            }
            Tag::Heading { .. } | Tag::Paragraph => self.begin(Target::Paragraph(source)),
            Tag::Item => {
                self.open_items.push(self.outline.blocks.len());
                self.push(Kind::Item(Item::default()), source);
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split_whitespace().next().unwrap_or_default().to_ascii_lowercase()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(Code { language, ..Code::default() });
            }
            Tag::Table(_) => self.table = Some((Table::default(), source)),
            Tag::TableHead | Tag::TableRow => {
                let line = self.text.get(source.clone()).unwrap_or_default().trim_end();
                let open = line.starts_with('|') && !line.ends_with('|');
                self.row = Row { source, open, ..Row::default() };
            }
            Tag::HtmlBlock => self.push(Kind::Html, source),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, source: Range<usize>) {
        match tag {
            TagEnd::Strong => {
                if let Some(text) = &mut self.inline {
                    text.end_strong();
                    text.extend(source);
                }
            }
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell => self.flush(),
            TagEnd::List(_) => self.flush(),
            TagEnd::Item => {
                self.flush();
                let end = self.outline.blocks.len();
                if let Some(item) = self.open_items.pop().and_then(|index| self.outline.blocks.get_mut(index))
                {
                    item.end = end;
                }
            }
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.push(Kind::Code(code), source);
                }
            }
            TagEnd::TableHead => {
                let row = std::mem::take(&mut self.row);
                if let Some((table, _)) = &mut self.table {
                    table.header = row.cells;
                }
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some((table, _)) = &mut self.table {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let Some((table, source)) = self.table.take() {
                    self.push(Kind::Table(table), source);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, target: Target) {
        self.inline = Some(Inline::default());
        self.target = Some(target);
    }

    /// The text that is being read; tight list items have text without a paragraph around it.
    fn inline(&mut self, source: &Range<usize>) -> &mut Inline {
        if self.inline.is_none() {
            self.target = Some(Target::Paragraph(source.clone()));
        }
        self.inline.get_or_insert_default()
    }

    /// Puts the text read so far where it belongs.
    fn flush(&mut self) {
        let (Some(mut text), Some(target)) = (self.inline.take(), self.target.take()) else { return };
        text.end_strong();
        match target {
            Target::Heading(level, source) => self.open_section(level, text, source),
            Target::Cell => self.row.cells.push(text),
            Target::Paragraph(source) => {
                // The first text of an item is its own, unless other blocks came before it.
                let next = self.outline.blocks.len();
                let fresh = self.open_items.last().is_some_and(|item| item + 1 == next);
                match self.open_item() {
                    Some(item) if fresh && !item.has_text => {
                        item.has_text = true;
                        item.text = text;
                    }
                    _ if text.is_blank() => {}
                    _ => {
                        let source = source.start.min(text.source().start)..source.end.max(text.source().end);
                        self.push(Kind::Paragraph(text), source);
                    }
                }
            }
        }
    }

    fn open_item(&mut self) -> Option<&mut Item> {
        let index = *self.open_items.last()?;
        match self.outline.blocks.get_mut(index) {
            Some(Block { kind: Kind::Item(item), .. }) => Some(item),
            _ => None,
        }
    }

    fn push(&mut self, kind: Kind, source: Range<usize>) {
        let end = self.outline.blocks.len() + 1;
        self.outline.blocks.push(Block { source, end, kind });
    }

    fn open_section(&mut self, level: u8, heading: Inline, heading_source: Range<usize>) {
        let index = self.outline.sections.len();
        let blocks = self.outline.blocks.len();
        if let Some(section) = self.outline.sections.last_mut() {
            section.blocks.end = blocks;
        }
        while let Some(&open) = self.open_sections.last() {
            if self.outline.sections[open].level < level {
                break;
            }
            self.outline.sections[open].last = index;
            self.open_sections.pop();
        }
        let parent = self.open_sections.last().copied();
        self.open_sections.push(index);
        let blocks = blocks..blocks;
        self.outline.sections.push(Section {
            level,
            parent,
            heading,
            heading_source,
            blocks,
            last: index + 1,
        });
    }

    fn finish(mut self) -> Outline {
        self.flush();
        let (blocks, sections) = (self.outline.blocks.len(), self.outline.sections.len());
        for open in self.open_sections {
            self.outline.sections[open].last = sections;
        }
        if let Some(section) = self.outline.sections.last_mut() {
            section.blocks.end = blocks;
        }
        if let Some(before) = self.outline.sections.first_mut() {
            before.last = 1;
        }
        self.outline
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(text: &str) -> Vec<String> {
        let outline = Outline::read(text);
        let mut lines = Vec::new();
        for section in &outline.sections {
            lines.push(format!("{} {}", section.level, section.heading.slice().str()));
            for block in &outline.blocks[section.blocks.clone()] {
                lines.push(match &block.kind {
                    Kind::Paragraph(text) => format!("p {}", text.slice().clean()),
                    Kind::Item(item) => format!("i {:?} {}", item.checked, item.text.slice().clean()),
                    Kind::Table(table) => format!("t {}x{}", table.header.len(), table.rows.len()),
                    Kind::Code(code) => format!("c {} {}", code.language, code.text.trim()),
                    Kind::Html => "h".into(),
                });
            }
        }
        lines
    }

    #[test]
    fn reads_sections_and_blocks() {
        let text = "intro\n# A\n- [x] one\n  1. two\n\n     more\n- three\n## B\n| a | b |\n|---|---|\n| 1 | 2 |\n```sh\n# no heading\n```\n# C\n";
        assert_eq!(
            describe(text),
            [
                "0 ",
                "p intro",
                "1 A",
                "i Some(true) one",
                "i None two",
                "p more",
                "i None three",
                "2 B",
                "t 2x1",
                "c sh # no heading",
                "1 C",
            ]
        );
        let outline = Outline::read(text);
        assert_eq!(
            outline.sections.iter().map(|s| (s.parent, s.last)).collect::<Vec<_>>(),
            [(None, 1), (None, 3), (Some(1), 3), (None, 4),]
        );
        let tops: Vec<_> = outline.top_level(outline.sections[1].blocks.clone()).map(|(i, _)| i).collect();
        assert_eq!(tops, [1, 4]);
    }

    #[test]
    fn texts_know_their_place() {
        let text = "# A **b**\n\n- [ ] **Name**: `code` and *more*\n";
        let outline = Outline::read(text);
        assert_eq!(&text[outline.sections[1].heading_source.clone()], "# A **b**\n");
        let Kind::Item(item) = &outline.blocks[0].kind else { panic!("an item") };
        let all = item.text.slice();
        assert_eq!(all.str(), "Name: code and more");
        assert_eq!(&text[all.source()], "**Name**: `code` and *more*");
        assert_eq!(&text[all.sub(6..10).source()], "code");
    }
}
