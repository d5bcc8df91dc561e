//! Markdown text into sections and blocks: two flat lists in document order, with byte ranges.
//!
//! Nesting is kept as depths and ends, never as a tree, so that deep input costs no stack.

mod build;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use super::inline::Inline;
use build::Builder;

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
