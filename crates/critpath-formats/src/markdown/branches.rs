//! Sections about the ways that the plan may go into branches with their options.

use critpath::model::{Branch, BranchOption};

use super::draft::Owner;
use super::inline::Slice;
use super::outline::{Kind, Section, Table};
use super::parts::{self, Parts};
use super::reader::{Reader, heading_span, name_of};
use super::sections::Place;
use super::tables::{self, Columns};
use super::vocabulary::{self, Column};
use super::work::Lists;

impl<'a> Reader<'a> {
    /// A section of branches: an item for each with its options inside, a table, or a list of options that is one
    /// branch, named by the heading. Where no option says how likely it is or what it leads to, nothing of it is a
    /// branch of a plan: other things have branches, too.
    pub fn branches(&mut self, section: &'a Section, place: &'a Place<'a>, owner: Owner) {
        if !self.has_options(section) {
            return self.content(section, owner, Lists::Evident);
        }
        let outline = self.outline;
        let mut own =
            Branch { name: name_of(&place.parts), span: Some(heading_span(section)), ..Branch::default() };
        place.parts.attribute(&mut own, &mut self.drafts.diagnostics);
        let nested =
            outline.top_level(section.blocks.clone()).any(|(at, _)| outline.child_items(at).next().is_some());
        for (index, block) in outline.top_level(section.blocks.clone()) {
            match &block.kind {
                Kind::Item(item) if nested => {
                    let branch = self.branch(index, item.text.slice());
                    self.drafts.document.branches.push(branch);
                }
                Kind::Item(item) => {
                    self.place(index);
                    own.options.extend([self.option(item.text.slice())]);
                }
                Kind::Table(table) => match self.branch_rows(table, &mut own) {
                    true => self.place(index),
                    false => self.table(index, table, section, owner),
                },
                Kind::Paragraph(_) | Kind::Code(_) | Kind::Html => {}
            }
        }
        if !own.options.is_empty() {
            self.drafts.document.branches.push(own);
        }
    }

    fn branch(&mut self, index: usize, text: Slice<'a>) -> Branch {
        let parts = Parts::of_item(text, None);
        let name = parts.whole.trim_matches(|c| c == ':' || c.is_whitespace()).clean();
        let mut branch = Branch { name, span: Some(text.span()), ..Branch::default() };
        parts.attribute(&mut branch, &mut self.drafts.diagnostics);
        self.place(index);
        for (child, item) in self.outline.child_items(index) {
            self.place(child);
            branch.options.extend([self.option(item.text.slice())]);
        }
        branch
    }

    /// `Passes {probability=80% tasks=go-live}`, `Passes: 80%`, `Passes (80%)`
    fn option(&mut self, text: Slice<'a>) -> BranchOption {
        let parts = Parts::of_item(text, None);
        let mut option =
            BranchOption { name: parts.whole.clean(), span: Some(text.span()), ..BranchOption::default() };
        if let Some((name, likely)) = likelihood(parts.whole) {
            option.name = name.clean();
            option.probability = self.share(likely);
        }
        parts.attribute(&mut option, &mut self.drafts.diagnostics);
        option
    }

    /// A probability: `30%` or `0.3`.
    fn share(&mut self, text: Slice<'a>) -> Option<f64> {
        match text.str().contains('%') {
            true => self.number_cell(text, &['%'], 100.0).map(|percent| percent / 100.0),
            false => self.number_cell(text, &[], 1.0),
        }
    }

    /// A row for each option; rows of one branch stand one after the other, and need its name only once.
    fn branch_rows(&mut self, table: &'a Table, own: &mut Branch) -> bool {
        let columns = Columns::of(table);
        let Some(way) = way_column(&columns) else { return false };
        let mut named: Option<Branch> = None;
        for row in columns.rows(table) {
            let cell =
                |column| columns.find(column).and_then(|at| row.cell(at)).filter(|cell| !cell.is_blank());
            let Some(name) = row.cell(way).filter(|cell| !cell.is_blank()) else { continue };
            if let Some(cell) = cell(Column::Branch) {
                let parts = Parts::of_item(cell, None);
                let same = named.as_ref().is_some_and(|branch| branch.name == parts.whole.clean());
                if !same {
                    let mut next =
                        Branch { name: parts.whole.clean(), span: Some(row.span()), ..Branch::default() };
                    parts.attribute(&mut next, &mut self.drafts.diagnostics);
                    self.drafts.document.branches.extend(named.replace(next));
                }
            }
            let mut option = self.option(name);
            option.span = Some(row.span());
            if let Some(cell) = cell(Column::Probability) {
                option.probability = self.share(cell);
            }
            option.tasks.extend(cell(Column::Tasks).map(tables::listed).unwrap_or_default());
            let known = [Column::Branch, Column::Way, Column::Name, Column::Probability, Column::Tasks];
            columns.keep_unknown(&row, &known, &mut option.extensions);
            named.as_mut().unwrap_or(&mut *own).options.push(option);
        }
        self.drafts.document.branches.extend(named);
        true
    }

    /// Whether some item or table says how likely something is, or which tasks it leads to.
    fn has_options(&self, section: &Section) -> bool {
        self.outline.blocks.get(section.blocks.clone()).unwrap_or_default().iter().any(|block| {
            match &block.kind {
                Kind::Item(item) => {
                    let parts = Parts::of_item(item.text.slice(), None);
                    let stated = parts.attributes.as_ref();
                    stated.is_some_and(|stated| stated.get("probability").or(stated.get("tasks")).is_some())
                        || likelihood(parts.whole).is_some()
                }
                Kind::Table(table) => way_column(&Columns::of(table)).is_some(),
                Kind::Paragraph(_) | Kind::Code(_) | Kind::Html => false,
            }
        })
    }
}

/// The column with the options, if the table has more of them than their names.
fn way_column(columns: &Columns<'_>) -> Option<usize> {
    let way = columns.find(Column::Way).or_else(|| columns.find(Column::Name))?;
    columns.any(&[Column::Probability, Column::Tasks]).then_some(way)
}

/// The probability behind the name of an option: what stands last, in percent or as a bare number.
fn likelihood(text: Slice<'_>) -> Option<(Slice<'_>, Slice<'_>)> {
    let (name, likely) = match text.str().strip_suffix(')').and_then(|inner| inner.rfind('(')) {
        Some(open) => (text.to(open), text.sub(open + 1..text.str().len() - 1)),
        None => parts::lead(text).map(|lead| (lead.name, lead.value))?,
    };
    let digits = likely.str().trim().trim_end_matches('%').trim_end();
    let is_number = digits.parse::<f64>().is_ok() && !vocabulary::normal(name.str()).is_empty();
    is_number.then(|| (name.trim(), likely.trim()))
}
