//! Named things into components, environments, resources, monitors and rollback procedures.

use critpath::model::{
    Component, Environment, Monitor, Resource, ResourceKind, RollbackKind, RollbackProcedure,
};

use super::entries::Entry;
use super::outline::{Kind, Section};
use super::parts;
use super::phrase;
use super::reader::{Reader, heading_span, name_of};
use super::sections::Place;
use super::tables;
use super::vocabulary::{self, Column, Label};

impl<'a> Reader<'a> {
    /// Parts of the system.
    pub fn components(&mut self, section: &'a Section) {
        for entry in self.entries(section, &[Column::Component, Column::Name], &[]) {
            let mut noun = Component {
                name: entry.name(),
                description: entry.description(),
                span: Some(entry.span),
                ..Component::default()
            };
            entry.parts.attribute(&mut noun, &mut self.drafts.diagnostics);
            self.drafts.document.components.push(noun);
        }
    }

    /// Deployment targets.
    pub fn environments(&mut self, section: &'a Section) {
        let fields = [Column::PromotedFrom, Column::After, Column::Soak, Column::Gate, Column::Calendar];
        for entry in self.entries(section, &[Column::Environment, Column::Name], &fields) {
            let mut noun = Environment {
                name: entry.name(),
                description: entry.description(),
                span: Some(entry.span),
                ..Environment::default()
            };
            for (column, cell) in &entry.cells {
                match column {
                    Column::Soak => noun.soak = self.duration_cell(*cell),
                    Column::Gate => noun.gate = Some(cell.clean()),
                    Column::Calendar => noun.calendar = Some(cell.clean()),
                    _ => noun.promoted_from.extend(tables::listed(*cell)),
                }
            }
            entry.parts.attribute(&mut noun, &mut self.drafts.diagnostics);
            self.drafts.document.environments.push(noun);
        }
    }

    /// Infrastructure, people, tools. Without a kind the section only holds others.
    pub fn resources(&mut self, section: &'a Section, kind: Option<ResourceKind>) {
        let Some(kind) = kind else { return };
        for entry in self.entries(section, &[Column::Role, Column::Name, Column::Component], &[]) {
            let text = entry.text();
            let items = match kind {
                ResourceKind::Human => Vec::new(),
                _ => items(text),
            };
            let mut quantities = match kind {
                ResourceKind::Infrastructure => phrase::quantities(text),
                _ => Vec::new(),
            };
            // `Memory: 8 GB` says in its name what the amount is of.
            for quantity in quantities.iter_mut().filter(|quantity| quantity.metric.is_empty()) {
                quantity.metric = phrase::metric(&entry.name());
            }
            let mut noun = Resource {
                name: entry.name(),
                kind,
                description: entry.description(),
                items: if quantities.is_empty() { items } else { Vec::new() },
                quantities,
                span: Some(entry.span),
                ..Resource::default()
            };
            entry.parts.attribute(&mut noun, &mut self.drafts.diagnostics);
            self.drafts.document.resources.push(noun);
        }
    }

    /// What is watched.
    pub fn monitors(&mut self, section: &'a Section) {
        for entry in self.entries(section, &[Column::Metric, Column::Name], &[]) {
            let text = entry.text();
            let interval = phrase::interval(text).or_else(|| phrase::interval(entry.parts.whole.str()));
            let name = entry.name();
            let mut noun = Monitor {
                description: entry.description(),
                metrics: phrase::metrics(if text.is_empty() { name.as_str() } else { text }),
                interval: interval.map(|found| found.value),
                name,
                span: Some(entry.span),
                ..Monitor::default()
            };
            entry.parts.attribute(&mut noun, &mut self.drafts.diagnostics);
            self.drafts.document.monitors.push(noun);
        }
    }

    /// Ways back: a procedure for each named item; a list of plain steps is one procedure.
    pub fn rollbacks(&mut self, index: usize, section: &'a Section, place: &'a Place<'a>) {
        let outline = self.outline;
        let items = || {
            outline.top_level(section.blocks.clone()).filter_map(|(_, block)| match &block.kind {
                Kind::Item(item) => Some(item),
                _ => None,
            })
        };
        let named = items().filter(|item| is_procedure(&Entry::of(item.text.slice(), item.checked))).count();
        if named > 0 {
            for entry in self.entries(section, &[Column::Name], &[]) {
                let mut procedure = procedure(&entry);
                entry.parts.attribute(&mut procedure, &mut self.drafts.diagnostics);
                self.drafts.document.rollback_procedures.push(procedure);
            }
        } else if items().next().is_some() || (self.is_inside_rollback(index) && !section.blocks.is_empty()) {
            self.procedure_of_section(section, place);
        }
    }

    fn is_inside_rollback(&self, index: usize) -> bool {
        let parent = self.outline.sections.get(index).and_then(|section| section.parent);
        let place = parent.and_then(|parent| self.places.get(parent));
        place.is_some_and(|place| place.what == super::sections::What::About(vocabulary::Role::Rollback))
    }

    fn procedure_of_section(&mut self, section: &'a Section, place: &'a Place<'a>) {
        let outline = self.outline;
        let name = name_of(&place.parts);
        let mut procedure = RollbackProcedure {
            kind: kind_of(&name),
            name,
            span: Some(heading_span(section)),
            ..RollbackProcedure::default()
        };
        place.parts.attribute(&mut procedure, &mut self.drafts.diagnostics);
        for (index, block) in outline.top_level(section.blocks.clone()) {
            match &block.kind {
                Kind::Item(item) => {
                    let text = item.text.slice();
                    self.place(index);
                    if !labelled(&mut procedure, text) {
                        procedure.steps.push(text.clean());
                    }
                    if let Some(details) = self.details(index) {
                        procedure.steps.extend(details.lines().map(str::to_owned));
                    }
                }
                Kind::Paragraph(text) => {
                    self.place(index);
                    for line in text.slice().lines() {
                        if !labelled(&mut procedure, line) {
                            super::labels::append(&mut procedure.description, line.clean());
                        }
                    }
                }
                _ => {}
            }
        }
        if procedure.objective.is_none() {
            let text = procedure.description.as_deref().unwrap_or_default();
            procedure.objective = phrase::within(text).map(|found| found.value);
        }
        self.drafts.document.rollback_procedures.push(procedure);
    }
}

/// What an item of a rollback section states about the procedure: its time, or what sets it off.
fn labelled(procedure: &mut RollbackProcedure, text: super::inline::Slice<'_>) -> bool {
    let Some(lead) = parts::lead(text) else { return false };
    let normal = vocabulary::normal(lead.name.str());
    match normal.as_str() {
        "trigger" | "triggers" | "when" | "criteria" | "condition" | "conditions" => {
            if !lead.value.is_blank() {
                procedure.triggers.push(lead.value.clean());
            }
            true
        }
        "objective" | "time objective" | "rto" | "time" | "time limit" | "duration" | "target time"
        | "maximum time" => {
            let value = lead.value.str();
            let within = phrase::within(value).map(|found| found.value);
            procedure.objective = within.or_else(|| phrase::duration(value)?.value.duration);
            procedure.objective.is_some()
        }
        _ => false,
    }
}

/// Whether an item names a procedure: it has a name and a text, and is no label of one.
fn is_procedure(entry: &Entry<'_>) -> bool {
    let rollback = ["rollback", "roll back", "revert", "restore", "backout", "recovery"];
    entry.value.is_some()
        && vocabulary::contains_any(entry.name.str(), &rollback)
        && vocabulary::label(entry.name.str()) != Some(Label::Rollback)
}

fn procedure(entry: &Entry<'_>) -> RollbackProcedure {
    let name = entry.name();
    let text = entry.text();
    RollbackProcedure {
        kind: kind_of(&name),
        name,
        description: entry.value.map(|value| value.clean()),
        objective: phrase::within(text).map(|found| found.value),
        triggers: trigger(text).into_iter().collect(),
        steps: entry.details.iter().flat_map(|details| details.lines()).map(str::to_owned).collect(),
        span: Some(entry.span),
        ..RollbackProcedure::default()
    }
}

fn kind_of(name: &str) -> RollbackKind {
    let kinds: [(RollbackKind, &[&str]); 3] = [
        (RollbackKind::Immediate, &["immediate", "instant", "emergency", "quick", "fast", "فوری"]),
        (RollbackKind::Gradual, &["gradual", "progressive", "phased", "partial", "traffic", "تدریجی"]),
        (RollbackKind::Data, &["data", "database", "db", "داده", "پایگاه داده"]),
    ];
    kinds
        .into_iter()
        .find(|(_, words)| vocabulary::contains_any(name, words))
        .map_or(RollbackKind::Other, |(kind, _)| kind)
}

/// The condition in a text: `if data corruption occurs`.
fn trigger(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let start = [" if ", " when ", " in case ", " once "].iter().filter_map(|word| lower.find(word)).min()?;
    let clause = text.get(start..)?.trim();
    let end = clause.find([';', '.']).unwrap_or(clause.len());
    Some(clause[..end].trim().to_owned())
}

/// What a text names: the items of its list, also `A or B` and `A/B`.
fn items(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    for item in phrase::split_list(text) {
        for alternative in item.value.split(" or ") {
            let names: Vec<_> = alternative.trim().split('/').collect();
            // `Prometheus/Grafana` are two names; `CI/CD` and `and/or` are one.
            let several = names.len() > 1
                && names.iter().all(|name| name.len() > 3 && name.starts_with(char::is_uppercase));
            match several {
                true => items.extend(names.into_iter().map(|name| name.trim().to_owned())),
                false => items.push(alternative.trim().to_owned()),
            }
        }
    }
    items
}
