//! A verdict into annotations of GitHub Actions: one for each reason against it or open, and one for the verdict.

use critpath::diagnostic::SourceText;
use critpath::model::result::{GateReason, GateResult, Verdict};
use critpath::model::{Document, Span};

use super::{ORDER, counts, saying, title, word};
use crate::findings::{data, property};

/// Writes the annotations, at the places of what they are about where the guide states it. O(n).
pub fn github(result: &GateResult, document: &Document, sources: &[SourceText<'_>]) -> String {
    let mut out = String::new();
    for verdict in ORDER.into_iter().filter(|verdict| *verdict != Verdict::Go) {
        for reason in saying(&result.reasons, verdict) {
            let needed = reason.needed.iter().map(|needed| format!("\n{needed}")).collect::<String>();
            let message = format!("{}: {}{needed}", reason.name, reason.detail);
            let place =
                place_of(document, &reason.subject).and_then(|span| place(span, sources)).unwrap_or_default();
            out += &format!(
                "::{} {place}title={}::{}\n",
                command(verdict),
                property(word_of(reason)),
                data(&message)
            );
        }
    }
    let message = format!("{}: {}", title(result), counts(result));
    out + &format!("::{} title={}::{}\n", command(result.verdict), word(result.verdict), data(&message))
}

fn command(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Go => "notice",
        Verdict::NoGo => "error",
        Verdict::Inconclusive => "warning",
    }
}

fn word_of(reason: &GateReason) -> &'static str {
    word(reason.verdict)
}

/// Where the item, criterion, objective, risk or task with this id stands.
fn place_of(document: &Document, id: &str) -> Option<Span> {
    let items = document.checklists.iter().flat_map(|list| &list.items).map(|it| (&it.id, it.span));
    let criteria = document.criteria.iter().map(|it| (&it.id, it.span));
    let objectives = document.objectives.iter().map(|it| (&it.id, it.span));
    let risks = document.risks.iter().map(|it| (&it.id, it.span));
    let tasks = document.tasks.iter().map(|it| (&it.id, it.span));
    let mut all = items.chain(criteria).chain(objectives).chain(risks).chain(tasks);
    all.find(|(known, _)| *known == id).and_then(|(_, span)| span)
}

fn place(span: Span, sources: &[SourceText<'_>]) -> Option<String> {
    let source = sources.get(span.source as usize)?;
    let (from, to) = source.positions(span);
    Some(format!("file={},line={},endLine={},", property(&source.name), from.line, to.line))
}
