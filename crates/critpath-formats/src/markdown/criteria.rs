//! Success criteria and gates into the conditions that they state.

use critpath::model::{Criterion, Gate};

use super::draft::Owner;
use super::entries::Entry;
use super::inline::Slice;
use super::outline::{Kind, Section, Table};
use super::parts;
use super::phrase;
use super::reader::{Reader, heading_span, name_of};
use super::sections::Place;
use super::tables::Columns;
use super::vocabulary::{self, Column, Role};

impl<'a> Reader<'a> {
    /// A section of criteria: a list or a table; an item that only names others is their category.
    pub fn criteria(&mut self, section: &'a Section, place: &'a Place<'a>) {
        let outline = self.outline;
        let category = category_of(place);
        for (index, block) in outline.top_level(section.blocks.clone()) {
            match &block.kind {
                Kind::Item(item) => {
                    let text = item.text.slice();
                    let names = parts::bold_lead(text).filter(|lead| lead.value.is_blank());
                    let has_items = outline.child_items(index).next().is_some();
                    self.place(index);
                    match names.filter(|_| has_items) {
                        Some(lead) => {
                            for (child, item) in outline.child_items(index) {
                                self.criterion(item.text.slice(), Some(lead.name.clean()));
                                self.place(child);
                            }
                        }
                        None => {
                            self.criterion(text, category.clone());
                            self.details(index);
                        }
                    }
                }
                Kind::Table(table) => {
                    let columns = Columns::of(table);
                    if columns.any(&[Column::Metric, Column::Name]) && columns.any(&[Column::Target]) {
                        self.criteria_table(table, &columns, category.clone());
                        self.place(index);
                    } else {
                        self.table(index, table, section, Owner::Plan);
                    }
                }
                Kind::Paragraph(_) | Kind::Code(_) | Kind::Html => {}
            }
        }
    }

    /// A criterion: `**Name**: target`, or a sentence.
    pub fn criterion(&mut self, text: Slice<'a>, category: Option<String>) {
        let entry = Entry::of(text, None);
        let name = match entry.value {
            Some(_) => entry.name(),
            None => without_mark(entry.parts.whole).clean(),
        };
        let said = entry.value.unwrap_or_else(|| without_mark(entry.parts.whole));
        let mut criterion = Criterion {
            conditions: phrase::conditions(&name, said.str()),
            text: said.clean(),
            name,
            category,
            span: Some(entry.span),
            ..Criterion::default()
        };
        entry.parts.attribute(&mut criterion, &mut self.drafts.diagnostics);
        self.push_criterion(criterion);
    }

    /// A table with metrics and their targets.
    pub fn criteria_table(&mut self, table: &'a Table, columns: &Columns<'a>, category: Option<String>) {
        let name = [Column::Metric, Column::Name].into_iter().find_map(|column| columns.find(column));
        let (Some(name), Some(target)) = (name, columns.find(Column::Target)) else { return };
        for row in columns.rows(table) {
            let (Some(metric), Some(target)) = (row.cell(name), row.cell(target)) else { continue };
            if metric.is_blank() || target.is_blank() {
                continue;
            }
            let at =
                |column| columns.find(column).and_then(|at| row.cell(at)).filter(|cell| !cell.is_blank());
            let mut criterion = Criterion {
                name: metric.clean(),
                category: at(Column::Category).map(Slice::clean).or_else(|| category.clone()),
                conditions: phrase::conditions(&metric.clean(), target.str()),
                text: target.clean(),
                span: Some(row.span()),
                ..Criterion::default()
            };
            columns.keep_unknown(
                &row,
                &[Column::Metric, Column::Name, Column::Target, Column::Category],
                &mut criterion.extensions,
            );
            self.push_criterion(criterion);
        }
    }

    fn push_criterion(&mut self, criterion: Criterion) {
        if !criterion.name.is_empty() {
            self.drafts.document.criteria.push(criterion);
        }
    }

    /// A section of gates: items named `… gate`, or a gate for each section inside it.
    pub fn gates(&mut self, index: usize, section: &'a Section, place: &'a Place<'a>) {
        let outline = self.outline;
        let parent = outline.sections.get(index).and_then(|section| section.parent);
        let inside = parent.and_then(|parent| self.places.get(parent));
        let is_gate = inside.is_some_and(|place| place.what == super::sections::What::About(Role::Gates))
            || place.parts.attributes.is_some();
        let items = outline
            .top_level(section.blocks.clone())
            .filter(|(_, block)| matches!(block.kind, Kind::Item(_)));
        let items: Vec<_> = items.map(|(index, _)| index).collect();
        if is_gate && !items.is_empty() {
            self.gate_of_section(section, place, &items);
            return;
        }
        for index in items {
            let Some(Kind::Item(item)) = outline.blocks.get(index).map(|block| &block.kind) else { continue };
            let entry = Entry::of(item.text.slice(), item.checked);
            self.place(index);
            if !vocabulary::contains_any(entry.name.str(), &["gate", "go no go"]) {
                // A condition of the gates as a whole.
                self.criterion(item.text.slice(), None);
                continue;
            }
            let mut gate = Gate { name: entry.name(), span: Some(entry.span), ..Gate::default() };
            entry.parts.attribute(&mut gate, &mut self.drafts.diagnostics);
            if let Some(value) = entry.value {
                gate.criteria.push(self.criterion_of_gate(&gate.name, value));
            }
            for (child, item) in outline.child_items(index) {
                gate.criteria.push(self.criterion_of_gate(&gate.name, item.text.slice()));
                self.place(child);
            }
            self.drafts.document.gates.push(gate);
        }
    }

    fn gate_of_section(&mut self, section: &'a Section, place: &'a Place<'a>, items: &[usize]) {
        let outline = self.outline;
        let mut gate =
            Gate { name: name_of(&place.parts), span: Some(heading_span(section)), ..Gate::default() };
        place.parts.attribute(&mut gate, &mut self.drafts.diagnostics);
        for index in items {
            let Some(Kind::Item(item)) = outline.blocks.get(*index).map(|block| &block.kind) else {
                continue;
            };
            gate.criteria.push(self.criterion_of_gate(&gate.name, item.text.slice()));
            self.place(*index);
        }
        self.drafts.document.gates.push(gate);
    }

    /// Adds a criterion that a gate names; returns its id.
    fn criterion_of_gate(&mut self, gate: &str, text: Slice<'a>) -> String {
        self.criterion(text, Some(gate.to_owned()));
        let count = self.drafts.document.criteria.len();
        let Some(criterion) = self.drafts.document.criteria.last_mut() else { return String::new() };
        if criterion.id.is_empty() {
            criterion.id = format!("{}-{count}", phrase::slug(gate));
        }
        criterion.id.clone()
    }
}

fn without_mark(text: Slice<'_>) -> Slice<'_> {
    phrase::mark(text.str()).map_or(text, |found| text.from(found.range.end).trim())
}

/// The group that a heading names: the `Technical` of `Technical Metrics`; none if it only says that these are criteria.
fn category_of(place: &Place<'_>) -> Option<String> {
    let heading = name_of(&place.parts);
    if vocabulary::role(&heading) == Some(Role::Criteria) {
        return None;
    }
    let ends = ["metrics", "criteria", "requirements", "kpis", "indicators", "targets", "goals"];
    let words: Vec<&str> = heading.split_whitespace().collect();
    let short = match words.split_last() {
        Some((last, rest)) if !rest.is_empty() && ends.contains(&last.to_lowercase().as_str()) => {
            rest.join(" ")
        }
        _ => heading,
    };
    Some(short)
}
