//! What must hold: checklists, criteria, monitors, gates, and the ways back.

use critpath::model::{ChecklistItem, Comparator, Condition, Criterion, DEFAULT_FAILURE_THRESHOLD, Document};

use super::parts::{Html, Section, Table, badge, joined, list, optional, prose, text, wrap};

pub(super) fn checklists(document: &Document) -> Option<Section> {
    let lists = document.checklists.iter().map(|checklist| {
        let done = checklist.items.iter().filter(|item| item.done).count();
        let all = checklist.items.len();
        let share = (done * 100).checked_div(all).unwrap_or_default();
        let head = wrap("h3", "", &(text(&checklist.name) + badge("", &format!("{done} of {all}"))));
        let meter = Html(format!("<div class=\"meter\"><div style=\"width:{share}%\"></div></div>"));
        let items: Html = checklist.items.iter().map(item).sum();
        wrap("div", "panel", &(head + meter + wrap("ul", "ticks", &items)))
    });
    let count = document.checklists.iter().map(|checklist| checklist.items.len()).sum();
    Section::new("checklists", "Checklist items", count, wrap("div", "panels", &lists.sum()))
}

fn item(item: &ChecklistItem) -> Html {
    let (class, tick) = if item.done { ("done", "\u{2611}") } else { ("open", "\u{2610}") };
    let mut facts = Vec::new();
    facts.extend(item.owner.as_deref().map(|owner| format!("owner {owner}")));
    facts.extend(item.evidence.as_deref().map(|evidence| format!("evidence {evidence}")));
    facts.extend(item.gate.as_deref().map(|gate| format!("gate {gate}")));
    if item.advisory {
        facts.push("advisory".into());
    }
    facts.extend(item.waiver.as_ref().map(|waiver| format!("waived by {}: {}", waiver.by, waiver.reason)));
    let mark = Html(format!("<span class=\"tick\" role=\"img\" aria-label=\"{class}\">{tick}</span>"));
    let body = text(&item.text) + wrap("div", "note", &text(&facts.join(" \u{b7} ")));
    wrap("li", class, &(mark + wrap("div", "", &body)))
}

pub(super) fn criteria(document: &Document) -> Option<Section> {
    let mut rows = Vec::new();
    for criterion in &document.criteria {
        let head = || vec![text(&criterion.name), optional(criterion.category.as_deref())];
        if criterion.conditions.is_empty() {
            let cells = [head(), vec![Html::default(), text(&criterion.text)]].concat();
            rows.push((String::new(), cells));
        }
        rows.extend(criterion.conditions.iter().enumerate().map(|(at, condition)| {
            let head = if at == 0 { head() } else { vec![Html::default(); 2] };
            (String::new(), [head, measured(condition, criterion)].concat())
        }));
    }
    let columns = [
        ("Criterion", "name"),
        ("Category", ""),
        ("Metric", ""),
        ("Target", ""),
        ("Statistic", ""),
        ("Window", ""),
        ("Traffic", ""),
    ];
    let table = Table { columns: &columns, rows };
    Section::new("criteria", "Success criteria", document.criteria.len(), table.draw())
}

fn measured(condition: &Condition, criterion: &Criterion) -> Vec<Html> {
    let target = match condition.target {
        Some(target) => text(&format!("{} {target} {}", sign(condition.comparator), condition.unit)),
        None => text(&criterion.text),
    };
    let implied =
        if condition.implied_comparator { badge("", "comparator implied") } else { Html::default() };
    vec![
        text(&condition.metric.replace('_', " ")),
        target + implied,
        optional(condition.statistic.as_deref()),
        text(&condition.window.map(|window| window.to_string()).unwrap_or_default()),
        optional(condition.traffic.as_deref()),
    ]
}

fn sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::AtMost => "\u{2264}",
        Comparator::AtLeast => "\u{2265}",
        other => other.as_str(),
    }
}

pub(super) fn monitors(document: &Document) -> Option<Section> {
    let rows = document.monitors.iter().map(|monitor| {
        let threshold = match (monitor.failure_threshold, monitor.interval) {
            (Some(threshold), _) => text(&threshold.to_string()),
            (None, Some(_)) => text(&DEFAULT_FAILURE_THRESHOLD.to_string()) + badge("", "default"),
            (None, None) => Html::default(),
        };
        let cells = vec![
            text(&monitor.name),
            optional(monitor.description.as_deref()),
            text(&monitor.metrics.join(", ").replace('_', " ")),
            text(&monitor.interval.map(|interval| interval.to_string()).unwrap_or_default()),
            threshold,
            optional(monitor.environment.as_deref()),
            joined(monitor.triggers.iter().map(String::as_str)),
        ];
        (String::new(), cells)
    });
    let columns = [
        ("Monitor", "name"),
        ("What it watches", ""),
        ("Metrics", ""),
        ("Interval", "number"),
        ("Failures in a row", "number"),
        ("Environment", ""),
        ("Triggers", ""),
    ];
    let table = Table { columns: &columns, rows: rows.collect() };
    Section::new("monitors", "Monitors", document.monitors.len(), table.draw())
}

pub(super) fn rollback(document: &Document) -> Option<Section> {
    let panels = document.rollback_procedures.iter().map(|procedure| {
        let objective = procedure.objective.map(|objective| badge("", &format!("within {objective}")));
        let head = text(&procedure.name) + badge("", procedure.kind.as_str()) + objective.unwrap_or_default();
        let triggers = procedure.triggers.iter().map(|trigger| text(trigger));
        let body = wrap("p", "", &procedure.description.as_deref().map(prose).unwrap_or_default())
            + labelled("Set off", list("ul", triggers))
            + labelled("Steps", list("ol", procedure.steps.iter().map(|step| prose(step))));
        wrap("div", "panel", &(wrap("h3", "", &head) + body))
    });
    let count = document.rollback_procedures.len();
    Section::new("rollback", "Rollback procedures", count, wrap("div", "panels", &panels.sum()))
}

pub(super) fn gates(document: &Document) -> Option<Section> {
    let rows = document.gates.iter().map(|gate| {
        let cells = vec![
            text(&gate.name),
            joined(gate.after.iter().map(|after| after.predecessor.as_str())),
            joined(gate.checklists.iter().map(String::as_str)),
            joined(gate.criteria.iter().map(String::as_str)),
            optional(gate.owner.as_deref()),
        ];
        (String::new(), cells)
    });
    let columns =
        [("Gate", "name"), ("Decided after", ""), ("Checklists", ""), ("Criteria", ""), ("Owner", "")];
    let table = Table { columns: &columns, rows: rows.collect() };
    Section::new("gates", "Gates", document.gates.len(), table.draw())
}

/// A small heading over something; nothing over nothing.
pub(super) fn labelled(label: &'static str, inner: Html) -> Html {
    if inner.0.is_empty() {
        return inner;
    }
    wrap("div", "label", &label.into()) + inner
}
