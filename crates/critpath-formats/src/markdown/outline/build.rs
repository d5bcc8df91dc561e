//! The events of the Markdown parser into sections and blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::super::inline::Inline;
use super::{Block, Code, Item, Kind, Outline, Row, Section, Table};

/// Longest line that is taken for a label because it ends with a colon, in bytes.
const LONGEST_LABEL: usize = 60;

/// Where finished text goes.
enum Target {
    Heading(u8, Range<usize>),
    Paragraph(Range<usize>),
    Cell,
}

pub(super) struct Builder<'t> {
    text: &'t str,
    outline: Outline,
    /// The section that is open at each level.
    open_sections: Vec<usize>,
    /// The items that are open, as indices of blocks.
    open_items: Vec<usize>,
    inline: Option<Inline>,
    target: Option<Target>,
    /// For each mark of emphasis that is open, how long it is if it is taken as it stands, and 0 if it is a mark.
    as_it_stands: Vec<usize>,
    code: Option<Code>,
    table: Option<(Table, Range<usize>)>,
    row: Row,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let outline = Outline { sections: vec![Section::default()], blocks: Vec::new() };
        Builder {
            text,
            outline,
            open_sections: Vec::new(),
            open_items: Vec::new(),
            inline: None,
            target: None,
            as_it_stands: Vec::new(),
            code: None,
            table: None,
            row: Row::default(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>, source: Range<usize>) {
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
            Tag::Strong => self.start_mark(2, source, Inline::start_strong),
            Tag::Emphasis => self.start_mark(1, source, |_| {}),
            Tag::Strikethrough => self.start_mark(tildes(self.text, &source), source, |_| {}),
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

    /// Emphasis begins. Within braces its marks are none: two patterns such as `=~'5.*'` are not what lies between them.
    /// A single tilde is none either: it says `about`.
    fn start_mark(&mut self, length: usize, source: Range<usize>, begin: impl FnOnce(&mut Inline)) {
        let text = self.text;
        let inline = self.inline(&source);
        let mark = text.get(source.start..source.start + length).unwrap_or_default();
        let stands = inline.is_in_braces() || mark == "~";
        if stands {
            inline.push(mark, source.start..source.start + length);
        } else {
            begin(inline);
            inline.extend(source);
        }
        self.as_it_stands.push(if stands { length } else { 0 });
    }

    fn end_mark(&mut self, tag: TagEnd, source: Range<usize>) {
        let length = self.as_it_stands.pop().unwrap_or_default();
        let Some(inline) = &mut self.inline else { return };
        let mark = source.end.saturating_sub(length)..source.end;
        if length > 0 {
            inline.push(self.text.get(mark.clone()).unwrap_or_default(), mark);
        } else if tag == TagEnd::Strong {
            inline.end_strong();
        }
        inline.extend(source);
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
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough => self.end_mark(tag, source),
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

    pub(super) fn finish(mut self) -> Outline {
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

/// How many tildes a text begins with that strikes something out.
fn tildes(text: &str, source: &Range<usize>) -> usize {
    let marked = text.get(source.clone()).unwrap_or_default();
    if marked.starts_with("~~") { 2 } else { 1 }
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
