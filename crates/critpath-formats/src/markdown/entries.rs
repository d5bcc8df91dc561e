//! Lists and tables of named things into entries: a name, a text, and what stands inside.

use critpath::model::Span;

use super::draft::Owner;
use super::inline::Slice;
use super::outline::{Kind, Section, Table};
use super::parts::{self, Parts};
use super::reader::Reader;
use super::tables::Columns;
use super::vocabulary::Column;

/// A named thing.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// What the item says as a whole.
    pub parts: Parts<'a>,
    /// What it is called.
    pub name: Slice<'a>,
    /// What is said about it on the same line.
    pub value: Option<Slice<'a>>,
    /// What stands inside it, a line for each paragraph.
    pub details: Option<String>,
    /// The cells of its row that the noun takes itself, where it stands in a table.
    pub cells: Vec<(Column, Slice<'a>)>,
    /// Where it stands.
    pub span: Span,
}

impl<'a> Entry<'a> {
    /// An item or cell as an entry: `**Name**: text`, `Name: text`, or a name alone.
    pub fn of(text: Slice<'a>, checked: Option<bool>) -> Entry<'a> {
        let parts = Parts::of_item(text, checked);
        let (name, value) = match parts::lead(parts.whole) {
            Some(lead) => (lead.name, Some(lead.value).filter(|value| !value.is_blank())),
            None => (parts.whole, None),
        };
        Entry { parts, name, value, details: None, cells: Vec::new(), span: text.span() }
    }

    /// The name as text.
    pub fn name(&self) -> String {
        self.name.clean()
    }

    /// The text on its line.
    pub fn text(&self) -> &'a str {
        self.value.map_or("", Slice::str)
    }

    /// The text on its line and inside it.
    pub fn description(&self) -> Option<String> {
        match (self.value.map(Slice::clean), &self.details) {
            (Some(value), Some(details)) => Some(format!("{value}\n{details}")),
            (value, details) => value.or_else(|| details.clone()),
        }
    }
}

impl<'a> Reader<'a> {
    /// The items of a section's lists, and the rows of its tables whose name stands in such a column. All of them are
    /// placed, with what stands inside them. The cells of the columns in `fields` are for the noun; the others are
    /// remarks.
    pub fn entries(&mut self, section: &'a Section, names: &[Column], fields: &[Column]) -> Vec<Entry<'a>> {
        let outline = self.outline;
        let mut entries = Vec::new();
        for (index, block) in outline.top_level(section.blocks.clone()) {
            match &block.kind {
                Kind::Item(item) => {
                    let mut entry = Entry::of(item.text.slice(), item.checked);
                    self.place(index);
                    entry.details = self.details(index);
                    entries.push(entry);
                }
                Kind::Table(table) => match rows(table, names, fields) {
                    Some(rows) => {
                        self.place(index);
                        entries.extend(rows);
                    }
                    None => self.table(index, table, section, Owner::Plan),
                },
                Kind::Paragraph(_) | Kind::Code(_) | Kind::Html => {}
            }
        }
        entries
    }
}

/// The rows of a table whose name stands in one of these columns; none if it has no such column.
pub fn rows<'a>(table: &'a Table, names: &[Column], fields: &[Column]) -> Option<Vec<Entry<'a>>> {
    let columns = Columns::of(table);
    let name = names.iter().find_map(|name| columns.find(*name))?;
    let mut entries = Vec::new();
    for row in columns.rows(table) {
        let Some(cell) = row.cell(name).filter(|cell| !cell.is_blank()) else { continue };
        let mut entry = Entry::of(cell, None);
        (entry.name, entry.value) = (entry.parts.whole, None);
        entry.span = row.span();
        entry.details = columns.remarks(&row, name, fields);
        entry.cells = columns.cells(&row, fields);
        entries.push(entry);
    }
    Some(entries)
}
