//! Mitigations of risks into the finding of those that nothing in the plan carries out.

use std::collections::{BTreeMap, BTreeSet};

use super::Guide;
use super::words::{Texts, stems, vocabulary};
use crate::check::index::Kind;
use crate::check::phrase::{count, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Mitigation, Risk, RiskStatus, Span};

/// Words that say how or how often something is done, not what.
const MANNER: &[&str] = &[
    "automatic",
    "automated",
    "continuous",
    "daily",
    "ensure",
    "frequent",
    "implement",
    "nightly",
    "plan",
    "procedure",
    "process",
    "proper",
    "regular",
    "strategy",
    "use",
    "weekly",
];

pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    unplanned(guide).into_iter().collect()
}

/// One finding for all of them, with a label at each.
fn unplanned(guide: &Guide) -> Option<Diagnostic> {
    let document = guide.document;
    if document.risks.is_empty() || document.tasks.is_empty() && document.checklists.is_empty() {
        return None;
    }
    let (work, manner) = (work(guide), vocabulary(MANNER));
    let mut known: BTreeMap<BTreeSet<String>, bool> = BTreeMap::new();
    let open = document.risks.iter().filter(|risk| risk.status != RiskStatus::Closed);
    let unplanned: Vec<(&Risk, &Mitigation)> = open
        .flat_map(|risk| risk.mitigations.iter().map(move |mitigation| (risk, mitigation)))
        .filter(|(_, mitigation)| {
            let subject = subject(&mitigation.text, &manner);
            mitigation.task.is_none()
                && !*known
                    .entry(subject)
                    .or_insert_with_key(|subject| subject.is_empty() || work.hold(subject))
        })
        .collect();
    let (risk, first) = unplanned.first()?;
    let span = |risk: &Risk, mitigation: &Mitigation| -> Option<Span> { mitigation.span.or(risk.span) };
    let mut seen = BTreeSet::new();
    let texts =
        unplanned.iter().map(|(_, mitigation)| mitigation.text.as_str()).filter(|text| seen.insert(*text));
    let texts = names(texts);
    let (are, them) = if unplanned.len() == 1 { ("is", "it") } else { ("are", "them") };
    let mut diagnostic = Diagnostic::new(
        Code::MitigationUnplanned,
        format!("{} {are} promised but no task carries {them} out: {}", count(unplanned.len(), "mitigation"), texts),
    )
    .at(span(risk, first))
    .help(format!(
        "plan the work, as in `- {} {{1d owner=...}}`; what counts is a task, deliverable, checklist item, criterion, monitor or rollback procedure with all significant words of the mitigation, in any form",
        first.text
    ));
    for (risk, mitigation) in &unplanned {
        diagnostic = diagnostic
            .label(span(risk, mitigation), format!("`{}` against `{}`", mitigation.text, risk.name));
    }
    Some(diagnostic)
}

/// What a mitigation is about: its significant stems, without those that only say how it is done.
fn subject(text: &str, manner: &BTreeSet<String>) -> BTreeSet<String> {
    let stems = stems(text);
    let narrow: BTreeSet<String> = stems.difference(manner).cloned().collect();
    if narrow.is_empty() { stems } else { narrow }
}

/// Everything that a plan does or looks at.
fn work(guide: &Guide) -> Texts {
    let document = guide.document;
    let tasks = document.tasks.iter().map(|task| {
        // A task of the phase `Staging deployment` tests on staging.
        let phase = task.phase.as_ref().and_then(|id| guide.index.position(Kind::Phase, id));
        let step = task.step.as_ref().and_then(|id| guide.index.position(Kind::Step, id));
        let context =
            phase.map(|at| &document.phases[at].name).or(step.map(|at| &document.strategy[at].name));
        [Some(&task.name), task.description.as_ref(), context]
            .into_iter()
            .flatten()
            .flat_map(|text| stems(text))
            .collect()
    });
    let others = deliverables(document).chain(looked_at(document)).map(|text| stems(text));
    // A monitor is monitoring, and a rollback procedure a way to roll back, whatever they are called.
    let monitors = document.monitors.iter().map(|monitor| stems(&format!("monitoring {}", monitor.name)));
    let procedures = document.rollback_procedures.iter();
    let procedures = procedures.map(|procedure| stems(&format!("rollback procedure {}", procedure.name)));
    tasks.chain(others).chain(monitors).chain(procedures).collect()
}

fn deliverables(document: &Document) -> impl Iterator<Item = &String> {
    let steps = document.strategy.iter().flat_map(|step| &step.deliverables);
    let phases = document.phases.iter().flat_map(|phase| &phase.deliverables);
    let tasks = document.tasks.iter().flat_map(|task| &task.deliverables);
    steps.chain(phases).chain(tasks).map(|deliverable| &deliverable.name)
}

fn looked_at(document: &Document) -> impl Iterator<Item = &String> {
    let items = document.checklists.iter().flat_map(|list| &list.items).map(|item| &item.text);
    items.chain(document.criteria.iter().map(|criterion| &criterion.name))
}
