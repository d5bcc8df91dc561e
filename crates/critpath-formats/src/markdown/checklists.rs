//! Checkbox lists and status tables into checklists by stage.

use critpath::model::{Checklist, ChecklistItem, Stage};

use super::draft::Owner;
use super::inline::Slice;
use super::labels::keep;
use super::outline::{Block, Kind, Section, Table};
use super::parts::{self, Parts};
use super::phrase;
use super::reader::{Reader, heading_span, name_of};
use super::sections::Place;
use super::tables::Columns;
use super::vocabulary::{self, Column, Label, Role};
use super::work::Lists;

impl<'a> Reader<'a> {
    /// A section of checkboxes. A bold line above a list names a checklist of its own.
    pub fn checklist(&mut self, section: &'a Section, place: &'a Place<'a>) {
        let outline = self.outline;
        let mut list = self.new_checklist(section, place);
        place.parts.attribute(&mut list, &mut self.drafts.diagnostics);
        let takes_plain = self.takes_plain_items(section, &list);
        for (index, block) in outline.top_level(section.blocks.clone()) {
            match &block.kind {
                Kind::Item(_) if takes_plain => self.checklist_items(index, &mut list),
                Kind::Item(_) => self.tree(index, Owner::Plan, Lists::Evident),
                Kind::Table(table) => {
                    if self.checklist_table(table, &mut list) {
                        self.place(index);
                    } else {
                        self.table(index, table, section, Owner::Plan);
                    }
                }
                Kind::Paragraph(text) => {
                    if let Some(lead) = parts::bold_lead(text.slice()).filter(|lead| lead.value.is_blank())
                        && vocabulary::label(lead.name.str()).is_none()
                    {
                        self.push_checklist(std::mem::replace(&mut list, self.new_checklist(section, place)));
                        list.name = lead.name.clean();
                        list.stage = stage_of(&list.name).unwrap_or(list.stage);
                        list.span = Some(lead.name.span());
                        self.place(index);
                    }
                }
                Kind::Code(_) | Kind::Html => {}
            }
        }
        self.push_checklist(list);
    }

    fn new_checklist(&self, section: &Section, place: &Place<'_>) -> Checklist {
        let parent = section.parent.and_then(|parent| self.places.get(parent));
        let name = name_of(&place.parts);
        let stage = stage_of(&name).or_else(|| stage_of(parent?.parts.name.str())).unwrap_or_default();
        Checklist { name, stage, span: Some(heading_span(section)), ..Checklist::default() }
    }

    /// Whether list items are to be checked: the section says that it is a checklist, or some of them have a mark.
    fn takes_plain_items(&self, section: &Section, list: &Checklist) -> bool {
        let named = vocabulary::role(section.heading.slice().str()) == Some(Role::Checklists);
        let marked = |block: &Block| match &block.kind {
            Kind::Item(item) => item.checked.is_some() || phrase::mark(item.text.slice().str()).is_some(),
            _ => false,
        };
        let blocks = self.outline.blocks.get(section.blocks.clone()).unwrap_or_default();
        named || list.stage != Stage::Other || blocks.iter().any(marked)
    }

    fn push_checklist(&mut self, list: Checklist) {
        if !list.items.is_empty() {
            self.drafts.document.checklists.push(list);
        }
    }

    /// An item with the items inside it, in order.
    fn checklist_items(&mut self, root: usize, list: &mut Checklist) {
        let outline = self.outline;
        let Some(end) = outline.blocks.get(root).map(|block| block.end) else { return };
        for index in root..end {
            let Some(Kind::Item(item)) = outline.blocks.get(index).map(|block| &block.kind) else { continue };
            let text = item.text.slice();
            let label =
                parts::lead(text).and_then(|lead| Some((vocabulary::label(lead.name.str())?, lead.value)));
            let detail = item.checked.is_none() && index > root;
            if detail
                && let Some(last) = list.items.last_mut()
                && label.is_some_and(|(label, value)| apply(last, label, value))
            {
                self.place(index);
                continue;
            }
            if text.is_blank() {
                continue;
            }
            let found = self.checklist_item(text, item.checked);
            list.items.push(found);
            self.place(index);
        }
    }

    fn checklist_item(&mut self, text: Slice<'a>, checked: Option<bool>) -> ChecklistItem {
        let parts = Parts::of_item(text, checked);
        let mut item = ChecklistItem {
            text: without_mark(&parts),
            done: parts.mark.as_ref().is_some_and(|mark| mark.done),
            span: Some(text.span()),
            ..ChecklistItem::default()
        };
        if let Some(status) = parts.mark.as_ref().and_then(|mark| mark.status.clone()) {
            keep(&mut item.extensions, "labels", "status", status);
        }
        for (label, value) in &parts.labels {
            apply(&mut item, *label, *value);
        }
        parts.attribute(&mut item, &mut self.drafts.diagnostics);
        item
    }

    /// A table of things to check: their names, with a status, an owner or a date.
    fn checklist_table(&mut self, table: &'a Table, list: &mut Checklist) -> bool {
        let columns = Columns::of(table);
        let Some(name) = name_column(&columns).filter(|_| lists_checks(table)) else { return false };
        for row in columns.rows(table) {
            let Some(cell) = row.cell(name).filter(|cell| !cell.is_blank()) else { continue };
            let mut item = self.checklist_item(cell, None);
            item.span = Some(row.span());
            let at =
                |column| columns.find(column).and_then(|at| row.cell(at)).filter(|cell| !cell.is_blank());
            // Status and date often stand in each other's column.
            for state in [at(Column::Status), at(Column::Deadline)].into_iter().flatten() {
                item.done |= is_done(state);
                if let Some(date) = phrase::date(state.str()) {
                    keep(&mut item.extensions, "columns", "deadline", date.value.to_string());
                }
            }
            item.owner = at(Column::Owner).map(Slice::clean).or(item.owner);
            item.evidence = at(Column::Location).map(Slice::clean).or(item.evidence);
            let known = [Column::Status, Column::Deadline, Column::Owner, Column::Location, Column::Name];
            columns.keep_unknown(&row, &known, &mut item.extensions);
            list.items.push(item);
        }
        true
    }
}

fn name_column(columns: &Columns<'_>) -> Option<usize> {
    let names = [Column::Name, Column::Task, Column::Component, Column::Description];
    names.into_iter().find_map(|column| columns.find(column))
}

/// Whether a table has things to check: their names, with a status, an owner or a date.
pub fn lists_checks(table: &Table) -> bool {
    let columns = Columns::of(table);
    name_column(&columns).is_some() && columns.any(&[Column::Status, Column::Owner, Column::Deadline])
}

/// Sets what a label states about an item.
fn apply(item: &mut ChecklistItem, label: Label, value: Slice<'_>) -> bool {
    match label {
        Label::Owner => item.owner = Some(value.clean()),
        _ => return false,
    }
    true
}

/// The text of an item as written, without its mark and attributes.
fn without_mark(parts: &Parts<'_>) -> String {
    let text = parts.whole;
    let start = phrase::mark(text.str()).map_or(0, |found| found.range.end);
    text.from(start).clean()
}

fn is_done(state: Slice<'_>) -> bool {
    let done = ["done", "complete", "completed", "yes", "passed", "ok", "انجام شده", "تکمیل شده"];
    phrase::mark(state.str()).is_some_and(|found| found.value.done)
        || done.contains(&vocabulary::normal(state.str()).as_str())
}

/// The stage that a heading names.
pub fn stage_of(heading: &str) -> Option<Stage> {
    let deploying = [
        "deployment",
        "deploy",
        "release",
        "launch",
        "go live",
        "golive",
        "rollout",
        "migration",
        "cutover",
        "production",
        "استقرار",
        "انتشار",
    ];
    let normal = vocabulary::normal(heading);
    let short = normal.split_whitespace().count() <= 2;
    let stages: [(Stage, &[&str]); 3] = [
        (Stage::PreDeployment, &["pre", "before", "prior to", "پیش از", "قبل از"]),
        (Stage::DuringDeployment, &["during", "حین", "هنگام"]),
        (Stage::PostDeployment, &["post", "after", "following", "پس از", "بعد از"]),
    ];
    let glued = [("predeployment", Stage::PreDeployment), ("postdeployment", Stage::PostDeployment)];
    if let Some((_, stage)) = glued.iter().find(|(word, _)| normal.contains(word)) {
        return Some(*stage);
    }
    let (stage, words) = stages.into_iter().find(|(_, words)| vocabulary::contains_any(heading, words))?;
    let alone = short && words.contains(&normal.as_str());
    (alone || vocabulary::contains_any(heading, &deploying)).then_some(stage)
}
