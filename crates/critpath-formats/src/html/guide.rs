//! The rest of the guide: strategy, environments, components, resources, and what was not placed.

use std::collections::BTreeMap;

use critpath::model::{Deliverable, Document, Quantity, Resource, ResourceKind};

use crate::escape::markup_block;

use super::parts::{Html, Section, Table, badge, joined, list, optional, prose, text, wrap};
use super::readiness::labelled;

pub(super) fn strategy(document: &Document) -> Option<Section> {
    let mut tasks: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for task in &document.tasks {
        if let Some(step) = &task.step {
            tasks.entry(step).or_default().push(&task.name);
        }
    }
    let panels = document.strategy.iter().map(|step| {
        let rollout = step.rollout.as_deref().map(|rollout| badge("", rollout));
        let names = tasks.get(step.id.as_str()).into_iter().flatten().map(|name| text(name));
        let body = wrap("h3", "", &(text(&step.name) + rollout.unwrap_or_default()))
            + wrap("p", "", &step.objective.as_deref().map(prose).unwrap_or_default())
            + labelled("Tasks", list("ul", names))
            + labelled("Deliverables", list("ul", step.deliverables.iter().map(deliverable)));
        wrap("div", "panel", &body)
    });
    Section::new("strategy", "Strategy steps", document.strategy.len(), wrap("div", "panels", &panels.sum()))
}

fn deliverable(deliverable: &Deliverable) -> Html {
    text(&deliverable.name) + wrap("span", "note", &note(deliverable.description.as_deref()))
}

/// Environments in the order of promotion.
pub(super) fn environments(document: &Document) -> Option<Section> {
    let stations = document.environments.iter().map(|environment| {
        let body = wrap("strong", "", &text(&environment.name))
            + wrap("div", "note", &optional(environment.description.as_deref()));
        wrap("li", "", &body)
    });
    let body = wrap("ol", "promotion", &stations.sum());
    Section::new("environments", "Environments", document.environments.len(), body)
}

/// The components that are promoted.
pub(super) fn components(document: &Document) -> Option<Section> {
    let components = document.components.iter().map(|component| {
        text(&component.name) + wrap("span", "note", &note(component.description.as_deref()))
    });
    Section::new("components", "Components", document.components.len(), list("ul", components))
}

pub(super) fn resources(document: &Document) -> Option<Section> {
    let kinds = ResourceKind::ALL.iter().flat_map(|kind| {
        let of_kind = move |resource: &&Resource| resource.kind == *kind;
        document.resources.iter().filter(of_kind).enumerate().map(|(at, resource)| {
            let kind = if at == 0 { kind.as_str() } else { "" };
            let quantities = resource.quantities.iter().map(quantity).collect::<Vec<_>>().join(", ");
            let capacity = resource.capacity.map(|capacity| capacity.to_string()).unwrap_or_default();
            let cells = vec![
                text(kind),
                text(&resource.name),
                optional(resource.description.as_deref()),
                text(&quantities),
                joined(resource.items.iter().map(String::as_str)),
                text(&capacity),
            ];
            (String::new(), cells)
        })
    });
    let columns = [
        ("Kind", ""),
        ("Resource", "name"),
        ("What for", ""),
        ("Amount", ""),
        ("Items", ""),
        ("Available", "number"),
    ];
    let table = Table { columns: &columns, rows: kinds.collect() };
    Section::new("resources", "Resources", document.resources.len(), table.draw())
}

/// `2–4 vCPU per instance`.
fn quantity(quantity: &Quantity) -> String {
    let range = match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low != high => format!("{low}\u{2013}{high}"),
        (Some(one), _) | (None, Some(one)) => one.to_string(),
        (None, None) => String::new(),
    };
    let metric = quantity.metric.replace('_', " ");
    let metric = if metric.eq_ignore_ascii_case(&quantity.unit) { String::new() } else { metric };
    let per = quantity.per.as_deref().map(|per| format!("per {per}")).unwrap_or_default();
    let words = [range, quantity.unit.clone(), metric, per];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(super) fn unplaced(document: &Document) -> Option<Section> {
    let fragments = document.unplaced.iter().map(|fragment| {
        let heading =
            if fragment.heading.trim().is_empty() { "Without a heading" } else { &fragment.heading };
        let summary = text(heading) + badge("", &fragment.reason.replace('_', " "));
        Html(format!(
            "<details class=\"fragment\"><summary>{}</summary><pre>{}</pre></details>\n",
            summary.0,
            markup_block(&fragment.text)
        ))
    });
    Section::new("unplaced", "Text that was not placed", document.unplaced.len(), fragments.sum())
}

/// A description after a name.
fn note(description: Option<&str>) -> Html {
    text(&description.map(|description| format!(": {description}")).unwrap_or_default())
}
